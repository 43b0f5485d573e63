//! Zip archives, opened one member at a time within the limits.

use super::draft::{Draft, Label};
use crate::error::{Code, Error};
use std::borrow::Cow;
use std::io::{Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// An open archive.
pub(super) struct Archive<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
    names: Vec<String>,
}

impl<'b> Archive<'b> {
    pub fn open(bytes: &'b [u8]) -> Result<Self, Error> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|fault| named(&fault))?;
        let names: Result<Vec<String>, ZipError> = zip.file_names().map(|name| name.map(Cow::into_owned)).collect();
        let mut names = names.map_err(|fault| named(&fault))?;
        names.retain(|name| !name.ends_with('/'));
        names.sort_unstable();
        Ok(Archive { zip, names })
    }

    /// The members' names, folders left out, sorted.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// A member's bytes; `None` if there is no such member.
    pub fn member(&mut self, draft: &mut Draft, name: &str) -> Result<Option<Vec<u8>>, Error> {
        let mut member = match self.zip.by_name(name) {
            Ok(member) => member,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(fault) => return Err(named(&fault)),
        };
        let mut bytes = Vec::new();
        let most = draft.room() as u64 + 1;
        let read = member.by_ref().take(most).read_to_end(&mut bytes);
        draft.unpack(bytes.len())?;
        read.map_err(|_| Error::new(Code::FileBroken, "zip"))?;
        Ok(Some(bytes))
    }
}

fn named(fault: &ZipError) -> Error {
    let code = match fault {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => Code::FileLocked,
        ZipError::UnsupportedArchive(_) | ZipError::CompressionMethodNotSupported(_) => Code::FileUnreadable,
        _ => Code::FileBroken,
    };
    Error::new(code, "zip")
}

/// Every file in an archive that is no document itself.
pub(super) fn read(draft: &mut Draft, bytes: &[u8]) -> Result<(), Error> {
    let mut archive = Archive::open(bytes)?;
    for name in archive.names().to_vec() {
        draft.begin(Label::File(name.clone()))?;
        draft.push(&name);
        draft.line();
        if let Some(member) = archive.member(draft, &name)? {
            super::read_inner(draft, &member, &name)?;
        }
    }
    Ok(())
}
