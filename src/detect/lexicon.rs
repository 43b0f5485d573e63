//! Words and phrases that mean something to a recogniser, and where they stand in a text.
//!
//! A phrase in capitals (`PEP`) matches capitals only; any other matches whatever its case. Whole words only: `lic` is not in `duplicate`.
//! Between the words of a phrase there may be spaces or one mark that joins: `date_of_birth`, `D.O.B`, `one-page profile`.

use super::scan::{Shape, Tokens, key};

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

/// Phrases, each with what it means. One phrase may mean several things. Made anew in every page, by code that no browser has
/// compiled yet: each phrase is looked at once, and nothing is sorted.
#[derive(Debug)]
pub struct Lexicon<T> {
    entries: Vec<Entry<T>>,
    /// By the low bits of the first word's key, the first entry of its chain. Most words have none: one look tells them apart.
    chains: Vec<Link>,
}

#[derive(Debug)]
struct Entry<T> {
    key: u32,
    /// Its words, with one space between each two.
    phrase: &'static str,
    capitals_only: bool,
    tag: T,
    next: Link,
}

/// One more than the place of an entry; 0 ends a chain.
type Link = u16;

const CHAINS: usize = 1 << 13;

impl<T: Copy> Lexicon<T> {
    /// Takes in phrases, of words with one space between each two.
    pub fn new(phrases: impl IntoIterator<Item = (&'static str, T)>) -> Self {
        let mut entries: Vec<_> = phrases.into_iter().map(|(phrase, tag)| Entry::new(phrase, tag)).collect();
        let mut chains = vec![0; CHAINS];
        for (place, entry) in entries.iter_mut().enumerate().rev() {
            let head = &mut chains[entry.key as usize % CHAINS];
            entry.next = *head;
            *head = Link::try_from(place + 1).expect("there are fewer than 65,535 phrases");
        }
        Lexicon { entries, chains }
    }

    /// Every phrase in the text, in order of its first token, the longest first; phrases of different meanings may overlap.
    pub fn find(&self, tokens: &Tokens<'_>) -> Vec<Hit<T>> {
        let mut hits = Vec::new();
        for (first, token) in tokens.iter().enumerate() {
            let link = self.chains[token.key as usize % CHAINS];
            if link != 0 {
                self.find_at(tokens, first, link, &mut hits);
            }
        }
        hits
    }

    fn find_at(&self, tokens: &Tokens<'_>, first: usize, mut link: Link, hits: &mut Vec<Hit<T>>) {
        let before = hits.len();
        while let Some(entry) = usize::from(link).checked_sub(1).map(|place| &self.entries[place]) {
            if let Some(last) = entry.last_token(tokens, first) {
                hits.push(Hit { first, last, tag: entry.tag });
            }
            link = entry.next;
        }
        hits[before..].sort_by_key(|hit| std::cmp::Reverse(hit.last));
    }
}

impl<T> Entry<T> {
    fn new(phrase: &'static str, tag: T) -> Self {
        let first = phrase.split(' ').next().unwrap_or_default();
        let capitals_only = !phrase.bytes().any(|byte| byte.is_ascii_lowercase());
        Entry { key: key(first), phrase, capitals_only, tag, next: 0 }
    }

    /// The last token of this phrase if it stands at `first`.
    fn last_token(&self, tokens: &Tokens<'_>, first: usize) -> Option<usize> {
        if tokens[first].key != self.key {
            return None;
        }
        let mut at = first;
        for (n, word) in self.phrase.split(' ').enumerate() {
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

#[cfg(test)]
mod tests {
    use super::super::scan::scan;
    use super::super::tag;
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

    #[test]
    fn phrases_are_written_as_the_words_the_scan_makes_of_them() {
        let scanned = |phrase| {
            let tokens = scan(phrase);
            tokens.iter().map(|token| tokens.of(token)).collect::<Vec<_>>().join(" ")
        };
        let phrases = tag::lexicon().entries.into_iter().map(|entry| entry.phrase);
        assert_eq!(phrases.filter(|phrase| scanned(phrase) != *phrase).collect::<Vec<_>>(), [""; 0]);
    }
}
