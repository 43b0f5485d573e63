//! `cargo xtask build`: the wasm modules and their glue, the page engine, the loadable extension, the store packages.

use crate::shell::{npm_tool, root, run, say};
use crate::wasm::{Build, compile};
use crate::{extension, package, sizes, tools};
use anyhow::{Context, Result, ensure};
use std::fs;
use std::path::Path;
use std::thread;
use wasm_bindgen_cli_support::Bindgen;

/// WebAssembly features that both compilers use and every supported browser has.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Binaryen would put every function with one caller into it, and the sweep over a text would become one function so long
/// that V8 never compiles it for speed: ten times slower.
const SMALL_FUNCTIONS: &str = "--one-caller-inline-max-function-size=60";

/// Builds everything and prints the sizes.
pub fn everything() -> Result<()> {
    build_extension()?;
    package::zips()?;
    sizes::print()
}

/// `pkg/` and `target/extension/`, as far as they are older than their sources.
pub fn build_extension() -> Result<()> {
    tools::npm_packages()?;
    // Two chains of much the same length, one for each core of a small machine.
    thread::scope(|scope| {
        let page = scope.spawn(|| page_engine().and_then(|()| module_of(Build::Files, "files")));
        let background = module_of(Build::Module, "chalkline").and_then(|()| module_of(Build::Desk, "desk"));
        background.and(page.join().expect("errors come as results"))
    })?;
    extension::assemble()
}

/// `pkg/wasm/`: a module with its glue as an ES module.
fn module_of(build: Build, name: &str) -> Result<()> {
    module(&compile(build)?, name, &root().join("pkg/wasm"), "-Os")
}

fn module(raw: &Path, name: &str, pkg: &Path, level: &str) -> Result<()> {
    let (wasm, glue, types) = (format!("{name}_bg.wasm"), format!("{name}.js"), format!("{name}.d.ts"));
    if is_newer(&pkg.join(&wasm), raw) {
        return Ok(());
    }
    let out = root().join("target/wasm/glue").join(name);
    bindgen(raw, &out, name, |bindgen| bindgen.reset_state_function(true).web(true))?;
    let made = out.join(&wasm);
    say(&format!("optimising {wasm}"));
    run(npm_tool("wasm-opt").args(FEATURES).arg(level).arg(&made).arg("-o").arg(&made))?;
    bundle(&out.join(&glue), &pkg.join(&glue), &["--format=esm"])?;
    publish(&out, pkg, &[&types, &wasm])
}

/// `pkg/page/`: the page engine. Chromium compiles no WebAssembly in a content script under a page's strict Content
/// Security Policy, so Binaryen turns it into plain JavaScript, which imports and exports the same names.
///
/// Beside it, not shipped, stands what it was translated from: tests hold the two to the same answers, and a yardstick
/// tells what the translation costs.
fn page_engine() -> Result<()> {
    let raw = compile(Build::PageEngine)?;
    let pkg = root().join("pkg/page");
    if is_newer(&pkg.join("engine.js"), &raw) {
        return Ok(());
    }
    let out = root().join("target/wasm/glue/engine");
    let plain = raw.with_file_name("plain.wasm");
    // A precompiled standard library claims `reference-types` for the whole; without the claim the glue does without.
    run(npm_tool("wasm-opt").args(FEATURES).arg("--strip-target-features").arg(&raw).arg("-o").arg(&plain))?;
    module(&plain, "inspector", &pkg, "-O3")?;
    bindgen(&plain, &out, "engine", |bindgen| bindgen.bundler(true))?;
    say("translating the page engine to JavaScript");
    let wasm = out.join("engine_bg.wasm");
    let lowered = out.join("lowered.wasm");
    run(npm_tool("wasm-opt")
        .args(FEATURES)
        .args(["--signext-lowering", "--llvm-nontrapping-fptoint-lowering", SMALL_FUNCTIONS, "-Oz"])
        .arg(&wasm)
        .arg("-o")
        .arg(&lowered))?;
    let script = out.join("engine_wasm.js");
    run(npm_tool("wasm2js").args(FEATURES).args([SMALL_FUNCTIONS, "-O3"]).arg(&lowered).arg("-o").arg(&script))?;
    unpack_at_once(&script)?;
    watch_memory_grow(&out.join("engine_bg.js"))?;
    let entry = out.join("entry.js");
    fs::write(&entry, ENGINE_ENTRY)?;
    // Nobody reads translated WebAssembly; minified it is a third of the size.
    bundle(&entry, &pkg.join("engine.js"), &["--format=esm", "--minify"])?;
    publish(&out, &pkg, &["engine.d.ts"])
}

