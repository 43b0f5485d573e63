//! Unique pupil number: a check letter, the local authority (3 digits), the school (4), the year of allocation (2), a serial (3).
//! A temporary number ends in a letter. DfE, "Unique pupil numbers (UPNs): a guide for schools and local authorities".

use crate::detect::code::Code;
use crate::detect::kind::{Kind, Severity};
use crate::detect::recogniser::{How, Profile, Recogniser, Score};

/// Unique pupil numbers.
pub const UPN: Recogniser = Recogniser {
    profile: Profile { kind: Kind::Upn, label: "UPN", severity: Severity::High },
    how: &[How::Picture(&["A 9999 9999 9999", "A 999 9999 99 999", "A 9999 9999 999A"], judge)],
    context: &["upn", "former upn", "unique pupil number", "pupil number"],
};

/// A random code passes the check letter in 1 of 23; its place in front of twelve digits says the rest.
fn judge(code: &Code) -> Option<Score> {
    let is_valid = check_letter(code).is_some_and(|letter| letter == code.char(0)) && has_authority(code);
    Score { alone: 0.9, in_context: 0.99 }.when(is_valid)
}

/// Letters without I, O and S, which look like digits; a letter's value is its place.
const LETTERS: &[u8; 23] = b"ABCDEFGHJKLMNPQRTUVWXYZ";

/// Weights 2 to 13 over the rest, modulus 23.
fn check_letter(code: &Code) -> Option<u8> {
    let last = match code.char(12) {
        digit @ b'0'..=b'9' => usize::from(digit - b'0'),
        letter => LETTERS.iter().position(|&other| other == letter)?,
    };
    let digits = code.weigh([0, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]) as usize;
    LETTERS.get((digits + 13 * last) % LETTERS.len()).copied()
}

/// Local authorities are numbered from 201 (England) and 660 (Wales); lists of them go out of date, so only the range is checked.
fn has_authority(code: &Code) -> bool {
    code.number(1, 4) >= 201
}
