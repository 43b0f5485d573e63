//! The signed record, attacked: every test names the attack, and asserts the code, the place and the state kept.

#[path = "record/addresses.rs"]
mod addresses;
#[path = "record/attacks.rs"]
mod attacks;
#[path = "record/kit.rs"]
mod kit;
