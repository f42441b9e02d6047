//! Cases small enough to count by hand: a straight street along the equator, 0.001 degrees apart,
//! which is 111.319 m.

use super::*;
use crate::LngLat;
use crate::coverage::{Count, Coverage};
use crate::model::{
    Budget, CoverageOptions, Demand, DemandPoint, District, Metric, Station, Status,
    Weight,
};

/// 111.319 m, of which a straight walk at 1.2 m/s takes 92.766 s.
const STEP: f64 = 0.001;

fn at(steps: f64) -> LngLat {
    LngLat::new(steps * STEP, 0.0).unwrap()
}

fn station(id: &str, level: u8, steps: f64) -> Station {
    Station::new(id, level, at(steps))
}

fn district(stations: &[(&str, u8, f64)], people: &[(&str, f64, u32)]) -> District {
    let mut demand = Demand::new(vec!["population".into()]);
    for &(id, steps, weight) in people {
        demand.push(DemandPoint::new(id, at(steps)), &[Weight::whole(weight)]);
    }
    let stations: Vec<Station> =
        stations.iter().map(|&(id, level, steps)| station(id, level, steps)).collect();
    let levels = stations.iter().map(|station| station.level).max().unwrap_or(1);
    District { stations, demand, levels, ..District::default() }
}

/// Straight, within 250 m: two steps are covered, three are not. Gaps join within 250 m too.
fn compare(before: &District, after: &District) -> Comparison {
    let options = CoverageOptions {
        metric: Metric::Straight,
        budgets: vec![Budget::Millimeters(250_000)],
        gap_join_m: 250.0,
        ..CoverageOptions::default()
    };
    let [old, new] = [before, after].map(|side| Evaluation::of(side, &options));
    Comparison::of((before, &old), (after, &new))
}

fn people(count: &Count) -> u64 {
    count.weights[0].thousandths() / 1000
}

fn parts(coverage: &Coverage) -> [u64; 2] {
    [people(&coverage.covered), people(&coverage.uncovered)]
}

#[test]
fn every_person_is_accounted_for() {
    // kept and grown, lost, gained, gone covered, gone uncovered
    let old =
        [("a", 0.0, 100), ("b", 2.0, 20), ("c", 9.0, 7), ("d", 1.0, 3), ("e", 30.0, 2)];
    let new =
        [("c", 9.0, 8), ("a", 0.0, 90), ("b", 2.0, 25), ("f", 10.0, 50), ("g", 20.0, 5)];
    let before = district(&[("S", 1, 0.0)], &old);
    let after = district(&[("S", 1, -1.0), ("N", 1, 9.0)], &new);
    let comparison = compare(&before, &after);
    let change = &comparison.levels[0].coverage;
    assert_eq!(parts(&change.before), [123, 9]);
    assert_eq!(parts(&change.after), [148, 30]);
    let account = &change.account;
    assert_eq!([&account.gained, &account.lost].map(people), [8, 20]);
    assert_eq!(parts(&account.newcomers), [50, 5]);
    assert_eq!(parts(&account.gone), [3, 2]);
    assert_eq!(account.growth[0].to_string(), "-10");
    assert_eq!(account.sum(0), change.difference(0));
    assert_eq!(change.difference(0).to_string(), "25");
    assert_eq!(change.share_difference(0), Some(-0.100_357)); // 148 / 178 - 123 / 132
    let became: Vec<&str> =
        comparison.levels[0].points.iter().map(|point| point.key()).collect();
    assert_eq!(
        became,
        [
            "gained",
            "kept",
            "lost",
            "new_covered",
            "new_uncovered",
            "gone_covered",
            "gone_uncovered"
        ]
    );
}

#[test]
fn time_is_saved_by_those_who_were_there_and_walk() {
    let before = district(&[("S", 1, 0.0)], &[("a", 10.0, 100), ("b", 1.0, 50)]);
    let after =
        district(&[("S", 1, -1.0), ("N", 1, 8.0)], &[("a", 10.0, 130), ("b", 1.0, 40)]);
    let time = &compare(&before, &after).any;
    // a: ten steps become two, b: one becomes two
    let walk = |steps: f64| {
        let mm = (steps * 111_319.491).round();
        (mm * 1000.0 / 1200.0).round() as i128
    };
    let saved = 100_000 * (walk(10.0) - walk(2.0)) - 40_000 * (walk(2.0) - walk(1.0));
    assert_eq!(time.saved(0).thousandths_ms(), saved);
    assert_eq!(time.mean_saved_ms(0), Some(((saved as f64) / 140_000.0).round() as i64));
    assert_eq!([&time.residents, &time.faster, &time.slower].map(people), [140, 100, 40]);
    assert_eq!([&time.reachable, &time.newcomers].map(people), [0, 30]);
}

#[test]
fn whoever_had_no_station_saves_nothing_but_reaches_one() {
    let before = district(&[], &[("a", 1.0, 100)]);
    let after = district(&[("N", 1, 0.0)], &[("a", 1.0, 100)]);
    let [there, back] = [compare(&before, &after), compare(&after, &before)];
    assert_eq!([&there.any.residents, &there.any.reachable].map(people), [0, 100]);
    assert_eq!(people(&back.any.unreachable), 100);
    assert_eq!(
        (there.any.saved(0).thousandths_ms(), there.any.mean_saved_ms(0)),
        (0, None)
    );
    assert_eq!(people(&there.levels[0].coverage.account.gained), 100);
}

