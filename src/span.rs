//! Byte spans, and their conversion in one pass to the units that others count in.

use serde::{Deserialize, Serialize};

/// A half-open range of bytes in a UTF-8 text, both ends on character boundaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The span from `start` up to, not including, `end`.
    pub fn new(start: usize, end: usize) -> Self {
        Span { start, end }
    }

    /// The text it covers; `None` if it does not fit this text.
    pub fn of(self, text: &str) -> Option<&str> {
        text.get(self.start..self.end)
    }

    /// Whether the two share a character.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }
}

/// What an offset counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// UTF-16 code units, as JavaScript strings are indexed.
    Utf16,
    /// Unicode code points, as Python strings are indexed.
    CodePoint,
}

impl Unit {
    /// How many of this unit the character takes that begins with this UTF-8 byte; 0 for a continuation byte.
    fn of_lead_byte(self, byte: u8) -> usize {
        match (byte, self) {
            (0x80..=0xBF, _) => 0,
            (0xF0.., Unit::Utf16) => 2,
            _ => 1,
        }
    }
}

/// Converts spans, sorted by start and disjoint, from bytes to `unit`s in one pass over the text.
pub fn convert(text: &str, spans: impl IntoIterator<Item = Span>, unit: Unit) -> Vec<Span> {
    let mut walk = Walk { bytes: text.as_bytes(), unit, byte: 0, count: 0 };
    spans.into_iter().map(|span| Span::new(walk.to(span.start), walk.to(span.end))).collect()
}

struct Walk<'t> {
    bytes: &'t [u8],
    unit: Unit,
    byte: usize,
    count: usize,
}

impl Walk<'_> {
    fn to(&mut self, byte: usize) -> usize {
        let stretch = self.bytes.get(self.byte..byte).unwrap_or_default();
        self.count += stretch.iter().map(|&b| self.unit.of_lead_byte(b)).sum::<usize>();
        self.byte = self.byte.max(byte);
        self.count
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn emoji_count_two_in_utf16_and_one_in_code_points() {
        let text = "é👩‍🏫Zoë";
        let zoe = text.find("Zoë").unwrap();
        let span = Span::new(zoe, text.len());
        assert_eq!(convert(text, [span], Unit::Utf16), [Span::new(6, 9)]);
        assert_eq!(convert(text, [span], Unit::CodePoint), [Span::new(4, 7)]);
    }
}
