//! The crate as WebAssembly: with rustup's own target where it can be had, else with Debian's compiler and its sources.

use crate::shell::{command, has, output, root, run, say};
use crate::tools::debian_packages;
use anyhow::{Context, Result};
use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

const TARGET: &str = "wasm32-unknown-unknown";

/// The wasm builds.
#[derive(Clone, Copy, PartialEq)]
pub enum Build {
    /// For the background: the record.
    Module,
    /// For the record keeper's desk: the record and its making.
    Desk,
    /// For the background when there is a document to read.
    Files,
    /// For content scripts: the detector, later translated to JavaScript, which knows only WebAssembly's first version.
    PageEngine,
}

impl Build {
    fn name(self) -> &'static str {
        match self {
            Build::Module => "module",
            Build::Desk => "desk",
            Build::Files => "file-reader",
            Build::PageEngine => "page-engine",
        }
    }

    fn features(self) -> &'static [&'static str] {
        match self {
            Build::Module => &["--no-default-features", "--features", "module"],
            Build::Desk => &["--no-default-features", "--features", "desk"],
            Build::Files => &["--no-default-features", "--features", "files"],
            Build::PageEngine => &["--no-default-features"],
        }
    }

    /// Where a panic arose is shipped as a path: it must name no folder of the machine that built it.
    fn rustflags(self) -> Result<String> {
        let home = env::var("CARGO_HOME").or_else(|_| env::var("HOME").map(|home| format!("{home}/.cargo")));
        let from = [home.context("neither CARGO_HOME nor HOME is set")?, root().display().to_string()];
        let remaps =
            from.into_iter().zip(["cargo", "chalkline"]).map(|(from, to)| format!("--remap-path-prefix={from}={to}"));
        let own = if self == Build::PageEngine { PAGE_ENGINE } else { &[] };
        // Cargo's own separator: a folder's name may hold a space.
        Ok(remaps.chain(own.iter().map(|flag| flag.to_string())).collect::<Vec<_>>().join("\x1f"))
    }
}

/// Each is loaded far oftener than any of its loops runs long: the page engine is source text that every AI page parses, the
/// background is woken and put to sleep all day. There, small is fast.
const OPT_LEVEL: &str = "s";

/// WebAssembly's first version; and a stack of a quarter of a megabyte, for every AI page holds it in memory, and is copied whole whenever the
/// engine's memory grows. Nothing in the detector calls itself.
const PAGE_ENGINE: &[&str] = &["-Ctarget-cpu=mvp", "-Clink-arg=-zstack-size=262144"];

/// Compiles one build and answers with the path of its raw wasm file.
pub fn compile(build: Build) -> Result<PathBuf> {
    let folder = root().join("target/wasm").join(build.name());
    say(&format!("compiling the {} to wasm", build.name().replace('-', " ")));
    let mut cargo = if rustup_has_target() { rustup_cargo() } else { debian_cargo()? };
    run(cargo
        .args(["build", "--quiet", "--lib", "--release", "--target", TARGET])
        .args(build.features())
        .arg("--target-dir")
        .arg(&folder)
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", OPT_LEVEL)
        .env("CARGO_ENCODED_RUSTFLAGS", build.rustflags()?))?;
    Ok(folder.join(TARGET).join("release/chalkline.wasm"))
}

/// Asked once for all builds: of two that add the target at the same time one fails, and its build would take the other compiler.
fn rustup_has_target() -> bool {
    static HAS: OnceLock<bool> = OnceLock::new();
    let installed = || {
        output(command("rustup").args(["target", "list", "--installed"]))
            .is_ok_and(|list| list.lines().any(|line| line == TARGET))
    };
    let add = || output(command("rustup").args(["target", "add", TARGET])).is_ok() && installed();
    *HAS.get_or_init(|| has("rustup") && (installed() || add()))
}

fn rustup_cargo() -> Command {
    command("cargo")
}

/// Debian's `rustc-web` knows the target but ships no library for it, so the library is built from `rust-web-src`.
fn debian_cargo() -> Result<Command> {
    let needed = [
        ("rustc-web", "/usr/bin/rustc"),
        ("cargo-web", "/usr/bin/cargo"),
        ("rust-web-src", "/usr/lib/rustlib/src/rust/library/Cargo.toml"),
    ];
    let missing = needed.into_iter().filter(|(_, file)| !Path::new(file).exists()).map(|(package, _)| package);
    debian_packages(&missing.collect::<Vec<_>>())?;
    let mut cargo = command("/usr/bin/cargo");
    cargo
        .env("RUSTC", "/usr/bin/rustc")
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker()?)
        .arg("-Zbuild-std=std,panic_abort");
    Ok(cargo)
}

/// `rustc-web` brings no wasm linker: the one inside the Rust toolchain serves, or else LLVM's.
fn linker() -> Result<PathBuf> {
    let sysroot = output(command("rustc").args(["--print", "sysroot"]))?;
    let inside = Path::new(sysroot.trim()).join("lib/rustlib/x86_64-unknown-linux-gnu/bin/rust-lld");
    if inside.exists() {
        return Ok(inside);
    }
    if !has("wasm-ld") {
        debian_packages(&["lld"])?;
    }
    Ok("wasm-ld".into())
}
