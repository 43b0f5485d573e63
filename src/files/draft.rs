//! The text as it grows, with what is left of the limits.

use super::FileKind;
use crate::error::{Code, Error};
use crate::span::Span;
use serde::Serialize;

/// What reading one file may cost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file itself.
    pub bytes_in: usize,
    /// Bytes that everything packed inside it may unpack to.
    pub unpacked: usize,
    /// Bytes of text; what is over is cut off and [`FileText::truncated`] says so.
    pub text: usize,
    /// Named parts: sheets, slides, pages, files in an archive.
    pub parts: usize,
    /// Files inside files.
    pub depth: usize,
    /// Steps of work: an XML event, a drawing instruction, a cell.
    pub steps: usize,
}

impl Default for Limits {
    /// Ample for what schools have: the largest trust's pupil export is some 20 MB unpacked.
    fn default() -> Self {
        Limits { bytes_in: 50 << 20, unpacked: 200 << 20, text: 8 << 20, parts: 10_000, depth: 4, steps: 20_000_000 }
    }
}

/// A file's text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FileText {
    /// Everything written in it, in the order of its parts.
    pub text: String,
    /// Where its sheets, slides, pages … stand in the text, in order; the text before the first has no name.
    pub parts: Vec<Part>,
    /// What it is.
    pub kind: FileKind,
    /// Whether text was cut off at the limit.
    pub truncated: bool,
    /// How many pictures, recordings or unknown things inside it were not read.
    pub unread: usize,
}

/// A named stretch of a file's text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Part {
    /// What it is called.
    pub label: Label,
    /// Its bytes in the text.
    pub span: Span,
}

/// What a part is called: a number to be put into words, or the name its author gave it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Label {
    /// Comments, headers, cached copies and whatever else is not on a page.
    Besides,
    /// A file inside the file, by its name.
    File(String),
    /// A page, from 1.
    Page(usize),
    /// Title, author, company and the like.
    Properties,
    /// A sheet, by its name.
    Sheet(String),
    /// A slide with its notes, from 1.
    Slide(usize),
}

/// A file's text under construction.
pub(super) struct Draft<'l> {
    limits: &'l Limits,
    text: String,
    parts: Vec<Part>,
    truncated: bool,
    unread: usize,
    unpacked: usize,
    steps: usize,
    depth: usize,
}

impl<'l> Draft<'l> {
    pub fn new(limits: &'l Limits) -> Self {
        Draft {
            limits,
            text: String::new(),
            parts: Vec::new(),
            truncated: false,
            unread: 0,
            unpacked: 0,
            steps: 0,
            depth: 0,
        }
    }

    /// The finished text; an error if nothing but pictures or recordings was in a file that should hold text.
    pub fn finish(mut self, kind: FileKind) -> Result<FileText, Error> {
        self.end_part();
        if kind.holds_text() && self.unread > 0 && !self.has_body() {
            return Err(Error::new(Code::FileNoText, "file"));
        }
        let unread = if kind.holds_text() { self.unread } else { 0 };
        Ok(FileText { text: self.text, parts: self.parts, kind, truncated: self.truncated, unread })
    }

    /// Whether anything is written outside the properties.
    fn has_body(&self) -> bool {
        let properties = self.parts.iter().filter(|part| part.label == Label::Properties);
        let written = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
        written(&self.text) > properties.map(|part| part.span.of(&self.text).map_or(0, written)).sum()
    }

    /// Ends the part before and begins one called `label`.
    pub fn begin(&mut self, label: Label) -> Result<(), Error> {
        self.end_part();
        if self.parts.len() == self.limits.parts {
            return Err(Error::new(Code::FileTooBig, "parts"));
        }
        self.parts.push(Part { label, span: Span::new(self.text.len(), self.text.len()) });
        Ok(())
    }

    fn end_part(&mut self) {
        self.line();
        if let Some(part) = self.parts.last_mut() {
            part.span.end = self.text.len();
        }
    }

    /// Adds text, as far as there is room.
    pub fn push(&mut self, text: &str) {
        let room = self.limits.text.saturating_sub(self.text.len());
        match text.get(..text.floor_char_boundary(room)) {
            Some(fits) if fits.len() < text.len() => {
                self.text.push_str(fits);
                self.truncated = true;
            }
            _ => self.text.push_str(text),
        }
    }

    /// Ends the line, unless nothing stands in it.
    pub fn line(&mut self) {
        if self.in_line() {
            self.push("\n");
        }
    }

    /// Separates words, unless the line has just begun or a separator stands there already.
    pub fn space(&mut self) {
        if self.in_line() && !self.text.ends_with([' ', '\t']) {
            self.push(" ");
        }
    }

    /// Ends a table's cell.
    pub fn cell(&mut self) {
        self.drop_last(' ');
        self.push("\t");
    }

    /// Ends a table's row, whose last cell needs no tab after it.
    pub fn row(&mut self) {
        self.drop_last(' ');
        self.drop_last('\t');
        self.line();
    }

    fn drop_last(&mut self, separator: char) {
        if self.text.ends_with(separator) {
            self.text.pop();
        }
    }

    fn in_line(&self) -> bool {
        !self.text.is_empty() && !self.text.ends_with('\n')
    }

    /// Counts something that could not be read as text.
    pub fn leave_unread(&mut self) {
        self.unread += 1;
    }

    /// Accounts for work.
    pub fn spend(&mut self, steps: usize) -> Result<(), Error> {
        self.steps = self.steps.saturating_add(steps);
        if self.steps > self.limits.steps { Err(Error::new(Code::FileTooBig, "work")) } else { Ok(()) }
    }

    /// How many more bytes may be unpacked.
    pub fn room(&self) -> usize {
        self.limits.unpacked - self.unpacked
    }

    /// Accounts for unpacked bytes.
    pub fn unpack(&mut self, bytes: usize) -> Result<(), Error> {
        if bytes > self.room() {
            return Err(Error::new(Code::FileTooBig, "unpacked"));
        }
        self.unpacked += bytes;
        Ok(())
    }

    /// Enters a file inside the file.
    pub fn descend(&mut self) -> Result<(), Error> {
        self.depth += 1;
        if self.depth > self.limits.depth { Err(Error::new(Code::FileTooBig, "depth")) } else { Ok(()) }
    }

    /// Leaves it.
    pub fn ascend(&mut self) {
        self.line();
        self.depth -= 1;
    }
}
