//! School texts written for Chalkline, with every span marked by hand: `tests/corpus/written/tune` and `tests/corpus/written/test`.
//!
//! A line is a text, after `P ` if it holds personal data and after `H ` if it does not; a line `# report` names the genre of those that
//! follow. In a text `<Amira Khan>` is a person and `<PH:07700 900123>` something else (see [`TYPES`]); `\n` and `\t` are a line break
//! and a tab.

use anyhow::Result;
use serde_json::{Value, json};
use std::fs::{read_dir, read_to_string};

const ROOT: &str = "tests/corpus/written";

/// Marks, and the types of the scorer that they stand for.
const TYPES: [(&str, &str); 10] = [
    ("E", "EMAIL"),
    ("PH", "PHONE"),
    ("PC", "POSTCODE"),
    ("AD", "ADDRESS"),
    ("DOB", "DATE_OF_BIRTH"),
    ("ID", "ID"),
    ("IBAN", "IBAN"),
    ("CARD", "CARD"),
    ("URL", "URL"),
    ("IP", "IP"),
];

/// The texts of a half, in the form of the evaluation sets: offsets in code points.
pub fn read(half: &str) -> Result<Vec<Value>> {
    let mut files: Vec<_> = read_dir(format!("{ROOT}/{half}"))?.map(|file| Ok(file?.path())).collect::<Result<_>>()?;
    files.sort();
    let mut texts = Vec::new();
    for file in files {
        let mut genre = String::new();
        for line in read_to_string(&file)?.lines() {
            match line.split_at_checked(2) {
                Some(("# ", name)) => genre = name.to_string(),
                Some((mark @ ("P " | "H "), text)) => {
                    let id = format!("{half}-{}", texts.len());
                    let (text, spans) = unmarked(&text.replace("\\n", "\n").replace("\\t", "\t"));
                    texts.push(json!({ "id": id, "text": text, "spans": spans, "genre": genre, "hard_negative": mark == "H " }));
                }
                _ => anyhow::bail!("{}: neither a text nor a genre: {line}", file.display()),
            }
        }
    }
    Ok(texts)
}

/// A text without its marks, and the spans that they named. A `<` that no `>` answers is itself.
fn unmarked(marked: &str) -> (String, Vec<Value>) {
    let (mut text, mut spans, mut rest) = (String::new(), Vec::new(), marked);
    while let Some((before, after)) = rest.split_once('<') {
        text.push_str(before);
        match after.split_once('>').filter(|(inside, _)| !inside.contains('<')) {
            Some((inside, after)) => {
                let (kind, value) = typed(inside);
                let start = text.chars().count();
                text.push_str(value);
                spans.push(json!({ "start": start, "end": text.chars().count(), "type": kind }));
                rest = after;
            }
            None => {
                text.push('<');
                rest = after;
            }
        }
    }
    text.push_str(rest);
    (text, spans)
}

fn typed(inside: &str) -> (&'static str, &str) {
    let named = inside
        .split_once(':')
        .and_then(|(mark, value)| TYPES.iter().find(|(short, _)| *short == mark).map(|(_, kind)| (*kind, value)));
    named.unwrap_or(("PERSON", inside))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_become_spans_in_code_points() {
        let (text, spans) = unmarked("Zoë <Ó Briain>: <PH:07700 900123>, 3 < 5");
        assert_eq!(text, "Zoë Ó Briain: 07700 900123, 3 < 5");
        assert_eq!(spans[0], json!({ "start": 4, "end": 12, "type": "PERSON" }));
        assert_eq!(spans[1], json!({ "start": 14, "end": 26, "type": "PHONE" }));
    }
}
