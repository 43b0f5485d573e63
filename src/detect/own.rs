//! A school's own identifiers, by patterns from its signed record: compiled where the record is verified, only searched in the page.
//!
//! The text of a pattern is a regular expression in the syntax of the `regex` crate, of ASCII only. Every match has a greatest length, so that
//! a search never looks far ahead and the whole stays linear. What is refused is refused by name, when the record is made and when it is read.

use super::kind::{Kind, Severity};
use super::recogniser::Profile;
use super::scan::Tokens;
use super::{Finding, Subject};
use crate::error::{Code, Error};
use crate::span::Span;
use regex_automata::dfa::regex::Regex;
use regex_automata::dfa::sparse::DFA;

/// Identifiers of a school's own.
pub const PROFILE: Profile = Profile { kind: Kind::SchoolPattern, label: "School ID", severity: Severity::Personal };

/// At most so many patterns.
pub const MOST_PATTERNS: usize = 16;
/// A pattern has at most so many bytes.
pub const LONGEST_PATTERN: usize = 200;
/// What a pattern matches has so many bytes at least, and at most.
pub const SHORTEST_MATCH: usize = 3;
/// See [`SHORTEST_MATCH`].
pub const LONGEST_MATCH: usize = 64;
/// The compiled patterns take at most so many bytes, forward and backward together.
pub const LARGEST: usize = 512 * 1024;

const PLACE: &str = "patterns";

/// Patterns, compiled.
#[derive(Debug, Clone)]
pub struct OwnPatterns {
    regex: Regex<DFA<Vec<u8>>>,
}

impl OwnPatterns {
    /// Compiles these patterns.
    ///
    /// # Errors
    /// `LIMIT_EXCEEDED`, `BAD_PATTERN` (no regular expression, or one outside ASCII), `PATTERN_TOO_WIDE` (matches of unbounded length, longer than 64 bytes
    /// or shorter than 3), `TOO_BIG` (a pattern longer than 200 bytes, or more states than fit in 512 KiB).
    pub fn compile(patterns: &[&str]) -> Result<OwnPatterns, Error> {
        if patterns.len() > MOST_PATTERNS {
            return Err(Error::new(Code::LimitExceeded, PLACE));
        }
        patterns.iter().try_for_each(|pattern| check(pattern))?;
        let regex = Regex::builder()
            .syntax(syntax())
            .dense(
                regex_automata::dfa::dense::Config::new()
                    .dfa_size_limit(Some(LARGEST))
                    .determinize_size_limit(Some(4 * LARGEST)),
            )
            .build_many_sparse(patterns)
            .map_err(|_| Error::new(Code::TooBig, PLACE))?;
        let compiled = OwnPatterns { regex };
        if compiled.to_bytes().len() > LARGEST { Err(Error::new(Code::TooBig, PLACE)) } else { Ok(compiled) }
    }

    /// The compiled patterns as bytes, the same on every machine: the length of the forward part (4 bytes, little endian), it, the backward part.
    pub fn to_bytes(&self) -> Vec<u8> {
        let (forward, backward) =
            (self.regex.forward().to_bytes_little_endian(), self.regex.reverse().to_bytes_little_endian());
        [&(forward.len() as u32).to_le_bytes()[..], &forward, &backward].concat()
    }

    /// Reads what [`OwnPatterns::to_bytes`] wrote; bytes that are not a sound automaton are refused.
    ///
    /// # Errors
    /// `TOO_BIG`, `BAD_PATTERN`.
    pub fn from_bytes(bytes: &[u8]) -> Result<OwnPatterns, Error> {
        let bad = || Error::new(Code::BadPattern, PLACE);
        if bytes.len() > LARGEST {
            return Err(Error::new(Code::TooBig, PLACE));
        }
        let (length, rest) = bytes.split_first_chunk::<4>().ok_or_else(bad)?;
        let (forward, backward) = rest.split_at_checked(u32::from_le_bytes(*length) as usize).ok_or_else(bad)?;
        let read = |bytes| DFA::from_bytes(bytes).map(|(dfa, _)| dfa.to_owned()).map_err(|_| bad());
        Ok(OwnPatterns { regex: Regex::builder().build_from_dfas(read(forward)?, read(backward)?) })
    }

