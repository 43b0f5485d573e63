//! User names with their passwords, pins, keys and tokens: a value after a word for one, or a form that only keys have.

use crate::detect::chunk::Chunk;
use crate::detect::code::Place;
use crate::detect::kind::{Kind, Severity};
use crate::detect::names::list::LIST;
use crate::detect::recogniser::{How, Match, Profile, Recogniser, Score};
use crate::detect::scan::{Shape, Token, key as word_key};
use crate::detect::words::Words;
use crate::span::Span;

/// Passwords, keys and tokens.
pub const CREDENTIAL: Recogniser = Recogniser {
    profile: Profile { kind: Kind::Credential, label: "Password", severity: Severity::High },
    how: &[
        How::Phrase(
            &["api key", "secret key", "secret", "access key", "token", "pin", "reset", "wifi", "wi fi", "key"],
            mixed,
        ),
        How::Phrase(SECRETS, mixed),
        How::Phrase(LOGINS, mixed),
        How::Phrase(SECRETS, secret_said),
        How::Phrase(LOGINS, login_said),
        How::Phrase(LOCKS, of_lock),
        How::Phrase(CHANGES, changed_to),
        How::Mark(b'/', second_of_pair),
        How::Mark(b'-', words_and_number),
        How::Mark(b'_', words_and_number),
        How::Mark(b'_', key_after_prefix),
        How::Phrase(&["sk", "ghp", "gho", "xoxb", "xoxp", "AKIA", "github pat", "AIza", "glpat"], key),
        How::Phrase(&["begin private key", "begin rsa private key", "begin openssh private key"], private_key),
    ],
    context: CONTEXT,
};

/// Words that speak of accounts, and what schools give their pupils accounts of.
const CONTEXT: &[&str] = &[
    "account",
    "arbor",
    "c 2 k",
    "class charts",
    "classcharts",
    "doodle",
    "educake",
    "gcsepod",
    "glow",
    "hwb",
    "log in",
    "login",
    "logins",
    "logon",
    "mathletics",
    "mymaths",
    "numbots",
    "one time",
    "parentpay",
    "password",
    "passwords",
    "purple mash",
    "pw",
    "reset",
    "seesaw",
    "seneca",
    "sparx",
    "tapestry",
    "temp",
    "times tables rock stars",
    "tt rockstars",
    "ttrockstars",
    "ttrs",
    "user",
    "username",
];

/// Words after which a new password stands, where accounts are spoken of.
const CHANGES: &[&str] =
    &["changed it to", "changed to", "reset it to", "reset to", "set it to", "defaults to", "default to"];

/// Words for what opens an account, English and Welsh.
const SECRETS: &[&str] = &[
    "password",
    "passwd",
    "pwd",
    "pword",
    "p w",
    "pw",
    "pass",
    "passcode",
    "passphrase",
    "secret word",
    "memorable word",
    "wifi key",
    "wi fi key",
    "wpa",
    "wpa 2",
    "cyfrinair",
];

/// Words for whose account it is.
const LOGINS: &[&str] = &[
    "username",
    "user name",
    "user id",
    "user",
    "u n",
    "login",
    "logins",
    "log in",
    "log in as",
    "on as",
    "logged in as",
    "sign in",
    "sign in as",
    "signed in as",
    "logon",
    "account",
    "enw defnyddiwr",
];

/// What a number opens.
const LOCKS: &[&str] = &[
    "pin",
    "pins",
    "pin code",
    "passcode",
    "gate code",
    "door code",
    "alarm code",
    "alarm",
    "keypad",
    "key safe",
    "keysafe",
    "safe combination",
    "access code",
    "activation code",
    "reset code",
    "one time code",
    "backup codes",
    "trolley code",
    "locker code",
    "padlock",
    "class code",
    "home code",
    "home codes",
    "invite code",
    "join code",
    "joining code",
    "parent code",
    "pupil code",
    "student code",
    "voucher",
    "memorable number",
];

