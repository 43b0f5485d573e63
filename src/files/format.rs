//! Which format a file has: by its first bytes, then, for text without a mark, by its name.

use super::archive::Archive;
use super::{plain, xls};
use crate::error::{Code, Error};
use serde::Serialize;

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FileKind {
    /// A recording of sound.
    Audio,
    /// Comma- or semicolon-separated values.
    Csv,
    /// A Word document of 2007 or later.
    Docx,
    /// An e-mail message, or a web archive in that form.
    Eml,
    /// A web page.
    Html,
    /// A photograph or picture.
    Image,
    /// An OpenDocument text, spreadsheet or presentation.
    Odf,
    /// A PDF.
    Pdf,
    /// A PowerPoint presentation of 2007 or later.
    Pptx,
    /// Rich text.
    Rtf,
    /// Plain text, or code, or data in text form.
    Text,
    /// Tab-separated values.
    Tsv,
    /// A film.
    Video,
    /// An Excel workbook from before 2007.
    Xls,
    /// An Excel workbook of 2007 or later.
    Xlsx,
    /// An archive of files.
    Zip,
}

impl FileKind {
    /// Whether a file of this kind should hold text: all but pictures and recordings.
    pub(super) fn holds_text(self) -> bool {
        !matches!(self, FileKind::Audio | FileKind::Image | FileKind::Video)
    }

    pub(super) fn of(bytes: &[u8], name: &str) -> Result<Self, Error> {
        let head = bytes.get(..1024).unwrap_or(bytes);
        if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
            return Archive::open(bytes).map(|archive| of_archive(&archive));
        }
        if head.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
            return xls::of_compound(bytes);
        }
        if COMPRESSED.iter().any(|magic| head.starts_with(magic)) {
            return Err(Error::new(Code::FileUnreadable, "archive"));
        }
        of_magic(head).or_else(|| of_text(bytes, name)).ok_or(Error::new(Code::FileUnknown, "file"))
    }
}

/// 7-Zip, RAR, gzip.
const COMPRESSED: [&[u8]; 3] = [b"7z\xBC\xAF\x27\x1C", b"Rar!\x1A\x07", b"\x1F\x8B\x08"];

fn of_archive(archive: &Archive) -> FileKind {
    let begins = |folder: &str| archive.names().iter().any(|name| name.starts_with(folder));
    if archive.names().iter().any(|name| name == "[Content_Types].xml") {
        for (folder, kind) in [("word/", FileKind::Docx), ("xl/", FileKind::Xlsx), ("ppt/", FileKind::Pptx)] {
            if begins(folder) {
                return kind;
            }
        }
    }
    if begins("META-INF/manifest.xml") && begins("content.xml") { FileKind::Odf } else { FileKind::Zip }
}

fn of_magic(head: &[u8]) -> Option<FileKind> {
    let starts = |magic: &[u8]| head.starts_with(magic);
    let at = |offset: usize, magic: &[u8]| head.get(offset..).is_some_and(|rest| rest.starts_with(magic));
    if head.windows(5).any(|window| window == b"%PDF-") {
        Some(FileKind::Pdf)
    } else if starts(b"{\\rtf") {
        Some(FileKind::Rtf)
    } else if at(4, b"ftyp") {
        Some(of_media_container(head))
    } else if starts(b"RIFF") {
        Some(if at(8, b"WEBP") {
            FileKind::Image
        } else if at(8, b"AVI ") {
            FileKind::Video
        } else {
            FileKind::Audio
        })
    } else {
        MAGIC.iter().find(|(magic, _)| starts(magic)).map(|&(_, kind)| kind)
    }
}

/// The family of MP4 (ISO 14496-12) names its use in the four bytes after `ftyp`.
fn of_media_container(head: &[u8]) -> FileKind {
    match head.get(8..12) {
        Some(b"heic" | b"heix" | b"hevc" | b"mif1" | b"msf1" | b"avif" | b"avis") => FileKind::Image,
        Some(b"M4A " | b"M4B " | b"M4P ") => FileKind::Audio,
        _ => FileKind::Video,
    }
}

const MAGIC: [(&[u8], FileKind); 20] = [
    (b"\x89PNG\r\n\x1A\n", FileKind::Image),
    (b"\xFF\xD8\xFF", FileKind::Image),
    (b"GIF8", FileKind::Image),
    (b"II*\0", FileKind::Image),
    (b"MM\0*", FileKind::Image),
    (b"8BPS", FileKind::Image),
    (b"\0\0\x01\0", FileKind::Image),
    (b"ID3", FileKind::Audio),
    (b"\xFF\xFB", FileKind::Audio),
    (b"\xFF\xF3", FileKind::Audio),
    (b"\xFF\xF2", FileKind::Audio),
    (b"\xFF\xF1", FileKind::Audio),
    (b"fLaC", FileKind::Audio),
    (b"OggS", FileKind::Audio),
    (b"#!AMR", FileKind::Audio),
    (b"MThd", FileKind::Audio),
    (b"\x1A\x45\xDF\xA3", FileKind::Video),
    (b"\0\0\x01\xBA", FileKind::Video),
    (b"FLV\x01", FileKind::Video),
    (b"0&\xB2u\x8Ef\xCF\x11", FileKind::Video),
];

fn of_text(bytes: &[u8], name: &str) -> Option<FileKind> {
    if bytes.starts_with(b"BM") && !plain::is_text(bytes) {
        return Some(FileKind::Image);
    }
    plain::is_text(bytes).then(|| {
        let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension).to_ascii_lowercase();
        match extension.as_str() {
            "csv" => FileKind::Csv,
            "tsv" | "tab" => FileKind::Tsv,
            "htm" | "html" | "xhtml" => FileKind::Html,
            "eml" | "mht" | "mhtml" => FileKind::Eml,
            _ => of_first_line(bytes),
        }
    })
}

fn of_first_line(bytes: &[u8]) -> FileKind {
    let text = plain::decode(bytes.get(..1024).unwrap_or(bytes)).trim_start().to_ascii_lowercase();
    if text.starts_with("<!doctype html") || text.starts_with("<html") {
        FileKind::Html
    } else if ["return-path:", "received:", "mime-version:", "message-id:", "delivered-to:"]
        .iter()
        .any(|header| text.starts_with(header))
    {
        FileKind::Eml
    } else {
        FileKind::Text
    }
}
