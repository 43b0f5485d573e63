//! E-mail messages (.eml, RFC 5322 and MIME), attachments read too.

use super::draft::{Draft, Label};
use super::html;
use crate::error::{Code, Error};
use mail_parser::{Addr, HeaderValue, Message, MessageParser, MimeHeaders, PartType};

/// Who wrote to whom about what, the text, then the attachments.
pub(super) fn read(draft: &mut Draft, bytes: &[u8]) -> Result<(), Error> {
    let message = MessageParser::default().parse(bytes).ok_or(Error::new(Code::FileBroken, "eml"))?;
    draft.unpack(message.raw_message.len())?;
    read_message(draft, &message)
}

fn read_message(draft: &mut Draft, message: &Message) -> Result<(), Error> {
    for header in message.headers() {
        match &header.value {
            HeaderValue::Address(addresses) => addresses.iter().for_each(|one| push_address(draft, one)),
            HeaderValue::Text(text) if header.name.as_str().eq_ignore_ascii_case("subject") => draft.push(text),
            _ => {}
        }
        draft.line();
    }
    for part in message.text_bodies() {
        match &part.body {
            PartType::Text(text) => draft.push(text),
            PartType::Html(page) => html::read(draft, page)?,
            _ => draft.leave_unread(),
        }
        draft.line();
    }
    for attachment in message.attachments() {
        let name = attachment.attachment_name().unwrap_or_default();
        draft.begin(Label::File(name.to_owned()))?;
        draft.push(name);
        draft.line();
        match attachment.message() {
            Some(inner) => {
                draft.descend()?;
                read_message(draft, inner)?;
                draft.ascend();
            }
            None => super::read_inner(draft, attachment.contents(), name)?,
        }
    }
    Ok(())
}

fn push_address(draft: &mut Draft, one: &Addr) {
    for part in [&one.name, &one.address].into_iter().flatten() {
        draft.push(part);
        draft.space();
    }
}
