//! `cargo xtask test`: everything that must hold, in parts that can be run alone. CI runs exactly this.

use crate::passed::Passed;
use crate::shell::{command, npm_tool, root, run, say};
use crate::{build, tools};
use anyhow::{Result, bail};
use std::ffi::OsStr;
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
    node_tests(&["tests/engines.test.mjs", "tests/record.test.mjs", "tests/schema.test.mjs"])
}

/// The real extension in real Chromium and Firefox: every file of `tests/browsers` that has not passed on these very bytes.
fn browsers() -> Result<()> {
    prepare_browsers()?;
    let passed = Passed::read()?;
    let mut names = Vec::new();
    for name in browser_tests()? {
        if passed.holds(&name)? {
            say(&format!("{name}: has passed, and nothing has changed since"));
        } else {
            names.push(name);
        }
    }
    if names.is_empty() {
        return Ok(());
    }
    in_browsers(&names)?;
    names.iter().try_for_each(|name| passed.note(name))
}

/// Tries every way into every editor, and writes what was seen into the README, failures too.
pub fn matrix() -> Result<()> {
    prepare_browsers()?;
    let tried = in_browsers(&["gaps", "ways-in"]);
    run(command("node").arg("tests/browsers/matrix.mjs"))?;
    tried
}

fn prepare_browsers() -> Result<()> {
    build::build_extension()?;
    tools::browsers()?;
    run(command("cargo").args(["build", "--quiet"]))
}

/// The names of the test files, in order.
fn browser_tests() -> Result<Vec<String>> {
    let mut names: Vec<_> = fs::read_dir(root().join("tests/browsers"))?
        .filter_map(|entry| Some(entry.ok()?.file_name().to_str()?.strip_suffix(".test.mjs")?.to_string()))
        .collect();
    names.sort();
    Ok(names)
}

fn in_browsers(names: &[impl AsRef<OsStr>]) -> Result<()> {
    run(command("node").arg("tests/browsers/run.mjs").args(names))
}

fn node_tests(files: &[&str]) -> Result<()> {
    run(command("node").arg("--test").args(files))
}
