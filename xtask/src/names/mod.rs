//! `cargo xtask names`: makes the data that the detector of names ships with.

pub mod corpus;
mod pack;
mod random;
pub mod texts;
mod train;
pub mod written;

use anyhow::{Result, bail};

const HELP: &str = "\
cargo xtask names pack NAMES.tsv WORDS…     the list of names and words, from the table of names and SCOWL's word files
cargo xtask names lore                      the table of figures, works, places and firms, from lore.txt
cargo xtask names train [TEXTS.jsonl …]     the tagger's weights, from the tuning half of tests/corpus and labelled texts (their train split)
cargo xtask names corpus tune|test COUNT    labelled school texts as JSON lines, COUNT from each template
";

/// Where the packed data lives.
const DATA: &str = "src/detect/names/data";

/// Runs a verb of `names`.
pub fn run(args: &[String]) -> Result<()> {
    let (verb, rest) = args.split_first().map_or(("help", args), |(verb, rest)| (verb.as_str(), rest));
    match (verb, rest) {
        ("pack", [names, words @ ..]) => pack::list(names, words),
        ("lore", []) => pack::lore(),
        ("train", texts) => train::run(texts),
        ("corpus", [half, count]) => corpus::print(half, count.parse()?),
        _ => bail!("{HELP}"),
    }
}
