//! The command line from end to end, without a process: exit statuses, what people read, and
//! the bytes that programs rely on.

#[path = "cli/areas.rs"]
mod areas;
#[path = "cli/compare.rs"]
mod compare;
#[path = "cli/profiles.rs"]
mod profiles;
#[path = "cli/programs.rs"]
mod programs;
#[path = "cli/walks.rs"]
mod walks;

use serde_json::Value;
use std::error::Error;
use std::fs;
use std::io::{self, ErrorKind, Write};
use walkshed_tests::command::{Copy, Ran, run, words};
use walkshed_tests::dataset;

pub(crate) type Outcome = Result<(), Box<dyn Error>>;

fn on_fengqing(command: &str) -> Ran {
    run(command, &dataset("fengqing"))
}

pub(crate) fn json(text: &str) -> Result<Value, serde_json::Error> {
    serde_json::from_str(text)
}

// exit statuses

#[test]
fn what_went_well_is_zero_and_says_nothing() {
    let ran = on_fengqing("coverage PROJECT --strict");
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    for command in ["--help", "--version", "coverage --help", "matrix -h", "help gaps"] {
        let ran = on_fengqing(command);
        assert_eq!((ran.status, ran.err.as_str()), (0, ""), "{command}");
        assert!(ran.out.contains("walkshed"), "{command}");
    }
}

#[test]
fn wrong_usage_is_two_and_names_what_was_meant() {
    for (command, meant) in [
        ("", "coverage"),
        ("covrage PROJECT", "'coverage'"),
        ("locate PROJECT", "locate"),
        ("coverage", "<PROJECT>"),
        ("coverage PROJECT --budgt 15min", "'--budget'"),
        ("coverage PROJECT --scenario nroth", "it has north, north2"),
        ("coverage PROJECT --budget 15", "did you mean 15min?"),
        ("coverage PROJECT --budget 15min,1km", "did you mean 1000m?"),
        ("coverage PROJECT --budget gb12", "did you mean gb10?"),
        ("coverage PROJECT --budget=-5min", "gb15"),
        ("coverage PROJECT --profile adlt", "adult, elder"),
        ("coverage PROJECT --metric netwrk", "'network'"),
        ("coverage PROJECT --substitution exclusiv", "'exclusive'"),
        ("coverage PROJECT --format jsn", "'json'"),
        ("coverage PROJECT --lang fr", "zh"),
        ("coverage PROJECT --threads 0", "1..=1024"),
        ("coverage PROJECT --as geojson", "--out"),
        ("coverage PROJECT --out x --as dwg", "geojson"),
        ("coverage PROJECT --budget 5min,5min,5min,5min,5min", "4 levels"),
        ("gaps PROJECT --level 0", "--level"),
        ("gaps PROJECT --level 7", "did you mean 4?"),
        ("matrix PROJECT --budget 5min,9min", "5min"),
        ("serve PROJECT --bind 8080", "--bind"),
        ("coverage PROJECT --at 19:00", "2026-11-24T19:00"),
        ("coverage PROJECT --as-of yesterday", "--as-of"),
        ("coverage PROJECT --service eldercar", "did you mean eldercare?"),
    ] {
        let ran = on_fengqing(command);
        assert_eq!(ran.status, 2, "{command}: {}", ran.err);
        assert!(ran.err.contains(meant), "{command}: {}", ran.err);
        assert_eq!(ran.out, "", "{command}");
    }
}

#[test]
fn a_missing_project_or_file_is_four_and_named() -> Outcome {
    let nowhere = tempfile::tempdir()?;
    for command in ["coverage", "gaps", "matrix", "serve --bind 127.0.0.1:0"] {
        let ran = run(&format!("{command} PROJECT"), nowhere.path());
        assert_eq!(ran.status, 4, "{command}: {}", ran.err);
        assert!(ran.err.starts_with("error: "), "{}", ran.err);
        assert!(ran.err.contains("walkshed.toml"), "{}", ran.err);
    }
    let copy = Copy::of_fengqing()?;
    fs::remove_file(copy.file("streets.geojson"))?;
    let ran = run("coverage PROJECT", copy.path());
    assert_eq!(ran.status, 4, "{}", ran.err);
    assert!(ran.err.contains("streets.geojson"), "{}", ran.err);
    let served = run("serve PROJECT --bind 127.0.0.1:0", copy.path());
    assert_eq!(served.status, 4, "{}", served.err);
    Ok(())
}

