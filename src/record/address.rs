//! Addresses as a browser writes them, and the rules that match them: hosts by label, paths by segment.
//!
//! An address arrives normalised by the browser (WHATWG URL): lower case, punycode, no dot segments.
//! What is not so is refused, rather than read in a way the browser might not.

use crate::error::{Code, Error};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A web address, taken apart: user, password, port and fragment are dropped, they say nothing of whose page it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    host: String,
    path: String,
    query: Vec<(String, String)>,
}

impl Address {
    /// Takes apart an `http` or `https` address; anything else is `BAD_ADDRESS`.
    pub fn parse(url: &str) -> Result<Address, Error> {
        take_apart(url).ok_or(Error::new(Code::BadAddress, "address"))
    }

    /// The host, in lower case, without a trailing dot.
    pub fn host(&self) -> &str {
        &self.host
    }
}

fn take_apart(url: &str) -> Option<Address> {
    // Browsers strip or translate these before they show an address; here they would only hide something.
    if url.bytes().any(|b| b <= b' ' || b == 0x7F || b == b'\\') {
        return None;
    }
    let (scheme, rest) = url.split_once("://")?;
    if !scheme.eq_ignore_ascii_case("https") && !scheme.eq_ignore_ascii_case("http") {
        return None;
    }
    let rest = rest.split_once('#').map_or(rest, |(before, _)| before);
    let (rest, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (authority, path) = rest.find('/').and_then(|at| rest.split_at_checked(at)).unwrap_or((rest, "/"));
    if path.split('/').any(is_dot_segment) {
        return None;
    }
    Some(Address { host: read_host(authority)?, path: plain_path(path), query: pairs(query) })
}

fn read_host(authority: &str) -> Option<String> {
    let host_and_port = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let (host, port) = match host_and_port.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((inside, port)) if inside.bytes().all(|b| b.is_ascii_hexdigit() || b == b':' || b == b'.') => {
            (format!("[{inside}]"), port.strip_prefix(':').or(port.is_empty().then_some(""))?)
        }
        Some(_) => return None,
        None => {
            let (host, port) = host_and_port.split_once(':').unwrap_or((host_and_port, ""));
            (read_name(host)?, port)
        }
    };
    port.bytes().all(|b| b.is_ascii_digit()).then(|| host.to_ascii_lowercase())
}

/// A host name of ASCII labels; underscores exist in the wild, percent signs and Unicode do not after normalisation.
fn read_name(host: &str) -> Option<String> {
    let host = host.strip_suffix('.').unwrap_or(host);
    let is_label =
        |label: &str| !label.is_empty() && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    (host.len() <= 253 && host.split('.').all(is_label)).then(|| host.to_string())
}

/// `.` and `..`, which a browser has resolved already, spelt out or escaped.
fn is_dot_segment(segment: &str) -> bool {
    segment.len() <= 6 && matches!(segment.to_ascii_lowercase().replace("%2e", ".").as_str(), "." | "..")
}

/// One spelling for a path: escapes of characters that need none are undone (RFC 3986, 6.2.2.2), so that
/// `/%63hat` does not slip past a rule for `/chat`; the other escapes are written in capitals.
fn plain_path(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    let mut rest = path;
    while let Some((before, after)) = rest.split_once('%') {
        out.push_str(before);
        rest = after;
        match after.split_at_checked(2).and_then(|(digits, tail)| Some((escaped_byte(digits)?, digits, tail))) {
            Some((byte, digits, tail)) => {
                rest = tail;
                if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
                    out.push(char::from(byte));
                } else {
                    out.push('%');
                    out.push_str(&digits.to_ascii_uppercase());
                }
            }
            None => out.push('%'),
        }
    }
    out.push_str(rest);
    out
}

fn escaped_byte(digits: &str) -> Option<u8> {
    let is_hex = digits.bytes().all(|b| b.is_ascii_hexdigit());
    is_hex.then(|| u8::from_str_radix(digits, 16).ok()).flatten()
}

/// The pairs of a query, decoded as forms are: `+` is a space, escapes are bytes of UTF-8.
pub(super) fn pairs(query: &str) -> Vec<(String, String)> {
    let pair = |text: &str| {
        let (name, value) = text.split_once('=').unwrap_or((text, ""));
        (form_text(name), form_text(value))
    };
    query.split('&').filter(|text| !text.is_empty()).map(pair).collect()
}

