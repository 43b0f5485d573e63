//! `cargo xtask test`: everything that must hold, in parts that can be run alone. CI runs exactly this.

use crate::shell::{command, npm_tool, root, run, say};
use crate::{build, tools};
use anyhow::{Result, bail};
use std::fs;
use std::time::Instant;

/// The parts in order: cheap ones first, so that a slip shows early.
const PARTS: [Part; 4] = [("rust", rust), ("lint", lint), ("cases", cases), ("browsers", browsers)];

type Part = (&'static str, fn() -> Result<()>);

/// Runs the parts named, or all of them.
pub fn run_parts(names: &[String]) -> Result<()> {
    if let Some(unknown) = names.iter().find(|name| PARTS.iter().all(|(part, _)| part != name)) {
        bail!("there is no part `{unknown}`");
    }
    for (name, part) in PARTS {
        if names.is_empty() || names.iter().any(|wanted| wanted == name) {
            let start = Instant::now();
            eprintln!("\n== {name}");
            part()?;
            eprintln!("== {name}: {} s", start.elapsed().as_secs());
        }
    }
    Ok(())
}

/// Format, lints, unit and integration tests, examples in the documentation.
fn rust() -> Result<()> {
    run(command("cargo").args(["fmt", "--all", "--check"]))?;
    run(command("cargo").args(["clippy", "--quiet", "--workspace", "--all-targets", "--", "-Dwarnings"]))?;
    run(command("cargo").args(["test", "--quiet", "--workspace"]))
}

/// Types of the JavaScript, the add-on store's own linter, and what a release promises.
fn lint() -> Result<()> {
    build::build_extension()?;
    run(npm_tool("tsc").args(["--project", "."]))?;
    say("addons-linter");
    run(npm_tool("addons-linter").args(["--self-hosted", "target/extension"]))?;
    node_tests(&["tests/release.test.mjs"])
}

/// The same cases through wasm and through the page engine as natively.
fn cases() -> Result<()> {
    build::build_extension()?;
    node_tests(&["tests/engines.test.mjs"])
}

/// The real extension in real Chromium and Firefox.
fn browsers() -> Result<()> {
    build::build_extension()?;
    tools::browsers()?;
    run(command("cargo").args(["build", "--quiet"]))?;
    let mut files: Vec<_> = fs::read_dir(root().join("tests/browsers"))?
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| name.ends_with(".test.mjs"))
        .map(|name| format!("tests/browsers/{name}"))
        .collect();
    files.sort();
    node_tests(&files.iter().map(String::as_str).collect::<Vec<_>>())
}

/// One file after another: two browsers at once make each other slow.
fn node_tests(files: &[&str]) -> Result<()> {
    run(command("node").args(["--test", "--test-concurrency=1"]).args(files))
}