#[test]
fn minutes_round_half_up_on_both_sides_of_nothing() {
    let of = |ms| PersonTime::of(Weight::whole(1), ms);
    let (more, less) = (of(90) - of(0), of(0) - of(90));
    assert_eq!([more, less].map(PersonTime::person_minutes_thousandths), [2, -1]);
    let [half, owed] =
        [of(3) - of(0), of(0) - of(3)].map(|t| t.mean_ms(Weight::whole(2)));
    assert_eq!((half, owed), (Some(2), Some(-1)));
    let pair = Weight::whole(2);
    let [half, owed] = [of(180), PersonTime::default() - of(180)]
        .map(|time| time.mean_minutes_thousandths(pair));
    assert_eq!((half, owed), (Some(2), Some(-1)));
    assert_eq!(half.and(of(1).mean_minutes_thousandths(Weight::ZERO)), None);
}

#[test]
fn gaps_split_merge_close_and_begin() {
    // before: a row of three 2 steps apart is one gap, d and e are one each, f is one
    let row = [
        ("a", 10.0, 10),
        ("b", 12.0, 20),
        ("c", 14.0, 30),
        ("d", 30.0, 5),
        ("e", 33.0, 6),
        ("f", 60.0, 7),
    ];
    let before = district(&[("S", 1, 0.0)], &row);
    // b is served: a and c stand alone. x joins d and e. f is served, y is new and alone.
    let more = [("x", 31.5, 1), ("y", 80.0, 9)];
    let row: Vec<_> = row.into_iter().chain(more).collect();
    let after = district(
        &[("S", 1, 0.0), ("N", 1, 12.0), ("F", 1, 60.0)],
        &row.iter()
            .map(|&(id, s, w)| {
                (
                    id,
                    if id == "a" {
                        9.5
                    } else if id == "c" {
                        14.5
                    } else {
                        s
                    },
                    w,
                )
            })
            .collect::<Vec<_>>(),
    );
    let comparison = compare(&before, &after);
    let told: Vec<_> = comparison.levels[0]
        .gaps
        .iter()
        .map(|family| {
            let sizes = (family.before.len(), family.after.len());
            (
                family.change.key(),
                sizes,
                [&family.count_before, &family.count_after].map(people),
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            ("remains", (1, 2), [60, 40]),
            ("remains", (2, 1), [11, 12]),
            ("new", (0, 1), [0, 9]),
            ("closed", (1, 0), [7, 0]),
        ]
    );
    let families = &comparison.levels[0].gaps;
    assert!(families[0].is_split() && families[1].is_merged());
    assert_eq!(families[0].change, GapChange::Remains(Trend::Shrank));
    assert_eq!(families[1].change, GapChange::Remains(Trend::Grew));
}

#[test]
fn stations_say_what_happened_to_them() {
    let people = [("a", 0.0, 10)];
    let before =
        district(&[("A", 1, 0.0), ("B", 2, 5.0), ("C", 2, 6.0), ("D", 2, 7.0)], &people);
    let mut after =
        district(&[("A", 1, 1.0), ("C", 1, 6.0), ("D", 2, 7.0), ("N", 2, 9.0)], &people);
    after.stations[2].status = Status::Closed;
    let comparison = compare(&before, &after);
    let told: Vec<(&str, Vec<StationChange>)> =
        comparison.stations.iter().map(|s| (&*s.id, s.changes.clone())).collect();
    assert_eq!(
        told,
        [
            ("A", vec![StationChange::Moved { mm: 111_319 }]),
            ("C", vec![StationChange::Releveled { before: 2, after: 1 }]),
            ("D", vec![StationChange::Closed]),
            ("N", vec![StationChange::Added]),
            ("B", vec![StationChange::Gone]),
        ]
    );
    let loss = |side: &Option<StationSide>| side.as_ref().map(|s| s.loss[0]);
    let first = &comparison.stations[0];
    assert_eq!([&first.before, &first.after].map(loss), [Some(Weight::whole(10)); 2]);
}

#[test]
fn groups_are_matched_by_name_and_a_missing_level_covers_nobody() {
    let mut before = district(&[("S", 1, 0.0)], &[("a", 0.0, 10)]);
    let mut demand = Demand::new(vec!["elderly".into(), "population".into()]);
    demand.push(DemandPoint::new("a", at(0.0)), &[Weight::whole(4), Weight::whole(12)]);
    let after = District { demand, ..district(&[("S", 1, 0.0), ("T", 2, 0.0)], &[]) };
    before.levels = 1;
    let comparison = compare(&before, &after);
    assert_eq!(comparison.groups, ["population", "elderly"]);
    let [first, second] = [0, 1].map(|level| &comparison.levels[level].coverage);
    assert_eq!(
        first.account.growth.iter().map(|d| d.thousandths()).collect::<Vec<_>>(),
        [2000, 4000]
    );
    assert_eq!(parts(&second.before), [0, 10]);
    assert_eq!(people(&second.account.gained), 12);
    // the surroundings of T are new, and all who live there are newcomers to them
    let area = comparison.areas.iter().find(|area| area.id == "T").unwrap();
    assert_eq!((area.before, parts(&area.levels[0].account.newcomers)), (None, [12, 0]));
}
