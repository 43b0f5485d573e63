//! School texts made from templates and groups of names, with the exact places of the names.
//!
//! `tests/corpus/tune` is for training and tuning, `tests/corpus/test` for measuring: no template and no name is in both.
//! A template file holds texts under headings `== genre` or `== genre harmless`, parted by `--`. In a text, `{p.full}` is a person
//! (`Writer::person`), `{date}` a filler, `[a|b]` a choice, and a line that begins with `*` is repeated for new people.

use super::DATA;
use super::random::Random;
use super::texts::Text;
use anyhow::{Context, Result, bail};
use chalkline::detect::names::keys;
use chalkline::detect::names::list::LIST;
use std::collections::BTreeMap;
use std::fs::{read_dir, read_to_string};
use std::ops::Range;

const ROOT: &str = "tests/corpus";

/// In a hundred people of the tuning half: those with a forename that history or a book knows.
const SHARED: usize = 8;

/// One template.
#[derive(Debug, Clone)]
pub struct Template {
    genre: String,
    harmless: bool,
    share: u64,
    body: String,
}

/// Names of one group.
#[derive(Debug)]
struct Group {
    name: &'static str,
    girls: Vec<String>,
    boys: Vec<String>,
    surnames: Vec<String>,
}

/// The templates, names and fillers of one half.
pub struct Corpus {
    templates: Vec<Template>,
    groups: Vec<Group>,
    tuning: bool,
    fillers: BTreeMap<String, Vec<String>>,
    lore: Lore,
}

impl Corpus {
    /// Reads a half: `tune` or `test`.
    pub fn read(half: &str) -> Result<Corpus> {
        let odd = match half {
            "tune" => 0,
            "test" => 1,
            _ => bail!("the halves are tune and test"),
        };
        let mut files: Vec<_> =
            read_dir(format!("{ROOT}/{half}"))?.map(|file| Ok(file?.path())).collect::<Result<_>>()?;
        files.sort();
        let texts = files.iter().map(read_to_string).collect::<Result<Vec<_>, _>>()?;
        Ok(Corpus {
            templates: texts.iter().flat_map(|text| templates(text)).collect(),
            groups: groups(&read_to_string(format!("{ROOT}/names.txt"))?, odd)?,
            tuning: half == "tune",
            fillers: fillers(&read_to_string(format!("{ROOT}/fillers.txt"))?, odd)?,
            lore: Lore::read(&read_to_string(format!("{DATA}/lore.txt"))?, odd),
        })
    }

    /// How many templates there are.
    pub fn len(&self) -> usize {
        self.templates.len()
    }

    /// A group by chance; in the tuning half the last, of names that are words, comes up three times as often, for it is the hardest.
    fn group(&self, random: &mut Random) -> usize {
        let last = self.groups.len() - 1;
        random.below(self.groups.len() + if self.tuning { 2 } else { 0 }).min(last)
    }

    /// How many times as often as others this template is to be used.
    pub fn share(&self, template: usize) -> u64 {
        self.templates[template].share
    }

    /// A text from this template; each seed gives another.
    pub fn text(&self, template: usize, seed: u64) -> Text {
        let mut random = Random::new(seed.wrapping_mul(0x1_0001).wrapping_add(template as u64) ^ 0x5EED_0000);
        random.below(2);
        let Template { genre, harmless, body, .. } = &self.templates[template];
        let mut writer = Writer {
            corpus: self,
            random,
            people: BTreeMap::new(),
            work: 0,
            text: String::new(),
            names: Vec::new(),
            groups: Vec::new(),
        };
        writer.work = writer.random.below(self.lore.works.len());
        let body = writer.choose(body);
        body.split_inclusive('\n').for_each(|line| writer.line(line));
        Text {
            text: writer.text,
            names: writer.names,
            genre: genre.clone(),
            groups: writer.groups,
            harmless: *harmless,
        }
    }
}

/// Prints a half as JSON lines, offsets in code points.
pub fn print(half: &str, count: u64) -> Result<()> {
    let corpus = Corpus::read(half)?;
    for template in 0..corpus.len() {
        for seed in 0..count {
            println!("{}", json(&corpus.text(template, seed), &format!("{half}-{template}-{seed}")));
        }
    }
    Ok(())
}

