//! What whoever keeps a record must not miss; told on the computer where its draft lies, and nowhere else.

use super::bundle::Bundle;
use super::health::Health;
use super::sign;
use super::time::Time;
use crate::error::Error;
use serde::{Deserialize, Serialize};

/// A draft as it lies on the desk, so far as it matters here: any member of a tool may still be missing.
#[derive(Debug, Clone, Deserialize)]
pub struct Draft {
    /// The file as it was last signed, or begun; none before.
    bundle: Option<String>,
    list: DraftList,
}

#[derive(Debug, Clone, Deserialize)]
struct DraftList {
    tools: Vec<DraftTool>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(default)]
struct DraftTool {
    name: String,
    assessment: DraftAssessment,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct DraftAssessment {
    review_due: Option<String>,
}

impl Default for DraftTool {
    fn default() -> Self {
        DraftTool { name: "?".into(), assessment: DraftAssessment::default() }
    }
}

/// What is due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Due {
    /// When the list runs out, if that is soon or past.
    pub expires: Option<Time>,
    /// Tools whose review is due soon or overdue, or whose day cannot be read.
    pub reviews: Vec<String>,
    /// The code of why the file on the desk cannot be read: nobody then knows when the list runs out.
    pub fault: Option<&'static str>,
}

impl Draft {
    /// What is due; `None` while nothing is, and before there is a file.
    pub fn due(&self, now: Time) -> Option<Due> {
        let (end, fault) = match end_of(self.bundle.as_ref()?) {
            Ok(end) => (end, None),
            Err(error) => (None, Some(error.code.as_str())),
        };
        let expires = end.filter(|end| Health::of_list(*end, now) != Health::Fresh);
        let reviews: Vec<String> =
            self.list.tools.iter().filter(|tool| tool.is_due(now)).map(|tool| tool.name.clone()).collect();
        let is_anything = expires.is_some() || !reviews.is_empty() || fault.is_some();
        is_anything.then_some(Due { expires, reviews, fault })
    }
}

impl DraftTool {
    fn is_due(&self, now: Time) -> bool {
        let day = self.assessment.review_due.as_deref();
        day.is_some_and(|day| Time::parse_date(day).is_none_or(|day| Health::of_list(day, now) != Health::Fresh))
    }
}

/// When the list runs out; none in a file that was begun and never signed.
fn end_of(bundle: &str) -> Result<Option<Time>, Error> {
    sign::list_end(&Bundle::parse(bundle.as_bytes())?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::sign::{NewRoot, SecretKey};
    use crate::record::{Org, Scope};
    use serde_json::json;

    const NOW: Time = Time::BUILT;

    /// A record signed for so many days from `NOW`.
    fn bundle(days: i64) -> String {
        let key = SecretKey::from_seed(&[7; 32]);
        let named = || vec![(key.public(), "key".to_owned())];
        let id = Scope::parse("uk.gias.urn:100001").unwrap();
        let org = Org { id, name: "Oakfield".into() };
        let new = NewRoot { org, root_keys: named(), root_threshold: 1, list_keys: named(), list_threshold: 1 };
        let begun = sign::add_signature(&sign::new_bundle(&new, NOW).unwrap(), &key).unwrap().0;
        let draft = json!({ "scope": "uk.gias.urn:100001", "tools": [] });
        serde_json::to_string(&sign::sign_list(&begun, &draft, &key, NOW, days).unwrap()).unwrap()
    }

    fn due(bundle: Option<&str>, review_due: &str) -> Option<Due> {
        let tools = json!([{ "name": "Example Chat", "assessment": { "review_due": review_due } }, { "id": "bare" }]);
        let draft: Draft = serde_json::from_value(json!({ "bundle": bundle, "list": { "tools": tools } })).unwrap();
        draft.due(NOW)
    }

    #[test]
    fn the_end_and_the_reviews_are_told_three_weeks_ahead() {
        assert_eq!(due(Some(&bundle(90)), "2027-06-01"), None);
        let soon = due(Some(&bundle(20)), "2026-12-01").unwrap();
        assert_eq!((soon.expires, soon.reviews), (Some(NOW.plus_days(20)), vec!["Example Chat".to_owned()]));
        assert_eq!(due(Some(&bundle(90)), "soon").unwrap().reviews.len(), 1);
    }

    #[test]
    fn a_file_that_cannot_be_read_is_said_and_none_is_silence() {
        assert_eq!(due(Some("{}"), "2027-06-01").unwrap().fault, Some("NOT_A_LIST"));
        assert_eq!(due(None, "2020-01-01"), None);
    }
}
