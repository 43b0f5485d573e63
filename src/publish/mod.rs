//! The folder a school puts on its web host: the signed record, the same record as pages for people, and the way in.
//!
//! One edition makes every file, at the command line and on the desk alike. Pages are in English and Welsh, load nothing
//! from elsewhere, and read, search and print without a network. What they say is what a browser would say: the record
//! is verified first, and one that browsers would refuse is not published.

mod changes;
mod join;
mod metrics;
mod page;
mod qr;
mod report;
mod rollout;
mod tools;
mod words;
#[cfg(any(feature = "files", feature = "desk"))]
mod zip;

pub use metrics::{Sending, Sent, metrics};
pub use page::{Sheet, sheet};
pub use qr::qr_svg;
pub use report::{Counts, Report, report};
pub use rollout::{CHROME_STORE, EDGE_STORE, FIREFOX_ID, Rollout, rollout};
pub use words::Words;
#[cfg(any(feature = "files", feature = "desk"))]
pub use zip::zip;

use crate::error::{Code, Error};
use crate::record::sign::{list_content, organisation, settings_for};
use crate::record::{Bundle, Content, Opened, Scope, State, Time, open, update};
use page::{Page, Site};

/// Name of the record's file in the folder.
pub const RECORD: &str = "record.json";

/// One version of a record, about to be published.
pub struct Edition<'a> {
    /// The record's file, signed.
    pub bundle: &'a [u8],
    /// The file that was published before, for the page of changes.
    pub previous: Option<&'a [u8]>,
    /// Whose pages they are: a school of the trust, or the organisation itself.
    pub school: Option<Scope>,
    /// Where the folder will stand: an https address that ends in `/`.
    pub address: &'a str,
    /// The moment of publishing.
    pub now: Time,
}

/// A file of the folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its name, with `/` after a folder's.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

impl File {
    fn new(name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> File {
        File { name: name.into(), bytes: bytes.into() }
    }
}

/// Every file of the folder, sorted by name. `languages`: the words of each language, the first being the pages' own
/// and the others under names like `staff.cy.html`.
///
/// Errors: whatever a browser would refuse the record for; `BAD_ADDRESS` if the folder's address is not https.
pub fn folder(edition: &Edition<'_>, languages: &[Words]) -> Result<Vec<File>, Error> {
    let site = read(edition)?;
    let mut files = vec![
        File::new(RECORD, edition.bundle),
        File::new("_headers", HEADERS),
        File::new("pages.css", format!("{LOOK}\n{}", include_str!("pages.css"))),
        File::new("search.js", include_str!("search.js")),
    ];
    for words in languages {
        for page in Page::ALL {
            files.push(File::new(page.file(words), page::render(page, &site, words, languages)));
        }
    }
    files.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(files)
}

/// The extension's own look: one for everything that Chalkline shows.
const LOOK: &str = include_str!("../../extension/ui/chalkline.css");

/// Lets browsers fetch the record without a permission, on hosts that read this file (Netlify, Cloudflare Pages).
const HEADERS: &str = "/record.json\n  Access-Control-Allow-Origin: *\n";

/// Verifies the edition and gathers what the pages say.
fn read(edition: &Edition<'_>) -> Result<Site, Error> {
    let address = edition.address;
    let is_good = address.starts_with("https://") && address.ends_with('/');
    let is_good = is_good && crate::record::Address::parse(address).is_ok() && !address.contains(['?', '#']);
    if !is_good {
        return Err(Error::new(Code::BadAddress, "address"));
    }
    let bundle = Bundle::parse(edition.bundle)?;
    let school = edition.school.clone().map_or_else(|| organisation(&bundle).map(|org| org.id), Ok)?;
    let previous =
        edition.previous.map(|bytes| Bundle::parse(bytes).and_then(|old| list_content(&old, None))).transpose()?;
    Ok(Site {
        opened: as_a_browser_would(&bundle, &school, edition)?,
        audiences: join::audiences(&bundle, &school, address)?,
        changes: previous.map(|old| changes(&old, &bundle)).transpose()?,
        address: address.to_string(),
        now: edition.now,
    })
}

fn changes(old: &Content, bundle: &Bundle) -> Result<changes::Changes, Error> {
    Ok(changes::Changes::between(old, &list_content(bundle, None)?))
}

fn as_a_browser_would(bundle: &Bundle, school: &Scope, edition: &Edition<'_>) -> Result<Opened, Error> {
    let settings = settings_for(bundle, school, vec![format!("{}{RECORD}", edition.address)])?;
    let update = update(edition.bundle, &State::default(), &settings, edition.now);
    if let crate::record::Outcome::Refused(error) = update.outcome {
        return Err(error);
    }
    Ok(open(&update.state, Some(&settings), edition.now))
}

#[cfg(test)]
mod tests;
