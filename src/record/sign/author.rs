//! Making a record: the first root, the next, lists, and the signatures each still waits for.

use super::secret::SecretKey;
use crate::error::{Code, Error};
use crate::record::bundle::{Bundle, FORMAT, NumberedRoot, SchoolList};
use crate::record::envelope::{Envelope, PayloadType, SignatureSpec, pre_image, to_base64};
use crate::record::key::{KeySpec, Keys, PublicKey, Role, RoleSpec, hex};
use crate::record::list::{Content, Delegation};
use crate::record::root::{MAX_LIST_DAYS, Org, Roles, RootPayload, SPEC};
use crate::record::scope::Scope;
use crate::record::settings::Settings;
use crate::record::time::Time;
use serde::Deserialize;
use serde_json::{Value, json};

/// How long a root holds.
const ROOT_DAYS: i64 = 730;

/// Keys with what people call them.
pub type Named = Vec<(PublicKey, String)>;

/// What a first root needs to know.
pub struct NewRoot {
    /// Whose record it is.
    pub org: Org,
    /// Who may sign the next root: by default two of three printed sheets.
    pub root_keys: Named,
    /// How many of them must.
    pub root_threshold: u64,
    /// Who may sign the list.
    pub list_keys: Named,
    /// How many of them must.
    pub list_threshold: u64,
}

/// What changes with the next root; what is `None` stays.
#[derive(Default)]
pub struct Rotation {
    /// Who may sign roots from now on, and how many must.
    pub root: Option<(Named, u64)>,
    /// Who may sign the list from now on, and how many must.
    pub list: Option<(Named, u64)>,
    /// The organisation's new name.
    pub name: Option<String>,
    /// Lists below this version no longer count; the version of the newest list by default.
    pub min_list_version: Option<u64>,
}

/// A part of a bundle that is signed by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// The root of this version.
    Root(u64),
    /// The trust's list.
    TrustList,
    /// The list of this school.
    SchoolList(Scope),
}

/// A role that too few of its keys have signed a part for so far. A root may wait for two: the one before, and its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// Which part.
    pub part: Part,
    /// How many signatures more.
    pub more: usize,
    /// The keys that may sign it and have not: ids, and what people call them.
    pub keys: Vec<(String, String)>,
}

/// A bundle with a first root, waiting for its signatures.
pub fn new_bundle(new: &NewRoot, now: Time) -> Result<Bundle, Error> {
    let mut keys = Keys::new();
    let root = role(&mut keys, &new.root_keys, new.root_threshold);
    let list = role(&mut keys, &new.list_keys, new.list_threshold);
    let payload = RootPayload {
        spec: SPEC.into(),
        version: 1,
        issued: now.to_string(),
        expires: now.plus_days(ROOT_DAYS).to_string(),
        anchor: None,
        org: new.org.clone(),
        keys,
        roles: Roles { root, list, heartbeat: None },
        max_list_days: MAX_LIST_DAYS,
    };
    let root = NumberedRoot { v: 1, env: seal_root(&payload)? };
    Ok(Bundle { format: FORMAT.into(), roots: vec![root], trust_list: None, school_lists: Vec::new() })
}

/// The bundle with one root more, waiting for its signatures; it takes the place of one that still waits for some, which
/// no browser has accepted. `NOT_ENOUGH_SIGNATURES` while the first root waits.
pub fn rotate(bundle: &Bundle, rotation: &Rotation, now: Time) -> Result<Bundle, Error> {
    let mut next = without_waiting_root(bundle)?;
    let mut payload = newest_root(&next)?;
    let held = next.trust_list.as_ref().and_then(|envelope| read_unverified::<Numbered>(envelope, "list").ok());
    let least = rotation.min_list_version.or(held.map(|list| list.version)).unwrap_or(0);
    let mut keys = payload.keys.clone();
    if let Some((named, threshold)) = &rotation.root {
        payload.roles.root = role(&mut keys, named, *threshold);
    }
    if let Some((named, threshold)) = &rotation.list {
        let min_version = payload.roles.list.min_version;
        payload.roles.list = RoleSpec { min_version, ..role(&mut keys, named, *threshold) };
    }
    payload.roles.list.min_version = least.max(payload.roles.list.min_version);
    let in_use = |id: &String| payload.roles.root.keyids.contains(id) || payload.roles.list.keyids.contains(id);
    payload.keys = keys.into_iter().filter(|(id, _)| in_use(id)).collect();
    payload.org.name = rotation.name.clone().unwrap_or(payload.org.name);
    payload.anchor = Some(hex(&anchor(bundle)?));
    payload.version += 1;
    payload.issued = now.to_string();
    payload.expires = now.plus_days(ROOT_DAYS).to_string();
    next.roots.push(NumberedRoot { v: payload.version, env: seal_root(&payload)? });
    Ok(next)
}

