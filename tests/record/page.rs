//! `docs/record-format.md` says what the code does: its attack table names its tests, its error table every code.

use crate::kit::*;
use chalkline::error::Code;
use std::collections::BTreeSet;

fn section(heading: &str) -> String {
    let page = std::fs::read_to_string("docs/record-format.md").unwrap();
    let (_, after) = page.split_once(&format!("\n## {heading}\n")).expect(heading);
    after.split("\n## ").next().unwrap().to_string()
}

/// What stands between backticks in a text.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

#[test]
fn every_row_of_the_attack_table_names_its_tests() {
    let tests = ["attacks", "addresses", "fuzz", "guard"]
        .map(|name| std::fs::read_to_string(format!("tests/record/{name}.rs")).unwrap());
    let exists = |name: &str| tests.iter().any(|text| text.contains(&format!("#[test]\nfn {name}()")));
    let table = section("12. Threats");
    let rows: Vec<&str> = table.lines().filter(|line| line.starts_with("| ")).skip(1).collect();
    assert!(rows.len() >= 20, "{} rows", rows.len());
    for row in rows {
        let (_, named) = row.trim_end_matches(" |").rsplit_once(" | ").unwrap();
        assert!(quoted(named).next().is_some(), "no test: {row}");
        quoted(named).for_each(|name| assert!(exists(name), "there is no test `{name}`"));
    }
}

#[test]
fn every_code_of_the_record_is_in_the_table_of_errors() {
    let table = section("9. Errors");
    let on_page: BTreeSet<&str> = quoted(&table).collect();
    let of_other_rooms = ["BAD_ARGUMENT", "BAD_COUNTS"];
    let is_the_records =
        |code: &&str| !code.starts_with("FILE_") && !code.contains("PATTERN") && !of_other_rooms.contains(code);
    let codes: BTreeSet<&str> = Code::ALL.iter().map(|code| code.as_str()).filter(is_the_records).collect();
    assert_eq!(on_page, codes);
}

/// A file for whoever writes another client: keys from seeds of one repeated byte, so every byte of it can be made again.
#[test]
fn the_example_is_what_the_page_says() {
    let made = bundle_value(
        &[good_root()],
        good_list(5),
        &[(OAK, sign_list(&school_list(OAK, 1, serde_json::json!([])), &[SCHOOL]))],
    );
    let committed = std::fs::read_to_string("docs/record-example.json").unwrap();
    assert_eq!(committed, format!("{made:#}\n"), "write it again");
    let page = section("14. An example");
    for fact in [anchor(), keyid(LIST)] {
        assert!(page.contains(&fact), "the page lacks {fact}");
    }
    let opened = opened(&news(committed.as_bytes(), &Default::default()));
    assert_eq!(status(&opened, "https://www.good.example/"), "approved");
    assert_eq!(status(&opened, "https://bad.example/"), "not_approved");
}
