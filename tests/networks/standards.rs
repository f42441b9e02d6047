//! Rows about standards: what must be there, areas, sums, stars, and what wants to be done.

use super::judged::{BLOCKS, FAIL, Judged, Outcome, PASS, UNKNOWN, judged};
use std::error::Error;
use std::fmt::Write;
use walkshed::standard::{Amount, Scope, Verdict};
use walkshed::upgrade::{Quantity, Trigger};
use walkshed_io::Lang;
use walkshed_io::standards::told;
use walkshed_tests::command::Copy;
use walkshed_tests::dataset;

#[test]
fn tg_1_an_area_is_checked_and_the_message_names_both_numbers() -> Outcome {
    let rules = "[[rule]]\nid = 'a100'\ntitle = { zh = '面积', en = 'area' }\n\
                 check = { of = 'area_m2', at_least = 100 }\n\
                 [[rule]]\nid = 'a120'\ntitle = { zh = '面积', en = 'area' }\n\
                 check = { of = 'area_m2', at_least = 120 }\n";
    let stations = "编号,名称,级别,经度,纬度,场所面积\n\
                    S1,初心驿站,1,110.24,34.544,100平方米\nS2,别处,1,110.25,34.544,\n";
    let judged = judged(stations, "'own.toml'", rules)?;
    assert_eq!(judged.verdict("a100", "S1"), PASS);
    assert_eq!(judged.verdict("a120", "S1"), FAIL);
    let told = judged.told("a120", "S1", Lang::En);
    assert_eq!(told.as_deref(), Some("100 m², at least 120 m² asked"));
    let told = judged.told("a120", "S1", Lang::Zh);
    assert_eq!(told.as_deref(), Some("100平方米,要求不少于120平方米"));
    assert_eq!(judged.verdict("a100", "S2"), UNKNOWN, "what nobody says is no pass");
    assert_eq!((judged.pack().tally.pass, judged.pack().tally.unknown), (1, 2));
    Ok(())
}

#[test]
fn tg_2_rooms_walls_and_zones_are_counted() -> Outcome {
    let judged = Judged::of(&dataset("tongguan"))?;
    let pack = &judged.compliance.packs[1];
    let clause = &judged.loaded.packs.standards[pack.standard].clauses[0];
    let of = |id: &str| {
        pack.rows.iter().find(|row| judged.compliance.subjects[row.subject].id == id)
    };
    let row = of("S1").ok_or("a row")?;
    let have: Vec<_> = row.judgements[0].items.iter().map(|h| (h.have, h.want)).collect();
    assert_eq!(
        (row.verdict, have),
        (Verdict::Pass, vec![(1, 1), (1, 1), (3, 3), (4, 4)])
    );
    let row = of("S3").ok_or("a row")?;
    assert_eq!(row.verdict, Verdict::Fail);
    let told = told::row(&judged.loaded.packs, clause, &row.judgements, Lang::Zh);
    assert!(told.contains("四区 3/4"), "{told}");
    Ok(())
}

#[test]
fn tg_3_eighteen_are_declared_ten_are_listed_and_that_warns_only() -> Outcome {
    let judged = Judged::of(&dataset("tongguan"))?;
    let site = judged.loaded.district.stations.iter().find(|s| s.id == "S1");
    let facts = &site.ok_or("S1")?.facts;
    assert_eq!(facts.services_declared, Some(18));
    assert_eq!(facts.services.as_ref().map(Vec::len), Some(10));
    assert_eq!(judged.verdict("functions", "S1"), PASS);
    assert_eq!(judged.verdict("services", "S1"), PASS);
    assert_eq!(judged.verdict("itemized", "S1"), FAIL);
    let told = judged.told("itemized", "S1", Lang::En);
    assert_eq!(told.as_deref(), Some("10, 18 expected"));
    assert_eq!(judged.pack().tally.advice, 1, "advice, not a failure");
    assert_eq!(judged.score("S1"), Some((2, 2, vec![])));
    assert_eq!(judged.verdict("services", "S3"), FAIL);
    Ok(())
}

/// Everything of the eight haves, and the six functional areas.
const ALL: &str = "统一标识、固定场所、wifi、桌、椅、凳、摄像头、电子显示屏、政策查询机、平板、卫生间、\
                   党建书架、常态活动、设备管理、卫生保洁、人员轮值、活动组织、多方参与、窗口服务区、咨询服务区、\
                   投诉受理区、便民服务区、休息等候区、自助服务区";

