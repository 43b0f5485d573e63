//! The tagger: is this word part of a person's name? Two logistic regressions, the second over the first's answers for the neighbours
//! and for the same word elsewhere. `cargo xtask names train` makes `data/weights.bin`.

use super::features::{self, FAR, FAR_PART, Grain, NEAR};
use super::reading::{Facts, Reading};
use crate::detect::scan::{Gap, Shape};
use crate::span::Span;

/// What the second stage weighs, see [`Second`].
pub const SECOND: usize = 15;

/// Weights: the unit of the first stage's in four bytes, the second stage's in four bytes each (both `f32`), then the first stage's, a signed byte each.
#[derive(Debug, Clone, Copy)]
pub struct Tagger<'b> {
    unit: f32,
    second: [f32; SECOND],
    first: &'b [u8; 1 << features::BITS],
}

/// The tagger that ships.
pub static TAGGER: Tagger<'static> = Tagger::new(include_bytes!("data/weights.bin"));

impl<'b> Tagger<'b> {
    /// Reads packed weights.
    ///
    /// # Panics
    /// If they are shorter than their head.
    pub const fn new(bytes: &'b [u8]) -> Self {
        let mut second = [0.0; SECOND];
        let mut i = 0;
        while i < SECOND {
            second[i] = float(bytes, 4 + 4 * i);
            i += 1;
        }
        let first = bytes.split_at(4 + 4 * SECOND).1.first_chunk().expect("a weight for every feature");
        Tagger { unit: float(bytes, 0), second, first }
    }

    /// The log-odds that each candidate is part of a name; nothing is known of other tokens (`None`).
    /// The words in the spans of `sure`, in order, are names by better evidence; they tell of the same words elsewhere.
    pub fn judge(&self, reading: &Reading<'_, '_>, sure: impl IntoIterator<Item = Span>) -> Vec<Option<f32>> {
        let groups = Groups::new(reading);
        let mut first = self.first(reading, &groups);
        for span in sure {
            let from = reading.tokens.partition_point(|token| token.start() < span.start);
            let inside = reading.tokens[from..].iter().zip(&mut first[from..]);
            let inside = inside.take_while(|(token, _)| token.end() <= span.end);
            inside.for_each(|(_, odds)| *odds = odds.map(|odds| odds.max(SURE)));
        }
        let around = Around::new(reading, &groups, &first);
        (0..first.len()).map(|i| first[i].map(|_| dot(&self.second, &around.inputs(i)))).collect()
    }

    /// The first stage's log-odds alone, for the trainer.
    pub fn first_odds(&self, reading: &Reading<'_, '_>) -> Vec<Option<f32>> {
        self.first(reading, &Groups::new(reading))
    }

    fn first(&self, reading: &Reading<'_, '_>, groups: &Groups) -> Vec<Option<f32>> {
        let sums = self.sums(reading);
        let judge = |i: usize| {
            let (near, far) = (window(&sums, i, NEAR).0, window(&sums, i, FAR).1);
            let mut sum = near + far / FAR_PART;
            features::each(reading, i, groups.of(i), |_, feature| sum += self.weight(feature));
            max(min(sum as f32 * self.unit, LIMIT), -LIMIT)
        };
        reading.facts.iter().enumerate().map(|(i, facts)| facts.candidate.then(|| judge(i))).collect()
    }

    /// Running sums of the tokens' weights in the two bags, so that any window is one subtraction.
    fn sums(&self, reading: &Reading<'_, '_>) -> Vec<(i32, i32)> {
        let mut sums = Vec::with_capacity(reading.symbols.len() + 1);
        let (mut near, mut far) = (0, 0);
        sums.push((near, far));
        for &(symbol, _) in &reading.symbols {
            near += self.weight(features::in_bag(symbol, false));
            far += self.weight(features::in_bag(symbol, true));
            sums.push((near, far));
        }
        sums
    }

    fn weight(&self, feature: u32) -> i32 {
        i32::from(self.first[usize::from(feature as u16)] as i8)
    }
}

/// What the first stage would say of a word under the header of a column of names.
const SURE: f32 = 4.0;

/// The first stage's log-odds are kept within this.
pub const LIMIT: f32 = 8.0;

const fn float(bytes: &[u8], at: usize) -> f32 {
    f32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
}

fn window(sums: &[(i32, i32)], i: usize, reach: usize) -> (i32, i32) {
    let (from, to) = (sums[i.saturating_sub(reach)], sums[(i + reach + 1).min(sums.len() - 1)]);
    (to.0 - from.0, to.1 - from.1)
}

/// The greater of two numbers that are numbers: WebAssembly and its translation have no instruction for what `f32::max` does with others.
fn max(one: f32, other: f32) -> f32 {
    if one > other { one } else { other }
}

/// The lesser, as [`max`].
fn min(one: f32, other: f32) -> f32 {
    if one < other { one } else { other }
}

