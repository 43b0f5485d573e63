//! International bank account numbers: country, two check digits, the length of that country. ISO 13616, SWIFT IBAN registry.

use crate::detect::check_digit::mod97;
use crate::detect::code::Place;
use crate::detect::code::gap_length;
use crate::detect::kind::{Kind, Severity};
use crate::detect::recogniser::{How, Match, Profile, Recogniser, Score};
use crate::span::Span;

/// International bank account numbers.
pub const IBAN: Recogniser = Recogniser {
    profile: Profile { kind: Kind::Iban, label: "IBAN", severity: Severity::High },
    how: &[How::Word(2, read)],
    context: &["iban"],
};

fn read(place: &Place<'_, '_>) -> Option<Match> {
    place.ahead(1).filter(|token| token.touches() && token.lead.is_ascii_digit())?;
    let country = place.tokens.of(place.token()).to_ascii_uppercase();
    let &(_, length) = LENGTHS.iter().find(|(code, _)| *code == country)?;
    let (chars, end) = take(place.tokens.text.as_bytes(), place.token().start(), length)?;
    let turned = chars.iter().skip(4).chain(chars.iter().take(4)).copied();
    (place.is_clear_after(end) && mod97(turned) == 1)
        .then_some(Match { span: Span::new(place.token().start(), end), score: Score::always(0.98) })
}

/// The next `length` letters and digits, single gaps between them left out, and where they end.
fn take(bytes: &[u8], start: usize, length: usize) -> Option<(Vec<u8>, usize)> {
    let (mut chars, mut at) = (Vec::with_capacity(length), start);
    while chars.len() < length {
        at += if chars.is_empty() { 0 } else { gap_length(bytes.get(at..)?) };
        let byte = bytes.get(at).filter(|byte| byte.is_ascii_alphanumeric())?;
        chars.push(byte.to_ascii_uppercase());
        at += 1;
    }
    Some((chars, at))
}

#[rustfmt::skip]
const LENGTHS: &[(&str, usize)] = &[
    ("AD", 24), ("AE", 23), ("AL", 28), ("AT", 20), ("AZ", 28), ("BA", 20), ("BE", 16), ("BG", 22), ("BH", 22), ("BI", 27), ("BR", 29), ("BY", 28),
    ("CH", 21), ("CR", 22), ("CY", 28), ("CZ", 24), ("DE", 22), ("DJ", 27), ("DK", 18), ("DO", 28), ("EE", 20), ("EG", 29), ("ES", 24), ("FI", 18),
    ("FK", 18), ("FO", 18), ("FR", 27), ("GB", 22), ("GE", 22), ("GI", 23), ("GL", 18), ("GR", 27), ("GT", 28), ("HR", 21), ("HU", 28), ("IE", 22),
    ("IL", 23), ("IQ", 23), ("IS", 26), ("IT", 27), ("JO", 30), ("KW", 30), ("KZ", 20), ("LB", 28), ("LC", 32), ("LI", 21), ("LT", 20), ("LU", 20),
    ("LV", 21), ("LY", 25), ("MC", 27), ("MD", 24), ("ME", 22), ("MK", 19), ("MN", 20), ("MR", 27), ("MT", 31), ("MU", 30), ("NI", 28), ("NL", 18),
    ("NO", 15), ("OM", 23), ("PK", 24), ("PL", 28), ("PS", 29), ("PT", 25), ("QA", 29), ("RO", 24), ("RS", 22), ("RU", 33), ("SA", 24), ("SC", 31),
    ("SD", 18), ("SE", 24), ("SI", 19), ("SK", 24), ("SM", 27), ("SO", 23), ("ST", 25), ("SV", 28), ("TL", 23), ("TN", 24), ("TR", 26), ("UA", 29),
    ("VA", 22), ("VG", 24), ("XK", 20), ("YE", 30),
];
