//! Packs the list of names and words, and the lore.

use super::DATA;
use anyhow::{Context, Result};
use chalkline::detect::names::list::{Class, pack};
use chalkline::detect::names::{keys, lore, training::plain};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{read, read_to_string, write};

/// Not names, though the tables hold them.
const JUNK: [&str; 6] = ["male", "female", "baby", "boy", "girl", "unknown"];

/// Names this rare are left out: bands are the base-2 logarithm of how many bear it.
const LEAST_FORENAME: u8 = 5;
const LEAST_SURNAME: u8 = 7;
/// Names up to this tier of SCOWL are marked as words too: `bloom`.
const RAREST_WORD: u8 = 40;

/// Packs `names.tsv` (name, forename band, surname band, word tier) and SCOWL's word files into `list.bin`.
pub fn list(names: &str, words: &[String]) -> Result<()> {
    let mut words = read_words(words)?;
    let mut entries: BTreeMap<String, (u8, u8)> = BTreeMap::new();
    for line in read_to_string(names).with_context(|| names.to_string())?.lines().skip(1) {
        let mut cells = line.split('\t');
        let name = cells.next().unwrap_or_default();
        let mut band = || cells.next().and_then(|cell| cell.parse().ok()).unwrap_or(0u8);
        let (forename, surname, tier) = (band(), band(), band());
        if (1..=RAREST_WORD).contains(&tier) {
            words.insert(plain(name));
        }
        if JUNK.contains(&name) || forename < LEAST_FORENAME && surname < LEAST_SURNAME {
            continue;
        }
        for part in parts(name) {
            let entry = entries.entry(part).or_default();
            *entry = (entry.0.max(forename), entry.1.max(surname));
        }
    }
    for word in &words {
        entries.entry(word.clone()).or_default();
    }
    let classes = classes(&entries, &words);
    let bytes = (1..100).find_map(|seed| pack(&classes, seed)).context("no seed packs the list")?;
    println!("{} names and words, {} bytes", classes.len(), bytes.len());
    Ok(write(format!("{DATA}/list.bin"), bytes)?)
}

/// Packs `lore.txt` into `lore.bin`.
pub fn lore() -> Result<()> {
    let bytes = lore::pack(&read_to_string(format!("{DATA}/lore.txt"))?, keys);
    println!("{} bytes", bytes.len());
    Ok(write(format!("{DATA}/lore.bin"), bytes)?)
}

/// Words of two letters or more without an apostrophe. Some of SCOWL's files are in Latin-1.
fn read_words(files: &[String]) -> Result<BTreeSet<String>> {
    let mut words = BTreeSet::new();
    for file in files {
        let text: String = read(file).with_context(|| file.clone())?.into_iter().map(char::from).collect();
        words.extend(text.lines().filter(|word| word.len() > 1 && !word.contains('\'')).map(plain));
    }
    Ok(words)
}

/// The parts of a name between spaces, hyphens and apostrophes, without accents.
fn parts(name: &str) -> Vec<String> {
    name.split([' ', '-', '\'', '’', '.']).filter(|part| part.chars().count() > 1).map(plain).collect()
}

fn classes(entries: &BTreeMap<String, (u8, u8)>, words: &BTreeSet<String>) -> Vec<(u32, Class)> {
    let mut by_key = BTreeMap::new();
    for (name, &(forename, surname)) in entries {
        let class = Class::new(level(forename, [8, 12]), level(surname, [9, 12]), words.contains(name));
        by_key.entry(keys(name)[0]).or_insert(class);
    }
    by_key.into_iter().collect()
}

/// 0 for none, then 1 to 3 by where the band lies.
fn level(band: u8, steps: [u8; 2]) -> u8 {
    if band == 0 { 0 } else { 1 + steps.iter().filter(|&&step| band >= step).count() as u8 }
}
