//! `chalkline scan`: what the detector finds in a text, by kind and place. It never prints the text.

use chalkline::detect::{Detector, Finding, Kind};
use chalkline::guard;
use chalkline::record::ListSettings;
use chalkline::span::{Span, Unit, convert};
use clap::Args;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::PathBuf;
use std::process::ExitCode;

/// Find personal data in a text and say what and where, never the text itself.
///
/// Exit code 0: nothing found. 1: something found. 2: the text could not be read.
#[derive(Args)]
pub struct Scan {
    /// The file to read; `-` for standard input.
    #[arg(default_value = "-")]
    file: PathBuf,
    /// Read lines {"id","text"} and write lines {"id","spans":[{"start","end","type","subtype"}]}, offsets in Unicode code points.
    #[arg(long)]
    jsonl: bool,
    /// Know the patterns and the roster of this draft list, as browsers will that have its record.
    #[arg(long)]
    draft: Option<PathBuf>,
}

impl Scan {
    /// Scans, and answers with the exit code.
    pub fn run(&self) -> ExitCode {
        let read = |detector| if self.jsonl { self.json_lines(&detector) } else { self.plain(&detector) };
        match self.detector().and_then(read) {
            Ok(0) => ExitCode::SUCCESS,
            Ok(_) => ExitCode::from(1),
            Err(error) => {
                eprintln!("chalkline scan: {error}");
                ExitCode::from(2)
            }
        }
    }

    fn detector(&self) -> std::io::Result<Detector> {
        let Some(path) = &self.draft else { return Ok(Detector::new()) };
        let draft: Draft = serde_json::from_slice(&std::fs::read(path)?)?;
        guard::detector(&draft.settings).map_err(std::io::Error::other)
    }

    fn input(&self) -> std::io::Result<Box<dyn Read>> {
        match self.file.as_os_str() == "-" {
            true => Ok(Box::new(std::io::stdin())),
            false => Ok(Box::new(std::fs::File::open(&self.file)?)),
        }
    }

    fn plain(&self, detector: &Detector) -> std::io::Result<usize> {
        let mut text = String::new();
        self.input()?.take(LARGEST + 1).read_to_string(&mut text)?;
        if text.len() as u64 > LARGEST {
            return Err(std::io::Error::other("TOO_BIG: at most 1 GiB"));
        }
        let findings = detector.find(&text);
        write_table(&text, &findings, &mut std::io::stdout().lock())?;
        Ok(findings.len())
    }

    fn json_lines(&self, detector: &Detector) -> std::io::Result<usize> {
        let mut out = std::io::BufWriter::new(std::io::stdout().lock());
        let mut count = 0;
        for (number, line) in BufReader::new(self.input()?).lines().enumerate() {
            let line = line?;
            if line.trim().is_empty() {
                continue;
            }
            let document: Document = serde_json::from_str(&line)
                .map_err(|_| std::io::Error::other(format!("BAD_JSON at line {}", number + 1)))?;
            let findings = detector.find(&document.text);
            count += findings.len();
            serde_json::to_writer(&mut out, &Answer { id: &document.id, spans: spans(&document.text, &findings) })?;
            writeln!(out)?;
        }
        out.flush().map(|()| count)
    }
}

/// Positions in a text are kept in 32 bits.
const LARGEST: u64 = 1 << 30;

/// Kind, line, column (both from 1, columns in characters) and score of each finding, then how many of each kind.
fn write_table(text: &str, findings: &[Finding], out: &mut impl Write) -> std::io::Result<()> {
    let mut counts: BTreeMap<Kind, usize> = BTreeMap::new();
    let (mut line, mut column, mut at) = (1, 1, 0);
    for finding in findings {
        let between = text.get(at..finding.span.start).unwrap_or_default();
        line += between.matches('\n').count();
        column = match between.rsplit_once('\n') {
            Some((_, begun)) => begun.chars().count() + 1,
            None => column + between.chars().count(),
        };
        at = finding.span.start;
        writeln!(out, "{}\t{line}:{column}\t{:.2}", finding.kind.name(), finding.score)?;
        *counts.entry(finding.kind).or_default() += 1;
    }
    for (kind, count) in counts {
        writeln!(out, "{count}\t{}", kind.name())?;
    }
    Ok(())
}

