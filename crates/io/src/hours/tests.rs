use super::*;
use crate::lang::Lang;
use crate::pack::Packs;

pub(super) fn calendar() -> Calendar {
    Packs::read(".".as_ref(), &[]).unwrap().calendar
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn moment(text: &str) -> NaiveDateTime {
    text.parse().unwrap()
}

fn read(text: &str) -> Hours {
    Hours::read(text).unwrap_or_else(|unread| panic!("{text}: {unread}"))
}

/// Minutes of a day as people write them: `09:00-12:00,14:00-17:00`.
fn clock(hours: &Hours, date: &str) -> String {
    let minutes = hours.day(&calendar(), day(date)).unwrap();
    let time = |minute: u16| format!("{:02}:{:02}", minute / 60, minute % 60);
    let span = |range: &Range<u16>| format!("{}-{}", time(range.start), time(range.end));
    minutes.open.iter().map(span).collect::<Vec<_>>().join(",")
}

#[test]
fn office_days_and_festivals_are_told_from_weekdays() {
    let (weekdays, working) = (read("周一至周五 9:00-17:00"), read("工作日 9:00-17:00"));
    let open = |hours: &Hours, date| !clock(hours, date).is_empty();
    // the Friday of the Spring Festival, and the Saturday that makes up for it
    assert!(open(&weekdays, "2026-02-20") && !open(&working, "2026-02-20"));
    assert!(!open(&weekdays, "2026-02-28") && open(&working, "2026-02-28"));
    // 双休日 leaves out what is made up, 周末 is Saturday and Sunday
    assert!(!open(&read("双休日 9:00-17:00"), "2026-02-28"));
    assert!(open(&read("周末 9:00-17:00"), "2026-02-28"));
    // a festival by its name
    let spring = read("每天 9:00-17:00,春节期间休息");
    assert!(!open(&spring, "2026-02-20") && open(&spring, "2026-10-01"));
}

#[test]
fn the_more_particular_statement_wins_wherever_it_stands() {
    for text in [
        "周一闭馆,周二至周日9:00-17:00,节假日10:00-16:00",
        "节假日10:00-16:00;每天9:00-17:00;周一闭馆",
        "每天 9:00-17:00(周一闭馆) 节假日 10:00-16:00",
    ] {
        let hours = read(text);
        assert_eq!(clock(&hours, "2026-11-23"), "", "{text}");
        assert_eq!(clock(&hours, "2026-11-24"), "09:00-17:00", "{text}");
        assert_eq!(clock(&hours, "2026-10-05"), "10:00-16:00", "a Monday: {text}");
    }
    let evening = read("周一至周日 9:00-16:00每周一夜间开放 18:00-20:00");
    assert_eq!(clock(&evening, "2026-11-23"), "09:00-16:00,18:00-20:00");
    let shorter = read("每天 9:00-17:00,周六 10:00-16:00");
    assert_eq!(clock(&shorter, "2026-11-21"), "10:00-16:00");
}

#[test]
fn seasons_are_months_of_the_calendar() {
    let two = read("周一至周日 夏令8:30-21:00;冬令9:00-19:30");
    assert_eq!(clock(&two, "2026-05-01"), "08:30-21:00");
    assert_eq!(clock(&two, "2026-10-01"), "09:00-19:30");
    let four = read("春夏8:30-17:30 秋冬8:30-17:00 周一休馆");
    assert_eq!(clock(&four, "2026-03-03"), "08:30-17:30");
    assert_eq!(clock(&four, "2026-09-01"), "08:30-17:00");
    assert_eq!(clock(&four, "2026-09-07"), "");
    let alone = read("夏季 8:30—17:30(通常7—8月)");
    assert_eq!(clock(&alone, "2026-06-30") + &clock(&alone, "2026-09-01"), "");
    assert_eq!(clock(&alone, "2026-07-01"), "08:30-17:30");
    let vacation = read("每天 9:00-20:00 暑期:周六日闭馆");
    assert_eq!(clock(&vacation, "2026-08-01"), "");
    assert_eq!(clock(&vacation, "2026-09-05"), "09:00-20:00");
}

#[test]
fn market_days_come_by_rule_or_by_name() {
    let tails = read("逢3,8 9:00-12:00");
    assert_eq!(clock(&tails, "2026-11-28"), "09:00-12:00");
    assert_eq!(clock(&tails, "2026-11-27"), "");
    let branches = read("周一至周五 8:30-17:00;逢辰戌 8:30-12:00,13:00-18:00");
    assert_eq!(clock(&branches, "2024-02-10"), "08:30-12:00,13:00-18:00");
    let named = read("Mo-Fr 09:00-17:00; market:fengshan 07:00-12:00");
    let mut calendar = calendar();
    let beyond = named.day(&calendar, day("2026-11-24")).unwrap_err();
    assert!(matches!(beyond.need, Need::Market { id: Some(_), .. }), "{beyond}");
    calendar.add(
        toml::from_str(
            "[[market]]\nid = 'fengshan'\nzh = '凤山'\nen = 'Fengshan'\nrule = '逢4'",
        )
        .unwrap(),
    );
    let market = named.day(&calendar, day("2026-11-24")).unwrap();
    assert_eq!(market.open.as_slice(), std::slice::from_ref(&(420..720)));
    // the only market there is needs no name
    let unnamed = read("赶场日 09:00-12:00");
    let opens = unnamed.next_open(&calendar, moment("2026-11-23T10:00:00")).unwrap();
    assert_eq!(opens, Some(moment("2026-11-24T09:00:00")));
}

#[test]
fn what_the_text_leaves_open_stays_unknown() {
    let hours = read("周二至周日 9:00-20:00;周一闭馆,法定节假日开放时间另行通知");
    let at = |text: &str| hours.at(&calendar(), moment(text)).unwrap();
    assert_eq!(at("2026-10-02T10:00:00"), Openness::Unknown);
    assert_eq!(at("2026-11-24T10:00:00"), Openness::Open);
    assert_eq!(at("2026-11-23T10:00:00"), Openness::Closed);
    // Monday to Wednesday are known, Thursday to Sunday are holidays
    let week = hours.week(&calendar(), day("2026-09-28")).unwrap();
    let open = Opening::during([1980..2640, 3420..4080]);
    assert_eq!(week.opening(), open.unknown_during([4320..10_080; 1]));
}

#[test]
fn what_is_no_statement_of_hours_is_not_read() {
    let reasons = |texts: &[&str], same: fn(&Unread) -> bool| {
        for text in texts {
            let unread = Hours::read(text).expect_err(text);
            assert!(same(&unread), "{text}: {unread:?}");
            for lang in Lang::ALL {
                assert!(
                    !unread.reason(lang).is_empty() && !unread.remedy(lang).is_empty()
                );
            }
        }
    };
    reasons(
        &["以公告为准", "地铁运营时间内", "开馆时间内", "与大楼开放时间一致", "实时查询"],
        |unread| matches!(unread, Unread::Elsewhere { .. }),
    );
    reasons(&["在线", "24小时响应", "电话受理"], |unread| {
        matches!(unread, Unread::Remote { .. })
    });
    reasons(
        &["全年", "夏季", "周一闭馆", "周末", "工作日夜间"],
        |unread| matches!(unread, Unread::NoTimes { .. }),
    );
    reasons(&["一层9:00-21:00", "阅览室 9:00-17:00"], |unread| {
        matches!(unread, Unread::Parts { .. })
    });
    reasons(
        &[
            "8:30-5:00",
            "9:00-12:00 11:00-15:00",
            "周六(寒暑假) 9:00-17:00",
            "8:30-12:00,14:00-17:00 中午不休",
            "周二至周日9:00-17:00,周一闭馆(节假日除外)",
            "PH Mo 10:00-12:00",
        ],
        |unread| matches!(unread, Unread::Doubtful { .. }),
    );
    reasons(&["9:00-17:00(夜校开课期间除外)", "逢三八 9:00-12:00"], |unread| {
        matches!(unread, Unread::Words { .. })
    });
    reasons(&["", " ", "—", "无"], |unread| *unread == Unread::Blank);
    reasons(&["sunrise-sunset"], |unread| *unread == Unread::Sun);
    reasons(&["09:00+"], |unread| *unread == Unread::OpenEnd);
    reasons(&["Mo-Xx 9:00", "hello", "SH off", "easter 10:00-12:00"], |unread| {
        matches!(unread, Unread::Syntax { .. })
    });
}

#[test]
fn only_hours_that_ask_the_calendar_end_with_it() {
    let late = moment("2031-01-06T10:00:00");
    assert_eq!(read("Mo-Fr 09:00-17:00").at(&calendar(), late), Ok(Openness::Open));
    assert_eq!(read("周一至周五 9:00-17:00").at(&calendar(), late), Ok(Openness::Open));
    assert_eq!(read("逢辰戌 9:00-17:00").at(&calendar(), late), Ok(Openness::Closed));
    for text in
        ["Mo-Fr 09:00-17:00; PH off", "工作日 9:00-17:00", "每天 9:00-17:00 春节休息"]
    {
        let beyond = read(text).at(&calendar(), late).expect_err(text);
        assert_eq!(beyond.known, Some((day("2024-01-01"), day("2026-12-31"))));
        for lang in Lang::ALL {
            assert!(beyond.reason(lang).contains("2026-12-31"), "{beyond}");
        }
    }
    // closed on holidays, and closed on Sundays anyway
    let sunday = moment("2031-01-05T10:00:00");
    let hours = read("Mo-Fr 09:00-17:00; PH off");
    assert_eq!(hours.at(&calendar(), sunday), Ok(Openness::Closed));
    // the search for the next opening ends where the calendar does, and says so
    let eve = moment("2026-12-31T18:00:00");
    assert!(hours.next_open(&calendar(), eve).is_err());
}

#[test]
fn a_standard_week_has_no_date() {
    let standard = calendar().standard();
    let monday = day("2026-02-16");
    let week = |text: &str| read(text).week(&standard, monday);
    let office = week("Mo-Fr 09:00-17:00; PH off").unwrap();
    assert_eq!(office.open.len(), 5);
    assert_eq!(week("工作日 9:00-17:00").unwrap(), office);
    for text in ["夏季 9:00-17:00", "逢3,8 9:00-12:00", "Jan 1-Feb 1 09:00-12:00"] {
        assert!(week(text).unwrap_err().standard, "{text}");
    }
    assert!(week("逢星期一 9:00-12:00").is_ok());
}

#[test]
fn what_lasts_past_midnight_reaches_into_the_next_day() {
    for text in ["Fr 22:00-26:00", "周五 22:00-次日2:00", "周五晚上10:00-2:00"] {
        let hours = read(text);
        assert_eq!(clock(&hours, "2026-11-27"), "22:00-24:00", "{text}");
        assert_eq!(clock(&hours, "2026-11-28"), "00:00-02:00", "{text}");
        assert_eq!(hours.open_days(&calendar(), 2026), Ok(52), "{text}");
    }
    let sunday = read("Su 22:00-26:00").week(&calendar(), day("2026-11-23")).unwrap();
    assert_eq!(sunday.open, [0..120, 9960..10080]);
}

#[test]
fn days_of_the_year_and_minutes_outside_of_office_hours_are_counted() {
    let open_days = |text: &str| read(text).open_days(&calendar(), 2026).unwrap();
    assert_eq!(open_days("Mo-Su 08:30-20:30"), 365);
    assert_eq!(open_days("Mo-Fr 08:30-17:00"), 261);
    // 19 weekdays of 2026 are holidays, 6 days are made up
    assert_eq!(open_days("Mo-Fr 08:30-17:00; PH off"), 242);
    assert_eq!(open_days("工作日 8:30-17:00"), 248);
    let outside = |text: &str, monday| {
        read(text).minutes_outside_office_hours(&calendar(), day(monday)).unwrap()
    };
    assert_eq!(outside("Mo-Fr 08:30-12:00,14:30-18:00", "2026-11-23"), 0);
    assert_eq!(outside("Mo-Fr 08:00-18:30", "2026-11-23"), 5 * (30 + 150 + 30));
    assert_eq!(outside("Sa 09:00-12:00", "2026-11-23"), 180);
    assert_eq!(outside("Sa 09:00-12:00", "2026-02-23"), 0, "a Saturday made up");
    assert_eq!(outside("Th 09:00-12:00", "2026-09-28"), 180, "National Day");
}

#[test]
fn the_next_opening_is_now_or_later() {
    let hours = read("Mo-Fr 09:00-12:00,14:00-17:00");
    let next = |text: &str| hours.next_open(&calendar(), moment(text)).unwrap();
    assert_eq!(next("2026-11-23T10:30:00"), Some(moment("2026-11-23T10:30:00")));
    assert_eq!(next("2026-11-23T12:00:00"), Some(moment("2026-11-23T14:00:00")));
    assert_eq!(next("2026-11-27T17:00:00"), Some(moment("2026-11-30T09:00:00")));
    assert_eq!(
        read("2020 Jan 1 10:00-12:00")
            .next_open(&calendar(), moment("2026-01-01T00:00:00")),
        Ok(None)
    );
}

/// A week of 2026-11-23 and the holiday 2026-10-01, a Thursday, as a person reads the text.
fn assert_days(text: &str, times: &str, open: [bool; 8]) {
    let hours = read(text);
    let week = (23..30).map(|day| format!("2026-11-{day}"));
    for (date, open) in week.chain(["2026-10-01".to_owned()]).zip(open) {
        let expected = if open { times } else { "" };
        assert_eq!(clock(&hours, &date), expected, "{text} on {date}");
    }
}

fn assert_doubtful(texts: &[&str]) {
    for text in texts {
        let read = Hours::read(text);
        assert!(matches!(read, Err(Unread::Doubtful { .. })), "{text}: {read:?}");
    }
}

#[test]
fn what_stands_in_brackets_before_the_times_closes_its_own_days_alone() {
    const O: bool = true;
    const X: bool = false;
    let office = "09:00-17:00";
    for (text, open) in [
        ("周一至周五(节假日除外)9:00-17:00", [O, O, O, O, O, X, X, X]),
        ("周一至周五,节假日除外,9:00-17:00", [O, O, O, O, O, X, X, X]),
        ("周一至周五、节假日除外 9:00-17:00", [O, O, O, O, O, X, X, X]),
        ("周一至周五(除节假日外)9:00-17:00", [O, O, O, O, O, X, X, X]),
        ("周一至周五(除节假日)9:00-17:00", [O, O, O, O, O, X, X, X]),
        ("周一至周五除节假日外9:00-17:00", [O, O, O, O, O, X, X, X]),
        ("周一至周五(节假日休息):9:00-17:00", [O, O, O, O, O, X, X, X]),
        ("工作日(周三除外)9:00-17:00", [O, O, X, O, O, X, X, X]),
        ("每天(周一除外)9:00-17:00", [X, O, O, O, O, O, O, O]),
        ("周一至周日(国家法定节假日除外)9:00-17:00", [O, O, O, O, O, O, O, X]),
        ("周二至周日(周一闭馆)9:00-17:00", [X, O, O, O, O, O, O, O]),
        ("周二至周日(闭馆日:周一)9:00-17:00", [X, O, O, O, O, O, O, O]),
        ("周二至周日,周一闭馆,9:00-17:00", [X, O, O, O, O, O, O, O]),
        ("周一至周五(周三闭馆)9:00-17:00", [O, O, X, O, O, X, X, O]),
        ("周一至周五、周三闭馆、9:00-17:00", [O, O, X, O, O, X, X, O]),
        ("周一至周五【周三、节假日闭馆】9:00-17:00", [O, O, X, O, O, X, X, X]),
        ("周一(闭馆)周二至周日(9:00-17:00)", [X, O, O, O, O, O, O, O]),
        ("(周一闭馆)9:00-17:00", [X, O, O, O, O, O, O, O]),
        ("周一、节假日除外,9:00-17:00", [X, O, O, O, O, O, O, X]),
        ("除周一、节假日外,9:00-17:00", [X, O, O, O, O, O, O, X]),
        ("9:00-17:00(周一闭馆)", [X, O, O, O, O, O, O, O]),
    ] {
        assert_days(text, office, open);
    }
    // with the days of a season, and with two times
    assert_days(
        "周一至周五(节假日除外)9:00-12:00,14:00-17:00",
        "09:00-12:00,14:00-17:00",
        [O, O, O, O, O, X, X, X],
    );
    let winter = read("周二至周日(周一闭馆)夏季9:00-18:00冬季9:00-17:00");
    assert_eq!(clock(&winter, "2026-11-23") + &clock(&winter, "2026-07-06"), "");
    assert_eq!(clock(&winter, "2026-11-24"), "09:00-17:00");
    assert_eq!(clock(&winter, "2026-07-07"), "09:00-18:00");
    assert_doubtful(&[
        "周一至周三,周五闭馆,9:00-17:00",
        "周一至周五(周三10:00-12:00)9:00-17:00",
        "周一至周五(休息)9:00-17:00",
    ]);
    let notice = read("周一至周五(节假日另行通知)9:00-17:00");
    let at = |text: &str| notice.at(&calendar(), moment(text)).unwrap();
    assert_eq!(at("2026-10-01T10:00:00"), Openness::Unknown);
    assert_eq!(at("2026-11-23T10:00:00"), Openness::Open);
    assert_eq!(at("2026-11-28T10:00:00"), Openness::Closed);
}

#[test]
fn a_range_before_noon_behind_a_later_one_is_the_afternoon_or_doubtful() {
    for (text, times) in [
        ("8:30-12:00,2:30-6:00", "08:30-12:00,14:30-18:00"),
        ("8-12点,2-6点", "08:00-12:00,14:00-18:00"),
        ("上午8:30-12:00,2:30-6:00", "08:30-12:00,14:30-18:00"),
        ("周一至周五 8:30-11:30,1:30-5:00", "08:30-11:30,13:30-17:00"),
        ("8:30-12:00,2:30-6:00,7:00-9:00", "08:30-12:00,14:30-18:00,19:00-21:00"),
        ("8:30-5:30,午休12:00-1:30", ""),
        ("8:30-17:30,午休12:00-1:30", "08:30-12:00,13:30-17:30"),
        ("凌晨2:00-5:00,8:00-12:00", "02:00-05:00,08:00-12:00"),
    ] {
        if times.is_empty() {
            assert_doubtful(&[text]);
        } else {
            assert_eq!(clock(&read(text), "2026-11-23"), times, "{text}");
        }
    }
    // the days of another statement begin anew
    let two = read("周一8:30-12:00,2:30-6:00;周二7:00-9:00");
    assert_eq!(clock(&two, "2026-11-24"), "07:00-09:00");
    assert_doubtful(&[
        "18:00-22:00,7:00-9:00",
        "8:30-12:00,14:30-18:00,7:00-8:00",
        "7:00-11:00,8:00-10:00",
        "8:30-11:30,12:00-5:00",
    ]);
}

#[test]
fn a_range_from_one_day_to_another_is_doubtful() {
    assert_doubtful(&[
        "周一8:00-周五17:00",
        "周一9:00至周五17:00",
        "周一 9:00 到 周五 17:00",
        "5月1日8:00-9月30日17:00",
    ]);
}

#[test]
fn a_day_of_unknown_hours_ends_at_midnight() {
    let hours = read("每天9:00-17:00,法定节假日开放时间另行通知");
    // the break of 2026-10-01 ends on Wednesday, 2026-10-07
    let day = |date: &str| hours.day(&calendar(), day(date)).unwrap();
    assert_eq!(day("2026-10-07").unknown, [0..1440; 1]);
    assert_eq!(day("2026-10-08").unknown, []);
    assert_eq!(day("2026-10-08").open, [540..1020; 1]);
    let at = |text: &str| hours.at(&calendar(), moment(text)).unwrap();
    assert_eq!(at("2026-10-08T03:00:00"), Openness::Closed);
    assert_eq!(at("2026-10-07T23:59:00"), Openness::Unknown);
    // closed is closed past midnight
    let nights = read("周五22:00-次日2:00,节假日闭馆");
    assert_eq!(clock(&nights, "2026-10-03"), "");
}
