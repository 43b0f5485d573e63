//! The command line: files, clocks and randomness live here, decisions in the core.

mod deploy;
mod io;
mod keys;
mod publish;
mod record;
mod report;
mod roster;
mod scan;
mod sheet;
mod spot;
mod verify;

use clap::{Parser, Subcommand};
use io::Format;
use std::process::ExitCode;

#[derive(Parser)]
#[command(name = "chalkline", version, about)]
struct Cli {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    Deploy(deploy::Deploy),
    #[command(subcommand)]
    Keys(keys::Keys),
    Publish(publish::Publish),
    Record(record::Record),
    Report(report::Report),
    #[command(subcommand)]
    Roster(roster::Verb),
    Scan(scan::Scan),
    Spot(spot::Spot),
    Verify(verify::Alone),
}

/// Runs the verb named on the command line and answers with its exit code.
pub fn run() -> ExitCode {
    match Cli::parse().verb {
        Verb::Deploy(deploy) => io::finish("deploy", Format::Words, deploy.run()),
        Verb::Keys(keys) => io::finish("keys", Format::Words, keys.run()),
        Verb::Publish(publish) => io::finish("publish", Format::Words, publish.run()),
        Verb::Record(record) => record.run(),
        Verb::Report(report) => io::finish("report", Format::Words, report.run()),
        Verb::Roster(roster) => io::finish("roster", Format::Words, roster.run()),
        Verb::Scan(scan) => scan.run(),
        Verb::Spot(spot) => spot.run(),
        Verb::Verify(verify) => verify.run(),
    }
}
