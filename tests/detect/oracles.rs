//! The detector against libraries and plain regular expressions that know one thing each. 100,000 random values, always the same.

use super::random::Random;
use chalkline::detect::{Detector, Kind};
use regex::Regex;

const VALUES: usize = 100_000;
const LINES: usize = 5_000;

/// Writes values one to a line after `label`, and compares which of them are found whole with what the oracle says.
#[track_caller]
fn compare(label: &str, kind: Kind, mut value: impl FnMut(&mut Random) -> String, oracle: impl Fn(&str) -> bool) {
    let (detector, mut random) = (Detector::new(), Random(0x00C0_FFEE));
    for _ in 0..VALUES / LINES {
        let values: Vec<_> = (0..LINES).map(|_| value(&mut random)).collect();
        let text: String = values.iter().map(|value| format!("{label} {value}\n")).collect();
        let found: std::collections::BTreeSet<_> = detector
            .find(&text)
            .iter()
            .filter(|finding| finding.kind == kind)
            .map(|finding| (finding.span.start, finding.span.end))
            .collect();
        let mut at = 0;
        for value in &values {
            let start = at + label.len() + 1;
            let is_found = found.contains(&(start, start + value.len()));
            assert_eq!(is_found, oracle(value), "{label} {value}");
            at = start + value.len() + 1;
        }
    }
}

fn digits(value: &str) -> Vec<u32> {
    value.chars().filter_map(|char| char.to_digit(10)).collect()
}

/// As the `nhs-number` crate says; Scotland's and Northern Ireland's numbers pass the same check in ranges of their own.
#[test]
fn nhs_numbers_agree_with_a_library() {
    let is_nhs = |value: &str| matches!(value.as_bytes()[0], b'4' | b'6' | b'7' | b'9') && library_says(value);
    compare("NHS", Kind::NhsNumber, ten_digits, is_nhs);
}

#[test]
fn health_and_care_numbers_agree_with_a_library() {
    let is_hc = |value: &str| value.starts_with('3') && value.as_bytes()[1] >= b'2' && library_says(value);
    compare("H&C", Kind::HcNumber, |random| format!("3{}", random.digits(9)), is_hc);
}

/// Scotland's numbers begin with a day that the calendar has; the library judges the check alone.
#[test]
fn community_health_index_numbers_agree_with_a_library_and_the_calendar() {
    let value = |random: &mut Random| {
        let (day, month) = (random.below(40), random.below(15));
        format!("{day:02}{month:02}{}", random.digits(6))
    };
    let is_date = |value: &str| {
        let part = |from: usize| value.get(from..from + 2).and_then(|part| part.parse::<usize>().ok()).unwrap_or(0);
        let longest = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
        longest.get(part(2).wrapping_sub(1)).is_some_and(|&last| (1..=last).contains(&part(0)))
    };
    compare("CHI", Kind::ChiNumber, value, |value| is_date(value) && library_says(value));
}

fn ten_digits(random: &mut Random) -> String {
    random.digits(10)
}

fn library_says(value: &str) -> bool {
    value.parse::<nhs_number::NHSNumber>().is_ok_and(|number| number.validate_check_digit())
}

/// IBANs with right and wrong check digits of four countries, as `iban_validate` says.
#[test]
fn ibans_agree_with_a_library() {
    let value = |random: &mut Random| {
        let (country, bank, length) =
            [("GB", "WEST", 14), ("DE", "", 18), ("IE", "AIBK", 14), ("NL", "ABNA", 10)][random.below(4)];
        let body = format!("{bank}{}", random.digits(length));
        let check = if random.below(2) == 0 { check_of(country, &body) } else { 2 + random.below(97) as u32 };
        format!("{country}{check:02}{body}")
    };
    compare("IBAN", Kind::Iban, value, |value| value.parse::<iban::BaseIban>().is_ok());
}

