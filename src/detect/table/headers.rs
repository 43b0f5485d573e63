//! The headers of management information systems' exports, and what a column under each holds.
//!
//! Sources: DfE Common Basic Data Set and CTF field names, the iSAMS import template; the rest is common use in SIMS, Arbor and Bromcom exports.

use super::cells::Cell;
use crate::detect::kind::Kind;
use crate::detect::names;
use crate::detect::scan::{Shape, Tokens};
use crate::detect::tag::Tag;
use crate::detect::{Finding, Subject};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Which sort of header it is; two sorts make a table of people.
    pub group: Group,
    /// The kind of its cells; `None` for cells that tell nothing by themselves (a class, a mark).
    pub kind: Option<Kind>,
    /// Whose data its cells are.
    pub subject: Subject,
    /// Whether tables of anything but people do not have it.
    pub is_certain: bool,
}

/// Sorts of headers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Parts of a name.
    Names,
    /// Identifiers.
    Ids,
    /// What opens an account.
    Secrets,
    /// Dates of a person's life.
    Dates,
    /// Class, form, year.
    Class,
    /// Special-category data.
    Sensitive,
    /// Addresses and phones.
    Contact,
    /// Marks and attendance.
    Performance,
}

impl Column {
    /// The finding in a cell of this column, if the cell can be of its kind.
    pub fn finding(&self, tokens: &Tokens<'_>, cell: &Cell) -> Option<Finding> {
        let kind = self.kind.filter(|kind| !cell.is_empty() && fits(tokens, cell, *kind))?;
        let score = if self.is_certain { 0.99 } else { 0.9 };
        let whole = tokens.span(cell.first, cell.last);
        // "2016 Liang Bowei": the name is found by itself.
        let begins = &tokens[cell.first];
        let span = if kind == Kind::CandidateNumber && begins.len() == 4 { begins.span() } else { whole };
        Some(Finding { kind, span, score, subject: self.subject })
    }
}

/// Whether a cell can be of this kind: something must stand there, and no placeholder.
fn fits(tokens: &Tokens<'_>, cell: &Cell, kind: Kind) -> bool {
    let inside = &tokens[cell.first..=cell.last];
    let has = |shape: Shape| inside.iter().any(|token| token.shape == shape);
    let words = inside.iter().filter(|token| token.is_word()).count();
    let is_placeholder = inside[0].is_mark(b'[') && inside[inside.len() - 1].is_mark(b']') || inside[0].is_mark(b'_');
    let is_rule = inside.iter().all(|token| token.shape == Shape::Mark);
    let is_of_kind = match kind {
        Kind::PersonName => (1..=6).contains(&words) && !has(Shape::Number),
        Kind::Address => words >= 1,
        Kind::Credential => (1..=6).contains(&inside.len()),
        Kind::Email => inside.iter().any(|token| token.is_mark(b'@')),
        kind if kind >= Kind::Sen => words >= 1 || has(Shape::Number),
        Kind::Postcode | Kind::NationalInsurance | Kind::AdmissionNumber | Kind::DateOfBirth => has(Shape::Number),
        _ => inside.iter().filter(|token| token.shape == Shape::Number).map(|token| token.len()).sum::<usize>() >= 4,
    };
    is_of_kind && !is_placeholder && !is_rule
}

/// Every header as a phrase of the lexicon.
pub fn headers() -> impl Iterator<Item = (&'static str, Tag)> {
    COLUMNS.iter().flat_map(|(column, phrases)| phrases.iter().map(|phrase| (*phrase, Tag::Header(*column))))
}

/// Whether a cell heads a column of pupils' names, or of names that may be theirs.
pub fn heads_pupils_names(cell: &str) -> bool {
    let words = names::keys(cell);
    let columns = COLUMNS.iter().filter(|(column, _)| {
        column.kind == Some(Kind::PersonName) && matches!(column.subject, Subject::Pupil | Subject::Unknown)
    });
    columns.flat_map(|(_, phrases)| *phrases).any(|phrase| names::keys(phrase) == words)
}

const fn certain(group: Group, kind: Kind, subject: Subject) -> Column {
    Column { group, kind: Some(kind), subject, is_certain: true }
}

const fn likely(group: Group, kind: Kind, subject: Subject) -> Column {
    Column { group, kind: Some(kind), subject, is_certain: false }
}

const fn plain(group: Group, is_certain: bool) -> Column {
    Column { group, kind: None, subject: Subject::Unknown, is_certain }
}

use Group::{Class, Contact, Dates, Ids, Names, Performance, Secrets, Sensitive};
use Subject::{Family, Pupil, Staff, Unknown};

