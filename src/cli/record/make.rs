//! First and next roots.

use super::{load, named, save, say_record, scope};
use crate::cli::io::{self, Done, Failure, Format, Now};
use chalkline::record::sign::{self, NewRoot, Rotation};
use chalkline::record::{Org, Scope};
use clap::Args;
use serde_json::{Value, json};
use std::path::PathBuf;

/// Begin a record: its first root, waiting for signatures, and a draft list to fill in.
#[derive(Args)]
pub struct New {
    /// Id of the trust or school: TR01234, 123456 (its URN), uk.seed:5123456, …
    #[arg(long, value_parser = scope)]
    org: Scope,
    /// Its name, as people read it.
    #[arg(long)]
    name: String,
    /// Public half of a root key; once for each sheet, of which there should be three.
    #[arg(long, required = true)]
    root_key: Vec<PathBuf>,
    #[command(flatten)]
    sheets: Sheets,
    /// Public half of a list key; once or more.
    #[arg(long, required = true)]
    list_key: Vec<PathBuf>,
    /// How many list keys must sign a list.
    #[arg(long, default_value_t = 1)]
    list_threshold: u64,
    /// Record to write.
    #[arg(long)]
    out: PathBuf,
    /// Draft list to write.
    #[arg(long)]
    draft: Option<PathBuf>,
    #[command(flatten)]
    now: Now,
}

/// How many sheets sign roots.
#[derive(Args)]
struct Sheets {
    /// How many sheets must sign a root.
    #[arg(long, default_value_t = 2)]
    root_threshold: u64,
    /// Accept that a single sheet signs roots: whoever finds it holds the record, and there is no second to stop them.
    #[arg(long)]
    small_school: bool,
}

impl Sheets {
    fn threshold(&self) -> Result<u64, Failure> {
        if self.root_threshold < 2 && !self.small_school {
            return Err(Failure::Outside("one sheet alone would sign roots: say --small-school to accept that".into()));
        }
        Ok(self.root_threshold)
    }
}

impl New {
    pub fn run(&self, format: Format) -> Done {
        let new = NewRoot {
            org: Org { id: self.org.clone(), name: self.name.clone() },
            root_keys: named(&self.root_key)?,
            root_threshold: self.sheets.threshold()?,
            list_keys: named(&self.list_key)?,
            list_threshold: self.list_threshold,
        };
        let bundle = sign::new_bundle(&new, self.now.get())?;
        if let Some(path) = std::iter::once(&self.out).chain(&self.draft).find(|path| path.exists()) {
            return Err(io::outside(path, "is there already"));
        }
        save(&self.out, &bundle)?;
        if let Some(path) = &self.draft {
            io::write(path, format!("{:#}\n", empty_draft(&self.org)))?;
        }
        let pin = super::settings(&bundle, None)?.root_sha256;
        say_record(format, &[format!("root_sha256, for the browsers' policy: {pin}")], &bundle)
    }
}

/// A draft with what staff need, to be filled in.
fn empty_draft(org: &Scope) -> Value {
    let contacts =
        ["ai_lead", "data_protection", "designated_safeguarding_lead"].map(|role| json!({"role": role, "email": ""}));
    json!({
        "scope": org,
        "tools": [],
        "contacts": contacts,
        "reminders": [],
        "settings": {"go_on": "with_reason", "reminder_every": 10},
    })
}

/// Change keys, or renew the present ones for two years: a next root, waiting for signatures of old and new keys.
///
/// Lists below the present one stop counting. A root that still waits for signatures is replaced.
#[derive(Args)]
pub struct Rotate {
    /// The record.
    record: PathBuf,
    /// Public halves of all root keys from now on; none: they stay.
    #[arg(long)]
    root_key: Vec<PathBuf>,
    #[command(flatten)]
    sheets: Sheets,
    /// Public halves of all list keys from now on; none: they stay.
    #[arg(long)]
    list_key: Vec<PathBuf>,
    /// How many of them must sign.
    #[arg(long, default_value_t = 1)]
    list_threshold: u64,
    /// A new name of the organisation.
    #[arg(long)]
    name: Option<String>,
    /// Least list version that counts; after a theft, one above the last honest list.
    #[arg(long)]
    min_version: Option<u64>,
    #[command(flatten)]
    now: Now,
}

impl Rotate {
    pub fn run(&self, format: Format) -> Done {
        let role = |paths: &[PathBuf], threshold| match paths {
            [] => Ok(None),
            paths => named(paths).map(|keys| Some((keys, threshold))),
        };
        let rotation = Rotation {
            root: role(&self.root_key, self.sheets.threshold()?)?,
            list: role(&self.list_key, self.list_threshold)?,
            name: self.name.clone(),
            min_list_version: self.min_version,
        };
        let bundle = sign::rotate(&load(&self.record)?, &rotation, self.now.get())?;
        save(&self.record, &bundle)?;
        say_record(format, &[], &bundle)
    }
}
