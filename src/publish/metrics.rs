//! A browser's weekly counts as OTLP/HTTP metrics in JSON, for the school's own collector. Counts only: no person, text or
//! address, and what happened seldom is left out.
//!
//! Field names and forms: OpenTelemetry Protocol 1, JSON mapping (64-bit numbers as strings, enumerations as numbers).

use super::report::{Count, Counts, FEW};
use crate::record::Time;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

const WEEK: i64 = 7;

/// OTLP's `AGGREGATION_TEMPORALITY_DELTA`: each point tells of its own week alone.
const DELTA: u32 = 1;

/// What is remembered of sending. Weeks up to this Monday, itself among them, are done with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sent {
    /// To whom.
    pub collector: String,
    /// A Monday, `YYYY-MM-DD`.
    pub until: String,
}

/// What to send next.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Sending {
    /// Where to.
    pub url: String,
    /// The request's body; none when there is nothing to say.
    pub body: Option<Value>,
    /// What to remember before it is sent, and if it fails.
    pub before: Sent,
    /// What to remember once it has been taken.
    pub after: Sent,
}

/// The weeks that are over and not sent yet. A collector that is new gets none from the time before it was named.
pub fn metrics(counts: &Counts, collector: &str, sent: Option<Sent>, version: &str, now: Time) -> Sending {
    let last_over = last_over(now);
    let before = match sent.filter(|sent| sent.collector == collector) {
        Some(sent) => sent,
        None => Sent { collector: collector.to_owned(), until: last_over.clone() },
    };
    let weeks = counts.weeks.iter().filter(|(week, _)| **week > before.until && **week <= last_over);
    let points: Vec<Value> = weeks.flat_map(|(week, counts)| points(week, counts)).collect();
    Sending {
        url: format!("{}/v1/metrics", collector.trim_end_matches('/')),
        body: (!points.is_empty()).then(|| request(points, version)),
        after: Sent { until: before.until.clone().max(last_over), ..before.clone() },
        before,
    }
}

/// The Monday of the last week that is over. 1970-01-01 was a Thursday.
fn last_over(now: Time) -> String {
    let days = now.unix().div_euclid(86_400);
    let monday = days - (days + 3).rem_euclid(WEEK);
    Time::from_unix((monday - WEEK) * 86_400).date()
}

fn points(week: &str, counts: &[Count]) -> Vec<Value> {
    let Some(monday) = Time::parse_date(week) else { return Vec::new() };
    let (from, to) = (nanoseconds(monday), nanoseconds(monday.plus_days(WEEK)));
    let point = |count: &Count| {
        json!({
            "attributes": [
                attribute("tool", &count.tool),
                attribute("standing", &count.standing),
                attribute("severity", &count.severity),
                attribute("outcome", &count.outcome),
            ],
            "startTimeUnixNano": from,
            "timeUnixNano": to,
            "asInt": count.count.to_string(),
        })
    };
    counts.iter().filter(|count| count.count >= FEW).map(point).collect()
}

fn nanoseconds(time: Time) -> String {
    format!("{}000000000", time.unix())
}

fn attribute(key: &str, value: &str) -> Value {
    json!({ "key": key, "value": { "stringValue": value } })
}

fn request(points: Vec<Value>, version: &str) -> Value {
    json!({ "resourceMetrics": [{
        "resource": { "attributes": [attribute("service.name", "chalkline"), attribute("service.version", version)] },
        "scopeMetrics": [{
            "scope": { "name": "chalkline" },
            "metrics": [{
                "name": "chalkline.warnings",
                "description": "Warnings shown, and what people did",
                "unit": "{warning}",
                "sum": { "aggregationTemporality": DELTA, "isMonotonic": true, "dataPoints": points },
            }],
        }],
    }] })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2026-11-22, a Sunday: the week of 16 November still runs.
    const NOW: Time = Time::BUILT;
    const COLLECTOR: &str = "https://collector.oakfield.example/";

    fn counts() -> Counts {
        let count = |n: u64| json!({ "tool": "copilot", "standing": "approved", "severity": "high", "outcome": "replace", "count": n });
        let weeks = json!({ "2026-11-02": [count(9)], "2026-11-09": [count(7), count(4)], "2026-11-16": [count(8)] });
        Counts::parse(json!({ "format": "chalkline-counts/1", "weeks": weeks }).to_string().as_bytes()).unwrap()
    }

    fn sent(until: &str) -> Sent {
        Sent { collector: COLLECTOR.into(), until: until.into() }
    }

    #[test]
    fn weeks_that_are_over_are_sent_once_without_small_counts() {
        let sending = metrics(&counts(), COLLECTOR, Some(sent("2026-11-02")), "0.1.0", NOW);
        let body = sending.body.unwrap();
        let sum = &body["resourceMetrics"][0]["scopeMetrics"][0]["metrics"][0]["sum"];
        assert_eq!(sum["dataPoints"].as_array().unwrap().len(), 1);
        assert_eq!(sum["dataPoints"][0]["asInt"], "7");
        assert_eq!(sum["dataPoints"][0]["timeUnixNano"], "1794787200000000000"); // 2026-11-16T00:00:00Z
        assert_eq!(sending.url, "https://collector.oakfield.example/v1/metrics");
        assert_eq!(metrics(&counts(), COLLECTOR, Some(sending.after), "0.1.0", NOW).body, None);
    }

    #[test]
    fn a_collector_that_is_new_is_told_nothing_of_the_past() {
        let first = metrics(&counts(), COLLECTOR, None, "0.1.0", NOW);
        assert_eq!((first.body, &*first.before.until), (None, "2026-11-09"));
        let moved = Sent { collector: "https://other.example".into(), until: "2026-10-05".into() };
        assert_eq!(metrics(&counts(), COLLECTOR, Some(moved), "0.1.0", NOW).body, None);
        let later = metrics(&counts(), COLLECTOR, Some(first.before), "0.1.0", NOW.plus_days(7));
        assert_eq!(later.after.until, "2026-11-16");
        assert!(later.body.is_some());
    }

    #[test]
    fn a_clock_that_was_ahead_sends_nothing_twice() {
        assert_eq!(metrics(&counts(), COLLECTOR, Some(sent("2030-01-07")), "0.1.0", NOW).after, sent("2030-01-07"));
    }
}
