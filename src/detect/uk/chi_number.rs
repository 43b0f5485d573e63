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
    let has_date = (1..=31).contains(&code.number(0, 2)) && (1..=12).contains(&code.number(2, 4));
    Score { alone: 0.4, in_context: 0.97 }.when(has_date && mod11_of_ten(code))
}
