//! The cues that an address and a title give.

use super::cues::{self, Cue};

/// The weight of everything that the address and the title give.
pub(super) fn weigh(host: &str, path: &str, title: &str) -> i32 {
    let host = host.to_lowercase();
    let (labels, ending) = split_host(&host);
    let host_words: Vec<&str> = labels.iter().flat_map(|label| label.split('-')).filter(|w| !w.is_empty()).collect();
    let bare_path = path.split(['?', '#']).next().unwrap_or_default();
    let (path_words, title_words) = (words(bare_path), words(title));
    sum(cues::ENDINGS, |cue| cue.0 == ending)
        + sum(cues::HOSTS, |cue| host_words.iter().any(|word| is_word(cue.0, word)))
        + sum(cues::PATHS, |cue| has_phrase(&path_words, cue.0))
        + sum(cues::TITLES, |cue| has_phrase(&title_words, cue.0))
        + weigh_path(path, bare_path)
        + weigh_title(title, &title_words)
        + weigh_name(labels.last().copied().unwrap_or_default(), &ending, bare_path, &title_words)
}

fn sum(cues: &[Cue], is_met: impl Fn(&Cue) -> bool) -> i32 {
    cues.iter().filter(|cue| is_met(cue)).map(|cue| cue.1).sum()
}

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

/// Second levels under which countries register names.
const SECOND_LEVELS: [&str; 10] = ["ac", "co", "com", "edu", "gov", "net", "nhs", "off", "org", "sch"];

/// The words of a text in small letters, apostrophes left out.
fn words(text: &str) -> Vec<String> {
    let text = text.to_lowercase().replace(['\'', '’'], "");
    text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

fn has_phrase(words: &[String], phrase: &str) -> bool {
    let pattern: Vec<&str> = phrase.split(' ').collect();
    words.windows(pattern.len()).any(|window| pattern.iter().zip(window).all(|(pattern, word)| is_word(pattern, word)))
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

fn weigh_path(path: &str, bare_path: &str) -> i32 {
    let steps: Vec<&str> = bare_path.split('/').filter(|step| !step.is_empty()).collect();
    when(steps.len() >= 3, cues::PATH_DEEP)
        + when(steps.iter().any(|step| words(step).len() >= 4), cues::PATH_HEADLINE)
        + when(steps.iter().any(|step| is_year(step)), cues::PATH_YEAR)
        + when(carries_search(path), cues::QUERY_SEARCH)
}

fn is_year(step: &str) -> bool {
    step.len() == 4 && (step.starts_with("19") || step.starts_with("20")) && step.bytes().all(|b| b.is_ascii_digit())
}

fn carries_search(path: &str) -> bool {
    let query = path.split_once('?').map_or("", |(_, query)| query);
    query.split('&').any(|pair| pair.split_once('=').is_some_and(|(name, _)| SEARCHES.contains(&name)))
}

/// Names under which search pages pass on what was searched for.
const SEARCHES: [&str; 5] = ["k", "q", "query", "s", "search_query"];

fn weigh_title(title: &str, words: &[String]) -> i32 {
    let asks = title.contains('?') || words.first().is_some_and(|word| ASKING.contains(&word.as_str()));
    when(asks, cues::TITLE_QUESTION) + when(names_an_ai(title), cues::TITLE_NAME_AI)
}

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

/// A word like `SchoolAI` or `marking.ai`.
fn names_an_ai(title: &str) -> bool {
    let joined = title.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| word.len() > 3 && word.ends_with("AI"));
    let dotted = title.split_whitespace().map(|word| word.trim_matches(['.', ',', ':', ';', '|', '-', '(', ')']));
    joined || dotted.map(str::to_lowercase).any(|word| word.len() > 4 && word.ends_with(".ai"))
}

/// The site's own name against its title.
fn weigh_name(name: &str, ending: &str, bare_path: &str, title: &[String]) -> i32 {
    let name = name.replace('-', "");
    let joined = title.concat();
    let is_ai = name.len() > 4 && name.ends_with("ai") && joined.starts_with(&name);
    let is_title = match title {
        [first] | [first, _] => {
            name.starts_with(first.as_str()) || joined == name || joined == format!("{name}{ending}")
        }
        _ => false,
    };
    let is_new = is_title && bare_path.trim_matches('/').is_empty() && NEW_ENDINGS.contains(&ending);
    when(is_ai, cues::NAME_AI) + when(is_new, cues::NAME_ON_NEW_ENDING)
}

/// Endings that new software likes.
const NEW_ENDINGS: [&str; 6] = ["app", "bot", "chat", "lol", "tools", "xyz"];

fn when(is_so: bool, weight: i32) -> i32 {
    if is_so { weight } else { 0 }
}
