//! What changed between two lists, as news for staff and governors.

use super::address::Rule;
use super::list::{Contact, Content, GoOn};
use super::tool::{Data, Status, Tool, Users};
use serde::Serialize;
use std::collections::BTreeSet;

/// One change. The most important come first: what is no longer allowed, then what is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// What it is about: a tool's name, or a contact's role.
    pub about: String,
    /// What sort of change.
    pub kind: ChangeKind,
    /// In English, without the name: `was approved, is now not approved`.
    pub words: String,
}

/// What sort of change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum ChangeKind {
    Stricter,
    Removed,
    Added,
    MoreOpen,
    Settings,
    Data,
    Users,
    Conditions,
    Addresses,
    Renamed,
    Reviewed,
    Contact,
}

/// The changes from one list to the next, tools by their ids.
pub fn diff(old: &Content, new: &Content) -> Vec<Change> {
    let before = |tool: &Tool| old.tools.iter().find(|other| other.id == tool.id);
    let mut changes: Vec<Change> = Vec::new();
    for tool in &new.tools {
        match before(tool) {
            Some(before) => changes.extend(in_tool(before, tool, &new.tools)),
            None => changes.push(change(
                tool,
                ChangeKind::Added,
                format!("is new on the record: {}", in_words(tool, &new.tools)),
            )),
        }
    }
    let gone = old.tools.iter().filter(|tool| !new.tools.iter().any(|other| other.id == tool.id));
    changes.extend(gone.map(|tool| change(tool, ChangeKind::Removed, "is no longer on the record".into())));
    changes.extend(in_going_on(old.settings.go_on, new.settings.go_on));
    changes.extend(in_contacts(&old.contacts, &new.contacts));
    changes.sort_by_key(|change| change.kind);
    changes
}

/// What a list says of one of its tools, without name and full stop: `approved, for staff, with no personal data`.
pub fn in_words(tool: &Tool, others: &[Tool]) -> String {
    if !tool.status.is_approval() {
        return format!("{}{}", name(tool.status), because(tool, others));
    }
    let first = format!("{}, for {}, with {}", name(tool.status), users(&tool.users), data(&tool.data_allowed));
    std::iter::once(first).chain(conditions(tool)).collect::<Vec<_>>().join("; ")
}

fn in_tool(old: &Tool, new: &Tool, others: &[Tool]) -> Vec<Change> {
    let mut changes = Vec::new();
    let mut tell = |kind, words| changes.push(change(new, kind, words));
    if old.name != new.name {
        tell(ChangeKind::Renamed, format!("was called {}", old.name));
    }
    if old.status != new.status {
        let kind = if new.status > old.status { ChangeKind::Stricter } else { ChangeKind::MoreOpen };
        tell(kind, format!("was {}, is now {}{}", name(old.status), name(new.status), because(new, others)));
    }
    if old.data_allowed != new.data_allowed {
        let words = format!("may be given {} (before: {})", data(&new.data_allowed), data(&old.data_allowed));
        tell(ChangeKind::Data, words);
    }
    if old.users != new.users {
        tell(ChangeKind::Users, format!("is for {} (before: {})", users(&new.users), users(&old.users)));
    }
    let (before, now) = (conditions(old), conditions(new));
    added(&before, &now).for_each(|line| tell(ChangeKind::Conditions, format!("has a new condition: {line}")));
    added(&now, &before).for_each(|line| tell(ChangeKind::Conditions, format!("no longer has the condition: {line}")));
    let (before, now) = (addresses(old), addresses(new));
    added(&before, &now).for_each(|at| tell(ChangeKind::Addresses, format!("is now recognised at {at}")));
    added(&now, &before).for_each(|at| tell(ChangeKind::Addresses, format!("is no longer recognised at {at}")));
    let made = |tool: &Tool| tool.assessment.as_ref().map(|assessment| assessment.date.clone());
    if let Some(assessment) = new.assessment.as_ref().filter(|_| made(old) != made(new)) {
        let words = format!("was assessed on {}; next review by {}", assessment.date, assessment.review_due);
        tell(ChangeKind::Reviewed, words);
    }
    changes
}

fn in_going_on(old: GoOn, new: GoOn) -> Option<Change> {
    let words = match new {
        GoOn::Never => "is no longer possible",
        GoOn::WithReason => "is possible again",
    };
    let about = "Going on with a reason after a warning".to_string();
    (new != old).then(|| Change { about, kind: ChangeKind::Settings, words: words.into() })
}

