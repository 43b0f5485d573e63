//! Addresses on the web that open something without asking (they carry a token) or lead to a person's profile. Any other address is nobody's.

use crate::detect::code::Place;
use crate::detect::kind::{Kind, Severity};
use crate::detect::recogniser::{How, Match, Profile, Recogniser, Score};
use crate::span::Span;

/// Web addresses with a token, and profiles.
pub const PERSONAL_URL: Recogniser = Recogniser {
    profile: Profile { kind: Kind::PersonalUrl, label: "Link", severity: Severity::Low },
    how: &[How::Phrase(&["http", "https", "www"], read), How::Phrase(HOSTS, read)],
    context: &[],
};

const HOSTS: &[&str] = &[
    "facebook com",
    "instagram com",
    "tiktok com",
    "twitter com",
    "x com",
    "snapchat com",
    "linkedin com",
    "threads net",
];

/// Longer addresses are cut here.
const LONGEST: usize = 512;

fn read(place: &Place<'_, '_>) -> Option<Match> {
    let text = place.tokens.text;
    let start = start_of_chunk(place)?;
    let length = text.get(start..)?.bytes().take(LONGEST).take_while(|byte| is_of_an_address(*byte)).count();
    let url = text.get(start..start + length)?.trim_end_matches(['.', ',', ')', ';', ':', '!', '?', '\'']);
    (is_profile(url) || carries_token(url))
        .then_some(Match { span: Span::new(start, start + url.len()), score: Score::always(0.8) })
}

/// The start of the touching tokens before, at most a scheme and `www.` away.
fn start_of_chunk(place: &Place<'_, '_>) -> Option<usize> {
    let mut back = 0;
    while place.back(back).is_some_and(|token| token.touches())
        && place.back(back + 1).is_some_and(|token| token.is_word() || matches!(token.lead, b'/' | b':' | b'.'))
    {
        back += 1;
        if back > 8 {
            return None;
        }
    }
    place.back(back).map(|token| token.start())
}

fn is_of_an_address(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~:/?#[]@!$&'()*+,;=%".contains(&byte)
}

/// `instagram.com/name`, `linkedin.com/in/name`.
fn is_profile(url: &str) -> bool {
    let bare = url
        .trim_start_matches("https://")
        .trim_start_matches("http://")
        .trim_start_matches("www.")
        .trim_start_matches("m.")
        .trim_start_matches("uk.");
    let Some((host, path)) = bare.split_once('/') else { return false };
    let host = host.replace('.', " ");
    let name =
        path.strip_prefix("in/").or(path.strip_prefix("add/")).or(path.strip_prefix("profile.php?id=")).unwrap_or(path);
    let is_page = [
        "watch", "share", "explore", "groups", "events", "pages", "company", "learning", "jobs", "hashtag", "search",
        "p/", "reel", "legal", "help",
    ];
    HOSTS.iter().any(|known| host.eq_ignore_ascii_case(known))
        && name.len() > 2
        && !is_page.iter().any(|page| name.starts_with(page))
}

/// A query or fragment such as `?token=…` with a value of eight characters or more.
fn carries_token(url: &str) -> bool {
    let pairs = url.split(['?', '&', '#', ';']).skip(1).filter_map(|pair| pair.split_once('='));
    pairs
        .into_iter()
        .any(|(name, value)| value.len() >= 8 && TOKENS.iter().any(|token| name.eq_ignore_ascii_case(token)))
}

const TOKENS: &[&str] = &[
    "token",
    "access_token",
    "auth",
    "authkey",
    "key",
    "api_key",
    "apikey",
    "sig",
    "signature",
    "session",
    "sessionid",
    "sid",
    "code",
    "invite",
    "pwd",
    "password",
    "resourcekey",
    "secret",
    "ticket",
    "magic",
    "otp",
    "id_token",
    "refresh_token",
    "sharekey",
    "k",
];
