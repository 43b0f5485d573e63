//! `chalkline keys`: make keys, look at them, get them back from paper.

use super::io::{self, Answer, Done, Failure, Passphrase};
use super::sheet;
use chalkline::record::sign::SecretKey;
use chalkline::record::{KeySpec, PublicKey};
use clap::{Args, Subcommand};
use serde_json::json;
use std::path::PathBuf;
use zeroize::Zeroizing;

/// Make and recover signing keys.
#[derive(Subcommand)]
pub enum Keys {
    New(New),
    Show(Show),
    Recover(Recover),
}

impl Keys {
    /// Runs the verb.
    pub fn run(&self) -> Done {
        match self {
            Keys::New(new) => new.run(),
            Keys::Show(show) => show.run(),
            Keys::Recover(recover) => recover.run(),
        }
    }
}

/// Make a key: an encrypted file (for lists), a sheet to print (for roots), or both.
///
/// Prints the public half as JSON: give that to whoever makes the record.
#[derive(Args)]
pub struct New {
    /// What people call it: "Sheet A, school safe".
    #[arg(long)]
    label: String,
    /// Encrypted key file to write: PKCS#8, which OpenSSL opens.
    #[arg(long, required_unless_present = "sheet")]
    out: Option<PathBuf>,
    /// Recovery sheet to write, an HTML page: print it, then delete it.
    #[arg(long)]
    sheet: Option<PathBuf>,
    /// Also write the public half to this file.
    #[arg(long)]
    public: Option<PathBuf>,
    #[command(flatten)]
    passphrase: Passphrase,
}

impl New {
    fn run(&self) -> Done {
        let key = SecretKey::from_seed(&Zeroizing::new(io::random()?));
        if let Some(path) = &self.out {
            let pem = key.to_pem(&self.passphrase.choose()?, &io::random()?)?;
            io::write_secret(path, &pem)?;
        }
        if let Some(path) = &self.sheet {
            io::write_secret(path, &sheet::page(&key, &self.label))?;
        }
        let public = public_text(&key.public(), &self.label);
        if let Some(path) = &self.public {
            io::write(path, &public)?;
        }
        io::say(&public);
        Ok(Answer::Yes)
    }
}

/// Show whose key it is: id and public half of a key file, a sheet's words, or a public half.
#[derive(Args)]
pub struct Show {
    /// A public half to look at, instead of a secret key.
    #[arg(long, conflicts_with_all = ["key", "sheet_text"])]
    public: Option<PathBuf>,
    #[command(flatten)]
    signer: ShowSigner,
}

#[derive(Args)]
struct ShowSigner {
    /// Encrypted key file.
    #[arg(long)]
    key: Option<PathBuf>,
    /// Or the words of a recovery sheet: a file, `-` for standard input.
    #[arg(long)]
    sheet_text: Option<PathBuf>,
    #[command(flatten)]
    passphrase: Passphrase,
}

impl Show {
    fn run(&self) -> Done {
        let (key, label) = match (&self.public, &self.signer.key, &self.signer.sheet_text) {
            (Some(path), ..) => read_public(path)?,
            (_, Some(path), _) => {
                (SecretKey::from_pem(&io::read_text(path)?, &self.signer.passphrase.get()?)?.public(), String::new())
            }
            (.., Some(path)) => (SecretKey::from_sheet(&Zeroizing::new(io::read_text(path)?))?.public(), String::new()),
            _ => return Err(Failure::Outside("name a key: --key, --sheet-text or --public".into())),
        };
        io::say(&public_text(&key, &label));
        Ok(Answer::Yes)
    }
}

/// Make a key file again from the words of a recovery sheet.
#[derive(Args)]
pub struct Recover {
    /// The 24 words, or what the QR code holds: a file, `-` for standard input.
    #[arg(long)]
    sheet_text: PathBuf,
    /// Encrypted key file to write.
    #[arg(long)]
    out: PathBuf,
    #[command(flatten)]
    passphrase: Passphrase,
}

impl Recover {
    fn run(&self) -> Done {
        let key = SecretKey::from_sheet(&Zeroizing::new(io::read_text(&self.sheet_text)?))?;
        io::write_secret(&self.out, &key.to_pem(&self.passphrase.choose()?, &io::random()?)?)?;
        io::say(&public_text(&key.public(), ""));
        Ok(Answer::Yes)
    }
}

/// A public half as a file: what a root writes of it, and its id to compare.
fn public_text(key: &PublicKey, label: &str) -> String {
    let spec = KeySpec::new(key, label);
    let json = json!({"alg": spec.alg, "public": spec.public, "label": spec.label, "keyid": key.id()});
    format!("{json:#}")
}

/// Reads a public half.
pub fn read_public(path: &std::path::Path) -> Result<(PublicKey, String), Failure> {
    let spec: KeySpec = io::read_json(path)?;
    let key = spec.read("key")?.ok_or_else(|| io::outside(path, "not an ed25519 key"))?;
    Ok((key, spec.label))
}
