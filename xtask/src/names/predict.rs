//! What the built detector finds, in the scorer's form.

use anyhow::Result;
use chalkline::detect::{Detector, Kind};
use chalkline::span::{Unit, convert};
use serde_json::{Value, json};
use std::fs::read_to_string;

/// Prints the names found in each text of JSON lines with `id` and `text`.
pub fn print(path: &str) -> Result<()> {
    let detector = Detector::new();
    for line in read_to_string(path)?.lines() {
        let value: Value = serde_json::from_str(line)?;
        let text = value["text"].as_str().unwrap_or_default();
        let found = detector.find(text);
        let names = found.iter().filter(|finding| finding.kind == Kind::PersonName).map(|finding| finding.span);
        let spans: Vec<_> = convert(text, names, Unit::CodePoint)
            .iter()
            .map(|span| json!({"start": span.start, "end": span.end, "type": "PERSON"}))
            .collect();
        println!("{}", json!({"id": value["id"], "spans": spans}));
    }
    Ok(())
}
