//! DSSE v1.0.2 envelopes: signatures over exact bytes, checked before those bytes are read.

use super::key::Role;
use crate::error::{Code, Error};
use base64::Engine;
use base64::alphabet::{STANDARD, URL_SAFE};
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Length of a payload, in bytes.
pub(super) const PAYLOAD_BYTES: usize = 1 << 20;

const SIGNATURES: usize = 16;

/// What an envelope may hold; its name is part of what is signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PayloadType {
    /// Tools and what is said of them.
    List,
    /// Keys and who may sign what.
    Root,
}

impl PayloadType {
    /// The media type in the envelope.
    pub fn as_str(self) -> &'static str {
        match self {
            PayloadType::List => "application/vnd.chalkline.list.v1+json",
            PayloadType::Root => "application/vnd.chalkline.root.v1+json",
        }
    }
}

/// An envelope as it stands in a file: nothing in it is believed yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Envelope {
    /// base64 of the payload; either alphabet, padded or not.
    pub payload: String,
    /// See [`PayloadType`].
    #[serde(rename = "payloadType")]
    pub payload_type: String,
    /// One for each key that signed.
    pub signatures: Vec<SignatureSpec>,
}

/// One signature in an envelope.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignatureSpec {
    /// Whose it is said to be; nothing is decided by it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub keyid: Option<String>,
    /// base64 of the 64 bytes.
    pub sig: String,
}

impl Envelope {
    /// Decodes payload and signatures. `BAD_ENVELOPE` or `TOO_BIG`; nothing is verified here.
    pub(super) fn open(&self, place: &'static str) -> Result<Sealed, Error> {
        let bad = Error::new(Code::BadEnvelope, place);
        if self.payload.len() > PAYLOAD_BYTES / 3 * 4 + 4 {
            return Err(Error::new(Code::TooBig, place));
        }
        if self.signatures.len() > SIGNATURES {
            return Err(bad);
        }
        let payload = from_base64(&self.payload).ok_or(bad)?;
        let signature = |s: &SignatureSpec| from_base64(&s.sig).and_then(|bytes| bytes.try_into().ok());
        let signatures = self.signatures.iter().map(signature).collect::<Option<_>>().ok_or(bad)?;
        Ok(Sealed { payload, payload_type: self.payload_type.clone(), signatures, place })
    }
}

/// A decoded envelope that is not verified: its bytes can be hashed but not read.
pub(super) struct Sealed {
    payload: Vec<u8>,
    payload_type: String,
    signatures: Vec<[u8; 64]>,
    place: &'static str,
}

impl Sealed {
    /// Verifies that enough of the role's keys signed these bytes as this type.
    pub fn verify(&self, kind: PayloadType, role: &Role) -> Result<Payload<'_>, Error> {
        self.expect(kind)?;
        if !role.is_met_by(&pre_image(&self.payload_type, &self.payload), &self.signatures) {
            return Err(Error::new(Code::NotEnoughSignatures, self.place));
        }
        Ok(Payload(&self.payload))
    }

    /// Verifies that the bytes are the ones whose hash is known by another way: the pin.
    pub fn verify_pin(&self, kind: PayloadType, pin: &[u8; 32]) -> Result<Payload<'_>, Error> {
        self.expect(kind)?;
        if self.sha256() != *pin {
            return Err(Error::new(Code::PinMismatch, self.place));
        }
        Ok(Payload(&self.payload))
    }

    /// SHA-256 of the payload.
    pub fn sha256(&self) -> [u8; 32] {
        Sha256::digest(&self.payload).into()
    }

    /// The bytes, for those who write and sign them. Readers have [`Sealed::verify`].
    pub(super) fn unverified(&self) -> &[u8] {
        &self.payload
    }

    /// The signatures as they came.
    pub(super) fn signatures(&self) -> &[[u8; 64]] {
        &self.signatures
    }

    fn expect(&self, kind: PayloadType) -> Result<(), Error> {
        if self.payload_type == kind.as_str() { Ok(()) } else { Err(Error::new(Code::WrongType, self.place)) }
    }
}

/// Bytes that were verified; there is no other way to get one.
#[derive(Clone, Copy)]
pub(super) struct Payload<'a>(&'a [u8]);

impl<'a> Payload<'a> {
    /// The bytes.
    pub fn bytes(self) -> &'a [u8] {
        self.0
    }
}

/// What is signed: DSSE's pre-authentication encoding.
pub fn pre_image(payload_type: &str, payload: &[u8]) -> Vec<u8> {
    let head = format!("DSSEv1 {} {} {} ", payload_type.len(), payload_type, payload.len());
    [head.as_bytes(), payload].concat()
}

const LAX: GeneralPurposeConfig = GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);

/// base64 with padding.
pub(super) fn to_base64(bytes: &[u8]) -> String {
    base64::engine::general_purpose::STANDARD.encode(bytes)
}

/// base64 of either alphabet, padded or not, as DSSE asks; one text never mixes the two.
pub(super) fn from_base64(text: &str) -> Option<Vec<u8>> {
    let alphabet = if text.contains(['-', '_']) { &URL_SAFE } else { &STANDARD };
    GeneralPurpose::new(alphabet, LAX).decode(text).ok()
}
