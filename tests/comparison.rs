//! Two evaluations of small random towns compared, beside a comparison that looks everything up by
//! name.

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use std::collections::{BTreeMap, BTreeSet};
use walkshed::comparison::{Comparison, CoverageChange, GapFamily, TimeSaved};
use walkshed::coverage::{Count, Coverage, Evaluation, Status};
use walkshed::geodesy::Plane;
use walkshed::model::{
    Budget, CoverageOptions, Demand, DemandPoint, District, Extent, ExtentSource,
    Status as Life, Substitution, Weight,
};
use walkshed_tests::effort;
use walkshed_tests::small::{Dice, SmallTown, at};

fn config() -> ProptestConfig {
    ProptestConfig {
        cases: 96_u32.saturating_mul(effort()),
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(effort().into()),
        ..ProptestConfig::default()
    }
}

/// One side, with what it takes to look things up by name.
struct Side {
    district: District,
    evaluation: Evaluation,
}

impl Side {
    fn of(district: District, options: &CoverageOptions) -> Self {
        let evaluation = Evaluation::of(&district, options);
        Self { district, evaluation }
    }

    fn pair(&self) -> (&District, &Evaluation) {
        (&self.district, &self.evaluation)
    }

    /// Thousandths of a group, by id.
    fn weights(&self, group: &str) -> BTreeMap<&str, i128> {
        let demand = &self.district.demand;
        let place = demand.groups().iter().position(|name| name == group);
        let weight = |p: usize| place.map_or(0, |g| demand.weights(p)[g].thousandths());
        let id = |p: usize| demand.points()[p].id.as_str();
        (0..demand.len()).map(|p| (id(p), weight(p).into())).collect()
    }

    /// Status at a level, by id: `c`, `u` or `?`.
    fn statuses(&self, level: usize) -> BTreeMap<&str, char> {
        let points = self.district.demand.points().iter().enumerate();
        let status = |p: usize| match self.evaluation.levels.get(level) {
            None => 'u',
            Some(answer) => match answer.points[p].status {
                Status::Covered => 'c',
                Status::Uncovered(_) => 'u',
                Status::Unknown(_) => '?',
            },
        };
        points.map(|(p, point)| (point.id.as_str(), status(p))).collect()
    }

    /// Milliseconds to the nearest station of a level, by id.
    fn walks(&self, level: usize) -> BTreeMap<&str, i128> {
        let Some(answer) = self.evaluation.levels.get(level) else {
            return BTreeMap::new();
        };
        let points = self.district.demand.points().iter().zip(&answer.points);
        points
            .filter_map(|(p, answer)| Some((p.id.as_str(), answer.nearest?.ms.into())))
            .collect()
    }

    /// Gaps of a level, as sets of ids.
    fn gaps(&self, level: usize) -> Vec<BTreeSet<&str>> {
        let id = |&p: &u32| self.district.demand.points()[p as usize].id.as_str();
        let gaps = self.evaluation.levels.get(level).map(|answer| &answer.gaps);
        let gaps = gaps.into_iter().flatten();
        gaps.map(|gap| gap.points.iter().map(id).collect()).collect()
    }
}

fn people(demand: &mut Demand, id: &str, place: walkshed::LngLat, dice: &mut Dice) {
    let people = dice.roll(500) as u32;
    let weights = [people, people / 5, people / 9].map(Weight::whole);
    demand.push(DemandPoint::new(id, place), &weights);
}

/// A town, and the same with stations, people and knowledge changed.
fn towns(seed: u64, size: u32) -> [District; 2] {
    let dice = &mut Dice::new(seed ^ 0x5eed);
    let before = SmallTown::new(seed, size, 4, 24);
    let mut after = before.clone();
    let span = f64::from(size - 1) * 150.0;
    let place = |dice: &mut Dice| at(dice.share() * span, dice.share() * span);
    for station in &mut after.stations {
        match dice.roll(8) {
            0 => station.position = place(dice),
            1 => station.status = Life::Closed,
            2 => station.level = 1 + dice.roll(3) as u8,
            3 => station.id.push('x'),
            _ => {}
        }
    }
    let groups = ["elderly", "population", "children"].map(str::to_owned);
    let mut demand = Demand::new(groups[..2 + dice.roll(2) as usize].to_vec());
    let old = before.demand.points();
    for nth in 0..old.len() {
        // another order, and some are gone
        let point = &old[(nth + 7) % old.len()];
        match dice.roll(6) {
            0 => {}
            1 => people(&mut demand, &point.id, place(dice), dice),
            _ => people(&mut demand, &point.id, point.position, dice),
        }
    }
    for new in 0..dice.roll(6) {
        people(&mut demand, &format!("N{new}"), place(dice), dice);
    }
    after.demand = demand;
    [before, after].map(|town| {
        let mut district = town.district();
        if dice.roll(3) == 0 {
            district.extent = mapped(dice, span);
        }
        district
    })
}

