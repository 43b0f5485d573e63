//! Whose data a finding is: a pupil's, a relative's or a member of staff's, from the words beside a name.

use super::scan::{Shape, Tokens};
use super::words::Words;
use super::{Finding, Kind, Subject};

/// Gives names of no known subject the one that the words beside them tell, and every other finding that of the nearest name before it on its line.
pub fn assign(tokens: &Tokens<'_>, findings: &mut [Finding]) {
    let mut at = 0;
    let mut last: Option<(usize, Subject)> = None;
    for finding in findings.iter_mut() {
        while tokens.get(at).is_some_and(|token| token.start() < finding.span.start) {
            if tokens[at].shape == Shape::Newline {
                last = None;
            }
            at += 1;
        }
        if finding.kind == Kind::PersonName && finding.subject == Subject::Unknown {
            finding.subject = of_name(tokens, at, finding);
        }
        match (finding.kind, finding.subject, last) {
            (Kind::PersonName, subject, _) => last = Some((finding.span.end, subject)),
            (_, Subject::Unknown, Some((end, subject))) if finding.span.start.saturating_sub(end) < 120 => {
                finding.subject = subject
            }
            _ => {}
        }
    }
}

/// Makes a pupil of whoever nothing else is known of but a special-category word after the name. `findings` are sorted.
pub fn tell_pupils(findings: &mut [Finding]) {
    let mut unknown: Option<usize> = None;
    for n in 0..findings.len() {
        let Finding { kind, span, subject, .. } = findings[n];
        if kind == Kind::PersonName {
            unknown = (subject == Subject::Unknown).then_some(n);
        } else if (Kind::Sen..=Kind::Behaviour).contains(&kind)
            && subject == Subject::Pupil
            && let Some(name) = unknown
            && span.start - findings[name].span.end < 120
        {
            findings[name].subject = Subject::Pupil;
        }
    }
}

/// From a title or a role that leads to the name, or else from what the name leads to: "(SENDCo)", "'s mum", "9B".
fn of_name(tokens: &Tokens<'_>, at: usize, finding: &Finding) -> Subject {
    let end = at + tokens[at..].iter().take_while(|token| token.start() < finding.span.end).count();
    before_name(tokens, at).or_else(|| after_name(tokens, end)).unwrap_or(Subject::Unknown)
}

/// The nearest word before that is no link, within three; a title only where it touches the name, for "Mrs Khan, Amira" are two.
fn before_name(tokens: &Tokens<'_>, at: usize) -> Option<Subject> {
    let mut is_apart = false;
    for token in tokens[..at].iter().rev().take(4) {
        match token.shape {
            Shape::Mark if matches!(token.lead, b',' | b':' | b'-' | b'(') => is_apart = true,
            Shape::Mark if token.lead == b'.' && !is_apart => {}
            Shape::Newline | Shape::Mark => return None,
            _ if TITLES.has(token.key) => return (!is_apart).then_some(Subject::Staff),
            _ if token.shape == Shape::Initial || LINKS.has(token.key) => {}
            _ => return of_word(token.key),
        }
    }
    None
}

/// A role in brackets or after a comma; a relative's that the name owns makes it a pupil's; a class does too.
fn after_name(tokens: &Tokens<'_>, end: usize) -> Option<Subject> {
    let after = |ahead: usize| tokens.get(end + ahead).filter(|token| token.shape != Shape::Newline);
    let word = |ahead: usize| after(ahead).filter(|token| token.is_word()).map(|token| token.key);
    let first = after(0)?;
    if first.is_mark(b'\'') {
        return word(2)
            .and_then(of_word)
            .map(|subject| if subject == Subject::Staff { subject } else { Subject::Pupil });
    }
    let skipped = usize::from(matches!(first.lead, b'(' | b',' | b'-') && first.shape == Shape::Mark);
    let is_class = after(skipped).is_some_and(|token| token.shape == Shape::Number && token.len() <= 2)
        && after(skipped + 1).is_some_and(|token| token.touches() && token.is_capital());
    if is_class {
        return Some(Subject::Pupil);
    }
    let role = word(skipped).filter(|word| !TITLES.has(*word));
    let linked = role.filter(|word| LINKS.has(*word)).and_then(|_| word(skipped + 1));
    linked.or(role).and_then(of_word)
}

/// Whose a word with this key says it is.
fn of_word(key: u32) -> Option<Subject> {
    if FAMILY.has(key) {
        Some(Subject::Family)
    } else if TITLES.has(key) || STAFF.has(key) {
        Some(Subject::Staff)
    } else {
        PUPIL.has(key).then_some(Subject::Pupil)
    }
}

static FAMILY: Words<64> = Words::new(&[
    "mum",
    "mother",
    "dad",
    "father",
    "parent",
    "parents",
    "carer",
    "guardian",
    "nan",
    "gran",
    "grandmother",
    "grandfather",
    "grandad",
    "aunt",
    "auntie",
    "uncle",
    "stepdad",
    "stepmum",
    "stepfather",
    "stepmother",
    "brother",
    "sister",
    "sibling",
    "wife",
    "husband",
    "mam",
    "nana",
    "foster",
]);

static TITLES: Words<16> = Words::new(&["mr", "mrs", "miss", "ms", "mx", "dr", "sir", "prof", "professor"]);

/// Words between a role and a name that are no role themselves.
static LINKS: Words<32> = Words::new(&[
    "is", "was", "called", "named", "a", "an", "the", "our", "my", "his", "her", "their", "new", "class", "form",
    "for", "of", "on", "re",
]);

static STAFF: Words<64> = Words::new(&[
    "teacher",
    "tutor",
    "ta",
    "senco",
    "sendco",
    "alnco",
    "headteacher",
    "head",
    "deputy",
    "dsl",
    "ddsl",
    "hlta",
    "lsa",
    "governor",
    "bursar",
    "caretaker",
    "cover",
    "staff",
    "colleague",
    "coach",
    "technician",
    "librarian",
]);

static PUPIL: Words<32> = Words::new(&[
    "pupil",
    "student",
    "learner",
    "child",
    "candidate",
    "tutee",
    "son",
    "daughter",
    "boy",
    "girl",
    "year",
    "upn",
    "detention",
    "report",
    "attendance",
    "homework",
]);

#[cfg(test)]
mod tests {
    use crate::detect::{Detector, Kind, Subject};

    #[track_caller]
    fn check(text: &str, expected: &[(&str, Subject)]) {
        let findings = Detector::new().find(text);
        let names = findings.iter().filter(|finding| finding.kind == Kind::PersonName);
        let found: Vec<_> = names.map(|name| (name.span.of(text).unwrap(), name.subject)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn a_title_is_of_the_name_it_touches() {
        check("Dear Mrs Khan, Amira has an EHCP.", &[("Khan", Subject::Staff), ("Amira", Subject::Pupil)]);
    }

    #[test]
    fn whose_mum_it_is_is_a_pupil() {
        check("Could you ring Tariq's mum? He is ill.", &[("Tariq", Subject::Pupil)]);
        check("Her mother, Karen Doyle, will collect her.", &[("Karen Doyle", Subject::Family)]);
    }

    #[test]
    fn a_role_after_the_name_tells() {
        check("Present: Pranav Kazi (SENDCo).", &[("Pranav Kazi", Subject::Staff)]);
    }
}
