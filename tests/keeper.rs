//! The keeper's whole way at the command line: keys, first root, list, check, verify, rotation; exit codes and JSON.

#![allow(clippy::unwrap_used, reason = "in a test a missing value is a failure")]

use serde_json::{Value, json};
use std::path::PathBuf;
use std::process::Command;

struct Desk(PathBuf);

impl Desk {
    fn new(name: &str) -> Desk {
        let path = std::env::temp_dir().join(format!("chalkline-keeper-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).unwrap();
        Desk(path)
    }

    /// Runs the command line in the desk's folder; exit code and what it printed.
    fn run(&self, line: &str) -> (i32, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_chalkline"));
        command.current_dir(&self.0).env("CHALKLINE_PASSPHRASE", "correct horse battery").args(line.split_whitespace());
        let output = command.output().unwrap();
        let text = [output.stdout, output.stderr].concat();
        (output.status.code().unwrap(), String::from_utf8(text).unwrap())
    }

    #[track_caller]
    fn expect(&self, code: i32, line: &str) -> String {
        let (got, text) = self.run(line);
        assert_eq!(got, code, "{line}\n{text}");
        text
    }

    #[track_caller]
    fn json(&self, code: i32, line: &str) -> Value {
        serde_json::from_str(&self.expect(code, line)).unwrap()
    }

    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.0.join(name)).unwrap()
    }

