//! Service circles, presence and themes.

use super::audits::audit_of;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use tempfile::TempDir;
use walkshed::LngLat;
use walkshed::audit::IssueKind;
use walkshed::circle::{Circles, Place, Reach};
use walkshed::coverage::Evaluation;
use walkshed::geodesy::geodesic_m;
use walkshed::model::{
    Budget, CoverageOptions, Demand, DemandPoint, District, Profile, Resource, Weight,
};
use walkshed_io::{Circled, Loaded, Project};
use walkshed_tests::command::run;
use walkshed_tests::dataset;
use walkshed_tests::plain::Plain;
use walkshed_tests::small::{Dice, SmallTown, at};

pub(super) fn baoji() -> Loaded {
    load(&dataset("baoji"))
}

pub(super) fn load(folder: &Path) -> Loaded {
    Project::open(folder)
        .expect("a project of ours")
        .load(&|_| {})
        .expect("a project of ours")
}

pub(super) fn circled(loaded: &Loaded) -> Circled {
    let level = walkshed::circle::center_level(&loaded.district);
    Circled::of(loaded, "15min".parse().expect("a budget"), level)
}

/// A copy of the made-up Baoji, to be spoiled.
fn copy_of_baoji() -> TempDir {
    let copy = tempfile::tempdir().expect("room for files");
    for entry in fs::read_dir(dataset("baoji")).expect("the data set") {
        let entry = entry.expect("a file of it");
        fs::copy(entry.path(), copy.path().join(entry.file_name()))
            .expect("a project of ours");
    }
    copy
}

/// Two communities along one street from south to north, with a center each.
pub(super) fn street(stations: &str, needs: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("room for files");
    let line = r#"{"type":"FeatureCollection","features":[{"type":"Feature",
        "properties":{"highway":"residential"},"geometry":{"type":"LineString",
        "coordinates":[[107.1,34.30],[107.1,34.36]]}}]}"#;
    let toml = "[inputs]\nstations = 's.csv'\ndemand = 'b.csv'\nstreets = 'l.geojson'\n\
                needs = 'n.csv'\nextent = 'complete'\n";
    let blocks = "id,community,population,lon,lat\n\
                  B1,甲,100,107.1,34.309\nB2,甲,300,107.1,34.311\nB3,乙,200,107.1,34.35\n";
    for (name, text) in [
        ("walkshed.toml", toml),
        ("l.geojson", line),
        ("b.csv", blocks),
        ("s.csv", stations),
        ("n.csv", needs),
    ] {
        fs::write(folder.path().join(name), text).expect("a project of ours");
    }
    folder
}

pub(super) const NO_NEEDS: &str = "社区,事项,人数\n甲,充电,1\n";

/// BJ-1: 900 seconds belong to a circle of 15 minutes, 901 do not.
#[test]
fn bj_1_a_circle_holds_900_seconds_and_not_901() {
    let stations =
        "id,level,community,lon,lat\nA,1,甲,107.1,34.31\nB,1,乙,107.1,34.325\n";
    let folder = street(stations, NO_NEEDS);
    let mut loaded = load(folder.path());
    let at = |lat| LngLat::new(107.1, lat).unwrap();
    let walk_ms = |loaded: &mut Loaded, lat: f64| {
        loaded.resources = vec![Resource::new("K", at(lat))];
        let reach = Circled::of(loaded, "60min".parse().unwrap(), 1).reach;
        let walk = reach.of_resource(0).find(|walk| walk.station == 0);
        walk.unwrap().ms
    };
    // south of the first center, so that the second is far
    let mut place = |ms: u32| {
        let (mut far, mut near) = (34.2985, 34.31);
        for _ in 0..80 {
            let middle = f64::midpoint(far, near);
            match walk_ms(&mut loaded, middle).cmp(&ms) {
                std::cmp::Ordering::Equal => return middle,
                std::cmp::Ordering::Less => near = middle,
                std::cmp::Ordering::Greater => far = middle,
            }
        }
        f64::NAN
    };
    let (within, beyond) = (place(900_000), place(901_000));
    // an adult walks 1.2 m/s: 1,080 and 1,081.2 m, by geodesic to 0.01 %
    for (lat, meters) in [(within, 1080.0), (beyond, 1081.2)] {
        let straight = geodesic_m(at(lat), at(34.31));
        assert!((straight - meters).abs() < 0.11, "{straight}");
    }
    let bank = at(f64::midpoint(34.31, 34.325)); // 830 m from both centers
    loaded.resources = vec![
        Resource::new("900 s", at(within)),
        Resource::new("901 s", at(beyond)),
        Resource::new("bank", bank),
    ];
    let circles = circled(&loaded).circles;
    assert_eq!(circles.resource_circles, [1, 0, 2]);
    assert_eq!(circles.left_out().collect::<Vec<_>>(), [1]);
    let south: Vec<(Place, u32)> =
        circles.circles[0].members.iter().map(|m| (m.place, m.ms)).collect();
    assert_eq!(south[1], (Place::Resource(0), 900_000));
    assert_eq!(south[0].0, Place::Resource(2));
    // union and overlap of the people: the two southern blocks, one of them within both
    assert_eq!(circles.people, [Weight::whole(600)]);
    assert_eq!(circles.people_within, [Weight::whole(400)]);
    assert_eq!(circles.people_shared, [Weight::ZERO]);
}