fn without(missing: &[&str]) -> String {
    let kept = ALL.split('、').filter(|item| !missing.contains(item));
    kept.collect::<Vec<_>>().join("、")
}

fn fengqing(rows: &[(&str, &str, &str)]) -> Result<Judged, Box<dyn Error>> {
    let mut stations = "编号,名称,级别,经度,纬度,设施,用房性质,用房说明\n".to_owned();
    for (nth, (id, facilities, tenure)) in rows.iter().enumerate() {
        let tail = if tenure.contains(',') { "" } else { "," };
        let lng = 110.24 + nth as f64 / 100.0;
        writeln!(stations, "{id},{id},3,{lng},34.544,{facilities},{tenure}{tail}")?;
    }
    judged(&stations, "'fengqing-8have'", "")
}

#[test]
fn fq_3_the_eight_haves_are_scored_with_their_parts() -> Outcome {
    let lacking = without(&["卫生间", "平板"]);
    let judged = fengqing(&[("S1", &lacking, ""), ("S2", ALL, ""), ("S3", "", "")])?;
    assert_eq!(judged.score("S1"), Some((6, 8, vec!["equipment", "toilet"])));
    let told = judged.told("equipment", "S1", Lang::Zh);
    assert_eq!(told.as_deref(), Some("3/4,缺平板"));
    assert_eq!(judged.score("S2"), Some((8, 8, vec![])));
    // nobody says what the third one has: nothing passes
    let (passed, asked, _) = judged.score("S3").ok_or("a score")?;
    assert_eq!((passed, asked), (0, 8));
    assert_eq!(judged.verdict("toilet", "S3"), UNKNOWN);
    Ok(())
}

#[test]
fn fq_3_a_checklist_with_a_column_a_thing_is_read_too() -> Outcome {
    let stations = "编号,名称,级别,经度,纬度,统一标识,卫生间,平板\n\
                    S1,一,3,110.24,34.544,有,无,2\nS2,二,3,110.25,34.544,,是,0\n";
    let judged = judged(stations, "'fengqing-8have'", "")?;
    assert_eq!(judged.verdict("sign", "S1"), PASS);
    assert_eq!(judged.verdict("toilet", "S1"), FAIL);
    assert_eq!(judged.verdict("sign", "S2"), UNKNOWN);
    assert_eq!(judged.verdict("toilet", "S2"), PASS);
    assert_eq!(judged.verdict("equipment", "S2"), FAIL, "no tablet, whatever else");
    assert_eq!(judged.verdict("equipment", "S1"), UNKNOWN);
    Ok(())
}

#[test]
fn fq_4_a_functional_area_that_is_missing_is_advice() -> Outcome {
    let lacking = without(&["投诉受理区"]);
    let judged = fengqing(&[("S1", &lacking, "公共用房"), ("S2", ALL, "公共用房")])?;
    assert_eq!(judged.verdict("zones", "S1"), FAIL);
    let told = judged.told("zones", "S1", Lang::Zh);
    assert_eq!(told.as_deref(), Some("5/6,缺投诉受理区"));
    assert_eq!(judged.score("S1"), Some((8, 8, vec![])), "advice costs no point");
    assert_eq!(judged.pack().tally.fail, 0);
    assert_eq!(judged.verdict("zones", "S2"), PASS);
    Ok(())
}

#[test]
fn fq_5_a_site_far_from_any_walkable_way_is_flagged() -> Outcome {
    // 120 m and 20 m north of the only street; a degree of latitude is 110.9 km there
    let street = r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},
        "geometry":{"type":"LineString","coordinates":[[110.23,34.544],[110.25,34.544]]}}]}"#;
    let north = |meters: f64| 34.544 + meters / 110_925.0;
    let stations = format!(
        "id,name,level,lon,lat\nfar,far,3,110.24,{:.7}\nnear,near,3,110.241,{:.7}\n",
        north(120.0),
        north(20.0)
    );
    let settings = "name = 'x'\npacks = 'fengqing-8have'\n[inputs]\nstations = 's.csv'\n\
                    demand = 'b.csv'\nstreets = 'r.geojson'\nextent = 'complete'\n";
    let copy = Copy::of_files(&[
        ("walkshed.toml", settings),
        ("s.csv", &stations),
        ("b.csv", BLOCKS),
        ("r.geojson", street),
    ])?;
    let judged = Judged::of(copy.path())?;
    assert_eq!(judged.verdict("street", "far"), FAIL);
    assert_eq!(judged.verdict("street", "near"), PASS);
    let row = judged.row("street", "far").ok_or("a row")?;
    let measured = row.judgements[0].measured.ok_or("a distance")?.to_f64();
    assert!((measured - 120.0).abs() < 0.1, "{measured}");
    let clauses = &judged.loaded.packs.standards[0].clauses;
    assert!(!clauses[row.rule].verified, "the article gives no distance");
    Ok(())
}

