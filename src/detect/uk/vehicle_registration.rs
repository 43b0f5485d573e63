//! Vehicle registration mark: the form of 2001 (AB51 ABC), of 1983 (A123 BCD) and of 1963 (ABC 123D). DVLA, INF104.

use crate::detect::code::Code;
use crate::detect::kind::{Kind, Severity};
use crate::detect::recogniser::{How, Profile, Recogniser, Score};

/// Vehicle registration marks.
pub const VEHICLE_REGISTRATION: Recogniser = Recogniser {
    profile: Profile { kind: Kind::VehicleRegistration, label: "Vehicle", severity: Severity::Personal },
    how: &[
        How::Picture(&["AA99 AAA"], current),
        How::Picture(&["A999 AAA", "A99 AAA", "A9 AAA"], prefix),
        How::Picture(&["AAA 999A", "AAA 99A"], suffix),
    ],
    context: &[
        "reg",
        "registration",
        "reg no",
        "number plate",
        "plate",
        "vehicle",
        "car",
        "van",
        "minibus",
        "vrm",
        "drives",
        "parked",
        "driver",
    ],
};

/// Two letters of the office, two digits of the half-year, three letters.
fn current(code: &Code) -> Option<Score> {
    let office_is_real = b"ABCDEFGHJKLMNOPRSVWXY".contains(&code.char(0)) && !b"IQZ".contains(&code.char(1));
    let half_year = code.number(2, 4);
    let is_valid = office_is_real && (2..=79).contains(&half_year) && half_year != 50 && has_no(code, 4, b"IQ");
    Score { alone: if code.gaps == 1 { 0.7 } else { 0.45 }, in_context: 0.95 }.when(is_valid)
}

fn prefix(code: &Code) -> Option<Score> {
    let letters = code.chars().len() - 3;
    Score::only_in_context(0.85)
        .when(code.small == 0 && has_no(code, 0, b"IOQUZ") && has_no(code, letters, b"IQ") && code.digit(1) != 0)
}

fn suffix(code: &Code) -> Option<Score> {
    Score::only_in_context(0.85).when(code.small == 0 && has_no(code, 0, b"IQ") && code.digit(3) != 0)
}

fn has_no(code: &Code, from: usize, letters: &[u8]) -> bool {
    code.chars().iter().skip(from).all(|char| !letters.contains(char))
}
