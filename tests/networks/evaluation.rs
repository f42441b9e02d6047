//! Stations that count or not on the terms of a run, and coverage over a week.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use walkshed::coverage::{
    Area, Coverage, Evaluation, LeftOut, PointAnswer, Status, Unknown,
};
use walkshed::gap::Cause;
use walkshed::model::{
    Absence, Budget, CoverageOptions, District, Extent, ExtentSource, Metric, Opening,
    Standing, Status as Life, Substitution,
};
use walkshed::week::{PeopleHours, Week};
use walkshed_io::Project;
use walkshed_tests::oracle::{Metric as Along, Town};
use walkshed_tests::small::{Dice, SmallTown};
use walkshed_tests::{dataset, effort};

type Outcome = Result<(), Box<dyn Error>>;

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

fn with_standings(district: &District, standing: impl Fn(usize) -> Standing) -> District {
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

/// Hours as somebody might keep them, or nobody knows.
fn throw_opening(dice: &mut Dice) -> Opening {
    let range = |dice: &mut Dice| {
        let start = dice.roll(10_080) as u16;
        start..start + dice.roll(2000) as u16
    };
    match dice.roll(8) {
        0 => Opening::unknown(),
        1 => Opening::always(),
        2 => Opening::during([]),
        _ => Opening::during((0..=dice.roll(6)).map(|_| range(dice)).collect::<Vec<_>>()),
    }
}

/// The district as it stands at a minute, evaluated from nothing.
fn at_minute(
    district: &District,
    options: &CoverageOptions,
    openings: &[Opening],
    minute: u16,
) -> Evaluation {
    let standing =
        |s: usize| match (district.stations[s].absence(), openings[s].is_open(minute)) {
            (Some(Absence::Closed) | None, Some(true)) => Standing::Counts,
            (Some(Absence::Closed) | None, Some(false)) => {
                Standing::Absent(Absence::Closed)
            }
            (Some(Absence::Closed) | None, None) => Standing::HoursUnknown,
            (Some(absence), _) => Standing::Absent(absence),
        };
    Evaluation::of(&with_standings(district, standing), options)
}

/// A town of which some stations are planned, filtered or were closed when somebody asked, and
/// whose streets may end somewhere.
fn thrown_for_a_week(seed: u64) -> (District, CoverageOptions, Vec<Opening>, Dice) {
    let (mut district, options, mut dice) = thrown(seed);
    for station in &mut district.stations {
        match dice.roll(10) {
            0 => station.status = Life::Planned,
            1 => station.standing = Standing::Absent(Absence::Filtered),
            2 => station.standing = Standing::Absent(Absence::Closed),
            3 => station.standing = Standing::HoursUnknown,
            _ => {}
        }
    }
    if let (0, Some(grid)) = (dice.roll(3), district.grids.list().first()) {
        let shape = grid.shape.clone();
        district.extent = Extent::Area { shape, source: ExtentSource::Project };
    }
    let openings = district.stations.iter().map(|_| throw_opening(&mut dice)).collect();
    (district, options, openings, dice)
}

#[test]
fn an_hour_of_the_week_equals_the_evaluation_of_that_hour() {
    let mut shares = BTreeSet::new();
    for seed in 400..400 + 25 * u64::from(effort()) {
        let (district, options, openings, mut dice) = thrown_for_a_week(seed);
        let week = Week::of(&district, &options, &openings);
        for _ in 0..4 {
            let hour = dice.roll(168) as usize;
            let wanted = at_minute(&district, &options, &openings, hour as u16 * 60);
            assert_eq!(week.options, wanted.options);
            assert_eq!(week.levels.len(), wanted.levels.len());
            for (week, wanted) in week.levels.iter().zip(&wanted.levels) {
                let found = &week.hours[hour];
                assert_eq!(found.coverage, wanted.coverage, "town {seed}, hour {hour}");
                assert_eq!(found.open, wanted.stations.len(), "town {seed}, hour {hour}");
                let own = |s: &&u32| district.stations[**s as usize].level == week.level;
                assert_eq!(found.own, wanted.stations.iter().filter(own).count());
                shares.insert(found.coverage.covered.weights[0]);
                assert_eq!((week.hours.len(), week.budget), (168, wanted.budget));
            }
        }
    }
    assert!(shares.len() > 40, "{}", shares.len());
}

#[test]
fn people_hours_are_exact_to_the_minute_and_vanishing_is_seen() {
    for seed in 500..500 + 3 * u64::from(effort()) {
        let (district, options, openings, _) = thrown_for_a_week(seed);
        let week = Week::of(&district, &options, &openings);
        let groups = district.demand.groups().len();
        let mut sums = vec![vec![[PeopleHours::default(); 2]; groups]; week.levels.len()];
        let mut gone = vec![vec![false; 10_080]; week.levels.len()];
        // minute by minute, but equal minutes are asked about once
        let mut known: BTreeMap<Vec<Option<bool>>, Evaluation> = BTreeMap::new();
        for minute in 0..10_080 {
            let open: Vec<_> = openings.iter().map(|o| o.is_open(minute)).collect();
            let evaluation = known
                .entry(open)
                .or_insert_with(|| at_minute(&district, &options, &openings, minute));
            for (l, level) in evaluation.levels.iter().enumerate() {
                for (group, sums) in sums[l].iter_mut().enumerate() {
                    sums[0].add(level.coverage.uncovered.weights[group], 1);
                    sums[1].add(level.coverage.unknown.weights[group], 1);
                }
                let of_level = |s: usize| district.stations[s].level == level.level;
                let answers = evaluation.stations.iter().enumerate();
                let mut own = answers.filter(|(s, _)| of_level(*s));
                gone[l][usize::from(minute)] = own.all(|(_, answer)| {
                    !matches!(answer.left_out, None | Some(LeftOut::HoursUnknown))
                });
            }
        }
        for (l, level) in week.levels.iter().enumerate() {
            let found = level.uncovered.iter().zip(&level.unknown);
            let found: Vec<_> =
                found.map(|(&uncovered, &unknown)| [uncovered, unknown]).collect();
            assert_eq!(found, sums[l], "town {seed}");
            let mut vanished = vec![false; 10_080];
            for range in &level.vanishes {
                vanished[usize::from(range.start)..usize::from(range.end)].fill(true);
            }
            assert_eq!(vanished, gone[l], "town {seed}, level {}", level.level);
            let hours: Vec<usize> = (0..168).filter(|hour| gone[l][hour * 60]).collect();
            assert_eq!(level.vanished_hours().collect::<Vec<_>>(), hours);
        }
    }
}

/// Whether a text of the reference town means open at a minute of the week: `24/7`, or parts such
/// as `Mo-Fr 08:30-12:00,14:30-18:00` with `; ` between them.
fn is_open(text: &str, minute: usize) -> bool {
    const DAYS: [&str; 7] = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];
    let day_of = |name: &str| DAYS.iter().position(|day| *day == name);
    let clock = |time: &str| -> Option<usize> {
        let (hours, minutes) = time.split_once(':')?;
        Some(hours.parse::<usize>().ok()? * 60 + minutes.parse::<usize>().ok()?)
    };
    let in_part = |part: &str| -> Option<bool> {
        let (days, times) = part.trim().split_once(' ')?;
        let (first, last) = days.split_once('-').unwrap_or((days, days));
        let on_day = (day_of(first)?..=day_of(last)?).contains(&(minute / 1440));
        let mut spans = times.split(',').filter_map(|span| {
            let (from, to) = span.split_once('-')?;
            Some((clock(from)?..clock(to)?).contains(&(minute % 1440)))
        });
        Some(on_day && spans.any(|open| open))
    };
    text == "24/7" || text.split(';').any(|part| in_part(part) == Some(true))
}

