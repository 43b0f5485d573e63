//! `cargo xtask bench instructions`: instructions a byte by callgrind. A busy machine changes every clock and none of these.

use crate::shell::{command, has, output, root, run};
use crate::tools::debian_packages;
use anyhow::{Context, Result};
use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Stdio};

/// What is scanned, and what makes it of `tests/bench/texts.mjs`: two ordinary texts and the hostile ones that cost most.
const TEXTS: [(&str, &str); 6] = [
    ("prose", "prose(size)"),
    ("class list", "classList(size)"),
    ("a@", "hostile('a@', size)"),
    ("www.", "hostile('www.', size)"),
    ("Aa", "hostile('Aa ', size)"),
    ("Will May", "hostile('Will May ', size)"),
];

/// Bytes of the two scans of each text; the difference leaves out what a start costs.
const SMALL: u64 = 100_000;
const LARGE: u64 = 300_000;

/// Prints instructions a byte, native.
pub fn print() -> Result<()> {
    if !has("valgrind") {
        debian_packages(&["valgrind"])?;
    }
    run(command("cargo").args(["build", "--quiet", "--release"]))?;
    let folder = root().join("target/bench");
    fs::create_dir_all(&folder)?;
    println!("{:<16}{:>20}", "native", "instructions / byte");
    for (name, text) in TEXTS {
        let [small, large] = [SMALL, LARGE].map(|size| write(text, size, &folder).and_then(|file| count(&file)));
        println!("{name:<16}{:>20}", (large? - small?) / (LARGE - SMALL));
    }
    Ok(())
}

fn write(text: &str, size: u64, folder: &Path) -> Result<std::path::PathBuf> {
    let document = format!("JSON.stringify({{ id: 1, text: ((size) => texts.{text})({size}) }})");
    let script = format!("import('./tests/bench/texts.mjs').then((texts) => process.stdout.write({document}))");
    let file = folder.join("text.jsonl");
    fs::write(&file, output(command("node").args(["-e", &script]))?)?;
    Ok(file)
}

/// Findings are thrown away as they are printed: the reading and printing of JSON is counted too, which is little beside the finding.
fn count(text: &Path) -> Result<u64> {
    let scan = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(root().join("target/release/chalkline"))
        .args(["scan", "--jsonl"])
        .stdin(File::open(text)?)
        .stdout(Stdio::null())
        .output()
        .context("valgrind did not start")?;
    let told = String::from_utf8_lossy(&scan.stderr);
    let collected = told.lines().find_map(|line| line.split_once("Collected : "));
    collected.context("valgrind counted nothing")?.1.trim().parse().context("valgrind's count")
}
