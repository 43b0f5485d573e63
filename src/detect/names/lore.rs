//! What lessons speak of: people of history, science, the arts and faith, characters of books, places and firms named like people.
//!
//! `data/lore.txt` is the source, `data/lore.bin` what `cargo xtask names lore` makes of it: hashes of phrases, with what they are.

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

    /// What a longer phrase may begin with, or a work be named by.
    pub const LEADS_ON: Lore = Lore(1 | 64);

    /// Anything that is no pupil's name.
    pub const ANY: Lore = Lore(2 | 8 | 16 | 32);

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

    /// As much of the hash as the table keeps: the first bits choose a bucket, and sixteen more tell the phrase there. One word
    /// in 10,000 that is in no phrase is taken for one that is.
    fn place(self) -> (usize, [u8; 2]) {
        ((self.0 >> (32 - BUCKET_BITS)) as usize, ((self.0 >> (16 - BUCKET_BITS)) as u16).to_be_bytes())
    }
}

/// A packed table: how many phrases each bucket holds, a byte each; then of every phrase, in rising order of the hashes, the part
/// of its hash that the bucket does not tell, two bytes each; then what each is, a byte; then the works, [`WORK`] bytes each.
#[derive(Debug, Clone, Copy)]
pub struct Table<'b> {
    rests: &'b [[u8; 2]],
    lore: &'b [u8],
    works: &'b [[u8; WORK]],
    /// Where the phrases of each bucket begin.
    buckets: [u16; BUCKETS + 1],
}

const BUCKET_BITS: u32 = 11;
const BUCKETS: usize = 1 << BUCKET_BITS;

/// The place of a phrase that names a work, and the work's number.
const WORK: usize = 3;

/// The table that ships.
pub static TABLE: Table<'static> = Table::new(include_bytes!("data/lore.bin"));

impl<'b> Table<'b> {
    /// Reads a packed table.
    ///
    /// # Panics
    /// If it is shorter than its head says.
    pub const fn new(bytes: &'b [u8]) -> Self {
        let (counts, rest) = bytes.split_at(BUCKETS);
        let buckets = buckets(counts);
        let count = buckets[BUCKETS] as usize;
        let (rests, rest) = rest.split_at(2 * count);
        let (lore, works) = rest.split_at(count);
        Table { rests: rests.as_chunks().0, lore, works: works.as_chunks().0, buckets }
    }

    /// What a phrase is, and the number of the work it names (0: none).
    pub fn look(&self, phrase: Phrase) -> (Lore, u8) {
        let (bucket, rest) = phrase.place();
        let (from, to) = (usize::from(self.buckets[bucket]), usize::from(self.buckets[bucket + 1]));
        let Some(place) = self.rests[from..to].iter().position(|other| *other == rest) else {
            return Default::default();
        };
        let lore = Lore(self.lore[from + place]);
        (lore, if lore.is(Lore::WORK) { self.work(from + place) } else { 0 })
    }

    fn work(&self, index: usize) -> u8 {
        let found =
            self.works.binary_search_by_key(&index, |&[low, high, _]| usize::from(u16::from_le_bytes([low, high])));
        self.works[found.expect("every phrase that names a work has one")][2]
    }
}

const fn buckets(counts: &[u8]) -> [u16; BUCKETS + 1] {
    let mut starts = [0; BUCKETS + 1];
    let mut bucket = 0;
    while bucket < BUCKETS {
        starts[bucket + 1] = starts[bucket] + counts[bucket] as u16;
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
    phrases: BTreeMap<(usize, [u8; 2]), (u8, u8)>,
    works: u8,
}

impl<W: Fn(&str) -> Vec<u32>> Packer<W> {
    fn add(&mut self, phrase: &str, lore: Lore, work: u8) {
        let keys = (self.words)(phrase);
        let mut hash = Phrase::EMPTY;
        for (i, &key) in keys.iter().enumerate() {
            hash = hash.then(key);
            let lore = if i + 1 == keys.len() { lore } else { Lore::PREFIX };
            let entry = self.phrases.entry(hash.place()).or_default();
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
            self.phrases.entry(phrase.within(self.works).place()).or_default().0 |= Lore::CHARACTER.0;
        }
    }

    fn bytes(&self) -> Vec<u8> {
        let mut bytes = vec![0; BUCKETS];
        self.phrases.keys().for_each(|&(bucket, _)| bytes[bucket] += 1);
        bytes.extend(self.phrases.keys().flat_map(|&(_, rest)| rest));
        bytes.extend(self.phrases.values().map(|&(lore, _)| lore));
        let works = self.phrases.values().zip(0u16..).filter(|((lore, _), _)| Lore(*lore).is(Lore::WORK));
        bytes.extend(works.flat_map(|(&(_, work), place)| [place as u8, (place >> 8) as u8, work]));
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
