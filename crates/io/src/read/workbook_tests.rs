use super::*;
use crate::campaign::{Dice, effort};
use crate::project::Input;
use crate::rows::Row;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};

fn opened(bytes: Vec<u8>, input: &Input) -> Result<Rows, ReadError> {
    read(&Opened { input, path: "a.xlsx".into(), bytes })
}

/// A workbook of one sheet, drawn by a function.
fn drawn(
    draw: impl Fn(&mut rust_xlsxwriter::Worksheet) -> Result<(), rust_xlsxwriter::XlsxError>,
) -> Vec<u8> {
    let mut book = Workbook::new();
    draw(book.add_worksheet()).unwrap();
    book.save_to_buffer().unwrap()
}

/// Records and findings, one a line.
fn said(rows: &Rows) -> Vec<String> {
    let cells = |row: &Row| {
        let cells = (0..rows.columns.len()).map(|i| row.text(i).unwrap_or_default());
        cells.collect::<Vec<_>>().join("|")
    };
    let records = rows.list.iter().map(|row| format!("{}: {}", row.place, cells(row)));
    records.chain(rows.findings.iter().map(ToString::to_string)).collect()
}

#[test]
fn a_sheet_as_a_county_makes_it_is_read() {
    let bytes = drawn(|sheet| {
        let plain = Format::new();
        sheet.merge_range(0, 0, 0, 4, "凤庆县社区人口统计表", &plain)?;
        sheet.write(1, 0, "填报单位:民政局")?;
        sheet.merge_range(2, 0, 3, 0, "社区代码", &plain)?;
        sheet.merge_range(2, 1, 3, 1, "街道", &plain)?;
        sheet.merge_range(2, 2, 2, 3, "人口", &plain)?;
        sheet.write(2, 4, "备注")?;
        sheet.write(3, 2, "常住")?.write(3, 3, "户籍")?;
        for (row, code) in [(4, 530_921_001_001_i64), (5, 530_921_001_002)] {
            sheet.write(row, 0, code)?.write(row, 2, 4102.0)?.write(row, 3, "约4000")?;
        }
        sheet.merge_range(4, 1, 5, 1, "凤山镇", &plain)?;
        sheet.write(6, 0, "合 计")?.write(6, 2, 8204)?;
        Ok(())
    });
    let rows = opened(bytes, &Input::new("a.xlsx")).unwrap();
    assert_eq!(rows.columns.join("|"), "社区代码|街道|人口常住|人口户籍|备注");
    assert_eq!(
        said(&rows),
        [
            "row 5: 530921001001|凤山镇|4102|约4000|",
            "row 6: 530921001002|凤山镇|4102|约4000|",
            "a.xlsx row 3: passed over above the header: rows 1-2",
            "a.xlsx row 3: read as one header: rows 3-4",
            "a.xlsx: left out as totals: row 7",
            "a.xlsx: 1 merged cells got the value of their block",
        ]
    );
    assert_eq!(*rows.list[0].value(0), walkshed::model::Value::Integer(530_921_001_001));
}

#[test]
fn a_count_that_rows_share_is_not_counted_twice() {
    let bytes = drawn(|sheet| {
        sheet.write(0, 0, "地块编号")?.write(0, 1, "人口")?.write(0, 2, "社区")?;
        for row in 1..=3 {
            sheet.write(row, 0, format!("P{row}"))?;
        }
        sheet.merge_range(1, 1, 3, 1, "", &Format::new())?;
        sheet.write(1, 1, 300)?;
        sheet.merge_range(1, 2, 3, 2, "东山", &Format::new())?;
        Ok(())
    });
    let rows = opened(bytes, &Input::new("a.xlsx")).unwrap();
    let said = said(&rows);
    assert_eq!(said[..3], ["row 2: P1|300|东山", "row 3: P2||东山", "row 4: P3||东山"]);
    assert!(said[4].contains("1 blocks of merged cells hold one count"), "{said:?}");
}

#[test]
fn a_total_takes_all_rows_that_it_spans() {
    let bytes = drawn(|sheet| {
        sheet.write(0, 0, "社区")?.write(0, 1, "性别")?.write(0, 2, "人口")?;
        for row in 1..=4 {
            sheet.write(row, 1, if row % 2 == 0 { "女" } else { "男" })?;
            sheet.write(row, 2, row)?;
        }
        sheet.merge_range(1, 0, 2, 0, "东山", &Format::new())?;
        sheet.merge_range(3, 0, 4, 0, "合计", &Format::new()).map(drop)
    });
    let rows = opened(bytes, &Input::new("a.xlsx")).unwrap();
    assert_eq!(
        said(&rows),
        [
            "row 2: 东山|男|1",
            "row 3: 东山|女|2",
            "a.xlsx: left out as totals: rows 4-5",
            "a.xlsx: 1 merged cells got the value of their block"
        ]
    );
}

