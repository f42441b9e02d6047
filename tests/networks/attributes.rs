//! Rows about what stations are: plates, services, groups, themes, life cycle, communities, and
//! what scenarios and years make of them.

use crate::service::client::Client;
use serde_json::Value;
use std::error::Error;
use std::fs;
use walkshed_tests::command::{Copy, Ran, run};
use walkshed_tests::dataset;

type Outcome = Result<(), Box<dyn Error>>;

/// Blocks on a line eastward, 0.01 degrees (about a kilometer) apart.
const BLOCKS: &str = "id,lon,lat,population,community\n\
    B0,110.2400,34.5440,1000,东社区\n\
    B1,110.2500,34.5440,2000,东社区\n\
    B2,110.2600,34.5440,4000,西社区\n\
    B3,110.2700,34.5440,8000,西社区\n";

/// A project without streets over [`BLOCKS`].
fn project(stations: &str) -> Result<Copy, Box<dyn Error>> {
    let settings = "name = 'x'\n[inputs]\nstations = 'stations.csv'\ndemand = 'blocks.csv'\n\
                    [walking]\nmetric = 'straight'\nbudget = '300m'\n";
    Ok(Copy::of_files(&[
        ("walkshed.toml", settings),
        ("stations.csv", stations),
        ("blocks.csv", BLOCKS),
    ])?)
}

fn json(ran: &Ran) -> Result<Value, Box<dyn Error>> {
    if ran.status != 0 {
        return Err(ran.err.clone().into());
    }
    Ok(serde_json::from_str(&ran.out)?)
}

/// People covered at the last level of a report.
fn covered(project: &Copy, flags: &str) -> Result<u64, Box<dyn Error>> {
    let ran = run(&format!("coverage PROJECT --format json {flags}"), project.path());
    covered_in(&json(&ran)?).ok_or_else(|| "no level".into())
}

fn covered_in(report: &Value) -> Option<u64> {
    report["levels"].as_array()?.last()?["covered"]["weights"]["population"].as_u64()
}

/// The features of a layer that `coverage --out` writes.
fn layer(project: &Copy, name: &str, flags: &str) -> Result<Vec<Value>, Box<dyn Error>> {
    let out = project.file("out");
    let ran = run(
        &format!("coverage PROJECT --quiet --out {} {flags}", out.display()),
        project.path(),
    );
    assert_eq!(ran.status, 0, "{}", ran.err);
    let text = fs::read_to_string(out.join(format!("{name}.geojson")))?;
    let mut layer: Value = serde_json::from_str(&text)?;
    let features = layer["features"].take();
    Ok(features.as_array().cloned().unwrap_or_default())
}

fn strings<'v>(features: &'v [Value], property: &str) -> Vec<&'v str> {
    features.iter().filter_map(|f| f["properties"][property].as_str()).collect()
}

/// Tongguan: two plates on one door, run by the tobacco bureau; one of them is suspended.
const TONGGUAN: &str = "编号,名称,级别,经度,纬度,状态,牵头单位,共建单位,服务对象,类型,图书(册)\n\
    T1,初心驿站党群服务中心,1,110.2400,34.5440,运营,烟草专卖局,县图书馆,\
    \"居民、过往群众、环卫工人、快递小哥\",党群服务中心,1128\n\
    T2,新时代文明实践站,1,110.2400,34.5440,运营,烟草专卖局,县图书馆,\"居民、过往群众\",文明实践站,1128\n\
    T3,城西驿站,1,110.2600,34.5440,停用,住建局,,居民,驿站,\n";

#[test]
fn tg_4_two_identities_on_one_site_are_one_feature() -> Outcome {
    let project = project(TONGGUAN)?;
    let sites = layer(&project, "sites", "")?;
    assert_eq!(sites.len(), 2);
    let identities = sites[0]["properties"]["identities"].as_array().unwrap();
    let names: Vec<&Value> = identities.iter().map(|one| &one["name"]).collect();
    assert_eq!(names, ["初心驿站党群服务中心", "新时代文明实践站"]);
    assert_eq!(sites[0]["properties"]["stations"], 2);
    let stations = layer(&project, "stations", "")?;
    assert_eq!(stations.len(), 3, "identities are counted apart");
    assert_eq!(strings(&stations, "牵头单位")[..2], ["烟草专卖局"; 2]);
    Ok(())
}

