//! Roll-out: the files that install the extension and tell it where the record is, for every system a school manages.
//!
//! Linux folders and Firefox's file are tried in real browsers by the tests. What needs somebody else's console
//! (Google, Microsoft, Jamf) is held to its format by an independent parser, and its page of steps says so.

mod apple;
mod windows;

use super::File;
use super::page::{Sheet, sheet};
use super::words::Words;
use crate::error::{Code, Error};
use crate::record::Settings;
use maud::{Markup, html};
use serde_json::{Value, json};

/// What is rolled out, and from where.
pub struct Rollout<'a> {
    /// Where the record is and whose it must be.
    pub settings: &'a Settings,
    /// The extension's id in Chrome and Chromium: 32 letters from a to p.
    pub chrome_id: &'a str,
    /// Where they fetch it: a store's address, or the school's own update manifest.
    pub chrome_updates: &'a str,
    /// The extension's id in Edge.
    pub edge_id: &'a str,
    /// Where Edge fetches it.
    pub edge_updates: &'a str,
    /// Where Firefox fetches the signed package.
    pub firefox_package: &'a str,
}

/// The Chrome Web Store as an update address.
pub const CHROME_STORE: &str = "https://clients2.google.com/service/update2/crx";
/// The Edge Add-ons site as an update address.
pub const EDGE_STORE: &str = "https://edge.microsoft.com/extensionwebstorebase/v1/crx";
/// The extension's id in Firefox: `extension/manifest.json` has the same.
pub const FIREFOX_ID: &str = "chalkline@chalkline.invalid";

/// Every file, names with their folder, and a page of steps in each language. `BAD_ARGUMENT` for an id or an address
/// that no browser would take.
pub fn rollout(rollout: &Rollout<'_>, languages: &[Words]) -> Result<Vec<File>, Error> {
    let ids = [rollout.chrome_id, rollout.edge_id];
    let urls = [rollout.chrome_updates, rollout.edge_updates, rollout.firefox_package];
    let is_id = |id: &str| id.len() == 32 && id.bytes().all(|letter| (b'a'..=b'p').contains(&letter));
    if !ids.into_iter().all(is_id) || !urls.into_iter().all(|url| url.starts_with("https://")) {
        return Err(Error::new(Code::BadArgument, "rollout"));
    }
    let mut files = vec![
        json_file("google-admin/extension-policy.json", &google(rollout)),
        json_file("firefox/policies.json", &json!({ "policies": firefox(rollout) })),
        json_file("linux/chrome.json", &chromium(rollout.chrome_id, rollout.chrome_updates, CHROME_STORE, rollout)),
        json_file("linux/edge.json", &chromium(rollout.edge_id, rollout.edge_updates, EDGE_STORE, rollout)),
        json_file(
            "windows/ExtensionSettings.chrome.json",
            &install(rollout.chrome_id, rollout.chrome_updates, CHROME_STORE),
        ),
        json_file("windows/ExtensionSettings.edge.json", &install(rollout.edge_id, rollout.edge_updates, EDGE_STORE)),
        File::new("windows/chalkline.reg", windows::reg(rollout)),
        File::new("windows/chalkline.ps1", windows::script(rollout)),
        File::new("apple/chalkline.mobileconfig", apple::profile(rollout)),
    ];
    files.extend(languages.iter().map(|words| File::new(steps_file(words), steps(words))));
    files.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(files)
}

fn json_file(name: &str, value: &Value) -> File {
    File::new(name, format!("{value:#}\n"))
}

/// What managed storage holds under `trust`.
fn trust(settings: &Settings) -> Value {
    let mut trust =
        json!({ "urls": settings.urls, "root_sha256": settings.root_sha256, "school_id": settings.school_id });
    if settings.min_list_version > 0 {
        trust["min_list_version"] = settings.min_list_version.into();
    }
    if settings.lock_enrolment {
        trust["lock_enrolment"] = true.into();
    }
    trust
}

/// `ExtensionSettings`: installed without asking, not to be removed. Beside the store, the address of the policy counts
/// for updates too, not the one in the package.
fn install(id: &str, updates: &str, store: &str) -> Value {
    let mut how = json!({ "installation_mode": "force_installed", "update_url": updates });
    if updates != store {
        how["override_update_url"] = true.into();
    }
    json!({ id: how })
}

/// A file of a Linux policy folder.
fn chromium(id: &str, updates: &str, store: &str, rollout: &Rollout<'_>) -> Value {
    json!({
        "ExtensionSettings": install(id, updates, store),
        "3rdparty": { "extensions": { id: { "trust": trust(rollout.settings) } } },
    })
}

/// The Admin console wraps each value of managed storage.
fn google(rollout: &Rollout<'_>) -> Value {
    json!({ "trust": { "Value": trust(rollout.settings) } })
}

fn firefox(rollout: &Rollout<'_>) -> Value {
    json!({
        "ExtensionSettings": {
            FIREFOX_ID: { "installation_mode": "force_installed", "install_url": rollout.firefox_package },
        },
        "3rdparty": { "Extensions": { FIREFOX_ID: { "trust": trust(rollout.settings) } } },
    })
}

/// A system, its steps, and how far tests have tried its files.
const SYSTEMS: [(&str, usize, &str); 6] = [
    ("google", 5, "roll_not_tried"),
    ("gpo", 4, "roll_not_tried"),
    ("intune", 4, "roll_not_tried"),
    ("jamf", 3, "roll_not_tried"),
    ("firefox", 3, "roll_tried_in_part"),
    ("linux", 3, "roll_tried"),
];

fn steps_file(words: &Words) -> String {
    match words.language().split('-').next() {
        Some("en") | None => "steps.html".to_string(),
        Some(language) => format!("steps.{language}.html"),
    }
}

fn steps(words: &Words) -> String {
    let body = html! {
        p { (words.say("roll_about")) }
        @for (system, count, tried) in SYSTEMS { (system_steps(system, count, tried, words)) }
        section { h2 { (words.say("roll_check")) } p { (words.say("roll_check_how")) } }
    };
    sheet(&Sheet { title: &words.say("roll_title"), language: &words.language(), body })
}

fn system_steps(system: &str, count: usize, tried: &str, words: &Words) -> Markup {
    html! {
        section {
            h2 { (words.say(&format!("roll_{system}"))) }
            ol { @for step in 1..=count { li { (words.say(&format!("roll_{system}_{step}"))) } } }
            p.soft { (words.say(tried)) }
        }
    }
}

#[cfg(test)]
mod tests;
