//! Passports: a UK passport's nine digits beside a word, and the second line of any passport's machine-readable zone. ICAO Doc 9303, part 4.

use crate::detect::code::{Code, Place};
use crate::detect::kind::{Kind, Severity};
use crate::detect::recogniser::{How, Match, Profile, Recogniser, Score};
use crate::span::Span;

/// Passport numbers and machine-readable lines.
pub const PASSPORT: Recogniser = Recogniser {
    profile: Profile { kind: Kind::Passport, label: "Passport", severity: Severity::High },
    how: &[How::Picture(&["999999999"], number), How::Mark(b'<', machine_readable)],
    context: &["passport", "passport no", "passport number"],
};

fn number(_: &Code) -> Option<Score> {
    Some(Score::only_in_context(0.9))
}

const LINE: usize = 44;

/// Looks at the first `<` of a run for the line around it.
fn machine_readable(place: &Place<'_, '_>) -> Option<Match> {
    if place.back(1).is_some_and(|before| before.is_mark(b'<') && place.token().touches()) {
        return None;
    }
    let (bytes, mark) = (place.tokens.text.as_bytes(), place.token().start());
    let before = bytes.get(..mark)?.iter().rev().take(LINE).take_while(|byte| is_of_a_line(**byte)).count();
    let line = bytes.get(mark - before..mark - before + LINE)?;
    let end = mark - before + LINE;
    let is_whole =
        line.iter().all(|byte| is_of_a_line(*byte)) && !bytes.get(end).is_some_and(|byte| is_of_a_line(*byte));
    let is_valid = is_whole
        && [(0, 9), (13, 19), (21, 27)].iter().all(|&(from, to)| has_check(line, from, to))
        && has_composite_check(line);
    is_valid.then_some(Match { span: Span::new(mark - before, end), score: Score::always(0.99) })
}

fn is_of_a_line(byte: u8) -> bool {
    matches!(byte, b'A'..=b'Z' | b'0'..=b'9' | b'<')
}

/// Whether the digit after this field is its check: weights 7, 3, 1, modulus 10.
fn has_check(line: &[u8], from: usize, to: usize) -> bool {
    line.get(to) == Some(&(b'0' + sum(&line[from..to])))
}

/// The last digit checks number, birth, expiry and personal number with their own checks.
fn has_composite_check(line: &[u8]) -> bool {
    let fields = [&line[0..10], &line[13..20], &line[21..43]].concat();
    line.get(43) == Some(&(b'0' + sum(&fields)))
}

fn sum(field: &[u8]) -> u8 {
    let weighed = field.iter().zip([7, 3, 1].iter().cycle()).map(|(&byte, weight)| weight * value(byte)).sum::<u32>();
    (weighed % 10) as u8
}

fn value(byte: u8) -> u32 {
    match byte {
        b'0'..=b'9' => u32::from(byte - b'0'),
        b'A'..=b'Z' => u32::from(byte - b'A') + 10,
        _ => 0,
    }
}
