//! Apple devices: one configuration profile for Chrome, Edge and Firefox, for Jamf or any other management.

use super::{CHROME_STORE, EDGE_STORE, FIREFOX_ID, Rollout, firefox, install, trust};
use maud::{Markup, PreEscaped, html};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// The profile, an XML property list.
pub fn profile(rollout: &Rollout<'_>) -> String {
    let trust = json!({ "trust": trust(rollout.settings) });
    let chrome = json!({ "ExtensionSettings": install(rollout.chrome_id, rollout.chrome_updates, CHROME_STORE) });
    let edge = json!({ "ExtensionSettings": install(rollout.edge_id, rollout.edge_updates, EDGE_STORE) });
    let mut mozilla = firefox(rollout);
    mozilla["EnterprisePoliciesEnabled"] = true.into();
    let contents = [
        ("com.google.Chrome".to_string(), chrome),
        (format!("com.google.Chrome.extensions.{}", rollout.chrome_id), trust.clone()),
        ("com.microsoft.Edge".to_string(), edge),
        (format!("com.microsoft.Edge.extensions.{}", rollout.edge_id), trust),
        ("org.mozilla.firefox".to_string(), mozilla),
    ];
    let payloads: Vec<Value> = contents.into_iter().map(|(kind, content)| payload(&kind, content, rollout)).collect();
    let profile = json!({
        "PayloadContent": payloads,
        "PayloadDescription": format!("Installs Chalkline ({FIREFOX_ID}) and names the school's record of AI tools."),
        "PayloadDisplayName": "Chalkline",
        "PayloadScope": "System",
    });
    let profile = payload("Configuration", profile, rollout);
    format!("{HEAD}{}\n</plist>\n", plist(&profile).into_string())
}

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" \
                    \"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">\n<plist version=\"1.0\">\n";

/// Adds what makes a dictionary a payload.
fn payload(kind: &str, mut content: Value, rollout: &Rollout<'_>) -> Value {
    let identity = format!("{}\n{kind}\n{content}", rollout.settings.root_sha256);
    content["PayloadType"] = kind.into();
    content["PayloadVersion"] = 1.into();
    content["PayloadIdentifier"] = format!("invalid.chalkline.{kind}").into();
    content["PayloadUUID"] = uuid(&identity).into();
    content
}

/// The same contents have the same UUID, other contents another: version 8 of RFC 9562, made from a hash.
fn uuid(identity: &str) -> String {
    let hash = Sha256::digest(identity);
    let mut bytes: [u8; 16] = std::array::from_fn(|at| hash[at]);
    bytes[6] = bytes[6] & 0x0F | 0x80;
    bytes[8] = bytes[8] & 0x3F | 0x80;
    let hex = |range: std::ops::Range<usize>| bytes[range].iter().map(|byte| format!("{byte:02X}")).collect::<String>();
    [hex(0..4), hex(4..6), hex(6..8), hex(8..10), hex(10..16)].join("-")
}

fn plist(value: &Value) -> Markup {
    match value {
        Value::Array(items) => {
            html! { (PreEscaped("<array>")) @for item in items { (plist(item)) } (PreEscaped("</array>")) }
        }
        Value::Bool(true) => PreEscaped("<true/>".to_string()),
        Value::Bool(false) => PreEscaped("<false/>".to_string()),
        Value::Number(number) => PreEscaped(format!("<integer>{number}</integer>")),
        Value::Object(members) => html! {
            (PreEscaped("<dict>"))
            @for (name, member) in members { (tagged("key", name)) (plist(member)) }
            (PreEscaped("</dict>"))
        },
        Value::String(text) => tagged("string", text),
        Value::Null => PreEscaped(String::new()),
    }
}

fn tagged(tag: &str, text: &str) -> Markup {
    html! { (PreEscaped(format!("<{tag}>"))) (text) (PreEscaped(format!("</{tag}>"))) }
}
