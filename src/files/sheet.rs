//! Excel workbooks (.xlsx), hidden sheets and cached copies of tables included.

use super::archive::Archive;
use super::draft::{Draft, Label};
use super::office;
use super::xml::{self, Attributes, Event};
use crate::error::{Code, Error};
use calamine::{ExcelDateTime, ExcelDateTimeType};

/// The sheets in their order, a line per row with tabs between cells, then comments and the rest.
pub(super) fn read(draft: &mut Draft, bytes: &[u8]) -> Result<(), Error> {
    let mut archive = Archive::open(bytes)?;
    let book = Book::open(draft, &mut archive)?;
    for (name, member) in &book.sheets {
        draft.begin(Label::Sheet(name.clone()))?;
        let sheet = archive.member(draft, member)?.ok_or(BROKEN)?;
        book.read_sheet(draft, &sheet)?;
    }
    read_pivots(draft, &mut archive)?;
    office::read_besides(draft, &mut archive, |name| OTHERS.iter().any(|folder| name.starts_with(folder)))
}

const BROKEN: Error = Error { code: Code::FileBroken, place: "xlsx" };
const BOOK: &str = "xl/workbook.xml";

/// Where text stands beside the cells.
const OTHERS: [&str; 8] = [
    "xl/charts/",
    "xl/comments",
    "xl/drawings/",
    "xl/diagrams/",
    "xl/externalLinks/",
    "xl/persons/",
    "xl/queryTables/",
    "xl/threadedComments/",
];

/// What the cells of every sheet refer to.
struct Book {
    /// Name and member.
    sheets: Vec<(String, String)>,
    /// Texts that cells name by number.
    texts: Vec<String>,
    /// For each cell style, whether it shows a number as a date.
    is_date: Vec<bool>,
    /// Whether days are counted from 1904 on, as on old Macs.
    is_1904: bool,
}

impl Book {
    fn open(draft: &mut Draft, archive: &mut Archive) -> Result<Self, Error> {
        let links = office::relationships(draft, archive, BOOK)?;
        let bytes = archive.member(draft, BOOK)?.ok_or(BROKEN)?;
        let mut book = Book { sheets: Vec::new(), texts: Vec::new(), is_date: Vec::new(), is_1904: false };
        xml::walk(draft, &bytes, |_, event| {
            match event {
                Event::Start("workbookPr", attributes) => {
                    book.is_1904 = attributes.value("date1904").is_some_and(|value| value == "1" || value == "true");
                }
                Event::Start("sheet", attributes) => {
                    let sheet = attributes.values("id").find_map(|id| links.iter().find(|link| link.id == id));
                    let name = attributes.value("name").unwrap_or_default();
                    book.sheets.push((name, sheet.ok_or(BROKEN)?.target.clone()));
                }
                _ => {}
            }
            Ok(())
        })?;
        if let Some(bytes) = archive.member(draft, "xl/sharedStrings.xml")? {
            book.texts = read_texts(draft, &bytes)?;
        }
        if let Some(bytes) = archive.member(draft, "xl/styles.xml")? {
            book.is_date = read_styles(draft, &bytes)?;
        }
        Ok(book)
    }

    fn read_sheet(&self, draft: &mut Draft, bytes: &[u8]) -> Result<(), Error> {
        let mut cell = Cell::default();
        let mut column = 0;
        xml::walk(draft, bytes, |draft, event| {
            match event {
                Event::Start("row", _) => column = 0,
                Event::Start("c", attributes) => {
                    cell = Cell::of(&attributes);
                    column = cell.skip_to_column(draft, column);
                }
                Event::Start("v" | "t", _) => cell.is_open = true,
                Event::End("v" | "t") => cell.is_open = false,
                Event::Text(text) if cell.is_open => cell.text.push_str(text),
                Event::End("c") => draft.push(&self.shown(&cell)?),
                Event::End("row") => draft.line(),
                // Headers and footers, and the lists a cell may be chosen from.
                Event::End("oddHeader" | "oddFooter" | "evenHeader" | "firstHeader" | "formula1") => draft.line(),
                Event::Text(text) if column == 0 && !text.trim().is_empty() => draft.push(&without_sides(text)),
                Event::End("sheetData") => column = 0,
                _ => {}
            }
            Ok(())
        })
    }

    /// A cell as a person sees it, on one line.
    fn shown(&self, cell: &Cell) -> Result<String, Error> {
        let text = match cell.kind.as_str() {
            "s" => {
                let number: usize = cell.text.trim().parse().map_err(|_| BROKEN)?;
                self.texts.get(number).ok_or(BROKEN)?.as_str()
            }
            "" | "n" if self.is_date.get(cell.style).is_some_and(|&is_date| is_date) => {
                return Ok(date(cell.text.trim(), self.is_1904));
            }
            _ => &cell.text,
        };
        Ok(one_line(text))
    }
}

/// A cell as it is written.
#[derive(Default)]
struct Cell {
    column: Option<usize>,
    kind: String,
    style: usize,
    text: String,
    is_open: bool,
}

impl Cell {
    fn of(attributes: &Attributes) -> Self {
        Cell {
            column: attributes.value("r").map(|address| column(&address)),
            kind: attributes.value("t").unwrap_or_default(),
            style: attributes.value("s").and_then(|style| style.parse().ok()).unwrap_or(0),
            text: String::new(),
            is_open: false,
        }
    }

