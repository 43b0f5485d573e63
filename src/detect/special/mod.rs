//! Special-category data, and words almost as sensitive, about an individual. "Pupils with EHCPs" tells of nobody; "J has an EHCP" does.

mod words;

pub use words::{Word, words};

use super::kind::{Kind, Severity};
use super::lexicon::Hit;
use super::recogniser::{ENOUGH, Profile};
use super::scan::{Shape, Token, Tokens};
use super::tag::Tag;
use super::{Finding, Subject};

/// Special educational needs.
pub const SEN: Profile = Profile { kind: Kind::Sen, label: "SEN", severity: Severity::Special };
/// Health.
pub const HEALTH: Profile = Profile { kind: Kind::Health, label: "Health", severity: Severity::Special };
/// Safeguarding.
pub const SAFEGUARDING: Profile =
    Profile { kind: Kind::Safeguarding, label: "Safeguarding", severity: Severity::Safeguarding };
/// Looked-after status.
pub const LOOKED_AFTER: Profile = Profile { kind: Kind::LookedAfter, label: "Care", severity: Severity::Special };
/// Economic circumstances.
pub const ECONOMIC: Profile = Profile { kind: Kind::Economic, label: "Circumstances", severity: Severity::Special };
/// Ethnicity, religion or belief, orientation.
pub const ETHNICITY_RELIGION: Profile =
    Profile { kind: Kind::EthnicityReligion, label: "Background", severity: Severity::Special };
/// Behaviour and exclusion.
pub const BEHAVIOUR: Profile = Profile { kind: Kind::Behaviour, label: "Behaviour", severity: Severity::High };

/// Words of special categories in sentences that speak of one person. `people` are findings sorted by start; names count.
pub fn find(tokens: &Tokens<'_>, hits: &[Hit<Tag>], people: &[Finding]) -> Vec<Finding> {
    let mut find = Find { tokens, hits, people, findings: Vec::new(), spoken_of: None };
    let mut first = 0;
    while first < tokens.len() {
        let end = first + sentence_length(&tokens[first..]);
        find.sentence(first, end);
        first = end;
    }
    find.findings
}

/// Tokens up to and with the stop or the line break; a colon or a bar does not end a sentence.
fn sentence_length(rest: &[Token]) -> usize {
    let stops = |at: usize, token: &Token| {
        let is_stop = token.shape == Shape::Mark && matches!(token.lead, b'.' | b'!' | b'?');
        token.shape == Shape::Newline || (is_stop && rest.get(at + 1).is_none_or(|next| !next.touches()))
    };
    rest.iter().enumerate().position(|(at, token)| stops(at, token)).map_or(rest.len(), |at| at + 1)
}

struct Find<'a, 't> {
    tokens: &'a Tokens<'t>,
    /// Hits and people that have not been passed.
    hits: &'a [Hit<Tag>],
    people: &'a [Finding],
    findings: Vec<Finding>,
    /// The person of an earlier sentence of this paragraph, whom a pronoun may mean.
    spoken_of: Option<Subject>,
}

impl Find<'_, '_> {
    fn sentence(&mut self, first: usize, end: usize) {
        let hits = take_while(&mut self.hits, |hit| hit.first < end);
        let from = self.tokens[first].start();
        let to = self.tokens[end - 1].end();
        let people: Vec<_> = take_while(&mut self.people, |person| person.span.start < to)
            .iter()
            .filter(|person| person.span.start >= from && person.kind == Kind::PersonName && person.score >= ENOUGH)
            .collect();
        if self.is_blank_line(first, end) {
            self.spoken_of = None;
        }
        let about = Sentence { tokens: self.tokens, first, end, people: &people };
        let words: Vec<_> = hits
            .iter()
            .filter_map(|hit| match hit.tag {
                Tag::Special(word) => Some((hit, word)),
                _ => None,
            })
            .collect();
        let subject = Some(()).filter(|()| !words.is_empty()).and_then(|()| about.subject(self.spoken_of));
        if let Some(subject) = subject {
            let nearest = |hit: &Hit<Tag>| about.nearest(hit).unwrap_or(subject);
            self.findings.extend(words.into_iter().filter_map(|(hit, word)| about.finding(hit, word, nearest(hit))));
        }
        self.spoken_of = people.last().map(|person| person.subject).or(self.spoken_of);
    }

