use super::*;
use crate::project::Input;

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
    assert_eq!(status(b"\xff\xfea\x00,\x00"), Err(3), "UTF-16");
    let gbk = read_text(b"id,name\n1,\xd5\xbe\xb5\xe3\n").unwrap_err();
    assert_eq!(gbk.status(), 3);
    assert_eq!(
        gbk.to_string(),
        "a.csv, line 2: the text is not UTF-8 (GBK is not readable yet); save the file as UTF-8"
    );
}
