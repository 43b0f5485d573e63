//! Words and phrases that mean something to a recogniser, and where they stand in a text.
//!
//! A phrase in capitals (`PEP`) matches capitals only; any other matches whatever its case. Whole words only: `lic` is not in `duplicate`.
//! Between the words of a phrase there may be spaces or one mark that joins: `date_of_birth`, `D.O.B`, `one-page profile`.

use super::scan::{Shape, Tokens, scan};

/// A phrase found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit<T> {
    /// Index of its first token.
    pub first: usize,
    /// Index of its last token.
    pub last: usize,
    /// What it means.
    pub tag: T,
}

/// Phrases, each with what it means. One phrase may mean several things.
#[derive(Debug)]
pub struct Lexicon<T> {
    /// Sorted by the key of the first word, the longest phrase first.
    entries: Vec<Entry<T>>,
    /// One bit for the low bits of every first word's key: most words are told apart by one look.
    sieve: Vec<u32>,
}

#[derive(Debug)]
struct Entry<T> {
    key: u32,
    words: Vec<&'static str>,
    capitals_only: bool,
    tag: T,
}

const SIEVE_BITS: usize = 1 << 15;

impl<T: Copy> Lexicon<T> {
    /// Takes in phrases of at least one word each.
    pub fn new(phrases: impl IntoIterator<Item = (&'static str, T)>) -> Self {
        let mut entries: Vec<_> = phrases.into_iter().map(|(phrase, tag)| Entry::new(phrase, tag)).collect();
        entries.sort_by_key(|entry| (entry.key, std::cmp::Reverse(entry.words.len())));
        let mut sieve = vec![0; SIEVE_BITS / 32];
        for entry in &entries {
            let (word, bit) = place_in_sieve(entry.key);
            sieve[word] |= bit;
        }
        Lexicon { entries, sieve }
    }

    /// Every phrase in the text, in order of its first token; phrases of different meanings may overlap.
    pub fn find(&self, tokens: &Tokens<'_>) -> Vec<Hit<T>> {
        let mut hits = Vec::new();
        for first in 0..tokens.len() {
            let (word, bit) = place_in_sieve(tokens[first].key);
            if self.sieve[word] & bit != 0 {
                self.find_at(tokens, first, &mut hits);
            }
        }
        hits
    }

    fn find_at(&self, tokens: &Tokens<'_>, first: usize, hits: &mut Vec<Hit<T>>) {
        let key = tokens[first].key;
        let from = self.entries.partition_point(|entry| entry.key < key);
        for entry in self.entries[from..].iter().take_while(|entry| entry.key == key) {
            if let Some(last) = entry.last_token(tokens, first) {
                hits.push(Hit { first, last, tag: entry.tag });
            }
        }
    }
}

impl<T> Entry<T> {
    fn new(phrase: &'static str, tag: T) -> Self {
        let tokens = scan(phrase);
        let words: Vec<_> = tokens
            .iter()
            .filter(|token| token.key != 0)
            .map(|token| token.span().of(phrase).unwrap_or_default())
            .collect();
        let capitals_only = !phrase.bytes().any(|byte| byte.is_ascii_lowercase());
        Entry { key: tokens[0].key, words, capitals_only, tag }
    }

    /// The last token of this phrase if it stands at `first`.
    fn last_token(&self, tokens: &Tokens<'_>, first: usize) -> Option<usize> {
        let mut at = first;
        for (n, word) in self.words.iter().enumerate() {
            if n > 0 {
                at = next_word(tokens, at)?;
            }
            let token = tokens.get(at)?;
            let fits_case =
                !self.capitals_only || !matches!(token.shape, Shape::Lower | Shape::Capitalised | Shape::Mixed);
            if !fits_case || !tokens.of(token).eq_ignore_ascii_case(word) {
                return None;
            }
        }
        Some(at)
    }
}

/// The next word or number of the same phrase: past one joining mark at most.
fn next_word(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    let next = tokens.get(at + 1)?;
    let joins = next.shape == Shape::Mark && matches!(next.lead, b'-' | b'\'' | b'.' | b'_' | b'/' | b'&');
    Some(if joins { at + 2 } else { at + 1 })
}

fn place_in_sieve(key: u32) -> (usize, u32) {
    let bit = key as usize % SIEVE_BITS;
    (bit / 32, 1 << (bit % 32))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&'static str> {
        let phrases = ["date of birth", "dob", "d o b", "PEP", "lic"];
        Lexicon::new(phrases.map(|phrase| (phrase, phrase))).find(&scan(text)).iter().map(|hit| hit.tag).collect()
    }

    #[test]
    fn whole_words_only() {
        assert!(found("duplicate, pep talk, date\tof birth").is_empty());
    }

    #[test]
    fn joined_and_spaced_phrases_are_the_same() {
        assert_eq!(
            found("DOB date_of_birth Date of Birth D.O.B. PEP"),
            ["dob", "date of birth", "date of birth", "d o b", "PEP"]
        );
    }
}
