//! Lists: the tools, the people to ask, what a trust leaves to its schools.

use super::address::Index;
use super::envelope::{Envelope, Payload, PayloadType};
use super::key::{Keys, Role, RoleSpec, from_hex};
use super::root::{Root, read_dates, read_payload};
use super::scope::Scope;
use super::time::Time;
use super::tool::{Data, Status, Tool, ToolKind, known_only};
use crate::error::{Code, Error};
use serde::{Deserialize, Deserializer, Serialize};
use std::collections::{BTreeMap, BTreeSet};

const TOOLS: usize = 2_000;
const RULES_PER_TOOL: usize = 64;
const DELEGATIONS: usize = 500;

/// The greatest version: what a JavaScript number holds exactly.
pub(super) const MAX_VERSION: u64 = (1 << 53) - 1;

/// A list's payload as it is written.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ListPayload {
    /// `chalkline/1`.
    pub spec: String,
    /// Hex SHA-256 of root version 1's payload.
    pub anchor: String,
    /// The trust or school it is meant for.
    pub scope: Scope,
    /// 1, 2, 3, …
    pub version: u64,
    /// When it was signed.
    pub issued: String,
    /// Until when it holds.
    pub expires: String,
    /// What it says.
    #[serde(flatten)]
    pub content: Content,
    /// What a trust leaves to its schools.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub delegations: Vec<Delegation>,
}

/// What a list says.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Content {
    /// The tools.
    pub tools: Vec<Tool>,
    /// Whom to ask, by role.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contacts: Vec<Contact>,
    /// The school's own words for the fact-check reminder.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reminders: Vec<String>,
    /// Where the school's policy stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub policy_url: Option<String>,
    /// How the extension behaves.
    #[serde(default)]
    pub settings: ListSettings,
}

/// Whom to ask. The record is public: roles and shared addresses, not people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Contact {
    /// `ai_lead`, `data_protection`, `designated_safeguarding_lead`, or a word of the school's own.
    pub role: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
}

/// How the extension behaves, so far as the school decides it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ListSettings {
    /// Whether a person may go on with what was stopped.
    pub go_on: GoOn,
    /// After the first copy on a tool in a session, every how many copies the reminder comes; 10 if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reminder_every: Option<u32>,
    /// Reminders by kind of tool, instead of the built-in ones.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub reminders_by_kind: BTreeMap<String, Vec<String>>,
    /// Where facts can be checked.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
    /// Identifiers of the school's own: admission numbers, user names.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub patterns: Vec<Pattern>,
    /// base64 of the filter of pupils' names that `chalkline roster make` writes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub roster: Option<String>,
    /// The school's own OpenTelemetry collector, for counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub collector: Option<String>,
    /// News for staff, shown once.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notices: Vec<Notice>,
}

/// Whether a person may go on with what was stopped; the greater is the stricter.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum GoOn {
    /// With a reason.
    #[default]
    WithReason,
    /// Never; also what a word of a later version means.
    Never,
}

impl<'de> Deserialize<'de> for GoOn {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<GoOn, D::Error> {
        let word = String::deserialize(deserializer)?;
        Ok(if word == "with_reason" { GoOn::WithReason } else { GoOn::Never })
    }
}

/// A place to check facts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Link {
    pub title: String,
    pub url: String,
}

/// An identifier of the school's own. What the expression may be, and what it costs, is the detector's to judge.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Pattern {
    pub id: String,
    pub label: String,
    pub regex: String,
}

/// News for staff.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Notice {
    pub id: String,
    pub title: String,
    pub text: String,
    /// From which day.
    pub from: String,
}

/// What a trust leaves to one of its schools.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delegation {
    /// The school.
    pub scope: Scope,
    /// Its name, as people read it.
    #[serde(default)]
    pub name: String,
    /// The school's keys.
    pub keys: Keys,
    /// How many of them must sign.
    pub role: RoleSpec,
    /// Where the school publishes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub urls: Vec<String>,
    /// What the school may approve beyond the trust's own list; nothing if absent.
    #[serde(default)]
    pub may_add: Option<MayAdd>,
}