/// Values are looked for so many tokens after the word, on its line.
const REACH: usize = 14;

/// The first value after the word that mixes letters and digits as secrets do.
fn mixed(place: &Place<'_, '_>) -> Option<Match> {
    let mut at = place.at + 1;
    while at <= place.at + REACH {
        let chunk = Chunk::at(place.tokens, at)?;
        if chunk.is_secret() {
            return Some(Match { span: chunk.span, score: Score::always(0.8) });
        }
        at = chunk.end;
    }
    None
}

/// `pw: conkers`, `the password for the club is Tulip-Wagon`; beside its user name, `password sunshine`.
fn secret_said(place: &Place<'_, '_>) -> Option<Match> {
    said(place, place.tokens[place.at.saturating_sub(PAIR)..place.at].iter().rev(), LOGIN_WORDS)
}

/// `username: mossy`, `the new login is teachroomfour`; beside its password, `user rhiannonp`.
fn login_said(place: &Place<'_, '_>) -> Option<Match> {
    said(place, place.tokens[place.at + 1..].iter().take(PAIR), SECRET_WORDS)
}

/// A user name and its password stand so many tokens apart at most.
const PAIR: usize = 8;
const LOGIN_WORDS: &[&str] = &["user", "username", "name", "login", "logon", "account", "n", "id", "defnyddiwr"];
const SECRET_WORDS: &[&str] = &["password", "pw", "pwd", "pword", "pass", "cyfrinair"];

/// The value that is said to be one. Without a colon or "is" it must look like one, or stand `beside` a word of the other half of a login.
fn said<'t>(place: &Place<'_, '_>, mut beside: impl Iterator<Item = &'t Token>, words: &[&str]) -> Option<Match> {
    let link = link_after(place);
    let value = Value::at(place, link.map_or(place.at + 1, |link| link + 1))?;
    let mut is_paired = || {
        let on_line = beside.by_ref().take_while(|token| token.shape != Shape::Newline);
        on_line
            .map(|token| place.tokens.of(token))
            .any(|word| words.iter().any(|other| word.eq_ignore_ascii_case(other)))
    };
    let is_said = match link.map(|link| place.tokens[link].lead) {
        Some(b':' | b'=') => value.may_be_secret() && !value.is_of_a_program(),
        Some(_) => value.may_be_secret() && (!value.is_plain_word() || is_paired()),
        None => {
            value.chunk.is_made_up() && value.chunk.is_one_piece(place.tokens) || value.may_be_secret() && is_paired()
        }
    };
    (is_said && value.ends_clause()).then_some(Match { span: value.chunk.span, score: Score::always(0.75) })
}

/// The colon, bracket or "is" that follows the word within its clause.
fn link_after(place: &Place<'_, '_>) -> Option<usize> {
    let is_link = |token: &Token| matches!(place.tokens.of(token), ":" | "=" | "(" | "is" | "was" | "IS");
    let clause = place.tokens[place.at + 1..].iter().take(LINK);
    let clause = clause.take_while(|token| token.is_word() || token.shape == Shape::Number || is_link(token));
    clause.enumerate().find(|(_, token)| is_link(token)).map(|(n, _)| place.at + 1 + n)
}

/// A link, or the number of a lock, stands at most so many tokens after the word.
const LINK: usize = 7;

/// What may be a user name or a password, and what is around it.
struct Value<'a, 't> {
    place: Place<'a, 't>,
    chunk: Chunk,
}

impl<'a, 't> Value<'a, 't> {
    /// At token `at`, past a dash or quote that stands there on its own.
    fn at(place: &Place<'a, 't>, at: usize) -> Option<Value<'a, 't>> {
        let first = Chunk::at(place.tokens, at)?;
        let chunk = if first.letters + first.digits > 0 { first } else { Chunk::at(place.tokens, first.end)? };
        Some(Value { place: Place { tokens: place.tokens, at }, chunk })
    }

