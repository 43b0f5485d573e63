//! Teacher reference number: seven digits, often written 12/34567, once with RP before it. It has no check digit.
//! DfE, "Teacher reference number (TRN)".

use crate::detect::code::Code;
use crate::detect::kind::{Kind, Severity};
use crate::detect::recogniser::{How, Profile, Recogniser, Score};

/// Teacher reference numbers.
pub const TRN: Recogniser = Recogniser {
    profile: Profile { kind: Kind::Trn, label: "TRN", severity: Severity::High },
    how: &[How::Picture(&["9999999", "99/99999", "AA 99/99999"], judge)],
    context: &["trn", "teacher reference", "teacher ref", "dfe no", "dfe ref", "qts", "gtc", "RP", "teacher number"],
};

fn judge(code: &Code) -> Option<Score> {
    let has_prefix = !code.char(0).is_ascii_alphabetic() || code.chars().starts_with(b"RP");
    let score =
        if code.char(0) == b'R' { Score { alone: 0.7, in_context: 0.95 } } else { Score::only_in_context(0.85) };
    score.when(has_prefix)
}
