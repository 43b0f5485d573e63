//! The attack table of `docs/record-format.md`, row by row.

use crate::kit::*;
use chalkline::error::Code;
use chalkline::record::{Health, Outcome, State, Status, Time, open, update};
use serde_json::{Value, json};

// ---- lists that are not the school's ----

#[test]
fn a_list_signed_by_a_stranger_is_refused() {
    let held = at_5();
    refused(
        take(&bundle(&[good_root()], sign_list(&list(6), &[THIEF]), &[]), &held),
        Code::NotEnoughSignatures,
        "list",
        &held,
    );
}

#[test]
fn a_key_id_is_a_hint_and_decides_nothing() {
    let held = at_5();
    let labelled = with(sign_list(&list(6), &[THIEF]), &[("/signatures/0/keyid", json!(keyid(LIST)))]);
    refused(take(&bundle(&[good_root()], labelled, &[]), &held), Code::NotEnoughSignatures, "list", &held);
    let unlabelled = without(good_list(6), "/signatures/0", "keyid");
    news(&bundle(&[good_root()], unlabelled, &[]), &held);
    let mislabelled = with(good_list(6), &[("/signatures/0/keyid", json!(keyid(THIEF)))]);
    news(&bundle(&[good_root()], mislabelled, &[]), &held);
}

#[test]
fn an_unsigned_list_is_refused() {
    let held = at_5();
    refused(
        take(&bundle(&[good_root()], sign_list(&list(6), &[]), &[]), &held),
        Code::NotEnoughSignatures,
        "list",
        &held,
    );
}

#[test]
fn one_changed_byte_is_refused() {
    let held = at_5();
    let payload = list(6).to_string();
    let mut forged = good_list(6);
    let changed = payload.replace("\"not_approved\"", "\"NOT_approved\"");
    forged["payload"] = base64_of(changed.as_bytes());
    refused(take(&bundle(&[good_root()], forged, &[]), &held), Code::NotEnoughSignatures, "list", &held);
}

#[test]
fn truncation_and_bit_flips_never_lose_the_good_list() {
    let (held, bytes) =
        (at_5(), bundle(&[good_root()], good_list(6), &[(OAK, sign_list(&school_list(OAK, 1, json!([])), &[SCHOOL]))]));
    let whole = news(&bytes, &held);
    for n in (0..bytes.len()).step_by(7) {
        let cut = take(bytes.get(..n).unwrap(), &held);
        assert!(matches!(cut.outcome, Outcome::Refused(_)), "cut at {n}");
        assert_eq!(cut.state, held, "cut at {n}");
        let mut flipped = bytes.clone();
        flipped[n] ^= 1 << (n % 8);
        let flipped = take(&flipped, &held).state;
        let kept = [&held.trust_list, &whole.trust_list].contains(&&flipped.trust_list) && flipped.roots == held.roots;
        assert!(kept || open(&flipped, Some(&settings()), now()).fault.is_none(), "flip at {n}");
        assert_eq!(status(&opened(&flipped), "https://bad.example/"), "not_approved", "flip at {n}");
    }
}

// ---- old, frozen and overlong lists ----

#[test]
fn an_older_list_is_refused() {
    let held = at_5();
    refused(take(&good(4), &held), Code::Rollback, "list", &held);
}

#[test]
fn the_same_list_again_is_no_news() {
    let held = at_5();
    let update = take(&good(5), &held);
    assert_eq!((update.outcome, update.state), (Outcome::NoNews, held));
}

#[test]
fn one_version_with_two_contents_is_refused() {
    let held = at_5();
    let other = with(list(5), &[("/reminders", json!(["other"]))]);
    let bytes = bundle(&[good_root()], sign_list(&other, &[LIST]), &[]);
    refused(take(&bytes, &held), Code::SameVersionDifferentContent, "list", &held);
}

#[test]
fn a_frozen_record_expires_approvals_go_stale_refusals_stand() {
    let held = at_5();
    let later = open(&held, Some(&settings()), at("2027-04-10T00:00:01Z"));
    assert_eq!((later.health, later.fault), (Health::Expired, None));
    assert_eq!(status(&later, "https://good.example/"), "cannot_confirm");
    assert_eq!(status(&later, "https://bad.example/"), "not_approved");
    assert_eq!(open(&held, Some(&settings()), at("2027-04-10T00:00:00Z")).health, Health::ReviewSoon);
}

#[test]
fn a_stale_approval_allows_no_data() {
    let list = with(list(5), &[("/tools/0/data_allowed", json!(["staff_personal"]))]);
    let held = news(&bundle(&[good_root()], sign_list(&list, &[LIST]), &[]), &State::default());
    let data = |time| {
        let address = chalkline::record::Address::parse("https://good.example/").unwrap();
        open(&held, Some(&settings()), time).look_up(&address).unwrap().tool.data_allowed.len()
    };
    assert_eq!((data(now()), data(at("2028-01-01T00:00:00Z"))), (1, 0));
}

#[test]
fn a_review_comes_soon_three_weeks_ahead() {
    let held = at_5();
    let health = |time| open(&held, Some(&settings()), at(time)).health;
    assert_eq!(health("2027-03-20T00:00:00Z"), Health::Fresh);
    assert_eq!(health("2027-03-20T00:00:01Z"), Health::ReviewSoon);
}

#[test]
fn a_list_that_had_run_out_before_it_came_is_refused() {
    let held = at_5();
    let old = with(list(6), &[("/expires", json!("2027-01-31T00:00:00Z"))]);
    refused(take(&bundle(&[good_root()], sign_list(&old, &[LIST]), &[]), &held), Code::ListExpired, "list", &held);
}

