//! Reads a written code (an identifier with its usual gaps) against a picture of it.

use super::scan::{Shape, Token, Tokens};
use crate::span::Span;

/// The letters and digits of a code, without its gaps, and where it stood.
#[derive(Debug, Clone, Copy)]
pub struct Code {
    chars: [u8; CAPACITY],
    len: usize,
    /// Where it stands, in bytes.
    pub span: Span,
    /// How many gaps it was written with.
    pub gaps: usize,
    /// How many of its letters were small.
    pub small: usize,
}

/// The longest picture: a line of a passport, 44 characters.
const CAPACITY: usize = 44;

impl Code {
    /// Its letters (in capitals) and digits.
    pub fn chars(&self) -> &[u8] {
        &self.chars[..self.len]
    }

    /// The value of the digit at `place`; 0 for a letter.
    pub fn digit(&self, place: usize) -> u32 {
        u32::from(self.chars[place].wrapping_sub(b'0')) * u32::from(self.chars[place].is_ascii_digit())
    }

    /// The number that the digits from `from` up to `to` write.
    pub fn number(&self, from: usize, to: usize) -> u32 {
        (from..to).fold(0, |number, place| number * 10 + self.digit(place))
    }

    /// The letter or digit at `place`.
    pub fn char(&self, place: usize) -> u8 {
        self.chars[place]
    }

    /// The sum of the first digits, each times its weight.
    pub fn weigh(&self, weights: impl IntoIterator<Item = u32>) -> u32 {
        weights.into_iter().enumerate().map(|(place, weight)| weight * self.digit(place)).sum()
    }
}

/// Where a recogniser looks: a token, and the text around it.
#[derive(Debug, Clone, Copy)]
pub struct Place<'a, 't> {
    /// The whole text's tokens.
    pub tokens: &'a Tokens<'t>,
    /// Index of the token to begin at.
    pub at: usize,
}

impl<'a> Place<'a, '_> {
    /// The token to begin at.
    pub fn token(&self) -> &'a Token {
        &self.tokens[self.at]
    }

    /// The token `ahead` after it.
    pub fn ahead(&self, ahead: usize) -> Option<&'a Token> {
        self.tokens.get(self.at + ahead)
    }

    /// The token `back` before it.
    pub fn back(&self, back: usize) -> Option<&'a Token> {
        self.at.checked_sub(back).and_then(|at| self.tokens.get(at))
    }

    /// Reads a code that begins here and fits this picture whole.
    ///
    /// In a picture `A` is a letter, `9` a digit, `X` either, a space is a gap that may be left out (one space or dash), anything else is itself.
    pub fn read(&self, picture: &str) -> Option<Code> {
        // Nearly every place fits no picture: look first, copy afterwards.
        let mut end = self.token().start();
        for sign in picture.bytes() {
            end += self.step(sign, end)?;
        }
        self.is_clear_after(end).then(|| self.code(picture))
    }

    /// How many bytes a sign of a picture takes at byte `at`; `None` where it does not fit.
    fn step(&self, sign: u8, at: usize) -> Option<usize> {
        let rest = self.tokens.text.as_bytes().get(at..).unwrap_or_default();
        if sign == b' ' { Some(gap_length(rest)) } else { rest.first().filter(|byte| fits(sign, **byte)).map(|_| 1) }
    }

    /// The code that begins here, of a picture that fits.
    fn code(&self, picture: &str) -> Code {
        let start = self.token().start();
        let mut code = Code { chars: [0; CAPACITY], len: 0, span: Span::new(start, start), gaps: 0, small: 0 };
        for sign in picture.bytes() {
            let at = code.span.end;
            let bytes = self.step(sign, at).expect("the picture fits");
            code.span.end += bytes;
            if sign == b' ' {
                code.gaps += usize::from(bytes > 0);
            } else {
                let written = self.tokens.text.as_bytes()[at];
                code.chars[code.len] = written.to_ascii_uppercase();
                code.small += usize::from(written.is_ascii_lowercase());
                code.len += 1;
            }
        }
        code
    }

    /// The token after this one, past what introduces a value: `:`, `=`, `#`, "no", "is" and the like.
    pub fn value(&self) -> Option<Place<'a, '_>> {
        let mut at = self.at + 1;
        while self.tokens.get(at).is_some_and(|token| introduces(self.tokens.of(token))) && at <= self.at + 4 {
            at += 1;
        }
        let place = Place { tokens: self.tokens, at };
        self.tokens.get(at).filter(|token| token.shape != Shape::Newline).map(|_| place)
    }

    /// Whether a code may begin at this token: nothing touches it that would make it part of something longer.
    pub fn is_clear_before(&self) -> bool {
        let Some(before) = self.back(1).filter(|_| self.token().touches()) else { return true };
        match before.lead {
            _ if before.key != 0 => false,
            // A placeholder's bracket: what touched the original's letters was no code, and is none now.
            b'_' | b'$' | b']' => false,
            b'.' | b',' | b'-' | b'/' => {
                !(before.touches() && self.back(2).is_some_and(|further| further.lead.is_ascii_digit()))
            }
            _ => !matches!(self.tokens.of(before), "£" | "€"),
        }
    }

    /// Whether a code may end at this byte.
    pub fn is_clear_after(&self, end: usize) -> bool {
        let rest = self.tokens.text.as_bytes().get(end..).unwrap_or_default();
        !matches!(
            rest,
            [b'_' | b'[' | b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | 0xC3..=0xCB, ..] | [b'.' | b'-', b'0'..=b'9', ..]
        )
    }
}

fn introduces(word: &str) -> bool {
    matches!(
        word,
        ":" | "="
            | "#"
            | "-"
            | "–"
            | "."
            | "("
            | "\""
            | "'"
            | "\t"
            | "|"
            | "no"
            | "No"
            | "number"
            | "Number"
            | "is"
            | "was"
            | "ref"
    )
}

/// Whether a byte is what a sign of a picture stands for.
fn fits(sign: u8, byte: u8) -> bool {
    match sign {
        b'A' => byte.is_ascii_alphabetic(),
        b'9' => byte.is_ascii_digit(),
        b'X' => byte.is_ascii_alphanumeric(),
        _ => byte == sign,
    }
}

/// The length in bytes of the one space or dash that `rest` begins with, or 0.
pub fn gap_length(rest: &[u8]) -> usize {
    match rest {
        [b' ' | b'-', ..] => 1,
        [0xC2, 0xA0, ..] => 2,
        [0xE2, 0x80, 0x90..=0x95 | 0xAF, ..] => 3,
        _ => 0,
    }
}
