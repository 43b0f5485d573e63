//! From words that are likely names to findings: whole names, with their scores.

use super::reading::Reading;
use super::{Finding, Kind};
use crate::detect::Subject;
use crate::detect::scan::{Gap, Shape, key};

/// The log-odds from which a word is taken for part of a name; below 0, for a name missed costs more than one too many.
const ENOUGH: f32 = -0.4;

/// Joins neighbouring words of a name to one finding.
pub(super) fn findings(reading: &Reading<'_, '_>, odds: &[Option<f32>]) -> Vec<Finding> {
    let is_name =
        |i: usize| odds.get(i).copied().flatten().is_some_and(|odds| odds > ENOUGH) && !is_calendar(reading, i);
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

/// A month beside a number, or a day: `3rd June`, `August 2014`.
fn is_calendar(reading: &Reading<'_, '_>, i: usize) -> bool {
    let is_number =
        |at: Option<usize>| at.and_then(|at| reading.token(at)).is_some_and(|token| token.shape == Shape::Number);
    let key = reading.facts[i].key;
    let ordinal =
        i.checked_sub(1).is_some_and(|at| ORDINALS.contains(&reading.facts[at].key) && reading.tokens[at].touches());
    let dash = i.checked_sub(1).is_some_and(|at| reading.tokens[at].is_mark(b'-'));
    let before = if ordinal || dash { i.checked_sub(2) } else { i.checked_sub(1) };
    MONTHS.contains(&key) && (is_number(before) || is_number(Some(i + 1))) || DAYS.contains(&key)
}

const ORDINALS: [u32; 4] = [key("st"), key("nd"), key("rd"), key("th")];

const MONTHS: [u32; 14] = [
    key("january"),
    key("february"),
    key("march"),
    key("april"),
    key("may"),
    key("june"),
    key("july"),
    key("august"),
    key("september"),
    key("october"),
    key("november"),
    key("december"),
    key("jan"),
    key("nov"),
];

const DAYS: [u32; 7] =
    [key("monday"), key("tuesday"), key("wednesday"), key("thursday"), key("friday"), key("saturday"), key("sunday")];

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
    let best = (first..=last).filter_map(|i| odds[i]).fold(ENOUGH, f32::max);
    Finding {
        kind: Kind::PersonName,
        span: reading.tokens.span(first, last),
        score: 1.0 / (1.0 + (ENOUGH - best).exp()),
        subject: Subject::Unknown,
    }
}
