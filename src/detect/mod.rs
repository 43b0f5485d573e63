//! Personal data in text: one linear pass, findings with spans, never the text itself.

mod kind;
pub mod names;
#[allow(dead_code, reason = "the recognisers that use the rest land next")]
mod scan;

pub use kind::{Kind, Severity};

use crate::span::Span;

/// Whose data a finding is, as far as the text tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Subject {
    /// A parent, carer or other relative.
    Family,
    /// A pupil.
    Pupil,
    /// A member of staff.
    Staff,
    /// The text does not tell.
    Unknown,
}

/// One piece of personal data: kind, place, confidence. It never holds the text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Finding {
    /// What it is.
    pub kind: Kind,
    /// Where it stands, in bytes.
    pub span: Span,
    /// Confidence from 0 to 1.
    pub score: f32,
    /// Whose it is.
    pub subject: Subject,
}

/// Finds personal data. Immutable: a changed record makes a new one.
#[derive(Debug, Default)]
pub struct Detector {}

impl Detector {
    /// A detector of every built-in kind.
    pub fn new() -> Self {
        Detector {}
    }

    /// The findings in this text: sorted, disjoint, in bounds, on character boundaries. Linear in the text, whatever it holds.
    ///
    /// # Panics
    /// If the text is 4 GiB or longer.
    pub fn find(&self, text: &str) -> Vec<Finding> {
        let tokens = scan::scan(text);
        names::find(&tokens, &[])
    }
}
