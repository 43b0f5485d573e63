//! What holds for any text.

use super::random::Random;
use chalkline::detect::{Detector, Finding};
use chalkline::redact::{Vault, redact, redact_all, restore};

const TEXTS: usize = 1500;

#[test]
fn findings_are_sorted_disjoint_and_on_character_boundaries() {
    for_texts(1, |detector, text| {
        let findings = detector.find(text);
        let mut end = 0;
        for Finding { span, score, .. } in &findings {
            assert!(span.start >= end && span.start < span.end, "{span:?} in {text:?}");
            assert!(span.of(text).is_some(), "{span:?} in {text:?}");
            assert!((0.5..=1.0).contains(score), "{score} in {text:?}");
            end = span.end;
        }
        assert_eq!(detector.find(text), findings);
    });
}

#[test]
fn redacted_text_scans_clean_and_comes_back_letter_by_letter() {
    for_spaced_texts(2, |detector, text| {
        let mut vault = Vault::default();
        let done = redact_all(text, detector, &mut vault);
        assert_eq!(restore(&done.text, &vault), text);
        for replaced in &done.replaced {
            assert!(replaced.placeholder.of(&done.text).unwrap().starts_with('['), "{text:?} became {:?}", done.text);
        }
        let left: Vec<_> = detector
            .find(&done.text)
            .iter()
            .map(|finding| (finding.kind, finding.span.of(&done.text).unwrap().to_owned()))
            .collect();
        assert!(left.is_empty(), "{text:?} became {:?}, which has {left:?}", done.text);
    });
}

#[test]
fn a_vault_survives_its_json() {
    for_texts(3, |detector, text| {
        let mut vault = Vault::default();
        let done = redact(text, &detector.find(text), &mut vault);
        let read: Vault = serde_json::from_str(&serde_json::to_string(&vault).unwrap()).unwrap();
        assert_eq!(restore(&done.text, &read), text);
    });
}

/// Texts of pieces put together anyhow.
fn for_texts(seed: u64, check: impl Fn(&Detector, &str)) {
    for_joined_texts(seed, &[""], check);
}

/// Texts of pieces with something between them, as people write.
fn for_spaced_texts(seed: u64, check: impl Fn(&Detector, &str)) {
    for_joined_texts(seed, &[" ", " ", "\n", ", ", "\t", ". "], check);
}

fn for_joined_texts(seed: u64, between: &[&str], check: impl Fn(&Detector, &str)) {
    let (detector, mut random) = (Detector::new(), Random(0x9E37_79B9_7F4A_7C15 ^ seed));
    for _ in 0..TEXTS {
        let length = 1 + random.below(30);
        let text: String = (0..length).flat_map(|_| [random.of(PIECES), random.of(between)]).collect();
        check(&detector, &text);
    }
}

#[rustfmt::skip]
const PIECES: &[&str] = &[
    " ", " ", " ", " ", "\n", "\n", "\t", "\t", ", ", ",", ". ", ".", ": ", ":", "|", " | ", "-", "'", "’s ", "\"", "(", ")", "[", "]", "@", "<", "+", "/", "_", "\r\n", "\u{a0}", "\u{200b}", "\u{301}", "\0",
    "Amira", "Khan", "Amira Khan", "KHAN", "AK", "Róisín Ó Súilleabháin", "Lan Anh", "Star", "Mr ", "Mrs ", "Okafor", "amira", "J", "he ", "she ", "has ", "is ", "my ", "pupil ", "Pupils with ", "王", "محمد", "👩‍🏫", "é", "ﬁ",
    "UPN ", "C856234915001", "M20321882104B", "ULN ", "9276308686", "NHS ", "943 476 5919", "9434765919", "NI ", "JM544955D", "TRN ", "98/75694", "UCI ", "681990012058G", "Candidate ", "4369", "Admission number ", "004512",
    "DOB ", "18-May-2007", "2011-04-28", "26/08/2008", "16 December 2008", "12 March", "SE15 0WR", "34 Priory Walk", "Flat 3, Cedar Court", "07700 900123", "+44 7700 900461", "(0116) 496 0123", "LW73 VLJ",
    "a.nuttall@example.org", "office@example.org", "GB82 WEST 1234 5698 7654 32", "5143 8513 7101 0342", "sort 44-32-49 acc 71776729", "password: ", "Sunflower-88", "203.0.113.77", "2001:db8::1", "https://example.org/join?token=9f8e7d6c5b4a",
    "instagram.com/some.pupil.08", "passport ", "326801085", "1234567897GBR8501019M2802024<<<<<<<<<<<<<<02", "EHCP", "dyslexia", "SEN", "child protection plan", "FSM", "LAC", "Muslim", "detention", "asthma",
    "Forename\tSurname\tUPN\n", "Name,DOB,UPN\n", "Surname", "SEN Status", "Pupil", "Name: ", "Address: ", "[Pupil 1]", "[UPN 1]", "Pupil 1", "Year 9", "12", "1-1-1-1-1", "www.", "http://", "£", "%", "the ", "and ", "met ",
];
