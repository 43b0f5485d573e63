//! What Word, Excel and PowerPoint files share (ECMA-376): relationships, properties, running text, things embedded.

use super::archive::Archive;
use super::draft::{Draft, Label};
use super::xml::{self, Event};
use crate::error::Error;

/// A link from one part of a document to another, or out of it.
pub(super) struct Relationship {
    pub id: String,
    /// The last word of its type: `slide`, `worksheet`, `hyperlink` …
    pub kind: String,
    /// The member of the archive it points to, or an address when it is external.
    pub target: String,
    pub is_external: bool,
}

/// The relationships of the part called `name`; none if it has no file of them.
pub(super) fn relationships(draft: &mut Draft, archive: &mut Archive, name: &str) -> Result<Vec<Relationship>, Error> {
    let (folder, file) = name.rsplit_once('/').unwrap_or(("", name));
    let mut found = Vec::new();
    let Some(bytes) = archive.member(draft, &format!("{folder}/_rels/{file}.rels"))? else { return Ok(found) };
    xml::walk(draft, &bytes, |_, event| {
        if let Event::Start("Relationship", attributes) = event {
            let value = |name| attributes.value(name).unwrap_or_default();
            let is_external = value("TargetMode") == "External";
            let target = value("Target");
            found.push(Relationship {
                id: value("Id"),
                kind: value("Type").rsplit('/').next().unwrap_or_default().to_owned(),
                target: if is_external { target } else { resolve(folder, &target) },
                is_external,
            });
        }
        Ok(())
    })?;
    Ok(found)
}

/// A target as a member's name: from the root, or from `folder` with its `..` steps taken.
fn resolve(folder: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut path: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in target.split('/') {
        match step {
            ".." => drop(path.pop()),
            "." => {}
            step => path.push(step),
        }
    }
    path.join("/")
}

/// Everything but the main text: the other parts named by `is_text`, addresses linked to, files embedded, properties.
pub(super) fn read_besides(
    draft: &mut Draft,
    archive: &mut Archive,
    is_text: impl Fn(&str) -> bool,
) -> Result<(), Error> {
    draft.begin(Label::Besides)?;
    for name in archive.names().to_vec() {
        if name.ends_with(".rels") {
            read_links(draft, archive, &name)?;
        } else if name.ends_with(".xml") && is_text(&name) {
            let bytes = archive.member(draft, &name)?.unwrap_or_default();
            read_prose(draft, &bytes)?;
            draft.line();
        } else if name.contains("/embeddings/") {
            let bytes = archive.member(draft, &name)?.unwrap_or_default();
            super::read_inner(draft, &bytes, &name)?;
        } else if name.contains("/media/") {
            draft.leave_unread();
        }
    }
    read_properties(draft, archive)
}

/// Addresses that links lead to outside: an e-mail address may stand only there.
fn read_links(draft: &mut Draft, archive: &mut Archive, name: &str) -> Result<(), Error> {
    let part = name.replacen("_rels/", "", 1);
    let part = part.strip_suffix(".rels").unwrap_or(&part);
    for link in relationships(draft, archive, part)? {
        if link.is_external {
            draft.push(&link.target);
            draft.line();
        }
    }
    Ok(())
}

fn read_properties(draft: &mut Draft, archive: &mut Archive) -> Result<(), Error> {
    draft.begin(Label::Properties)?;
    for (name, is_wanted) in [
        ("docProps/core.xml", (|element| !DULL_PROPERTIES.contains(&element)) as fn(&str) -> bool),
        ("docProps/app.xml", |element| element == "Company" || element == "Manager"),
        ("docProps/custom.xml", |_| true),
    ] {
        if let Some(bytes) = archive.member(draft, name)? {
            read_values(draft, &bytes, is_wanted)?;
        }
    }
    Ok(())
}

/// One line for each element with text of its own whose name is `wanted`.
pub(super) fn read_values(draft: &mut Draft, bytes: &[u8], wanted: impl Fn(&str) -> bool) -> Result<(), Error> {
    let mut is_wanted = false;
    xml::walk(draft, bytes, |draft, event| {
        match event {
            Event::Start(element, _) => is_wanted = wanted(element),
            Event::End(_) => draft.line(),
            Event::Text(text) if is_wanted && !text.trim().is_empty() => draft.push(text),
            Event::Text(_) => {}
        }
        Ok(())
    })
}

/// Properties that programs write and that say nothing about anybody.
const DULL_PROPERTIES: [&str; 6] = ["created", "language", "lastPrinted", "modified", "revision", "version"];

/// The text of a part in the order it stands: a line per paragraph, tables with tabs.
pub(super) fn read_prose(draft: &mut Draft, bytes: &[u8]) -> Result<(), Error> {
    let mut prose = Prose::default();
    xml::walk(draft, bytes, |draft, event| {
        prose.take(draft, event);
        Ok(())
    })
}

/// How deep the walk is in tables, and in things that are not text.
#[derive(Default)]
struct Prose {
    tables: usize,
    skipped: usize,
}

impl Prose {
    fn take(&mut self, draft: &mut Draft, event: Event) {
        match event {
            Event::Start(name, _) if self.skipped > 0 || NO_TEXT.contains(&name) => self.skipped += 1,
            Event::End(_) if self.skipped > 0 => self.skipped -= 1,
            Event::Text(_) if self.skipped > 0 => {}
            Event::Start("tbl", _) => self.tables += 1,
            Event::End("tbl") => self.tables -= 1,
            // Inside a paragraph's properties the same element, with attributes, sets a tab stop.
            Event::Start("tab", attributes) if attributes.value("val").is_none() => draft.push("\t"),
            Event::Start("br" | "cr", _) | Event::End("p" | "author" | "text") => self.end_line(draft),
            Event::End("tc") if self.tables == 1 => draft.cell(),
            Event::End("tr") if self.tables == 1 => draft.row(),
            Event::Start("docPr" | "cNvPr", attributes) => {
                for text in ["descr", "title"].into_iter().filter_map(|name| attributes.value(name)) {
                    draft.push(&text);
                    self.end_line(draft);
                }
            }
            Event::Start("comment" | "cmAuthor" | "person", attributes) => {
                for name in ["author", "name", "displayName"].into_iter().filter_map(|name| attributes.value(name)) {
                    draft.push(&name);
                    self.end_line(draft);
                }
            }
            Event::Text(text) if !(text.contains('\n') && text.trim().is_empty()) => draft.push(text),
            _ => {}
        }
    }

    fn end_line(&self, draft: &mut Draft) {
        if self.tables == 0 { draft.line() } else { draft.space() }
    }
}

/// Measures and styles of drawings, and the second copy of a drawing kept for old programs.
const NO_TEXT: [&str; 6] = ["Fallback", "align", "pctHeight", "pctWidth", "posOffset", "tableStyleId"];
