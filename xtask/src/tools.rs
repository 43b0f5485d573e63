//! What the verbs need from the machine, installed when missing: npm packages, browsers, the wasm target.
//! Where installing is not in our power, the error says what to type.

use crate::shell::{command, has, root, run, say};
use anyhow::{Context, Result, bail};
use std::fs;
use std::process::{Command, Stdio};

/// The npm packages of `package-lock.json`, installed anew when the lock file has changed.
pub fn npm_packages() -> Result<()> {
    if !has("node") || !has("npm") {
        bail!("Node.js 20 or later and npm are needed; on Debian: apt-get install nodejs npm");
    }
    let wanted = fs::read_to_string(root().join("package-lock.json")).context("package-lock.json")?;
    let stamp = root().join("node_modules/.chalkline-lock");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    say("installing npm packages");
    run(command("npm").args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]))?;
    fs::write(stamp, wanted).context("node_modules")
}

/// Chromium and Firefox ESR from Debian.
pub fn browsers() -> Result<()> {
    let missing: Vec<_> = ["chromium", "firefox-esr"].into_iter().filter(|browser| !has(browser)).collect();
    debian_packages(&missing)
}

/// Debian packages by name: installed when we are root and apt is there, asked for otherwise.
pub fn debian_packages(names: &[&str]) -> Result<()> {
    if names.is_empty() {
        return Ok(());
    }
    let wish = names.join(" ");
    if !has("apt-get") {
        bail!("please install by hand: {wish}");
    }
    say(&format!("installing Debian packages: {wish}"));
    let install = |args: &[&str]| {
        run(Command::new("apt-get").args(args).env("DEBIAN_FRONTEND", "noninteractive").stdout(Stdio::null()))
    };
    install(&["update", "-qq"])
        .and_then(|()| install(&[&["install", "-y", "-qq", "--no-install-recommends"], names].concat()))
        .with_context(|| format!("could not install them; as root: apt-get install {wish}"))
}
