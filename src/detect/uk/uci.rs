//! Unique candidate identifier: centre (5 digits), board (digit or letter), year (2), serial (4), check letter.
//! Joint Council for Qualifications; the check is worked in WJEC's "UCI number" guidance.

use crate::detect::code::Code;
use crate::detect::kind::{Kind, Severity};
use crate::detect::recogniser::{How, Profile, Recogniser, Score};

/// Unique candidate identifiers.
pub const UCI: Recogniser = Recogniser {
    profile: Profile { kind: Kind::Uci, label: "UCI", severity: Severity::High },
    how: &[How::Picture(&["99999 9 99 9999 A", "99999A999999A"], judge)],
    context: &["uci", "exam uci", "unique candidate identifier", "candidate identifier"],
};

fn judge(code: &Code) -> Option<Score> {
    Score { alone: 0.8, in_context: 0.98 }.when(check_letter(code) == code.char(12))
}

/// Weights 16 down to 5, modulus 17; a board's letter counts from A = 1.
fn check_letter(code: &Code) -> u8 {
    let board = u32::from(code.char(5).saturating_sub(b'A' - 1));
    let sum = code.weigh((5..=16).rev()) + 11 * board;
    b"ABCDEFGHKLMRTVWXY"[sum as usize % 17]
}