/// What a school may approve by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MayAdd {
    /// Tools of these kinds only.
    #[serde(deserialize_with = "known_only")]
    pub kinds: BTreeSet<ToolKind>,
    /// At most this open.
    pub max_status: Status,
    /// For at most these data.
    #[serde(default, deserialize_with = "known_only")]
    pub data_allowed: BTreeSet<Data>,
    /// Whether for pupils too.
    #[serde(default)]
    pub pupils: bool,
}

/// Who must have signed a list, and for whom it must be meant.
pub(super) struct Expected<'a> {
    pub place: &'static str,
    pub role: &'a Role,
    pub scope: &'a Scope,
    pub min_version: u64,
}

/// A list that was verified.
#[derive(Debug, Clone)]
pub struct List {
    /// SHA-256 of the payload.
    pub sha256: [u8; 32],
    /// Its number.
    pub version: u64,
    /// When it was signed.
    pub issued: Time,
    /// Until when it holds.
    pub expires: Time,
    /// What it says.
    pub content: Content,
    pub(super) delegations: Vec<Delegation>,
    index: Index,
}

impl List {
    /// Verifies a list: signatures, then what it says of itself. Whether it has run out is judged elsewhere: a held
    /// list that has run out is still the list.
    pub(super) fn verify(envelope: &Envelope, root: &Root, expected: &Expected<'_>) -> Result<List, Error> {
        let sealed = envelope.open(expected.place)?;
        let wire = read(sealed.verify(PayloadType::List, expected.role)?, expected.place)?;
        let refuse = |code| Err(Error::new(code, expected.place));
        if from_hex(&wire.anchor) != Some(root.anchor) {
            return refuse(Code::WrongAnchor);
        }
        if wire.scope != *expected.scope {
            return refuse(Code::WrongAudience);
        }
        if !wire.delegations.is_empty() && *expected.scope != root.org.id {
            return refuse(Code::NestedDelegation);
        }
        let (issued, expires) = read_dates(&wire.issued, &wire.expires, expected.place)?;
        if expires > issued.plus_days(root.max_list_days) {
            return refuse(Code::LifetimeTooLong);
        }
        if wire.version < expected.min_version {
            return refuse(Code::Rollback);
        }
        let tools = wire.content.tools.iter().enumerate();
        let index = Index::new(tools.flat_map(|(n, tool)| tool.rules.iter().map(move |rule| (rule, n))));
        let (content, delegations) = (wire.content, wire.delegations);
        Ok(List { sha256: sealed.sha256(), version: wire.version, issued, expires, content, delegations, index })
    }

    /// The number of the tool at this address: the most specific rule wins, on a tie the strictest status.
    pub(super) fn look_up(&self, address: &super::Address) -> Option<usize> {
        let tied = self.index.look_up(address).into_iter().rev();
        tied.max_by_key(|n| self.content.tools.get(*n).map(Tool::effective_status))
    }

    /// What the trust leaves to this school.
    pub(super) fn delegation(&self, school: &Scope) -> Option<&Delegation> {
        self.delegations.iter().find(|delegation| delegation.scope == *school)
    }
}

fn read(payload: Payload<'_>, place: &'static str) -> Result<ListPayload, Error> {
    let wire: ListPayload = read_payload(payload, place)?;
    let rules = wire.content.tools.iter().map(|tool| tool.rules.len()).max().unwrap_or(0);
    if wire.content.tools.len() > TOOLS || rules > RULES_PER_TOOL || wire.delegations.len() > DELEGATIONS {
        return Err(Error::new(Code::LimitExceeded, place));
    }
    let mut schools = BTreeSet::new();
    let is_clear = wire.delegations.iter().all(|delegation| schools.insert(&delegation.scope));
    if !is_clear || !(1..=MAX_VERSION).contains(&wire.version) {
        return Err(Error::new(Code::BadField, place));
    }
    Ok(wire)
}
