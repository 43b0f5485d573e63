//! One page for governors: how the record stands, what changed, and what staff's own exports say of warnings. Counts only:
//! an export holds no person, text or address, and small numbers are not shown.

use super::changes::Changes;
use super::page::{Sheet, sheet};
use super::tools;
use super::words::Words;
use crate::error::{Code, Error};
use crate::record::{Content, Status, Time};
use maud::{Markup, html};
use serde::Deserialize;
use std::collections::BTreeMap;

/// Below this a number could point at somebody: it is said only that there were few.
pub const FEW: u64 = 5;

/// What one browser counted, as its owner exported it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counts {
    format: String,
    /// By the Monday of the week, then by kind.
    pub(super) weeks: BTreeMap<String, Vec<Count>>,
}

/// How often one thing happened in a week.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Count {
    /// Id on the record; empty for a tool that is not on it.
    pub tool: String,
    pub standing: String,
    pub severity: String,
    pub outcome: String,
    pub count: u64,
}

impl Counts {
    /// Reads an export. `BAD_COUNTS` if it is none, or holds more than an export may.
    pub fn parse(json: &[u8]) -> Result<Counts, Error> {
        let bad = Error::new(Code::BadCounts, "counts");
        let counts: Counts = serde_json::from_slice(json).map_err(|_| bad)?;
        let are_days = counts.weeks.keys().all(|week| Time::parse_date(week).is_some());
        if counts.format == "chalkline-counts/1" && are_days { Ok(counts) } else { Err(bad) }
    }
}

/// What the page is made from.
pub struct Report<'a> {
    /// The list in force.
    pub now: &'a Content,
    /// The list of the last report.
    pub before: Option<&'a Content>,
    /// Exports of staff.
    pub counts: &'a [Counts],
    /// Whose report it is.
    pub name: &'a str,
    /// The moment of the report.
    pub at: Time,
}

/// The page.
pub fn report(report: &Report<'_>, words: &Words) -> String {
    let body = html! {
        p { strong { (report.name) } ", " (words.day(&report.at.to_string())) }
        (record(report, words))
        @if let Some(before) = report.before { (changes(before, report.now, words)) }
        @if !report.counts.is_empty() { (warnings(report, words)) }
        p.soft { (words.say("rep_means")) }
    };
    sheet(&Sheet { title: &words.say("rep_title"), language: &words.language(), body })
}

fn record(report: &Report<'_>, words: &Words) -> Markup {
    let statuses = [Status::Approved, Status::ApprovedWithConditions, Status::UnderReview, Status::NotApproved];
    let rows = statuses.map(|status| {
        let count = report.now.tools.iter().filter(|tool| tool.status == status).count() as u64;
        (tools::status(status, words), count)
    });
    let due: Vec<_> = report
        .now
        .tools
        .iter()
        .filter_map(|tool| {
            let review = &tool.assessment.as_ref()?.review_due;
            (Time::parse_date(review)? < report.at.plus_days(60)).then(|| (tool.name.clone(), words.day(review)))
        })
        .collect();
    html! {
        section {
            h2 { (words.say("rep_record")) }
            (chart(&rows, words))
            @if !due.is_empty() {
                h3 { (words.say("rep_due")) }
                ul { @for (name, day) in due { li { (name) ", " (day) } } }
            }
        }
    }
}

fn changes(before: &Content, now: &Content, words: &Words) -> Markup {
    let lines = Changes::between(before, now).lines(words);
    html! {
        section {
            h2 { (words.say("pub_changes")) }
            @if lines.is_empty() { p { (words.say("pub_changes_none")) } }
            ul { @for (about, said) in lines { li { strong { (about) } ": " (said) } } }
        }
    }
}

fn warnings(report: &Report<'_>, words: &Words) -> Markup {
    let name_of = |id: &str| match report.now.tools.iter().find(|tool| tool.id == id) {
        Some(tool) => tool.name.clone(),
        None => words.say("standing_not_on_record"),
    };
    html! {
        section {
            h2 { (words.say("rep_warnings")) }
            p { (words.fill("rep_exports", &[&report.counts.len().to_string()])) }
            h3 { (words.say("rep_by_week")) }
            (chart(&summed(report.counts, |week, _| words.day(week), |week, _| week.to_string()), words))
            h3 { (words.say("rep_by_severity")) }
            (chart(&by(report.counts, |count| words.say(&format!("severity_{}", count.severity))), words))
            h3 { (words.say("rep_by_outcome")) }
            (chart(&by(report.counts, |count| words.say(&format!("outcome_{}", count.outcome.replace('-', "_")))), words))
            h3 { (words.say("rep_by_tool")) }
            (chart(&by(report.counts, |count| name_of(&count.tool)), words))
        }
    }
}

