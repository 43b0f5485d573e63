//! The single pass over the text: bytes in, tokens out. Every recogniser reads these tokens and never walks the text again.
//!
//! A token is a word, a run of digits, one mark of punctuation or one line break. Spaces are not tokens; each token says what
//! stood before it ([`Gap`]). Hyphens and apostrophes are marks, so `Ava-Rose O'Neil's` is nine tokens, and `M1` is two, without a gap.

use crate::span::Span;
use std::ops::Deref;

/// What a token looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Shape {
    /// A word without a capital: `pupil`, `être`.
    Lower,
    /// A word of a capital and small letters: `Amira`, `Éilis`.
    Capitalised,
    /// A word of two or more capitals: `KHAN`, `ŻAK`.
    Upper,
    /// One capital letter: `K`.
    Initial,
    /// A word with capitals elsewhere: `McKenna`, `iPad`.
    Mixed,
    /// A word in a script without case: `محمد`, `王`.
    Uncased,
    /// A run of ASCII digits.
    Number,
    /// One character that is none of the others; [`Token::lead`] tells which.
    Mark,
    /// A line break; `\r\n` is one.
    Newline,
}

/// What stands between a token and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Gap {
    /// Nothing: they touch.
    None,
    /// One space of any sort, or only the start of the text.
    Space,
    /// Two spaces or more.
    Wide,
}

/// One token: where it stands, what it looks like, and a hash of its word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    start: u32,
    end: u32,
    /// A 32-bit hash of the word with its ASCII letters made small, or of the digits; 0 for marks and line breaks.
    /// Equal words have equal keys; compare the words on a hit.
    pub key: u32,
    /// What it looks like.
    pub shape: Shape,
    /// What stands before it.
    pub gap: Gap,
    /// Its first byte. Marks are made plain: curly quotes are `'` and `"`, every dash is `-`, bullets are `*`;
    /// any other character outside ASCII is [`OTHER`].
    pub lead: u8,
}

/// The [`Token::lead`] of a mark that has no plain form in ASCII.
pub const OTHER: u8 = 0xFF;

impl Token {
    /// Where it stands, in bytes.
    pub fn span(&self) -> Span {
        Span::new(self.start(), self.end())
    }

    /// First byte.
    pub fn start(&self) -> usize {
        self.start as usize
    }

    /// One past its last byte.
    pub fn end(&self) -> usize {
        self.end as usize
    }

    /// Length in bytes.
    pub fn len(&self) -> usize {
        self.end() - self.start()
    }

    /// Whether it is a word of any shape.
    pub fn is_word(&self) -> bool {
        self.shape <= Shape::Uncased
    }

    /// Whether it is a word that begins with a capital.
    pub fn is_capital(&self) -> bool {
        matches!(self.shape, Shape::Capitalised | Shape::Upper | Shape::Initial | Shape::Mixed)
    }

    /// Whether it is this mark (in its plain form).
    pub fn is_mark(&self, mark: u8) -> bool {
        self.shape == Shape::Mark && self.lead == mark
    }

    /// Whether it touches the token before it.
    pub fn touches(&self) -> bool {
        self.gap == Gap::None
    }
}

/// A text and its tokens, in order.
#[derive(Debug)]
pub struct Tokens<'t> {
    /// The text they were made from.
    pub text: &'t str,
    list: Vec<Token>,
}

impl<'t> Tokens<'t> {
    /// The text of this token.
    pub fn of(&self, token: &Token) -> &'t str {
        self.slice(token.span())
    }

    /// Whether this token is written in ASCII.
    pub fn is_ascii(&self, token: &Token) -> bool {
        self.text.as_bytes()[token.start()..token.end()].is_ascii()
    }

    /// The text of this span, which must come from tokens of this text.
    pub fn slice(&self, span: Span) -> &'t str {
        span.of(self.text).expect("token spans lie on character boundaries of their text")
    }

    /// From the start of token `first` to the end of token `last`.
    pub fn span(&self, first: usize, last: usize) -> Span {
        Span::new(self.list[first].start(), self.list[last].end())
    }
}

impl Deref for Tokens<'_> {
    type Target = [Token];

    fn deref(&self) -> &[Token] {
        &self.list
    }
}

/// The [`Token::key`] of this word: FNV-1a.
pub const fn key(word: &str) -> u32 {
    extend(SEED, word)
}

/// The key of a word with an ending more.
pub const fn extend(key: u32, ending: &str) -> u32 {
    let bytes = ending.as_bytes();
    let (mut hash, mut i) = (key, 0);
    while i < bytes.len() {
        hash = step(hash, bytes[i].to_ascii_lowercase());
        i += 1;
    }
    hash
}

