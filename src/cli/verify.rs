//! `chalkline verify`: what a browser would make of these files, one after the other.

use super::io::{self, Answer, Done, Failure, Now};
use chalkline::record::{Bundle, Health, Outcome, Scope, Settings, State, open, update};
use clap::Args;
use serde_json::{Value, json};
use std::path::PathBuf;

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
    #[arg(long)]
    root_sha256: Option<String>,
    /// Id of the trust or school to verify for; the organisation's own by default.
    #[arg(long, value_parser = |text: &str| Scope::parse(text).ok_or("not an organisation's id"))]
    scope: Option<Scope>,
    /// Least version of the trust's list to accept.
    #[arg(long, default_value_t = 0)]
    min_list_version: u64,
    /// Print JSON.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    now: Now,
}

impl Verify {
    /// Verifies, prints, and answers.
    pub fn run(&self) -> Done {
        let files = self.files.iter().map(|path| io::read(path)).collect::<Result<Vec<_>, _>>()?;
        let settings = match self.settings(files.first().map_or(&[], Vec::as_slice)) {
            Ok(settings) => settings,
            Err(Failure::Refused(error)) => {
                self.print(&json!({"ok": false, "code": error.code.as_str(), "at": error.place, "health": "NO_LIST"}));
                return Ok(Answer::No);
            }
            Err(failure) => return Err(failure),
        };
        let (mut state, mut outcome) = (State::default(), Outcome::NoNews);
        for file in &files {
            let update = update(file, &state, &settings, self.now.get());
            (state, outcome) = (update.state, update.outcome);
        }
        let answer = self.answer(&state, outcome, &settings);
        self.print(&answer);
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

    fn answer(&self, state: &State, outcome: Outcome, settings: &Settings) -> Value {
        let opened = open(state, Some(settings), self.now.get());
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

    fn print(&self, answer: &Value) {
        if self.json {
            return io::say_json(answer);
        }
        let text = |pointer: &str| match answer.pointer(pointer) {
            Some(Value::String(text)) => text.clone(),
            Some(value) => value.to_string(),
            None => String::new(),
        };
        if answer.get("code").is_some() {
            io::say(&format!("refused: {} at {}", text("/code"), text("/at")));
        }
        io::say(&format!("health: {}", text("/health")));
        if answer.get("record").is_some_and(|record| !record.is_null()) {
            let line = |name: &str| format!("{name}: {}", text(&format!("/record/{name}")));
            ["name", "school_id", "version", "issued", "expires", "root_version", "root_expires", "fingerprint"]
                .map(line)
                .iter()
                .for_each(|line| io::say(line));
        }
        if answer.get("pinned") == Some(&Value::Bool(false)) {
            io::say("not pinned: compare the fingerprint, or give --root-sha256");
        }
    }
}