#[test]
fn a_damaged_file_is_four() -> Outcome {
    let copy = Copy::of_fengqing()?;
    copy.edit("blocks.geojson", |text| text.chars().take(5000).collect())?;
    let ran = run("coverage PROJECT", copy.path());
    assert_eq!((ran.status, ran.out.as_str()), (4, ""), "{}", ran.err);
    assert!(ran.err.contains("blocks.geojson"), "{}", ran.err);
    Ok(())
}

#[test]
fn bad_input_is_three() -> Outcome {
    let copy = Copy::of_fengqing()?;
    copy.edit("walkshed.toml", |text| text.replace("stations =", "statoins ="))?;
    let ran = run("coverage PROJECT", copy.path());
    assert_eq!((ran.status, ran.out.as_str()), (3, ""), "{}", ran.err);
    assert!(
        ran.err.contains("walkshed.toml") && ran.err.contains("stations"),
        "{}",
        ran.err
    );

    let copy = Copy::of_fengqing()?;
    copy.edit("stations.csv", |text| text.lines().take(1).collect())?;
    assert_eq!(run("coverage PROJECT", copy.path()).status, 3);
    Ok(())
}

#[test]
fn a_bad_row_is_told_and_is_one_only_if_strict() -> Outcome {
    let copy = Copy::of_fengqing()?;
    copy.edit("stations.csv", |text| text.replace("99.924067938", "abc"))?;
    let lax = run("coverage PROJECT", copy.path());
    let strict = run("coverage PROJECT --strict", copy.path());
    let quiet = run("coverage PROJECT --quiet", copy.path());
    assert_eq!([lax.status, strict.status, quiet.status], [0, 1, 0]);
    assert_eq!(lax.out, strict.out);
    for ran in [&lax, &quiet] {
        assert!(
            ran.err.contains("rejected: stations.csv row 2, lon \"abc\""),
            "{}",
            ran.err
        );
        assert!(ran.err.contains("warning: "), "the pattern: {}", ran.err);
    }
    let chinese = run("coverage PROJECT --lang zh", copy.path());
    assert!(chinese.err.contains("未采用:stations.csv"), "{}", chinese.err);
    Ok(())
}

#[test]
fn long_lists_of_findings_are_cut() -> Outcome {
    let copy = Copy::of_fengqing()?;
    copy.edit("stations.csv", |text| {
        let bad = |row: usize| format!("X{row},bad,4,abc,24.5,,,B,\n");
        let rows: String = (0..332).map(bad).collect();
        format!("{}\n{rows}", text.trim_end())
    })?;
    let ran = run("coverage PROJECT", copy.path());
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert_eq!(ran.err.matches("lon \"abc\"").count(), 20, "{}", ran.err);
    assert!(ran.err.contains("rejected: ... and 312 more\n"), "{}", ran.err);
    Ok(())
}

