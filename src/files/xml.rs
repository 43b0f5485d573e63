//! XML as a row of events, names without their prefixes.

use super::draft::Draft;
use super::plain;
use crate::error::{Code, Error};
use quick_xml::events::{BytesRef, BytesStart, Event as Read};
use quick_xml::{Reader, XmlVersion};
use std::borrow::Cow;

/// One event. An empty element is a start and an end.
pub(super) enum Event<'e, 'x> {
    Start(&'e str, Attributes<'e, 'x>),
    End(&'e str),
    Text(&'e str),
}

/// The attributes of an element.
pub(super) struct Attributes<'e, 'x>(&'e BytesStart<'x>);

impl Attributes<'_, '_> {
    /// The value of the attribute with this local name.
    pub fn value(&self, name: &str) -> Option<String> {
        self.values(name).next()
    }

    /// The values of all attributes with this local name: several, when their prefixes differ.
    pub fn values(&self, name: &str) -> impl Iterator<Item = String> {
        let named = self.0.attributes().flatten().filter(move |attribute| attribute.key.local_name().as_ref() == name);
        named.filter_map(|attribute| attribute.normalized_value(XmlVersion::Implicit1_0).ok().map(Cow::into_owned))
    }
}

/// Calls `each` with every event, in order. Broken or unfinished XML is an error, however much has been read.
pub(super) fn walk<'l>(
    draft: &mut Draft<'l>,
    bytes: &[u8],
    mut each: impl FnMut(&mut Draft<'l>, Event) -> Result<(), Error>,
) -> Result<(), Error> {
    let xml = plain::decode(bytes);
    let mut reader = Reader::from_str(&xml);
    let mut open = 0_usize;
    // A stretch of text comes in pieces, with a cut at every `&…;`.
    let mut text = String::new();
    loop {
        draft.spend(1)?;
        let event = reader.read_event().map_err(|_| BROKEN)?;
        match &event {
            Read::Text(piece) => text.push_str(&piece.xml10_content()),
            Read::CData(piece) => text.push_str(&piece.xml10_content()),
            Read::GeneralRef(reference) => text.push_str(&resolve(reference)),
            _ if !text.is_empty() => each(draft, Event::Text(&std::mem::take(&mut text)))?,
            _ => {}
        }
        match event {
            Read::Start(tag) => {
                open += 1;
                each(draft, Event::Start(tag.local_name().as_ref(), Attributes(&tag)))?;
            }
            Read::Empty(tag) => {
                each(draft, Event::Start(tag.local_name().as_ref(), Attributes(&tag)))?;
                each(draft, Event::End(tag.local_name().as_ref()))?;
            }
            Read::End(tag) => {
                open = open.checked_sub(1).ok_or(BROKEN)?;
                each(draft, Event::End(tag.local_name().as_ref()))?;
            }
            Read::Eof if open == 0 => return Ok(()),
            Read::Eof => return Err(BROKEN),
            _ => {}
        }
    }
}

const BROKEN: Error = Error { code: Code::FileBroken, place: "xml" };

/// What `&…;` stands for. Entities that a document defines itself are not expanded: that is how XML explodes.
fn resolve(reference: &BytesRef) -> Cow<'static, str> {
    if let Ok(Some(c)) = reference.resolve_char_ref() {
        return Cow::Owned(c.to_string());
    }
    quick_xml::escape::resolve_predefined_entity(reference).map_or(Cow::Borrowed(" "), Cow::Borrowed)
}
