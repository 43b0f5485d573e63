//! What a keeper forgets: the strict reading of a draft, before it is signed.
//!
//! Browsers read laxly, so that a later version of the format does not blind them; writers are held to every rule.
//! A [`Problem`] has a stable code and the JSON pointer of its place; its words here are for the command line, the
//! extension has its own by code.

mod rules;
mod shape;

use crate::record::Time;
use serde::Serialize;
use serde_json::Value;

pub use shape::schema;

/// Something to mend, or to look at.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Problem {
    /// Whether it keeps the draft from being signed.
    pub level: Level,
    /// JSON pointer into the draft: `/tools/3/assessment`.
    pub at: String,
    /// Stable, in capitals.
    pub code: &'static str,
}

/// Whether a problem keeps a draft from being signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Not to be signed like this.
    Error,
    /// To be looked at.
    Warning,
}

/// Reads a draft strictly. `is_public_suffix` says whether people who do not know each other may hold names under this
/// one (`github.io`); the list is long, so it is the caller's. Sorted: errors first.
pub fn check(draft: &Value, today: Time, is_public_suffix: &dyn Fn(&str) -> bool) -> Vec<Problem> {
    let mut found = Found::default();
    shape::check(draft, &mut found);
    rules::check(draft, today, is_public_suffix, &mut found);
    found.0.sort();
    found.0.dedup();
    found.0
}

#[derive(Default)]
struct Found(Vec<Problem>);

impl Found {
    fn error(&mut self, code: &'static str, at: impl Into<String>) {
        self.0.push(Problem { level: Level::Error, at: at.into(), code });
    }

    fn warning(&mut self, code: &'static str, at: impl Into<String>) {
        self.0.push(Problem { level: Level::Warning, at: at.into(), code });
    }
}

/// Hosts under which anyone may hold a name, though the public suffix list does not have them.
pub const SHARED_HOSTS: &[&str] = &["cloud.microsoft", "sharepoint.com", "weebly.com"];

impl Problem {
    /// What it means, in English.
    pub fn words(&self) -> &'static str {
        WORDS.iter().find(|(code, _)| *code == self.code).map_or("", |(_, words)| words)
    }
}

/// Every code, and what it means.
pub const WORDS: &[(&str, &str)] = &[
    ("APPROVAL_WITHOUT_ASSESSMENT", "approved, but no risk assessment is recorded"),
    ("APPROVAL_WITHOUT_USERS", "approved, but it does not say for whom"),
    ("BAD_KEYS", "these keys and this threshold cannot be used together"),
    (
        "BAD_PATTERN",
        "the detector cannot use it: at most 16 patterns, ASCII, matches of 3 to 64 characters, no open-ended repeats",
    ),
    ("BAD_ROSTER", "not a filter of names as `chalkline roster make` writes it"),
    ("BAD_RULE", "no browser shows such a host or path: lower case, no port, no address in numbers, no wildcard"),
    ("CONDITIONS_MISSING", "approved with conditions, but no condition is given"),
    (
        "CONTACT_MISSING",
        "nobody is named for this: staff need ai_lead, data_protection and designated_safeguarding_lead",
    ),
    ("CONTACT_WITHOUT_ADDRESS", "no office, address or number: how do staff reach them?"),
    ("DUPLICATE_ID", "this id stands twice"),
    ("MISSING", "this is required"),
    ("NAMES_A_PERSON", "the record is public: give a role and a shared address, not a person"),
    ("PUBLIC_SUFFIX", "anyone may hold a name under this host: the rule would cover strangers' pages"),
    ("PUPILS_TOO_YOUNG", "pupils below the maker's own minimum age"),
    ("PUPILS_WITHOUT_LIMITS", "pupils may use it, but minimum age or supervision is not settled"),
    (
        "PUPIL_DATA_WITHOUT_DPIA",
        "pupil or special category data, but no data protection impact assessment is referred to",
    ),
    ("REVIEW_BEFORE_ASSESSMENT", "the review is due before the assessment was made"),
    ("REVIEW_OVERDUE", "the review is overdue"),
    ("SAME_RULE_TWICE", "two tools claim this address; the stricter would win"),
    ("SCHOOL_DELEGATES", "only the trust's list may delegate"),
    ("SHADOWED_RULE", "another tool's rule is more specific and takes this address"),
    ("TRAINS_ON_DATA", "it trains on what is put in, or may, yet personal data is allowed"),
    ("UNKNOWN_CONTACT_ROLE", "no contact has this role"),
    ("UNKNOWN_FIELD", "not a field of the format: a slip, or of a later version"),
    ("USE_INSTEAD_NOT_APPROVED", "named as an alternative, but not an approved tool of this list"),
    ("WRONG_SHAPE", "not of the form that belongs here"),
];
