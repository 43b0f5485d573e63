//! Scottish candidate number: nine digits, the first two a year, the last a check. HESA coding manual, field c07051.

use crate::detect::code::Code;
use crate::detect::kind::{Kind, Severity};
use crate::detect::recogniser::{How, Profile, Recogniser, Score};

/// Scottish candidate numbers.
pub const SCN: Recogniser = Recogniser {
    profile: Profile { kind: Kind::Scn, label: "SCN", severity: Severity::High },
    how: &[How::Picture(&["999999999", "999 999 999"], judge)],
    context: &["scn", "scottish candidate number", "sqa", "sqa number", "candidate number"],
};

fn judge(code: &Code) -> Option<Score> {
    Score { alone: 0.3, in_context: 0.95 }.when(is_valid(code))
}

/// Weights 3 2 7 6 5 4 3 2, modulus 11; a check of 10 is never issued.
fn is_valid(code: &Code) -> bool {
    let rest = code.weigh([3, 2, 7, 6, 5, 4, 3, 2]) % 11;
    (11 - rest) % 11 == code.digit(8)
}
