//! UK postcodes. Royal Mail, "Programmers' guide to the Postcode Address File": areas, and letters that the last two never are.

use crate::detect::code::{Code, Place};
use crate::detect::kind::{Kind, Severity};
use crate::detect::recogniser::{How, Match, Profile, Recogniser, Score};

/// Postcodes.
pub const POSTCODE: Recogniser = Recogniser {
    profile: Profile { kind: Kind::Postcode, label: "Postcode", severity: Severity::Low },
    how: &[
        How::Picture(&["A9 9AA", "A99 9AA", "AA9 9AA", "AA99 9AA"], of_district),
        How::Picture(&["A9A 9AA", "AA9A 9AA"], of_central_london),
        How::Picture(&["AAA 9AA"], girobank),
        How::Phrase(&["BFPO"], forces),
    ],
    context: &["postcode", "post code", "address", "live", "lives", "living", "home"],
};

fn of_district(code: &Code) -> Option<Score> {
    let letters = 1 + usize::from(code.char(1).is_ascii_alphabetic());
    let district_is_real = code.char(letters) != b'0' || code.chars().len() == letters + 4;
    (AREAS.contains(&&code.chars()[..letters]) && district_is_real).then_some(())?;
    judge_inward(code)
}

fn of_central_london(code: &Code) -> Option<Score> {
    let letters = 1 + usize::from(code.char(1).is_ascii_alphabetic());
    let area = &code.chars()[..letters];
    [&b"E"[..], b"N", b"W", b"EC", b"NW", b"SE", b"SW", b"WC"].contains(&area).then_some(())?;
    judge_inward(code)
}

/// One with its space stands out; one without looks like any code.
fn judge_inward(code: &Code) -> Option<Score> {
    let last_two = &code.chars()[code.chars().len() - 2..];
    let alone = if code.gaps == 1 { 0.9 } else { 0.6 };
    let is_ordinal = code.small == 2 && matches!(last_two, b"ND" | b"RD" | b"ST" | b"TH"); // "M1 2nd floor"
    Score { alone, in_context: 0.97 }.when(!is_ordinal && last_two.iter().all(|letter| !b"CIKMOV".contains(letter)))
}

fn girobank(code: &Code) -> Option<Score> {
    Score::always(0.9).when(code.chars() == b"GIR0AA")
}

/// British forces post office numbers.
fn forces(place: &Place<'_, '_>) -> Option<Match> {
    place.ahead(1).filter(|token| token.lead.is_ascii_digit() && token.len() <= 4)?;
    Some(Match { span: place.tokens.span(place.at, place.at + 1), score: Score::always(0.85) })
}

#[rustfmt::skip]
const AREAS: &[&[u8]] = &[
    b"AB", b"AL", b"B", b"BA", b"BB", b"BD", b"BF", b"BH", b"BL", b"BN", b"BR", b"BS", b"BT", b"BX", b"CA", b"CB", b"CF", b"CH", b"CM", b"CO", b"CR",
    b"CT", b"CV", b"CW", b"DA", b"DD", b"DE", b"DG", b"DH", b"DL", b"DN", b"DT", b"DY", b"E", b"EC", b"EH", b"EN", b"EX", b"FK", b"FY", b"G",
    b"GL", b"GU", b"GY", b"HA", b"HD", b"HG", b"HP", b"HR", b"HS", b"HU", b"HX", b"IG", b"IM", b"IP", b"IV", b"JE", b"KA", b"KT", b"KW", b"KY",
    b"L", b"LA", b"LD", b"LE", b"LL", b"LN", b"LS", b"LU", b"M", b"ME", b"MK", b"ML", b"N", b"NE", b"NG", b"NN", b"NP", b"NR", b"NW", b"OL",
    b"OX", b"PA", b"PE", b"PH", b"PL", b"PO", b"PR", b"RG", b"RH", b"RM", b"S", b"SA", b"SE", b"SG", b"SK", b"SL", b"SM", b"SN", b"SO", b"SP",
    b"SR", b"SS", b"ST", b"SW", b"SY", b"TA", b"TD", b"TF", b"TN", b"TQ", b"TR", b"TS", b"TW", b"UB", b"W", b"WA", b"WC", b"WD", b"WF", b"WN",
    b"WR", b"WS", b"WV", b"YO", b"ZE",
];
