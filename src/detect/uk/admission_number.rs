//! A school's own numbers and names for a person: admission number, pupil or staff id, user name. Their form is each school's, so the words before tell them.

use crate::detect::code::Place;
use crate::detect::kind::{Kind, Severity};
use crate::detect::recogniser::{How, Match, Profile, Recogniser, Score};
use crate::detect::scan::Shape;
use crate::span::Span;

/// Admission numbers and other ids that a school gives.
pub const ADMISSION_NUMBER: Recogniser = Recogniser {
    profile: Profile { kind: Kind::AdmissionNumber, label: "Admission number", severity: Severity::Personal },
    how: &[How::Phrase(WORDS, read)],
    context: &[],
};

const WORDS: &[&str] = &[
    "admission number",
    "admission no",
    "adm number",
    "admission numbers",
    "adm no",
    "adm nos",
    "adno",
    "admno",
    "adm",
    "admission",
    "mis id",
    "pupil id",
    "student id",
    "student number",
    "person id",
    "staff id",
    "staff code",
    "payroll",
    "payroll no",
    "payroll number",
    "employee number",
    "username",
    "user name",
    "user id",
];

/// A value of four characters or more with a digit in it. A published admission number is how many places a school has.
fn read(place: &Place<'_, '_>) -> Option<Match> {
    if (1..=2).filter_map(|back| place.back(back)).any(|word| is_of_places(place.tokens.of(word))) {
        return None;
    }
    let value = place.value()?;
    let (mut end, mut has_digit) = (value.at, false);
    while let Some(token) =
        value.tokens.get(end).filter(|token| is_part(token.shape, token.lead) && (end == value.at || token.touches()))
    {
        has_digit |= token.shape == Shape::Number;
        end += 1;
    }
    (end > value.at).then_some(())?;
    let span = Span::new(value.token().start(), value.tokens[end - 1].end());
    let is_value = has_digit && (4..=20).contains(&(span.end - span.start)) && value.is_clear_after(span.end);
    is_value.then_some(Match { span, score: Score::always(0.8) })
}

fn is_part(shape: Shape, lead: u8) -> bool {
    shape <= Shape::Number || (shape == Shape::Mark && matches!(lead, b'-' | b'_'))
}

fn is_of_places(word: &str) -> bool {
    ["published", "planned"].iter().any(|other| word.eq_ignore_ascii_case(other))
}
