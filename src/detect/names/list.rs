//! The list of names and common words: 82,000 entries that answer in a few nanoseconds and are never built.
//!
//! A *static function*: three cells, chosen by the word's key, exclusive-or to a fingerprint and a class. A word that is not in the
//! list fails the fingerprint, but for one in 128. `cargo xtask names pack` makes `data/list.bin`; `data/README.md` names the sources.

use crate::detect::scan::scatter;

/// What the list says of a word. Levels run from 0, never seen, over 1, rare, to 3, common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Class(u8);

impl Class {
    /// From its five bits: forename level, surname level, common word.
    pub fn new(forename: u8, surname: u8, word: bool) -> Self {
        Class((forename & 3) | (surname & 3) << 2 | u8::from(word) << 4)
    }

    /// How common it is as a forename.
    pub fn forename(self) -> u8 {
        self.0 & 3
    }

    /// How common it is as a surname.
    pub fn surname(self) -> u8 {
        self.0 >> 2 & 3
    }

    /// Whether it is a name of either sort.
    pub fn is_name(self) -> bool {
        self.0 & 15 != 0
    }

    /// Whether it is one of the 12,000 commonest English words.
    pub fn is_word(self) -> bool {
        self.0 & 16 != 0
    }

    /// Whether it is no common word, and rare as a name or none.
    pub fn is_rare(self) -> bool {
        !self.is_word() && self.forename() < 2 && self.surname() < 2
    }

    /// The five bits.
    pub fn bits(self) -> u8 {
        self.0
    }
}

/// Bits of a cell: seven of fingerprint over five of class.
const CELL: usize = 12;
const CLASS_BITS: u32 = 5;

/// The three cells and the fingerprint of a key. Keys are spread over segments of `1 << SEGMENT` cells: the three lie in neighbouring ones
/// (a binary fuse filter: Graf and Lemire, 2022).
#[derive(Debug, Clone, Copy)]
pub struct Place {
    /// Where its cells are.
    pub cells: [usize; 3],
    /// What they must agree on, above the class.
    pub fingerprint: u16,
}

const SEGMENT: u32 = 11;

impl Place {
    /// The place of a key in a table of so many segments.
    pub fn of(key: u32, segments: u32, seed: u32) -> Place {
        let (first, second) = (scatter(key ^ seed), scatter(key.wrapping_add(0x9E37_79B9)));
        let start = ((first >> 16) * (segments - 2)) >> 16;
        let at = |segment: u32, bits: u32| ((start + segment) << SEGMENT | bits & ((1 << SEGMENT) - 1)) as usize;
        let third = scatter(first ^ second.rotate_left(9));
        Place { cells: [at(0, second), at(1, second >> SEGMENT), at(2, third)], fingerprint: (third >> 25) as u16 }
    }
}

/// A packed list: segments and seed, four bytes each, then the cells, low bits first.
#[derive(Debug, Clone, Copy)]
pub struct List<'b> {
    segments: u32,
    seed: u32,
    cells: &'b [u8],
}

/// The list that ships.
pub static LIST: List<'static> = List::new(include_bytes!("data/list.bin"));

impl<'b> List<'b> {
    /// Reads a packed list.
    ///
    /// # Panics
    /// If it is shorter than its head.
    pub const fn new(bytes: &'b [u8]) -> Self {
        let (head, cells) = bytes.split_at(8);
        let segments = u32::from_le_bytes([head[0], head[1], head[2], head[3]]);
        List { segments, seed: u32::from_le_bytes([head[4], head[5], head[6], head[7]]), cells }
    }

    /// What the list says of the word with this key.
    pub fn class(&self, key: u32) -> Class {
        let place = Place::of(key, self.segments, self.seed);
        let value = place.cells.iter().fold(0, |value, &cell| value ^ self.cell(cell));
        if value >> CLASS_BITS == place.fingerprint { Class((value & 31) as u8) } else { Class::default() }
    }

    fn cell(&self, index: usize) -> u16 {
        let (byte, shift) = (index * CELL / 8, index * CELL % 8);
        let bytes = self.cells.get(byte..byte + 3).expect("a place lies in the table");
        let word = u32::from(bytes[0]) | u32::from(bytes[1]) << 8 | u32::from(bytes[2]) << 16;
        (word >> shift) as u16 & ((1 << CELL) - 1)
    }
}