    /// Whether it is in one piece, no address, and not what is said of secrets.
    fn may_be_secret(&self) -> bool {
        let word = self.place.tokens.slice(self.chunk.span);
        self.chunk.letters >= 3
            && !self.chunk.is_address
            && self.chunk.is_one_piece(self.place.tokens)
            && !SAID_OF_SECRETS.has(word_key(word))
    }

    /// Whether it is a string in a line of code: `password = "letmein"`.
    fn is_of_a_program(&self) -> bool {
        let Place { tokens, at } = self.place;
        tokens[at - 1].is_mark(b'=') && matches!(tokens[at].lead, b'"' | b'\'')
    }

    /// Whether it is a common word in small letters: "the password is wrong".
    fn is_plain_word(&self) -> bool {
        let Chunk { digits, signs, capitals, span, .. } = self.chunk;
        digits + signs + capitals == 0 && LIST.class(word_key(self.place.tokens.slice(span))).is_word()
    }

    /// Whether something else begins after it: a mark, the line's end, a word of another value.
    fn ends_clause(&self) -> bool {
        let tokens = self.place.tokens;
        let is_stopped = tokens[self.chunk.end - 1].end() > self.chunk.span.end;
        is_stopped
            || tokens.get(self.chunk.end).is_none_or(|next| {
                matches!(next.shape, Shape::Newline | Shape::Mark) || AFTER_SECRETS.contains(&tokens.of(next))
            })
    }
}

/// Words that may follow a user name or a password at once.
const AFTER_SECRETS: &[&str] =
    &["and", "but", "cyfrinair", "for", "or", "p", "pass", "password", "pw", "pwd", "pword", "temp", "then"];

/// What follows "the password is" and is none.
#[rustfmt::skip]
static SAID_OF_SECRETS: Words<192> = Words::new(&[
    "all", "already", "also", "always", "and", "any", "attached", "below", "better", "can", "case", "changed", "code", "confidential", "correct",
    "default", "different", "easy", "eight", "enclosed", "enough", "expired", "field", "forgotten", "free", "from", "given", "good", "hard", "help",
    "hidden", "how", "important", "incorrect", "invalid", "just", "kept", "known", "like", "long", "longer", "lost", "made", "manager", "meant",
    "missing", "must", "name", "needed", "never", "new", "not", "nothing", "now", "off", "old", "one", "only", "our", "page", "personal", "please",
    "policy", "private", "protected", "public", "required", "reset", "right", "safe", "same", "secret", "secure", "sent", "set", "shared", "short",
    "six", "something", "still", "stolen", "stored", "strong", "taped", "that", "the", "their", "then", "there", "this", "three", "too", "two",
    "unique", "unknown", "used", "usually", "valid", "very", "weak", "what", "when", "where", "who", "why", "with", "working", "written", "wrong",
    "you", "your", "yours",
]);

/// `pin 7731`, `gate code is C4719Y`, `keysafe by the bungalow 2580`.
fn of_lock(place: &Place<'_, '_>) -> Option<Match> {
    let mut at = place.at + 1;
    while at <= place.at + LINK {
        let chunk = Chunk::at(place.tokens, at)?;
        let text = place.tokens.slice(chunk.span);
        let is_number = chunk.digits >= 3 && chunk.len() <= 12 && text.bytes().all(is_of_code);
        if is_number || is_in_capitals(text) {
            return Some(Match { span: chunk.span, score: Score::always(0.85) });
        }
        let ends_clause = place.tokens[chunk.end - 1].shape == Shape::Mark && chunk.letters > 0;
        at = chunk.end + LINK * usize::from(ends_clause);
    }
    None
}

fn is_of_code(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'#')
}

/// `PKX4TZM2R`, `QWLF-TRMP-XKDE`: capitals with a digit, or in groups.
fn is_in_capitals(code: &str) -> bool {
    let is_so = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'-';
    code.len() >= 6 && code.bytes().all(is_so) && code.contains(|char: char| char.is_ascii_digit() || char == '-')
}

