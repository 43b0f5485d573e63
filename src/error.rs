//! Stable error codes. An error names what went wrong and where, never the text it went wrong on.

use std::fmt;

/// What went wrong. Codes are stable: the extension's words and the CLI's `--json` output are keyed by them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Code {
    /// The input is larger than the stated limit.
    TooBig,
}

impl Code {
    /// The stable name, in capitals, as it stands in messages, JSON and documentation.
    pub fn as_str(self) -> &'static str {
        match self {
            Code::TooBig => "TOO_BIG",
        }
    }
}

/// A fault with a stable [`Code`] and the part of the input it arose in (`"root"`, `"list"`, `"docx"`, …).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Error {
    /// What went wrong.
    pub code: Code,
    /// The part of the input it arose in: one of a few fixed words, never the input itself.
    pub place: &'static str,
}

impl Error {
    /// An error of this code at this place.
    pub fn new(code: Code, place: &'static str) -> Self {
        Error { code, place }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at {}", self.code.as_str(), self.place)
    }
}

impl std::error::Error for Error {}
