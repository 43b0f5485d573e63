use super::*;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

fn sample(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/files/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn read(bytes: &[u8], name: &str) -> Result<FileText, Error> {
    read_file(bytes, name, &Limits::default())
}

#[track_caller]
fn check(name: &str, kind: FileKind, expected: &[(Label, &str)]) {
    let file = read(&sample(name), name).unwrap();
    let of = |part: &Part| (part.label.clone(), part.span.of(&file.text).unwrap().to_owned());
    let parts: Vec<(Label, String)> = file.parts.iter().map(of).filter(|(_, text)| !text.is_empty()).collect();
    let expected: Vec<(Label, String)> = expected.iter().map(|(l, t)| (l.clone(), (*t).to_owned())).collect();
    assert_eq!((file.kind, parts, file.truncated), (kind, expected, false));
}

#[track_caller]
fn check_text(bytes: &[u8], name: &str, expected: &str) {
    assert_eq!(read(bytes, name).unwrap().text, expected);
}

#[track_caller]
fn check_fault(bytes: &[u8], name: &str, expected: Code) {
    assert_eq!(read(bytes, name).unwrap_err().code, expected);
}

fn zip_of(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        zip.start_file(*name, SimpleFileOptions::default().compression_method(CompressionMethod::Deflated)).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn docx_of(body: &str) -> Vec<u8> {
    let document = format!("<w:document xmlns:w='w'><w:body>{body}</w:body></w:document>");
    zip_of(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", document.as_bytes())])
}

#[test]
fn a_word_document_gives_text_tables_comments_headers_and_author() {
    let text = read(&sample("plan.docx"), "plan.docx").unwrap().text;
    assert!(
        text.starts_with("Amira Khan has made good progress.\nName\tDOB\tNHS\nTom Iqbal\t04/09/2014\t999 000 0018\n")
    );
    for line in ["Ask Mr Osei first", "Lena Roth", "Footer confidential", "Header Rushey Mead", "Priya Shah"] {
        assert!(text.lines().any(|found| found == line), "{line}");
    }
}

#[test]
fn tracked_deletions_count_and_split_runs_join() {
    let body = "<w:p><w:r><w:t>Am</w:t></w:r><w:r><w:t>ira</w:t></w:r><w:del><w:r><w:delText> Khan</w:delText></w:r></w:del></w:p>";
    check_text(&docx_of(body), "a.docx", "Amira Khan\n");
}

#[test]
fn a_table_in_a_table_stays_in_its_cell() {
    let inner = "<w:tbl><w:tr><w:tc><w:p><w:t>x</w:t></w:p></w:tc><w:tc><w:p><w:t>y</w:t></w:p></w:tc></w:tr></w:tbl>";
    let row = format!("<w:tbl><w:tr><w:tc><w:p><w:t>a</w:t></w:p></w:tc><w:tc>{inner}</w:tc></w:tr></w:tbl>");
    check_text(&docx_of(&row), "a.docx", "a\tx y\n");
}

#[test]
fn a_workbook_gives_hidden_sheets_dates_comments_and_headers() {
    check(
        "class.xlsx",
        FileKind::Xlsx,
        &[
            (
                Label::Sheet("Year 4".into()),
                "Name\tDate of birth\tUPN\nAmira Khan\t2015-03-09\tA123456789012\n\t\t\t\tfar\n Class list\n",
            ),
            (Label::Sheet("Secret".into()), "Hidden Zoë\n2024-05-01 13:30\n1\n3.5\n"),
            (Label::Besides, "P Shah\nLooked after\n"),
            (Label::Properties, "Priya Shah\n"),
        ],
    );
}

#[test]
fn a_pivots_copy_of_a_deleted_table_is_read() {
    let cache = "<c><cacheField name='Pupil'><sharedItems><s v='Amira Khan'/></sharedItems></cacheField></c>";
    let bytes = zip_of(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("xl/pivotCache/pivotCacheDefinition1.xml", cache.as_bytes()),
        ("xl/workbook.xml", b"<workbook/>"),
    ]);
    check_text(&bytes, "a.xlsx", "Pupil\tAmira Khan\n");
}

#[test]
fn an_old_workbook_is_read() {
    check("old.xls", FileKind::Xls, &[(Label::Sheet("Old".into()), "Name\tDOB\nAmira Khan\t2015-03-09\n")]);
}

#[test]
fn slides_come_in_order_with_their_notes() {
    check(
        "talk.pptx",
        FileKind::Pptx,
        &[
            (Label::Slide(1), "First slide\nNotes 1\n"),
            (Label::Slide(2), "Second: Amira Khan\nr0c0\tr0c1\nr1c0\tr1c1\nNotes 2\n"),
            (Label::Properties, "Priya Shah\ngenerated using python-pptx\nSteve Canny\n"),
        ],
    );
}

#[test]
fn opendocument_gives_tables_and_annotations() {
    check("class.ods", FileKind::Odf, &[(Label::Sheet("Year 4".into()), "Name\tUPN\nAmira Khan\tA123456789012\n")]);
    let text = read(&sample("report.odt"), "report.odt").unwrap().text;
    assert_eq!(text, "Report\nAmira  Khan\tYear 4 Lena Roth\nCheck with family\nPriya Shah\n");
}

#[test]
fn a_pdf_gives_columns_as_tabs_and_its_form_fields() {
    for name in ["letter.pdf", "open-encrypted.pdf"] {
        check(
            name,
            FileKind::Pdf,
            &[
                (Label::Page(1), "Amira Khan\t04/09/2014\nZoë’s mark\n"),
                (Label::Page(2), "Page two: Tom Iqbal\n"),
                (Label::Besides, "Field value\n"),
                (Label::Properties, "untitled\nPriya Shah\nunspecified\n"),
            ],
        );
    }
}

#[test]
fn a_browsers_pdf_gives_whole_words_and_no_ligatures() {
    let text = read(&sample("browser.pdf"), "browser.pdf").unwrap().text;
    assert!(
        text.starts_with("Dear parents of Amira Khan, the naïve office “affirms” efficiency.\nName\tDOB\nTom Iqbal")
    );
}

#[test]
fn locked_files_say_so() {
    check_fault(&sample("locked.docx"), "locked.docx", Code::FileLocked);
    check_fault(&sample("locked.pdf"), "locked.pdf", Code::FileLocked);
    let mut zip = zip_of(&[("a.txt", b"Amira")]);
    for (magic, flags) in [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)] {
        let at = zip.windows(4).position(|window| window == magic).unwrap();
        zip[at + flags] |= 1;
    }
    check_fault(&zip, "a.zip", Code::FileLocked);
}

#[test]
fn a_scan_is_no_empty_text() {
    check_fault(&sample("scan.pdf"), "scan.pdf", Code::FileNoText);
    let picture = zip_of(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("docProps/core.xml", b"<c><creator>Priya Shah</creator></c>"),
        ("word/document.xml", b"<d/>"),
        ("word/media/image1.png", b""),
    ]);
    check_fault(&picture, "a.docx", Code::FileNoText);
}

