//! Disclosure and Barring Service certificate number: twelve digits, the first two or three zero since 2013. It has no check digit.
//! DBS, "Certificate number" in the update service guide.

use crate::detect::code::Code;
use crate::detect::kind::{Kind, Severity};
use crate::detect::recogniser::{How, Profile, Recogniser, Score};

/// DBS certificate numbers.
pub const DBS: Recogniser = Recogniser {
    profile: Profile { kind: Kind::Dbs, label: "DBS number", severity: Severity::High },
    how: &[How::Picture(&["999999999999", "9999 9999 9999"], judge)],
    context: &["dbs", "crb", "disclosure number", "certificate number", "dbs certificate", "enhanced disclosure"],
};

fn judge(code: &Code) -> Option<Score> {
    Score::only_in_context(0.9).when(code.digit(0) <= 1)
}