fn dot(weights: &[f32], inputs: &[f32]) -> f32 {
    weights.iter().zip(inputs).map(|(weight, input)| weight * input).sum()
}

/// A candidate's token, and its features with what each counts.
pub type Example = (usize, Vec<(Grain, u32, f32)>);

/// The features of every candidate, for the trainer: the same as [`Tagger::judge`] adds up.
pub fn examples(reading: &Reading<'_, '_>) -> Vec<Example> {
    let groups = Groups::new(reading);
    let bag = |i: usize, reach: usize, far: bool, part: f32| {
        let range = i.saturating_sub(reach)..(i + reach + 1).min(reading.symbols.len());
        reading.symbols[range]
            .iter()
            .map(move |&(symbol, _)| (Grain::Fine, features::in_bag(symbol, far), part))
            .collect::<Vec<_>>()
    };
    let example = |i: usize| {
        let mut all = bag(i, NEAR, false, 1.0);
        all.extend(bag(i, FAR, true, 1.0 / FAR_PART as f32));
        features::each(reading, i, groups.of(i), |grain, feature| all.push((grain, feature, 1.0)));
        (i, all)
    };
    reading.facts.iter().enumerate().filter(|(_, facts)| facts.candidate).map(|(i, _)| example(i)).collect()
}

/// What the second stage sees of each candidate, for the trainer.
pub fn second_examples(reading: &Reading<'_, '_>, first: &[Option<f32>]) -> Vec<Option<[f32; SECOND]>> {
    let around = Around::new(reading, &Groups::new(reading), first);
    (0..first.len()).map(|i| first[i].map(|_| around.inputs(i))).collect()
}

/// The first stage's answers as the second stage looks at them.
struct Around<'r, 'a, 't> {
    reading: &'r Reading<'a, 't>,
    first: &'r [Option<f32>],
    best: Vec<f32>,
    blocks: Vec<Top>,
}

/// Tokens in a block: the surest name among others is looked for in three blocks.
const BLOCK: usize = 64;

impl<'r, 'a, 't> Around<'r, 'a, 't> {
    fn new(reading: &'r Reading<'a, 't>, groups: &Groups, first: &'r [Option<f32>]) -> Self {
        let blocks = first.chunks(BLOCK).zip(reading.facts.chunks(BLOCK)).map(|(odds, facts)| {
            let candidates = odds.iter().zip(facts).filter_map(|(odds, facts)| odds.map(|odds| (facts.key, odds)));
            candidates.fold(Top::default(), |top, (key, odds)| top.with(key, odds))
        });
        Around { reading, first, best: groups.best(first), blocks: blocks.collect() }
    }

    /// One; the word's own log-odds; those of the words a space, a hyphen or a comma away on either side; the best of the same word
    /// elsewhere; the best of any other word around.
    fn inputs(&self, i: usize) -> [f32; SECOND] {
        let own = self.first[i].unwrap_or(0.0);
        let (before, before_comma) = beside(self.reading, self.first, i, Side::Before);
        let (after, after_comma) = beside(self.reading, self.first, i, Side::After);
        let (p, n) = (before.unwrap_or(0.0), after.unwrap_or(0.0));
        let (pc, nc) = (before_comma.unwrap_or(0.0), after_comma.unwrap_or(0.0));
        let (best, other) = (self.best[i], max(min(self.other(i), 4.0), -4.0));
        let (over, under) = (|odds| max(odds, 0.0), |odds| min(odds, 0.0));
        let trust = max(own, -2.0) + 2.0;
        #[rustfmt::skip]
        let inputs = [
            1.0, own, over(p), under(p), over(n), under(n), pc, nc, over(best), under(best),
            over(own), min(over(max(p, n)), trust), over(other), under(other), min(over(other), trust),
        ];
        inputs
    }

    /// The best log-odds of another word in this block and the two beside it.
    fn other(&self, i: usize) -> f32 {
        let (block, key) = (i / BLOCK, self.reading.facts[i].key);
        let blocks = self.blocks.get(block.saturating_sub(1)..(block + 2).min(self.blocks.len())).unwrap_or_default();
        blocks.iter().map(|top| top.but(key)).fold(-LIMIT, max)
    }
}

/// The two best words of a block.
#[derive(Clone, Copy)]
struct Top {
    best: (u32, f32),
    second: f32,
}

impl Default for Top {
    fn default() -> Self {
        Top { best: (0, -LIMIT), second: -LIMIT }
    }
}

impl Top {
    fn with(self, key: u32, odds: f32) -> Top {
        match odds > self.best.1 {
            true if key == self.best.0 => Top { best: (key, odds), ..self },
            true => Top { best: (key, odds), second: self.best.1 },
            false if key != self.best.0 => Top { second: max(self.second, odds), ..self },
            false => self,
        }
    }

