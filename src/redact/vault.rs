//! What each placeholder stands for, for as long as a tab's session lives.

use super::people::Name;
use super::{Redaction, Replaced};
use crate::detect::{Finding, Kind};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Placeholders and what they stand for. It holds personal data: keep it in the session's memory only.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Vault {
    pub(super) entries: Vec<Entry>,
    /// The last redacted texts, by their digest, so that each can be put back letter by letter.
    texts: Vec<Text>,
}

/// One placeholder.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Entry {
    pub kind: Kind,
    pub label: String,
    pub number: u32,
    /// For a person: known by a title and one word only.
    pub is_titled: bool,
    /// The forms that it was written in, first seen first; one at least.
    pub forms: Vec<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct Text {
    digest: u64,
    /// Start and length of each placeholder in bytes, its entry, its form.
    spots: Vec<(usize, usize, usize, usize)>,
}

/// So many redacted texts are remembered letter by letter.
const TEXTS: usize = 16;

impl Vault {
    /// Whether nothing was ever replaced.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    pub(super) fn placeholder(&self, entry: usize) -> String {
        let Entry { label, number, .. } = &self.entries[entry];
        format!("[{label} {number}]")
    }

    /// Keeps which form stood where.
    pub(super) fn remember(&mut self, text: &str, done: &Redaction, entries: &[usize]) {
        if entries.is_empty() {
            return;
        }
        let spots = done.replaced.iter().zip(entries).map(|(Replaced { original, placeholder }, &entry)| {
            let written = original.of(text).unwrap_or_default();
            let form = self.entries[entry].forms.iter().position(|form| form == written).unwrap_or_default();
            (placeholder.start, placeholder.end - placeholder.start, entry, form)
        });
        let text = Text { digest: digest(&done.text), spots: spots.collect() };
        self.texts.retain(|other| other.digest != text.digest);
        self.texts.push(text);
        let surplus = self.texts.len().saturating_sub(TEXTS);
        self.texts.drain(..surplus);
    }

    /// The original of a redacted text that nobody has changed since, through every round that it took.
    pub(super) fn original(&self, redacted: &str) -> Option<String> {
        let mut original = self.round_before(redacted)?;
        for _ in 0..TEXTS {
            match self.round_before(&original) {
                Some(before) => original = before,
                None => break,
            }
        }
        Some(original)
    }

    fn round_before(&self, redacted: &str) -> Option<String> {
        let digest = digest(redacted);
        let text = self.texts.iter().find(|text| text.digest == digest)?;
        let (mut out, mut at) = (String::with_capacity(redacted.len()), 0);
        for &(start, length, entry, form) in &text.spots {
            out.push_str(redacted.get(at..start)?);
            out.push_str(self.entries.get(entry)?.forms.get(form)?);
            at = start + length;
        }
        out.push_str(redacted.get(at..)?);
        Some(out)
    }

    pub(super) fn numbering<'v>(&'v mut self, text: &str) -> Numbering<'v> {
        let mut next = BTreeMap::new();
        let mut values = BTreeMap::new();
        for (n, entry) in self.entries.iter().enumerate() {
            let after: &mut u32 = next.entry(entry.label.clone()).or_default();
            *after = (*after).max(entry.number);
            values.insert((entry.kind, normal(&entry.forms[0])), n);
        }
        Numbering {
            vault: self,
            lower: text.to_lowercase(),
            next,
            taken: BTreeMap::new(),
            values,
            people: BTreeMap::new(),
        }
    }
}

/// Gives findings their entries, new ones with the next number of their label.
pub(super) struct Numbering<'v> {
    vault: &'v mut Vault,
    lower: String,
    next: BTreeMap<String, u32>,
    /// Numbers that the text itself has after a label.
    taken: BTreeMap<String, BTreeSet<u32>>,
    values: BTreeMap<(Kind, String), usize>,
    /// The entries of people who are new.
    people: BTreeMap<usize, usize>,
}

impl Numbering<'_> {
    /// The entry of anything but a person: the same value, however spaced, has the same.
    pub fn value(&mut self, finding: &Finding, written: &str) -> usize {
        let key = (finding.kind, normal(written));
        let entry = self.values.get(&key).copied().unwrap_or_else(|| self.add(finding.kind, finding.label()));
        self.values.insert(key, entry);
        self.write(entry, written)
    }

    /// The entry of a person: the vault's own, or a new one.
    pub fn person(
        &mut self,
        (person, is_titled): (Person, bool),
        finding: &Finding,
        label: &str,
        written: &str,
    ) -> usize {
        let entry = match person {
            Person::Known(entry) => entry,
            Person::New(id) => match self.people.get(&id) {
                Some(&entry) => entry,
                None => {
                    let entry = self.add(finding.kind, label);
                    self.vault.entries[entry].is_titled = is_titled;
                    self.people.insert(id, entry);
                    entry
                }
            },
        };
        self.write(entry, written)
    }

    fn write(&mut self, entry: usize, written: &str) -> usize {
        let forms = &mut self.vault.entries[entry].forms;
        if !forms.iter().any(|form| form == written) {
            forms.push(written.to_owned());
        }
        entry
    }

    fn add(&mut self, kind: Kind, label: &str) -> usize {
        let lower = &self.lower;
        let taken = self.taken.entry(label.to_owned()).or_insert_with(|| numbers_after(lower, &label.to_lowercase()));
        let next = self.next.entry(label.to_owned()).or_default();
        *next += 1;
        while taken.contains(next) {
            *next += 1;
        }
        self.vault.entries.push(Entry {
            kind,
            label: label.to_owned(),
            number: *next,
            is_titled: false,
            forms: Vec::new(),
        });
        self.vault.entries.len() - 1
    }
}

/// A person in a text: one the vault has, or a new one by a number of this text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Person {
    Known(usize),
    New(usize),
}

impl Entry {
    /// The names of this person, if it is one.
    pub fn names(&self) -> impl Iterator<Item = Name> {
        self.forms.iter().filter(|_| self.kind == Kind::PersonName).map(|form| Name::of(form, self.is_titled))
    }
}

/// The numbers that follow a label in a text, whatever stands between.
fn numbers_after(lower: &str, label: &str) -> BTreeSet<u32> {
    let after = lower.match_indices(label).filter_map(|(at, _)| lower.get(at + label.len()..));
    let number = |rest: &str| {
        let digits = rest.trim_start_matches(|char: char| char == 's' || !char.is_alphanumeric());
        let end = digits.find(|char: char| !char.is_ascii_digit()).unwrap_or(digits.len());
        digits.get(..end)?.parse().ok()
    };
    after.filter_map(|rest| number(rest.get(..24.min(rest.len())).unwrap_or(rest))).collect()
}

/// A value as it is compared: letters and digits, small.
fn normal(written: &str) -> String {
    written.chars().filter(|char| char.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// FNV-1a of 64 bits.
fn digest(text: &str) -> u64 {
    text.bytes().fold(0xCBF2_9CE4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3))
}
