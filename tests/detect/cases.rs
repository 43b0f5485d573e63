//! `tests/cases/*.json` run natively and through the command line; `tests/engines.test.mjs` runs the same through wasm and
//! the page engine.

use chalkline::detect::Detector;
use chalkline::span::{Unit, convert};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::process::{Command, Stdio};

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    #[serde(skip)]
    file: String,
    name: String,
    text: String,
    finds: Vec<Find>,
}

/// A finding, in UTF-16 units.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Find {
    kind: String,
    start: usize,
    end: usize,
}

#[test]
fn every_case_finds_what_it_says() {
    agree(&cases(), &natively(&cases()));
}

#[test]
fn the_command_line_finds_the_same() {
    agree(&cases(), &by_command_line(&cases()));
}

#[test]
fn a_finding_that_differs_by_one_letter_or_in_kind_is_a_mismatch() {
    let said: Vec<_> = cases().into_iter().filter(|case| !case.finds.is_empty()).take(50).collect();
    for answers in [natively(&said), by_command_line(&said)] {
        for spoil in [
            |find: &mut Find| find.start += 1,
            |find: &mut Find| find.end -= 1,
            |find: &mut Find| find.kind = "none".into(),
        ] {
            let mut other = said.clone();
            spoil(&mut other[7].finds[0]);
            assert_eq!(mismatches(&other, &answers).len(), 1);
        }
        let mut missing = said.clone();
        missing[7].finds.pop();
        assert_eq!(mismatches(&missing, &answers).len(), 1);
    }
}

#[track_caller]
fn agree(cases: &[Case], answers: &[Vec<Find>]) {
    let wrong = mismatches(cases, answers);
    assert!(wrong.is_empty(), "{} cases:\n{}", wrong.len(), wrong.join("\n"));
}

fn mismatches(cases: &[Case], answers: &[Vec<Find>]) -> Vec<String> {
    assert_eq!(cases.len(), answers.len());
    let differs = |(case, found): &(&Case, &Vec<Find>)| case.finds != **found;
    let say =
        |(case, found): (&Case, &Vec<Find>)| format!("{}: {}: {:?} finds {found:?}", case.file, case.name, case.text);
    cases.iter().zip(answers).filter(differs).map(say).collect()
}

fn cases() -> Vec<Case> {
    let read = |entry: std::io::Result<fs::DirEntry>| {
        let path = entry.unwrap().path();
        let cases: Vec<Case> = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        let file = path.file_name().unwrap().display().to_string();
        cases.into_iter().map(move |case| Case { file: file.clone(), ..case })
    };
    fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases")).unwrap().flat_map(read).collect()
}

fn natively(cases: &[Case]) -> Vec<Vec<Find>> {
    let detector = Detector::new();
    cases.iter().map(|case| finds(&detector, &case.text)).collect()
}

fn finds(detector: &Detector, text: &str) -> Vec<Find> {
    let findings = detector.find(text);
    let spans = convert(text, findings.iter().map(|finding| finding.span), Unit::Utf16);
    let find = |(finding, span): (&chalkline::detect::Finding, chalkline::span::Span)| Find {
        kind: finding.kind.name().to_owned(),
        start: span.start,
        end: span.end,
    };
    findings.iter().zip(spans).map(find).collect()
}

/// What `chalkline scan --jsonl` answers, its code points counted anew as UTF-16 units and its types named as kinds.
fn by_command_line(cases: &[Case]) -> Vec<Vec<Find>> {
    let answers = scan(cases);
    let kinds = kinds_by_type(cases, &answers);
    let find = |text: &str, found: &Found| Find {
        kind: kinds.get(&found.label()).cloned().unwrap_or_else(|| found.label()),
        start: utf16(text, found.start),
        end: utf16(text, found.end),
    };
    let answer = |(case, found): (&Case, &Vec<Found>)| found.iter().map(|each| find(&case.text, each)).collect();
    cases.iter().zip(&answers).map(answer).collect()
}

#[derive(Deserialize)]
struct Answer {
    id: usize,
    spans: Vec<Found>,
}

/// A finding, in Unicode code points.
#[derive(Deserialize)]
struct Found {
    start: usize,
    end: usize,
    r#type: String,
    subtype: Option<String>,
}

impl Found {
    fn label(&self) -> String {
        format!("{} {}", self.r#type, self.subtype.as_deref().unwrap_or_default())
    }
}

fn scan(cases: &[Case]) -> Vec<Vec<Found>> {
    let mut chalkline = Command::new(env!("CARGO_BIN_EXE_chalkline"))
        .args(["scan", "--jsonl"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = |(id, case): (usize, &Case)| format!("{}\n", serde_json::json!({ "id": id, "text": case.text }));
    let input: String = cases.iter().enumerate().map(lines).collect();
    let mut stdin = chalkline.stdin.take().unwrap();
    let writing = std::thread::spawn(move || stdin.write_all(input.as_bytes()).unwrap());
    let output = chalkline.wait_with_output().unwrap();
    writing.join().unwrap();
    let answers = output.stdout.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
    let answers: Vec<Answer> = answers.map(|line| serde_json::from_slice(line).unwrap()).collect();
    assert!(answers.iter().map(|answer| answer.id).eq(0..cases.len()), "one answer a line, in order");
    answers.into_iter().map(|answer| answer.spans).collect()
}

/// Each type of the command line is the name of one kind and each kind has one: learnt where a case and its answer pair up,
/// and kept only if the other cases agree. `the_types_are_those_of_evaluation` pins a few by hand.
fn kinds_by_type(cases: &[Case], answers: &[Vec<Found>]) -> BTreeMap<String, String> {
    let pairs = cases.iter().zip(answers).filter(|(case, found)| case.finds.len() == found.len());
    let pairs = pairs.flat_map(|(case, found)| found.iter().map(Found::label).zip(case.finds.iter()));
    let mut votes: BTreeMap<String, BTreeMap<&str, usize>> = BTreeMap::new();
    for (label, find) in pairs {
        *votes.entry(label).or_default().entry(&find.kind).or_default() += 1;
    }
    let most = |votes: BTreeMap<&str, usize>| votes.into_iter().max_by_key(|(_, count)| *count).unwrap().0.to_owned();
    votes.into_iter().map(|(label, votes)| (label, most(votes))).collect()
}

#[test]
fn the_types_are_those_of_evaluation() {
    let kinds = kinds_by_type(&cases(), &scan(&cases()));
    for (label, kind) in
        [("EMAIL ", "email"), ("PERSON ", "person-name"), ("ID UPN", "uk-upn"), ("ID NHS", "uk-nhs-number")]
    {
        assert_eq!(kinds.get(label).map(String::as_str), Some(kind), "{kinds:?}");
    }
    let named: std::collections::BTreeSet<_> = kinds.values().collect();
    assert_eq!(named.len(), kinds.len(), "two types for one kind: {kinds:?}");
}

/// The UTF-16 units before the code point of that number.
fn utf16(text: &str, code_point: usize) -> usize {
    text.chars().take(code_point).map(char::len_utf16).sum()
}
