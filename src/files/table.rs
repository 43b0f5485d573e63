//! Comma-, semicolon- and tab-separated values, all into tabs.

use super::draft::Draft;
use super::plain;
use super::sheet::one_line;
use crate::error::{Code, Error};
use csv::{ReaderBuilder, StringRecord};

/// A line per row with tabs between cells, whatever the separator was.
pub(super) fn read(draft: &mut Draft, bytes: &[u8]) -> Result<(), Error> {
    let text = plain::decode(bytes);
    let mut rows =
        ReaderBuilder::new().delimiter(separator(&text)).has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut row = StringRecord::new();
    while rows.read_record(&mut row).map_err(|_| Error::new(Code::FileBroken, "csv"))? {
        draft.spend(row.len())?;
        for cell in &row {
            draft.push(&one_line(cell));
            draft.cell();
        }
        draft.row();
    }
    Ok(())
}

/// The separator that stands most often in the first lines.
fn separator(text: &str) -> u8 {
    let head: String = text.lines().take(5).collect();
    let count = |separator: &u8| head.bytes().filter(|byte| byte == separator).count();
    [b',', b';', b'\t', b'|'].into_iter().rev().max_by_key(count).unwrap_or(b',')
}
