use super::*;
use crate::record::Org;
use crate::record::sign::{NewRoot, SecretKey, add_signature, new_bundle, sign_list};
use serde_json::{Value, json};

const NOW: &str = "2026-12-01T09:00:00Z";
const ADDRESS: &str = "https://records.elm.example/ai/";

fn now() -> Time {
    Time::parse(NOW).unwrap()
}

fn languages() -> Vec<Words> {
    let files = ["en_GB", "cy"].map(|locale| format!("extension/_locales/{locale}/messages.json"));
    files.iter().map(|file| Words::parse(&std::fs::read_to_string(file).unwrap()).unwrap()).collect()
}

fn draft(status: &str) -> Value {
    json!({
        "scope": "uk.gias.group:TR1",
        "tools": [
            {"id": "chat", "name": "Chat <b>&", "kinds": ["llm"], "status": status, "match": [{"host": "chat.example"}],
             "users": {"staff": true, "pupils": true, "pupil_min_age": 13, "supervised": true},
             "conditions": ["With the school's account."], "data_allowed": ["pseudonymised"],
             "account": {"tenant_only": true, "tenants": ["elm.example"]}, "trains_on_input": "no",
             "assessment": {"date": "2026-09-01", "review_due": "2027-09-01", "dpia_ref": "DPIA-17"}},
            {"id": "deep", "name": "Deep", "kinds": ["video"], "status": "not_approved", "status_reason": "Makes faces of people.",
             "use_instead": ["chat"], "match": [{"host": "deep.example"}]},
        ],
        "contacts": [{"role": "ai_lead", "email": "ai@elm.example"}],
        "delegations": [{"scope": "uk.gias.urn:100001", "name": "Oak School", "keys": {}, "role": {"keyids": [], "threshold": 1}}],
    })
}

fn key() -> SecretKey {
    SecretKey::from_seed(&[7; 32])
}

fn record(drafts: &[&str]) -> Vec<u8> {
    let named = || vec![(key().public(), "key".to_string())];
    let org = Org { id: Scope::parse("uk.gias.group:TR1").unwrap(), name: "Elm Trust".into() };
    let new = NewRoot { org, root_keys: named(), root_threshold: 1, list_keys: named(), list_threshold: 1 };
    let signed = add_signature(&new_bundle(&new, now()).unwrap(), &key()).unwrap().0;
    let sign = |bundle, status: &&str| sign_list(&bundle, &draft(status), &key(), now(), 90).unwrap();
    json!(drafts.iter().fold(signed, sign)).to_string().into_bytes()
}

fn published(bundle: &[u8], previous: Option<&[u8]>) -> Vec<File> {
    let edition = Edition { bundle, previous, school: None, address: ADDRESS, now: now() };
    folder(&edition, &languages()).unwrap()
}

#[track_caller]
fn text<'a>(files: &'a [File], name: &str) -> &'a str {
    std::str::from_utf8(&files.iter().find(|file| file.name == name).unwrap().bytes).unwrap()
}

#[test]
fn every_page_in_every_language_with_all_its_words() {
    let (first, second) = (record(&["approved"]), record(&["approved", "under_review"]));
    let files = published(&second, Some(&first));
    let pages: Vec<_> = files.iter().filter(|file| file.name.ends_with(".html")).collect();
    assert_eq!(pages.len(), 12);
    for page in pages {
        let page = text(&files, &page.name);
        let gap = ["pub_", "tool_", "desk_", "standing_", "options_", "popup_", "role_", "month_"]
            .iter()
            .find(|key| page.contains(**key));
        assert_eq!(gap, None, "{page}");
        assert!(page.contains("Elm Trust"));
    }
    assert!(text(&files, "staff.cy.html").contains("lang=\"cy\""));
    assert_eq!(text(&files, RECORD).as_bytes(), second);
}

#[test]
fn what_people_wrote_stays_text() {
    let files = published(&record(&["approved"]), None);
    assert!(text(&files, "staff.html").contains("Chat &lt;b&gt;&amp;"));
    assert!(files.iter().all(|file| !String::from_utf8_lossy(&file.bytes).contains("Chat <b>") || file.name == RECORD));
}

