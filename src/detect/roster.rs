//! A school's roster that nobody holds: of a rare word it says "perhaps a pupil is called so", or "none is".
//!
//! It travels in the public record, and its key with it, so whoever has the record can ask it about any name. It is made to know
//! little: only words go in that the detector's own list does not know well, a word of nobody's passes once in 16 times, and there
//! are as many marks in it whatever the number of pupils, half of them or more by chance. `docs/roster.md` says what it gives away
//! all the same.

use super::names::rare_words;
use super::scan::scatter;
use super::table::heads_pupils_names;
use crate::error::{Code, Error};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;

/// Marks at `1 << size` places, one in [`PLACES_PER_MARK`] of them set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Roster {
    size: u8,
    key: [u8; 8],
    places: Vec<u8>,
}

/// The sizes there are: their number tells no more of a school than small, large, or a trust.
const SIZES: [u8; 3] = [14, 16, 18];
/// A word that is nobody's name passes once in so many times.
const PLACES_PER_MARK: usize = 16;
/// What a word's passing adds to the log-odds that it is a name: no more than it tells, the logarithm of [`PLACES_PER_MARK`].
pub(in crate::detect) const EVIDENCE: f32 = 2.772_588_7;

const PLACE: &str = "roster";

impl Roster {
    /// Makes the roster of a table's pupils: lines of cells with tabs between, as the room of files reads one. `before` is
    /// the roster that this one takes the place of; its key stays, and so do its marks as far as there is room, for two rosters that
    /// differ by chance tell more than one.
    ///
    /// # Errors
    /// `NO_NAMES` (no column is headed as pupils' names are, or nothing stands under it), `LIMIT_EXCEEDED` (more than 8,192 rare words).
    pub fn make(table: &str, before: Option<&Roster>, random: [u8; 32]) -> Result<Roster, Error> {
        let names = names_in(table);
        if names.is_empty() {
            return Err(Error::new(Code::NoNames, PLACE));
        }
        let words: BTreeSet<u32> = names.into_iter().flat_map(rare_words).collect();
        let least = before.map_or(0, |before| before.size);
        let mut sizes = SIZES.into_iter().filter(|size| *size >= least && words.len() <= marks(*size) / 2);
        let size = sizes.next().ok_or(Error::new(Code::LimitExceeded, PLACE))?;
        Ok(Roster::with(&words, size, before.filter(|before| before.size == size), Chance { seed: random, drawn: 0 }))
    }

    fn with(words: &BTreeSet<u32>, size: u8, before: Option<&Roster>, mut chance: Chance) -> Roster {
        let key = before.map_or_else(|| chance.key(), |before| before.key);
        let mut roster = Roster { size, key, places: vec![0; 1 << (size - 3)] };
        let own = words.iter().map(|word| roster.place(*word)).collect::<BTreeSet<_>>();
        own.iter().for_each(|place| roster.mark(*place));
        let mut decoys = before.map_or_else(Vec::new, Roster::marked);
        chance.shuffle(&mut decoys);
        let mut missing = marks(size) - own.len();
        let mut next = decoys.into_iter().chain(std::iter::repeat_with(|| chance.below(1 << size)));
        while missing > 0 {
            let place = next.next().expect("chance never ends");
            missing -= usize::from(!roster.is_marked(place));
            roster.mark(place);
        }
        roster
    }

    /// As it stands in the record, in base64: the size, the key, the places with the lowest bit first.
    pub fn to_text(&self) -> String {
        BASE64_STANDARD.encode([&[self.size], &self.key[..], &self.places].concat())
    }

