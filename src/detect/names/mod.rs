//! Names of people: a list of names, the lore of lessons, and a small tagger that weighs them in their context.

mod common;
mod company;
mod features;
mod fold;
pub mod list;
pub mod lore;
mod reading;
mod spans;
mod tagger;
pub mod training;

pub(in crate::detect) use fold::plain;

use super::scan::{Tokens, scan};
use super::{Finding, Kind, roster};
use list::LIST;
use reading::Reading;
use roster::Roster;
use tagger::TAGGER;

/// Finds names of people. `known` holds what the identifier and table recognisers found, sorted by start: evidence that a person
/// is spoken of, and names that stand under a table's header, which may return in the text. `roster` knows the school's own.
///
/// May overlap with `known`, not with itself; the caller resolves overlaps by score.
pub(in crate::detect) fn find(tokens: &Tokens<'_>, known: &[Finding], roster: Option<&Roster>) -> Vec<Finding> {
    let reading = Reading::new(tokens);
    let sure = known.iter().filter(|finding| finding.kind == Kind::PersonName).map(|finding| finding.span);
    let mut odds = TAGGER.judge(&reading, sure);
    roster.into_iter().for_each(|roster| ask(roster, &reading, &mut odds));
    spans::findings(&reading, &odds)
}

/// Makes rare words with a capital likelier names if a pupil may be called so.
fn ask(roster: &Roster, reading: &Reading<'_, '_>, odds: &mut [Option<f32>]) {
    for ((token, facts), odds) in reading.tokens.iter().zip(&reading.facts).zip(odds) {
        let is_rare = token.is_capital() && token.len() > 1 && !facts.known && facts.class.is_rare();
        if is_rare && roster.may_hold(facts.key) {
            *odds = odds.map(|odds| odds + roster::EVIDENCE);
        }
    }
}

/// The keys of a name's words that are rare, single letters left out: what a roster holds of it.
pub(in crate::detect) fn rare_words(name: &str) -> impl Iterator<Item = u32> {
    let tokens = scan(name);
    let words: Vec<_> = tokens.iter().filter(|token| token.is_word() && token.len() > 1).copied().collect();
    words.into_iter().map(move |token| fold::key_of(&tokens, &token)).filter(|key| LIST.class(*key).is_rare())
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
        let found: Vec<_> = find(&tokens, &[], None).iter().map(|finding| finding.span.of(text).unwrap()).collect();
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
