//! The boundary to JavaScript: convert in, call the core, convert out; no decisions.
//!
//! Four builds, each what its place needs: the page engine of content scripts exports the inspector; the module of the
//! background, with the feature `module`, the record; the desk, with the feature `desk`, the record and its making; the file
//! reader, with the feature `files`, only that. No build but the page engine's holds the detector's data; of it the desk has the
//! list of names, to make a roster.

#[cfg(feature = "desk")]
mod desk;
#[cfg(feature = "files")]
mod files;
#[cfg(not(any(feature = "files", feature = "module")))]
mod inspector;
#[cfg(feature = "module")]
mod module;

#[cfg(not(feature = "files"))]
use crate::error::Code;
use crate::error::Error;
use serde::Serialize;
#[cfg(not(feature = "files"))]
use serde::de::DeserializeOwned;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

#[cfg(not(feature = "files"))]
#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("rules.d.ts");

#[cfg(not(feature = "files"))]
#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(typescript_type = "Rules")]
    pub type JsRules;
}

#[wasm_bindgen(start)]
fn start() {
    std::panic::set_hook(Box::new(|panic| {
        // The location alone: the message of a failed slice quotes the text.
        let place = panic.location().map_or_else(String::new, |at| format!("{}:{}", at.file(), at.line()));
        web_sys::console::error_1(&format!("Chalkline stopped at {place}").into());
    }));
}

/// A JavaScript `Error` named `ChalklineError` with a stable `code` and the `place` it arose in.
fn throw(error: Error) -> JsValue {
    let thrown = js_sys::Error::new(&error.to_string());
    thrown.set_name("ChalklineError");
    set(&thrown, "code", error.code.as_str());
    set(&thrown, "place", error.place);
    thrown.into()
}

fn set(target: &JsValue, key: &str, value: &str) {
    js_sys::Reflect::set(target, &key.into(), &value.into()).expect("an Error takes properties");
}

/// A plain object, as JSON would make it.
fn give(value: &impl Serialize) -> JsValue {
    value.serialize(&Serializer::json_compatible()).expect("our own types become plain objects")
}

/// A value that the extension made; `place` says which, should it not fit.
#[cfg(not(feature = "files"))]
fn take<T: DeserializeOwned>(value: JsValue, place: &'static str) -> Result<T, JsValue> {
    serde_wasm_bindgen::from_value(value).map_err(|_| throw(Error::new(Code::BadArgument, place)))
}