#[test]
fn cells_are_what_they_are() {
    let bytes = drawn(|sheet| {
        let date = Format::new().set_num_format("yyyy-mm-dd");
        for (i, name) in ["编号", "日期", "值", "公式", "开"].into_iter().enumerate()
        {
            sheet.write(0, i as u16, name)?;
        }
        sheet.write(1, 0, "0012")?;
        let day = ExcelDateTime::parse_from_str("2021-11-20")?;
        sheet.write_with_format(1, 1, &day, &date)?;
        sheet.write(1, 2, 99.5)?;
        sheet.write(1, 3, Formula::new("1/0").set_result("#DIV/0!"))?;
        sheet.write(1, 4, true)?;
        sheet.write(2, 0, 53_092_100_100_121_000_f64)?;
        Ok(())
    });
    let rows = opened(bytes, &Input::new("a.xlsx")).unwrap();
    assert_eq!(
        said(&rows)[..2],
        ["row 2: 0012|2021-11-20|99.5||true", "row 3: 5.30921001001210E+16||||"]
    );
}

#[test]
fn a_sheet_is_found_by_name_or_is_the_first_with_records() {
    let mut book = Workbook::new();
    book.add_worksheet().set_name("说明").unwrap().write(0, 0, "请逐行填写").unwrap();
    let second = book.add_worksheet().set_name("站点").unwrap();
    second.write(0, 0, "编号").unwrap().write(1, 0, "A").unwrap();
    let third = book.add_worksheet().set_name("社区").unwrap();
    third.write(0, 0, "编号").unwrap().write(1, 0, "B").unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let rows = opened(bytes.clone(), &Input::new("a.xlsx")).unwrap();
    assert_eq!(
        said(&rows),
        [
            "row 2: A",
            "a.xlsx: sheet \"站点\" is read, not 说明, 社区; name another in walkshed.toml: sheet = \
             \"...\""
        ]
    );
    let named =
        |name: &str| Input { sheet: Some(name.to_owned()), ..Input::new("a.xlsx") };
    assert_eq!(said(&opened(bytes.clone(), &named("社區")).unwrap()), ["row 2: B"]);
    let error = opened(bytes, &named("社区人口")).unwrap_err();
    assert_eq!(error.status(), 3);
    assert_eq!(
        error.to_string(),
        "a.xlsx: no sheet \"社区人口\"; there are 说明, 站点, 社区; correct sheet in walkshed.toml, or --sheet, \
         did you mean \"社区\"?"
    );
}

