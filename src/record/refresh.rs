//! When to fetch next, and who is told when it fails: given what happened, the time and a random number.

use super::time::Time;
use serde::{Deserialize, Serialize};

const HOUR: i64 = 3_600;
const DAY: i64 = 24 * HOUR;

/// Between good fetches, give or take a quarter, so that a school's browsers do not all come at once.
const REGULAR: i64 = 12 * HOUR;

/// The first wait after a failure; it doubles with each further one, up to [`REGULAR`].
const FIRST_RETRY: i64 = 300;

/// The longest that [`Refresh::after`] puts a fetch off: twelve hours and a quarter.
const LONGEST: i64 = 15 * HOUR;

/// The shortest wait: browsers do not wake an extension more often.
const SHORTEST: i64 = 60;

/// A longer ETag could be a tracking cookie; RFC 9110 sets no limit, ours is twice a SHA-256 in base64 and to spare.
const ETAG_BYTES: usize = 64;

/// What is remembered of fetching; the record itself is in [`super::State`].
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Refresh {
    /// Which version of the record a web host gave us last.
    pub etag: Option<Etag>,
    /// When the record was last fetched whole and good, or was unchanged.
    pub last_ok: Option<Time>,
    /// When it was last tried.
    pub last_try: Option<Time>,
    /// Failures since the last good fetch.
    pub failures: u32,
    /// When that row of failures began.
    pub failing_since: Option<Time>,
    /// The code of the last one.
    pub last_error: Option<String>,
    /// When to try next.
    pub next_try: Option<Time>,
}

/// What to send as `If-None-Match`, and to which address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Etag {
    pub url: String,
    pub tag: String,
}

/// What a fetch came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fetched {
    /// A record that was taken in whole, and how its host named the version.
    Good(Option<Etag>),
    /// 304: unchanged. It never makes a record valid for longer.
    Unchanged,
    /// Nothing came, or it was refused in whole or in part: the code, the core's or the extension's own.
    Failed(String),
}

impl Refresh {
    /// What to remember after a fetch. `random` is any number from 0 to 1.
    pub fn after(&self, fetched: Fetched, now: Time, random: f64) -> Refresh {
        match fetched {
            Fetched::Good(etag) => self.good(etag.filter(Etag::is_plain), now, random),
            Fetched::Unchanged => self.good(self.etag.clone(), now, random),
            Fetched::Failed(code) => self.failed(code, now, random),
        }
    }

    fn good(&self, etag: Option<Etag>, now: Time, random: f64) -> Refresh {
        let wait = scaled(REGULAR, 0.75 + random.clamp(0.0, 1.0) / 2.0);
        Refresh {
            etag,
            last_ok: Some(now),
            last_try: Some(now),
            next_try: Some(now.plus_seconds(wait)),
            ..Refresh::default()
        }
    }

    fn failed(&self, code: String, now: Time, random: f64) -> Refresh {
        let most = FIRST_RETRY.saturating_mul(1 << self.failures.min(20)).min(REGULAR);
        Refresh {
            etag: None,
            last_ok: self.last_ok,
            last_try: Some(now),
            failures: self.failures.saturating_add(1),
            failing_since: self.failing_since.or(Some(now)),
            last_error: Some(code),
            next_try: Some(now.plus_seconds(scaled(most, random.clamp(0.0, 1.0)).max(SHORTEST))),
        }
    }

    /// When to fetch: now, or later. A clock that was years ahead and is right again does not put it off for years.
    pub fn due(&self, now: Time) -> Time {
        match (self.next_try, self.last_try) {
            (Some(next), Some(last)) if last <= now => next.clamp(now, now.plus_seconds(LONGEST)),
            _ => now,
        }
    }

    /// Who should hear of the failures so far.
    pub fn told(&self, now: Time) -> Told {
        let (Some(code), Some(since)) = (self.last_error.as_deref(), self.failing_since) else { return Told::Nobody };
        let (patience, told) = match code {
            "HTTP_STATUS" | "NOT_A_LIST" | "TIMEOUT" | "UNREACHABLE" => (3 * DAY, Told::Everyone),
            "NOT_ENOUGH_SIGNATURES" | "PIN_MISMATCH" | "UNSUPPORTED_SPEC" | "WRONG_ANCHOR" | "WRONG_AUDIENCE" => {
                (0, Told::Everyone)
            }
            "ROLLBACK" => (DAY, Told::Keepers),
            _ => (0, Told::Keepers),
        };
        if now < since.plus_seconds(patience) { Told::Nobody } else { told }
    }
}

impl Etag {
    /// Whether it could do no more than name a version: a longer one could name a browser.
    fn is_plain(&self) -> bool {
        self.tag.len() <= ETAG_BYTES && self.tag.bytes().all(|b| b.is_ascii_graphic())
    }
}

/// Who hears of a failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Told {
    /// Staff and keepers.
    Everyone,
    /// Those who keep the record: on the options page.
    Keepers,
    /// Not yet worth a word.
    Nobody,
}

fn scaled(seconds: i64, by: f64) -> i64 {
    (seconds as f64 * by) as i64
}