#[test]
fn a_list_for_ten_years_is_refused() {
    let held = at_5();
    let long = |expires: &str| {
        let list = with(list(6), &[("/expires", json!(expires))]);
        bundle(&[good_root()], sign_list(&list, &[LIST]), &[])
    };
    refused(take(&long("2037-01-10T00:00:00Z"), &held), Code::LifetimeTooLong, "list", &held);
    refused(take(&long("2027-07-19T00:00:01Z"), &held), Code::LifetimeTooLong, "list", &held);
    news(&long("2027-07-19T00:00:00Z"), &held); // 190 days
}

#[test]
fn a_list_that_ends_before_it_begins_or_names_no_moment_is_refused() {
    let held = at_5();
    for (member, value) in [("/expires", "2027-01-09T00:00:00Z"), ("/expires", "2027-04-10"), ("/issued", "yesterday")]
    {
        let list = with(list(6), &[(member, json!(value))]);
        refused(take(&bundle(&[good_root()], sign_list(&list, &[LIST]), &[]), &held), Code::BadDates, "list", &held);
    }
}

// ---- another organisation's ----

#[test]
fn another_trusts_list_under_the_same_key_is_refused() {
    let held = at_5();
    let other = with(list(6), &[("/anchor", json!("ab".repeat(32)))]);
    refused(take(&bundle(&[good_root()], sign_list(&other, &[LIST]), &[]), &held), Code::WrongAnchor, "list", &held);
}

#[test]
fn another_trusts_whole_record_is_refused() {
    let held = at_5();
    let theirs = with(root1(), &[("/org/name", json!("Another Trust"))]);
    let bytes = bundle(&[sign_root(&theirs, &[1, 2])], good_list(6), &[]);
    refused(take(&bytes, &held), Code::PinMismatch, "root", &held);
    refused(take(&bytes, &State::default()), Code::PinMismatch, "root", &State::default());
}

#[test]
fn elms_list_at_oak_is_refused_though_one_lead_signs_both() {
    let held = at_5();
    let elms = sign_list(&school_list(ELM, 1, json!([])), &[SCHOOL]);
    refused(take(&bundle(&[good_root()], good_list(5), &[(OAK, elms)]), &held), Code::WrongAudience, "school", &held);
}

#[test]
fn a_school_list_does_not_pass_for_the_trusts() {
    let held = at_5();
    let schools = sign_list(&school_list(OAK, 6, json!([])), &[LIST]);
    refused(take(&bundle(&[good_root()], schools, &[]), &held), Code::WrongAudience, "list", &held);
}

// ---- one part posing as another ----

#[test]
fn a_signature_for_one_type_does_not_hold_for_another() {
    let held = at_5();
    let as_root = envelope(ROOT_TYPE, list(6).to_string().as_bytes(), &[LIST]);
    refused(take(&bundle(&[good_root()], as_root.clone(), &[]), &held), Code::WrongType, "list", &held);
    let relabelled = with(as_root, &[("/payloadType", json!(LIST_TYPE))]);
    refused(take(&bundle(&[good_root()], relabelled, &[]), &held), Code::NotEnoughSignatures, "list", &held);
    let list_as_root = envelope(LIST_TYPE, root(2).to_string().as_bytes(), &[1, 2]);
    refused(take(&bundle(&[good_root(), list_as_root], good_list(6), &[]), &held), Code::WrongType, "root", &held);
}

#[test]
fn a_first_root_of_another_type_is_refused() {
    let posing = envelope(LIST_TYPE, root1().to_string().as_bytes(), &[1, 2]);
    refused(take(&bundle(&[posing], good_list(5), &[]), &State::default()), Code::WrongType, "root", &State::default());
}

// ---- keys and thresholds ----

#[test]
fn the_list_key_cannot_sign_a_root() {
    let held = at_5();
    let bytes = bundle(&[good_root(), sign_root(&root(2), &[LIST])], good_list(6), &[]);
    refused(take(&bytes, &held), Code::NotEnoughSignatures, "root", &held);
}

#[test]
fn one_key_that_signs_twice_counts_once() {
    let held = at_5();
    for signers in [&[1, 1][..], &[1, 1, 1, 10]] {
        let bytes = bundle(&[good_root(), sign_root(&root(2), signers)], good_list(6), &[]);
        refused(take(&bytes, &held), Code::NotEnoughSignatures, "root", &held);
    }
    // The same key under two ids in the signatures is still one key.
    let twice = with(sign_root(&root(2), &[1, 1]), &[("/signatures/1/keyid", json!(keyid(2)))]);
    let bytes = bundle(&[good_root(), twice], good_list(6), &[]);
    refused(take(&bytes, &held), Code::NotEnoughSignatures, "root", &held);
}

#[test]
fn a_first_root_needs_its_own_threshold_beside_the_pin() {
    let empty = State::default();
    let bytes = bundle(&[sign_root(&root1(), &[1])], good_list(5), &[]);
    refused(take(&bytes, &empty), Code::NotEnoughSignatures, "root", &empty);
}

