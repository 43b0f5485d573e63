//! What the verbs share: files, the clock, randomness, passphrases, and how a verb ends.

use chalkline::error::Error;
use chalkline::publish::{File, Words};
use chalkline::record::Time;
use chalkline::record::sign::SecretKey;
use clap::Args;
use serde::Serialize;
use serde_json::json;
use std::fs::OpenOptions;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use zeroize::Zeroizing;

/// How a verb ends. Exit code 0: yes. 1: no; the answer says why. 2: the question could not be put.
pub enum Answer {
    /// All is well.
    Yes,
    /// The answer is no, and has been printed.
    No,
}

/// Why a verb could not answer.
pub enum Failure {
    /// The core refused.
    Refused(Error),
    /// A file, the clock, the terminal.
    Outside(String),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Failure {
        Failure::Refused(error)
    }
}

/// What a verb comes to.
pub type Done = Result<Answer, Failure>;

/// How a verb answers.
#[derive(Clone, Copy, PartialEq)]
pub enum Format {
    /// One JSON document, for machines.
    Json,
    /// Lines, for people.
    Words,
}

impl Format {
    /// The format that `--json` asks for.
    pub fn new(json: bool) -> Format {
        if json { Format::Json } else { Format::Words }
    }

    /// Prints an answer.
    pub fn say(self, json: &impl Serialize, lines: impl IntoIterator<Item = String>) {
        match self {
            Format::Json => say_json(json),
            Format::Words => lines.into_iter().for_each(|line| say(&line)),
        }
    }
}

/// Says why a verb failed, and gives its exit code: 1 where the core refused, 2 where the question could not be put.
pub fn finish(verb: &str, format: Format, done: Done) -> ExitCode {
    let refused = match done {
        Ok(Answer::Yes) => return ExitCode::SUCCESS,
        Ok(Answer::No) => return ExitCode::from(1),
        Err(Failure::Outside(why)) => {
            eprintln!("chalkline {verb}: {why}");
            return ExitCode::from(2);
        }
        Err(Failure::Refused(error)) => error,
    };
    if format == Format::Json {
        say_json(&json!({"code": refused.code.as_str(), "at": refused.place}));
    } else {
        eprintln!("chalkline {verb}: {refused}. {}", refused.code.meaning());
    }
    ExitCode::from(1)
}

/// A failure outside the core.
pub fn outside(path: &Path, why: impl std::fmt::Display) -> Failure {
    Failure::Outside(format!("{}: {why}", path.display()))
}

/// Reads a whole file, or standard input for `-`.
pub fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let read = match path.as_os_str() == "-" {
        true => std::io::stdin().read_to_end(&mut bytes),
        false => std::fs::File::open(path).and_then(|mut file| file.read_to_end(&mut bytes)),
    };
    read.map(|_| bytes).map_err(|error| outside(path, error))
}

/// Reads a file of text.
pub fn read_text(path: &Path) -> Result<String, Failure> {
    String::from_utf8(read(path)?).map_err(|_| outside(path, "not UTF-8"))
}

/// Reads a JSON file that a person edits.
pub fn read_json<T: serde::de::DeserializeOwned>(path: &Path) -> Result<T, Failure> {
    serde_json::from_slice(&read(path)?).map_err(|error| outside(path, error))
}

/// Writes a file in one step: a full disk never leaves half a record behind.
pub fn write(path: &Path, bytes: impl AsRef<[u8]>) -> Result<(), Failure> {
    let mut part = path.as_os_str().to_owned();
    part.push(".part");
    let written = std::fs::write(&part, bytes).and_then(|()| std::fs::rename(&part, path));
    written.map_err(|error| outside(path, error))
}

/// Writes files into a folder, which is made if need be, and prints their names.
pub fn write_folder(folder: &Path, files: &[File]) -> Result<(), Failure> {
    for file in files {
        let path = folder.join(&file.name);
        let parent = path.parent().unwrap_or(folder);
        std::fs::create_dir_all(parent).map_err(|error| outside(parent, error))?;
        write(&path, &file.bytes)?;
        say(&path.display().to_string());
    }
    Ok(())
}

/// Writes a file that holds a secret: never over another, readable by its owner only.
pub fn write_secret(path: &Path, text: &str) -> Result<(), Failure> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options.open(path).and_then(|mut file| file.write_all(text.as_bytes()));
    written.map_err(|error| outside(path, error))
}

