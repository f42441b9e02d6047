//! Rules 8, 9, 12, 15 and 27 on small random towns.

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use walkshed::coverage::{Count, Coverage, Evaluation};
use walkshed::explain::Explanation;
use walkshed::model::{Budget, CoverageOptions, District, Profile, Substitution, Weight};
use walkshed::network::Network;
use walkshed::units::Unit;
use walkshed_tests::effort;
use walkshed_tests::plain::{Plain, Spot};
use walkshed_tests::small::{SmallTown, remove_line};

fn town() -> impl Strategy<Value = SmallTown> {
    (any::<u64>(), 2_u32..7, 1_u32..8, 1_u32..30).prop_map(
        |(seed, size, stations, blocks)| SmallTown::new(seed, size, stations, blocks),
    )
}

fn options() -> impl Strategy<Value = CoverageOptions> {
    let budget = prop_oneof![
        (30_000_u32..900_000).prop_map(Budget::Millis),
        (50_000_u32..1_000_000).prop_map(Budget::Millimeters),
    ];
    let budgets = prop::collection::vec(budget, 1..=3);
    (budgets, any::<[bool; 3]>()).prop_map(|(budgets, [inclusive, wheels, cycleways])| {
        CoverageOptions {
            budgets,
            profile: Profile { cycleways, wheels, ..Profile::default() },
            substitution: if inclusive {
                Substitution::Inclusive
            } else {
                Substitution::Exclusive
            },
            ..CoverageOptions::default()
        }
    })
}

fn config() -> ProptestConfig {
    let cases = 64_u32.saturating_mul(effort());
    // the same towns in every run of one effort, others in the next
    let rng_seed = RngSeed::Fixed(effort().into());
    ProptestConfig {
        cases,
        failure_persistence: None,
        rng_seed,
        ..ProptestConfig::default()
    }
}

/// Everything snapped, as the product snaps it.
fn spots(
    district: &District,
    network: &Network,
    plain: &Plain,
) -> [Vec<Option<Spot>>; 2] {
    let snap = |at| network.snap(at, &district.barriers, 250.0);
    let spot = |at| plain.spot(network, &snap(at)?);
    let points = district.demand.points().iter();
    let points = points.map(|p| spot(p.position)).collect();
    let stations = district.stations.iter().map(|s| {
        let snap = snap(s.position).filter(|snap| snap.leg_m <= 250.0);
        plain.spot(network, &snap?)
    });
    [points, stations.collect()]
}

fn covered(evaluation: &Evaluation) -> Vec<Weight> {
    evaluation.levels.iter().map(|level| level.coverage.covered.weights[0]).collect()
}

fn streets_of(town: &SmallTown) -> bool {
    !town.streets.lines.is_empty()
}

