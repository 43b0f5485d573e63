//! Enrolment by policy and by link, and the rhythm of fetching.

use crate::kit::*;
use chalkline::error::{Code, Error};
use chalkline::record::{Etag, Fetched, Refresh, Settings, Told, spoken_fingerprint};
use serde_json::{Value, json};

fn good_settings() -> Value {
    json!({"urls": ["https://seaview.example/record"], "root_sha256": anchor(), "school_id": OAK})
}

#[track_caller]
fn bad(value: Value) {
    assert_eq!(Settings::parse(&value.to_string()), Err(Error::new(Code::BadSettings, "settings")));
}

#[test]
fn a_policy_is_read_strictly() {
    let parsed = Settings::parse(&good_settings().to_string()).unwrap();
    assert_eq!((parsed.min_list_version, parsed.lock_enrolment), (0, false));
    for name in ["urls", "root_sha256", "school_id"] {
        bad(without(good_settings(), "", name));
    }
    bad(with(good_settings(), &[("/root_sha265", json!("a slip"))]));
    bad(with(good_settings(), &[("/root_sha256", json!("AB".repeat(32)))]));
    bad(with(good_settings(), &[("/root_sha256", json!("ab".repeat(31)))]));
    bad(with(good_settings(), &[("/school_id", json!("Oak"))]));
    bad(with(good_settings(), &[("/min_list_version", json!(-1))]));
    bad(with(good_settings(), &[("/min_list_version", json!(1_u64 << 53))]));
    bad(with(good_settings(), &[("/urls", json!([]))]));
    bad(with(good_settings(), &[("/urls", json!(vec!["https://s.example/"; 9]))]));
    for url in
        ["http://seaview.example/", "ftp://s.example/", "s.example", "http://localhost.evil.example/", "https://"]
    {
        bad(with(good_settings(), &[("/urls", json!([url]))]));
    }
    for url in
        ["http://127.0.0.1:8000/record", "http://localhost/record", "http://[::1]:1/", "https://s.example:8443/r?x=1"]
    {
        Settings::parse(&with(good_settings(), &[("/urls", json!([url]))]).to_string()).unwrap();
    }
}

