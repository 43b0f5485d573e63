use super::*;

/// The share of the rows of a file in `tests/spot` that are suspected, in thousandths; of one class, if a class is named.
fn suspected(file: &str, class: Option<&str>) -> usize {
    let path = format!("{}/tests/spot/{file}", env!("CARGO_MANIFEST_DIR"));
    let mut rows = csv::Reader::from_path(path).unwrap();
    let rows: Vec<csv::StringRecord> = rows.records().map(Result::unwrap).collect();
    let rows: Vec<_> = rows.iter().filter(|row| class.is_none_or(|class| &row[3] == class)).collect();
    assert!(rows.len() > 20);
    rows.iter().filter(|row| Suspicion::of(&row[0], &row[1], &row[2]).is_suspected()).count() * 1000 / rows.len()
}

#[test]
fn tools_never_met_before_are_suspected() {
    let share = suspected("tools.csv", None);
    assert!(share >= 850, "{share}");
}

#[test]
fn ordinary_sites_schools_and_false_friends_are_left_alone() {
    for class in ["ordinary", "school", "ai_suffix"] {
        let share = suspected("not-tools.csv", Some(class));
        assert!(share <= 20, "{class} {share}");
    }
}

#[test]
fn pages_about_ai_are_left_alone() {
    let share = suspected("not-tools.csv", Some("about"));
    assert!(share <= 100, "{share}");
}

#[track_caller]
fn check(host: &str, path: &str, title: &str, expected: bool) {
    assert_eq!(Suspicion::of(host, path, title).is_suspected(), expected, "{:?}", Suspicion::of(host, path, title));
}

#[test]
fn words_count_whole_and_hosts_by_their_parts() {
    check("www.emailhelp.example", "/", "Email help", false);
    check("thaigarden.example", "/", "Thai Garden restaurant", false);
    check("beachvillas.ai", "/", "Luxury beach villas in Anguilla", false);
    check("chat-ai.example", "/", "Free AI chatbot", true);
    check("SOMETHING.AI", "/", "Something", true);
}

#[test]
fn searching_for_a_tool_is_not_using_it() {
    check("search.example", "/?q=ai+image+generator", "ai image generator - Search", false);
}

#[test]
fn odd_input_is_weighed_like_any_other() {
    for text in ["", ".", "...", "www", "é", "a..b", "*", "💥.ai"] {
        let _ = Suspicion::of(text, text, text);
    }
}

/// The indexes of these cues, as a page that shows them would have them told.
fn shows(cues: &[&str]) -> Vec<u32> {
    let index = |cue: &&str| page_cues().iter().position(|known| known.cue == *cue).expect("a cue") as u32;
    cues.iter().map(index).collect()
}

#[test]
fn the_page_settles_what_the_address_leaves_open() {
    assert!(Suspicion::of("numbers.example", "/", "Homework, made easy").is_open());
    let chat = ["box\task NAME", "order\tnew chat", "any\tcan make mistakes", "any\tai", "shape\tpassages 0"];
    assert!(Suspicion::by_page(&shows(&chat)).is_suspected());
    for other in [&["shape\tpassages 3", "shape\tarticle", "any\tai"][..], &["order\tsend", "shape\tform"], &[]] {
        assert!(!Suspicion::by_page(&shows(other)).is_suspected(), "{other:?}");
    }
}