const SEED: u32 = 0x811C_9DC5;

const fn step(hash: u32, byte: u8) -> u32 {
    (hash ^ byte as u32).wrapping_mul(0x0100_0193)
}

/// The bit that tells small letters of ASCII from capitals.
const SMALL: u8 = 0x20;

/// The finaliser of MurmurHash3 (Appleby, public domain): every bit of the result hangs on every bit of the key.
pub fn scatter(mut key: u32) -> u32 {
    key = (key ^ key >> 16).wrapping_mul(0x85EB_CA6B);
    key = (key ^ key >> 13).wrapping_mul(0xC2B2_AE35);
    key ^ key >> 16
}

/// Splits a text into its tokens, in one pass.
///
/// # Panics
/// If the text is 4 GiB or longer: positions are kept in 32 bits. No browser holds such a string.
pub fn scan(text: &str) -> Tokens<'_> {
    u32::try_from(text.len()).expect("a text is shorter than 4 GiB");
    let mut scanner =
        Scanner { text, bytes: text.as_bytes(), at: 0, gap: Gap::Space, list: Vec::with_capacity(text.len() / 5) };
    while let Some(&byte) = scanner.bytes.get(scanner.at) {
        scanner.step(byte);
    }
    Tokens { text, list: scanner.list }
}

struct Scanner<'t> {
    text: &'t str,
    bytes: &'t [u8],
    at: usize,
    gap: Gap,
    list: Vec<Token>,
}

impl Scanner<'_> {
    fn step(&mut self, byte: u8) {
        match CLASS[byte as usize] {
            Class::Letter => self.word(),
            Class::Digit => self.number(),
            Class::Space => self.space(1),
            Class::Break => self.newline(byte),
            Class::Mark => self.push(Shape::Mark, self.at + 1, 0, byte),
            Class::Wide => self.wide(),
        }
    }

    fn push(&mut self, shape: Shape, end: usize, key: u32, lead: u8) {
        self.list.push(Token { start: self.at as u32, end: end as u32, key, shape, gap: self.gap, lead });
        self.at = end;
        self.gap = Gap::None;
    }

    fn space(&mut self, bytes: usize) {
        self.gap = if self.gap == Gap::None { Gap::Space } else { Gap::Wide };
        self.at += bytes;
    }

    fn newline(&mut self, byte: u8) {
        let pair = byte == b'\r' && self.bytes.get(self.at + 1) == Some(&b'\n');
        self.push(Shape::Newline, self.at + 1 + usize::from(pair), 0, b'\n');
    }

    fn number(&mut self) {
        let (mut end, mut hash) = (self.at, SEED);
        while let Some(byte) = self.bytes.get(end).filter(|byte| byte.is_ascii_digit()) {
            hash = step(hash, *byte);
            end += 1;
        }
        self.push(Shape::Number, end, hash, self.bytes[self.at]);
    }

    fn word(&mut self) {
        let (mut end, mut hash, mut letters) = (self.at, SEED, Letters::default());
        loop {
            for &byte in self.bytes[end..].iter().take_while(|byte| byte.is_ascii_alphabetic()) {
                hash = step(hash, byte | SMALL);
                letters.take(byte & SMALL == 0);
                end += 1;
            }
            let is_wide = self.bytes.get(end).is_some_and(|byte| !byte.is_ascii());
            let Some(extra) = is_wide.then(|| letters.wide(self.char_at(end))).flatten() else { break };
            hash = self.bytes[end..end + extra].iter().fold(hash, |hash, &byte| step(hash, byte));
            end += extra;
        }
        let shape = letters.shape(|| self.char_at(self.at).is_uppercase());
        self.push(shape, end, hash, self.bytes[self.at]);
    }

    /// A character outside ASCII at the start of a token.
    fn wide(&mut self) {
        let char = self.char_at(self.at);
        match char {
            '\u{85}' | '\u{2028}' | '\u{2029}' => self.push(Shape::Newline, self.at + char.len_utf8(), 0, b'\n'),
            _ if char.is_whitespace() => self.space(char.len_utf8()),
            _ if is_invisible(char) => self.at += char.len_utf8(),
            _ if char.is_alphabetic() => self.word(),
            _ => self.push(Shape::Mark, self.at + char.len_utf8(), 0, plain(char)),
        }
    }

    fn char_at(&self, at: usize) -> char {
        self.text.get(at..).and_then(|rest| rest.chars().next()).expect("a lead byte begins a character")
    }
}

/// What the letters of a word look like so far.
#[derive(Default)]
struct Letters {
    cased: u32,
    big: u32,
}

