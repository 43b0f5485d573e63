//! `chalkline roster`: what the detector may know of a school's pupils' names.

use super::io::{self, Answer, Done};
use chalkline::detect::Roster;
use chalkline::files::{self, Limits};
use clap::{Args, Subcommand};
use serde_json::{Value, json};
use std::path::PathBuf;

/// Keep the filter by which the detector is surer of pupils' rare names.
///
/// Exit code 0: done. 1: refused. 2: a file could not be read or written.
#[derive(Subcommand)]
pub enum Verb {
    Make(Make),
}

/// Make the filter from a list of pupils and put it into a draft. The names stay on this computer.
///
/// The record is public, and whoever tests a name against the filter learns a little: read docs/roster.md first, and take
/// out of the list every child whose whereabouts must not be known.
#[derive(Args)]
pub struct Make {
    /// CSV, XLSX or ODS with a heading such as Forename, Legal surname or Pupil name; other columns are passed over.
    pupils: PathBuf,
    /// The draft list that gets it; its earlier filter, if it has one, lends its key.
    #[arg(long)]
    draft: PathBuf,
}

impl Verb {
    /// Runs the verb.
    pub fn run(&self) -> Done {
        match self {
            Verb::Make(make) => make.run(),
        }
    }
}

impl Make {
    fn run(&self) -> Done {
        let mut draft: Value = io::read_json(&self.draft)?;
        let name = self.pupils.file_name().unwrap_or_default().to_string_lossy();
        let table = files::read_file(&io::read(&self.pupils)?, &name, &Limits::default())?;
        let before = draft.pointer("/settings/roster").and_then(Value::as_str).map(Roster::from_text).transpose()?;
        let roster = Roster::make(&table.text, before.as_ref(), io::random()?)?;
        let list = draft.as_object_mut().ok_or_else(|| io::outside(&self.draft, "not a draft list"))?;
        let settings = list.entry("settings").or_insert_with(|| json!({}));
        let settings =
            settings.as_object_mut().ok_or_else(|| io::outside(&self.draft, "its settings are no object"))?;
        settings.insert("roster".into(), roster.to_text().into());
        io::write(&self.draft, format!("{draft:#}\n"))?;
        io::say("The filter is in the draft. Sign the draft, and keep it: the next filter needs this one.");
        Ok(Answer::Yes)
    }
}
