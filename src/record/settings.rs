//! Enrolment: where the record is, whose it must be, and which school this browser belongs to.

use super::json::{self, Limits};
use super::key::from_hex;
use super::list::MAX_VERSION;
use super::scope::Scope;
use crate::error::{Code, Error};
use serde::{Deserialize, Serialize};
use serde_json::Value;

const SETTINGS: Limits = Limits { bytes: 64 << 10, depth: 6, string: 2_048 };

/// Addresses that one enrolment names.
const URLS: usize = 8;

/// What an administrator's policy or an enrolment link fixes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// Where the record is published; tried in order. `https`, or `http` on this machine itself.
    pub urls: Vec<String>,
    /// Hex SHA-256 of root version 1's payload: whose record it must be.
    pub root_sha256: String,
    /// The trust or school this browser belongs to.
    pub school_id: Scope,
    /// The least version of the trust's list that counts, for a fresh installation.
    #[serde(default)]
    pub min_list_version: u64,
    /// Whether people may not change the enrolment.
    #[serde(default)]
    pub lock_enrolment: bool,
}

impl Settings {
    /// Reads what `storage.managed` holds: `{"trust": {…}, …}`. Without `trust`, nobody has enrolled this browser:
    /// `None`. Members beside `trust` are not ours to judge; an unknown one inside is `BAD_SETTINGS`, it may be a slip.
    pub fn from_managed(json: &str) -> Result<Option<Settings>, Error> {
        let value = json::read(json.as_bytes(), &SETTINGS, "settings")?;
        match value {
            Value::Object(mut members) => members.remove("trust").map(Settings::from_value).transpose(),
            _ => Err(bad_settings()),
        }
    }

    /// Reads the settings themselves: `{"urls": […], "root_sha256": …, "school_id": …}`.
    pub fn parse(json: &str) -> Result<Settings, Error> {
        Settings::from_value(json::read(json.as_bytes(), &SETTINGS, "settings")?)
    }

    fn from_value(value: Value) -> Result<Settings, Error> {
        let settings: Settings = serde_json::from_value(value).map_err(|_| bad_settings())?;
        let is_good = (1..=URLS).contains(&settings.urls.len())
            && settings.urls.iter().all(|url| is_source(url))
            && from_hex(&settings.root_sha256).is_some()
            && settings.min_list_version <= MAX_VERSION;
        if is_good { Ok(settings) } else { Err(bad_settings()) }
    }

    /// Reads an enrolment link: `…#v=1&h=<root_sha256>&s=<school_id>&u=<url>`, values escaped as in a query, `u` once
    /// or more. All of it stands in the fragment, which browsers do not send.
    pub fn from_link(link: &str) -> Result<Settings, Error> {
        let bad = Error::new(Code::BadLink, "link");
        let (_, fragment) = link.trim().split_once('#').ok_or(bad)?;
        let (mut urls, mut single) = (Vec::new(), std::collections::BTreeMap::new());
        for (name, value) in super::address::pairs(fragment) {
            if name == "u" {
                urls.push(value);
            } else if single.insert(name, value).is_some() {
                return Err(bad);
            }
        }
        if single.remove("v").as_deref() != Some("1") {
            return Err(Error::new(Code::UnsupportedSpec, "link"));
        }
        let (root_sha256, school) = single.remove("h").zip(single.remove("s")).ok_or(bad)?;
        let value = serde_json::json!({ "urls": urls, "root_sha256": root_sha256, "school_id": school });
        if single.is_empty() { Settings::from_value(value).map_err(|_| bad) } else { Err(bad) }
    }

    /// The enrolment link that says the same, on the page that explains it.
    pub fn to_link(&self, page: &str) -> String {
        let urls: String = self.urls.iter().map(|url| format!("&u={}", escape(url))).collect();
        format!("{page}#v=1&h={}&s={}{urls}", self.root_sha256, escape(self.school_id.as_str()))
    }

    /// The pinned hash as bytes.
    pub(super) fn pin(&self) -> Result<[u8; 32], Error> {
        from_hex(&self.root_sha256).ok_or(bad_settings())
    }
}

/// The first 80 bits of a fingerprint, as people compare them: `B55D-86A9-DF9C-4744-97E9`.
pub fn spoken_fingerprint(sha256: &[u8; 32]) -> String {
    let pair = |two: &[u8]| two.iter().map(|byte| format!("{byte:02X}")).collect::<String>();
    sha256.chunks(2).take(5).map(pair).collect::<Vec<_>>().join("-")
}

fn bad_settings() -> Error {
    Error::new(Code::BadSettings, "settings")
}

/// Whether a record may be fetched from here: encrypted, or from this machine itself, where tests serve one.
fn is_source(url: &str) -> bool {
    let host = super::Address::parse(url).map(|address| address.host().to_string());
    let is_local = host.as_deref().is_ok_and(|host| matches!(host, "127.0.0.1" | "[::1]" | "localhost"));
    host.is_ok() && (url.starts_with("https://") || url.starts_with("http://") && is_local)
}

fn escape(text: &str) -> String {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"-._~:/".contains(&b);
    text.bytes().map(|b| if plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}
