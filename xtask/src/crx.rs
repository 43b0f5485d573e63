//! CRX3, Chromium's signed package: a header with the signature, then the zip. The format is Chromium's
//! `components/crx_file/crx3.proto`; the few fields used are written by hand.

use anyhow::Result;
use p256::ecdsa::signature::Signer;
use p256::ecdsa::{Signature, SigningKey};
use p256::pkcs8::EncodePublicKey;
use sha2::{Digest, Sha256};

/// Field numbers of `CrxFileHeader`, `AsymmetricKeyProof` and `SignedData`.
const SHA256_WITH_ECDSA: u32 = 3;
const SIGNED_HEADER_DATA: u32 = 10_000;
const PUBLIC_KEY: u32 = 1;
const SIGNATURE: u32 = 2;
const CRX_ID: u32 = 1;

/// The package. Signatures are deterministic (RFC 6979): same zip and key, same bytes.
pub fn package(archive: &[u8], key: &SigningKey) -> Result<Vec<u8>> {
    let public = public_key(key)?;
    let signed = field(CRX_ID, &Sha256::digest(&public)[..16]);
    let message = [b"CRX3 SignedData\0", &length(&signed)[..], &signed, archive].concat();
    let signature: Signature = key.sign(&message);
    let proof = [field(PUBLIC_KEY, &public), field(SIGNATURE, signature.to_der().as_bytes())].concat();
    let header = [field(SHA256_WITH_ECDSA, &proof), field(SIGNED_HEADER_DATA, &signed)].concat();
    Ok([b"Cr24", &3_u32.to_le_bytes()[..], &length(&header), &header, archive].concat())
}

/// The extension's id under this key: the first 16 bytes of its hash, in letters from a to p.
pub fn id(key: &SigningKey) -> Result<String> {
    let hash = Sha256::digest(public_key(key)?);
    Ok(hash.iter().take(16).flat_map(|byte| [byte >> 4, byte & 15]).map(|half| char::from(b'a' + half)).collect())
}

/// What browsers look into for a new version (Google's update protocol, version 2).
pub fn update_manifest(id: &str, version: &str, url: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<gupdate xmlns="http://www.google.com/update2/response" protocol="2.0">
  <app appid="{id}"><updatecheck codebase="{url}" version="{version}"/></app>
</gupdate>
"#
    )
}

fn public_key(key: &SigningKey) -> Result<Vec<u8>> {
    Ok(key.verifying_key().to_public_key_der().map_err(|error| anyhow::anyhow!("{error}"))?.into_vec())
}

fn length(bytes: &[u8]) -> [u8; 4] {
    (bytes.len() as u32).to_le_bytes()
}

/// A field of bytes in protobuf's wire format.
fn field(number: u32, bytes: &[u8]) -> Vec<u8> {
    [varint(u64::from(number << 3 | 2)), varint(bytes.len() as u64), bytes.to_vec()].concat()
}

fn varint(mut value: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    while value >= 0x80 {
        bytes.push(value as u8 | 0x80);
        value >>= 7;
    }
    bytes.push(value as u8);
    bytes
}