#[actix_web::test]
async fn tg_5_a_station_for_couriers_is_found_by_its_group() {
    let project = project(TONGGUAN).unwrap();
    let client = Client::of_project(project.path()).await;
    for asked in ["courier", "%E5%BF%AB%E9%80%92%E5%91%98"] {
        let uri = format!("/collections/stations/items?group={asked}");
        let page = client.read(&uri).await;
        assert_eq!(page["numberMatched"], 1, "{uri}");
        assert_eq!(page["features"][0]["properties"]["id"], "T1");
        let links = page["links"].to_string();
        assert!(links.contains(&format!("group={asked}")), "{links}");
    }
    assert_eq!(
        client.read("/collections/sites/items?group=courier").await["numberMatched"],
        1
    );
    assert_eq!(client.read("/collections/stations/items").await["numberMatched"], 3);
    let whole = covered_in(&client.read("/coverage").await);
    let couriers = covered_in(&client.read("/coverage?group=courier").await);
    assert_eq!((whole, couriers), (Some(1000), Some(1000)));
    let sanitation = client.read("/coverage?group=sanitation&theme=reading").await;
    assert_eq!(covered_in(&sanitation), Some(0));
    let refused = client.get("/coverage?group=couriar").await.problem(400);
    assert!(refused.contains("the nearest is \"courier\""), "{refused}");
}

#[test]
fn tg_6_a_district_to_be_counts_before_and_after() -> Outcome {
    let report = json(&run(
        "compare PROJECT --scenario north --format json",
        &dataset("fengqing"),
    ))?;
    let [before, after] = ["before", "after"].map(|side| &report["scenarios"][0][side]);
    let people = |side: &Value| side["total"]["weights"]["population"].as_u64();
    assert_eq!(people(after), people(before).map(|people| people + 8000));
    let levels = |side: &Value, part: &str| {
        let levels = side["levels"].as_array().cloned().unwrap_or_default();
        levels
            .iter()
            .filter_map(|l| l[part]["weights"]["population"].as_u64())
            .collect::<Vec<_>>()
    };
    let [covered_before, covered_after] =
        [before, after].map(|side| levels(side, "covered"));
    assert!(
        covered_before.iter().zip(&covered_after).all(|(before, after)| before <= after)
    );
    assert!(covered_before < covered_after);
    for side in [before, after] {
        let last = side["levels"].as_array().and_then(|levels| levels.last()).unwrap();
        let people = |part: &Value| part["weights"]["population"].as_u64();
        assert_eq!(people(&last["gaps"]), people(&last["uncovered"]), "who is left out");
    }
    Ok(())
}

#[test]
fn tg_7_books_and_partners_survive_from_csv_to_the_layer() -> Outcome {
    let stations = layer(&project(TONGGUAN)?, "stations", "")?;
    assert_eq!(stations[0]["properties"]["图书(册)"], 1128);
    assert_eq!(strings(&stations, "共建单位"), ["县图书馆", "县图书馆"]);
    Ok(())
}

#[test]
fn tg_8_only_operating_stations_cover_and_all_are_listed() -> Outcome {
    let project = project(TONGGUAN)?;
    assert_eq!(covered(&project, "")?, 1000);
    assert_eq!(covered(&project, "--status operating,suspended")?, 5000);
    let listed = layer(&project, "stations", "")?;
    assert_eq!(strings(&listed, "status"), ["operating", "operating", "suspended"]);
    let counts: Vec<&Value> = listed.iter().map(|f| &f["properties"]["counts"]).collect();
    assert_eq!(counts, [&Value::from(true), &Value::from(true), &Value::from(false)]);
    Ok(())
}

#[test]
fn fq_2_coverage_of_the_built_up_area_is_that_of_the_reference() -> Outcome {
    let expected = fs::read_to_string(dataset("fengqing").join("expected.json"))?;
    let expected: Value = serde_json::from_str(&expected)?;
    let report = json(&run("coverage PROJECT --format json", &dataset("fengqing")))?;
    for (nth, set) in ["L1", "L1-2", "L1-3", "L1-4"].into_iter().enumerate() {
        let reference = &expected["sets"][set]["network/adult_15min_1080m"];
        let covered = &report["levels"][nth]["covered"];
        for group in ["population", "elderly"] {
            assert_eq!(covered["weights"][group], reference[group], "{set}: {group}");
        }
        assert_eq!(covered["blocks"], reference["blocks"], "{set}");
    }
    Ok(())
}

