//! The signing side: secret keys, their recovery sheets, and the making of roots, lists and bundles.
//!
//! It runs where a keeper works: in the command line and in the extension's desk page. Browsers that only read a record
//! never come here. Randomness and the time come from the caller.

mod author;
mod secret;

pub use author::{
    Named, NewRoot, Part, Rotation, Waiting, add_signature, delegations, list_content, list_end, new_bundle,
    organisation, rotate, settings_for, sign_list, waiting,
};
pub use secret::{SEED_BYTES, SecretKey};
