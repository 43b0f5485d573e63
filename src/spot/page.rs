//! The cues that a page itself shows, and what each weighs: `page_cues.txt`, which `cargo xtask spot pages` fits to the pages in
//! `tests/spot/pages`. `extension/background/signs.js` looks for them in the page; which of them it met comes back, and nothing else.

use std::sync::LazyLock;

/// Something that a page shows.
#[derive(Debug, Clone, Copy)]
pub struct PageCue {
    /// The place and the phrase, a tab between, as `signs.js` writes them.
    pub cue: &'static str,
    /// What it weighs by hand, in hundredths of a natural logarithm of odds; the fit is drawn towards it.
    pub prior: i32,
    /// What it weighs, fitted.
    pub weight: i32,
}

/// All cues, in the order of the file. The first is what every page has.
pub fn page_cues() -> &'static [PageCue] {
    static CUES: LazyLock<Vec<PageCue>> =
        LazyLock::new(|| parse(include_str!("page_cues.txt")).expect("every line of page_cues.txt is a cue"));
    &CUES
}

/// What the cues met weigh together with what every page has; indexes that are no cue's weigh nothing.
pub(super) fn weigh(met: &[u32]) -> i32 {
    let weights = met.iter().filter_map(|index| page_cues().get(*index as usize)).map(|cue| cue.weight);
    page_cues().first().map_or(0, |base| base.weight) + weights.sum::<i32>()
}

/// None if a line is neither a remark nor a cue.
fn parse(table: &'static str) -> Option<Vec<PageCue>> {
    table.lines().filter(|line| !line.starts_with('#')).map(cue).collect()
}

fn cue(line: &'static str) -> Option<PageCue> {
    let (rest, weight) = line.rsplit_once('\t')?;
    let (cue, prior) = rest.rsplit_once('\t')?;
    let is_placed = cue.split('\t').count() == 2;
    is_placed.then_some(PageCue { cue, prior: prior.parse().ok()?, weight: weight.parse().ok()? })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_line_of_the_table_is_a_cue_and_none_stands_twice() {
        let all: BTreeSet<&str> = page_cues().iter().map(|cue| cue.cue).collect();
        assert!(all.len() > 1000 && all.len() == page_cues().len());
        assert_eq!(page_cues()[0].cue, "base\tevery page");
        for wrong in ["", "box\task\t1", "box\task\tme\t1\t2", "box\task\tx\t2"] {
            assert!(cue(wrong).is_none(), "{wrong}");
        }
    }

    #[test]
    fn an_index_that_is_no_cues_weighs_nothing() {
        assert_eq!(weigh(&[u32::MAX, 1 << 30]), weigh(&[]));
    }
}
