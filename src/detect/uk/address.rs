//! Street addresses: a number, a name and a word for a street; or a flat, its house and what follows.

use crate::detect::code::Place;
use crate::detect::kind::{Kind, Severity};
use crate::detect::recogniser::{How, Match, Profile, Recogniser, Score};
use crate::detect::scan::{Shape, Token};

/// Street addresses.
pub const ADDRESS: Recogniser = Recogniser {
    profile: Profile { kind: Kind::Address, label: "Address", severity: Severity::Personal },
    how: &[How::Phrase(STREETS, street), How::Phrase(&["flat", "apartment", "apt"], flat)],
    context: &["address", "live", "lives", "lived", "living", "home", "moved to", "resides", "staying at"],
};

const STREETS: &[&str] = &[
    "road", "rd", "street", "st", "avenue", "ave", "lane", "ln", "close", "drive", "crescent", "cres", "gardens",
    "terrace", "way", "court", "place", "grove", "square", "walk", "mews", "hill", "view", "rise", "row", "parade",
    "mount", "croft", "green", "park", "wharf", "yard", "fold", "gate", "heights", "vale", "bank", "end", "broadway",
    "meadow", "meadows", "fields", "cottages", "villas", "quay", "drove", "heol", "ffordd", "stryd",
];

/// Reads back from the word for a street to the house's number, and on to the town.
fn street(place: &Place<'_, '_>) -> Option<Match> {
    let names = (1..=3).take_while(|&back| place.back(back).is_some_and(|token| is_name(place, token))).count();
    let number = place.back(names + 1)?;
    let house = match number.shape {
        Shape::Number => names + 1,
        Shape::Initial if number.touches() => names + 2,
        _ => return None,
    };
    let digits = place.back(house).filter(|token| token.shape == Shape::Number && token.len() <= 4)?;
    if names == 0
        || is_ruled_out(place, house)
        || digits.touches() && house < place.at && place.back(house + 1).is_some_and(Token::is_word)
    {
        return None;
    }
    let is_capital = place.token().is_capital() && place.back(1).is_some_and(Token::is_capital);
    let score = if is_capital { Score { alone: 0.8, in_context: 0.95 } } else { Score::only_in_context(0.8) };
    Some(Match { span: place.tokens.span(place.at - house, town(place, place.at)), score })
}

/// "Flat 3, Cedar Court, Ashgrove, Derry".
fn flat(place: &Place<'_, '_>) -> Option<Match> {
    place.ahead(1).filter(|token| token.shape == Shape::Number && token.len() <= 4)?;
    let end = town(place, place.at + 1);
    let score = if end > place.at + 2 { Score { alone: 0.8, in_context: 0.95 } } else { Score::only_in_context(0.7) };
    Some(Match { span: place.tokens.span(place.at, end), score })
}

fn is_name(place: &Place<'_, '_>, token: &Token) -> bool {
    let is_small_word =
        matches!(place.tokens.of(token), "the" | "a" | "this" | "our" | "that" | "main" | "pupils" | "way");
    token.is_word() && !(token.shape == Shape::Initial && token.touches()) && !is_small_word || token.is_mark(b'\'')
}

/// Numbers before a street that are not of a house, and houses that everybody knows.
fn is_ruled_out(place: &Place<'_, '_>, house: usize) -> bool {
    let before = place.back(house + 1).map_or("", |token| place.tokens.of(token));
    let famous = place.tokens.slice(place.tokens.span(place.at - house, place.at));
    let is_counted = ["year", "class", "bus", "page", "chapter", "room", "stage", "ks", "route", "grade"]
        .iter()
        .any(|word| before.eq_ignore_ascii_case(word));
    is_counted
        || ["10 Downing Street", "11 Downing Street", "221B Baker Street", "4 Privet Drive", "12 Grimmauld Place"]
            .contains(&famous)
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
