//! Placeholders that stand in a text already, such as `[UPN 1]`: their labels are nobody's data and explain nothing.

use super::recogniser;
use super::scan::{Shape, Tokens};
use super::{Kind, Subject};
use crate::span::Span;

/// The most tokens of a label: `[Date of birth 1]`, `[H&C number 1]`.
const LONGEST: usize = 4;

/// The labels of the placeholders in a text, in order.
pub fn find(tokens: &Tokens<'_>) -> Vec<Span> {
    let opens = (0..tokens.len()).filter(|&at| tokens[at].is_mark(b'['));
    opens.filter_map(|at| label(tokens, at)).collect()
}

/// Whether one of them holds this byte.
pub fn holds(placeholders: &[Span], byte: usize) -> bool {
    let before = placeholders.partition_point(|span| span.start <= byte);
    before.checked_sub(1).is_some_and(|n| placeholders[n].end > byte)
}

/// The label after this bracket, if it is one of ours and a number and a bracket follow.
fn label(tokens: &Tokens<'_>, open: usize) -> Option<Span> {
    let rest = tokens.get(open + 1..)?;
    let number = rest.iter().take(LONGEST + 1).position(|token| token.shape == Shape::Number).filter(|&at| at > 0)?;
    let span = tokens.span(open + 1, open + number);
    let closes = rest.get(number + 1).is_some_and(|token| token.is_mark(b']'));
    (closes && is_label(tokens.slice(span))).then_some(span)
}

fn is_label(text: &str) -> bool {
    let subjects = [Subject::Family, Subject::Pupil, Subject::Staff];
    let people = subjects.map(|subject| recogniser::label(Kind::PersonName, subject));
    people.into_iter().chain(recogniser::labels()).any(|label| label == text)
}
