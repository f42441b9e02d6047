//! One walk explained: how somebody at a place gets to the nearest station of each level.
//!
//! The answers are those of coverage, with the walk behind them: legs, streets, and whether the
//! tie to the nearest street (rule 5) makes the walk look longer than it need be.

mod nearby;

pub use nearby::{BetterTie, better_ties};

use crate::LngLat;
use crate::model::{Budget, CoverageOptions, District};
use crate::network::{
    Anchor, Graph, Heading, Label, Network, Path, Scratch, Snap, UNBOUNDED, seeds_of,
};
use crate::units::Unit;

/// A street this much farther than the nearest is still a neighbor (rule 5), in meters.
const NEARBY_M: f64 = 20.0;
/// A walk this much quicker is worth telling (rule 5): a minute, or as many meters as the profile
/// walks in it.
const WORTH_MS: u32 = 60_000;

/// How somebody at a place gets to the nearest station of each level.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// The place.
    pub at: LngLat,
    /// Where it is tied to the streets, or why it is not.
    pub snap: Result<Snap, Untied>,
    /// One answer a level, where the place is tied to the streets.
    pub levels: Vec<LevelWalk>,
}

/// Why a place is not tied to the streets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Untied {
    /// The district has no streets.
    NoStreets,
    /// The place lies in water or inside another barrier.
    Barrier,
    /// Its only street in reach is on an island, so many millimeters away (rule 6).
    Island(u64),
    /// There is no street within 1,000 km, or barriers lie before all of them.
    Nothing,
}

/// The walk to the nearest station that counts at one level.
#[derive(Clone, Debug, PartialEq)]
pub struct LevelWalk {
    /// The level.
    pub level: u8,
    /// Its budget.
    pub budget: Budget,
    /// The unit that the walk minimizes.
    pub unit: Unit,
    /// The walk, if any station can be reached.
    pub walk: Option<StationWalk>,
}

/// A walk to one station.
#[derive(Clone, Debug, PartialEq)]
pub struct StationWalk {
    /// The station, by its place in the input.
    pub station: u32,
    /// The door of the station that the walk leads to (rule 7).
    pub door: LngLat,
    /// Where that door is tied to the streets.
    pub snap: Snap,
    /// The walk.
    pub path: Path,
    /// To the nearest of its doors as the crow flies, in millimeters.
    pub straight_mm: u64,
    /// Whether the walk is within the budget.
    pub within: bool,
    /// A street nearby from which it would be much quicker.
    pub quicker: Option<Quicker>,
}

/// A street nearby that would make a walk quicker, were the place tied to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Quicker {
    /// The tie that is not made.
    pub snap: Snap,
    /// The station that is nearest from there.
    pub station: u32,
    /// The walk from there in the level's unit, legs included.
    pub primary: u32,
}

impl Explanation {
    /// Explains the walks from a place.
    ///
    /// # Cost
    ///
    /// A search as far as the nearest station of each level, and a graph for each unit that the
    /// budgets use.
    #[must_use]
    pub fn of(district: &District, options: &CoverageOptions, at: LngLat) -> Self {
        let untied = |why| Self { at, snap: Err(why), levels: Vec::new() };
        let Some(network) = &district.network else { return untied(Untied::NoStreets) };
        let network = network.walked_by(&options.profile);
        let Some(snap) = network.snap(at, &district.barriers, options.max_snap_m) else {
            return untied(why_untied(district, &network, at));
        };
        let mut asked: Vec<Asked<'_>> = Vec::new();
        let mut levels = Vec::new();
        for level in 1..=district.levels {
            let unit = options.budget(level).unit();
            if !asked.iter().any(|asked| asked.graph.unit() == unit) {
                asked.push(Asked::new(district, options, &network, unit));
            }
            let walk = asked
                .iter_mut()
                .find(|asked| asked.graph.unit() == unit)
                .and_then(|asked| asked.walk(level, at, &snap));
            levels.push(LevelWalk { level, budget: options.budget(level), unit, walk });
        }
        Self { at, snap: Ok(snap), levels }
    }
}

fn why_untied(district: &District, network: &Network, at: LngLat) -> Untied {
    match network.island_leg_mm(at, &district.barriers) {
        Some(leg) => Untied::Island(leg),
        None if district.barriers.hold(at) => Untied::Barrier,
        None => Untied::Nothing,
    }
}

/// A door of a station, tied to the streets.
#[derive(Clone, Copy, Debug)]
struct Door {
    station: u32,
    at: LngLat,
    snap: Snap,
    anchor: Anchor,
}

