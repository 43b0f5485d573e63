//! `chalkline deploy`: the files that put the extension into managed browsers.

use super::io::{self, Answer, Done, languages};
use super::record::settings;
use chalkline::publish::{self, CHROME_STORE, EDGE_STORE, RECORD, Rollout};
use chalkline::record::{Bundle, Scope, Settings};
use clap::Args;
use std::path::PathBuf;

/// Write the files that install the extension on managed browsers and tell it where the record is.
///
/// For the Google Admin console, group policy, Intune, Jamf and other Apple management, Firefox and Linux; each with its
/// steps (steps.html, steps.cy.html).
#[derive(Args)]
pub struct Deploy {
    /// The record, signed.
    record: PathBuf,
    /// Where the published folder stands on the web: https://…/
    #[arg(long)]
    address: String,
    /// Folder to write.
    #[arg(long)]
    out: PathBuf,
    /// The school whose browsers these are; the organisation itself by default.
    #[arg(long, value_parser = |text: &str| Scope::parse(text).ok_or("not an organisation's id"))]
    scope: Option<Scope>,
    /// The extension's id in Chrome: 32 letters, as the store or `cargo xtask package` says.
    #[arg(long)]
    chrome_id: String,
    /// Where Chrome fetches it: your own update manifest instead of the Chrome Web Store.
    #[arg(long, default_value = CHROME_STORE)]
    chrome_updates: String,
    /// The extension's id in Edge; Chrome's by default, as with your own package.
    #[arg(long)]
    edge_id: Option<String>,
    /// Where Edge fetches it: your own update manifest instead of Edge Add-ons.
    #[arg(long, default_value = EDGE_STORE)]
    edge_updates: String,
    /// Where Firefox fetches the package that Mozilla has signed; beside the record by default.
    #[arg(long)]
    firefox_package: Option<String>,
    /// Let nobody enrol these browsers elsewhere.
    #[arg(long)]
    lock: bool,
    /// Least version of the record that counts, even on a new computer.
    #[arg(long, default_value_t = 0)]
    min_list_version: u64,
}

impl Deploy {
    /// Writes the files.
    pub fn run(&self) -> Done {
        let address = format!("{}/", self.address.trim_end_matches('/'));
        let own = settings(&Bundle::parse(&io::read(&self.record)?)?, self.scope.as_ref())?;
        let settings = Settings {
            urls: vec![format!("{address}{RECORD}")],
            lock_enrolment: self.lock,
            min_list_version: self.min_list_version,
            ..own
        };
        let package = self.firefox_package.clone().unwrap_or_else(|| format!("{address}chalkline.xpi"));
        let rollout = Rollout {
            settings: &settings,
            chrome_id: &self.chrome_id,
            chrome_updates: &self.chrome_updates,
            edge_id: self.edge_id.as_ref().unwrap_or(&self.chrome_id),
            edge_updates: &self.edge_updates,
            firefox_package: &package,
        };
        io::write_folder(&self.out, &publish::rollout(&rollout, &languages()?)?)?;
        Ok(Answer::Yes)
    }
}
