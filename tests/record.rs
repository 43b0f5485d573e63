//! The signed record, attacked: every test names the attack, and asserts the code, the place and the state kept.

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "in a test a missing value is a failure; measurements are printed"
)]

#[path = "record/addresses.rs"]
mod addresses;
#[path = "record/attacks.rs"]
mod attacks;
#[path = "record/enrolment.rs"]
mod enrolment;
#[path = "record/fuzz.rs"]
mod fuzz;
#[path = "record/kit.rs"]
mod kit;
#[path = "record/page.rs"]
mod page;
#[path = "record/vectors.rs"]
mod vectors;