#[test]
fn parents_are_told_what_is_used_and_not_how_accounts_or_assessments_are_kept() {
    let files = published(&record(&["approved_with_conditions"]), None);
    let (staff, parents) = (text(&files, "staff.html"), text(&files, "parents.html"));
    for both in ["Pupils aged 13 and over", "With the school's account.", "1 September 2027", "Not approved"] {
        assert!(staff.contains(both) && parents.contains(both), "{both}");
    }
    for staff_only in ["elm.example)", "Makes faces of people."] {
        assert!(staff.contains(staff_only) && !parents.contains(staff_only), "{staff_only}");
    }
    assert!(!staff.contains("DPIA-17") && !parents.contains("DPIA-17"));
}

#[test]
fn the_page_of_changes_compares_with_the_version_before() {
    let (first, second) = (record(&["approved"]), record(&["approved", "under_review"]));
    assert!(text(&published(&second, Some(&first)), "changes.html").contains("before: Approved; now: Under review"));
    assert!(text(&published(&second, Some(&first)), "changes.cy.html").contains("cynt: "));
    assert!(text(&published(&second, None), "changes.html").contains("first version"));
    assert!(text(&published(&second, Some(&second)), "changes.html").contains("Nothing but the dates"));
}

#[test]
fn each_school_has_its_own_way_in_and_a_link_that_enrols() {
    let files = published(&record(&["approved"]), None);
    let join = text(&files, "join.html");
    assert_eq!(join.matches("<svg").count(), 2);
    let link = join.split("href=\"").find(|rest| rest.contains("urn:100001")).unwrap().split('"').next().unwrap();
    let settings = crate::record::Settings::from_link(&link.replace("&amp;", "&")).unwrap();
    assert_eq!(settings.school_id.as_str(), "uk.gias.urn:100001");
    assert_eq!(settings.urls, [format!("{ADDRESS}{RECORD}")]);
}

#[test]
fn a_school_gets_its_own_pages_alone() {
    let bundle = record(&["approved"]);
    let school = Scope::parse("uk.gias.urn:100001");
    let files =
        folder(&Edition { bundle: &bundle, previous: None, school, address: ADDRESS, now: now() }, &languages());
    assert_eq!(text(&files.unwrap(), "poster.html").matches("<svg").count(), 1);
}

#[test]
fn what_browsers_would_refuse_is_not_published() {
    let bundle = record(&["approved"]);
    let refused = |bundle: &[u8], address, now: &str| {
        let edition = Edition { bundle, previous: None, school: None, address, now: Time::parse(now).unwrap() };
        folder(&edition, &languages()).unwrap_err().code
    };
    assert_eq!(refused(&bundle, ADDRESS, "2027-06-01T00:00:00Z"), Code::ListExpired);
    assert_eq!(refused(b"<html>", ADDRESS, NOW), Code::NotAList);
    for address in ["http://elm.example/", "https://elm.example/ai", "https://", "https://elm.example/?/"] {
        assert_eq!(refused(&bundle, address, NOW), Code::BadAddress, "{address}");
    }
    let forged = String::from_utf8(bundle).unwrap().replacen("\"sig\":\"", "\"sig\":\"AAAA", 1);
    assert_ne!(refused(forged.as_bytes(), ADDRESS, NOW), Code::BadAddress);
}

#[test]
fn pages_load_nothing_from_elsewhere_and_the_same_edition_is_the_same_bytes() {
    let files = published(&record(&["approved"]), None);
    for file in files.iter().filter(|file| file.name.ends_with(".html")) {
        let page = text(&files, &file.name);
        for loaded in page.split("src=\"").skip(1).chain(page.split("<link rel=\"stylesheet\" href=\"").skip(1)) {
            assert!(loaded.starts_with("search.js") || loaded.starts_with("pages.css"), "{loaded}");
        }
    }
    assert_eq!(zip(&files).unwrap(), zip(&published(&record(&["approved"]), None)).unwrap());
}
