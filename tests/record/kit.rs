//! Signs whatever it is told to, good or forged, without the crate's own signing side: a second opinion on the format.

use base64::{Engine, prelude::BASE64_STANDARD};
use chalkline::error::Code;
use chalkline::record::{Address, Opened, Outcome, Settings, State, Time, Update, open, update};
use ed25519_dalek::{Signer, SigningKey};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

pub const TRUST: &str = "uk.gias.group:TR01234";
pub const OAK: &str = "uk.gias.urn:100001";
pub const ELM: &str = "uk.gias.urn:100002";

/// Three root sheets, the list key, the school's key; any other number is a stranger's.
pub const SHEETS: [u8; 3] = [1, 2, 3];
pub const LIST: u8 = 10;
pub const SCHOOL: u8 = 20;
pub const THIEF: u8 = 66;

pub const ROOT_TYPE: &str = "application/vnd.chalkline.root.v1+json";
pub const LIST_TYPE: &str = "application/vnd.chalkline.list.v1+json";

pub fn at(text: &str) -> Time {
    Time::parse(text).expect("a test's own time")
}

/// A good while after the extension was built; every default document is current.
pub fn now() -> Time {
    at("2027-02-01T12:00:00Z")
}

pub fn secret(n: u8) -> SigningKey {
    SigningKey::from_bytes(&[n; 32])
}

pub fn public(n: u8) -> [u8; 32] {
    secret(n).verifying_key().to_bytes()
}

pub fn keyid_of(public: &[u8; 32]) -> String {
    const SPKI: [u8; 12] = [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00];
    hex(&Sha256::digest([&SPKI[..], public].concat()))
}

pub fn keyid(n: u8) -> String {
    keyid_of(&public(n))
}

pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

pub fn keys(numbers: &[u8]) -> Value {
    numbers
        .iter()
        .map(|n| (keyid(*n), json!({"alg": "ed25519", "public": BASE64_STANDARD.encode(public(*n)), "label": ""})))
        .collect::<serde_json::Map<_, _>>()
        .into()
}

pub fn role(numbers: &[u8], threshold: u64) -> Value {
    json!({"keyids": numbers.iter().map(|n| keyid(*n)).collect::<Vec<_>>(), "threshold": threshold})
}

pub fn envelope(kind: &str, payload: &[u8], signers: &[u8]) -> Value {
    let mut message = format!("DSSEv1 {} {} {} ", kind.len(), kind, payload.len()).into_bytes();
    message.extend_from_slice(payload);
    let sign =
        |n: &u8| json!({"keyid": keyid(*n), "sig": BASE64_STANDARD.encode(secret(*n).sign(&message).to_bytes())});
    let signatures: Vec<Value> = signers.iter().map(sign).collect();
    json!({"payload": BASE64_STANDARD.encode(payload), "payloadType": kind, "signatures": signatures})
}

pub fn sign_root(payload: &Value, signers: &[u8]) -> Value {
    envelope(ROOT_TYPE, payload.to_string().as_bytes(), signers)
}

pub fn sign_list(payload: &Value, signers: &[u8]) -> Value {
    envelope(LIST_TYPE, payload.to_string().as_bytes(), signers)
}

/// Version 1's payload: two of three sheets, one list key.
pub fn root1() -> Value {
    json!({
        "spec": "chalkline/1", "version": 1, "issued": "2027-01-01T00:00:00Z", "expires": "2029-01-01T00:00:00Z",
        "anchor": null, "org": {"id": TRUST, "name": "Seaview Learning Trust"},
        "keys": keys(&[1, 2, 3, LIST]),
        "roles": {"root": role(&SHEETS, 2), "list": role(&[LIST], 1)},
        "max_list_days": 190,
    })
}

pub fn anchor() -> String {
    hex(&Sha256::digest(root1().to_string().as_bytes()))
}

/// The next root: the same but for its number; change what the test is about.
pub fn root(version: u64) -> Value {
    with(root1(), &[("/version", json!(version)), ("/anchor", json!(anchor()))])
}

/// Replaces or adds members, by JSON pointer.
pub fn with(mut value: Value, changes: &[(&str, Value)]) -> Value {
    for (pointer, new) in changes {
        let (parent, name) = pointer.rsplit_once('/').expect("a pointer");
        let parent = value.pointer_mut(parent).expect("the parent exists");
        match parent {
            Value::Array(items) => items[name.parse::<usize>().unwrap()] = new.clone(),
            _ => parent[name] = new.clone(),
        }
    }
    value
}

