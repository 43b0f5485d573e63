//! `chalkline spot`: which of these addresses look like AI tools that nobody has listed?

use chalkline::spot::Suspicion;
use clap::Args;
use csv::{ReaderBuilder, StringRecord, Writer};
use std::fs::File;
use std::io::{self, Read};
use std::path::PathBuf;
use std::process::ExitCode;

/// Which of these addresses look like AI tools that nobody has listed?
#[derive(Args)]
pub struct Spot {
    /// Read rows of host, path, title and write them with a last column `suspected` (yes or no); further columns are
    /// kept, a first row of names is known by its "host"
    #[arg(long, required = true)]
    csv: bool,
    /// The file to read; without it, or for "-", standard input
    file: Option<PathBuf>,
}

impl Spot {
    /// Judges every row; exit code 2 if the rows cannot be read or written.
    pub fn run(self) -> ExitCode {
        let done = match self.file.filter(|file| file.as_os_str() != "-") {
            Some(file) => File::open(file).map_err(csv::Error::from).and_then(judge_rows),
            None => judge_rows(io::stdin().lock()),
        };
        match done {
            Ok(()) => ExitCode::SUCCESS,
            Err(fault) => {
                eprintln!("chalkline spot: {fault}");
                ExitCode::from(2)
            }
        }
    }
}

fn judge_rows(input: impl Read) -> csv::Result<()> {
    let mut rows = ReaderBuilder::new().has_headers(false).flexible(true).from_reader(input);
    let mut out = csv::WriterBuilder::new().flexible(true).from_writer(io::stdout().lock());
    let mut columns = Columns { host: 0, path: 1, title: 2 };
    for (index, row) in rows.records().enumerate() {
        let row = row?;
        match Columns::named_by(&row).filter(|_| index == 0) {
            Some(named) => {
                columns = named;
                write(&mut out, &row, "suspected")?;
            }
            None => write(&mut out, &row, if columns.judge(&row).is_suspected() { "yes" } else { "no" })?,
        }
    }
    out.flush().map_err(csv::Error::from)
}

fn write(out: &mut Writer<impl io::Write>, row: &StringRecord, last: &str) -> csv::Result<()> {
    out.write_record(row.iter().chain([last]))
}

/// Where in a row what stands.
struct Columns {
    host: usize,
    path: usize,
    title: usize,
}

impl Columns {
    /// The columns that a row of names gives; `None` if it is a row like the others.
    fn named_by(row: &StringRecord) -> Option<Self> {
        let named = |name| row.iter().position(|cell| cell.trim_start_matches('\u{FEFF}').eq_ignore_ascii_case(name));
        Some(Columns { host: named("host")?, path: named("path")?, title: named("title")? })
    }

    fn judge(&self, row: &StringRecord) -> Suspicion {
        let cell = |index| row.get(index).unwrap_or_default();
        Suspicion::of(cell(self.host), cell(self.path), cell(self.title))
    }
}