#[test]
fn an_empty_policy_is_nobody_enrolled_and_a_broken_one_is_an_error() {
    assert_eq!(Settings::from_managed("{}"), Ok(None));
    assert_eq!(Settings::from_managed(r#"{"ui": {"language": "cy"}}"#), Ok(None));
    let whole = json!({"trust": good_settings(), "ui": {}});
    assert_eq!(Settings::from_managed(&whole.to_string()), Ok(Some(settings())));
    for (text, code) in [
        (r#"{"trust": {}}"#, Code::BadSettings),
        (r#"{"trust": null}"#, Code::BadSettings),
        ("[]", Code::BadSettings),
        ("", Code::BadJson),
        (r#"{"trust": {}, "trust": {}}"#, Code::DuplicateKey),
    ] {
        assert_eq!(Settings::from_managed(text), Err(Error::new(code, "settings")), "{text}");
    }
}

#[test]
fn a_link_says_what_a_policy_says() {
    let link = format!(
        "https://join.example/join#v=1&h={}&s=uk.gias.urn%3A100001&u=https%3A%2F%2Fseaview.example%2Frecord",
        anchor()
    );
    assert_eq!(Settings::from_link(&link), Ok(settings()));
    assert_eq!(Settings::from_link(&settings().to_link("https://join.example/join")), Ok(settings()));
    let odd = with(good_settings(), &[("/urls", json!(["https://s.example/a?b=c&d=é+%20", "https://t.example/"]))]);
    let odd = settings_of(&odd);
    assert_eq!(Settings::from_link(&odd.to_link("https://join.example/")), Ok(odd));
    let cases = [
        (link.replace("v=1", "v=2"), Code::UnsupportedSpec, "link"),
        (link.replace('#', "?"), Code::BadLink, "link"),
        (link.replace("&s=", "&t="), Code::BadLink, "link"),
        (format!("{link}&h={}", anchor()), Code::BadLink, "link"),
        (format!("{link}&min=1"), Code::BadLink, "link"),
        (link.replace("https%3A%2F%2Fseaview", "http%3A%2F%2Fseaview"), Code::BadLink, "link"),
        (String::new(), Code::BadLink, "link"),
    ];
    for (link, code, place) in cases {
        assert_eq!(Settings::from_link(&link), Err(Error::new(code, place)), "{link}");
    }
}

#[test]
fn a_fingerprint_is_read_out_in_five_groups() {
    let mut hash = [0xAB; 32];
    hash[..10].copy_from_slice(&[0xB5, 0x5D, 0x86, 0xA9, 0xDF, 0x9C, 0x47, 0x44, 0x97, 0xE9]);
    assert_eq!(spoken_fingerprint(&hash), "B55D-86A9-DF9C-4744-97E9");
}

const HOUR: i64 = 3_600;

fn wait(refresh: &Refresh) -> i64 {
    refresh.next_try.unwrap().unix() - refresh.last_try.unwrap().unix()
}

fn good(tag: Option<&str>) -> Fetched {
    Fetched::Good(tag.map(|tag| Etag { url: "https://seaview.example/record".into(), tag: tag.into() }))
}

fn failed(code: &str) -> Fetched {
    Fetched::Failed(code.into())
}

#[test]
fn good_fetches_come_twice_a_day_give_or_take_a_quarter() {
    let after = |random| Refresh::default().after(good(None), now(), random);
    assert_eq!([0.0, 0.5, 1.0].map(|random| wait(&after(random)) / HOUR), [9, 12, 15]);
    assert_eq!(wait(&after(f64::NAN)).clamp(0, 15 * HOUR), wait(&after(f64::NAN)), "even where randomness is broken");
}

#[test]
fn failures_back_off_by_doubling_up_to_half_a_day() {
    let mut refresh = Refresh::default().after(good(Some("\"e\"")), now(), 0.5);
    let mut waits = Vec::new();
    for _ in 0..10 {
        refresh = refresh.after(failed("UNREACHABLE"), now(), 1.0);
        waits.push(wait(&refresh) / 60);
    }
    assert_eq!(waits, [5, 10, 20, 40, 80, 160, 320, 640, 720, 720]);
    assert_eq!((refresh.failures, refresh.last_ok, refresh.failing_since), (10, Some(now()), Some(now())));
    assert_eq!(wait(&refresh.after(failed("UNREACHABLE"), now(), 0.0)), 60, "never at once");
    for _ in 0..100 {
        refresh = refresh.after(failed("UNREACHABLE"), now(), 1.0);
    }
    assert_eq!(wait(&refresh), 12 * HOUR);
    let good = refresh.after(Fetched::Unchanged, now(), 0.5);
    assert_eq!((good.failures, good.failing_since, good.last_error), (0, None, None));
}

#[test]
fn an_etag_is_kept_if_it_could_not_track_and_forgotten_after_a_fault() {
    let etag = |text: &str| Refresh::default().after(good(Some(text)), now(), 0.5).etag.map(|etag| etag.tag);
    assert_eq!(etag("\"abc\""), Some("\"abc\"".into()));
    assert_eq!(etag(&"x".repeat(64)), Some("x".repeat(64)));
    assert_eq!([etag(&"x".repeat(65)), etag("a b"), etag("é"), etag("a\n")], [const { None }; 4]);
    let kept = Refresh::default().after(good(Some("\"a\"")), now(), 0.5);
    assert_eq!(kept.after(Fetched::Unchanged, now(), 0.5).etag, kept.etag);
    assert_eq!(kept.after(failed("UNREACHABLE"), now(), 0.5).etag, None);
}

#[test]
fn a_clock_set_back_does_not_put_off_the_next_fetch() {
    let ahead = Refresh::default().after(good(None), at("2035-01-01T00:00:00Z"), 0.5);
    assert_eq!((ahead.due(now()), Refresh::default().due(now())), (now(), now()));
    let refresh = Refresh::default().after(good(None), now(), 0.5);
    let noon = now().plus_seconds(12 * HOUR);
    assert_eq!((refresh.due(now()), refresh.due(noon.plus_seconds(9))), (noon, noon.plus_seconds(9)));
    let odd = Refresh { next_try: Some(at("2099-01-01T00:00:00Z")), ..refresh };
    assert_eq!(odd.due(now()), now().plus_seconds(15 * HOUR));
}

#[test]
fn who_hears_of_a_failure_and_when() {
    use Told::*;
    for (code, at_once, next_day, in_three_days) in [
        ("UNREACHABLE", Nobody, Nobody, Everyone),
        ("NOT_A_LIST", Nobody, Nobody, Everyone),
        ("ROLLBACK", Nobody, Keepers, Keepers),
        ("BAD_JSON", Keepers, Keepers, Keepers),
        ("NOT_ENOUGH_SIGNATURES", Everyone, Everyone, Everyone),
        ("WRONG_ANCHOR", Everyone, Everyone, Everyone),
    ] {
        let told = |days| Refresh::default().after(failed(code), now(), 0.5).told(now().plus_days(days));
        assert_eq!([told(0), told(1), told(3)], [at_once, next_day, in_three_days], "{code}");
    }
    assert_eq!(Refresh::default().told(now()), Nobody);
}
