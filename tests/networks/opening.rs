//! Rows about time: hours at an hour and over a week, days of the year, services that are offered
//! on some days.

use serde_json::Value;
use std::error::Error;
use std::fs;
use walkshed::coverage::Evaluation;
use walkshed_io::Project;
use walkshed_io::hours::{CoveredWeek, Hours, Recurrence};
use walkshed_io::pack::Packs;
use walkshed_io::selection::Selection;
use walkshed_tests::command::{Copy, Ran, run};
use walkshed_tests::dataset;

type Outcome = Result<(), Box<dyn Error>>;

fn json(ran: &Ran) -> Result<Value, Box<dyn Error>> {
    if ran.status != 0 {
        return Err(ran.err.clone().into());
    }
    Ok(serde_json::from_str(&ran.out)?)
}

/// When a station of the reference town is open, without the reader of hours: days from 0 (Monday)
/// and minutes, by hand.
fn open_by_hand(hours: &str, day: usize, minute: u32) -> Result<bool, String> {
    let within =
        |spans: &[(u32, u32)]| spans.iter().any(|s| (s.0..s.1).contains(&minute));
    Ok(match hours {
        "24/7" => true,
        "Mo-Fr 07:30-08:30,16:30-17:30" => day < 5 && within(&[(450, 510), (990, 1050)]),
        "Mo-Fr 08:30-12:00,14:30-18:00" => day < 5 && within(&[(510, 720), (870, 1080)]),
        "Mo-Fr 09:00-17:00; Sa 09:00-12:00" => match day {
            0..5 => within(&[(540, 1020)]),
            5 => within(&[(540, 720)]),
            _ => false,
        },
        "Mo-Fr 09:00-17:30" => day < 5 && within(&[(540, 1050)]),
        "Mo-Su 08:00-20:00" => within(&[(480, 1200)]),
        "Mo-Su 08:30-20:30" => within(&[(510, 1230)]),
        "Mo-Su 09:00-21:00" => within(&[(540, 1260)]),
        other => return Err(format!("not read by hand: {other}")),
    })
}

/// The reference town with only those stations that are open at a time of the week.
fn town_at(day: usize, minute: u32) -> Result<Copy, Box<dyn Error>> {
    let town = Copy::of_fengqing_as_it_is()?;
    let stations = fs::read_to_string(town.file("stations.csv"))?;
    let mut rows = csv_rows(&stations).into_iter();
    let head = rows.next().unwrap_or_default();
    let column =
        head.1.iter().position(|name| name == "opening_hours").ok_or("no hours")?;
    let mut kept = head.0;
    for (line, cells) in rows {
        if open_by_hand(&cells[column], day, minute)? {
            kept.push('\n');
            kept.push_str(&line);
        }
    }
    fs::write(town.file("stations.csv"), kept + "\n")?;
    town.edit("walkshed.toml", |text| text.replace("pattern = \"1+4+11+10\"\n", ""))?;
    Ok(town)
}

/// Lines with their cells; quotes hold commas.
fn csv_rows(text: &str) -> Vec<(String, Vec<String>)> {
    let cells = |line: &str| {
        let mut cells = vec![String::new()];
        let mut quoted = false;
        for c in line.chars() {
            match c {
                '"' => quoted = !quoted,
                ',' if !quoted => cells.push(String::new()),
                c => cells.last_mut().expect("there is one").push(c),
            }
        }
        cells
    };
    text.lines().map(|line| (line.to_owned(), cells(line))).collect()
}

fn shares(report: &Value) -> Vec<(u64, u64)> {
    let levels = report["levels"].as_array().map(Vec::as_slice).unwrap_or_default();
    let level = |level: &Value| {
        let people = &level["covered"]["weights"];
        Some((people["population"].as_u64()?, people["elderly"].as_u64()?))
    };
    levels.iter().filter_map(level).collect()
}

