//! One page's drawing instructions, followed only as far as text is concerned.

use super::Fonts;
use crate::error::Error;
use crate::files::draft::Draft;
use hayro_font::hayro_cmap::BfString;
use hayro_font::kurbo::{Affine, Point};
use hayro_font::{Font, FontGlyph};
use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction;
use hayro_syntax::object::{Dict, Name, Number, Object};
use hayro_syntax::page::Resources;

/// Follows the instructions of a page and of the forms it draws.
pub(super) struct Painter<'f, 'a> {
    fonts: &'f Fonts<'a>,
    state: State<'a>,
    saved: Vec<State<'a>>,
    line_matrix: Affine,
    text_matrix: Affine,
    /// Where the last character ended, on the page.
    pen: Option<Point>,
    forms: usize,
    known: usize,
    unknown: usize,
    drawn: bool,
}

/// What `q` saves and `Q` brings back.
#[derive(Clone)]
struct State<'a> {
    to_page: Affine,
    font: Option<Font<'a>>,
    size: f64,
    character_space: f64,
    word_space: f64,
    scale: f64,
    leading: f64,
}

/// Forms drawn within forms; real ones stay under five.
const MOST_FORMS: usize = 16;
/// Saved states; real pages stay under thirty.
const MOST_SAVED: usize = 512;

impl<'f, 'a> Painter<'f, 'a> {
    pub fn new(fonts: &'f Fonts<'a>) -> Self {
        let state = State {
            to_page: Affine::IDENTITY,
            font: None,
            size: 1.0,
            character_space: 0.0,
            word_space: 0.0,
            scale: 1.0,
            leading: 0.0,
        };
        Painter {
            fonts,
            state,
            saved: Vec::new(),
            line_matrix: Affine::IDENTITY,
            text_matrix: Affine::IDENTITY,
            pen: None,
            forms: 0,
            known: 0,
            unknown: 0,
            drawn: false,
        }
    }

    /// Whether something was drawn of which too little can be read: nothing, or more unknown characters than known.
    pub fn is_illegible(&self) -> bool {
        self.unknown > self.known || (self.drawn && self.known == 0)
    }

    pub fn paint(&mut self, draft: &mut Draft, mut page: TypedIter, resources: &Resources<'a>) -> Result<(), Error> {
        while let Some(instruction) = page.next() {
            draft.spend(1)?;
            self.obey(draft, instruction, resources)?;
        }
        Ok(())
    }

    fn obey(&mut self, draft: &mut Draft, op: TypedInstruction, resources: &Resources<'a>) -> Result<(), Error> {
        use TypedInstruction as Op;
        match op {
            Op::SaveState(_) if self.saved.len() < MOST_SAVED => self.saved.push(self.state.clone()),
            Op::RestoreState(_) => self.state = self.saved.pop().unwrap_or_else(|| self.state.clone()),
            Op::Transform(m) => self.state.to_page *= affine([m.0, m.1, m.2, m.3, m.4, m.5]),
            Op::BeginText(_) => self.set_line(Affine::IDENTITY),
            Op::TextFont(font) => {
                self.state.font = resources.get_font(font.0).and_then(|dict| self.fonts.font(&dict));
                self.state.size = font.1.as_f64();
            }
            Op::CharacterSpacing(space) => self.state.character_space = space.0.as_f64(),
            Op::WordSpacing(space) => self.state.word_space = space.0.as_f64(),
            Op::HorizontalScaling(percent) => self.state.scale = percent.0.as_f64() / 100.0,
            Op::TextLeading(leading) => self.state.leading = leading.0.as_f64(),
            Op::SetTextMatrix(m) => self.set_line(affine([m.0, m.1, m.2, m.3, m.4, m.5])),
            Op::NextLine(by) => self.next_line(by.0.as_f64(), by.1.as_f64()),
            Op::NextLineAndSetLeading(by) => {
                self.state.leading = -by.1.as_f64();
                self.next_line(by.0.as_f64(), by.1.as_f64());
            }
            Op::NextLineUsingLeading(_) => self.next_line(0.0, -self.state.leading),
            Op::ShowText(text) => self.show(draft, text.0.as_bytes())?,
            Op::NextLineAndShowText(text) => {
                self.next_line(0.0, -self.state.leading);
                self.show(draft, text.0.as_bytes())?;
            }
            Op::ShowTextWithParameters(text) => {
                self.state.word_space = text.0.as_f64();
                self.state.character_space = text.1.as_f64();
                self.next_line(0.0, -self.state.leading);
                self.show(draft, text.2.as_bytes())?;
            }
            Op::ShowTexts(texts) => {
                for item in texts.0.iter::<Object>() {
                    match item {
                        Object::String(text) => self.show(draft, text.as_bytes())?,
                        Object::Number(back) => self.step(-back.as_f64() / 1000.0 * self.state.size),
                        _ => {}
                    }
                }
            }
            Op::XObject(name) => self.draw(draft, name.0, resources)?,
            Op::InlineImage(_) | Op::FillPathNonZero(_) | Op::FillPathEvenOdd(_) | Op::Shading(_) => self.drawn = true,
            _ => {}
        }
        Ok(())
    }

