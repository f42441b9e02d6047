//! The reference town, changed: stations shifted, dropped, bridges removed, streets drawn in
//! other ways. The product reads the changed files; the oracle, which shares nothing with it,
//! says what is right.

use std::collections::BTreeMap;
use std::error::Error;
use walkshed::coverage::{Evaluation, Status};
use walkshed::model::{Budget, CoverageOptions};
use walkshed::network::Network;
use walkshed_io::{Loaded, Project};
use walkshed_tests::oracle::{Metric, Solved, Town};
use walkshed_tests::small::Dice;
use walkshed_tests::{dataset, effort};

type Outcome = Result<(), Box<dyn Error>>;

const BUDGET_M: f64 = 1080.0;
const SETS: [&[u32]; 4] = [&[1], &[1, 2], &[1, 2, 3], &[1, 2, 3, 4]];
/// How far a distance may be from flipping an answer before roundings decide, in meters: the
/// product counts whole milliseconds along each street.
const MARGIN_M: f64 = 0.05;

fn town() -> Result<Town, Box<dyn Error>> {
    Town::read(&dataset("fengqing"))
}

fn evaluate(town: &Town, budget: &str) -> Result<(Loaded, Evaluation), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    town.write(folder.path())?;
    let loaded = Project::open(folder.path())?.load(&|_| {})?;
    let options = CoverageOptions {
        budgets: vec![budget.parse::<Budget>()?],
        ..loaded.options.clone()
    };
    let evaluation = Evaluation::of(&loaded.district, &options);
    Ok((loaded, evaluation))
}

/// Whether nothing that is compared lies so near a border that rounding decides.
fn is_clear(solved: &Solved<'_>, margin_m: f64) -> bool {
    let sets = SETS.iter().all(|set| {
        let gaps = solved.gaps(set, BUDGET_M);
        [
            solved.margin_m(Metric::Network, set, BUDGET_M),
            solved.nearest_budget_margin_m(Metric::Straight, set, BUDGET_M),
            solved.nearest_margin_m(Metric::Network, set),
            gaps.join_margin_m,
            gaps.ratio_margin * 200.0,
            gaps.far_margin_m,
            gaps.crow_margin_m,
        ]
        .into_iter()
        .all(|margin| margin > margin_m)
    });
    let grids = solved.station_grids(Metric::Network);
    let ties = solved.tie_to_street_margin_m() > 0.005;
    sets && ties && grids.iter().all(|grid| grid.margin_m > margin_m)
}

fn close(found: f64, wanted: f64) -> bool {
    (found - wanted).abs() <= 0.03 + wanted * 1e-5
}

/// Compares everything the oracle knows.
fn compare(solved: &Solved<'_>, loaded: &Loaded, evaluation: &Evaluation) {
    assert_eq!(evaluation.levels.len(), 4);
    for (set, answer) in SETS.iter().zip(&evaluation.levels) {
        let nearest = solved.nearest(Metric::Network, set);
        let straight = solved.nearest(Metric::Straight, set);
        let covered = solved.is_covered(Metric::Network, set, BUDGET_M);
        let gaps = solved.gaps(set, BUDGET_M);
        for (block, found) in answer.points.iter().enumerate() {
            let what = format!("{set:?} {}", solved.town.blocks[block].id);
            assert_eq!(found.status == Status::Covered, covered[block], "{what}");
            let walks = found.nearest.zip(nearest[block]);
            assert_eq!(found.nearest.is_some(), nearest[block].is_some(), "{what}");
            if let Some((found, wanted)) = walks {
                assert_eq!(found.station as usize, wanted.station, "{what}");
                assert!(
                    close(found.meters(), wanted.meters),
                    "{what}: {found:?} {wanted:?}"
                );
            }
            let found_straight = found.straight_mm.map(|mm| mm as f64 / 1000.0);
            let wanted = straight[block].map(|near| near.meters);
            let same = found_straight
                .zip(wanted)
                .is_none_or(|(found, wanted)| close(found, wanted));
            assert!(same && found_straight.is_some() == wanted.is_some(), "{what}");
            let cause = gaps.causes.get(&block).map(|cause| cause.name());
            assert_eq!(found.status.reason(), cause, "{what}");
        }
        let wanted: Vec<Vec<usize>> =
            gaps.gaps.iter().map(|gap| gap.blocks.clone()).collect();
        let found: Vec<Vec<usize>> = answer
            .gaps
            .iter()
            .map(|gap| gap.points.iter().map(|&p| p as usize).collect())
            .collect();
        assert_eq!(found, wanted, "{set:?}");
        for (found, wanted) in answer.gaps.iter().zip(&gaps.gaps) {
            assert_eq!(found.cause.key(), wanted.cause.name());
            assert_eq!(found.nearest_station.map(|s| s as usize), wanted.nearest_station);
            let meters = |ms: u32| f64::from(ms) * 1.2 / 1000.0;
            for (found, wanted) in
                [(found.worst_ms, wanted.worst_m), (found.median_ms, wanted.median_m)]
            {
                assert!(found.map(meters).zip(wanted).is_none_or(|(f, w)| close(f, w)));
                assert_eq!(found.is_some(), wanted.is_some());
            }
        }
    }
    compare_sums(solved, loaded, evaluation);
}

