//! Does this address and page look like an AI tool that nobody has listed?
//!
//! Words in the host, its ending, the path and the title are weighed (`cues.rs`); no list of tools is looked into.
//! A tool whose address and title are only a made-up name cannot be told this way. The page itself is looked at only
//! when these leave it open.

mod cues;
mod features;

pub use cues::{CUES, Cue, Place};
pub use features::met;

use serde::{Deserialize, Serialize};

/// What the page shows of an AI tool; counted by the content script, never what is written there.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct PageSigns {
    /// A box to ask or tell something in.
    pub prompt_box: bool,
    /// A button that sends what is in the box.
    pub send_button: bool,
    /// A choice of models.
    pub model_picker: bool,
    /// "New chat" or the like.
    pub new_chat: bool,
    /// "Generate", "humanise", "summarise" or the like on a button.
    pub generate_button: bool,
    /// "Regenerate" or "try again" beside an answer.
    pub regenerate: bool,
    /// "AI can make mistakes" or the like.
    pub disclaimer: bool,
    /// Passages of running text of 50 words or more.
    pub passages: u32,
}

/// How much speaks for an AI tool.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Suspicion(i32);

impl Suspicion {
    /// Weighs an address and the page's title. `host` is without port, `path` with its query if it has one.
    pub fn of(host: &str, path: &str, title: &str) -> Self {
        Suspicion(cues::BASE + met(host, path, title).into_iter().map(|index| CUES[index].weight).sum::<i32>())
    }

    /// Adds what the page shows.
    pub fn with(self, page: &PageSigns) -> Self {
        let signs = [
            (page.prompt_box, cues::PAGE_PROMPT_BOX),
            (page.send_button, cues::PAGE_SEND_BUTTON),
            (page.model_picker, cues::PAGE_MODEL_PICKER),
            (page.new_chat, cues::PAGE_NEW_CHAT),
            (page.generate_button, cues::PAGE_GENERATE_BUTTON),
            (page.regenerate, cues::PAGE_REGENERATE),
            (page.disclaimer, cues::PAGE_DISCLAIMER),
        ];
        let shown: i32 = signs.into_iter().filter(|(is_shown, _)| *is_shown).map(|(_, weight)| weight).sum();
        Suspicion(self.0 + shown + page.passages.min(10) as i32 * cues::PAGE_PASSAGE)
    }

    /// Whether this should be called an AI tool.
    pub fn is_suspected(self) -> bool {
        self.0 >= 0
    }

    /// Whether the page is worth a look: more speaks for a tool than against it, or nothing either way.
    pub fn is_open(self) -> bool {
        (cues::BASE..OPEN_UP_TO).contains(&self.0)
    }
}

/// From here on the address and title are enough.
const OPEN_UP_TO: i32 = 200;

#[cfg(test)]
mod tests;