#[test]
fn what_is_no_workbook_is_told_with_its_status() {
    let whole = drawn(|sheet| sheet.write(0, 0, "编号").map(drop));
    for bytes in [
        whole[..whole.len() / 2].to_vec(),
        b"PK\x03\x04...".to_vec(),
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(),
        [&b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"[..], &[0xff; 4096]].concat(),
    ] {
        let error = opened(bytes, &Input::new("a.xlsx")).unwrap_err();
        assert_eq!(error.status(), 4, "{error}");
        assert!(error.to_string().contains("not a sound Excel file"), "{error}");
    }
    let blank = drawn(|_| Ok(()));
    assert_eq!(opened(blank, &Input::new("a.xlsx")).unwrap_err().status(), 4);
}

#[test]
fn a_workbook_under_another_name_is_one() {
    use crate::read::Format;
    let bytes = drawn(|sheet| sheet.write(0, 0, "编号").map(drop));
    for extension in ["xlsx", "csv", "zip", ""] {
        assert!(
            matches!(Format::of(&bytes, extension), Ok(Format::Workbook)),
            "{extension}"
        );
    }
    assert!(matches!(Format::of(b"PK\x03\x04", "zip"), Ok(Format::Zip)));
}

#[test]
fn a_cell_in_the_last_corner_costs_no_memory() {
    let bytes = drawn(|sheet| {
        sheet.write(0, 0, "编号")?.write(0, 1, "人口")?.write(1, 0, "A")?;
        sheet.write(1_048_575, 16_383, "x").map(drop)
    });
    let rows = opened(bytes, &Input::new("a.xlsx")).unwrap();
    assert_eq!(rows.list.len(), 1);
}

/// A small sheet, its parts kept as they are so that damage reaches what they say.
fn stored() -> Vec<u8> {
    use std::io::{Read, Write};
    let packed = drawn(|sheet| {
        sheet.merge_range(0, 0, 0, 1, "表", &Format::new())?;
        sheet.write(1, 0, "编号")?.write(1, 1, "人口")?;
        sheet.write(2, 0, "A")?.write(2, 1, 5.5)?;
        sheet.merge_range(3, 0, 4, 0, "B", &Format::new()).map(drop)
    });
    let mut from = zip::ZipArchive::new(Cursor::new(packed)).unwrap();
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let kept = zip::write::SimpleFileOptions::default()
        .compression_method(zip::CompressionMethod::Stored);
    for i in 0..from.len() {
        let mut part = from.by_index(i).unwrap();
        let mut content = Vec::new();
        part.read_to_end(&mut content).unwrap();
        to.start_file(part.name().unwrap().into_owned(), kept).unwrap();
        to.write_all(&content).unwrap();
    }
    to.finish().unwrap().into_inner()
}

/// A sheet in an `OpenDocument` file.
fn ods(rows: &str) -> Vec<u8> {
    use std::io::Write;
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let kept = zip::write::SimpleFileOptions::default()
        .compression_method(zip::CompressionMethod::Stored);
    let mime = "application/vnd.oasis.opendocument.spreadsheet";
    let content = format!(
        "<?xml version=\"1.0\"?><office:document-content><office:body><office:spreadsheet>\
         <table:table table:name=\"表\">{rows}</table:table></office:spreadsheet></office:body>\
         </office:document-content>"
    );
    for (name, text) in [
        ("mimetype", mime),
        ("content.xml", content.as_str()),
        ("META-INF/manifest.xml", "<manifest:manifest/>"),
    ] {
        to.start_file(name, kept).unwrap();
        to.write_all(text.as_bytes()).unwrap();
    }
    to.finish().unwrap().into_inner()
}

const ODS_ROWS: &str = "<table:table-row><table:table-cell office:value-type=\"string\">\
    <text:p>编号</text:p></table:table-cell><table:table-cell office:value-type=\"string\">\
    <text:p>人口</text:p></table:table-cell><table:table-cell \
    table:number-columns-repeated=\"16382\"/></table:table-row><table:table-row><table:table-cell \
    office:value-type=\"string\"><text:p>A</text:p></table:table-cell><table:table-cell \
    office:value-type=\"float\" office:value=\"12\"><text:p>12</text:p></table:table-cell>\
    </table:table-row>";

#[test]
fn an_open_document_is_read_and_may_not_repeat_itself_without_end() {
    let rows = opened(ods(ODS_ROWS), &Input::new("a.ods")).unwrap();
    assert_eq!(said(&rows), ["row 2: A|12"]);
    let spanned = "<table:table-row><table:table-cell office:value-type=\"string\" \
        table:number-rows-spanned=\"2\"><text:p>B</text:p></table:table-cell><table:table-cell \
        office:value-type=\"float\" office:value=\"1\"/></table:table-row><table:table-row>\
        <table:covered-table-cell/><table:table-cell office:value-type=\"float\" \
        office:value=\"2\"/></table:table-row>";
    let rows =
        opened(ods(&format!("{ODS_ROWS}{spanned}")), &Input::new("a.ods")).unwrap();
    assert_eq!(said(&rows)[1..3], ["row 3: B|1", "row 4: B|2"]);
    let far = "<table:table-row table:number-rows-repeated=\"900000\"><table:table-cell/>\
        </table:table-row><table:table-row><table:table-cell \
        table:number-columns-repeated=\"16000\"/><table:table-cell office:value-type=\"float\" \
        office:value=\"1\"/></table:table-row>";
    let error =
        opened(ods(&format!("{ODS_ROWS}{far}")), &Input::new("a.ods")).unwrap_err();
    assert_eq!(error.status(), 4);
    assert!(error.to_string().contains("cells spread over"), "{error}");
}

#[test]
fn no_workbook_is_too_odd() {
    let seeds = [stored(), ods(ODS_ROWS)];
    for seed in &seeds {
        opened(seed.clone(), &Input::new("a")).unwrap();
    }
    let mut dice = Dice(8);
    for _ in 0..200 * effort() {
        let mut bytes = seeds[dice.roll(seeds.len())].clone();
        let texts =
            [&b"1048576"[..], b"99999999999", b"ZZZ9", b"<", b"\"", b"-1", b"\xff"];
        for _ in 0..=dice.roll(4) {
            let at = dice.roll(bytes.len());
            let text = texts[dice.roll(texts.len())];
            match dice.roll(4) {
                0 if dice.roll(8) == 0 => bytes.truncate(at + 1),
                1 => {
                    bytes
                        .iter_mut()
                        .skip(at)
                        .zip(text)
                        .for_each(|(to, from)| *to = *from);
                }
                _ => bytes[at] = dice.roll(256) as u8,
            }
        }
        let repaired = mended(bytes);
        drop(opened(repaired, &Input::new("a")));
    }
}

/// The same container with the checksums of its parts made right, so that damage gets through.
fn mended(mut bytes: Vec<u8>) -> Vec<u8> {
    let word = |bytes: &[u8], at: usize| {
        let four = bytes.get(at..at + 4)?;
        Some(u32::from_le_bytes([four[0], four[1], four[2], four[3]]) as usize)
    };
    let mut at = 0;
    while let Some(next) = bytes
        .get(at..)
        .and_then(|rest| rest.windows(4).position(|four| four == b"PK\x01\x02"))
    {
        at += next;
        let fields = word(&bytes, at + 20).zip(word(&bytes, at + 42));
        let Some((size, head)) = fields else { break };
        let lengths = word(&bytes, head.saturating_add(26)).unwrap_or_default();
        let start = head.saturating_add(30 + (lengths & 0xffff) + (lengths >> 16));
        if let Some(part) = bytes.get(start..start.saturating_add(size)) {
            let sum = crc32fast::hash(part).to_le_bytes();
            bytes[at + 16..at + 20].copy_from_slice(&sum);
        }
        at += 4;
    }
    bytes
}