fn in_contacts(old: &[Contact], new: &[Contact]) -> Vec<Change> {
    let change =
        |contact: &Contact, words: String| Change { about: contact.role.clone(), kind: ChangeKind::Contact, words };
    let has = |list: &[Contact], role: &str| list.iter().any(|contact| contact.role == role);
    let reach = |contact: &Contact| {
        let ways = [&contact.name, &contact.email, &contact.phone].into_iter().flatten();
        let ways: Vec<&str> = ways.map(String::as_str).filter(|way| !way.is_empty()).collect();
        if ways.is_empty() { "no address given".to_string() } else { ways.join(", ") }
    };
    let is_new = new.iter().filter(|contact| !old.contains(contact));
    let is_gone = old.iter().filter(|contact| !has(new, &contact.role));
    is_new
        .map(|contact| match has(old, &contact.role) {
            true => change(contact, format!("is now reached at: {}", reach(contact))),
            false => change(contact, format!("is a new contact: {}", reach(contact))),
        })
        .chain(is_gone.map(|contact| change(contact, "is no longer a contact".into())))
        .collect()
}

fn change(tool: &Tool, kind: ChangeKind, words: String) -> Change {
    Change { about: tool.name.clone(), kind, words }
}

/// The lines of `after` that `before` has not.
fn added<'a>(before: &'a [String], after: &'a [String]) -> impl Iterator<Item = &'a String> {
    after.iter().filter(|line| !before.contains(line))
}

fn name(status: Status) -> &'static str {
    match status {
        Status::Approved => "approved",
        Status::ApprovedWithConditions => "approved with conditions",
        Status::CannotConfirm => "not confirmed, because the record has run out",
        Status::UnderReview => "under review",
        Status::NotApproved => "not approved",
    }
}

/// `. Why. Use X instead`, so far as the list says so.
fn because(tool: &Tool, others: &[Tool]) -> String {
    let reason = tool.status_reason.as_deref().map_or(String::new(), |why| format!(". {}", without_stop(why)));
    let called = |id: &String| others.iter().find(|other| other.id == *id).map_or(id.clone(), |t| t.name.clone());
    match &tool.use_instead[..] {
        [] => reason,
        ids => format!("{reason}. Use {} instead", ids.iter().map(called).collect::<Vec<_>>().join(" or ")),
    }
}

fn data(data: &BTreeSet<Data>) -> String {
    let name = |data: &Data| match data {
        Data::Pseudonymised => "pseudonymised text",
        Data::PupilPersonal => "pupils' personal data",
        Data::SpecialCategory => "special category data",
        Data::StaffPersonal => "staff personal data",
    };
    if data.is_empty() { "no personal data".into() } else { data.iter().map(name).collect::<Vec<_>>().join(", ") }
}

fn users(users: &Users) -> String {
    let age = users.pupil_min_age.map_or(String::new(), |age| format!(" from age {age}"));
    let supervised = if users.supervised { " under supervision" } else { "" };
    let consent = if users.parental_consent { " with a parent's consent" } else { "" };
    let pupils = format!("pupils{age}{supervised}{consent}");
    let only = |words: &Option<Vec<String>>| match words.as_deref() {
        None => String::new(),
        Some([]) => " (of these, nobody)".into(),
        Some(words) => format!(" ({} only)", words.join(", ")),
    };
    let (staff, pupils) = (format!("staff{}", only(&users.roles)), format!("{pupils}{}", only(&users.year_groups)));
    match (users.staff, users.pupils) {
        (true, true) => format!("{staff} and {pupils}"),
        (true, false) => staff,
        (false, true) => pupils,
        (false, false) => "nobody".into(),
    }
}

/// Everything a person must keep to: conditions, the account, what it is not for.
fn conditions(tool: &Tool) -> Vec<String> {
    let account = match (&tool.account.tenants[..], tool.account.tenant_only) {
        (_, false) => None,
        ([], true) => Some("the school's own accounts only".to_string()),
        (tenants, true) => Some(format!("accounts of {} only", tenants.join(", "))),
    };
    let settings = tool.account.settings.iter().map(|setting| format!("set up with {}", without_stop(setting)));
    let not_for = tool.not_for.iter().map(|purpose| format!("not for {}", without_stop(purpose)));
    let own = tool.conditions.iter().map(|condition| without_stop(condition).to_string());
    own.chain(account).chain(settings).chain(not_for).collect()
}

