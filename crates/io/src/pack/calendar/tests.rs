use super::*;
use crate::pack::Packs;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn bundled() -> Calendar {
    Packs::read(".".as_ref(), &[]).unwrap().calendar
}

fn with(mut calendar: Calendar, pack: &str) -> Calendar {
    calendar.add(toml::from_str(pack).unwrap());
    calendar
}

fn days(year: i32) -> impl Iterator<Item = NaiveDate> {
    let first = NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
    first.iter_days().take_while(move |day| day.year() == year)
}

/// Days off as the notices count them, the days that are worked for them, and working days in all.
#[test]
fn years_have_the_days_that_their_notices_name() {
    let calendar = bundled();
    for (year, off, made_up, worked) in
        [(2024, 28, 8, 251), (2025, 28, 5, 248), (2026, 33, 6, 248)]
    {
        let holidays = days(year).filter(|&day| calendar.is_holiday(day).unwrap());
        assert_eq!(holidays.count(), off, "{year}");
        let weekend =
            |day: &NaiveDate| matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        let weekends = days(year).filter(weekend);
        let made: Vec<_> =
            weekends.filter(|&day| calendar.is_working(day).unwrap()).collect();
        assert_eq!(made.len(), made_up, "{year}: {made:?}");
        let working = days(year).filter(|&day| calendar.is_working(day).unwrap());
        assert_eq!(working.count(), worked, "{year}");
    }
}

#[test]
fn holidays_and_days_made_up_are_those_of_the_notices() {
    let calendar = bundled();
    let holiday = |text| calendar.is_holiday(day(text)).unwrap();
    let working = |text| calendar.is_working(day(text)).unwrap();
    for off in [
        "2024-02-10",
        "2024-02-17",
        "2025-01-28",
        "2025-10-08",
        "2026-01-03",
        "2026-02-23",
    ] {
        assert!(holiday(off) && !working(off), "{off}");
    }
    for worked in [
        "2024-02-04",
        "2024-10-12",
        "2025-01-26",
        "2025-09-28",
        "2026-01-04",
        "2026-10-10",
    ] {
        assert!(!holiday(worked) && working(worked), "{worked}");
    }
    for plain in ["2024-02-09", "2025-01-02", "2026-02-24"] {
        assert!(!holiday(plain) && working(plain), "{plain}");
    }
    // no day is both
    for year in 2024..=2026 {
        assert!(!days(year).any(|day| {
            calendar.is_holiday(day).unwrap() && calendar.is_working(day).unwrap()
        }));
    }
    assert_eq!(calendar.is_festival(day("2025-10-06"), "mid_autumn"), Ok(true));
    assert_eq!(calendar.is_festival(day("2025-10-06"), "national_day"), Ok(true));
    assert_eq!(calendar.is_festival(day("2026-10-06"), "mid_autumn"), Ok(false));
}

#[test]
fn a_pack_of_a_city_speaks_for_the_days_it_vouches_for() {
    let own = "valid_from = '2026-01-01'\nvalid_through = '2027-12-31'\n\
        [[holiday]]\nid = 'own'\nzh = '本地节日'\nen = 'Our day'\ndays = ['2026-03-03']\n\
        work = ['2026-03-07']\n\
        [[season]]\nid = 'winter_vacation'\ndays = ['2026-01-24/2026-03-01']";
    let calendar = with(bundled(), own);
    assert_eq!(calendar.is_holiday(day("2026-03-03")), Ok(true));
    assert_eq!(calendar.is_holiday(day("2026-02-20")), Ok(false), "no longer");
    assert_eq!(calendar.is_holiday(day("2025-01-28")), Ok(true), "as it was");
    assert_eq!(calendar.is_working(day("2026-03-07")), Ok(true));
    assert_eq!(calendar.valid_through(), Some(day("2027-12-31")));
    assert_eq!(calendar.is_season(day("2026-02-01"), "winter_vacation"), Ok(true));
    assert_eq!(calendar.is_season(day("2026-07-01"), "winter_vacation"), Ok(false));
    let beyond = calendar.is_season(day("2027-02-01"), "winter_vacation").unwrap_err();
    assert_eq!(beyond.need, Need::Season("winter_vacation".to_owned()));
}

#[test]
fn markets_are_named_or_the_only_one() {
    let market = |id: &str, rule: &str| {
        format!("[[market]]\nid = '{id}'\nzh = '{id}'\nen = '{id}'\nrule = '{rule}'\n")
    };
    let one = with(Calendar::default(), &market("fengshan", "农历逢二五十"));
    assert_eq!(one.is_market(day("2026-02-18"), None), Ok(true));
    let two = with(one, &market("luda", "逢辰戌"));
    assert_eq!(two.is_market(day("2024-02-10"), Some("luda")), Ok(true));
    for (id, fewer) in [(None, "several"), (Some("none"), "none")] {
        let beyond = two.is_market(day("2024-02-10"), id).unwrap_err();
        assert!(beyond.to_string().contains(fewer), "{beyond}");
    }
}

#[test]
fn a_pack_that_is_not_understood_names_what_is_wrong() {
    for (wrong, said) in [
        ("[[holiday]]\nid='a'\nzh='b'\nen='c'\ndays=['2026-02-30']", "2026-02-30"),
        (
            "[[holiday]]\nid='a'\nzh='b'\nen='c'\ndays=['2026-03-02/2026-03-01']",
            "2026-03-02",
        ),
        ("[[season]]\nid='a'\ndays=['13-01/14-01']", "13-01"),
        ("[[market]]\nid='a'\nzh='b'\nen='c'\nrule='逢三八'", "逢三八"),
    ] {
        let error =
            toml::from_str::<file::File>(wrong).err().map(|error| error.to_string());
        assert!(error.is_some_and(|error| error.contains(said)), "{wrong}");
    }
}