/// Rows of roots that name keys in a way that fewer people than the threshold could meet.
#[test]
fn a_root_whose_roles_are_unsound_is_refused_by_name() {
    let held = at_5();
    let aliased = || {
        let mut root = root(2);
        root["keys"]["ab".repeat(32)] = root["keys"][keyid(1)].clone();
        with(root, &[("/roles/root/keyids", json!([keyid(1), "ab".repeat(32)]))])
    };
    // A point of order 8 and the identity: public keys under which one signature fits every message.
    let small = |bytes: [u8; 32]| {
        let key = json!({"alg": "ed25519", "public": base64_of(&bytes), "label": ""});
        let mut root = root(2);
        root["keys"][keyid_of(&bytes)] = key;
        with(root, &[("/roles/list", json!({"keyids": [keyid_of(&bytes)], "threshold": 1}))])
    };
    let mut identity = [0; 32];
    identity[0] = 1;
    // Every second way to write a point: y = p + k for y = k.
    let second_encodings = (0xED..=0xFF).map(|low| {
        let mut bytes = [0xFF; 32];
        (bytes[0], bytes[31]) = (low, 0x7F);
        (small(bytes), Code::BadKey)
    });
    let zero = |pointer| with(root(2), &[(pointer, json!(0))]);
    let cases = [
        (aliased(), Code::KeyidMismatch),
        (with(root(2), &[("/roles/root/keyids", json!([keyid(1), keyid(1)]))]), Code::DuplicateKeyInRole),
        (zero("/roles/root/threshold"), Code::BadThreshold),
        (zero("/roles/list/threshold"), Code::BadThreshold),
        (with(root(2), &[("/roles/root/threshold", json!(4))]), Code::BadThreshold),
        (with(root(2), &[("/roles/list/keyids", json!(["cd".repeat(32)]))]), Code::BadField),
        (small(identity), Code::BadKey),
        (small([0; 32]), Code::BadKey),
        (with(root(2), &[(&*format!("/keys/{}/public", keyid(LIST)), json!("AAAA"))]), Code::BadKey),
        (with(root(2), &[("/roles/list/keyids", json!(vec![keyid(LIST); 17]))]), Code::LimitExceeded),
        (with(root(2), &[("/max_list_days", json!(3650))]), Code::BadField),
        (with(root(2), &[("/roles/heartbeat", json!(role(&[LIST], 1)))]), Code::UnsupportedSpec),
    ];
    for (n, (root, code)) in cases.into_iter().chain(second_encodings).enumerate() {
        println!("case {n}");
        let bytes = bundle(&[good_root(), sign_root(&root, &[1, 2])], good_list(6), &[]);
        refused(take(&bytes, &held), code, "root", &held);
    }
}

#[test]
fn a_key_of_an_unknown_algorithm_is_passed_over_and_meets_no_threshold() {
    let mut next = root(2);
    next["keys"]["ef".repeat(32)] = json!({"alg": "ml-dsa-65", "public": "…", "label": "later"});
    let beside = with(next.clone(), &[("/roles/list/keyids", json!([keyid(LIST), "ef".repeat(32)]))]);
    let bytes = bundle(&[good_root(), sign_root(&beside, &[1, 2])], good_list(6), &[]);
    assert_eq!(news(&bytes, &at_5()).roots.len(), 2);
    let leaned_on = with(beside, &[("/roles/list/threshold", json!(2))]);
    let bytes = bundle(&[good_root(), sign_root(&leaned_on, &[1, 2])], good_list(6), &[]);
    refused(take(&bytes, &at_5()), Code::BadThreshold, "root", &at_5());
}

// ---- the chain of roots ----

fn rotated() -> Value {
    with(
        root(2),
        &[("/keys", keys(&[4, 5, 6, 11])), ("/roles", json!({"root": role(&[4, 5, 6], 2), "list": role(&[11], 1)}))],
    )
}

#[test]
fn a_new_root_needs_the_old_keys_and_its_own() {
    let held = at_5();
    let by = |signers: &[u8]| bundle(&[good_root(), sign_root(&rotated(), signers)], sign_list(&list(6), &[11]), &[]);
    refused(take(&by(&[1, 2]), &held), Code::NotEnoughSignatures, "root", &held);
    refused(take(&by(&[4, 5]), &held), Code::NotEnoughSignatures, "root", &held);
    refused(take(&by(&[1, 4]), &held), Code::NotEnoughSignatures, "root", &held);
    refused(take(&by(&[1, 4, 5]), &held), Code::NotEnoughSignatures, "root", &held);
    refused(take(&by(&[1, 2, 4]), &held), Code::NotEnoughSignatures, "root", &held);
    assert_eq!(news(&by(&[1, 2, 4, 5]), &held).roots.len(), 2);
}

#[test]
fn a_gap_a_wrong_number_and_a_fork_are_refused() {
    let held = at_5();
    let gap = with(
        bundle_value(&[good_root(), sign_root(&root(2), &[1, 2])], good_list(6), &[]),
        &[("/roots/1/v", json!(3))],
    );
    refused(take(gap.to_string().as_bytes(), &held), Code::RootGap, "root", &held);
    for version in [1, 3] {
        let bytes = bundle(&[good_root(), sign_root(&root(version), &[1, 2])], good_list(6), &[]);
        refused(take(&bytes, &held), Code::RootVersion, "root", &held);
    }
    let at_root_2 = news(&bundle(&[good_root(), sign_root(&root(2), &[1, 2])], good_list(6), &[]), &held);
    let other = with(root(2), &[("/expires", json!("2028-06-01T00:00:00Z"))]);
    let fork = bundle(&[good_root(), sign_root(&other, &[1, 2])], good_list(7), &[]);
    refused(take(&fork, &at_root_2), Code::RootFork, "root", &at_root_2);
}

#[test]
fn a_first_root_must_be_number_one_and_there() {
    let empty = State::default();
    let settings =
        |anchor: &Value| settings_of(&json!({"urls": ["https://s.example/"], "root_sha256": anchor, "school_id": OAK}));
    let second = with(root1(), &[("/version", json!(2))]);
    let hash = json!(hex(&<sha2::Sha256 as sha2::Digest>::digest(second.to_string().as_bytes())));
    let claimed = with(second, &[("/anchor", Value::Null)]);
    let bytes = bundle(&[sign_root(&claimed, &[1, 2])], good_list(5), &[]);
    refused(update(&bytes, &empty, &settings(&hash), now()), Code::WrongAnchor, "root", &empty);
    refused(take(&bundle(&[], good_list(5), &[]), &empty), Code::RootGap, "root", &empty);
}

#[test]
fn a_root_under_another_anchor_is_refused() {
    let held = at_5();
    for anchor in [json!("ab".repeat(32)), Value::Null, json!("ab")] {
        let bytes =
            bundle(&[good_root(), sign_root(&with(root(2), &[("/anchor", anchor)]), &[1, 2])], good_list(6), &[]);
        refused(take(&bytes, &held), Code::WrongAnchor, "root", &held);
    }
}

