//! Moments and days, as the record writes them; no clock in here.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

const DAY: i64 = 86_400;

/// A moment, in whole seconds since 1970-01-01T00:00:00Z. Written `YYYY-MM-DDThh:mm:ssZ`, and in no other way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Time(i64);

impl Time {
    /// No computer that runs this was ever right about an earlier moment: a clock behind it is not believed.
    /// Moved on with each release.
    pub const BUILT: Time = Time(1_795_305_600); // 2026-11-22T00:00:00Z

    /// The moment that many seconds after 1970 began.
    pub const fn from_unix(seconds: i64) -> Time {
        Time(seconds)
    }

    /// The moment that JavaScript's `Date.now()` gives, in milliseconds; a number that is none counts as 1970.
    pub fn from_js(milliseconds: f64) -> Time {
        Time((milliseconds / 1000.0) as i64)
    }

    /// Seconds since 1970.
    pub fn unix(self) -> i64 {
        self.0
    }

    /// Reads exactly `YYYY-MM-DDThh:mm:ssZ`, 1970 or later; no leap seconds, no other zone.
    pub fn parse(text: &str) -> Option<Time> {
        let (date, clock) = text.strip_suffix('Z')?.split_once('T')?;
        let [hour, minute, second] = numbers(clock, ':', [2, 2, 2])?;
        let within = hour < 24 && minute < 60 && second < 60;
        within.then_some(Time(Time::parse_date(date)?.0 + hour * 3600 + minute * 60 + second))
    }

    /// Reads exactly `YYYY-MM-DD`, 1970 or later, as the moment that day begins.
    pub fn parse_date(text: &str) -> Option<Time> {
        let [year, month, day] = numbers(text, '-', [4, 2, 2])?;
        let days = days_from_civil(year, month, day);
        let exists = year >= 1970 && civil_from_days(days) == (year, month, day);
        exists.then_some(Time(days * DAY))
    }

    /// The moment that many days later.
    pub fn plus_days(self, days: i64) -> Time {
        Time(self.0 + days * DAY)
    }

    /// The moment that many seconds later.
    pub fn plus_seconds(self, seconds: i64) -> Time {
        Time(self.0 + seconds)
    }

    /// `YYYY-MM-DD`.
    pub fn date(self) -> String {
        let (year, month, day) = civil_from_days(self.0.div_euclid(DAY));
        format!("{year:04}-{month:02}-{day:02}")
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let s = self.0.rem_euclid(DAY);
        write!(f, "{}T{:02}:{:02}:{:02}Z", self.date(), s / 3600, s / 60 % 60, s % 60)
    }
}

impl Serialize for Time {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Time {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Time, D::Error> {
        let text = String::deserialize(deserializer)?;
        Time::parse(&text).ok_or_else(|| serde::de::Error::custom("not a time"))
    }
}

/// Three numbers of exactly these widths in ASCII digits.
fn numbers(text: &str, between: char, widths: [usize; 3]) -> Option<[i64; 3]> {
    let mut out = [0; 3];
    let mut parts = text.split(between);
    for (number, width) in out.iter_mut().zip(widths) {
        let part = parts.next()?;
        if part.len() != width || !part.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        *number = part.parse().ok()?;
    }
    parts.next().is_none().then_some(out)
}

/// Days since 1970-01-01 in the Gregorian calendar, counted in eras of 400 years from 0000-03-01.
fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// The reverse of [`days_from_civil`].
fn civil_from_days(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    (era * 400 + year + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_of_four_centuries_comes_back_as_itself() {
        for day in 0..146_097 {
            let time = Time(day * DAY + 3_661);
            assert_eq!(Time::parse(&time.to_string()), Some(time));
        }
    }

    #[test]
    fn anchors_in_the_calendar() {
        assert_eq!(Time(0).to_string(), "1970-01-01T00:00:00Z");
        assert_eq!(Time::parse("2001-09-09T01:46:40Z"), Some(Time(1_000_000_000)));
        assert_eq!(Time::BUILT.to_string(), "2026-11-22T00:00:00Z");
    }

    #[test]
    fn only_one_way_to_write_a_moment() {
        for text in [
            "2026-02-29T00:00:00Z",
            "2026-00-01T00:00:00Z",
            "2026-13-01T00:00:00Z",
            "2026-01-32T00:00:00Z",
            "2026-01-01T24:00:00Z",
            "2026-01-01T23:60:00Z",
            "2026-01-01T23:59:60Z",
            "2026-01-01T00:00:00",
            "2026-01-01T00:00:00z",
            "2026-01-01 00:00:00Z",
            "2026-01-01T00:00:00+00:00",
            "2026-01-01T00:00:00.0Z",
            "+026-01-01T00:00:00Z",
            "2026-1-01T00:00:00Z",
            "1969-12-31T23:59:59Z",
            "2026-01-01T00:00:00ZZ",
            "",
        ] {
            assert_eq!(Time::parse(text), None, "{text}");
        }
    }
}
