//! Bytes into text: UTF-8, UTF-16, or what Windows wrote before.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::borrow::Cow;

/// The text of these bytes. Without a byte order mark: UTF-8 if it is valid, else UTF-16 if every other byte is
/// nought, else Windows-1252, in which every byte is a character.
pub(super) fn decode(bytes: &[u8]) -> Cow<'_, str> {
    encoding(bytes).decode(bytes).0
}

/// The text of bytes known to be Windows-1252.
pub(super) fn decode_windows(bytes: &[u8]) -> Cow<'_, str> {
    WINDOWS_1252.decode_without_bom_handling(bytes).0
}

fn encoding(bytes: &[u8]) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding;
    }
    let head = bytes.get(..4096).unwrap_or(bytes);
    let noughts = |parity: usize| head.iter().skip(parity).step_by(2).filter(|&&byte| byte == 0).count();
    match (noughts(0) * 4 > head.len(), noughts(1) * 4 > head.len()) {
        (true, false) => UTF_16BE,
        (false, true) => UTF_16LE,
        _ if std::str::from_utf8(bytes).is_ok() => UTF_8,
        _ => WINDOWS_1252,
    }
}

/// Whether these bytes are text: at most one in a hundred characters of the start is a control or a replacement.
pub(super) fn is_text(bytes: &[u8]) -> bool {
    let head = bytes.get(..8192).unwrap_or(bytes);
    let text = decode(head);
    let odd = text.chars().filter(|&c| is_odd(c)).count();
    odd * 100 <= text.chars().count()
}

fn is_odd(c: char) -> bool {
    c == '\u{FFFD}' || (c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\x0C' | '\x1A' | '\x1B'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_curly_apostrophe_from_windows_survives() {
        assert_eq!(decode(b"Zo\xEB\x92s mark"), "Zoë’s mark");
    }

    #[test]
    fn utf16_is_known_with_and_without_its_mark() {
        let bytes: Vec<u8> = "Amira".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(&bytes), "Amira");
        assert_eq!(decode(&[b"\xFF\xFE", &bytes[..]].concat()), "Amira");
    }

    #[test]
    fn machine_code_is_not_text() {
        assert!(!is_text(&[0x7F, b'E', b'L', b'F', 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0]));
        assert!(is_text(b""));
    }
}
