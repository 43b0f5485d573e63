//! When a fact-check reminder is due, with the first copy from a tool in a session and then with every so many; and the moments at
//! which more than the facts is at stake: a mark given to a child's work, a report written about a child.

/// Every how many copies, if the record does not say. Often enough to be met in a morning's work, too rare to be clicked away unread.
pub const EVERY: u32 = 10;

/// Whether the copy with this number (the session's first is 1) brings a reminder. `every` 0 means the first alone.
pub fn is_due(copy: u32, every: u32) -> bool {
    copy == 1 || (every != 0 && copy > 1 && (copy - 1).is_multiple_of(every))
}

/// A moment at which a person decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// Work is marked or graded.
    Marking,
    /// A report on a pupil is written.
    Reports,
}

impl Moment {
    /// Its name at the boundary with JavaScript.
    pub fn name(self) -> &'static str {
        match self {
            Moment::Marking => "marking",
            Moment::Reports => "reports",
        }
    }
}

/// The moment that an answer from a tool speaks of, in English or Welsh; marking first. Wrongly said, it costs a line of reading:
/// so it is said rather often.
pub fn moment_of(answer: &str) -> Option<Moment> {
    let words = words(answer);
    let says = |phrases: &[&str]| (0..words.len()).any(|at| phrases.iter().any(|phrase| stands(phrase, &words[at..])));
    let moments = [(Moment::Marking, MARKING), (Moment::Reports, REPORTS)];
    moments.into_iter().find(|(_, phrases)| says(phrases)).map(|(moment, _)| moment)
}

/// Phrases of words that may vary (`mark|marks`). `#` is a usual total of marks, `/#` marks out of one, `@` a grade, `*` up to two
/// words of any sort.
const MARKING: &[&str] = &[
    "mark|marks for|awarded|scheme|out",
    "out of #",
    "/#",
    "/ #",
    "marking",
    "grade|graded|grades @",
    "grade|graded|grading the|this|their|your",
    "level of attainment",
    "cynllun marcio",
    "marcio|marciau",
];
const REPORTS: &[&str] = &[
    "report|reports card|comment|writing",
    "annual|progress|pupil|school|term|year report|reports",
    "has|have made * progress",
    "target|targets for next term|year",
    "parent|parents evening",
    "adroddiad|adroddiadau",
    "wedi gwneud cynnydd",
];
const TOTALS: [u32; 10] = [10, 20, 25, 30, 40, 50, 60, 80, 100, 120];

/// The words and numbers of a text; `17/20` is one.
fn words(text: &str) -> Vec<&str> {
    text.split(|char: char| !char.is_alphanumeric() && char != '/').filter(|word| !word.is_empty()).collect()
}

/// Whether a phrase stands at the beginning of these words.
fn stands(phrase: &str, words: &[&str]) -> bool {
    let Some((sign, rest)) = phrase.split_once(' ').or((!phrase.is_empty()).then_some((phrase, ""))) else {
        return true;
    };
    if sign == "*" {
        return (0..=2).any(|skipped| words.get(skipped..).is_some_and(|words| stands(rest, words)));
    }
    words.split_first().is_some_and(|(word, after)| fits(sign, word) && stands(rest, after))
}

fn fits(sign: &str, word: &str) -> bool {
    match sign {
        "#" => total(word).is_some(),
        "/#" => {
            word.split_once('/').is_some_and(|(marks, of)| marks.parse().is_ok_and(|marks| total(of) >= Some(marks)))
        }
        "@" => matches!(word.as_bytes(), [b'A'..=b'U' | b'1'..=b'9']),
        _ => sign.split('|').any(|each| each.eq_ignore_ascii_case(word)),
    }
}

fn total(word: &str) -> Option<u32> {
    word.parse().ok().filter(|number| TOTALS.contains(number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_copy_then_every_tenth() {
        let due: Vec<u32> = (1..=32).filter(|&copy| is_due(copy, EVERY)).collect();
        assert_eq!(due, [1, 11, 21, 31]);
    }

    #[test]
    fn a_record_can_ask_for_the_first_alone() {
        assert!(is_due(1, 0));
        assert!((2..100).all(|copy| !is_due(copy, 0)));
    }

    #[track_caller]
    fn check(expected: Option<Moment>, answers: &[&str]) {
        for answer in answers {
            assert_eq!(moment_of(answer), expected, "{answer}");
        }
    }

    #[test]
    fn other_answers_bring_no_moment() {
        check(
            None,
            &[
                "",
                "Photosynthesis turns light into food. Mark the leaves on the map, and report back.",
                "Term dates: 14/10/2014 to 3/10/20, 20/10 included.",
                "One in ten; made of paper; 7/8 of the class; a grade above; remarking; upgraded 7.",
                "We have made this easy. The paper reports on Mondays.",
            ],
        );
    }

    #[test]
    fn marking_is_told_by_marks_and_grades() {
        check(
            Some(Moment::Marking),
            &[
                "17 marks out of 25",
                "Score: 7/10.",
                "(17 / 20)",
                "Here is a MARK SCHEME",
                "Grade: B",
                "graded 7 overall",
                "I am grading your essay",
                "her level of attainment",
                "Dyma'r cynllun marcio.",
                "Her report comment: 8 out of 10.",
            ],
        );
    }

    #[test]
    fn reports_are_told_by_what_they_say() {
        check(
            Some(Moment::Reports),
            &[
                "End-of-year report",
                "A school report for Year 4",
                "Zofia has made good progress in reading.",
                "They have made very good progress",
                "targets for next term",
                "Before the parents\u{2019} evening",
                "Adroddiad: mae hi wedi gwneud cynnydd da.",
            ],
        );
    }
}
