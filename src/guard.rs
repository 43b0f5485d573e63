//! The record in force and what it means for an address: the façade that the extension's edges use.

use crate::decide::Rules;
use crate::detect::{Detector, OwnPatterns, Roster};
use crate::error::Error;
use crate::record::check::{self, Level, Problem};
use crate::record::{
    Address, Contact, Entry, Health, Link, ListSettings, Notice, Opened, Pattern, Settings, State, Status, Summary,
    Time, open,
};
use crate::remind;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;

/// A verified record, ready to judge addresses. It never changes: a new record, or a new hour, makes a new one.
#[derive(Debug)]
pub struct Guard {
    opened: Opened,
    /// The school's own patterns, compiled, in base64; empty if it has none.
    patterns: String,
    /// The filter of its pupils' rare names; empty if it has none.
    roster: String,
    fault: Option<Error>,
}

impl Guard {
    /// Verifies what is stored and opens it. Never fails: what cannot be trusted shows in [`Guard::health`] and
    /// [`Guard::fault`], and the rest is in force.
    pub fn new(state: &State, settings: Option<&Settings>, now: Time) -> Guard {
        let opened = open(state, settings, now);
        let settings = &opened.content.settings;
        let (patterns, roster) = (compile(&settings.patterns), roster(settings));
        let fault = opened.fault.or(patterns.as_ref().err().copied()).or(roster.as_ref().err().copied());
        let in_base64 = |patterns: OwnPatterns| BASE64_STANDARD.encode(patterns.to_bytes());
        let patterns = patterns.ok().flatten().map(in_base64).unwrap_or_default();
        let roster = roster.ok().flatten().map(|roster| roster.to_text()).unwrap_or_default();
        Guard { opened, patterns, roster, fault }
    }

    /// How far the record can be relied on.
    pub fn health(&self) -> Health {
        self.opened.health
    }

    /// What of the stored record did not verify, or cannot be used.
    pub fn fault(&self) -> Option<Error> {
        self.fault
    }

    /// Whose record it is; `None` while there is none.
    pub fn summary(&self) -> Option<&Summary> {
        self.opened.summary.as_ref()
    }

    /// Whom to ask.
    pub fn contacts(&self) -> &[Contact] {
        &self.opened.content.contacts
    }

    /// Every tool of the record, as [`Guard::check`] would answer at its first address; sorted by name.
    pub fn tools(&self) -> Vec<Entry<'_>> {
        self.opened.tools()
    }

    /// News for staff, current or still to come.
    pub fn notices(&self) -> &[Notice] {
        &self.opened.content.settings.notices
    }

    /// Where the record asks for counts to be sent; none while it cannot be relied on.
    pub fn collector(&self) -> Option<&str> {
        let settings = &self.opened.content.settings;
        settings.collector.as_deref().filter(|_| self.health().confirms_approvals())
    }

    /// Hosts that the record names: `(host, subdomains)`.
    pub fn hosts(&self) -> Vec<(String, bool)> {
        self.opened.hosts()
    }

    /// What the record says of an address; fails on what is not an address of the web.
    pub fn check(&self, url: &str) -> Result<Verdict<'_>, Error> {
        let mut tool = self.opened.look_up(&Address::parse(url)?);
        if let Some(entry) = tool.as_mut().filter(|entry| !entry.tool.use_instead.is_empty()) {
            let named = self.name(&entry.tool.use_instead);
            entry.tool.to_mut().use_instead = named;
        }
        Ok(Verdict {
            health: self.health(),
            standing: self.standing(tool.as_ref()),
            tool,
            record: self.opened.summary.clone(),
            contacts: self.contacts().to_vec(),
            reminder: self.reminder(),
            notices: self.notices().to_vec(),
        })
    }

    /// What the page engine must know for an address.
    pub fn rules(&self, url: &str) -> Result<Rules, Error> {
        let address = Address::parse(url)?;
        let entry = self.opened.look_up(&address);
        let (status, data_allowed) = match &entry {
            Some(entry) => (entry.tool.status, entry.tool.data_allowed.clone()),
            None => (Status::UnderReview, Default::default()),
        };
        let rules = Rules::of(status, &data_allowed, self.opened.content.settings.go_on);
        Ok(Rules { patterns: self.patterns.clone(), roster: self.roster.clone(), ..rules })
    }

    /// Ids of tools as people call them; what is no id stays as it is.
    fn name(&self, ids: &[String]) -> Vec<String> {
        ids.iter().map(|id| self.opened.name_of(id).unwrap_or(id).to_string()).collect()
    }

    fn standing(&self, tool: Option<&Entry<'_>>) -> Standing {
        match (tool, self.summary()) {
            (Some(entry), _) => entry.tool.status.into(),
            (None, Some(_)) => Standing::NotOnRecord,
            (None, None) => Standing::NoRecord,
        }
    }

    fn reminder(&self) -> Reminder {
        let content = &self.opened.content;
        Reminder {
            every: content.settings.reminder_every.unwrap_or(remind::EVERY),
            messages: content.reminders.clone(),
            by_kind: content.settings.reminders_by_kind.clone(),
            links: content.settings.links.clone(),
        }
    }
}

