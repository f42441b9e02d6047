//! Stations that count or not on the terms of a run.

use walkshed::coverage::{
    Area, Coverage, Evaluation, LeftOut, PointAnswer, Status, Unknown,
};
use walkshed::gap::Cause;
use walkshed::land::LandShares;
use walkshed::model::{
    Absence, Budget, CoverageOptions, District, Metric, Standing, Substitution,
};
use walkshed_tests::effort;
use walkshed_tests::small::{Dice, SmallTown};

/// A random town and terms for it.
pub(super) fn thrown(seed: u64) -> (District, CoverageOptions, Dice) {
    let mut dice = Dice::new(seed);
    let (size, stations) = (3 + dice.roll(5) as u32, 1 + dice.roll(11) as u32);
    let district = SmallTown::new(seed, size, stations, 40).district();
    let budget = |dice: &mut Dice| match dice.roll(3) {
        0 => Budget::Millimeters(80_000 + dice.roll(700_000) as u32),
        _ => Budget::Millis(60_000 + dice.roll(600_000) as u32),
    };
    let options = CoverageOptions {
        budgets: (0..=dice.roll(3)).map(|_| budget(&mut dice)).collect(),
        metric: if dice.roll(5) == 0 { Metric::Straight } else { Metric::Network },
        substitution: match dice.roll(2) {
            0 => Substitution::Inclusive,
            _ => Substitution::Exclusive,
        },
        ..CoverageOptions::default()
    };
    (district, options, dice)
}

pub(super) fn with_standings(
    district: &District,
    standing: impl Fn(usize) -> Standing,
) -> District {
    let mut district = district.clone();
    for (s, station) in district.stations.iter_mut().enumerate() {
        station.standing = standing(s);
    }
    district
}

/// What stays the same if stations are dropped instead of closed.
fn sums(evaluation: &Evaluation) -> Vec<[&Coverage; 3]> {
    let levels = evaluation.levels.iter();
    levels.map(|level| [&level.coverage, &level.exclusive, &level.straight]).collect()
}

#[test]
fn coverage_at_an_hour_equals_coverage_with_only_the_open_stations_kept() {
    let mut closed_somebody_out = 0;
    for hour in 0..100 * u64::from(effort()) {
        let (district, options, mut dice) = thrown(hour);
        let open: Vec<bool> =
            district.stations.iter().map(|_| dice.roll(2) == 0).collect();
        let at_hour = with_standings(&district, |s| {
            if open[s] { Standing::Counts } else { Standing::Absent(Absence::Closed) }
        });
        let mut kept = district.clone();
        let mut is_open = open.iter();
        kept.stations.retain(|_| is_open.next() == Some(&true));
        let (found, wanted) =
            (Evaluation::of(&at_hour, &options), Evaluation::of(&kept, &options));
        assert_eq!(sums(&found), sums(&wanted), "hour {hour}");
        assert_eq!(found.overlap, wanted.overlap, "hour {hour}");
        let stations = found.stations.iter().zip(&open).filter(|(_, open)| **open);
        let stations: Vec<_> = stations.map(|(answer, _)| answer.clone()).collect();
        assert_eq!(stations, wanted.stations, "hour {hour}");
        // a place is closed out exactly if it would be covered at any time
        let always = Evaluation::of(&district, &options);
        for (found, always) in found.levels.iter().zip(&always.levels) {
            for (found, always) in found.points.iter().zip(&always.points) {
                let closed = found.status == Status::Uncovered(Cause::Closed);
                let would = always.status == Status::Covered;
                let uncovered = matches!(found.status, Status::Uncovered(_));
                assert_eq!(closed, would && uncovered, "hour {hour}");
                closed_somebody_out += u32::from(closed);
            }
        }
    }
    assert!(closed_somebody_out > 100, "{closed_somebody_out}");
}

/// Who lies wholly in circles is covered straight, or unknown, as the evaluation says.
fn land_knows_as_little(district: &District, found: &Evaluation) {
    let shares = LandShares::of(district, found, LandShares::DRAWN);
    for (shares, level) in shares.levels.iter().zip(&found.levels) {
        let whole = &shares.budgets[0].straight.whole;
        assert_eq!(whole.count, level.straight.covered);
        assert_eq!(whole.unknown, level.straight.unknown);
    }
}

