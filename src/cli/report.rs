//! `chalkline report`: one page for governors.

use super::io::{self, Answer, Done, Now, languages};
use chalkline::publish::{self, Counts};
use chalkline::record::Bundle;
use chalkline::record::sign::{list_content, organisation};
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// Write one page for governors: how the record stands, what changed, and what staff's exports say of warnings.
///
/// Exports hold counts alone, no person, text or address; numbers below 5 are not shown.
#[derive(Args)]
pub struct Report {
    /// The record.
    record: PathBuf,
    /// Exports from staff's browsers (Chalkline's settings, "Your own counts").
    counts: Vec<PathBuf>,
    /// The record as it was for the last report.
    #[arg(long)]
    previous: Option<PathBuf>,
    /// The page to write.
    #[arg(long)]
    out: PathBuf,
    /// Its language.
    #[arg(long, value_enum, default_value = "en")]
    language: Language,
    #[command(flatten)]
    now: Now,
}

#[derive(Clone, Copy, ValueEnum)]
enum Language {
    En,
    Cy,
}

impl Report {
    /// Writes the page.
    pub fn run(&self) -> Done {
        let load = |path: &PathBuf| -> Result<Bundle, io::Failure> { Ok(Bundle::parse(&io::read(path)?)?) };
        let bundle = load(&self.record)?;
        let before =
            self.previous.as_ref().map(|path| Ok::<_, io::Failure>(list_content(&load(path)?, None)?)).transpose()?;
        let read = |path: &PathBuf| -> Result<Counts, io::Failure> { Ok(Counts::parse(&io::read(path)?)?) };
        let counts = self.counts.iter().map(read).collect::<Result<Vec<_>, _>>()?;
        let report = publish::Report {
            now: &list_content(&bundle, None)?,
            before: before.as_ref(),
            counts: &counts,
            name: &organisation(&bundle)?.name,
            at: self.now.get(),
        };
        let languages = languages()?;
        let words = languages.get(self.language as usize).expect("English, then Welsh");
        io::write(&self.out, publish::report(&report, words))?;
        Ok(Answer::Yes)
    }
}
