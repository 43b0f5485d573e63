//! What stands beside names in a list: user names made of the name with their passwords, and numbers by the row.

use super::chunk::Chunk;
use super::recogniser::ENOUGH;
use super::scan::{Shape, Token, Tokens, key};
use super::{Finding, Kind, Subject, names};
use crate::span::Span;

/// User names and numbers that stand beside names, and passwords behind addresses. `findings` hold the names and the addresses,
/// sorted by start.
pub fn find(tokens: &Tokens<'_>, findings: &[Finding]) -> Vec<Finding> {
    let of = |kind: Kind| stretches(tokens, findings, kind);
    let names: Vec<Stretch> = of(Kind::PersonName).collect();
    let mut found: Vec<Finding> = names.iter().flat_map(|name| name.logins(tokens)).collect();
    let is_paired = |mail: &Stretch| is_stroke(tokens, mail.last + 1);
    found.extend(
        of(Kind::Email).filter(is_paired).filter_map(|mail| password_after(tokens, mail.last + 1)).map(credential),
    );
    found.extend(by_form(tokens));
    found.extend(numbers(tokens, &names));
    found
}

/// User names in a list of them, known by their form alone (`mhussain9`, `19oyelowom`), each with the password behind it. One such word may be
/// anything, and so may words of the language with a number; two that are none make a list.
fn by_form(tokens: &Tokens<'_>) -> Vec<Finding> {
    let is_apart = |at: &usize| !tokens[*at].touches() || tokens[*at - 1].shape == Shape::Mark;
    let starts = (0..tokens.len()).filter(|at| begins_form(tokens, *at)).filter(is_apart);
    let chunks = starts.filter_map(|at| Chunk::at(tokens, at));
    let users: Vec<(Chunk, u32)> = chunks.filter_map(|chunk| Some((chunk, letters_of_form(tokens, &chunk)?))).collect();
    let made_up = users.iter().filter(|(_, letters)| !names::list::LIST.class(*letters).is_word()).count();
    if made_up < 2 || made_up * 2 < users.len() {
        return Vec::new();
    }
    let spans = users.iter().flat_map(|(user, _)| std::iter::once(user.span).chain(password_in_list(tokens, user)));
    spans.map(credential).collect()
}

/// A word in small letters with digits touching it, before or behind.
fn begins_form(tokens: &Tokens<'_>, at: usize) -> bool {
    let follows = |shape: Shape| tokens.get(at + 1).is_some_and(|next| next.touches() && next.shape == shape);
    match tokens[at].shape {
        Shape::Lower => follows(Shape::Number),
        Shape::Number => tokens[at].len() == 2 && follows(Shape::Lower),
        _ => false,
    }
}

/// The key of its letters, if they are four small ones or more in one piece, and its digits four at most.
fn letters_of_form(tokens: &Tokens<'_>, chunk: &Chunk) -> Option<u32> {
    let text = tokens.slice(chunk.span);
    let letters = text.trim_matches(|char: char| char.is_ascii_digit());
    let is_of_form = letters.len() >= 4
        && chunk.digits <= 4
        && text.len() == letters.len() + chunk.digits
        && letters.bytes().all(|byte| byte.is_ascii_lowercase());
    is_of_form.then(|| key(letters))
}

/// The one word behind a user name that ends its cell, its line or its part of the list.
fn password_in_list(tokens: &Tokens<'_>, user: &Chunk) -> Option<Span> {
    let at =
        user.end + usize::from(tokens.get(user.end).is_some_and(|token| token.is_mark(b'\t') || token.is_mark(b'/')));
    let chunk = Chunk::at(tokens, at).filter(|chunk| chunk.letters >= 3 && chunk.is_one_piece(tokens))?;
    let is_stopped = tokens[chunk.end - 1].is_mark(b';') || tokens[chunk.end - 1].is_mark(b',');
    let ends = tokens.get(chunk.end).is_none_or(|next| next.shape == Shape::Newline || next.is_mark(b'\t'));
    (is_stopped || ends).then_some(chunk.span)
}

/// Where a name or an address stands, by token.
struct Stretch {
    first: usize,
    last: usize,
}

