//! Personal data in text: one linear pass, findings with spans, never the text itself.

mod kind;

pub use kind::Kind;

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