#[test]
fn stations_that_serve_nobody_head_the_report() -> Outcome {
    let copy = Copy::of_fengqing()?;
    copy.edit("stations.csv", |text| {
        let (first, rest) = text.split_once('\n').unwrap_or_default();
        let rows = rest.lines().map(|line| match line.split(',').next() {
            Some("S1") => format!("{line},suspended\n"),
            Some("P7") => format!("{},\n", line.replace("99.929986179", "99.9999")),
            _ => format!("{line},\n"),
        });
        format!("{},status\n{}", first.trim_end(), rows.collect::<String>())
    })?;
    let ran = run("coverage PROJECT --strict", copy.path());
    assert_eq!(ran.status, 1, "{}", ran.err);
    let head: Vec<&str> = ran.out.lines().take(5).collect();
    insta::assert_snapshot!(head.join("\n"), @r"
    凤庆县城 (示例)

    2 stations are left out and serve nobody:
      S1  党群服务站S1  suspended
      P7  党群服务点P7  no usable street within 250 m
    ");
    assert!(ran.err.contains("note: station S1"), "{}", ran.err);
    assert!(ran.err.contains("warning: station P7"), "{}", ran.err);
    Ok(())
}

/// A copy of the reference town in which much is wrong, and the street data is a guess.
fn spoiled_fengqing() -> io::Result<Copy> {
    let copy = Copy::of_fengqing()?;
    copy.edit("stations.csv", |text| {
        let (first, rest) = text.split_once('\n').unwrap_or_default();
        let rows = rest.lines().map(|line| match line.split(',').next() {
            Some("T1") => format!("{},运营\n", line.replace("99.924067938", "abc")),
            Some("S1") => format!("{line},suspended\n"),
            Some("S2") => format!("{line},好\n"),
            Some("P7") => format!("{},\n", line.replace("99.929986179", "99.9999")),
            Some("P8") => format!("{},\n", line.replace(",4,", ",十,")),
            Some("P9") => format!("{},\n", line.replace("P9,", "P6,")),
            _ => format!("{line},\n"),
        });
        format!("{},status\n{}", first.trim_end(), rows.collect::<String>())
    })?;
    copy.edit("blocks.geojson", |text| {
        text.replacen("\"Polygon\"", "\"LineString\"", 1)
            .replacen("\"community\":\"B\"", "\"community\":\"Z\"", 2)
            .replacen("\"community\": \"B\"", "\"community\": \"Z\"", 2)
    })?;
    copy.edit("walkshed.toml", |text| {
        let text = text.replace("extent   = \"complete\"\n", "");
        text.replace("\"streets.geojson\"", "[\"streets.geojson\", \"lane.geojson\"]")
    })?;
    let lane = |id: &str, tags: &str, from: [f64; 2], to: [f64; 2]| {
        format!(
            r#"{{"type":"Feature","properties":{{"id":"{id}"{tags}}},
            "geometry":{{"type":"LineString","coordinates":[{from:?},{to:?}]}}}}"#
        )
    };
    let lanes = [
        lane("巷一", "", [99.9235, 24.5791], [99.9275, 24.5811]),
        lane("高速", r#","highway":"motorway""#, [99.92, 24.57], [99.93, 24.57]),
    ];
    let lanes = lanes.join(",");
    let lanes = format!(r#"{{"type":"FeatureCollection","features":[{lanes}]}}"#);
    fs::write(copy.file("lane.geojson"), lanes)?;
    Ok(copy)
}

#[test]
fn what_is_wrong_with_a_project_is_told_in_the_language_of_its_reader() -> Outcome {
    let copy = spoiled_fengqing()?;
    for (lang, snapshot) in [("en", "findings_en"), ("zh", "findings_zh")] {
        let ran = run(&format!("coverage PROJECT --lang {lang}"), copy.path());
        assert_eq!(ran.status, 0, "{}", ran.err);
        insta::assert_snapshot!(snapshot, ran.err);
    }
    Ok(())
}

#[test]
fn why_there_is_no_answer_is_told_in_the_language_of_its_reader() -> Outcome {
    let copy = Copy::of_fengqing()?;
    let told = |command: &str| {
        let ran = run(&format!("{command} --lang zh"), copy.path());
        ran.err.replace(&copy.path().display().to_string(), "PROJECT").replace('\\', "/")
    };
    assert_eq!(
        told("coverage PROJECT --budget 5min,5min,5min,5min,5min"),
        "错误:--budget给出5个限时或限距,而项目只有4级;请只给一个,或每级至多一个\n"
    );
    copy.edit("stations.csv", |text| text.replace("level", "kind"))?;
    assert_eq!(
        told("coverage PROJECT"),
        "错误:PROJECT/stations.csv:站点数据缺少level列,现有的列:id、name、kind、lon、lat、\
         service_area_m2、parent、community、opening_hours;请将列名改为level或级别,\
         或在walkshed.toml中写明:columns = { level = \"...\" }\n"
    );
    copy.edit("walkshed.toml", |text| text.replace("stations =", "statoins ="))?;
    assert_eq!(
        told("coverage PROJECT"),
        "错误:PROJECT/walkshed.toml第4行,statoins:未知的设置项“statoins”,可用的有:stations、\
         demand、streets、grids、barriers、extent、study_area、entrances、resources、needs;是否应为“stations”?\n"
    );
    fs::remove_file(copy.file("walkshed.toml"))?;
    let missing = told("coverage PROJECT");
    assert!(missing.starts_with("错误:PROJECT/walkshed.toml:无法读取("), "{missing}");
    assert!(missing.ends_with(");请检查路径和读取权限\n"), "{missing}");
    Ok(())
}

/// A writer that takes some bytes and then fails.
struct Failing {
    room: usize,
    kind: ErrorKind,
}

impl Write for Failing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.room == 0 {
            return Err(self.kind.into());
        }
        let taken = bytes.len().min(self.room);
        self.room -= taken;
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_closed_pipe_is_zero_and_silent_and_a_full_disk_is_five() {
    for command in [
        "coverage PROJECT",
        "coverage PROJECT --format json",
        "gaps PROJECT",
        "gaps PROJECT --format json",
        "gaps PROJECT --format geojson",
        "matrix PROJECT",
        "--help",
    ] {
        for room in [0, 100] {
            for (kind, status) in
                [(ErrorKind::BrokenPipe, 0), (ErrorKind::StorageFull, 5)]
            {
                let mut err = Vec::new();
                let args = words(command, &dataset("fengqing"));
                let ran = walkshed_cli::run(args, &mut Failing { room, kind }, &mut err);
                assert_eq!(ran, status, "{command}, {kind} after {room}");
                let silent = err.is_empty() || command == "--help";
                assert_eq!(silent, status == 0 || command == "--help", "{command}");
            }
        }
    }
}

// what people read

/// The sheet without what changes with a release or a byte of the data.
fn settled(sheet: &str) -> String {
    let settle = |line: &str| {
        let cut = ["sha256 ", "  walkshed "].into_iter().find_map(|mark| {
            let at = line.find(mark)?;
            line.get(..at + mark.len())
        });
        cut.map_or(format!("{line}\n"), |kept| format!("{kept}...\n"))
    };
    sheet.lines().map(settle).collect()
}

#[test]
fn the_sheet_of_the_reference_town_in_english() {
    let ran = on_fengqing("coverage PROJECT");
    insta::assert_snapshot!("sheet_en", settled(&ran.out));
}

#[test]
fn the_sheet_of_the_reference_town_in_chinese() {
    let ran = on_fengqing("coverage PROJECT --lang zh");
    insta::assert_snapshot!("sheet_zh", settled(&ran.out));
}

#[test]
fn the_provision_view_has_a_budget_a_level() {
    let command = "coverage PROJECT --substitution exclusive --budget gb15,gb10,gb5";
    let ran = on_fengqing(command);
    let upper: Vec<&str> = ran.out.lines().take(24).collect();
    insta::assert_snapshot!("sheet_exclusive", upper.join("\n"));
}

#[test]
fn the_language_may_stand_before_or_after_the_command() {
    let after = on_fengqing("gaps PROJECT --lang zh");
    let before = on_fengqing("--lang zh gaps PROJECT");
    assert!(after.out.contains("盲区"), "{}", after.out);
    assert_eq!(after.out, before.out);
}

#[test]
fn gaps_of_one_level_are_those_of_that_level_among_all() {
    let all = on_fengqing("gaps PROJECT");
    let one = on_fengqing("gaps PROJECT --level 2");
    assert!(all.out.contains(&one.out), "{}", one.out);
    insta::assert_snapshot!(one.out, @r"
    Gaps, levels 1-2: 6 gaps (15 min at 1.2 m/s = 1,080 m)
      no.  people  blocks  cause   worst min  median min  nearest station     where
        1   6,043      20  detour       24.1        17.3  社区党群服务中心C4  社区D, 社区C
        2   5,173      36  far          38.1        21.4  社区党群服务中心C3  社区C
        3   2,543      22  far          31.9        20.7  社区党群服务中心C4  社区B
        4     536       6  detour       18.6        15.8  社区党群服务中心C1  社区A
        5     437       1  detour       15.7        15.7  镇党群服务中心T1    社区B
        6     116       1  detour       17.5        17.5  社区党群服务中心C4  社区D
    ");
}
