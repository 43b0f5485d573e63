//! The command line: files, clocks and randomness live here, decisions in the core.

mod io;
mod keys;
mod record;
mod scan;
mod sheet;
mod spot;
mod verify;

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
    #[command(subcommand)]
    Keys(keys::Keys),
    #[command(subcommand)]
    Record(record::Record),
    Scan(scan::Scan),
    Spot(spot::Spot),
    Verify(verify::Verify),
}

/// Runs the verb named on the command line and answers with its exit code.
pub fn run() -> ExitCode {
    match Cli::parse().verb {
        Verb::Keys(keys) => io::finish("keys", keys.run()),
        Verb::Record(record) => io::finish("record", record.run()),
        Verb::Scan(scan) => scan.run(),
        Verb::Spot(spot) => spot.run(),
        Verb::Verify(verify) => io::finish("verify", verify.run()),
    }
}
