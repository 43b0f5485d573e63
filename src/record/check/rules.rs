//! Rules between fields, and between tools.

use super::Found;
use crate::record::address::Index;
use crate::record::key::{Keys, Role, RoleSpec};
use crate::record::{Rule, Time};
use serde_json::Value;
use std::collections::BTreeSet;

/// Whom staff must be able to ask.
const ROLES: [&str; 3] = ["ai_lead", "data_protection", "designated_safeguarding_lead"];

pub(super) fn check(draft: &Value, today: Time, is_public_suffix: &dyn Fn(&str) -> bool, found: &mut Found) {
    for (n, tool) in items(draft, "tools").enumerate() {
        check_tool(tool, draft, today, &format!("/tools/{n}"), found);
        check_hosts(tool, is_public_suffix, &format!("/tools/{n}"), found);
    }
    check_ids(draft, "tools", found);
    check_shadows(draft, found);
    check_contacts(draft, found);
    check_delegations(draft, found);
    let settings = draft.get("settings").unwrap_or(&Value::Null);
    for list in ["patterns", "notices"] {
        check_ids_at(settings, list, "/settings", found);
    }
}

fn check_tool(tool: &Value, draft: &Value, today: Time, at: &str, found: &mut Found) {
    let status = text(tool, "/status");
    let is_approved = matches!(status, "approved" | "approved_with_conditions");
    let has = |pointer| tool.pointer(pointer).is_some();
    if is_approved && !has("/assessment") {
        found.error("APPROVAL_WITHOUT_ASSESSMENT", at);
    }
    if is_approved && !has("/users") {
        found.error("APPROVAL_WITHOUT_USERS", at);
    }
    if status == "approved_with_conditions" && items(tool, "conditions").next().is_none() {
        found.error("CONDITIONS_MISSING", at);
    }
    if is_true(tool, "/users/pupils") {
        check_pupils(tool, at, found);
    }
    let data: Vec<&str> = items(tool, "data_allowed").filter_map(Value::as_str).collect();
    let is_sensitive = data.iter().any(|data| matches!(*data, "pupil_personal" | "special_category"));
    if is_sensitive && text(tool, "/assessment/dpia_ref").is_empty() {
        found.error("PUPIL_DATA_WITHOUT_DPIA", format!("{at}/data_allowed"));
    }
    if data.iter().any(|data| *data != "pseudonymised") && matches!(text(tool, "/trains_on_input"), "yes" | "unknown") {
        found.warning("TRAINS_ON_DATA", format!("{at}/trains_on_input"));
    }
    check_review(tool, today, at, found);
    check_references(tool, draft, at, found);
}

fn check_pupils(tool: &Value, at: &str, found: &mut Found) {
    let age = tool.pointer("/users/pupil_min_age").and_then(Value::as_u64);
    if age.is_none() || tool.pointer("/users/supervised").is_none() {
        found.error("PUPILS_WITHOUT_LIMITS", format!("{at}/users"));
    }
    let makers = tool.pointer("/vendor_min_age").and_then(Value::as_u64);
    if makers.zip(age).is_some_and(|(makers, ours)| ours < makers) {
        found.warning("PUPILS_TOO_YOUNG", format!("{at}/users/pupil_min_age"));
    }
}

fn check_review(tool: &Value, today: Time, at: &str, found: &mut Found) {
    let day = |pointer| Time::parse_date(text(tool, pointer));
    let Some(due) = day("/assessment/review_due") else { return };
    let at = format!("{at}/assessment/review_due");
    if day("/assessment/date").is_some_and(|made| due < made) {
        found.error("REVIEW_BEFORE_ASSESSMENT", &at);
    }
    if due.plus_days(1) <= today {
        found.warning("REVIEW_OVERDUE", at);
    }
}

fn check_references(tool: &Value, draft: &Value, at: &str, found: &mut Found) {
    let role = text(tool, "/contact_role");
    if !role.is_empty() && !items(draft, "contacts").any(|contact| text(contact, "/role") == role) {
        found.warning("UNKNOWN_CONTACT_ROLE", format!("{at}/contact_role"));
    }
    for (n, named) in items(tool, "use_instead").enumerate() {
        let is_it = |other: &&Value| other.get("id") == Some(named) || other.get("name") == Some(named);
        let other = items(draft, "tools").find(is_it);
        if !other.is_some_and(|other| text(other, "/status").starts_with("approved")) {
            found.warning("USE_INSTEAD_NOT_APPROVED", format!("{at}/use_instead/{n}"));
        }
    }
    if names_a_person(text(tool, "/assessment/by_role")) {
        found.warning("NAMES_A_PERSON", format!("{at}/assessment/by_role"));
    }
}

