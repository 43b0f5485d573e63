//! Web pages: the text with its blocks on lines and its tables in tabs, without styles and scripts.

use super::draft::Draft;
use crate::error::Error;

/// Reads a page, however badly written: there is no broken HTML.
pub(super) fn read(draft: &mut Draft, page: &str) -> Result<(), Error> {
    let mut rest = page;
    let mut cell_text = CellText::default();
    while let Some((text, from_tag)) = split_at(rest, '<') {
        draft.spend(1)?;
        cell_text.push(draft, text);
        rest = read_tag(draft, &mut cell_text, from_tag);
    }
    cell_text.push(draft, rest);
    draft.line();
    Ok(())
}

/// Splits before the first `mark`.
fn split_at(text: &str, mark: char) -> Option<(&str, &str)> {
    text.find(mark).and_then(|at| text.split_at_checked(at))
}

/// Reads the tag, comment or stray `<` at the start; answers what follows it.
fn read_tag<'p>(draft: &mut Draft, text: &mut CellText, from_tag: &'p str) -> &'p str {
    let after = from_tag.strip_prefix('<').unwrap_or(from_tag);
    if let Some(comment) = after.strip_prefix("!--") {
        return comment.split_once("-->").map_or("", |(_, rest)| rest);
    }
    if !after.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')) {
        text.push(draft, "<");
        return after;
    }
    let (tag, rest) = after.split_once('>').unwrap_or((after, ""));
    let name = tag.split(|c: char| c.is_whitespace() || c == '/').find(|word| !word.is_empty()).unwrap_or_default();
    let name = name.to_ascii_lowercase();
    text.take_tag(draft, &name, tag);
    for value in shown_attributes(tag) {
        text.push(draft, value);
        draft.space();
    }
    if name == "script" || name == "style" { after_end_tag(rest, &name) } else { rest }
}

/// What follows the end tag of an element whose content is no text.
fn after_end_tag<'p>(mut rest: &'p str, name: &str) -> &'p str {
    while let Some((_, end)) = rest.split_once("</") {
        if end.get(..name.len()).is_some_and(|tag| tag.eq_ignore_ascii_case(name)) {
            return end.split_once('>').map_or("", |(_, rest)| rest);
        }
        rest = end;
    }
    ""
}

/// The values of attributes that people read, or that hold an e-mail address.
fn shown_attributes(tag: &str) -> impl Iterator<Item = &str> {
    ["alt=\"", "title=\"", "value=\"", "content=\"", "href=\"mailto:"].into_iter().filter_map(move |start| {
        let whole = |(at, _): &(usize, _)| tag.get(..*at).is_some_and(|before| before.ends_with(char::is_whitespace));
        let (at, _) = tag.match_indices(start).find(whole)?;
        let value = tag.get(at + start.len()..)?;
        value.split_once('"').map(|(value, _)| value)
    })
}

/// Whether the text stands in a table's cell, where lines are words apart, and which cells others reach over.
#[derive(Default)]
struct CellText {
    tables: usize,
    column: usize,
    /// The cell begun takes so many columns.
    width: usize,
    /// For each column, how many rows a cell above still reaches over.
    covered: Vec<usize>,
}

impl CellText {
    fn push(&self, draft: &mut Draft, text: &str) {
        let decoded = html_escape::decode_html_entities(text);
        for (index, word) in decoded.split(|c: char| c.is_whitespace()).enumerate() {
            if index > 0 {
                draft.space();
            }
            draft.push(word);
        }
    }

    fn take_tag(&mut self, draft: &mut Draft, name: &str, tag: &str) {
        match (name, tag.starts_with('/')) {
            ("table", false) => {
                draft.line();
                self.tables += 1;
            }
            ("table", true) if self.tables == 1 => *self = CellText::default(),
            ("table", true) => self.tables = self.tables.saturating_sub(1),
            ("td" | "th", false) if self.tables == 1 => self.begin_cell(draft, tag),
            ("td" | "th", true) if self.tables == 1 => {
                (0..self.width.max(1)).for_each(|_| draft.cell());
                self.width = 1;
            }
            ("tr", true) if self.tables == 1 => {
                self.covered.iter_mut().skip(self.column).for_each(|rows| *rows = rows.saturating_sub(1));
                self.column = 0;
                draft.row();
            }
            (name, _) if BLOCKS.contains(&name) && self.tables == 0 => draft.line(),
            (name, _) if BLOCKS.contains(&name) => draft.space(),
            _ => {}
        }
    }
}

impl CellText {
    /// Passes over the columns that a cell above takes, so that merged cells leave each column in its place.
    fn begin_cell(&mut self, draft: &mut Draft, tag: &str) {
        while let Some(rows) = self.covered.get_mut(self.column).filter(|rows| **rows > 0) {
            *rows -= 1;
            self.column += 1;
            draft.cell();
        }
        (self.width, self.column) = (span(tag, "colspan"), self.column + span(tag, "colspan"));
        self.covered.resize(self.covered.len().max(self.column), 0);
        let rows = span(tag, "rowspan") - 1;
        self.covered[self.column - self.width..self.column].fill(rows);
    }
}

/// How many columns or rows a cell takes; browsers let it be 1,000 and tables of people have no need of more than 64.
fn span(tag: &str, name: &str) -> usize {
    let value = tag.split_once(name).and_then(|(_, value)| value.trim_start().strip_prefix('='));
    let digits = value.map(|value| value.trim_start_matches(['"', '\'', ' ']));
    let number = digits.and_then(|value| value.split(|char: char| !char.is_ascii_digit()).next()?.parse().ok());
    number.unwrap_or(1).clamp(1, 64)
}

const BLOCKS: [&str; 30] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "br",
    "caption",
    "dd",
    "div",
    "dl",
    "dt",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "ol",
    "option",
    "p",
    "pre",
    "section",
    "title",
    "ul",
];