#[test]
fn the_good_roots_before_a_bad_one_are_kept() {
    let held = at_5();
    let (second, bad) = (sign_root(&root(2), &[1, 2]), sign_root(&root(3), &[1]));
    let bytes = bundle(&[good_root(), second.clone(), bad], good_list(6), &[]);
    let kept = state(&[good_root(), second], Some(good_list(5)), None);
    refused(take(&bytes, &held), Code::NotEnoughSignatures, "root", &kept);
}

#[test]
fn a_good_root_is_kept_beside_a_bad_list() {
    let second = sign_root(&root(2), &[1, 2]);
    let bytes = bundle(&[good_root(), second.clone()], sign_list(&list(6), &[THIEF]), &[]);
    let kept = state(&[good_root(), second], Some(good_list(5)), None);
    refused(take(&bytes, &at_5()), Code::NotEnoughSignatures, "list", &kept);
}

#[test]
fn eleven_roots_behind_a_client_walks_the_chain() {
    let mut roots = vec![good_root()];
    roots.extend((2..=12).map(|version| sign_root(&root(version), &[1, 3])));
    let state = news(&bundle(&roots, good_list(6), &[]), &at_5());
    assert_eq!(opened(&state).summary.unwrap().root_version, 12);
}

#[test]
fn more_roots_than_one_update_takes_are_taken_in_turn() {
    let mut roots = vec![good_root()];
    roots.extend((2..=70).map(|version| sign_root(&root(version), &[1, 3])));
    let bytes = bundle(&roots, good_list(6), &[]);
    let kept = state(&roots[..65], Some(good_list(5)), None);
    refused(take(&bytes, &at_5()), Code::LimitExceeded, "root", &kept);
    assert_eq!(news(&bytes, &kept), state(&roots, Some(good_list(6)), None));
}

#[test]
fn expired_roots_on_the_way_do_not_matter_the_last_one_does() {
    let old = |version: u64| with(root(version), &[("/expires", json!("2027-01-20T00:00:00Z"))]);
    let held = at_5();
    let through = bundle(&[good_root(), sign_root(&old(2), &[1, 2]), sign_root(&root(3), &[1, 2])], good_list(6), &[]);
    news(&through, &held);
    let second = sign_root(&old(2), &[1, 2]);
    let kept = state(&[good_root(), second.clone()], Some(good_list(5)), None);
    refused(take(&bundle(&[good_root(), second], good_list(6), &[]), &held), Code::RootExpired, "root", &kept);
    let opened = opened(&kept);
    assert_eq!((opened.health, opened.summary.unwrap().root_health), (Health::Fresh, Health::Expired));
}

// ---- theft and recovery ----

#[test]
fn a_stolen_list_key_is_healed_by_the_next_root() {
    let thiefs = with(
        list(4_000_000_000),
        &[
            ("/issued", json!("2099-01-01T00:00:00Z")),
            ("/expires", json!("2099-06-01T00:00:00Z")),
            ("/tools/1/status", json!("approved")),
        ],
    );
    let robbed = news(&bundle(&[good_root()], sign_list(&thiefs, &[LIST]), &[]), &at_5());
    assert_eq!(status(&opened(&robbed), "https://bad.example/"), "approved");
    let second = with(
        root(2),
        &[
            ("/keys", keys(&[1, 2, 3, 11])),
            ("/roles/list", json!({"keyids": [keyid(11)], "threshold": 1, "min_version": 6})),
        ],
    );
    let second = sign_root(&second, &[1, 2]);
    let honest = sign_list(&list(6), &[11]);
    let healed = news(&bundle(&[good_root(), second.clone()], honest.clone(), &[]), &robbed);
    assert_eq!(healed, state(&[good_root(), second.clone()], Some(honest), None));
    assert_eq!(status(&opened(&healed), "https://bad.example/"), "not_approved");
    // The thief's list and the honest ones of before no longer count, nor does an old one signed again.
    for (again, code) in [
        (sign_list(&thiefs, &[LIST]), Code::NotEnoughSignatures),
        (good_list(7), Code::NotEnoughSignatures),
        (sign_list(&list(5), &[11]), Code::Rollback),
    ] {
        refused(take(&bundle(&[good_root(), second.clone()], again, &[]), &healed), code, "list", &healed);
    }
}

#[test]
fn a_list_whose_key_has_gone_is_no_longer_held_even_if_no_new_one_comes() {
    let second = sign_root(&rotated(), &[1, 2, 4, 5]);
    let bytes = bundle(&[good_root(), second.clone()], good_list(6), &[]);
    refused(take(&bytes, &at_5()), Code::NotEnoughSignatures, "list", &state(&[good_root(), second], None, None));
}

#[test]
fn a_rogue_list_of_the_future_does_not_age_the_next_honest_one() {
    let rogue =
        with(list(6), &[("/issued", json!("2099-01-01T00:00:00Z")), ("/expires", json!("2099-06-01T00:00:00Z"))]);
    let robbed = news(&bundle(&[good_root()], sign_list(&rogue, &[LIST]), &[]), &at_5());
    news(&bundle(&[good_root()], good_list(7), &[]), &robbed);
}

// ---- clocks ----

#[test]
fn a_clock_that_stands_in_2015_is_not_believed() {
    let past = at("2015-01-01T00:00:00Z");
    let update_then = |list: Value| {
        update(&bundle(&[good_root()], sign_list(&list, &[LIST]), &[]), &State::default(), &settings(), past)
    };
    let good = update_then(list(5));
    assert_eq!(good.outcome, Outcome::News);
    assert_eq!(open(&good.state, Some(&settings()), past).health, Health::Fresh);
    // Run out before the root was signed: seen even without a clock.
    let old = with(list(5), &[("/issued", json!("2026-12-01T00:00:00Z")), ("/expires", json!("2026-12-31T00:00:00Z"))]);
    refused(update_then(old), Code::ListExpired, "list", &state(&[good_root()], None, None));
}

