//! Which trust or school a record is meant for.

use serde::{Deserialize, Deserializer, Serialize};
use std::fmt;

/// An organisation's id in a register: `uk.gias.urn:123456`, `uk.gias.group:TR01234`, `uk.seed:5123456`, …
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Scope(String);

impl Scope {
    /// Register in `a-z0-9.`, a colon, number in `A-Za-z0-9-`; at most 128 bytes.
    pub fn parse(text: &str) -> Option<Scope> {
        let (register, number) = text.split_once(':')?;
        let good = |part: &str, allowed: fn(u8) -> bool| !part.is_empty() && part.bytes().all(allowed);
        let is_good = text.len() <= 128
            && good(register, |b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'.')
            && good(number, |b| b.is_ascii_alphanumeric() || b == b'-');
        is_good.then(|| Scope(text.to_string()))
    }

    /// What a person means who types one: the whole id, or in England the number alone of a school (its URN) or of a trust (`TR01234`).
    pub fn from_typed(typed: &str) -> Option<Scope> {
        let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let number = typed.to_ascii_uppercase();
        if is_number(typed) {
            Scope::parse(&format!("uk.gias.urn:{typed}"))
        } else if number.strip_prefix("TR").is_some_and(is_number) {
            Scope::parse(&format!("uk.gias.group:{number}"))
        } else {
            Scope::parse(typed)
        }
    }

    /// The id as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Scope {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Scope, D::Error> {
        let text = String::deserialize(deserializer)?;
        Scope::parse(&text).ok_or_else(|| serde::de::Error::custom("not an organisation's id"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_alone_is_a_schools_or_a_trusts() {
        let typed = |text| Scope::from_typed(text).map(|scope| scope.to_string());
        assert_eq!(typed("123456").as_deref(), Some("uk.gias.urn:123456"));
        assert_eq!(typed("tr01234").as_deref(), Some("uk.gias.group:TR01234"));
        assert_eq!(typed("uk.seed:5123456").as_deref(), Some("uk.seed:5123456"));
        for none in ["", "TR", "Oak School", "123456 "] {
            assert_eq!(typed(none), None, "{none}");
        }
    }
}
