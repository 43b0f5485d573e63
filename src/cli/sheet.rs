//! The recovery sheet: one page to print, with a key's 24 words and its QR code.

use chalkline::record::sign::SecretKey;
use qrcode::QrCode;
use qrcode::render::svg;

/// The page. It refers to nothing outside itself, so that a browser without a network prints it whole.
pub fn page(key: &SecretKey, label: &str) -> String {
    let words: String = key.words().split(' ').map(|word| format!("<li>{word}</li>")).collect();
    let code = QrCode::new(key.code().as_bytes()).expect("64 characters fit a QR code");
    let picture = code.render::<svg::Color>().min_dimensions(220, 220).build();
    let picture = picture.split_once("<svg").map_or("", |(_, svg)| svg);
    let (label, id) = (escape(label), key.public().id());
    format!(
        r#"<!doctype html>
<html lang="en-GB"><meta charset="utf-8"><title>Recovery sheet: {label}</title>
<style>
 body {{ font: 12pt/1.5 sans-serif; max-width: 44em; margin: 2em auto; color: #000; background: #fff }}
 ol {{ columns: 4; padding-left: 2em; font: bold 14pt/1.8 monospace }}
 code {{ overflow-wrap: anywhere }}
</style>
<h1>{label}</h1>
<p><strong>Secret.</strong> Whoever holds these words holds this key. Print this page, check the words against the
screen, delete the file, and lock the paper away apart from the other sheets.</p>
<h2>The 24 words, in order</h2>
<ol>{words}</ol>
<h2>The same as a picture</h2>
<svg role="img" aria-label="QR code of the key"{picture}
<p>Key id, not secret: <code>{id}</code></p>
<p>To get the key back: <code>chalkline keys recover --sheet-text words.txt --out key.pem</code>, or type the words on
the extension's desk page. Made by Chalkline; the words follow BIP-39.</p>
</html>
"#
    )
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sheet_holds_the_words_in_order_and_nothing_from_outside() {
        let key = SecretKey::from_seed(&[7; 32]);
        let page = page(&key, "Sheet <A>");
        let listed: Vec<&str> =
            page.split("<li>").skip(1).filter_map(|rest| rest.split_once('<')).map(|(w, _)| w).collect();
        assert_eq!(SecretKey::from_sheet(&listed.join(" ")).unwrap().public(), key.public());
        assert!(page.contains("Sheet &lt;A&gt;") && page.contains("<svg") && page.contains(&key.public().id()));
        assert!(!page.contains("src=") && !page.contains("href="));
    }
}
