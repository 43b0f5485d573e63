//! Placeholders in, originals back.
//!
//! `[Pupil 1]` stands for one person in every form of the name, `[UPN 1]` for one number, within a text and for as long as the [`Vault`] lives.
//! [`redact`] writes them, [`restore`] puts back what they stand for. Nothing leaves the vault any other way.

mod people;
mod restore;
mod vault;

pub use restore::restore;
pub use vault::Vault;

use crate::detect::{Detector, Finding, Kind};
use crate::span::Span;
use people::{Name, People};

/// A text with placeholders for its findings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redaction {
    /// The text, findings replaced.
    pub text: String,
    /// What was replaced, in order.
    pub replaced: Vec<Replaced>,
}

/// One replacement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Replaced {
    /// Where the finding stood in the original, in bytes.
    pub original: Span,
    /// Where its placeholder stands in the redacted text, in bytes.
    pub placeholder: Span,
}

/// Replaces each finding by its placeholder. The header of a class list stays: its cells are findings themselves.
///
/// `findings` are those of [`crate::detect::Detector::find`] for this text, or some of them: sorted and disjoint.
pub fn redact(text: &str, findings: &[Finding], vault: &mut Vault) -> Redaction {
    let headers = Headers::of(text, findings);
    let findings: Vec<_> =
        findings.iter().filter(|finding| finding.kind != Kind::ClassList && finding.span.of(text).is_some()).collect();
    let entries = entries(text, &findings, &headers, vault);
    let mut out = Redaction { text: String::with_capacity(text.len()), replaced: Vec::with_capacity(findings.len()) };
    let mut at = 0;
    for (finding, entry) in findings.iter().zip(&entries) {
        out.text.push_str(text.get(at..finding.span.start).unwrap_or_default());
        let start = out.text.len();
        out.text.push_str(&vault.placeholder(*entry));
        out.replaced.push(Replaced { original: finding.span, placeholder: Span::new(start, out.text.len()) });
        at = finding.span.end;
    }
    out.text.push_str(text.get(at..).unwrap_or_default());
    vault.remember(text, &out, &entries);
    out
}

/// Replaces what the detector finds, and what it finds once that is gone: with a name away, the word beside it may read as one.
/// The result scans clean, but for what eight rounds leave. [`Redaction::replaced`] is the first round's, where it still stands.
pub fn redact_all(text: &str, detector: &Detector, vault: &mut Vault) -> Redaction {
    let mut done = redact(text, &detector.find(text), vault);
    for _ in 1..ROUNDS {
        let findings = detector.find(&done.text);
        if findings.iter().all(|finding| finding.kind == Kind::ClassList) {
            break;
        }
        let next = redact(&done.text, &findings, vault);
        done = Redaction { replaced: moved(&done.replaced, &next.replaced), text: next.text };
    }
    done
}

const ROUNDS: usize = 8;

/// Where placeholders stand after another round; those that it replaced are left out.
fn moved(replaced: &[Replaced], next: &[Replaced]) -> Vec<Replaced> {
    let (mut moved, mut at) = (Vec::with_capacity(replaced.len()), 0);
    for Replaced { original, placeholder } in replaced {
        while next.get(at).is_some_and(|next| next.original.end <= placeholder.start) {
            at += 1;
        }
        if next.get(at).is_some_and(|next| next.original.overlaps(*placeholder)) {
            continue;
        }
        let to = |byte: usize| {
            at.checked_sub(1).map_or(byte, |last| next[last].placeholder.end + byte - next[last].original.end)
        };
        moved
            .push(Replaced { original: *original, placeholder: Span::new(to(placeholder.start), to(placeholder.end)) });
    }
    moved
}

/// The vault's entry for each finding, new ones numbered in the order of the text.
fn entries(text: &str, findings: &[&Finding], headers: &Headers, vault: &mut Vault) -> Vec<usize> {
    let read = |finding: &&Finding| (finding.kind == Kind::PersonName).then(|| Name::read(text, finding.span));
    let names: Vec<_> = findings.iter().map(read).collect();
    let people = People::group(vault, &names, findings, |n| headers.join(text, findings[n - 1], findings[n]));
    let mut numbering = vault.numbering(text);
    let entries = findings.iter().enumerate().map(|(n, finding)| {
        let written = finding.span.of(text).unwrap_or_default();
        match people.of(n) {
            Some(person) => numbering.person(
                (person, names[n].as_ref().is_some_and(|name| name.is_titled)),
                finding,
                people.label(person, findings),
                written,
            ),
            None => numbering.value(finding, written),
        }
    });
    entries.collect()
}