    fn but(self, key: u32) -> f32 {
        if key == self.best.0 { self.second } else { self.best.1 }
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Side {
    Before,
    After,
}

/// The log-odds of the neighbour joined by a space or a hyphen, and of the one over a comma.
fn beside(reading: &Reading<'_, '_>, first: &[Option<f32>], i: usize, side: Side) -> (Option<f32>, Option<f32>) {
    let step = |at: usize| if side == Side::After { Some(at + 1) } else { at.checked_sub(1) };
    let Some(one) = step(i) else { return (None, None) };
    let Some(token) = reading.token(one) else { return (None, None) };
    let gap = if side == Side::After { token.gap } else { reading.tokens[i].gap };
    let two = || step(one).and_then(|two| first.get(two).copied().flatten());
    match (token.shape, token.lead) {
        (Shape::Mark, b',') => (None, two()),
        (Shape::Mark, b'-' | b'\'') if gap == Gap::None => (two(), None),
        (Shape::Mark, b'.')
            if reading.tokens[i].shape == Shape::Initial || side == Side::Before && is_initial(reading, one) =>
        {
            (two(), None)
        }
        _ if gap == Gap::Space => (first[one], None),
        _ => (None, None),
    }
}

fn is_initial(reading: &Reading<'_, '_>, after: usize) -> bool {
    after.checked_sub(1).and_then(|at| reading.token(at)).is_some_and(|token| token.shape == Shape::Initial)
}

/// Tokens of the same word, wherever they stand.
struct Groups {
    /// The group of every token.
    of: Vec<u32>,
    groups: Vec<Group>,
}

/// The group of tokens that are no names.
const NO_GROUP: u32 = u32::MAX;

#[derive(Clone, Copy)]
struct Group {
    key: u32,
    count: u32,
    /// Whether it is also written in small letters.
    small: bool,
}

impl Groups {
    fn new(reading: &Reading<'_, '_>) -> Groups {
        let may_return = |facts: &Facts| facts.candidate || facts.class.is_name();
        let mut table = KeyTable::new(reading.facts.iter().filter(|facts| may_return(facts)).count());
        let mut groups: Vec<Group> = Vec::new();
        let tokens = reading.facts.iter().zip(reading.tokens.iter());
        let of = tokens.map(|(facts, token)| {
            if !may_return(facts) {
                return NO_GROUP;
            }
            let Some(place) = table.place(facts.key, &groups) else { return NO_GROUP };
            if *place == NO_GROUP {
                *place = groups.len() as u32;
                groups.push(Group { key: facts.key, count: 0, small: false });
            }
            let group = &mut groups[*place as usize];
            group.count += 1;
            group.small |= token.shape == Shape::Lower;
            *place
        });
        Groups { of: of.collect(), groups }
    }

    /// 0: the word stands alone; 1: again with a capital; 2: also in small letters.
    fn of(&self, i: usize) -> u32 {
        let repeats = |group: &Group| if group.count > 1 { 1 + u32::from(group.small) } else { 0 };
        self.groups.get(self.of[i] as usize).map_or(0, repeats)
    }

    /// For every token the best log-odds of the same word at another place; 0 if there is none.
    fn best(&self, first: &[Option<f32>]) -> Vec<f32> {
        let mut tops = vec![(-LIMIT, -LIMIT); self.groups.len()];
        for (&group, odds) in self.of.iter().zip(first).filter(|(group, _)| **group != NO_GROUP) {
            let (odds, (top, second)) = (odds.unwrap_or(-LIMIT), &mut tops[group as usize]);
            (*top, *second) = if odds > *top { (odds, *top) } else { (*top, max(*second, odds)) };
        }
        let best = |(&group, odds): (&u32, &Option<f32>)| match self.groups.get(group as usize) {
            Some(Group { count: 2.., .. }) => {
                let (top, second) = tops[group as usize];
                if odds.unwrap_or(-LIMIT) < top { top } else { second }
            }
            _ => 0.0,
        };
        self.of.iter().zip(first).map(best).collect()
    }
}

/// From a word's key to its group: open addressing, at most half full. The keys are hashes already.
struct KeyTable {
    places: Vec<u32>,
}

/// Only words made to collide are so far from their place; they go without a group rather than cost more than linear time.
const FARTHEST: usize = 64;

impl KeyTable {
    fn new(words: usize) -> KeyTable {
        KeyTable { places: vec![NO_GROUP; (2 * words + 1).next_power_of_two()] }
    }

    /// Where the group of this key stands, or is to be put.
    fn place(&mut self, key: u32, groups: &[Group]) -> Option<&mut u32> {
        let last = self.places.len() - 1;
        let is_free_for = |place: u32| groups.get(place as usize).is_none_or(|group| group.key == key);
        let mut tries = (0..FARTHEST).map(|step| (key as usize + step) & last);
        tries.find(|&at| is_free_for(self.places[at])).map(|at| &mut self.places[at])
    }
}