/// BJ-1: two plates on one door are one site, and a place between two centers lies in both circles.
#[test]
fn bj_1_sites_and_overlap_are_counted_once() {
    let stations = "id,level,community,lon,lat\n\
                    A,1,甲,107.1,34.31\nA2,1,甲,107.1,34.31\nS,2,甲,107.1,34.312\n\
                    S2,2,甲,107.1,34.312\n";
    let folder = street(stations, NO_NEEDS);
    let mut loaded = load(folder.path());
    let beside = LngLat::new(107.1, 34.312).unwrap();
    loaded.resources = vec![Resource::new("K", beside)];
    let circles = Circled::of(&loaded, "15min".parse().unwrap(), 1).circles;
    let first = &circles.circles[0];
    // the other plate, both plates of S, and the bank behind the same door
    assert_eq!((first.members.len(), first.sites), (4, 1));
    assert_eq!((first.stations(), first.resources()), (3, 1));
    // both centers stand on one site: nobody lives in two circles
    assert_eq!(circles.people_within, [Weight::whole(400)]);
    assert_eq!(circles.people_shared, [Weight::ZERO]);
}

/// BJ-1: membership by brute force, on random towns with one-way and private streets.
#[test]
fn bj_1_circles_equal_brute_force_on_random_towns() {
    let mut members = 0;
    for seed in 0..120 {
        let town = SmallTown::new(seed, 5, 6, 12);
        let district = town.district();
        if town.streets.lines.is_empty() {
            continue;
        }
        let mut dice = Dice::new(seed + 1000);
        let resources: Vec<Resource> = (0..8)
            .map(|nth| {
                let place = at(dice.share() * 700.0 - 50.0, dice.share() * 700.0 - 50.0);
                Resource::new(format!("K{nth}"), place)
            })
            .collect();
        let options = CoverageOptions::default();
        let budget = Budget::Millis(120_000 + dice.roll(400_000) as u32);
        let level = 1 + dice.roll(3) as u8;
        let reach = Reach::of(&district, &resources, &options, budget, level);
        let circles = Circles::of(&district, &resources, &reach);
        let slow = slow_circles(&district, &resources, budget, level);
        let quick: BTreeMap<u32, Vec<(u32, Place)>> = circles
            .circles
            .iter()
            .map(|circle| {
                let mut walks: Vec<_> =
                    circle.members.iter().map(|m| (m.ms, m.place)).collect();
                walks.sort_unstable();
                (circle.center, walks)
            })
            .collect();
        members += slow.values().map(Vec::len).sum::<usize>();
        assert_eq!(quick, slow, "seed {seed}");
    }
    assert!(members > 300, "{members}");
}

/// Every place against every center, by a plain walk over the pieces of the streets.
fn slow_circles(
    district: &District,
    resources: &[Resource],
    budget: Budget,
    level: u8,
) -> BTreeMap<u32, Vec<(u32, Place)>> {
    let profile = Profile::default();
    let network = district.network.as_ref().expect("streets").walked_by(&profile);
    let plain = Plain::new(&network, budget.unit(), &profile);
    let snap = |at| network.snap(at, &district.barriers, 250.0);
    let door = |at| snap(at).filter(|snap| snap.leg_m <= 250.0);
    let stations = (0..).zip(&district.stations);
    let counted: Vec<_> =
        stations.filter(|(_, station)| door(station.position).is_some()).collect();
    let mut places: Vec<(Place, LngLat)> = counted
        .iter()
        .map(|&(s, station)| (Place::Station(s), station.position))
        .collect();
    let beside = (0..).zip(resources);
    places.extend(beside.map(|(r, one)| (Place::Resource(r), one.position)));
    let centers = counted.iter().filter(|(_, station)| station.level == level);
    let circle = |&(s, center): &(u32, &walkshed::model::Station)| {
        let seed = plain
            .spot(&network, &door(center.position).expect("a street"))
            .expect("a project of ours");
        let reached = plain.to(&seed);
        let walk = |&(place, at): &(Place, LngLat)| {
            let from = plain.spot(&network, &snap(at)?)?;
            let (ms, _) = plain.walk(&reached, &seed, &from)?;
            let other = place != Place::Station(s);
            (other && ms <= u64::from(budget.limit())).then_some((ms as u32, place))
        };
        let mut walks: Vec<_> = places.iter().filter_map(walk).collect();
        walks.sort_unstable();
        (s, walks)
    };
    centers.map(circle).collect()
}