#[test]
fn the_week_of_the_reference_town_equals_an_independent_calculation() -> Outcome {
    let folder = dataset("fengqing");
    let loaded = Project::open(&folder)?.load(&|_| {})?;
    let district = &loaded.district;
    let hours: Vec<&str> = district
        .stations
        .iter()
        .map(|station| station.facts.hours.as_deref().unwrap_or_default())
        .collect();
    let opening = |text: &&str| {
        let open = (0..10_080_u16).filter(|&minute| is_open(text, usize::from(minute)));
        Opening::during(open.map(|minute| minute..minute + 1))
    };
    let openings: Vec<Opening> = hours.iter().map(opening).collect();
    assert_eq!(openings[0].minutes(), Some(5 * 7 * 60));
    let week = Week::of(district, &loaded.options, &openings);

    // walks, people and hours by another program: geodesics, Dijkstra, one minute after another
    let town = Town::read(&folder)?;
    let solved = town.solve();
    let ids = |s: usize| (&town.stations[s].id, &district.stations[s].id);
    assert!((0..26).all(|s| ids(s).0 == ids(s).1));
    let near: Vec<Vec<usize>> = (0..town.blocks.len())
        .map(|block| {
            let walk = |&s: &usize| solved.meters(Along::Network, block, s);
            (0..26).filter(|s| walk(s).is_some_and(|meters| meters <= 1080.0)).collect()
        })
        .collect();
    let people: u64 = town.blocks.iter().map(|block| block.population).sum();
    let mut owed = [0_u64; 4];
    for minute in 0..10_080 {
        let open: Vec<bool> = hours.iter().map(|text| is_open(text, minute)).collect();
        for level in 1..=4_usize {
            let serves =
                |&&s: &&usize| open[s] && town.stations[s].level as usize <= level;
            let is_covered = |block: &usize| near[*block].iter().any(|s| serves(&s));
            let covered: u64 = (0..town.blocks.len())
                .filter(is_covered)
                .map(|block| town.blocks[block].population)
                .sum();
            owed[level - 1] += people - covered;
            if minute % 60 == 0 {
                let hour = &week.levels[level - 1].hours[minute / 60];
                let found = hour.coverage.covered.weights[0].thousandths();
                assert_eq!(found, covered * 1000, "level {level}, minute {minute}");
                let counted = (0..26).filter(|s| serves(&s)).count();
                assert_eq!(hour.open, counted, "level {level}, minute {minute}");
            }
        }
    }
    for (level, owed) in week.levels.iter().zip(owed) {
        assert_eq!(level.uncovered[0].thousandth_minutes(), u128::from(owed) * 1000);
        assert_eq!(level.unknown[0], PeopleHours::default());
    }
    // Tuesday 10:00, 19:00, Saturday 10:00 are three different towns
    let share = |hour: usize| week.levels[3].hours[hour].coverage.share(0);
    assert!(share(34) > share(5 * 24 + 10) && share(5 * 24 + 10) != share(43));
    // the only center keeps office hours
    let open: Vec<usize> = week.levels[0].vanished_hours().take(10).collect();
    assert_eq!(open, [0, 1, 2, 3, 4, 5, 6, 7, 8, 12]);
    Ok(())
}
