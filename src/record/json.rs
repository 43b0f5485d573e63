//! JSON read strictly: no duplicate names, no depth, length or number of values beyond a limit.
//!
//! Parsers that differ on duplicate names let one signed text mean two things; so the name is refused.

use crate::error::{Code, Error};
use serde::de::{DeserializeSeed, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};
use std::cell::Cell;
use std::fmt;

/// How large a document may be.
pub(super) struct Limits {
    /// Length of the whole, in bytes.
    pub bytes: usize,
    /// Objects and arrays one inside another.
    pub depth: usize,
    /// Length of one string, in bytes of UTF-8.
    pub string: usize,
}

/// Values in one document, names of members included.
const VALUES: usize = 200_000;

/// Reads a document; its shape is still to be judged.
pub(super) fn read(bytes: &[u8], limits: &Limits, place: &'static str) -> Result<Value, Error> {
    if bytes.len() > limits.bytes {
        return Err(Error::new(Code::TooBig, place));
    }
    let tally = Tally { limits, values: Cell::new(0), fault: Cell::new(Code::BadJson) };
    let mut parser = serde_json::Deserializer::from_slice(bytes);
    let value = Reader { tally: &tally, depth: 0 }.deserialize(&mut parser);
    value.and_then(|value| parser.end().map(|()| value)).map_err(|_| Error::new(tally.fault.get(), place))
}

/// What has been read so far, and why reading stopped: serde's own errors carry no code.
struct Tally<'a> {
    limits: &'a Limits,
    values: Cell<usize>,
    fault: Cell<Code>,
}

impl Tally<'_> {
    fn stop<E: serde::de::Error>(&self, code: Code) -> E {
        self.fault.set(code);
        E::custom(code.as_str())
    }

    fn count<E: serde::de::Error>(&self) -> Result<(), E> {
        self.values.set(self.values.get() + 1);
        if self.values.get() > VALUES { Err(self.stop(Code::LimitExceeded)) } else { Ok(()) }
    }

    fn text<E: serde::de::Error>(&self, text: &str) -> Result<(), E> {
        if text.len() > self.limits.string { Err(self.stop(Code::LimitExceeded)) } else { Ok(()) }
    }
}

#[derive(Clone, Copy)]
struct Reader<'a> {
    tally: &'a Tally<'a>,
    depth: usize,
}

impl Reader<'_> {
    fn inside<E: serde::de::Error>(self) -> Result<Self, E> {
        if self.depth == self.tally.limits.depth {
            return Err(self.tally.stop(Code::TooDeep));
        }
        Ok(Reader { depth: self.depth + 1, ..self })
    }
}

impl<'de> DeserializeSeed<'de> for Reader<'_> {
    type Value = Value;

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        self.tally.count()?;
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Reader<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Value, E> {
        self.tally.text(text)?;
        Ok(text.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        let inside = self.inside()?;
        let mut items = Vec::new();
        while let Some(item) = seq.next_element_seed(inside)? {
            items.push(item);
        }
        Ok(Value::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let inside = self.inside()?;
        let mut members = Map::new();
        while let Some(name) = map.next_key::<String>()? {
            self.tally.count()?;
            self.tally.text(&name)?;
            if members.contains_key(&name) {
                return Err(self.tally.stop(Code::DuplicateKey));
            }
            members.insert(name, map.next_value_seed(inside)?);
        }
        Ok(Value::Object(members))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SMALL: Limits = Limits { bytes: 3_000_000, depth: 3, string: 8 };

    #[track_caller]
    fn check(text: &[u8], expected: Result<&str, Code>) {
        let got = read(text, &SMALL, "here").map(|v| v.to_string()).map_err(|e| e.code);
        assert_eq!(got, expected.map(str::to_string));
    }

    #[test]
    fn plain_values_come_through() {
        check(br#"{"a":[1,-2,0.5,true,null,"x"]}"#, Ok(r#"{"a":[1,-2,0.5,true,null,"x"]}"#));
        check(b" [ ] ", Ok("[]"));
    }

    #[test]
    fn one_name_twice_is_refused_at_every_level_and_in_every_spelling() {
        check(br#"{"a":1,"a":1}"#, Err(Code::DuplicateKey));
        check(br#"[{"b":{"a":1,"\u0061":2}}]"#, Err(Code::DuplicateKey));
    }

    #[test]
    fn limits_hold_exactly() {
        check(b"[[[1]]]", Ok("[[[1]]]"));
        check(b"[[[[1]]]]", Err(Code::TooDeep));
        check(br#""12345678""#, Ok(r#""12345678""#));
        check(br#""123456789""#, Err(Code::LimitExceeded));
        check(br#"{"123456789":1}"#, Err(Code::LimitExceeded));
        let many = |n: usize| format!("[{}1]", "1,".repeat(n - 2));
        assert!(read(many(VALUES).as_bytes(), &SMALL, "here").is_ok());
        check(many(VALUES + 1).as_bytes(), Err(Code::LimitExceeded));
        check(&vec![b' '; SMALL.bytes + 1], Err(Code::TooBig));
    }

    #[test]
    fn what_is_not_json_is_refused() {
        let bad: [&[u8]; 12] = [
            b"",
            b"{",
            b"[1,]",
            b"{'a':1}",
            b"[01]",
            b"[NaN]",
            b"[1]x",
            b"\xEF\xBB\xBF[1]",
            b"[\"\xFF\"]",
            br#"["\ud800"]"#,
            b"[\"\n\"]",
            b"[1e999]",
        ];
        for text in bad {
            check(text, Err(Code::BadJson));
        }
    }
}
