//! From a draft to a signed list.

use super::{load, part_name, save, say_record};
use crate::cli::io::{self, Answer, Done, Format, Now, Signer};
use chalkline::guard;
use chalkline::record::Time;
use chalkline::record::check::{Level, Problem};
use chalkline::record::sign::{self, Part};
use clap::Args;
use serde_json::Value;
use std::path::PathBuf;

/// Check a draft for what a person forgets.
#[derive(Args)]
pub struct Check {
    /// The draft list.
    draft: PathBuf,
    #[command(flatten)]
    now: Now,
}

impl Check {
    pub fn run(&self, format: Format) -> Done {
        let draft: Value = io::read_json(&self.draft)?;
        let problems = check_draft(&draft, self.now.get());
        say_problems(format, &draft, &problems);
        if format == Format::Words && problems.is_empty() {
            io::say("nothing to mend");
        }
        Ok(if may_be_signed(&problems) { Answer::Yes } else { Answer::No })
    }
}

fn check_draft(draft: &Value, now: Time) -> Vec<Problem> {
    guard::check_draft(draft, now, &|host| psl::suffix_str(host).is_some_and(|suffix| suffix == host))
}

fn may_be_signed(problems: &[Problem]) -> bool {
    problems.iter().all(|problem| problem.level != Level::Error)
}

fn say_problems(format: Format, draft: &Value, problems: &[Problem]) {
    let line = |problem: &Problem| {
        let level = if problem.level == Level::Error { "error" } else { "look at" };
        format!("{level}: {} {}: {}", place(draft, &problem.at), problem.code, problem.words())
    };
    format.say(&problems, problems.iter().map(line));
}

/// A pointer with the tool's name where it has one: `/tools/3/status (Example Chat)`.
fn place(draft: &Value, at: &str) -> String {
    let tool = at.strip_prefix("/tools/").and_then(|rest| rest.split('/').next());
    let name = tool.and_then(|n| draft.pointer(&format!("/tools/{n}/name"))).and_then(Value::as_str);
    name.map_or(at.to_string(), |name| format!("{at} ({name})"))
}

/// Sign a draft and put it into the record. A draft with errors is not signed.
#[derive(Args)]
pub struct Sign {
    /// The draft list.
    draft: PathBuf,
    /// The record it goes into.
    #[arg(long)]
    record: PathBuf,
    /// How many days it holds; at most what the root allows, 190 by default.
    #[arg(long, default_value_t = 90)]
    days: u16,
    #[command(flatten)]
    signer: Signer,
    #[command(flatten)]
    now: Now,
}

impl Sign {
    pub fn run(&self, format: Format) -> Done {
        let draft: Value = io::read_json(&self.draft)?;
        let (now, days) = (self.now.get(), i64::from(self.days));
        let problems = check_draft(&draft, now);
        if !may_be_signed(&problems) {
            say_problems(format, &draft, &problems);
            return Ok(Answer::No);
        }
        let bundle = sign::sign_list(&load(&self.record)?, &draft, &self.signer.get()?, now, days)?;
        save(&self.record, &bundle)?;
        if format == Format::Words {
            say_problems(format, &draft, &problems);
        }
        say_record(format, &[format!("signed until {}", now.plus_days(days).date())], &bundle)
    }
}

/// Sign whatever in the record waits for this key.
#[derive(Args)]
pub struct AddSignature {
    /// The record.
    record: PathBuf,
    #[command(flatten)]
    signer: Signer,
}

impl AddSignature {
    pub fn run(&self, format: Format) -> Done {
        let (bundle, parts) = sign::add_signature(&load(&self.record)?, &self.signer.get()?)?;
        save(&self.record, &bundle)?;
        let signed = |part: &Part| format!("signed: {}", part_name(part));
        say_record(format, &parts.iter().map(signed).collect::<Vec<_>>(), &bundle)
    }
}