/// The streets in one unit, with what is needed to ask them.
struct Asked<'d> {
    district: &'d District,
    options: &'d CoverageOptions,
    graph: Graph,
    /// Doors of the stations that count, tied to the streets, in the order of the stations.
    doors: Vec<Door>,
    scratch: Scratch,
}

impl<'d> Asked<'d> {
    fn new(
        district: &'d District,
        options: &'d CoverageOptions,
        network: &Network,
        unit: Unit,
    ) -> Self {
        let graph = Graph::new(network, unit, &options.profile, Heading::ToSeeds);
        let counting =
            (0..).zip(&district.stations).filter(|(_, station)| station.counts());
        let doors = counting.flat_map(|(station, of)| {
            of.doors().iter().map(move |&door| (station, door))
        });
        let tied = doors.filter_map(|(station, at)| {
            let snap = network.snap(at, &district.barriers, options.max_snap_m)?;
            let near = snap.leg_m <= options.max_snap_m;
            near.then(|| Some(Door { station, at, snap, anchor: graph.seed(&snap)? }))?
        });
        let doors = tied.collect();
        let scratch = Scratch::new(&graph);
        Self { district, options, graph, doors, scratch }
    }

    fn walk(&mut self, level: u8, at: LngLat, snap: &Snap) -> Option<StationWalk> {
        let place = self.graph.target(snap)?;
        self.search(level);
        let best = self.best(level, &place);
        if best == Label::NONE {
            return None;
        }
        let quicker = self.quicker(level, at, snap, best);
        let nearest = best.station();
        let door = self.nearest_door(&place, best)?;
        let tied = (nearest, (&door.snap, &door.anchor));
        let path = self.graph.path(&self.scratch, tied, (snap, &place))?;
        Some(StationWalk {
            station: nearest,
            door: door.at,
            snap: door.snap,
            path,
            straight_mm: self.district.stations[nearest as usize].straight_mm(at),
            within: best.primary() <= self.options.budget(level).limit(),
            quicker,
        })
    }

    /// The first door of the nearest station from which the walk is the best; the last search is
    /// that from there.
    fn nearest_door(&mut self, place: &Anchor, best: Label) -> Option<Door> {
        let station = best.station();
        for door in self.doors.iter().filter(|door| door.station == station) {
            let seeds = seeds_of(&door.anchor, station);
            self.scratch.run(&self.graph, seeds, best.primary());
            let along = self.graph.between(&door.anchor, place);
            let along = along.map_or(Label::NONE, |(primary, secondary)| {
                Label::new(primary, station, secondary)
            });
            if along.min(self.scratch.at(place, best.primary())) == best {
                return Some(*door);
            }
        }
        None
    }

    fn counted(&self, level: u8) -> impl Iterator<Item = &Door> {
        self.doors.iter().filter(move |door| {
            let own = self.district.stations[door.station as usize].level;
            self.options.substitution.counts(own, level)
        })
    }

    fn search(&mut self, level: u8) {
        let seeds: Vec<_> =
            self.counted(level).flat_map(|d| seeds_of(&d.anchor, d.station)).collect();
        self.scratch.run(&self.graph, seeds, UNBOUNDED);
    }

    fn best(&self, level: u8, place: &Anchor) -> Label {
        let along = self.counted(level).filter_map(|door| {
            let (primary, secondary) = self.graph.between(&door.anchor, place)?;
            Some(Label::new(primary, door.station, secondary))
        });
        along.min().unwrap_or(Label::NONE).min(self.scratch.at(place, UNBOUNDED))
    }

    fn quicker(
        &self,
        level: u8,
        at: LngLat,
        snap: &Snap,
        best: Label,
    ) -> Option<Quicker> {
        let worth = match self.graph.unit() {
            Unit::Millis => WORTH_MS,
            Unit::Millimeters => self.options.profile.speed_mm_s * (WORTH_MS / 1000),
        };
        let bound = snap.leg_m + NEARBY_M;
        let others =
            self.graph.network().snaps_within(at, &self.district.barriers, bound);
        let walks = others.into_iter().filter_map(|snap| {
            let label = self.best(level, &self.graph.target(&snap)?);
            let saved = best.primary().saturating_sub(label.primary());
            (label != Label::NONE && saved > worth).then_some((label, snap))
        });
        let (label, snap) = walks.min_by_key(|(label, _)| *label)?;
        Some(Quicker { snap, station: label.station(), primary: label.primary() })
    }
}