    /// A form's instructions are followed in place; anything else is a picture.
    fn draw(&mut self, draft: &mut Draft, name: &Name, resources: &Resources<'a>) -> Result<(), Error> {
        let Some(stream) = resources.get_x_object(name) else { return Ok(()) };
        let dict = stream.dict();
        self.drawn = true;
        let is_form = dict.get::<Name>(b"Subtype").is_some_and(|subtype| subtype.as_str() == "Form");
        if !is_form || self.forms == MOST_FORMS {
            return Ok(());
        }
        let Ok(content) = stream.decoded_data() else { return Ok(()) };
        draft.unpack(content.len())?;
        let own = dict.get::<Dict>(b"Resources").map(Resources::new);
        let outer = self.state.clone();
        if let Some(matrix) = dict.get::<[f32; 6]>(b"Matrix") {
            self.state.to_page *= Affine::new(matrix.map(f64::from));
        }
        self.forms += 1;
        self.paint(draft, TypedIter::new(&content), own.as_ref().unwrap_or(resources))?;
        self.forms -= 1;
        self.state = outer;
        Ok(())
    }

    fn set_line(&mut self, matrix: Affine) {
        self.line_matrix = matrix;
        self.text_matrix = matrix;
    }

    fn next_line(&mut self, x: f64, y: f64) {
        self.set_line(self.line_matrix * Affine::translate((x, y)));
    }

    /// Moves on along the line, in units of text space before horizontal scaling.
    fn step(&mut self, by: f64) {
        self.text_matrix *= Affine::translate((by * self.state.scale, 0.0));
    }

    fn show(&mut self, draft: &mut Draft, bytes: &[u8]) -> Result<(), Error> {
        let Some(font) = self.state.font.clone() else {
            self.unknown += bytes.len();
            return Ok(());
        };
        let mut at = 0;
        while at < bytes.len() {
            draft.spend(1)?;
            let (code, length) = font.read_code(bytes, at);
            at += length.max(1);
            self.separate(draft);
            self.put(draft, &font, code);
            let word_space = if code == 32 && length == 1 { self.state.word_space } else { 0.0 };
            let advance = font.code_advance(code).x / 1000.0 * self.state.size;
            self.step(advance + self.state.character_space + word_space);
            self.pen = Some(self.place(0.0));
        }
        Ok(())
    }

    fn put(&mut self, draft: &mut Draft, font: &Font, code: u32) {
        let unicode = match font.glyph(font.map_code(code), code) {
            FontGlyph::Outline(glyph) => glyph.as_unicode(),
            FontGlyph::Type3(glyph) => glyph.as_unicode(),
        };
        self.known += usize::from(unicode.is_some());
        match unicode {
            Some(BfString::Char(' ')) => draft.space(),
            Some(BfString::Char(c)) => draft.push(ligature(c).unwrap_or(c.encode_utf8(&mut [0; 4]))),
            Some(BfString::String(text)) => draft.push(&text),
            None => {
                self.unknown += 1;
                draft.push("\u{FFFD}");
            }
        }
    }

    /// Puts what stands between the last character and the next: nothing, a space, a tab for a wide gap, a line end.
    fn separate(&self, draft: &mut Draft) {
        let Some(pen) = self.pen else { return };
        let along = (self.place(1.0) - self.place(0.0)).normalize();
        let em = (self.place(self.state.size) - self.place(0.0)).hypot();
        let gap = self.place(0.0) - pen;
        let (forward, sideways) = (gap.dot(along), gap.cross(along).abs());
        let is_in_line = sideways <= 0.6 * em && forward >= -2.0 * em;
        if !is_in_line {
            draft.line();
        } else if forward > em {
            draft.cell();
        } else if forward > 0.15 * em {
            draft.space();
        }
    }

    /// The point this far along the line from the next character's origin, on the page. Superscripts stay in line.
    fn place(&self, along: f64) -> Point {
        self.state.to_page * self.text_matrix * Point::new(along, 0.0)
    }
}

/// The letters of a ligature, by which names and words are known.
fn ligature(c: char) -> Option<&'static str> {
    Some(match c {
        'ﬀ' => "ff",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        'ﬃ' => "ffi",
        'ﬄ' => "ffl",
        'ﬅ' | 'ﬆ' => "st",
        _ => return None,
    })
}

fn affine(matrix: [Number; 6]) -> Affine {
    Affine::new(matrix.map(|number| number.as_f64()))
}
