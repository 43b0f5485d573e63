//! Driving licence number, Great Britain: surname (5, filled with 9), decade, month (plus 5 for women) and day of birth, year, initials, three more.
//! DVLA, INS57P; the last two letters are a check whose rule is not published.

use crate::detect::code::Code;
use crate::detect::kind::{Kind, Severity};
use crate::detect::recogniser::{How, Profile, Recogniser, Score};

/// Driving licence numbers.
pub const DRIVING_LICENCE: Recogniser = Recogniser {
    profile: Profile { kind: Kind::DrivingLicence, label: "Driving licence", severity: Severity::High },
    how: &[How::Picture(&["AAAAX 999999 XX9AA", "AAA99 999999 XX9AA", "AA999 999999 XX9AA"], judge)],
    context: &["driving licence", "driver number", "licence number", "licence no", "dvla"],
};

fn judge(code: &Code) -> Option<Score> {
    let month = code.number(6, 8) % 50;
    let day = code.number(8, 10);
    let is_filled_or_letter = |place| code.char(place).is_ascii_alphabetic() || code.char(place) == b'9';
    let is_valid = (1..=12).contains(&month)
        && code.number(6, 8) <= 62
        && (1..=31).contains(&day)
        && (2..5).chain(11..13).all(is_filled_or_letter);
    Score { alone: 0.9, in_context: 0.98 }.when(is_valid)
}
