//! Roots: which keys an organisation trusts for what. A chain, each signed by the one before and by itself.

use super::envelope::{Envelope, Payload, PayloadType};
use super::json::{self, Limits};
use super::key::{Keys, Role, RoleSpec, from_hex};
use super::scope::Scope;
use super::time::Time;
use crate::error::{Code, Error};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The version of the format that every payload names.
pub(super) const SPEC: &str = "chalkline/1";

/// The limits of every payload.
const PAYLOAD: Limits = Limits { bytes: super::envelope::PAYLOAD_BYTES, depth: 12, string: 64 << 10 };

/// The longest life of a list where the root names none, in days.
pub(super) const MAX_LIST_DAYS: i64 = 190;

/// A root's payload as it is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RootPayload {
    /// `chalkline/1`.
    pub spec: String,
    /// 1, 2, 3, …
    pub version: u64,
    /// When it was made.
    pub issued: String,
    /// Until when it holds.
    pub expires: String,
    /// `null` in version 1, then the hex SHA-256 of version 1's payload.
    pub anchor: Option<String>,
    /// Whose it is.
    pub org: Org,
    /// Every key that a role names.
    pub keys: Keys,
    /// Who may sign what.
    pub roles: Roles,
    /// The longest life of a list, in days.
    #[serde(default = "max_list_days")]
    pub max_list_days: i64,
}

fn max_list_days() -> i64 {
    MAX_LIST_DAYS
}

/// The organisation that a record belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Org {
    /// Its id in a register.
    pub id: Scope,
    /// Its name, as people read it.
    pub name: String,
}

/// Who may sign what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Roles {
    /// The next root.
    pub root: RoleSpec,
    /// The list.
    pub list: RoleSpec,
    /// Reserved: a root that names a heartbeat asks for a check that this version does not know, and is refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub heartbeat: Option<Value>,
}

/// A root that was verified.
#[derive(Debug, Clone)]
pub struct Root {
    /// SHA-256 of version 1's payload: the organisation's fingerprint.
    pub anchor: [u8; 32],
    /// Its number in the chain.
    pub version: u64,
    /// When it was made.
    pub issued: Time,
    /// Until when it holds.
    pub expires: Time,
    /// Whose it is.
    pub org: Org,
    pub(super) root_role: Role,
    pub(super) list_role: Role,
    pub(super) min_list_version: u64,
    pub(super) max_list_days: i64,
}

impl Root {
    /// Verifies version 1 by its hash, then by the keys it names itself.
    pub(super) fn first(envelope: &Envelope, pin: &[u8; 32]) -> Result<Root, Error> {
        let sealed = envelope.open("root")?;
        let root = Root::read(sealed.verify_pin(PayloadType::Root, pin)?, *pin)?;
        sealed.verify(PayloadType::Root, &root.root_role)?;
        if root.version != 1 {
            return Err(Error::new(Code::RootVersion, "root"));
        }
        Ok(root)
    }

    /// Verifies the next root: enough of the keys now in force, before it is read; then enough of its own.
    pub(super) fn next(&self, envelope: &Envelope) -> Result<Root, Error> {
        let sealed = envelope.open("root")?;
        let root = Root::read(sealed.verify(PayloadType::Root, &self.root_role)?, self.anchor)?;
        sealed.verify(PayloadType::Root, &root.root_role)?;
        if root.version != self.version + 1 {
            return Err(Error::new(Code::RootVersion, "root"));
        }
        Ok(root)
    }

    fn read(payload: Payload<'_>, anchor: [u8; 32]) -> Result<Root, Error> {
        let wire: RootPayload = read_payload(payload, "root")?;
        if wire.roles.heartbeat.is_some() {
            return Err(Error::new(Code::UnsupportedSpec, "root"));
        }
        let named = wire.anchor.as_deref().map(from_hex);
        if (wire.version != 1 || named.is_some()) && named != Some(Some(anchor)) {
            return Err(Error::new(Code::WrongAnchor, "root"));
        }
        let (issued, expires) = read_dates(&wire.issued, &wire.expires, "root")?;
        if !(1..=366).contains(&wire.max_list_days) {
            return Err(Error::new(Code::BadField, "root"));
        }
        Ok(Root {
            anchor,
            version: wire.version,
            issued,
            expires,
            org: wire.org,
            root_role: Role::read(&wire.roles.root, &wire.keys, "root")?,
            list_role: Role::read(&wire.roles.list, &wire.keys, "root")?,
            min_list_version: wire.roles.list.min_version,
            max_list_days: wire.max_list_days,
        })
    }
}

/// Reads a verified payload; one of a format later than ours is refused before its shape is judged.
pub(super) fn read_payload<T: DeserializeOwned>(payload: Payload<'_>, place: &'static str) -> Result<T, Error> {
    let value = json::read(payload.bytes(), &PAYLOAD, place)?;
    match value.get("spec").and_then(Value::as_str) {
        Some(SPEC) => serde_json::from_value(value).map_err(|_| Error::new(Code::BadField, place)),
        Some(_) => Err(Error::new(Code::UnsupportedSpec, place)),
        None => Err(Error::new(Code::BadField, place)),
    }
}

/// Reads both ends of a document's life.
pub(super) fn read_dates(issued: &str, expires: &str, place: &'static str) -> Result<(Time, Time), Error> {
    match (Time::parse(issued), Time::parse(expires)) {
        (Some(issued), Some(expires)) if issued < expires => Ok((issued, expires)),
        _ => Err(Error::new(Code::BadDates, place)),
    }
}
