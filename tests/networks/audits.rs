//! The hierarchy audit, sums by area, needs and the ledger.

use super::circles::{NO_NEEDS, baoji, circled, load, street};
use std::collections::BTreeMap;
use std::fs;
use walkshed::audit::IssueKind;
use walkshed::coverage::Evaluation;
use walkshed::model::Weight;
use walkshed_io::Loaded;
use walkshed_tests::command::{Copy, run};
use walkshed_tests::dataset;

/// FQ-1: the hierarchy of the reference town is as planned; without one point it is not.
#[test]
fn fq_1_a_missing_point_is_told_as_found_and_planned() {
    let whole = run("audit PROJECT", &dataset("fengqing"));
    assert_eq!(whole.status, 0, "{}", whole.err);
    assert!(whole.out.contains("no fault in levels and parents"), "{}", whole.out);
    let copy = Copy::of_fengqing_as_it_is().unwrap();
    copy.edit("stations.csv", |text| {
        let kept = text.lines().filter(|line| !line.starts_with("P10,"));
        kept.collect::<Vec<_>>().join("\n")
    })
    .unwrap();
    let less = run("audit PROJECT", copy.path());
    assert!(less.out.contains("level 4: 9/10"), "{}", less.out);
    assert!(!less.out.contains("no fault in levels"), "{}", less.out);
    let chinese = run("audit PROJECT --lang zh", copy.path());
    assert!(chinese.out.contains("四级应有10个站点,实有9个"), "{}", chinese.out);
    let checked = run("check PROJECT", copy.path());
    assert!(checked.out.contains("level 4: 9/10"), "{}", checked.out);
}

/// FQ-1: parents that are not there, not above, in a circle or not named are lines of the ledger.
#[test]
fn fq_1_faults_of_parents_are_problems_with_an_owner() {
    let stations = "id,name,level,parent,operator,lon,lat\n\
                    T,中心,1,,镇党委,107.1,34.31\n\
                    A,甲站,2,T,,107.1,34.311\n\
                    B,乙站,2,,,107.1,34.312\n\
                    C,丙站,3,X9,环卫所,107.1,34.313\n\
                    D,丁站,2,C,,107.1,34.314\n\
                    E,戊站,3,F,,107.1,34.315\n\
                    F,己站,3,E,,107.1,34.316\n";
    let folder = street(stations, NO_NEEDS);
    let loaded = load(folder.path());
    let audit = audit_of(&loaded);
    let told: Vec<(String, Option<&str>)> = audit
        .ledger
        .issues()
        .iter()
        .filter(|issue| issue.station.is_some())
        .map(|issue| (issue.id(), issue.owner.as_deref()))
        .collect();
    let owned = |id: &str, owner| (id.to_owned(), owner);
    assert_eq!(
        told,
        [
            owned("no_parent:B", None),
            owned("unknown_parent:C", Some("环卫所")),
            owned("parent_not_above:D", Some("环卫所")),
            owned("parent_cycle:E", Some("己站")),
        ]
    );
    let parents = audit.levels[1].parents;
    assert_eq!((parents.above, parents.none, parents.not_above), (1, 1, 1));
}

pub(super) fn audit_of(loaded: &Loaded) -> walkshed::audit::Audit {
    let evaluation = Evaluation::of(&loaded.district, &loaded.options);
    loaded.audit(&evaluation, &circled(loaded).reach)
}