fn check_hosts(tool: &Value, is_public_suffix: &dyn Fn(&str) -> bool, at: &str, found: &mut Found) {
    for (n, rule) in items(tool, "match").enumerate() {
        let host = text(rule, "/host");
        let is_shared = is_public_suffix(host) || super::SHARED_HOSTS.contains(&host);
        if is_true(rule, "/subdomains") && is_shared {
            found.error("PUBLIC_SUFFIX", format!("{at}/match/{n}/host"));
        }
    }
}

/// Asks each rule's own address: if another tool answers, the rule is shadowed; if another answers too, it is a tie.
fn check_shadows(draft: &Value, found: &mut Found) {
    let rules: Vec<(Rule, usize, usize)> = items(draft, "tools")
        .enumerate()
        .flat_map(|(tool, value)| items(value, "match").enumerate().map(move |(n, rule)| (rule, tool, n)))
        .filter_map(|(rule, tool, n)| Some((serde_json::from_value(rule.clone()).ok()?, tool, n)))
        .collect();
    let index = Index::new(rules.iter().map(|(rule, tool, _)| (rule, *tool)));
    for (rule, tool, n) in &rules {
        let Some(address) = rule.address() else { continue };
        let winners: BTreeSet<usize> = index.look_up(&address).into_iter().collect();
        let at = format!("/tools/{tool}/match/{n}");
        if !winners.contains(tool) && !winners.is_empty() {
            found.warning("SHADOWED_RULE", at);
        } else if winners.len() > 1 {
            found.error("SAME_RULE_TWICE", at);
        }
    }
}

fn check_contacts(draft: &Value, found: &mut Found) {
    let has = |role: &str| items(draft, "contacts").any(|contact| text(contact, "/role") == role);
    if ROLES.iter().any(|role| !has(role)) {
        found.warning("CONTACT_MISSING", "/contacts");
    }
    for (n, contact) in items(draft, "contacts").enumerate() {
        if ["/name", "/email", "/phone"].iter().all(|way| text(contact, way).is_empty()) {
            found.warning("CONTACT_WITHOUT_ADDRESS", format!("/contacts/{n}"));
        }
        for member in ["role", "name", "email"] {
            let value = contact.get(member).and_then(Value::as_str).unwrap_or_default();
            let is_person = if member == "email" { is_personal_address(value) } else { names_a_person(value) };
            if is_person {
                found.warning("NAMES_A_PERSON", format!("/contacts/{n}/{member}"));
            }
        }
    }
}

fn check_delegations(draft: &Value, found: &mut Found) {
    if text(draft, "/scope").starts_with("uk.gias.urn:") && items(draft, "delegations").count() > 0 {
        found.warning("SCHOOL_DELEGATES", "/delegations");
    }
    let mut seen = BTreeSet::new();
    for (n, delegation) in items(draft, "delegations").enumerate() {
        let at = format!("/delegations/{n}");
        if !seen.insert(text(delegation, "/scope")) {
            found.error("DUPLICATE_ID", format!("{at}/scope"));
        }
        let part = |name: &str| delegation.get(name).cloned().unwrap_or_default();
        let keys: Option<Keys> = serde_json::from_value(part("keys")).ok();
        let role: Option<RoleSpec> = serde_json::from_value(part("role")).ok();
        if keys.zip(role).is_none_or(|(keys, role)| Role::read(&role, &keys, "list").is_err()) {
            found.error("BAD_KEYS", at);
        }
    }
}

fn check_ids(draft: &Value, list: &str, found: &mut Found) {
    check_ids_at(draft, list, "", found);
}

fn check_ids_at(parent: &Value, list: &str, at: &str, found: &mut Found) {
    let mut seen = BTreeSet::new();
    for (n, item) in items(parent, list).enumerate() {
        let id = text(item, "/id");
        if !id.is_empty() && !seen.insert(id) {
            found.error("DUPLICATE_ID", format!("{at}/{list}/{n}/id"));
        }
    }
}

/// A title, or two capitalised words none of which names an office.
fn names_a_person(text: &str) -> bool {
    const TITLES: [&str; 8] = ["mr", "mrs", "ms", "miss", "mx", "dr", "prof", "revd"];
    const OFFICES: &[&str] = &[
        "academy",
        "adviser",
        "ai",
        "assistant",
        "board",
        "business",
        "chair",
        "committee",
        "coordinator",
        "council",
        "data",
        "deputy",
        "digital",
        "director",
        "executive",
        "governor",
        "governors",
        "group",
        "head",
        "headteacher",
        "helpdesk",
        "it",
        "lead",
        "leader",
        "manager",
        "network",
        "office",
        "officer",
        "panel",
        "principal",
        "protection",
        "safeguarding",
        "school",
        "senior",
        "service",
        "support",
        "teacher",
        "team",
        "technician",
        "trust",
        "trustees",
    ];
    let words: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '-').filter(|w| !w.is_empty()).collect();
    let is = |list: &[&str], word: &str| list.contains(&word.to_lowercase().as_str());
    let is_capitalised = |word: &&str| word.chars().next().is_some_and(char::is_uppercase);
    let has_title = words.first().is_some_and(|first| is(&TITLES, first));
    let has_office = words.iter().any(|word| is(OFFICES, word));
    words.len() > 1 && (has_title || !has_office && words.iter().filter(|word| is_capitalised(word)).count() > 1)
}

