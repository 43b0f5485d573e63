//! The kinds of personal data, by stable name.

use serde::{Deserialize, Serialize};

macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident $name:literal,)*) => {
        /// A sort of personal data. The order is part of the boundary with JavaScript: add at the end of a group, never reuse a number.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[repr(u8)]
        pub enum Kind { $($(#[$doc])* #[serde(rename = $name)] $kind,)* }

        impl Kind {
            /// Every kind, in order of its number.
            pub const ALL: &'static [Kind] = &[$(Kind::$kind,)*];

            /// The stable name: what locales, records and `--json` output call it.
            pub fn name(self) -> &'static str {
                match self { $(Kind::$kind => $name,)* }
            }
        }
    };
}

kinds! {
    /// A person's name, in any part or form.
    PersonName "person-name",
    /// An e-mail address of a person (a school's `office@` is not one).
    Email "email",
    /// A telephone number.
    Phone "phone",
    /// A UK postcode.
    Postcode "uk-postcode",
    /// A street address.
    Address "address",
    /// A date of birth, or an age with a name.
    DateOfBirth "date-of-birth",
    /// Unique pupil number, permanent or temporary (England and Wales).
    Upn "uk-upn",
    /// Unique learner number.
    Uln "uk-uln",
    /// Unique candidate identifier (JCQ).
    Uci "uk-uci",
    /// Examination candidate number.
    CandidateNumber "uk-candidate-number",
    /// A school's own admission number.
    AdmissionNumber "admission-number",
    /// NHS number (England and Wales).
    NhsNumber "uk-nhs-number",
    /// Community health index number (Scotland).
    ChiNumber "uk-chi-number",
    /// Health and care number (Northern Ireland).
    HcNumber "uk-hc-number",
    /// Scottish candidate number.
    Scn "uk-scn",
    /// National Insurance number.
    NationalInsurance "uk-nino",
    /// Teacher reference number.
    Trn "uk-trn",
    /// Passport number, or the machine-readable line of one.
    Passport "passport",
    /// Driving licence number.
    DrivingLicence "uk-driving-licence",
    /// Vehicle registration mark.
    VehicleRegistration "uk-vehicle-registration",
    /// Sort code with account number.
    BankAccount "uk-bank-account",
    /// International bank account number.
    Iban "iban",
    /// Payment card number.
    Card "card",
    /// Unique taxpayer reference.
    Utr "uk-utr",
    /// Disclosure and Barring Service certificate number.
    Dbs "uk-dbs",
    /// The number of a person's case, file, card or locker.
    Reference "reference",
    /// A password, key or token.
    Credential "credential",
    /// An IP address.
    IpAddress "ip-address",
    /// An address on the web that carries a token, or leads to a person's profile.
    PersonalUrl "personal-url",
    /// An identifier that the school's own record describes.
    SchoolPattern "school-pattern",
    /// Special educational needs of an individual.
    Sen "special-sen",
    /// Health of an individual.
    Health "special-health",
    /// Safeguarding or child protection of an individual.
    Safeguarding "special-safeguarding",
    /// Looked-after status of an individual.
    LookedAfter "special-looked-after",
    /// Economic circumstances of an individual (free school meals, pupil premium).
    Economic "special-economic",
    /// Ethnicity, religion or belief of an individual.
    EthnicityReligion "special-ethnicity-religion",
    /// Behaviour, attendance or exclusion of an individual.
    Behaviour "special-behaviour",
    /// The header line of a table of pupils, whatever its cells hold.
    ClassList "class-list",
}

/// How much harm a finding of a kind can do in the wrong hands, least first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Tells little by itself: a postcode, a web address.
    Low,
    /// Names a person or leads to one.
    Personal,
    /// An official identifier, a secret, or many people at once.
    High,
    /// Special-category data about an individual.
    Special,
    /// Safeguarding about an individual: highest, whatever the tool.
    Safeguarding,
}
