//! `target/extension/`: what ships, assembled. Everything is copied as written but the manifest, whose hosts come from the
//! catalogue, and the content scripts, which browsers want in one classic file.

use crate::build::bundle;
use crate::shell::root;
use anyhow::{Context, Result};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Lays `target/extension/` anew.
pub fn assemble() -> Result<()> {
    let (source, target) = (root().join("extension"), root().join("target/extension"));
    if target.exists() {
        fs::remove_dir_all(&target)?;
    }
    copy(&source, &target)?;
    copy(&root().join("pkg/wasm"), &target.join("wasm"))?;
    content_scripts(&target.join("content"))?;
    for leftover in ["chalkline.d.ts", "desk.d.ts", "files.d.ts"] {
        let _ = fs::remove_file(target.join("wasm").join(leftover));
    }
    write_json(&target.join("manifest.json"), &manifest()?)
}

/// Content scripts cannot be modules, so each becomes a classic script. Ours stays readable: reviewers and schools read it.
/// The page engine is translated WebAssembly that nobody reads: minified, it is a third of the size.
fn content_scripts(folder: &Path) -> Result<()> {
    fs::remove_dir_all(folder)?;
    let engine = root().join("pkg/page/engine.js");
    let classic = ["--format=iife", "--target=chrome121,firefox128"];
    bundle(
        &engine,
        &folder.join("engine.js"),
        &[&classic[..], &["--minify", "--global-name=chalklineEngine"]].concat(),
    )?;
    bundle(&root().join("extension/content/main.js"), &folder.join("content.js"), &classic)
}

/// The manifest with the version from Cargo.toml and the hosts of the built-in catalogue.
pub fn manifest() -> Result<Value> {
    let mut manifest = read_json(&root().join("extension/manifest.json"))?;
    let patterns = catalogue_patterns()?;
    manifest["version"] = json!(version()?);
    manifest["host_permissions"] = json!(patterns);
    let (whole, pages): (Vec<_>, Vec<_>) = patterns.iter().partition(|pattern| whole_host(pattern).is_some());
    manifest["content_scripts"] = json!([content_script(&whole, true), content_script(&pages, false)]);
    Ok(manifest)
}

/// Frames without an address of their own (about:blank, srcdoc) take after their page only where a pattern covers the whole
/// host: Chromium refuses the fallback beside a path.
fn content_script(matches: &[&String], origin_as_fallback: bool) -> Value {
    json!({
        "matches": matches,
        "js": ["content/engine.js", "content/content.js"],
        "run_at": "document_start",
        "all_frames": true,
        "match_origin_as_fallback": origin_as_fallback,
    })
}

/// The version in Cargo.toml, the only place that says it.
pub fn version() -> Result<String> {
    let cargo = fs::read_to_string(root().join("Cargo.toml"))?;
    let line = cargo.lines().find_map(|line| line.strip_prefix("version = "));
    Ok(line.context("Cargo.toml names no version")?.trim_matches('"').to_string())
}

/// Match patterns for the catalogue: whole hosts, or for a tool that is one page of an ordinary site that page alone, so
/// that no script of ours runs on the rest of the site. A feature without an address of its own waits for a school's record.
fn catalogue_patterns() -> Result<BTreeSet<String>> {
    let catalogue = read_json(&root().join("extension/catalogue.json"))?;
    let rows = catalogue.as_array().context("the catalogue is a list")?;
    let patterns = rows.iter().map(row_patterns).collect::<Result<Vec<_>>>()?.concat();
    let whole: BTreeSet<String> =
        patterns.iter().filter_map(|pattern| whole_host(pattern)).map(str::to_string).collect();
    // A page of a host that is covered whole would get the script twice.
    let is_covered = |pattern: &String| {
        let host = pattern.split('/').nth(2).unwrap_or_default().trim_start_matches("*.");
        host.match_indices('.').map(|(dot, _)| &host[dot + 1..]).chain([host]).any(|host| whole.contains(host))
    };
    Ok(patterns.into_iter().filter(|pattern| whole_host(pattern).is_some() || !is_covered(pattern)).collect())
}

/// The host of a pattern that covers all of it.
fn whole_host(pattern: &str) -> Option<&str> {
    pattern.strip_prefix("https://*.")?.strip_suffix("/*").filter(|host| !host.contains('/'))
}

fn row_patterns(row: &Value) -> Result<Vec<String>> {
    let host = row["host"].as_str().context("a row without host")?;
    let paths = match (row["path"].as_str().map(|path| path.trim_end_matches('/')), row["query"].as_str()) {
        (None, None) if row["scope"] == "feature" => vec![],
        (None, None) => vec!["/*".to_string()],
        (path, Some(query)) => vec![format!("{}?*{query}*", path.unwrap_or("/*"))],
        (Some(path), None) => vec![path.to_string(), format!("{path}/*"), format!("{path}?*")],
    };
    Ok(paths.into_iter().map(|path| format!("https://*.{host}{path}")).collect())
}

fn read_json(path: &Path) -> Result<Value> {
    let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
    serde_json::from_str(&text).with_context(|| path.display().to_string())
}

fn write_json(path: &Path, value: &Value) -> Result<()> {
    fs::write(path, serde_json::to_string_pretty(value)? + "\n").with_context(|| path.display().to_string())
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from).with_context(|| from.display().to_string())? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?
        } else {
            fs::copy(entry.path(), target).map(drop)?
        }
    }
    Ok(())
}
