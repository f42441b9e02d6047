//! Coverage over a week: every hour is an evaluation, and the reference town an independent count.

use super::evaluation::{thrown, with_standings};
use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::ops::Range;
use walkshed::coverage::{Evaluation, LeftOut};
use walkshed::model::{
    Absence, CoverageOptions, District, Extent, ExtentSource, Opening, Standing, Status,
};
use walkshed::week::{PeopleHours, Week};
use walkshed_io::Project;
use walkshed_tests::oracle::{Metric, Town};
use walkshed_tests::small::Dice;
use walkshed_tests::{dataset, effort};

type Outcome = Result<(), Box<dyn Error>>;

/// Hours as somebody might keep them, or nobody knows.
fn throw_opening(dice: &mut Dice) -> Opening {
    let range = |dice: &mut Dice| {
        let start = dice.roll(10_080) as u16;
        start..start + dice.roll(2000) as u16
    };
    let ranges = |dice: &mut Dice| -> Vec<Range<u16>> {
        (0..=dice.roll(6)).map(|_| range(dice)).collect()
    };
    match dice.roll(10) {
        0 => Opening::unknown(),
        1 => Opening::always(),
        2 => Opening::during([]),
        // open now and then, and at other times nobody knows
        3..6 => Opening::during(ranges(dice)).unknown_during(ranges(dice)),
        _ => Opening::during(ranges(dice)),
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
            0 => station.status = Status::Planned,
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
            let walk = |&s: &usize| solved.meters(Metric::Network, block, s);
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