#[test]
fn fq_7_an_hour_is_a_run_with_only_the_open_stations_kept() -> Outcome {
    let town = dataset("fengqing");
    let mut all = Vec::new();
    for (moment, day, minute) in [
        ("2026-11-24T10:00", 1, 600),
        ("2026-11-24T19:00", 1, 1140),
        ("2026-11-28T10:00", 5, 600),
    ] {
        let at = run(&format!("coverage PROJECT --format json --at {moment}"), &town);
        let kept = run("coverage PROJECT --format json", town_at(day, minute)?.path());
        let (at, kept) = (shares(&json(&at)?), shares(&json(&kept)?));
        // the last level that the kept stations reach counts them all
        assert_eq!(at.last(), kept.last(), "{moment}");
        all.push(at);
    }
    assert!(all[0] != all[1] && all[0] != all[2] && all[1] != all[2], "{all:?}");
    Ok(())
}

#[test]
fn fq_7_who_opens_outside_of_office_hours_is_told_in_minutes() -> Outcome {
    let calendar = Packs::read(".".as_ref(), &[])?.calendar;
    let monday = "2026-11-23".parse()?;
    for (hours, minutes) in [
        ("周一至周五 8:30-12:00,14:30-18:00", 0),
        ("周一至周五 8:30-18:00", 5 * 150),
        ("周一至周五 8:30-12:00,14:30-18:00;周六 9:00-11:00", 120),
        ("周一至周五 8:30-12:00,14:30-19:30", 5 * 90),
        ("24/7", 7 * 1440 - 5 * 420),
    ] {
        let read = Hours::read(hours)?;
        let outside = read.minutes_outside_office_hours(&calendar, monday)?;
        assert_eq!(outside, minutes, "{hours}");
    }
    Ok(())
}

/// Every hour of the town's week against hours read by hand, and some against the run itself.
#[test]
fn the_week_of_the_reference_town_is_what_its_hours_say() -> Outcome {
    let report = json(&run(
        "coverage PROJECT --week 2026-11-25 --format json",
        &dataset("fengqing"),
    ))?;
    let week = &report["week"];
    assert_eq!(week["monday"], "2026-11-23");
    let text = fs::read_to_string(dataset("fengqing").join("stations.csv"))?;
    let rows = csv_rows(&text);
    let column =
        rows[0].1.iter().position(|name| name == "opening_hours").ok_or("hours")?;
    let levels = week["levels"].as_array().ok_or("levels")?;
    let hours = levels[3]["hours"].as_array().ok_or("hours")?;
    assert_eq!(hours.len(), 168);
    for (nth, hour) in hours.iter().enumerate() {
        let (day, minute) = (nth / 24, (nth % 24) as u32 * 60);
        let mut open = 0;
        for (_, cells) in &rows[1..] {
            open += u64::from(open_by_hand(&cells[column], day, minute)?);
        }
        assert_eq!(hour["stations"].as_u64(), Some(open), "day {day}, minute {minute}");
    }
    for (nth, moment) in [(8, "2026-11-23T08:00"), (92, "2026-11-26T20:00")] {
        let at = run(
            &format!("coverage PROJECT --format json --at {moment}"),
            &dataset("fengqing"),
        );
        let at = json(&at)?;
        for level in 0..4 {
            let of = |value: &Value| value["covered"]["weights"].clone();
            let hour = &levels[level]["hours"][nth];
            assert_eq!(of(hour), of(&at["levels"][level]), "{moment}, level {level}");
        }
    }
    // no center is open before half past eight, at noon, in the evening, at the weekend
    let vanishes = &levels[0]["vanishes"];
    assert_eq!(vanishes[0], serde_json::json!([0, 510]));
    assert_eq!(vanishes[1], serde_json::json!([720, 870]));
    assert_eq!(vanishes.as_array().map(Vec::len), Some(11));
    Ok(())
}

#[test]
fn a_week_is_written_as_a_table_and_as_a_picture() -> Outcome {
    let town = Copy::of_fengqing()?;
    let out = town.file("out");
    for (lang, table, picture) in [
        ("en", "Share covered by hour, a standard week without holidays", "any station"),
        ("zh", "逐时覆盖率,标准周(不含节假日)", "任一站点"),
    ] {
        let ran = run(
            &format!("coverage PROJECT --week --out {} --lang {lang}", out.display()),
            town.path(),
        );
        assert_eq!(ran.status, 0, "{}", ran.err);
        assert!(ran.out.contains(table), "{}", ran.out);
        let widest =
            ran.out.lines().filter(|line| line.ends_with(" .")).map(str::len).max();
        assert!(widest.is_some_and(|bytes| bytes <= 90), "{widest:?}");
        let svg = fs::read_to_string(out.join("week.svg"))?;
        assert!(svg.contains(picture) && svg.ends_with("</svg>\n"));
        let [begins, drawn] = match lang {
            "en" => ["at the beginning of each hour", "as it is when its hour begins"],
            _ => ["每格为该小时开始时(整点)的状况"; 2],
        };
        assert!(ran.out.contains(begins), "{}", ran.out);
        assert!(svg.contains(drawn));
        // seven days of four levels, and eleven shades and a patch in the legend
        assert_eq!(svg.matches("width=\"27\"").count(), 4 * 168);
    }
    Ok(())
}

