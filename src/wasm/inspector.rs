//! The page engine: text in, findings and redactions out, synchronously.

use super::give;
use crate::detect::{Detector, Finding, Kind};
use crate::span::{Unit, convert};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("inspector.d.ts");

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(typescript_type = "Rules")]
    pub type JsRules;
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

/// Judges text for one tool. Without rules the strictest hold.
#[wasm_bindgen]
pub struct Inspector {
    detector: Detector,
    kinds: JsValue,
    subjects: JsValue,
}

#[wasm_bindgen]
impl Inspector {
    #[wasm_bindgen(constructor)]
    pub fn new() -> Result<Inspector, JsValue> {
        let kinds: Vec<_> = Kind::ALL.iter().map(|&kind| (kind.name(), kind.name())).collect();
        Ok(Inspector {
            detector: Detector::new(),
            kinds: give(&kinds),
            subjects: give(&["family", "pupil", "staff", "unknown"]),
        })
    }

    /// What stands in this text, and what the rules call for.
    pub fn inspect(&self, text: &str) -> JsInspection {
        let findings = self.detector.find(text);
        inspection(give(&"warn"), give(&"personal"), &numbers(text, &findings), &self.kinds, &self.subjects)
    }
}

/// Whether the copy with this number in a session (the first is 1) brings the reminder; `every` is the verdict's.
#[wasm_bindgen]
pub fn reminder_is_due(copy: u32, every: u32) -> bool {
    crate::remind::is_due(copy, every)
}

fn numbers(text: &str, findings: &[Finding]) -> Vec<u32> {
    let spans = convert(text, findings.iter().map(|finding| finding.span), Unit::Utf16);
    let of = |(finding, span): (&Finding, crate::span::Span)| {
        let thousandths = (finding.score * 1000.0) as u32;
        [finding.kind as u32, finding.subject as u32, thousandths, span.start as u32, span.end as u32]
    };
    findings.iter().zip(spans).flat_map(of).collect()
}