/// Overlap, loss, borders and grids without polygons.
fn compare_sums(solved: &Solved<'_>, loaded: &Loaded, evaluation: &Evaluation) {
    let all = SETS[3];
    let overlap = solved.overlap(Metric::Network, all, BUDGET_M);
    let found: Vec<usize> =
        evaluation.overlap.cover_count.iter().map(|&n| n as usize).collect();
    assert_eq!(found, overlap.by_block);
    for (station, answer) in evaluation.stations.iter().enumerate() {
        let wanted = solved.loss(Metric::Network, all, BUDGET_M, station);
        assert_eq!(answer.loss[0].thousandths(), wanted * 1000);
    }
    let across = solved.across_a_border(Metric::Network, all);
    assert_eq!(evaluation.across_border[0].thousandths(), across * 1000);
    let made = evaluation.areas.iter().filter(|area| area.grid.is_none());
    let found: BTreeMap<_, _> = made
        .map(|area| {
            let blocks: Vec<usize> = area.points.iter().map(|&p| p as usize).collect();
            (area.id.clone(), (area.parent.clone(), blocks))
        })
        .collect();
    let wanted: BTreeMap<_, _> = solved
        .station_grids(Metric::Network)
        .into_iter()
        .map(|grid| {
            (
                loaded.district.stations[grid.station].id.clone(),
                (grid.parent, grid.blocks),
            )
        })
        .collect();
    assert_eq!(found, wanted);
}

fn check(town: &Town) -> Outcome {
    let solved = town.solve();
    for budget in ["15min", "1080m"] {
        let (loaded, evaluation) = evaluate(town, budget)?;
        compare(&solved, &loaded, &evaluation);
    }
    Ok(())
}

#[test]
fn the_town_as_it_is_equals_the_oracle() -> Outcome {
    let town = town()?;
    assert!(is_clear(&town.solve(), MARGIN_M));
    check(&town)
}

#[test]
fn stations_shifted_a_few_meters_equal_the_oracle() -> Outcome {
    let mut compared = 0;
    for seed in 0..u64::from(effort()) * 4 {
        let mut dice = Dice::new(seed);
        let mut town = town()?;
        for station in &mut town.stations {
            station.shift(dice.share() * 40.0 - 20.0, dice.share() * 40.0 - 20.0);
        }
        if is_clear(&town.solve(), MARGIN_M) {
            check(&town)?;
            compared += 1;
        }
    }
    assert!(compared >= effort(), "only {compared} towns were clear enough to compare");
    Ok(())
}

#[test]
fn a_town_without_some_bridges_equals_the_oracle() -> Outcome {
    let bridges = ["EW05b", "EW12b", "EW19b"];
    let mut compared = 0;
    for gone in 1..8_u32 {
        let mut town = town()?;
        for (i, bridge) in bridges.iter().enumerate() {
            if gone & (1 << i) != 0 {
                assert!(town.remove_line(bridge));
            }
        }
        if is_clear(&town.solve(), MARGIN_M) {
            check(&town)?;
            compared += 1;
        }
    }
    assert!(compared >= 4, "only {compared} towns were clear enough to compare");
    Ok(())
}

#[test]
fn a_town_with_stations_dropped_equals_the_oracle() -> Outcome {
    let mut compared = 0;
    for seed in 0..u64::from(effort()) * 4 {
        let mut dice = Dice::new(1000 + seed);
        let mut town = town()?;
        for _ in 0..=dice.roll(6) {
            // the point P10 stays, so that there are four levels
            let at = dice.roll(town.stations.len() as u64 - 1) as usize;
            let id = town.stations[at].id.clone();
            assert!(town.remove_station(&id));
        }
        if is_clear(&town.solve(), MARGIN_M) {
            check(&town)?;
            compared += 1;
        }
    }
    assert!(compared >= effort(), "only {compared} towns were clear enough to compare");
    Ok(())
}

#[test]
fn streets_drawn_in_other_ways_give_the_same_answers() -> Outcome {
    let town = town()?;
    let (loaded, wanted) = evaluate(&town, "15min")?;
    let drawings = [
        ("vertices at crossings taken out", town.lines_without_crossing_vertices()),
        ("half a meter short at both ends", town.lines_shortened(0.5)),
        ("cut into single segments", town.lines_cut()),
    ];
    for (how, lines) in drawings {
        let drawn = Town { lines, ..town.clone() };
        let (redrawn, found) = evaluate(&drawn, "15min")?;
        let streets =
            |loaded: &Loaded| loaded.district.network.as_ref().map(Network::length_m);
        let (before, after) =
            (streets(&loaded).ok_or("streets")?, streets(&redrawn).ok_or("streets")?);
        assert!((before / after - 1.0).abs() < 0.002, "{how}: {before} m, {after} m");
        for (wanted, found) in wanted.levels.iter().zip(&found.levels) {
            let sums = |level: &walkshed::coverage::LevelAnswer| {
                let gaps: Vec<_> = level
                    .gaps
                    .iter()
                    .map(|g| (g.points.clone(), g.cause, g.nearest_station))
                    .collect();
                let points: Vec<_> = level
                    .points
                    .iter()
                    .map(|p| (p.status, p.nearest.map(|n| n.station)))
                    .collect();
                (level.coverage.clone(), level.exclusive.clone(), gaps, points)
            };
            assert_eq!(sums(found), sums(wanted), "{how}");
        }
        assert_eq!(found.overlap, wanted.overlap, "{how}");
        assert_eq!(found.areas, wanted.areas, "{how}");
        assert_eq!(found.across_border, wanted.across_border, "{how}");
    }
    Ok(())
}