    /// Reads what [`Roster::to_text`] wrote. A roster that would pass more words than it should, or fewer, is refused.
    ///
    /// # Errors
    /// `BAD_ROSTER`.
    pub fn from_text(text: &str) -> Result<Roster, Error> {
        let read = || {
            let bytes = BASE64_STANDARD.decode(text).ok()?;
            let (size, rest) = bytes.split_first()?;
            let (key, places) = rest.split_first_chunk()?;
            let roster = Roster { size: *size, key: *key, places: places.to_vec() };
            let is_sound = SIZES.contains(size) && places.len() == 1 << (size - 3);
            (is_sound && roster.marked().len() == marks(*size)).then_some(roster)
        };
        read().ok_or(Error::new(Code::BadRoster, PLACE))
    }

    /// Whether a pupil may be called so; `word` is the key of a word without accents.
    pub(in crate::detect) fn may_hold(&self, word: u32) -> bool {
        self.is_marked(self.place(word))
    }

    /// Nothing stronger than a mixer would help: the key is public, and a place holds no more of the word than 14 to 18 bits.
    fn place(&self, word: u32) -> usize {
        let [a, b, c, d, e, f, g, h] = self.key;
        let mixed = scatter(scatter(word ^ u32::from_le_bytes([a, b, c, d])) ^ u32::from_le_bytes([e, f, g, h]));
        (mixed >> (32 - u32::from(self.size))) as usize
    }

    fn is_marked(&self, place: usize) -> bool {
        self.places[place / 8] >> (place % 8) & 1 == 1
    }

    fn mark(&mut self, place: usize) {
        self.places[place / 8] |= 1 << (place % 8);
    }

    fn marked(&self) -> Vec<usize> {
        (0..8 * self.places.len()).filter(|place| self.is_marked(*place)).collect()
    }
}

/// How many marks a roster of this size has.
fn marks(size: u8) -> usize {
    (1 << size) / PLACES_PER_MARK
}

/// What stands under the headers of pupils' names, in the first line that has any.
fn names_in(table: &str) -> Vec<&str> {
    let mut lines = table.lines();
    let heads = |line| cells(line).filter(|(_, cell)| heads_pupils_names(cell)).map(|(column, _)| column).collect();
    let columns: Vec<usize> =
        lines.by_ref().map(heads).find(|columns: &Vec<_>| !columns.is_empty()).unwrap_or_default();
    let names = lines.flat_map(|line| cells(line).filter(|(column, _)| columns.contains(column)));
    names.map(|(_, cell)| cell).filter(|cell| !cell.is_empty()).collect()
}

fn cells(line: &str) -> impl Iterator<Item = (usize, &str)> {
    line.split('\t').map(str::trim).enumerate()
}

/// Numbers by chance: SHA-256 of a seed and a count.
struct Chance {
    seed: [u8; 32],
    drawn: u64,
}

impl Chance {
    fn key(&mut self) -> [u8; 8] {
        self.drawn += 1;
        let block = Sha256::new().chain_update(self.seed).chain_update(self.drawn.to_le_bytes()).finalize();
        *block.first_chunk().expect("SHA-256 has 32 bytes")
    }

    fn below(&mut self, limit: usize) -> usize {
        (u64::from_le_bytes(self.key()) % limit as u64) as usize
    }

