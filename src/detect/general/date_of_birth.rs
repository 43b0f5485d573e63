//! Dates of birth: a date beside a word for one, or of a pupil's years within a record of a person (see [`crate::detect::beside`]).
//! Every other date is nobody's.

use crate::detect::code::Place;
use crate::detect::kind::{Kind, Severity};
use crate::detect::recogniser::{How, Match, Profile, Recogniser, Score};
use crate::detect::scan::{Shape, Token};
use crate::span::Span;

/// Dates of birth.
pub const DATE_OF_BIRTH: Recogniser = Recogniser {
    profile: Profile { kind: Kind::DateOfBirth, label: "Date of birth", severity: Severity::Personal },
    how: &[How::Number(day_or_year_first), How::Phrase(MONTHS, month_first)],
    context: &["dob", "d o b", "date of birth", "birth date", "birthdate", "born", "birthday", "d of b", "birth"],
};

/// What a date of a pupil's years scores until a record of a person around it says more.
pub const PLAUSIBLE: f32 = 0.25;

/// A date as it is written.
struct Date {
    day: u32,
    month: u32,
    /// `None` for a birthday.
    year: Option<u32>,
    /// One past its last byte.
    end: usize,
}

impl Date {
    fn found(self, start: usize) -> Option<Match> {
        let is_date = (1..=31).contains(&self.day) && (1..=12).contains(&self.month);
        let score = match self.year {
            Some(2003..=2023) => Score { alone: PLAUSIBLE, in_context: 0.97 },
            Some(1920..=2026) => Score { alone: PLAUSIBLE / 2.0, in_context: 0.97 },
            Some(_) => return None,
            None => Score::only_in_context(0.6),
        };
        is_date.then_some(Match { span: Span::new(start, self.end), score })
    }
}

/// `2011-04-28`, `26/08/2008`, `25.01.18`, `16 December 2008`, `20th August 2017`, `28-Mar-2017`.
fn day_or_year_first(place: &Place<'_, '_>) -> Option<Match> {
    let first = place.token();
    if let Some(date) = spaced(place) {
        return Some(Match { score: Score::only_in_context(0.9), ..date.found(first.start())? });
    }
    let date = match first.len() {
        4 => year_first(place)?,
        1 | 2 => numbers(place).or_else(|| day_and_month(place))?,
        _ => return None,
    };
    place.is_clear_after(date.end).then_some(())?;
    let found = date.found(first.start())?;
    let score = if is_after_b(place) { Score::always(found.score.in_context) } else { found.score };
    Some(Match { score, ..found })
}

/// `b. 12 Jan 2014`: the letter alone says as much as "born", if nothing stands between.
fn is_after_b(place: &Place<'_, '_>) -> bool {
    let is_b =
        |back: usize| place.back(back).is_some_and(|token| token.len() == 1 && matches!(token.lead, b'b' | b'B'));
    place.back(1).is_some_and(|dot| dot.is_mark(b'.') && dot.touches()) && is_b(2)
}

fn year_first(place: &Place<'_, '_>) -> Option<Date> {
    let (month, day) = (number(place, 2, 2)?, number(place, 4, 2)?);
    is_one_separator(place).then_some(())?;
    Some(Date { day, month, year: number(place, 0, 4), end: place.ahead(4)?.end() })
}

fn numbers(place: &Place<'_, '_>) -> Option<Date> {
    let (day, month) = (number(place, 0, 2)?, number(place, 2, 2)?);
    is_one_separator(place).then_some(())?;
    let year = place.ahead(4)?;
    Some(Date { day, month, year: Some(full_year(place, year)?), end: year.end() })
}

/// `19 05 1971`, `07 / 07 / 2015`, which are dates only where one is spoken of.
fn spaced(place: &Place<'_, '_>) -> Option<Date> {
    let step =
        1 + usize::from(place.ahead(1)?.is_mark(b'/') && !place.ahead(1)?.touches() && place.ahead(3)?.is_mark(b'/'));
    let (day, month, year) = (number(place, 0, 2)?, number(place, step, 2)?, place.ahead(2 * step)?);
    (year.len() == 4).then_some(())?;
    Some(Date { day, month, year: Some(full_year(place, year)?), end: year.end() })
}

