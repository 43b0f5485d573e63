//! The cues that an address and a title give.

use super::cues::{Cue, Place, cues};

/// The cues met, by their index in [`cues`]. `host` is without port, `path` with its query if it has one.
pub fn met(host: &str, path: &str, title: &str) -> Vec<usize> {
    let page = Page::new(&host.to_lowercase(), path, title);
    (0..cues().len()).filter(|&index| page.meets(&cues()[index])).collect()
}

/// An address and a title, taken apart.
struct Page<'a> {
    ending: String,
    /// The label before the ending, hyphens left out: the site's own name.
    name: String,
    /// Words of the host but for its ending and `www`.
    host: Vec<String>,
    path: &'a str,
    /// The path's steps, a language at its beginning left out.
    steps: Vec<&'a str>,
    path_words: Vec<String>,
    title: &'a str,
    title_words: Vec<String>,
}

impl<'a> Page<'a> {
    fn new(host: &str, path: &'a str, title: &'a str) -> Self {
        let (labels, ending) = split_host(host);
        let bare_path = path.split(['?', '#']).next().unwrap_or_default();
        Page {
            ending,
            name: labels.last().map(|label| label.replace('-', "")).unwrap_or_default(),
            host: labels
                .iter()
                .flat_map(|label| label.split('-'))
                .filter(|w| !w.is_empty())
                .map(str::to_owned)
                .collect(),
            path,
            steps: bare_path.split('/').filter(|step| !step.is_empty() && !is_language(step)).collect(),
            path_words: words(bare_path),
            title,
            title_words: words(title),
        }
    }

    fn meets(&self, cue: &Cue) -> bool {
        match cue.place {
            Place::Base => true,
            Place::Ending => cue.pattern == self.ending,
            Place::Host => self.host.iter().any(|word| is_word(cue.pattern, word)),
            Place::Path => has_phrase(&self.path_words, cue.pattern),
            Place::Title => has_phrase(&self.title_words, cue.pattern),
            Place::Shape => SHAPES.iter().any(|(name, is_so)| *name == cue.pattern && is_so(self)),
        }
    }

    fn speaks_of_ai(&self) -> bool {
        self.title_words.iter().any(|word| AI_WORDS.contains(&word.as_str()))
    }

    fn is_named_for_ai(&self) -> bool {
        let mut words = self.host.iter().chain([&self.ending]);
        words.any(|w| w.starts_with("ai") || w.ends_with("ai") || w.contains("gpt") || w == "chat" || w == "bot")
    }
}

/// Whether a page is of a shape.
type IsOf = fn(&Page) -> bool;

/// Shapes by the names they have in `cues.txt`.
const SHAPES: &[(&str, IsOf)] = &[
    ("name ends in ai and begins the title", |page| {
        page.name.len() > 4 && page.name.ends_with("ai") && page.title_words.concat().starts_with(&page.name)
    }),
    ("title is the name, on an ending new software likes", |page| {
        is_title_the_name(page) && page.steps.is_empty() && NEW_ENDINGS.contains(&page.ending.as_str())
    }),
    ("path of three steps or more", |page| page.steps.len() >= 3),
    ("path with a headline", |page| page.steps.iter().any(|step| words(step).len() >= 4)),
    ("path with a year", |page| page.steps.iter().any(|step| is_year(step))),
    ("query carries search words", |page| carries_search(page.path)),
    ("title has a word like SchoolAI or marking.ai", |page| names_an_ai(page.title)),
    ("title asks or explains", |page| {
        page.title.contains('?') || page.title_words.first().is_some_and(|word| ASKING.contains(&word.as_str()))
    }),
    ("speaks of AI on an inner page", |page| page.speaks_of_ai() && !page.steps.is_empty()),
    ("speaks of AI deep inside", |page| page.speaks_of_ai() && page.steps.len() >= 2),
    ("speaks of AI inside a site whose name does not", |page| {
        page.speaks_of_ai() && !page.steps.is_empty() && !page.is_named_for_ai()
    }),
    ("speaks of AI on a public body's site", |page| {
        page.speaks_of_ai() && PUBLIC_ENDINGS.contains(&page.ending.as_str())
    }),
    ("speaks of AI and ends with the publisher's name", |page| {
        page.speaks_of_ai() && !page.steps.is_empty() && ends_with_publisher(page)
    }),
];

/// Words of titles that speak of AI.
const AI_WORDS: [&str; 11] =
    ["ai", "chatbot", "chatbots", "chatgpt", "copilot", "genai", "generative", "gpt", "intelligence", "llm", "openai"];