#[derive(Deserialize)]
struct Draft {
    #[serde(default)]
    settings: ListSettings,
}

#[derive(Deserialize)]
struct Document {
    id: serde_json::Value,
    text: String,
}

#[derive(Serialize)]
struct Answer<'a> {
    id: &'a serde_json::Value,
    spans: Vec<Found>,
}

#[derive(Serialize)]
struct Found {
    start: usize,
    end: usize,
    r#type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    subtype: Option<&'static str>,
}

fn spans(text: &str, findings: &[Finding]) -> Vec<Found> {
    let converted = convert(text, findings.iter().map(|finding| finding.span), Unit::CodePoint);
    converted
        .into_iter()
        .zip(findings)
        .map(|(Span { start, end }, finding)| {
            let (r#type, subtype) = evaluation_type(finding.kind);
            Found { start, end, r#type, subtype }
        })
        .collect()
}

/// The types that evaluation sets are labelled with.
fn evaluation_type(kind: Kind) -> (&'static str, Option<&'static str>) {
    match kind {
        Kind::PersonName => ("PERSON", None),
        Kind::Email => ("EMAIL", None),
        Kind::Phone => ("PHONE", None),
        Kind::Postcode => ("POSTCODE", None),
        Kind::Address => ("ADDRESS", None),
        Kind::DateOfBirth => ("DATE_OF_BIRTH", None),
        Kind::Upn => ("ID", Some("UPN")),
        Kind::Uln => ("ID", Some("ULN")),
        Kind::Uci => ("ID", Some("UCI")),
        Kind::CandidateNumber => ("ID", Some("CANDIDATE")),
        Kind::AdmissionNumber => ("ID", Some("ADMISSION")),
        Kind::NhsNumber => ("ID", Some("NHS")),
        Kind::ChiNumber => ("ID", Some("CHI")),
        Kind::HcNumber => ("ID", Some("HCN")),
        Kind::Scn => ("ID", Some("SCN")),
        Kind::NationalInsurance => ("ID", Some("NINO")),
        Kind::Trn => ("ID", Some("TRN")),
        Kind::Passport => ("ID", Some("PASSPORT")),
        Kind::DrivingLicence => ("ID", Some("DRIVING")),
        Kind::VehicleRegistration => ("ID", Some("VEHICLE")),
        Kind::BankAccount => ("ID", Some("BANK")),
        Kind::Iban => ("IBAN", None),
        Kind::Card => ("CARD", None),
        Kind::Utr => ("ID", Some("UTR")),
        Kind::Dbs => ("ID", Some("DBS")),
        Kind::Reference => ("ID", Some("REFERENCE")),
        Kind::Credential => ("ID", Some("CREDENTIAL")),
        Kind::IpAddress => ("IP", None),
        Kind::PersonalUrl => ("URL", None),
        Kind::SchoolPattern => ("ID", Some("SCHOOL")),
        Kind::Sen => ("SPECIAL", Some("SEN")),
        Kind::Health => ("SPECIAL", Some("HEALTH")),
        Kind::Safeguarding => ("SPECIAL", Some("SAFEGUARDING")),
        Kind::LookedAfter => ("SPECIAL", Some("LOOKED_AFTER")),
        Kind::Economic => ("SPECIAL", Some("ECONOMIC")),
        Kind::EthnicityReligion => ("SPECIAL", Some("ETHNICITY_RELIGION")),
        Kind::Behaviour => ("SPECIAL", Some("BEHAVIOUR")),
        Kind::ClassList => ("CLASS_LIST", None),
    }
}