/// BJ-11: what the counties have is what the city has, at every level below as well.
#[test]
fn bj_11_sums_of_areas_are_those_above() {
    let loaded = baoji();
    let audit = audit_of(&loaded);
    let grids = loaded.district.grids.list();
    let sum = |parent: &str| {
        let own = audit
            .areas
            .iter()
            .filter(|a| grids[a.grid].parent.as_deref() == Some(parent));
        own.fold([0; 6], |sum, area| {
            let people = area.people.weights[0].thousandths() as usize / 1000;
            let area_m2 = area.area.map_or(0, |area| area.thousandths() as usize);
            let parts = [
                area.communities,
                area.stations,
                area.sites,
                area.services.unwrap_or(0),
                people,
                area_m2,
            ];
            std::array::from_fn(|i| sum[i] + parts[i])
        })
    };
    let mut checked = 0;
    for area in audit.areas.iter().filter(|area| grids[area.grid].level < 4) {
        let people = area.people.weights[0].thousandths() as usize / 1000;
        let area_m2 = area.area.map_or(0, |area| area.thousandths() as usize);
        let own = [
            area.communities,
            area.stations,
            area.sites,
            area.services.unwrap_or(0),
            people,
            area_m2,
        ];
        assert_eq!(own, sum(&grids[area.grid].id), "{}", grids[area.grid].name);
        checked += 1;
    }
    assert_eq!(checked, 21); // a city, four counties, sixteen streets
    let city = &audit.areas[0];
    assert_eq!((city.stations, city.communities, city.resources), (352, 191, 360));
}

/// BJ-12: a list of needs is read from CSV, counted by community and item.
#[test]
fn bj_12_needs_are_imported_from_csv() {
    let loaded = baoji();
    let text = fs::read_to_string(dataset("baoji").join("needs.csv")).unwrap();
    let rows: Vec<Vec<&str>> =
        text.lines().skip(1).map(|line| line.split(',').collect()).collect();
    assert_eq!(loaded.needs.len(), rows.len());
    let asked: u64 = rows.iter().map(|row| row[2].parse::<u64>().unwrap()).sum();
    let audit = audit_of(&loaded);
    assert_eq!(audit.needs.iter().map(|need| need.count).sum::<u64>(), asked);
    let mut by_key: BTreeMap<(&str, &str), u64> = BTreeMap::new();
    for row in &rows {
        *by_key.entry((row[0], row[1])).or_default() += row[2].parse::<u64>().unwrap();
    }
    assert_eq!(audit.needs.len(), by_key.len());
    assert!(audit.unplaced_needs.is_empty());
    let report = run("circle PROJECT --format json", &dataset("baoji"));
    let report: serde_json::Value = serde_json::from_str(&report.out).unwrap();
    let inputs = report["provenance"]["inputs"].as_array().unwrap();
    let needs = inputs.iter().find(|input| input["role"] == "needs").unwrap();
    assert_eq!(needs["sha256"].as_str().unwrap().len(), 64);
}

/// XZ-12: 120 people ask for meals, and no station with them lies within 15 minutes.
#[test]
fn xz_12_what_most_people_go_without_is_on_top() {
    let stations = "id,name,level,community,services,lon,lat\n\
                    A,甲中心,1,甲,充电、养老,107.1,34.31\n\
                    B,乙中心,1,乙,助餐、充电,107.1,34.35\n";
    let needs = "社区,需求事项,需求人数,来源,日期\n\
                 甲,充电,300,问卷,2021-05-01\n甲,助餐,100,问卷,2021-05-01\n\
                 甲,助餐,20,入户,2021-05-02\n乙,养老,80,问卷,\n乙,打太极,5,问卷,\n";
    let folder = street(stations, needs);
    let audit = audit_of(&load(folder.path()));
    let top = &audit.needs[0];
    assert_eq!(
        (top.item.as_str(), top.count, top.unmet()),
        ("meals", 120, Weight::whole(120))
    );
    assert_eq!(top.offered_by, [1]);
    assert_eq!(top.sources, ["问卷", "入户"]);
    let of = |item: &str| audit.needs.iter().find(|need| need.item == item).unwrap();
    assert_eq!(of("charging").unmet(), Weight::ZERO);
    // meals are care of the elderly; care of the elderly need not be meals
    assert_eq!(of("eldercare").unmet(), Weight::ZERO);
    assert_eq!(of("打太极").unmet(), Weight::whole(5));
    let told = run("audit PROJECT --lang zh", folder.path());
    let first = told.out.lines().skip_while(|line| !line.starts_with("需求对照")).nth(2);
    let cells: Vec<&str> = first.unwrap_or_default().split_whitespace().collect();
    assert_eq!(cells, ["甲", "助餐", "120", "1", "0.0%", "120"], "{}", told.out);
    let unmet = audit.ledger.issues().iter().find(|i| i.kind == IssueKind::UnmetNeed);
    assert_eq!(
        unmet.map(walkshed::audit::Issue::id).as_deref(),
        Some("unmet_need:甲/meals")
    );
}