/// `j.smith@`, `jane.smith@`: a dot or an initial before a name; offices are written in one word or with a hyphen.
fn is_personal_address(address: &str) -> bool {
    let local = address.split_once('@').map_or("", |(local, _)| local);
    local.split_once('.').is_some_and(|(a, b)| a.chars().all(char::is_alphabetic) && b.chars().all(char::is_alphabetic))
}

fn items<'a>(value: &'a Value, name: &str) -> impl Iterator<Item = &'a Value> {
    value.get(name).and_then(Value::as_array).into_iter().flatten()
}

fn text<'a>(value: &'a Value, pointer: &str) -> &'a str {
    value.pointer(pointer).and_then(Value::as_str).unwrap_or_default()
}

fn is_true(value: &Value, pointer: &str) -> bool {
    value.pointer(pointer).and_then(Value::as_bool).unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn tool() -> Value {
        json!({
            "id": "a", "name": "A", "kinds": ["llm"], "status": "approved", "match": [{"host": "a.example"}],
            "users": {"staff": true}, "assessment": {"date": "2027-01-01", "review_due": "2028-01-01"},
        })
    }

    fn draft(tools: &[Value]) -> Value {
        let contacts = ROLES.map(|role| json!({"role": role, "email": "office@x.example"}));
        json!({"scope": "uk.gias.urn:1", "tools": tools, "contacts": contacts})
    }

    #[track_caller]
    fn finds(draft: &Value, expected: &[(&str, &str)]) {
        let today = Time::parse_date("2027-06-01").unwrap();
        let found = super::super::check(draft, today, &|host| host == "github.io");
        let got: Vec<_> = found.iter().map(|problem| (problem.code, problem.at.as_str())).collect();
        assert_eq!(got, expected);
        assert!(found.iter().all(|problem| !problem.words().is_empty()), "words for every code");
    }

    #[track_caller]
    fn finds_in_tool(pointer: &str, value: Value, expected: &[(&str, &str)]) {
        let mut tool = tool();
        let (parent, name) = pointer.rsplit_once('/').unwrap();
        tool.pointer_mut(parent).unwrap()[name] = value;
        finds(&draft(&[tool]), expected);
    }

    #[test]
    fn a_sound_draft_has_no_problems() {
        finds(&draft(&[tool()]), &[]);
    }

    #[test]
    fn what_a_person_forgets_in_one_tool() {
        let without = |name: &str| {
            let mut tool = tool();
            tool.as_object_mut().unwrap().remove(name);
            draft(&[tool])
        };
        finds(&without("assessment"), &[("APPROVAL_WITHOUT_ASSESSMENT", "/tools/0")]);
        finds(&without("users"), &[("APPROVAL_WITHOUT_USERS", "/tools/0")]);
        finds(&without("name"), &[("MISSING", "/tools/0/name")]);
        finds_in_tool("/status", json!("approved_with_conditions"), &[("CONDITIONS_MISSING", "/tools/0")]);
        finds_in_tool("/users/pupils", json!(true), &[("PUPILS_WITHOUT_LIMITS", "/tools/0/users")]);
        let dpia = [("PUPIL_DATA_WITHOUT_DPIA", "/tools/0/data_allowed")];
        finds_in_tool("/data_allowed", json!(["pupil_personal"]), &dpia);
        finds_in_tool("/data_allowed", json!(["staff_personal"]), &[]);
        finds_in_tool(
            "/assessment/review_due",
            json!("2027-05-31"),
            &[("REVIEW_OVERDUE", "/tools/0/assessment/review_due")],
        );
        finds_in_tool("/assessment/review_due", json!("2027-06-01"), &[]);
        let early = [
            ("REVIEW_BEFORE_ASSESSMENT", "/tools/0/assessment/review_due"),
            ("REVIEW_OVERDUE", "/tools/0/assessment/review_due"),
        ];
        finds_in_tool("/assessment/review_due", json!("2026-12-31"), &early);
        finds_in_tool("/contact_role", json!("it"), &[("UNKNOWN_CONTACT_ROLE", "/tools/0/contact_role")]);
        finds_in_tool("/use_instead", json!(["b"]), &[("USE_INSTEAD_NOT_APPROVED", "/tools/0/use_instead/0")]);
        finds_in_tool("/data_alowed", json!([]), &[("UNKNOWN_FIELD", "/tools/0/data_alowed")]);
        finds_in_tool("/match/0/sub_domains", json!(true), &[("UNKNOWN_FIELD", "/tools/0/match/0/sub_domains")]);
        finds_in_tool("/match/0/host", json!("192.0.2.7"), &[("BAD_RULE", "/tools/0/match/0/host")]);
        finds_in_tool("/match/0/path_prefix", json!("app"), &[("BAD_RULE", "/tools/0/match/0/path_prefix")]);
        finds_in_tool("/status", json!("aproved"), &[("WRONG_SHAPE", "/tools/0/status")]);
        finds_in_tool(
            "/assessment/by_role",
            json!("Jane Example"),
            &[("NAMES_A_PERSON", "/tools/0/assessment/by_role")],
        );
        finds_in_tool("/assessment/by_role", json!("Data Protection Officer"), &[]);
    }

    #[test]
    fn pupils_below_the_makers_age_and_data_that_trains() {
        let mut tool = tool();
        tool["users"] = json!({"staff": true, "pupils": true, "pupil_min_age": 11, "supervised": true});
        tool["vendor_min_age"] = json!(13);
        tool["data_allowed"] = json!(["staff_personal"]);
        tool["trains_on_input"] = json!("unknown");
        let expected =
            [("TRAINS_ON_DATA", "/tools/0/trains_on_input"), ("PUPILS_TOO_YOUNG", "/tools/0/users/pupil_min_age")];
        finds(&draft(&[tool]), &expected);
    }

    #[test]
    fn hosts_that_strangers_share() {
        let rule = |host: &str, below: bool| json!([{"host": host, "subdomains": below}]);
        finds_in_tool("/match", rule("github.io", true), &[("PUBLIC_SUFFIX", "/tools/0/match/0/host")]);
        finds_in_tool("/match", rule("sharepoint.com", true), &[("PUBLIC_SUFFIX", "/tools/0/match/0/host")]);
        finds_in_tool("/match", rule("school.github.io", true), &[]);
        finds_in_tool("/match", rule("github.io", false), &[]);
    }

    #[test]
    fn rules_that_take_each_others_addresses() {
        let named = |id: &str, rules: Value| {
            let mut tool = tool();
            (tool["id"], tool["match"]) = (id.into(), rules);
            tool
        };
        let tie = draft(&[named("a", json!([{"host": "a.example"}])), named("b", json!([{"host": "a.example"}]))]);
        finds(&tie, &[("SAME_RULE_TWICE", "/tools/0/match/0"), ("SAME_RULE_TWICE", "/tools/1/match/0")]);
        let shadow = draft(&[
            named("a", json!([{"host": "a.example", "subdomains": true, "path_prefix": "/app"}])),
            named("b", json!([{"host": "a.example"}])),
        ]);
        finds(&shadow, &[("SHADOWED_RULE", "/tools/0/match/0")]);
        let nested = draft(&[
            named("a", json!([{"host": "a.example", "subdomains": true}])),
            named("b", json!([{"host": "b.a.example"}])),
        ]);
        finds(&nested, &[]);
        let twice = draft(&[named("a", json!([{"host": "a.example"}])), named("a", json!([{"host": "b.example"}]))]);
        finds(&twice, &[("DUPLICATE_ID", "/tools/1/id")]);
    }

    #[test]
    fn roles_where_people_stand() {
        let mut without = draft(&[tool()]);
        without["contacts"] = json!([{"role": "ai_lead", "name": "Mrs Example", "email": "jane.example@x.example"}]);
        let expected = [
            ("CONTACT_MISSING", "/contacts"),
            ("NAMES_A_PERSON", "/contacts/0/email"),
            ("NAMES_A_PERSON", "/contacts/0/name"),
        ];
        finds(&without, &expected);
    }

    #[test]
    fn a_contact_that_nobody_can_reach() {
        let mut without = draft(&[tool()]);
        without["contacts"][1] = json!({"role": "data_protection", "email": ""});
        finds(&without, &[("CONTACT_WITHOUT_ADDRESS", "/contacts/1")]);
        without["contacts"][1] = json!({"role": "data_protection", "name": "School office"});
        finds(&without, &[]);
    }

    #[test]
    fn delegations_that_cannot_work() {
        let mut trust = draft(&[tool()]);
        trust["scope"] = json!("uk.gias.group:TR1");
        let bad = json!({"scope": "uk.gias.urn:2", "keys": {}, "role": {"keyids": ["ab".repeat(32)], "threshold": 1}});
        trust["delegations"] = json!([bad, bad]);
        finds(
            &trust,
            &[("BAD_KEYS", "/delegations/0"), ("BAD_KEYS", "/delegations/1"), ("DUPLICATE_ID", "/delegations/1/scope")],
        );
    }
}
