//! What lessons speak of: people of history, science, the arts and faith, characters of books, places and firms named like people.
//!
//! `data/lore.txt` is the source, `data/lore.bin` what `cargo xtask names lore` makes of it: hashes of phrases, sorted, with what they are.

use std::collections::BTreeMap;

/// What a phrase is. The same phrase may be several: `Lincoln` is a place and perhaps a president.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Lore(u8);

impl Lore {
    /// A longer phrase begins with it.
    pub const PREFIX: Lore = Lore(1);
    /// A public figure or a character, by the full name or a name that is theirs alone.
    pub const FIGURE: Lore = Lore(2);
    /// An ordinary name that may stand for a figure.
    pub const PERHAPS: Lore = Lore(4);
    /// A place.
    pub const PLACE: Lore = Lore(8);
    /// A firm, an institution, a thing.
    pub const FIRM: Lore = Lore(16);
    /// A character of a book that the text names.
    pub const CHARACTER: Lore = Lore(32);
    /// A book, play or story, or a phrase that tells it is spoken of.
    pub const WORK: Lore = Lore(64);
    /// A word of a figure, place or firm of several words.
    pub const LONG: Lore = Lore(128);

    /// Whether it is any of these.
    pub fn is(self, any: Lore) -> bool {
        self.0 & any.0 != 0
    }

    /// Both.
    pub fn and(self, other: Lore) -> Lore {
        Lore(self.0 | other.0)
    }

    /// Marked as part of a phrase of several words.
    pub fn and_long(self) -> Lore {
        if self.0 & 31 & !1 != 0 { self.and(Lore::LONG) } else { self }
    }

    /// The bits but for those that only serve the search.
    pub fn bits(self) -> u8 {
        self.0 & !(Lore::PREFIX.0 | Lore::WORK.0)
    }
}

/// The hash of a phrase, one word's key after the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Phrase(u32);

impl Phrase {
    /// Before the first word.
    pub const EMPTY: Phrase = Phrase(0);

    /// With this word after it.
    pub fn then(self, key: u32) -> Phrase {
        Phrase((self.0.rotate_left(7) ^ key).wrapping_mul(0x9E37_79B1))
    }

    /// A character's name within a work.
    pub fn within(self, work: u8) -> Phrase {
        Phrase::EMPTY.then(u32::from(work)).then(self.0)
    }
}

/// A packed table: the number of phrases in four bytes, then their hashes in rising order, what each is, and which work each names.
#[derive(Debug, Clone, Copy)]
pub struct Table<'b> {
    hashes: &'b [u8],
    lore: &'b [u8],
    works: &'b [u8],
    /// Where the hashes of each bucket begin.
    buckets: [u16; BUCKETS + 1],
}

/// Hashes are told apart by their first bits: two to a bucket, so that a word that is in no phrase costs two looks.
const BUCKET_BITS: u32 = 11;
const BUCKETS: usize = 1 << BUCKET_BITS;

/// The table that ships.
pub static TABLE: Table<'static> = Table::new(include_bytes!("data/lore.bin"));

impl<'b> Table<'b> {
    /// Reads a packed table.
    ///
    /// # Panics
    /// If it is shorter than its head says.
    pub const fn new(bytes: &'b [u8]) -> Self {
        let (head, rest) = bytes.split_at(4);
        let count = u32::from_le_bytes([head[0], head[1], head[2], head[3]]) as usize;
        let (hashes, rest) = rest.split_at(4 * count);
        let (lore, works) = rest.split_at(count);
        Table { hashes, lore, works, buckets: buckets(hashes) }
    }

    /// What a phrase is, and the number of the work it names (0: none).
    pub fn look(&self, phrase: Phrase) -> (Lore, u8) {
        let bucket = (phrase.0 >> (32 - BUCKET_BITS)) as usize;
        let range = usize::from(self.buckets[bucket])..usize::from(self.buckets[bucket + 1]);
        let mut looks = range.filter(|&index| hash_at(self.hashes, index) == phrase.0);
        looks.next().map_or_else(Default::default, |index| (Lore(self.lore[index]), self.works[index]))
    }
}

