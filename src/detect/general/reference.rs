//! The number of somebody's case, file, card or locker. Every office makes its own, so the word before tells; and a word that things are
//! numbered by as well ("file", "card", "number") tells only where the text names a person.

use crate::detect::chunk::Chunk;
use crate::detect::code::Place;
use crate::detect::kind::{Kind, Severity};
use crate::detect::recogniser::{How, Match, Profile, Recogniser, Score};
use crate::detect::scan::{Gap, Shape, Tokens};
use crate::span::Span;

/// Numbers of cases, files, cards and lockers.
pub const REFERENCE: Recogniser = Recogniser {
    profile: Profile { kind: Kind::Reference, label: "Reference", severity: Severity::Personal },
    how: &[
        How::Phrase(OF_A_PERSON, certain),
        How::Phrase(&["share code"], share_code),
        How::Phrase(OF_ANYTHING, of_whoever_is_named),
    ],
    context: &[],
};

/// What only people, and what befell them, are numbered by.
const OF_A_PERSON: &[&str] = &[
    "arc",
    "biometric residence permit",
    "brp",
    "case file",
    "client id",
    "client no",
    "cpoms incident",
    "crime no",
    "crime number",
    "crime ref",
    "crime reference",
    "csc ref",
    "ehc plan",
    "ehcp no",
    "ehcp number",
    "ehcp ref",
    "ehcna",
    "ewc",
    "gtcs",
    "home office ref",
    "hospital no",
    "hospital number",
    "lcs",
    "lcs id",
    "liquidlogic",
    "mash ref",
    "mosaic",
    "mosaic no",
    "occ health referral",
    "occupational health referral",
    "patient id",
    "patient no",
    "patient number",
    "pension member",
    "personal id",
    "police log",
    "police ref",
    "police reference",
    "pupil file",
    "rhif cyflogres",
    "seemis",
    "social care ref",
    "staff no",
    "staff number",
    "ucas id",
    "ucas no",
];

/// What things and people alike are numbered by.
const OF_ANYTHING: &[&str] = &[
    "badge",
    "borrower",
    "bus card",
    "bus pass",
    "cad",
    "card no",
    "card number",
    "case",
    "case id",
    "case no",
    "case number",
    "case ref",
    "cert",
    "certificate",
    "court no",
    "dinner account",
    "dinner card",
    "dinner no",
    "dinner number",
    "employee",
    "employee no",
    "file no",
    "fob",
    "id",
    "id no",
    "id number",
    "incident",
    "learner",
    "learner no",
    "learner number",
    "library card",
    "locker",
    "member",
    "membership",
    "membership no",
    "no",
    "number",
    "nos",
    "numbers",
    "oyster",
    "passport",
    "passport no",
    "passport number",
    "passports",
    "ref",
    "reference",
    "referral",
    "rhif",
    "roll no",
    "roll number",
    "swipe card",
    "till no",
    "travel card",
    "zip card",
];

/// Less than anything that knows the number by its form.
const SURE: f32 = 0.6;

fn certain(place: &Place<'_, '_>) -> Option<Match> {
    let span = number_after(place, WORDS_BETWEEN)?;
    Some(Match { span, score: Score::always(SURE) })
}

/// Three groups of three, by which an employer sees somebody's right to work. GOV.UK, "View a job applicant's right to work details".
fn share_code(place: &Place<'_, '_>) -> Option<Match> {
    let code = place.value()?.read("XXX XXX XXX")?;
    code.chars().iter().any(u8::is_ascii_digit).then_some(Match { span: code.span, score: Score::always(0.9) })
}

/// Too little by itself: `beside::raise_by_company` adds what the company says.
fn of_whoever_is_named(place: &Place<'_, '_>) -> Option<Match> {
    let span = number_after(place, 0)?;
    Some(Match { span, score: Score::always(0.4) })
}

/// So many words may stand between: "police ref for the gate, CAD 3382".
const WORDS_BETWEEN: usize = 3;

/// The first number after the word, past what introduces it, and at most so many words, within the clause.
fn number_after(place: &Place<'_, '_>, mut words: usize) -> Option<Span> {
    let mut at = place.value()?.at;
    loop {
        let chunk = Chunk::at(place.tokens, at)?;
        if chunk.digits > 0 {
            return number_at(place.tokens, &chunk, at);
        }
        let ends_clause = place.tokens[chunk.end - 1].shape == Shape::Mark;
        words = words.checked_sub(1).filter(|_| !ends_clause)?;
        at = chunk.end;
    }
}

/// The number that this chunk begins: three digits at least, more groups of digits after a space belong to it.
fn number_at(tokens: &Tokens<'_>, chunk: &Chunk, at: usize) -> Option<Span> {
    let is_group = |n: &usize| {
        tokens[*n].shape == Shape::Number && tokens[*n].gap == Gap::Space && (2..=4).contains(&tokens[*n].len())
    };
    let is_bare = chunk.letters == 0 && tokens[chunk.end - 1].end() == chunk.span.end;
    let groups = (chunk.end..tokens.len()).take_while(is_group).take_while(|_| is_bare).count();
    let span = if groups > 0 { tokens.span(at, chunk.end + groups - 1) } else { chunk.span };
    let digits: usize = chunk.digits + (chunk.end..chunk.end + groups).map(|n| tokens[n].len()).sum::<usize>();
    (digits >= 3 && is_number(tokens.slice(span))).then_some(span)
}

/// Four signs at least, and neither a year nor a date nor a sum.
fn is_number(text: &str) -> bool {
    let is_of_numbers = |byte: u8| byte.is_ascii_alphanumeric() || b"-/# ".contains(&byte);
    let strokes = text.bytes().filter(|byte| *byte == b'/').count();
    let is_date = strokes > 0
        && text.len() <= [0, 5, 10][strokes.min(2)]
        && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'/');
    let is_year = text.len() == 4 && text.parse().is_ok_and(|year: u32| (1900..2100).contains(&year));
    (4..=24).contains(&text.len()) && text.bytes().all(is_of_numbers) && !is_date && !is_year
}