    /// Puts a tab for every column passed since `column`, the number of columns begun; answers the new number.
    fn skip_to_column(&self, draft: &mut Draft, column: usize) -> usize {
        let own = self.column.unwrap_or(column + 1).max(column + 1);
        let first = if column == 0 { 1 } else { column };
        for _ in first..own.min(first + MOST_TABS) {
            draft.push("\t");
        }
        own
    }
}

/// A lone cell far to the right needs no sixteen thousand tabs before it.
const MOST_TABS: usize = 64;

/// The column of an address like `AB12`, from 1.
fn column(address: &str) -> usize {
    let letters = address.bytes().map_while(|byte| byte.is_ascii_uppercase().then(|| usize::from(byte - b'A') + 1));
    letters.take(3).fold(0, |column, letter| column * 26 + letter)
}

/// A day number as `YYYY-MM-DD`, with the time if it has one; as it stands if it is no number.
fn date(text: &str, is_1904: bool) -> String {
    let Ok(days) = text.parse::<f64>() else { return text.to_owned() };
    if !(0.0..2_958_466.0).contains(&days) {
        return text.to_owned();
    }
    let when = ExcelDateTime::new(days, ExcelDateTimeType::DateTime, is_1904);
    match when.to_ymd_hms_milli() {
        (_, _, _, hour, minute, _, _) if days < 1.0 => format!("{hour:02}:{minute:02}"),
        (year, month, day, 0, 0, 0, _) => format!("{year:04}-{month:02}-{day:02}"),
        (year, month, day, hour, minute, _, _) => format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}"),
    }
}

pub(super) fn one_line(text: &str) -> String {
    text.replace(['\t', '\n', '\r'], " ")
}

/// A header's text without the marks for left, centre and right.
fn without_sides(text: &str) -> String {
    text.replace("&L", " ").replace("&C", " ").replace("&R", " ")
}

/// The numbered texts; of East Asian reading aids (`rPh`) only the text itself.
fn read_texts(draft: &mut Draft, bytes: &[u8]) -> Result<Vec<String>, Error> {
    let mut texts: Vec<String> = Vec::new();
    let (mut is_open, mut is_reading) = (false, false);
    xml::walk(draft, bytes, |_, event| {
        match event {
            Event::Start("si", _) => texts.push(String::new()),
            Event::Start("rPh", _) => is_reading = true,
            Event::End("rPh") => is_reading = false,
            Event::Start("t", _) => is_open = true,
            Event::End("t") => is_open = false,
            Event::Text(text) if is_open && !is_reading => texts.last_mut().ok_or(BROKEN)?.push_str(text),
            _ => {}
        }
        Ok(())
    })?;
    Ok(texts)
}

/// For each cell style, whether its number format is one of dates.
fn read_styles(draft: &mut Draft, bytes: &[u8]) -> Result<Vec<bool>, Error> {
    let mut own_dates = Vec::new();
    let mut is_date = Vec::new();
    let mut in_cell_styles = false;
    xml::walk(draft, bytes, |_, event| {
        match event {
            Event::Start("numFmt", attributes)
                if attributes.value("formatCode").is_some_and(|code| is_date_format(&code)) =>
            {
                own_dates.extend(attributes.value("numFmtId"));
            }
            Event::Start("cellXfs", _) => in_cell_styles = true,
            Event::End("cellXfs") => in_cell_styles = false,
            Event::Start("xf", attributes) if in_cell_styles => {
                let id = attributes.value("numFmtId").unwrap_or_default();
                is_date.push(own_dates.contains(&id) || id.parse().is_ok_and(is_built_in_date));
            }
            _ => {}
        }
        Ok(())
    })?;
    Ok(is_date)
}

/// ECMA-376 part 1, 18.8.30: 14 to 22 and 45 to 47 everywhere, 27 to 36 and 50 to 58 in East Asia.
fn is_built_in_date(id: u32) -> bool {
    matches!(id, 14..=22 | 27..=36 | 45..=47 | 50..=58)
}

/// Whether a format outside its quotations and brackets speaks of days, months, years or hours.
fn is_date_format(code: &str) -> bool {
    let mut quoted = None;
    let mut escaped = false;
    code.chars().any(|c| {
        if std::mem::take(&mut escaped) {
            return false;
        }
        match (quoted, c) {
            (None, '"') => quoted = Some('"'),
            (None, '[') => quoted = Some(']'),
            (Some(end), c) if c == end => quoted = None,
            (None, '\\' | '_' | '*') => escaped = true,
            (None, 'd' | 'D' | 'm' | 'M' | 'y' | 'Y' | 'h' | 'H') => return true,
            _ => {}
        }
        false
    })
}

/// The copies of tables that pivots keep, even when the table itself is gone.
fn read_pivots(draft: &mut Draft, archive: &mut Archive) -> Result<(), Error> {
    draft.begin(Label::Besides)?;
    for name in archive.names().to_vec() {
        if name.starts_with("xl/pivotCache/") && name.ends_with(".xml") {
            let bytes = archive.member(draft, &name)?.unwrap_or_default();
            read_pivot(draft, &bytes)?;
        }
    }
    Ok(())
}

fn read_pivot(draft: &mut Draft, bytes: &[u8]) -> Result<(), Error> {
    xml::walk(draft, bytes, |draft, event| {
        match event {
            Event::Start("s" | "n" | "d", attributes) => {
                draft.push(&one_line(&attributes.value("v").unwrap_or_default()));
                draft.cell();
            }
            Event::Start("cacheField", attributes) => {
                draft.push(&attributes.value("name").unwrap_or_default());
                draft.cell();
            }
            Event::End("r" | "cacheField") => draft.row(),
            _ => {}
        }
        Ok(())
    })
}