    fn is_blank_line(&self, first: usize, end: usize) -> bool {
        end - first == 1 && self.tokens[first].shape == Shape::Newline
    }
}

/// Splits off what passes at the front.
fn take_while<'a, T>(list: &mut &'a [T], passes: impl Fn(&T) -> bool) -> &'a [T] {
    let (taken, rest) = list.split_at(list.iter().take_while(|item| passes(item)).count());
    *list = rest;
    taken
}

struct Sentence<'a, 't> {
    tokens: &'a Tokens<'t>,
    first: usize,
    end: usize,
    people: &'a [&'a Finding],
}

impl Sentence<'_, '_> {
    /// The person it speaks of: one named, one known from before by a pronoun, a lone initial that has or is something, or "my son".
    fn subject(&self, spoken_of: Option<Subject>) -> Option<Subject> {
        if let Some(person) = self.people.first() {
            return Some(person.subject);
        }
        let words = || (self.first..self.end).filter(|&at| self.tokens[at].is_word());
        if words().any(|at| self.is_one_of(at, PRONOUNS)) && spoken_of.is_some() {
            return spoken_of;
        }
        words().find_map(|at| self.individual(at))
    }

    /// Whose name stands last before the word: in "Dear Mrs Khan, Amira has an EHCP" it is Amira's.
    fn nearest(&self, hit: &Hit<Tag>) -> Option<Subject> {
        let word = self.tokens[hit.first].start();
        let before = self.people.partition_point(|person| person.span.end <= word);
        before.checked_sub(1).map(|last| self.people[last].subject)
    }

    /// "J has", "my son", "this pupil", "he has".
    fn individual(&self, at: usize) -> Option<Subject> {
        let is_verb_next = at + 1 < self.end && self.is_one_of(at + 1, &["has", "is", "was", "had"]);
        let is_noun_next = at + 1 < self.end
            && self.is_one_of(at + 1, &["son", "daughter", "child", "pupil", "student", "boy", "girl", "tutee"]);
        let is_initial = self.tokens[at].shape == Shape::Initial && !self.is_one_of(at, &["I", "A"]) && is_verb_next;
        let is_mine = self.is_one_of(at, &["my", "this", "our"]) && is_noun_next;
        let is_pronoun = self.is_one_of(at, &["he", "she"]) && is_verb_next;
        (is_initial || is_mine || is_pronoun).then_some(Subject::Pupil)
    }

    fn is_one_of(&self, at: usize, words: &[&str]) -> bool {
        let token = &self.tokens[at];
        words.iter().any(|word| word.len() == token.len() && word.eq_ignore_ascii_case(self.tokens.of(token)))
    }

    /// The finding for a word, unless it is about a group, or too weak for what the sentence has.
    fn finding(&self, hit: &Hit<Tag>, word: Word, subject: Subject) -> Option<Finding> {
        let is_plural = (hit.first.saturating_sub(6).max(self.first)..hit.first).any(|at| self.is_one_of(at, GROUPS));
        let is_near_name = word.is_strong || !self.people.is_empty();
        let score = if word.is_strong { 0.8 } else { 0.6 };
        let subject = if subject == Subject::Unknown { Subject::Pupil } else { subject };
        (!is_plural && is_near_name).then(|| Finding {
            kind: word.kind,
            span: self.tokens.span(hit.first, hit.last),
            score,
            subject,
        })
    }
}

const PRONOUNS: &[&str] = &["he", "she", "his", "her", "him", "hers", "they", "their", "them", "himself", "herself"];

/// Words before that make it a group's: "pupils with", "a register of children on".
const GROUPS: &[&str] = &[
    "pupils",
    "children",
    "students",
    "learners",
    "families",
    "those",
    "anyone",
    "all",
    "everyone",
    "policy",
    "who",
    "cohort",
    "groups",
    "parents",
    "staff",
    "teachers",
    "any",
    "register",
    "whether",
    "about",
    "define",
    "lesson",
    "novel",
    "play",
    "character",
];
