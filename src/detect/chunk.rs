//! Runs of tokens that touch, within a cell of a table: what user names, passwords and keys are made of.

use super::scan::{Shape, Token, Tokens};
use crate::span::Span;

/// A run of tokens that touch, and what it is made of.
#[derive(Debug, Clone, Copy)]
pub struct Chunk {
    /// One past the index of its last token.
    pub end: usize,
    /// Where it stands; quotes, brackets and stops around it are left out.
    pub span: Span,
    /// Letters, in bytes.
    pub letters: usize,
    /// Digits.
    pub digits: usize,
    /// Marks within.
    pub signs: usize,
    /// Words that begin with a capital.
    pub capitals: usize,
    /// Whether it has a mark of addresses in it.
    pub is_address: bool,
}

/// A chunk has no more tokens: longer ones are nobody's password.
const MOST: usize = 40;

impl Chunk {
    /// The run that begins at token `first`, unless that ends a line.
    pub fn at(tokens: &Tokens<'_>, first: usize) -> Option<Chunk> {
        let start = tokens.get(first).filter(|token| token.shape != Shape::Newline)?;
        let rest = tokens[first + 1..].iter().take(MOST - 1);
        let run = rest.take_while(|token| token.shape != Shape::Newline && token.touches() && !ends_cell(token));
        let mut chunk =
            Chunk { end: first, span: start.span(), letters: 0, digits: 0, signs: 0, capitals: 0, is_address: false };
        std::iter::once(start).chain(run).for_each(|token| chunk.take(token));
        chunk.trim(tokens, first);
        Some(chunk)
    }

    fn take(&mut self, token: &Token) {
        match token.shape {
            Shape::Number => self.digits += token.len(),
            Shape::Mark => self.signs += 1,
            _ => self.letters += token.len(),
        }
        self.capitals += usize::from(token.is_capital());
        self.is_address |= token.shape == Shape::Mark && matches!(token.lead, b'@' | b'/');
        self.end += 1;
        self.span.end = token.end();
    }

    fn trim(&mut self, tokens: &Tokens<'_>, first: usize) {
        let is_edge = |at: usize| {
            tokens[at].shape == Shape::Mark
                && matches!(tokens[at].lead, b'"' | b'\'' | b'(' | b')' | b',' | b'.' | b';' | b':' | b'`' | b'=')
        };
        let (mut from, mut to) = (first, self.end);
        while from < to && is_edge(from) {
            from += 1;
            self.signs -= 1;
        }
        while from < to && is_edge(to - 1) {
            to -= 1;
            self.signs -= 1;
        }
        if from < to {
            self.span = tokens.span(from, to - 1);
        }
    }

    /// Its length in bytes.
    pub fn len(&self) -> usize {
        self.span.end - self.span.start
    }

    /// Six characters or more of letters and digits with a capital or a sign, and no address, date or sum.
    pub fn is_secret(&self) -> bool {
        let is_mixed =
            self.letters >= 2 && self.digits >= 1 && (self.signs >= 1 || self.capitals >= 1 || self.letters >= 4);
        (6..=128).contains(&self.len()) && is_mixed && !self.is_address
    }

    /// Whether digits or signs within say that it is no word of the language.
    pub fn is_made_up(&self) -> bool {
        self.letters >= 2
            && self.letters + self.digits >= 4
            && (self.digits >= 1 || self.signs >= 2)
            && !self.is_address
    }

    /// Whether it holds nothing but letters, digits and the signs of passwords: no placeholder's bracket, no list.
    pub fn is_one_piece(&self, tokens: &Tokens<'_>) -> bool {
        tokens.slice(self.span).chars().all(|char| char.is_alphanumeric() || "-_.!+#&'’$£".contains(char))
    }
}

fn ends_cell(token: &Token) -> bool {
    token.is_mark(b'\t') || token.is_mark(b'|')
}
