//! Street addresses: a number, a name and a word for a street; or a flat, its house and what follows.

use crate::detect::code::Place;
use crate::detect::kind::{Kind, Severity};
use crate::detect::recogniser::{ENOUGH, How, Match, Profile, Recogniser, Score};
use crate::detect::scan::{Shape, Token, Tokens};
use crate::detect::words::Words;
use crate::detect::{Finding, Subject};
use crate::span::Span;

/// Street addresses.
pub const ADDRESS: Recogniser = Recogniser {
    profile: Profile { kind: Kind::Address, label: "Address", severity: Severity::Personal },
    how: &[
        How::Phrase(STREETS, street),
        How::Phrase(STRYDOEDD, stryd),
        How::Phrase(&["flat", "apartment", "apt"], flat),
    ],
    context: &["address", "live", "lives", "lived", "living", "home", "moved to", "resides", "staying at"],
};

const STREETS: &[&str] = &[
    "road", "rd", "street", "st", "avenue", "ave", "lane", "ln", "close", "drive", "crescent", "cres", "gardens",
    "gdns", "terrace", "terr", "way", "court", "place", "grove", "square", "walk", "mews", "hill", "view", "rise",
    "row", "parade", "mount", "croft", "green", "park", "wharf", "yard", "fold", "gate", "heights", "vale", "bank",
    "end", "broadway", "meadow", "meadows", "fields", "cottages", "villas", "quay", "drove", "brae", "brow", "wynd",
    "garth",
];

/// Welsh words for a street, which stand before its name.
const STRYDOEDD: &[&str] = &["heol", "ffordd", "stryd", "lôn", "clos", "maes", "rhodfa", "sgwâr"];

/// Reads back from the word for a street to the house's number, and on to the town.
fn street(place: &Place<'_, '_>) -> Option<Match> {
    let names = (1..=3).take_while(|&back| place.back(back).is_some_and(|token| is_name(place, token))).count();
    let number = place.back(names + 1)?;
    let house = match number.shape {
        Shape::Number => names + 1,
        _ if number.touches() && number.is_word() && number.len() == 1 => names + 2,
        _ => return None,
    };
    let digits = place.back(house).filter(|token| token.shape == Shape::Number && token.len() <= 4)?;
    if names == 0 || is_ruled_out(place, house) || is_part_of_more(place, house, digits) {
        return None;
    }
    let is_capital = place.token().is_capital() && place.back(1).is_some_and(Token::is_capital);
    let score = if is_capital { Score { alone: 0.8, in_context: 0.95 } } else { Score::only_in_context(0.8) };
    Some(Match { span: place.tokens.span(place.at - house, town(place, place.at)), score })
}

/// "3 Heol y Felin, Llanelli".
fn stryd(place: &Place<'_, '_>) -> Option<Match> {
    let is_word = |token: &Token| token.is_capital() || matches!(place.tokens.of(token), "y" | "yr" | "r" | "'");
    let words = (1..=4).take_while(|&n| place.ahead(n).is_some_and(is_word)).count();
    place.back(1).filter(|token| token.shape == Shape::Number && token.len() <= 4 && !token.touches() && words > 0)?;
    let span = place.tokens.span(place.at - 1, town(place, place.at + words));
    Some(Match { span, score: Score { alone: 0.8, in_context: 0.95 } })
}

/// Whether the number is a part of a code or of a time: `B12`, `08:12 Cardiff Rd`.
fn is_part_of_more(place: &Place<'_, '_>, house: usize, digits: &Token) -> bool {
    let before = |back: usize| place.back(house + back);
    digits.touches()
        && before(1).is_some_and(|token| {
            token.is_word()
                || token.touches()
                    && matches!(token.lead, b':' | b'.')
                    && before(2).is_some_and(|token| token.shape == Shape::Number)
        })
}

/// "Flat 3, Cedar Court, Ashgrove, Derry".
fn flat(place: &Place<'_, '_>) -> Option<Match> {
    place.ahead(1).filter(|token| token.shape == Shape::Number && token.len() <= 4)?;
    let end = town(place, place.at + 1);
    let score = if end > place.at + 2 { Score { alone: 0.8, in_context: 0.95 } } else { Score::only_in_context(0.7) };
    Some(Match { span: place.tokens.span(place.at, end), score })
}

/// A word of a street's name; in a street with a capital the small ones are "of" and the like: "35 corner of Elm Rd" is none.
fn is_name(place: &Place<'_, '_>, token: &Token) -> bool {
    let word = place.tokens.of(token);
    let is_small_word = matches!(word, "the" | "a" | "this" | "our" | "that" | "main" | "pupils" | "way");
    let is_out_of_case =
        token.shape == Shape::Lower && place.token().is_capital() && !matches!(word, "of" | "y" | "s" | "and");
    let is_house_letter = token.touches() && token.len() == 1 && token.shape == Shape::Initial;
    token.is_word() && !is_house_letter && !is_small_word && !is_out_of_case || token.is_mark(b'\'')
}

