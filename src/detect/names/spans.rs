//! From words that are likely names to findings: whole names, with their scores.

use super::common;
use super::list::Class;
use super::lore::Lore;
use super::reading::Reading;
use super::{Finding, Kind};
use crate::detect::Subject;
use crate::detect::scan::{Gap, Shape, key};

/// The log-odds from which a word is taken for part of a name; below 0, for a name missed costs more than one too many.
const ENOUGH: f32 = -0.7;

/// Joins neighbouring words of a name to one finding.
pub(super) fn findings(reading: &Reading<'_, '_>, odds: &[Option<f32>]) -> Vec<Finding> {
    let is_name = |i: usize| {
        odds.get(i).copied().flatten().is_some_and(|odds| odds > enough(reading, i))
            && !is_calendar(reading, i)
            && !is_figures_initial(reading, i)
    };
    let mut names = Vec::new();
    let mut i = 0;
    while i < odds.len() {
        if !is_name(i) {
            i += 1;
            continue;
        }
        let mut last = i;
        while let Some(next) = joined(reading, last).filter(|&next| is_name(next)) {
            last = next;
        }
        names.push((i, last));
        i = last + 1;
    }
    let mut names = with_initials(reading, turned(reading, names));
    names.retain(|&(first, last)| first < last || !is_stray_initial(reading, first));
    names.into_iter().map(|(first, last)| finding(reading, odds, first, last)).collect()
}

/// Makes one name of `Khan, Amira`: two names over a comma, the first a surname, no list before or after.
fn turned(reading: &Reading<'_, '_>, names: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
    let mut turned: Vec<(usize, usize)> = Vec::with_capacity(names.len());
    let mut is_listed = false;
    for (n, &(first, last)) in names.iter().enumerate() {
        let follows = turned.last().is_some_and(|before| comma_between(reading, before.1, first));
        let goes_on = names.get(n + 1).is_some_and(|next| next.0 == last + 2 && is_list_mark(reading, last + 1));
        match turned.last_mut() {
            Some(before) if follows && !is_listed && !goes_on && is_turned(reading, *before, (first, last)) => {
                before.1 = last;
                is_listed = false;
            }
            _ => {
                turned.push((first, last));
                is_listed = follows;
            }
        }
    }
    turned
}

fn comma_between(reading: &Reading<'_, '_>, last: usize, first: usize) -> bool {
    first == last + 2 && reading.tokens[last + 1].is_mark(b',') && reading.tokens[first].gap != Gap::Wide
}

fn is_list_mark(reading: &Reading<'_, '_>, at: usize) -> bool {
    reading.tokens[at].is_mark(b',') || reading.tokens[at].is_mark(b'&') || reading.facts[at].key == key("and")
}

/// Whether the first is a surname, by its capitals or by being borne as one more than the second, and no title says otherwise.
fn is_turned(reading: &Reading<'_, '_>, surname: (usize, usize), forename: (usize, usize)) -> bool {
    let [one, other] = [surname.1, forename.0].map(|i| (reading.tokens[i].shape, reading.facts[i].class));
    let is_one_part = (surname.0..surname.1).all(|i| joined(reading, i) != Some(i + 1) || is_small(reading, i));
    let has_title = surname.0.checked_sub(1).is_some_and(|at| common::is_title(reading.facts[at].key));
    let leans = |class: Class| i16::from(class.surname()) - i16::from(class.forename());
    let by_list = one.0 != Shape::Lower
        && (leans(one.1) > 0 && leans(other.1) <= 0 || one.1.forename() == 0 && leans(other.1) < 0);
    let by_capitals = one.0 == Shape::Upper && other.0 == Shape::Capitalised;
    let by_place = one.0 != Shape::Lower
        && leans(one.1) >= leans(other.1)
        && begins_entry(reading, surname.0)
        && ends_entry(reading, forename.1);
    is_one_part && !has_title && (by_capitals || by_list || by_place)
}

/// Whether a line, a quotation or what a dash or colon leads to begins here.
fn begins_entry(reading: &Reading<'_, '_>, first: usize) -> bool {
    let Some(before) = first.checked_sub(1).map(|at| &reading.tokens[at]) else { return true };
    before.shape == Shape::Newline
        || before.shape == Shape::Mark && matches!(before.lead, b'"' | b'-' | b':' | b'*' | b'|' | b'\t')
}

