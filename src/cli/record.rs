//! `chalkline record`: make, check, sign, rotate, compare and show a record.

use super::io::{self, Answer, Done, Failure, Now, Signer};
use super::keys::read_public;
use super::verify::Verify;
use chalkline::error::Code;
use chalkline::record::check::{Level, check, schema};
use chalkline::record::sign::{self, Named, NewRoot, Part, Rotation};
use chalkline::record::{Address, Bundle, Content, Opened, Org, Scope, Settings, State, Time, diff, open, update};
use clap::{Args, Subcommand};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// Keep a school's record of AI tools.
///
/// Exit code 0: done, or nothing to mend. 1: refused, or something to mend. 2: a file could not be read or written.
#[derive(Subcommand)]
pub enum Record {
    New(New),
    Check(Check),
    Sign(Sign),
    AddSignature(AddSignature),
    Rotate(Rotate),
    Verify(Verify),
    Diff(Diff),
    Show(Show),
    /// Print the JSON Schema of a draft, for editors.
    Schema,
}

impl Record {
    /// Runs the verb.
    pub fn run(&self) -> Done {
        match self {
            Record::New(verb) => verb.run(),
            Record::Check(verb) => verb.run(),
            Record::Sign(verb) => verb.run(),
            Record::AddSignature(verb) => verb.run(),
            Record::Rotate(verb) => verb.run(),
            Record::Verify(verb) => verb.run(),
            Record::Diff(verb) => verb.run(),
            Record::Show(verb) => verb.run(),
            Record::Schema => {
                io::say_json(&schema());
                Ok(Answer::Yes)
            }
        }
    }
}

fn scope(text: &str) -> Result<Scope, &'static str> {
    Scope::parse(text).ok_or("not an organisation's id, such as uk.gias.urn:123456")
}

