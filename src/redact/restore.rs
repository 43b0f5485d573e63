//! Puts back what placeholders stand for.

use super::vault::{Entry, Vault};
use std::collections::BTreeMap;

/// The text with every placeholder of the vault replaced by what it stands for.
///
/// A text that [`super::redact`] wrote comes back letter by letter. In any other text a placeholder stands for the first form that was seen, and what AI
/// tools do to placeholders is forgiven: case, kind of bracket or none, Markdown and escapes around the words, `_` or `-` for a space, a plural, a possessive.
/// Without brackets it must begin with a capital. A number that the vault does not have stays as it is: nothing is ever made up.
pub fn restore(text: &str, vault: &Vault) -> String {
    vault.original(text).unwrap_or_else(|| loosely(text, vault))
}

fn loosely(text: &str, vault: &Vault) -> String {
    let entries = vault.entries.iter().map(|entry| ((entry.label.as_str(), entry.number), entry)).collect();
    let labels = labels(vault);
    let (mut out, mut rest, mut before) = (String::with_capacity(text.len()), text, ' ');
    let mut cells = Cells::default();
    while let Some(first) = rest.chars().next() {
        let begins = is_opening(first) || first == '\\' || (first.is_alphabetic() && !before.is_alphanumeric());
        let found = Some(())
            .filter(|()| begins)
            .and_then(|()| labels.iter().find_map(|label| Placeholder::read(rest, label, &entries)));
        let length = match found {
            Some(placeholder) => {
                out.push_str(cells.form(placeholder.entry));
                out.push_str(placeholder.possessive);
                placeholder.length
            }
            None => {
                cells.pass(first);
                out.push(first);
                first.len_utf8()
            }
        };
        before = rest.get(..length).and_then(|taken| taken.chars().next_back()).unwrap_or(' ');
        rest = rest.get(length..).unwrap_or_default();
    }
    out
}

/// One person's name may stand in two cells of a table, and so twice in a row: then the second is the second form.
#[derive(Default)]
struct Cells<'v> {
    /// The placeholder just before, and which of its forms it was; nothing but a separator has come since.
    last: Option<(&'v Entry, usize)>,
}

impl<'v> Cells<'v> {
    fn form(&mut self, entry: &'v Entry) -> &'v str {
        let form = match self.last {
            Some((last, form)) if std::ptr::eq(last, entry) => (form + 1) % entry.forms.len(),
            _ => 0,
        };
        self.last = Some((entry, form));
        &entry.forms[form]
    }

    fn pass(&mut self, char: char) {
        if !matches!(char, '\t' | ' ' | ',' | ';' | '|') {
            self.last = None;
        }
    }
}

/// The labels of the vault, the longest first, so that "NHS number" comes before one that begins it.
fn labels(vault: &Vault) -> Vec<&str> {
    let mut labels: Vec<_> = vault.entries.iter().map(|entry| entry.label.as_str()).collect();
    labels.sort_by_key(|label| (std::cmp::Reverse(label.len()), *label));
    labels.dedup();
    labels
}

type Entries<'v> = BTreeMap<(&'v str, u32), &'v Entry>;

struct Placeholder<'v, 't> {
    entry: &'v Entry,
    /// A possessive that stood inside the brackets.
    possessive: &'t str,
    length: usize,
}

impl<'v, 't> Placeholder<'v, 't> {
    /// Reads a placeholder of this label at the start of `text`.
    fn read(text: &'t str, label: &'v str, entries: &Entries<'v>) -> Option<Placeholder<'v, 't>> {
        let inner = text.trim_start_matches('\\');
        let open = inner.chars().next().filter(|char| is_opening(*char));
        let words = inner.get(open.map_or(0, char::len_utf8)..)?;
        let words = if open.is_some() { words.trim_start_matches(is_decoration) } else { words };
        let after_label = strip_label(words, label)?;
        let (number, after_number) = number(after_label)?;
        let entry = entries.get(&(label, number))?;
        match open {
            Some(open) => Self::close(text, entry, open, after_number),
            None if inner.len() < text.len() => None,
            None => Self::bare(text, entry, words, after_number),
        }
    }

    fn close(text: &'t str, entry: &'v Entry, open: char, after: &'t str) -> Option<Self> {
        let rest = ["'s", "’s"].iter().find_map(|possessive| after.strip_prefix(possessive)).unwrap_or(after);
        let possessive = after.get(..after.len() - rest.len())?;
        let end = rest.trim_start_matches(|char| is_decoration(char) || char == '\\').strip_prefix(closing(open))?;
        Some(Placeholder { entry, possessive, length: text.len() - end.len() })
    }

    /// Without brackets: a capital first, and nothing after that would make the number another.
    fn bare(text: &str, entry: &'v Entry, words: &str, after: &str) -> Option<Self> {
        let is_capital = words.starts_with(char::is_uppercase);
        let mut next = after.chars();
        let is_whole = match (next.next(), next.next()) {
            (Some('.' | ',' | '-' | '/' | ':'), Some(char)) => !char.is_ascii_digit(),
            (Some(char), _) => !char.is_alphanumeric() && char != '%',
            (None, _) => true,
        };
        (is_capital && is_whole).then_some(Placeholder { entry, possessive: "", length: text.len() - after.len() })
    }
}

/// What follows the label, in any case, `_`, `-` or a space between its words, and an `s` after it.
fn strip_label<'t>(text: &'t str, label: &str) -> Option<&'t str> {
    let mut rest = text;
    for expected in label.chars() {
        let char = rest.chars().next()?;
        let is_same = char.to_lowercase().eq(expected.to_lowercase()) || (expected == ' ' && is_space(char));
        rest = rest.get(char.len_utf8()..).filter(|_| is_same)?;
    }
    Some(rest.strip_prefix(['s', 'S']).unwrap_or(rest))
}

/// The number after at most two spaces or signs, and what follows it.
fn number(text: &str) -> Option<(u32, &str)> {
    let digits = text.trim_start_matches(|char| is_space(char) || char == '#' || char == '\\');
    let length = digits.bytes().take_while(u8::is_ascii_digit).count();
    let number = digits.get(..length).filter(|number| !number.starts_with('0'))?.parse().ok()?;
    (text.len() - digits.len() <= 3).then_some((number, digits.get(length..)?))
}

fn is_opening(char: char) -> bool {
    matches!(char, '[' | '(' | '{' | '<' | '【' | '⟨')
}

fn closing(open: char) -> char {
    match open {
        '[' => ']',
        '(' => ')',
        '{' => '}',
        '<' => '>',
        '【' => '】',
        _ => '⟩',
    }
}

fn is_decoration(char: char) -> bool {
    matches!(char, '*' | '_' | '`' | ' ')
}

fn is_space(char: char) -> bool {
    matches!(char, ' ' | '_' | '-' | '\u{a0}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::Detector;
    use crate::redact::redact;

    #[test]
    fn a_name_in_two_cells_comes_back_in_two_cells() {
        let table = "Surname\tForename\tDOB\nKowalska\tZofia\t14/03/2014\nOkonkwo\tChidi\t02/11/2013\n";
        let mut vault = Vault::default();
        let redacted = redact(table, &Detector::new().find(table), &mut vault).text;
        let echoed = format!("Here is what you gave me:\n{redacted}");
        assert_eq!(restore(&echoed, &vault), format!("Here is what you gave me:\n{table}"));
    }
}