    fn shuffle(&mut self, items: &mut [usize]) {
        (1..items.len()).rev().for_each(|last| items.swap(last, self.below(last + 1)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::Detector;
    use crate::detect::Kind;

    const TABLE: &str =
        "Class 9B\nForename\tLegal Surname\tParent\nXochiquetzal\tBrzęczyk\tZyxtopher\nRose\tKhan\tWyvernette\n";

    fn roster(table: &str) -> Roster {
        Roster::make(table, None, [7; 32]).unwrap()
    }

    fn holds(roster: &Roster, name: &str) -> bool {
        rare_words(name).all(|word| roster.may_hold(word))
    }

    /// Names that nobody bears.
    fn strangers() -> impl Iterator<Item = String> {
        let letters = |n: u32| (0..5).map(move |at| char::from(b'a' + (n >> (4 * at) & 15) as u8));
        (0..20_000).map(move |n| "Zzq".chars().chain(letters(n)).collect())
    }

    #[test]
    fn rare_names_of_pupils_are_in_it_however_they_are_written() {
        let roster = roster(TABLE);
        for name in ["Xochiquetzal", "XOCHIQUETZAL Brzeczyk", "brzęczyk"] {
            assert!(holds(&roster, name), "{name}");
        }
        assert_eq!(rare_words("Rose Khan").count(), 0, "what the list knows does not go in");
    }

    #[test]
    fn a_stranger_passes_once_in_sixteen_times() {
        let roster = roster(TABLE);
        let passed =
            strangers().filter(|name| rare_words(name).next().is_some_and(|word| roster.may_hold(word))).count();
        assert!((1_000..1_500).contains(&passed), "{passed} of 20,000");
    }

    #[test]
    fn the_number_of_pupils_does_not_show() {
        let many: String = strangers().take(400).map(|name| format!("{name}\n")).collect();
        for table in [TABLE.to_string(), format!("Pupil name\n{many}")] {
            let roster = roster(&table);
            assert_eq!((roster.to_text().len(), roster.marked().len()), (2744, 1024));
        }
    }

    #[test]
    fn the_next_one_keeps_its_key_and_its_marks() {
        let first = roster(TABLE);
        let next = Roster::make(&format!("{TABLE}Qwyxxa\tKhan"), Some(&first), [8; 32]).unwrap();
        let new: Vec<_> = next.marked().into_iter().filter(|place| !first.is_marked(*place)).collect();
        assert_eq!(next.key, first.key);
        assert_eq!(new.len(), 1, "all but the newcomer's mark were there");
        assert!(new.iter().all(|place| rare_words("Qwyxxa").any(|word| next.place(word) == *place)));
    }

    #[test]
    fn what_is_no_roster_is_refused() {
        let good = roster(TABLE);
        assert_eq!(Roster::from_text(&good.to_text()).as_ref(), Ok(&good));
        let open = Roster { places: vec![0xFF; 2048], ..good.clone() };
        let empty = Roster { places: vec![0; 2048], ..good.clone() };
        let odd = Roster { size: 15, ..good.clone() };
        let short = Roster { places: good.places[1..].to_vec(), ..good.clone() };
        for text in [open.to_text(), empty.to_text(), odd.to_text(), short.to_text(), String::new(), "?".into()] {
            assert_eq!(Roster::from_text(&text), Err(Error::new(Code::BadRoster, "roster")));
        }
    }

    #[test]
    fn a_table_without_names_and_one_with_too_many_are_refused() {
        let refused =
            |table: &str, code| assert_eq!(Roster::make(table, None, [7; 32]), Err(Error::new(code, "roster")));
        refused("Class\tMark\n9B\t7", Code::NoNames);
        refused("Forename\n", Code::NoNames);
        let many: String = strangers().map(|name| format!("{name}\n")).collect();
        refused(&format!("Forename\n{many}"), Code::LimitExceeded);
    }

    #[test]
    fn the_detector_is_surer_of_a_name_and_of_no_other_word() {
        let (plain, knowing) = (Detector::new(), Detector::new().with(None, Some(roster(TABLE))));
        let names = |detector: &Detector, text: &str| {
            let is_name = |finding: &&crate::detect::Finding| finding.kind == Kind::PersonName;
            detector
                .find(text)
                .iter()
                .filter(is_name)
                .map(|finding| finding.span.of(text).unwrap().to_string())
                .collect::<Vec<_>>()
        };
        let text = "Brzęczyk: 45%, photosynthesis: 60%";
        assert_eq!(names(&plain, text), [""; 0]);
        assert_eq!(names(&knowing, text), ["Brzęczyk"]);
        let common = "The Rose and the Crown is a play. Photosynthesis needs light.";
        assert_eq!(names(&knowing, common), names(&plain, common));
    }
}