/// Streets are known only in the west.
fn mapped(dice: &mut Dice, span: f64) -> Extent {
    let plane = Plane::at(24.57);
    let reach = 2000.0 / plane.x;
    let [low, high] = [at(0.0, 0.0), at(span * dice.share(), span)].map(geo::Coord::from);
    let rect = geo::Rect::new(
        geo::coord! { x: low.x - reach, y: low.y - reach },
        geo::coord! { x: high.x + 300.0 / plane.x, y: high.y + reach },
    );
    let shape = geo::MultiPolygon(vec![rect.to_polygon()]);
    Extent::Area { shape, source: ExtentSource::Project }
}

fn options(seed: u64) -> CoverageOptions {
    CoverageOptions {
        budgets: vec![Budget::Millis(120_000 + (seed % 7) as u32 * 40_000)],
        substitution: [Substitution::Exclusive, Substitution::Inclusive]
            [usize::from(!seed.is_multiple_of(3))],
        gap_join_m: 200.0,
        ..CoverageOptions::default()
    }
}

/// Thousandths of one group.
fn of(count: &Count, group: usize) -> i128 {
    count.weights[group].thousandths().into()
}

/// Checks one account; `members` says who belongs to the area on each side.
fn check_account(
    change: &CoverageChange,
    [before, after]: [&Side; 2],
    level: usize,
    (group, name): (usize, &str),
    members: [&BTreeSet<&str>; 2],
) {
    let sides = [before, after];
    let statuses = sides.map(|side| side.statuses(level));
    let weights = sides.map(|side| side.weights(name));
    let sum = |side: usize, wanted: &dyn Fn(&str, char) -> bool| -> i128 {
        let those = members[side].iter().filter(|id| wanted(id, statuses[side][**id]));
        those.map(|id| weights[side][id]).sum()
    };
    let on = |side: usize, id: &str| members[side].contains(id);
    let is =
        |side: usize, id: &str, what: char| on(side, id) && statuses[side][id] == what;
    let parts = |coverage: &Coverage| {
        [&coverage.covered, &coverage.uncovered, &coverage.unknown].map(|c| of(c, group))
    };
    let all = |side: usize, wanted: &dyn Fn(&str) -> bool| {
        ['c', 'u', '?'].map(|what| sum(side, &|id, status| status == what && wanted(id)))
    };
    assert_eq!(parts(&change.before), all(0, &|_| true));
    assert_eq!(parts(&change.after), all(1, &|_| true));
    let account = &change.account;
    let gained = |id: &str| on(0, id) && !is(0, id, 'c');
    assert_eq!(of(&account.gained, group), sum(1, &|id, s| s == 'c' && gained(id)));
    let found = sum(1, &|id, s| s == 'c' && is(0, id, '?'));
    assert_eq!(of(&account.gained_from_unknown, group), found);
    let lost = |id: &str| on(1, id) && !is(1, id, 'c');
    assert_eq!(of(&account.lost, group), sum(0, &|id, s| s == 'c' && lost(id)));
    let blurred = sum(0, &|id, s| s == 'c' && is(1, id, '?'));
    assert_eq!(of(&account.lost_to_unknown, group), blurred);
    assert_eq!(parts(&account.newcomers), all(1, &|id| !on(0, id)));
    assert_eq!(parts(&account.gone), all(0, &|id| !on(1, id)));
    let covered = |coverage: &Coverage| of(&coverage.covered, group);
    let difference = covered(&change.after) - covered(&change.before);
    assert_eq!(account.sum(group).thousandths(), difference);
    assert_eq!(change.difference(group).thousandths(), difference);
}

fn check_time(time: &TimeSaved, sides: [&Side; 2], level: usize, group: (usize, &str)) {
    let walks = sides.map(|side| side.walks(level));
    let weights = sides.map(|side| side.weights(group.1));
    let (mut saved, mut sums) = (0, [0; 7]);
    for (id, &after) in &weights[1] {
        let before = weights[0].get(id).copied().unwrap_or(0);
        let stayed = before.min(after);
        sums[6] += after - stayed;
        if !weights[0].contains_key(id) {
            continue;
        }
        match [0, 1].map(|side| walks[side].get(id)) {
            [Some(old), Some(new)] => {
                saved += stayed * (old - new);
                sums[0] += stayed;
                sums[1] += if new < old { stayed } else { 0 };
                sums[2] += if new > old { stayed } else { 0 };
            }
            [None, Some(_)] => sums[3] += stayed,
            [Some(_), None] => sums[4] += stayed,
            [None, None] => sums[5] += stayed,
        }
    }
    let counts = [
        &time.residents,
        &time.faster,
        &time.slower,
        &time.reachable,
        &time.unreachable,
        &time.never,
        &time.newcomers,
    ];
    assert_eq!(counts.map(|count| of(count, group.0)), sums);
    assert_eq!(time.saved(group.0).thousandths_ms(), saved);
}

