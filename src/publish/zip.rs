//! The folder as one file, for a desk that can hand over no folders.

use super::File;
use crate::error::{Code, Error};
use std::io::{Cursor, Write};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

/// A zip of these files. All are dated alike: the same edition is the same bytes.
pub fn zip(files: &[File]) -> Result<Vec<u8>, Error> {
    write(files).map_err(|_| Error::new(Code::TooBig, "zip"))
}

fn write(files: &[File]) -> zip::result::ZipResult<Vec<u8>> {
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated).unix_permissions(0o644);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for File { name, bytes } in files {
        zip.start_file(name.as_str(), options)?;
        zip.write_all(bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}
