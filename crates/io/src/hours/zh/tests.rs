use crate::campaign::{Dice, effort};
use crate::hours::tests::calendar;
use crate::hours::{Hours, Openness};
use chrono::{Datelike, NaiveDate};

/// Chinese texts, and what says the same in the syntax of OpenStreetMap.
const SAME: &[(&str, &str)] = &[
    ("周一至周五 9:00-17:30", "Mo-Fr 09:00-17:30"),
    ("周一到周五9：00－17：30", "Mo-Fr 09:00-17:30"),
    ("星期一至星期五 9:00~17:30", "Mo-Fr 09:00-17:30"),
    ("週一至週五 ９：００—１７：３０", "Mo-Fr 09:00-17:30"),
    ("周一至五9:00至17:30", "Mo-Fr 09:00-17:30"),
    ("礼拜一到礼拜五 9点-17点半", "Mo-Fr 09:00-17:30"),
    ("周1-5 9:00-17:30", "Mo-Fr 09:00-17:30"),
    ("周一闭馆,周二至周日 9:00-17:00", "Tu-Su 09:00-17:00"),
    ("9:00-17:00,周一闭馆", "Mo-Su 09:00-17:00; Mo off"),
    ("9:00-17:00，週一閉館", "Mo-Su 09:00-17:00; Mo off"),
    ("周三至周日 10:00—16:00，周一二闭馆", "We-Su 10:00-16:00"),
    ("闭馆日:周一;9:00-17:00", "Mo-Su 09:00-17:00; Mo off"),
    ("全天", "24/7"),
    ("全天开放", "24/7"),
    ("24小时", "24/7"),
    ("周一至周日24小时开放", "24/7"),
    ("每天8:00-20:00", "Mo-Su 08:00-20:00"),
    ("每日 8:00 至 20:00", "Mo-Su 08:00-20:00"),
    ("365天不打烊 8:30-20:30", "Mo-Su 08:30-20:30"),
    ("周一至周五 9:00-17:00(节假日除外)", "Mo-Fr 09:00-17:00; PH off"),
    ("周一至周五9:00-17:00法定节假日闭馆", "Mo-Fr 09:00-17:00; PH off"),
    ("除节假日外每天9:00-17:00", "Mo-Su 09:00-17:00; PH off"),
    ("上午8:30-11:30下午13:30-17:00", "08:30-11:30,13:30-17:00"),
    ("上午8:30-11:30 下午1:30-5:00", "08:30-11:30,13:30-17:00"),
    ("周一至周日 8:30-11:3013:30-16:30", "08:30-11:30,13:30-16:30"),
    (
        "8:30-11:30;13:00-17:30;18:30-20:30;周一闭馆",
        "Tu-Su 08:30-11:30,13:00-17:30,18:30-20:30",
    ),
    (
        "周一闭馆周二至周五 12:00-20:30周六至周日 8:30-18:00",
        "Tu-Fr 12:00-20:30; Sa-Su 08:30-18:00",
    ),
    (
        "周一周三周五13:00-20:00周二周四16:00-20:00周六日8:00-17:00",
        "Mo,We,Fr 13:00-20:00; Tu,Th 16:00-20:00; Sa,Su 08:00-17:00",
    ),
    ("周一、三、五 9:00-12:00", "Mo,We,Fr 09:00-12:00"),
    ("周一、周二、周四至周日 9:00-20:00周三闭馆", "Mo,Tu,Th-Su 09:00-20:00"),
    (
        "周二至周日白天 9:00-17:00周二至周五晚上18:00-20:30法定节假日闭馆",
        "Sa-Su 09:00-17:00; Tu-Fr 09:00-17:00,18:00-20:30; PH off",
    ),
    ("周二至周日 9:00—17:00（16:30停止入馆），周一闭馆", "Tu-Su 09:00-17:00"),
    (
        "周一至周五9:00-11:00,14:00-17:00周末、节假日10:00-16:00",
        "Mo-Fr 09:00-11:00,14:00-17:00; Sa-Su 10:00-16:00; PH 10:00-16:00",
    ),
    (
        "周二至周六9:00-16:00周日及法定节假日闭馆,特殊情况提前另行通知",
        "Tu-Sa 09:00-16:00; PH off",
    ),
    (
        "周一至周五 8:00-20:00周六、周日 9:00-18:00（周二、节假日不开放）",
        "Mo,We-Fr 08:00-20:00; Sa-Su 09:00-18:00; PH off",
    ),
    ("早8:00至晚8:00", "08:00-20:00"),
    ("早上八点到晚上九点半", "08:00-21:30"),
    ("晚上7:00-次日2:00", "19:00-26:00"),
    ("周二至周日 8:30-24:00", "Tu-Su 08:30-24:00"),
    ("9-17点,中午不休", "09:00-17:00"),
    ("8:30-17:00,午休12:00-13:30", "08:30-12:00,13:30-17:00"),
    ("每月1日、15日 9:00-12:00", "Jan-Dec 1 09:00-12:00"),
    (
        "5月-9月 8:00-18:00 10月至次年4月 9:00-17:00",
        "May-Sep 08:00-18:00; Oct-Apr 09:00-17:00",
    ),
    ("6月1日至9月30日 8:00-12:00", "Jun 1-Sep 30 08:00-12:00"),
    ("夏季 8:30-18:00 冬季 9:00-17:00", "May-Sep 08:30-18:00; Oct-Apr 09:00-17:00"),
    ("周一至周五 9:00-17:00 国庆节照常开放", "Mo-Fr 09:00-17:00"),
    ("9:00-17:00,周一闭馆(节假日除外)", "Mo-Su 09:00-17:00; Mo off; PH 09:00-17:00"),
    ("07:30-08:30,16:30-17:30", "07:30-08:30,16:30-17:30"),
];

