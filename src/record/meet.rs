//! Trust and school together: the school may be stricter, and more open only where the trust has said so.

use super::list::{Contact, Content, ListSettings, MayAdd};
use super::tool::{Account, Tool, Users};
use serde::Serialize;

/// Whose word an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// The trust's and the school's, met.
    Both,
    /// The school's alone.
    School,
    /// The trust's, or the only school's.
    Trust,
}

/// What a tool says by itself: `must_understand` applied to its status, and without its rules, which have been used.
pub(super) fn settled(tool: &Tool) -> Tool {
    let parted = Tool { rules: Vec::new(), ..tool.clone() };
    Tool { status: tool.effective_status(), ..parted }
}

/// A tool that only the school lists. A refusal never needs permission; an approval that was not the school's to give is
/// `None`.
pub(super) fn added(school: &Tool, may_add: Option<&MayAdd>) -> Option<Tool> {
    let tool = settled(school);
    if !tool.status.is_approval() {
        return Some(tool);
    }
    let may = may_add.filter(|may| may.max_status.is_approval())?;
    let within = !tool.kinds.is_empty()
        && tool.kinds.iter().all(|kind| may.kinds.contains(kind))
        && tool.data_allowed.is_subset(&may.data_allowed)
        && (may.pupils || !tool.users.pupils);
    within.then(|| Tool { status: tool.status.max(may.max_status), ..tool })
}

/// Strictest status, intersection of users and data, union of conditions. Reference text is the trust's, or the
/// school's where the trust has none; reasons and alternatives come from whoever is stricter.
pub(super) fn stricter(trust: &Tool, school: &Tool) -> Tool {
    let (t, s) = (settled(trust), settled(school));
    let voice = if s.status > t.status { &s } else { &t };
    Tool {
        status: t.status.max(s.status),
        status_since: voice.status_since.clone(),
        status_reason: voice.status_reason.clone(),
        use_instead: either(&voice.use_instead, &t.use_instead),
        kinds: union(&t.kinds, &s.kinds),
        users: both_users(&t.users, &s.users),
        purposes: either(&s.purposes, &t.purposes),
        not_for: union(&t.not_for, &s.not_for),
        data_allowed: t.data_allowed.intersection(&s.data_allowed).copied().collect(),
        account: both_accounts(&t.account, &s.account),
        conditions: union(&t.conditions, &s.conditions),
        assessment: t.assessment.clone().or(s.assessment.clone()),
        contact_role: s.contact_role.clone().or(t.contact_role.clone()),
        ..t
    }
}

fn both_users(trust: &Users, school: &Users) -> Users {
    Users {
        staff: trust.staff && school.staff,
        pupils: trust.pupils && school.pupils,
        pupil_min_age: trust.pupil_min_age.max(school.pupil_min_age),
        parental_consent: trust.parental_consent || school.parental_consent,
        supervised: trust.supervised || school.supervised,
        roles: common(&trust.roles, &school.roles),
        year_groups: common(&trust.year_groups, &school.year_groups),
    }
}

fn both_accounts(trust: &Account, school: &Account) -> Account {
    Account {
        tenant_only: trust.tenant_only || school.tenant_only,
        tenants: either(&school.tenants, &trust.tenants),
        settings: union(&trust.settings, &school.settings),
    }
}

/// What both allow, where `None` allows everything.
fn common(a: &Option<Vec<String>>, b: &Option<Vec<String>>) -> Option<Vec<String>> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.iter().filter(|word| b.contains(word)).cloned().collect()),
        _ => a.clone().or(b.clone()),
    }
}

fn either<T: Clone>(first: &[T], second: &[T]) -> Vec<T> {
    if first.is_empty() { second.to_vec() } else { first.to_vec() }
}

fn union<T: Clone + PartialEq>(a: &[T], b: &[T]) -> Vec<T> {
    let mut all = a.to_vec();
    all.extend(b.iter().filter(|item| !a.contains(item)).cloned());
    all
}

/// What two lists say beside their tools. People are asked at the school first.
pub(super) fn meet_content(trust: &Content, school: &Content) -> Content {
    let mut contacts: Vec<Contact> = school.contacts.clone();
    let missing = |contact: &&Contact| !school.contacts.iter().any(|ours| ours.role == contact.role);
    contacts.extend(trust.contacts.iter().filter(missing).cloned());
    Content {
        tools: Vec::new(),
        contacts,
        reminders: union(&school.reminders, &trust.reminders),
        policy_url: school.policy_url.clone().or(trust.policy_url.clone()),
        settings: meet_settings(&trust.settings, &school.settings),
    }
}

fn meet_settings(trust: &ListSettings, school: &ListSettings) -> ListSettings {
    let (t, s) = (trust.clone(), school.clone());
    let mut reminders_by_kind = t.reminders_by_kind;
    reminders_by_kind.extend(s.reminders_by_kind);
    ListSettings {
        go_on: t.go_on.max(s.go_on),
        reminder_every: match (t.reminder_every, s.reminder_every) {
            (Some(t), Some(s)) => Some(t.min(s)),
            (t, s) => t.or(s),
        },
        reminders_by_kind,
        links: union(&t.links, &s.links),
        patterns: union(&t.patterns, &s.patterns),
        roster: s.roster.or(t.roster),
        collector: t.collector.or(s.collector),
        notices: union(&t.notices, &s.notices),
    }
}
