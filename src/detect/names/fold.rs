//! One key for a word however it is written: small letters, no accents.

use crate::detect::scan::{Token, Tokens, key};

/// The key of a token's word with its accents taken off: `Zoë` and `zoe` share it. Words without accents keep their [`Token::key`].
pub(super) fn key_of(tokens: &Tokens<'_>, token: &Token) -> u32 {
    if tokens.is_ascii(token) { token.key } else { key(&plain(tokens.of(token))) }
}

/// The word in small letters from a to z as far as its letters have such a form: `Łódź` is `lodz`. Other scripts stay as they are.
pub fn plain(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for char in word.chars().flat_map(char::to_lowercase) {
        match letters(char) {
            Some(plain) => out.push_str(plain),
            None => out.push(char),
        }
    }
    out
}

/// The plain letters of an accented Latin letter in Latin-1, Latin Extended-A and the commoner parts beyond;
/// nothing for a combining mark; `None` for a letter that has no plain form.
fn letters(char: char) -> Option<&'static str> {
    Some(match char {
        'à'..='å' | 'ā' | 'ă' | 'ą' | 'ǎ' | 'ạ' | 'ả' | 'ấ'..='ặ' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => "c",
        'ð' | 'ď' | 'đ' => "d",
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' | 'ẹ'..='ệ' => "e",
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => "g",
        'ĥ' | 'ħ' => "h",
        'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' | 'ỉ' | 'ị' => "i",
        'ĵ' => "j",
        'ķ' => "k",
        'ĺ' | 'ļ' | 'ľ' | 'ł' => "l",
        'ñ' | 'ń' | 'ņ' | 'ň' => "n",
        'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' | 'ơ' | 'ọ'..='ợ' => "o",
        'œ' => "oe",
        'ŕ' | 'ŗ' | 'ř' => "r",
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => "s",
        'ß' => "ss",
        'ţ' | 'ť' | 'ț' => "t",
        'þ' => "th",
        'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' | 'ư' | 'ụ'..='ự' => "u",
        'ŵ' | 'ẁ' | 'ẃ' | 'ẅ' => "w",
        'ý' | 'ÿ' | 'ŷ' | 'ỳ'..='ỹ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        '\u{300}'..='\u{36F}' | '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' => "",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_come_off_in_either_form() {
        for word in ["Zoë", "Zoe\u{308}", "ZOË", "zoe"] {
            assert_eq!(plain(word), "zoe");
        }
        assert_eq!(plain("Łukasz"), "lukasz");
        assert_eq!(plain("Nguyễn"), "nguyen");
        assert_eq!(plain("Şahin"), "sahin");
        assert_eq!(plain("İsmail"), "ismail");
    }

    #[test]
    fn other_scripts_stay() {
        assert_eq!(plain("王"), "王");
    }
}
