//! `chalkline record`: make, check, sign, rotate, compare and show a record.

mod make;
mod publish;
mod read;

use super::io::{self, Answer, Done, Failure, Format};
use super::verify::Verify;
use chalkline::record::check::schema;
use chalkline::record::sign::{self, Part, Waiting};
use chalkline::record::{Bundle, Scope, Settings};
use clap::{Args, Subcommand};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Keep a school's record of AI tools.
///
/// Exit code 0: done, or nothing to mend. 1: refused, or something to mend. 2: a file could not be read or written.
#[derive(Args)]
pub struct Record {
    #[command(subcommand)]
    verb: Verb,
    /// Print JSON; a refusal is {"code", "at"}.
    #[arg(long, global = true)]
    json: bool,
}

#[derive(Subcommand)]
enum Verb {
    New(make::New),
    Check(publish::Check),
    Sign(publish::Sign),
    AddSignature(publish::AddSignature),
    Rotate(make::Rotate),
    Verify(Verify),
    Diff(read::Diff),
    Show(read::Show),
    /// Print the JSON Schema of a draft, for editors.
    Schema,
}

impl Record {
    /// Runs the verb, and answers with its exit code.
    pub fn run(&self) -> ExitCode {
        let format = Format::new(self.json);
        let done = match &self.verb {
            Verb::New(verb) => verb.run(format),
            Verb::Check(verb) => verb.run(format),
            Verb::Sign(verb) => verb.run(format),
            Verb::AddSignature(verb) => verb.run(format),
            Verb::Rotate(verb) => verb.run(format),
            Verb::Verify(verb) => verb.run(format),
            Verb::Diff(verb) => verb.run(format),
            Verb::Show(verb) => verb.run(format),
            Verb::Schema => {
                io::say_json(&schema());
                Ok(Answer::Yes)
            }
        };
        io::finish("record", format, done)
    }
}

fn scope(text: &str) -> Result<Scope, &'static str> {
    Scope::from_typed(text).ok_or("not an organisation's id, such as uk.gias.urn:123456, nor a URN or a trust's number")
}

fn load(path: &Path) -> Result<Bundle, Failure> {
    Ok(Bundle::parse(&io::read(path)?)?)
}

fn save(path: &Path, bundle: &Bundle) -> Result<(), Failure> {
    io::write(path, json!(bundle).to_string())
}

/// The enrolment of the organisation itself, or of one of its schools; where it is published does not matter here.
pub fn settings(bundle: &Bundle, school: Option<&Scope>) -> Result<Settings, Failure> {
    let own = sign::organisation(bundle)?.id;
    Ok(sign::settings_for(bundle, school.unwrap_or(&own), Vec::new())?)
}

/// Says what was done to a record, its fingerprint, and what it still waits for.
fn say_record(format: Format, done: &[String], bundle: &Bundle) -> Done {
    let waiting = sign::waiting(bundle)?;
    let root_sha256 = settings(bundle, None)?.root_sha256;
    let json = json!({"done": done, "root_sha256": root_sha256, "waiting": waiting_json(&waiting)});
    format.say(&json, done.iter().cloned().chain(waiting.iter().map(waiting_line)));
    Ok(Answer::Yes)
}

fn waiting_json(waiting: &[Waiting]) -> Value {
    let key = |(id, label): &(String, String)| json!({"keyid": id, "label": label});
    let one = |waiting: &Waiting| {
        let keys: Vec<Value> = waiting.keys.iter().map(key).collect();
        json!({"part": part_name(&waiting.part), "more": waiting.more, "keys": keys})
    };
    waiting.iter().map(one).collect()
}

fn waiting_line(waiting: &Waiting) -> String {
    let keys: String = waiting.keys.iter().map(|(id, label)| format!("\n  {label} {id}")).collect();
    format!("{} waits for {} more of:{keys}", part_name(&waiting.part), waiting.more)
}

fn part_name(part: &Part) -> String {
    match part {
        Part::Root(version) => format!("root {version}"),
        Part::TrustList => "list".into(),
        Part::SchoolList(scope) => format!("list of {scope}"),
    }
}

/// Public halves of root keys or list keys.
fn named(paths: &[PathBuf]) -> Result<sign::Named, Failure> {
    paths.iter().map(|path| super::keys::read_public(path)).collect()
}
