//! Word documents (.docx).

use super::archive::Archive;
use super::draft::Draft;
use super::office;
use crate::error::{Code, Error};

/// The main text, then headers, footers, notes, comments and whatever else holds text.
pub(super) fn read(draft: &mut Draft, bytes: &[u8]) -> Result<(), Error> {
    let mut archive = Archive::open(bytes)?;
    let body = archive.member(draft, BODY)?.ok_or(Error::new(Code::FileBroken, "docx"))?;
    office::read_prose(draft, &body)?;
    office::read_besides(draft, &mut archive, |name| {
        name.starts_with("word/") && name != BODY && !DULL.iter().any(|dull| name.starts_with(dull))
    })
}

const BODY: &str = "word/document.xml";

/// Parts that say how, not what.
const DULL: [&str; 6] =
    ["word/styles", "word/settings", "word/fontTable", "word/webSettings", "word/theme/", "word/numbering"];