/// Binaryen unpacks the engine's data letter by letter, in every page: where the browser has a decoder of its own, that is taken.
fn unpack_at_once(script: &Path) -> Result<()> {
    const SLOW: &str = "function base64DecodeToExistingUint8Array(uint8Array, offset, b64) {\n";
    const FAST: &str = "    if (Uint8Array.fromBase64) return uint8Array.set(Uint8Array.fromBase64(b64), offset);\n";
    let text = fs::read_to_string(script)?;
    ensure!(text.contains(SLOW), "Binaryen unpacks data in a new way");
    Ok(fs::write(script, text.replace(SLOW, &format!("{SLOW}{FAST}")))?)
}

/// Real WebAssembly empties the old buffer when its memory grows, and by that the glue knows to look again. Translated
/// code leaves the old buffer as it was, and the glue would go on writing there: it must compare the buffers instead.
fn watch_memory_grow(glue: &Path) -> Result<()> {
    let text = fs::read_to_string(glue)?;
    let views = text.matches("(wasm.memory.buffer);").count();
    let mut checks = 0;
    let watched = text.lines().map(|line| {
        match line.trim_start().strip_prefix("if (").and_then(|l| l.split_once(" === null || ")) {
            Some((view, _)) if view.starts_with("cached") => {
                checks += 1;
                format!("    if ({view} === null || {view}.buffer !== wasm.memory.buffer) {{")
            }
            _ => line.to_string(),
        }
    });
    let watched = watched.collect::<Vec<_>>().join("\n");
    ensure!(
        checks > 0 && views == checks,
        "wasm-bindgen's glue looks at memory in a new way: {views} views, {checks} checks"
    );
    Ok(fs::write(glue, watched)?)
}

/// What a bundler's wasm loader would do: hand the instance to the glue, then run start-up.
const ENGINE_ENTRY: &str = r#"import * as wasm from "./engine_wasm.js";
import { __wbg_set_wasm } from "./engine_bg.js";
__wbg_set_wasm(wasm);
wasm.__wbindgen_start?.();
export * from "./engine_bg.js";
"#;

fn bindgen(wasm: &Path, out: &Path, name: &str, target: impl Fn(&mut Bindgen) -> Result<&mut Bindgen>) -> Result<()> {
    let mut bindgen = Bindgen::new();
    bindgen.input_path(wasm).out_name(name).typescript(true).omit_default_module_path(true);
    target(&mut bindgen)?;
    bindgen.generate(out).with_context(|| format!("wasm-bindgen on {name}"))
}

/// One script of a file and those it imports.
pub fn bundle(entry: &Path, out: &Path, how: &[&str]) -> Result<()> {
    run(npm_tool("esbuild")
        .arg(entry)
        .args(["--bundle", "--charset=utf8", "--log-level=warning"])
        .args(how)
        .arg(format!("--outfile={}", out.display())))
}

fn publish(from: &Path, to: &Path, files: &[&str]) -> Result<()> {
    fs::create_dir_all(to)?;
    for file in files {
        fs::copy(from.join(file), to.join(file)).with_context(|| (*file).to_string())?;
    }
    Ok(())
}

fn is_newer(made: &Path, source: &Path) -> bool {
    let time = |path: &Path| fs::metadata(path).and_then(|meta| meta.modified()).ok();
    time(made).is_some_and(|made| time(source).is_some_and(|source| made > source))
}
