//! What the words in the detector's lexicon mean.

use super::code::Place;
use super::lexicon::Lexicon;
use super::recogniser::{How, Match, RECOGNISERS};
use super::{special, table};

/// What a phrase means to the detector.
#[derive(Debug, Clone, Copy)]
pub enum Tag {
    /// It explains a code of this recogniser (by its place in `RECOGNISERS`).
    Context(usize),
    /// This recogniser begins at it.
    Begins(usize, fn(&Place<'_, '_>) -> Option<Match>),
    /// It says that a number nearby is something else.
    Unrelated,
    /// It says that contact details nearby are an organisation's.
    Organisation,
    /// It heads a column or a line of this sort.
    Header(table::Column),
    /// It tells special-category data, if of an individual.
    Special(special::Word),
}

/// Words beside numbers that identify things, not people, and of sums.
const UNRELATED: &[&str] = &[
    "isbn",
    "issn",
    "parcel",
    "tracking",
    "delivery",
    "delivery note",
    "invoice",
    "order",
    "purchase order",
    "stock",
    "serial",
    "barcode",
    "sku",
    "quote",
    "asset",
    "part",
    "nearest",
    "factor",
    "factors",
    "multiple",
    "multiples",
    "divide",
    "multiply",
    "round",
    "print",
    "digits",
    "calculate",
    "integer",
    "million",
    "book code",
    "code",
    "urn",
    "laestab",
    "ukprn",
    "centre number",
    "dfe number",
    "estab",
    "charity",
    "charity number",
    "company number",
    "vat",
    "version",
    "build",
    "firmware",
    "doi",
    "grid reference",
];

/// Words beside an organisation's own contact details.
const ORGANISATION: &[&str] = &[
    "office",
    "reception",
    "switchboard",
    "enquiries",
    "website",
    "head office",
    "job advert",
    "visits welcome",
    "contact us",
    "booking",
    "bookings",
    "venue",
    "helpline",
    "charity",
    "childline",
    "nspcc",
    "samaritans",
    "museum",
    "theatre",
    "supplier",
    "opening hours",
    "box office",
    "freephone",
    "hotline",
    "school address",
    "academy",
    "trust",
    "council",
    "local authority",
];

/// The lexicon of every recogniser, table header and special-category word.
pub fn lexicon() -> Lexicon<Tag> {
    let contexts =
        RECOGNISERS.iter().enumerate().flat_map(|(n, r)| r.context.iter().map(move |word| (*word, Tag::Context(n))));
    let begins = RECOGNISERS.iter().enumerate().flat_map(|(n, r)| {
        let phrases = r.how.iter().filter_map(|how| match how {
            How::Phrase(phrases, read) => Some((phrases, *read)),
            _ => None,
        });
        phrases.flat_map(move |(phrases, read)| phrases.iter().map(move |word| (*word, Tag::Begins(n, read))))
    });
    let plain = |words: &'static [&'static str], tag: Tag| words.iter().map(move |word| (*word, tag));
    Lexicon::new(
        contexts
            .chain(begins)
            .chain(plain(UNRELATED, Tag::Unrelated))
            .chain(plain(ORGANISATION, Tag::Organisation))
            .chain(table::headers())
            .chain(special::words()),
    )
}