/// Where the findings of a kind stand, by one walk over the tokens.
fn stretches(tokens: &Tokens<'_>, findings: &[Finding], kind: Kind) -> impl Iterator<Item = Stretch> {
    let found = findings.iter().filter(move |finding| finding.kind == kind && finding.score >= ENOUGH);
    let mut from = 0;
    found.map(move |finding| {
        let first = from + tokens[from..].iter().take_while(|token| token.start() < finding.span.start).count();
        let end = first + tokens[first..].iter().take_while(|token| token.start() < finding.span.end).count();
        from = first;
        Stretch { first, last: end - 1 }
    })
}

/// A user name stands so many tokens from its person at most.
const REACH: usize = 6;

impl Stretch {
    /// The user name made of this name on its line, and the password that follows it.
    fn logins(&self, tokens: &Tokens<'_>) -> impl Iterator<Item = Finding> {
        let on_line = |at: &usize| tokens[*at].shape != Shape::Newline;
        let after = (self.last + 1..tokens.len()).take(REACH).take_while(on_line);
        let before = (self.first.saturating_sub(REACH)..self.first).rev().take_while(on_line);
        let is_apart = |at: &usize| !tokens[*at].touches() || tokens[*at - 1].shape == Shape::Mark;
        let starts = after.chain(before).filter(|at| may_begin_user_name(tokens, *at)).filter(is_apart);
        let mut users = starts.filter_map(|at| Chunk::at(tokens, at)).filter(|chunk| is_user_name(tokens, chunk));
        let user = users.find(|chunk| self.gives(tokens, chunk));
        let password = user.and_then(|user| password_after(tokens, user.end));
        user.map(|user| user.span).into_iter().chain(password).map(credential)
    }

    /// Whether a user name has letters of a part of this name: three at least from its beginning, or the whole of it after an initial.
    fn gives(&self, tokens: &Tokens<'_>, user: &Chunk) -> bool {
        let letters = tokens.slice(user.span).trim_start_matches(|char: char| !char.is_ascii_alphabetic());
        let words = tokens[self.first..=self.last].iter().filter(|token| token.is_word() && token.len() >= 3);
        words.map(|token| names::plain(tokens.of(token))).any(|part| {
            part.get(..3).is_some_and(|start| letters.starts_with(start)) || part.len() >= 4 && letters.contains(&part)
        })
    }

    /// The number that stands right after the name, or right before it.
    fn number(&self, tokens: &Tokens<'_>, side: Side) -> Option<Span> {
        let at = match side {
            Side::Before => run_before(tokens, self.first)?,
            Side::After => self.last + 1 + usize::from(tokens.get(self.last + 1).is_some_and(is_link)),
        };
        let is_apart =
            |before: usize| !tokens[at].touches() || tokens[before].shape == Shape::Newline || is_link(&tokens[before]);
        let begins = |token: &&Token| may_begin_number(token) && at.checked_sub(1).is_none_or(is_apart);
        tokens.get(at).filter(begins)?;
        let span = Chunk::at(tokens, at)?.span;
        is_of_list(tokens.slice(span)).then_some(span)
    }

    /// The number in brackets behind the name.
    fn bracketed(&self, tokens: &Tokens<'_>) -> Option<Span> {
        let [open, number, close] = tokens.get(self.last + 1..self.last + 4)? else { return None };
        let digits = tokens.of(number);
        let is_number = number.shape == Shape::Number && (4..=9).contains(&number.len()) && !is_year_or_time(digits);
        let is_of_history = digits.len() == 4 && digits.starts_with('1');
        (open.is_mark(b'(') && close.is_mark(b')') && is_number && !is_of_history).then_some(number.span())
    }
}

#[derive(Clone, Copy)]
enum Side {
    Before,
    After,
}

fn is_link(token: &Token) -> bool {
    token.shape == Shape::Mark
        && matches!(token.lead, b':' | b'-' | b'=' | b'/' | b'\t' | b'|' | b',' | b';' | b'.' | b')')
}

/// Where the run of tokens begins that ends right before this one, or before a mark there.
fn run_before(tokens: &Tokens<'_>, first: usize) -> Option<usize> {
    let next = first.checked_sub(1)?;
    let last = if is_link(&tokens[next]) { next.checked_sub(1)? } else { next };
    let joins =
        |at: &usize| tokens[*at].touches() && tokens[*at - 1].shape != Shape::Newline && !is_link(&tokens[*at - 1]);
    Some((1..=last).rev().take(RUN).take_while(joins).last().map_or(last, |at| at - 1))
}

