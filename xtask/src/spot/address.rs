//! The cues of addresses and titles.

use super::logistic::{Example, Prior, fit, score};
use super::{FOLDS, bar, fold};
use anyhow::{Context, Result};
use chalkline::spot::{Cue, Place, cues, met};
use std::collections::BTreeMap;

/// Of ordinary pages and schools' systems, the share that cross-validation lets pass the bar.
const ORDINARY_FLAGGED: f64 = 0.015;
/// The base has no prior to speak of.
const PULL_OF_BASE: f64 = 1e-6;
/// A page that is no tool counts for as many tools.
const OTHERS_COUNT: f64 = 3.0;
const CUES_FILE: &str = "src/spot/cues.txt";

/// Fits, measures and writes.
pub fn run() -> Result<()> {
    let pages = [read("tests/spot/known-tools.csv", true)?, read("tests/spot/not-tools.csv", false)?].concat();
    let scores = cross_validate(&pages);
    let is_ordinary = |page: &Page| !page.is_tool && page.class != "about";
    let ordinary = pages.iter().zip(&scores).filter(|(page, _)| is_ordinary(page)).map(|(_, score)| *score);
    let bar = bar(ordinary.collect(), ORDINARY_FLAGGED);
    println!("cross-validated, the bar where {:.1} % of ordinary pages pass:", 100.0 * ORDINARY_FLAGGED);
    for (class, passed, all) in by_class(&pages, &scores, bar) {
        println!("  {class:<10} {passed:>4} of {all:>4} suspected, {:.1} %", 100.0 * passed as f64 / all as f64);
    }
    write(&weights(pages.iter()), bar)
}

/// A page whose class is known.
#[derive(Clone)]
struct Page {
    cues: Vec<usize>,
    is_tool: bool,
    class: String,
    fold: u64,
}

impl Page {
    fn example(&self) -> Example<'_> {
        Example { cues: &self.cues, is_tool: self.is_tool }
    }
}

fn read(file: &str, are_tools: bool) -> Result<Vec<Page>> {
    let mut rows = csv::Reader::from_path(file).context(file.to_owned())?;
    rows.records().map(|row| Ok(page(&row?, are_tools))).collect()
}

/// Tools have their vendor and scope after host, path and title; other pages their class.
fn page(row: &csv::StringRecord, is_tool: bool) -> Page {
    let cell = |index| row.get(index).unwrap_or_default();
    let (group, class) = if is_tool { (cell(3), cell(4)) } else { (site(cell(0)), cell(3)) };
    Page { cues: met(cell(0), cell(1), cell(2)), is_tool, class: class.to_owned(), fold: fold(group) }
}

/// What pages of one site share: the longest label of the host.
fn site(host: &str) -> &str {
    host.split('.').max_by_key(|label| label.len()).unwrap_or(host)
}

/// Each page's score by weights that have not seen its fold.
fn cross_validate(pages: &[Page]) -> Vec<f64> {
    let without = |fold| weights(pages.iter().filter(|page| page.fold != fold));
    let models: Vec<Vec<f64>> = (0..FOLDS).map(without).collect();
    pages.iter().map(|page| score(&page.example(), &models[page.fold as usize])).collect()
}

fn weights<'a>(pages: impl Iterator<Item = &'a Page>) -> Vec<f64> {
    let priors: Vec<Prior> = cues().iter().map(prior).collect();
    fit(&pages.map(Page::example).collect::<Vec<_>>(), &priors, OTHERS_COUNT)
}

fn prior(cue: &Cue) -> Prior {
    Prior { weight: f64::from(cue.prior) / 100.0, pull: if cue.place == Place::Base { PULL_OF_BASE } else { 1.0 } }
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

/// Writes the weights into the table, the last cell of each line; everything else there stays.
fn write(weights: &[f64], bar: f64) -> Result<()> {
    let text = std::fs::read_to_string(CUES_FILE)?;
    let mut fitted = cues().iter().zip(weights).map(|(cue, weight)| match cue.place {
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
