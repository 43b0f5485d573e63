//! `cargo xtask spot`: fits the weights of `src/spot/cues.txt` to the pages in `tests/spot`, and says how well they tell
//! pages apart that they were not fitted on.
//!
//! Logistic regression, each weight drawn towards the cue's prior. Cross-validated over five folds, no vendor or site in
//! two of them. Deterministic: the same files give the same weights.

use anyhow::{Context, Result};
use chalkline::spot::{Cue, Place, cues, met};
use std::collections::BTreeMap;

/// Of ordinary pages and schools' systems, the share that cross-validation lets pass the bar.
const ORDINARY_FLAGGED: f64 = 0.015;
const FOLDS: u64 = 5;
const SWEEPS: usize = 30;
/// How strongly a weight is drawn to its prior: as by one page that is a toss-up, four times over.
const PULL: f64 = 1.0;
/// The base has no prior to speak of.
const PULL_OF_BASE: f64 = 1e-6;
/// A page that is no tool counts for as many tools.
const OTHERS_COUNT: f64 = 3.0;
const CUES_FILE: &str = "src/spot/cues.txt";

/// Fits, measures and writes.
pub fn run() -> Result<()> {
    let pages = [read("tests/spot/known-tools.csv", true)?, read("tests/spot/not-tools.csv", false)?].concat();
    let scores = cross_validate(&pages);
    let bar = bar(&pages, &scores);
    println!("cross-validated, the bar where {:.1} % of ordinary pages pass:", 100.0 * ORDINARY_FLAGGED);
    for (class, passed, all) in by_class(&pages, &scores, bar) {
        println!("  {class:<10} {passed:>4} of {all:>4} suspected, {:.1} %", 100.0 * passed as f64 / all as f64);
    }
    let model = Model::fit(&pages.iter().collect::<Vec<_>>());
    write(&model, bar)
}

/// A page whose class is known.
#[derive(Clone)]
struct Page {
    cues: Vec<usize>,
    is_tool: bool,
    class: String,
    fold: u64,
}

fn read(file: &str, are_tools: bool) -> Result<Vec<Page>> {
    let mut rows = csv::Reader::from_path(file).context(file.to_owned())?;
    rows.records().map(|row| Ok(page(&row?, are_tools))).collect()
}

/// Tools have their vendor and scope after host, path and title; other pages their class.
fn page(row: &csv::StringRecord, is_tool: bool) -> Page {
    let cell = |index| row.get(index).unwrap_or_default();
    let (group, class) = if is_tool { (cell(3), cell(4)) } else { (site(cell(0)), cell(3)) };
    Page { cues: met(cell(0), cell(1), cell(2)), is_tool, class: class.to_owned(), fold: hash(group) % FOLDS }
}

/// What pages of one site share: the longest label of the host.
fn site(host: &str) -> &str {
    host.split('.').max_by_key(|label| label.len()).unwrap_or(host)
}

/// FNV-1a, the same on every machine.
fn hash(text: &str) -> u64 {
    let bytes = text.bytes().map(|b| b.to_ascii_lowercase());
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// Each page's score by a model that has not seen its fold.
fn cross_validate(pages: &[Page]) -> Vec<f64> {
    let models: Vec<Model> =
        (0..FOLDS).map(|fold| Model::fit(&pages.iter().filter(|page| page.fold != fold).collect::<Vec<_>>())).collect();
    pages.iter().map(|page| models[page.fold as usize].score(page)).collect()
}

/// The score that [`ORDINARY_FLAGGED`] of the pages reach which are neither tools nor about AI.
fn bar(pages: &[Page], scores: &[f64]) -> f64 {
    let is_ordinary = |page: &Page| !page.is_tool && page.class != "about";
    let mut ordinary: Vec<f64> =
        pages.iter().zip(scores).filter(|(page, _)| is_ordinary(page)).map(|(_, s)| *s).collect();
    ordinary.sort_by(|a, b| b.total_cmp(a));
    ordinary[(ORDINARY_FLAGGED * ordinary.len() as f64) as usize] + 0.01
}

fn by_class<'a>(pages: &'a [Page], scores: &[f64], bar: f64) -> Vec<(&'a str, usize, usize)> {
    let mut classes: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (page, score) in pages.iter().zip(scores) {
        let (passed, all) = classes.entry(&page.class).or_default();
        *passed += usize::from(*score >= bar);
        *all += 1;
    }
    classes.into_iter().map(|(class, (passed, all))| (class, passed, all)).collect()
}

/// Weights in natural logarithms of odds.
struct Model {
    weights: Vec<f64>,
}

impl Model {
    fn fit(pages: &[&Page]) -> Model {
        let mut having = vec![Vec::new(); cues().len()];
        for (index, page) in pages.iter().enumerate() {
            page.cues.iter().for_each(|&cue| having[cue].push(index));
        }
        let mut model = Model { weights: cues().iter().map(prior).collect() };
        let mut scores: Vec<f64> = pages.iter().map(|page| model.score(page)).collect();
        for _ in 0..SWEEPS {
            for (cue, having) in having.iter().enumerate() {
                let (away, pull) = (model.weights[cue] - prior(&cues()[cue]), pull(&cues()[cue]));
                model.weights[cue] += step(pages, &mut scores, having, pull * away, pull);
            }
        }
        model
    }

    fn score(&self, page: &Page) -> f64 {
        page.cues.iter().map(|&cue| self.weights[cue]).sum::<f64>()
    }
}

fn prior(cue: &Cue) -> f64 {
    f64::from(cue.prior) / 100.0
}

fn pull(cue: &Cue) -> f64 {
    if cue.place == Place::Base { PULL_OF_BASE } else { PULL }
}

/// One Newton step of the weight that the pages named share; their scores move with it.
fn step(pages: &[&Page], scores: &mut [f64], having: &[usize], gradient: f64, curvature: f64) -> f64 {
    let (mut gradient, mut curvature) = (gradient, curvature);
    for &index in having {
        let chance = 1.0 / (1.0 + (-scores[index]).exp());
        let (truth, counts) = if pages[index].is_tool { (1.0, 1.0) } else { (0.0, OTHERS_COUNT) };
        gradient += counts * (chance - truth);
        curvature += counts * chance * (1.0 - chance);
    }
    let change = (-gradient / curvature).clamp(-1.0, 1.0);
    having.iter().for_each(|&index| scores[index] += change);
    change
}

/// Writes the weights into the table, the last cell of each line; everything else there stays.
fn write(model: &Model, bar: f64) -> Result<()> {
    let text = std::fs::read_to_string(CUES_FILE)?;
    let mut fitted = cues().iter().zip(&model.weights).map(|(cue, weight)| match cue.place {
        Place::Base => weight - bar,
        _ => *weight,
    });
    let mut lines = Vec::new();
    for line in text.lines() {
        lines.push(match line.rsplit_once('\t') {
            Some((kept, _)) => {
                let weight = fitted.next().context("more cues than were compiled in")?;
                format!("{kept}\t{}\n", (100.0 * weight).round() as i32)
            }
            None => format!("{line}\n"),
        });
    }
    Ok(std::fs::write(CUES_FILE, lines.concat())?)
}