fn without_waiting_root(bundle: &Bundle) -> Result<Bundle, Error> {
    let newest = newest_root(bundle)?.version;
    let is_waiting = waiting(bundle)?.iter().any(|waiting| waiting.part == Part::Root(newest));
    let mut settled = bundle.clone();
    if is_waiting {
        settled.roots.retain(|root| root.v != newest);
    }
    if settled.roots.is_empty() { Err(Error::new(Code::NotEnoughSignatures, "root")) } else { Ok(settled) }
}

/// The bundle with a new list, signed with this key. The draft holds what a keeper writes (`scope`, `tools`, …);
/// version, dates and anchor are added here. A draft whose scope is not the organisation's becomes a school's list.
/// What every browser would refuse is not signed: `LIFETIME_TOO_LONG`, `BAD_DATES`, `NESTED_DELEGATION`.
pub fn sign_list(bundle: &Bundle, draft: &Value, key: &SecretKey, now: Time, days: i64) -> Result<Bundle, Error> {
    let bad = Error::new(Code::BadField, "list");
    let scope = draft.get("scope").and_then(Value::as_str).and_then(Scope::parse).ok_or(bad)?;
    let root = newest_root(bundle)?;
    let is_trust = scope == root.org.id;
    match days {
        ..=0 => return Err(Error::new(Code::BadDates, "list")),
        days if days > root.max_list_days => return Err(Error::new(Code::LifetimeTooLong, "list")),
        _ => {}
    }
    if !is_trust && draft.get("delegations").and_then(Value::as_array).is_some_and(|all| !all.is_empty()) {
        return Err(Error::new(Code::NestedDelegation, "school"));
    }
    let before = if is_trust { bundle.trust_list.as_ref() } else { bundle.school_list(&scope) };
    let version = before.map_or(Ok(0), |list| read_unverified::<Numbered>(list, "list").map(|list| list.version))? + 1;
    let mut payload = draft.clone();
    let members = payload.as_object_mut().ok_or(bad)?;
    members.insert("spec".into(), SPEC.into());
    members.insert("anchor".into(), hex(&anchor(bundle)?).into());
    members.insert("version".into(), version.max(root.roles.list.min_version).into());
    members.insert("issued".into(), now.to_string().into());
    members.insert("expires".into(), now.plus_days(days).to_string().into());
    let envelope = seal(PayloadType::List, &payload)?;
    let mut next = bundle.clone();
    if is_trust {
        next.trust_list = Some(envelope);
        sign_part(&mut next, &Part::TrustList, key)?;
    } else {
        next.school_lists.retain(|list| list.scope != scope);
        next.school_lists.push(SchoolList { scope: scope.clone(), env: envelope });
        sign_part(&mut next, &Part::SchoolList(scope), key)?;
    }
    Ok(next)
}

/// Signs every part that waits for this key, and says which. `ALREADY_SIGNED` if all that it may sign has its signature;
/// `NOT_ONE_OF_THE_KEYS` if there is nothing that it may sign.
pub fn add_signature(bundle: &Bundle, key: &SecretKey) -> Result<(Bundle, Vec<Part>), Error> {
    let public = key.public();
    let mut next = bundle.clone();
    let mut parts: Vec<Part> = waiting(bundle)?
        .into_iter()
        .filter(|w| w.keys.iter().any(|(id, _)| *id == public.id()))
        .map(|w| w.part)
        .collect();
    parts.dedup();
    if parts.is_empty() {
        let may_sign =
            |part: &Part| signers(bundle, part).is_ok_and(|all| all.iter().any(|s| s.role.keys.contains(&public)));
        let code = if all_parts(bundle).iter().any(may_sign) { Code::AlreadySigned } else { Code::NotOneOfTheKeys };
        return Err(Error::new(code, "bundle"));
    }
    for part in &parts {
        sign_part(&mut next, part, key)?;
    }
    Ok((next, parts))
}

