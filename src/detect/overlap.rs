//! One finding for each stretch of text: of two that overlap, the surer stays and the other keeps what is left of it.

use super::{Finding, Kind};
use crate::span::Span;
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// Makes sorted findings disjoint. Of equal scores the longer stays, then the earlier, then the kind that comes first.
pub fn resolve(text: &str, clusters: &mut [Finding]) -> Vec<Finding> {
    let (mut kept, mut from): (Vec<Finding>, _) = (Vec::with_capacity(clusters.len()), 0);
    while from < clusters.len() {
        let to = end_of_cluster(clusters, from);
        settle(text, &mut clusters[from..to], &mut kept);
        from = to;
    }
    kept
}

/// Findings that overlap one another, directly or by way of others.
fn end_of_cluster(findings: &[Finding], from: usize) -> usize {
    let (mut end, mut to) = (findings[from].span.end, from + 1);
    while to < findings.len() && findings[to].span.start < end {
        end = end.max(findings[to].span.end);
        to += 1;
    }
    to
}

fn settle(text: &str, cluster: &mut [Finding], kept: &mut Vec<Finding>) {
    let [first, others @ ..] = cluster else { return };
    if others.iter().all(|other| other.span == first.span) {
        kept.extend(cluster.iter().min_by(|a, b| surest_first(a, b)));
        return;
    }
    cluster.sort_by(surest_first);
    let mut settled = BTreeMap::new();
    for finding in cluster.iter() {
        if let Some(span) = what_is_left(text, finding, &settled) {
            settled.insert(span.start, Finding { span, ..*finding });
        }
    }
    kept.extend(settled.into_values());
}

fn surest_first(a: &Finding, b: &Finding) -> Ordering {
    let length = |finding: &Finding| finding.span.end - finding.span.start;
    b.score.total_cmp(&a.score).then(length(b).cmp(&length(a))).then(a.span.cmp(&b.span)).then(a.kind.cmp(&b.kind))
}

/// The part of `span` that no settled finding holds, if it is at least half: before the first that does, or after the last.
fn what_is_left(text: &str, finding: &Finding, settled: &BTreeMap<usize, Finding>) -> Option<Span> {
    let span = finding.span;
    let before =
        settled.range(..=span.start).next_back().map(|(_, finding)| finding.span).filter(|other| other.overlaps(span));
    let start = before.map_or(span.start, |other| other.end);
    let after = settled.range(start..span.end.max(start)).next().map(|(_, finding)| finding.span);
    let end = after.map_or(span.end, |other| other.start);
    match (before, after) {
        (None, None) => Some(span),
        _ => trimmed(text, start, end)
            .filter(|left| is_divisible(finding.kind) && (left.end - left.start) * 2 >= span.end - span.start),
    }
}

/// Whether a part of it still is one: of words it is, of a code it is not.
fn is_divisible(kind: Kind) -> bool {
    matches!(kind, Kind::PersonName | Kind::Address) || kind >= Kind::Sen
}

/// Without the punctuation and spaces that a cut leaves at its ends.
fn trimmed(text: &str, start: usize, end: usize) -> Option<Span> {
    let left = text.get(start..end)?;
    let first = left.find(char::is_alphanumeric)?;
    let kept = left.trim_end_matches(|char: char| !char.is_alphanumeric());
    Some(Span::new(start + first, start + kept.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::Subject;

    fn finding(kind: Kind, start: usize, end: usize, score: f32) -> Finding {
        Finding { kind, span: Span::new(start, end), score, subject: Subject::Unknown }
    }

    #[test]
    fn the_surer_stays_and_the_other_keeps_its_rest() {
        let text = "34 Priory Walk, Derry, SE15 0WR";
        let found = resolve(text, &mut [finding(Kind::Address, 0, 31, 0.8), finding(Kind::Postcode, 23, 31, 0.97)]);
        assert_eq!(found.iter().map(|finding| finding.span).collect::<Vec<_>>(), [Span::new(0, 21), Span::new(23, 31)]);
    }

    #[test]
    fn a_small_rest_goes() {
        let text = "Green, Karen";
        let found = resolve(text, &mut [finding(Kind::Address, 0, 5, 0.8), finding(Kind::PersonName, 0, 12, 0.9)]);
        assert_eq!(found.len(), 1);
    }
}
