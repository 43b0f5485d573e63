//! Blocks of `label: value`, one to a line or several on it, as forms and record screens are pasted.

use super::headers::{Column, Group};
use crate::detect::Finding;
use crate::detect::kind::Kind;
use crate::detect::lexicon::Hit;
use crate::detect::scan::{Gap, Shape, Tokens};
use crate::detect::table::cells::Cell;
use crate::detect::tag::Tag;

/// A label and its value.
struct Pair {
    column: Column,
    value: Cell,
    line: usize,
    /// Whether a colon tells that it is a label; a cell's edge alone does so in a record only.
    has_colon: bool,
}

/// How many lines apart labels may stand to be of one block, and how many of them are looked at before and after one.
const BLOCK: usize = 3;
const MOST: usize = 16;

/// The values that their labels give away. Codes are left to their recognisers, which know the labels too.
pub fn find(tokens: &Tokens<'_>, hits: &[Hit<Tag>]) -> Vec<Finding> {
    let pairs = pairs(tokens, hits);
    let findings = pairs.iter().enumerate().filter(|(n, pair)| is_given_away(&pairs, *n, pair));
    findings.filter_map(|(_, pair)| pair.column.finding(tokens, &pair.value)).collect()
}

/// Names and addresses by certain labels are; what else there is needs a block that is about a person.
fn is_given_away(pairs: &[Pair], n: usize, pair: &Pair) -> bool {
    let from = pairs[..n].iter().rev().take(MOST).take_while(|other| pair.line - other.line <= BLOCK).count();
    let block = pairs[n - from..].iter().take(2 * MOST).take_while(|other| other.line <= pair.line + BLOCK);
    let is_record =
        block.clone().any(|other| other.column.is_certain && other.column.group <= Group::Dates) && block.count() >= 2;
    match pair.column.kind {
        Some(Kind::PersonName) => {
            is_record || (pair.has_colon && pair.column.is_certain && pair.column.group == Group::Names)
        }
        Some(Kind::Address) => is_record || pair.has_colon,
        Some(kind) => kind >= Kind::Sen && is_record,
        None => false,
    }
}

fn pairs(tokens: &Tokens<'_>, hits: &[Hit<Tag>]) -> Vec<Pair> {
    let (mut pairs, mut line, mut at, mut end): (Vec<Pair>, _, _, _) = (Vec::new(), 0, 0, 0);
    for hit in hits {
        let Tag::Header(column) = hit.tag else { continue };
        line += tokens[at..hit.first.max(at)].iter().filter(|token| token.shape == Shape::Newline).count();
        at = at.max(hit.first);
        let has_colon = tokens.get(hit.last + 1).is_some_and(|token| token.is_mark(b':') || token.is_mark(b'='));
        let Some(value) = value(tokens, hit, has_colon).filter(|_| hit.first >= end) else { continue };
        if !has_colon && is_header(hits, value.first) {
            continue;
        }
        end = hit.last + 1;
        let value = if column.kind == Some(Kind::PersonName) { name(tokens, value) } else { value };
        pairs.push(Pair { column, value, line, has_colon });
    }
    pairs
}

fn is_header(hits: &[Hit<Tag>], first: usize) -> bool {
    let from = hits.partition_point(|hit| hit.first < first);
    hits[from..].iter().take_while(|hit| hit.first == first).any(|hit| matches!(hit.tag, Tag::Header(_)))
}

/// What stands after the label's colon, or in the cell after the label's own, up to the next separator.
fn value(tokens: &Tokens<'_>, hit: &Hit<Tag>, has_colon: bool) -> Option<Cell> {
    let is_edge = |at: usize| tokens.get(at).is_some_and(|token| token.is_mark(b'\t') || token.is_mark(b'|'));
    let begins = |at: usize| at.checked_sub(1).is_none_or(|at| is_edge(at) || tokens[at].shape == Shape::Newline);
    let after = hit.last + 1 + usize::from(has_colon);
    let is_label = has_colon || is_edge(after) && begins(hit.first);
    if !is_label {
        return None;
    }
    let first = after + usize::from(is_edge(after));
    let ends = |at: usize| {
        let token = &tokens[at];
        token.shape == Shape::Newline
            || matches!(token.lead, b'|' | b'\t' | b';' | b'(') && token.shape == Shape::Mark
            || (token.gap == Gap::Wide && at > first)
    };
    let last = (first..tokens.len().min(first + 24)).take_while(|&at| !ends(at)).last()?;
    Some(Cell { first, last })
}

/// The part of a value that is one name: up to a comma, unless a single forename follows it, or a stop.
fn name(tokens: &Tokens<'_>, value: Cell) -> Cell {
    let is_name = |at: usize| tokens[at].is_word() || matches!(tokens[at].lead, b'-' | b'\'');
    let run = |from: usize| (from..=value.last).take_while(|&at| is_name(at)).last();
    let Some(first_run) = run(value.first) else { return Cell { first: value.first.max(1), last: 0 } };
    let comma = tokens.get(first_run + 1).is_some_and(|token| token.is_mark(b',')) && first_run - value.first <= 2;
    let forename = run(first_run + 2)
        .filter(|&last| comma && last <= value.last && last - first_run <= 4 && tokens[first_run + 2].is_capital());
    Cell {
        first: value.first,
        last: forename.filter(|last| *last == value.last || !tokens[*last].is_mark(b',')).unwrap_or(first_run),
    }
}
