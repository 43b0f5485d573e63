//! `cargo xtask spot`: fits the weights of `src/spot/cues.txt` to the addresses in `tests/spot`; `cargo xtask spot pages`: those of
//! `src/spot/page_cues.txt` to the pages in `tests/spot/pages`. Both say how well the weights tell pages apart that they were not fitted
//! on: five folds, no vendor or site in two of them. Deterministic: the same files give the same weights.

mod address;
mod logistic;
mod page;

use anyhow::{Result, bail};

/// Fits, measures and writes.
pub fn run(what: &[String]) -> Result<()> {
    match what {
        [] => address::run(),
        [pages] if pages == "pages" => page::run(),
        _ => bail!("spot takes nothing, or `pages`"),
    }
}

const FOLDS: u64 = 5;

/// The fold of a group of pages: FNV-1a, the same on every machine.
fn fold(group: &str) -> u64 {
    let bytes = group.bytes().map(|b| b.to_ascii_lowercase());
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)) % FOLDS
}

/// The score that this share of the pages reach.
fn bar(mut scores: Vec<f64>, share: f64) -> f64 {
    scores.sort_by(|a, b| b.total_cmp(a));
    scores[(share * scores.len() as f64) as usize] + 0.01
}
