//! When a fact-check reminder is due, and which.
