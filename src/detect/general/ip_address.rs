//! IP addresses. Private and loopback ranges are anybody's, and versions of software look the same: both need a word beside them. RFC 1918, RFC 4291.

use crate::detect::code::Place;
use crate::detect::kind::{Kind, Severity};
use crate::detect::recogniser::{How, Match, Profile, Recogniser, Score};
use crate::span::Span;
use std::net::{Ipv4Addr, Ipv6Addr};

/// IP addresses.
pub const IP_ADDRESS: Recogniser = Recogniser {
    profile: Profile { kind: Kind::IpAddress, label: "IP address", severity: Severity::Low },
    how: &[How::Number(read), How::Mark(b':', read_v6)],
    context: &["ip", "ip address", "ipv 4", "ipv 6", "logged in from", "login from", "device"],
};

fn read(place: &Place<'_, '_>) -> Option<Match> {
    place.ahead(1).filter(|dot| dot.is_mark(b'.') && dot.touches())?;
    let span = stretch(place, place.token().start(), |byte| byte.is_ascii_digit() || byte == b'.', 15);
    let address: Ipv4Addr = written(place, span)?.parse().ok()?;
    let is_private = address.is_private()
        || address.is_loopback()
        || address.is_unspecified()
        || address.is_broadcast()
        || matches!(address.octets()[0], 0..4 | 255);
    let score = if is_private { Score::only_in_context(0.7) } else { Score { alone: 0.75, in_context: 0.95 } };
    Some(Match { span, score })
}

/// At the first colon of an address of version 6: back over its first group, on to its end.
fn read_v6(place: &Place<'_, '_>) -> Option<Match> {
    place.ahead(1).filter(|next| next.touches())?;
    let bytes = place.tokens.text.as_bytes();
    let colon = place.token().start();
    let back = bytes
        .get(..colon)?
        .iter()
        .rev()
        .take(5)
        .take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b':')
        .count();
    let span = stretch(place, colon - back, |byte| byte.is_ascii_hexdigit() || byte == b':', 39);
    let address: Ipv6Addr = written(place, span)?.parse().ok()?;
    let groups = address.segments().iter().filter(|&&group| group != 0).count();
    let is_clear = colon.checked_sub(back + 1).and_then(|before| bytes.get(before)).is_none_or(|byte| *byte != b']');
    (groups >= 2 && back <= 4 && is_clear).then_some(Match { span, score: Score { alone: 0.75, in_context: 0.95 } })
}

fn stretch(place: &Place<'_, '_>, start: usize, is_part: fn(u8) -> bool, most: usize) -> Span {
    let rest = place.tokens.text.as_bytes().get(start..).unwrap_or_default();
    let length = rest.iter().take(most + 1).take_while(|byte| is_part(**byte)).count();
    let dots = rest.get(..length).unwrap_or_default().iter().rev().take_while(|byte| **byte == b'.').count();
    Span::new(start, start + length - dots)
}

fn written<'t>(place: &'t Place<'_, '_>, span: Span) -> Option<&'t str> {
    span.of(place.tokens.text).filter(|_| place.is_clear_after(span.end))
}