/// The detector of a school with these settings.
///
/// # Errors
/// What [`OwnPatterns::compile`] and [`Roster::from_text`] refuse.
pub fn detector(settings: &ListSettings) -> Result<Detector, Error> {
    Ok(Detector::new().with(compile(&settings.patterns)?, roster(settings)?))
}

fn compile(patterns: &[Pattern]) -> Result<Option<OwnPatterns>, Error> {
    let regexes: Vec<&str> = patterns.iter().map(|pattern| pattern.regex.as_str()).collect();
    (!regexes.is_empty()).then(|| OwnPatterns::compile(&regexes)).transpose()
}

fn roster(settings: &ListSettings) -> Result<Option<Roster>, Error> {
    settings.roster.as_deref().map(Roster::from_text).transpose()
}

/// What a keeper forgot in a draft, and what the detector could not use of it. `is_public_suffix` as for [`check::check`].
pub fn check_draft(draft: &Value, today: Time, is_public_suffix: &dyn Fn(&str) -> bool) -> Vec<Problem> {
    let mut problems = check::check(draft, today, is_public_suffix);
    let settings: ListSettings =
        draft.get("settings").and_then(|settings| serde_json::from_value(settings.clone()).ok()).unwrap_or_default();
    let error = |code, at: String| Problem { level: Level::Error, at, code };
    if roster(&settings).is_err() {
        problems.push(error("BAD_ROSTER", "/settings/roster".into()));
    }
    let is_bad = |patterns: &[Pattern]| compile(patterns).is_err();
    let bad = settings.patterns.iter().enumerate().filter(|(_, pattern)| is_bad(std::slice::from_ref(pattern)));
    let bad: Vec<_> = bad.map(|(n, _)| error("BAD_PATTERN", format!("/settings/patterns/{n}/regex"))).collect();
    if bad.is_empty() && is_bad(&settings.patterns) {
        problems.push(error("BAD_PATTERN", "/settings/patterns".into()));
    }
    problems.extend(bad);
    problems.sort();
    problems
}

/// What the record says of an address, with all that a person needs to act on it.
#[derive(Debug, Clone, Serialize)]
pub struct Verdict<'a> {
    /// How far the record can be relied on.
    pub health: Health,
    /// How the tool stands.
    pub standing: Standing,
    /// The tool, if it is on record.
    pub tool: Option<Entry<'a>>,
    /// Whose record it is.
    pub record: Option<Summary>,
    /// Whom to ask.
    pub contacts: Vec<Contact>,
    /// How the fact-check reminder behaves here.
    pub reminder: Reminder,
    /// News for staff.
    pub notices: Vec<Notice>,
}

/// How a tool stands: its status on the record, or that there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// May be used.
    Approved,
    /// May be used under its conditions.
    ApprovedWithConditions,
    /// Was approved, in a record that has run out.
    CannotConfirm,
    /// There is no record to look in.
    NoRecord,
    /// May not be used.
    NotApproved,
    /// The record does not mention it.
    NotOnRecord,
    /// Nobody has decided yet.
    UnderReview,
}

impl From<Status> for Standing {
    fn from(status: Status) -> Standing {
        match status {
            Status::Approved => Standing::Approved,
            Status::ApprovedWithConditions => Standing::ApprovedWithConditions,
            Status::CannotConfirm => Standing::CannotConfirm,
            Status::NotApproved => Standing::NotApproved,
            Status::UnderReview => Standing::UnderReview,
        }
    }
}

/// How the fact-check reminder behaves.
#[derive(Debug, Clone, Serialize)]
pub struct Reminder {
    /// After the session's first copy, every how many; see [`remind::is_due`].
    pub every: u32,
    /// The school's own words; empty: the built-in ones.
    pub messages: Vec<String>,
    /// The school's own words by kind of tool.
    pub by_kind: BTreeMap<String, Vec<String>>,
    /// Where facts can be checked.
    pub links: Vec<Link>,
}