/// A text as a JSON value in the form of the scorer's gold files.
pub fn json(text: &Text, id: &str) -> serde_json::Value {
    let points = |byte: usize| text.text.char_indices().take_while(|&(at, _)| at < byte).count();
    let spans: Vec<_> = text.names.iter().zip(&text.groups).map(|(name, group)| {
        serde_json::json!({"start": points(name.start), "end": points(name.end), "type": "PERSON", "subtype": group})
    }).collect();
    serde_json::json!({"id": id, "text": text.text, "spans": spans, "genre": text.genre, "hard_negative": text.harmless, "class_list": text.genre == "class_list"})
}

fn templates(file: &str) -> Vec<Template> {
    let mut all = Vec::new();
    for section in
        file.split("\n== ").map(|section| section.trim_start_matches("== ")).filter(|section| !section.starts_with('#'))
    {
        let (head, bodies) = section.split_once('\n').unwrap_or((section, ""));
        let mut words = head.split(' ');
        let genre = words.next().unwrap_or_default().to_string();
        let (mut harmless, mut share) = (false, 1);
        for word in words {
            match word.strip_prefix('x') {
                Some(times) => share = times.parse().expect("a share is a number"),
                None => harmless = word == "harmless",
            }
        }
        let bodies = bodies.split("\n--\n").map(|body| body.trim_matches('\n')).filter(|body| !body.is_empty());
        all.extend(bodies.map(|body| Template { genre: genre.clone(), harmless, share, body: body.to_string() }));
    }
    all
}

fn groups(file: &str, odd: usize) -> Result<Vec<Group>> {
    file.split("\n[")
        .skip(1)
        .map(|section| {
            let (name, rest) = section.split_once("]\n").context("a group has a name in brackets")?;
            let list = |head: &str| {
                rest.lines()
                    .find_map(|line| line.strip_prefix(head))
                    .map(|line| half(line, odd))
                    .context("a group has three lists")
            };
            Ok(Group {
                name: name.to_string().leak(),
                girls: list("girls: ")?,
                boys: list("boys: ")?,
                surnames: list("surnames: ")?,
            })
        })
        .collect()
}

fn half(line: &str, odd: usize) -> Vec<String> {
    line.split(", ").skip(odd).step_by(2).map(str::to_string).collect()
}

/// Lines of `name: a | b | c`; the halves take turns where there are four or more.
fn fillers(file: &str, odd: usize) -> Result<BTreeMap<String, Vec<String>>> {
    file.lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| {
            let (name, values) = line.split_once(": ").with_context(|| format!("no colon: {line}"))?;
            let values: Vec<_> = values.split(" | ").map(str::to_string).collect();
            let values = if values.len() < 4 { values } else { values.into_iter().skip(odd).step_by(2).collect() };
            Ok((name.to_string(), values))
        })
        .collect()
}

/// What `lore.txt` gives to fill templates with; the halves take turns.
struct Lore {
    /// `figures`, `perhaps`, `places`, `firms`: the phrases of that section.
    lists: BTreeMap<String, Vec<String>>,
    /// Forenames that history and books know too: people of our own bear them.
    shared: Vec<String>,
    /// Titles, and the characters of each.
    works: Vec<(Vec<String>, Vec<String>)>,
}

impl Lore {
    fn read(text: &str, odd: usize) -> Lore {
        let mut lore = Lore { lists: BTreeMap::new(), shared: Vec::new(), works: Vec::new() };
        let list = |part: &str, by: &str| part.split(by).map(str::to_string).collect::<Vec<_>>();
        for section in text.split("\n[").skip(1) {
            let (name, lines) = section.split_once("]\n").expect("a section has a name in brackets");
            let lines = lines.lines().filter(|line| !line.is_empty());
            match name {
                "works" => {
                    let works = lines.skip(odd).step_by(2).filter_map(|line| line.split_once(": "));
                    lore.works = works.map(|(titles, people)| (list(titles, " | "), list(people, ", "))).collect();
                }
                _ => {
                    let phrases = lines.flat_map(|line| line.split(", ")).skip(odd).step_by(2).map(str::to_string);
                    lore.lists.insert(name.to_string(), phrases.collect());
                }
            }
        }
        let heroes = lore.works.iter().flat_map(|(_, people)| people);
        let is_forename = |name: &&String| keys(name)[..].first().is_some_and(|&key| LIST.class(key).forename() > 1);
        let shared = heroes.chain(&lore.lists["perhaps"]).filter(|name| !name.contains(' ')).filter(is_forename);
        lore.shared = shared.cloned().collect();
        lore
    }
}