#[test]
fn fq_6_commercial_rooms_want_a_reason() -> Outcome {
    let judged = fengqing(&[
        ("S1", ALL, "商业用房"),
        ("S2", ALL, "商业用房,公房改造期间过渡"),
        ("S3", ALL, "公共用房"),
        ("S4", ALL, ""),
    ])?;
    assert_eq!(judged.verdict("tenure", "S1"), FAIL);
    assert_eq!(judged.verdict("tenure", "S2"), PASS);
    assert_eq!(judged.verdict("tenure", "S3"), PASS);
    assert_eq!(judged.verdict("tenure", "S4"), UNKNOWN);
    assert_eq!((judged.pack().tally.fail, judged.score("S1")), (0, Some((8, 8, vec![]))));
    Ok(())
}

#[test]
fn fq_10_tickets_raised_are_those_done_and_those_in_hand() -> Outcome {
    let rules = "[[rule]]\nid = 'tickets'\ntitle = { zh = '三单', en = 'tickets' }\n\
                 check = { of = '点单', equals = ['办结', '在办'] }\n";
    let stations = "编号,名称,级别,经度,纬度,点单,办结,在办\n\
                    S1,企业家红色驿站,3,110.24,34.544,116,78,38\n\
                    S2,别处,3,110.25,34.544,116,78,30\nS3,又一处,3,110.26,34.544,116,78,\n";
    let judged = judged(stations, "'own.toml'", rules)?;
    assert_eq!(judged.verdict("tickets", "S1"), PASS);
    assert_eq!(judged.verdict("tickets", "S2"), FAIL);
    let told = judged.told("tickets", "S2", Lang::En);
    assert_eq!(told.as_deref(), Some("116, 108 expected"));
    assert_eq!(judged.verdict("tickets", "S3"), UNKNOWN);
    Ok(())
}

#[test]
fn xz_1_a_move_is_recorded_and_the_gains_add_up() -> Outcome {
    let judged = Judged::of(&dataset("shangrao"))?;
    let moves = &judged.compliance.relocations;
    let first = moves.iter().find(|moved| moved.id == "C01").ok_or("C01")?;
    assert_eq!(first.before, Some(Amount::whole(118)));
    assert_eq!(first.after, Some(Amount::whole(350)));
    assert_eq!(first.gained(), Some(Amount::whole(232)));
    assert_eq!(first.floors, Some(Amount::whole(1)), "350 m² on a single floor");
    assert_eq!(
        (first.from.as_deref(), first.on.as_deref()),
        (Some("五三(二)社区旧址"), Some("2021-01"))
    );
    // what the file says, added up by hand
    let text = std::fs::read_to_string(dataset("shangrao").join("stations.csv"))?;
    let mut sum = 0;
    for line in text.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        sum += cells[6].parse::<i32>()? - cells[7].parse::<i32>()?;
    }
    let row = judged.row("gained", "").ok_or("a row")?;
    assert_eq!(row.judgements[0].measured, Some(Amount::whole(sum)));
    assert_eq!(moves.len(), 16);
    Ok(())
}

#[test]
fn xz_2_a_rule_on_the_service_area_does_not_look_at_the_whole_house() -> Outcome {
    let rules = "[[rule]]\nid = 'hall'\ntitle = { zh = '服务面积', en = 'service area' }\n\
                 check = { of = 'service_area_m2', at_least = 600 }\n\
                 [[rule]]\nid = 'house'\ntitle = { zh = '总面积', en = 'floor area' }\n\
                 check = { of = 'floor_area_m2', at_least = 600 }\n";
    let stations = "编号,名称,级别,经度,纬度,建筑面积,服务大厅面积\n\
                    S1,党群服务中心,1,110.24,34.544,近3000,近500\n";
    let judged = judged(stations, "'own.toml'", rules)?;
    assert_eq!(judged.verdict("house", "S1"), PASS);
    assert_eq!(judged.verdict("hall", "S1"), FAIL);
    let told = judged.told("hall", "S1", Lang::En);
    assert_eq!(told.as_deref(), Some("500 m², at least 600 m² asked"));
    Ok(())
}

