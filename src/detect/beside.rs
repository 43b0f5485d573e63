//! What only the company of other findings can tell: whether a date in a record is a birth, whose a phone is.

use super::general::date_of_birth::PLAUSIBLE;
use super::lexicon::Hit;
use super::recogniser::ENOUGH;
use super::scan::{Gap, Shape, Tokens, key};
use super::tag::Tag;
use super::{Finding, Kind, Subject, names};
use crate::span::Span;

/// How many bytes may stand between the parts of a record: "Green, Karen, 15/08/09, UPN …".
const NEAR: usize = 14;

/// Raises the score of dates of a pupil's years that stand in a record beside a name and an identifier, that follow a name at once, or two of
/// them each after a name.
///
/// `findings` are all that the recognisers, tables and names have, sorted by start, weak ones too.
pub fn raise_births(tokens: &Tokens<'_>, findings: &mut [Finding]) {
    let is_weak = |date: &Finding| date.kind == Kind::DateOfBirth && date.score >= PLAUSIBLE && date.score < ENOUGH;
    let is_name = |kind| kind == Kind::PersonName;
    let dates: Vec<usize> = (0..findings.len()).filter(|&n| is_weak(&findings[n])).collect();
    let are_many = dates.iter().filter(|&&n| follows(tokens, findings, n, is_name)).count() >= 2;
    for n in dates {
        let is_after_name = follows(tokens, findings, n, is_name);
        let is_in_record =
            (is_after_name || follows(tokens, findings, n, is_identifier)) && precedes_identifier(tokens, findings, n);
        if is_in_record || is_after_name && (are_many || touches_name(findings, n)) {
            findings[n].score = 0.75;
        }
    }
}

/// How many findings to either side are looked at.
const COMPANY: usize = 8;

fn follows(tokens: &Tokens<'_>, findings: &[Finding], n: usize, what: fn(Kind) -> bool) -> bool {
    let start = findings[n].span.start;
    let mut before = findings[..n].iter().rev().take(COMPANY);
    let last = before.find(|other| other.score >= ENOUGH && other.span.end <= start);
    last.is_some_and(|other| what(other.kind) && is_near(tokens, other.span.end, start))
}

/// Whether nothing but a mark and a space stands between: "Ionela Ciobanu, 19.9.2014".
fn touches_name(findings: &[Finding], n: usize) -> bool {
    let start = findings[n].span.start;
    let mut before = findings[..n].iter().rev().take(COMPANY);
    before.any(|name| {
        name.kind == Kind::PersonName && name.score >= ENOUGH && (0..=3).contains(&start.wrapping_sub(name.span.end))
    })
}

fn precedes_identifier(tokens: &Tokens<'_>, findings: &[Finding], n: usize) -> bool {
    let end = findings[n].span.end;
    let mut after = findings[n + 1..].iter().take(COMPANY);
    let next = after.find(|other| other.score >= ENOUGH && other.span.start >= end);
    next.is_some_and(|other| is_identifier(other.kind) && is_near(tokens, end, other.span.start))
}

/// Raises the score of what counts only where a person is named: mailboxes of an office anywhere in that text, numbers after a word
/// that may number things too in the same sentence or two.
///
/// `findings` as for [`raise_births`].
pub fn raise_by_company(findings: &mut [Finding]) {
    let is_person = |finding: &&Finding| finding.kind == Kind::PersonName && finding.score >= ENOUGH;
    let names: Vec<Span> = findings.iter().filter(is_person).map(|name| name.span).collect();
    for weak in findings.iter_mut().filter(|finding| finding.score < ENOUGH) {
        let counts = match weak.kind {
            Kind::Email => !names.is_empty(),
            Kind::Reference => bytes_between(&names, weak.span).is_some_and(|bytes| bytes <= OF_ONE_PERSON),
            _ => false,
        };
        if counts {
            weak.score = ENOUGH; // Whatever knows it better is surer.
        }
    }
}

/// A number is a person's who is named so many bytes away at most.
const OF_ONE_PERSON: usize = 120;

/// How far the nearest of these is, which are sorted.
fn bytes_between(names: &[Span], span: Span) -> Option<usize> {
    let next = names.partition_point(|name| name.start < span.start);
    let around = names[next.saturating_sub(1)..].iter().take(2);
    around.map(|name| name.start.saturating_sub(span.end).max(span.start.saturating_sub(name.end))).min()
}

/// Names that the address after them bears out: `Priya, priya.d@…`, `Sam Okoro <s.okoro@…>`. `findings`, sorted, hold the names
/// already found: of those that begin before the address the last few can be the same.
pub fn names_before_mail(tokens: &Tokens<'_>, findings: &[Finding]) -> Vec<Finding> {
    let mails = findings.iter().enumerate().filter(|(_, finding)| finding.kind == Kind::Email);
    let is_found = |n: usize, name: &Finding| {
        let mut before = findings[..n].iter().rev().take(16);
        before.any(|other| other.kind == Kind::PersonName && other.span.overlaps(name.span))
    };
    let names = mails.filter_map(|(n, mail)| name_before(tokens, mail.span).filter(|name| !is_found(n, name)));
    names.collect()
}

