//! When to fetch next, and who is told when it fails: given what happened, the time and a random number.

use super::time::Time;
use crate::error::{Code, Error};
use serde::{Deserialize, Serialize};

const HOUR: i64 = 3_600;
const DAY: i64 = 24 * HOUR;

/// Between good fetches, give or take a quarter, so that a school's browsers do not all come at once.
const REGULAR: i64 = 12 * HOUR;

/// The first wait after a failure; it doubles with each further one, up to [`REGULAR`].
const FIRST_RETRY: i64 = 300;

/// The shortest wait: browsers do not wake an extension more often.
const SHORTEST: i64 = 60;

/// A longer ETag could be a tracking cookie; RFC 9110 sets no limit, ours is twice a SHA-256 in base64 and to spare.
const ETAG_BYTES: usize = 64;

/// What is remembered of fetching; the record itself is in [`super::State`].
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Refresh {
    /// To send as `If-None-Match`.
    pub etag: Option<String>,
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

/// What a fetch came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fetched<'a> {
    /// A record that was taken in, with the server's ETag.
    Good(Option<&'a str>),
    /// 304: unchanged. It never makes a record valid for longer.
    Unchanged,
    /// Taken in only in part, or not at all.
    Refused(Error),
    /// Nothing came: offline, TLS, 5xx, too slow.
    Unreachable,
}

impl Refresh {
    /// What to remember after a fetch. `random` is any number from 0 to 1.
    pub fn after(&self, fetched: Fetched<'_>, now: Time, random: f64) -> Refresh {
        match fetched {
            Fetched::Good(etag) => self.good(etag.filter(|etag| is_short(etag)).map(str::to_string), now, random),
            Fetched::Unchanged => self.good(self.etag.clone(), now, random),
            Fetched::Refused(error) => self.failed(error.code.as_str(), now, random),
            Fetched::Unreachable => self.failed("UNREACHABLE", now, random),
        }
    }

    fn good(&self, etag: Option<String>, now: Time, random: f64) -> Refresh {
        let wait = scaled(REGULAR, 0.75 + random.clamp(0.0, 1.0) / 2.0);
        Refresh {
            etag,
            last_ok: Some(now),
            last_try: Some(now),
            next_try: Some(now.plus_seconds(wait)),
            ..Refresh::default()
        }
    }

    fn failed(&self, code: &str, now: Time, random: f64) -> Refresh {
        let most = FIRST_RETRY.saturating_mul(1 << self.failures.min(20)).min(REGULAR);
        Refresh {
            etag: None,
            last_ok: self.last_ok,
            last_try: Some(now),
            failures: self.failures.saturating_add(1),
            failing_since: self.failing_since.or(Some(now)),
            last_error: Some(code.to_string()),
            next_try: Some(now.plus_seconds(scaled(most, random.clamp(0.0, 1.0)).max(SHORTEST))),
        }
    }

    /// Whether to fetch now. A clock set back does not put the next fetch off for years.
    pub fn is_due(&self, now: Time) -> bool {
        match (self.next_try, self.last_try) {
            (Some(next), Some(last)) => next <= now || now < last,
            _ => true,
        }
    }

    /// Who should hear of the failures so far.
    pub fn told(&self, now: Time) -> Told {
        let (Some(code), Some(since)) = (self.last_error.as_deref(), self.failing_since) else { return Told::Nobody };
        let patience = match code {
            "UNREACHABLE" => 3 * DAY,
            _ if code == Code::NotAList.as_str() => 3 * DAY,
            _ if code == Code::Rollback.as_str() => DAY,
            _ => 0,
        };
        match code {
            _ if now < since.plus_seconds(patience) => Told::Nobody,
            "NOT_ENOUGH_SIGNATURES" | "PIN_MISMATCH" | "WRONG_ANCHOR" | "WRONG_AUDIENCE" | "UNSUPPORTED_SPEC" => {
                Told::Everyone
            }
            _ => Told::Keepers,
        }
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

fn is_short(etag: &str) -> bool {
    etag.len() <= ETAG_BYTES && etag.bytes().all(|b| b.is_ascii_graphic())
}
