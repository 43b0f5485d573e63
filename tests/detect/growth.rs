//! No text makes the detector slower than in proportion to its length.

use chalkline::detect::Detector;
use std::time::{Duration, Instant};

/// Eight times the text may take this many times as long: an exponent of 1.5, far from both 1 (eight times) and 2 (sixty-four).
const MOST: u32 = 23;

/// How finely the kernel counts.
const TICK: Duration = Duration::from_millis(4);

#[test]
fn hostile_families_grow_in_proportion() {
    let detector = Detector::new();
    for family in FAMILIES {
        let short = fastest(&detector, &family.repeat(131_072 / family.len()));
        let long = fastest(&detector, &family.repeat(8 * 131_072 / family.len()));
        assert!(long < (short + TICK) * MOST, "{family:?}: {short:?}, then {long:?}");
    }
}

/// The faster of two runs.
fn fastest(detector: &Detector, text: &str) -> Duration {
    let run = || {
        let start = spent();
        std::hint::black_box(detector.find(text));
        spent() - start
    };
    run().min(run())
}

/// The processor's time that this thread has had, which other work on the machine does not add to; elsewhere than on Linux the clock's.
fn spent() -> Duration {
    static START: std::sync::LazyLock<Instant> = std::sync::LazyLock::new(Instant::now);
    let statistics = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = statistics.split(' ').next().and_then(|count| count.parse().ok());
    nanoseconds.map_or_else(|| START.elapsed(), Duration::from_nanos)
}

#[rustfmt::skip]
const FAMILIES: &[&str] = &[
    "1", "1-", "1 ", "1.", "12/", "07700 ", ".", "-", "@", "a@", "a.", "www.", "http://", "https://x?token=", " ", "A", "Aa ", "AB1 ", "e\u{301}", "\u{301}", "\n", "\t", "a\tb\n", ",", "|", "\"", "<", "P<", "[", "(", "password ", "password: a", "login ",
    "UPN ", "UPN 1 ", "DOB ", "Flat 1, ", "1 High Street, ", "Name: ", "Forename,Surname\n", "Forename\tSurname\nA\tB\n", "he has dyslexia ", "EHCP ", "Amira Khan ", "Khan, ", "Mr ", "9434765919 ", "GB82 ", "::", "a:", "facebook.com/", "王", "instagram.",
    "January 1, ", "1 January ", "candidate 1", "admission number ",
];
