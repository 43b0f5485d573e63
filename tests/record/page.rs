//! `docs/record-format.md` says what the code does: its attack table names its tests, its error table every code.

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
    let tests = ["attacks", "addresses", "fuzz"]
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
    let is_the_records =
        |code: &&str| !code.starts_with("FILE_") && !code.contains("PATTERN") && *code != "BAD_ARGUMENT";
    let codes: BTreeSet<&str> = Code::ALL.iter().map(|code| code.as_str()).filter(is_the_records).collect();
    assert_eq!(on_page, codes);
}
