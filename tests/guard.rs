//! The record and the detector together, as the guard of a page holds them. A binary of its own, for the record's tests know of no detector.

#![allow(clippy::unwrap_used, reason = "in a test a missing value is a failure")]

#[path = "record/guard.rs"]
mod guard;
#[path = "record/kit.rs"]
#[allow(dead_code, reason = "the record's own tests use the rest")]
mod kit;
