//! Tables as Excel, Google Sheets, Word and LibreOffice put them on the clipboard: `tests/clipboard` holds the rich text and the plain
//! text of each. Read either way they are one table; redacted they keep its shape.

use chalkline::detect::{Detector, Kind};
use chalkline::files::{Limits, read_file};
use chalkline::redact::{Vault, redact_all};

/// The rich text as the reader of files reads it, and the plain text; line ends and what ends a row by itself left out.
fn flavours(app: &str) -> [String; 2] {
    let path = |ending: &str| format!("{}/tests/clipboard/{app}.{ending}", env!("CARGO_MANIFEST_DIR"));
    let rich = read_file(&std::fs::read(path("html")).unwrap(), "clipboard.html", &Limits::default()).unwrap().text;
    let plain = std::fs::read_to_string(path("txt")).unwrap();
    [rich, plain].map(|text| text.lines().map(|line| line.trim_end().to_string() + "\n").collect())
}

#[track_caller]
fn check(app: &str, expected: &[(Kind, &str)]) {
    let [rich, plain] = flavours(app);
    assert!(rich.ends_with(&plain), "{rich}"); // before it what the head names: the program that made it
    let detector = Detector::new();
    let found = detector.find(&plain);
    let found: Vec<_> = found.iter().map(|finding| (finding.kind, finding.span.of(&plain).unwrap())).collect();
    assert_eq!(found, expected);

    let redacted = redact_all(&plain, &detector, &mut Vault::default()).text;
    let shape = |text: &str| text.lines().map(|line| line.matches('\t').count()).collect::<Vec<_>>();
    assert_eq!(shape(&redacted), shape(&plain), "{redacted}");
    let hidden = expected.iter().filter(|(kind, _)| *kind != Kind::ClassList);
    hidden.filter(|(_, text)| text.len() > 2).for_each(|(_, text)| assert!(!redacted.contains(text), "{redacted}"));
}

#[test]
fn excel_with_a_title_over_all_columns_and_a_class_over_two_rows() {
    check(
        "excel",
        &[
            (Kind::ClassList, "Legal Surname\tLegal Forename\tReg\tDate of Birth\tSEN Status"),
            (Kind::PersonName, "O'Neill"),
            (Kind::PersonName, "Zoë"),
            (Kind::DateOfBirth, "04/07/2014"),
            (Kind::Sen, "K"),
            (Kind::PersonName, "Adeyemi-Clarke"),
            (Kind::PersonName, "Temi"),
            (Kind::DateOfBirth, "12/11/2013"),
        ],
    );
}

#[test]
fn google_sheets() {
    check(
        "sheets",
        &[
            (Kind::ClassList, "Student Name\tUPN\tParent/Carer\tMobile Number"),
            (Kind::PersonName, "Nowak, Kacper"),
            (Kind::Upn, "R330400119127"),
            (Kind::PersonName, "Mrs A Nowak"),
            (Kind::Phone, "07700 900123"),
        ],
    );
}

#[test]
fn word_with_labels_and_values_in_turn() {
    check(
        "word",
        &[
            (Kind::PersonName, "Siobhán"),
            (Kind::PersonName, "Vaughan-Price"),
            (Kind::DateOfBirth, "16 December 2012"),
            (Kind::Upn, "C856234915001"),
            (Kind::Health, "Asthma, carries an inhaler"),
        ],
    );
}

#[test]
fn libreoffice_with_a_header_of_two_lines() {
    check(
        "libreoffice",
        &[
            (Kind::ClassList, "Surname\tForename\tName\tHome Phone"),
            (Kind::PersonName, "Begum"),
            (Kind::PersonName, "Nusrat"),
            (Kind::PersonName, "Shazia Begum"),
            (Kind::Phone, "01632 960001"),
            (Kind::PersonName, "Osei"),
            (Kind::PersonName, "Kwabena"),
            (Kind::Phone, "020 7946 0018"),
        ],
    );
}
