//! `cargo xtask fuzz [SECONDS]`: the record's fuzz targets, each for so long. `cargo test` runs the first rounds of the same:
//! every round is its number, so what fails once fails again.

use crate::shell::{command, run};
use anyhow::{Context, Result};

/// How long each target runs when nothing is said.
const SECONDS: &str = "60";

/// Runs the targets of `tests/record/fuzz.rs` side by side.
pub fn run_targets(args: &[String]) -> Result<()> {
    let seconds = args.first().map_or(SECONDS, String::as_str);
    seconds.parse::<u64>().context("SECONDS is a whole number")?;
    let mut cargo = command("cargo");
    cargo.args(["test", "--test", "record", "fuzz::", "--", "--nocapture"]);
    run(cargo.env("CHALKLINE_FUZZ_SECONDS", seconds))
}
