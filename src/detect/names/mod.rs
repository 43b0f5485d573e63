//! Names of people: a list of names, the lore of lessons, and a small tagger that weighs them in their context.

mod common;
mod features;
mod fold;
pub mod list;
pub mod lore;
mod reading;
mod spans;
mod tagger;
pub mod training;

use super::scan::{Tokens, scan};
use super::{Finding, Kind};
use reading::Reading;
use tagger::TAGGER;

/// Finds names of people. `known` holds what the identifier and table recognisers found, sorted by start: evidence that a person
/// is spoken of, and names that stand under a table's header, which may return in the text.
///
/// May overlap with `known`, not with itself; the caller resolves overlaps by score.
pub(in crate::detect) fn find(tokens: &Tokens<'_>, known: &[Finding]) -> Vec<Finding> {
    let reading = Reading::new(tokens);
    let sure = known.iter().filter(|finding| finding.kind == Kind::PersonName).map(|finding| finding.span);
    let odds = TAGGER.judge(&reading, sure);
    spans::findings(&reading, &odds)
}

/// The keys of the words of a phrase, in order.
pub fn keys(phrase: &str) -> Vec<u32> {
    let tokens = scan(phrase);
    tokens.iter().filter(|token| token.is_word()).map(|token| fold::key_of(&tokens, token)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let tokens = scan(text);
        let found: Vec<_> = find(&tokens, &[]).iter().map(|finding| finding.span.of(text).unwrap()).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn lessons_and_sums_are_left_alone() {
        check("Plan a lesson on Florence Nightingale for Year 4.", &[]);
        check("How does Shakespeare present Lady Macbeth in Act 1?", &[]);
        check("Sam has 12 apples and gives 3 to Priya. How many are left?", &[]);
        check("I hope you will mark this in May. The rose and the violet bloom in summer.", &[]);
        check("Homework is due on 3rd June and 14 August 2026.", &[]);
    }

    #[test]
    fn a_surname_first_is_one_name_and_a_list_is_many() {
        check("Annual review of EHCP – Green, Karen, 15/08/09.", &["Green, Karen"]);
        check("Dear Mrs Khan, Amira has an EHCP and needs extra time.", &["Khan", "Amira"]);
        check("Please chase S. Patel and J. O'Brien for their trip money.", &["S. Patel", "J. O'Brien"]);
        check("Groups: Red – Rowan, Chloe, Kabir; Blue – Ada, Tom.", &["Rowan", "Chloe", "Kabir", "Ada", "Tom"]);
    }

    #[test]
    fn pupils_parents_and_staff_are_found() {
        check("Priya took 3 pencils from Kacper at lunch. I rang his mum.", &["Priya", "Kacper"]);
        check("Dear Mrs Okafor, Zoë-Mae was late again. Kind regards, J. Smith", &["Okafor", "Zoë-Mae", "J. Smith"]);
        check("spoke to amira about her behaviour", &["amira"]);
        check("Detention: Hope Marsh 9B, for fighting.", &["Hope Marsh"]);
    }
}