/// Packs keys with their classes: peels the keys that have a cell to themselves until none is left. Keys must differ.
/// Answers with `None` if this seed does not work out; the next one will.
pub fn pack(entries: &[(u32, Class)], seed: u32) -> Option<Vec<u8>> {
    let segments = ((entries.len() * 115 / 100) >> SEGMENT) as u32 + 3;
    let mut graph = Graph::new(entries, segments, seed);
    let order = graph.peel();
    (order.len() == entries.len()).then(|| assign(entries, &order, segments, seed))
}

/// Which entries each cell serves: how many, and the exclusive-or of their indices.
struct Graph {
    places: Vec<Place>,
    cells: Vec<(u32, usize)>,
}

impl Graph {
    fn new(entries: &[(u32, Class)], segments: u32, seed: u32) -> Graph {
        let places: Vec<_> = entries.iter().map(|&(key, _)| Place::of(key, segments, seed)).collect();
        let mut cells = vec![(0, 0); (segments as usize) << SEGMENT];
        for (index, place) in places.iter().enumerate() {
            place.cells.iter().for_each(|&cell| cells[cell] = (cells[cell].0 + 1, cells[cell].1 ^ index));
        }
        Graph { places, cells }
    }

    /// Entries with the cell that was theirs alone when they were taken off, first taken first.
    fn peel(&mut self) -> Vec<(usize, usize)> {
        let mut alone: Vec<usize> = (0..self.cells.len()).filter(|&cell| self.cells[cell].0 == 1).collect();
        let mut order = Vec::new();
        while let Some(cell) = alone.pop() {
            let (count, index) = self.cells[cell];
            if count != 1 {
                continue;
            }
            order.push((index, cell));
            for other in self.places[index].cells {
                self.cells[other] = (self.cells[other].0 - 1, self.cells[other].1 ^ index);
                alone.extend((self.cells[other].0 == 1).then_some(other));
            }
        }
        order
    }
}

fn assign(entries: &[(u32, Class)], order: &[(usize, usize)], segments: u32, seed: u32) -> Vec<u8> {
    let mut cells = vec![0u16; (segments as usize) << SEGMENT];
    for &(index, own) in order.iter().rev() {
        let (key, class) = entries[index];
        let place = Place::of(key, segments, seed);
        let wanted = place.fingerprint << CLASS_BITS | u16::from(class.0);
        cells[own] = place.cells.iter().filter(|&&cell| cell != own).fold(wanted, |value, &cell| value ^ cells[cell]);
    }
    let mut bytes = [segments.to_le_bytes(), seed.to_le_bytes()].concat();
    bytes.resize(8 + cells.len() * CELL / 8 + 3, 0);
    for (index, &cell) in cells.iter().enumerate() {
        let (byte, word) = (8 + index * CELL / 8, u32::from(cell) << (index * CELL % 8));
        (0..3).for_each(|i| bytes[byte + i] |= (word >> (8 * i)) as u8);
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::scan::key;

    #[test]
    fn a_packed_list_answers_for_every_entry_and_few_others() {
        let entries: Vec<_> = (0..5000u32).map(|i| (key(&i.to_string()), Class((1 + i % 31) as u8))).collect();
        let bytes = (0..9).find_map(|seed| pack(&entries, seed)).unwrap();
        let list = List::new(&bytes);
        assert!(entries.iter().all(|&(key, class)| list.class(key) == class));
        let strays = (5000..15000u32).filter(|i| list.class(key(&i.to_string())) != Class::default()).count();
        assert!(strays < 120, "{strays} of 10,000 strangers; about 78 expected at one in 128");
    }

    #[test]
    fn the_shipped_list_knows_names_and_words() {
        assert!(LIST.class(key("amira")).forename() > 0);
        assert!(LIST.class(key("okafor")).surname() > 0);
        assert!(LIST.class(key("rose")).is_name() && LIST.class(key("rose")).is_word());
        assert!(LIST.class(key("the")).is_word());
        assert_eq!(LIST.class(key("zzyzx")), Class::default());
    }
}
