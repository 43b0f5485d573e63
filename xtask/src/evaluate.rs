//! `cargo xtask evaluate [--peers FOLDER] [GOLD.jsonl …]`: how well the command line's `scan --jsonl` finds what it must.
//!
//! It scores both halves of the school corpus, from templates (names only) and written by hand, and each file of labelled texts given:
//! precision, recall, F1 and F2 by type, by genre and by group of names, and how many harmless texts are flagged. `FOLDER` may hold packaged peers: `node_modules` with
//! compromise, a Python environment `venv` with Presidio; `docs/evaluation.md` says how to fill it. What was tuned on is not a measure: only
//! `test` is, and peers are not run on the rest.

use crate::names::corpus::{Corpus, json};
use crate::names::written;
use crate::shell::{command, output, root};
use anyhow::{Context, Result};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{read_to_string, write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Texts from each template of the corpus.
const EACH: u64 = 6;

/// Scores Chalkline and the peers there are.
pub fn run(args: &[String]) -> Result<()> {
    let (peers, files) = match args {
        [flag, folder, files @ ..] if flag == "--peers" => (Some(PathBuf::from(folder)), files),
        files => (None, files),
    };
    output(command("cargo").args(["build", "--release", "--quiet", "--bin", "chalkline"]))?;
    let tuned_on = [generated("tune")?, by_hand("tune")?];
    let mut sets = [&tuned_on[..], &[generated("test")?, by_hand("test")?]].concat();
    sets.extend(files.iter().map(PathBuf::from));
    for set in sets {
        println!("\n## {}\n", set.file_name().unwrap_or_default().to_string_lossy());
        let gold = documents(&read_to_string(&set)?)?;
        let kinds = kinds_of(&gold);
        println!("| tool | type | gold | found | P | R | F1 | F2 |\n|---|---|---:|---:|---:|---:|---:|---:|");
        let ours = scan(&set)?;
        show("chalkline", &gold, &ours, &kinds);
        let peers = peer_commands(peers.as_deref()).into_iter().filter(|_| !tuned_on.contains(&set));
        for (name, peer) in peers {
            match peer.map(|peer| answer(peer, &set)) {
                Some(Ok(found)) => show(name, &gold, &found, &["PERSON".to_string()]),
                Some(Err(error)) => {
                    println!("| {name} | did not run: {} |", error.to_string().lines().last().unwrap_or_default())
                }
                None => println!("| {name} | not installed |"),
            }
        }
        show_parts(&gold, &ours);
    }
    Ok(())
}

fn generated(half: &str) -> Result<PathBuf> {
    let corpus = Corpus::read(half)?;
    let lines = (0..corpus.len()).flat_map(|template| (0..EACH).map(move |seed| (template, seed)));
    let lines: Vec<String> = lines
        .map(|(template, seed)| json(&corpus.text(template, seed), &format!("{half}-{template}-{seed}")).to_string())
        .collect();
    let path = root().join(format!("target/school-{half}.jsonl"));
    write(&path, lines.join("\n"))?;
    Ok(path)
}

fn by_hand(half: &str) -> Result<PathBuf> {
    let lines: Vec<String> = written::read(half)?.iter().map(Value::to_string).collect();
    let path = root().join(format!("target/written-{half}.jsonl"));
    write(&path, lines.join("\n"))?;
    Ok(path)
}

/// A labelled or scanned text.
struct Document {
    genre: String,
    harmless: Option<bool>,
    spans: Vec<Labelled>,
}

struct Labelled {
    start: u64,
    end: u64,
    kind: String,
    subtype: Option<String>,
}

impl Labelled {
    /// The scorer's rule: the two share at least half of the shorter.
    fn hits(&self, other: &Labelled) -> bool {
        let shared = self.end.min(other.end).saturating_sub(self.start.max(other.start));
        shared > 0 && shared * 2 >= (self.end - self.start).min(other.end - other.start)
    }
}

type Documents = BTreeMap<String, Document>;

fn documents(lines: &str) -> Result<Documents> {
    lines.lines().filter(|line| !line.is_empty()).map(|line| document(&serde_json::from_str(line)?)).collect()
}

fn document(value: &Value) -> Result<(String, Document)> {
    let spans = value["spans"].as_array().into_iter().flatten().map(|span| {
        Some(Labelled {
            start: span["start"].as_u64()?,
            end: span["end"].as_u64()?,
            kind: span["type"].as_str()?.to_string(),
            subtype: span["subtype"].as_str().map(str::to_string),
        })
    });
    let spans = spans.collect::<Option<_>>().context("a span has start, end and type")?;
    let genre = value["genre"].as_str().unwrap_or("-").to_string();
    Ok((value["id"].to_string(), Document { genre, harmless: value["hard_negative"].as_bool(), spans }))
}

fn scan(set: &Path) -> Result<Documents> {
    let out =
        command("target/release/chalkline").arg("scan").arg("--jsonl").arg(set).stderr(Stdio::inherit()).output()?;
    documents(&String::from_utf8(out.stdout)?)
}

fn peer_commands(folder: Option<&Path>) -> [(&'static str, Option<Command>); 2] {
    let python = folder.map(|folder| folder.join("venv/bin/python")).filter(|python| python.exists());
    let node = folder.filter(|folder| folder.join("node_modules/compromise").exists());
    let presidio = python.map(|python| {
        let mut presidio = Command::new(python);
        presidio.arg(root().join("xtask/peers/presidio.py"));
        presidio
    });
    let compromise = node.map(|folder| {
        let mut compromise = Command::new("node");
        compromise.arg(root().join("xtask/peers/compromise.mjs")).arg(folder.join("node_modules/compromise"));
        compromise
    });
    [("Presidio", presidio), ("compromise", compromise)]
}

fn answer(mut peer: Command, set: &Path) -> Result<Documents> {
    documents(&output(peer.stdin(std::fs::File::open(set)?))?)
}

fn kinds_of(gold: &Documents) -> Vec<String> {
    let all = gold.values().flat_map(|document| &document.spans).map(|span| span.kind.clone());
    let mut kinds: Vec<_> = all.filter(|kind| SCORED.contains(&kind.as_str())).collect();
    kinds.sort();
    kinds.dedup();
    kinds
}

/// The types that are scored, as in the scorer of the evaluation sets.
const SCORED: [&str; 11] =
    ["PERSON", "EMAIL", "PHONE", "POSTCODE", "ADDRESS", "DATE_OF_BIRTH", "ID", "CARD", "IBAN", "URL", "IP"];

/// Spans found, right and labelled.
#[derive(Default, Clone, Copy)]
struct Tally {
    found: usize,
    right: usize,
    gold: usize,
    met: usize,
}

impl Tally {
    fn add(&mut self, gold: &[&Labelled], found: &[&Labelled]) {
        self.found += found.len();
        self.gold += gold.len();
        self.right += found.iter().filter(|span| gold.iter().any(|other| span.hits(other))).count();
        self.met += gold.iter().filter(|span| found.iter().any(|other| span.hits(other))).count();
    }

    fn row(&self) -> String {
        let share = |part: usize, whole: usize| if whole == 0 { 1.0 } else { part as f64 / whole as f64 };
        let (p, r) = (share(self.right, self.found), share(self.met, self.gold));
        let f = |b: f64| if p + r == 0.0 { 0.0 } else { (1.0 + b * b) * p * r / (b * b * p + r) };
        format!("{} | {} | {p:.3} | {r:.3} | {:.3} | {:.3}", self.gold, self.found, f(1.0), f(2.0))
    }
}

/// The tally of one type over the texts that are chosen.
fn tally(gold: &Documents, found: &Documents, kind: &str, chosen: impl Fn(&Document) -> bool) -> Tally {
    let mut tally = Tally::default();
    for (id, document) in gold.iter().filter(|(_, document)| chosen(document)) {
        let of_kind = |document: &'_ Document| -> Vec<usize> {
            (0..document.spans.len()).filter(|&i| document.spans[i].kind == kind).collect()
        };
        let labelled: Vec<_> = of_kind(document).into_iter().map(|i| &document.spans[i]).collect();
        let answer = found.get(id);
        let answered: Vec<_> =
            answer.into_iter().flat_map(|answer| of_kind(answer).into_iter().map(|i| &answer.spans[i])).collect();
        tally.add(&labelled, &answered);
    }
    tally
}

fn show(tool: &str, gold: &Documents, found: &Documents, kinds: &[String]) {
    for kind in kinds {
        println!("| {tool} | {kind} | {} |", tally(gold, found, kind, |_| true).row());
    }
    let flagged = |harmless: bool, types: &[&str]| {
        let of: Vec<_> = gold.iter().filter(|(_, document)| document.harmless == Some(harmless)).collect();
        let is_flagged = |id: &String| {
            found.get(id).is_some_and(|answer| answer.spans.iter().any(|span| types.contains(&span.kind.as_str())))
        };
        (of.iter().filter(|(id, _)| is_flagged(id)).count(), of.len())
    };
    let types: &[&str] = if kinds.len() == 1 { &["PERSON"] } else { &SCORED };
    let ((alarms, harmless), (warned, personal)) = (flagged(true, types), flagged(false, types));
    if harmless > 0 {
        println!("| {tool} | texts | harmless flagged {alarms}/{harmless}; personal flagged {warned}/{personal} |");
    }
}

/// Names by genre, and the recall of each group of names.
fn show_parts(gold: &Documents, found: &Documents) {
    let genres: BTreeSet<_> = gold.values().map(|document| document.genre.as_str()).collect();
    println!("\n| names in | gold | found | P | R | F1 | F2 |\n|---|---:|---:|---:|---:|---:|---:|");
    for genre in genres {
        println!("| {genre} | {} |", tally(gold, found, "PERSON", |document| document.genre == genre).row());
    }
    let mut groups: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (id, document) in gold {
        let answer = found.get(id).map_or(&[][..], |answer| &answer.spans);
        for span in document.spans.iter().filter(|span| span.kind == "PERSON") {
            let Some(group) = &span.subtype else { continue };
            let (met, all) = groups.entry(group).or_default();
            *all += 1;
            *met += usize::from(answer.iter().any(|other| other.hits(span)));
        }
    }
    if !groups.is_empty() {
        println!("\n| group of names | recall |\n|---|---:|");
    }
    for (group, (met, all)) in groups {
        println!("| {group} | {:.3} |", met as f64 / all as f64);
    }
}
