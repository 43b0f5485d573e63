//! The keeper's walk, from the documentation itself: every command of docs/keeper.md, in its order, by a shell.

#![allow(clippy::unwrap_used, reason = "in a test a missing value is a failure")]

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;

#[test]
fn the_walk_in_the_documentation_ends_with_browsers_enrolled() {
    let text = std::fs::read_to_string("docs/keeper.md").unwrap();
    let folder = empty_folder();
    let commands = blocks(&text, "sh");
    assert_eq!(commands.iter().position(|command| command.starts_with("chalkline deploy")), Some(9), "ten commands");
    std::fs::write(folder.join("example.json"), blocks(&text, "json")[0]).unwrap();
    for command in commands {
        by_hand(command, &folder);
        run(&folder, command);
        if command.starts_with("chalkline deploy") {
            browsers_accept(&folder);
        }
    }
    let changes = std::fs::read_to_string(folder.join("site/changes.html")).unwrap();
    assert!(changes.contains("Nothing but the dates"), "the second edition is compared with the first");
    let recovered = run(&folder, "chalkline keys show --key sheet-a.pem");
    assert_eq!(keyid(&recovered), keyid(&std::fs::read_to_string(folder.join("sheet-a.json")).unwrap()));
    std::fs::remove_dir_all(folder).unwrap();
}

/// What the text asks people to do between two commands: copy words from paper, fill in the draft.
fn by_hand(command: &str, folder: &Path) {
    for sheet in ["a", "b"] {
        if command.contains(&format!("words-{sheet}.txt")) {
            let page = std::fs::read_to_string(folder.join(format!("sheet-{sheet}.html"))).unwrap();
            let words: Vec<_> =
                page.split("<li>").skip(1).filter_map(|rest| rest.split_once('<')).map(|(word, _)| word).collect();
            assert_eq!(words.len(), 24);
            std::fs::write(folder.join(format!("words-{sheet}.txt")), words.join("\n")).unwrap();
        }
    }
    if command.starts_with("chalkline record sign") {
        std::fs::copy(folder.join("example.json"), folder.join("draft.json")).unwrap();
    }
}

/// The published file, read with the settings that policy hands to browsers.
fn browsers_accept(folder: &Path) {
    let policy: Value =
        serde_json::from_slice(&std::fs::read(folder.join("roll-out/linux/chrome.json")).unwrap()).unwrap();
    let trust = &policy["3rdparty"]["extensions"]["abcdefghijklmnopabcdefghijklmnop"]["trust"];
    assert_eq!(trust["lock_enrolment"], true);
    std::fs::write(folder.join("settings.json"), trust.to_string()).unwrap();
    let verified = run(folder, "chalkline verify site/record.json --settings settings.json");
    assert!(verified.contains("health: FRESH") && verified.contains("name: Elm School"), "{verified}");
}

fn run(folder: &Path, command: &str) -> String {
    let program = Path::new(env!("CARGO_BIN_EXE_chalkline")).parent().unwrap();
    let path = std::env::join_paths(
        std::iter::once(program.to_path_buf()).chain(std::env::split_paths(&std::env::var_os("PATH").unwrap())),
    );
    let mut shell = Command::new("sh");
    shell.args(["-c", command]).current_dir(folder).env("PATH", path.unwrap());
    let output = shell.env("CHALKLINE_PASSPHRASE", "four words that rhyme").output().unwrap();
    let text = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
    assert!(output.status.success(), "{command}\n{text}");
    text
}

/// The fenced blocks of one language.
fn blocks<'a>(text: &'a str, language: &str) -> Vec<&'a str> {
    let opening = format!("```{language}\n");
    text.split(opening.as_str()).skip(1).filter_map(|rest| rest.split_once("\n```")).map(|(block, _)| block).collect()
}

fn keyid(public: &str) -> Value {
    serde_json::from_str::<Value>(public).unwrap()["keyid"].clone()
}

fn empty_folder() -> PathBuf {
    let folder = std::env::temp_dir().join(format!("chalkline-walk-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}