#[test]
fn hours_that_nobody_knows_are_assumed_or_unknown() -> Outcome {
    let town = Copy::of_fengqing_as_it_is()?;
    town.edit("stations.csv", |text| text.replace("24/7", "以公告为准"))?;
    let week = |town: &Copy| -> Result<Value, Box<dyn Error>> {
        let ran = run("coverage PROJECT --week 2026-11-23 --format json", town.path());
        Ok(json(&ran)?["week"].take())
    };
    let unread = week(&town)?;
    assert_eq!(unread["hours_unclear"].as_array().map(Vec::len), Some(2));
    let midnight = &unread["levels"][3]["hours"][0];
    assert_eq!(midnight["covered"]["weights"]["population"], 0);
    assert!(midnight["unknown"]["weights"]["population"].as_u64() > Some(0));
    // said nothing, they keep the usual hours of their level; unread, they do not
    town.edit("stations.csv", |text| text.replace("以公告为准", ""))?;
    town.edit("walkshed.toml", |text| {
        format!("{text}\n[hours]\ndefault = ['周一至周五 9:00-17:00', '24/7']\n")
    })?;
    let assumed = week(&town)?;
    assert_eq!(assumed["hours_assumed"], 2);
    assert_eq!(assumed["hours_unclear"].as_array().map(Vec::len), Some(0));
    let midnight = &assumed["levels"][3]["hours"][0];
    assert!(midnight["covered"]["weights"]["population"].as_u64() > Some(0));
    Ok(())
}

/// Every hour of a week with a holiday in it, in the run of the week and in that of the hour; how
/// many of the answers had people in doubt.
fn doubts_of_equal_runs(
    town: &Copy,
    services: &[&str],
    hours: &[usize],
) -> Result<usize, Box<dyn Error>> {
    let services: Vec<String> = services.iter().map(|&word| word.to_owned()).collect();
    let days = ["09-28", "09-29", "09-30", "10-01", "10-02", "10-03", "10-04"];
    let mut loaded = Project::open(town.path())?.load(&|_| {})?;
    loaded.select(&Selection { services: services.clone(), ..Selection::default() })?;
    let covered = CoveredWeek::of(&loaded, Some("2026-09-28".parse()?))?;
    let mut doubts = 0;
    for &hour in hours {
        let (day, hour_of_day) = (days[hour / 24], hour % 24);
        let at = Some(format!("2026-{day}T{hour_of_day:02}:00:00").parse()?);
        let services = services.clone();
        loaded.select(&Selection { at, services, ..Selection::default() })?;
        let wanted = Evaluation::of(&loaded.district, &loaded.options);
        for (week, wanted) in covered.week.levels.iter().zip(&wanted.levels) {
            let found = &week.hours[hour];
            assert_eq!(found.coverage, wanted.coverage, "{at:?}, level {}", week.level);
            assert_eq!(found.open, wanted.stations.len(), "{at:?}");
            doubts += usize::from(found.coverage.unknown.blocks > 0);
        }
    }
    Ok(doubts)
}