fn addresses(tool: &Tool) -> Vec<String> {
    let words = |rule: &Rule| {
        let path = if rule.path_prefix == "/" { "" } else { &rule.path_prefix };
        let query: String = rule.query.iter().map(|(name, value)| format!(" with {name}={value}")).collect();
        let below = if rule.subdomains { " and below" } else { "" };
        format!("{}{path}{query}{below}", rule.host)
    };
    tool.rules.iter().map(words).collect()
}

fn without_stop(text: &str) -> &str {
    text.trim().trim_end_matches('.')
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn content(tools: serde_json::Value) -> Content {
        serde_json::from_value(json!({"tools": tools, "contacts": [{"role": "ai_lead"}]})).unwrap()
    }

    /// The news between two lists, as the command line prints them.
    fn news(old: &Content, new: &Content) -> Vec<String> {
        diff(old, new).iter().map(|change| format!("{} {}", change.about, change.words)).collect()
    }

    fn tool(id: &str, status: &str) -> serde_json::Value {
        json!({"id": id, "name": id.to_uppercase(), "status": status, "match": []})
    }

    #[test]
    fn refusals_come_first_and_each_change_reads_by_itself() {
        let mut opened = tool("b", "approved_with_conditions");
        opened["data_allowed"] = json!(["staff_personal"]);
        opened["users"] = json!({"pupils": true, "pupil_min_age": 13, "supervised": true});
        opened["conditions"] = json!(["Check every fact."]);
        let mut refused = tool("a", "not_approved");
        refused["status_reason"] = json!("It trains on what is typed.");
        refused["use_instead"] = json!(["b"]);
        let old = content(json!([tool("a", "approved"), tool("b", "under_review"), tool("gone", "approved")]));
        let mut new = content(json!([tool("new", "approved"), opened, refused]));
        new.contacts.clear();
        assert_eq!(
            news(&old, &new),
            [
                "A was approved, is now not approved. It trains on what is typed. Use B instead",
                "GONE is no longer on the record",
                "NEW is new on the record: approved, for staff, with no personal data",
                "B was under review, is now approved with conditions",
                "B may be given staff personal data (before: no personal data)",
                "B is for staff and pupils from age 13 under supervision (before: staff)",
                "B has a new condition: Check every fact",
                "ai_lead is no longer a contact",
            ]
        );
        assert_eq!(diff(&old, &old), []);
    }

    #[test]
    fn no_change_that_binds_people_is_passed_over() {
        let old = content(json!([tool("a", "approved")]));
        let changed = |pointer: &str, value: serde_json::Value| {
            let mut tool = tool("a", "approved");
            tool[pointer] = value;
            news(&old, &content(json!([tool])))
        };
        for (member, value, expected) in [
            ("name", json!("B"), "B was called A"),
            ("account", json!({"tenant_only": true}), "A has a new condition: the school's own accounts only"),
            ("account", json!({"settings": ["history off"]}), "A has a new condition: set up with history off"),
            ("not_for", json!(["marking"]), "A has a new condition: not for marking"),
            (
                "match",
                json!([{"host": "a.example", "subdomains": true, "path_prefix": "/x", "query": {"m": "1"}}]),
                "A is now recognised at a.example/x with m=1 and below",
            ),
            ("users", json!({"roles": ["teachers"]}), "A is for staff (teachers only) (before: staff)"),
            (
                "users",
                json!({"pupils": true, "parental_consent": true, "year_groups": ["Year 9"]}),
                "A is for staff and pupils with a parent's consent (Year 9 only) (before: staff)",
            ),
            (
                "assessment",
                json!({"date": "2027-01-05", "review_due": "2028-01-05"}),
                "A was assessed on 2027-01-05; next review by 2028-01-05",
            ),
        ] {
            assert_eq!(changed(member, value), [expected]);
        }
        let mut strict = old.clone();
        strict.settings.go_on = GoOn::Never;
        strict.contacts[0].email = Some("ai@x.example".into());
        let expected =
            ["Going on with a reason after a warning is no longer possible", "ai_lead is now reached at: ai@x.example"];
        assert_eq!(news(&old, &strict), expected);
    }
}
