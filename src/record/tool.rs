//! What the record says of one AI tool. Read laxly: an unknown member is passed over, an unknown status refuses,
//! an unknown kind of data is not allowed. Writers are held to the strict check in `check.rs` instead.

use super::address::Rule;
use serde::{Deserialize, Deserializer, Serialize};
use std::collections::BTreeSet;

/// What the school has decided about a tool; from the most open to the strictest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// May be used.
    Approved,
    /// May be used under its conditions.
    ApprovedWithConditions,
    /// Was approved, in a record that has run out. Never written in a list.
    CannotConfirm,
    /// Nobody has decided yet.
    UnderReview,
    /// May not be used.
    NotApproved,
}

impl Status {
    /// Reads a status; one that we do not know refuses.
    pub fn read(text: &str) -> Status {
        match text {
            "approved" => Status::Approved,
            "approved_with_conditions" => Status::ApprovedWithConditions,
            "under_review" => Status::UnderReview,
            _ => Status::NotApproved,
        }
    }

    /// Whether the tool may be used, conditions or none.
    pub fn is_approval(self) -> bool {
        self <= Status::ApprovedWithConditions
    }
}

impl<'de> Deserialize<'de> for Status {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Status, D::Error> {
        Ok(Status::read(&String::deserialize(deserializer)?))
    }
}

/// What sort of tool it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum ToolKind {
    Agent,
    Assistive,
    Code,
    Image,
    Llm,
    Nlp,
    Other,
    Search,
    Video,
    Voice,
    /// A word from a later version of the format; no delegation allows it.
    #[serde(other)]
    Unknown,
}

/// Personal data that a tool may be given. A set, not a ladder: data of staff does not include data of pupils.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Data {
    /// Text whose names and numbers were replaced.
    Pseudonymised,
    /// Personal data of pupils and their families.
    PupilPersonal,
    /// Health, faith, origin and the other special categories; criminal offences; safeguarding.
    SpecialCategory,
    /// Personal data of staff.
    StaffPersonal,
}

/// One tool of a list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Tool {
    /// A short name for machines.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// Who makes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vendor: Option<String>,
    /// The maker's number at Companies House.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vendor_company_no: Option<String>,
    /// What sort of tool it is.
    #[serde(default)]
    pub kinds: Vec<ToolKind>,
    /// What the school has decided.
    pub status: Status,
    /// Since when; a day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status_since: Option<String>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status_reason: Option<String>,
    /// Ids or names of tools to use instead.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub use_instead: Vec<String>,
    /// Where it is met.
    #[serde(rename = "match")]
    pub rules: Vec<Rule>,
    /// Who may use it.
    #[serde(default)]
    pub users: Users,
    /// What it may be used for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub purposes: Vec<String>,
    /// What it may not be used for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_for: Vec<String>,
    /// Personal data it may be given; none by default.
    #[serde(default, deserialize_with = "known_only")]
    pub data_allowed: BTreeSet<Data>,
    /// With which account.
    #[serde(default)]
    pub account: Account,
    /// Under which conditions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub conditions: Vec<String>,
    /// The risk assessment behind the decision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assessment: Option<Assessment>,
    /// Where the data goes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data_location: Option<String>,
    /// `no`, `yes`, `unknown`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trains_on_input: Option<String>,
    /// The least age in the maker's own terms.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vendor_min_age: Option<u64>,
    /// What the licence says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub licence_notes: Option<String>,
    /// What becomes of the work put in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ip_notes: Option<String>,
    /// Which contact to ask about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact_role: Option<String>,
    /// Words that a reader must understand to use this entry; one it does not makes the tool `under_review`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub must_understand: Vec<String>,
}

/// The words of `must_understand` that this version understands.
const UNDERSTOOD: &[&str] = &[];

impl Tool {
    /// The status after `must_understand`.
    pub fn effective_status(&self) -> Status {
        let understood = self.must_understand.iter().all(|word| UNDERSTOOD.contains(&word.as_str()));
        if understood { self.status } else { self.status.max(Status::UnderReview) }
    }
}

/// Who may use a tool.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Users {
    /// Staff; yes unless it says no.
    pub staff: bool,
    /// Pupils; no unless it says yes.
    pub pupils: bool,
    /// From which age.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pupil_min_age: Option<u64>,
    /// Only with a parent's consent.
    pub parental_consent: bool,
    /// Only under supervision.
    pub supervised: bool,
    /// Only these roles; absent means every one, empty means none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub roles: Option<Vec<String>>,
    /// Only these year groups; absent means every one, empty means none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub year_groups: Option<Vec<String>>,
}

impl Default for Users {
    fn default() -> Users {
        Users {
            staff: true,
            pupils: false,
            pupil_min_age: None,
            parental_consent: false,
            supervised: false,
            roles: None,
            year_groups: None,
        }
    }
}

/// With which account a tool may be used.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Account {
    /// Only an account of the school's own.
    pub tenant_only: bool,
    /// The school's tenants.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tenants: Vec<String>,
    /// How it must be set: `chat history off`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub settings: Vec<String>,
}

/// A risk assessment. Roles, not names: the record is public.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Assessment {
    pub date: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by_role: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<String>,
    pub review_due: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dpia_ref: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dpa_ref: Option<String>,
    /// Which version of the DfE's product safety standards was checked, and the result.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub safety_standards: Option<String>,
}

/// Reads the words it knows and leaves the others out.
pub(super) fn known_only<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: IntoIterator + FromIterator<T::Item>,
    T::Item: serde::de::DeserializeOwned,
{
    let words = Vec::<String>::deserialize(deserializer)?;
    Ok(words.into_iter().filter_map(|word| serde_json::from_value(word.into()).ok()).collect())
}
