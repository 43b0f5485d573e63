//! Damaged and hostile input, made from good input by small programs of edits: the first rounds in every `cargo test`,
//! as many as you have time for by `cargo xtask fuzz SECONDS`. A round is its number: what fails once fails again.

use crate::kit::*;
use chalkline::record::{Address, Health, Settings, State, open, update};
use serde_json::{Value, json};
use std::time::{Duration, Instant};

/// xorshift64*: the same numbers on every machine.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    fn below(&mut self, n: usize) -> usize {
        (self.next() % n.max(1) as u64) as usize
    }

    fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }
}

/// Runs a property so many times, or for the seconds asked for.
fn rounds(least: u64, mut property: impl FnMut(&mut Dice)) {
    let seconds = std::env::var("CHALKLINE_FUZZ_SECONDS").ok().and_then(|text| text.parse().ok()).unwrap_or(0);
    let end = Instant::now() + Duration::from_secs(seconds);
    let mut round = 0;
    while round < least || Instant::now() < end {
        round += 1;
        property(&mut Dice(round.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1));
    }
    println!("{round} rounds");
}

const SCRAPS: [&str; 16] = [
    "",
    "0",
    "-1",
    "1e400",
    "null",
    "true",
    "{}",
    "[]",
    "\"",
    "\\u0000",
    "\u{feff}",
    "é",
    "9007199254740993",
    "../",
    "%2e",
    "@",
];

/// A few edits of bytes: flips, cuts, doublings, scraps of what parsers stumble on.
fn damage(bytes: &mut Vec<u8>, dice: &mut Dice) {
    for _ in 0..=dice.below(4) {
        let (a, b) = (dice.below(bytes.len() + 1), dice.below(bytes.len() + 1));
        let (from, to) = (a.min(b), a.max(b).min(a.min(b) + 64));
        match dice.below(5) {
            0 => bytes.truncate(a),
            1 => drop(bytes.drain(from..to)),
            2 => {
                let piece = bytes[from..to].to_vec();
                bytes.splice(b..b, piece);
            }
            3 => drop(bytes.splice(a..a, dice.pick(&SCRAPS).bytes())),
            _ => {
                if let Some(byte) = bytes.get_mut(a) {
                    *byte ^= 1 << dice.below(8);
                }
            }
        }
    }
}

/// A few edits of values: members dropped, replaced, swapped for another's.
fn disturb(value: &mut Value, dice: &mut Dice) {
    let odd = [
        json!(null),
        json!(0),
        json!(-1),
        json!(1.5),
        json!(u64::MAX),
        json!(""),
        json!("x".repeat(300)),
        json!([]),
        json!({}),
        json!([[[]]]),
        json!("2027-01-31T00:00:00Z"),
        json!("9999-12-31T23:59:59Z"),
        json!(anchor()),
        json!(OAK),
        json!(true),
        json!("approved"),
    ];
    match value {
        Value::Object(members) if !members.is_empty() && dice.below(4) > 0 => {
            let name = members.keys().nth(dice.below(members.len())).unwrap().clone();
            if dice.below(8) == 0 {
                members.remove(&name);
            } else {
                disturb(&mut members[&name], dice);
            }
        }
        Value::Array(items) if !items.is_empty() && dice.below(4) > 0 => {
            let n = dice.below(items.len());
            match dice.below(8) {
                0 => drop(items.remove(n)),
                1 => items.push(items[n].clone()),
                _ => disturb(&mut items[n], dice),
            }
        }
        value => *value = dice.pick(&odd).clone(),
    }
}

fn full_bundle(trust: &Value, schools: &Value, second: &Value) -> Value {
    let roots = [good_root(), sign_root(second, &[1, 2])];
    bundle_value(&roots, sign_list(trust, &[LIST]), &[(OAK, sign_list(schools, &[SCHOOL]))])
}

/// The most that a file may make the reader hold at once, beside the file itself.
const MOST_MEMORY: u64 = 64 << 20;

/// Takes in a file within the memory allowed; the state kept, and the most bytes held at once on the way.
fn update_within_limits(bytes: &[u8], held: &State) -> (State, u64) {
    let mut state = State::default();
    let memory = allocation_counter::measure(|| state = update(bytes, held, &settings(), now()).state);
    assert!(memory.bytes_max < MOST_MEMORY, "{} bytes held for a file of {}", memory.bytes_max, bytes.len());
    (state, memory.bytes_max)
}

/// Whatever comes: no panic, the state kept verifies whole, and nothing unsigned is in force.
fn withstands(bytes: &[u8], held: &State) -> State {
    let (state, _) = update_within_limits(bytes, held);
    let opened = open(&state, Some(&settings()), now());
    assert_eq!(opened.fault, None, "what is kept verifies");
    for url in ["https://good.example/", "https://bad.example/x?y=1", "https://odd.example/"] {
        opened.look_up(&Address::parse(url).unwrap());
    }
    assert_eq!(opened.health == Health::NoList, state.trust_list.is_none());
    state
}

#[test]
fn fuzz_damaged_files_never_replace_a_good_list() {
    let held = at_5();
    let tools = json!([tool("odd", "not_approved", "odd.example")]);
    let good = full_bundle(&list(6), &school_list(OAK, 1, tools), &root(2));
    let whole = news(good.to_string().as_bytes(), &held);
    rounds(300, |dice| {
        let mut bytes = match dice.below(2) {
            0 => good.to_string().into_bytes(),
            _ => {
                let mut bundle = good.clone();
                disturb(&mut bundle, dice);
                bundle.to_string().into_bytes()
            }
        };
        if dice.below(2) == 0 {
            damage(&mut bytes, dice);
        }
        let state = withstands(&bytes, &held);
        let payload = |state: &State| {
            state.trust_list.as_ref().map(|envelope| envelope.payload.trim_end_matches('=').to_string())
        };
        assert!([payload(&held), payload(&whole)].contains(&payload(&state)), "only what was signed is in force");
    });
}

