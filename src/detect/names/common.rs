//! Words that the list has as names, for somebody bears them, but that name nobody where they stand so.

use crate::detect::words::Words;

/// Whether a word in small letters is one that holds sentences together, in full or as people type it.
pub(super) fn is_small(word: u32) -> bool {
    SMALL.has(word)
}

/// Whether a word with a capital is a greeting, a relative, a role, a subject: it stands beside names, and is none.
pub(super) fn is_label(word: u32) -> bool {
    LABELS.has(word)
}

/// Whether it is a title that a surname follows.
pub(super) fn is_title(word: u32) -> bool {
    TITLES.has(word)
}

/// Whether it is a small word within a surname: `van der Berg`, `ap Rhys`, `Ní Bhriain`.
pub(super) fn is_particle(word: u32) -> bool {
    PARTICLES.has(word)
}

static TITLES: Words<16> = Words::new(&["mr", "mrs", "miss", "ms", "mx", "dr", "prof", "professor"]);

#[rustfmt::skip]
static PARTICLES: Words<64> = Words::new(&[
    "van", "von", "der", "den", "de", "la", "le", "del", "della", "di", "da", "dos", "du", "ap", "ab", "ferch", "bin", "binti", "ibn", "al", "el", "abu", "ni", "nic", "ter", "ten",
]);

#[rustfmt::skip]
static SMALL: Words<256> = Words::new(&[
    "a", "all", "also", "am", "an", "and", "any", "are", "as", "at", "be", "been", "bin", "but", "by", "can", "case", "cant", "dad", "day", "des", "did", "didnt", "do",
    "does", "doesnt", "dont", "else", "em", "es", "et", "even", "few", "for", "from", "go", "got", "guy", "had", "has", "hasnt", "have", "he", "her", "hes", "hey", "hi", "him",
    "his", "hiya", "how", "idk", "in", "is", "isnt", "it", "its", "lol", "long", "love", "low", "ma", "man", "me", "men", "miles", "miss", "mum", "my", "nan", "no", "not",
    "now", "of", "ok", "omg", "on", "or", "our", "out", "plz", "pls", "put", "re", "sat", "saw", "say", "see", "set", "she", "shes", "sir", "so", "son",
    "ta", "than", "that", "the", "them", "then", "they", "this", "thx", "to", "too", "us", "was", "wasnt", "we", "were", "wont", "yes", "yet", "you", "ur", "abt", "bc", "tbh",
]);

#[rustfmt::skip]
static LABELS: Words<256> = Words::new(&[
    "academy", "afternoon", "auntie", "aunty", "boys", "brother", "carer", "carers", "cheers", "child", "class", "cpoms", "dad", "daddy", "dear", "dob", "dr", "ehcp", "english",
    "evening", "father", "forename", "fsm", "girls", "grandad", "grandma", "grandpa", "gran", "greetings", "head", "headteacher", "hello", "hey", "hi", "hiya", "history", "hod", "hoy", "kind",
    "lac", "maths", "miss", "morning", "mother", "mr", "mrs", "ms", "mum", "mummy", "music", "mx", "nan", "nana", "no", "ok", "parent", "parents", "prof", "pupil",
    "pupils", "re", "regards", "science", "sen", "senco", "send", "sendco", "sincerely", "sir", "sister", "slt", "spanish", "french", "german", "student", "students", "surname", "ta", "teacher",
    "teachers", "thanks", "the", "tutor", "uci", "uln", "uncle", "upn", "welsh", "xx", "year", "yes", "you", "yours",
    "aob", "cpd", "dsl", "dt", "eal", "gcse", "hlta", "ict", "inset", "mfl", "pe", "pgl", "pshe", "pta", "rse", "sats",
    "login", "bursar", "matron", "housemaster", "housemistress", "chronology", "tel", "yr", "grp", "adm", "psych", "phonics", "eng", "sci", "sirs", "email", "cohort", "baseline", "fundraising", "nursery", "caretaker", "governors", "ed", "boarders", "asthma", "eczema", "epilepsy", "punctual", "halal", "detention", "netball", "latin",
]);
