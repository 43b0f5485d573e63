//! What is known of each word before anybody judges it: the list's class, the lore, whether it might be a name at all.

use super::common;
use super::company::Company;
use super::features::{class, symbol};
use super::fold::key_of;
use super::list::{Class, LIST};
use super::lore::{Lore, Phrase, TABLE};
use crate::detect::scan::{Gap, Shape, Token, Tokens, extend, key};

/// The facts of one token.
#[derive(Debug, Clone, Copy, Default)]
pub struct Facts {
    /// The key of the word without accents.
    pub key: u32,
    /// What the list says of it.
    pub class: Class,
    /// What the lore says of it, alone or as part of a phrase.
    pub lore: Lore,
    /// Whether the list knows it as a word, as it stands or without its ending.
    pub known: bool,
    /// Whether it might be part of a name.
    pub candidate: bool,
}

/// A text read: its tokens and the facts of each.
pub struct Reading<'a, 't> {
    /// The tokens.
    pub tokens: &'a Tokens<'t>,
    /// Their facts, one for one.
    pub facts: Vec<Facts>,
    /// What each is to its neighbours, one for one: by heart, and by class.
    pub symbols: Vec<(u32, u32)>,
    /// What company each keeps.
    pub company: Company,
}

impl<'a, 't> Reading<'a, 't> {
    /// Reads a text.
    pub fn new(tokens: &'a Tokens<'t>) -> Self {
        let mut reading = Reading { tokens, facts: facts(tokens), symbols: Vec::new(), company: Company::default() };
        reading.labels();
        reading.lore();
        reading.name_symbols();
        reading
    }

    /// Settles the symbols; to be called again after a change of facts.
    pub fn name_symbols(&mut self) {
        let symbols = self.tokens.iter().zip(&self.facts);
        self.symbols = symbols.map(|(token, facts)| (symbol(token, facts), class(self.tokens, token, facts))).collect();
        self.company = Company::new(&self.facts);
    }

    /// The token, if there is one at this place.
    pub fn token(&self, i: usize) -> Option<&Token> {
        self.tokens.get(i)
    }

    /// Takes parts of codes from the candidates, and labels but for those that can only be a surname: `Mrs French`, `Dawn French`.
    fn labels(&mut self) {
        for i in 0..self.facts.len() {
            if self.facts[i].candidate {
                self.facts[i].candidate = !self.touches_digits(i) && !self.is_mere_label(i);
            }
        }
    }

    /// Whether it is a part of a code: `Gu` in `Gu3st`.
    fn touches_digits(&self, i: usize) -> bool {
        let is_number =
            |at: Option<usize>| at.and_then(|at| self.tokens.get(at)).is_some_and(|token| token.shape == Shape::Number);
        self.tokens[i].touches() && is_number(i.checked_sub(1))
            || self.tokens.get(i + 1).is_some_and(|next| next.touches() && next.shape == Shape::Number)
    }

    fn is_mere_label(&self, i: usize) -> bool {
        self.tokens[i].is_capital()
            && common::is_label(self.facts[i].key)
            && !i.checked_sub(1).is_some_and(|before| self.leads_to_surname(before, i))
    }

    fn leads_to_surname(&self, before: usize, i: usize) -> bool {
        let (token, facts) = (&self.tokens[before], &self.facts[before]);
        let is_forename =
            facts.candidate && !facts.known && facts.class.forename() > 1 && token.shape == Shape::Capitalised;
        self.tokens[i].gap == Gap::Space && (common::is_title(facts.key) || is_forename)
    }

    /// Marks figures, places and firms of several words, and the characters of works that the text names.
    fn lore(&mut self) {
        let mut works = Works::default();
        for i in 0..self.facts.len() {
            if self.facts[i].lore.is(Lore::LEADS_ON) {
                self.phrases_at(i, &mut works);
            }
        }
        if works.count > 0 {
            self.characters(&works);
        }
    }

    /// Marks the phrases that begin at token `first`. Small and capital letters are alike; a phrase in small letters counts all the same.
    fn phrases_at(&mut self, first: usize, works: &mut Works) {
        let (mut phrase, mut at) = (Phrase::EMPTY, first);
        for length in 1..=MAX_WORDS {
            phrase = phrase.then(self.facts[at].key);
            let (lore, work) = TABLE.look(phrase);
            if lore == Lore::default() {
                return;
            }
            works.add(work);
            let marked = if length > 1 { lore.and_long() } else { lore };
            (first..=at).for_each(|i| self.facts[i].lore = self.facts[i].lore.and(marked));
            match lore.is(Lore::PREFIX).then(|| self.next_word(at)).flatten() {
                Some(next) => at = next,
                None => return,
            }
        }
    }

    /// The next word of a phrase, over one mark at most.
    fn next_word(&self, at: usize) -> Option<usize> {
        let is_link = |token: &Token| token.shape == Shape::Mark && matches!(token.lead, b',' | b'-' | b'\'' | b'.');
        let next = if is_link(self.tokens.get(at + 1)?) { at + 2 } else { at + 1 };
        self.tokens.get(next).filter(|token| token.is_word() && token.gap != Gap::Wide).map(|_| next)
    }

    fn characters(&mut self, works: &Works) {
        for (facts, token) in self.facts.iter_mut().zip(self.tokens.iter()).filter(|(_, token)| token.is_capital()) {
            let name = Phrase::EMPTY.then(facts.key);
            if token.is_word() && works.iter().any(|work| TABLE.look(name.within(work)).0.is(Lore::CHARACTER)) {
                facts.lore = facts.lore.and(Lore::CHARACTER);
            }
        }
    }
}

