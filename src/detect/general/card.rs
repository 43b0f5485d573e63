//! Payment card numbers: the schemes' first digits and lengths, and the Luhn check. ISO/IEC 7812-1.

use crate::detect::check_digit::{is_repeated, luhn};
use crate::detect::code::Code;
use crate::detect::kind::{Kind, Severity};
use crate::detect::recogniser::{How, Profile, Recogniser, Score};

/// Payment cards.
pub const CARD: Recogniser = Recogniser {
    profile: Profile { kind: Kind::Card, label: "Card", severity: Severity::High },
    how: &[How::Picture(
        &["9999 9999 9999 9999", "9999 999999 99999", "9999 999999 9999", "9999 9999 9999 9999 999"],
        judge,
    )],
    context: &["card", "visa", "mastercard", "amex", "debit", "credit", "maestro", "card number", "payment"],
};

fn judge(code: &Code) -> Option<Score> {
    let alone = if code.gaps >= 2 { 0.9 } else { 0.65 };
    Score { alone, in_context: 0.98 }.when(is_of_a_scheme(code) && luhn(code.chars()) && !is_repeated(code))
}

fn is_of_a_scheme(code: &Code) -> bool {
    match (code.chars().len(), code.number(0, 4)) {
        (15, first) => matches!(first / 100, 34 | 37),
        (14, first) => matches!(first / 100, 36 | 38 | 39) || first / 10 <= 305 && first / 10 >= 300,
        (_, first) => matches!(first, 2221..=2720 | 3528..=3589 | 4000..=4999 | 5000..=6999),
    }
}