#[test]
fn an_empty_document_is_no_fault() {
    check_text(&docx_of(""), "a.docx", "");
    check_text(b"", "a.txt", "");
}

#[test]
fn pictures_and_recordings_are_kinds_not_faults() {
    assert_eq!(read(&sample("photo.jpg"), "report.docx").unwrap().kind, FileKind::Image);
    assert_eq!(read(b"ID3\x04\0\0\0\0", "a").unwrap().kind, FileKind::Audio);
    assert_eq!(read(b"\0\0\0\x20ftypisom\0\0\0\0", "a").unwrap().kind, FileKind::Video);
}

#[test]
fn bytes_win_over_the_name() {
    assert_eq!(read(&sample("letter.pdf"), "notes.txt").unwrap().kind, FileKind::Pdf);
}

#[test]
fn what_cannot_be_read_is_named() {
    check_fault(&[0x7F, b'E', b'L', b'F', 2, 1, 1, 0, 0, 0], "tool", Code::FileUnknown);
    check_fault(b"7z\xBC\xAF\x27\x1C\0\x04", "a.7z", Code::FileUnreadable);
    let stream: Vec<u8> = "WordDocument".encode_utf16().flat_map(u16::to_le_bytes).collect();
    check_fault(&[b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", &stream[..]].concat(), "old.doc", Code::FileUnreadable);
}

#[test]
fn bombs_are_refused() {
    let limits = Limits { unpacked: 1 << 20, ..Limits::default() };
    let bomb = docx_of(&" ".repeat(2 << 20));
    assert!(bomb.len() < 10_000);
    assert_eq!(read_file(&bomb, "a.docx", &limits).unwrap_err(), Error::new(Code::FileTooBig, "unpacked"));

    let mut nested = zip_of(&[("a.txt", b"Amira")]);
    for _ in 0..=limits.depth {
        nested = zip_of(&[("a.zip", &nested)]);
    }
    assert_eq!(read_file(&nested, "a.zip", &limits).unwrap_err(), Error::new(Code::FileTooBig, "depth"));

    let limits = Limits { steps: 1000, ..Limits::default() };
    let busy = docx_of(&"<w:p/>".repeat(1000));
    assert_eq!(read_file(&busy, "a.docx", &limits).unwrap_err(), Error::new(Code::FileTooBig, "work"));

    let laughs = r#"<!DOCTYPE d [<!ENTITY a "Amira"><!ENTITY b "&a;&a;">]><d><t>&b;</t></d>"#;
    let bytes = zip_of(&[("[Content_Types].xml", b""), ("word/document.xml", laughs.as_bytes())]);
    check_text(&bytes, "a.docx", " \n");
}

#[test]
fn text_over_the_limit_is_cut_between_characters_and_said() {
    let limits = Limits { text: 4, ..Limits::default() };
    let file = read_file("Zoë Khan".as_bytes(), "a.txt", &limits).unwrap();
    assert_eq!((file.text.as_str(), file.truncated), ("Zoë", true));
}

#[test]
fn an_archives_files_are_read_and_the_unreadable_counted() {
    let inner = docx_of("<w:p><w:t>Amira</w:t></w:p>");
    let bytes = zip_of(&[("b/plan.docx", &inner), ("c.bin", &[0, 1, 2, 3, 4, 5, 6, 7]), ("d.csv", b"x,y\n")]);
    let file = read(&bytes, "a.zip").unwrap();
    assert_eq!(file.text, "b/plan.docx\nAmira\nc.bin\nd.csv\nx\ty\n");
    assert_eq!((file.kind, file.unread), (FileKind::Zip, 1));
}

#[test]
fn separated_values_come_out_in_tabs() {
    check_text(b"Name;Born\n\"Khan; Amira\";04/09/2014\n", "a.csv", "Name\tBorn\nKhan; Amira\t04/09/2014\n");
    check_text(b"Name,Note\nZo\xEB,\"two\nlines\"\n", "a.csv", "Name\tNote\nZoë\ttwo lines\n");
    check_text(b"a\tb\n\tc\n", "a.tsv", "a\tb\n\tc\n");
}

#[test]
fn a_page_gives_its_words_and_tables_without_scripts() {
    let page = "<!doctype html><title>T</title><style>p{}</style><script>if(a<b)x()</script><p>Zo&euml; <b>K</b>han\
                <table><tr><th>Name</th><td>a\n b</td></tr></table><img alt=\"Amira\"><a href=\"mailto:a@b.example\">x</a> 1 < 2";
    check_text(page.as_bytes(), "a", "T\nZoë Khan\nName\ta b\nAmira a@b.example x 1 < 2\n");
}

#[test]
fn a_message_gives_addresses_words_and_attachments() {
    let message = "From: =?utf-8?Q?Zo=C3=AB_Khan?= <zoe@b.example>\r\nTo: office@school.example\r\nSubject: Tom\r\n\
        MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nHello\r\n\
        --x\r\nContent-Type: text/csv; name=list.csv\r\nContent-Disposition: attachment; filename=list.csv\r\n\
        Content-Transfer-Encoding: base64\r\n\r\nTmFtZSxCb3JuCg==\r\n--x--\r\n";
    check_text(
        message.as_bytes(),
        "a.eml",
        "Zoë Khan zoe@b.example \noffice@school.example \nTom\nHello\nlist.csv\nName\tBorn\n",
    );
}

#[test]
fn rich_text_gives_words_and_author_without_fonts_and_pictures() {
    let text = r"{\rtf1\ansi{\fonttbl{\f0 Arial;}}{\info{\author Priya Shah}{\creatim\yr2024}}\f0 Zo\'eb\par \u8217?s{\b bold}\tab x{\*\generator Riched}{\pict 0102}}";
    let file = read(text.as_bytes(), "a.rtf").unwrap();
    assert_eq!((file.text.as_str(), file.unread), ("\nPriya ShahZoë\n’sbold\tx\n", 1));
    check_fault(br"{\rtf1 {open", "a.rtf", Code::FileBroken);
    check_text(br"{\rtf1 \u-10179?\u-8694?}", "a.rtf", "\u{1F60A}\n");
}

const SAMPLES: [&str; 11] = [
    "browser.pdf",
    "class.ods",
    "class.xlsx",
    "letter.pdf",
    "locked.docx",
    "old.xls",
    "open-encrypted.pdf",
    "photo.jpg",
    "plan.docx",
    "report.odt",
    "talk.pptx",
];

#[test]
fn a_broken_off_file_is_broken_or_unknown_but_never_a_panic() {
    for name in SAMPLES {
        let whole = sample(name);
        for step in 0..60 {
            let cut = whole.len() * step / 60;
            let outcome = read(&whole[..cut], name);
            if name.ends_with("x") && cut > 4 {
                assert!(outcome.is_err(), "{name} at {cut}");
            }
        }
    }
}

#[test]
fn flipped_bits_never_panic() {
    for name in SAMPLES {
        let whole = sample(name);
        for step in 0..150 {
            let mut broken = whole.clone();
            let at = whole.len() * step / 150;
            broken[at] ^= 1 << (step % 8);
            let _ = read(&broken, name);
        }
    }
}

/// Bits flipped inside the members, where a checksum would otherwise hide them from the XML readers.
#[test]
fn flipped_bits_in_members_never_panic() {
    for name in ["class.ods", "class.xlsx", "plan.docx", "report.odt", "talk.pptx"] {
        let whole = sample(name);
        let limits = Limits::default();
        let mut archive = archive::Archive::open(&whole).unwrap();
        let mut draft = Draft::new(&limits);
        let names = archive.names().to_vec();
        let mut members: Vec<(&str, Vec<u8>)> =
            names.iter().map(|name| (name.as_str(), archive.member(&mut draft, name).unwrap().unwrap())).collect();
        for step in 0..40 {
            for (_, bytes) in members.iter_mut().filter(|(_, bytes)| !bytes.is_empty()) {
                let at = bytes.len() * step / 40;
                bytes[at] ^= 1 << (step % 7);
            }
            let views: Vec<(&str, &[u8])> = members.iter().map(|(name, bytes)| (*name, &bytes[..])).collect();
            let _ = read(&zip_of(&views), name);
            for (_, bytes) in members.iter_mut().filter(|(_, bytes)| !bytes.is_empty()) {
                let at = bytes.len() * step / 40;
                bytes[at] ^= 1 << (step % 7);
            }
        }
    }
}
