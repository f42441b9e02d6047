//! What standards leave open, and what moves neither a verdict nor a list.

use super::judged::{FAIL, Judged, Outcome, PASS, UNKNOWN, judged};
use std::error::Error;
use walkshed::coverage::Evaluation;
use walkshed::standard::Amount;
use walkshed::upgrade::{Quantity, Trigger};
use walkshed_io::selection::{Selection, parse_moment};
use walkshed_io::standards::Compliance;
use walkshed_io::{Lang, Project};
use walkshed_tests::command::Copy;
use walkshed_tests::dataset;

#[test]
fn hours_and_filters_change_neither_a_verdict_nor_a_list() -> Outcome {
    let of = |selection: Option<Selection>| -> Result<Compliance, Box<dyn Error>> {
        let mut loaded = Project::open(&dataset("fengqing"))?.load(&|_| {})?;
        if let Some(selection) = selection {
            loaded.select(&selection)?;
        }
        let evaluation = Evaluation::of(&loaded.district, &loaded.options);
        Ok(Compliance::of(&loaded, &evaluation))
    };
    let always = of(None)?;
    assert!(!always.upgrades.ranked(Trigger::TooSmall).is_empty());
    let at = Some(parse_moment("2026-11-24T19:00").map_err(|e| format!("{e:?}"))?);
    let evening = Selection { at, ..Selection::default() };
    assert_eq!(of(Some(evening))?, always);
    let services = vec!["养老".to_owned()];
    let filtered = Selection { services, ..Selection::default() };
    assert_eq!(of(Some(filtered))?, always);
    Ok(())
}

#[test]
fn a_member_that_says_nothing_leaves_a_sum_open() -> Outcome {
    let rule = |id: &str, check: &str| {
        format!(
            "[[rule]]\nid = '{id}'\non = 'network'\ntitle = {{ zh = '和', en = 'sum' }}\n\
             check = {{ of = 'sum(service_area_m2)', {check} }}\n"
        )
    };
    let rules = [
        rule("reached", "at_least = 300"),
        rule("short", "at_least = 301"),
        rule("beyond", "at_most = 299"),
        rule("within", "at_most = 300"),
    ];
    let stations = "id,name,level,lon,lat,service_area_m2\n\
                    S1,a,1,110.24,34.544,100\nS2,b,1,110.25,34.544,200\n\
                    S3,c,1,110.26,34.544,\n";
    let judged = judged(stations, "'own.toml'", &rules.concat())?;
    let verdicts =
        ["reached", "short", "beyond", "within"].map(|r| judged.verdict(r, ""));
    assert_eq!(verdicts, [PASS, UNKNOWN, FAIL, UNKNOWN]);
    let told = judged.told("short", "", Lang::Zh);
    assert_eq!(told.as_deref(), Some("已知300平方米,其余数据缺失,要求不少于301平方米"));
    Ok(())
}

#[test]
fn people_of_whom_nobody_knows_are_told_as_a_range() -> Outcome {
    // the second block is beside a station of which nobody knows the hours
    let rule = |id: &str, least: &str| {
        format!(
            "[[rule]]\nid = '{id}'\non = 'network'\ntitle = {{ zh = '比例', en = 'share' }}\n\
             check = {{ people_within = '500m'{least} }}\n"
        )
    };
    let rules = [
        rule("share", ""),
        rule("low", ", at_least = 0.75"),
        rule("high", ", at_least = 0.8"),
    ];
    // 30 m from the only street's end, beyond which nothing is known
    let street = r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},
        "geometry":{"type":"LineString","coordinates":[[110.238,34.544],[110.242,34.544]]}}]}"#;
    let blocks =
        "id,lon,lat,population\nB0,110.2400,34.5440,750\nB1,110.2600,34.5440,250\n";
    let settings = "name = 'x'\npacks = 'own.toml'\n[inputs]\nstations = 's.csv'\n\
                    demand = 'b.csv'\nstreets = 'r.geojson'\n";
    let head = "id = 'own'\nkind = 'standard'\ntitle = { zh = '本市', en = 'own' }\n";
    let copy = Copy::of_files(&[
        ("walkshed.toml", settings),
        ("s.csv", "id,name,level,lon,lat\nS1,a,1,110.2400,34.5440\n"),
        ("b.csv", blocks),
        ("r.geojson", street),
        ("own.toml", &format!("{head}{}", rules.concat())),
    ])?;
    let judged = Judged::of(copy.path())?;
    let told = judged.told("share", "", Lang::En);
    assert_eq!(told.as_deref(), Some("75.0%–100.0%"));
    assert_eq!(judged.verdict("low", ""), PASS, "whoever the others are");
    assert_eq!(judged.verdict("high", ""), UNKNOWN);
    Ok(())
}

#[test]
fn the_area_that_a_community_wants_is_wanted_of_its_main_station() -> Outcome {
    let judged = Judged::of(&dataset("shangrao"))?;
    let upgrades = &judged.compliance.upgrades;
    let area = |id: &str| {
        let stations = &judged.loaded.district.stations;
        let of = |s: u32| stations[s as usize].id == id;
        let signs = upgrades.stations.iter().find(|signs| of(signs.station))?;
        let small = signs.signs.iter().find(|sign| sign.trigger == Trigger::TooSmall)?;
        let area = small.compared.iter().find(|one| one.quantity == Quantity::Area)?;
        Some((area.measured, area.threshold, small.is_raised()))
    };
    // 600 m² of the 2024 guideline for a complex; C01 has 350
    let (measured, needed, raised) = area("C01").ok_or("C01")?;
    assert_eq!(measured, Some(Amount::whole(350)));
    assert!(needed >= Some(Amount::whole(600)), "{needed:?}");
    assert!(raised);
    Ok(())
}

#[test]
fn a_list_of_equipment_says_nothing_of_premises_and_rules() -> Outcome {
    let stations = "编号,名称,级别,经度,纬度,设施\n\
                    R1,一,3,110.24,34.544,微波炉、饮水机\n\
                    R2,二,3,110.25,34.544,微波炉、服务公约\n";
    let judged = judged(stations, "'baoji-6have'", "")?;
    assert_eq!(judged.verdict("premises", "R1"), UNKNOWN);
    assert_eq!(judged.verdict("rules", "R1"), UNKNOWN);
    assert_eq!(judged.verdict("facilities", "R1"), FAIL, "equipment is listed");
    assert_eq!(judged.verdict("rules", "R2"), FAIL, "a pledge is listed, and no rules");
    Ok(())
}

#[test]
fn clauses_in_our_words_are_in_the_language_of_the_reader() -> Outcome {
    let judged = judged(
        "id,name,level,lon,lat\nS1,a,1,110.24,34.544\n",
        "'international', 'floor-areas'",
        "",
    )?;
    let latin = |text: &str| {
        text.split(|c: char| !c.is_ascii_alphabetic())
            .any(|w| w.len() > 3 && w != "ParkServe")
    };
    for clause in judged.loaded.packs.standards.iter().flat_map(|s| &s.clauses) {
        let (at, gist) = (clause.clause.text(Lang::Zh), clause.gist.text(Lang::Zh));
        assert!(!latin(at) && !latin(gist), "{at} {gist}");
    }
    Ok(())
}