/// Whether a line or a quotation ends here, or a number follows.
fn ends_entry(reading: &Reading<'_, '_>, last: usize) -> bool {
    let Some(after) = reading.token(last + 1) else { return true };
    let is_number = |at: usize| reading.token(at).is_some_and(|token| token.shape == Shape::Number);
    let ends =
        after.shape == Shape::Newline || after.shape == Shape::Mark && matches!(after.lead, b'"' | b'|' | b'(' | b'\t');
    ends || is_number(last + 1) || after.is_mark(b',') && is_number(last + 2)
}

fn is_small(reading: &Reading<'_, '_>, i: usize) -> bool {
    common::is_particle(reading.facts[i].key)
}

/// Takes in the initials around a name: `J. O'Brien`, `Hoi Yan V`.
fn with_initials(reading: &Reading<'_, '_>, names: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
    let mut wider: Vec<(usize, usize)> = Vec::with_capacity(names.len());
    for (n, &(first, last)) in names.iter().enumerate() {
        let free_from = wider.last().map_or(0, |before| before.1 + 1);
        let next = names.get(n + 1).map_or(usize::MAX, |next| next.0);
        wider.push((initials_before(reading, first, free_from), initial_after(reading, last, next)));
    }
    wider
}

/// The first of up to three initials before a name, each with its stop.
fn initials_before(reading: &Reading<'_, '_>, first: usize, free_from: usize) -> usize {
    let is_dotted = |&initial: &usize| {
        let (token, dot, next) = (&reading.tokens[initial], &reading.tokens[initial + 1], &reading.tokens[initial + 2]);
        token.shape == Shape::Initial
            && reading.facts[initial].candidate
            && dot.is_mark(b'.')
            && dot.touches()
            && next.gap != Gap::Wide
    };
    let back = (1..=3).map_while(|back| first.checked_sub(2 * back).filter(|&at| at >= free_from));
    back.take_while(is_dotted).last().unwrap_or(first)
}

/// One capital that ends a phrase, and is no word of its own.
fn initial_after(reading: &Reading<'_, '_>, last: usize, next: usize) -> usize {
    let is_initial = reading.token(last + 1).is_some_and(|token| {
        token.shape == Shape::Initial && token.gap == Gap::Space && !matches!(token.lead, b'I' | b'A')
    });
    let ends = reading.token(last + 2).is_none_or(|token| {
        token.shape == Shape::Newline || token.gap != Gap::None || token.shape == Shape::Mark && token.lead != b'/'
    });
    let is_word = reading.tokens[last].is_capital() && reading.tokens[last].len() > 1;
    if is_initial && ends && is_word && last + 1 < next { last + 1 } else { last }
}

/// A word in small letters that no list knows is seldom a name.
fn enough(reading: &Reading<'_, '_>, i: usize) -> f32 {
    let is_unknown = reading.tokens[i].shape == Shape::Lower && !reading.facts[i].class.is_name();
    if is_unknown { -ENOUGH } else { ENOUGH }
}

/// A letter alone: an answer, a key, a code. One that does something may be a pupil: `J has an EHCP`.
fn is_stray_initial(reading: &Reading<'_, '_>, i: usize) -> bool {
    let acts = reading.token(i + 1).is_some_and(|next| next.gap == Gap::Space && next.shape == Shape::Lower)
        && VERBS.contains(&reading.facts[i + 1].key);
    reading.tokens[i].shape == Shape::Initial && !acts || is_middle_initial(reading, i)
}

/// What tells of somebody.
const VERBS: [u32; 12] = [
    key("has"),
    key("is"),
    key("was"),
    key("had"),
    key("said"),
    key("says"),
    key("told"),
    key("needs"),
    key("came"),
    key("went"),
    key("will"),
    key("hit"),
];

/// The letter in `Lyndon B. Johnson`, once the tagger has left the rest alone.
fn is_middle_initial(reading: &Reading<'_, '_>, i: usize) -> bool {
    let is_capital = |at: Option<usize>| {
        at.and_then(|at| reading.token(at)).is_some_and(|token| token.is_capital() && token.len() > 1)
    };
    reading.tokens[i].shape == Shape::Initial
        && reading.token(i + 1).is_some_and(|dot| dot.is_mark(b'.'))
        && (is_capital(i.checked_sub(1)) || is_capital(Some(i + 2)))
}

