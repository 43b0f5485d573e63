//! Starting other programs, and where things stand.

use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The top of the repository, whatever folder the verb was typed in.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask stands below the root").to_path_buf()
}

/// A command that will run at the root of the repository.
pub fn command(program: impl AsRef<std::ffi::OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(root());
    command
}

/// Runs it with its output shown; an error names the program and how it ended.
pub fn run(command: &mut Command) -> Result<()> {
    let name = name(command);
    let status = command.status().with_context(|| format!("{name} did not start"))?;
    if !status.success() {
        bail!("{name} ended with {status}");
    }
    Ok(())
}

/// Runs it quietly and answers with what it printed; an error carries what it complained of.
pub fn output(command: &mut Command) -> Result<String> {
    let name = name(command);
    let out = command.stderr(Stdio::piped()).output().with_context(|| format!("{name} did not start"))?;
    if !out.status.success() {
        bail!("{name} ended with {}\n{}", out.status, String::from_utf8_lossy(&out.stderr));
    }
    Ok(String::from_utf8(out.stdout)?)
}

/// Whether the program is on the PATH and answers to `--version`.
pub fn has(program: &str) -> bool {
    Command::new(program)
        .arg("--version")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// A tool that npm installed for this repository.
pub fn npm_tool(name: &str) -> Command {
    command(root().join("node_modules/.bin").join(name))
}

/// Says on the error stream what takes the time now.
pub fn say(what: &str) {
    eprintln!("  · {what}");
}

fn name(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or_default().to_string_lossy().into_owned();
    command.get_args().take(2).fold(program, |name, arg| format!("{name} {}", arg.to_string_lossy()))
}