#[test]
fn chinese_texts_say_what_their_equivalents_say() {
    let calendar = calendar();
    let year = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
    let mut wrong = Vec::new();
    for (zh, osm) in SAME {
        // the first and the fifteenth of every month have no short form over there
        let osm = if zh.starts_with("每月") { each_month() } else { (*osm).to_owned() };
        let (chinese, other) = match (Hours::read(zh), Hours::read(&osm)) {
            (Ok(chinese), Ok(other)) => (chinese, other),
            unread => {
                wrong.push(format!("{zh}: {unread:?}"));
                continue;
            }
        };
        let days = year.iter_days().take_while(|day| day.year() == 2026);
        let mut differ = days
            .filter(|&day| chinese.day(&calendar, day) != other.day(&calendar, day))
            .peekable();
        if let Some(day) = differ.peek() {
            wrong.push(format!("{zh} is not {osm} on {day}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

fn each_month() -> String {
    let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov",
        "Dec",
    ];
    let days: Vec<String> = months.iter().map(|m| format!("{m} 1,{m} 15")).collect();
    format!("{} 09:00-12:00", days.join(","))
}

/// Pieces of which texts are made, good and bad.
const PIECES: &[&str] = &[
    "周一",
    "周二至周五",
    "周末",
    "工作日",
    "节假日",
    "闭馆",
    "除",
    "外",
    "除外",
    "(",
    ")",
    "9:00",
    "9:00-17:00",
    "-",
    "下午2:00-5:00",
    "晚上",
    "次日",
    "2:00",
    "全天",
    "夏季",
    "冬季",
    "暑期",
    "5月-9月",
    "逢3,8",
    "农历逢二五十",
    "赶场日",
    "每月1日",
    "中午不休",
    "午休",
    "照常开放",
    "另行通知",
    ",",
    ";",
    " ",
    "24:00",
    "99:99",
    "以公告为准",
    "停止入馆",
    "１２",
    "月",
    "周",
];

#[test]
fn no_text_brings_it_down_and_minutes_stay_in_order() {
    let calendar = calendar();
    let day = NaiveDate::from_ymd_opt(2026, 7, 3).unwrap();
    let mut dice = Dice(7);
    let texts = 3_000 * effort();
    let mut read = 0;
    for _ in 0..texts {
        let pieces = 1 + dice.roll(7);
        let text: String = (0..pieces).map(|_| PIECES[dice.roll(PIECES.len())]).collect();
        let Ok(hours) = Hours::read(&text) else { continue };
        read += 1;
        let Ok(minutes) = hours.day(&calendar, day) else { continue };
        for ranges in [&minutes.open, &minutes.unknown] {
            assert!(ranges.iter().all(|r| r.start < r.end && r.end <= 1440), "{text}");
            assert!(ranges.windows(2).all(|two| two[0].end < two[1].start), "{text}");
        }
        let noon = day.and_hms_opt(12, 0, 0).unwrap();
        let open = minutes.open.iter().any(|range| range.contains(&720));
        assert_eq!(hours.at(&calendar, noon) == Ok(Openness::Open), open, "{text}");
    }
    assert!(read * 40 > texts, "{read} of {texts} are hours");
}
