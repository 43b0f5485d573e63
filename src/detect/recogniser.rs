//! What a recogniser is, and the list of all of them.

use super::Subject;
use super::code::{Code, Place};
use super::kind::{Kind, Severity};
use super::{general, special, table, uk};
use crate::span::Span;

/// What is known about a kind besides how to find it.
#[derive(Debug, Clone, Copy)]
pub struct Profile {
    /// The kind.
    pub kind: Kind,
    /// What stands in its placeholder: `UPN` makes `[UPN 1]`.
    pub label: &'static str,
    /// The harm it can do.
    pub severity: Severity,
}

/// Everything known about finding one kind.
#[derive(Debug)]
pub struct Recogniser {
    /// The kind it finds, its label and severity.
    pub profile: Profile,
    /// Where it begins, and how it is read and judged from there.
    pub how: &'static [How],
    /// Words nearby that make it likelier: on the same line, or the label on the line before.
    pub context: &'static [&'static str],
}

/// A way to find a kind.
#[derive(Debug)]
pub enum How {
    /// A code that fits one of these pictures (see [`Place::read`]) and passes the judge.
    Picture(&'static [&'static str], fn(&Code) -> Option<Score>),
    /// Whatever this reads at a run of digits.
    Number(fn(&Place<'_, '_>) -> Option<Match>),
    /// Whatever this reads at a word of this many bytes.
    Word(usize, fn(&Place<'_, '_>) -> Option<Match>),
    /// Whatever this reads at this mark.
    Mark(u8, fn(&Place<'_, '_>) -> Option<Match>),
    /// Whatever this reads at the last word of one of these phrases.
    Phrase(&'static [&'static str], fn(&Place<'_, '_>) -> Option<Match>),
}

/// Confidence in a match.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Score {
    /// When nothing around it helps.
    pub alone: f32,
    /// Beside a context word.
    pub in_context: f32,
}

impl Score {
    /// The same wherever it stands.
    pub const fn always(score: f32) -> Self {
        Score { alone: score, in_context: score }
    }

    /// Nothing without a context word.
    pub const fn only_in_context(score: f32) -> Self {
        Score { alone: 0.0, in_context: score }
    }

    /// `self` if the code passes.
    pub fn when(self, passes: bool) -> Option<Self> {
        passes.then_some(self)
    }
}

/// What a recogniser read, and how sure it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Match {
    /// Where it stands.
    pub span: Span,
    /// How sure.
    pub score: Score,
}

/// Findings score at least this.
pub const ENOUGH: f32 = 0.5;

/// Every recogniser that begins at a token.
pub static RECOGNISERS: &[&Recogniser] = &[
    &general::card::CARD,
    &general::credential::CREDENTIAL,
    &general::date_of_birth::DATE_OF_BIRTH,
    &general::email::EMAIL,
    &general::iban::IBAN,
    &general::ip_address::IP_ADDRESS,
    &general::passport::PASSPORT,
    &general::personal_url::PERSONAL_URL,
    &general::reference::REFERENCE,
    &uk::address::ADDRESS,
    &uk::admission_number::ADMISSION_NUMBER,
    &uk::bank_account::BANK_ACCOUNT,
    &uk::candidate_number::CANDIDATE_NUMBER,
    &uk::chi_number::CHI_NUMBER,
    &uk::dbs::DBS,
    &uk::driving_licence::DRIVING_LICENCE,
    &uk::hc_number::HC_NUMBER,
    &uk::national_insurance::NATIONAL_INSURANCE,
    &uk::nhs_number::NHS_NUMBER,
    &uk::phone::PHONE,
    &uk::postcode::POSTCODE,
    &uk::scn::SCN,
    &uk::trn::TRN,
    &uk::uci::UCI,
    &uk::uln::ULN,
    &uk::upn::UPN,
    &uk::utr::UTR,
    &uk::vehicle_registration::VEHICLE_REGISTRATION,
];

/// The profiles of kinds that no single token begins.
static OTHERS: &[Profile] = &[
    Profile { kind: Kind::PersonName, label: "Person", severity: Severity::Personal },
    super::own::PROFILE,
    special::SEN,
    special::HEALTH,
    special::SAFEGUARDING,
    special::LOOKED_AFTER,
    special::ECONOMIC,
    special::ETHNICITY_RELIGION,
    special::BEHAVIOUR,
    table::CLASS_LIST,
];

/// What is known about a kind.
pub fn profile(kind: Kind) -> &'static Profile {
    profiles().find(|profile| profile.kind == kind).expect("every kind has one profile")
}

fn profiles() -> impl Iterator<Item = &'static Profile> {
    RECOGNISERS.iter().map(|recogniser| &recogniser.profile).chain(OTHERS)
}

/// What a placeholder calls a finding of this kind; a person by whose data it is.
pub fn label(kind: Kind, subject: Subject) -> &'static str {
    match (kind, subject) {
        (Kind::PersonName, Subject::Pupil) => "Pupil",
        (Kind::PersonName, Subject::Family) => "Parent",
        (Kind::PersonName, Subject::Staff) => "Staff",
        (kind, _) => profile(kind).label,
    }
}

/// Every kind's label; a person's is that of one whose data it is nobody knows.
pub fn labels() -> impl Iterator<Item = &'static str> {
    profiles().map(|profile| profile.label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_one_profile() {
        for &kind in Kind::ALL {
            assert_eq!(profile(kind).kind, kind);
        }
        assert_eq!(RECOGNISERS.len() + OTHERS.len(), Kind::ALL.len());
    }
}