    /// Matches that stand as whole words.
    pub(in crate::detect) fn find(&self, tokens: &Tokens<'_>) -> Vec<Finding> {
        let text = tokens.text;
        let spans = self.regex.find_iter(text).map(|found| Span::new(found.start(), found.end()));
        let whole = spans.filter(|span| span.start < span.end && is_whole(text, *span));
        whole.map(|span| Finding { kind: Kind::SchoolPattern, span, score: 0.9, subject: Subject::Unknown }).collect()
    }
}

/// Whether nothing that belongs to a word touches either end.
fn is_whole(text: &str, span: Span) -> bool {
    let before = text.get(..span.start).and_then(|before| before.chars().next_back());
    let after = text.get(span.end..).and_then(|after| after.chars().next());
    text.get(span.start..span.end).is_some() && ![before, after].iter().flatten().any(|char| char.is_alphanumeric())
}

fn syntax() -> regex_automata::util::syntax::Config {
    regex_automata::util::syntax::Config::new().unicode(false).utf8(true)
}

fn check(pattern: &str) -> Result<(), Error> {
    if pattern.len() > LONGEST_PATTERN {
        return Err(Error::new(Code::TooBig, PLACE));
    }
    let parser = regex_syntax::ParserBuilder::new().unicode(false).utf8(true).nest_limit(16).build().parse(pattern);
    let hir = parser.map_err(|_| Error::new(Code::BadPattern, PLACE))?;
    let lengths = (hir.properties().minimum_len(), hir.properties().maximum_len());
    match lengths {
        (Some(shortest), Some(longest)) if shortest >= SHORTEST_MATCH && longest <= LONGEST_MATCH => Ok(()),
        _ => Err(Error::new(Code::PatternTooWide, PLACE)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::scan::scan;

    #[track_caller]
    fn refused(pattern: &str, code: Code) {
        assert_eq!(OwnPatterns::compile(&[pattern]).map(|_| ()), Err(Error::new(code, PLACE)));
    }

    #[test]
    fn hostile_patterns_are_refused_by_name() {
        refused("(", Code::BadPattern);
        refused("[0-9]+x", Code::PatternTooWide);
        refused("a?", Code::PatternTooWide);
        refused("[^a]{3,9}", Code::BadPattern);
        refused("[ab]{3}[ab]{3,61}b[ab]{20}", Code::PatternTooWide);
        refused(&"x".repeat(201), Code::TooBig);
        refused("[ab]*a[ab]{40}", Code::PatternTooWide);
        refused("(?:[ab]{1,20}a[ab]{18}){1}c", Code::TooBig);
        assert_eq!(OwnPatterns::compile(&["abc"; 17]).map(|_| ()), Err(Error::new(Code::LimitExceeded, PLACE)));
    }

    #[test]
    fn the_page_finds_what_the_background_compiled() {
        let compiled = OwnPatterns::compile(&["[0-9]{2}[a-z]{2,12}", "NB-[0-9]{5}"]).unwrap();
        let read = OwnPatterns::from_bytes(&compiled.to_bytes()).unwrap();
        let text = "été 24khana, x24khana, NB-00412 and NB-004123";
        let found: Vec<_> = read.find(&scan(text)).iter().map(|finding| finding.span.of(text).unwrap()).collect();
        assert_eq!(found, ["24khana", "NB-00412"]);
    }

    #[test]
    fn bytes_that_are_no_automaton_are_refused() {
        let bytes = OwnPatterns::compile(&["NB-[0-9]{5}"]).unwrap().to_bytes();
        for length in [0, 3, 4, bytes.len() / 2] {
            assert!(OwnPatterns::from_bytes(&bytes[..length]).is_err());
        }
        let mut spoilt = bytes.clone();
        spoilt[60] ^= 0xFF;
        let _ = OwnPatterns::from_bytes(&spoilt).map(|patterns| patterns.find(&scan("NB-00412")));
    }
}
