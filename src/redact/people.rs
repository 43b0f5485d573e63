//! Which names are the same person's.

use super::vault::{Person, Vault};
use crate::detect::{Finding, Subject};
use crate::span::Span;
use std::collections::BTreeMap;

/// A name as it is compared: its words, small, without titles and possessives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Name {
    words: Vec<String>,
    /// One word after a title: "Mrs Khan" is not "Amira Khan", nor her pupil "Khan".
    pub is_titled: bool,
}

impl Name {
    /// The name at this span, with the title before it.
    pub fn read(text: &str, span: Span) -> Name {
        let before = text.get(..span.start).unwrap_or_default().trim_end_matches([' ', '.']);
        let word = before.rsplit(|char: char| !char.is_alphanumeric()).next().unwrap_or_default();
        Name::of(span.of(text).unwrap_or_default(), is_title(word))
    }

    /// The words of "Khan, Amira", "Mrs Khan", "Amira's".
    pub fn of(written: &str, has_title: bool) -> Name {
        let bare = written.trim_end_matches("'s").trim_end_matches("’s");
        let ordered = match bare.split_once(',') {
            Some((surname, forename)) => format!("{forename} {surname}"),
            None => bare.to_owned(),
        };
        let words =
            ordered.split(|char: char| !char.is_alphanumeric() && !matches!(char, '\'' | '’' | '\u{300}'..='\u{36F}'));
        let (titles, words): (Vec<_>, Vec<_>) =
            words.filter(|word| !word.is_empty()).map(str::to_lowercase).partition(|word| is_title(word));
        Name { is_titled: words.len() == 1 && (has_title || !titles.is_empty()), words }
    }

    fn key(&self) -> String {
        let mut words = self.words.clone();
        words.sort();
        format!("{}{}", if self.is_titled { "+" } else { "" }, words.join(" "))
    }

    /// Whether every word of the shorter is one of the longer's, an initial standing for its word; or it is the longer's initials.
    fn is_form_of(&self, other: &Name) -> bool {
        let (short, long) = if self.words.len() <= other.words.len() { (self, other) } else { (other, self) };
        let stands_for = |word: &String| {
            long.words.iter().any(|other| word == other || (is_initial(word) && other.starts_with(word.as_str())))
        };
        if self.is_titled != other.is_titled {
            return false;
        }
        let has_whole_word = short.words.iter().any(|word| !is_initial(word));
        (has_whole_word && short.words.iter().all(stands_for)) || is_initials(short, long)
    }
}

fn is_initial(word: &str) -> bool {
    word.chars().count() == 1
}

/// "AK" of "Amira Khan".
fn is_initials(short: &Name, long: &Name) -> bool {
    let initials: String = long.words.iter().filter_map(|word| word.chars().next()).collect();
    long.words.len() >= 2 && short.words.concat() == initials
}

fn is_title(word: &str) -> bool {
    let titles = ["mr", "mrs", "miss", "ms", "mx", "dr", "sir", "madam", "prof", "professor", "rev", "fr"];
    titles.iter().any(|title| title.eq_ignore_ascii_case(word))
}

/// A name that more people than this share a word with is taken for a new person's unless it is whole.
const MOST_NAMESAKES: usize = 64;

/// The people of a text.
pub(super) struct People {
    /// The person of each finding that is a name.
    of: Vec<Option<Person>>,
    /// Of each person, the first finding that tells whose name it is, or else the first.
    told_by: BTreeMap<Person, usize>,
}

impl People {
    /// Groups names by person. The longest names come first, so that a short one finds the person it belongs to wherever it stands.
    pub fn group(
        vault: &Vault,
        names: &[Option<Name>],
        findings: &[&Finding],
        is_rest: impl Fn(usize) -> bool,
    ) -> People {
        let mut known = Known::of(vault);
        let mut people = People { of: vec![None; names.len()], told_by: BTreeMap::new() };
        let whole = join(names, is_rest);
        let mut order: Vec<usize> = (0..whole.len()).collect();
        order.sort_by_key(|&n| std::cmp::Reverse(whole[n].1.words.len()));
        for n in order {
            let (parts, name) = &whole[n];
            let person = known.person(name, n);
            parts.iter().for_each(|&finding| people.take(person, finding, findings));
        }
        people
    }

    fn take(&mut self, person: Person, finding: usize, findings: &[&Finding]) {
        let rank = |n: usize| (findings[n].subject == Subject::Unknown, n);
        let told_by = self.told_by.entry(person).or_insert(finding);
        if rank(finding) < rank(*told_by) {
            *told_by = finding;
        }
        self.of[finding] = Some(person);
    }

    pub fn of(&self, finding: usize) -> Option<Person> {
        self.of[finding]
    }

    /// The label of a person who is new.
    pub fn label(&self, person: Person, findings: &[&Finding]) -> &'static str {
        self.told_by.get(&person).map_or("Person", |&n| findings[n].label())
    }
}

/// Each name with its findings: more than one where a table has its parts in cells.
fn join(names: &[Option<Name>], is_rest: impl Fn(usize) -> bool) -> Vec<(Vec<usize>, Name)> {
    let mut whole: Vec<(Vec<usize>, Name)> = Vec::new();
    for (n, name) in names.iter().enumerate() {
        let Some(name) = name else { continue };
        match whole.last_mut().filter(|(findings, _)| findings.len() == 1 && findings[0] + 1 == n && is_rest(n)) {
            Some((findings, first)) => {
                findings.push(n);
                first.words.extend(name.words.iter().cloned());
            }
            None => whole.push((vec![n], name.clone())),
        }
    }
    whole
}

/// Everybody so far, found by whole name and by word.
#[derive(Default)]
struct Known {
    names: Vec<(Name, Person)>,
    by_key: BTreeMap<String, Person>,
    by_word: BTreeMap<String, Vec<usize>>,
}

impl Known {
    fn of(vault: &Vault) -> Known {
        let mut known = Known::default();
        for (n, entry) in vault.entries.iter().enumerate() {
            entry.names().for_each(|name| known.add(name, Person::Known(n)));
        }
        known
    }

    /// Whose name this is: one person's whole name, or a form of exactly one person's.
    fn person(&mut self, name: &Name, id: usize) -> Person {
        let person =
            self.by_key.get(&name.key()).copied().or_else(|| self.one_whose_form(name)).unwrap_or(Person::New(id));
        self.add(name.clone(), person);
        person
    }

    fn one_whose_form(&self, name: &Name) -> Option<Person> {
        let initials = name.words.concat();
        let keys = name.words.iter().chain([&initials]);
        let lists = keys.filter_map(|word| self.by_word.get(word)).filter(|list| list.len() <= MOST_NAMESAKES);
        let mut people: Vec<_> = lists
            .flatten()
            .map(|&n| &self.names[n])
            .filter(|(other, _)| name.is_form_of(other))
            .map(|(_, person)| *person)
            .collect();
        people.sort();
        people.dedup();
        match people[..] {
            [one] => Some(one),
            _ => None,
        }
    }

    fn add(&mut self, name: Name, person: Person) {
        if self.by_key.insert(name.key(), person).is_some() {
            return;
        }
        let n = self.names.len();
        let initials: String = name.words.iter().filter_map(|word| word.chars().next()).collect();
        for word in name.words.iter().chain([&initials]) {
            self.by_word.entry(word.clone()).or_default().push(n);
        }
        self.names.push((name, person));
    }
}