#[test]
fn fq_8_the_nearest_may_lie_across_a_community_border() -> Outcome {
    let project = project(
        "id,name,level,lon,lat,community\n\
        S1,东站,1,110.2400,34.5440,东社区\n\
        S2,西站,1,110.2520,34.5440,西社区\n",
    )?;
    let demand = layer(&project, "demand", "")?;
    assert_eq!(strings(&demand, "nearest_1"), ["S1", "S2", "S2", "S2"]);
    assert_eq!(
        strings(&demand, "status_1")[..2],
        ["covered"; 2],
        "B1 is served from the west"
    );
    let report = json(&run("coverage PROJECT --format json", project.path()))?;
    assert_eq!(report["across_border"]["population"], 2000);
    Ok(())
}

/// Fengqing: services of several sorts, opened over two years.
const SERVICES: &str = "id,name,level,lon,lat,服务事项,启用时间\n\
    S1,中心,1,110.2400,34.5440,\"政务服务、日间照料\",2020-05-01\n\
    S2,站,1,110.2500,34.5440,\"图书、充电\",2021年11月20日前\n\
    S3,点,1,110.2600,34.5440,长者食堂,2022-03\n";

#[test]
fn fq_11_coverage_of_one_service_is_at_most_that_of_all() -> Outcome {
    let project = project(SERVICES)?;
    let all = covered(&project, "")?;
    assert_eq!(all, 7000);
    for (service, people) in [
        ("eldercare", 5000),
        ("养老", 5000),
        ("day_care", 1000),
        ("meals", 4000),
        ("charging", 2000),
    ] {
        let found = covered(&project, &format!("--service {service}"))?;
        assert_eq!(found, people, "{service}");
        assert!(found <= all);
    }
    assert_eq!(covered(&project, "--service day_care,meals")?, 5000, "one is enough");
    let unheard = run("coverage PROJECT --service eldercar", project.path());
    assert_eq!(unheard.status, 2);
    assert!(unheard.err.contains("did you mean eldercare?"), "{}", unheard.err);
    Ok(())
}

#[test]
fn fq_12_coverage_as_of_a_day_never_falls_while_none_closes() -> Outcome {
    let project = project(SERVICES)?;
    let days = [
        "2020-04-30",
        "2020-05-01",
        "2021-11-19",
        "2021-11-20",
        "2022-03-31",
        "2026-01-01",
    ];
    let found: Vec<u64> = days
        .iter()
        .map(|day| covered(&project, &format!("--as-of {day}")))
        .collect::<Result<_, _>>()?;
    assert_eq!(found, [0, 1000, 1000, 3000, 7000, 7000]);
    assert!(found.is_sorted());
    let sheet = run("coverage PROJECT --as-of 2021-11-19 --lang zh", project.path());
    assert!(sheet.out.contains("截至日期"), "{}", sheet.out);
    let report =
        json(&run("coverage PROJECT --as-of 2021-11-19 --format json", project.path()))?;
    let level = &report["levels"][0];
    assert_eq!(level["gaps"]["weights"]["population"], 14_000, "all but B0");
    assert_eq!(report["selection"]["as_of"], "2021-11-19");
    Ok(())
}

#[test]
fn fq_13_rosters_of_a_quarter_come_out_as_they_went_in() -> Outcome {
    let project = project(
        "id,name,level,lon,lat,季度,双报到人数,服务人次\n\
        S1,站,1,110.2400,34.5440,2026Q3,38,116\n",
    )?;
    let out = project.file("out");
    let command = format!("coverage PROJECT --quiet --as csv --out {}", out.display());
    assert_eq!(run(&command, project.path()).status, 0);
    let table = fs::read_to_string(out.join("stations.csv"))?;
    let (header, rows) = table.split_once('\n').unwrap_or_default();
    assert!(header.contains("季度,双报到人数,服务人次"), "{header}");
    assert!(rows.contains("2026Q3,38,116"), "{rows}");
    Ok(())
}

