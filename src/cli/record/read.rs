//! What a record says, and what is new in it.

use super::{load, scope, settings, waiting_json, waiting_line};
use crate::cli::io::{self, Answer, Done, Failure, Format, Now};
use chalkline::error::Code;
use chalkline::record::sign;
use chalkline::record::{Address, Bundle, Content, Opened, Scope, State, Tool, diff, in_words, open, update};
use clap::Args;
use serde_json::json;
use std::path::{Path, PathBuf};

/// Tell what changed between two records or drafts, as news for staff and governors.
#[derive(Args)]
pub struct Diff {
    /// The record or draft of before.
    old: PathBuf,
    /// The record or draft of now.
    new: PathBuf,
    /// Compare the lists of this school instead of its trust's.
    #[arg(long, value_parser = scope)]
    scope: Option<Scope>,
}

impl Diff {
    pub fn run(&self, format: Format) -> Done {
        let [old, new] = [&self.old, &self.new].map(|path| content(path, self.scope.as_ref()));
        let changes = diff(&old?, &new?);
        let lines = changes.iter().map(|change| format!("{} {}.", change.about, change.words));
        format.say(&changes, lines.chain(changes.is_empty().then(|| "Nothing has changed.".into())));
        Ok(Answer::Yes)
    }
}

/// A list of a record, or a draft as it stands.
fn content(path: &Path, school: Option<&Scope>) -> Result<Content, Failure> {
    let bytes = io::read(path)?;
    match Bundle::parse(&bytes) {
        Ok(bundle) => Ok(sign::list_content(&bundle, school)?),
        Err(error) if error.code == Code::NotAList => {
            serde_json::from_slice(&bytes).map_err(|error| io::outside(path, error))
        }
        Err(error) => Err(error.into()),
    }
}

/// Show a record: whose it is, what it waits for, its tools; or what it says of one address.
#[derive(Args)]
pub struct Show {
    /// The record.
    record: PathBuf,
    /// Show what it says of this address; exit code 1 if it is not on record.
    #[arg(long)]
    url: Option<String>,
    /// As read in this school; the organisation itself by default.
    #[arg(long, value_parser = scope)]
    scope: Option<Scope>,
    #[command(flatten)]
    now: Now,
}

impl Show {
    pub fn run(&self, format: Format) -> Done {
        let bundle = load(&self.record)?;
        let settings = settings(&bundle, self.scope.as_ref())?;
        let state = update(json!(bundle).to_string().as_bytes(), &State::default(), &settings, self.now.get()).state;
        let opened = open(&state, Some(&settings), self.now.get());
        match &self.url {
            Some(url) => show_address(format, &opened, url),
            None => show_all(format, &opened, &bundle, &settings.root_sha256),
        }
    }
}

fn show_all(format: Format, opened: &Opened, bundle: &Bundle, root_sha256: &str) -> Done {
    let waiting = sign::waiting(bundle)?;
    let shown = json!({
        "health": opened.health,
        "root_sha256": root_sha256,
        "record": opened.summary,
        "waiting": waiting_json(&waiting),
        "tools": opened.tools(),
        "contacts": opened.content.contacts,
        "settings": opened.content.settings,
    });
    let whose = opened.summary.iter().flat_map(|record| {
        [
            format!("{} ({}), list {}, until {}", record.name, record.school_id, record.version, record.expires),
            format!("fingerprint: {}", record.fingerprint),
        ]
    });
    let tools = tools(opened);
    let lines = [format!("health: {}", opened.health.as_str()), format!("root_sha256: {root_sha256}")]
        .into_iter()
        .chain(whose)
        .chain(tools.iter().map(|tool| sentence(tool, &tools)))
        .chain(waiting.iter().map(waiting_line));
    format.say(&shown, lines);
    Ok(Answer::Yes)
}

fn show_address(format: Format, opened: &Opened, url: &str) -> Done {
    let url = if url.contains("://") { url.to_string() } else { format!("https://{url}") };
    let entry = opened.look_up(&Address::parse(&url)?);
    let line = entry.as_ref().map_or("Not on record.".into(), |entry| sentence(&entry.tool, &tools(opened)));
    format.say(&entry, [line]);
    Ok(if entry.is_some() { Answer::Yes } else { Answer::No })
}

fn tools(opened: &Opened) -> Vec<Tool> {
    opened.tools().into_iter().map(|entry| entry.tool.into_owned()).collect()
}

fn sentence(tool: &Tool, others: &[Tool]) -> String {
    format!("{}: {}.", tool.name, in_words(tool, others))
}