/// The letter in `Georgia O'Keeffe`.
fn is_figures_initial(reading: &Reading<'_, '_>, i: usize) -> bool {
    reading.tokens[i].shape == Shape::Initial && reading.facts[i].lore.is(Lore::FIGURE)
}

/// A month beside a number, or a day: `3rd June`, `August 2014`.
fn is_calendar(reading: &Reading<'_, '_>, i: usize) -> bool {
    let is_number =
        |at: Option<usize>| at.and_then(|at| reading.token(at)).is_some_and(|token| token.shape == Shape::Number);
    let key = reading.facts[i].key;
    if !MONTHS.contains(&key) {
        return DAYS.contains(&key);
    }
    let ordinal =
        i.checked_sub(1).is_some_and(|at| ORDINALS.contains(&reading.facts[at].key) && reading.tokens[at].touches());
    let is_dated = i.checked_sub(1).is_some_and(|at| DATING.contains(&reading.facts[at].key));
    let dash = i.checked_sub(1).is_some_and(|at| reading.tokens[at].is_mark(b'-'));
    let before = if ordinal || dash { i.checked_sub(2) } else { i.checked_sub(1) };
    let is_month =
        |at: Option<usize>| at.is_some_and(|at| reading.facts.get(at).is_some_and(|facts| MONTHS.contains(&facts.key)));
    let is_listed = is_month(i.checked_sub(2)) || is_month(Some(i + 2));
    is_dated || is_listed || is_number(before) || is_number(Some(i + 1)) || DAYS.contains(&key)
}

/// Words that a month follows, and a name does not.
const DATING: [u32; 10] = [
    key("in"),
    key("since"),
    key("until"),
    key("till"),
    key("during"),
    key("last"),
    key("next"),
    key("early"),
    key("late"),
    key("mid"),
];

const ORDINALS: [u32; 4] = [key("st"), key("nd"), key("rd"), key("th")];

const MONTHS: [u32; 14] = [
    key("january"),
    key("february"),
    key("march"),
    key("april"),
    key("may"),
    key("june"),
    key("july"),
    key("august"),
    key("september"),
    key("october"),
    key("november"),
    key("december"),
    key("jan"),
    key("nov"),
];

/// Days, and the months that nobody is called, in full and in short.
#[rustfmt::skip]
const DAYS: [u32; 27] = [
    key("monday"), key("tuesday"), key("wednesday"), key("thursday"), key("friday"), key("saturday"), key("sunday"),
    key("mon"), key("tue"), key("tues"), key("wed"), key("weds"), key("thu"), key("thur"), key("thurs"), key("fri"),
    key("january"), key("february"), key("september"), key("october"), key("november"), key("december"),
    key("feb"), key("sept"), key("oct"), key("nov"), key("dec"),
];

/// The word that continues a name after token `at`: over a space, a hyphen or an apostrophe, or the full stop of an initial.
fn joined(reading: &Reading<'_, '_>, at: usize) -> Option<usize> {
    let next = reading.token(at + 1)?;
    if next.is_word() {
        return (next.gap != Gap::Wide).then(|| over_particles(reading, at + 1));
    }
    let over = reading.token(at + 2).filter(|token| token.is_word())?;
    let dotted = next.is_mark(b'.') && reading.tokens[at].shape == Shape::Initial && over.gap != Gap::Wide;
    let linked = (next.is_mark(b'-') || next.is_mark(b'\'')) && next.touches() && over.touches();
    (dotted || linked).then_some(at + 2)
}

/// The word after up to three small words of a surname, if they lead to one with a capital.
fn over_particles(reading: &Reading<'_, '_>, at: usize) -> usize {
    let small =
        (at..at + 3).take_while(|&i| reading.token(i).is_some_and(|token| token.is_word()) && is_small(reading, i));
    let over = at + small.count();
    if over > at && reading.token(over).is_some_and(|token| token.is_capital() && token.gap == Gap::Space) {
        over
    } else {
        at
    }
}

fn finding(reading: &Reading<'_, '_>, odds: &[Option<f32>], first: usize, last: usize) -> Finding {
    let best = (first..=last).filter_map(|i| odds[i]).fold(ENOUGH, f32::max);
    Finding {
        kind: Kind::PersonName,
        span: reading.tokens.span(first, last),
        score: 1.0 / (1.0 + (ENOUGH - best).exp()),
        subject: Subject::Unknown,
    }
}