/// `I set it to Pl4netary!`
fn changed_to(place: &Place<'_, '_>) -> Option<Match> {
    let chunk = Chunk::at(place.tokens, place.at + 1)?;
    let is_of_words = chunk.signs >= 1 && chunk.capitals >= 2 && chunk.is_one_piece(place.tokens);
    (chunk.is_secret() || is_of_words).then_some(Match { span: chunk.span, score: Score::only_in_context(0.8) })
}

/// `20gwater / Welcome-2371`: where a login is spoken of, what follows the stroke.
fn second_of_pair(place: &Place<'_, '_>) -> Option<Match> {
    place.ahead(1).filter(|token| !token.touches())?;
    let chunk = Chunk::at(place.tokens, place.at + 1)?;
    chunk.is_secret().then_some(Match { span: chunk.span, score: Score::only_in_context(0.8) })
}

/// `Pigeon-4-Sandal`, `Saddle-Comet-Ivory-3`, as password makers write them: words with capitals and one number. Found at the first joint.
fn words_and_number(place: &Place<'_, '_>) -> Option<Match> {
    let joint = place.token();
    let first = place.back(1).filter(|first| joint.touches() && first.shape == Shape::Capitalised)?;
    let begins = !first.touches() || place.back(2).is_none_or(|before| !before.is_word() && before.lead != joint.lead);
    let pairs = place.tokens[place.at..].chunks(2).take(MOST_WORDS);
    let joined = pairs.take_while(|pair| {
        let is_part = |part: &Token| matches!(part.shape, Shape::Capitalised | Shape::Number) && part.touches();
        pair[0].is_mark(joint.lead) && pair[0].touches() && pair.get(1).is_some_and(is_part)
    });
    let parts: Vec<&Token> = joined.map(|pair| &pair[1]).collect();
    let numbers = parts.iter().filter(|part| part.shape == Shape::Number).count();
    let span = Span::new(first.start(), parts.last()?.end());
    let is_found = begins && parts.len() >= 2 && numbers == 1 && place.is_clear_after(span.end);
    is_found.then_some(Match { span, score: Score::only_in_context(0.8) })
}

/// Such a password has so many parts after the first at most.
const MOST_WORDS: usize = 4;

/// `wnd_9f27c1e07ab34d55`: a short prefix, then letters and digits by turns.
fn key_after_prefix(place: &Place<'_, '_>) -> Option<Match> {
    let prefix = place.back(1).filter(|prefix| place.token().touches() && prefix.is_word() && prefix.len() <= 5)?;
    let rest = place.tokens[place.at + 1..].iter().take(KEY_TURNS).take_while(|token| {
        token.touches()
            && matches!(token.shape, Shape::Lower | Shape::Upper | Shape::Initial | Shape::Mixed | Shape::Number)
    });
    let chunk = Chunk::at(place.tokens, place.at - 1).filter(|_| rest.count() == KEY_TURNS)?;
    let is_key = chunk.len() >= prefix.len() + 17 && chunk.signs == 1 && chunk.digits >= 4;
    is_key.then_some(Match { span: chunk.span, score: Score::always(0.85) })
}

/// A key has so many runs of letters and digits at least.
const KEY_TURNS: usize = 6;

/// `sk-…`, `ghp_…`, `AKIA…`: the prefix, then sixteen characters or more.
fn key(place: &Place<'_, '_>) -> Option<Match> {
    let chunk = Chunk::at(place.tokens, place.at)?;
    let is_key = chunk.len() >= 20 && chunk.digits >= 2 && !chunk.is_address;
    is_key.then_some(Match { span: chunk.span, score: Score::always(0.9) })
}

fn private_key(place: &Place<'_, '_>) -> Option<Match> {
    Some(Match { span: place.token().span(), score: Score::always(0.95) })
}
