//! A secret key: 32 bytes at rest in an encrypted file that OpenSSL opens, or on paper as 24 words.

use crate::error::{Code, Error};
use crate::record::PublicKey;
use bip39::{Language, Mnemonic};
use ed25519_dalek::{Signer, SigningKey};
use pkcs8::der::pem::PemLabel;
use pkcs8::der::{Decode, SecretDocument};
use pkcs8::pkcs5::pbes2::{Kdf, Parameters};
use pkcs8::pkcs5::scrypt;
use pkcs8::{EncryptedPrivateKeyInfoRef, LineEnding, ObjectIdentifier, PrivateKeyInfoRef};
use zeroize::Zeroizing;

/// Length of what a key is made from.
pub const SEED_BYTES: usize = 32;

/// N = 2^14, r = 8: 16 MiB, the most that OpenSSL 3 opens by default; p = 5 buys back the strength.
const SCRYPT: (u8, u32, u32) = (14, 8, 5);

/// A file that asks for more work than this is not opened: 2^20 is 64 times our own.
const MOST_COST: u64 = 1 << 20;

/// Ed25519 in RFC 8410.
const ED25519: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.101.112");

/// RFC 8410 wraps the 32 bytes in an octet string of their own: tag and length.
const INNER: [u8; 2] = [0x04, 0x20];

/// What stands before those 34 bytes in an unencrypted key of version 1.
const OUTER: [u8; 14] = [0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22];

/// An Ed25519 secret key. Its bytes are wiped when it goes.
pub struct SecretKey(SigningKey);

impl SecretKey {
    /// The key that these bytes are; they must come from a good source of randomness.
    pub fn from_seed(seed: &[u8; SEED_BYTES]) -> SecretKey {
        SecretKey(SigningKey::from_bytes(seed))
    }

    /// Its public half.
    pub fn public(&self) -> PublicKey {
        PublicKey::from_bytes(self.0.verifying_key().as_bytes()).expect("a derived key is canonical and of large order")
    }

    pub(super) fn sign(&self, message: &[u8]) -> [u8; 64] {
        self.0.sign(message).to_bytes()
    }

    /// The encrypted file: PKCS#8, PBES2 with scrypt and AES-256-CBC. `random` becomes salt and initial vector.
    pub fn to_pem(&self, passphrase: &str, random: &[u8; 32]) -> Result<Zeroizing<String>, Error> {
        let (salt, iv) = random.split_at(16);
        let parameters = parameters(salt, iv).ok_or(bad_key())?;
        let der = Zeroizing::new([&OUTER[..], &INNER, self.0.as_bytes()].concat());
        let key = PrivateKeyInfoRef::from_der(&der).map_err(|_| bad_key())?;
        let sealed = key.encrypt_with_params(parameters, passphrase).map_err(|_| bad_key())?;
        sealed.to_pem(EncryptedPrivateKeyInfoRef::PEM_LABEL, LineEnding::LF).map_err(|_| bad_key())
    }

    /// Opens an encrypted file. A wrong passphrase and a damaged file cannot always be told apart (CBC is not
    /// authenticated): compare the key's id with the one expected before it is used.
    pub fn from_pem(pem: &str, passphrase: &str) -> Result<SecretKey, Error> {
        let (label, document) = SecretDocument::from_pem(pem).map_err(|_| bad_key())?;
        EncryptedPrivateKeyInfoRef::validate_pem_label(label).map_err(|_| bad_key())?;
        let sealed = EncryptedPrivateKeyInfoRef::try_from(document.as_bytes()).map_err(|_| bad_key())?;
        if sealed.encryption_algorithm.pbes2().is_none_or(|parameters| cost(&parameters.kdf) > MOST_COST) {
            return Err(bad_key());
        }
        let opened = sealed.decrypt(passphrase).map_err(|_| bad_key())?;
        let key = PrivateKeyInfoRef::try_from(opened.as_bytes()).map_err(|_| bad_key())?;
        let seed = key.private_key.as_bytes().strip_prefix(&INNER).filter(|_| key.algorithm.oid == ED25519);
        let seed: Option<&[u8; SEED_BYTES]> = seed.and_then(|seed| seed.try_into().ok());
        seed.map(SecretKey::from_seed).ok_or(bad_key())
    }

