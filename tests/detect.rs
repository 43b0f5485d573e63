//! The detector and the redaction from outside: one binary.

mod detect {
    mod cases;
    mod growth;
    mod oracles;
    mod properties;
    mod random;
}
