//! The verbs people type: `cargo xtask build`, `test`, `demo`, … One file a verb; `tools.rs` installs what is missing.

mod bench;
mod build;
mod crx;
mod demo;
mod evaluate;
mod extension;
mod fuzz;
mod instructions;
mod mutants;
mod names;
mod oracles;
mod package;
mod passed;
mod reproduce;
mod shell;
mod sizes;
mod spot;
mod test;
mod tools;
mod wasm;

use anyhow::{Result, bail};
use std::process::ExitCode;

const HELP: &str = "\
cargo xtask VERB

  demo [--browser firefox] [--headed]   play the main job in a real browser, with screenshots in target/demo
  test [PART …]                         everything that must hold: rust lint cases browsers (all when none is named);
                                        browser tests that passed on the same bytes are not run again
  matrix                                try every way into every editor, and write the table of the README from it
  build                                 pkg/ and target/extension/, ready to load unpacked; zips for the stores in target/
  package [--key FILE --address URL]    zip for the stores; with a key a signed package and update manifest of your own
  reproduce                             build what is committed again in another folder, and compare every byte
  assemble                              target/extension/ from pkg/ as it stands: after a change of JavaScript alone
  bench [engines|browsers|desk|instructions] speed and sizes, beside plain JavaScript in the same run
  evaluate [--peers DIR] [GOLD …]       how well the detector finds, beside packaged peers when DIR holds them
  fuzz [SECONDS]                        hostile input to the record's parser, update rules and address rules, a minute each
  mutants [WORD]                        take each check out of the record in turn: does a test notice?
  names VERB                            pack, lore, train: the data behind finding names
  oracles                               identifiers judged again by packaged libraries, 100,000 values a kind
  spot [pages]                          fit the weights behind spotting unlisted tools, by address or by page, and measure them
";

fn main() -> ExitCode {
    match run(&std::env::args().skip(1).collect::<Vec<_>>()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nxtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(args: &[String]) -> Result<()> {
    let (verb, rest) = args.split_first().map_or(("help", args), |(verb, rest)| (verb.as_str(), rest));
    match verb {
        "assemble" => extension::assemble(),
        "bench" => bench::run_benches(rest),
        "build" => build::everything(),
        "demo" => demo::play(rest),
        "test" => test::run_parts(rest),
        "fuzz" => fuzz::run_targets(rest),
        "matrix" => test::matrix(),
        "mutants" => mutants::run(rest),
        "package" => package::run(rest),
        "oracles" => oracles::compare(),
        "names" => names::run(rest),
        "reproduce" => reproduce::run_twice(),
        "spot" => spot::run(rest),
        "evaluate" => evaluate::run(rest),
        "help" | "--help" | "-h" => {
            print!("{HELP}");
            Ok(())
        }
        unknown => bail!("there is no verb `{unknown}`\n\n{HELP}"),
    }
}