impl Letters {
    /// Takes a letter into the word.
    fn take(&mut self, is_big: bool) {
        self.cased += 1;
        self.big += u32::from(is_big);
    }

    /// Takes a character outside ASCII into the word and answers its length; `None` if the word ends before it.
    fn wide(&mut self, char: char) -> Option<usize> {
        if char.is_lowercase() {
            self.take(false);
        } else if char.is_uppercase() {
            self.take(true);
        } else if !char.is_alphabetic() && !is_combining(char) && !is_invisible(char) {
            return None;
        }
        Some(char.len_utf8())
    }

    fn shape(&self, begins_big: impl Fn() -> bool) -> Shape {
        match (self.big, self.cased - self.big) {
            (0, 0) => Shape::Uncased,
            (0, _) => Shape::Lower,
            (1, 0) => Shape::Initial,
            (_, 0) => Shape::Upper,
            (1, _) if begins_big() => Shape::Capitalised,
            _ => Shape::Mixed,
        }
    }
}

/// Marks that combine with the letter before them.
fn is_combining(char: char) -> bool {
    matches!(char, '\u{300}'..='\u{36F}' | '\u{64B}'..='\u{65F}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}' | '\u{20D0}'..='\u{20FF}' | '\u{FE20}'..='\u{FE2F}')
}

/// Characters that show nothing and stand inside words: soft hyphen, zero-width space and joiners, byte order mark.
fn is_invisible(char: char) -> bool {
    matches!(char, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
}

/// The mark in ASCII that a reader would take this one for.
fn plain(char: char) -> u8 {
    match char {
        '‘' | '’' | '‛' | 'ʼ' | '′' | '´' => b'\'',
        '“' | '”' | '„' | '″' | '«' | '»' => b'"',
        '‐'..='―' | '−' => b'-',
        '•' | '·' | '‣' | '◦' | '▪' | '●' => b'*',
        '…' => b'.',
        _ => OTHER,
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Letter,
    Digit,
    Space,
    Break,
    Mark,
    Wide,
}

const CLASS: [Class; 256] = {
    let mut table = [Class::Mark; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = match byte as u8 {
            b'a'..=b'z' | b'A'..=b'Z' => Class::Letter,
            b'0'..=b'9' => Class::Digit,
            b' ' => Class::Space,
            b'\n' | b'\r' | 0x0B | 0x0C => Class::Break,
            0x80.. => Class::Wide,
            _ => Class::Mark,
        };
        byte += 1;
    }
    table
};

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, Shape)]) {
        let tokens = scan(text);
        let seen: Vec<_> = tokens.iter().map(|token| (tokens.of(token), token.shape)).collect();
        assert_eq!(seen, expected);
    }

    #[test]
    fn words_take_their_accents_and_leave_their_hyphens() {
        check(
            "Éilis O’Neil-ŻAK",
            &[
                ("Éilis", Shape::Capitalised),
                ("O", Shape::Initial),
                ("’", Shape::Mark),
                ("Neil", Shape::Capitalised),
                ("-", Shape::Mark),
                ("ŻAK", Shape::Upper),
            ],
        );
        check(
            "Zoe\u{308} McKay iPad 王",
            &[
                ("Zoe\u{308}", Shape::Capitalised),
                ("McKay", Shape::Mixed),
                ("iPad", Shape::Mixed),
                ("王", Shape::Uncased),
            ],
        );
    }

    #[test]
    fn digits_touch_letters_but_are_their_own_token() {
        check("M1 1AE", &[("M", Shape::Initial), ("1", Shape::Number), ("1", Shape::Number), ("AE", Shape::Upper)]);
        let tokens = scan("M1 1AE");
        assert_eq!(
            tokens.iter().map(|token| token.gap).collect::<Vec<_>>(),
            [Gap::Space, Gap::None, Gap::Space, Gap::None]
        );
    }

    #[test]
    fn tabs_are_marks_and_line_breaks_are_one() {
        check(
            "a\tb\r\nc",
            &[
                ("a", Shape::Lower),
                ("\t", Shape::Mark),
                ("b", Shape::Lower),
                ("\r\n", Shape::Newline),
                ("c", Shape::Lower),
            ],
        );
    }

    #[test]
    fn keys_fold_ascii_case_only() {
        assert_eq!(scan("EHCP")[0].key, scan("ehcp")[0].key);
        assert_ne!(scan("Ė")[0].key, scan("ė")[0].key);
    }

    #[test]
    fn spaces_of_any_sort_are_a_gap() {
        let tokens = scan("943\u{a0}476  5919");
        assert_eq!(tokens.iter().map(|token| token.gap).collect::<Vec<_>>(), [Gap::Space, Gap::Space, Gap::Wide]);
    }
}
