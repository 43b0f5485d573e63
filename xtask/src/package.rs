//! Zips for the stores: entries sorted and dated alike, so that two builds give the same bytes.

use crate::shell::root;
use anyhow::Result;
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

/// Writes `target/chalkline-VERSION.zip` from `target/extension/`; the one package serves all three stores.
pub fn zips() -> Result<()> {
    let folder = root().join("target/extension");
    let target = root().join(format!("target/chalkline-{}.zip", crate::extension::version()?));
    let mut zip = ZipWriter::new(File::create(&target)?);
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated).unix_permissions(0o644);
    for file in files(&folder)? {
        let name = file.strip_prefix(&folder)?.to_string_lossy().replace('\\', "/");
        zip.start_file(name, options)?;
        zip.write_all(&fs::read(&file)?)?;
    }
    zip.finish()?;
    println!("{}", target.display());
    Ok(())
}

fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() { found.extend(files(&path)?) } else { found.push(path) }
    }
    found.sort();
    Ok(found)
}
