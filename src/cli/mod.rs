//! The command line: files, clocks and randomness live here, decisions in the core.

mod scan;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

#[derive(Parser)]
#[command(name = "chalkline", version, about)]
struct Cli {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    Scan(scan::Scan),
}

/// Runs the verb named on the command line and answers with its exit code.
pub fn run() -> ExitCode {
    match Cli::parse().verb {
        Verb::Scan(scan) => scan.run(),
    }
}