#[test]
fn an_hour_of_the_week_is_the_run_of_that_hour_whatever_nobody_knows() -> Outcome {
    let town = Copy::of_fengqing_as_it_is()?;
    town.edit("stations.csv", |text| {
        text.replace("24/7", "\"每天8:00-20:00,法定节假日开放时间另行通知\"")
            .replace(
                "Mo-Su 08:30-20:30",
                "\"周一至周五(节假日除外)8:30-12:00,2:30-6:00\"",
            )
            .replace("Mo-Su 08:00-20:00", "\"周二至周日(周一闭馆)9:00-17:00\"")
            .replace("Mo-Fr 09:00-17:30", "以公告为准")
    })?;
    // Monday, the eve of the holiday, the holiday, a day of it, and where days meet
    let hours = [3, 10, 15, 63, 71, 72, 73, 82, 91, 95, 96, 106, 144, 155, 167];
    let doubts = doubts_of_equal_runs(&town, &[], &hours)?;
    assert!(doubts > 0, "{doubts}");
    // of several services at one place, one that cannot be read does not hide the others
    let mut offers = [
        "服务事项",
        "社保(@以公告为准)、低保(@每天 9:00-12:00)",
        "社保、低保(@周一至周五 9:00-11:00)",
        "低保(@以公告为准)",
        "阅读",
    ]
    .into_iter();
    let head = offers.next().unwrap_or_default();
    let mut offers = offers.cycle();
    town.edit("stations.csv", |text| {
        let cells = [head].into_iter().chain(&mut offers);
        let rows = text.lines().zip(cells).map(|(line, offer)| format!("{line},{offer}"));
        rows.collect::<Vec<_>>().join("\n")
    })?;
    let asked = ["社保", "低保"];
    let doubts = doubts_of_equal_runs(&town, &asked, &[10, 13, 58, 82, 110])?;
    assert!(doubts > 0, "{doubts}");
    let mut loaded = Project::open(town.path())?.load(&|_| {})?;
    let services = asked.map(str::to_owned).to_vec();
    loaded.select(&Selection { services, ..Selection::default() })?;
    let week = CoveredWeek::of(&loaded, None)?.week;
    // the first offers one of them at ten, whatever the other does
    assert!(week.stations.contains(&0) && week.hours_unknown.contains(&0));
    assert!(week.levels[0].hours[10].own == 1 && week.levels[0].hours[13].own == 0);
    Ok(())
}

#[test]
fn a_week_beyond_the_calendar_is_refused_where_hours_depend_on_it() -> Outcome {
    let town = Copy::of_fengqing_as_it_is()?;
    let beyond = "coverage PROJECT --week 2031-01-06 --format json";
    assert_eq!(run(beyond, town.path()).status, 0, "its hours name no holidays");
    town.edit("stations.csv", |text| text.replace("24/7", "24/7; PH off"))?;
    let refused = run(beyond, town.path());
    assert_eq!(refused.status, 3, "{}", refused.err);
    assert!(refused.err.contains("2026-12-31"), "{}", refused.err);
    Ok(())
}

#[test]
fn fq_9_a_point_beside_a_kindergarten_opens_when_children_come_and_go() -> Outcome {
    let town = dataset("fengqing");
    for (moment, open) in [
        ("2026-11-24T17:00", true),
        ("2026-11-24T07:45", true),
        ("2026-11-24T12:30", false),
    ] {
        let at =
            json(&run(&format!("coverage PROJECT --format json --at {moment}"), &town))?;
        let left_out = at["stations"]["left_out"].as_array().ok_or("stations")?;
        let closed =
            left_out.iter().any(|one| one["id"] == "P1" && one["reason"] == "not_open");
        assert_eq!(closed, !open, "{moment}: {left_out:?}");
    }
    Ok(())
}

#[test]
fn xz_9_open_all_year_is_365_days_and_weekdays_are_about_250() -> Outcome {
    let calendar = Packs::read(".".as_ref(), &[])?.calendar;
    let days = |hours: &str| -> Result<u16, Box<dyn Error>> {
        Ok(Hours::read(hours)?.open_days(&calendar, 2026)?)
    };
    assert_eq!(days("Mo-Su 08:30-20:30")?, 365);
    assert_eq!(days("365天不打烊 8:30-20:30")?, 365);
    assert_eq!(days("Mo-Fr 08:30-17:30; PH off")?, 242);
    assert_eq!(days("工作日 8:30-17:30")?, 248);
    assert_eq!(Hours::read("Mo-Su 08:30-20:30")?.open_days(&calendar, 2024)?, 366);
    Ok(())
}

