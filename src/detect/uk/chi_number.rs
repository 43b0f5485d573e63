//! Community health index number, Scotland: date of birth (6 digits), two more, one odd for men and even for women, a check digit.
//! Public Health Scotland, data dictionary, "CHI number".

use crate::detect::code::Code;
use crate::detect::kind::{Kind, Severity};
use crate::detect::recogniser::{How, Profile, Recogniser, Score};

use crate::detect::check_digit::mod11_of_ten;

/// CHI numbers.
pub const CHI_NUMBER: Recogniser = Recogniser {
    profile: Profile { kind: Kind::ChiNumber, label: "CHI number", severity: Severity::High },
    how: &[How::Picture(&["999999 9999", "999 999 9999"], judge)],
    context: &["chi", "chi number", "community health index", "nhs", "health number"],
};

fn judge(code: &Code) -> Option<Score> {
    Score { alone: 0.4, in_context: 0.97 }.when(begins_with_a_day(code) && mod11_of_ten(code))
}

/// The year has two digits and no century: 29 February may be any year's.
fn begins_with_a_day(code: &Code) -> bool {
    const LONGEST: [u32; 12] = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let last = LONGEST.get((code.number(2, 4) as usize).wrapping_sub(1));
    last.is_some_and(|last| (1..=*last).contains(&code.number(0, 2)))
}
