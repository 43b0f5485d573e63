//! Compound files (OLE2): Excel workbooks from before 2007, and what we do not read.

use super::FileKind;
use super::draft::{Draft, Label};
use super::sheet::one_line;
use crate::error::{Code, Error};
use calamine::{Data, Reader, Xls, XlsError};
use std::io::Cursor;

/// What a compound file holds, by the names of its streams.
pub(super) fn of_compound(bytes: &[u8]) -> Result<FileKind, Error> {
    let holds = |stream: &str| {
        let name: Vec<u8> = stream.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.windows(name.len()).step_by(2).any(|window| window == name)
    };
    if holds("EncryptedPackage") {
        Err(Error::new(Code::FileLocked, "office"))
    } else if holds("Workbook") || holds("Book\0") {
        Ok(FileKind::Xls)
    } else {
        Err(Error::new(Code::FileUnreadable, "compound"))
    }
}

/// The sheets in their order, a line per row with tabs between cells.
pub(super) fn read(draft: &mut Draft, bytes: &[u8]) -> Result<(), Error> {
    let mut book: Xls<_> = Xls::new(Cursor::new(bytes)).map_err(|fault| named(&fault))?;
    for name in book.sheet_names() {
        draft.begin(Label::Sheet(name.clone()))?;
        let range = book.worksheet_range(&name).map_err(|fault| named(&fault))?;
        for row in range.rows() {
            draft.spend(row.len())?;
            for cell in row {
                draft.push(&shown(cell));
                draft.cell();
            }
            draft.row();
        }
    }
    Ok(())
}

fn named(fault: &XlsError) -> Error {
    let code = if matches!(fault, XlsError::Password) { Code::FileLocked } else { Code::FileBroken };
    Error::new(code, "xls")
}

fn shown(cell: &Data) -> String {
    match cell {
        Data::DateTime(when) => {
            let (year, month, day, ..) = when.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        Data::Empty => String::new(),
        cell => one_line(&cell.to_string()),
    }
}