/// No phrase in the lore has more words.
const MAX_WORDS: usize = 9;

/// The works that a text names: the first few.
#[derive(Default)]
struct Works {
    list: [u8; 4],
    count: usize,
}

impl Works {
    fn add(&mut self, work: u8) {
        if work != 0 && self.count < self.list.len() && !self.list.contains(&work) {
            self.list[self.count] = work;
            self.count += 1;
        }
    }

    fn iter(&self) -> impl Iterator<Item = u8> {
        self.list.iter().copied().take(self.count)
    }
}

/// The facts of each token, as far as its word alone tells them. Most words have stood in the text before: their facts are taken from
/// there. Words of one key, shape and length count as one word, as everywhere a key does.
fn facts(tokens: &Tokens<'_>) -> Vec<Facts> {
    let mut facts: Vec<Facts> = Vec::with_capacity(tokens.len());
    let mut last_at = vec![0u32; tokens.len().next_power_of_two().clamp(FEWEST_KEPT, MOST_KEPT)];
    let places = last_at.len() - 1;
    for (i, token) in tokens.iter().enumerate() {
        if !token.is_word() || token.shape == Shape::Uncased {
            facts.push(Facts::default());
            continue;
        }
        let place = &mut last_at[(token.key ^ token.shape as u32) as usize & places];
        let before = *place as usize;
        *place = i as u32;
        let kept = facts.get(before).copied().filter(|_| is_same_word(&tokens[before], token));
        facts.push(kept.unwrap_or_else(|| facts_of_word(tokens, token)));
    }
    facts
}

/// A page of prose has some hundred different words, a book some thousand. The table is cleared for every text, so that of a short one is small.
const FEWEST_KEPT: usize = 1 << 6;
const MOST_KEPT: usize = 1 << 12;

fn is_same_word(one: &Token, other: &Token) -> bool {
    one.key == other.key && one.shape == other.shape && one.len() == other.len()
}

fn facts_of_word(tokens: &Tokens<'_>, token: &Token) -> Facts {
    let key = key_of(tokens, token);
    let class = LIST.class(key);
    let known = class.is_word() || !class.is_name() && token.len() > 4 && stem_is_word(tokens.of(token));
    Facts {
        key,
        class,
        known,
        lore: TABLE.look(Phrase::EMPTY.then(key)).0,
        candidate: is_candidate(tokens.of(token), token.shape, key, class, known),
    }
}

/// Words in small letters count if they are names more than words, or unknown; those that are never names do not count, nor do
/// abbreviations and words for ways of thinking.
fn is_candidate(word: &str, shape: Shape, key: u32, class: Class, known: bool) -> bool {
    match shape {
        Shape::Lower if known => word.len() > 1 && class.forename() > 1 && !common::is_small(key),
        Shape::Lower => word.len() > 1 && !common::is_small(key),
        Shape::Upper if word.len() <= 3 => class.is_name() && (!known || class.forename() > 1 || class.surname() > 1),
        _ => !word.ends_with("ism"),
    }
}

/// Whether the word without a common ending is one: `fencing`, `hobbits`, `chatty`, `bullied`.
fn stem_is_word(word: &str) -> bool {
    let is_word = |key: u32| LIST.class(key).is_word();
    let stem = |ending: &str| word.strip_suffix(ending).is_some_and(|stem| is_word(key(stem)));
    let stem_with =
        |ending: &str, end: &str| word.strip_suffix(ending).is_some_and(|stem| is_word(extend(key(stem), end)));
    let doubled = |ending: &str| {
        word.strip_suffix(ending).and_then(|stem| {
            let mut letters = stem.chars().rev();
            let last = letters.next()?;
            (letters.next() == Some(last)).then(|| stem.strip_suffix(last)).flatten()
        })
    };
    let doubled = |ending: &str| doubled(ending).is_some_and(|stem| is_word(key(stem)));
    match word.as_bytes() {
        [.., b'i', b'e', b's'] => stem_with("ies", "y") || stem("s"),
        [.., b'n', b'e', b's', b's'] => stem("ness") || stem_with("iness", "y"),
        [.., b'l', b'e', b's', b's'] => stem("less"),
        [.., b's'] => stem("s") || stem("es"),
        [.., b'i', b'e', b'd'] => stem_with("ied", "y") || stem("d"),
        [.., b'e', b'd'] => stem("d") || stem("ed") || doubled("ed"),
        [.., b'i', b'n', b'g'] => stem("ing") || stem_with("ing", "e") || doubled("ing"),
        [.., b'l', b'y'] => stem("ly") || stem_with("ily", "y"),
        [.., b'i', b'e', b'r'] => stem_with("ier", "y"),
        [.., b'e', b'r'] => stem("r") || stem("er") || doubled("er"),
        [.., b'i', b'e', b's', b't'] => stem_with("iest", "y"),
        [.., b'e', b's', b't'] => stem("est") || stem("st") || doubled("est"),
        [.., b'm', b'e', b'n', b't'] => stem("ment"),
        [.., b'f', b'u', b'l'] => stem("ful"),
        [.., b'a', b'b', b'l', b'e'] => stem("able") || stem_with("able", "e"),
        [.., b'y'] => stem("y") || doubled("y"),
        _ => false,
    }
}