/// First words of titles that ask or explain.
const ASKING: [&str; 16] = [
    "are",
    "can",
    "do",
    "does",
    "how",
    "introducing",
    "introduction",
    "is",
    "should",
    "understanding",
    "using",
    "what",
    "when",
    "who",
    "why",
    "will",
];

/// Endings that new software likes.
const NEW_ENDINGS: [&str; 6] = ["app", "bot", "chat", "lol", "tools", "xyz"];

/// Endings of public bodies, charities and firms of one country.
const PUBLIC_ENDINGS: [&str; 10] = ["ac.uk", "co.uk", "edu", "gov", "gov.uk", "int", "org", "org.uk", "sch.uk", "uk"];

/// Second levels under which countries register names.
const SECOND_LEVELS: [&str; 10] = ["ac", "co", "com", "edu", "gov", "net", "nhs", "off", "org", "sch"];

/// Names under which search pages pass on what was searched for.
const SEARCHES: [&str; 5] = ["k", "q", "query", "s", "search_query"];

/// The labels of the host without `www` and the ending; the ending.
fn split_host(host: &str) -> (Vec<&str>, String) {
    let mut labels: Vec<&str> = host.split('.').collect();
    if labels.first() == Some(&"www") {
        labels.remove(0);
    }
    let ending_length = match labels[..] {
        [.., _, second, country] if country.len() == 2 && SECOND_LEVELS.contains(&second) => 2,
        _ => 1,
    };
    let ending = labels.split_off(labels.len().saturating_sub(ending_length));
    (labels, ending.join("."))
}

/// The words of a text in small letters, apostrophes left out.
fn words(text: &str) -> Vec<String> {
    let text = text.to_lowercase().replace(['\'', '’'], "");
    text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

fn has_phrase(words: &[String], phrase: &str) -> bool {
    let length = phrase.split(' ').count();
    words.windows(length).any(|window| phrase.split(' ').zip(window).all(|(pattern, word)| is_word(pattern, word)))
}

/// Whether a word is the pattern's; `*` at an end stands for any letters.
fn is_word(pattern: &str, word: &str) -> bool {
    match (pattern.strip_prefix('*'), pattern.strip_suffix('*')) {
        (Some(rest), Some(_)) => word.contains(rest.trim_end_matches('*')),
        (Some(end), None) => word.ends_with(end),
        (None, Some(start)) => word.starts_with(start),
        (None, None) => word == pattern,
    }
}

/// A step like `en`, `en-gb` or `en_GB`.
fn is_language(step: &str) -> bool {
    let mut parts = step.split(['-', '_']);
    let is_code = |part: &str| part.len() == 2 && part.bytes().all(|b| b.is_ascii_alphabetic());
    parts.next().is_some_and(is_code) && parts.next().is_none_or(is_code) && parts.next().is_none()
}

fn is_year(step: &str) -> bool {
    step.len() == 4 && (step.starts_with("19") || step.starts_with("20")) && step.bytes().all(|b| b.is_ascii_digit())
}

fn carries_search(path: &str) -> bool {
    let query = path.split_once('?').map_or("", |(_, query)| query);
    query.split('&').any(|pair| pair.split_once('=').is_some_and(|(name, _)| SEARCHES.contains(&name)))
}

/// A word like `SchoolAI` or `marking.ai`.
fn names_an_ai(title: &str) -> bool {
    let joined = title.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| word.len() > 3 && word.ends_with("AI"));
    let dotted = title.split_whitespace().map(|word| word.trim_matches(['.', ',', ':', ';', '|', '-', '(', ')']));
    joined || dotted.map(str::to_lowercase).any(|word| word.len() > 4 && word.ends_with(".ai"))
}

fn is_title_the_name(page: &Page) -> bool {
    let joined = page.title_words.concat();
    match &page.title_words[..] {
        [first] | [first, _] => {
            page.name.starts_with(first.as_str())
                || joined == page.name
                || joined.strip_prefix(&page.name) == Some(&page.ending)
        }
        _ => false,
    }
}

/// Whether the title's last part is the site's own name and speaks of no AI.
fn ends_with_publisher(page: &Page) -> bool {
    let Some((_, last)) = page.title.rsplit_once([':', '|', '–', '—', '·']).or_else(|| page.title.rsplit_once(" - "))
    else {
        return false;
    };
    let last = words(last);
    let begins_alike = page.name.chars().take(4).eq(last.concat().chars().take(4));
    begins_alike && !last.iter().any(|word| AI_WORDS.contains(&word.as_str()) || word.ends_with("ai"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shape_among_the_cues_is_told() {
        let shapes = cues().iter().filter(|cue| cue.place == Place::Shape).map(|cue| cue.pattern);
        assert!(shapes.eq(SHAPES.iter().map(|(name, _)| *name)));
    }
}
