//! Public keys, their ids, and the roles that say how many of which keys must sign.

use crate::error::{Code, Error};
use ed25519_dalek::{Signature, VerifyingKey};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// Keys that one role may name.
pub(super) const KEYS_PER_ROLE: usize = 16;

/// What stands before the 32 bytes in an Ed25519 SubjectPublicKeyInfo: RFC 8410, section 4.
const SPKI: [u8; 12] = [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00];

/// An Ed25519 public key that a signature can be trusted under: canonical and not of small order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PublicKey(VerifyingKey);

impl PublicKey {
    /// Takes the 32 bytes of RFC 8032. A second encoding of the same point, and a point under which one signature
    /// fits many messages, are `None`.
    pub fn from_bytes(bytes: &[u8; 32]) -> Option<PublicKey> {
        let key = VerifyingKey::from_bytes(bytes).ok()?;
        let canonical = key.to_edwards().compress().to_bytes() == *bytes;
        (canonical && !key.is_weak()).then_some(PublicKey(key))
    }

    /// The 32 bytes.
    pub fn as_bytes(&self) -> &[u8; 32] {
        self.0.as_bytes()
    }

    /// Hex SHA-256 of the SubjectPublicKeyInfo: what `openssl pkey -pubin -outform DER | sha256sum` prints.
    pub fn id(&self) -> String {
        hex(&Sha256::new().chain_update(SPKI).chain_update(self.as_bytes()).finalize())
    }

    /// Whether the signature is this key's over the message: strict verification, no malleable signatures.
    pub fn has_signed(&self, message: &[u8], signature: &[u8; 64]) -> bool {
        self.0.verify_strict(message, &Signature::from_bytes(signature)).is_ok()
    }
}

/// A key as a root or a delegation writes it. An `alg` we do not know is passed over: it leaves room for a successor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeySpec {
    /// `ed25519`.
    pub alg: String,
    /// base64 of the 32 bytes.
    pub public: String,
    /// What people call it: `Sheet A, school safe`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub label: String,
}

impl KeySpec {
    /// The way to write this key down.
    pub fn new(key: &PublicKey, label: &str) -> KeySpec {
        KeySpec { alg: "ed25519".into(), public: super::envelope::to_base64(key.as_bytes()), label: label.into() }
    }

    /// The key, if it is of an algorithm we know. `BAD_KEY` if it is and the key is unusable.
    pub fn read(&self, place: &'static str) -> Result<Option<PublicKey>, Error> {
        if self.alg != "ed25519" {
            return Ok(None);
        }
        let bytes: Option<[u8; 32]> =
            super::envelope::from_base64(&self.public).and_then(|bytes| bytes.try_into().ok());
        let key = bytes.and_then(|bytes| PublicKey::from_bytes(&bytes));
        key.map(Some).ok_or(Error::new(Code::BadKey, place))
    }
}

/// Keys by their ids.
pub type Keys = BTreeMap<String, KeySpec>;

/// A role as a root or a delegation writes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleSpec {
    /// Who may sign.
    pub keyids: Vec<String>,
    /// How many of them must.
    pub threshold: u64,
    /// The least list version that counts; 0 where there is none.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub min_version: u64,
}

fn is_zero(n: &u64) -> bool {
    *n == 0
}

/// Who may sign a document, and how many of them must: at least one, each of them a different key.
#[derive(Debug, Clone)]
pub struct Role {
    pub(super) keys: Vec<PublicKey>,
    pub(super) threshold: usize,
}

impl Role {
    /// Reads a role with its keys, and refuses one that could be met by fewer people than it says.
    pub(super) fn read(spec: &RoleSpec, keys: &Keys, place: &'static str) -> Result<Role, Error> {
        let refuse = |code| Err(Error::new(code, place));
        if spec.keyids.len() > KEYS_PER_ROLE {
            return refuse(Code::LimitExceeded);
        }
        let mut usable: Vec<PublicKey> = Vec::new();
        for id in &spec.keyids {
            let Some(key) = keys.get(id).ok_or(Error::new(Code::BadField, place))?.read(place)? else { continue };
            if key.id() != *id {
                return refuse(Code::KeyidMismatch);
            }
            if usable.contains(&key) {
                return refuse(Code::DuplicateKeyInRole);
            }
            usable.push(key);
        }
        match usize::try_from(spec.threshold) {
            Ok(threshold) if (1..=usable.len()).contains(&threshold) => Ok(Role { keys: usable, threshold }),
            _ => refuse(Code::BadThreshold),
        }
    }

    /// Whether enough of the role's keys have signed. Keys are counted, not signatures and not key ids:
    /// a key that signs twice counts once.
    pub(super) fn is_met_by(&self, message: &[u8], signatures: &[[u8; 64]]) -> bool {
        let signed = |key: &&PublicKey| signatures.iter().any(|signature| key.has_signed(message, signature));
        self.keys.iter().filter(signed).count() >= self.threshold
    }
}

/// Lower-case hex.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// 32 bytes from 64 lower-case hex digits.
pub(super) fn from_hex(text: &str) -> Option<[u8; 32]> {
    let digit = |b: u8| match b {
        b'0'..=b'9' => Some(b - b'0'),
        b'a'..=b'f' => Some(b - b'a' + 10),
        _ => None,
    };
    let pairs: Option<Vec<u8>> =
        text.as_bytes().chunks(2).map(|pair| Some(digit(pair[0])? << 4 | digit(*pair.get(1)?)?)).collect();
    pairs?.try_into().ok()
}
