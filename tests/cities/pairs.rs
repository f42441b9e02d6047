//! Random pairs of places in a real extract, against a textbook.

use rayon::prelude::*;
use std::error::Error;
use std::path::Path;
use walkshed::LngLat;
use walkshed::model::{Barriers, Profile};
use walkshed::network::lines::StreetLines;
use walkshed::network::{Graph, Heading, NetworkBuilder, UNBOUNDED};
use walkshed::table::{Doors, Walking};
use walkshed::units::Unit;
use walkshed_tests::effort;
use walkshed_tests::judge::graph_of_lines;
use walkshed_tests::oracle::{self, StreetGraph, StreetSnap};
use walkshed_tests::small::Dice;

/// Pairs of an extract at the usual effort; fifty times as many are a hundred thousand.
const PAIRS: usize = 2000;
/// How far the product may be from the oracle, in seconds or meters: half a unit for every vertex
/// of a street and each leg, and the product's lengths by radii of curvature.
const MARGIN: f64 = 0.5;
const MIN_COMPONENT_M: f64 = 1000.0;
const MAX_SNAP_M: f64 = 250.0;

/// Who walks, what is sought the least of, and which way.
struct Question {
    profile: Profile,
    unit: Unit,
    heading: Heading,
}

fn questions() -> Vec<Question> {
    let adult = Profile::default();
    let wheelchair = Profile { wheels: true, ..Profile::at_speed("wheelchair", 800) };
    let cyclist = Profile { cycleways: true, steps_permille: 1300, ..adult.clone() };
    let question = |profile, unit, heading| Question { profile, unit, heading };
    vec![
        question(adult, Unit::Millis, Heading::ToSeeds),
        question(wheelchair, Unit::Millis, Heading::FromSeeds),
        question(cyclist, Unit::Millimeters, Heading::ToSeeds),
    ]
}

/// What was compared.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Compared {
    /// Pairs that a walk joins.
    pub(crate) joined: usize,
    /// Pairs that none does.
    pub(crate) apart: usize,
    /// Pairs left out, as two streets are equally near one of them.
    pub(crate) tied: usize,
    /// The largest difference, in seconds or meters.
    pub(crate) largest: f64,
}

impl Compared {
    fn plus(self, other: Self) -> Self {
        Self {
            joined: self.joined + other.joined,
            apart: self.apart + other.apart,
            tied: self.tied + other.tied,
            largest: self.largest.max(other.largest),
        }
    }
}

/// Compares random pairs of an extract, places within some 80 m of a street.
pub(crate) fn compare(extract: &Path) -> Result<Compared, Box<dyn Error>> {
    let mut lines = walkshed_io::osm::read(extract)?.lines;
    lines.cross_areas();
    let pairs = PAIRS * effort().max(1) as usize / 3;
    let targets = (pairs / 4).clamp(20, 1000);
    let mut sum = Compared::default();
    for (seed, question) in (2026..).zip(questions()) {
        let mut dice = Dice::new(seed);
        let origins = places(&lines, &mut dice, pairs.div_ceil(targets));
        let targets = places(&lines, &mut dice, targets);
        sum = sum.plus(question.ask(&lines, &origins, &targets)?);
    }
    Ok(sum)
}

/// Random places near random vertices.
fn places(lines: &StreetLines, dice: &mut Dice, n: usize) -> Vec<LngLat> {
    let mut near = || {
        let vertex = dice.roll(lines.vertices.len() as u64) as usize;
        let at = lines.positions[lines.vertices[vertex] as usize];
        let mut off = |degrees: f64| (dice.share() - 0.5) * degrees;
        LngLat::new(at.lng() + off(0.002), at.lat() + off(0.0015)).unwrap_or(at)
    };
    (0..n).map(|_| near()).collect()
}

impl Question {
    fn ask(
        &self,
        lines: &StreetLines,
        origins: &[LngLat],
        targets: &[LngLat],
    ) -> Result<Compared, Box<dyn Error>> {
        let found = self.product(lines, origins, targets);
        let graph = graph_of_lines(lines, &self.profile, self.unit, MIN_COMPONENT_M);
        let snap = |at: &LngLat| graph.snap(at.lng(), at.lat()).ok_or("a street");
        let ends: Vec<StreetSnap> =
            targets.par_iter().map(snap).collect::<Result<_, _>>()?;
        let one = |(origin, found): (&LngLat, &Vec<Option<u32>>)| {
            let start = snap(origin)?;
            self.judge(&graph, (origin, &start), (targets, &ends), found)
        };
        let all: Result<Vec<Compared>, String> =
            origins.par_iter().zip(&found).map(one).collect();
        Ok(all?.into_iter().fold(Compared::default(), Compared::plus))
    }

    /// `[origin][target]`: the least walk as the product finds it.
    fn product(
        &self,
        lines: &StreetLines,
        origins: &[LngLat],
        targets: &[LngLat],
    ) -> Vec<Vec<Option<u32>>> {
        let mut builder = NetworkBuilder::new().with_min_component(MIN_COMPONENT_M);
        builder.add_osm(lines.clone());
        let network = builder.build().walked_by(&self.profile);
        let snap = |at: &LngLat| network.snap(*at, &Barriers::default(), MAX_SNAP_M);
        let snaps = |places: &[LngLat]| places.iter().map(snap).collect::<Vec<_>>();
        let graph = Graph::new(&network, self.unit, &self.profile, self.heading);
        let walking =
            Walking::new(graph, &snaps(targets), &Doors::single(snaps(origins)));
        let numbers: Vec<u32> = (0..origins.len() as u32).collect();
        let table = walking.table(&numbers, UNBOUNDED);
        let mut found = vec![vec![None; targets.len()]; origins.len()];
        for (target, trips) in (0..targets.len()).map(|target| (target, table.of(target)))
        {
            for trip in trips {
                found[trip.station as usize][target] = Some(trip.primary);
            }
        }
        found
    }

    fn judge(
        &self,
        graph: &StreetGraph,
        (origin, start): (&LngLat, &StreetSnap),
        (targets, ends): (&[LngLat], &[StreetSnap]),
        found: &[Option<u32>],
    ) -> Result<Compared, String> {
        let heading = match self.heading {
            Heading::FromSeeds => oracle::Heading::FromStart,
            Heading::ToSeeds | Heading::Either => oracle::Heading::ToStart,
        };
        let mut compared = Compared::default();
        let wanted = graph.walks(start, ends, heading);
        for (((target, end), found), wanted) in
            targets.iter().zip(ends).zip(found).zip(wanted)
        {
            let mut rivals = [start.rival_m, end.rival_m].into_iter().flatten();
            if rivals.any(|m| m < 0.002) {
                compared.tied += 1;
                continue;
            }
            let found = found.map(|cost| f64::from(cost) / 1000.0);
            let off = match (found, wanted) {
                (Some(found), Some(wanted)) => (found - wanted).abs(),
                (None, None) => 0.0,
                _ => f64::INFINITY,
            };
            if off > MARGIN {
                let (profile, unit) = (&self.profile.name, self.unit);
                return Err(format!(
                    "{profile} {unit:?} from {origin} to {target}: {found:?}, \
                     but the oracle says {wanted:?}"
                ));
            }
            compared.joined += usize::from(found.is_some());
            compared.apart += usize::from(found.is_none());
            compared.largest = compared.largest.max(off);
        }
        Ok(compared)
    }
}