#[test]
fn xz_7_a_site_shared_by_communities_is_listed_by_both_and_counted_once() -> Outcome {
    let project = project(
        "id,name,level,lon,lat,社区,服务面积\n\
        C1,共建中心,1,110.2500,34.5440,\"东社区、西社区\",350\n\
        C2,共建中心文化站,1,110.2500,34.5440,\"东社区、西社区\",350\n",
    )?;
    let sites = layer(&project, "sites", "")?;
    assert_eq!(strings(&sites, "communities"), ["东社区, 西社区"]);
    let areas: f64 =
        sites.iter().filter_map(|s| s["properties"]["service_area_m2"].as_f64()).sum();
    assert!((areas - 350.0).abs() < 1e-9, "{areas}");
    let audit = json(&run("audit PROJECT --format json", project.path()))?;
    let listed = audit["presence"]["by_community"].as_array().unwrap();
    let of = |name: &str| listed.iter().find(|one| one["name"] == name).unwrap();
    for community in ["东社区", "西社区"] {
        assert!(of(community)["stations"].as_u64() > Some(0), "{community}: {listed:?}");
    }
    Ok(())
}

#[test]
fn xz_11_who_is_served_at_home_is_told_apart_and_never_as_covered() -> Outcome {
    let project = project(
        "id,name,level,lon,lat,社区,上门服务\n\
        S1,站,1,110.2400,34.5440,东社区,是\n\
        S2,站,1,110.2600,34.5440,西社区,否\n",
    )?;
    let report = json(&run("coverage PROJECT --format json", project.path()))?;
    assert_eq!(covered_in(&report), Some(5000));
    assert_eq!(report["levels"][0]["served_at_home"]["weights"]["population"], 2000);
    let demand = layer(&project, "demand", "")?;
    let home: Vec<bool> = demand
        .iter()
        .filter_map(|f| f["properties"]["served_at_home"].as_bool())
        .collect();
    assert_eq!(home, [true, true, false, false]);
    assert_eq!(strings(&demand, "status_1")[1], "uncovered");
    let sheet = run("coverage PROJECT --lang zh", project.path());
    assert!(sheet.out.contains("上门服务:未覆盖"), "{}", sheet.out);
    Ok(())
}

#[test]
fn bj_8_a_toilet_within_500_meters_is_a_map() -> Outcome {
    let project = project(
        "id,name,level,lon,lat,设施\n\
        R1,驿站,1,110.2400,34.5440,\"微波炉、饮水机、卫生间\"\n\
        R2,驿站,1,110.2600,34.5440,\"桌椅、雨伞\"\n",
    )?;
    assert_eq!(covered(&project, "--budget 500m")?, 5000);
    assert_eq!(covered(&project, "--budget 500m --facility toilet")?, 1000);
    let demand = layer(&project, "demand", "--budget 500m --facility 厕所")?;
    assert_eq!(strings(&demand, "status_1")[0], "covered");
    assert_eq!(
        strings(&demand, "reason_1")[1],
        "closed",
        "a station left out would cover it"
    );
    Ok(())
}

#[test]
fn bj_10_those_on_the_road_are_a_weight_of_their_own() -> Outcome {
    let project = project("id,name,level,lon,lat\nR1,驿站,1,110.2600,34.5440\n")?;
    project.edit("blocks.csv", |text| {
        let couriers = ["骑手", "5", "10", "300", "0"];
        let lines = text.lines().zip(couriers);
        let lines = lines.map(|(line, riders)| format!("{line},{riders}"));
        lines.collect::<Vec<_>>().join("\n")
    })?;
    project.edit("walkshed.toml", |text| {
        let weights = "{ path = 'blocks.csv', weights = { population = 'population', riders = '骑手' } }";
        text.replace("'blocks.csv'", weights)
    })?;
    let report = json(&run("coverage PROJECT --format json", project.path()))?;
    let weights = &report["levels"][0]["covered"]["weights"];
    assert_eq!((&weights["population"], &weights["riders"]), (&4000.into(), &300.into()));
    assert_eq!(report["total"]["weights"]["riders"], 315);
    Ok(())
}

#[test]
fn bj_13_shelter_from_heat_and_cold_is_a_filter() -> Outcome {
    let project = project(
        "id,name,level,lon,lat,服务事项\n\
        R1,驿站,1,110.2400,34.5440,\"冷可取暖、热可纳凉、渴可饮水、累可歇脚\"\n\
        R2,驿站,1,110.2600,34.5440,充电\n",
    )?;
    for shelter in ["cooling", "warming", "纳凉", "rest"] {
        assert_eq!(
            covered(&project, &format!("--service {shelter}"))?,
            1000,
            "{shelter}"
        );
    }
    Ok(())
}

