//! `cargo xtask reproduce`: builds what is committed a second time, in another folder and from nothing, and compares.

use crate::shell::{command, output, root, run, say};
use crate::{build, package};
use anyhow::{Result, ensure};
use std::fs;
use std::path::Path;
use std::time::Instant;

/// Where the second build stands: deeper than the first, so that a path that leaks in shows.
const ELSEWHERE: &str = "target/reproduce/a folder/of another name";

/// What else is not as it was for the first build: what hangs on the clock's zone or the language shows.
const OTHERWISE: [(&str, &str); 2] = [("TZ", "Pacific/Auckland"), ("LC_ALL", "C")];

/// Fails with the names of the files that differ.
pub fn run_twice() -> Result<()> {
    let changed = output(command("git").args(["status", "--porcelain"]))?;
    ensure!(changed.trim().is_empty(), "commit first: what is compared is what is committed");
    build::build_extension()?;
    let elsewhere = root().join(ELSEWHERE);
    check_out(&elsewhere)?;
    say("building again, elsewhere");
    let begun = Instant::now();
    run(command("cargo")
        .args(["xtask", "build"])
        .current_dir(&elsewhere)
        .envs(OTHERWISE)
        .env_remove("CARGO_TARGET_DIR"))?;
    say(&format!("that took {} s", begun.elapsed().as_secs()));
    compare(&root().join("target/extension"), &elsewhere.join("target/extension"))
}

fn check_out(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    fs::create_dir_all(folder)?;
    let archive = root().join("target/reproduce/sources.tar");
    run(command("git").args(["archive", "--output"]).arg(&archive).arg("HEAD"))?;
    run(command("tar").arg("-xf").arg(&archive).arg("-C").arg(folder))
}

fn compare(here: &Path, there: &Path) -> Result<()> {
    let (names, others) = (package::names(here)?, package::names(there)?);
    ensure!(names == others, "the builds have not the same files");
    let differs = |name: &&String| fs::read(here.join(name)).ok() != fs::read(there.join(name)).ok();
    let differing: Vec<&String> = names.iter().filter(differs).collect();
    ensure!(differing.is_empty(), "not the same bytes: {differing:?}");
    let bytes: u64 = names.iter().map(|name| fs::metadata(here.join(name)).map_or(0, |file| file.len())).sum();
    say(&format!("{} files, {bytes} bytes: the same in both builds", names.len()));
    ensure!(package::zip(here)? == package::zip(there)?, "the zips differ");
    Ok(())
}
