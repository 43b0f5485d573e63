//! NHS number, England, Wales and the Isle of Man. NHS Data Dictionary, "NHS NUMBER".

use crate::detect::code::Code;
use crate::detect::kind::{Kind, Severity};
use crate::detect::recogniser::{How, Profile, Recogniser, Score};

use crate::detect::check_digit::mod11_of_ten;

/// NHS numbers.
pub const NHS_NUMBER: Recogniser = Recogniser {
    profile: Profile { kind: Kind::NhsNumber, label: "NHS number", severity: Severity::High },
    how: &[How::Picture(&["999 999 9999", "999 999 999 9"], judge)],
    context: &["nhs", "nhs number", "nhs no", "health number", "patient"],
};

/// 9.2 % of random numbers pass, so a bare one needs its context; a grouping by threes is rarely anything else.
fn judge(code: &Code) -> Option<Score> {
    let alone = if code.gaps >= 2 { 0.65 } else { 0.35 };
    Score { alone, in_context: 0.97 }.when(is_in_range(code) && mod11_of_ten(code))
}

/// Issued from 400 to 499 and 600 to 799 million; 9 begins older and test numbers. Lower ones are Scotland's and Northern Ireland's.
fn is_in_range(code: &Code) -> bool {
    matches!(code.char(0), b'4' | b'6' | b'7' | b'9')
}
