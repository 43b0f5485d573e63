//! Sets of words, asked by the key of a word ([`Token::key`](super::scan::Token::key)).

use super::scan::key;

/// A set of words in small letters, made when compiled: every word stands at the place its key says, or soon after. More than a
/// third of the places must be free, so that a word which is not in the set meets a free one soon.
#[derive(Debug)]
pub struct Words<const PLACES: usize>([u32; PLACES]);

/// No word has it: marks do.
const FREE: u32 = 0;

impl<const PLACES: usize> Words<PLACES> {
    /// The set of these words.
    pub const fn new(words: &[&str]) -> Self {
        assert!(words.len() * 3 <= PLACES * 2);
        let (mut places, mut n) = ([FREE; PLACES], 0);
        while n < words.len() {
            let mut at = key(words[n]) as usize % PLACES;
            while places[at] != FREE {
                at = (at + 1) % PLACES;
            }
            places[at] = key(words[n]);
            n += 1;
        }
        Words(places)
    }

    /// Whether the word with this key is one of them.
    pub fn has(&self, key: u32) -> bool {
        let mut at = key as usize % PLACES;
        while self.0[at] != FREE && self.0[at] != key {
            at = (at + 1) % PLACES;
        }
        key != FREE && self.0[at] == key
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_has_its_words_and_no_others() {
        static SET: Words<8> = Words::new(&["mr", "mrs", "miss", "ms", "dr"]);
        assert!(["mr", "mrs", "miss", "ms", "dr"].iter().all(|word| SET.has(key(word))));
        assert!(!SET.has(key("sir")) && !SET.has(FREE));
    }
}
