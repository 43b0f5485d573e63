//! `cargo xtask bench`: speed and sizes. The figures in the README come from here.

use crate::shell::{command, run};
use crate::{build, instructions, sizes, tools};
use anyhow::Result;

/// Engines in Node and sizes; what a paste, a key and a tab cost in the browsers and what a day of pastes leaves in memory;
/// what an edit of a big draft costs on the desk; instructions a byte. Each alone when named.
pub fn run_benches(names: &[String]) -> Result<()> {
    build::build_extension()?;
    let wanted = |name: &str| names.is_empty() || names.iter().any(|each| each == name);
    if wanted("engines") {
        run(command("node").arg("tests/bench/engines.mjs"))?;
        run(command("node").arg("tests/bench/record.mjs"))?;
        println!();
        sizes::print()?;
    }
    if wanted("browsers") {
        tools::browsers()?;
        run(command("node").arg("tests/browsers/bench.mjs"))?;
        println!();
        run(command("node").arg("tests/browsers/memory.mjs"))?;
        println!();
        run(command("node").arg("tests/browsers/endurance.mjs"))?;
    }
    if wanted("desk") {
        tools::browsers()?;
        run(command("node").arg("tests/browsers/bench-desk.mjs"))?;
    }
    if wanted("instructions") {
        instructions::print()?;
    }
    Ok(())
}
