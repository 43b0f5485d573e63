//! The words. Abbreviations from the DfE's SEN2, school census and CTF code sets and from Working Together to Safeguard Children;
//! the rest is what schools in the four nations call things.

use crate::detect::kind::Kind;
use crate::detect::tag::Tag;

/// What a word of a special category tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// The category.
    pub kind: Kind,
    /// Whether it counts beside a pronoun; a weak one needs a name.
    pub is_strong: bool,
}

/// Every word as a phrase of the lexicon. Phrases in capitals match capitals only.
pub fn words() -> impl Iterator<Item = (&'static str, Tag)> {
    LISTS.iter().flat_map(|(kind, is_strong, phrases)| {
        phrases.iter().map(move |phrase| (*phrase, Tag::Special(Word { kind: *kind, is_strong: *is_strong })))
    })
}

#[rustfmt::skip]
const LISTS: &[(Kind, bool, &[&str])] = &[
    (Kind::Sen, true, &[
        "EHCP", "ehc plan", "education health and care plan", "EHCNA", "one page profile", "provision map", "individual education plan", "IEP", "personal learning plan",
        "sen support", "sen support plan", "individual development plan", "coordinated support plan", "co ordinated support plan", "additional support needs",
        "additional learning needs", "statement of sen", "special educational needs", "SPLD", "PMLD", "SEMH", "SLCN", "FASD", "EBSA", "APDR",
        "dyslexia", "dyslexic", "dyspraxia", "dyspraxic", "dyscalculia", "ADHD", "autism", "autistic", "tourette", "tourettes", "selective mutism", "global developmental delay",
        "attachment disorder", "school refusal", "speech and language", "educational psychologist", "learning difficulties", "learning difficulty", "hearing impairment", "vision impairment",
        "visual impairment", "asperger", "aspergers", "sensory processing",
    ]),
    (Kind::Sen, false, &["SEN", "SEND", "MLD", "SLD", "ASD", "ASC", "MSI", "NSA", "ALN", "ASN", "IDP", "CSP", "PDA", "ODD", "ISP", "annual review"]),
    (Kind::Health, true, &[
        "cerebral palsy", "epilepsy", "epileptic", "asthma", "asthmatic", "diabetes", "diabetic", "anaphylaxis", "anaphylactic", "epipen", "eating disorder", "anorexia", "bulimia", "anxiety",
        "depression", "OCD", "panic attacks", "mental health", "chemotherapy", "chemo", "cancer", "leukaemia", "pregnant", "miscarriage", "individual healthcare plan", "IHCP", "CAMHS",
        "seizure", "seizures", "wheelchair", "hearing aid", "hearing aids", "toileting", "incontinent", "hiv", "sickle cell", "cystic fibrosis", "coeliac", "crohns", "allergic to", "nut allergy",
        "occupational health", "sickness absence", "medical condition", "surgery", "antidepressants", "ritalin", "inhaler", "insulin", "disability", "disabled",
    ]),
    (Kind::Health, false, &["medication", "diagnosis", "diagnosed", "diagnosed with", "hospital", "counselling", "allergy", "allergies", "illness", "GP", "therapy", "maternity", "concussion", "fracture", "depressed", "anxious"]),
    (Kind::Safeguarding, true, &[
        "child protection", "child protection plan", "cp plan", "child in need", "section 47", "section 17", "strategy meeting", "ICPC", "core group", "early help", "early help assessment",
        "MASH", "LADO", "MARAC", "operation encompass", "cause for concern", "CPOMS", "myconcern", "neglect", "neglected", "physical abuse", "sexual abuse", "sexually abused",
        "emotional abuse", "domestic abuse", "domestic violence", "child sexual exploitation", "child criminal exploitation", "county lines", "FGM", "prevent referral", "harmful sexual behaviour",
        "peer on peer", "child on child", "nudes", "suicidal", "suicide", "self harm", "self harms", "self harming", "self harmed", "missing from home", "missing episode", "going missing",
        "private fostering", "disclosed that", "disclosed to", "made a disclosure", "social care", "hits her", "hits him", "hit her", "hit him", "bruise", "bruises", "bruising",
        "scared to go home", "afraid to go home", "groomed", "grooming", "exploitation", "restraining order", "radicalised", "radicalisation", "cutting herself", "cutting himself", "overdose",
        "forced marriage", "honour based", "abused", "safeguarding concern", "safeguarding",
    ]),
    (Kind::Safeguarding, false, &["CIN", "CPP", "CSE", "CCE", "TAF", "TAC", "EHA", "CME", "S 47", "S 17", "disclosure", "disclosed", "court order", "police", "channel referral", "social worker", "assault", "allegation"]),
    (Kind::LookedAfter, true, &[
        "looked after child", "child looked after", "looked after", "previously looked after", "PLAC", "CPLA", "in care", "in foster care", "foster carer", "foster carers", "foster care", "fostered",
        "special guardianship", "SGO", "kinship care", "adopted from care", "virtual school", "care leaver", "childrens home", "care order", "care experienced",
    ]),
    (Kind::LookedAfter, false, &["LAC", "CLA", "PEP", "adopted", "young carer", "UASC"]),
    (Kind::Economic, true, &["FSM", "FSM 6", "free school meals", "ever 6", "pupil premium", "PPG", "EYPP", "service premium", "service child", "NRPF", "no recourse to public funds", "food bank", "universal credit", "eFSM"]),
    (Kind::Economic, false, &["PP", "PDG", "bursary", "benefits", "homeless", "evicted", "debt", "redundancy", "hardship"]),
    (Kind::EthnicityReligion, true, &[
        "asylum seeker", "asylum seeking", "refugee", "jehovahs witness", "gypsy roma", "irish traveller", "gender questioning", "gender identity", "sexual orientation", "transgender",
    ]),
    (Kind::EthnicityReligion, false, &[
        "muslim", "christian", "catholic", "jewish", "hindu", "sikh", "buddhist", "traveller", "roma", "EAL", "gay", "lesbian", "bisexual", "trans", "non binary", "first language", "home language",
        "mother tongue", "mosque", "ethnicity", "pakistani", "bangladeshi", "somali", "afro caribbean", "mixed race", "trade union",
    ]),
    (Kind::Behaviour, true, &[
        "fixed term exclusion", "fixed term suspension", "permanent exclusion", "permanently excluded", "PEX", "managed move", "part time timetable", "behaviour log", "detention", "persistent absentee",
        "persistent absence", "penalty notice", "unauthorised absence", "attendance below", "suspended", "truanted", "truanting", "truancy", "disciplinary", "capability procedure", "behaviour plan",
    ]),
    (Kind::Behaviour, false, &["suspension", "exclusion", "excluded", "isolation", "bullying", "bullied", "fight", "fighting", "vaping", "racist", "swore", "violent", "grievance", "caution", "arrested"]),
];
