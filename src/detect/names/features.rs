//! What the tagger sees of a candidate: hashed features of the word, its neighbours and the words around.

use super::reading::{Facts, Reading};
use crate::detect::scan::{Gap, Shape, Token, Tokens};

/// Features are numbered by hash; the tagger has a weight for each number.
pub const BITS: u32 = 16;

/// Tokens to either side whose words count as *near*, and as *far*.
pub const NEAR: usize = 12;
/// See [`NEAR`].
pub const FAR: usize = 80;
/// What a far word counts, as a part of a whole: one in four.
pub const FAR_PART: i32 = 4;

/// Calls `take` with every feature of candidate `i` but for its bags: first the coarse ones, that hold for words never seen,
/// then those that know the words around by heart.
pub fn each(reading: &Reading<'_, '_>, i: usize, repeats: u32, mut take: impl FnMut(Grain, u32)) {
    let view = View { reading, i, me: own(&reading.tokens[i], &reading.facts[i]) };
    view.coarse(repeats, |kind, a, b| take(Grain::Coarse, number(kind, a, b)));
    view.fine(|kind, a, b| take(Grain::Fine, number(kind, a, b)));
}

/// Whether a feature knows words by heart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grain {
    /// It knows shapes, classes, endings and the shortest words.
    Coarse,
    /// It knows words.
    Fine,
}

/// The number of a word within a bag, near or far.
pub fn in_bag(symbol: u32, far: bool) -> u32 {
    number(60 + u32::from(far), symbol, 0)
}

/// What a token is to its neighbours. Names are all alike, so that nobody is learnt by heart; other words are themselves.
pub fn symbol(token: &Token, facts: &Facts) -> u32 {
    match token.shape {
        Shape::Newline => 1,
        Shape::Number => 0x200 | token.len().min(6) as u32,
        Shape::Mark => 0x300 | u32::from(token.lead) | u32::from(token.touches()) << 10,
        Shape::Initial => 2,
        Shape::Uncased => 3,
        _ if facts.class.is_name() && !facts.known => {
            let surname = facts.class.surname() > facts.class.forename();
            0x800 | (token.shape as u32) << 1 | u32::from(surname)
        }
        Shape::Capitalised if facts.class.is_name() => mix(facts.key, 5),
        _ => facts.key | 0x1000,
    }
}

/// What a token is to its neighbours, without being known by heart unless it is a short word.
pub fn class(tokens: &Tokens<'_>, token: &Token, facts: &Facts) -> u32 {
    match token.shape {
        Shape::Lower if facts.known && token.len() <= 4 => facts.key | 0x1000,
        Shape::Lower if facts.known => 0x20 | ending(tokens.of(token).as_bytes()),
        Shape::Capitalised | Shape::Upper | Shape::Mixed => {
            0x40 | (token.shape as u32) << 3 | u32::from(facts.known) << 2 | u32::from(facts.class.is_name()) << 1
        }
        _ => symbol(token, facts),
    }
}

fn own(token: &Token, facts: &Facts) -> u32 {
    u32::from(facts.class.bits()) | u32::from(facts.known) << 5 | (token.shape as u32) << 6
}

/// How a word ends, as far as it tells a verb.
fn ending(word: &[u8]) -> u32 {
    match word {
        [.., b'e', b'd'] => 1,
        [.., b'i', b'n', b'g'] => 2,
        [.., b'l', b'y'] => 3,
        [.., b's'] => 4,
        _ => 0,
    }
}

/// First two letters, last two, last three, and the length.
fn parts(word: &[u8]) -> [u32; 4] {
    let hash = |bytes: Option<&[u8]>| {
        bytes.unwrap_or_default().iter().fold(7, |hash, byte| mix(hash, u32::from(byte.to_ascii_lowercase())))
    };
    let end = word.len();
    [
        hash(word.get(..2)),
        hash(word.get(end.saturating_sub(2)..)),
        hash(word.get(end.saturating_sub(3)..)),
        end.min(12) as u32,
    ]
}

struct View<'r, 'a, 't> {
    reading: &'r Reading<'a, 't>,
    i: usize,
    me: u32,
}

