//! Which browser tests have passed already, on this machine, on the very bytes that would be tested again.
//!
//! A fresh checkout knows of none and runs them all. To run them all again: remove `target/passed`.

use crate::package;
use crate::shell::{command, output, root};
use anyhow::Result;
use sha2::{Digest, Sha256};
use std::fs;
use std::path::PathBuf;

/// Everything that the tests have in common, the programs they start included.
pub struct Passed {
    common: Sha256,
}

impl Passed {
    /// Reads what is built and what stands in `tests`, all but the test files themselves.
    pub fn read() -> Result<Passed> {
        let mut common = Sha256::new();
        for browser in ["chromium", "firefox-esr"] {
            common.update(output(command(browser).arg("--version"))?);
        }
        for file in ["package-lock.json", "target/debug/chalkline", "target/debug/xtask"] {
            common.update(fs::read(root().join(file))?);
        }
        for folder in ["target/extension", "tests"] {
            for name in package::names(&root().join(folder))?.iter().filter(|name| !name.ends_with(".test.mjs")) {
                common.update(name);
                common.update(fs::read(root().join(folder).join(name))?);
            }
        }
        Ok(Passed { common })
    }

    /// Whether `tests/browsers/NAME.test.mjs` passed as it is.
    pub fn holds(&self, name: &str) -> Result<bool> {
        Ok(self.mark(name)?.exists())
    }

    /// Notes that it has.
    pub fn note(&self, name: &str) -> Result<()> {
        let mark = self.mark(name)?;
        fs::create_dir_all(mark.with_file_name(""))?;
        Ok(fs::write(mark, "")?)
    }

    fn mark(&self, name: &str) -> Result<PathBuf> {
        let test = fs::read(root().join(format!("tests/browsers/{name}.test.mjs")))?;
        let digest = self.common.clone().chain_update(test).finalize();
        let hex: String = digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
        Ok(root().join("target/passed").join(format!("{name}-{hex}")))
    }
}