proptest! {
    #![proptest_config(config())]

    /// Rule 8: for all stations within T, the table and the nearest equal brute force exactly.
    #[test]
    fn the_table_and_the_nearest_equal_brute_force(town in town(), options in options()) {
        prop_assume!(streets_of(&town));
        let district = town.district();
        let network = district.network.as_ref().expect("streets");
        let network = &network.walked_by(&options.profile);
        let budget = options.budget(1);
        let (table, unit) = Evaluation::table(&district, &options, budget);
        let plain = Plain::new(network, budget.unit(), &options.profile);
        let [points, stations] = spots(&district, network, &plain);
        let evaluation = Evaluation::of(
            &district,
            &CoverageOptions { budgets: vec![budget], ..options.clone() },
        );
        prop_assert_eq!(unit, budget.unit());
        let reached: Vec<_> =
            stations.iter().map(|s| s.as_ref().map(|s| plain.to(s))).collect();
        for (p, point) in points.iter().enumerate() {
            let walks: Vec<(u64, u32, u64)> = stations
                .iter()
                .zip(&reached)
                .enumerate()
                .filter_map(|(s, (station, reached))| {
                    let (reached, station) = (reached.as_ref()?, station.as_ref()?);
                    let (time, meters) = plain.walk(reached, station, point.as_ref()?)?;
                    Some((time, s as u32, meters))
                })
                .collect();
            let within: Vec<(u64, u32, u64)> = table
                .of(p)
                .iter()
                .map(|t| (u64::from(t.primary), t.station, u64::from(t.secondary)))
                .collect();
            let limit = u64::from(budget.limit());
            let expected: Vec<_> = walks.iter().copied().filter(|w| w.0 <= limit).collect();
            prop_assert_eq!(within, expected);
            for level in &evaluation.levels {
                let counts = |s: u32| {
                    options.substitution.counts(district.stations[s as usize].level, level.level)
                };
                let nearest = level.points[p].nearest.map(|n| match unit {
                    Unit::Millis => (u64::from(n.ms), n.station, u64::from(n.mm)),
                    Unit::Millimeters => (u64::from(n.mm), n.station, u64::from(n.ms)),
                });
                let expected = walks.iter().copied().filter(|w| counts(w.1)).min();
                prop_assert_eq!(nearest, expected);
            }
        }
    }

    /// Rule 9: a shorter budget, slower walkers or a street less never raise coverage; a station
    /// more never lowers it.
    #[test]
    fn less_never_covers_more(town in town(), options in options(), pick in any::<prop::sample::Index>()) {
        prop_assume!(streets_of(&town));
        let district = town.district();
        let full = covered(&Evaluation::of(&district, &options));
        let never_more = |options: &CoverageOptions, district: &District| {
            let less = covered(&Evaluation::of(district, options));
            less.iter().zip(&full).all(|(less, full)| less <= full)
        };
        let shorter = |budget: &Budget| match *budget {
            Budget::Millis(ms) => Budget::Millis(ms / 2 + 1),
            Budget::Millimeters(mm) => Budget::Millimeters(mm / 2 + 1),
        };
        let budgets = options.budgets.iter().map(shorter).collect();
        let hurried = CoverageOptions { budgets, ..options.clone() };
        prop_assert!(never_more(&hurried, &district));
        let profile = Profile {
            speed_mm_s: 700,
            off_street_mm_s: 700,
            ..options.profile.clone()
        };
        let slow = CoverageOptions { profile, ..options.clone() };
        prop_assert!(never_more(&slow, &district));

        let mut fewer = town.clone();
        fewer.stations.remove(pick.index(fewer.stations.len()));
        prop_assert!(never_more(&options, &fewer.district()));

        // a street less, as long as every snap stays where it was
        let mut cut = town.clone();
        remove_line(&mut cut.streets, pick.index(town.streets.lines.len()));
        let cut = cut.district();
        let at = |district: &District| {
            let network = district.network.as_ref().expect("streets");
            let network = network.walked_by(&options.profile);
            let places = district.demand.points().iter().map(|p| p.position);
            let places = places.chain(district.stations.iter().map(|s| s.position));
            places.map(|p| network.snap(p, &district.barriers, 250.0).map(|s| s.at)).collect::<Vec<_>>()
        };
        if at(&cut) == at(&district) {
            prop_assert!(never_more(&options, &cut));
        }
    }

    /// An explained walk is that of coverage; its parts add up and hang together.
    #[test]
    fn a_walk_explained_is_the_walk_counted(town in town(), options in options()) {
        prop_assume!(streets_of(&town));
        let district = town.district();
        let evaluation = Evaluation::of(&district, &options);
        for (p, point) in district.demand.points().iter().enumerate() {
            let explained = Explanation::of(&district, &options, point.position);
            for (level, walk) in evaluation.levels.iter().zip(&explained.levels) {
                let unit = options.budget(level.level).unit();
                let told = walk.walk.as_ref().map(|walk| match unit {
                    Unit::Millis => (walk.station, walk.path.primary, walk.path.secondary),
                    Unit::Millimeters => (walk.station, walk.path.secondary, walk.path.primary),
                });
                let counted = level.points[p].nearest.map(|n| (n.station, n.ms, n.mm));
                prop_assert_eq!(told, counted);
                let Some(walk) = &walk.walk else { continue };
                let (path, legs) = (&walk.path, [walk.path.first_leg, walk.path.last_leg]);
                let parts = path.stretches.iter().map(|s| (s.primary, s.secondary));
                let sum = parts.chain(legs).fold((0, 0), |a, b| (a.0 + b.0, a.1 + b.1));
                prop_assert_eq!(sum, (path.primary, path.secondary));
                let mut here = explained.snap.expect("a walk").at;
                for stretch in &path.stretches {
                    prop_assert!(stretch.places.len() > 1);
                    prop_assert_eq!(here, stretch.places[0]);
                    here = stretch.places[stretch.places.len() - 1];
                }
                prop_assert_eq!(here, walk.snap.at);
            }
        }
    }

    /// Rule 12: parts add up to wholes exactly, at every level of every area; a parent is the sum
    /// of its children plus what lies in none.
    #[test]
    fn parts_add_up_to_wholes(town in town(), options in options()) {
        let evaluation = Evaluation::of(&town.district(), &options);
        let adds_up = |c: &Coverage| {
            let parts = [&c.covered, &c.uncovered, &c.unknown];
            let blocks: usize = parts.iter().map(|part| part.blocks).sum();
            blocks == c.total.blocks && (0..2).all(|group| {
                parts.iter().map(|part| part.weights[group]).sum::<Weight>() == c.total.weights[group]
            })
        };
        for level in &evaluation.levels {
            prop_assert!([&level.coverage, &level.exclusive, &level.straight].into_iter().all(adds_up));
            let gaps: Weight = level.gaps.iter().map(|gap| gap.count.weights[0]).sum();
            prop_assert_eq!(gaps, level.coverage.uncovered.weights[0]);
        }
        for area in &evaluation.areas {
            prop_assert!(area.levels.iter().all(|level| adds_up(&level.coverage)));
            let parts: Vec<_> =
                evaluation.areas.iter().filter(|a| a.parent.as_ref() == Some(&area.id)).collect();
            let mut points: Vec<u32> = parts.iter().flat_map(|a| a.points.clone()).collect();
            points.sort_unstable();
            let unique = points.windows(2).all(|pair| pair[0] != pair[1]);
            prop_assert!(unique && points.iter().all(|p| area.points.binary_search(p).is_ok()));
        }
    }

    /// Rule 15: overlap counts distinct sites; a station's loss is what no other station covers,
    /// a site's what no other site does.
    #[test]
    fn overlap_and_loss_equal_their_definitions(town in town(), options in options()) {
        let district = town.district();
        let evaluation = Evaluation::of(&district, &options);
        let (table, _) = Evaluation::table(&district, &options, options.budget(3));
        let site = |s: u32| {
            let station = &district.stations[s as usize];
            station.site.clone().unwrap_or_else(|| station.position.to_string())
        };
        for (s, answer) in evaluation.stations.iter().enumerate() {
            let s = s as u32;
            let sum = |wanted: &dyn Fn(&[u32]) -> bool| {
                let reached = |p: &usize| {
                    let here: Vec<u32> = table.of(*p).iter().map(|t| t.station).collect();
                    here.contains(&s) && wanted(&here)
                };
                Count::of(&district.demand, (0..district.demand.len()).filter(reached)).weights
            };
            prop_assert_eq!(&answer.covers, &sum(&|_| true));
            prop_assert_eq!(&answer.loss, &sum(&|here| here.len() == 1));
            prop_assert_eq!(&answer.site_loss, &sum(&|here| here.iter().all(|&o| site(o) == site(s))));
        }
        for p in 0..district.demand.len() {
            let mut sites: Vec<String> = table.of(p).iter().map(|t| site(t.station)).collect();
            sites.sort();
            sites.dedup();
            prop_assert_eq!(evaluation.overlap.cover_count[p] as usize, sites.len());
        }
    }

    /// Rule 27: the same answer on any number of threads.
    #[test]
    fn threads_change_nothing(town in town(), options in options()) {
        let district = town.district();
        let on = |threads: usize| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
            pool.expect("a pool").install(|| Evaluation::of(&district, &options))
        };
        let one = on(1);
        prop_assert_eq!(&one, &on(3));
        prop_assert_eq!(format!("{one:?}"), format!("{:?}", on(8)));
    }
}
