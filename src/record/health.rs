//! How far the record in force can be relied on.

use super::time::Time;
use serde::Serialize;

/// A record shows `REVIEW_SOON` to its keepers within this many days of its end.
const REVIEW_DAYS: i64 = 21;

/// A root's end shows this many days ahead: its ceremony takes people and sheets together.
const ROOT_REVIEW_DAYS: i64 = 60;

/// How far the record can be relied on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Health {
    /// In force.
    Fresh,
    /// In force, and its keepers should sign the next one soon.
    ReviewSoon,
    /// Run out: approvals cannot be confirmed, refusals stand.
    Expired,
    /// Enrolled, but no list was ever accepted.
    NoList,
    /// Nobody has said whose record counts here.
    NotEnrolled,
}

impl Health {
    /// The health of a list that ends then.
    pub(super) fn of_list(expires: Time, now: Time) -> Health {
        Health::before_end(expires, now, REVIEW_DAYS)
    }

    /// The health of a root that ends then.
    pub(super) fn of_root(expires: Time, now: Time) -> Health {
        Health::before_end(expires, now, ROOT_REVIEW_DAYS)
    }

    fn before_end(expires: Time, now: Time, review_days: i64) -> Health {
        match expires {
            end if end < now => Health::Expired,
            end if end < now.plus_days(review_days) => Health::ReviewSoon,
            _ => Health::Fresh,
        }
    }

    /// Whether approvals can be confirmed.
    pub fn confirms_approvals(self) -> bool {
        self <= Health::ReviewSoon
    }

    /// The stable name, as it stands in JSON and documentation.
    pub fn as_str(self) -> &'static str {
        match self {
            Health::Fresh => "FRESH",
            Health::ReviewSoon => "REVIEW_SOON",
            Health::Expired => "EXPIRED",
            Health::NoList => "NO_LIST",
            Health::NotEnrolled => "NOT_ENROLLED",
        }
    }
}
