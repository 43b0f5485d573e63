//! Chalkline's judgement: is this AI tool on the school's signed record, and does this text hold personal data?
//!
//! One core, three faces: the browser extension (through `wasm`), the command line (`main.rs`) and the tests.
//!
//! | module | answers |
//! |---|---|
//! | [`guard`] | the façade: everything about one address, from a verified record |
//! | [`record`] | is this record genuine, current and ours, and what does it say of this address? |
//! | [`detect`] | what personal data stands in this text, and where? |
//! | [`decide`] | verdict and findings in hand: let it through, warn, or stop? |
//! | [`redact`] | the same text with placeholders, and back again |
//! | [`files`] | the text inside a document |
//! | [`spot`] | does this address or page look like an AI tool that nobody has listed? |
//! | [`publish`] | the record as pages for people, and the way in |
//! | [`remind`] | is a fact-check reminder due? |
//!
//! Time, randomness and language come in as parameters; nothing here reads a clock, a file or the network.

pub mod decide;
pub mod detect;
pub mod error;
#[cfg(feature = "files")]
pub mod files;
pub mod guard;
pub mod publish;
pub mod record;
pub mod redact;
pub mod remind;
pub mod span;
pub mod spot;

#[cfg(target_family = "wasm")]
mod wasm;