/// Yunyang: a courtyard and five plates at one place.
const YUNYANG: &str = "id,name,level,lon,lat,site,parent,area,积分兑换\n\
    Y0,党建小院,1,110.2500,34.5440,小院,,100多平米,每10分兑换1件\n\
    Y1,清风驿站,2,110.2500,34.5440,小院,Y0,,\n\
    Y2,红旗小站,2,110.2500,34.5440,小院,Y0,,\n\
    Y3,新时代文明实践站,2,110.2500,34.5440,小院,Y0,,\n\
    Y4,服务工作站,2,110.2500,34.5440,小院,Y0,,\n\
    Y5,综治信访工作站,2,110.2500,34.5440,小院,Y0,,\n";

#[test]
fn yy_1_a_courtyard_with_five_plates_is_one_site() -> Outcome {
    let project = project(YUNYANG)?;
    let sites = layer(&project, "sites", "")?;
    assert_eq!(sites.len(), 1);
    let identities = sites[0]["properties"]["identities"].as_array().unwrap();
    assert_eq!(identities.len(), 6, "the courtyard and its five stations");
    let demand = layer(&project, "demand", "")?;
    let counts: Vec<&Value> =
        demand.iter().map(|f| &f["properties"]["cover_count"]).collect();
    assert_eq!(counts, [&0, &1, &0, &0], "whoever is covered, is covered by one site");
    Ok(())
}

#[test]
fn yy_2_more_than_a_hundred_square_meters_keep_their_qualifier() -> Outcome {
    use walkshed::model::{FloorArea, Qualifier};
    let project = project(YUNYANG)?;
    let loaded = walkshed_io::Project::open(project.path())?.load(&|_| {})?;
    let area = loaded.district.stations[0].facts.floor_area;
    assert_eq!(area, Some(FloorArea { m2: 100.0, qualifier: Qualifier::Over }));
    assert_eq!(Qualifier::Over.key(), "over");
    let stations = layer(&project, "stations", "")?;
    assert_eq!(stations[0]["properties"]["area_m2"], 100);
    assert_eq!(stations[0]["properties"]["area_m2_qualifier"], "over");
    Ok(())
}

#[test]
fn yy_4_what_a_station_nearby_saves_is_counted_in_minutes() -> Outcome {
    let project = project("id,name,level,lon,lat\nJ1,街道办事处,1,110.2400,34.5440\n")?;
    fs::write(
        project.file("yard.csv"),
        "id,name,level,lon,lat\nY0,党建小院,1,110.2700,34.5440\n",
    )?;
    project.edit("walkshed.toml", |text| {
        format!("{text}\n[scenario.yard]\nadd_stations = 'yard.csv'\n")
    })?;
    let report =
        json(&run("compare PROJECT --scenario yard --format json", project.path()))?;
    let saved = &report["scenarios"][0]["time_saved"]["any"];
    let number = |name: &str| saved[name]["population"].as_f64().unwrap_or_default();
    // B2 walks 917 m instead of 1834, B3 nothing instead of 2751 m, at 1.2 m/s; B0 and B1 as before
    let minutes = 4000.0 * 917.0 / 72.0 + 8000.0 * 2751.0 / 72.0;
    assert!((number("person_minutes") / minutes - 1.0).abs() < 0.003, "{saved}");
    assert!((number("mean_minutes") * 15_000.0 / minutes - 1.0).abs() < 0.003, "{saved}");
    Ok(())
}

#[test]
fn yy_5_two_populations_over_one_network_are_two_reports() -> Outcome {
    let project = project("id,name,level,lon,lat\nY0,小院,1,110.2600,34.5440\n")?;
    fs::write(
        project.file("blocks.csv"),
        "id,lon,lat,2010年人口,2020年人口\n\
         B1,110.2500,34.5440,2000,900\nB2,110.2600,34.5440,4000,1500\n",
    )?;
    let report = json(&run("coverage PROJECT --format json", project.path()))?;
    let years = report["years"].as_array().cloned().unwrap_or_default();
    assert_eq!(years.iter().filter_map(covered_in).collect::<Vec<_>>(), [4000, 1500]);
    Ok(())
}

#[test]
fn yy_7_an_outpost_names_its_parent() -> Outcome {
    let stations = layer(&project(YUNYANG)?, "stations", "")?;
    assert_eq!(strings(&stations, "parent"), ["Y0"; 5]);
    Ok(())
}

#[test]
fn yy_8_points_to_be_exchanged_are_kept_as_they_were_written() -> Outcome {
    let stations = layer(&project(YUNYANG)?, "stations", "")?;
    assert_eq!(strings(&stations, "积分兑换"), ["每10分兑换1件"]);
    Ok(())
}
