//! PDF (ISO 32000): the text in the order it is drawn, form fields, annotations, attachments and properties.
//!
//! Text that is hidden (switched-off layers, invisible ink) counts. A page that draws something and yields no text,
//! or mostly characters whose meaning the file does not say, is counted as unread: a scan, most often.

mod page;

use super::draft::{Draft, Label};
use super::plain;
use crate::error::{Code, Error};
use hayro_font::{CMapResolverFn, FontCache, FontData, FontResolverFn};
use hayro_syntax::object::{Dict, Name, Object, Stream, String as PdfString};
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use page::Painter;
use std::sync::Arc;

/// The pages, then what stands beside them.
pub(super) fn read(draft: &mut Draft, bytes: &[u8]) -> Result<(), Error> {
    let pdf = Pdf::new(bytes.to_vec()).map_err(named)?;
    let fonts = Fonts::new();
    for (index, page) in pdf.pages().iter().enumerate() {
        draft.begin(Label::Page(index + 1))?;
        draft.unpack(page.page_stream().map_or(0, <[u8]>::len))?;
        let mut painter = Painter::new(&fonts);
        painter.paint(draft, page.typed_operations(), page.resources())?;
        if painter.is_illegible() {
            draft.leave_unread();
        }
    }
    draft.begin(Label::Besides)?;
    for object in pdf.objects() {
        read_besides(draft, &object)?;
    }
    draft.begin(Label::Properties)?;
    let properties = pdf.metadata();
    for value in [&properties.title, &properties.author, &properties.subject, &properties.keywords] {
        value.iter().for_each(|value| push_string(draft, value));
    }
    Ok(())
}

fn named(fault: LoadPdfError) -> Error {
    let code = match fault {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => Code::FileLocked,
        LoadPdfError::Decryption(DecryptionError::UnsupportedAlgorithm) => Code::FileUnreadable,
        _ => Code::FileBroken,
    };
    Error::new(code, "pdf")
}

/// What a form field is filled with, what an annotation says, a file attached.
fn read_besides(draft: &mut Draft, object: &Object) -> Result<(), Error> {
    draft.spend(1)?;
    match object {
        Object::Dict(dict) => {
            let keys: &[&[u8]] = if dict.contains_key(b"FT") || dict.contains_key(b"Parent") {
                &[b"V"]
            } else if dict.contains_key(b"Subtype") {
                &[b"Contents", b"T"]
            } else {
                &[]
            };
            for text in keys.iter().filter_map(|key| dict.get::<PdfString>(*key)) {
                push_string(draft, text.as_bytes());
            }
            Ok(())
        }
        Object::Stream(stream) if is_attachment(stream.dict()) => read_attachment(draft, stream),
        _ => Ok(()),
    }
}

fn is_attachment(dict: &Dict) -> bool {
    dict.get::<Name>(b"Type").is_some_and(|name| name.as_str() == "EmbeddedFile")
}

fn read_attachment(draft: &mut Draft, stream: &Stream) -> Result<(), Error> {
    let bytes = stream.decoded_data().map_err(|_| Error::new(Code::FileBroken, "pdf"))?;
    draft.unpack(bytes.len())?;
    super::read_inner(draft, &bytes, "")
}

/// A text string: UTF-16 or UTF-8 with its mark, else bytes.
fn push_string(draft: &mut Draft, bytes: &[u8]) {
    draft.push(&plain::decode(bytes));
    draft.line();
}

/// The document's fonts as they are met.
struct Fonts<'a> {
    cache: FontCache<'a>,
    fonts: FontResolverFn,
    cmaps: CMapResolverFn,
}

impl<'a> Fonts<'a> {
    /// A font that is not in the file is stood in for by one without glyphs: of the standard fonts only the
    /// characters and widths matter here, and those the parser knows.
    fn new() -> Self {
        let blank: FontData = Arc::new(BLANK_FONT);
        Fonts { cache: FontCache::new(), fonts: Arc::new(move |_| Some((blank.clone(), 0))), cmaps: Arc::new(|_| None) }
    }

    fn font(&self, dict: &Dict<'a>) -> Option<hayro_font::Font<'a>> {
        self.cache.font(dict, &self.fonts, &self.cmaps)
    }
}

/// A TrueType file with no tables at all.
const BLANK_FONT: [u8; 12] = [0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