/// The class lists of a text that have the parts of a name in two columns.
struct Headers {
    /// Where each class list's header begins, and whether it does.
    lists: Vec<(usize, bool)>,
}

impl Headers {
    fn of(text: &str, findings: &[Finding]) -> Headers {
        let lists = findings.iter().filter(|finding| finding.kind == Kind::ClassList);
        let has_parts = |finding: &Finding| {
            let header = finding.span.of(text).unwrap_or_default().to_lowercase();
            let has = |words: &[&str]| words.iter().any(|word| header.contains(word));
            has(&["forename", "first name", "firstname", "given name"])
                && has(&["surname", "last name", "lastname", "family name"])
        };
        Headers { lists: lists.map(|finding| (finding.span.start, has_parts(finding))).collect() }
    }

    /// Whether two findings are neighbouring cells of one person's name.
    fn join(&self, text: &str, before: &Finding, this: &Finding) -> bool {
        let list = self.lists.partition_point(|(start, _)| *start <= before.span.start);
        let has_parts = list.checked_sub(1).is_some_and(|list| self.lists[list].1);
        let between = Span::new(before.span.end, this.span.start).of(text);
        has_parts
            && before.subject == this.subject
            && matches!(between, Some("\t" | "," | ", " | " | " | "|" | ";" | "\",\""))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, redacted: &str) -> Vault {
        let mut vault = Vault::default();
        let done = redact(text, &Detector::new().find(text), &mut vault);
        assert_eq!(done.text, redacted);
        assert_eq!(restore(&done.text, &vault), text);
        vault
    }

    #[test]
    fn one_person_has_one_placeholder_in_every_form() {
        check(
            "Report for Amira Khan, pupil in 8G. Amira works hard. Present: Mrs Khan, with Amira's book.",
            "Report for [Pupil 1], pupil in 8G. [Pupil 1] works hard. Present: Mrs [Staff 1], with [Pupil 1]'s book.",
        );
    }

    #[test]
    fn two_of_one_surname_stay_two() {
        let text = "Forename\tSurname\tUPN\nKaren\tHughes\tR330400119127\nAmelia\tHughes\tC856234915001";
        check(text, "Forename\tSurname\tUPN\n[Pupil 1]\t[Pupil 1]\t[UPN 1]\n[Pupil 2]\t[Pupil 2]\t[UPN 2]");
    }

    #[test]
    fn what_an_ai_tool_did_to_a_placeholder_is_forgiven() {
        let vault =
            check("Write to Mrs Okafor about NHS 9991855890.", "Write to Mrs [Staff 1] about NHS [NHS number 1].");
        for (written, restored) in [
            ("Dear Mrs **[staff 1]**,", "Dear Mrs **Okafor**,"),
            ("Dear Mrs Staff 1's, (STAFF 1)", "Dear Mrs Okafor's, Okafor"),
            ("[*NHS number 1*] \\[NHS Number 1\\] [NHS_NUMBER_1]", "9991855890 9991855890 9991855890"),
            (
                "[Staff 12] Staff 2 [Staffroom 1] [Staff] staff 1 [Staff 1.5]",
                "[Staff 12] Staff 2 [Staffroom 1] [Staff] staff 1 [Staff 1.5]",
            ),
            ("[Staff 1's] book", "Okafor's book"),
        ] {
            assert_eq!(restore(written, &vault), restored);
        }
    }

    #[test]
    fn a_number_that_the_text_already_has_is_not_given() {
        check("[Staff 1] met Mrs Okafor.", "[Staff 1] met Mrs [Staff 2].");
    }

    #[test]
    fn a_vault_lives_on_between_texts() {
        let mut vault = check("Report for Amira Khan.", "Report for [Pupil 1].");
        let text = "Amira Khan met Oscar Doyle.";
        let done = redact(text, &Detector::new().find(text), &mut vault);
        assert!(done.text.starts_with("[Pupil 1] met ["));
        assert_eq!(restore(&done.text, &vault), text);
    }
}
