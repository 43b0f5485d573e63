//! `chalkline publish`: a folder for any web host.

use super::io::{self, Answer, Done, Failure, Now, languages};
use chalkline::publish::{Edition, RECORD, folder};
use chalkline::record::Scope;
use clap::Args;
use std::path::PathBuf;

/// Make the folder that goes on the school's web host.
///
/// The signed record, the record as pages for staff and for parents and governors, what changed, a page to join browsers
/// from, and a poster; in English and Welsh. A record that browsers would refuse is not published.
#[derive(Args)]
pub struct Publish {
    /// The record, signed.
    record: PathBuf,
    /// Where the folder will stand on the web: https://…/
    #[arg(long)]
    address: String,
    /// Folder to write; files of the same names in it are replaced.
    #[arg(long)]
    out: PathBuf,
    /// What was published before, for the page of changes; by default what the folder already holds.
    #[arg(long)]
    previous: Option<PathBuf>,
    /// Make the pages of this school alone; by default the organisation's, with every school's way in.
    #[arg(long, value_parser = |text: &str| Scope::parse(text).ok_or("not an organisation's id"))]
    scope: Option<Scope>,
    #[command(flatten)]
    now: Now,
}

impl Publish {
    /// Writes the folder.
    pub fn run(&self) -> Done {
        let bundle = io::read(&self.record)?;
        let previous = self.previous(&bundle)?;
        let address = format!("{}/", self.address.trim_end_matches('/'));
        let edition = Edition {
            bundle: &bundle,
            previous: previous.as_deref(),
            school: self.scope.clone(),
            address: &address,
            now: self.now.get(),
        };
        io::write_folder(&self.out, &folder(&edition, &languages()?)?)?;
        Ok(Answer::Yes)
    }

    /// The version before, unless it is this very one again.
    fn previous(&self, bundle: &[u8]) -> Result<Option<Vec<u8>>, Failure> {
        let held = self.out.join(RECORD);
        let path = self.previous.as_ref().or(held.exists().then_some(&held));
        let previous = path.map(|path| io::read(path)).transpose()?;
        Ok(previous.filter(|previous| self.previous.is_some() || previous != bundle))
    }
}