const fn hash_at(hashes: &[u8], index: usize) -> u32 {
    let at = 4 * index;
    u32::from_le_bytes([hashes[at], hashes[at + 1], hashes[at + 2], hashes[at + 3]])
}

const fn buckets(hashes: &[u8]) -> [u16; BUCKETS + 1] {
    let mut starts = [0; BUCKETS + 1];
    let (mut bucket, mut index) = (0, 0);
    while bucket <= BUCKETS {
        while 4 * index < hashes.len() && (hash_at(hashes, index) >> (32 - BUCKET_BITS)) < bucket as u32 {
            index += 1;
        }
        starts[bucket] = index as u16;
        bucket += 1;
    }
    starts
}

/// Packs the text of `lore.txt`. `words` splits a phrase into the keys of its words.
pub fn pack(source: &str, words: impl Fn(&str) -> Vec<u32>) -> Vec<u8> {
    let mut packer = Packer { words, phrases: BTreeMap::new(), works: 0 };
    let mut section = Lore::default();
    for line in source.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        match line {
            "[figures]" => section = Lore::FIGURE,
            "[perhaps]" => section = Lore::PERHAPS,
            "[works]" => section = Lore::WORK,
            "[places]" => section = Lore::PLACE,
            "[firms]" => section = Lore::FIRM,
            _ if section == Lore::WORK => packer.work(line),
            _ => line.split(", ").for_each(|phrase| packer.add(phrase, section, 0)),
        }
    }
    packer.bytes()
}

struct Packer<W> {
    words: W,
    phrases: BTreeMap<u32, (u8, u8)>,
    works: u8,
}

impl<W: Fn(&str) -> Vec<u32>> Packer<W> {
    fn add(&mut self, phrase: &str, lore: Lore, work: u8) {
        let keys = (self.words)(phrase);
        let mut hash = Phrase::EMPTY;
        for (i, &key) in keys.iter().enumerate() {
            hash = hash.then(key);
            let lore = if i + 1 == keys.len() { lore } else { Lore::PREFIX };
            let entry = self.phrases.entry(hash.0).or_default();
            entry.0 |= lore.0;
            if lore == Lore::WORK && entry.1 == 0 {
                entry.1 = work;
            }
        }
    }

    fn work(&mut self, line: &str) {
        self.works += 1;
        let (titles, characters) = line.split_once(": ").expect("a work has its characters after a colon");
        titles.split(" | ").for_each(|title| self.add(title, Lore::WORK, self.works));
        for name in characters.split(", ") {
            let phrase = (self.words)(name).into_iter().fold(Phrase::EMPTY, Phrase::then);
            self.phrases.entry(phrase.within(self.works).0).or_default().0 |= Lore::CHARACTER.0;
        }
    }

    fn bytes(&self) -> Vec<u8> {
        let mut bytes = (self.phrases.len() as u32).to_le_bytes().to_vec();
        bytes.extend(self.phrases.keys().flat_map(|hash| hash.to_le_bytes()));
        bytes.extend(self.phrases.values().map(|&(lore, _)| lore));
        bytes.extend(self.phrases.values().map(|&(_, work)| work));
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::names::keys;

    fn look(phrase: &str) -> (Lore, u8) {
        TABLE.look(keys(phrase).into_iter().fold(Phrase::EMPTY, Phrase::then))
    }

    #[test]
    fn the_packed_table_is_made_from_the_source() {
        assert!(
            pack(include_str!("data/lore.txt"), keys) == include_bytes!("data/lore.bin"),
            "run: cargo xtask names lore"
        );
    }

    #[test]
    fn figures_places_and_works_are_known() {
        assert!(look("Florence Nightingale").0.is(Lore::FIGURE));
        assert!(look("Mary, Queen of Scots").0.is(Lore::FIGURE));
        assert!(look("Florence").0.is(Lore::PLACE));
        assert!(!look("Florence").0.is(Lore::FIGURE));
        assert_ne!(look("Lord of the Flies").1, 0);
        assert_eq!(look("Amira Khan"), Default::default());
    }
}
