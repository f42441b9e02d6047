use super::*;
use crate::rows::value_of;
use std::path::Path;

/// Rows of cells between bars, numbered from 1, as a table.
fn table(rows: &[&str]) -> Rows {
    let mut table = Table::new(Rows::new("a", Path::new("a")), false);
    for (i, row) in rows.iter().enumerate() {
        let values: Vec<Value> = row.split('|').map(value_of).collect();
        let cells = filled(&values);
        table.push(i + 1, values, cells);
    }
    table.finish().expect("a header")
}

/// The columns, and the places of the records.
#[track_caller]
fn check(rows: &[&str], columns: &str, records: &[usize]) {
    let read = table(rows);
    assert_eq!(read.columns.join("|"), columns, "{rows:?}");
    let places: Vec<usize> = read.list.iter().map(|row| row.place.number()).collect();
    assert_eq!(places, records, "{rows:?}");
}

#[test]
fn the_header_is_found_below_titles() {
    check(&["a|b", "1|2"], "a|b", &[2]);
    check(&["人口统计表", "", "社区|人口|面积", "东山|12|3"], "社区|人口|面积", &[4]);
    check(&["表|一", "社区|人口", "东山|12"], "社区|人口", &[3]);
    check(
        &["附件1", "人口表", "单位:人||2024年", "社区|人口|面积|地址", "东山|12"],
        "社区|人口|面积|地址",
        &[5],
    );
    check(&["名称|2019|2020|2021", "东山|1|2|3"], "名称|2019|2020|2021", &[2]);
    check(&["x1|x2", "社区|名称很长", "甲|乙"], "x1|x2", &[2, 3]);
    check(&["only"], "only", &[]);
}

#[test]
fn two_rows_of_names_are_one_header() {
    let rows = [
        "表一",
        "社区|人口||坐标||备注",
        "|常住|户籍|经度|纬度|",
        "东山|12|13|99.9|24.5|好",
    ];
    check(&rows, "社区|人口常住|人口户籍|经度|纬度|备注", &[4]);
    let twice = ["社区|常住||户籍|", "|人口|户数|人口|户数", "东山|1|2|3|4"];
    check(&twice, "社区|常住人口|常住户数|户籍人口|户籍户数", &[3]);
    let said: Vec<String> =
        table(&rows).findings.iter().map(ToString::to_string).collect();
    assert_eq!(
        said,
        [
            "a row 2: passed over above the header: row 1",
            "a row 2: read as one header: rows 2-3"
        ]
    );
    check(&["社区||人口", "东山|好|12"], "社区|column 2|人口", &[2]);
    check(&["名称||级别", "东山|甲|"], "名称|column 2|级别", &[2]);
    check(&["社区|人口||备注", "|男|女|", "东山|1|2|"], "社区|人口男|人口女|备注", &[3]);
}

#[test]
fn totals_are_left_out_and_said() {
    let rows = [
        "社区|人口",
        "东山|12",
        "合计|12",
        "凤山镇小計|12",
        "总 计:|24",
        "1|Total",
        "Sub-total|3",
        "计划社区|9",
        "metal|4",
        "合计社区|5",
    ];
    check(&rows, "社区|人口", &[2, 8, 9, 10]);
    assert_eq!(table(&rows).findings[0].to_string(), "a: left out as totals: rows 3-7");
}

#[test]
fn cells_beyond_the_header_of_a_sheet_cost_no_row() {
    let rows = ["社区|人口", "东山|12|见附件", "西山|13"];
    check(&rows, "社区|人口", &[2, 3]);
    assert_eq!(
        table(&rows).findings[0].to_string(),
        "a: 1 cells to the right of the header are not read"
    );
}
