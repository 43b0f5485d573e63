//! The file a school publishes: roots and lists side by side, itself unsigned.

use super::envelope::Envelope;
use super::json::{self, Limits};
use super::scope::Scope;
use crate::error::{Code, Error};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What the file says it is.
pub const FORMAT: &str = "chalkline-record/1";

/// Length of the file, in bytes: a download is stopped beyond it.
pub const MAX_BYTES: usize = 4 << 20;

const BUNDLE: Limits = Limits { bytes: MAX_BYTES, depth: 6, string: super::envelope::PAYLOAD_BYTES / 3 * 4 + 4 };

/// The file. Numbers and scopes beside the envelopes only say where to look; what counts is inside, signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bundle {
    /// `chalkline-record/1`.
    pub format: String,
    /// Every root from version 1.
    pub roots: Vec<NumberedRoot>,
    /// The trust's list, or the only school's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trust_list: Option<Envelope>,
    /// Lists of the trust's schools.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub school_lists: Vec<SchoolList>,
}

/// A root and the number it is said to have.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct NumberedRoot {
    pub v: u64,
    pub env: Envelope,
}

/// A school's list and the school it is said to be for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct SchoolList {
    pub scope: Scope,
    pub env: Envelope,
}

impl Bundle {
    /// Reads the file. `NOT_A_LIST` for what a captive portal or a missing page sends instead of one.
    pub fn parse(bytes: &[u8]) -> Result<Bundle, Error> {
        let fault = |code| Error::new(code, "bundle");
        if bytes.len() > MAX_BYTES {
            return Err(fault(Code::TooBig));
        }
        if bytes.trim_ascii_start().first().is_none_or(|&b| b != b'{' && b != 0xEF) {
            return Err(fault(Code::NotAList));
        }
        let value = json::read(bytes, &BUNDLE, "bundle")?;
        match value.get("format").and_then(Value::as_str) {
            Some(FORMAT) => serde_json::from_value(value).map_err(|_| fault(Code::BadField)),
            Some(format) if format.starts_with("chalkline-record/") => Err(fault(Code::UnsupportedSpec)),
            _ => Err(fault(Code::NotAList)),
        }
    }

    /// The root said to have this number.
    pub fn root(&self, version: u64) -> Option<&Envelope> {
        self.roots.iter().find(|root| root.v == version).map(|root| &root.env)
    }

    /// The list said to be this school's.
    pub fn school_list(&self, school: &Scope) -> Option<&Envelope> {
        self.school_lists.iter().find(|list| list.scope == *school).map(|list| &list.env)
    }
}
