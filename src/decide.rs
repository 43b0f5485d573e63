//! From what was found, and what the record lets into this tool, to an action.

use crate::record::{Data, GoOn, Status};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What the page engine needs to know of one tool. Plain data: it travels from the background to the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rules {
    /// The classes of personal data that may go in.
    pub data_allowed: BTreeSet<Data>,
    /// Whether a person may put in the original with a reason.
    pub go_on: GoOn,
    /// The school's own identifiers, compiled, in base64; empty if it has none.
    #[serde(default)]
    pub patterns: String,
}

impl Rules {
    /// What holds until a record's own rules are there: nothing may go in, and nobody can say that it may.
    pub fn strictest() -> Rules {
        Rules { data_allowed: BTreeSet::new(), go_on: GoOn::Never, patterns: String::new() }
    }

    /// The rules for a tool of this status: only an approval in force lets any data in.
    pub fn of(status: Status, data_allowed: &BTreeSet<Data>, go_on: GoOn, patterns: String) -> Rules {
        let data_allowed = if status.is_approval() { data_allowed.clone() } else { BTreeSet::new() };
        Rules { data_allowed, go_on, patterns }
    }
}