/// Sums by what `group` says of each count.
fn by(exports: &[Counts], group: impl Fn(&Count) -> String) -> Vec<(String, u64)> {
    summed(exports, |_, count| group(count), |_, count| group(count))
}

/// Sums by `label`, in the order of `key`.
fn summed(
    exports: &[Counts],
    label: impl Fn(&str, &Count) -> String,
    key: impl Fn(&str, &Count) -> String,
) -> Vec<(String, u64)> {
    let mut sums: BTreeMap<String, (String, u64)> = BTreeMap::new();
    for (week, count) in exports
        .iter()
        .flat_map(|export| &export.weeks)
        .flat_map(|(week, all)| all.iter().map(move |count| (week, count)))
    {
        let sum = sums.entry(key(week, count)).or_insert_with(|| (label(week, count), 0));
        sum.1 = sum.1.saturating_add(count.count);
    }
    sums.into_values().collect()
}

/// Bars beside their numbers: a table for those who read, a picture for those who look. Small numbers have no bar.
fn chart(rows: &[(String, u64)], words: &Words) -> Markup {
    let most = rows.iter().map(|(_, count)| *count).max().unwrap_or(0).max(1);
    html! {
        table {
            @for (label, count) in rows {
                tr {
                    th scope="row" { (label) }
                    td { @if *count > 0 && *count < FEW { (words.fill("rep_few", &[&FEW.to_string()])) } @else { (count) } }
                    td {
                        @if *count >= FEW {
                            svg aria-hidden="true" width="200" height="12" viewBox="0 0 200 12" {
                                rect class="bar" width=(count * 200 / most) height="12" {}
                            }
                        }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn words(locale: &str) -> Words {
        Words::parse(&std::fs::read_to_string(format!("extension/_locales/{locale}/messages.json")).unwrap()).unwrap()
    }

    fn export(count: u64) -> Vec<u8> {
        let of = |tool, count| json!({"tool": tool, "standing": "approved", "severity": "personal", "outcome": "replace", "count": count});
        json!({"format": "chalkline-counts/1", "weeks": {"2026-11-16": [of("chat", count), of("", 2)]}})
            .to_string()
            .into_bytes()
    }

    fn page(counts: &[Counts], locale: &str) -> String {
        let now: Content = serde_json::from_value(json!({"tools": [
            {"id": "chat", "name": "Chat <1>", "status": "approved", "match": [], "assessment": {"date": "2026-01-01", "review_due": "2026-12-24"}},
        ]})).unwrap();
        let at = Time::parse("2026-12-01T00:00:00Z").unwrap();
        report(&Report { now: &now, before: Some(&Content::default()), counts, name: "Elm School", at }, &words(locale))
    }

    #[test]
    fn exports_add_up_and_small_numbers_are_not_shown() {
        let exports = [export(40), export(2)].map(|json| Counts::parse(&json).unwrap());
        let page = page(&exports, "en_GB");
        assert!(page.contains("<td>42</td>") && page.contains("<td>46</td>"), "{page}");
        assert!(page.contains("fewer than 5") && !page.contains("<td>4</td>") && !page.contains("<td>2</td>"));
        assert!(
            page.contains("Chat &lt;1&gt;") && page.contains("24 December 2026") && page.contains("16 November 2026")
        );
    }

    #[test]
    fn every_word_is_there_in_both_languages() {
        let exports = [Counts::parse(&export(9)).unwrap()];
        for locale in ["en_GB", "cy"] {
            let page = page(&exports, locale);
            let (_, body) = page.split_once("<body").unwrap();
            for key in ["rep_", "severity_", "outcome_", "pub_", "standing_"] {
                assert!(!body.contains(key), "{locale} {key}");
            }
        }
    }

    #[test]
    fn an_export_with_more_than_counts_in_it_is_refused() {
        for json in [
            json!({"format": "chalkline-counts/1", "weeks": {}, "who": "A. Teacher"}),
            json!({"format": "chalkline-counts/1", "weeks": {"Elm": []}}),
            json!({"format": "chalkline-counts/2", "weeks": {}}),
            json!({"format": "chalkline-counts/1", "weeks": {"2026-11-16": [{"tool": "", "standing": "", "severity": "", "outcome": "", "count": 1, "text": "x"}]}}),
        ] {
            assert_eq!(Counts::parse(json.to_string().as_bytes()).unwrap_err().code, Code::BadCounts);
        }
    }
}
