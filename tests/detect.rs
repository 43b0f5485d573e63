//! The detector and the redaction from outside: one binary.

#![allow(clippy::unwrap_used, reason = "in a test a missing value is a failure")]

mod detect {
    mod cases;
    mod clipboard;
    mod growth;
    mod oracles;
    mod properties;
    mod random;
}
