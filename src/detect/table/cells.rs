//! Lines, and the cells of a line.

use crate::detect::scan::{Gap, Shape, Token, Tokens};

/// A cell that is not empty: its first and last token, quotes left out; or an empty one, which begins and ends nowhere.
#[derive(Debug, Clone, Copy)]
pub struct Cell {
    /// Index of its first token.
    pub first: usize,
    /// Index of its last token; before `first` if the cell is empty.
    pub last: usize,
}

impl Cell {
    /// Whether nothing stands in it.
    pub fn is_empty(&self) -> bool {
        self.last < self.first
    }
}

/// The lines of a text, each cut into cells.
pub struct Lines<'a, 't> {
    tokens: &'a Tokens<'t>,
    at: usize,
}

impl<'a, 't> Lines<'a, 't> {
    /// From the first line.
    pub fn new(tokens: &'a Tokens<'t>) -> Self {
        Lines { tokens, at: 0 }
    }

    /// The next line's cells; one cell if nothing separates.
    pub fn next(&mut self) -> Option<Vec<Cell>> {
        if self.at >= self.tokens.len() {
            return None;
        }
        let (cells, next) = self.peek();
        self.at = next;
        Some(cells)
    }

    /// The next line's cells if it passes; lines of dashes under a Markdown header do not count.
    pub fn next_if(&mut self, passes: impl Fn(&[Cell]) -> bool) -> Option<Vec<Cell>> {
        if self.at >= self.tokens.len() {
            return None;
        }
        let (cells, next) = self.peek();
        passes(&cells).then(|| {
            self.at = next;
            cells
        })
    }

    fn peek(&self) -> (Vec<Cell>, usize) {
        let rest = &self.tokens[self.at..];
        let end = self.at + rest.iter().position(|token| token.shape == Shape::Newline).unwrap_or(rest.len());
        (cells(self.tokens, self.at, end), end + 1)
    }
}

/// Cuts the tokens from `start` to `end` at the strongest separator among them.
fn cells(tokens: &Tokens<'_>, start: usize, end: usize) -> Vec<Cell> {
    let line = &tokens[start..end];
    match [b'\t', b'|', b';', b','].into_iter().find(|&mark| line.iter().any(|token| token.is_mark(mark))) {
        Some(mark) => cut(tokens, start, end, mark),
        None => cut_at_wide_gaps(tokens, start, end),
    }
}

fn cut(tokens: &Tokens<'_>, start: usize, end: usize, mark: u8) -> Vec<Cell> {
    let (mut cells, mut first, mut is_quoted) = (Vec::new(), start, false);
    let has_border = mark == b'|' && tokens[start].is_mark(b'|');
    for at in start..end {
        let token = &tokens[at];
        is_quoted ^= token.is_mark(b'"') && mark != b'|';
        if token.is_mark(mark) && !is_quoted {
            cells.push(trimmed(tokens, first, at));
            first = at + 1;
        }
    }
    cells.push(trimmed(tokens, first, end));
    if has_border {
        cells.remove(0);
    }
    cells
}

/// Cuts where two spaces or more stand between words.
fn cut_at_wide_gaps(tokens: &Tokens<'_>, start: usize, end: usize) -> Vec<Cell> {
    let (mut cells, mut first) = (Vec::new(), start);
    for at in start + 1..end {
        if tokens[at].gap == Gap::Wide {
            cells.push(trimmed(tokens, first, at));
            first = at;
        }
    }
    cells.push(trimmed(tokens, first, end));
    cells
}

/// The cell from `first` up to `end`, without quotes and asterisks around it.
fn trimmed(tokens: &Tokens<'_>, first: usize, end: usize) -> Cell {
    let is_edge =
        |token: &Token| token.shape == Shape::Mark && matches!(token.lead, b'"' | b'*' | b'_' | b'\t' | b'.' | b':');
    let (mut first, mut end) = (first, end);
    while first < end && is_edge(&tokens[first]) {
        first += 1;
    }
    while first < end && is_edge(&tokens[end - 1]) {
        end -= 1;
    }
    match end.checked_sub(1) {
        Some(last) if first < end => Cell { first, last },
        _ => Cell { first: first.max(1), last: 0 },
    }
}
