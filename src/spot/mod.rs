//! Does this address and page look like an AI tool that nobody has listed?
//!
//! Words in the host, its ending, the path and the title are weighed (`cues.txt`); no list of tools is looked into.
//! A tool whose address and title are only a made-up name cannot be told this way. The page itself is looked at only
//! when these leave it open.

mod cues;
mod features;
mod page;

pub use cues::{Cue, Place, cues};
pub use features::met;
pub use page::{PageCue, page_cues};

/// How much speaks for an AI tool.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Suspicion(i32);

impl Suspicion {
    /// Weighs an address and the page's title. `host` is without port, `path` with its query if it has one.
    pub fn of(host: &str, path: &str, title: &str) -> Self {
        Suspicion(met(host, path, title).into_iter().map(|index| cues()[index].weight).sum())
    }

    /// Weighs what the page shows: which of [`page_cues`] it meets, by their index. It settles what the address left open; the two added
    /// told tools worse than the page alone.
    pub fn by_page(met: &[u32]) -> Self {
        Suspicion(page::weigh(met))
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

/// From here on the address and title are enough.
const OPEN_UP_TO: i32 = 200;

#[cfg(test)]
mod tests;