#[rustfmt::skip]
const COLUMNS: &[(Column, &[&str])] = &[
    (certain(Names, Kind::PersonName, Pupil), &[
        "surname", "forename", "forenames", "legal surname", "legal forename", "middle name", "middle names", "preferred surname", "preferred forename",
        "preferred name", "chosen name", "known as", "pupil name", "pupils name", "student name", "learner name", "child name", "childs name", "pupil", "student", "learner",
        "first name", "last name", "family name", "given name", "firstname", "lastname", "pupil forename", "pupil surname", "child", "candidate name",
    ]),
    (likely(Names, Kind::PersonName, Unknown), &["name", "full name", "names", "person", "first", "last", "enw", "cyfenw"]),
    (certain(Names, Kind::PersonName, Staff), &["staff name", "teacher name", "teacher", "class teacher", "form tutor", "head of year", "key worker", "keyworker", "employee", "senco", "author of comment"]),
    (certain(Names, Kind::PersonName, Family), &["parent carer", "parent", "carer", "mother", "father", "parental salutation", "contact 1", "contact 2", "contact name", "parent name", "guardian", "emergency contact", "next of kin", "mum", "dad"]),
    (likely(Names, Kind::PersonName, Pupil), &["initials"]),
    (plain(Ids, false), &["centre no", "centre number"]),
    (certain(Ids, Kind::Upn, Pupil), &["upn", "former upn", "unique pupil number"]),
    (certain(Ids, Kind::Uln, Pupil), &["uln", "unique learner number"]),
    (certain(Ids, Kind::Uci, Pupil), &["uci", "exam uci number", "uci number"]),
    (certain(Ids, Kind::CandidateNumber, Pupil), &["candidate", "candidate no", "candidate number", "cand no", "cand", "exam candidate number", "exam no", "exam number"]),
    (certain(Ids, Kind::AdmissionNumber, Pupil), &["admission number", "admission no", "adm", "adno", "adm no", "admno", "mis id", "student id", "pupil id", "person id"]),
    (certain(Ids, Kind::Scn, Pupil), &["scn", "scottish candidate number"]),
    (certain(Ids, Kind::NhsNumber, Pupil), &["nhs number", "nhs no", "nhs"]),
    (certain(Ids, Kind::ChiNumber, Pupil), &["CHI", "chi number"]),
    (certain(Ids, Kind::AdmissionNumber, Staff), &["staff code", "staff id", "payroll no", "payroll number", "employee number", "ad username"]),
    (certain(Ids, Kind::Trn, Staff), &["trn", "teacher reference number"]),
    (certain(Ids, Kind::NationalInsurance, Staff), &["ni number", "ni no", "national insurance", "national insurance number", "nino"]),
    (certain(Ids, Kind::Dbs, Staff), &["dbs number", "dbs certificate", "dbs no"]),
    (certain(Ids, Kind::Email, Unknown), &["school email address", "email", "email address", "e mail", "parent email", "contact email"]),
    (certain(Ids, Kind::Credential, Pupil), &["username", "user name", "user", "u n", "login", "user id", "logon"]),
    (certain(Secrets, Kind::Credential, Pupil), &["password", "pass", "pin", "passcode", "cyfrinair", "pw", "p w", "pwd", "pword", "temp password", "temporary password", "initial password", "new password"]),
    (certain(Dates, Kind::DateOfBirth, Pupil), &["dob", "date of birth", "d o b", "birth date", "birthdate", "d of b"]),
    (plain(Dates, false), &["admission date", "enrolment date", "leaving date", "doa", "age", "start date"]),
    (plain(Class, true), &["reg group", "registration group", "form tutor group", "tutor group", "ncy actual", "nc year", "year group", "academic house", "boarding house"]),
    (plain(Class, false), &["year", "reg", "form", "tutor", "class", "house", "key stage", "set", "teaching group", "group", "yr"]),
    (certain(Sensitive, Kind::EthnicityReligion, Pupil), &["ethnicity", "ethnic group", "first language", "home language", "country of birth"]),
    (likely(Sensitive, Kind::EthnicityReligion, Pupil), &["religion", "nationality", "EAL"]),
    (plain(Sensitive, false), &["gender", "sex", "consent", "photo consent"]),
    (certain(Sensitive, Kind::Economic, Pupil), &["FSM", "fsm eligible", "ever 6", "ever 6 fsm", "fsm 6", "PP", "pupil premium", "PPG", "service child", "PP FSM"]),
    (certain(Sensitive, Kind::LookedAfter, Pupil), &["LAC", "in care", "CLA", "PLAC", "looked after", "young carer"]),
    (certain(Sensitive, Kind::Safeguarding, Pupil), &["CP", "CIN", "child protection", "social worker", "safeguarding"]),
    (certain(Sensitive, Kind::Sen, Pupil), &["SEN", "SEND", "sen status", "sen stage", "sen provision", "sen need", "sen type", "primary need", "sen code", "EHCP", "ALN", "ASN", "send status"]),
    (likely(Sensitive, Kind::Health, Pupil), &["medical conditions", "medical", "dietary needs", "dietary", "allergies", "disability", "doctor", "medical notes", "gp", "medication"]),
    (likely(Contact, Kind::Address, Unknown), &["address", "home address", "house name no", "street", "address line 1"]),
    (plain(Contact, false), &["town", "relationship", "priority", "parental responsibility", "county"]),
    (likely(Contact, Kind::Postcode, Unknown), &["postcode", "post code"]),
    (likely(Contact, Kind::Phone, Family), &["home phone", "mobile number", "mobile", "phone", "telephone", "tel", "contact number", "phone number", "emergency number", "contact no"]),
    (plain(Performance, false), &[
        "attainment", "progress", "effort", "attitude to learning", "target", "predicted", "teacher assessment", "ks 1 reading", "ks 2 maths ss", "reading age", "cat mean",
        "SAS", "attendance", "% attendance", "attendance %", "att", "comment", "report comment", "grade", "mark", "score", "result", "reading", "writing", "maths",
        "mock", "mock grade", "target grade", "predicted grade", "current grade", "notes", "ATL",
    ]),
    (likely(Performance, Kind::Behaviour, Pupil), &["behaviour points", "achievement points", "sessions missed", "lates", "exclusions", "behaviour"]),
];