/// Half of a community in reach leaves half of those who asked without.
#[test]
fn xz_12_people_out_of_reach_count_by_their_share() {
    let stations = "id,name,level,community,services,lon,lat\n\
                    A,甲中心,1,甲,助餐,107.1,34.3198\n";
    let needs = "社区,事项,人数\n甲,助餐,40\n";
    let folder = street(stations, needs);
    let need = audit_of(&load(folder.path())).needs.remove(0);
    // 1,198 m to the southern block of 100 people, 976 m to the northern of 300
    assert_eq!((need.people, need.reached), (Weight::whole(400), Weight::whole(300)));
    assert_eq!(need.unmet(), Weight::whole(10));
}

/// The ledger and the workbook, and the same bytes for any number of threads.
#[test]
fn an_audit_writes_the_ledger_and_a_workbook_alike_on_any_threads() {
    let folder = tempfile::tempdir().unwrap();
    let written = |threads: u32| {
        let out = folder.path().join(threads.to_string());
        let command = format!(
            "audit PROJECT --threads {threads} --norms --bom --lang zh --format json --out {}",
            out.display()
        );
        let ran = run(&command, &dataset("fengqing"));
        assert_eq!(ran.status, 0, "{}", ran.err);
        let file = |name: &str| fs::read(out.join(name)).unwrap();
        (ran.out, file("problems.csv"), file("audit.xlsx"))
    };
    let (alone, together) = (written(1), written(4));
    assert!(alone == together);
    let text = String::from_utf8(alone.1).unwrap();
    let first = text.lines().next().unwrap();
    assert_eq!(
        first,
        "\u{feff}id,kind,community,community_name,station,station_name,detail,measured,\
         required,unit,owner,deadline,state"
    );
    for kind in [
        "uncovered:C,uncovered,C,社区C,",
        "area_under:S8,area_under,C,",
        "upgrade:too_small/C4,",
    ] {
        assert!(text.contains(kind), "{kind}: {text}");
    }
    assert!(text.lines().skip(1).all(|line| line.ends_with(",,open")));
    let circle = |threads: u32| {
        run(
            &format!("circle PROJECT --threads {threads} --format json"),
            &dataset("baoji"),
        )
        .out
    };
    assert!(circle(1) == circle(4));
}

/// Nobody is forgotten where there are no communities.
#[test]
fn people_of_no_community_are_in_the_ledger() {
    let folder = street("id,name,level,lon,lat\nA,中心,1,107.1,34.35\n", NO_NEEDS);
    let blocks = "id,population,lon,lat\nB1,1000,107.1,34.301\n";
    fs::write(folder.path().join("b.csv"), blocks).unwrap();
    let told = run("audit PROJECT --lang zh", folder.path()).out;
    let line = told.lines().find(|line| line.trim_start().starts_with("居民未覆盖"));
    let line = line.unwrap_or_default();
    assert!(line.contains("全网") && line.contains("1,000人"), "{told}");
    assert!(!told.contains("未发现问题"), "{told}");
}

/// A station without a parent is a fault of the hierarchy, though no plan counts it.
#[test]
fn orphans_are_not_called_a_hierarchy_without_fault() {
    let stations = "id,name,level,lon,lat\nT,中心,1,107.1,34.31\nA,甲站,2,107.1,34.311\n";
    let told = run("audit PROJECT --lang zh", street(stations, NO_NEEDS).path()).out;
    assert!(!told.contains("层级与上级关系无误"), "{told}");
}
