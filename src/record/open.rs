//! The record in force: a stored state, verified again, ready to be asked.

use super::address::Address;
use super::health::Health;
use super::list::{Content, List};
use super::meet::{self, Source, meet_content};
use super::root::Root;
use super::settings::{Settings, spoken_fingerprint};
use super::state::{Held, State};
use super::time::Time;
use super::tool::{Status, Tool};
use crate::error::Error;
use serde::Serialize;
use std::borrow::Cow;

/// The record in force. It never changes: a new state or a new hour makes a new one.
#[derive(Debug)]
pub struct Opened {
    /// How far it can be relied on.
    pub health: Health,
    /// What of the stored state did not verify; the rest is in force.
    pub fault: Option<Error>,
    /// Whose it is and until when; `None` without a list.
    pub summary: Option<Summary>,
    /// Contacts, reminders and settings of trust and school together. Its `tools` are empty: ask [`Opened::look_up`].
    pub content: Content,
    trust: Option<Side>,
    school: Option<Side>,
}

/// A list, and what each of its tools comes to where the other list has nothing to say.
#[derive(Debug)]
struct Side {
    list: List,
    alone: Vec<Option<Tool>>,
}

impl Side {
    fn new(list: List, alone: impl Fn(&Tool) -> Option<Tool>) -> Side {
        Side { alone: list.content.tools.iter().map(alone).collect(), list }
    }

    fn tool(&self, n: usize) -> Option<&Tool> {
        self.list.content.tools.get(n)
    }
}

/// Whose record it is, and until when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[allow(missing_docs)]
pub struct Summary {
    /// The school's name if its trust gives one, else the organisation's.
    pub name: String,
    pub org_id: String,
    pub school_id: String,
    /// `B55D-86A9-…`, to compare with the poster.
    pub fingerprint: String,
    /// Of the trust's list.
    pub version: u64,
    /// Of the school's own list within its trust.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub school_version: Option<u64>,
    pub issued: Time,
    /// The earlier end, where there are two lists.
    pub expires: Time,
    pub root_version: u64,
    pub root_expires: Time,
    /// For the keepers: the root's own health. Staff are told by the list's.
    pub root_health: Health,
}

/// What the record says of one address.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Entry<'a> {
    /// Whose word it is.
    pub source: Source,
    /// The tool, trust and school met, staleness applied; its rules are left out.
    #[serde(flatten)]
    pub tool: Cow<'a, Tool>,
}

/// Verifies a state from the pinned hash and opens it. Never fails: what cannot be trusted shows in the health.
pub fn open(state: &State, settings: Option<&Settings>, now: Time) -> Opened {
    let Some(settings) = settings else { return Opened::empty(Health::NotEnrolled, None) };
    let held = Held::walk(state, settings);
    match (held.root, held.trust) {
        (Some(root), Some((_, trust))) => {
            Opened::new(root, trust, held.school.map(|(_, list)| list), held.fault, settings, now)
        }
        _ => Opened::empty(Health::NoList, held.fault),
    }
}

impl Opened {
    fn empty(health: Health, fault: Option<Error>) -> Opened {
        let content = Content::default();
        Opened { health, fault, summary: None, content, trust: None, school: None }
    }

    fn new(
        root: Root,
        trust: List,
        school: Option<List>,
        fault: Option<Error>,
        settings: &Settings,
        now: Time,
    ) -> Opened {
        let delegation = trust.delegation(&settings.school_id).cloned();
        let lists = || std::iter::once(&trust).chain(&school);
        let issued = lists().map(|list| list.issued).max().unwrap_or(trust.issued);
        let expires = lists().map(|list| list.expires).min().unwrap_or(trust.expires);
        let summary = Summary {
            name: delegation
                .as_ref()
                .map(|d| d.name.clone())
                .filter(|n| !n.is_empty())
                .unwrap_or(root.org.name.clone()),
            org_id: root.org.id.to_string(),
            school_id: settings.school_id.to_string(),
            fingerprint: spoken_fingerprint(&root.anchor),
            version: trust.version,
            school_version: school.as_ref().map(|list| list.version),
            issued,
            expires,
            root_version: root.version,
            root_expires: root.expires,
            root_health: Health::of_root(root.expires, root.time(now)),
        };
        let health = lists().map(|list| Health::of_list(list.expires, root.time(now).max(list.issued))).max();
        let health = health.unwrap_or(Health::NoList);
        let content = match &school {
            Some(school) => meet_content(&trust.content, &school.content),
            None => Content { tools: Vec::new(), ..trust.content.clone() },
        };
        let may_add = delegation.and_then(|delegation| delegation.may_add);
        let added = |tool: &Tool| meet::added(tool, may_add.as_ref()).map(|tool| as_of_now(tool, health));
        let school = school.map(|list| Side::new(list, added));
        let trust = Some(Side::new(trust, |tool| Some(as_of_now(meet::settled(tool), health))));
        Opened { health, fault, summary: Some(summary), content, trust, school }
    }

    /// What the record says of this address; `None` if it is not on record.
    pub fn look_up(&self, address: &Address) -> Option<Entry<'_>> {
        let at = |side| Option::as_ref(side).and_then(|side: &Side| Some((side, side.list.look_up(address)?)));
        let (source, tool) = match (at(&self.trust), at(&self.school)) {
            (None, None) => return None,
            (Some((trust, n)), None) => (Source::Trust, Cow::Borrowed(trust.alone.get(n)?.as_ref()?)),
            (None, Some((school, n))) => (Source::School, Cow::Borrowed(school.alone.get(n)?.as_ref()?)),
            (Some((trust, t)), Some((school, s))) => {
                let met = meet::stricter(trust.tool(t)?, school.tool(s)?);
                (Source::Both, Cow::Owned(as_of_now(met, self.health)))
            }
        };
        Some(Entry { source, tool })
    }

    /// Every tool, as [`Opened::look_up`] answers at its first address; sorted by name, then id.
    pub fn tools(&self) -> Vec<Entry<'_>> {
        let tools = self.listed();
        let addresses = tools.filter_map(|tool| tool.rules.first()?.address());
        let mut entries: Vec<_> = addresses.filter_map(|address| self.look_up(&address)).collect();
        entries.sort_by(|a, b| (&a.tool.name, &a.tool.id).cmp(&(&b.tool.name, &b.tool.id)));
        entries.dedup_by(|a, b| a.tool.id == b.tool.id);
        entries
    }

    /// What the record calls the tool of this id; the trust's word comes first.
    pub fn name_of(&self, id: &str) -> Option<&str> {
        self.listed().find(|tool| tool.id == id).map(|tool| tool.name.as_str())
    }

    /// Hosts that the record names, for the browser to watch: `(host, subdomains)`, sorted, each once.
    pub fn hosts(&self) -> Vec<(String, bool)> {
        let rules = self.listed().flat_map(|tool| &tool.rules).filter(|rule| rule.has_good_host());
        let mut hosts: Vec<_> = rules.map(|rule| (rule.host.clone(), rule.subdomains)).collect();
        hosts.sort();
        hosts.dedup();
        hosts
    }

    fn listed(&self) -> impl Iterator<Item = &Tool> {
        self.trust.iter().chain(&self.school).flat_map(|side| &side.list.content.tools)
    }
}

/// Good news goes stale, bad news does not; and only what is approved now may be given data.
fn as_of_now(mut tool: Tool, health: Health) -> Tool {
    if tool.status.is_approval() && !health.confirms_approvals() {
        tool.status = Status::CannotConfirm;
    }
    if !tool.status.is_approval() {
        tool.data_allowed.clear();
    }
    tool
}
