//! Tables and blocks of `label: value`: what heads a column says what its cells are.
//!
//! Two headers or more from different groups on one line, at least one of which only lists of people have, make a class list, even if no
//! cell is known; so do two of names, or two of people's numbers. Headers may stand below a title, and of two lines of them the lower one tells the columns. A label may have its value in
//! the next cell, as forms have it.

mod cells;
mod headers;
mod labels;

pub use headers::{Column, headers, heads_pupils_names};

use super::kind::{Kind, Severity};
use super::lexicon::Hit;
use super::recogniser::Profile;
use super::scan::{Shape, Tokens};
use super::tag::Tag;
use super::{Finding, Subject};
use cells::{Cell, Lines};
use headers::Group;

/// Class lists.
pub const CLASS_LIST: Profile = Profile { kind: Kind::ClassList, label: "Class list", severity: Severity::High };

/// Findings in the cells of tables and the values of labels, and the header line of each list of people.
pub fn find(tokens: &Tokens<'_>, hits: &[Hit<Tag>]) -> Vec<Finding> {
    let mut findings = labels::find(tokens, hits);
    let mut lines = Lines::new(tokens);
    let headers = Headers { hits };
    while let Some(mut line) = lines.next() {
        let mut columns = headers.of(tokens, &line);
        if !is_of_people(&columns) || is_of_labels(&line, &columns) {
            continue;
        }
        if let Some(below) = lines.next_if(|row| is_of_people(&headers.of(tokens, row))) {
            (columns, line) = (headers.of(tokens, &below), below);
        }
        findings.extend(rows(tokens, &mut lines, &line, &columns));
    }
    findings
}

/// Reads the header of each cell, if it has one.
struct Headers<'a> {
    hits: &'a [Hit<Tag>],
}

impl Headers<'_> {
    fn of(&self, tokens: &Tokens<'_>, line: &[Cell]) -> Vec<Option<Column>> {
        line.iter().map(|cell| self.of_cell(tokens, cell)).collect()
    }

    /// The longest header that begins the cell and leaves at most two words of it, as in "Date of Birth (dd/mm)".
    fn of_cell(&self, tokens: &Tokens<'_>, cell: &Cell) -> Option<Column> {
        let from = self.hits.partition_point(|hit| hit.first < cell.first);
        let begins = self.hits[from..].iter().take_while(|hit| hit.first == cell.first);
        let headers = begins.filter_map(|hit| match hit.tag {
            Tag::Header(column) => Some((hit.last, column)),
            _ => None,
        });
        let (last, column) = headers.max_by_key(|(last, _)| *last)?;
        let words_left = (last + 1..=cell.last).filter(|&at| tokens[at].is_word()).count();
        let sets_off = tokens.get(last + 1).is_some_and(|token| token.shape == Shape::Mark && token.lead != b':');
        (last <= cell.last && (words_left == 0 || (words_left <= 4 && sets_off))).then_some(column)
    }
}

/// Whether these headers are of a list of people.
fn is_of_people(columns: &[Option<Column>]) -> bool {
    let named = || columns.iter().flatten();
    let mut groups: Vec<Group> = named().map(|column| column.group).collect();
    groups.sort_unstable();
    groups.dedup();
    let certain = |group: Group| named().filter(|column| column.group == group && column.is_certain).count();
    let is_certain = named().any(|column| column.is_certain);
    let are_two = certain(Group::Names) >= 2 || certain(Group::Ids) >= 2;
    columns.len() >= 2 && ((groups.len() >= 2 && is_certain) || groups.len() >= 4 || are_two)
}

/// Whether these are labels with their values between: `Forename | Amira | Surname | Khan`.
fn is_of_labels(line: &[Cell], columns: &[Option<Column>]) -> bool {
    let is_pair = |(cells, columns): (&[Cell], &[Option<Column>])| {
        columns.first().is_some_and(Option::is_some)
            && cells.get(1).is_some_and(|cell| !cell.is_empty())
            && columns[1].is_none()
    };
    line.chunks(2).zip(columns.chunks(2)).all(is_pair)
}

/// The findings in the rows under a header, and the header itself if any row holds one.
fn rows(tokens: &Tokens<'_>, lines: &mut Lines<'_, '_>, header: &[Cell], columns: &[Option<Column>]) -> Vec<Finding> {
    let mut findings = Vec::new();
    while let Some(row) = lines.next_if(|row| row.len() >= 2 || columns.len() == 1) {
        let cells = row.iter().zip(columns).filter_map(|(cell, column)| Some((cell, column.as_ref()?)));
        findings.extend(cells.filter_map(|(cell, column)| column.finding(tokens, cell)));
    }
    let filled = || header.iter().filter(|cell| !cell.is_empty());
    if let (false, Some(first), Some(last)) = (findings.is_empty(), filled().next(), filled().next_back()) {
        findings.push(Finding {
            kind: Kind::ClassList,
            span: tokens.span(first.first, last.last),
            score: 0.995,
            subject: Subject::Pupil,
        });
    }
    findings
}
