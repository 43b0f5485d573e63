//! Names of people: a list of names, the lore of lessons, and a small tagger that weighs them in their context.

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
    let _ = known;
    let reading = Reading::new(tokens);
    let odds = TAGGER.judge(&reading);
    spans::findings(&reading, &odds)
}

/// The keys of the words of a phrase, in order.
pub fn keys(phrase: &str) -> Vec<u32> {
    let tokens = scan(phrase);
    tokens.iter().filter(|token| token.is_word()).map(|token| fold::key_of(&tokens, token)).collect()
}
