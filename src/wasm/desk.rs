//! For the record keeper's desk: keys and their sheets, the making and signing of a record.
//!
//! Randomness comes from the page (`crypto.getRandomValues`). A bundle crosses as the text of its file.

use super::{give, take, throw};
use crate::detect::Roster;
use crate::error::{Code, Error};
use crate::guard;
use crate::publish::{self, EDGE_STORE, Edition, RECORD, Rollout, Words};
use crate::record::check;
use crate::record::sign::{self, Named, NewRoot, Rotation};
use crate::record::{Bundle, KeySpec, Org, PublicKey, Scope, Settings, Time};
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("desk.d.ts");

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(typescript_type = "PublicKeySpec")]
    pub type JsKey;
    #[wasm_bindgen(typescript_type = "NewRecord")]
    pub type JsNewRecord;
    #[wasm_bindgen(typescript_type = "NextRoot")]
    pub type JsNextRoot;
    #[wasm_bindgen(typescript_type = "Waiting[]")]
    pub type JsWaiting;
    #[wasm_bindgen(typescript_type = "Problem[]")]
    pub type JsProblems;
    #[wasm_bindgen(typescript_type = "ListDraft")]
    pub type JsDraft;
    #[wasm_bindgen(typescript_type = "RolloutPlan")]
    pub type JsRollout;
}

/// A secret key. It stays inside: `free()` wipes it.
#[wasm_bindgen]
pub struct SecretKey(sign::SecretKey);

#[wasm_bindgen]
impl SecretKey {
    /// The key made from 32 random bytes. Throws `BAD_ARGUMENT` for any other number.
    pub fn make(random: &[u8]) -> Result<SecretKey, JsValue> {
        Ok(SecretKey(sign::SecretKey::from_seed(thirty_two(random)?)))
    }

    /// Opens an encrypted key file; takes a second or two. Throws `BAD_SECRET_KEY`.
    pub fn open(pem: &str, passphrase: &str) -> Result<SecretKey, JsValue> {
        sign::SecretKey::from_pem(pem, passphrase).map(SecretKey).map_err(throw)
    }

    /// Reads a recovery sheet: its 24 words, or what its QR code holds. Throws `BAD_WORDS`.
    pub fn recover(sheet: &str) -> Result<SecretKey, JsValue> {
        sign::SecretKey::from_sheet(sheet).map(SecretKey).map_err(throw)
    }

    /// Its public half, with what people call it.
    pub fn public(&self, label: &str) -> JsKey {
        give(&KeySpec::new(&self.0.public(), label)).into()
    }

    /// The id of the public half: 64 hex digits.
    pub fn id(&self) -> String {
        self.0.public().id()
    }

    /// The encrypted key file, with 32 random bytes; takes a second or two.
    pub fn file(&self, passphrase: &str, random: &[u8]) -> Result<String, JsValue> {
        self.0.to_pem(passphrase, thirty_two(random)?).map(|pem| pem.to_string()).map_err(throw)
    }

    /// The 24 words of its recovery sheet.
    pub fn words(&self) -> String {
        self.0.words().to_string()
    }

    /// What the QR code of its recovery sheet holds.
    pub fn code(&self) -> String {
        self.0.code().to_string()
    }
}

/// Whether a key (32 bytes, base64) made this signature of a message: the judgement that everything else stands on, for
/// whoever wants to try it. A key or signature that is none has signed nothing.
#[wasm_bindgen]
pub fn has_signed(public_key: &str, message: &[u8], signature: &[u8]) -> bool {
    let spec = KeySpec { alg: "ed25519".into(), public: public_key.into(), label: String::new() };
    let (key, signature) = (public(&spec).ok(), signature.try_into().ok());
    key.zip(signature).is_some_and(|(key, signature)| key.has_signed(message, signature))
}

/// The id of a school or trust from what a person typed, perhaps its number alone; nothing if it is none yet.
#[wasm_bindgen]
pub fn organisation_id(typed: &str) -> Option<String> {
    Scope::from_typed(typed).map(|scope| scope.to_string())
}