#[test]
fn fuzz_signed_nonsense_does_no_harm() {
    let held = at_5();
    rounds(200, |dice| {
        let (mut trust, mut schools, mut second) =
            (list(6), school_list(OAK, 1, json!([tool("odd", "approved", "odd.example")])), root(2));
        for _ in 0..=dice.below(3) {
            disturb([&mut trust, &mut schools, &mut second][dice.below(3)], dice);
        }
        let mut bundle = full_bundle(&trust, &schools, &second);
        if dice.below(4) == 0 {
            let mut payload = trust.to_string().into_bytes();
            damage(&mut payload, dice);
            bundle["trust_list"] = envelope(LIST_TYPE, &payload, &[LIST]);
        }
        withstands(bundle.to_string().as_bytes(), &held);
    });
}

#[test]
fn fuzz_stored_states_are_verified_or_dropped() {
    let whole = json!(news(
        &full_bundle(&list(6), &school_list(OAK, 1, json!([])), &root(2)).to_string().into_bytes(),
        &at_5()
    ));
    rounds(150, |dice| {
        let mut stored = whole.clone();
        (0..=dice.below(2)).for_each(|_| disturb(&mut stored, dice));
        let Ok(state) = serde_json::from_value::<State>(stored) else { return };
        let opened = open(&state, Some(&settings()), now());
        assert!(
            opened
                .look_up(&Address::parse("https://bad.example/").unwrap())
                .is_none_or(|e| e.tool.status == chalkline::record::Status::NotApproved)
        );
        let mended = update(&good(7), &state, &settings(), now()).state;
        assert_eq!(open(&mended, Some(&settings()), now()).fault, None);
    });
}

#[test]
fn fuzz_addresses_links_and_policies() {
    let rules = json!([{"host": "x.example", "path_prefix": "/a", "query": {"q": "1"}}, {"host": "x.example", "subdomains": true}]);
    let signed = with(list(5), &[("/tools/0/match", rules)]);
    let opened = opened(&news(&bundle(&[good_root()], sign_list(&signed, &[LIST]), &[]), &State::default()));
    let link = settings().to_link("https://join.example/join");
    let policy = json!({"trust": settings()}).to_string();
    let addresses = [
        "https://user:p@sub.x.example:8443/a/b%2Fc/%41?q=1&r=%zz+#f",
        "http://[2001:db8::1]:80/",
        "https://x.example./",
    ];
    rounds(10_000, |dice| {
        let mut bytes = dice.pick(&addresses).as_bytes().to_vec();
        damage(&mut bytes, dice);
        let text = String::from_utf8_lossy(&bytes);
        if let Ok(address) = Address::parse(&text) {
            let host = address.host();
            assert!(
                host.bytes().all(|b| b.is_ascii_graphic() && !b.is_ascii_uppercase() && !b"@/?#%\\".contains(&b)),
                "{text}"
            );
            opened.look_up(&address);
        }
        let mut bytes = [&link, &policy][dice.below(2)].as_bytes().to_vec();
        damage(&mut bytes, dice);
        let text = String::from_utf8_lossy(&bytes);
        for settings in
            [Settings::from_link(&text).ok(), Settings::from_managed(&text).ok().flatten()].into_iter().flatten()
        {
            assert_eq!(Settings::parse(&json!(settings).to_string()).as_ref(), Ok(&settings), "{text}");
        }
    });
}

/// Files as large as a file may be, each hostile in its own way, take milliseconds and bounded memory. What is not linear
/// would take hours: two seconds tell them apart on the busiest machine.
#[test]
fn fuzz_hostile_sizes_cost_linear_time_and_bounded_memory() {
    let file = |members: String| format!(r#"{{"format":"chalkline-record/1",{members}}}"#);
    let families: [&dyn Fn(usize) -> String; 11] = [
        &|n| "[".repeat(n),
        &|n| file(format!(r#""x":[{}]"#, vec!["{}"; n / 3].join(","))),
        &|n| file(format!(r#""x":[{}]"#, vec!["[]"; n / 3].join(","))),
        &|n| file(format!(r#""x":[{}]"#, vec![r#""x""#; n / 4].join(","))),
        &|n| file(format!(r#""x":"{}""#, "\\u0041".repeat(n / 6))),
        &|n| file((0..n / 12).map(|i| format!(r#""k{i}":1"#)).collect::<Vec<_>>().join(",")),
        &|_| file(format!(r#""x":[{}]"#, vec![r#"{"":0}"#; 66_000].join(","))),
        &|_| {
            let signed = with(list(6), &[("/x", json!(vec![json!({"": 0}); 66_000]))]);
            bundle_value(&[good_root()], sign_list(&signed, &[LIST]), &[]).to_string()
        },
        &|n| file(format!(r#""roots":[{}]"#, vec![r#"{"v":1,"env":{}}"#; n / 17].join(","))),
        &|n| format!("https://x.example/{}", "%41".repeat(n / 3)),
        &|n| format!("https://x.example/?{}", "a=1&".repeat(n / 4)),
    ];
    for (number, family) in families.iter().enumerate() {
        let text = family(4_000_000);
        let start = Instant::now();
        let (_, memory) = update_within_limits(text.as_bytes(), &State::default());
        let _ = Address::parse(&text);
        println!("family {number}: {} kB, {:?}", memory >> 10, start.elapsed());
        assert!(start.elapsed() < Duration::from_secs(2), "family {number}");
    }
}