fn name_before(tokens: &Tokens<'_>, mail: Span) -> Option<Finding> {
    let first = tokens.partition_point(|token| token.start() < mail.start);
    let last = first.checked_sub(2).filter(|_| MARKS_BEFORE_MAIL.contains(&tokens[first - 1].lead))?;
    let local = tokens.slice(mail).split('@').next()?.to_lowercase();
    let is_name = |at: &usize| tokens[*at].is_capital() && tokens[*at].len() > 1;
    let words = (last.saturating_sub(2)..=last).rev().take_while(is_name);
    let begins = words.take_while(|at| *at == last || tokens[at + 1].gap == Gap::Space).last()?;
    let is_borne_out = (begins..=last).any(|at| bears_out(&local, tokens.of(&tokens[at])));
    is_borne_out.then_some(Finding {
        kind: Kind::PersonName,
        span: tokens.span(begins, last),
        score: 0.9,
        subject: Subject::Unknown,
    })
}

const MARKS_BEFORE_MAIL: [u8; 6] = *b",<(:-|";

/// Whether the part of an address before the `@` has this word in it, and the word can be a name.
fn bears_out(local: &str, word: &str) -> bool {
    let plain = names::plain(word);
    let part = local.split(|char: char| !char.is_alphabetic()).any(|part| part == plain);
    let class = names::list::LIST.class(key(&plain));
    (part || plain.len() > 3 && local.contains(&plain)) && (class.is_name() || !class.is_word())
}

fn is_identifier(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Upn
            | Kind::Uln
            | Kind::Uci
            | Kind::NhsNumber
            | Kind::ChiNumber
            | Kind::HcNumber
            | Kind::Scn
            | Kind::Postcode
            | Kind::Address
            | Kind::Phone
            | Kind::AdmissionNumber
    )
}

fn is_near(tokens: &Tokens<'_>, from: usize, to: usize) -> bool {
    let gap = tokens.text.get(from..to).filter(|gap| gap.len() <= NEAR);
    gap.is_some_and(|gap| !gap.contains('\n') && !gap.replace("no.", "no").contains('.'))
}

/// Drops phones, postcodes and addresses of an organisation: a word of one stands near, and the text speaks of no person.
pub fn drop_organisations(tokens: &Tokens<'_>, hits: &[Hit<Tag>], findings: &mut Vec<Finding>) {
    let is_contact = |kind| matches!(kind, Kind::Phone | Kind::Postcode | Kind::Address | Kind::PersonalUrl);
    let speaks_of_a_person = findings.iter().any(|finding| finding.score >= ENOUGH && !is_contact(finding.kind));
    let names_an_organisation = hits.iter().any(|hit| matches!(hit.tag, Tag::Organisation));
    if !speaks_of_a_person && names_an_organisation {
        findings.retain(|finding| !is_contact(finding.kind) || is_mobile(tokens, finding));
    }
}

fn is_mobile(tokens: &Tokens<'_>, finding: &Finding) -> bool {
    let written = tokens.slice(finding.span).trim_start_matches(['+', '(']);
    finding.kind == Kind::Phone
        && (written.starts_with("07") || written.starts_with("447") || written.starts_with("44 7"))
}

/// Whether a name is that of a street: "Hollinbrook" in "92 Hollinbrook Avenue".
pub fn is_in_address(known: &[Finding], name: &Finding) -> bool {
    let next = known.partition_point(|finding| finding.span.start <= name.span.start);
    let mut before = known[..next].iter().rev().take(2);
    before.any(|other| other.kind == Kind::Address && other.span.end >= name.span.end)
}

/// Whether a name is no name but the word before a finding that it explains: "Reg" in "Reg LW73 VLJ".
pub fn is_label(tokens: &Tokens<'_>, hits: &[Hit<Tag>], known: &[Finding], name: &Finding) -> bool {
    let next = known.partition_point(|finding| finding.span.start < name.span.end);
    let touches = known.get(next).is_some_and(|finding| finding.span.start - name.span.end <= 2);
    let from = hits.partition_point(|hit| tokens[hit.first].start() < name.span.start);
    let mut begin = hits[from..].iter().take_while(|hit| tokens[hit.first].start() == name.span.start);
    let explains =
        touches && begin.any(|hit| matches!(hit.tag, Tag::Context(_)) && tokens[hit.last].end() == name.span.end);
    explains || fills_label(tokens, hits, name)
}

/// Whether a name is a word of a label that fills its cell: "Status" in "SEN Status | K".
fn fills_label(tokens: &Tokens<'_>, hits: &[Hit<Tag>], name: &Finding) -> bool {
    let is_edge = |at: usize| {
        tokens.get(at).is_none_or(|token| {
            token.shape == Shape::Newline || [b'\t', b'|', b':'].iter().any(|mark| token.is_mark(*mark))
        })
    };
    let holds = |hit: &&Hit<Tag>| {
        matches!(hit.tag, Tag::Header(_))
            && tokens.span(hit.first, hit.last).start <= name.span.start
            && tokens[hit.last].end() >= name.span.end
    };
    let upto = hits.partition_point(|hit| tokens[hit.first].start() <= name.span.start);
    let labels = hits[..upto].iter().rev().take(8).filter(holds);
    let mut filled = labels.filter(|hit| is_edge(hit.last + 1) && hit.first.checked_sub(1).is_none_or(is_edge));
    filled.next().is_some()
}
