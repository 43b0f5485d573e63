//! What every page has: its head, the way to the others and to the other language, and whose record it shows.

use super::changes::Changes;
use super::join::{self, Audience};
use super::tools::{self, Reader};
use super::words::Words;
use crate::record::{Opened, Time};
use maud::{DOCTYPE, Markup, html};

/// What the pages of an edition say.
pub struct Site {
    /// The record as a browser would have it in force.
    pub opened: Opened,
    /// Who may join, and how.
    pub audiences: Vec<Audience>,
    /// Since the version before; `None` where there was none.
    pub changes: Option<Changes>,
    /// Where the folder will stand.
    pub address: String,
    /// The moment of publishing.
    pub now: Time,
}

impl Site {
    /// To compare with the poster.
    pub fn fingerprint(&self) -> String {
        self.opened.summary.as_ref().map_or(String::new(), |record| record.fingerprint.clone())
    }
}

/// The pages.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Page {
    /// What there is.
    Index,
    /// The record for staff.
    Staff,
    /// The record for parents and governors.
    Parents,
    /// What changed.
    Changes,
    /// How to join.
    Join,
    /// For the staff room.
    Poster,
}

impl Page {
    /// In the order of the menu.
    pub const ALL: [Page; 6] = [Page::Index, Page::Staff, Page::Parents, Page::Changes, Page::Join, Page::Poster];

    fn name(self) -> &'static str {
        match self {
            Page::Index => "index",
            Page::Staff => "staff",
            Page::Parents => "parents",
            Page::Changes => "changes",
            Page::Join => "join",
            Page::Poster => "poster",
        }
    }

    /// Its file: `staff.html`, `staff.cy.html`. English pages have the plain names.
    pub fn file(self, words: &Words) -> String {
        match words.language().split('-').next() {
            Some("en") | None => format!("{}.html", self.name()),
            Some(language) => format!("{}.{language}.html", self.name()),
        }
    }

    fn title(self, words: &Words) -> String {
        words.say(&format!("pub_{}", self.name()))
    }
}

/// A whole page as HTML.
pub fn render(page: Page, site: &Site, words: &Words, languages: &[Words]) -> String {
    let body = match page {
        Page::Index => index(site, words),
        Page::Staff => tools::tools(site, Reader::Staff, words),
        Page::Parents => tools::tools(site, Reader::Parents, words),
        Page::Changes => changes(site, words),
        Page::Join => join::join(site, words),
        Page::Poster => join::poster(site, words),
    };
    let org = site.opened.summary.as_ref().map_or("", |record| &record.name);
    html! {
        (DOCTYPE)
        html lang=(words.language()) {
            (head(&format!("{} · {org}", page.title(words)), "pages.css", true))
            body class=(page.name()) {
                header.board { div { p { (org) } (other_languages(page, words, languages)) } }
                main {
                    nav aria-label=(words.say("pub_menu")) {
                        ul { @for other in Page::ALL { li { (menu(other, page, words)) } } }
                    }
                    h1 { (page.title(words)) }
                    (body)
                    footer { (colophon(site, words)) }
                }
            }
        }
    }
    .into_string()
}

fn head(title: &str, stylesheet: &str, searches: bool) -> Markup {
    html! {
        head {
            meta charset="utf-8";
            meta name="viewport" content="width=device-width";
            meta http-equiv="Content-Security-Policy" content=(POLICY);
            meta name="referrer" content="no-referrer";
            title { (title) }
            link rel="stylesheet" href=(stylesheet);
            @if searches { script defer src="search.js" {} }
        }
    }
}

/// Nothing is loaded but from the folder itself.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; base-uri 'none'; form-action 'none'";

fn menu(other: Page, here: Page, words: &Words) -> Markup {
    html! { a href=(other.file(words)) aria-current=[(other == here).then_some("page")] { (other.title(words)) } }
}

fn other_languages(page: Page, here: &Words, languages: &[Words]) -> Markup {
    html! {
        @for words in languages.iter().filter(|words| words.language() != here.language()) {
            a href=(page.file(words)) lang=(words.language()) hreflang=(words.language()) { (words.say("pub_language")) }
        }
    }
}

fn index(site: &Site, words: &Words) -> Markup {
    html! {
        p { (words.say("pub_index_about")) }
        ul {
            @for page in Page::ALL.into_iter().filter(|page| *page != Page::Index) {
                li { a href=(page.file(words)) { (page.title(words)) } }
            }
            li { a href=(super::RECORD) { (words.say("pub_record_file")) } }
        }
        @if let Some(record) = &site.opened.summary {
            p { (words.say("options_fingerprint")) " " strong.code { (record.fingerprint) } }
        }
    }
}

fn changes(site: &Site, words: &Words) -> Markup {
    let lines = site.changes.as_ref().map(|changes| changes.lines(words));
    html! {
        @match lines {
            None => p { (words.say("pub_changes_first")) },
            Some(lines) if lines.is_empty() => p { (words.say("pub_changes_none")) },
            Some(lines) => ul { @for (about, said) in lines { li { strong { (about) } ": " (said) } } },
        }
    }
}

fn colophon(site: &Site, words: &Words) -> Markup {
    html! {
        @if let Some(record) = &site.opened.summary {
            p.soft {
                (words.fill("pub_colophon", &[
                    &record.version.to_string(),
                    &words.day(&record.issued.to_string()),
                    &words.day(&record.expires.to_string()),
                    &words.day(&site.now.to_string()),
                ]))
            }
        }
    }
}

/// A page that stands alone, for verbs that write one: its title, its language and its contents.
pub struct Sheet<'a> {
    /// The page's name.
    pub title: &'a str,
    /// `en-GB`.
    pub language: &'a str,
    /// What stands below the name.
    pub body: Markup,
}

/// The sheet as HTML; it holds its own look and refers to nothing.
pub fn sheet(sheet: &Sheet<'_>) -> String {
    let look = format!("{}\n{}", super::LOOK, include_str!("pages.css"));
    html! {
        (DOCTYPE)
        html lang=(sheet.language) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width";
                title { (sheet.title) }
                style { (maud::PreEscaped(look)) }
            }
            body { main { h1 { (sheet.title) } (sheet.body) } }
        }
    }
    .into_string()
}
