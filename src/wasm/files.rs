//! The text inside documents: a module of its own, because the readers of PDF and spreadsheets outweigh all the rest and
//! because a document that breaks its reader then breaks nothing else.

use super::{give, throw};
use crate::files::{self, FileKind, Label, Limits};
use crate::span::{Span, Unit, convert};
use serde::Serialize;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("files.d.ts");

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(typescript_type = "FileText")]
    pub type JsFileText;
}

/// The text in a file. Throws `FILE_BROKEN`, `FILE_LOCKED`, `FILE_NO_TEXT`, `FILE_TOO_BIG`, `FILE_UNKNOWN`, `FILE_UNREADABLE`.
#[wasm_bindgen]
pub fn read_file(bytes: &[u8], name: &str) -> Result<JsFileText, JsValue> {
    let file = files::read_file(bytes, name, &Limits::default()).map_err(throw)?;
    Ok(give(&FileText::from(file)).into())
}

#[derive(Serialize)]
struct FileText {
    kind: FileKind,
    text: String,
    parts: Vec<Part>,
    truncated: bool,
    unread: usize,
}

#[derive(Serialize)]
struct Part {
    #[serde(flatten)]
    span: Span,
    label: Label,
}

impl From<files::FileText> for FileText {
    fn from(file: files::FileText) -> FileText {
        let spans = convert(&file.text, file.parts.iter().map(|part| part.span), Unit::Utf16);
        let parts = file.parts.into_iter().zip(spans).map(|(part, span)| Part { span, label: part.label }).collect();
        FileText { kind: file.kind, text: file.text, parts, truncated: file.truncated, unread: file.unread }
    }
}
