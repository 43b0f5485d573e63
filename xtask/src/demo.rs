//! `cargo xtask demo`: the main job, played in a real browser.

use crate::shell::{command, run};
use crate::{build, tools};
use anyhow::Result;

/// Builds what the story needs and plays it; the arguments are the player's own.
pub fn play(args: &[String]) -> Result<()> {
    build::build_extension()?;
    tools::browsers()?;
    run(command("cargo").args(["build", "--quiet"]))?;
    run(command("node").arg("tests/browsers/demo.mjs").args(args))
}
