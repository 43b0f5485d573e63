//! What company a word keeps: of the words around it that might be names, how many the lore has, and how many the list has.

use super::lore::Lore;
use super::reading::Facts;

/// Tokens to either side that are company.
const REACH: usize = 80;

/// Running counts, so that any window is one subtraction: candidates, and of these the lore, forenames and surnames, eight bits each in
/// one number. They overflow into each other and come right again in the difference, for a window has fewer than 256 tokens.
#[derive(Default)]
pub struct Company {
    sums: Vec<u32>,
}

/// Of the candidates around a word, itself left out, how many quarters are lore, forenames and surnames.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shares {
    /// None, one or two, up to five, more.
    pub count: u32,
    /// Figures, places, firms and characters.
    pub lore: u32,
    /// Forenames that are not lore.
    pub forenames: u32,
    /// Surnames that are not lore.
    pub surnames: u32,
}

impl Company {
    /// Counts every token.
    pub fn new(facts: &[Facts]) -> Company {
        let mut sum = 0u32;
        let after = facts.iter().map(|facts| {
            sum = sum.wrapping_add(counts(facts));
            sum
        });
        Company { sums: std::iter::once(0).chain(after).collect() }
    }

    /// The company of token `i`, whose facts these are.
    pub fn of(&self, i: usize, facts: &Facts) -> Shares {
        let (from, to) = (self.sums[i.saturating_sub(REACH)], self.sums[(i + REACH + 1).min(self.sums.len() - 1)]);
        let [all, lore, forenames, surnames] =
            to.wrapping_sub(from).wrapping_sub(counts(facts)).to_le_bytes().map(u32::from);
        let quarters = |part: u32| (4 * part).div_ceil(all.max(1));
        Shares {
            count: all.min(2).div_ceil(2) + u32::from(all > 2) + u32::from(all > 5),
            lore: quarters(lore),
            forenames: quarters(forenames),
            surnames: quarters(surnames),
        }
    }
}

const _: () = assert!(2 * REACH + 1 < 256);

fn counts(facts: &Facts) -> u32 {
    if !facts.candidate {
        return 0;
    }
    let is_lore = facts.lore.is(Lore::ANY);
    let of_list = |level: u8| !is_lore && level > 0;
    let counts = [true, is_lore, of_list(facts.class.forename()), of_list(facts.class.surname())];
    u32::from_le_bytes(counts.map(u8::from))
}