/// The words of published pages: English, then Welsh.
pub fn languages() -> Result<Vec<Words>, Failure> {
    const FILES: [&str; 2] = [
        include_str!("../../extension/_locales/en_GB/messages.json"),
        include_str!("../../extension/_locales/cy/messages.json"),
    ];
    Ok(FILES.into_iter().map(Words::parse).collect::<Result<_, _>>()?)
}

/// Prints a line; a closed pipe is not worth a word.
pub fn say(line: &str) {
    let _ = writeln!(std::io::stdout(), "{line}");
}

/// Prints JSON for machines.
pub fn say_json(value: &impl Serialize) {
    say(&serde_json::to_string_pretty(value).expect("what the verbs print is JSON"));
}

/// Random bytes from the operating system.
pub fn random() -> Result<[u8; 32], Failure> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(|error| Failure::Outside(error.to_string()))?;
    Ok(bytes)
}

/// The time to judge by.
#[derive(Args)]
pub struct Now {
    /// Judge as of this moment, YYYY-MM-DDThh:mm:ssZ, instead of the computer's clock.
    #[arg(long, value_parser = |text: &str| Time::parse(text).ok_or("not YYYY-MM-DDThh:mm:ssZ"))]
    now: Option<Time>,
}

impl Now {
    /// The moment named, or the clock's.
    pub fn get(&self) -> Time {
        let clock =
            || std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(0, |age| age.as_secs());
        self.now.unwrap_or_else(|| Time::from_unix(clock() as i64))
    }
}

/// Where a passphrase comes from: a file, the variable CHALKLINE_PASSPHRASE, or the terminal.
#[derive(Args)]
pub struct Passphrase {
    /// File whose first line is the passphrase; else CHALKLINE_PASSPHRASE; else it is asked for.
    #[arg(long)]
    passphrase_file: Option<PathBuf>,
}

impl Passphrase {
    /// The passphrase for an existing key.
    pub fn get(&self) -> Result<Zeroizing<String>, Failure> {
        match (&self.passphrase_file, std::env::var("CHALKLINE_PASSPHRASE")) {
            (Some(path), _) => Ok(Zeroizing::new(read_text(path)?.lines().next().unwrap_or_default().to_string())),
            (None, Ok(text)) => Ok(Zeroizing::new(text)),
            (None, Err(_)) => ask("Passphrase: "),
        }
    }

    /// The passphrase for a new key: at least 12 characters, typed twice if typed.
    pub fn choose(&self) -> Result<Zeroizing<String>, Failure> {
        let first = self.get()?;
        let is_typed = self.passphrase_file.is_none() && std::env::var_os("CHALKLINE_PASSPHRASE").is_none();
        if is_typed && *ask("Again: ")? != *first {
            return Err(Failure::Outside("the two passphrases differ".into()));
        }
        if first.chars().count() < 12 {
            return Err(Failure::Outside("a passphrase has at least 12 characters".into()));
        }
        Ok(first)
    }
}

fn ask(prompt: &str) -> Result<Zeroizing<String>, Failure> {
    rpassword::prompt_password(prompt).map(Zeroizing::new).map_err(|error| Failure::Outside(error.to_string()))
}

/// The secret key to sign with.
#[derive(Args)]
pub struct Signer {
    /// Encrypted key file.
    #[arg(long, required_unless_present = "sheet_text")]
    key: Option<PathBuf>,
    /// Or the 24 words of a recovery sheet (or what its QR code holds): a file, `-` for standard input.
    #[arg(long, conflicts_with = "key")]
    sheet_text: Option<PathBuf>,
    #[command(flatten)]
    passphrase: Passphrase,
}

impl Signer {
    /// Opens the key.
    pub fn get(&self) -> Result<SecretKey, Failure> {
        match (&self.key, &self.sheet_text) {
            (Some(path), _) => Ok(SecretKey::from_pem(&read_text(path)?, &self.passphrase.get()?)?),
            (None, Some(path)) => Ok(SecretKey::from_sheet(&Zeroizing::new(read_text(path)?))?),
            (None, None) => Err(Failure::Outside("no key was named".into())),
        }
    }
}
