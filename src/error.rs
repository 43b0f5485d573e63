//! Stable error codes. An error names what went wrong and where, never the text it went wrong on.

use std::fmt;

/// What went wrong. Codes are stable: the extension's words and the CLI's `--json` output are keyed by them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Code {
    /// The input is larger than the stated limit.
    TooBig,
    /// A file is not what its first bytes say, or breaks off.
    FileBroken,
    /// A file is protected by a password.
    FileLocked,
    /// A file holds pictures of text, or none that can be read: a scan, a photograph in a document.
    FileNoText,
    /// A file, or what it unpacks to, is over the limits.
    FileTooBig,
    /// No format we know.
    FileUnknown,
    /// A format we know and do not read, such as a Word file from before 2007.
    FileUnreadable,
    /// This key has signed this document already.
    AlreadySigned,
    /// A value that the extension handed to the core is not of the agreed shape.
    BadArgument,
    /// Not a web address as a browser writes it.
    BadAddress,
    /// A time is not `YYYY-MM-DDThh:mm:ssZ`, or a document ends before it begins.
    BadDates,
    /// An envelope's parts are missing, too many, or not base64.
    BadEnvelope,
    /// A member is missing, of the wrong type, or outside its range.
    BadField,
    /// Not JSON, or not UTF-8, or with a byte order mark.
    BadJson,
    /// Not a usable Ed25519 public key: wrong length, not canonical, or of small order.
    BadKey,
    /// Not an enrolment link.
    BadLink,
    /// Not an encrypted Ed25519 key file, or the passphrase is wrong.
    BadSecretKey,
    /// The enrolment's settings do not say where the record is and whose it is.
    BadSettings,
    /// Not a regular expression, one of characters outside ASCII, or not the compiled form of one.
    BadPattern,
    /// A threshold of nought, or above the number of usable keys.
    BadThreshold,
    /// Not the 24 words of a recovery sheet: a word is unknown or the checksum is wrong.
    BadWords,
    /// One JSON object has two members of the same name.
    DuplicateKey,
    /// One key stands twice in a role.
    DuplicateKeyInRole,
    /// A key id is not the hash of its key.
    KeyidMismatch,
    /// A list is valid for longer than the root allows.
    LifetimeTooLong,
    /// More values, longer strings or more entries than the limits allow.
    LimitExceeded,
    /// A list had run out before it arrived.
    ListExpired,
    /// A school's list delegates further.
    NestedDelegation,
    /// A school's list came, but the trust's list does not delegate to that school.
    NoSuchDelegation,
    /// Not a record at all: a log-in page, an error page, an empty file.
    NotAList,
    /// Too few of the keys that must sign have signed.
    NotEnoughSignatures,
    /// This key may not sign this document.
    NotOneOfTheKeys,
    /// A pattern can match nothing, too little, or without a limit.
    PatternTooWide,
    /// The first root is not the one this enrolment names: another organisation's record.
    PinMismatch,
    /// An older version than one already seen or than the least one accepted.
    Rollback,
    /// The newest root had run out.
    RootExpired,
    /// Two different roots bear one number.
    RootFork,
    /// The chain of roots lacks one between ours and the newest.
    RootGap,
    /// A root's number is not its predecessor's plus one.
    RootVersion,
    /// Two different lists bear one version.
    SameVersionDifferentContent,
    /// JSON nested deeper than the limit.
    TooDeep,
    /// Written for a later version of the format.
    UnsupportedSpec,
    /// Signed under another organisation's root.
    WrongAnchor,
    /// Meant for another trust or school.
    WrongAudience,
    /// An envelope of another type than its place asks for.
    WrongType,
}

impl Code {
    /// The stable name, in capitals, as it stands in messages, JSON and documentation.
    pub fn as_str(self) -> &'static str {
        match self {
            Code::TooBig => "TOO_BIG",
            Code::FileBroken => "FILE_BROKEN",
            Code::FileLocked => "FILE_LOCKED",
            Code::FileNoText => "FILE_NO_TEXT",
            Code::FileTooBig => "FILE_TOO_BIG",
            Code::FileUnknown => "FILE_UNKNOWN",
            Code::FileUnreadable => "FILE_UNREADABLE",
            Code::AlreadySigned => "ALREADY_SIGNED",
            Code::BadArgument => "BAD_ARGUMENT",
            Code::BadAddress => "BAD_ADDRESS",
            Code::BadDates => "BAD_DATES",
            Code::BadEnvelope => "BAD_ENVELOPE",
            Code::BadField => "BAD_FIELD",
            Code::BadJson => "BAD_JSON",
            Code::BadKey => "BAD_KEY",
            Code::BadLink => "BAD_LINK",
            Code::BadSecretKey => "BAD_SECRET_KEY",
            Code::BadSettings => "BAD_SETTINGS",
            Code::BadPattern => "BAD_PATTERN",
            Code::BadThreshold => "BAD_THRESHOLD",
            Code::BadWords => "BAD_WORDS",
            Code::DuplicateKey => "DUPLICATE_KEY",
            Code::DuplicateKeyInRole => "DUPLICATE_KEY_IN_ROLE",
            Code::KeyidMismatch => "KEYID_MISMATCH",
            Code::LifetimeTooLong => "LIFETIME_TOO_LONG",
            Code::LimitExceeded => "LIMIT_EXCEEDED",
            Code::ListExpired => "LIST_EXPIRED",
            Code::NestedDelegation => "NESTED_DELEGATION",
            Code::NoSuchDelegation => "NO_SUCH_DELEGATION",
            Code::NotAList => "NOT_A_LIST",
            Code::NotEnoughSignatures => "NOT_ENOUGH_SIGNATURES",
            Code::NotOneOfTheKeys => "NOT_ONE_OF_THE_KEYS",
            Code::PatternTooWide => "PATTERN_TOO_WIDE",
            Code::PinMismatch => "PIN_MISMATCH",
            Code::Rollback => "ROLLBACK",
            Code::RootExpired => "ROOT_EXPIRED",
            Code::RootFork => "ROOT_FORK",
            Code::RootGap => "ROOT_GAP",
            Code::RootVersion => "ROOT_VERSION",
            Code::SameVersionDifferentContent => "SAME_VERSION_DIFFERENT_CONTENT",
            Code::TooDeep => "TOO_DEEP",
            Code::UnsupportedSpec => "UNSUPPORTED_SPEC",
            Code::WrongAnchor => "WRONG_ANCHOR",
            Code::WrongAudience => "WRONG_AUDIENCE",
            Code::WrongType => "WRONG_TYPE",
        }
    }
}

/// A fault with a stable [`Code`] and the part of the input it arose in (`"root"`, `"list"`, `"docx"`, …).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Error {
    /// What went wrong.
    pub code: Code,
    /// The part of the input it arose in: one of a few fixed words, never the input itself.
    pub place: &'static str,
}

impl Error {
    /// An error of this code at this place.
    pub fn new(code: Code, place: &'static str) -> Self {
        Error { code, place }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at {}", self.code.as_str(), self.place)
    }
}

impl std::error::Error for Error {}
