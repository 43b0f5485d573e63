//! What stands beside names in a list: user names made of the name with their passwords, and numbers by the row.

use super::chunk::Chunk;
use super::recogniser::ENOUGH;
use super::scan::{Shape, Token, Tokens};
use super::{Finding, Kind, Subject, names};
use crate::span::Span;

/// User names and numbers that stand beside names. `findings` hold the names, sorted by start.
pub fn find(tokens: &Tokens<'_>, findings: &[Finding]) -> Vec<Finding> {
    let names = findings.iter().filter(|finding| finding.kind == Kind::PersonName && finding.score >= ENOUGH);
    let names: Vec<Name> = names.map(|finding| Name::new(tokens, finding)).collect();
    let mut found: Vec<Finding> = names.iter().flat_map(|name| name.logins(tokens)).collect();
    found.extend(numbers(tokens, &names));
    found
}

/// Where a name stands, by token.
struct Name {
    first: usize,
    last: usize,
}

/// A user name stands so many tokens from its person at most.
const REACH: usize = 6;

impl Name {
    fn new(tokens: &Tokens<'_>, finding: &Finding) -> Name {
        let first = tokens.partition_point(|token| token.start() < finding.span.start);
        let end = tokens.partition_point(|token| token.start() < finding.span.end);
        Name { first, last: end - 1 }
    }

    /// The user name made of this name on its line, and the password that follows it.
    fn logins(&self, tokens: &Tokens<'_>) -> Vec<Finding> {
        let parts: Vec<String> = tokens[self.first..=self.last]
            .iter()
            .filter(|token| token.is_word() && token.len() >= 3)
            .map(|token| names::plain(tokens.of(token)))
            .collect();
        let on_line = |at: &usize| tokens[*at].shape != Shape::Newline;
        let after = (self.last + 1..tokens.len()).take(REACH).take_while(on_line);
        let before = (self.first.saturating_sub(REACH)..self.first).rev().take_while(on_line);
        let is_apart = |at: &usize| !tokens[*at].touches() || tokens[*at - 1].shape == Shape::Mark;
        let mut chunks = after.chain(before).filter(is_apart).filter_map(|at| Chunk::at(tokens, at));
        let Some(user) = chunks.find(|chunk| is_made_of(tokens, chunk, &parts)) else { return Vec::new() };
        std::iter::once(user.span).chain(password_after(tokens, &user)).map(credential).collect()
    }

    /// The number that stands right after the name, or right before it.
    fn number(&self, tokens: &Tokens<'_>, side: Side) -> Option<usize> {
        let at = match side {
            Side::Before => self.first.checked_sub(1)?,
            Side::After => self.last + 1 + usize::from(tokens.get(self.last + 1).is_some_and(is_link)),
        };
        let number = tokens.get(at).filter(|token| token.shape == Shape::Number && (4..=9).contains(&token.len()))?;
        let is_alone = |token: Option<&Token>| token.is_none_or(|token| !token.touches() || is_link(token));
        let begins_line = at.checked_sub(1).is_none_or(|before| tokens[before].shape == Shape::Newline);
        let is_clear = (!number.touches() || begins_line) && is_alone(tokens.get(at + 1));
        (is_clear && !is_year_or_time(tokens.of(number))).then_some(at)
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

/// Letters of a part of the name, three at least from its beginning or the whole of it after an initial, with a digit, a stop or a
/// stroke after it: `yusrab / lamp`.
fn is_made_of(tokens: &Tokens<'_>, chunk: &Chunk, parts: &[String]) -> bool {
    let text = tokens.slice(chunk.span);
    let is_user_name = !chunk.is_address
        && chunk.len() >= 5
        && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"._-".contains(&byte))
        && (chunk.digits > 0 || text.contains(['.', '_']) || is_before_stroke(tokens, chunk));
    let letters = text.trim_start_matches(|char: char| !char.is_ascii_alphabetic());
    let begins = |part: &String| part.get(..3).is_some_and(|start| letters.starts_with(start));
    let holds = |part: &String| part.len() >= 4 && letters.contains(part.as_str());
    is_user_name && parts.iter().any(|part| begins(part) || holds(part))
}

fn is_before_stroke(tokens: &Tokens<'_>, chunk: &Chunk) -> bool {
    tokens.get(chunk.end).is_some_and(|token| token.is_mark(b'/') && !token.touches())
}

/// The chunk after a user name, over one mark, if it is alone on its line or looks like a secret.
fn password_after(tokens: &Tokens<'_>, user: &Chunk) -> Option<Span> {
    let at = user.end + usize::from(tokens.get(user.end).is_some_and(|token| token.shape == Shape::Mark));
    let chunk = Chunk::at(tokens, at)?;
    let ends_line = tokens.get(chunk.end).is_none_or(|token| token.shape == Shape::Newline);
    let is_stopped = is_before_stroke(tokens, user) && tokens[chunk.end - 1].end() > chunk.span.end;
    let is_password = chunk.letters >= 3 && chunk.is_one_piece(tokens) && (ends_line || is_stopped || chunk.digits > 0);
    is_password.then_some(chunk.span)
}

fn credential(span: Span) -> Finding {
    Finding { kind: Kind::Credential, span, score: 0.75, subject: Subject::Unknown }
}

/// Numbers of one length beside two names or more, on the side where there are more: what a list of people is numbered by.
fn numbers(tokens: &Tokens<'_>, names: &[Name]) -> Vec<Finding> {
    let beside = |side: Side| {
        let at: Vec<usize> = names.iter().filter_map(|name| name.number(tokens, side)).collect();
        let mut of_length = [0; 10];
        at.iter().for_each(|&n| of_length[tokens[n].len()] += 1);
        at.iter().filter(|&&n| of_length[tokens[n].len()] >= 2).map(|&n| tokens[n].span()).collect::<Vec<_>>()
    };
    let (before, after) = (beside(Side::Before), beside(Side::After));
    let spans = if before.len() > after.len() { before } else { after };
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
