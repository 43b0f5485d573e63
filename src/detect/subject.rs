//! Whose data a finding is: a pupil's, a relative's or a member of staff's, from the words beside a name.

use super::scan::{Shape, Token, Tokens};
use super::{Finding, Kind, Subject};

/// Gives names of no known subject the one that the words beside them tell, and every other finding that of the nearest name before it on its line.
pub fn assign(tokens: &Tokens<'_>, findings: &mut [Finding]) {
    let mut at = 0;
    let mut last: Option<(usize, Subject)> = None;
    for finding in findings.iter_mut() {
        while tokens.get(at).is_some_and(|token| token.start() < finding.span.start) {
            if tokens[at].shape == Shape::Newline {
                last = None;
            }
            at += 1;
        }
        if finding.kind == Kind::PersonName && finding.subject == Subject::Unknown {
            finding.subject = of_name(tokens, at, finding);
        }
        match (finding.kind, finding.subject, last) {
            (Kind::PersonName, subject, _) => last = Some((finding.span.end, subject)),
            (_, Subject::Unknown, Some((end, subject))) if finding.span.start.saturating_sub(end) < 120 => {
                finding.subject = subject
            }
            _ => {}
        }
    }
}

/// From up to three words before the name and three after, on its line.
fn of_name(tokens: &Tokens<'_>, at: usize, finding: &Finding) -> Subject {
    let is_break = |token: &&Token| token.shape == Shape::Newline || token.is_mark(b'|') || token.is_mark(b'\t');
    let before = tokens[..at].iter().rev().take_while(|token| !is_break(token)).take(3);
    let after = tokens[at..]
        .iter()
        .skip_while(|token| token.start() < finding.span.end)
        .take_while(|token| !is_break(token))
        .take(3);
    let inside = tokens[at..].iter().take_while(|token| token.start() < finding.span.end).take(2);
    before
        .chain(inside)
        .chain(after)
        .filter(|token| token.is_word())
        .find_map(|token| of_word(tokens.of(token)))
        .unwrap_or(Subject::Unknown)
}

fn of_word(word: &str) -> Option<Subject> {
    let is_one_of = |words: &[&str]| words.iter().any(|other| other.eq_ignore_ascii_case(word));
    let subjects = [(FAMILY, Subject::Family), (STAFF, Subject::Staff), (PUPIL, Subject::Pupil)];
    subjects.into_iter().find(|(words, _)| is_one_of(words)).map(|(_, subject)| subject)
}

const FAMILY: &[&str] = &[
    "mum",
    "mother",
    "dad",
    "father",
    "parent",
    "parents",
    "carer",
    "guardian",
    "nan",
    "gran",
    "grandmother",
    "grandfather",
    "grandad",
    "aunt",
    "auntie",
    "uncle",
    "stepdad",
    "stepmum",
    "stepfather",
    "stepmother",
    "brother",
    "sister",
    "sibling",
    "wife",
    "husband",
    "mam",
    "nana",
    "foster",
];

const STAFF: &[&str] = &[
    "mr",
    "mrs",
    "miss",
    "ms",
    "mx",
    "dr",
    "sir",
    "teacher",
    "tutor",
    "ta",
    "senco",
    "sendco",
    "alnco",
    "headteacher",
    "head",
    "deputy",
    "dsl",
    "ddsl",
    "hlta",
    "lsa",
    "governor",
    "bursar",
    "caretaker",
    "cover",
    "staff",
    "colleague",
    "coach",
    "technician",
    "librarian",
];

const PUPIL: &[&str] = &[
    "pupil",
    "student",
    "learner",
    "child",
    "candidate",
    "tutee",
    "son",
    "daughter",
    "boy",
    "girl",
    "for",
    "year",
    "upn",
];