#[test]
fn xz_3_the_smallest_center_for_most_people_comes_first() -> Outcome {
    let judged = Judged::of(&dataset("fengqing"))?;
    let ranked = judged.compliance.upgrades.ranked(Trigger::TooSmall);
    let (station, sign) = ranked.first().ok_or("somebody is too small")?;
    assert_eq!(judged.loaded.district.stations[*station as usize].id, "C4");
    // 13,895 people at 2.62 a household, 0.30 m² each
    let area = sign.compared.iter().find(|one| one.quantity == Quantity::Area);
    let area = area.ok_or("an area")?;
    assert_eq!(area.measured, Some(Amount::whole(118)));
    let needed = area.threshold.ok_or("a threshold")?.to_f64();
    assert!((needed - 13_895.0 / 2.62 * 0.30).abs() < 0.01, "{needed}");
    let told = told::sign(&judged.loaded.district, sign, Lang::Zh);
    assert!(told.contains("118平方米") && told.contains("1591平方米"), "{told}");
    Ok(())
}

#[test]
fn xz_5_sixteen_centers_gained_more_than_5100_square_meters() -> Outcome {
    let judged = Judged::of(&dataset("shangrao"))?;
    for (rule, least) in [("solved", 16), ("gained", 5100)] {
        let row = judged.row(rule, "").ok_or("a row of the network")?;
        assert_eq!(judged.compliance.subjects[row.subject].scope, Scope::Network);
        assert_eq!(row.verdict, Verdict::Pass);
        assert!(row.judgements[0].measured >= Some(Amount::whole(least)), "{row:?}");
    }
    let told = |lang| judged.told("solved", "", lang);
    assert_eq!(told(Lang::En).as_deref(), Some("16, at least 16 asked"), "no area");
    assert_eq!(told(Lang::Zh).as_deref(), Some("16,要求不少于16"));
    Ok(())
}

#[test]
fn xz_8_shares_of_funding_sum_to_a_hundred() -> Outcome {
    let rules = "[[rule]]\nid = 'funding'\ntitle = { zh = '资金', en = 'funding' }\n\
                 check = { of = ['区级', '奖补', '镇街'], equals = 100 }\n";
    let stations = "编号,名称,级别,经度,纬度,区级,奖补,镇街\n\
                    S1,甲,2,110.24,34.544,40,30,30\nS2,乙,2,110.25,34.544,40,30,0\n\
                    S3,丙,2,110.26,34.544,40,30,\nS4,丁,2,110.27,34.544,33.3,33.3,33.4\n";
    let judged = judged(stations, "'own.toml'", rules)?;
    let verdicts = ["S1", "S2", "S3", "S4"].map(|id| judged.verdict("funding", id));
    assert_eq!(verdicts, [PASS, FAIL, UNKNOWN, PASS]);
    let told = judged.told("funding", "S2", Lang::En);
    assert_eq!(told.as_deref(), Some("70, 100 expected"));
    Ok(())
}

#[test]
fn xz_10_ten_rooms_are_counted_by_any_of_their_names() -> Outcome {
    let rules = "[[rule]]\nid = 'rooms'\ntitle = { zh = '功能区', en = 'rooms' }\n\
                 check = { has = { id = '功能室', count = 10 } }\n";
    let ten = "办事大厅、人大代表联络站、党建活动室、矛盾调处室、心理辅导室、道德讲堂、图书室、儿童活动室、科普活动室、老年活动室";
    let nine = ten.replace("、老年活动室", "");
    let twice = nine.replace("图书室", "图书室2间");
    let stations = format!(
        "编号,名称,级别,经度,纬度,功能室\nS1,甲,2,110.24,34.544,{ten}\n\
         S2,乙,2,110.25,34.544,{nine}\nS3,丙,2,110.26,34.544,{twice}\n"
    );
    let judged = judged(&stations, "'own.toml'", rules)?;
    let verdicts = ["S1", "S2", "S3"].map(|id| judged.verdict("rooms", id));
    assert_eq!(verdicts, [PASS, FAIL, PASS]);
    let told = judged.told("rooms", "S2", Lang::Zh);
    assert_eq!(told.as_deref(), Some("缺功能室 9/10"));
    Ok(())
}

