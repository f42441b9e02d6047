//! Hours as the files of a province have them.

use super::tests::calendar;
use super::{Hours, Unread};
use crate::read::fixtures::real;
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeMap;
use std::ops::Range;

const FILE: &str = "facilities-china/zhejiang_public_service_points.csv";

/// The distinct texts of the file, and how many rows have each.
fn texts() -> Option<BTreeMap<String, usize>> {
    let rows = real(FILE)?;
    let hours = rows.columns.iter().position(|column| column == "hours")?;
    let mut texts = BTreeMap::new();
    for row in &rows.list {
        *texts.entry(row.text(hours)?.into_owned()).or_default() += 1;
    }
    Some(texts)
}

/// Distinct texts and rows by what became of them: 79 % of the texts, 61 % of the rows are read.
/// Of the rest, five texts are statements of hours, see `docs/hours.md`.
#[test]
fn the_share_of_a_province_that_is_read() {
    let Some(texts) = texts() else { return };
    let mut reasons: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (text, rows) in &texts {
        let class = match Hours::read(text) {
            Ok(_) => "read",
            Err(Unread::Elsewhere { .. }) => "elsewhere",
            Err(Unread::Remote { .. }) => "remote",
            Err(Unread::NoTimes { .. }) => "no times",
            Err(Unread::Parts { .. }) => "parts",
            Err(Unread::Doubtful { .. }) => "doubtful",
            Err(_) => "words",
        };
        let (distinct, all) = reasons.entry(class).or_default();
        *distinct += 1;
        *all += rows;
    }
    let expected = [
        ("doubtful", (1, 1)),
        ("elsewhere", (26, 224)),
        ("no times", (2, 2)),
        ("parts", (6, 6)),
        ("read", (185, 397)),
        ("remote", (3, 12)),
        ("words", (10, 10)),
    ];
    assert_eq!(reasons.into_iter().collect::<Vec<_>>(), expected);
}

/// `周二至周日 9:00-17:00`, and nothing else: days and minutes, taken apart by hand.
fn simple(text: &str) -> Option<(Vec<u32>, Range<u16>)> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let text = text.replace(['—', '–', '～'], "-").replace(['到', '-'], "至");
    let day = |text: &str| {
        let name = text.strip_prefix('周')?.chars().next_back()?;
        "一二三四五六日".chars().position(|one| one == name)
    };
    let mut parts = text.splitn(3, '至');
    let (first, rest, end) = (parts.next()?, parts.next()?, parts.next()?);
    let (last, start) = rest.split_at(rest.find(|c: char| c.is_ascii_digit())?);
    let minutes = |time: &str| {
        let (hour, minute) = time.split_once(':')?;
        (minute.len() == 2).then_some(())?;
        Some(hour.parse::<u16>().ok()? * 60 + minute.parse::<u16>().ok()?)
    };
    let days = (day(first)?..=day(last)?).map(|day| day as u32).collect();
    Some((days, minutes(start)?..minutes(end)?))
}

#[test]
fn simple_texts_of_a_province_are_open_when_they_say() {
    let Some(texts) = texts() else { return };
    let (calendar, monday) = (calendar(), NaiveDate::from_ymd_opt(2026, 11, 23).unwrap());
    let mut checked = 0;
    for (text, days, minutes) in
        texts.keys().filter_map(|text| simple(text).map(|(days, m)| (text, days, m)))
    {
        let hours = Hours::read(text).unwrap();
        for date in monday.iter_days().take(7) {
            let open = days.contains(&date.weekday().num_days_from_monday());
            let expected = if open { vec![minutes.clone()] } else { Vec::new() };
            assert_eq!(
                hours.day(&calendar, date).unwrap().open,
                expected,
                "{text} {date}"
            );
        }
        checked += 1;
    }
    assert!(checked >= 60, "{checked}");
}

