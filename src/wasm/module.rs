//! For the background and the desk: the record.

use super::{JsRules, give, take, throw};
use crate::error::Error;
use crate::guard;
use crate::publish::{self, Counts, Sent};
use crate::record::{self, Draft, Fetched, Outcome, Refresh, Settings, State, Time, Told};
use crate::spot::{self, Suspicion};
use serde::Serialize;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("module.d.ts");

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(typescript_type = "Contact[]")]
    pub type JsContacts;
    #[wasm_bindgen(typescript_type = "object")]
    pub type JsDeskDraft;
    #[wasm_bindgen(typescript_type = "Due | null")]
    pub type JsDue;
    #[wasm_bindgen(typescript_type = "Sending")]
    pub type JsSending;
    #[wasm_bindgen(typescript_type = "Sent | null")]
    pub type JsSent;
    #[wasm_bindgen(typescript_type = "Fetched")]
    pub type JsFetched;
    #[wasm_bindgen(typescript_type = "Fetching")]
    pub type JsFetching;
    #[wasm_bindgen(typescript_type = "Health")]
    pub type JsHealth;
    #[wasm_bindgen(typescript_type = "[host: string, subdomains: boolean][]")]
    pub type JsHosts;
    #[wasm_bindgen(typescript_type = "object")]
    pub type JsKeptRefresh;
    #[wasm_bindgen(typescript_type = "Refresh")]
    pub type JsRefresh;
    #[wasm_bindgen(typescript_type = "Notice[]")]
    pub type JsNotices;
    #[wasm_bindgen(typescript_type = "Settings")]
    pub type JsSettings;
    #[wasm_bindgen(typescript_type = "Settings | null")]
    pub type JsMaybeSettings;
    #[wasm_bindgen(typescript_type = "State | null")]
    pub type JsState;
    #[wasm_bindgen(typescript_type = "RecordSummary | null")]
    pub type JsSummary;
    #[wasm_bindgen(typescript_type = "Tool[]")]
    pub type JsTools;
    #[wasm_bindgen(typescript_type = "Update")]
    pub type JsUpdate;
    #[wasm_bindgen(typescript_type = "Verdict")]
    pub type JsVerdict;
}

/// A verified record, ready to judge addresses. It never changes: a new record, or a new hour, makes a new one.
#[wasm_bindgen]
pub struct Guard(guard::Guard);

#[wasm_bindgen]
impl Guard {
    /// Verifies and opens what is stored. `now` in ms since 1970. Throws `BAD_ARGUMENT` if it was not ours that was stored.
    #[wasm_bindgen(constructor)]
    pub fn new(state: JsState, settings: JsMaybeSettings, now: f64) -> Result<Guard, JsValue> {
        let settings: Option<Settings> = take(settings.into(), "settings")?;
        Ok(Guard(guard::Guard::new(&stored(state)?, settings.as_ref(), Time::from_js(now))))
    }

    /// What the record says of an address; throws `BAD_ADDRESS` if it is not an address of the web.
    pub fn check(&self, url: &str) -> Result<JsVerdict, JsValue> {
        self.0.check(url).map(|verdict| give(&verdict).into()).map_err(throw)
    }

    /// What the page engine must know for an address.
    pub fn rules(&self, url: &str) -> Result<JsRules, JsValue> {
        self.0.rules(url).map(|rules| give(&rules).into()).map_err(throw)
    }

    /// How far the record can be relied on.
    pub fn health(&self) -> JsHealth {
        give(&self.0.health()).into()
    }

    /// The code of what in the stored record did not verify, if anything.
    pub fn fault(&self) -> Option<String> {
        self.0.fault().map(|error| error.code.as_str().into())
    }

    /// Whose record it is; null while there is none.
    pub fn summary(&self) -> JsSummary {
        give(&self.0.summary()).into()
    }

    /// Whom to ask.
    pub fn contacts(&self) -> JsContacts {
        give(&self.0.contacts()).into()
    }

    /// Every tool of the record, sorted by name.
    pub fn tools(&self) -> JsTools {
        give(&self.0.tools()).into()
    }

    /// News for staff, current or still to come.
    pub fn notices(&self) -> JsNotices {
        give(&self.0.notices()).into()
    }

    /// Where the record asks for counts to be sent.
    pub fn collector(&self) -> Option<String> {
        self.0.collector().map(str::to_owned)
    }

    /// Hosts that the record names, and whether those below count too.
    pub fn hosts(&self) -> JsHosts {
        give(&self.0.hosts()).into()
    }
}

/// Takes in a download of the record. `now` in ms since 1970.
#[wasm_bindgen]
pub fn receive(bytes: &[u8], state: JsState, settings: JsSettings, now: f64) -> Result<JsUpdate, JsValue> {
    let settings: Settings = take(settings.into(), "settings")?;
    let update = record::update(bytes, &stored(state)?, &settings, Time::from_js(now));
    Ok(give(&Update::from(update)).into())
}

