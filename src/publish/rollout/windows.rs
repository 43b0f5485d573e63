//! Windows: a file for `regedit` and group policy, and the same as a script for Intune.

use super::{CHROME_STORE, EDGE_STORE, Rollout, install, trust};
use serde_json::Value;

/// A key below `HKEY_LOCAL_MACHINE` and its values.
struct Key {
    path: String,
    values: Vec<(String, Setting)>,
}

enum Setting {
    Flag(bool),
    Text(String),
}

/// What to set. A key for each extension leaves the settings of others as they are; what managed storage holds is JSON
/// in one text, which both browsers read.
fn keys(rollout: &Rollout<'_>) -> Vec<Key> {
    let browsers = [
        (r"SOFTWARE\Policies\Google\Chrome", rollout.chrome_id, rollout.chrome_updates, CHROME_STORE),
        (r"SOFTWARE\Policies\Microsoft\Edge", rollout.edge_id, rollout.edge_updates, EDGE_STORE),
    ];
    let trust = trust(rollout.settings).to_string();
    let of = |(browser, id, updates, store): (&str, &str, &str, &str)| {
        let how = install(id, updates, store);
        let members = how.get(id).and_then(Value::as_object).into_iter().flatten();
        let install = members.map(|(name, value)| (name.clone(), setting(value))).collect();
        let storage = vec![("trust".to_string(), Setting::Text(trust.clone()))];
        [
            Key { path: format!(r"{browser}\ExtensionSettings\{id}"), values: install },
            Key { path: format!(r"{browser}\3rdparty\extensions\{id}\policy"), values: storage },
        ]
    };
    browsers.into_iter().flat_map(of).collect()
}

fn setting(value: &Value) -> Setting {
    match value {
        Value::Bool(flag) => Setting::Flag(*flag),
        value => Setting::Text(value.as_str().unwrap_or_default().to_string()),
    }
}

/// The registry file: UTF-16 with a byte order mark, as `regedit` writes it.
pub fn reg(rollout: &Rollout<'_>) -> Vec<u8> {
    let mut text = "Windows Registry Editor Version 5.00\r\n".to_string();
    for Key { path, values } in keys(rollout) {
        text.push_str(&format!("\r\n[HKEY_LOCAL_MACHINE\\{path}]\r\n"));
        for (name, value) in values {
            let value = match value {
                Setting::Flag(flag) => format!("dword:{:08x}", u8::from(flag)),
                Setting::Text(text) => format!("\"{}\"", text.replace('\\', r"\\").replace('"', "\\\"")),
            };
            text.push_str(&format!("\"{name}\"={value}\r\n"));
        }
    }
    std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}

/// The script: the same keys, written whole each time it runs.
pub fn script(rollout: &Rollout<'_>) -> String {
    let quoted = |text: &str| format!("'{}'", text.replace('\'', "''"));
    let mut lines = vec![
        "# Installs Chalkline in Chrome and Edge and tells it where the school's record is. Runs as SYSTEM; may run again."
            .to_string(),
        "$ErrorActionPreference = 'Stop'".to_string(),
    ];
    for Key { path, values } in keys(rollout) {
        lines.push(format!("$key = {}", quoted(&format!("HKLM:\\{path}"))));
        lines.push("if (-not (Test-Path -LiteralPath $key)) { New-Item -Path $key -Force | Out-Null }".to_string());
        for (name, value) in values {
            let (kind, value) = match value {
                Setting::Flag(flag) => ("DWord", u8::from(flag).to_string()),
                Setting::Text(text) => ("String", quoted(&text)),
            };
            lines.push(format!(
                "New-ItemProperty -LiteralPath $key -Name '{name}' -PropertyType {kind} -Value {value} -Force | Out-Null"
            ));
        }
    }
    lines.join("\r\n") + "\r\n"
}
