//! Examination candidate number: four digits, given by the centre. Joint Council for Qualifications, "General regulations".

use crate::detect::code::Place;
use crate::detect::kind::{Kind, Severity};
use crate::detect::recogniser::{How, Match, Profile, Recogniser, Score};

/// Candidate numbers.
pub const CANDIDATE_NUMBER: Recogniser = Recogniser {
    profile: Profile { kind: Kind::CandidateNumber, label: "Candidate number", severity: Severity::Personal },
    how: &[How::Phrase(
        &["candidate", "cand", "candidate number", "candidate no", "cand no", "exam number", "exam no"],
        read,
    )],
    context: &[],
};

fn read(place: &Place<'_, '_>) -> Option<Match> {
    let code = place.value()?.read("9999")?;
    Some(Match { span: code.span, score: Score::always(0.85) })
}
