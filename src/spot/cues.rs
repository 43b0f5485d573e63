//! The cues of an address and a title, and what each weighs: `cues.txt`, which `cargo xtask spot` fits to the pages in
//! `tests/spot`.

use std::sync::LazyLock;

/// Something about a page that makes it likelier, or less likely, to be an AI tool.
#[derive(Debug, Clone, Copy)]
pub struct Cue {
    /// Where it is looked for.
    pub place: Place,
    /// What is looked for.
    pub pattern: &'static str,
    /// What it weighs by hand, in hundredths of a natural logarithm of odds. The fit is drawn towards it, so that a cue
    /// never met in the data still counts.
    pub prior: i32,
    /// What it weighs, fitted.
    pub weight: i32,
}

/// Where a cue is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Nowhere: every page has it.
    Base,
    /// The last label of the host, or the last two where the country's second level is no name of its own.
    Ending,
    /// Words of the host, split at dots and hyphens, the ending and `www` left out.
    Host,
    /// Words of the path.
    Path,
    /// The whole: `features::SHAPES` tells.
    Shape,
    /// Words of the title.
    Title,
}

/// All cues, in the order of the file.
pub fn cues() -> &'static [Cue] {
    static CUES: LazyLock<Vec<Cue>> =
        LazyLock::new(|| parse(include_str!("cues.txt")).expect("every line of cues.txt is a cue"));
    &CUES
}

/// What a page weighs that has no other cue.
pub(super) fn base() -> i32 {
    cues().iter().filter(|cue| cue.place == Place::Base).map(|cue| cue.weight).sum()
}

/// None if a line is neither a remark nor a cue.
fn parse(table: &'static str) -> Option<Vec<Cue>> {
    table.lines().filter(|line| !line.starts_with('#')).map(cue).collect()
}

fn cue(line: &'static str) -> Option<Cue> {
    let mut cells = line.split('\t');
    let cue = Cue {
        place: place(cells.next()?)?,
        pattern: cells.next()?,
        prior: cells.next()?.parse().ok()?,
        weight: cells.next()?.parse().ok()?,
    };
    cells.next().is_none().then_some(cue)
}

fn place(name: &str) -> Option<Place> {
    Some(match name {
        "base" => Place::Base,
        "ending" => Place::Ending,
        "host" => Place::Host,
        "path" => Place::Path,
        "shape" => Place::Shape,
        "title" => Place::Title,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_a_cue_and_one_is_the_base() {
        assert!(cues().len() > 1000);
        assert_eq!(cues().iter().filter(|cue| cue.place == Place::Base).count(), 1);
        for wrong in ["title\tchat\t1", "title\tchat\t1\t2\t3", "host\tchat\t1\tx", "elsewhere\tchat\t1\t2", ""] {
            assert!(cue(wrong).is_none(), "{wrong}");
        }
    }
}