/// Whether the same `/`, `.` or `-` stands between the three numbers, without spaces.
fn is_one_separator(place: &Place<'_, '_>) -> bool {
    let (Some(first), Some(second)) = (place.ahead(1), place.ahead(3)) else { return false };
    matches!(first.lead, b'/' | b'.' | b'-')
        && first.lead == second.lead
        && (1..=4).all(|n| place.ahead(n).is_some_and(Token::touches))
}

fn day_and_month(place: &Place<'_, '_>) -> Option<Date> {
    let day = number(place, 0, 2)?;
    let mut next = 1;
    next += usize::from(place.ahead(next).is_some_and(|token| token.touches() && is_ordinal(place, token)));
    next += usize::from(
        place
            .ahead(next)
            .is_some_and(|token| token.is_mark(b'-') || token.is_mark(b'/') || place.tokens.of(token) == "of"),
    );
    let month_token = place.ahead(next).filter(|token| token.len() >= 3 && token.is_word())?;
    let month = month(place.tokens.of(month_token))?;
    let mut after = next + 1;
    after += usize::from(place.ahead(after).is_some_and(|token| matches!(token.lead, b'-' | b',' | b'/' | b'.')));
    match place.ahead(after).and_then(|token| Some((full_year(place, token)?, token.end()))) {
        Some((year, end)) => Some(Date { day, month, year: Some(year), end }),
        None => Some(Date { day, month, year: None, end: month_token.end() }),
    }
}

/// `March 3rd, 2012`.
fn month_first(place: &Place<'_, '_>) -> Option<Match> {
    let month = month(place.tokens.of(place.token()))?;
    let day = number(place, 1, 2)?;
    let mut next = 2 + usize::from(place.ahead(2).is_some_and(|token| token.touches() && is_ordinal(place, token)));
    next += usize::from(place.ahead(next).is_some_and(|token| token.is_mark(b',')));
    let year = place.ahead(next)?;
    let date = Date { day, month, year: Some(full_year(place, year).filter(|_| year.len() == 4)?), end: year.end() };
    date.found(place.token().start())
}

/// The number `ahead`, of at most so many digits.
fn number(place: &Place<'_, '_>, ahead: usize, digits: usize) -> Option<u32> {
    let token = place.ahead(ahead).filter(|token| token.shape == Shape::Number && token.len() <= digits)?;
    place.tokens.of(token).parse().ok()
}

/// A year of four digits, or of two: up to 26 in this century.
fn full_year(place: &Place<'_, '_>, token: &Token) -> Option<u32> {
    let year: u32 = place.tokens.of(token).parse().ok().filter(|_| token.shape == Shape::Number)?;
    let is_hour = || place.tokens.text.as_bytes().get(token.end()) == Some(&b':');
    match (token.len(), year) {
        (2, _) if is_hour() => None,
        (4, year) => Some(year),
        (2, year @ 0..=26) => Some(2000 + year),
        (2, year) => Some(1900 + year),
        _ => None,
    }
}

fn is_ordinal(place: &Place<'_, '_>, token: &Token) -> bool {
    matches!(place.tokens.of(token), "st" | "nd" | "rd" | "th" | "ST" | "ND" | "RD" | "TH")
}

/// A month from its name, or from its first letters, three or more.
fn month(word: &str) -> Option<u32> {
    let is_this = |name: &&str| name.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    let place = MONTHS.iter().take(12).position(is_this).filter(|_| word.len() >= 3);
    place.or_else(|| word.eq_ignore_ascii_case("sept").then_some(8)).map(|place| place as u32 + 1)
}

const MONTHS: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "oct",
    "nov",
    "dec",
];
