//! What the built detector finds, in the scorer's form.

use anyhow::Result;
use chalkline::detect::names::training::{Tagger, find};
use chalkline::span::{Unit, convert};
use serde_json::{Value, json};
use std::fs::read_to_string;

/// Prints the names found in each text of JSON lines with `id` and `text`.
pub fn print(path: &str, weights: &str) -> Result<()> {
    let bytes = std::fs::read(weights)?;
    let tagger = Tagger::new(&bytes);
    for line in read_to_string(path)?.lines() {
        let value: Value = serde_json::from_str(line)?;
        let text = value["text"].as_str().unwrap_or_default();
        let names = find(text, &tagger);
        let spans: Vec<_> = convert(text, names, Unit::CodePoint)
            .iter()
            .map(|span| json!({"start": span.start, "end": span.end, "type": "PERSON"}))
            .collect();
        println!("{}", json!({"id": value["id"], "spans": spans}));
    }
    Ok(())
}
