//! Does this address and page look like an AI tool that nobody has listed?
//!
//! Words in the host, its ending, the path and the title are weighed (`cues.txt`); no list of tools is looked into.
//! A tool whose address and title are only a made-up name cannot be told this way. The page itself is looked at only
//! when these leave it open.

mod cues;
mod features;

pub use cues::{Cue, Place, cues};
pub use features::met;

use serde::{Deserialize, Serialize};

/// What the page shows of an AI tool; counted by the content script, never what is written there.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct PageSigns {
    /// A box that speaks to an assistant: "Ask anything", "Message" and the site's own name, "prompt".
    pub assistant_box: bool,
    /// A box to ask or tell something in, as ordinary forms have it too.
    pub prompt_box: bool,
    /// A button that sends what is in the box.
    pub send_button: bool,
    /// A choice of models, or of how hard one thinks.
    pub model_picker: bool,
    /// "New chat" or the like.
    pub new_chat: bool,
    /// "Generate", or "generate" and what, beside a box.
    pub generate_button: bool,
    /// Work that machines do on a button or as the heading: "paraphrase", "transcribe", "remove background".
    pub machine_work: bool,
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
        Suspicion(met(host, path, title).into_iter().map(|index| cues()[index].weight).sum())
    }

    /// Adds what the page shows, weighed by hand in hundredths of a natural logarithm of odds. What ordinary forms and
    /// messengers show as well counts a little; that nothing else is there counts against a tool.
    pub fn with(self, page: &PageSigns) -> Self {
        let telling = weigh([
            (page.assistant_box, 150),
            (page.prompt_box && page.new_chat, 100),
            (page.model_picker, 250),
            (page.generate_button, 180),
            (page.machine_work, 120),
            (page.regenerate, 250),
            (page.disclaimer, 300),
        ]);
        let common = weigh([(page.prompt_box, 40), (page.send_button, 20), (page.new_chat, 40)]);
        let nothing = if telling == 0 { NOTHING_TELLING } else { 0 };
        Suspicion(self.0 + telling + common + nothing + page.passages.min(10) as i32 * PASSAGE)
    }

    /// Whether this should be called an AI tool.
    pub fn is_suspected(self) -> bool {
        self.0 >= 0
    }

    /// Whether the page is worth a look: more speaks for a tool than against it, or nothing either way.
    pub fn is_open(self) -> bool {
        (cues::base()..OPEN_UP_TO).contains(&self.0)
    }
}

/// A page that shows nothing of what tells an AI tool.
const NOTHING_TELLING: i32 = -100;

/// Each passage of running text, as articles have; ten at most count.
const PASSAGE: i32 = -40;

/// From here on the address and title are enough.
const OPEN_UP_TO: i32 = 200;

fn weigh<const N: usize>(signs: [(bool, i32); N]) -> i32 {
    signs.into_iter().filter(|(is_shown, _)| *is_shown).map(|(_, weight)| weight).sum()
}

#[cfg(test)]
mod tests;