fn form_text(text: &str) -> String {
    let mut out = Vec::with_capacity(text.len());
    let mut bytes = text.as_bytes();
    while let Some((&byte, rest)) = bytes.split_first() {
        let escaped = rest.get(..2).and_then(|d| std::str::from_utf8(d).ok()).and_then(escaped_byte);
        (bytes, _) = match (byte, escaped) {
            (b'%', Some(value)) => (rest.get(2..).unwrap_or_default(), out.push(value)),
            (b'+', _) => (rest, out.push(b' ')),
            _ => (rest, out.push(byte)),
        };
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// Which addresses a tool is met at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    /// Lower-case ASCII labels, punycode; no address in numbers, no port.
    pub host: String,
    /// Whether hosts below this one count too.
    #[serde(default, skip_serializing_if = "is_false")]
    pub subdomains: bool,
    /// `/app` is `/app` and `/app/…`, not `/apple`.
    #[serde(default = "everywhere", skip_serializing_if = "is_everywhere")]
    pub path_prefix: String,
    /// Pairs that must stand in the query, decoded: `{"udm": "50"}`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub query: BTreeMap<String, String>,
}

fn is_false(b: &bool) -> bool {
    !b
}

fn everywhere() -> String {
    "/".into()
}

fn is_everywhere(path: &str) -> bool {
    path == "/"
}

impl Rule {
    /// Whether the host is one a browser could show for a name: labels, the last of them not a number.
    pub fn has_good_host(&self) -> bool {
        let label = |l: &str| {
            let allowed = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
            !l.is_empty() && l.len() <= 63 && !l.starts_with('-') && !l.ends_with('-') && l.bytes().all(allowed)
        };
        let top = self.host.rsplit('.').next().unwrap_or_default();
        self.host.len() <= 253
            && self.host.contains('.')
            && self.host.split('.').all(label)
            && top.bytes().any(|b| b.is_ascii_lowercase())
    }

    /// Whether the path is written as a browser writes one.
    pub fn has_good_path(&self) -> bool {
        let allowed = |b: u8| b.is_ascii_graphic() && !b"?#\\\"<>`{}".contains(&b);
        self.path_prefix.starts_with('/')
            && self.path_prefix.bytes().all(allowed)
            && !self.path_prefix.split('/').any(is_dot_segment)
    }

    /// The plainest address that it covers.
    pub(super) fn address(&self) -> Option<Address> {
        let query = self.query.iter().map(|(name, value)| (name.clone(), value.clone())).collect();
        self.has_good_host().then(|| Address { host: self.host.clone(), path: plain_path(&self.path_prefix), query })
    }

    /// Longer host, exact before subdomains, longer path, more pairs: the greater is the more specific.
    fn precision(&self) -> (usize, bool, usize, usize) {
        (self.host.len(), !self.subdomains, self.path_prefix.len(), self.query.len())
    }

    fn covers_rest(&self, address: &Address) -> bool {
        let under = match address.path.strip_prefix(self.path_prefix.trim_end_matches('/')) {
            Some(rest) => rest.is_empty() || rest.starts_with('/'),
            None => false,
        };
        under && self.query.iter().all(|(n, v)| address.query.iter().any(|(name, value)| name == n && value == v))
    }
}

/// Rules by host. A look-up costs one search for each label of the host, whatever the number of rules.
#[derive(Debug, Clone, Default)]
pub struct Index {
    by_host: BTreeMap<String, Vec<(Rule, usize)>>,
}

impl Index {
    /// Rules with the number of the tool they belong to. A rule whose host or path no browser would show is left out:
    /// it matches nothing.
    pub fn new<'a>(rules: impl Iterator<Item = (&'a Rule, usize)>) -> Index {
        let mut by_host: BTreeMap<String, Vec<(Rule, usize)>> = BTreeMap::new();
        for (rule, tool) in rules.filter(|(rule, _)| rule.has_good_host() && rule.has_good_path()) {
            let rule = Rule { path_prefix: plain_path(&rule.path_prefix), ..rule.clone() };
            by_host.entry(rule.host.clone()).or_default().push((rule, tool));
        }
        for rules in by_host.values_mut() {
            rules.sort_by_key(|(rule, _)| std::cmp::Reverse(rule.precision()));
        }
        Index { by_host }
    }

    /// The tools whose rule for this address is the most specific; more than one only on a tie.
    pub fn look_up(&self, address: &Address) -> Vec<usize> {
        suffixes(&address.host).find_map(|host| self.best_at(host, address)).unwrap_or_default()
    }

    fn best_at(&self, host: &str, address: &Address) -> Option<Vec<usize>> {
        let rules = self.by_host.get(host)?;
        let is_below = host.len() < address.host.len();
        let mut covering = rules.iter().filter(|(rule, _)| (rule.subdomains || !is_below) && rule.covers_rest(address));
        let (best, tool) = covering.next()?;
        let ties = covering.take_while(|(rule, _)| rule.precision() == best.precision()).map(|(_, tool)| *tool);
        Some(std::iter::once(*tool).chain(ties).collect())
    }
}

/// The host, then each host above it: `a.b.example`, `b.example`, `example`.
fn suffixes(host: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(host), |host| host.split_once('.').map(|(_, above)| above))
}
