//! From words that are likely names to findings: whole names, with their scores.

use super::reading::Reading;
use super::{Finding, Kind};
use crate::detect::Subject;
use crate::detect::scan::{Gap, Shape};

/// The log-odds from which a word is taken for part of a name.
const ENOUGH: f32 = 0.0;

/// Joins neighbouring words of a name to one finding.
pub(super) fn findings(reading: &Reading<'_, '_>, odds: &[Option<f32>]) -> Vec<Finding> {
    let is_name = |i: usize| odds.get(i).copied().flatten().is_some_and(|odds| odds > ENOUGH);
    let mut found = Vec::new();
    let mut i = 0;
    while i < odds.len() {
        if !is_name(i) {
            i += 1;
            continue;
        }
        let (first, mut last) = (i, i);
        while let Some(next) = joined(reading, last).filter(|&next| is_name(next)) {
            last = next;
        }
        found.push(finding(reading, odds, first, last));
        i = last + 1;
    }
    found
}

/// The word that continues a name after token `at`: over a space, a hyphen or an apostrophe, or the full stop of an initial.
fn joined(reading: &Reading<'_, '_>, at: usize) -> Option<usize> {
    let next = reading.token(at + 1)?;
    if next.is_word() {
        return (next.gap != Gap::Wide).then_some(at + 1);
    }
    let over = reading.token(at + 2).filter(|token| token.is_word())?;
    let dotted = next.is_mark(b'.') && reading.tokens[at].shape == Shape::Initial && over.gap != Gap::Wide;
    let linked = (next.is_mark(b'-') || next.is_mark(b'\'')) && next.touches() && over.touches();
    (dotted || linked).then_some(at + 2)
}

fn finding(reading: &Reading<'_, '_>, odds: &[Option<f32>], first: usize, last: usize) -> Finding {
    let best = (first..=last).filter_map(|i| odds[i]).fold(0.0, f32::max);
    Finding {
        kind: Kind::PersonName,
        span: reading.tokens.span(first, last),
        score: 1.0 / (1.0 + (-best).exp()),
        subject: Subject::Unknown,
    }
}