/// The parts that too few have signed so far, once for each role that must still sign.
pub fn waiting(bundle: &Bundle) -> Result<Vec<Waiting>, Error> {
    let mut all = Vec::new();
    for part in all_parts(bundle) {
        let message = message(bundle, &part)?;
        let signatures = envelope(bundle, &part)?.open("bundle")?.signatures().to_vec();
        let has_signed = |key: &PublicKey| signatures.iter().any(|signature| key.has_signed(&message, signature));
        for Signers { role, labels } in signers(bundle, &part)? {
            let absent: Vec<&PublicKey> = role.keys.iter().filter(|key| !has_signed(key)).collect();
            let signed = role.keys.len() - absent.len();
            let named = |key: &PublicKey| labels.get(&key.id()).map_or(String::new(), |spec| spec.label.clone());
            if signed < role.threshold {
                let keys = absent.iter().map(|key| (key.id(), named(key))).collect();
                all.push(Waiting { part: part.clone(), more: role.threshold - signed, keys });
            }
        }
    }
    Ok(all)
}

fn all_parts(bundle: &Bundle) -> Vec<Part> {
    let roots = bundle.roots.iter().map(|root| Part::Root(root.v));
    let lists = bundle.trust_list.iter().map(|_| Part::TrustList);
    let schools = bundle.school_lists.iter().map(|list| Part::SchoolList(list.scope.clone()));
    roots.chain(lists).chain(schools).collect()
}

/// The enrolment that fits this bundle: its own first root, pinned.
pub fn settings_for(bundle: &Bundle, school: &Scope, urls: Vec<String>) -> Result<Settings, Error> {
    Ok(Settings {
        urls,
        root_sha256: hex(&anchor(bundle)?),
        school_id: school.clone(),
        min_list_version: 0,
        lock_enrolment: false,
    })
}

/// Whose record the bundle says it is.
pub fn organisation(bundle: &Bundle) -> Result<Org, Error> {
    Ok(newest_root(bundle)?.org)
}

/// What the organisation's list says, or that of one of its schools, signed or still waiting.
pub fn list_content(bundle: &Bundle, school: Option<&Scope>) -> Result<Content, Error> {
    let own = organisation(bundle)?.id;
    let (list, place) = match school.filter(|school| **school != own) {
        Some(school) => (bundle.school_list(school), "school"),
        None => (bundle.trust_list.as_ref(), "list"),
    };
    read_unverified(list.ok_or(Error::new(Code::NotAList, place))?, place)
}

/// The schools that the organisation's list leaves something to; none without a list.
pub fn delegations(bundle: &Bundle) -> Result<Vec<Delegation>, Error> {
    let read = |envelope| read_unverified::<Delegations>(envelope, "list").map(|list| list.delegations);
    bundle.trust_list.as_ref().map_or(Ok(Vec::new()), read)
}

/// When the organisation's list runs out; none without a list. Its day is read, its signatures are not checked.
pub fn list_end(bundle: &Bundle) -> Result<Option<Time>, Error> {
    #[derive(Deserialize)]
    struct Ending {
        expires: Time,
    }
    let list = bundle.trust_list.as_ref();
    list.map(|list| read_unverified::<Ending>(list, "list").map(|list| list.expires)).transpose()
}

fn sign_part(bundle: &mut Bundle, part: &Part, key: &SecretKey) -> Result<(), Error> {
    let public = key.public();
    let may = signers(bundle, part)?.iter().any(|signers| signers.role.keys.contains(&public));
    if !may {
        return Err(Error::new(Code::NotOneOfTheKeys, "bundle"));
    }
    let signature = key.sign(&message(bundle, part)?);
    let spec = SignatureSpec { keyid: Some(public.id()), sig: to_base64(&signature) };
    let signatures = &mut envelope_mut(bundle, part)?.signatures;
    if signatures.contains(&spec) {
        return Err(Error::new(Code::AlreadySigned, "bundle"));
    }
    signatures.push(spec);
    Ok(())
}

/// Who may sign a part, and what people call their keys.
struct Signers {
    role: Role,
    labels: Keys,
}

