use super::*;
use crate::campaign::{Dice, effort};
use crate::project::Input;
use crate::rows::Row;
use std::path::Path;

fn read_text(bytes: &[u8]) -> Result<Rows, ReadError> {
    let (input, path) = (&Input::new("a.csv"), "a.csv".into());
    read(&Opened { input, path, bytes: bytes.to_vec() })
}

/// Rows as `place: cell|cell`, then findings.
#[track_caller]
fn check(text: &str, expect: &[&str]) {
    let rows = read_text(text.as_bytes()).unwrap();
    let cells = |row: &Row| {
        let cells = (0..rows.columns.len()).map(|i| row.text(i).unwrap_or_default());
        cells.collect::<Vec<_>>().join("|")
    };
    let mut found: Vec<String> =
        rows.list.iter().map(|row| format!("{}: {}", row.place, cells(row))).collect();
    found.extend(rows.findings.iter().map(ToString::to_string));
    assert_eq!(found, expect, "{text}");
}

#[test]
fn separators_are_told_from_the_header() {
    check("a,b\n1,2\n", &["row 2: 1|2"]);
    check("a;b\r\n1,5;2\r\n", &["row 2: 1,5|2"]);
    check("a\tb\n1,5\t2", &["row 2: 1,5|2"]);
    check("\"a;b;c\",d\n1,2\n", &["row 2: 1|2"]);
}

#[test]
fn rows_are_numbered_as_a_spreadsheet_numbers_them() {
    check(
        "a,b\n\n1,2\n,\n\"two\nlines\",3\n4,5\r\n\r\n6,7\n",
        &["row 3: 1|2", "row 5: two\nlines|3", "row 6: 4|5", "row 8: 6|7"],
    );
    check("\n\na,b\n1,2\n", &["row 4: 1|2"]);
}

#[test]
fn a_row_with_too_many_cells_costs_only_itself() {
    check(
        "a,b\n1,2,3\n4,5,\n6\n",
        &[
            "row 3: 4|5",
            "row 4: 6|",
            "a.csv row 2: 3 cells under a header of 2; put cells that hold the separator in quotes",
        ],
    );
}

#[test]
fn columns_without_a_name_of_their_own_get_one() {
    let rows = read_text(b"a,a,,b\n1,2,3,4\n").unwrap();
    assert_eq!(rows.columns, ["a", "column 2", "column 3", "b"]);
    assert_eq!(rows.findings.len(), 2);
    assert_eq!(
        rows.findings[0].to_string(),
        "a.csv row 1, column 2 \"a\": the column has no name or one that is taken; name each \
         column once"
    );
}

#[test]
fn damaged_text_is_told_from_text_in_another_encoding() {
    let status =
        |bytes: &[u8]| read_text(bytes).map(drop).map_err(|error| error.status());
    assert_eq!(status(b"a,b\n1,\"2\n3,4\n"), Err(4), "a quote is not closed");
    assert_eq!(status(b"a,b\n1,\"2"), Err(4), "a quote is not closed");
    assert_eq!(status(b"a,b\n1,5\" pipe\n"), Ok(()), "a quote inside a cell");
    assert_eq!(status(b"a,b\n1,\x002\n"), Err(4));
    assert_eq!(status(b"\n \n"), Err(4));
    assert_eq!(status(b"id,name\n1,\xff\xff\n"), Err(3), "no encoding fits");
    let gbk = read_text(b"id,name\n1,\xd5\xbe\xb5\xe3\n").unwrap();
    assert_eq!(gbk.list[0].text(1).unwrap(), "站点");
    assert_eq!(gbk.findings.len(), 1);
}

#[test]
fn a_table_saved_from_a_spreadsheet_has_titles_and_totals() {
    check(
        "凤庆县站点一览表,,,\n填报:民政局,,2024年5月,\n编号,名称,人口,\n1,东山,12,\n,合 计,12,\n",
        &[
            "row 4: 1|东山|12",
            "a.csv row 3: passed over above the header: rows 1-2",
            "a.csv: left out as totals: row 5",
        ],
    );
}

#[track_caller]
fn check_columns(text: &str, columns: usize) {
    let rows = read_text(text.as_bytes()).unwrap();
    assert_eq!((rows.columns.len(), rows.list.len()), (columns, 1));
}

#[test]
fn a_line_that_is_no_row_is_refused_before_it_costs_memory() {
    let commas = format!("a,b\n{}\n", ",".repeat(2 << 20));
    let error = read_text(commas.as_bytes()).unwrap_err();
    assert_eq!(error.status(), 4);
    assert!(error.to_string().contains("line 2"), "{error}");
    let outline = "1 2,".repeat(1 << 15);
    check_columns(&format!("id,wkt\n1,\"LINESTRING({outline}3 4)\"\n"), 2);
    let name = "名".repeat(1 << 19);
    let rows = read_text(format!("{name}\n1\n").as_bytes()).unwrap();
    assert_eq!(rows.columns, ["column 1"]);
}

#[test]
#[expect(clippy::print_stderr, reason = "a test that skips says so")]
fn public_service_points_of_a_province_keep_their_hours() {
    let Some(folder) = std::env::var_os("WALKSHED_DATA") else {
        eprintln!("skipped: WALKSHED_DATA is not set");
        return;
    };
    let name = "facilities-china/zhejiang_public_service_points.csv";
    let rows = crate::read::raw(folder.as_ref(), &Input::new(name)).unwrap();
    let hours = rows.columns.iter().position(|column| column == "hours").unwrap();
    let text = std::fs::read_to_string(Path::new(&folder).join(name)).unwrap();
    assert_eq!(rows.list.len() + 1, text.lines().count());
    let first = "自修区 周一至周日 8:00—21:30；借阅区 周二至周日 9:00—21:00";
    assert_eq!(rows.list[0].text(hours).unwrap(), first);
    assert!(rows.findings.is_empty(), "{:?}", rows.findings);
}

#[test]
fn no_table_is_too_odd() {
    let seeds = [
        "编号,名称,人口\n1,\"东山, 站\",约100\n2,,\n合计,,3\n".as_bytes().to_vec(),
        b"title\r\n\r\nid;name;wkt\r\n1;a;POINT(1 2)\r\n".to_vec(),
        encoding_rs::GBK.encode("编号\t名称\n1\t凤山镇站\n").0.into_owned(),
        b"\xff\xfea\0,\0b\0\n\x001\0,\x002\0".to_vec(),
    ];
    let alphabet = b",;\t\"\r\n \xef\xbb\xbf\x81\xd5\xbe\xff\x001a-.";
    let mut dice = Dice(7);
    for _ in 0..2000 * effort() {
        let mut bytes = seeds[dice.roll(seeds.len())].clone();
        for _ in 0..=dice.roll(5) {
            let at = dice.roll(bytes.len());
            match dice.roll(5) {
                0 => bytes.truncate(at),
                1 => bytes.insert(at, alphabet[dice.roll(alphabet.len())]),
                2 => drop(bytes.drain(at..(at + dice.roll(9)).min(bytes.len()))),
                _ if at < bytes.len() => bytes[at] = alphabet[dice.roll(alphabet.len())],
                _ => {}
            }
        }
        let Ok(rows) = read_text(&bytes) else { continue };
        assert!(!rows.columns.is_empty(), "{bytes:?}");
        let places: Vec<_> = rows.list.iter().map(|row| row.place.number()).collect();
        assert!(places.is_sorted(), "{bytes:?}: {places:?}");
    }
}
