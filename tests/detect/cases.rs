//! `tests/cases/*.json` run natively; the same run through the command line, wasm and the page engine elsewhere.

use chalkline::detect::Detector;
use chalkline::span::{Unit, convert};
use serde::Deserialize;
use std::fs;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    text: String,
    finds: Vec<Find>,
}

/// A finding, in UTF-16 units.
#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Find {
    kind: String,
    start: usize,
    end: usize,
}

#[test]
fn every_case_finds_what_it_says() {
    let detector = Detector::new();
    let mut wrong = Vec::new();
    for file in fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases")).unwrap() {
        let path = file.unwrap().path();
        let cases: Vec<Case> = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        for case in cases {
            let found = finds(&detector, &case.text);
            if found != case.finds {
                wrong.push(format!(
                    "{}: {}: {:?} finds {found:?}",
                    path.file_name().unwrap().display(),
                    case.name,
                    case.text
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{} cases:\n{}", wrong.len(), wrong.join("\n"));
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
