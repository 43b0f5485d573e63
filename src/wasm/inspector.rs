//! The inspector: text in, findings and redactions out, synchronously.

use super::{JsRules, give, take, throw};
use crate::decide::{Decision, Rules, decide};
use crate::detect::{Detector, Finding, Kind, Subject};
use crate::redact::{Vault, redact, redact_all, restore};
use crate::span::{Unit, convert};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("inspector.d.ts");

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(typescript_type = "Inspection")]
    pub type JsInspection;
}

#[wasm_bindgen(module = "/src/wasm/inspection.js")]
extern "C" {
    fn inspection(
        action: JsValue,
        severity: JsValue,
        findings: &[u32],
        kinds: &JsValue,
        subjects: &JsValue,
    ) -> JsInspection;
}

/// Judges text for one tool, and remembers which placeholder stands for what. Without rules the strictest hold.
#[wasm_bindgen]
pub struct Inspector {
    rules: Rules,
    detector: Detector,
    vault: Vault,
    /// Names of the kinds and of the subjects, by number, for `inspection`.
    kinds: JsValue,
    subjects: JsValue,
}

#[wasm_bindgen]
impl Inspector {
    /// An inspector under these rules; throws `BAD_ARGUMENT` if they are not rules, or the code of what
    /// [`Rules::teach`] refuses.
    #[wasm_bindgen(constructor)]
    pub fn new(rules: Option<JsRules>) -> Result<Inspector, JsValue> {
        let kinds: Vec<_> = Kind::ALL.iter().map(|kind| kind.name()).collect();
        let strictest = Inspector {
            rules: Rules::strictest(),
            detector: Detector::new(),
            vault: Vault::default(),
            kinds: give(&kinds),
            subjects: give(&Subject::ALL),
        };
        match rules {
            Some(rules) => strictest.with_rules(rules),
            None => Ok(strictest),
        }
    }

    /// The same inspector, with its placeholders, under other rules. Throws `BAD_ARGUMENT` if they are not rules; the old
    /// inspector is then gone as well, and a new one is strictest.
    pub fn with_rules(self, rules: JsRules) -> Result<Inspector, JsValue> {
        let rules: Rules = take(rules.into(), "rules")?;
        let detector = rules.teach(self.detector).map_err(throw)?;
        Ok(Inspector { rules, detector, ..self })
    }

    /// What stands in this text, and what the rules call for.
    pub fn inspect(&self, text: &str) -> JsInspection {
        let findings = self.detector.find(text);
        let Decision { action, severity } = decide(&findings, &self.rules);
        inspection(give(&action), give(&severity), &numbers(text, &findings), &self.kinds, &self.subjects)
    }

    /// The text with placeholders for all that `inspect` finds in it, but for the findings whose index is in `keep`.
    pub fn redact(&mut self, text: &str, keep: Option<Vec<u32>>) -> String {
        let keep = keep.unwrap_or_default();
        if keep.is_empty() {
            return redact_all(text, &self.detector, &mut self.vault).text;
        }
        let findings = self.detector.find(text).into_iter().enumerate();
        let chosen: Vec<_> =
            findings.filter(|(n, _)| !keep.contains(&(*n as u32))).map(|(_, finding)| finding).collect();
        redact(text, &chosen, &mut self.vault).text
    }

    /// The text with the originals in place of this inspector's placeholders, however the tool has dressed them.
    pub fn restore(&self, text: &str) -> String {
        restore(text, &self.vault)
    }
}

/// Whether the copy with this number in a session (the first is 1) brings the reminder; `every` is the verdict's.
#[wasm_bindgen]
pub fn reminder_is_due(copy: u32, every: u32) -> bool {
    crate::remind::is_due(copy, every)
}

/// The moment at which an answer from a tool is more than words to check; its name is `Moment`'s.
#[wasm_bindgen(unchecked_return_type = "\"marking\" | \"reports\" | undefined")]
pub fn moment_of(answer: &str) -> Option<String> {
    crate::remind::moment_of(answer).map(|moment| moment.name().to_string())
}

/// Five numbers a finding: kind, subject, score in thousandths, start and end in UTF-16 units.
fn numbers(text: &str, findings: &[Finding]) -> Vec<u32> {
    let spans = convert(text, findings.iter().map(|finding| finding.span), Unit::Utf16);
    let of = |(finding, span): (&Finding, crate::span::Span)| {
        let thousandths = (finding.score * 1000.0) as u32;
        [finding.kind as u32, finding.subject as u32, thousandths, span.start as u32, span.end as u32]
    };
    findings.iter().zip(spans).flat_map(of).collect()
}
