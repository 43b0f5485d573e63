//! From what was found, and what the record lets into this tool, to an action.

use crate::detect::{Detector, Finding, Kind, OwnPatterns, Roster, Severity, Subject};
use crate::error::{Code, Error};
use crate::record::{Data, GoOn, Status};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What the page engine needs to know of one tool. Plain data: it travels from the background to the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rules {
    /// The classes of personal data that may go in.
    pub data_allowed: BTreeSet<Data>,
    /// Whether a person may put in the original with a reason.
    pub go_on: GoOn,
    /// The school's own identifiers, compiled, in base64; empty if it has none.
    #[serde(default)]
    pub patterns: String,
    /// The filter of its pupils' rare names, as it stands in the record; empty if it has none.
    #[serde(default)]
    pub roster: String,
}

impl Rules {
    /// What holds until a record's own rules are there: nothing may go in, and nobody can say that it may.
    pub fn strictest() -> Rules {
        Rules::of(Status::UnderReview, &BTreeSet::new(), GoOn::Never)
    }

    /// The rules for a tool of this status: only an approval in force lets any data in.
    pub fn of(status: Status, data_allowed: &BTreeSet<Data>, go_on: GoOn) -> Rules {
        let data_allowed = if status.is_approval() { data_allowed.clone() } else { BTreeSet::new() };
        Rules { data_allowed, go_on, patterns: String::new(), roster: String::new() }
    }

    /// The same detector, knowing what the school told it.
    ///
    /// # Errors
    /// `BAD_ARGUMENT`, `BAD_PATTERN`, `TOO_BIG`, `BAD_ROSTER`.
    pub fn teach(&self, detector: Detector) -> Result<Detector, Error> {
        let own = (!self.patterns.is_empty()).then(|| {
            let bytes =
                BASE64_STANDARD.decode(&self.patterns).map_err(|_| Error::new(Code::BadArgument, "patterns"))?;
            OwnPatterns::from_bytes(&bytes)
        });
        let roster = (!self.roster.is_empty()).then(|| Roster::from_text(&self.roster));
        Ok(detector.with(own.transpose()?, roster.transpose()?))
    }
}

/// What happens to the event that carries the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Action {
    /// It goes on, untouched.
    Allow,
    /// It stops; the person may go on with a reason.
    Warn,
    /// It stops; the original does not go in.
    Block,
}

/// An action, and the gravest of what it is about; no severity if nothing that is not allowed was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decision {
    /// What happens.
    pub action: Action,
    /// The gravest finding that the record does not let in.
    pub severity: Option<Severity>,
}

/// Decides on the findings of one text.
pub fn decide(findings: &[Finding], rules: &Rules) -> Decision {
    let stopped = findings.iter().filter(|finding| !is_allowed(finding, rules));
    let severity = stopped.map(Finding::severity).max();
    let action = match (severity, rules.go_on) {
        (None, _) => Action::Allow,
        (Some(_), GoOn::WithReason) => Action::Warn,
        (Some(_), GoOn::Never) => Action::Block,
    };
    Decision { action, severity }
}

fn is_allowed(finding: &Finding, rules: &Rules) -> bool {
    class(finding).is_some_and(|class| rules.data_allowed.contains(&class))
}

/// The class of data that a record would have to allow; `None` for what no record can: passwords, and safeguarding.
fn class(finding: &Finding) -> Option<Data> {
    match (finding.kind, finding.severity(), finding.subject) {
        (Kind::Credential, ..) | (_, Severity::Safeguarding, _) => None,
        (_, Severity::Special, _) => Some(Data::SpecialCategory),
        (_, _, Subject::Staff) => Some(Data::StaffPersonal),
        (_, _, Subject::Pupil | Subject::Family | Subject::Unknown) => Some(Data::PupilPersonal),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    fn found(kind: Kind, subject: Subject) -> Finding {
        Finding { kind, subject, span: Span::new(0, 1), score: 1.0 }
    }

    fn allowing(data: &[Data]) -> Rules {
        Rules::of(Status::Approved, &data.iter().copied().collect(), GoOn::WithReason)
    }

    #[track_caller]
    fn check(rules: &Rules, finding: Finding, action: Action) {
        assert_eq!(decide(&[finding], rules).action, action);
    }

    #[test]
    fn nothing_found_goes_on_under_the_strictest_rules() {
        assert_eq!(decide(&[], &Rules::strictest()), Decision { action: Action::Allow, severity: None });
    }

    #[test]
    fn staff_data_allowed_does_not_let_pupil_data_in() {
        let rules = allowing(&[Data::StaffPersonal]);
        check(&rules, found(Kind::PersonName, Subject::Staff), Action::Allow);
        check(&rules, found(Kind::PersonName, Subject::Pupil), Action::Warn);
        check(&rules, found(Kind::PersonName, Subject::Unknown), Action::Warn);
    }

    #[test]
    fn pupil_data_allowed_does_not_let_special_categories_in() {
        check(&allowing(&[Data::PupilPersonal]), found(Kind::Sen, Subject::Pupil), Action::Warn);
        check(&allowing(&[Data::SpecialCategory]), found(Kind::Sen, Subject::Pupil), Action::Allow);
    }

    #[test]
    fn no_record_lets_safeguarding_or_passwords_in() {
        let everything = allowing(&[Data::PupilPersonal, Data::StaffPersonal, Data::SpecialCategory]);
        check(&everything, found(Kind::Safeguarding, Subject::Pupil), Action::Warn);
        check(&everything, found(Kind::Credential, Subject::Staff), Action::Warn);
    }

    #[test]
    fn data_allowed_counts_only_while_the_tool_is_approved() {
        let data = BTreeSet::from([Data::PupilPersonal]);
        for status in [Status::CannotConfirm, Status::UnderReview, Status::NotApproved] {
            let rules = Rules::of(status, &data, GoOn::WithReason);
            check(&rules, found(Kind::PersonName, Subject::Pupil), Action::Warn);
        }
    }

    #[test]
    fn the_strictest_rules_offer_no_way_on() {
        check(&Rules::strictest(), found(Kind::Email, Subject::Unknown), Action::Block);
    }
}