#[test]
fn nothing_is_older_than_the_extension_itself() {
    let early = with(root1(), &[("/issued", json!("2020-01-01T00:00:00Z"))]);
    let anchor = hex(&<sha2::Sha256 as sha2::Digest>::digest(early.to_string().as_bytes()));
    let settings = settings_of(&json!({"urls": ["https://s.example/"], "root_sha256": anchor, "school_id": TRUST}));
    let list = with(
        list(5),
        &[
            ("/anchor", json!(anchor)),
            ("/issued", json!("2026-06-01T00:00:00Z")),
            ("/expires", json!("2026-11-21T00:00:00Z")),
        ],
    );
    let early = sign_root(&early, &[1, 2]);
    let bytes = bundle(std::slice::from_ref(&early), sign_list(&list, &[LIST]), &[]);
    let update = update(&bytes, &State::default(), &settings, Time::from_unix(0));
    refused(update, Code::ListExpired, "list", &state(&[early], None, None));
}

#[test]
fn a_clock_that_stands_in_2035_degrades_and_recovers_by_itself() {
    let held = at_5();
    let future = at("2035-01-01T00:00:00Z");
    let degraded = open(&held, Some(&settings()), future);
    assert_eq!((degraded.health, status(&degraded, "https://bad.example/")), (Health::Expired, "not_approved".into()));
    refused(update(&good(6), &held, &settings(), future), Code::RootExpired, "root", &held);
    let again = opened(&held);
    assert_eq!((again.health, status(&again, "https://good.example/")), (Health::Fresh, "approved".into()));
}

// ---- files that are no record ----