/// 2026-11-24 is the sixteenth of the tenth lunar month: the next market, on days that end in two,
/// five or eight, is on the eighteenth.
#[test]
fn yy_3_a_service_of_market_days_names_the_next_and_who_else_offers_it() -> Outcome {
    let yunyang = dataset("yunyang");
    let explain = |moment: &str| {
        run(
            &format!(
                "explain PROJECT --from 108.8741,31.0912 --service 社保 --at {moment} --format json"
            ),
            &yunyang,
        )
    };
    let offers = |moment: &str| -> Result<Vec<Value>, Box<dyn Error>> {
        let report = json(&explain(moment))?;
        Ok(report["offers"].as_array().cloned().unwrap_or_default())
    };
    let quiet = offers("2026-11-24T10:00")?;
    assert_eq!(quiet.len(), 2);
    assert_eq!((&quiet[0]["id"], &quiet[0]["now"]), (&"Y0".into(), &"closed".into()));
    assert_eq!(quiet[0]["next"], "2026-11-26T08:30");
    // the township's office, half an hour away, is the nearest that offers it now
    assert_eq!((&quiet[1]["id"], &quiet[1]["now"]), (&"G1".into(), &"open".into()));
    let seconds = quiet[1]["seconds"].as_f64().ok_or("seconds")?;
    assert!((1750.0..1860.0).contains(&seconds), "{seconds}");
    let market = offers("2026-11-26T10:00")?;
    assert_eq!((&market[0]["id"], &market[0]["now"]), (&"Y0".into(), &"open".into()));
    // told to people in both languages
    for (lang, said) in [("zh", "2026-11-26 08:30(周四)"), ("en", "Thu 2026-11-26 08:30")]
    {
        let ran = run(
            &format!(
                "explain PROJECT --from 108.8741,31.0912 --service 社保 --at 2026-11-24T10:00 \
                 --lang {lang}"
            ),
            &yunyang,
        );
        assert!(ran.out.contains(said), "{}", ran.out);
    }
    // the courtyard itself is open every day: its other services are offered now
    let talks = "explain PROJECT --from 108.8741,31.0912 --service 议事 --at 2026-11-24T10:00 \
                 --format json";
    assert_eq!(json(&run(talks, &yunyang))?["offers"][0]["now"], "open");
    Ok(())
}

#[test]
fn the_week_of_a_service_ends_with_its_next_offer() -> Outcome {
    let report = json(&run(
        "coverage PROJECT --year 2020 --week 2026-11-23 --service 社保 --format json",
        &dataset("yunyang"),
    ))?;
    let next = report["week"]["next"].as_array().ok_or("next")?;
    assert_eq!(next[0]["id"], "Y0");
    assert_eq!(next[0]["next"], "2026-11-23T08:30");
    // the house may be open while nobody offers it
    for (lang, said, not) in
        [("zh", "站点提供:", "站点开放:"), ("en", "offers it: ", "is open: ")]
    {
        let ran = run(
            &format!(
                "coverage PROJECT --year 2020 --week 2026-11-23 --service 社保 --lang {lang}"
            ),
            &dataset("yunyang"),
        );
        assert!(ran.out.contains(said) && !ran.out.contains(not), "{}", ran.out);
    }
    Ok(())
}

/// The vectors of branches: 2000-01-01 is a day of 午, 正月初一 of 2024 one of 辰.
#[test]
fn market_days_by_branches_and_by_the_moon_hold() -> Outcome {
    let days = |rule: &str| Recurrence::read(rule).ok_or(format!("not read: {rule}"));
    for (rule, day, holds) in [
        ("逢子午", "2000-01-01", true),
        ("逢午", "2000-01-01", true),
        ("逢辰戌", "2024-02-10", true),
        ("逢辰戌", "2024-02-16", true),
        ("逢辰戌", "2024-02-13", false),
        ("丑巳酉", "2024-02-11", true),
        ("丑巳酉", "2024-02-15", true),
        ("农历逢二五十", "2024-02-11", true),
        ("农历逢一", "2024-02-10", true),
        ("农历逢一", "2025-01-29", true),
        ("农历逢一", "2026-02-17", true),
        ("逢5,10", "2026-11-30", true),
        ("逢1,5,8", "2026-10-31", true),
    ] {
        assert_eq!(days(rule)?.holds(day.parse()?), Some(holds), "{rule} on {day}");
    }
    Ok(())
}
