//! The sweep over the tokens that gives each recogniser the places it may begin at, and weighs what stands around.

use super::code::{Place, gap_length};
use super::lexicon::Hit;
use super::recogniser::{How, Match, RECOGNISERS, Score};
use super::scan::{Shape, Token, Tokens};
use super::tag::Tag;
use super::{Finding, Subject};

/// Which recognisers may begin at which tokens, worked out once.
#[derive(Debug)]
pub struct Starts {
    /// By the length of the run of digits, and what follows it.
    numbers: Vec<[Vec<Start>; Follower::COUNT]>,
    /// By the length of the word, and what follows it.
    words: Vec<[Vec<Start>; Follower::COUNT]>,
    /// By the mark.
    marks: Vec<Vec<Start>>,
}

#[derive(Debug, Clone, Copy)]
struct Start {
    recogniser: usize,
    how: &'static How,
    picture: &'static str,
}

/// What follows a token: a gap or none, and then a letter, a digit or neither. Nearly every picture is out by this look.
#[derive(Debug, Clone, Copy)]
struct Follower {
    has_gap: bool,
    sort: Sort,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Sort {
    Letter,
    Digit,
    Other,
}

/// The sign of a picture after its first token, and whether a gap may come before.
#[derive(Debug, Clone, Copy)]
struct Next {
    sign: u8,
    gap: bool,
}

/// Longer runs of digits and words begin nothing.
const LONGEST: usize = 20;

/// How many tokens a context word may stand before what it explains, and how many bytes after.
const BEFORE: usize = 12;
const AFTER: usize = 12;

/// What follows what was explained within so many tokens is explained too, as in "UPNs: A, B and C".
const NEXT: usize = 2;

/// How near a word must be that says a number is something else.
const UNRELATED: usize = 6;

/// Valid codes in this many places vouch for each other: a chance of one in eleven, three times.
const REPEATED: usize = 3;
const MANY: f32 = 0.6;

impl Starts {
    /// Sorts every recogniser under the tokens it may begin at.
    pub fn new() -> Self {
        let none = || vec![Default::default(); LONGEST + 1];
        let mut starts = Starts { numbers: none(), words: none(), marks: vec![vec![]; 256] };
        for (recogniser, how) in RECOGNISERS.iter().enumerate().flat_map(|(n, r)| r.how.iter().map(move |how| (n, how)))
        {
            starts.take(recogniser, how);
        }
        starts
    }

    fn take(&mut self, recogniser: usize, how: &'static How) {
        match how {
            How::Picture(pictures, _) => {
                pictures.iter().for_each(|picture| self.take_picture(recogniser, how, picture))
            }
            How::Number(_) => {
                self.numbers.iter_mut().flatten().for_each(|list| list.push(Start::whole(recogniser, how)));
            }
            How::Word(length, _) => {
                self.words[*length].iter_mut().for_each(|list| list.push(Start::whole(recogniser, how)));
            }
            How::Mark(mark, _) => self.marks[usize::from(*mark)].push(Start::whole(recogniser, how)),
            How::Phrase(..) => {}
        }
    }

    fn take_picture(&mut self, recogniser: usize, how: &'static How, picture: &'static str) {
        for (lists, sign) in [(&mut self.numbers, b'9'), (&mut self.words, b'A')] {
            for length in lengths(picture, sign) {
                let next = Next::after(length, picture);
                let fitting = Follower::all().filter(|follower| next.is_none_or(|next| next.may_be(*follower)));
                fitting.for_each(|follower| lists[length][follower.index()].push(Start { recogniser, how, picture }));
            }
        }
    }

    /// What may begin at a token before the rest of the text.
    fn at(&self, token: &Token, rest: &[u8]) -> &[Start] {
        let lists = match token.shape {
            Shape::Mark => return &self.marks[usize::from(token.lead)],
            Shape::Newline => return &[],
            Shape::Number => &self.numbers,
            _ => &self.words,
        };
        lists.get(token.len()).map_or(&[], |lists| &lists[Follower::of(rest).index()])
    }
}

impl Start {
    /// Of a recogniser that reads for itself.
    fn whole(recogniser: usize, how: &'static How) -> Start {
        Start { recogniser, how, picture: "" }
    }
}

impl Follower {
    const COUNT: usize = 6;