/// A bundle with a first root that waits for its signatures. `now` in ms since 1970.
#[wasm_bindgen]
pub fn new_record(new: JsNewRecord, now: f64) -> Result<String, JsValue> {
    let new: NewRecord = take(new.into(), "root")?;
    let (root_keys, list_keys) = (named(&new.root.keys)?, named(&new.list.keys)?);
    let (root_threshold, list_threshold) = (new.root.threshold, new.list.threshold);
    let new = NewRoot { org: new.org, root_keys, root_threshold, list_keys, list_threshold };
    sign::new_bundle(&new, Time::from_js(now)).map(|bundle| text(&bundle)).map_err(throw)
}

/// The bundle with one root more, which waits for its signatures. What `next` leaves out stays.
#[wasm_bindgen]
pub fn next_root(bundle: &str, next: JsNextRoot, now: f64) -> Result<String, JsValue> {
    let next: NextRoot = take(next.into(), "root")?;
    let role = |role: Role| named(&role.keys).map(|keys| (keys, role.threshold));
    let (root, list) = (next.root.map(role).transpose()?, next.list.map(role).transpose()?);
    let rotation = Rotation { root, list, name: next.name, ..Rotation::default() };
    sign::rotate(&parse(bundle)?, &rotation, Time::from_js(now)).map(|bundle| text(&bundle)).map_err(throw)
}

/// The bundle with a new list, signed, valid for so many days.
#[wasm_bindgen]
pub fn sign_list(bundle: &str, draft: JsDraft, key: &SecretKey, now: f64, days: u32) -> Result<String, JsValue> {
    let draft: serde_json::Value = take(draft.into(), "list")?;
    sign::sign_list(&parse(bundle)?, &draft, &key.0, Time::from_js(now), days.into())
        .map(|bundle| text(&bundle))
        .map_err(throw)
}

/// Signs every part that waits for this key. Throws `NOT_ONE_OF_THE_KEYS` if none does.
#[wasm_bindgen]
pub fn add_signature(bundle: &str, key: &SecretKey) -> Result<String, JsValue> {
    sign::add_signature(&parse(bundle)?, &key.0).map(|(bundle, _)| text(&bundle)).map_err(throw)
}

/// The parts that too few have signed so far, and the ids of the keys that may.
#[wasm_bindgen]
pub fn waiting(bundle: &str) -> Result<JsWaiting, JsValue> {
    let waiting = sign::waiting(&parse(bundle)?).map_err(throw)?;
    let parts: Vec<_> = waiting.into_iter().map(Waiting::from).collect();
    Ok(give(&parts).into())
}

/// What a keeper forgot in a draft; errors keep it from being signed.
#[wasm_bindgen]
pub fn check_draft(draft: JsDraft, now: f64) -> Result<JsProblems, JsValue> {
    let draft: serde_json::Value = take(draft.into(), "list")?;
    let is_shared = |host: &str| check::SHARED_HOSTS.contains(&host);
    Ok(give(&guard::check_draft(&draft, Time::from_js(now), &is_shared)).into())
}

/// The enrolment link for browsers of this school, on the page that explains it.
#[wasm_bindgen]
pub fn enrolment_link(bundle: &str, school_id: &str, urls: Vec<String>, page: &str) -> Result<String, JsValue> {
    let school = Scope::parse(school_id).ok_or_else(|| throw(Error::new(Code::BadField, "school")))?;
    sign::settings_for(&parse(bundle)?, &school, urls).map(|settings| settings.to_link(page)).map_err(throw)
}

/// The folder for the web host as a zip. `words`: the `messages.json` of each language, English first.
#[wasm_bindgen]
pub fn publish_folder(
    bundle: &str,
    previous: Option<String>,
    address: &str,
    words: Vec<String>,
    now: f64,
) -> Result<Vec<u8>, JsValue> {
    let previous = previous.as_deref().map(str::as_bytes);
    let edition = Edition { bundle: bundle.as_bytes(), previous, school: None, address, now: Time::from_js(now) };
    let files = publish::folder(&edition, &languages(&words)?).map_err(throw)?;
    publish::zip(&files).map_err(throw)
}

