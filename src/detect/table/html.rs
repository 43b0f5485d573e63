//! The clipboard's `text/html` as text, its tables as lines of cells with tabs between: what Excel, Google Sheets and Word put there.

/// Makes text of HTML: tags go, blocks and rows become lines, cells are kept apart by tabs, references become characters.
/// Linear, and total: whatever is no HTML comes out as the text it is.
pub fn from_html(html: &str) -> String {
    let mut writer =
        Writer { text: String::with_capacity(html.len() / 2), is_row_begun: false, in_cell: 0, space: false };
    let mut rest = html;
    while let Some((text, after)) = rest.split_once('<') {
        writer.text(text);
        rest = match Tag::read(after) {
            Some((tag, after)) => {
                writer.tag(&tag);
                after_hidden(&tag, after)
            }
            None => {
                writer.text("<");
                after
            }
        };
    }
    writer.text(rest);
    writer.text.trim_matches('\n').to_owned()
}

struct Tag<'h> {
    name: &'h str,
    is_end: bool,
}

impl<'h> Tag<'h> {
    /// Reads the tag or comment whose `<` is gone; `None` if it is neither.
    fn read(after: &'h str) -> Option<(Tag<'h>, &'h str)> {
        if let Some(comment) = after.strip_prefix("!--") {
            return Some((Tag { name: "", is_end: false }, comment.split_once("-->").map_or("", |(_, rest)| rest)));
        }
        let is_end = after.starts_with('/');
        let name_on = after.trim_start_matches(['/', '!', '?']);
        let length = name_on.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b':').count();
        let name = name_on.get(..length).filter(|name| name.starts_with(|char: char| char.is_ascii_alphabetic()))?;
        let rest = name_on.get(after_tag(name_on)..)?;
        Some((Tag { name, is_end }, rest))
    }

    fn is(&self, names: &[&str]) -> bool {
        names.iter().any(|name| self.name.eq_ignore_ascii_case(name))
    }
}

/// One past the `>` of a tag; a `>` in quotes does not end it.
fn after_tag(tag: &str) -> usize {
    let mut quote = None;
    for (at, byte) in tag.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at + 1,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    tag.len()
}

/// Past what a browser does not show.
fn after_hidden<'h>(tag: &Tag<'_>, after: &'h str) -> &'h str {
    let end = match tag {
        Tag { is_end: false, .. } if tag.is(&["style"]) => "</style",
        Tag { is_end: false, .. } if tag.is(&["script"]) => "</script",
        Tag { is_end: false, .. } if tag.is(&["title"]) => "</title",
        _ => return after,
    };
    let place = after.as_bytes().windows(end.len()).position(|window| window.eq_ignore_ascii_case(end.as_bytes()));
    place.and_then(|place| after.get(place..)).unwrap_or_default()
}

struct Writer {
    text: String,
    /// Whether this row has a cell, so that the next is set apart.
    is_row_begun: bool,
    /// How deep in cells we are.
    in_cell: usize,
    /// Whether white space waits to be written, as one space.
    space: bool,
}

impl Writer {
    fn tag(&mut self, tag: &Tag<'_>) {
        if tag.is(&["td", "th"]) {
            self.cell(tag.is_end);
        } else if tag.is(&["tr", "table"]) {
            self.line();
            self.is_row_begun = false;
            self.in_cell = 0;
        } else if tag.is(BLOCKS) {
            if self.in_cell > 0 { self.space = true } else { self.line() }
        }
    }

    fn cell(&mut self, is_end: bool) {
        self.space = false;
        if is_end {
            self.in_cell = self.in_cell.saturating_sub(1);
            return;
        }
        if self.is_row_begun {
            self.text.push('\t');
        }
        self.is_row_begun = true;
        self.in_cell += 1;
    }

    fn line(&mut self) {
        self.space = false;
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    fn text(&mut self, text: &str) {
        let mut rest = text;
        while let Some(char) = rest.chars().next() {
            let (char, length) = reference(rest).unwrap_or((char, char.len_utf8()));
            rest = rest.get(length..).unwrap_or_default();
            match char {
                '\u{a0}' | '\t' | '\n' | '\r' | ' ' => self.space = true,
                _ => self.char(char),
            }
        }
    }

    fn char(&mut self, char: char) {
        if std::mem::take(&mut self.space) && !self.text.is_empty() && !self.text.ends_with(['\n', '\t']) {
            self.text.push(' ');
        }
        self.text.push(char);
    }
}

const BLOCKS: &[&str] = &[
    "p",
    "div",
    "br",
    "li",
    "ul",
    "ol",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "blockquote",
    "pre",
    "section",
    "article",
    "hr",
];

/// The character that a reference at the start stands for, and its length in bytes.
fn reference(text: &str) -> Option<(char, usize)> {
    let body = text.strip_prefix('&')?;
    let length = body.bytes().take(10).position(|byte| byte == b';')?;
    let name = body.get(..length)?;
    let char = match name.strip_prefix('#') {
        Some(number) => match number.strip_prefix(['x', 'X']) {
            Some(hex) => char::from_u32(u32::from_str_radix(hex, 16).ok()?)?,
            None => char::from_u32(number.parse().ok()?)?,
        },
        None => NAMED.iter().find(|(known, _)| *known == name)?.1,
    };
    Some((char, length + 2))
}

#[rustfmt::skip]
const NAMED: &[(&str, char)] = &[
    ("amp", '&'), ("lt", '<'), ("gt", '>'), ("quot", '"'), ("apos", '\''), ("nbsp", '\u{a0}'), ("ndash", '–'), ("mdash", '—'), ("lsquo", '‘'), ("rsquo", '’'),
    ("ldquo", '“'), ("rdquo", '”'), ("hellip", '…'), ("bull", '•'), ("pound", '£'), ("euro", '€'), ("eacute", 'é'), ("egrave", 'è'), ("euml", 'ë'), ("aacute", 'á'),
    ("agrave", 'à'), ("iacute", 'í'), ("oacute", 'ó'), ("uacute", 'ú'), ("ouml", 'ö'), ("uuml", 'ü'), ("auml", 'ä'), ("ccedil", 'ç'), ("ntilde", 'ñ'), ("oslash", 'ø'),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(html: &str, text: &str) {
        assert_eq!(from_html(html), text);
    }

    #[test]
    fn excel_cells_become_tabs_and_rows_lines() {
        check(
            "<html><head><style>td{mso-x:1>2}</style></head><body><!--StartFragment--><table border=0><col width=64>\n<tr height=20>\n  <td class=xl65 style='x:\">\"'>Surname</td>\n  <td>DOB</td>\n</tr><tr><td>O&#39;Neil</td><td></td></tr></table><!--EndFragment--></body></html>",
            "Surname\tDOB\nO'Neil\t",
        );
    }

    #[test]
    fn word_paragraphs_in_a_cell_stay_in_it() {
        check(
            "<table><tr><td><p class=MsoNormal>Amira<o:p></o:p></p><p>Khan</p></td><td><p>9D</p></td></tr></table>",
            "Amira Khan\t9D",
        );
    }

    #[test]
    fn what_is_no_html_is_text() {
        check("3 < 4 & 5 > 2 &unknown; <3", "3 < 4 & 5 > 2 &unknown; <3");
        check("<p>one</p><p>two<br>three</p>", "one\ntwo\nthree");
    }
}
