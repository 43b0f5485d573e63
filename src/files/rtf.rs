//! Rich text (RTF 1.9): the words, without fonts, colours and pictures.

use super::draft::Draft;
use super::plain;
use crate::error::{Code, Error};

/// Reads rich text. Unclosed groups are an error: the file breaks off.
pub(super) fn read(draft: &mut Draft, bytes: &[u8]) -> Result<(), Error> {
    let mut reader = Rtf { bytes, at: 0, groups: Vec::new(), pending: Vec::new() };
    while let Some(byte) = reader.next() {
        draft.spend(1)?;
        reader.take(draft, byte)?;
    }
    reader.flush(draft);
    draft.line();
    if reader.groups.is_empty() { Ok(()) } else { Err(BROKEN) }
}

const BROKEN: Error = Error { code: Code::FileBroken, place: "rtf" };

/// What holds until the end of a group.
#[derive(Clone, Copy)]
struct Group {
    is_hidden: bool,
    /// How many characters follow a `\u` for readers that do not know Unicode.
    substitutes: usize,
}

struct Rtf<'b> {
    bytes: &'b [u8],
    at: usize,
    groups: Vec<Group>,
    /// Bytes of text in the old encoding, not yet decoded.
    pending: Vec<u8>,
}

impl Rtf<'_> {
    fn next(&mut self) -> Option<u8> {
        let byte = self.bytes.get(self.at).copied();
        self.at += usize::from(byte.is_some());
        byte
    }

    fn peek(&self) -> u8 {
        self.bytes.get(self.at).copied().unwrap_or_default()
    }

    fn take(&mut self, draft: &mut Draft, byte: u8) -> Result<(), Error> {
        match byte {
            b'{' => {
                let outer = self.groups.last().copied();
                if self.groups.len() == MOST_GROUPS {
                    return Err(Error::new(Code::FileTooBig, "depth"));
                }
                self.groups.push(outer.unwrap_or(Group { is_hidden: false, substitutes: 1 }));
            }
            b'}' => {
                self.flush(draft);
                self.groups.pop().ok_or(BROKEN)?;
            }
            b'\\' => self.take_control(draft),
            b'\r' | b'\n' => {}
            byte => self.take_text(byte),
        }
        Ok(())
    }

    fn take_text(&mut self, byte: u8) {
        if !self.groups.last().is_some_and(|group| group.is_hidden) {
            self.pending.push(byte);
        }
    }

    fn take_control(&mut self, draft: &mut Draft) {
        let Some(first) = self.next() else { return };
        match first {
            b'\'' => {
                let digits = [self.next().unwrap_or_default(), self.next().unwrap_or_default()];
                let code = std::str::from_utf8(&digits).ok().and_then(|digits| u8::from_str_radix(digits, 16).ok());
                code.into_iter().for_each(|byte| self.take_text(byte));
            }
            b'*' => self.hide(),
            b'~' => self.take_text(b' '),
            b'_' => self.take_text(b'-'),
            b'\\' | b'{' | b'}' => self.take_text(first),
            b'\r' | b'\n' => self.take_text(b'\n'),
            letter if letter.is_ascii_alphabetic() => self.take_word(draft),
            _ => {}
        }
    }

    /// A control word: letters, perhaps a number, perhaps one space that belongs to it.
    fn take_word(&mut self, draft: &mut Draft) {
        let start = self.at - 1;
        while self.peek().is_ascii_alphabetic() {
            self.at += 1;
        }
        let word = self.bytes.get(start..self.at).unwrap_or_default();
        let digits_start = self.at;
        while self.peek().is_ascii_digit() || (self.at == digits_start && self.peek() == b'-') {
            self.at += 1;
        }
        let digits = self.bytes.get(digits_start..self.at).unwrap_or_default();
        let number = std::str::from_utf8(digits).ok().and_then(|digits| digits.parse::<i32>().ok());
        self.at += usize::from(self.peek() == b' ');
        self.obey(draft, word, number);
    }

    fn obey(&mut self, draft: &mut Draft, word: &[u8], number: Option<i32>) {
        match (word, number) {
            (b"par" | b"line" | b"row" | b"sect" | b"page", _) => self.take_text(b'\n'),
            (b"tab" | b"cell" | b"nestcell", _) => self.take_text(b'\t'),
            (b"u", Some(code)) => self.take_unicode(draft, code),
            (b"uc", Some(count)) => {
                self.groups.iter_mut().last().into_iter().for_each(|g| g.substitutes = count.clamp(0, 8) as usize);
            }
            (b"bin", Some(length)) => self.at = self.at.saturating_add(length.max(0) as usize).min(self.bytes.len()),
            (b"lquote" | b"rquote", _) => self.take_text(b'\x92'),
            (b"ldblquote" | b"rdblquote", _) => self.take_text(b'"'),
            (b"endash" | b"emdash", _) => self.take_text(b'\x96'),
            (b"pict" | b"objdata", _) => {
                draft.leave_unread();
                self.hide();
            }
            (b"fonttbl" | b"colortbl" | b"stylesheet" | b"themedata" | b"datastore" | b"rsidtbl", _) => self.hide(),
            (b"author" | b"operator" | b"title" | b"subject" | b"company" | b"manager" | b"keywords", _) => {
                self.show();
                self.take_text(b'\n');
            }
            (b"creatim" | b"revtim" | b"printim" | b"buptim", _) => self.hide(),
            // Marked as ignorable, yet written by people.
            (b"annotation" | b"atnauthor" | b"fldinst" | b"shptxt" | b"headerf" | b"footerf", _) => self.show(),
            _ => {}
        }
    }

    /// A character as a UTF-16 unit, written as a signed number; its substitutes are passed over.
    fn take_unicode(&mut self, draft: &mut Draft, code: i32) {
        let Some(group) = self.groups.last().copied() else { return };
        if !group.is_hidden {
            self.flush(draft);
            let first = code as u16;
            let pair = [first, self.low_surrogate(first, group.substitutes)];
            let units = if pair[1] == 0 { &pair[..1] } else { &pair[..] };
            draft.push(&String::from_utf16_lossy(units));
        }
        self.pass_over(group.substitutes);
    }

    /// The second half of a character beyond the first plane, which follows as a `\u` of its own; else 0.
    fn low_surrogate(&mut self, first: u16, substitutes: usize) -> u16 {
        if !(0xD800..0xDC00).contains(&first) {
            return 0;
        }
        let before = self.at;
        self.pass_over(substitutes);
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let digits: Vec<u8> = match rest.strip_prefix(b"\\u") {
            Some(rest) => rest.iter().copied().take_while(|b| b.is_ascii_digit() || *b == b'-').collect(),
            None => Vec::new(),
        };
        match String::from_utf8(digits.clone()).ok().and_then(|digits| digits.parse::<i32>().ok()) {
            Some(code) => {
                self.at += 2 + digits.len() + usize::from(rest.get(2 + digits.len()) == Some(&b' '));
                code as u16
            }
            None => {
                self.at = before;
                0
            }
        }
    }

    fn pass_over(&mut self, characters: usize) {
        for _ in 0..characters {
            let rest = self.bytes.get(self.at..).unwrap_or_default();
            match rest {
                [b'\\', b'\'', ..] => self.at += 4,
                [b'\\' | b'{' | b'}', ..] | [] => return,
                _ => self.at += 1,
            }
        }
    }

    fn hide(&mut self) {
        self.groups.iter_mut().last().into_iter().for_each(|group| group.is_hidden = true);
    }

    fn show(&mut self) {
        self.groups.iter_mut().last().into_iter().for_each(|group| group.is_hidden = false);
    }

    fn flush(&mut self, draft: &mut Draft) {
        draft.push(&plain::decode_windows(&self.pending));
        self.pending.clear();
    }
}

/// Real files stay under a hundred.
const MOST_GROUPS: usize = 1000;