/// The roles that must all be met by a part's signatures.
fn signers(bundle: &Bundle, part: &Part) -> Result<Vec<Signers>, Error> {
    let of = |spec: &RoleSpec, keys: Keys, place| Ok(Signers { role: Role::read(spec, &keys, place)?, labels: keys });
    match part {
        Part::Root(version) => [version.saturating_sub(1), *version]
            .iter()
            .filter(|version| **version > 0)
            .map(|version| read_root(bundle, *version).and_then(|root| of(&root.roles.root, root.keys, "root")))
            .collect(),
        Part::TrustList => {
            let root = newest_root(bundle)?;
            Ok(vec![of(&root.roles.list, root.keys, "list")?])
        }
        Part::SchoolList(scope) => {
            let missing = Error::new(Code::NoSuchDelegation, "school");
            let list: Delegations = read_unverified(bundle.trust_list.as_ref().ok_or(missing)?, "list")?;
            let delegation = list.delegations.into_iter().find(|delegation| delegation.scope == *scope);
            let delegation = delegation.ok_or(missing)?;
            Ok(vec![of(&delegation.role, delegation.keys, "school")?])
        }
    }
}

fn message(bundle: &Bundle, part: &Part) -> Result<Vec<u8>, Error> {
    let envelope = envelope(bundle, part)?;
    Ok(pre_image(&envelope.payload_type, envelope.open("bundle")?.unverified()))
}

fn envelope<'a>(bundle: &'a Bundle, part: &Part) -> Result<&'a Envelope, Error> {
    let found = match part {
        Part::Root(version) => bundle.root(*version),
        Part::TrustList => bundle.trust_list.as_ref(),
        Part::SchoolList(scope) => bundle.school_list(scope),
    };
    found.ok_or(Error::new(Code::BadEnvelope, "bundle"))
}

fn envelope_mut<'a>(bundle: &'a mut Bundle, part: &Part) -> Result<&'a mut Envelope, Error> {
    let found = match part {
        Part::Root(version) => bundle.roots.iter_mut().find(|root| root.v == *version).map(|root| &mut root.env),
        Part::TrustList => bundle.trust_list.as_mut(),
        Part::SchoolList(scope) => {
            bundle.school_lists.iter_mut().find(|list| list.scope == *scope).map(|list| &mut list.env)
        }
    };
    found.ok_or(Error::new(Code::BadEnvelope, "bundle"))
}

#[derive(Deserialize)]
struct Numbered {
    version: u64,
}

#[derive(Deserialize)]
struct Delegations {
    #[serde(default)]
    delegations: Vec<Delegation>,
}

fn newest_root(bundle: &Bundle) -> Result<RootPayload, Error> {
    let newest = bundle.roots.iter().map(|root| root.v).max().unwrap_or(0);
    read_root(bundle, newest)
}

fn read_root(bundle: &Bundle, version: u64) -> Result<RootPayload, Error> {
    read_unverified(bundle.root(version).ok_or(Error::new(Code::RootGap, "root"))?, "root")
}

fn anchor(bundle: &Bundle) -> Result<[u8; 32], Error> {
    Ok(bundle.root(1).ok_or(Error::new(Code::RootGap, "root"))?.open("root")?.sha256())
}

/// What stands in an envelope that may still wait for signatures. For writers; readers verify first.
fn read_unverified<T: serde::de::DeserializeOwned>(envelope: &Envelope, place: &'static str) -> Result<T, Error> {
    serde_json::from_slice(envelope.open(place)?.unverified()).map_err(|_| Error::new(Code::BadField, place))
}

fn role(keys: &mut Keys, named: &Named, threshold: u64) -> RoleSpec {
    keys.extend(named.iter().map(|(key, label)| (key.id(), KeySpec::new(key, label))));
    RoleSpec { keyids: named.iter().map(|(key, _)| key.id()).collect(), threshold, min_version: 0 }
}

fn seal_root(payload: &RootPayload) -> Result<Envelope, Error> {
    Role::read(&payload.roles.root, &payload.keys, "root")?;
    Role::read(&payload.roles.list, &payload.keys, "root")?;
    seal(PayloadType::Root, &json!(payload))
}

/// An envelope without signatures, refused if a reader would refuse its size.
fn seal(kind: PayloadType, payload: &Value) -> Result<Envelope, Error> {
    let envelope = Envelope {
        payload: to_base64(payload.to_string().as_bytes()),
        payload_type: kind.as_str().into(),
        signatures: Vec::new(),
    };
    envelope.open("bundle").map(|_| envelope)
}