#[test]
fn bj_3_a_station_without_coordinates_is_not_on_the_map() -> Outcome {
    let stations = "编号,名称,级别,经度,纬度,设施,负责人,星级\n\
        R1,一号红色驿站,3,110.24,34.544,\"固定场所、微波炉、饮水机、桌椅、充电宝、应急药箱、雨伞、雨衣、工具箱、无线网络、管理制度\",甲,三星\n\
        R2,二号红色驿站,3,,,\"固定场所、微波炉、饮水机、桌椅、充电宝、应急药箱、雨伞、雨衣、工具箱、无线网络、管理制度\",,三星\n";
    let judged = judged(stations, "'baoji-6have'", "")?;
    assert_eq!(judged.score("R1"), Some((6, 6, vec![])));
    assert_eq!(judged.score("R2"), Some((4, 6, vec!["person", "map"])));
    assert_eq!(judged.verdict("map", "R2"), FAIL);
    let told = judged.told("map", "R2", Lang::Zh);
    assert_eq!(told.as_deref(), Some("未填写"));
    assert_eq!(judged.loaded.unplaced.len(), 1);
    Ok(())
}

#[test]
fn bj_4_a_station_without_a_registration_number_is_not_registered() -> Outcome {
    let stations = "编号,名称,级别,经度,纬度,设施,服务内容,备案编号,考核结果\n\
        R1,一,3,110.24,34.544,红色标识、服务公约、开展活动,充电、饮水,BJ-2021-001,优秀\n\
        R2,二,3,110.25,34.544,红色标识、服务公约、开展活动,充电、饮水,,优秀\n";
    let judged = judged(stations, "'baoji-6unified'", "")?;
    assert_eq!(judged.score("R1"), Some((6, 6, vec![])));
    assert_eq!(judged.score("R2"), Some((5, 6, vec!["registration"])));
    assert_eq!(judged.verdict("registration", "R2"), FAIL);
    Ok(())
}

#[test]
fn bj_5_ways_of_building_are_counted_and_add_up() -> Outcome {
    let mut stations = "编号,名称,级别,经度,纬度,建设方式\n".to_owned();
    for nth in 0..292 {
        let mode = if nth % 37 == 0 { "自建" } else { "共建" };
        let lng = 110.24 + f64::from(nth) / 10_000.0;
        writeln!(stations, "R{nth},驿站{nth},3,{lng:.4},34.544,{mode}")?;
    }
    let rules = "[[rule]]\nid = 'modes'\non = 'network'\ntitle = { zh = '建设', en = 'modes' }\n\
                 check = [{ of = 'stations', equals = 292 }, { of = 'count(build_mode)', \
                 equals = ['count(build_mode=new_built)', 'count(build_mode=co_built)'] }]\n";
    let judged = judged(&stations, "'own.toml'", rules)?;
    let modes = &judged.compliance.build_modes;
    let counted: Vec<_> = modes.by_mode.iter().map(|(key, n)| (*key, *n)).collect();
    assert_eq!(counted, [("co_built", 284), ("new_built", 8)]);
    assert_eq!(modes.unknown, 0);
    assert_eq!(judged.verdict("modes", ""), PASS);
    Ok(())
}

#[test]
fn bj_6_stars_are_explained_and_the_same_for_the_same_input() -> Outcome {
    let stations = "编号,名称,级别,经度,纬度,设施,服务内容,负责人,开放时间\n\
        R1,一,3,110.24,34.544,\"固定场所、管理制度、微波炉、饮水机、桌椅、充电宝、应急药箱、雨伞、雨衣、工具箱、无线网络、卫生间\",充电、饮水、雨伞、图书、休息,甲,周一至周日 08:00-20:00\n\
        R2,二,3,110.25,34.544,\"固定场所、微波炉、饮水机、雨伞\",充电,,周一至周五 09:00-11:30\n\
        R3,三,3,110.26,34.544,,,,\n";
    let [once, twice] = [0, 1].map(|_| judged(stations, "'stars-5'", ""));
    let (once, twice) = (once?, twice?);
    assert_eq!(once.compliance.ratings, twice.compliance.ratings);
    let stations = &once.compliance.ratings[0].stations;
    let stars: Vec<u8> = stations.iter().map(|(_, stars)| stars.stars).collect();
    assert_eq!(stars, [5, 1, 1]);
    for (_, stars) in stations {
        let points: u64 = stars.criteria.iter().map(|awarded| awarded.points).sum();
        assert_eq!((points, stars.most), (stars.points, 100_000), "points are listed");
    }
    // premises 15, three of ten facilities of 30
    assert_eq!(stations[1].1.points, 15_000 + 9_000);
    assert_eq!(stations[2].1.points, 0, "what nobody says gives nothing");
    Ok(())
}
