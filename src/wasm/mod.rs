//! The boundary to JavaScript: convert in, call the core, convert out; no decisions.
