//! `cargo xtask oracles`: identifiers that the command line holds valid, judged again by packaged libraries of another language.

use crate::shell::{command, root, run};
use anyhow::Result;

/// Installs the judges under `target/oracle`, once, and compares 100,000 random values of each kind.
pub fn compare() -> Result<()> {
    let judges = root().join("target/oracle");
    let python = judges.join("bin/python");
    if !python.exists() {
        run(command("python3").args(["-m", "venv"]).arg(&judges))?;
    }
    run(command(&python).args(["-m", "pip", "install", "--quiet", "python-stdnum", "phonenumbers"]))?;
    run(command("cargo").args(["build", "--release", "--quiet", "--bin", "chalkline"]))?;
    run(command(&python).args(["xtask/peers/oracle.py", "target/release/chalkline"]))
}