/// The files for managed browsers as a zip.
#[wasm_bindgen]
pub fn rollout_files(bundle: &str, plan: JsRollout, words: Vec<String>) -> Result<Vec<u8>, JsValue> {
    let plan: RolloutPlan = take(plan.into(), "rollout")?;
    let school = Scope::parse(&plan.school_id).ok_or_else(|| throw(Error::new(Code::BadField, "school")))?;
    let urls = vec![format!("{}{RECORD}", plan.address)];
    let own = sign::settings_for(&parse(bundle)?, &school, urls).map_err(throw)?;
    let settings = Settings { lock_enrolment: plan.lock, ..own };
    let rollout = Rollout {
        settings: &settings,
        chrome_id: &plan.chrome_id,
        chrome_updates: &plan.chrome_updates,
        edge_id: &plan.chrome_id,
        edge_updates: if plan.chrome_updates == publish::CHROME_STORE { EDGE_STORE } else { &plan.chrome_updates },
        firefox_package: &format!("{}chalkline.xpi", plan.address),
    };
    let files = publish::rollout(&rollout, &languages(&words)?).map_err(throw)?;
    publish::zip(&files).map_err(throw)
}

/// A text as a QR code: an SVG picture, or nothing if the text is too long for one.
#[wasm_bindgen]
pub fn qr_code(text: &str, label: &str) -> Option<String> {
    publish::qr_svg(text, label).map(|picture| picture.into_string())
}

fn languages(words: &[String]) -> Result<Vec<Words>, JsValue> {
    words.iter().map(|json| Words::parse(json)).collect::<Result<_, _>>().map_err(throw)
}

#[derive(Deserialize)]
struct RolloutPlan {
    school_id: String,
    address: String,
    chrome_id: String,
    chrome_updates: String,
    lock: bool,
}

#[derive(Deserialize)]
struct NewRecord {
    org: Org,
    root: Role,
    list: Role,
}

#[derive(Deserialize)]
struct NextRoot {
    root: Option<Role>,
    list: Option<Role>,
    name: Option<String>,
}

#[derive(Deserialize)]
struct Role {
    keys: Vec<KeySpec>,
    threshold: u64,
}

#[derive(Serialize)]
struct Waiting {
    part: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    of: Option<String>,
    more: usize,
    keyids: Vec<String>,
}

impl From<sign::Waiting> for Waiting {
    fn from(waiting: sign::Waiting) -> Waiting {
        let (part, of) = match waiting.part {
            sign::Part::Root(version) => ("root", Some(version.to_string())),
            sign::Part::TrustList => ("trust_list", None),
            sign::Part::SchoolList(scope) => ("school_list", Some(scope.to_string())),
        };
        let keyids = waiting.keys.into_iter().map(|(id, _)| id).collect();
        Waiting { part, of, more: waiting.more, keyids }
    }
}

fn named(keys: &[KeySpec]) -> Result<Named, JsValue> {
    let key = |spec: &KeySpec| Ok((public(spec)?, spec.label.clone()));
    keys.iter().map(key).collect::<Result<_, Error>>().map_err(throw)
}

fn public(spec: &KeySpec) -> Result<PublicKey, Error> {
    spec.read("root")?.ok_or(Error::new(Code::BadKey, "root"))
}

/// The filter of the rare names in a table, lines of cells with tabs between, as `settings.roster` holds it; with 32 random
/// bytes. `before` is the filter that it takes the place of: docs/roster.md says why. Throws `NO_NAMES`, `LIMIT_EXCEEDED` or,
/// of the one before, `BAD_ROSTER`.
#[wasm_bindgen]
pub fn make_roster(table: &str, before: Option<String>, random: &[u8]) -> Result<String, JsValue> {
    let before = before.map(|text| Roster::from_text(&text)).transpose().map_err(throw)?;
    let roster = Roster::make(table, before.as_ref(), *thirty_two(random)?).map_err(throw)?;
    Ok(roster.to_text())
}

fn thirty_two(random: &[u8]) -> Result<&[u8; 32], JsValue> {
    random.try_into().map_err(|_| throw(Error::new(Code::BadArgument, "random")))
}

fn parse(bundle: &str) -> Result<Bundle, JsValue> {
    Bundle::parse(bundle.as_bytes()).map_err(throw)
}

fn text(bundle: &Bundle) -> String {
    serde_json::to_string(bundle).expect("a bundle is plain JSON")
}