    fn write(&self, name: &str, text: &str) {
        std::fs::write(self.0.join(name), text).unwrap();
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

const AT: &str = "--now 2027-02-01T00:00:00Z";

/// Three sheets, of which the words are copied down, and a key file.
fn keys(desk: &Desk) {
    for sheet in ["a", "b", "c"] {
        desk.expect(0, &format!("keys new --label sheet-{sheet} --sheet {sheet}.html --public {sheet}.json"));
        let page = desk.read(&format!("{sheet}.html"));
        let words: Vec<&str> =
            page.split("<li>").skip(1).filter_map(|rest| rest.split_once('<')).map(|(word, _)| word).collect();
        desk.write(&format!("{sheet}.txt"), &words.join(" "));
    }
    desk.expect(0, "keys new --label lead --out lead.pem --public lead.json");
}

fn draft() -> Value {
    let contacts = ["ai_lead", "data_protection", "designated_safeguarding_lead"]
        .map(|role| json!({"role": role, "email": "office@oak.example"}));
    json!({
        "scope": "uk.gias.urn:123456",
        "tools": [{
            "id": "chat", "name": "Example Chat", "kinds": ["llm"], "status": "approved",
            "match": [{"host": "chat.example", "subdomains": true}], "users": {"staff": true},
            "assessment": {"date": "2027-01-05", "review_due": "2028-01-05"},
        }],
        "contacts": contacts,
    })
}

#[test]
fn from_nothing_to_a_record_in_force_and_on_to_a_new_key() {
    let desk = Desk::new("way");
    keys(&desk);
    let sheets = "--root-key a.json --root-key b.json --root-key c.json";
    let new = format!("record new --org uk.gias.urn:123456 --name Oak {sheets} --list-key lead.json --out r.json {AT}");
    desk.expect(2, &format!("{new} --root-threshold 1"));
    desk.expect(0, &format!("{new} --draft draft.json"));
    desk.expect(2, &new); // never over another record
    assert!(desk.expect(1, "record add-signature r.json --key lead.pem").contains("NOT_ONE_OF_THE_KEYS"));
    assert!(desk.expect(0, "record add-signature r.json --sheet-text a.txt").contains("root 1 waits for 1 more of:"));
    let again = desk.json(1, "record add-signature r.json --sheet-text a.txt --json");
    assert_eq!(again, json!({"code": "ALREADY_SIGNED", "at": "bundle"}));
    assert!(!desk.expect(0, "record add-signature r.json --sheet-text b.txt").contains("waits"));

    desk.expect(0, &format!("record check draft.json {AT}"));
    desk.write("draft.json", &draft().to_string());
    let too_long = format!("record sign draft.json --record r.json --key lead.pem --days 191 {AT}");
    assert!(
        desk.expect(1, &too_long)
            .contains("LIFETIME_TOO_LONG at list. A list is valid for longer than the root allows.")
    );
    desk.expect(0, &format!("record sign draft.json --record r.json --key lead.pem {AT}"));
    let verified = desk.json(0, &format!("verify r.json --json {AT} --scope uk.gias.urn:123456"));
    assert_eq!(
        (&verified["ok"], &verified["health"], &verified["pinned"]),
        (&json!(true), &json!("FRESH"), &json!(false))
    );
    let pin = verified["root_sha256"].as_str().unwrap().to_string();
    let late = desk.json(1, &format!("record verify r.json --json --root-sha256 {pin} --now 2027-06-01T00:00:00Z"));
    assert_eq!((&late["code"], &late["at"]), (&json!("LIST_EXPIRED"), &json!("list")));
    let other = desk.json(1, &format!("verify r.json --json --root-sha256 {} {AT}", "ab".repeat(32)));
    assert_eq!(
        (&other["code"], &other["at"], &other["health"]),
        (&json!("PIN_MISMATCH"), &json!("root"), &json!("NO_LIST"))
    );
    let shown = desk.expect(0, &format!("record show r.json --url www.chat.example/x {AT}"));
    assert_eq!(shown, "Example Chat: approved, for staff, with no personal data.\n");
    desk.expect(1, &format!("record show r.json --url https://other.example/ {AT}"));

    std::fs::copy(desk.0.join("r.json"), desk.0.join("old.json")).unwrap();
    let changed = draft().to_string().replace("\"approved\"", "\"not_approved\"");
    desk.write("draft.json", &changed);
    desk.expect(0, &format!("record sign draft.json --record r.json --key lead.pem {AT}"));
    assert_eq!(desk.expect(0, "record diff old.json r.json"), "Example Chat was approved, is now not approved.\n");
    let served_again = desk.json(1, &format!("verify r.json old.json --json {AT}"));
    assert_eq!((&served_again["code"], &served_again["record"]["version"]), (&json!("ROLLBACK"), &json!(2)));

    desk.expect(0, "keys new --label next --out next.pem --public next.json");
    let rotated = desk.json(0, &format!("record rotate r.json --list-key next.json --json {AT}"));
    let waits = |n: usize| (&rotated["waiting"][n]["part"], &rotated["waiting"][n]["more"]);
    assert_eq!((waits(0), waits(1)), ((&json!("root 2"), &json!(2)), (&json!("root 2"), &json!(2))));
    assert_eq!(rotated["waiting"][2]["keys"][0]["label"], json!("next"));
    desk.expect(2, "record rotate r.json --root-key a.json --root-threshold 1");
    for signer in ["--sheet-text a.txt", "--sheet-text c.txt", "--key next.pem"] {
        desk.expect(0, &format!("record add-signature r.json {signer}"));
    }
    let healed = desk.json(0, &format!("verify old.json r.json --json {AT}"));
    assert_eq!(healed["record"]["root_version"], json!(2));
    desk.expect(1, &format!("record sign draft.json --record r.json --key lead.pem {AT}"));

    let whose = |line: &str| desk.json(0, line)["keyid"].clone();
    desk.expect(0, "keys recover --sheet-text a.txt --out a.pem");
    assert_eq!(whose("keys show --key a.pem"), whose("keys show --public a.json"));
    desk.expect(2, "keys recover --sheet-text a.txt --out a.pem"); // never over another key
    desk.write("a.txt", "abandon abandon");
    assert!(desk.expect(1, "keys show --sheet-text a.txt").contains("BAD_WORDS"));
}

#[test]
fn what_a_keeper_forgets_has_a_code_and_a_place() {
    let desk = Desk::new("check");
    let mut forgotten = draft();
    forgotten["tools"][0]["match"][0]["host"] = json!("github.io");
    forgotten["tools"][0].as_object_mut().unwrap().remove("assessment");
    desk.write("draft.json", &forgotten.to_string());
    let problems = desk.json(1, &format!("record check draft.json --json {AT}"));
    let codes: Vec<_> =
        problems.as_array().unwrap().iter().map(|p| (p["code"].as_str().unwrap(), p["at"].as_str().unwrap())).collect();
    assert_eq!(codes, [("APPROVAL_WITHOUT_ASSESSMENT", "/tools/0"), ("PUBLIC_SUFFIX", "/tools/0/match/0/host")]);
    desk.write("page.html", "<!doctype html>");
    let portal = desk.json(1, &format!("verify page.html --json {AT}"));
    assert_eq!((&portal["code"], &portal["at"]), (&json!("NOT_A_LIST"), &json!("bundle")));
    desk.expect(2, "verify nothing-here.json");
    assert_eq!(desk.json(0, "record schema")["$id"], json!("urn:chalkline:list:1"));
}

#[test]
fn a_roster_goes_into_the_draft_and_no_name_with_it() {
    let desk = Desk::new("roster");
    desk.write("pupils.csv", "UPN;Legal Surname;Forename\nA1;Brzęczyk;Xochiquetzal\nA2;Khan;Rose\n");
    desk.write("draft.json", &draft().to_string());
    let said = desk.expect(0, "roster make pupils.csv --draft draft.json");
    let made = desk.read("draft.json");
    for text in [&said, &made] {
        assert!(!["Brz", "Xochi", "Khan", "Rose"].iter().any(|name| text.contains(name)), "{text}");
    }
    desk.expect(0, &format!("record check draft.json {AT}"));
    desk.write("note.txt", "Brzęczyk: 45%, photosynthesis: 60%");
    desk.expect(0, "scan note.txt");
    assert!(desk.expect(1, "scan note.txt --draft draft.json").starts_with("person-name\t1:1\t"));

    let key = |draft: &str| {
        serde_json::from_str::<Value>(draft).unwrap()["settings"]["roster"]
            .as_str()
            .unwrap()
            .get(..12)
            .unwrap()
            .to_string()
    };
    desk.expect(0, "roster make pupils.csv --draft draft.json");
    assert_eq!(key(&desk.read("draft.json")), key(&made), "the next filter keeps the key");

    desk.write("marks.csv", "Class,Mark\n9B,7\n");
    assert!(desk.expect(1, "roster make marks.csv --draft draft.json").contains("NO_NAMES at roster."));
}

#[test]
fn what_the_detector_could_not_use_is_not_signed() {
    let desk = Desk::new("unusable");
    let mut hostile = draft();
    let pattern = |regex: &str| json!({"id": regex.len().to_string(), "label": "Admission number", "regex": regex});
    hostile["settings"] = json!({"roster": "AAAA", "patterns": [pattern("NB-[0-9]{5}"), pattern("[0-9]+x")]});
    desk.write("draft.json", &hostile.to_string());
    let problems = desk.json(1, &format!("record check draft.json --json {AT}"));
    let codes: Vec<_> =
        problems.as_array().unwrap().iter().map(|p| (p["code"].as_str().unwrap(), p["at"].as_str().unwrap())).collect();
    assert_eq!(codes, [("BAD_PATTERN", "/settings/patterns/1/regex"), ("BAD_ROSTER", "/settings/roster")]);
}
