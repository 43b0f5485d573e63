//! Unique taxpayer reference: ten digits, the first a check. HMRC; the check as published for software developers and in python-stdnum.

use crate::detect::code::Code;
use crate::detect::kind::{Kind, Severity};
use crate::detect::recogniser::{How, Profile, Recogniser, Score};

/// Unique taxpayer references.
pub const UTR: Recogniser = Recogniser {
    profile: Profile { kind: Kind::Utr, label: "UTR", severity: Severity::High },
    how: &[How::Picture(&["99999 99999"], judge)],
    context: &["utr", "tax reference", "taxpayer reference", "unique taxpayer", "self assessment", "hmrc"],
};

/// A column of numbers is not taken for these: too many pass for what they would be worth.
fn judge(code: &Code) -> Option<Score> {
    Score::only_in_context(0.9).when(is_valid(code))
}

/// Weights 6 7 8 9 10 5 4 3 2 over the last nine; the rest of 11 picks the first digit.
fn is_valid(code: &Code) -> bool {
    let rest = code.weigh([0, 6, 7, 8, 9, 10, 5, 4, 3, 2]) % 11;
    code.char(0) == b"21987654321"[rest as usize]
}
