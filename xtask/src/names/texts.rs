//! Labelled texts: names by their bytes.

use anyhow::{Context, Result};
use serde_json::Value;
use std::fs::read_to_string;
use std::ops::Range;

/// A text, the names in it, and where it comes from.
#[derive(Debug, Clone)]
pub struct Text {
    /// The text.
    pub text: String,
    /// Where the names stand, in bytes.
    pub names: Vec<Range<usize>>,
    /// Its genre.
    pub genre: String,
    /// The group each name was drawn from, one for one; empty for texts of others.
    pub groups: Vec<&'static str>,
    /// Whether it holds no personal data.
    pub harmless: bool,
}

/// Reads JSON lines with `text`, `spans` (code points, type `PERSON`) and `split`: those of the train split, or without one.
pub fn read(path: &str) -> Result<Vec<Text>> {
    let lines = read_to_string(path).with_context(|| path.to_string())?;
    let values: Vec<Value> = lines.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    Ok(values.iter().filter(|value| value["split"].as_str().is_none_or(|split| split == "train")).map(text).collect())
}

/// The text of one line.
pub fn text(value: &Value) -> Text {
    let text = value["text"].as_str().unwrap_or_default().to_string();
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let place = |value: &Value| value.as_u64().map_or(0, |at| starts[(at as usize).min(starts.len() - 1)]);
    let persons = value["spans"].as_array().into_iter().flatten().filter(|span| span["type"] == "PERSON");
    let names = persons.map(|span| place(&span["start"])..place(&span["end"])).collect();
    let genre = value["genre"].as_str().unwrap_or_default().to_string();
    let harmless = value["hard_negative"].as_bool().unwrap_or(false);
    Text { text, names, genre, groups: Vec::new(), harmless }
}