/// A sample, read by a person: text, Monday, Friday, Saturday, Sunday of an ordinary week, and
/// 2026-10-01, a Thursday and a holiday.
const SAMPLE: &[(&str, [&str; 5])] = &[
    ("周二至周日 9:00—20:00，周一闭馆", ["", "9-20", "9-20", "9-20", "9-20"]),
    ("全天开放", ["0-24", "0-24", "0-24", "0-24", "0-24"]),
    ("24小时免费", ["0-24", "0-24", "0-24", "0-24", "0-24"]),
    ("工作日 8:20—17:00", ["8:20-17", "8:20-17", "", "", ""]),
    ("9:00—16:30，周二闭馆", ["9-16:30", "9-16:30", "9-16:30", "9-16:30", "9-16:30"]),
    ("周一闭馆周二到周日 9:30-17:00", ["", "9:30-17", "9:30-17", "9:30-17", "9:30-17"]),
    (
        "周一至周五13:30-20:30周六10:00-20:00",
        ["13:30-20:30", "13:30-20:30", "10-20", "", "13:30-20:30"],
    ),
    ("周一至周五 9:00-17:00法定节假日闭馆", ["9-17", "9-17", "", "", ""]),
    ("周一至周日 9:00-17:00法定节假日闭馆", ["9-17", "9-17", "9-17", "9-17", ""]),
    ("周一至周五 09:00-18:00（节假日不开放）", ["9-18", "9-18", "", "", ""]),
    (
        "周一至周五9:00-11:00，14：00-17:00双休日法定节假日9:00-17:00",
        ["9-11,14-17", "9-11,14-17", "9-17", "9-17", "9-17"],
    ),
    (
        "周二至周日白天 9:00-17:00周二至周五晚上18:00-20:00法定节假日闭馆",
        ["", "9-17,18-20", "9-17", "9-17", ""],
    ),
    (
        "周一至周日 9:00-16:00每周一夜间开放 18:00-20:00",
        ["9-16,18-20", "9-16", "9-16", "9-16", "9-16"],
    ),
    (
        "周一至周五08:30-12:0013:00-17:0018:00-20:00",
        ["8:30-12,13-17,18-20", "8:30-12,13-17,18-20", "", "", "8:30-12,13-17,18-20"],
    ),
    (
        "周一至周六上午 8:30-11:00下午 1:30-4:30",
        [
            "8:30-11,13:30-16:30",
            "8:30-11,13:30-16:30",
            "8:30-11,13:30-16:30",
            "",
            "8:30-11,13:30-16:30",
        ],
    ),
    (
        "周一至周日上午8:30-11:00 下午2:00-17:00",
        [
            "8:30-11,14-17",
            "8:30-11,14-17",
            "8:30-11,14-17",
            "8:30-11,14-17",
            "8:30-11,14-17",
        ],
    ),
    (
        "周一至周日 夏令8:30-21:00；冬令9:00-19:30",
        ["9-19:30", "9-19:30", "9-19:30", "9-19:30", "9-19:30"],
    ),
    (
        "春夏8:30-11:30 14:00-17:00秋冬8:30-11:30 13:30-16:30周一闭馆",
        [
            "",
            "8:30-11:30,13:30-16:30",
            "8:30-11:30,13:30-16:30",
            "8:30-11:30,13:30-16:30",
            "8:30-11:30,13:30-16:30",
        ],
    ),
    (
        "周日闭馆周一到周五 14:00-20:00周六 10:00-20:00暑期：周六日闭馆",
        ["14-20", "14-20", "10-20", "", "14-20"],
    ),
    (
        "周一至周五 8:00-20:00周六、周日 9:00-18:00（周二、节假日不开放）",
        ["8-20", "8-20", "9-18", "9-18", ""],
    ),
    (
        "周一周三周五13:30-20:30周二周四16:30-20:30周六日8:30-17:30",
        ["13:30-20:30", "13:30-20:30", "8:30-17:30", "8:30-17:30", "16:30-20:30"],
    ),
    (
        "周二至周五 9:00-21:00；周末 13:30-21:00",
        ["", "9-21", "13:30-21", "13:30-21", "9-21"],
    ),
    (
        "周一至周四 早上9:00-14:00周五到周日 早上9:00-17:00",
        ["9-14", "9-17", "9-17", "9-17", "9-14"],
    ),
    (
        "周二至周日 9:00—17:00（16:30停止入馆），周一闭馆",
        ["", "9-17", "9-17", "9-17", "9-17"],
    ),
    ("夏季 8:30—17:30（通常7—8月）", ["", "", "", "", ""]),
    (
        "周二至周六8:30-11:30，13:30-17:00周日、周一闭馆",
        ["", "8:30-11:30,13:30-17", "8:30-11:30,13:30-17", "", "8:30-11:30,13:30-17"],
    ),
];

#[test]
fn a_sample_of_a_province_means_what_a_person_reads() {
    let Some(texts) = texts() else { return };
    let calendar = calendar();
    let days = ["2026-11-23", "2026-11-27", "2026-11-28", "2026-11-29", "2026-10-01"];
    let time = |minute: u16| match minute % 60 {
        0 => format!("{}", minute / 60),
        rest => format!("{}:{rest:02}", minute / 60),
    };
    for (text, expected) in SAMPLE {
        assert!(texts.contains_key(*text), "not in the file: {text}");
        let hours = Hours::read(text).unwrap();
        for (date, expected) in days.iter().zip(expected) {
            let open = hours.day(&calendar, date.parse().unwrap()).unwrap().open;
            let spans: Vec<_> = open
                .iter()
                .map(|r| format!("{}-{}", time(r.start), time(r.end)))
                .collect();
            assert_eq!(spans.join(","), *expected, "{text} on {date}");
        }
    }
}
