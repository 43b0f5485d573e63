//! PowerPoint presentations (.pptx).

use super::archive::Archive;
use super::draft::{Draft, Label};
use super::office;
use super::xml::{self, Event};
use crate::error::{Code, Error};

/// The slides in their order with their notes, then comments and the rest.
pub(super) fn read(draft: &mut Draft, bytes: &[u8]) -> Result<(), Error> {
    let mut archive = Archive::open(bytes)?;
    for (index, slide) in slides(draft, &mut archive)?.iter().enumerate() {
        draft.begin(Label::Slide(index + 1))?;
        read_part(draft, &mut archive, slide)?;
        for link in office::relationships(draft, &mut archive, slide)? {
            if link.kind == "notesSlide" {
                read_part(draft, &mut archive, &link.target)?;
            }
        }
    }
    office::read_besides(draft, &mut archive, |name| {
        name.starts_with("ppt/") && !READ.iter().chain(&DULL).any(|folder| name.starts_with(folder))
    })
}

fn read_part(draft: &mut Draft, archive: &mut Archive, name: &str) -> Result<(), Error> {
    let part = archive.member(draft, name)?.ok_or(Error::new(Code::FileBroken, "pptx"))?;
    office::read_prose(draft, &part)?;
    draft.line();
    Ok(())
}

/// The slides' members, in the order they are shown.
fn slides(draft: &mut Draft, archive: &mut Archive) -> Result<Vec<String>, Error> {
    let links = office::relationships(draft, archive, SHOW)?;
    let show = archive.member(draft, SHOW)?.ok_or(Error::new(Code::FileBroken, "pptx"))?;
    let mut slides = Vec::new();
    xml::walk(draft, &show, |_, event| {
        if let Event::Start("sldId", attributes) = event {
            // Two attributes end in `id`: the slide's own number, and the link's.
            let slide = attributes.values("id").find_map(|id| links.iter().find(|link| link.id == id));
            slides.extend(slide.map(|link| link.target.clone()));
        }
        Ok(())
    })?;
    Ok(slides)
}

const SHOW: &str = "ppt/presentation.xml";

/// Read slide by slide.
const READ: [&str; 2] = ["ppt/slides/", "ppt/notesSlides/"];

/// Parts that say how, not what.
const DULL: [&str; 9] = [
    "ppt/presentation.xml",
    "ppt/presProps",
    "ppt/viewProps",
    "ppt/tableStyles",
    "ppt/theme/",
    "ppt/slideLayouts/",
    "ppt/slideMasters/",
    "ppt/notesMasters/",
    "ppt/handoutMasters/",
];
