//! Personal data in text: one linear pass, findings with spans, never the text itself.
//!
//! [`Detector::find`] reads in this order: [`scan`] makes tokens, [`lexicon`] marks the words that mean something, [`sweep`] runs every
//! recogniser where it may begin, [`table`] reads columns and labels, [`names`] finds people, [`beside`] weighs each by its company,
//! [`special`] ties sensitive words to a person, and [`overlap`] leaves one finding for each stretch of text.

mod beside;
mod check_digit;
mod chunk;
mod code;
mod general;
mod kind;
mod lexicon;
mod login;
pub mod names;
mod overlap;
pub mod own;
mod placeholder;
mod recogniser;
mod roster;
mod scan;
mod special;
mod subject;
mod sweep;
mod table;
mod tag;
mod uk;
mod words;

pub use kind::{Kind, Severity};
pub use own::OwnPatterns;
pub use roster::Roster;

use crate::span::Span;
use lexicon::Lexicon;
use recogniser::ENOUGH;
use serde::Serialize;
use tag::Tag;

/// Whose data a finding is, as far as the text tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Subject {
    /// A parent, carer or other relative.
    Family,
    /// A pupil.
    Pupil,
    /// A member of staff.
    Staff,
    /// The text does not tell.
    Unknown,
}

impl Subject {
    /// Every subject, in order of its number at the boundary with JavaScript.
    pub const ALL: [Subject; 4] = [Subject::Family, Subject::Pupil, Subject::Staff, Subject::Unknown];
}

/// One piece of personal data: kind, place, confidence. It never holds the text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Finding {
    /// What it is.
    pub kind: Kind,
    /// Where it stands, in bytes.
    pub span: Span,
    /// Confidence from 0 to 1.
    pub score: f32,
    /// Whose it is.
    pub subject: Subject,
}

impl Finding {
    /// The harm it can do.
    pub fn severity(&self) -> Severity {
        recogniser::profile(self.kind).severity
    }

    /// What its placeholder calls it: `Pupil`, `UPN`.
    pub fn label(&self) -> &'static str {
        recogniser::label(self.kind, self.subject)
    }
}

/// Finds personal data. Immutable: a changed record makes a new one.
#[derive(Debug)]
pub struct Detector {
    lexicon: Lexicon<Tag>,
    starts: sweep::Starts,
    own: Option<OwnPatterns>,
    roster: Option<Roster>,
}

/// What a column's header says of a cell is surer than how the cell reads.
const SUREST_NAME: f32 = 0.95;

impl Default for Detector {
    fn default() -> Self {
        Detector::new()
    }
}

impl Detector {
    /// A detector of every built-in kind.
    pub fn new() -> Self {
        Detector { lexicon: tag::lexicon(), starts: sweep::Starts::new(), own: None, roster: None }
    }

    /// The same detector, knowing a school's own patterns and its roster, or none.
    pub fn with(self, own: Option<OwnPatterns>, roster: Option<Roster>) -> Self {
        Detector { own, roster, ..self }
    }

    /// The findings in this text: sorted, disjoint, in bounds, on character boundaries. Linear in the text, whatever it holds.
    ///
    /// # Panics
    /// If the text is 4 GiB or longer.
    pub fn find(&self, text: &str) -> Vec<Finding> {
        let tokens = scan::scan(text);
        let mut hits = self.lexicon.find(&tokens);
        let placeholders = placeholder::find(&tokens);
        hits.retain(|hit| !placeholder::holds(&placeholders, tokens[hit.first].start()));
        let mut findings = sweep::sweep(&self.starts, &tokens, &hits);
        findings.extend(table::find(&tokens, &hits));
        findings.extend(self.own.iter().flat_map(|own| own.find(&tokens)));
        sort(&mut findings);
        add(&mut findings, |known| uk::address::before_postcodes(&tokens, known));
        let known: Vec<_> = findings.iter().filter(|finding| finding.score >= ENOUGH).copied().collect();
        let names = names::find(&tokens, &known, self.roster.as_ref()).into_iter().filter(|name| {
            !placeholder::holds(&placeholders, name.span.start)
                && !beside::is_label(&tokens, &hits, &known, name)
                && !beside::is_in_address(&known, name)
        });
        let names = names.map(|name| Finding { score: name.score.min(SUREST_NAME), ..name });
        add(&mut findings, |_| names.collect());
        add(&mut findings, |known| beside::names_before_mail(&tokens, known));
        add(&mut findings, |known| login::find(&tokens, known));
        beside::raise_births(&tokens, &mut findings);
        beside::raise_by_company(&mut findings);
        findings.retain(|finding| finding.score >= ENOUGH);
        beside::drop_organisations(&tokens, &hits, &mut findings);
        subject::assign(&tokens, &mut findings);
        add(&mut findings, |known| special::find(&tokens, &hits, known));
        let mut findings = overlap::resolve(text, &mut findings);
        subject::tell_pupils(&mut findings);
        findings
    }
}

/// Adds what the findings so far lead to.
fn add(findings: &mut Vec<Finding>, find: impl FnOnce(&[Finding]) -> Vec<Finding>) {
    let more = find(findings);
    if !more.is_empty() {
        findings.extend(more);
        sort(findings);
    }
}

/// In the one order that findings have: the sort is made once for all who need it, for each kind of sort is a kilobyte of every page.
fn sort(findings: &mut [Finding]) {
    findings.sort_by_key(|finding| (finding.span, finding.kind));
}