#[derive(Serialize)]
struct Update {
    state: State,
    outcome: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<&'static str>,
}

impl From<record::Update> for Update {
    fn from(update: record::Update) -> Update {
        let (outcome, error) = match update.outcome {
            Outcome::News => ("news", None),
            Outcome::NoNews => ("no_news", None),
            Outcome::Refused(error) => ("refused", Some(error)),
        };
        let code = error.map(|error: Error| error.code.as_str());
        Update { state: update.state, outcome, code, place: error.map(|error| error.place) }
    }
}

/// The settings in what `storage.managed` holds; null if it does not enrol. Throws `BAD_SETTINGS`.
#[wasm_bindgen]
pub fn settings_from_managed(value: JsValue) -> Result<JsMaybeSettings, JsValue> {
    let value: serde_json::Value = take(value, "settings")?;
    Settings::from_managed(&value.to_string()).map(|settings| give(&settings).into()).map_err(throw)
}

/// The settings in an enrolment link. Throws `BAD_LINK` or `BAD_SETTINGS`.
#[wasm_bindgen]
pub fn settings_from_link(link: &str) -> Result<JsSettings, JsValue> {
    Settings::from_link(link).map(|settings| give(&settings).into()).map_err(throw)
}

/// How the fetching of the record goes, from what was kept of it. What cannot be read is as good as never fetched.
#[wasm_bindgen]
pub fn fetching(kept: JsKeptRefresh, now: f64) -> JsFetching {
    let (refresh, now) = (remembered(kept), Time::from_js(now));
    give(&Fetching { due: refresh.due(now).unix() as f64 * 1000.0, told: refresh.told(now), refresh }).into()
}

/// What to keep of the fetching after a fetch. `random` from 0 to 1.
#[wasm_bindgen]
pub fn after_fetch(kept: JsKeptRefresh, fetched: JsFetched, now: f64, random: f64) -> Result<JsRefresh, JsValue> {
    let fetched: Fetched = take(fetched.into(), "fetched")?;
    Ok(give(&remembered(kept).after(fetched, Time::from_js(now), random)).into())
}

#[derive(Serialize)]
struct Fetching {
    refresh: Refresh,
    due: f64,
    told: Told,
}

fn remembered(kept: JsKeptRefresh) -> Refresh {
    take(kept.into(), "refresh").unwrap_or_default()
}

/// What is due of the draft on the desk; null while nothing is. Throws `BAD_ARGUMENT` if it is no draft.
#[wasm_bindgen]
pub fn due(draft: JsDeskDraft, now: f64) -> Result<JsDue, JsValue> {
    let draft: Draft = take(draft.into(), "draft")?;
    Ok(give(&draft.due(Time::from_js(now))).into())
}

/// What to send to the record's collector of the counts that this browser holds. Throws `BAD_COUNTS` if they are none.
#[wasm_bindgen]
pub fn metrics(counts: &str, collector: &str, sent: JsSent, version: &str, now: f64) -> Result<JsSending, JsValue> {
    let counts = Counts::parse(counts.as_bytes()).map_err(throw)?;
    let sent: Option<Sent> = take(sent.into(), "sent")?;
    Ok(give(&publish::metrics(&counts, collector, sent, version, Time::from_js(now))).into())
}

/// Throws `BAD_COUNTS` unless these are counts as the extension keeps and exports them.
#[wasm_bindgen]
pub fn check_counts(counts: &str) -> Result<(), JsValue> {
    Counts::parse(counts.as_bytes()).map(drop).map_err(throw)
}

/// Whether an address, a title and what the page shows, if it was looked at, look like an AI tool, listed or not. `met` has the indexes
/// of the [`page_cues`] that it meets.
#[wasm_bindgen]
pub fn looks_like_a_tool(host: &str, path: &str, title: &str, met: Option<Vec<u32>>) -> bool {
    met.map_or_else(|| Suspicion::of(host, path, title), |met| Suspicion::by_page(&met)).is_suspected()
}

/// What to look for in a page: a place and a phrase each, a tab between.
#[wasm_bindgen]
pub fn page_cues() -> Vec<String> {
    spot::page_cues().iter().map(|cue| cue.cue.to_owned()).collect()
}

/// Whether the page itself is worth a look: address and title alone leave it open.
#[wasm_bindgen]
pub fn is_worth_a_look(host: &str, path: &str, title: &str) -> bool {
    Suspicion::of(host, path, title).is_open()
}

fn stored(state: JsState) -> Result<State, JsValue> {
    take::<Option<State>>(state.into(), "state").map(Option::unwrap_or_default)
}