pub fn without(mut value: Value, parent: &str, name: &str) -> Value {
    value.pointer_mut(parent).unwrap().as_object_mut().unwrap().remove(name);
    value
}

pub fn tool(id: &str, status: &str, host: &str) -> Value {
    json!({
        "id": id, "name": id, "kinds": ["llm"], "status": status, "match": [{"host": host, "subdomains": true}],
        "users": {"staff": true, "pupils": false}, "data_allowed": [],
        "assessment": {"date": "2027-01-05", "review_due": "2028-01-05"},
    })
}

/// The trust's list: one tool approved, one refused, Oak delegated.
pub fn list(version: u64) -> Value {
    json!({
        "spec": "chalkline/1", "anchor": anchor(), "scope": TRUST, "version": version,
        "issued": "2027-01-10T00:00:00Z", "expires": "2027-04-10T00:00:00Z",
        "tools": [tool("good", "approved", "good.example"), tool("bad", "not_approved", "bad.example")],
        "contacts": [{"role": "ai_lead", "email": "ai@seaview.example"}],
        "delegations": [delegation(OAK, Value::Null)],
    })
}

pub fn delegation(scope: &str, may_add: Value) -> Value {
    json!({"scope": scope, "name": "Oak Primary", "keys": keys(&[SCHOOL]), "role": role(&[SCHOOL], 1), "may_add": may_add})
}

pub fn school_list(scope: &str, version: u64, tools: Value) -> Value {
    json!({
        "spec": "chalkline/1", "anchor": anchor(), "scope": scope, "version": version,
        "issued": "2027-01-12T00:00:00Z", "expires": "2027-04-12T00:00:00Z", "tools": tools,
    })
}

pub fn good_root() -> Value {
    sign_root(&root1(), &[1, 2])
}

pub fn good_list(version: u64) -> Value {
    sign_list(&list(version), &[LIST])
}

pub fn bundle_value(roots: &[Value], trust_list: Value, schools: &[(&str, Value)]) -> Value {
    let roots: Vec<Value> = roots.iter().enumerate().map(|(n, env)| json!({"v": n + 1, "env": env})).collect();
    let schools: Vec<Value> = schools.iter().map(|(scope, env)| json!({"scope": scope, "env": env})).collect();
    json!({"format": "chalkline-record/1", "roots": roots, "trust_list": trust_list, "school_lists": schools})
}

pub fn bundle(roots: &[Value], trust_list: Value, schools: &[(&str, Value)]) -> Vec<u8> {
    bundle_value(roots, trust_list, schools).to_string().into_bytes()
}

pub fn good(version: u64) -> Vec<u8> {
    bundle(&[good_root()], good_list(version), &[])
}

pub fn settings() -> Settings {
    settings_of(&json!({"urls": ["https://seaview.example/record"], "root_sha256": anchor(), "school_id": OAK}))
}

pub fn settings_of(value: &Value) -> Settings {
    Settings::parse(&value.to_string()).unwrap()
}

/// The state that holds exactly these envelopes.
pub fn state(roots: &[Value], trust: Option<Value>, school: Option<Value>) -> State {
    serde_json::from_value(json!({"roots": roots, "trust_list": trust, "school_list": school})).unwrap()
}

/// The state after version 5 came first.
pub fn at_5() -> State {
    news(&good(5), &State::default())
}

pub fn take(bytes: &[u8], state: &State) -> Update {
    update(bytes, state, &settings(), now())
}

/// Takes in what must be news.
#[track_caller]
pub fn news(bytes: &[u8], state: &State) -> State {
    let update = take(bytes, state);
    assert_eq!(update.outcome, Outcome::News);
    update.state
}

/// Asserts code, place and resulting state.
#[track_caller]
pub fn refused(update: Update, code: Code, place: &str, kept: &State) {
    let Outcome::Refused(error) = update.outcome else { panic!("{:?} where {code:?} was due", update.outcome) };
    assert_eq!((error.code, error.place), (code, place));
    assert_eq!(&update.state, kept, "the wrong state was kept");
}

pub fn opened(state: &State) -> Opened {
    open(state, Some(&settings()), now())
}

/// The status of an address: snake case as in JSON, `-` if it is not on record.
pub fn status(opened: &Opened, url: &str) -> String {
    let entry = opened.look_up(&Address::parse(url).unwrap());
    entry.map_or("-".into(), |entry| json!(entry.tool.status).as_str().unwrap().to_string())
}
