//! Names of people.

use super::scan::Tokens;
use super::{Finding, Kind, Subject};

/// Finds names of people. `known` holds what the identifier and table recognisers found, sorted by start: evidence that a person
/// is spoken of, and names that stand under a table's header, which may return in the text.
///
/// May overlap with `known` and with itself; the caller resolves overlaps by score.
pub(in crate::detect) fn find(tokens: &Tokens<'_>, known: &[Finding]) -> Vec<Finding> {
    let _ = known;
    (1..tokens.len())
        .filter(|&i| is_title(tokens, i - 1) && tokens[i].is_capital())
        .map(|i| after_title(tokens, i))
        .collect()
}

fn is_title(tokens: &Tokens<'_>, i: usize) -> bool {
    matches!(tokens.of(&tokens[i]), "Mr" | "Mrs" | "Miss" | "Ms" | "Mx" | "Dr")
}

fn after_title(tokens: &Tokens<'_>, i: usize) -> Finding {
    Finding { kind: Kind::PersonName, span: tokens[i].span(), score: 0.8, subject: Subject::Unknown }
}