/// A number beside a name has so many tokens at most: `SW-331` has three.
const RUN: usize = 3;

fn may_begin_number(token: &Token) -> bool {
    matches!(token.shape, Shape::Number | Shape::Upper | Shape::Initial | Shape::Mark)
}

/// Four to nine digits, or capitals and three digits or more: `1042`, `T118204`, `SW-331`.
fn is_of_list(text: &str) -> bool {
    let digits = text.trim_start_matches(|char: char| char.is_ascii_uppercase());
    let capitals = text.len() - digits.len();
    let digits = if capitals > 0 { digits.trim_start_matches('-') } else { digits };
    let is_number =
        digits.len() >= if capitals > 0 { 3 } else { 4 } && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number && capitals <= 3 && text.len() <= 9 && !is_year_or_time(text)
}

/// Whether it is written as user names are, with a digit, a stop or a stroke after it: `yusrab / lamp`.
fn is_user_name(tokens: &Tokens<'_>, chunk: &Chunk) -> bool {
    let text = tokens.slice(chunk.span);
    !chunk.is_address
        && chunk.len() >= 5
        && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"._-".contains(&byte))
        && (chunk.digits > 0 || text.contains(['.', '_']) || is_stroke(tokens, chunk.end))
}

/// A look before the chunk is put together: most words and numbers have nothing behind them that a user name has.
fn may_begin_user_name(tokens: &Tokens<'_>, at: usize) -> bool {
    let goes_on = |next: &Token| {
        let ends = next.shape == Shape::Newline || [b'\t', b'|', b'/', b'@'].iter().any(|mark| next.is_mark(*mark));
        next.touches() && !ends
    };
    match tokens[at].shape {
        Shape::Lower | Shape::Number => tokens.get(at + 1).is_some_and(goes_on) || is_stroke(tokens, at + 1),
        shape => shape == Shape::Mark,
    }
}

fn is_stroke(tokens: &Tokens<'_>, at: usize) -> bool {
    tokens.get(at).is_some_and(|token| token.is_mark(b'/') && !token.touches())
}

/// The chunk after a user name that ends before token `end`, over one mark, if it is alone on its line or looks like a secret.
fn password_after(tokens: &Tokens<'_>, end: usize) -> Option<Span> {
    let at = end + usize::from(tokens.get(end).is_some_and(|token| token.shape == Shape::Mark));
    let chunk = Chunk::at(tokens, at)?;
    let ends_line = tokens.get(chunk.end).is_none_or(|token| token.shape == Shape::Newline);
    let is_stopped = is_stroke(tokens, end) && tokens[chunk.end - 1].end() > chunk.span.end;
    let is_password = chunk.letters >= 3 && chunk.is_one_piece(tokens) && (ends_line || is_stopped || chunk.digits > 0);
    is_password.then_some(chunk.span)
}

fn credential(span: Span) -> Finding {
    Finding { kind: Kind::Credential, span, score: 0.75, subject: Subject::Unknown }
}

/// Numbers of one length beside two names or more, on the side where there are more: what a list of people is numbered by. In brackets
/// behind a name one is enough.
fn numbers(tokens: &Tokens<'_>, names: &[Stretch]) -> Vec<Finding> {
    let beside = |side: Side| {
        let spans: Vec<Span> = names.iter().filter_map(|name| name.number(tokens, side)).collect();
        let mut of_length = [0; 10];
        spans.iter().for_each(|span| of_length[span.end - span.start] += 1);
        spans.into_iter().filter(|span| of_length[span.end - span.start] >= 2).collect::<Vec<_>>()
    };
    let (before, after) = (beside(Side::Before), beside(Side::After));
    let mut spans = if before.len() > after.len() { before } else { after };
    spans.extend(names.iter().filter_map(|name| name.bracketed(tokens)));
    let number = |span| Finding { kind: Kind::AdmissionNumber, span, score: 0.7, subject: Subject::Unknown };
    spans.into_iter().map(number).collect()
}

/// Four digits that say when: a year of these times, or an hour and minutes by fives.
fn is_year_or_time(digits: &str) -> bool {
    digits.len() == 4
        && digits.parse().is_ok_and(|number: u32| {
            (1900..2100).contains(&number) || number < 2400 && number % 100 < 60 && number.is_multiple_of(5)
        })
}