/// BJ-2: 352 stations over 191 communities; without those of one, 190 and its name.
#[test]
fn bj_2_every_community_has_a_station_until_one_loses_its() {
    let whole = circled(&baoji()).presence;
    assert_eq!((whole.present, whole.communities.len(), whole.stations), (191, 191, 352));
    assert_eq!(format!("{:.2}", whole.ratio().unwrap()), "1.84");
    let copy = copy_of_baoji();
    let file = copy.path().join("stations.csv");
    let text = fs::read_to_string(&file).unwrap();
    let kept = text.lines().filter(|line| !line.contains(",C100,"));
    fs::write(&file, kept.collect::<Vec<_>>().join("\n")).unwrap();
    let loaded = load(copy.path());
    let name = loaded.district.grids.list()[loaded.district.grids.find("C100").unwrap()]
        .name
        .clone();
    let told = run("circle PROJECT", copy.path());
    assert!(told.out.contains("190/191 communities"), "{}", told.out);
    assert!(told.out.contains(&format!("without: {name}")), "{}", told.out);
    let presence = circled(&loaded).presence;
    let absent: Vec<usize> = presence.absent().collect();
    assert_eq!(absent, [99]);
    // its people may still walk to a neighbor's station
    let alone = &presence.communities[99];
    assert!(alone.reached > Weight::ZERO && alone.reached < alone.people);
    assert_eq!(presence.absent_but_reached(), 1);
    let audit = audit_of(&loaded);
    let gone = audit.ledger.issues().iter().find(|i| i.kind == IssueKind::NoStation);
    assert_eq!(gone.map(walkshed::audit::Issue::id).as_deref(), Some("no_station:C100"));
}

/// BJ-9: a row a community, blank where no place of a theme lies within a walk.
#[test]
fn bj_9_the_matrix_has_a_row_a_community_and_blanks_for_gaps() {
    let loaded = baoji();
    let circled = circled(&loaded);
    assert_eq!(circled.matrix.rows.len(), 191);
    assert_eq!(circled.matrix.themes[..2], ["care", "talent"]); // as the vocabulary has them
    // the same from a table of places that have a theme and centers alone
    let mut themed: Vec<(String, LngLat)> = Vec::new();
    let stations = loaded.district.stations.iter().map(|s| (&s.facts, s.position));
    let resources = loaded.resources.iter().map(|r| (&r.facts, r.position));
    for (facts, at) in stations.chain(resources) {
        themed.extend(facts.themes.iter().map(|theme| (theme.clone(), at)));
    }
    let mut demand = Demand::new(Vec::new());
    for &(_, at) in &themed {
        demand.push(DemandPoint::new("", at), &[]);
    }
    let mut centers = District { demand, ..loaded.district.clone() };
    centers.stations.retain(|station| station.level == 4);
    let (table, _) =
        Evaluation::table(&centers, &loaded.options, "15min".parse().unwrap());
    let mut counts: BTreeMap<(&str, &str), u32> = BTreeMap::new();
    for (row, (theme, _)) in themed.iter().enumerate() {
        for trip in table.of(row) {
            let center = &centers.stations[trip.station as usize];
            *counts.entry((center.community.as_deref().unwrap(), theme)).or_default() +=
                1;
        }
    }
    let (mut blanks, mut filled) = (0, 0);
    for (community, row) in circled.communities.list().iter().zip(&circled.matrix.rows) {
        for (theme, &within) in circled.matrix.themes.iter().zip(&row.within) {
            let expected = counts.get(&(community.id.as_str(), theme.as_str()));
            assert_eq!(
                within,
                expected.copied().unwrap_or(0),
                "{} {theme}",
                community.id
            );
            blanks += usize::from(within == 0);
            filled += usize::from(within > 0);
        }
    }
    assert!(blanks > 500 && filled > 300, "{blanks} {filled}");
}

