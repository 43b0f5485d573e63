//! Text out of documents: everything in a file that a person could have written, not only what is printed.
//!
//! Comments, headers, notes, hidden sheets, deletions that are only tracked, cached copies of tables and the author's
//! name count as text. Tables come out with tabs between cells and a line per row. What cannot be read as text
//! (pictures, recordings) is counted in [`FileText::unread`], or is an error when nothing else is left: never silence.
//!
//! The format is told by the file's bytes first and its name second. Work is bounded by [`Limits`]; a PDF's own
//! compression is bounded only by the memory of the instance it is read in.

mod archive;
mod draft;
mod format;
mod html;
mod mail;
mod office;
mod opendocument;
mod pdf;
mod plain;
mod rtf;
mod sheet;
mod slides;
mod table;
mod word;
mod xls;
mod xml;

pub use draft::{FileText, Label, Limits, Part};
pub use format::FileKind;

use crate::error::{Code, Error};
use draft::Draft;

/// The text of the file called `name`, or why it cannot be had.
///
/// Photographs and recordings are no error: their [`FileKind`] says what they are, and the text is empty.
/// Errors: `FILE_BROKEN`, `FILE_LOCKED`, `FILE_NO_TEXT`, `FILE_TOO_BIG`, `FILE_UNKNOWN`, `FILE_UNREADABLE`.
pub fn read_file(bytes: &[u8], name: &str, limits: &Limits) -> Result<FileText, Error> {
    if bytes.len() > limits.bytes_in {
        return Err(Error::new(Code::FileTooBig, "file"));
    }
    let mut draft = Draft::new(limits);
    let kind = read_into(&mut draft, bytes, name)?;
    draft.finish(kind)
}

/// Adds the text of one file, itself or found inside another, to the draft.
fn read_into(draft: &mut Draft, bytes: &[u8], name: &str) -> Result<FileKind, Error> {
    let kind = FileKind::of(bytes, name)?;
    match kind {
        FileKind::Audio | FileKind::Image | FileKind::Video => draft.leave_unread(),
        FileKind::Csv | FileKind::Tsv => table::read(draft, bytes)?,
        FileKind::Docx => word::read(draft, bytes)?,
        FileKind::Eml => mail::read(draft, bytes)?,
        FileKind::Html => html::read(draft, &plain::decode(bytes))?,
        FileKind::Odf => opendocument::read(draft, bytes)?,
        FileKind::Pdf => pdf::read(draft, bytes)?,
        FileKind::Pptx => slides::read(draft, bytes)?,
        FileKind::Rtf => rtf::read(draft, bytes)?,
        FileKind::Text => draft.push(&plain::decode(bytes)),
        FileKind::Xls => xls::read(draft, bytes)?,
        FileKind::Xlsx => sheet::read(draft, bytes)?,
        FileKind::Zip => archive::read(draft, bytes)?,
    }
    Ok(kind)
}

/// Adds a file found inside another. One that holds no text is counted as unread; one that might hold some and
/// cannot be had (locked, broken, too big) is the whole file's error.
fn read_inner(draft: &mut Draft, bytes: &[u8], name: &str) -> Result<(), Error> {
    draft.descend()?;
    match read_into(draft, bytes, name) {
        Err(Error { code: Code::FileUnknown, .. }) => draft.leave_unread(),
        outcome => {
            outcome?;
        }
    }
    draft.ascend();
    Ok(())
}

#[cfg(test)]
mod tests;
