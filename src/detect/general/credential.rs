//! User names with their passwords, keys and tokens: a value after a word for one, or a form that only keys have.

use crate::detect::code::Place;
use crate::detect::kind::{Kind, Severity};
use crate::detect::recogniser::{How, Match, Profile, Recogniser, Score};
use crate::detect::scan::{Shape, Token};
use crate::span::Span;

/// Passwords, keys and tokens.
pub const CREDENTIAL: Recogniser = Recogniser {
    profile: Profile { kind: Kind::Credential, label: "Password", severity: Severity::High },
    how: &[
        How::Phrase(
            &[
                "password",
                "passwd",
                "pwd",
                "passcode",
                "passphrase",
                "pass",
                "pw",
                "api key",
                "secret key",
                "secret",
                "access key",
                "token",
                "pin",
                "login",
                "logins",
                "log in",
                "logged in as",
                "signed in as",
                "sign in",
                "logon",
                "username",
                "user name",
                "user id",
                "user",
                "reset",
                "wifi",
                "wi fi",
                "key",
            ],
            after_word,
        ),
        How::Phrase(&["pin", "pin code", "passcode"], digits),
        How::Mark(b'/', second_of_pair),
        How::Phrase(&["sk", "ghp", "gho", "xoxb", "xoxp", "AKIA", "github pat", "AIza", "glpat"], key),
        How::Phrase(&["begin private key", "begin rsa private key", "begin openssh private key"], private_key),
    ],
    context: &[
        "login",
        "logins",
        "logon",
        "log in",
        "password",
        "passwords",
        "pw",
        "username",
        "user",
        "reset",
        "account",
    ],
};

/// Values are looked for so many tokens after the word, on its line.
const REACH: usize = 14;

/// The first value after the word that looks like a secret.
fn after_word(place: &Place<'_, '_>) -> Option<Match> {
    let mut at = place.at + 1;
    while at <= place.at + REACH {
        let chunk = Chunk::at(place, at)?;
        if chunk.is_secret() {
            return Some(Match { span: chunk.span, score: Score::always(0.8) });
        }
        at = chunk.end;
    }
    None
}

/// `pin 7731`, `passcode: 258036`.
fn digits(place: &Place<'_, '_>) -> Option<Match> {
    let next = |at: usize| place.tokens.get(at);
    let link =
        next(place.at + 1).filter(|token| token.is_mark(b':') || token.is_mark(b'=') || place.tokens.of(token) == "is");
    let number = next(place.at + 1 + usize::from(link.is_some()))?;
    let is_pin = number.shape == Shape::Number && (4..=8).contains(&number.len());
    is_pin.then_some(Match { span: number.span(), score: Score::always(0.7) })
}

/// `20gwater / Welcome-2371`: where a login is spoken of, what follows the stroke.
fn second_of_pair(place: &Place<'_, '_>) -> Option<Match> {
    place.ahead(1).filter(|token| !token.touches())?;
    let chunk = Chunk::at(place, place.at + 1)?;
    chunk.is_secret().then_some(Match { span: chunk.span, score: Score::only_in_context(0.8) })
}

/// Tokens that touch.
struct Chunk {
    end: usize,
    span: Span,
    letters: usize,
    digits: usize,
    signs: usize,
    capitals: usize,
    is_address: bool,
}

impl Chunk {
    fn at(place: &Place<'_, '_>, first: usize) -> Option<Chunk> {
        let start = place.tokens.get(first).filter(|token| token.shape != Shape::Newline)?;
        let mut chunk =
            Chunk { end: first, span: start.span(), letters: 0, digits: 0, signs: 0, capitals: 0, is_address: false };
        while let Some(token) = place.tokens.get(chunk.end).filter(|token| chunk.takes(token, first)) {
            chunk.count(token);
            chunk.end += 1;
        }
        chunk.trim(place, first);
        Some(chunk)
    }

    fn takes(&self, token: &Token, first: usize) -> bool {
        token.shape != Shape::Newline && (self.end == first || token.touches()) && self.end < first + 40
    }

    fn count(&mut self, token: &Token) {
        match token.shape {
            Shape::Number => self.digits += token.len(),
            Shape::Mark => self.signs += 1,
            _ => self.letters += token.len(),
        }
        self.capitals += usize::from(token.is_capital());
        self.is_address |= token.is_mark(b'@') || token.is_mark(b'/') || token.is_mark(b'\t') || token.is_mark(b'|');
        self.span.end = token.end();
    }

    /// Leaves out quotes, brackets and stops around it.
    fn trim(&mut self, place: &Place<'_, '_>, first: usize) {
        let is_edge = |at: usize| {
            place.tokens.get(at).is_some_and(|token| {
                token.shape == Shape::Mark
                    && matches!(token.lead, b'"' | b'\'' | b'(' | b')' | b',' | b'.' | b';' | b':' | b'`' | b'=')
            })
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
            self.span = place.tokens.span(from, to - 1);
        }
    }

    /// Six characters or more of letters and digits with a capital or a sign, and no address, date or sum.
    fn is_secret(&self) -> bool {
        let length = self.span.end - self.span.start;
        let is_mixed =
            self.letters >= 2 && self.digits >= 1 && (self.signs >= 1 || self.capitals >= 1 || self.letters >= 4);
        (6..=128).contains(&length) && is_mixed && !self.is_address
    }
}

/// `sk-…`, `ghp_…`, `AKIA…`: the prefix, then sixteen characters or more.
fn key(place: &Place<'_, '_>) -> Option<Match> {
    let chunk = Chunk::at(place, place.at)?;
    let is_key = chunk.span.end - chunk.span.start >= 20 && chunk.digits >= 2 && !chunk.is_address;
    is_key.then_some(Match { span: chunk.span, score: Score::always(0.9) })
}

fn private_key(place: &Place<'_, '_>) -> Option<Match> {
    Some(Match { span: place.token().span(), score: Score::always(0.95) })
}
