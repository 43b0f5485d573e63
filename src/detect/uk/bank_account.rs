//! Sort code and account number. They have no check without the banks' own table of weights, so they count in each other's company or beside a word;
//! a mistyped account is someone's all the same.

use crate::detect::code::Code;
use crate::detect::kind::{Kind, Severity};
use crate::detect::recogniser::{How, Profile, Recogniser, Score};

/// Sort codes and account numbers.
pub const BANK_ACCOUNT: Recogniser = Recogniser {
    profile: Profile { kind: Kind::BankAccount, label: "Bank account", severity: Severity::High },
    how: &[
        How::Picture(
            &["99-99-99 9999 9999", "99-99-99, 9999 9999", "99 99 99 9999 9999", "99999999 99-99-99"],
            together,
        ),
        How::Picture(&["99-99-99", "999999"], sort_code),
        How::Picture(&["99999999"], account),
    ],
    context: &[
        "sort",
        "sort code",
        "account",
        "account number",
        "account no",
        "acc",
        "acc no",
        "acct",
        "a c",
        "bank",
        "bank details",
        "bacs",
    ],
};

fn together(_: &Code) -> Option<Score> {
    Some(Score { alone: 0.8, in_context: 0.97 })
}

fn sort_code(code: &Code) -> Option<Score> {
    Some(Score::only_in_context(if code.chars().len() == 8 { 0.9 } else { 0.6 }))
}

fn account(_: &Code) -> Option<Score> {
    Some(Score::only_in_context(0.85))
}
