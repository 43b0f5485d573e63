//! UK telephone numbers, in any usual grouping, with +44, 0044 or 0. Ofcom, National Telephone Numbering Plan (which also keeps numbers for drama).
//! Numbers of other countries count beside a word only.

use crate::detect::code::Place;
use crate::detect::kind::{Kind, Severity};
use crate::detect::recogniser::{How, Match, Profile, Recogniser, Score};
use crate::detect::scan::Shape;
use crate::span::Span;

/// Telephone numbers.
pub const PHONE: Recogniser = Recogniser {
    profile: Profile { kind: Kind::Phone, label: "Phone", severity: Severity::Personal },
    how: &[How::Number(read), How::Mark(b'+', read), How::Mark(b'(', read)],
    context: &[
        "phone",
        "telephone",
        "tel",
        "mobile",
        "mob",
        "call",
        "ring",
        "rung",
        "text",
        "contact",
        "home phone",
        "emergency",
        "landline",
        "whatsapp",
        "dial",
        "fax",
    ],
};

fn read(place: &Place<'_, '_>) -> Option<Match> {
    let token = place.token();
    if !matches!(token.lead, b'0' | b'+' | b'(')
        || place.back(1).is_some_and(|before| token.touches() && before.is_mark(b'+'))
    {
        return None;
    }
    let closes = || {
        place.ahead(2).is_some_and(|token| token.is_mark(b')'))
            && place.ahead(3).is_some_and(|token| token.shape == Shape::Number)
    };
    if token.is_mark(b'(') && !closes() {
        return None;
    }
    let written = Written::read(place.tokens.text.as_bytes(), token.start())?;
    written.ends().find_map(|(digits, end)| {
        let score = written.score(digits)?;
        let span = Span::new(token.start(), end);
        place.is_clear_after(end).then_some(Match { span, score })
    })
}

/// A number as it is written: its digits, and where each run of them ends.
struct Written {
    digits: [u8; MOST],
    count: usize,
    runs: [(usize, usize); MOST],
    run_count: usize,
    is_abroad: bool,
    has_gaps: bool,
}

/// Digits of the longest number in the world, E.164, and a 0 or 00 before it.
const MOST: usize = 17;

impl Written {
    fn read(bytes: &[u8], start: usize) -> Option<Written> {
        let is_abroad = bytes.get(start) == Some(&b'+');
        let mut written =
            Written { digits: [0; MOST], count: 0, runs: [(0, 0); MOST], run_count: 0, is_abroad, has_gaps: false };
        let mut at = start + usize::from(matches!(bytes.get(start), Some(b'+' | b'(')));
        while written.count < MOST {
            while let Some(digit) = bytes.get(at).filter(|byte| byte.is_ascii_digit() && written.count < MOST) {
                written.digits[written.count] = *digit;
                written.count += 1;
                at += 1;
            }
            written.runs[written.run_count] = (written.count, at);
            written.run_count += 1;
            let gap = gap(bytes.get(at..).unwrap_or_default());
            if gap == 0 || !bytes.get(at + gap).is_some_and(u8::is_ascii_digit) {
                break;
            }
            written.has_gaps = true;
            at += gap;
        }
        (written.count >= 8).then_some(written)
    }

    /// Where the number may end, the longest first.
    fn ends(&self) -> impl Iterator<Item = (&[u8], usize)> {
        self.runs[..self.run_count].iter().rev().map(|&(count, end)| (&self.digits[..count], end))
    }

    fn score(&self, digits: &[u8]) -> Option<Score> {
        let after_44 = match (self.is_abroad, digits) {
            (true, [b'4', b'4', rest @ ..]) | (false, [b'0', b'0', b'4', b'4', rest @ ..]) => Some(rest),
            _ => None,
        };
        match after_44 {
            Some([b'0', rest @ ..] | rest) => is_national(rest, 2).then_some(Score { alone: 0.92, in_context: 0.98 }),
            None if self.is_abroad => {
                (8..=15).contains(&digits.len()).then_some(Score { alone: 0.3, in_context: 0.85 })
            }
            None => self.score_national(digits.strip_prefix(b"0")?),
        }
    }

    fn score_national(&self, rest: &[u8]) -> Option<Score> {
        let first_run = self.runs[0].0;
        let alone = match rest.first()? {
            b'7' => 0.9,
            _ if self.has_gaps => 0.75,
            b'1' | b'2' => 0.6,
            _ => 0.4,
        };
        (is_national(rest, first_run) || self.is_overlong(rest)).then_some(Score { alone, in_context: 0.97 })
    }

    /// Whether it is written like a number and has a digit too many: `01772 496 0123`, the local part of another town's number after
    /// an area code of five digits.
    fn is_overlong(&self, rest: &[u8]) -> bool {
        let runs = self.runs.map(|(count, _)| count);
        rest.len() == 11 && rest.starts_with(b"1") && runs.starts_with(&[5, 8, 12])
    }
}

/// Whether these digits, after the first 0, are a UK number. `first_run` is how many digits stand together at the start.
fn is_national(rest: &[u8], first_run: usize) -> bool {
    match rest {
        [b'7', b'1'..=b'9', ..] => rest.len() == 10,
        [b'1', ..] => (rest.len() == 10 && first_run != 1) || (rest.len() == 9 && matches!(first_run, 5 | 6)),
        [b'2', b'0' | b'3' | b'4' | b'8' | b'9', ..] | [b'3', ..] | [b'5', b'5' | b'6', ..] => rest.len() == 10,
        [b'8', b'0' | b'4' | b'7', ..] => rest.len() == 10 || rest.len() == 9,
        _ => false,
    }
}

/// The length of what may stand between two runs of digits: a space, a dash, a dot, a bracket or `(0)`.
fn gap(rest: &[u8]) -> usize {
    match rest {
        [b' ', b'(', ..] | [b')', b' ', ..] => 2,
        [b' ' | b'-' | b'.' | b'(' | b')', ..] => 1,
        _ => crate::detect::code::gap_length(rest),
    }
}
