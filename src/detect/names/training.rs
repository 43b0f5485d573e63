//! What the trainer in `xtask` needs of the tagger: features in, weights out. Nothing here runs in the product.

pub use super::features::BITS;
pub use super::fold::plain;
pub use super::reading::Reading;
pub use super::tagger::{LIMIT, SECOND, Tagger, examples, second_examples};
pub use crate::detect::scan::{Tokens, scan};