impl View<'_, '_, '_> {
    fn coarse(&self, repeats: u32, mut add: impl FnMut(u32, u32, u32)) {
        let (token, facts) = (&self.reading.tokens[self.i], &self.reading.facts[self.i]);
        let (me, shape, lore) = (self.me, token.shape as u32, u32::from(facts.lore.bits()));
        let (p2, p1) = (self.class_at(self.i.checked_sub(2)), self.class_at(self.i.checked_sub(1)));
        let (n1, n2) = (self.class_at(Some(self.i + 1)), self.class_at(Some(self.i + 2)));
        add(1, me, 0);
        add(2, lore, shape);
        add(3, me, lore);
        add(70, me, p1);
        add(71, me, n1);
        add(73, p1, n1);
        add(74, p1, p2);
        add(75, n1, n2);
        add(50, self.place(), me);
        add(51, self.neighbour(self.i.checked_sub(1)), me);
        add(52, self.neighbour_ahead(), me);
        add(53, repeats, me);
        let company = self.reading.company.of(self.i, facts);
        add(54, company.count << 3 | company.lore, me);
        add(55, company.forenames << 3 | company.surnames, me);
        add(56, company.forenames << 6 | company.surnames << 3 | company.lore, company.count);
        if !facts.known && !facts.class.is_name() {
            for (kind, part) in (44..).zip(parts(self.reading.tokens.of(token).as_bytes())) {
                add(kind, part, shape);
            }
        }
    }

    fn fine(&self, mut add: impl FnMut(u32, u32, u32)) {
        let (token, facts) = (&self.reading.tokens[self.i], &self.reading.facts[self.i]);
        let (me, shape) = (self.me, token.shape as u32);
        let (p1, n1) = (self.symbol_at(self.i.checked_sub(1)), self.symbol_at(Some(self.i + 1)));
        add(4, me, p1);
        add(5, me, n1);
        add(6, p1, 0);
        add(7, n1, 0);
        add(10, p1, n1);
        (16..).zip(self.words_back()).for_each(|(kind, word)| add(kind, word, 0));
        (20..).zip(self.words_ahead()).for_each(|(kind, word)| add(kind, word, 0));
        if facts.known || !facts.class.is_name() {
            add(40, facts.key, 0);
            add(41, facts.key, shape);
            add(42, facts.key, p1);
            add(43, facts.key, n1);
        }
    }

    fn class_at(&self, at: Option<usize>) -> u32 {
        at.and_then(|at| self.reading.symbols.get(at)).map_or(1, |symbols| symbols.1)
    }

    fn symbol_at(&self, at: Option<usize>) -> u32 {
        at.and_then(|at| self.reading.symbols.get(at)).map_or(1, |symbols| symbols.0)
    }

    /// The nearest words before, three at most, over eight tokens at most.
    fn words_back(&self) -> impl Iterator<Item = u32> {
        (1..=8).map_while(|back| self.i.checked_sub(back)).filter_map(|at| self.word(at)).take(3)
    }

    fn words_ahead(&self) -> impl Iterator<Item = u32> {
        (self.i + 1..=self.i + 8).filter_map(|at| self.word(at)).take(3)
    }

    fn word(&self, at: usize) -> Option<u32> {
        self.reading.token(at).filter(|token| token.is_word()).map(|_| self.reading.symbols[at].0)
    }

    /// Whether it begins or ends a line or begins a sentence.
    fn place(&self) -> u32 {
        let before = self.i.checked_sub(1).and_then(|at| self.reading.token(at));
        let after = self.reading.token(self.i + 1);
        let starts_line = before.is_none_or(|token| token.shape == Shape::Newline);
        let ends_line = after.is_none_or(|token| token.shape == Shape::Newline);
        let starts_sentence =
            before.is_some_and(|token| matches!(token.lead, b'.' | b'!' | b'?') && token.shape == Shape::Mark);
        u32::from(starts_line) | u32::from(ends_line) << 1 | u32::from(starts_sentence) << 2
    }

    fn neighbour(&self, at: Option<usize>) -> u32 {
        let touching = self.reading.tokens[self.i].gap;
        at.and_then(|at| self.joined(at, touching)).unwrap_or(0)
    }

    fn neighbour_ahead(&self) -> u32 {
        self.reading.token(self.i + 1).and_then(|token| self.joined(self.i + 1, token.gap)).unwrap_or(0)
    }

    /// What stands at `at`, if it is a word a space away.
    fn joined(&self, at: usize, gap: Gap) -> Option<u32> {
        let token = self.reading.token(at).filter(|token| token.is_word() && gap == Gap::Space)?;
        Some(1 + own(token, &self.reading.facts[at]))
    }
}

/// The number of a feature: below `1 << BITS`.
fn number(kind: u32, a: u32, b: u32) -> u32 {
    let hash = mix(mix(kind.wrapping_mul(0x85EB_CA6B), a), b);
    (hash ^ hash >> 15).wrapping_mul(0x2C1B_3C6D) >> (32 - BITS)
}

fn mix(hash: u32, part: u32) -> u32 {
    (hash.rotate_left(13) ^ part).wrapping_mul(0x9E37_79B1)
}
