//! Check digits that several kinds share.

use super::code::Code;

/// The modulus 11 check of the NHS, CHI and H&C numbers: weights 10 down to 2, the tenth digit makes the sum a multiple of 11.
/// NHS Data Dictionary, "NHS NUMBER". A number of one repeated digit is never issued.
pub fn mod11_of_ten(code: &Code) -> bool {
    let sum = code.weigh((2..=10).rev());
    (sum + code.digit(9)).is_multiple_of(11) && !is_repeated(code)
}

/// Whether it is the same character all along.
pub fn is_repeated(code: &Code) -> bool {
    code.chars().iter().all(|&char| char == code.char(0))
}

/// The Luhn check, ISO/IEC 7812-1 annex B.
pub fn luhn(digits: &[u8]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(place, byte)| {
            let digit = u32::from(byte.wrapping_sub(b'0'));
            let doubled = digit << (place % 2);
            doubled / 10 + doubled % 10
        })
        .sum();
    sum.is_multiple_of(10)
}

/// The modulus 97 check of ISO/IEC 7064 as ISO 13616 uses it: letters count from A = 10.
pub fn mod97(chars: impl IntoIterator<Item = u8>) -> u32 {
    chars.into_iter().fold(0, |rest, char| match char {
        b'0'..=b'9' => (rest * 10 + u32::from(char - b'0')) % 97,
        _ => (rest * 100 + u32::from(char.wrapping_sub(b'A')) + 10) % 97,
    })
}
