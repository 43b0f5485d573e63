use super::*;
use std::collections::BTreeMap;

const ID: &str = "abcdefghijklmnopabcdefghijklmnop";

fn settings() -> Settings {
    let link = format!(
        "https://elm.example/join#v=1&h={}&s=uk.gias.urn:100001&u=https://elm.example/o'k.json",
        "ab".repeat(32)
    );
    Settings { lock_enrolment: true, ..Settings::from_link(&link).unwrap() }
}

fn made(updates: &str) -> Vec<File> {
    let settings = settings();
    let words = ["en_GB", "cy"].map(|locale| {
        Words::parse(&std::fs::read_to_string(format!("extension/_locales/{locale}/messages.json")).unwrap()).unwrap()
    });
    let package = "https://elm.example/chalkline.xpi";
    let plan = Rollout {
        settings: &settings,
        chrome_id: ID,
        chrome_updates: updates,
        edge_id: ID,
        edge_updates: EDGE_STORE,
        firefox_package: package,
    };
    rollout(&plan, &words).unwrap()
}

fn file<'a>(files: &'a [File], name: &str) -> &'a [u8] {
    &files.iter().find(|file| file.name == name).unwrap().bytes
}

fn json_of(files: &[File], name: &str) -> Value {
    serde_json::from_slice(file(files, name)).unwrap()
}

/// What the extension would make of its managed storage.
#[track_caller]
fn enrols(storage: &Value) {
    assert_eq!(Settings::from_managed(&storage.to_string()).unwrap(), Some(settings()));
}

#[test]
fn linux_and_firefox_files_install_and_enrol() {
    let files = made(CHROME_STORE);
    for name in ["linux/chrome.json", "linux/edge.json"] {
        let policy = json_of(&files, name);
        assert_eq!(policy["ExtensionSettings"][ID]["installation_mode"], "force_installed");
        enrols(&policy["3rdparty"]["extensions"][ID]);
    }
    let firefox = &json_of(&files, "firefox/policies.json")["policies"];
    assert_eq!(firefox["ExtensionSettings"][FIREFOX_ID]["install_url"], "https://elm.example/chalkline.xpi");
    enrols(&firefox["3rdparty"]["Extensions"][FIREFOX_ID]);
}

#[test]
fn the_admin_consoles_file_wraps_each_value() {
    let files = made(CHROME_STORE);
    let policy = json_of(&files, "google-admin/extension-policy.json");
    enrols(&json!({ "trust": policy["trust"]["Value"] }));
}

#[test]
fn the_profile_is_a_property_list_with_a_payload_for_each_browser() {
    let files = made("https://elm.example/updates.xml");
    let profile: plist::Value = plist::from_bytes(file(&files, "apple/chalkline.mobileconfig")).unwrap();
    let profile = serde_json::to_value(&profile).unwrap();
    let payloads: BTreeMap<_, _> =
        profile["PayloadContent"].as_array().unwrap().iter().map(|p| (p["PayloadType"].as_str().unwrap(), p)).collect();
    let chrome = &payloads["com.google.Chrome"]["ExtensionSettings"][ID];
    assert_eq!(
        (&chrome["override_update_url"], &chrome["update_url"]),
        (&json!(true), &json!("https://elm.example/updates.xml"))
    );
    let storage = &payloads[format!("com.microsoft.Edge.extensions.{ID}").as_str()]["trust"];
    enrols(&json!({ "trust": storage }));
    enrols(&payloads["org.mozilla.firefox"]["3rdparty"]["Extensions"][FIREFOX_ID]);
    let mut ids: Vec<_> = payloads.values().map(|payload| payload["PayloadUUID"].as_str().unwrap()).collect();
    ids.dedup();
    assert!(ids.len() == 5 && ids.iter().all(|id| id.len() == 36));
}

/// Reads the registry file by its grammar: a header, keys in brackets, values in quotation marks or as `dword:`.
fn registry(bytes: &[u8]) -> BTreeMap<String, Value> {
    let units: Vec<u16> = bytes.chunks(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
    let text = String::from_utf16(&units).unwrap();
    let mut lines = text.strip_prefix('\u{FEFF}').unwrap().split("\r\n");
    assert_eq!(lines.next(), Some("Windows Registry Editor Version 5.00"));
    let (mut key, mut found) = (String::new(), BTreeMap::new());
    for line in lines.filter(|line| !line.is_empty()) {
        if let Some(name) = line.strip_prefix('[') {
            key = name.strip_suffix(']').unwrap().to_string();
            continue;
        }
        let (name, value) = line.strip_prefix('"').unwrap().split_once("\"=").unwrap();
        let value = match value.strip_prefix("dword:") {
            Some(hex) => u32::from_str_radix(hex, 16).unwrap().into(),
            // Registry files escape the backslash and the quotation mark, as JSON does.
            None => serde_json::from_str(value).unwrap(),
        };
        found.insert(format!("{key}\\{name}"), value);
    }
    found
}

#[test]
fn the_registry_file_sets_both_browsers_and_nothing_of_others() {
    let registry = registry(file(&made("https://elm.example/updates.xml"), "windows/chalkline.reg"));
    let chrome = r"HKEY_LOCAL_MACHINE\SOFTWARE\Policies\Google\Chrome";
    assert_eq!(registry[&format!(r"{chrome}\ExtensionSettings\{ID}\installation_mode")], "force_installed");
    assert_eq!(registry[&format!(r"{chrome}\ExtensionSettings\{ID}\override_update_url")], 1);
    let storages: Vec<_> = registry.iter().filter(|(name, _)| name.ends_with(r"\policy\trust")).collect();
    assert_eq!(storages.len(), 2);
    for (_, text) in storages {
        enrols(&json!({ "trust": serde_json::from_str::<Value>(text.as_str().unwrap()).unwrap() }));
    }
    assert!(registry.keys().all(|name| name.contains(ID)));
}

#[test]
fn the_script_quotes_what_a_school_wrote() {
    let files = made(CHROME_STORE);
    let script = std::str::from_utf8(file(&files, "windows/chalkline.ps1")).unwrap();
    let literal = script.lines().find(|line| line.contains("-Name 'trust'")).unwrap();
    let (_, text) = literal.split_once("-Value '").unwrap();
    let text = text.strip_suffix("' -Force | Out-Null").unwrap();
    assert!(!text.replace("''", "").contains('\''));
    enrols(&json!({ "trust": serde_json::from_str::<Value>(&text.replace("''", "'")).unwrap() }));
}

#[test]
fn every_step_has_words_and_says_what_was_not_tried() {
    let files = made(CHROME_STORE);
    for name in ["steps.html", "steps.cy.html"] {
        let page = std::str::from_utf8(file(&files, name)).unwrap();
        assert!(!page.contains("roll_"), "{name}");
    }
    assert_eq!(
        std::str::from_utf8(file(&files, "steps.html")).unwrap().matches("Not tried on the real console").count(),
        4
    );
}

#[test]
fn an_id_that_no_browser_has_is_refused() {
    let settings = settings();
    let plan = |id, updates| Rollout {
        settings: &settings,
        chrome_id: id,
        chrome_updates: updates,
        edge_id: ID,
        edge_updates: EDGE_STORE,
        firefox_package: CHROME_STORE,
    };
    for (id, updates) in [("", CHROME_STORE), ("chalkline", CHROME_STORE), (ID, "http://elm.example/")] {
        assert_eq!(rollout(&plan(id, updates), &[]).unwrap_err().code, Code::BadArgument);
    }
}