/// Gaps belong together as long as any two of a family share somebody.
fn check_gaps(families: &[GapFamily], sides: [&Side; 2], level: usize) {
    let gaps = sides.map(|side| side.gaps(level));
    let mut kin: Vec<BTreeSet<(usize, u32)>> = Vec::new();
    for (side, gaps) in gaps.iter().enumerate() {
        kin.extend((0..gaps.len() as u32).map(|nth| BTreeSet::from([(side, nth)])));
    }
    let shares = |a: &(usize, u32), b: &(usize, u32)| {
        a.0 != b.0 && !gaps[a.0][a.1 as usize].is_disjoint(&gaps[b.0][b.1 as usize])
    };
    loop {
        let related = |i: usize, j: usize| {
            kin[i].iter().any(|a| kin[j].iter().any(|b| shares(a, b)))
        };
        let places = (0..kin.len()).flat_map(|j| (0..j).map(move |i| (i, j)));
        let Some((i, j)) = places.into_iter().find(|&(i, j)| related(i, j)) else {
            break;
        };
        let joined = kin.remove(j);
        kin[i].extend(joined);
    }
    let told = families.iter().map(|family| {
        let before = family.before.iter().map(|&nth| (0, nth));
        before.chain(family.after.iter().map(|&nth| (1, nth))).collect::<BTreeSet<_>>()
    });
    assert_eq!(told.collect::<BTreeSet<_>>(), kin.into_iter().collect());
    for family in families {
        let sizes = [(0, &family.before), (1, &family.after)].map(|(side, nths)| {
            nths.iter().map(|&nth| gaps[side][nth as usize].len()).sum::<usize>()
        });
        assert_eq!([family.count_before.blocks, family.count_after.blocks], sizes);
        let change = match (family.before.is_empty(), family.after.is_empty()) {
            (true, _) => "new",
            (_, true) => "closed",
            _ => "remains",
        };
        assert_eq!(family.change.key(), change);
    }
}

proptest! {
    #![proptest_config(config())]

    /// Every figure of a comparison is what looking people up by name gives.
    #[test]
    fn a_comparison_equals_looking_everybody_up(seed in any::<u64>(), size in 3_u32..7) {
        let options = options(seed);
        let [before, after] = towns(seed, size).map(|district| Side::of(district, &options));
        let sides = [&before, &after];
        let comparison = Comparison::of(before.pair(), after.pair());
        let everyone = sides.map(|side| side.weights("").into_keys().collect::<BTreeSet<_>>());
        prop_assert!(comparison.groups.len() >= 2);
        for (nth, level) in comparison.levels.iter().enumerate() {
            check_gaps(&level.gaps, sides, nth);
            for group in comparison.groups.iter().map(String::as_str).enumerate() {
                check_account(&level.coverage, sides, nth, group, everyone.each_ref());
                check_time(&level.time, sides, nth, group);
            }
        }
        for area in &comparison.areas {
            let members = [(&before, area.before), (&after, area.after)].map(|(side, place)| {
                let id = |&p: &u32| side.district.demand.points()[p as usize].id.as_str();
                let points = place.map(|place| &side.evaluation.areas[place].points);
                points.into_iter().flatten().map(id).collect::<BTreeSet<_>>()
            });
            for (nth, change) in area.levels.iter().enumerate() {
                for group in comparison.groups.iter().map(String::as_str).enumerate() {
                    check_account(change, sides, nth, group, members.each_ref());
                }
            }
        }
    }

    /// Looked at from the other side, gains are losses, and newcomers are gone.
    #[test]
    fn turned_around_gains_are_losses(seed in any::<u64>(), size in 3_u32..7) {
        let options = options(seed);
        let [before, after] = towns(seed, size).map(|district| Side::of(district, &options));
        let there = Comparison::of(before.pair(), after.pair());
        let back = Comparison::of(after.pair(), before.pair());
        let people = |comparison: &Comparison| comparison.people_group();
        for (there_level, back_level) in there.levels.iter().zip(&back.levels) {
            let (out, home) = (&there_level.coverage.account, &back_level.coverage.account);
            prop_assert_eq!(out.gained.blocks, home.lost.blocks);
            prop_assert_eq!(out.newcomers.total.blocks, home.gone.total.blocks);
            let saved = there_level.time.saved(people(&there)).thousandths_ms();
            prop_assert_eq!(saved, -back_level.time.saved(people(&back)).thousandths_ms());
        }
        let same = Comparison::of(before.pair(), before.pair());
        for level in &same.levels {
            let account = &level.coverage.account;
            let blocks = [&account.gained, &account.lost, &account.newcomers.total];
            prop_assert_eq!(blocks.map(|count| count.blocks), [0; 3]);
        }
        prop_assert!(same.stations.iter().all(|station| station.changes.is_empty()));
    }
}
