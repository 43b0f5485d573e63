//! The words of the pages, which are the extension's own: its `messages.json`, one for each language.

use crate::error::{Code, Error};
use serde::Deserialize;
use std::collections::BTreeMap;

/// The words of one language.
pub struct Words {
    messages: BTreeMap<String, String>,
}

#[derive(Deserialize)]
struct Message {
    message: String,
    #[serde(default)]
    placeholders: BTreeMap<String, Placeholder>,
}

#[derive(Deserialize)]
struct Placeholder {
    content: String,
}

impl Words {
    /// Reads a `messages.json`. `BAD_JSON` if it is none.
    pub fn parse(json: &str) -> Result<Words, Error> {
        let messages: BTreeMap<String, Message> =
            serde_json::from_str(json).map_err(|_| Error::new(Code::BadJson, "words"))?;
        Ok(Words { messages: messages.into_iter().map(|(key, message)| (key, message.plain())).collect() })
    }

    /// The words for a key; the key itself where there are none, so that a gap shows.
    pub fn say(&self, key: &str) -> String {
        self.messages.get(key).cloned().unwrap_or_else(|| key.to_string())
    }

    /// The words for a key with `$1`, `$2`, … filled in.
    pub fn fill(&self, key: &str, values: &[&str]) -> String {
        let message = self.say(key);
        let mut pieces = message.split('$');
        let mut filled = pieces.next().unwrap_or_default().to_string();
        for piece in pieces {
            let number = piece.chars().next().and_then(|digit| digit.to_digit(10)).unwrap_or(0) as usize;
            match number.checked_sub(1).and_then(|at| values.get(at)) {
                Some(value) => filled.extend([value, piece.get(1..).unwrap_or_default()]),
                None => filled.extend(["$", piece]),
            }
        }
        filled
    }

    /// The words for a key if there are any.
    pub fn known(&self, key: &str) -> Option<&str> {
        self.messages.get(key).map(String::as_str)
    }

    /// The language, as pages name it: `en-GB`.
    pub fn language(&self) -> String {
        self.say("ext_lang")
    }

    /// A day written `YYYY-MM-DD…` as people write it; what is no date stays as it is.
    pub fn day(&self, iso: &str) -> String {
        let mut parts = iso.get(..10).unwrap_or_default().split('-');
        let (year, month, day) = (parts.next(), parts.next(), parts.next());
        let name = month.and_then(|month| self.known(&format!("month_{month}")));
        match (year, name, day.and_then(|day| day.parse::<u8>().ok())) {
            (Some(year), Some(name), Some(day)) => format!("{day} {name} {year}"),
            _ => iso.to_string(),
        }
    }
}

impl Message {
    /// `$NAME$` as the `$1` it stands for.
    fn plain(self) -> String {
        let mut message = self.message;
        for (name, Placeholder { content }) in &self.placeholders {
            for form in [name.to_uppercase(), name.clone()] {
                message = message.replace(&format!("${form}$"), content);
            }
        }
        message
    }
}
