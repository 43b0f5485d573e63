//! Stable error codes. An error names what went wrong and where, never the text it went wrong on.

use std::fmt;

/// Declares each code once: what it means, its name here, its stable name.
macro_rules! codes {
    ($($(#[doc = $meaning:literal])+ $code:ident = $name:literal,)+) => {
        /// What went wrong. Codes are stable: the extension's words and the CLI's `--json` output are keyed by them.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Code {
            $($(#[doc = $meaning])+ $code,)+
        }

        impl Code {
            /// Every code.
            pub const ALL: &[Code] = &[$(Code::$code),+];

            /// The stable name, in capitals, as it stands in messages, JSON and documentation.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Code::$code => $name,)+
                }
            }

            /// What it means, in English, for whoever works at the command line.
            pub fn meaning(self) -> &'static str {
                match self {
                    $(Code::$code => concat!($($meaning),+).trim_ascii(),)+
                }
            }
        }
    };
}

codes! {
    /// The input is larger than the stated limit.
    TooBig = "TOO_BIG",
    /// A file is not what its first bytes say, or breaks off.
    FileBroken = "FILE_BROKEN",
    /// A file is protected by a password.
    FileLocked = "FILE_LOCKED",
    /// A file holds pictures of text, or none that can be read: a scan, a photograph in a document.
    FileNoText = "FILE_NO_TEXT",
    /// A file, or what it unpacks to, is over the limits.
    FileTooBig = "FILE_TOO_BIG",
    /// No format we know.
    FileUnknown = "FILE_UNKNOWN",
    /// A format we know and do not read, such as a Word file from before 2007.
    FileUnreadable = "FILE_UNREADABLE",
    /// This key has signed this document already.
    AlreadySigned = "ALREADY_SIGNED",
    /// A value that the extension handed to the core is not of the agreed shape.
    BadArgument = "BAD_ARGUMENT",
    /// Not a web address as a browser writes it.
    BadAddress = "BAD_ADDRESS",
    /// Counts of warnings are not as the extension keeps and exports them.
    BadCounts = "BAD_COUNTS",
    /// A time is not `YYYY-MM-DDThh:mm:ssZ`, or a document ends before it begins.
    BadDates = "BAD_DATES",
    /// An envelope's parts are missing, too many, or not base64.
    BadEnvelope = "BAD_ENVELOPE",
    /// A member is missing, of the wrong type, or outside its range.
    BadField = "BAD_FIELD",
    /// Not JSON, or not UTF-8, or with a byte order mark.
    BadJson = "BAD_JSON",
    /// Not a usable Ed25519 public key: wrong length, not canonical, or of small order.
    BadKey = "BAD_KEY",
    /// Not an enrolment link.
    BadLink = "BAD_LINK",
    /// Not an encrypted Ed25519 key file, or the passphrase is wrong.
    BadSecretKey = "BAD_SECRET_KEY",
    /// The enrolment's settings do not say where the record is and whose it is.
    BadSettings = "BAD_SETTINGS",
    /// Not a regular expression, one of characters outside ASCII, or not the compiled form of one.
    BadPattern = "BAD_PATTERN",
    /// Not a filter of names as `chalkline roster make` writes it.
    BadRoster = "BAD_ROSTER",
    /// A threshold of nought, or above the number of usable keys.
    BadThreshold = "BAD_THRESHOLD",
    /// Not the 24 words of a recovery sheet: a word is unknown or the checksum is wrong.
    BadWords = "BAD_WORDS",
    /// One JSON object has two members of the same name.
    DuplicateKey = "DUPLICATE_KEY",
    /// One key stands twice in a role.
    DuplicateKeyInRole = "DUPLICATE_KEY_IN_ROLE",
    /// A key id is not the hash of its key.
    KeyidMismatch = "KEYID_MISMATCH",
    /// A list is valid for longer than the root allows.
    LifetimeTooLong = "LIFETIME_TOO_LONG",
    /// More values, longer strings or more entries than the limits allow.
    LimitExceeded = "LIMIT_EXCEEDED",
    /// A list had run out before it arrived.
    ListExpired = "LIST_EXPIRED",
    /// A school's list delegates further.
    NestedDelegation = "NESTED_DELEGATION",
    /// A school's list came, but the trust's list does not delegate to that school.
    NoSuchDelegation = "NO_SUCH_DELEGATION",
    /// No column is headed as pupils' names are, or nothing stands under it.
    NoNames = "NO_NAMES",
    /// Not a record at all: a log-in page, an error page, an empty file.
    NotAList = "NOT_A_LIST",
    /// Too few of the keys that must sign have signed.
    NotEnoughSignatures = "NOT_ENOUGH_SIGNATURES",
    /// This key may not sign this document.
    NotOneOfTheKeys = "NOT_ONE_OF_THE_KEYS",
    /// A pattern can match nothing, too little, or without a limit.
    PatternTooWide = "PATTERN_TOO_WIDE",
    /// The first root is not the one this enrolment names: another organisation's record.
    PinMismatch = "PIN_MISMATCH",
    /// An older version than one already seen or than the least one accepted.
    Rollback = "ROLLBACK",
    /// The newest root had run out.
    RootExpired = "ROOT_EXPIRED",
    /// Two different roots bear one number.
    RootFork = "ROOT_FORK",
    /// The chain of roots lacks one between ours and the newest.
    RootGap = "ROOT_GAP",
    /// A root's number is not its predecessor's plus one.
    RootVersion = "ROOT_VERSION",
    /// Two different lists bear one version.
    SameVersionDifferentContent = "SAME_VERSION_DIFFERENT_CONTENT",
    /// JSON nested deeper than the limit.
    TooDeep = "TOO_DEEP",
    /// Written for a later version of the format.
    UnsupportedSpec = "UNSUPPORTED_SPEC",
    /// Signed under another organisation's root.
    WrongAnchor = "WRONG_ANCHOR",
    /// Meant for another trust or school.
    WrongAudience = "WRONG_AUDIENCE",
    /// An envelope of another type than its place asks for.
    WrongType = "WRONG_TYPE",
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
