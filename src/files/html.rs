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
    text.take_tag(draft, &name, tag.starts_with('/'));
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
        let (_, value) = tag.split_once(start)?;
        value.split_once('"').map(|(value, _)| value)
    })
}

/// Whether the text stands in a table's cell, where lines are words apart.
#[derive(Default)]
struct CellText {
    tables: usize,
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

    fn take_tag(&mut self, draft: &mut Draft, name: &str, is_end: bool) {
        match (name, is_end) {
            ("table", false) => {
                draft.line();
                self.tables += 1;
            }
            ("table", true) => self.tables = self.tables.saturating_sub(1),
            ("td" | "th", true) if self.tables == 1 => draft.cell(),
            ("tr", true) if self.tables == 1 => draft.row(),
            (name, _) if BLOCKS.contains(&name) && self.tables == 0 => draft.line(),
            (name, _) if BLOCKS.contains(&name) => draft.space(),
            _ => {}
        }
    }
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
