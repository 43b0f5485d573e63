//! What changed since the version before, in the reader's language.

use super::tools::{data, status, users};
use super::words::Words;
use crate::record::{Change, ChangeKind, Content, Tool, diff};

/// The changes from one list to the next; the weightiest first.
pub struct Changes(Vec<(Change, Option<Tool>, Option<Tool>)>);

impl Changes {
    /// Compares two lists.
    pub fn between(old: &Content, new: &Content) -> Changes {
        let of = |content: &Content, name: &str| content.tools.iter().find(|tool| tool.name == name).cloned();
        let mut changes = diff(old, new);
        changes.dedup_by(|a, b| a.kind == ChangeKind::Conditions && (a.kind, &a.about) == (b.kind, &b.about));
        let tied = |change: Change| {
            let (before, now) = (of(old, &change.about), of(new, &change.about));
            (change, before, now)
        };
        Changes(changes.into_iter().map(tied).collect())
    }

    /// What each is about, and what became of it. Addresses, names and settings are the keeper's business, not news.
    pub fn lines(&self, words: &Words) -> Vec<(String, String)> {
        self.0.iter().filter_map(|(change, before, now)| line(change, before.as_ref(), now.as_ref(), words)).collect()
    }
}

fn line(change: &Change, before: Option<&Tool>, now: Option<&Tool>, words: &Words) -> Option<(String, String)> {
    let status_of = |tool: Option<&Tool>| tool.map_or(String::new(), |tool| status(tool.status, words));
    let said = match (change.kind, now) {
        (ChangeKind::Addresses | ChangeKind::Renamed | ChangeKind::Settings, _) => return None,
        (ChangeKind::Removed, _) => words.say("pub_change_removed"),
        (ChangeKind::Contact, _) | (_, None) => words.say("pub_change_contact"),
        (ChangeKind::Added, _) => words.fill("pub_change_added", &[&status_of(now)]),
        (ChangeKind::Stricter | ChangeKind::MoreOpen, _) => {
            words.fill("pub_change_status", &[&status_of(before), &status_of(now)])
        }
        (ChangeKind::Data, Some(tool)) => words.fill("pub_change_data", &[&data(tool, words).join(", ")]),
        (ChangeKind::Users, Some(tool)) => words.fill("pub_change_users", &[&users(tool, words).join(", ")]),
        (ChangeKind::Conditions, Some(tool)) if tool.conditions.is_empty() => words.say("pub_change_no_conditions"),
        (ChangeKind::Conditions, Some(tool)) => words.fill("pub_change_conditions", &[&tool.conditions.join(" ")]),
        (ChangeKind::Reviewed, Some(tool)) => {
            let due = tool.assessment.as_ref().map_or(String::new(), |assessment| words.day(&assessment.review_due));
            words.fill("pub_change_reviewed", &[&due])
        }
    };
    let about = match change.kind {
        ChangeKind::Contact => super::tools::role(&change.about, words),
        _ => change.about.clone(),
    };
    Some((about, said))
}