/// The check digits of ISO 13616, by long division of the digits written out.
fn check_of(country: &str, body: &str) -> u32 {
    let written: String = format!("{body}{country}00")
        .chars()
        .map(|char| char.to_digit(36).expect("letters and digits").to_string())
        .collect();
    98 - written.chars().fold(0, |rest, char| (rest * 10 + char.to_digit(10).expect("a digit")) % 97)
}

/// Cards of sixteen digits beginning with 4, by the table form of the Luhn check.
#[test]
fn cards_agree_with_the_luhn_table() {
    let is_card = |value: &str| {
        let doubled = [0, 2, 4, 6, 8, 1, 3, 5, 7, 9];
        let sum: u32 = digits(value)
            .iter()
            .enumerate()
            .map(|(place, &digit)| if place % 2 == 0 { doubled[digit as usize] } else { digit })
            .sum();
        sum.is_multiple_of(10)
    };
    compare("card", Kind::Card, |random| format!("4{}", random.digits(15)), is_card);
}

/// National Insurance numbers by the regular expression of HMRC's schemas.
#[test]
fn national_insurance_numbers_agree_with_a_regex() {
    let wide = Regex::new(r"^[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]$").unwrap();
    let never = Regex::new("^(BG|GB|KN|NK|NT|TN|ZZ)").unwrap();
    let value = |random: &mut Random| {
        let letter = |random: &mut Random| char::from(b'A' + random.below(26) as u8);
        let (first, second, last) = (letter(random), letter(random), char::from(b'A' + random.below(6) as u8));
        let gap = random.of(&["", " "]);
        format!("{first}{second}{gap}{}{gap}{}{gap}{}{gap}{last}", random.digits(2), random.digits(2), random.digits(2))
    };
    compare("NI", Kind::NationalInsurance, value, |value| wide.is_match(value) && !never.is_match(value));
}

/// Unique pupil numbers by the rule written out once more, over the alphabet with I, O and S taken out.
#[test]
fn unique_pupil_numbers_agree_with_the_rule_written_out() {
    let alphabet: Vec<char> = ('A'..='Z').filter(|letter| !"IOS".contains(*letter)).collect();
    let is_upn = |value: &str| {
        let place = |char: char| {
            char.to_digit(10).or_else(|| alphabet.iter().position(|&letter| letter == char).map(|place| place as u32))
        };
        let values: Option<Vec<u32>> = value.chars().skip(1).map(place).collect();
        let sum = values.map(|values| values.iter().zip(2..).map(|(value, weight)| value * weight).sum::<u32>());
        let authority: u32 = value.get(1..4).and_then(|digits| digits.parse().ok()).unwrap_or(0);
        sum.is_some_and(|sum| alphabet[sum as usize % 23] == value.chars().next().unwrap_or(' ')) && authority >= 201
    };
    let value = |random: &mut Random| {
        let first = char::from(b'A' + random.below(26) as u8);
        let last =
            if random.below(4) == 0 { char::from(b'A' + random.below(26) as u8).to_string() } else { random.digits(1) };
        format!("{first}{}{last}", random.digits(11))
    };
    compare("UPN", Kind::Upn, value, is_upn);
}

/// Postcodes by the regular expression that the government publishes, narrowed to the areas that exist by their number.
#[test]
fn postcodes_are_a_subset_of_the_published_regex() {
    let published = Regex::new(r"^([A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2}|GIR ?0A{2})$").unwrap();
    let detector = Detector::new();
    let mut random = Random(7);
    for _ in 0..VALUES / 100 {
        let letter = |random: &mut Random| char::from(b'A' + random.below(26) as u8);
        let text: String = (0..100)
            .map(|_| {
                format!(
                    "{}{}{} {}{}{}\n",
                    letter(&mut random),
                    random.of(&["", "E", "A"]),
                    random.below(40),
                    random.below(10),
                    letter(&mut random),
                    letter(&mut random)
                )
            })
            .collect();
        for finding in detector.find(&text).iter().filter(|finding| finding.kind == Kind::Postcode) {
            let written = finding.span.of(&text).unwrap();
            assert!(published.is_match(written), "{written}");
        }
    }
}