/// Every format says the same walks.
#[test]
fn circles_are_told_as_table_json_geojson_and_csv() {
    let told = |format: &str| {
        let ran = run(&format!("circle PROJECT --format {format}"), &dataset("baoji"));
        assert_eq!(ran.status, 0, "{}", ran.err);
        ran.out
    };
    let json: serde_json::Value = serde_json::from_str(&told("json")).unwrap();
    let circles = json["circles"].as_array().unwrap();
    let members: usize =
        circles.iter().map(|circle| circle["members"].as_array().unwrap().len()).sum();
    let collection: serde_json::Value = serde_json::from_str(&told("geojson")).unwrap();
    assert_eq!(collection["features"].as_array().unwrap().len(), members);
    assert_eq!(collection["budget"]["minutes"], 15);
    assert_eq!(told("csv").lines().count(), members + 1);
    assert!(told("table").contains("Service circles"));
    let wrong = run("circle PROJECT --level 9", &dataset("baoji"));
    assert_eq!(wrong.status, 2, "{}", wrong.err);
}

/// A filter narrows what lies in circles, and moves no center.
#[test]
fn bj_1_words_choose_members_and_leave_the_centers() {
    let told = |words: &str| -> serde_json::Value {
        let ran =
            run(&format!("circle PROJECT {words} --format json"), &dataset("baoji"));
        assert_eq!(ran.status, 0, "{}", ran.err);
        serde_json::from_str(&ran.out).unwrap()
    };
    let (all, reading) = (told(""), told("--theme 悦读"));
    let centers = |report: &serde_json::Value| -> Vec<String> {
        let circles = report["circles"].as_array().unwrap().iter();
        circles.map(|circle| circle["center"].to_string()).collect()
    };
    assert_eq!(centers(&all).len(), 191);
    assert_eq!(centers(&all), centers(&reading));
    assert_eq!(all["within"], reading["within"]);
    // the members are those of all circles that are devoted to reading, by the table of circles
    let loaded = baoji();
    let stations = loaded.district.stations.iter().map(|s| (&s.id, &s.facts));
    let resources = loaded.resources.iter().map(|r| (&r.id, &r.facts));
    let read: Vec<&str> = stations
        .chain(resources)
        .filter(|(_, facts)| facts.themes.iter().any(|theme| theme == "reading"))
        .map(|(id, _)| id.as_str())
        .collect();
    let members = |report: &serde_json::Value| -> Vec<String> {
        let circles = report["circles"].as_array().unwrap().iter();
        let members = circles.flat_map(|circle| circle["members"].as_array().unwrap());
        members.map(|member| member["id"].as_str().unwrap().to_owned()).collect()
    };
    let mut expected = members(&all);
    expected.retain(|id| read.contains(&id.as_str()));
    assert!(!expected.is_empty());
    assert_eq!(members(&reading), expected);
    let text = run("circle PROJECT --theme 悦读 --lang zh", &dataset("baoji")).out;
    assert!(text.contains("悦读") && text.contains("数据来源"), "{text}");
}

/// At an hour, a center of unknown hours makes nobody outside, in text and JSON, of circle and
/// audit (rule 13).
#[test]
fn unknown_hours_are_told_as_unknown_in_circles_and_audits() {
    let stations = "id,name,level,community,opening_hours,lon,lat\n\
                    A,甲中心,1,甲,,107.1,34.31\nB,乙中心,1,乙,24/7,107.1,34.35\n";
    let folder = street(stations, NO_NEEDS);
    let circle = |rest: &str| {
        let ran =
            run(&format!("circle PROJECT --at 2026-11-24T22:00 {rest}"), folder.path());
        assert_eq!(ran.status, 0, "{}", ran.err);
        ran.out
    };
    let json: serde_json::Value = serde_json::from_str(&circle("--format json")).unwrap();
    assert_eq!(json["centers_unknown"], serde_json::json!(["A"]));
    assert_eq!(json["unknown"]["weights"]["population"], 400);
    assert_eq!(json["within"]["weights"]["population"], 200);
    let text = circle("--lang zh");
    assert!(text.contains("不明 400 (66.7%),圈外 0 (0.0%)"), "{text}");
    assert!(text.contains("1(另有1个时间不明)"), "{text}");
    assert!(text.contains("2026-11-24 22:00"), "{text}");
    let audit = run("audit PROJECT --at 2026-11-24T22:00 --lang en", folder.path()).out;
    assert!(!audit.contains("people out of reach"), "{audit}");
    assert!(audit.contains("2026-11-24 22:00") && audit.contains("Sources"), "{audit}");
}
