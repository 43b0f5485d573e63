//! `cargo xtask package`: packages that come out the same, byte for byte, from the same sources. A zip for the stores; for
//! a school that hosts the extension itself a signed package (CRX3) and the update manifest that browsers look into.

use crate::shell::root;
use crate::{build, crx};
use anyhow::{Context, Result, bail};
use p256::ecdsa::SigningKey;
use p256::pkcs8::{DecodePrivateKey, EncodePrivateKey, LineEnding};
use std::fs::{self, OpenOptions};
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

/// What was asked for.
#[derive(Default)]
struct Wanted {
    /// The signing key; made if it is not there.
    key: Option<PathBuf>,
    /// Where the package will stand: https://…/
    address: Option<String>,
    /// A folder already laid out; otherwise it is built.
    from: Option<PathBuf>,
    /// Where the packages go.
    out: Option<PathBuf>,
}

/// Writes `chalkline-VERSION.zip`, and with a key `chalkline-VERSION.crx` and `updates.xml`.
pub fn run(args: &[String]) -> Result<()> {
    let wanted = read(args)?;
    if wanted.from.is_none() {
        build::build_extension()?;
    }
    let folder = wanted.from.unwrap_or_else(|| root().join("target/extension"));
    let out = wanted.out.unwrap_or_else(|| root().join("target"));
    fs::create_dir_all(&out)?;
    let version = version_of(&folder)?;
    let archive = zip(&folder)?;
    save(&out.join(format!("chalkline-{version}.zip")), &archive)?;
    let Some(key) = wanted.key else { return Ok(()) };
    let address = wanted.address.context("a package of your own needs --address, where it will stand")?;
    let key = signing_key(&key)?;
    let (id, name) = (crx::id(&key)?, format!("chalkline-{version}.crx"));
    save(&out.join(&name), &crx::package(&archive, &key)?)?;
    save(&out.join("updates.xml"), crx::update_manifest(&id, &version, &format!("{address}{name}")).as_bytes())?;
    println!("id {id}");
    Ok(())
}

fn read(args: &[String]) -> Result<Wanted> {
    let mut wanted = Wanted::default();
    for pair in args.chunks(2) {
        let [name, value] = pair else { bail!("{} wants a value", pair[0]) };
        match name.as_str() {
            "--key" => wanted.key = Some(value.into()),
            "--address" => wanted.address = Some(format!("{}/", value.trim_end_matches('/'))),
            "--from" => wanted.from = Some(value.into()),
            "--out" => wanted.out = Some(value.into()),
            unknown => bail!("package knows no {unknown}"),
        }
    }
    Ok(wanted)
}

/// The zip for the stores, from `target/extension/` as it stands; the one package serves all three.
pub fn zips() -> Result<()> {
    let folder = root().join("target/extension");
    save(&root().join(format!("target/chalkline-{}.zip", version_of(&folder)?)), &zip(&folder)?)
}

fn version_of(folder: &Path) -> Result<String> {
    let manifest: serde_json::Value = serde_json::from_slice(&fs::read(folder.join("manifest.json"))?)?;
    Ok(manifest["version"].as_str().context("a manifest without version")?.to_string())
}

/// Entries sorted and dated alike, so that two builds give the same bytes.
pub fn zip(folder: &Path) -> Result<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated).unix_permissions(0o644);
    for name in names(folder)? {
        zip.start_file(&name, options)?;
        zip.write_all(&fs::read(folder.join(&name))?)?;
    }
    Ok(zip.finish()?.into_inner())
}

/// Every file below the folder by its name in it, `/` between folders, sorted.
pub fn names(folder: &Path) -> Result<Vec<String>> {
    let name = |file: &PathBuf| Ok(file.strip_prefix(folder)?.to_string_lossy().replace('\\', "/"));
    let mut names = files(folder)?.iter().map(name).collect::<Result<Vec<_>>>()?;
    names.sort();
    Ok(names)
}

fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() { found.extend(files(&path)?) } else { found.push(path) }
    }
    Ok(found)
}

/// The key in the file, or a new one put there. Whoever has it can update the extension in every browser that has it.
fn signing_key(path: &Path) -> Result<SigningKey> {
    if path.exists() {
        return SigningKey::from_pkcs8_pem(&fs::read_to_string(path)?).context("not a P-256 key in PKCS#8");
    }
    let mut random = [0; 32];
    getrandom::fill(&mut random).map_err(|error| anyhow::anyhow!("{error}"))?;
    let key = SigningKey::from_slice(&random).context("try again")?;
    let pem = key.to_pkcs8_pem(LineEnding::LF).map_err(|error| anyhow::anyhow!("{error}"))?;
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)?.write_all(pem.as_bytes())?;
    println!("{}: a new key; keep it where you keep what must not be lost or copied", path.display());
    Ok(key)
}

fn save(path: &Path, bytes: &[u8]) -> Result<()> {
    fs::write(path, bytes).with_context(|| path.display().to_string())?;
    println!("{}", path.display());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILES: [(&str, &str); 4] = [("b/c.js", "1"), ("a.js", "2"), ("b.js", "3"), ("b/a.js", "4")];

    /// A folder of its own with these files, written in this order.
    fn laid_out<'a>(name: &str, files: impl Iterator<Item = &'a (&'a str, &'a str)>) -> PathBuf {
        let folder = root().join("target/tmp").join(name);
        fs::create_dir_all(folder.join("b")).unwrap();
        for (name, text) in files {
            fs::write(folder.join(name), text).unwrap();
        }
        folder
    }

    #[test]
    fn two_folders_laid_out_in_another_place_order_and_year_are_the_same_bytes() {
        let key = SigningKey::from_slice(&[7; 32]).unwrap();
        let (one, other) = (laid_out("one", FILES.iter()), laid_out("another", FILES.iter().rev()));
        let old = fs::FileTimes::new().set_modified(std::time::SystemTime::UNIX_EPOCH);
        fs::File::options().write(true).open(other.join("a.js")).unwrap().set_times(old).unwrap();
        let package = |folder: &Path| crx::package(&zip(folder).unwrap(), &key).unwrap();
        assert!(package(&one) == package(&other));
    }
}
