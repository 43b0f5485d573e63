//! Unique learner number: ten digits, the first not 0. Learning Records Service; the check is worked in HESA's coding manual, field ULN.

use crate::detect::code::Code;
use crate::detect::kind::{Kind, Severity};
use crate::detect::recogniser::{How, Profile, Recogniser, Score};

/// Unique learner numbers.
pub const ULN: Recogniser = Recogniser {
    profile: Profile { kind: Kind::Uln, label: "ULN", severity: Severity::High },
    how: &[How::Picture(&["9999999999", "9999 999 999"], judge)],
    context: &["uln", "unique learner number", "learner number", "learner id", "lrs"],
};

/// Nine random numbers of a hundred pass the check, so one alone is nothing.
fn judge(code: &Code) -> Option<Score> {
    Score { alone: 0.35, in_context: 0.97 }.when(code.digit(0) != 0 && (is_valid(code) || is_temporary(code)))
}

/// Weights 10 down to 2, modulus 11; the check digit is 10 less the rest, and a rest of 0 is never issued.
fn is_valid(code: &Code) -> bool {
    let rest = code.weigh((2..=10).rev()) % 11;
    rest != 0 && 10 - rest == code.digit(9)
}

/// 9999999999 stands for a learner who has none yet.
fn is_temporary(code: &Code) -> bool {
    code.chars().iter().all(|&char| char == b'9')
}