/// An invented person.
#[derive(Debug, Clone)]
struct Person {
    group: &'static str,
    girl: bool,
    forename: String,
    surname: String,
    title: &'static str,
}

struct Writer<'c> {
    corpus: &'c Corpus,
    random: Random,
    people: BTreeMap<char, Person>,
    /// The work that `{title}` and `{hero}` are of.
    work: usize,
    text: String,
    names: Vec<Range<usize>>,
    groups: Vec<&'static str>,
}

impl Writer<'_> {
    /// Settles every `[a|b]`, innermost first.
    fn choose(&mut self, body: &str) -> String {
        let mut body = body.to_string();
        while let Some(open) = body.rfind('[') {
            let close = open + body[open..].find(']').expect("a choice ends with ]");
            let options: Vec<_> = body[open + 1..close].split('|').collect();
            let option = self.random.pick(&options).to_string();
            body.replace_range(open..=close, &option);
        }
        body
    }

    fn line(&mut self, line: &str) {
        let Some(row) = line.strip_prefix('*') else { return self.slots(line) };
        let row = if row.ends_with('\n') { row.to_string() } else { format!("{row}\n") };
        for _ in 0..4 + self.random.below(8) {
            self.people.retain(|name, _| !matches!(name, 'p' | 'q' | 'm'));
            self.slots(&row);
        }
    }

    fn slots(&mut self, line: &str) {
        let mut rest = line;
        while let Some((before, after)) = rest.split_once('{') {
            let (slot, after) = after.split_once('}').expect("a slot ends with }");
            self.put(before);
            self.slot(slot);
            rest = after;
        }
        self.put(rest);
    }

    fn slot(&mut self, slot: &str) {
        let (head, form) = slot.split_once('.').unwrap_or((slot, ""));
        match slot.split_once(':') {
            Some((list, count)) => self.list(list, count.parse().expect("a list has a count")),
            None if head.chars().count() == 1 => self.person(head.chars().next().expect("one letter"), form),
            None => self.filler(slot),
        }
    }

    fn filler(&mut self, slot: &str) {
        let lore = &self.corpus.lore;
        let (titles, heroes) = &lore.works[self.work];
        let values = match slot {
            "title" => titles,
            "hero" => heroes,
            _ => {
                let values = self.corpus.fillers.get(slot).or_else(|| lore.lists.get(slot));
                values.unwrap_or_else(|| panic!("no filler {slot}"))
            }
        };
        let value = self.random.pick(values).clone();
        self.put(&value);
    }

    /// Writes text, a digit for each `#`, a capital for each `^`.
    fn put(&mut self, text: &str) {
        for char in text.chars() {
            let char = match char {
                '#' => char::from(b'0' + self.random.below(10) as u8),
                '^' => char::from(b'A' + self.random.below(26) as u8),
                _ => char,
            };
            self.text.push(char);
        }
    }

    /// A list of new people: `list` of forenames, `full` of whole names, `init` of forename and initial; `semi` and `lines` part them
    /// otherwise; `x…` are nobody's.
    fn list(&mut self, kind: &str, count: usize) {
        let (gold, kind) = kind.strip_prefix('x').map_or((true, kind), |kind| (false, kind));
        let kind = kind.strip_prefix("list").expect("lists are called list…");
        let form = match kind {
            "full" | "semifull" | "lines" => "full",
            "init" => "init",
            "low" => "low",
            _ => "",
        };
        let count = count.max(2) + self.random.below(2);
        for i in 0..count {
            let person = self.new_person();
            self.form(&person, form, gold);
            self.text.push_str(match (kind, count - i) {
                (_, 1) => "",
                ("lines", _) => "\n",
                ("semi" | "semifull", _) => "; ",
                ("comma", _) => ", ",
                (_, 2) => " and ",
                _ => ", ",
            });
        }
    }

    /// `p` to `s` are pupils, `m` is of `p`'s family, `t` to `w` are staff, `x` to `z` are nobody: a story's, a sum's.
    fn person(&mut self, letter: char, form: &str) {
        if !self.people.contains_key(&letter) {
            let mut person = self.new_person();
            if let ('m' | 'n', Some(child)) = (letter, self.people.get(&'p'))
                && self.random.percent(80)
            {
                person = Person { surname: child.surname.clone(), group: child.group, ..person };
            }
            self.people.insert(letter, person);
        }
        let person = self.people[&letter].clone();
        self.form(&person, form, !('x'..='z').contains(&letter));
    }

    fn new_person(&mut self) -> Person {
        let group = &self.corpus.groups[self.corpus.group(&mut self.random)];
        let other = self.random.pick(&self.corpus.groups);
        let surnames = if self.random.percent(20) { &other.surnames } else { &group.surnames };
        let girl = self.random.percent(50);
        let titles: &[&str] = if girl { &["Mrs", "Mrs", "Ms", "Miss", "Dr"] } else { &["Mr", "Mr", "Mr", "Mr", "Dr"] };
        let forenames = match self.corpus.tuning && self.random.percent(SHARED) {
            true => &self.corpus.lore.shared,
            false if girl => &group.girls,
            false => &group.boys,
        };
        Person {
            group: group.name,
            girl,
            forename: self.random.pick(forenames).clone(),
            surname: self.random.pick(surnames).clone(),
            title: titles[self.random.below(titles.len())],
        }
    }

    /// Writes a person in this form, and marks it as a name if it is one.
    fn form(&mut self, person: &Person, form: &str, gold: bool) {
        let Person { forename, surname, title, girl, group } = person;
        let first = |name: &str| name.chars().next().expect("a name has letters").to_uppercase().to_string();
        let pronoun = |she: &str, he: &str| if *girl { she.to_string() } else { he.to_string() };
        let (before, name) = match form {
            "" => ("", forename.clone()),
            "full" => ("", format!("{forename} {surname}")),
            "sur" => ("", surname.clone()),
            "comma" => ("", format!("{surname}, {forename}")),
            "SUR" => ("", format!("{} {forename}", surname.to_uppercase())),
            "SURcomma" => ("", format!("{}, {forename}", surname.to_uppercase())),
            "CAPS" => ("", format!("{forename} {surname}").to_uppercase()),
            "FORE" => ("", forename.to_uppercase()),
            "rev" => ("", format!("{surname} {forename}")),
            "init" => ("", format!("{forename} {}", first(surname))),
            "initdot" => ("", format!("{forename} {}.", first(surname))),
            "i" => ("", format!("{}. {surname}", first(forename))),
            "i2" => ("", format!("{} {surname}", first(forename))),
            "low" => ("", forename.to_lowercase()),
            "lowfull" => ("", format!("{forename} {surname}").to_lowercase()),
            "lowsur" => ("", surname.to_lowercase()),
            "title" => (*title, surname.clone()),
            "titlefull" => (*title, format!("{forename} {surname}")),
            "titlei" => (*title, format!("{}. {surname}", first(forename))),
            "nick" => ("", nick(forename)),
            "he" | "He" | "his" | "His" | "him" | "himself" => {
                let word = match form {
                    "he" => pronoun("she", "he"),
                    "He" => pronoun("She", "He"),
                    "his" => pronoun("her", "his"),
                    "His" => pronoun("Her", "His"),
                    "him" => pronoun("her", "him"),
                    _ => pronoun("herself", "himself"),
                };
                return self.text.push_str(&word);
            }
            "child" => return self.text.push_str(&pronoun("daughter", "son")),
            "parent" => return self.text.push_str(&pronoun("mum", "dad")),
            "mailname" => return self.text.push_str(&mail_name(forename, surname)),
            _ => panic!("no form {form}"),
        };
        if !before.is_empty() {
            self.text.push_str(before);
            self.text.push(' ');
        }
        let start = self.text.len();
        self.text.push_str(&name);
        if gold {
            self.names.push(start..self.text.len());
            self.groups.push(group);
        }
    }
}

/// A short form nobody's list holds: the first letters.
fn nick(forename: &str) -> String {
    let letters: Vec<char> = forename.chars().take_while(|char| char.is_alphabetic()).collect();
    let cut = if letters.len() > 5 { 4 } else { 3 };
    letters.iter().take(cut.min(letters.len())).collect()
}

fn mail_name(forename: &str, surname: &str) -> String {
    let plain = |name: &str| {
        chalkline::detect::names::training::plain(name).chars().filter(char::is_ascii_lowercase).collect::<String>()
    };
    format!("{}.{}", plain(forename), plain(surname))
}