#[test]
fn who_only_a_station_of_unknown_hours_would_cover_is_unknown() {
    let mut unknown = 0;
    for seed in 200..200 + 60 * u64::from(effort()) {
        let (district, options, mut dice) = thrown(seed);
        let sure: Vec<bool> =
            district.stations.iter().map(|_| dice.roll(2) == 0).collect();
        let of = |standing: Standing| {
            let standing = |s: usize| if sure[s] { Standing::Counts } else { standing };
            Evaluation::of(&with_standings(&district, standing), &options)
        };
        let found = of(Standing::HoursUnknown);
        let [without, with] =
            [Standing::Absent(Absence::Closed), Standing::Counts].map(of);
        for level in 0..found.levels.len() {
            let status = |of: &Evaluation| -> Vec<Status> {
                of.levels[level].points.iter().map(|point| point.status).collect()
            };
            let judged = status(&without).into_iter().zip(status(&with));
            let wanted: Vec<&str> = judged
                .map(|judged| match judged {
                    (Status::Uncovered(_), Status::Covered) => "hours",
                    (status, _) => status.key(),
                })
                .collect();
            let told = |status: Status| match status {
                Status::Unknown(Unknown::Hours) => "hours",
                status => status.key(),
            };
            let found_here: Vec<&str> = status(&found).into_iter().map(told).collect();
            assert_eq!(found_here, wanted, "town {seed}");
            unknown += wanted.iter().filter(|&&key| key == "hours").count();
            let [of, low, high] =
                [&found, &without, &with].map(|of| sums(of)[level].map(Clone::clone));
            for sum in 0..3 {
                assert_eq!(of[sum].covered, low[sum].covered, "town {seed}");
                assert_eq!(of[sum].uncovered, high[sum].uncovered, "town {seed}");
            }
        }
        let unsure = with_standings(&district, |s| {
            if sure[s] { Standing::Counts } else { Standing::HoursUnknown }
        });
        land_knows_as_little(&unsure, &found);
        // nobody counts on it: not in the table, not as the nearest
        assert_eq!(found.overlap, without.overlap);
        let nearest = |of: &Evaluation| {
            let points = of.levels.iter().flat_map(|level| &level.points);
            points.map(|point: &PointAnswer| point.nearest).collect::<Vec<_>>()
        };
        assert_eq!(nearest(&found), nearest(&without));
        for (answer, sure) in found.stations.iter().zip(&sure) {
            let told = matches!(
                answer.left_out,
                Some(LeftOut::HoursUnknown | LeftOut::NoStreet)
            );
            assert!(told || *sure);
        }
    }
    assert!(unknown > 100, "{unknown}");
}

#[test]
fn neither_hours_nor_filters_change_grids_but_status_and_date_do() {
    let mut changed = 0;
    for seed in 300..300 + 40 * u64::from(effort()) {
        let (district, options, mut dice) = thrown(seed);
        let throw: Vec<u64> = district.stations.iter().map(|_| dice.roll(4)).collect();
        let shape =
            |area: &Area| (area.id.clone(), area.parent.clone(), area.points.clone());
        let grids = |standing: &dyn Fn(usize) -> Standing| -> Vec<_> {
            let evaluation =
                Evaluation::of(&with_standings(&district, standing), &options);
            evaluation.areas.iter().map(shape).collect()
        };
        let all = grids(&|_| Standing::Counts);
        let hours = grids(&|s| match throw[s] {
            0 => Standing::Counts,
            1 => Standing::Absent(Absence::Closed),
            2 => Standing::Absent(Absence::Filtered),
            _ => Standing::HoursUnknown,
        });
        assert_eq!(hours, all, "town {seed}");
        let date = grids(&|s| match throw[s] {
            0 | 1 => Standing::Counts,
            2 => Standing::Absent(Absence::NotThatDay),
            _ => Standing::Absent(Absence::NotOperating),
        });
        changed += u32::from(date != all);
        let mut there = district.clone();
        let mut throws = throw.iter();
        there.stations.retain(|_| throws.next().is_some_and(|&throw| throw < 2));
        let wanted = Evaluation::of(&there, &options);
        assert_eq!(
            date,
            wanted.areas.iter().map(shape).collect::<Vec<_>>(),
            "town {seed}"
        );
    }
    assert!(changed > 10, "{changed}");
}
