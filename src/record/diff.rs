//! What changed between two lists, as news for staff and governors.

use super::list::{Contact, Content};
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
    Data,
    Users,
    Conditions,
    Reviewed,
    Contact,
}

/// The changes from one list to the next, tools by their ids.
pub fn diff(old: &Content, new: &Content) -> Vec<Change> {
    let before = |tool: &Tool| old.tools.iter().find(|other| other.id == tool.id);
    let mut changes: Vec<Change> = Vec::new();
    for tool in &new.tools {
        match before(tool) {
            Some(before) => changes.extend(in_tool(before, tool)),
            None => {
                changes.push(change(tool, ChangeKind::Added, format!("is new on the record: {}", name(tool.status))))
            }
        }
    }
    let gone = old.tools.iter().filter(|tool| !new.tools.iter().any(|other| other.id == tool.id));
    changes.extend(gone.map(|tool| change(tool, ChangeKind::Removed, "is no longer on the record".into())));
    changes.extend(in_contacts(&old.contacts, &new.contacts));
    changes.sort_by_key(|change| change.kind);
    changes
}

fn in_tool(old: &Tool, new: &Tool) -> Vec<Change> {
    let mut changes = Vec::new();
    if old.status != new.status {
        let kind = if new.status > old.status { ChangeKind::Stricter } else { ChangeKind::MoreOpen };
        changes.push(change(new, kind, format!("was {}, is now {}", name(old.status), name(new.status))));
    }
    if old.data_allowed != new.data_allowed {
        let words = format!("may be given {} (before: {})", data(&new.data_allowed), data(&old.data_allowed));
        changes.push(change(new, ChangeKind::Data, words));
    }
    if old.users != new.users {
        let words = format!("is for {} (before: {})", users(&new.users), users(&old.users));
        changes.push(change(new, ChangeKind::Users, words));
    }
    let added = new.conditions.iter().filter(|line| !old.conditions.contains(line));
    changes.extend(added.map(|line| change(new, ChangeKind::Conditions, format!("has a new condition: {line}"))));
    let dropped = old.conditions.iter().filter(|line| !new.conditions.contains(line));
    changes.extend(
        dropped.map(|line| change(new, ChangeKind::Conditions, format!("no longer has the condition: {line}"))),
    );
    if let Some(assessment) =
        new.assessment.as_ref().filter(|a| old.assessment.as_ref().map(|b| &b.date) != Some(&a.date))
    {
        let words = format!("was assessed on {}; next review by {}", assessment.date, assessment.review_due);
        changes.push(change(new, ChangeKind::Reviewed, words));
    }
    changes
}

fn in_contacts(old: &[Contact], new: &[Contact]) -> Vec<Change> {
    let change = |contact: &Contact, words: &str| Change {
        about: contact.role.clone(),
        kind: ChangeKind::Contact,
        words: words.to_string(),
    };
    let is_new = new.iter().filter(|contact| !old.contains(contact));
    let is_gone = old.iter().filter(|contact| !new.iter().any(|other| other.role == contact.role));
    is_new
        .map(|contact| change(contact, "is to be reached in a new way"))
        .chain(is_gone.map(|contact| change(contact, "is no longer a contact")))
        .collect()
}

fn change(tool: &Tool, kind: ChangeKind, words: String) -> Change {
    Change { about: tool.name.clone(), kind, words }
}

fn name(status: Status) -> &'static str {
    match status {
        Status::Approved => "approved",
        Status::ApprovedWithConditions => "approved with conditions",
        Status::CannotConfirm => "not confirmed",
        Status::UnderReview => "under review",
        Status::NotApproved => "not approved",
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
    match (users.staff, users.pupils) {
        (true, true) => format!("staff and pupils{age}{supervised}"),
        (true, false) => "staff".into(),
        (false, true) => format!("pupils{age}{supervised}"),
        (false, false) => "nobody".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn content(tools: serde_json::Value) -> Content {
        serde_json::from_value(json!({"tools": tools, "contacts": [{"role": "ai_lead"}]})).unwrap()
    }

    #[test]
    fn refusals_come_first_and_each_change_reads_by_itself() {
        let tool = |id: &str, status: &str| json!({"id": id, "name": id.to_uppercase(), "status": status, "match": []});
        let mut opened = tool("b", "approved_with_conditions");
        opened["data_allowed"] = json!(["staff_personal"]);
        opened["users"] = json!({"pupils": true, "pupil_min_age": 13, "supervised": true});
        opened["conditions"] = json!(["Accounts of the school only."]);
        let old = content(json!([tool("a", "approved"), tool("b", "under_review"), tool("gone", "approved")]));
        let mut new = content(json!([tool("new", "not_approved"), opened, tool("a", "not_approved")]));
        new.contacts.clear();
        let news: Vec<String> = diff(&old, &new).iter().map(|c| format!("{} {}", c.about, c.words)).collect();
        assert_eq!(
            news,
            [
                "A was approved, is now not approved",
                "GONE is no longer on the record",
                "NEW is new on the record: not approved",
                "B was under review, is now approved with conditions",
                "B may be given staff personal data (before: no personal data)",
                "B is for staff and pupils from age 13 under supervision (before: staff)",
                "B has a new condition: Accounts of the school only.",
                "ai_lead is no longer a contact",
            ]
        );
        assert_eq!(diff(&old, &old), []);
    }
}