#[test]
fn what_is_no_record_is_refused_by_name() {
    let held = at_5();
    let deep = format!(r#"{{"format":"chalkline-record/1","roots":{}{}}}"#, "[".repeat(9), "]".repeat(9));
    let many = format!(r#"{{"format":"chalkline-record/1","roots":[],"x":[{}1]}}"#, "1,".repeat(200_000));
    let twice = r#"{"format":"chalkline-record/1","format":"chalkline-record/1","roots":[]}"#;
    let with_mark = [b"\xEF\xBB\xBF", &good(6)[..]].concat();
    let cases: [(&[u8], Code); 14] = [
        (b"<!doctype html><title>Sign in to the Wi-Fi</title>", Code::NotAList),
        (b"", Code::NotAList),
        (b"  \n", Code::NotAList),
        (b"[]", Code::NotAList),
        (b"not found", Code::NotAList),
        (br#"{"error":"sign in"}"#, Code::NotAList),
        (br#"{"format":"chalkline-record/2"}"#, Code::UnsupportedSpec),
        (br#"{"format":"chalkline-record/1"}"#, Code::BadField),
        (br#"{"format":"chalkline-record/1","roots":[{"v":1,"env":{"payload":1}}]}"#, Code::BadField),
        (br#"{"format":"chalkline-record/1","roots""#, Code::BadJson),
        (&with_mark, Code::BadJson),
        (deep.as_bytes(), Code::TooDeep),
        (many.as_bytes(), Code::LimitExceeded),
        (twice.as_bytes(), Code::DuplicateKey),
    ];
    for (bytes, code) in cases {
        refused(take(bytes, &held), code, "bundle", &held);
    }
    let mut large = good(6);
    large.resize(4 << 20, b' ');
    news(&large, &held);
    large.push(b' ');
    refused(take(&large, &held), Code::TooBig, "bundle", &held);
    // Too big is said before anybody asks what it is.
    large[0] = b'<';
    refused(take(&large, &held), Code::TooBig, "bundle", &held);
}

#[test]
fn a_record_without_its_list_is_refused() {
    let held = at_5();
    refused(take(&bundle(&[good_root()], Value::Null, &[]), &held), Code::NotAList, "list", &held);
}

#[test]
fn envelopes_that_cannot_be_read_are_refused() {
    let held = at_5();
    let many = with(good_list(6), &[("/signatures", json!(vec![good_list(6)["signatures"][0].clone(); 17]))]);
    let mixed = with(good_list(6), &[("/payload", json!("ab+/-_"))]);
    let short = with(good_list(6), &[("/signatures/0/sig", json!("AAAA"))]);
    let junk = with(good_list(6), &[("/payload", json!("*"))]);
    for bad in [many, mixed, short, junk] {
        refused(take(&bundle(&[good_root()], bad, &[]), &held), Code::BadEnvelope, "list", &held);
    }
}

#[test]
fn both_base64_alphabets_are_read_padded_or_not() {
    let held = at_5();
    for alphabet in [&base64::prelude::BASE64_URL_SAFE_NO_PAD as &dyn Recode, &base64::prelude::BASE64_STANDARD_NO_PAD]
    {
        let mut list = good_list(6);
        let payload = list["payload"].as_str().unwrap().to_string();
        let signature = list["signatures"][0]["sig"].as_str().unwrap().to_string();
        list["payload"] = json!(alphabet.recode(&payload));
        list["signatures"][0]["sig"] = json!(alphabet.recode(&signature));
        news(&bundle(&[good_root()], list, &[]), &held);
    }
}

trait Recode {
    fn recode(&self, standard: &str) -> String;
}

impl<E: base64::Engine> Recode for E {
    fn recode(&self, standard: &str) -> String {
        use base64::Engine;
        self.encode(base64::prelude::BASE64_STANDARD.decode(standard).unwrap())
    }
}

fn base64_of(bytes: &[u8]) -> Value {
    use base64::Engine;
    json!(base64::prelude::BASE64_STANDARD.encode(bytes))
}

/// A signed payload is judged as strictly as an unsigned file: the signer may have been deceived.
#[test]
fn a_signed_payload_is_read_strictly() {
    let held = at_5();
    let signed = |payload: &str| bundle(&[good_root()], envelope(LIST_TYPE, payload.as_bytes(), &[LIST]), &[]);
    let good = list(6).to_string();
    let twice = good.replacen("\"version\":6", "\"version\":6,\"version\":7", 1);
    let tools = |n: usize| {
        let tool = tool("t", "approved", "t.example");
        with(list(6), &[("/tools", json!(vec![tool; n]))]).to_string()
    };
    let rules =
        |n: usize| with(list(6), &[("/tools/0/match", json!(vec![json!({"host": "a.example"}); n]))]).to_string();
    let schools = |n: usize| {
        let school = |n: usize| delegation(&format!("uk.gias.urn:{n}"), Value::Null);
        with(list(6), &[("/delegations", (0..n).map(school).collect::<Vec<_>>().into())]).to_string()
    };
    let text = |n: usize| with(list(6), &[("/reminders", json!(["x".repeat(n)]))]).to_string();
    let nested = |n: usize| {
        with(list(6), &[("/x", serde_json::from_str(&("[".repeat(n) + &"]".repeat(n))).unwrap())]).to_string()
    };
    let cases = [
        (twice, Some(Code::DuplicateKey)),
        (good.replace("chalkline/1", "chalkline/2"), Some(Code::UnsupportedSpec)),
        (good.replace("\"spec\":\"chalkline/1\",", ""), Some(Code::BadField)),
        (good.replace("\"version\":6", "\"version\":6.5"), Some(Code::BadField)),
        (good.replace("\"version\":6", "\"version\":0"), Some(Code::BadField)),
        (good.replace("\"version\":6", "\"version\":9007199254740992"), Some(Code::BadField)),
        (good.replace("\"version\":6", "\"version\":9007199254740991"), None),
        (
            with(list(6), &[("/delegations", json!([delegation(OAK, Value::Null), delegation(OAK, Value::Null)]))])
                .to_string(),
            Some(Code::BadField),
        ),
        ("[]".into(), Some(Code::BadField)),
        ("{".into(), Some(Code::BadJson)),
        (tools(2_000), None),
        (tools(2_001), Some(Code::LimitExceeded)),
        (rules(64), None),
        (rules(65), Some(Code::LimitExceeded)),
        (schools(500), None),
        (schools(501), Some(Code::LimitExceeded)),
        (text(65_536), None),
        (text(65_537), Some(Code::LimitExceeded)),
        (nested(11), None),
        (nested(12), Some(Code::TooDeep)),
    ];
    for (n, (payload, code)) in cases.into_iter().enumerate() {
        println!("case {n}");
        let update = take(&signed(&payload), &held);
        match code {
            Some(code) => refused(update, code, "list", &held),
            None => assert_eq!(update.outcome, Outcome::News),
        }
    }
}

#[test]
fn a_payload_beyond_its_limit_is_refused_before_it_is_decoded() {
    let held = at_5();
    let large = with(list(6), &[("/x", json!(vec!["x".repeat(60_000); 18]))]);
    refused(
        take(&bundle(&[good_root()], sign_list(&large, &[LIST]), &[]), &held),
        Code::LimitExceeded,
        "bundle",
        &held,
    );
}

// ---- trust and school ----

fn oak(tools: Value) -> Value {
    sign_list(&school_list(OAK, 1, tools), &[SCHOOL])
}

fn with_may_add(may_add: Value, schools: Value) -> Vec<u8> {
    let trust = with(list(6), &[("/delegations", json!([delegation(OAK, may_add)]))]);
    bundle(&[good_root()], sign_list(&trust, &[LIST]), &[(OAK, oak(schools))])
}

#[test]
fn a_school_can_be_stricter_and_not_more_open() {
    let tools = json!([tool("good", "not_approved", "good.example"), tool("bad", "approved", "bad.example")]);
    let opened = opened(&news(&with_may_add(Value::Null, tools), &at_5()));
    assert_eq!(status(&opened, "https://good.example/"), "not_approved");
    assert_eq!(status(&opened, "https://bad.example/"), "not_approved");
}

#[test]
fn a_school_cannot_loosen_users_or_data() {
    let strict = with(
        tool("good", "approved", "good.example"),
        &[
            ("/users", json!({"staff": true, "pupils": true, "pupil_min_age": 16, "supervised": true})),
            ("/data_allowed", json!(["pseudonymised", "staff_personal"])),
            ("/conditions", json!(["one"])),
        ],
    );
    let loose = with(
        tool("good", "approved", "good.example"),
        &[
            ("/users", json!({"staff": true, "pupils": true, "pupil_min_age": 11})),
            ("/data_allowed", json!(["pseudonymised", "pupil_personal"])),
            ("/conditions", json!(["two"])),
        ],
    );
    let trust = with(list(6), &[("/tools", json!([strict]))]);
    let bytes = bundle(&[good_root()], sign_list(&trust, &[LIST]), &[(OAK, oak(json!([loose])))]);
    let address = chalkline::record::Address::parse("https://good.example/").unwrap();
    let opened = opened(&news(&bytes, &at_5()));
    let tool = opened.look_up(&address).unwrap().tool;
    assert_eq!((tool.users.pupil_min_age, tool.users.supervised, tool.users.pupils), (Some(16), true, true));
    assert_eq!(json!(tool.data_allowed), json!(["pseudonymised"]));
    assert_eq!(tool.conditions, ["one", "two"]);
}

#[test]
fn a_school_adds_only_what_the_trust_allows() {
    let may = json!({"kinds": ["image", "voice"], "max_status": "approved_with_conditions", "data_allowed": ["pseudonymised"]});
    let image = || with(tool("new", "approved", "new.example"), &[("/kinds", json!(["image"]))]);
    let cases = [
        ("an allowed kind, capped", image(), "approved_with_conditions"),
        ("a refusal needs no permission", with(tool("new", "not_approved", "new.example"), &[]), "not_approved"),
        ("nor does a doubt", with(tool("new", "under_review", "new.example"), &[]), "under_review"),
        ("a forbidden kind", with(image(), &[("/kinds", json!(["llm"]))]), "-"),
        ("mixed kinds", with(image(), &[("/kinds", json!(["image", "llm"]))]), "-"),
        ("no kind", with(image(), &[("/kinds", json!([]))]), "-"),
        ("a kind nobody knows", with(image(), &[("/kinds", json!(["holo"]))]), "-"),
        ("data within", with(image(), &[("/data_allowed", json!(["pseudonymised"]))]), "approved_with_conditions"),
        ("data beyond", with(image(), &[("/data_allowed", json!(["pupil_personal"]))]), "-"),
        ("pupils", with(image(), &[("/users/pupils", json!(true))]), "-"),
        ("a word nobody understands", with(image(), &[("/must_understand", json!(["quota"]))]), "under_review"),
    ];
    for (why, tool, expected) in cases {
        let opened = opened(&news(&with_may_add(may.clone(), json!([tool])), &at_5()));
        assert_eq!(status(&opened, "https://new.example/"), expected, "{why}");
    }
    let opened = opened(&news(&with_may_add(Value::Null, json!([image()])), &at_5()));
    assert_eq!(status(&opened, "https://new.example/"), "-", "no permission at all");
    let closed = json!({"kinds": ["image"], "max_status": "perhaps"});
    let opened = crate::kit::opened(&news(&with_may_add(closed, json!([image()])), &at_5()));
    assert_eq!(status(&opened, "https://new.example/"), "-", "a permission nobody can read");
}

#[test]
fn a_school_without_delegation_and_one_that_delegates_on_are_refused() {
    let held = at_5();
    let alone = with(list(6), &[("/delegations", json!([]))]);
    let bytes = bundle(&[good_root()], sign_list(&alone, &[LIST]), &[(OAK, oak(json!([])))]);
    let kept = state(&[good_root()], Some(sign_list(&alone, &[LIST])), None);
    refused(take(&bytes, &held), Code::NoSuchDelegation, "school", &kept);
    let nested = with(school_list(OAK, 1, json!([])), &[("/delegations", json!([delegation(ELM, Value::Null)]))]);
    let bytes = bundle(&[good_root()], good_list(5), &[(OAK, sign_list(&nested, &[SCHOOL]))]);
    refused(take(&bytes, &held), Code::NestedDelegation, "school", &held);
}

/// python-tuf's `test_cached_role_is_verified_against_current_delegator`, which it expects to fail.
#[test]
fn a_held_school_list_is_judged_by_the_delegation_now_in_force() {
    let schools = oak(json!([tool("bad", "not_approved", "odd.example")]));
    let with_school = news(&bundle(&[good_root()], good_list(5), &[(OAK, schools.clone())]), &State::default());
    assert_eq!(status(&opened(&with_school), "https://odd.example/"), "not_approved");
    let withdrawn = with(list(6), &[("/delegations", json!([]))]);
    let trust_alone = news(&bundle(&[good_root()], sign_list(&withdrawn, &[LIST]), &[]), &with_school);
    assert_eq!(trust_alone.school_list, None);
    let rekeyed = with(list(6), &[("/delegations/0/keys", keys(&[21])), ("/delegations/0/role", role(&[21], 1))]);
    let rekeyed = sign_list(&rekeyed, &[LIST]);
    let kept = state(&[good_root()], Some(rekeyed.clone()), None);
    refused(
        take(&bundle(&[good_root()], rekeyed, &[(OAK, schools)]), &with_school),
        Code::NotEnoughSignatures,
        "school",
        &kept,
    );
}

#[test]
fn a_school_list_obeys_the_same_rules_of_version_and_date() {
    let signed = |list: &Value| bundle(&[good_root()], good_list(5), &[(OAK, sign_list(list, &[SCHOOL]))]);
    let held = news(&signed(&school_list(OAK, 3, json!([]))), &State::default());
    let cases = [
        (school_list(OAK, 2, json!([])), Code::Rollback),
        (school_list(OAK, 3, json!([tool("a", "approved", "a.example")])), Code::SameVersionDifferentContent),
        (with(school_list(OAK, 4, json!([])), &[("/expires", json!("2027-01-31T00:00:00Z"))]), Code::ListExpired),
        (with(school_list(OAK, 4, json!([])), &[("/expires", json!("2029-01-31T00:00:00Z"))]), Code::LifetimeTooLong),
        (with(school_list(OAK, 4, json!([])), &[("/anchor", json!("ab".repeat(32)))]), Code::WrongAnchor),
    ];
    for (list, code) in cases {
        refused(take(&signed(&list), &held), code, "school", &held);
    }
    let least = with(list(6), &[("/delegations/0/role/min_version", json!(4))]);
    let kept = state(&[good_root()], Some(sign_list(&least, &[LIST])), None);
    let bytes = bundle(
        &[good_root()],
        sign_list(&least, &[LIST]),
        &[(OAK, sign_list(&school_list(OAK, 3, json!([])), &[SCHOOL]))],
    );
    refused(take(&bytes, &held), Code::Rollback, "school", &kept);
}

#[test]
fn a_school_list_left_out_of_the_file_is_still_held() {
    let schools = oak(json!([tool("good", "not_approved", "good.example")]));
    let held = news(&bundle(&[good_root()], good_list(5), &[(OAK, schools)]), &State::default());
    let after = news(&good(6), &held);
    assert_eq!(status(&opened(&after), "https://good.example/"), "not_approved");
    let late = open(&after, Some(&settings()), at("2027-04-11T00:00:00Z"));
    assert_eq!(late.health, Health::Expired, "the earlier end of the two counts");
    assert_eq!(late.summary.unwrap().expires, at("2027-04-10T00:00:00Z"));
}

#[test]
fn a_bad_school_key_is_that_schools_trouble_alone() {
    let broken = with(list(6), &[(&*format!("/delegations/0/keys/{}/public", keyid(SCHOOL)), json!("AAAA"))]);
    let trust = sign_list(&broken, &[LIST]);
    let kept = state(&[good_root()], Some(trust.clone()), None);
    refused(
        take(&bundle(&[good_root()], trust.clone(), &[(OAK, oak(json!([])))]), &at_5()),
        Code::BadKey,
        "school",
        &kept,
    );
    let elsewhere = settings_of(&json!({"urls": ["https://s.example/"], "root_sha256": anchor(), "school_id": ELM}));
    let update = update(&bundle(&[good_root()], trust, &[(OAK, oak(json!([])))]), &at_5(), &elsewhere, now());
    assert_eq!(update.outcome, Outcome::News);
}

// ---- this browser ----

#[test]
fn a_policy_names_the_least_version_a_fresh_installation_accepts() {
    let settings = settings_of(&json!({
        "urls": ["https://s.example/"], "root_sha256": anchor(), "school_id": OAK, "min_list_version": 5,
    }));
    let refusal = update(&good(4), &State::default(), &settings, now());
    refused(refusal, Code::Rollback, "list", &state(&[good_root()], None, None));
    assert_eq!(update(&good(5), &State::default(), &settings, now()).outcome, Outcome::News);
    // The residual risk, where no policy says so: an old list that has not run out is accepted.
    assert_eq!(take(&good(4), &State::default()).outcome, Outcome::News);
}

#[test]
fn a_root_names_the_least_version_a_fresh_installation_accepts() {
    let list_role = json!({"keyids": [keyid(LIST)], "threshold": 1, "min_version": 6});
    let second = sign_root(&with(root(2), &[("/roles/list", list_role)]), &[1, 2]);
    let with_list = |version| bundle(&[good_root(), second.clone()], good_list(version), &[]);
    let roots_alone = state(&[good_root(), second.clone()], None, None);
    refused(take(&with_list(5), &State::default()), Code::Rollback, "list", &roots_alone);
    news(&with_list(6), &State::default());
}

#[test]
fn a_stored_root_that_was_spoilt_is_named_and_hides_those_after_it() {
    let (second, third) = (sign_root(&root(2), &[1, THIEF]), sign_root(&root(3), &[1, 2]));
    let read = opened(&state(&[good_root(), second, third], Some(good_list(5)), None));
    assert_eq!(read.fault.map(|e| (e.code, e.place)), Some((Code::NotEnoughSignatures, "root")));
    assert_eq!(read.summary.unwrap().root_version, 1);
}

#[test]
fn a_stored_state_that_was_edited_is_not_believed() {
    let held = at_5();
    let forged = sign_list(&with(list(9), &[("/tools/1/status", json!("approved"))]), &[THIEF]);
    let edited = state(&[good_root()], Some(forged), None);
    let read = opened(&edited);
    assert_eq!(read.health, Health::NoList);
    assert_eq!(read.fault.map(|e| (e.code, e.place)), Some((Code::NotEnoughSignatures, "list")));
    assert_eq!(status(&read, "https://bad.example/"), "-");
    let stranger = with(root1(), &[("/org/name", json!("Mine now"))]);
    let read = opened(&state(&[sign_root(&stranger, &[1, 2])], Some(good_list(5)), None));
    assert_eq!((read.health, read.fault.map(|e| e.code)), (Health::NoList, Some(Code::PinMismatch)));
    // What cannot be trusted is dropped, and the next good file makes it whole.
    assert_eq!(news(&good(5), &edited), held);
}

#[test]
fn nobody_enrolled_and_nothing_fetched_have_names() {
    assert_eq!(open(&at_5(), None, now()).health, Health::NotEnrolled);
    let nothing = opened(&State::default());
    assert_eq!((nothing.health, nothing.fault), (Health::NoList, None));
    assert_eq!(status(&nothing, "https://good.example/"), "-");
}

#[test]
fn a_new_pin_starts_from_nothing() {
    let elsewhere =
        settings_of(&json!({"urls": ["https://e.example/"], "root_sha256": "ab".repeat(32), "school_id": OAK}));
    assert_eq!(open(&at_5(), Some(&elsewhere), now()).health, Health::NoList);
    refused(update(&good(5), &at_5(), &elsewhere, now()), Code::PinMismatch, "root", &State::default());
}

#[test]
fn unknown_words_refuse_and_unknown_members_are_passed_over() {
    let odd = with(
        list(6),
        &[
            ("/tools/0/status", json!("celebrated")),
            ("/tools/0/colour", json!({"deep": [1]})),
            ("/future", json!(true)),
            ("/settings", json!({"go_on": "sometimes", "volume": 11})),
        ],
    );
    let odd = with(
        odd,
        &[(
            "/tools/1",
            with(tool("data", "approved", "data.example"), &[("/data_allowed", json!(["thoughts", "pseudonymised"]))]),
        )],
    );
    let opened = opened(&news(&bundle(&[good_root()], sign_list(&odd, &[LIST]), &[]), &at_5()));
    assert_eq!(status(&opened, "https://good.example/"), "not_approved");
    assert_eq!(json!(opened.content.settings.go_on), json!("never"));
    let address = chalkline::record::Address::parse("https://data.example/").unwrap();
    let tool = opened.look_up(&address).unwrap().tool;
    assert_eq!((tool.status, json!(tool.data_allowed)), (Status::Approved, json!(["pseudonymised"])));
}