    fn all() -> impl Iterator<Item = Follower> {
        [Sort::Letter, Sort::Digit, Sort::Other]
            .into_iter()
            .flat_map(|sort| [false, true].map(|has_gap| Follower { has_gap, sort }))
    }

    /// What this text begins with.
    fn of(rest: &[u8]) -> Follower {
        let gap = gap_length(rest);
        Follower { has_gap: gap > 0, sort: rest.get(gap).map_or(Sort::Other, |byte| Sort::of(*byte)) }
    }

    fn index(self) -> usize {
        2 * self.sort as usize + usize::from(self.has_gap)
    }
}

impl Sort {
    fn of(byte: u8) -> Sort {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' => Sort::Letter,
            b'0'..=b'9' => Sort::Digit,
            _ => Sort::Other,
        }
    }
}

impl Next {
    /// The sign after the first `length` letters or digits of a picture; `None` if it has no more.
    fn after(length: usize, picture: &str) -> Option<Next> {
        let mut signs = picture.bytes();
        let mut left = length;
        while left > 0 {
            left -= usize::from(signs.next()? != b' ');
        }
        match signs.next()? {
            b' ' => signs.next().map(|sign| Next { sign, gap: true }),
            sign => Some(Next { sign, gap: false }),
        }
    }

    /// Whether the sign may be what follows. A dash is a gap to some pictures and a sign of others.
    fn may_be(self, follower: Follower) -> bool {
        match self.sign {
            sign if follower.has_gap && !self.gap => Sort::of(sign) == Sort::Other,
            b'X' => follower.sort != Sort::Other,
            sign => follower.sort == Sort::of(sign),
        }
    }
}

/// The lengths that the first token of a code can have when it is digits (`sign` 9) or letters (`sign` A).
fn lengths(picture: &str, sign: u8) -> Vec<usize> {
    let (mut lengths, mut length) = (Vec::new(), 0);
    for next in picture.bytes() {
        if next != sign && length > 0 && lengths.last() != Some(&length) {
            lengths.push(length);
        }
        match next {
            b' ' => {}
            b'X' => length += 1,
            _ if next == sign => length += 1,
            _ => return lengths,
        }
    }
    if lengths.last() != Some(&length) {
        lengths.push(length);
    }
    lengths
}

/// Runs every recogniser over the tokens. The findings may overlap.
pub fn sweep(starts: &Starts, tokens: &Tokens<'_>, hits: &[Hit<Tag>]) -> Vec<Finding> {
    let mut sweep = Sweep {
        tokens,
        hits,
        next: 0,
        line: 0,
        seen: [None; RECOGNISERS.len()],
        unrelated: None,
        found: Vec::new(),
        tried: [0; RECOGNISERS.len()],
    };
    for at in 0..tokens.len() {
        sweep.step(starts, at);
    }
    sweep.finish()
}

struct Sweep<'a, 't> {
    tokens: &'a Tokens<'t>,
    hits: &'a [Hit<Tag>],
    /// The next hit that has not been passed.
    next: usize,
    /// The first token of this line.
    line: usize,
    /// Where each recogniser's last context word stood, and how many tokens on it still explains.
    seen: [Option<Seen>; RECOGNISERS.len()],
    /// The last word that says a number is something else.
    unrelated: Option<usize>,
    found: Vec<(usize, Finding)>,
    /// How often each recogniser's pictures fitted, valid or not.
    tried: [usize; RECOGNISERS.len()],
}

/// A context word that was passed, or what it explained.
#[derive(Debug, Clone, Copy)]
struct Seen {
    last: usize,
    reach: usize,
}

impl Sweep<'_, '_> {
    fn step(&mut self, starts: &Starts, at: usize) {
        while let Some(hit) = self.hits.get(self.next).filter(|hit| hit.first <= at) {
            self.next += 1;
            self.pass(*hit);
        }
        let token = &self.tokens[at];
        if token.shape == Shape::Newline {
            self.line = at + 1;
            return;
        }
        let rest = self.tokens.text.as_bytes().get(token.end()..).unwrap_or_default();
        let list = starts.at(token, rest);
        let place = Place { tokens: self.tokens, at };
        if list.is_empty() || (token.key != 0 && !place.is_clear_before()) {
            return;
        }
        for start in list {
            if let Some(found) = self.read(start, &place) {
                self.weigh(start.recogniser, at, found);
            }
        }
    }

