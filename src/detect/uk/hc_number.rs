//! Health and care number, Northern Ireland: the NHS number's form in the range from 320 000 0001 to 399 999 9999.
//! NHS Data Dictionary, "HEALTH AND CARE NUMBER".

use crate::detect::code::Code;
use crate::detect::kind::{Kind, Severity};
use crate::detect::recogniser::{How, Profile, Recogniser, Score};

use crate::detect::check_digit::mod11_of_ten;

/// Health and care numbers.
pub const HC_NUMBER: Recogniser = Recogniser {
    profile: Profile { kind: Kind::HcNumber, label: "H&C number", severity: Severity::High },
    how: &[How::Picture(&["999 999 9999"], judge)],
    context: &["h c", "h and c", "hcn", "health and care number", "health and care", "health number"],
};

fn judge(code: &Code) -> Option<Score> {
    let alone = if code.gaps == 2 { 0.55 } else { 0.35 };
    Score { alone, in_context: 0.97 }.when((32..=39).contains(&code.number(0, 2)) && mod11_of_ten(code))
}
