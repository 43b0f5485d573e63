//! National Insurance number: two letters, six digits, a letter from A to D. HMRC, National Insurance manual NIM39110.

use crate::detect::code::Code;
use crate::detect::kind::{Kind, Severity};
use crate::detect::recogniser::{How, Profile, Recogniser, Score};

/// National Insurance numbers.
pub const NATIONAL_INSURANCE: Recogniser = Recogniser {
    profile: Profile { kind: Kind::NationalInsurance, label: "NI number", severity: Severity::High },
    how: &[How::Picture(&["AA 99 99 99 A"], judge)],
    context: &["ni", "nino", "national insurance", "ni number", "insurance number"],
};

fn judge(code: &Code) -> Option<Score> {
    Score { alone: 0.9, in_context: 0.99 }.when(has_prefix(code) && (b'A'..=b'D').contains(&code.char(8)))
}

/// Letters and pairs that no number begins with.
fn has_prefix(code: &Code) -> bool {
    let (first, second) = (code.char(0), code.char(1));
    !b"DFIQUV".contains(&first)
        && !b"DFIOQUV".contains(&second)
        && ![*b"BG", *b"GB", *b"KN", *b"NK", *b"NT", *b"TN", *b"ZZ"].contains(&[first, second])
}
