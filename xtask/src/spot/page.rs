//! The cues of pages themselves: those written by hand with a weight to be drawn to, and those that many pages show.

use super::logistic::{Example, Prior, fit};
use super::{FOLDS, bar, fold};
use crate::shell::{command, output, root};
use crate::{package, tools};
use anyhow::{Context, Result};
use chalkline::spot::page_cues;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write as _;

/// Of the pages that are no tools, most of them made to look like one, the share that cross-validation lets pass the bar. Three ordinary sites in ten
/// are looked at at all (`tests/spot/README.md`), so that of all ordinary sites it is fewer than one in a hundred.
const OTHERS_FLAGGED: f64 = 0.03;
/// A page that is no tool counts for as many tools.
const OTHERS_COUNT: f64 = 2.0;
const PULL: f64 = 3.0;
const PULL_OF_BASE: f64 = 1e-6;
/// A cue that nobody wrote by hand is met by so many pages at least, and weighs so much at least.
const LEAST_PAGES: usize = 8;
const LEAST_WEIGHT: f64 = 0.08;
const BASE: &str = "base\tevery page";
const PAGES: &str = "tests/spot/pages";
const ASIDE: &str = "tests/spot/aside.jsonl";
const CUES_FILE: &str = "src/spot/page_cues.txt";

/// Fits, measures and writes.
pub fn run() -> Result<()> {
    tools::npm_packages()?;
    let files: Vec<String> =
        package::names(&root().join(PAGES))?.iter().map(|name| format!("{PAGES}/{name}")).collect();
    let pages = read(&files)?;
    let aside = read(&[ASIDE.to_owned()])?;
    let held: Vec<f64> = cross_validate(&pages);
    let others = pages.iter().zip(&held).filter(|(page, _)| !page.is_tool()).map(|(_, score)| *score);
    let bar = bar(others.collect(), OTHERS_FLAGGED);
    println!("cross-validated, the bar where {:.1} % of other pages pass:", 100.0 * OTHERS_FLAGGED);
    print_by_kind(&pages, &held, bar);
    let model = Model::fit(&pages.iter().collect::<Vec<_>>());
    println!("kept aside:");
    print_by_kind(&aside, &aside.iter().map(|page| model.score(page)).collect::<Vec<_>>(), bar);
    write(&model, bar)
}

/// A page as `tests/spot/read.mjs` tells of it.
#[derive(Deserialize)]
struct Page {
    kind: String,
    host: String,
    met: BTreeSet<String>,
}

impl Page {
    fn is_tool(&self) -> bool {
        self.kind == "tool"
    }
}

fn read(files: &[String]) -> Result<Vec<Page>> {
    let lines = output(command("node").arg("tests/spot/read.mjs").args(files))?;
    lines.lines().map(|line| serde_json::from_str(line).context("a page")).collect()
}

/// Each page's score by a model that has not seen its fold.
fn cross_validate(pages: &[Page]) -> Vec<f64> {
    let fold_of = |page: &&Page| fold(&page.host);
    let without = |fold| Model::fit(&pages.iter().filter(|page| fold_of(page) != fold).collect::<Vec<_>>());
    let models: Vec<Model> = (0..FOLDS).map(without).collect();
    pages.iter().map(|page| models[fold_of(&page) as usize].score(page)).collect()
}

fn print_by_kind(pages: &[Page], scores: &[f64], bar: f64) {
    for kind in ["tool", "other", "about"] {
        let of_kind: Vec<f64> =
            pages.iter().zip(scores).filter(|(page, _)| page.kind == kind).map(|(_, s)| *s).collect();
        let passed = of_kind.iter().filter(|score| **score >= bar).count();
        println!(
            "  {kind:<6} {passed:>4} of {:>4} suspected, {:.1} %",
            of_kind.len(),
            100.0 * passed as f64 / of_kind.len() as f64
        );
    }
}

/// What each cue weighs, in natural logarithms of odds.
struct Model {
    weights: BTreeMap<String, f64>,
}

impl Model {
    fn fit(pages: &[&Page]) -> Model {
        let cues = candidates(pages);
        let index: HashMap<&str, usize> = cues.keys().enumerate().map(|(index, cue)| (cue.as_str(), index)).collect();
        let met: Vec<Vec<usize>> = pages
            .iter()
            .map(|page| {
                page.met.iter().map(String::as_str).chain([BASE]).filter_map(|cue| index.get(cue).copied()).collect()
            })
            .collect();
        let examples: Vec<Example> =
            pages.iter().zip(&met).map(|(page, cues)| Example { cues, is_tool: page.is_tool() }).collect();
        let weights = fit(&examples, &cues.values().copied().collect::<Vec<_>>(), OTHERS_COUNT);
        let is_kept = |(cue, weight): &(&String, f64)| is_by_hand(cue) || weight.abs() >= LEAST_WEIGHT;
        Model { weights: cues.keys().zip(weights).filter(is_kept).map(|(cue, weight)| (cue.clone(), weight)).collect() }
    }

    fn score(&self, page: &Page) -> f64 {
        let met = page.met.iter().map(String::as_str).chain([BASE]);
        met.filter_map(|cue| self.weights.get(cue)).sum::<f64>()
    }
}

/// The cues that may weigh something, and what each is drawn to.
fn candidates(pages: &[&Page]) -> BTreeMap<String, Prior> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    pages.iter().flat_map(|page| &page.met).for_each(|cue| *counts.entry(cue).or_default() += 1);
    let common = counts.into_iter().filter(|(_, pages)| *pages >= LEAST_PAGES);
    let mut cues: BTreeMap<String, Prior> =
        common.map(|(cue, _)| (cue.to_owned(), Prior { weight: 0.0, pull: PULL })).collect();
    let by_hand = page_cues().iter().filter(|cue| cue.prior != 0);
    cues.extend(by_hand.map(|cue| (cue.cue.to_owned(), Prior { weight: f64::from(cue.prior) / 100.0, pull: PULL })));
    cues.insert(BASE.to_owned(), Prior { weight: 0.0, pull: PULL_OF_BASE });
    cues
}

fn is_by_hand(cue: &str) -> bool {
    cue == BASE || page_cues().iter().any(|known| known.cue == cue && known.prior != 0)
}

/// Writes the table anew: its remarks, the base with the bar taken off, then every cue.
fn write(model: &Model, bar: f64) -> Result<()> {
    let old = std::fs::read_to_string(CUES_FILE)?;
    let mut text: String = old.lines().filter(|line| line.starts_with('#')).map(|line| format!("{line}\n")).collect();
    let priors: HashMap<&str, i32> = page_cues().iter().map(|cue| (cue.cue, cue.prior)).collect();
    let base = (BASE, model.weights[BASE] - bar);
    let others = model.weights.iter().map(|(cue, weight)| (cue.as_str(), *weight)).filter(|(cue, _)| *cue != BASE);
    for (cue, weight) in std::iter::once(base).chain(others) {
        let prior = priors.get(cue).copied().unwrap_or_default();
        writeln!(text, "{cue}\t{prior}\t{}", (100.0 * weight).round() as i32)?;
    }
    Ok(std::fs::write(CUES_FILE, text)?)
}