const FAMOUS: [&str; 6] = [
    "10 Downing Street",
    "11 Downing Street",
    "221B Baker Street",
    "4 Privet Drive",
    "12 Grimmauld Place",
    "32 Windsor Gardens",
];

/// Numbers before a street that are not of a house, and houses that everybody knows.
fn is_ruled_out(place: &Place<'_, '_>, house: usize) -> bool {
    let before = place.back(house + 1).map_or("", |token| place.tokens.of(token));
    let famous = place.tokens.slice(place.tokens.span(place.at - house, place.at));
    let is_counted = ["year", "class", "bus", "page", "chapter", "room", "stage", "ks", "route", "grade"]
        .iter()
        .any(|word| before.eq_ignore_ascii_case(word));
    is_counted || FAMOUS.contains(&famous) || famous.contains(" Any ")
}

/// The last token of the parts after `from`, each a comma (or space) and up to three capitalised words.
fn town(place: &Place<'_, '_>, from: usize) -> usize {
    let mut end = from;
    for _ in 0..4 {
        let comma = usize::from(place.tokens.get(end + 1).is_some_and(|token| token.is_mark(b',')));
        let at_number =
            place.tokens.get(end + 1 + comma).is_some_and(|token| token.shape == Shape::Number && token.len() <= 3);
        let first = end + 1 + comma + usize::from(at_number);
        let words = (0..3)
            .take_while(|n| {
                place
                    .tokens
                    .get(first + n)
                    .is_some_and(|token| matches!(token.shape, Shape::Capitalised | Shape::Mixed))
            })
            .count();
        let is_code_ahead =
            place.tokens.get(first + words).is_some_and(|token| token.touches() && token.shape == Shape::Number);
        if words == 0 || comma == 0 || is_code_ahead {
            break;
        }
        end = first + words - 1;
    }
    end
}

/// Houses with a name and no number, by the postcode after them: `The Old Forge, Church Lane, Ampleforth YO62 4ZZ`.
/// `findings`, sorted, hold the postcodes, and the addresses that are known already.
pub fn before_postcodes(tokens: &Tokens<'_>, findings: &[Finding]) -> Vec<Finding> {
    let is_known = |n: usize, span: Span| {
        let mut before = findings[..n].iter().rev().take(LONGEST);
        before.any(|other| other.kind == Kind::Address && other.score >= ENOUGH && other.span.overlaps(span))
    };
    let postcodes =
        findings.iter().enumerate().filter(|(_, other)| other.kind == Kind::Postcode && other.score >= ENOUGH);
    let spans = postcodes
        .filter_map(|(n, postcode)| before_postcode(tokens, postcode.span.start).filter(|span| !is_known(n, *span)));
    spans.map(|span| Finding { kind: Kind::Address, span, score: 0.96, subject: Subject::Unknown }).collect()
}

/// Tokens of an address before its postcode, at most.
const LONGEST: usize = 16;

/// From the first part that is a house or a street to the last before the postcode.
fn before_postcode(tokens: &Tokens<'_>, start: usize) -> Option<Span> {
    let postcode = tokens.partition_point(|token| token.start() < start);
    let end = postcode.checked_sub(1 + usize::from(tokens[postcode.checked_sub(1)?].is_mark(b',')))?;
    let is_part = |token: &Token| {
        token.is_capital() || token.shape == Shape::Number || token.is_mark(b',') || is_small(tokens, token)
    };
    let length = tokens[..=end].iter().rev().take(LONGEST).take_while(|token| is_part(token)).count();
    let first = end + 1 - length;
    let begins = |&at: &usize| at == first || tokens[at - 1].is_mark(b',');
    let parts: Vec<usize> = (first..=end).filter(begins).filter(|&at| tokens[at].is_capital()).collect();
    let is_house_part = |at: usize| {
        let part = tokens[at..=end].iter().take_while(|token| !token.is_mark(b','));
        part.into_iter().any(is_house)
    };
    let house = parts.iter().find(|&&at| is_house_part(at))?;
    parts.last().is_some_and(|town| town > house).then(|| tokens.span(*house, end))
}

fn is_small(tokens: &Tokens<'_>, token: &Token) -> bool {
    token.is_mark(b'\'')
        || token.is_mark(b'-')
        || matches!(tokens.of(token), "y" | "yr" | "the" | "of" | "on" | "under" | "upon" | "s" | "in")
}

/// Words for a house; a street does as well.
static HOUSES: Words<48> = Words::new(&[
    "barn",
    "barns",
    "bungalow",
    "byre",
    "caravan",
    "chapel",
    "cottage",
    "farm",
    "farmhouse",
    "flat",
    "forge",
    "granary",
    "hall",
    "house",
    "lodge",
    "manor",
    "manse",
    "mill",
    "presbytery",
    "rectory",
    "smithy",
    "stables",
    "tŷ",
    "unit",
    "vicarage",
    "villa",
]);
static STREET_WORDS: Words<96> = Words::new(STREETS);
static STRYD_WORDS: Words<16> = Words::new(STRYDOEDD);

fn is_house(token: &Token) -> bool {
    HOUSES.has(token.key) || STREET_WORDS.has(token.key) || STRYD_WORDS.has(token.key)
}
