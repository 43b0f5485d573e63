//! What the trainer in `xtask` needs of the tagger: features in, weights out. Nothing here runs in the product.

pub use super::features::{BITS, Grain};
pub use super::fold::plain;
pub use super::reading::Reading;
pub use super::tagger::{LIMIT, SECOND, Tagger, examples, second_examples};
pub use crate::detect::scan::{Tokens, scan};

use crate::span::Span;

/// The names in a text by this tagger; a word is taken for part of a name from `enough` log-odds on.
pub fn find(text: &str, tagger: &Tagger<'_>) -> Vec<Span> {
    let tokens = scan(text);
    let reading = Reading::new(&tokens);
    super::spans::findings(&reading, &tagger.judge(&reading, [])).into_iter().map(|finding| finding.span).collect()
}
