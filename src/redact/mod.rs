//! Placeholders in, originals back.
