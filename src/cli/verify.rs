//! `chalkline verify`: what a browser would make of these files, one after the other.

use super::io::{self, Answer, Done, Failure, Format, Now};
use chalkline::record::{Bundle, Health, Outcome, Scope, Settings, State, open, update};
use clap::Args;
use serde_json::{Value, json};
use std::path::PathBuf;
use std::process::ExitCode;

/// Verify a record as a browser would, and say its health or what is wrong and where.
///
/// Exit code 0: in force. 1: refused, or not in force. 2: a file could not be read.
#[derive(Args)]
pub struct Verify {
    /// Records, as published; taken in one after the other, the last one counts.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Enrolment to verify for: {"urls", "root_sha256", "school_id", …}, as in the browser's policy.
    #[arg(long, conflicts_with_all = ["root_sha256", "scope", "min_list_version"])]
    settings: Option<PathBuf>,
    /// Hex SHA-256 of root version 1's payload; without it the first file's own is believed, and the answer says so.
    #[arg(long, value_parser = sha256)]
    root_sha256: Option<String>,
    /// Id of the trust or school to verify for; the organisation's own by default.
    #[arg(long, value_parser = |text: &str| Scope::parse(text).ok_or("not an organisation's id"))]
    scope: Option<Scope>,
    /// Least version of the trust's list to accept.
    #[arg(long, default_value_t = 0)]
    min_list_version: u64,
    #[command(flatten)]
    now: Now,
}

/// `chalkline verify`, by itself.
#[derive(Args)]
pub struct Alone {
    #[command(flatten)]
    verify: Verify,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

impl Alone {
    /// Runs the verb, and answers with its exit code.
    pub fn run(&self) -> ExitCode {
        let format = Format::new(self.json);
        io::finish("verify", format, self.verify.run(format))
    }
}

impl Verify {
    /// Verifies, prints, and answers.
    pub fn run(&self, format: Format) -> Done {
        let files = self.files.iter().map(|path| io::read(path)).collect::<Result<Vec<_>, _>>()?;
        let answer = match self.settings(files.first().map_or(&[], Vec::as_slice)) {
            Ok(settings) => self.answer(&files, &settings),
            Err(Failure::Refused(error)) => {
                json!({"ok": false, "code": error.code.as_str(), "at": error.place, "health": "NO_LIST"})
            }
            Err(failure) => return Err(failure),
        };
        format.say(&answer, lines(&answer));
        Ok(if answer["ok"] == true { Answer::Yes } else { Answer::No })
    }

    fn settings(&self, first: &[u8]) -> Result<Settings, Failure> {
        if let Some(path) = &self.settings {
            return Ok(Settings::parse(&io::read_text(path)?)?);
        }
        let settings = super::record::settings(&Bundle::parse(first)?, self.scope.as_ref())?;
        let root_sha256 = self.root_sha256.clone().unwrap_or(settings.root_sha256);
        Ok(Settings { root_sha256, min_list_version: self.min_list_version, ..settings })
    }

    /// Takes the files in one after the other, as a browser would.
    fn answer(&self, files: &[Vec<u8>], settings: &Settings) -> Value {
        let now = self.now.get();
        let (mut state, mut outcome) = (State::default(), Outcome::NoNews);
        for file in files {
            let update = update(file, &state, settings, now);
            (state, outcome) = (update.state, update.outcome);
        }
        let opened = open(&state, Some(settings), now);
        let is_in_force = matches!(opened.health, Health::Fresh | Health::ReviewSoon);
        let mut answer = json!({
            "ok": is_in_force && !matches!(outcome, Outcome::Refused(_)),
            "health": opened.health,
            "pinned": self.settings.is_some() || self.root_sha256.is_some(),
            "root_sha256": settings.root_sha256,
            "record": opened.summary,
        });
        if let Outcome::Refused(error) = outcome {
            answer["code"] = error.code.as_str().into();
            answer["at"] = error.place.into();
        }
        answer
    }
}

fn lines(answer: &Value) -> Vec<String> {
    let line = |pointer: &str, label: &str| match answer.pointer(pointer)? {
        Value::Null => None,
        Value::String(text) => Some(format!("{label}: {text}")),
        value => Some(format!("{label}: {value}")),
    };
    let refused = line("/code", "refused").zip(answer["at"].as_str()).map(|(line, at)| format!("{line} at {at}"));
    let unpinned = "not pinned: compare the fingerprint with the poster, or give --root-sha256";
    let record =
        ["name", "school_id", "version", "school_version", "issued", "expires", "root_version", "root_expires"]
            .map(|name| line(&format!("/record/{name}"), &name.replace('_', " ")));
    refused
        .into_iter()
        .chain(line("/health", "health"))
        .chain(record.into_iter().flatten())
        .chain(line("/record/fingerprint", "fingerprint"))
        .chain(line("/root_sha256", "root_sha256"))
        .chain((answer["pinned"] == false).then(|| unpinned.to_string()))
        .collect()
}

fn sha256(text: &str) -> Result<String, &'static str> {
    let is_hex = text.len() == 64 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
    if is_hex { Ok(text.into()) } else { Err("not 64 lower-case hex digits") }
}