/// Begin a record: its first root, waiting for signatures, and a draft list to fill in.
#[derive(Args)]
pub struct New {
    /// Id of the trust or school: uk.gias.group:TR01234, uk.gias.urn:123456, …
    #[arg(long, value_parser = scope)]
    org: Scope,
    /// Its name, as people read it.
    #[arg(long)]
    name: String,
    /// Public half of a root key; once for each sheet, three by default.
    #[arg(long, required = true)]
    root_key: Vec<PathBuf>,
    /// How many sheets must sign the next root.
    #[arg(long, default_value_t = 2)]
    root_threshold: u64,
    /// Accept that a single sheet signs roots: whoever finds it holds the record, and there is no second to stop them.
    #[arg(long)]
    small_school: bool,
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

impl New {
    fn run(&self) -> Done {
        if self.root_threshold < 2 && !self.small_school {
            return Err(Failure::Outside("one sheet alone would sign roots: say --small-school to accept that".into()));
        }
        let new = NewRoot {
            org: Org { id: self.org.clone(), name: self.name.clone() },
            root_keys: named(&self.root_key)?,
            root_threshold: self.root_threshold,
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
        say_waiting(&bundle)
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

/// Check a draft for what a person forgets.
#[derive(Args)]
pub struct Check {
    /// The draft list.
    draft: PathBuf,
    /// Print JSON.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    now: Now,
}

impl Check {
    fn run(&self) -> Done {
        let draft: Value = io::read_json(&self.draft)?;
        check_draft(&draft, self.now.get(), self.json)
    }
}

/// Prints the problems; no if one of them is an error.
fn check_draft(draft: &Value, now: Time, as_json: bool) -> Done {
    let problems = check(draft, now, &|host| psl::suffix_str(host).is_some_and(|suffix| suffix == host));
    if as_json {
        io::say_json(&problems);
    } else {
        for problem in &problems {
            let level = if problem.level == Level::Error { "error" } else { "look at" };
            io::say(&format!("{level}: {} {}: {}", place(draft, &problem.at), problem.code, problem.words()));
        }
    }
    Ok(if problems.iter().any(|problem| problem.level == Level::Error) { Answer::No } else { Answer::Yes })
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
    /// How long it holds.
    #[arg(long, default_value_t = 90)]
    days: i64,
    #[command(flatten)]
    signer: Signer,
    #[command(flatten)]
    now: Now,
}

impl Sign {
    fn run(&self) -> Done {
        let draft: Value = io::read_json(&self.draft)?;
        if let Answer::No = check_draft(&draft, self.now.get(), false)? {
            return Ok(Answer::No);
        }
        let bundle = sign::sign_list(&load(&self.record)?, &draft, &self.signer.get()?, self.now.get(), self.days)?;
        save(&self.record, &bundle)?;
        say_waiting(&bundle)
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
    fn run(&self) -> Done {
        let (bundle, parts) = sign::add_signature(&load(&self.record)?, &self.signer.get()?)?;
        save(&self.record, &bundle)?;
        parts.iter().for_each(|part| io::say(&format!("signed: {}", part_name(part))));
        say_waiting(&bundle)
    }
}

/// Change keys: a next root, waiting for signatures of old and new keys. Lists below the present one stop counting.
#[derive(Args)]
pub struct Rotate {
    /// The record.
    record: PathBuf,
    /// Public halves of all root keys from now on; none: they stay.
    #[arg(long)]
    root_key: Vec<PathBuf>,
    /// How many of them must sign.
    #[arg(long, default_value_t = 2)]
    root_threshold: u64,
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
    fn run(&self) -> Done {
        let role = |paths: &[PathBuf], threshold| match paths {
            [] => Ok(None),
            paths => named(paths).map(|keys| Some((keys, threshold))),
        };
        let rotation = Rotation {
            root: role(&self.root_key, self.root_threshold)?,
            list: role(&self.list_key, self.list_threshold)?,
            name: self.name.clone(),
            min_list_version: self.min_version,
        };
        let bundle = sign::rotate(&load(&self.record)?, &rotation, self.now.get())?;
        save(&self.record, &bundle)?;
        say_waiting(&bundle)
    }
}

/// Tell what changed between two records or drafts, as news for staff and governors.
#[derive(Args)]
pub struct Diff {
    /// The record or draft of before.
    old: PathBuf,
    /// The record or draft of now.
    new: PathBuf,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

impl Diff {
    fn run(&self) -> Done {
        let changes = diff(&content(&self.old)?, &content(&self.new)?);
        if self.json {
            io::say_json(&changes);
        } else {
            changes.iter().for_each(|change| io::say(&format!("{} {}.", change.about, change.words)));
        }
        Ok(Answer::Yes)
    }
}

/// Show a record: whose it is, what it waits for, its tools; or what it says of one address.
#[derive(Args)]
pub struct Show {
    /// The record.
    record: PathBuf,
    /// Show what it says of this address.
    #[arg(long)]
    url: Option<String>,
    /// As read in this school; the organisation itself by default.
    #[arg(long, value_parser = scope)]
    scope: Option<Scope>,
    /// Print JSON.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    now: Now,
}

impl Show {
    fn run(&self) -> Done {
        let bundle = load(&self.record)?;
        let opened = opened(&bundle, self.scope.as_ref(), self.now.get())?;
        if let Some(url) = &self.url {
            return self.show_address(&opened, url);
        }
        let settings = settings(&bundle, self.scope.as_ref())?;
        let shown = json!({
            "health": opened.health,
            "root_sha256": settings.root_sha256,
            "record": opened.summary,
            "waiting": waiting_lines(&bundle)?,
            "tools": opened.tools(),
            "contacts": opened.content.contacts,
            "settings": opened.content.settings,
        });
        if self.json {
            io::say_json(&shown);
            return Ok(Answer::Yes);
        }
        io::say(&format!("health: {}\nroot_sha256: {}", opened.health.as_str(), settings.root_sha256));
        if let Some(record) = &opened.summary {
            io::say(&format!(
                "{} ({}), list {}, until {}",
                record.name, record.school_id, record.version, record.expires
            ));
        }
        opened.tools().iter().for_each(|entry| io::say(&format!("{}: {}", entry.tool.name, json!(entry.tool.status))));
        say_waiting(&bundle)
    }

    fn show_address(&self, opened: &Opened, url: &str) -> Done {
        let entry = opened.look_up(&Address::parse(url)?);
        match (&entry, self.json) {
            (_, true) => io::say_json(&entry),
            (Some(entry), false) => io::say(&format!("{}: {}", entry.tool.name, json!(entry.tool.status))),
            (None, false) => io::say("not on record"),
        }
        Ok(if entry.is_some() { Answer::Yes } else { Answer::No })
    }
}

fn load(path: &Path) -> Result<Bundle, Failure> {
    Ok(Bundle::parse(&io::read(path)?)?)
}

fn save(path: &Path, bundle: &Bundle) -> Result<(), Failure> {
    io::write(path, json!(bundle).to_string())
}

fn named(paths: &[PathBuf]) -> Result<Named, Failure> {
    paths.iter().map(|path| read_public(path)).collect()
}

/// A record as a browser would have it in force, pinned to its own first root.
fn opened(bundle: &Bundle, school: Option<&Scope>, now: Time) -> Result<Opened, Failure> {
    let settings = settings(bundle, school)?;
    let state = update(json!(bundle).to_string().as_bytes(), &State::default(), &settings, now).state;
    Ok(open(&state, Some(&settings), now))
}

/// The enrolment of the organisation itself, or of one of its schools; where it is published does not matter here.
pub fn settings(bundle: &Bundle, school: Option<&Scope>) -> Result<Settings, Failure> {
    let own = sign::organisation(bundle)?.id;
    Ok(sign::settings_for(bundle, school.unwrap_or(&own), Vec::new())?)
}

/// The list of a record, or a draft as it stands.
fn content(path: &Path) -> Result<Content, Failure> {
    let bytes = io::read(path)?;
    match Bundle::parse(&bytes) {
        Ok(bundle) => Ok(sign::list_content(&bundle)?),
        Err(error) if error.code == Code::NotAList => {
            serde_json::from_slice(&bytes).map_err(|error| io::outside(path, error))
        }
        Err(error) => Err(error.into()),
    }
}

fn say_waiting(bundle: &Bundle) -> Done {
    waiting_lines(bundle)?.iter().for_each(|line| io::say(line));
    Ok(Answer::Yes)
}

fn waiting_lines(bundle: &Bundle) -> Result<Vec<String>, Failure> {
    let line = |waiting: sign::Waiting| {
        let keys = waiting.keyids.into_iter().map(|id| format!("\n  {id}")).collect::<String>();
        format!("{} waits for more of:{keys}", part_name(&waiting.part))
    };
    Ok(sign::waiting(bundle)?.into_iter().map(line).collect())
}

fn part_name(part: &Part) -> String {
    match part {
        Part::Root(version) => format!("root {version}"),
        Part::TrustList => "list".into(),
        Part::SchoolList(scope) => format!("list of {scope}"),
    }
}
