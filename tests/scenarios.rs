//! Scenarios: what is evaluated from what was kept equals what is evaluated from nothing.

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use std::sync::Arc;
use walkshed::coverage::{Evaluation, LevelAnswer};
use walkshed::model::{Budget, CoverageOptions, Metric, Profile, Substitution};
use walkshed::scenario::Prepared;
use walkshed_tests::changes::ChangingTown;
use walkshed_tests::effort;
use walkshed_tests::small::{Dice, SmallTown};

/// A town, and what to throw for its changes.
fn towns() -> impl Strategy<Value = (SmallTown, u64)> {
    (any::<[u64; 2]>(), 2_u32..8, 0_u32..12, 0_u32..40).prop_map(
        |([seed, changes], size, stations, blocks)| {
            (SmallTown::new(seed, size, stations, blocks), changes)
        },
    )
}

fn options() -> impl Strategy<Value = CoverageOptions> {
    let budget = prop_oneof![
        (30_000_u32..900_000).prop_map(Budget::Millis),
        (50_000_u32..1_000_000).prop_map(Budget::Millimeters),
    ];
    let budgets = prop::collection::vec(budget, 1..=4);
    let meters = (prop_oneof![Just(250.0), 10.0..80.0], 20.0..500.0);
    (budgets, any::<[bool; 3]>(), 0..6, meters).prop_map(
        |(budgets, [inclusive, wheels, cycleways], metric, (max_snap_m, gap_join_m))| {
            CoverageOptions {
                metric: if metric == 0 { Metric::Straight } else { Metric::Network },
                profile: Profile { cycleways, wheels, ..Profile::default() },
                budgets,
                substitution: if inclusive {
                    Substitution::Inclusive
                } else {
                    Substitution::Exclusive
                },
                max_snap_m,
                gap_join_m,
            }
        },
    )
}

/// The first thing that differs, in words.
fn difference(found: &Evaluation, wanted: &Evaluation) -> Option<String> {
    let fields = [
        ("options", found.options == wanted.options),
        ("stations", found.stations == wanted.stations),
        ("overlap", found.overlap == wanted.overlap),
        ("areas", found.areas == wanted.areas),
        ("snap_mm", found.snap_mm == wanted.snap_mm),
        ("across_border", found.across_border == wanted.across_border),
        ("number of levels", found.levels.len() == wanted.levels.len()),
    ];
    let levels = found.levels.iter().zip(&wanted.levels);
    let level = levels.filter_map(|(found, wanted)| level_difference(found, wanted));
    let fields = fields.into_iter().filter(|(_, same)| !same);
    let differs = level.chain(fields.map(|(name, _)| name.to_owned())).next();
    differs.or_else(|| (found != wanted).then(|| "something else".to_owned()))
}

fn level_difference(found: &LevelAnswer, wanted: &LevelAnswer) -> Option<String> {
    let points = found.points.iter().zip(&wanted.points);
    let point = points.enumerate().find(|(_, (found, wanted))| found != wanted);
    let point = point
        .map(|(p, (found, wanted))| format!("point {p} is {found:?}, not {wanted:?}"));
    let gaps = || format!("gaps are {:?}, not {:?}", found.gaps, wanted.gaps);
    let gaps = || (found.gaps != wanted.gaps).then(gaps);
    let other = || (found != wanted).then(|| "a sum differs".to_owned());
    let differs = point.or_else(gaps).or_else(other);
    differs.map(|differs| format!("level {}: {differs}", wanted.level))
}

fn quiet(_: walkshed::coverage::Step) {}

/// Changes a town again and again, each time from what the last evaluation kept.
fn check(town: &SmallTown, seed: u64, options: &CoverageOptions) -> Result<(), String> {
    let mut dice = Dice::new(seed);
    let mut town = ChangingTown::new(town.clone(), &mut dice);
    let base = Arc::new(town.district.clone());
    let mut prepared = Prepared::new(base, options, &quiet);
    let mut story = Vec::new();
    for _ in 0..=dice.roll(3) {
        for _ in 0..=dice.roll(3) {
            story.push(town.change(&mut dice));
        }
        let wanted = Evaluation::of(&town.district, options);
        let found = prepared.evaluate(&town.district, &quiet);
        if let Some(differs) = difference(&found, &wanted) {
            return Err(format!("{story:?}: {differs}"));
        }
        prepared = prepared.next(Arc::new(town.district.clone()), &quiet);
        if let Some(differs) = difference(prepared.evaluation(), &wanted) {
            return Err(format!("{story:?}, kept: {differs}"));
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 1000_u32.saturating_mul(effort()),
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(effort().into()),
        ..ProptestConfig::default()
    })]

    #[test]
    fn a_scenario_equals_its_full_evaluation(
        (town, seed) in towns(),
        options in options(),
    ) {
        let told = check(&town, seed, &options);
        prop_assert!(told.is_ok(), "{}", told.unwrap_err());
    }
}
