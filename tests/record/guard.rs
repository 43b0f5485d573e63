//! What a signed list asks of the detector.

use crate::kit::*;
use chalkline::detect::{Detector, Roster};
use chalkline::error::Code;
use chalkline::guard::Guard;
use chalkline::record::Health;
use serde_json::{Value, json};

#[test]
fn what_the_detector_cannot_use_of_a_signed_list_is_named_and_the_rest_is_in_force() {
    let guard = |settings_of_list: Value| {
        let held = news(
            &bundle(&[good_root()], sign_list(&with(list(6), &[("/settings", settings_of_list)]), &[LIST]), &[]),
            &at_5(),
        );
        Guard::new(&held, Some(&settings()), now())
    };
    let endless = json!({"patterns": [{"id": "a", "label": "A", "regex": "[0-9]+x"}]});
    let open = json!({"roster": "//////////8="});
    for (unusable, code) in [(endless, Code::PatternTooWide), (open, Code::BadRoster)] {
        let guard = guard(unusable);
        assert_eq!(guard.fault().map(|fault| fault.code), Some(code));
        assert_eq!(guard.health(), Health::Fresh);
        let rules = guard.rules("https://good.example/").unwrap();
        assert_eq!((rules.patterns.as_str(), rules.roster.as_str()), ("", ""));
    }
    let roster = Roster::make("Forename\nXochiquetzal", None, [7; 32]).unwrap();
    let guard =
        guard(json!({"roster": roster.to_text(), "patterns": [{"id": "a", "label": "A", "regex": "NB-[0-9]{5}"}]}));
    let rules = guard.rules("https://good.example/").unwrap();
    assert_eq!((guard.fault(), &rules.roster), (None, &roster.to_text()));
    assert!(rules.teach(Detector::new()).is_ok() && !rules.patterns.is_empty());
}
