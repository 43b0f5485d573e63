//! OpenDocument text, spreadsheets and presentations (ISO/IEC 26300).

use super::archive::Archive;
use super::draft::{Draft, Label};
use super::office;
use super::sheet::one_line;
use super::xml::{self, Event};
use crate::error::{Code, Error};

/// The content, then headers and footers, then what is embedded, then the properties.
pub(super) fn read(draft: &mut Draft, bytes: &[u8]) -> Result<(), Error> {
    let mut archive = Archive::open(bytes)?;
    if is_locked(draft, &mut archive)? {
        return Err(Error::new(Code::FileLocked, "odf"));
    }
    let content = archive.member(draft, "content.xml")?.ok_or(Error::new(Code::FileBroken, "odf"))?;
    read_content(draft, &content)?;
    draft.begin(Label::Besides)?;
    for name in archive.names().to_vec() {
        if name == "styles.xml" || name.ends_with("/content.xml") {
            let part = archive.member(draft, &name)?.unwrap_or_default();
            read_content(draft, &part)?;
        } else if name.starts_with("Pictures/") || name.starts_with("media/") {
            draft.leave_unread();
        }
    }
    draft.begin(Label::Properties)?;
    let Some(meta) = archive.member(draft, "meta.xml")? else { return Ok(()) };
    office::read_values(draft, &meta, |element| PROPERTIES.contains(&element))
}

/// Properties that people fill in.
const PROPERTIES: [&str; 8] =
    ["creator", "description", "initial-creator", "keyword", "printed-by", "subject", "title", "user-defined"];

/// Whether the list of members says that any is encrypted.
fn is_locked(draft: &mut Draft, archive: &mut Archive) -> Result<bool, Error> {
    let manifest = archive.member(draft, "META-INF/manifest.xml")?.unwrap_or_default();
    let mut is_locked = false;
    xml::walk(draft, &manifest, |_, event| {
        is_locked |= matches!(event, Event::Start("encryption-data", _));
        Ok(())
    })?;
    Ok(is_locked)
}

fn read_content(draft: &mut Draft, bytes: &[u8]) -> Result<(), Error> {
    let mut content = Content::default();
    xml::walk(draft, bytes, |draft, event| content.take(draft, event))
}

/// How deep the walk is in tables, paragraphs and the like.
#[derive(Default)]
struct Content {
    tables: usize,
    /// Text counts only in these: white space between elements is nobody's.
    texts: usize,
    slides: usize,
    /// Tabs owed before the next text in this row.
    tabs: usize,
    repeated: usize,
}

impl Content {
    fn take(&mut self, draft: &mut Draft, event: Event) -> Result<(), Error> {
        match event {
            Event::Start("table", attributes) => {
                self.tables += 1;
                if let (1, Some(name)) = (self.tables, attributes.value("name")) {
                    draft.begin(Label::Sheet(name))?;
                }
            }
            Event::End("table") => self.tables = self.tables.saturating_sub(1),
            Event::Start("page", _) => {
                self.slides += 1;
                draft.begin(Label::Slide(self.slides))?;
            }
            Event::Start("table-cell" | "covered-table-cell", attributes) if self.tables == 1 => {
                let times = attributes.value("number-columns-repeated").and_then(|times| times.parse().ok());
                self.repeated = times.unwrap_or(1).min(MOST_TABS);
            }
            Event::End("table-cell" | "covered-table-cell") if self.tables == 1 => self.tabs += self.repeated,
            Event::End("table-row") if self.tables == 1 => {
                self.tabs = 0;
                draft.row();
            }
            Event::Start("annotation", _) => draft.space(),
            Event::Start("p" | "h" | "title" | "desc" | "creator", _) => self.texts += 1,
            Event::End("p" | "h" | "title" | "desc" | "creator") => {
                self.texts = self.texts.saturating_sub(1);
                if self.tables == 0 { draft.line() } else { draft.space() }
            }
            Event::Start("s", attributes) => {
                let spaces = attributes.value("c").and_then(|count| count.parse().ok()).unwrap_or(1);
                (0..spaces.min(MOST_TABS)).for_each(|_| draft.push(" "));
            }
            Event::Start("tab", _) if self.texts > 0 => draft.push(if self.tables == 0 { "\t" } else { " " }),
            Event::Start("line-break", _) => draft.space(),
            Event::Start("a", attributes) => {
                if let Some(address) = attributes.value("href").filter(|address| address.starts_with("mailto:")) {
                    draft.push(&format!("{address} "));
                }
            }
            Event::Text(text) if self.texts > 0 => {
                (0..std::mem::take(&mut self.tabs)).for_each(|_| draft.cell());
                draft.push(&one_line(text));
            }
            _ => {}
        }
        Ok(())
    }
}

/// A lone cell far to the right needs no more tabs before it; rows are padded to the sheet's full width with one cell "repeated" thousands of times.
const MOST_TABS: usize = 64;