    fn pass(&mut self, hit: Hit<Tag>) {
        match hit.tag {
            Tag::Context(recogniser) => self.note(recogniser, hit.last),
            Tag::Unrelated => self.unrelated = Some(hit.last),
            Tag::Begins(recogniser, read) => {
                if let Some(found) = read(&Place { tokens: self.tokens, at: hit.last }) {
                    self.weigh(recogniser, hit.first, found);
                }
            }
            _ => {}
        }
    }

    /// Remembers a context word; of two that begin together the longer.
    fn note(&mut self, recogniser: usize, last: usize) {
        if self.seen[recogniser].is_none_or(|seen| seen.last < last) {
            self.seen[recogniser] = Some(Seen { last, reach: BEFORE });
        }
    }

    fn read(&mut self, start: &Start, place: &Place<'_, '_>) -> Option<Match> {
        match start.how {
            How::Picture(_, judge) => {
                let code = place.read(start.picture)?;
                self.tried[start.recogniser] += 1;
                judge(&code).map(|score| Match { span: code.span, score })
            }
            How::Number(read) | How::Word(_, read) | How::Mark(_, read) | How::Phrase(_, read) => read(place),
        }
    }

    /// Keeps a match with the score that its surroundings give it.
    fn weigh(&mut self, recogniser: usize, at: usize, found: Match) {
        let Score { alone, in_context } = found.score;
        let in_its_context = in_context > alone
            && (self.is_explained_before(recogniser, at) || self.is_explained_after(recogniser, found));
        if in_its_context {
            let length = self.tokens[at..].iter().take_while(|token| token.start() < found.span.end).count();
            self.seen[recogniser] = Some(Seen { last: at + length.saturating_sub(1), reach: NEXT });
        }
        let score = match in_its_context {
            true => in_context,
            false if self.is_unrelated(at) => alone - 0.3,
            false => alone,
        };
        let finding =
            Finding { kind: RECOGNISERS[recogniser].profile.kind, span: found.span, score, subject: Subject::Unknown };
        self.found.push((recogniser, finding));
    }

    fn is_explained_before(&self, recogniser: usize, at: usize) -> bool {
        let Some(Seen { last, reach }) = self.seen[recogniser] else { return false };
        match last >= self.line {
            true => at.saturating_sub(last) <= reach,
            false => last + 3 >= self.line && at - self.line <= 2,
        }
    }

    /// Whether a context word is the next word of the lexicon after the match, close by on its line.
    fn is_explained_after(&self, recogniser: usize, found: Match) -> bool {
        let mut after =
            self.hits[self.next..].iter().skip_while(|hit| self.tokens[hit.first].start() < found.span.end).peekable();
        let Some(first) = after.peek().map(|hit| hit.first) else { return false };
        let gap = self.tokens.text.get(found.span.end..self.tokens[first].start()).unwrap_or_default();
        gap.len() <= AFTER
            && !gap.contains(['\n', '.', ',', ';'])
            && after
                .take_while(|hit| hit.first == first)
                .any(|hit| matches!(hit.tag, Tag::Context(n) if n == recogniser))
    }

    fn is_unrelated(&self, at: usize) -> bool {
        let before = self.unrelated.is_some_and(|seen| seen >= self.line && at - seen <= UNRELATED);
        before
            || self.hits[self.next..]
                .iter()
                .take_while(|hit| hit.first <= at + UNRELATED)
                .any(|hit| matches!(hit.tag, Tag::Unrelated))
    }

    /// Raises valid codes that are many; the rest keep what they scored, weak ones too.
    fn finish(self) -> Vec<Finding> {
        let mut valid = [0; RECOGNISERS.len()];
        for (recogniser, finding) in &self.found {
            valid[*recogniser] += usize::from(finding.score >= 0.3);
        }
        let are_many = |n: usize| valid[n] >= REPEATED && valid[n] * 5 >= self.tried[n] * 4;
        let raised = |(n, finding): (usize, Finding)| match finding.score >= 0.3 && are_many(n) {
            true => Finding { score: finding.score.max(MANY), ..finding },
            false => finding,
        };
        self.found.into_iter().map(raised).collect()
    }
}