    /// The 24 words of the recovery sheet: BIP-39, English, with a checksum.
    pub fn words(&self) -> Zeroizing<String> {
        let words = Mnemonic::from_entropy_in(Language::English, self.0.as_bytes()).expect("32 bytes make 24 words");
        Zeroizing::new(words.to_string())
    }

    /// What the sheet's QR code holds: the seed as 64 hex digits, in capitals.
    pub fn code(&self) -> Zeroizing<String> {
        Zeroizing::new(self.0.as_bytes().iter().map(|byte| format!("{byte:02X}")).collect())
    }

    /// Reads a recovery sheet: its 24 words, in any case and spacing, or what its QR code holds.
    pub fn from_sheet(text: &str) -> Result<SecretKey, Error> {
        let lower = Zeroizing::new(text.trim().to_ascii_lowercase());
        if let Some(seed) = crate::record::key::from_hex(&lower) {
            return Ok(SecretKey::from_seed(&seed));
        }
        let words = Mnemonic::parse_in_normalized(Language::English, &lower).ok();
        let entropy = words.map(|words| words.to_entropy_array()).filter(|(_, length)| *length == SEED_BYTES);
        let seed = entropy.and_then(|(bytes, _)| bytes.first_chunk::<SEED_BYTES>().copied()).map(Zeroizing::new);
        seed.map(|seed| SecretKey::from_seed(&seed)).ok_or(Error::new(Code::BadWords, "sheet"))
    }
}

fn parameters(salt: &[u8], iv: &[u8]) -> Option<Parameters> {
    let (log_n, r, p) = SCRYPT;
    let cost = scrypt::Params::new(log_n, r, p).ok()?;
    Parameters::generate_scrypt_aes256cbc(cost, salt, iv.try_into().ok()?).ok()
}

/// Blocks of scrypt, or rounds of PBKDF2, which OpenSSL writes by default.
fn cost(kdf: &Kdf) -> u64 {
    match kdf {
        Kdf::Scrypt(s) => s.cost_parameter.saturating_mul(u64::from(s.block_size) * u64::from(s.parallelization)),
        Kdf::Pbkdf2(p) => u64::from(p.iteration_count),
        _ => u64::MAX,
    }
}

fn bad_key() -> Error {
    Error::new(Code::BadSecretKey, "key")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_opens_with_its_passphrase_only() {
        let key = SecretKey::from_seed(&[7; 32]);
        let pem = key.to_pem("correct horse", &[9; 32]).unwrap();
        assert!(pem.starts_with("-----BEGIN ENCRYPTED PRIVATE KEY-----\n"));
        assert_eq!(SecretKey::from_pem(&pem, "correct horse").unwrap().public(), key.public());
        assert_eq!(SecretKey::from_pem(&pem, "wrong horse").err(), Some(bad_key()));
        assert_eq!(SecretKey::from_pem("-----BEGIN", "x").err(), Some(bad_key()));
    }

    #[test]
    fn a_sheet_recovers_the_key_and_a_slip_is_seen() {
        let key = SecretKey::from_seed(&[7; 32]);
        let words = key.words();
        assert_eq!(words.split(' ').count(), 24);
        let sloppy = format!("  {}\n", words.to_uppercase().replace(' ', " \t\n"));
        assert_eq!(SecretKey::from_sheet(&sloppy).unwrap().public(), key.public());
        assert_eq!(SecretKey::from_sheet(&key.code()).unwrap().public(), key.public());
        let (first, rest) = words.split_once(' ').unwrap();
        let wrong = Some(Error::new(Code::BadWords, "sheet"));
        assert_eq!(SecretKey::from_sheet(rest).err(), wrong);
        assert_eq!(SecretKey::from_sheet(&format!("{rest} {first}")).err(), wrong);
        assert_eq!(SecretKey::from_sheet(&format!("x{}", *words)).err(), wrong);
    }
}
