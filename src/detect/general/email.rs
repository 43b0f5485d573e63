//! E-mail addresses of people. A mailbox of an organisation (`office@`) is nobody's by itself; beside a name it tells whose school it is.
//! RFC 5321 lengths, the characters in real use.

use crate::detect::code::Place;
use crate::detect::kind::{Kind, Severity};
use crate::detect::recogniser::{How, Match, Profile, Recogniser, Score};
use crate::detect::scan::key;
use crate::detect::words::Words;
use crate::span::Span;

/// E-mail addresses.
pub const EMAIL: Recogniser = Recogniser {
    profile: Profile { kind: Kind::Email, label: "Email", severity: Severity::Personal },
    how: &[How::Mark(b'@', read)],
    context: &[],
};

fn read(place: &Place<'_, '_>) -> Option<Match> {
    let (text, at) = (place.tokens.text, place.token().span());
    let domain = domain(text.get(at.end..)?)?; // Most marks that are no address have none: it is looked for first.
    let local = local_part(text.get(..at.start)?)?;
    let span = Span::new(at.start - local.len(), at.end + domain);
    let score = if is_organisation(local) { MAILBOX } else { 0.97 };
    (!is_example(local)).then_some(Match { span, score: Score::always(score) })
}

/// At most 64 characters before the `@`, beginning with a letter or digit.
fn local_part(before: &str) -> Option<&str> {
    let length = before.chars().rev().take(64).take_while(is_of_local_part).map(char::len_utf8).sum::<usize>();
    let local = before.get(before.len() - length..)?;
    let local = local.rsplit(['=', '/', '|', '\'']).next()?.trim_start_matches(|char: char| !char.is_alphanumeric());
    (!local.is_empty() && !local.ends_with('.')).then_some(local)
}

/// RFC 5321's `atext` and the dot, in any script.
fn is_of_local_part(char: &char) -> bool {
    let is_sign =
        |char| matches!(char, '.' | '!' | '#'..='\'' | '*' | '+' | '-' | '/' | '=' | '?' | '^'..='`' | '{'..='~');
    char.is_alphanumeric() || is_sign(*char)
}

/// The length of the labels after the `@`: two or more, the last of letters.
fn domain(after: &str) -> Option<usize> {
    let length = after
        .chars()
        .take(253)
        .take_while(|char| char.is_alphanumeric() || matches!(char, '.' | '-'))
        .map(char::len_utf8)
        .sum::<usize>();
    let domain = after.get(..length)?.trim_end_matches(['.', '-']);
    let (labels, top) = domain.rsplit_once('.')?;
    let is_domain = !labels.is_empty()
        && labels.split('.').all(|label| !label.is_empty())
        && top.chars().count() >= 2
        && top.chars().all(char::is_alphabetic);
    is_domain.then_some(domain.len())
}

/// Too little by itself: `beside::raise_by_company` adds what the text says.
const MAILBOX: f32 = 0.4;

/// Whether its first word stands for whoever reads it.
fn is_example(local: &str) -> bool {
    words(local).next().is_some_and(|word| EXAMPLES.has(key(word)))
}

/// Whether each of its words is an office's: `sen.team` is, `clerk.okafor` is not.
fn is_organisation(local: &str) -> bool {
    let is_office = |word: &str| MAILBOXES.has(key(word.trim_end_matches(|char: char| char.is_ascii_digit())));
    words(local).all(is_office)
}

fn words(local: &str) -> impl Iterator<Item = &str> {
    local.split(['.', '-', '_', '+'])
}

static EXAMPLES: Words<16> = Words::new(&["example", "firstname", "name", "someone", "user", "yourname"]);

#[rustfmt::skip]
static MAILBOXES: Words<192> = Words::new(&[
    "", "office", "schooloffice", "admin", "administrator", "info", "information", "enquiries", "enquiry", "enquire", "contact", "contactus", "hello",
    "mail", "reception", "head", "headteacher", "principal", "senco", "sendco", "dsl", "safeguarding", "finance", "accounts", "bursar", "hr",
    "recruitment", "jobs", "vacancies", "attendance", "absence", "admissions", "exams", "examinations", "library", "it", "itsupport", "support",
    "helpdesk", "help", "ict", "dpo", "dataprotection", "data", "privacy", "governors", "clerk", "pta", "friends", "bookings", "lettings", "catering",
    "kitchen", "site", "premises", "noreply", "no", "donotreply", "postmaster", "webmaster", "press", "marketing", "sales", "team", "training",
    "events", "feedback", "complaints", "parents", "school", "secretary", "schooladmin", "mainoffice", "studentservices", "sixthform", "nursery",
    "music", "sport", "pe", "reply", "sen", "send", "year", "uniform", "orders", "customerservices",
]);
