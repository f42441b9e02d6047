//! Why a place is uncovered (rule 16).

use crate::geodesy::geodesic_m;
use crate::model::Barriers;
use crate::network::{Label, UNBOUNDED};
use crate::table::{Doors, Walking};
use crate::units::{Unit, millimeters};
use crate::{LngLat, coverage::Nearest};
use rayon::prelude::*;
use rustc_hash::FxHashMap;

/// Why an uncovered place is uncovered, in the order in which the causes are tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cause {
    /// No street in reach.
    NoStreet,
    /// A station that is not open would cover it.
    Closed,
    /// Beyond the budget even straight.
    Far,
    /// Something lies between: the straight line crosses a barrier, or the walk is more than
    /// twice as long.
    Barrier,
    /// Near, but the streets wind.
    Detour,
}

impl Cause {
    /// All of them, in order.
    pub const ALL: [Self; 5] =
        [Self::NoStreet, Self::Closed, Self::Far, Self::Barrier, Self::Detour];

    /// The English key used in files and results.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::NoStreet => "no_street",
            Self::Closed => "closed",
            Self::Far => "far",
            Self::Barrier => "barrier",
            Self::Detour => "detour",
        }
    }

    pub(super) fn nth(n: u32) -> Self {
        Self::ALL[n as usize]
    }
}

/// An uncovered place, with what its cause depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Uncovered {
    /// The demand point.
    pub(crate) point: u32,
    /// No street in reach.
    pub(crate) no_street: bool,
    /// A station left out by status or filter would cover it.
    pub(crate) closed: bool,
    /// The station nearest as the crow flies, and the millimeters to it.
    pub(crate) nearest: Option<(u32, u64)>,
}

/// What the causes of one level are judged by.
#[derive(Debug)]
pub(crate) struct Judge<'d> {
    pub(crate) positions: &'d [LngLat],
    pub(crate) doors: &'d Doors<LngLat>,
    pub(crate) barriers: &'d Barriers,
    /// Absent when the run itself is straight.
    pub(crate) walking: Option<&'d Walking>,
    pub(crate) reach_mm: u64,
}

/// The cause of each uncovered place, in the order given.
pub(crate) fn causes(judge: &Judge<'_>, places: &[Uncovered]) -> Vec<Cause> {
    let mut causes: Vec<Option<Cause>> =
        places.par_iter().map(|place| judge.plain_cause(place)).collect();
    // the rest depends on the walk to the station nearest as the crow flies
    let mut by_station: FxHashMap<u32, Vec<usize>> = FxHashMap::default();
    for (i, place) in places.iter().enumerate() {
        if let (None, Some((station, _))) = (causes[i], place.nearest) {
            by_station.entry(station).or_default().push(i);
        }
    }
    let by_station: Vec<_> = by_station.into_iter().collect();
    let walked: Vec<Vec<(usize, Cause)>> = by_station
        .par_iter()
        .map(|(station, asked)| judge.walked_causes(*station, asked, places))
        .collect();
    for (i, cause) in walked.into_iter().flatten() {
        causes[i] = Some(cause);
    }
    causes.into_iter().map(|cause| cause.unwrap_or(Cause::Far)).collect()
}

impl Judge<'_> {
    /// The cause as far as it needs no walk.
    fn plain_cause(&self, place: &Uncovered) -> Option<Cause> {
        if place.no_street {
            return Some(Cause::NoStreet);
        }
        if place.closed {
            return Some(Cause::Closed);
        }
        let Some((station, straight_mm)) = place.nearest else { return Some(Cause::Far) };
        if straight_mm > self.reach_mm || self.walking.is_none() {
            return Some(Cause::Far);
        }
        let home = self.positions[place.point as usize];
        let door = self.nearest_door(station, home)?;
        self.barriers.crossed_by(home, door).then_some(Cause::Barrier)
    }

    /// The door of a station that is nearest as the crow flies.
    fn nearest_door(&self, station: u32, home: LngLat) -> Option<LngLat> {
        match self.doors.of(station) {
            [only] => Some(*only),
            doors => doors
                .iter()
                .copied()
                .min_by_key(|&door| millimeters(geodesic_m(home, door))),
        }
    }

    /// Whether the walk to the station is at most twice the straight line, place by place.
    ///
    /// It is sought as far as a level walk of that length first; only where a meter can take longer
    /// than level ground, those that are missing are sought farther.
    fn walked_causes(
        &self,
        station: u32,
        asked: &[usize],
        places: &[Uncovered],
    ) -> Vec<(usize, Cause)> {
        let Some(walking) = self.walking else { return Vec::new() };
        let straight = |i: usize| places[i].nearest.map_or(0, |(_, mm)| mm);
        let farthest = asked.iter().map(|&i| straight(i)).max().unwrap_or(0);
        let points: Vec<u32> = asked.iter().map(|&i| places[i].point).collect();
        let first = enough(walking, farthest, 1.0);
        let last = match walking.unit() {
            Unit::Millimeters => first,
            Unit::Millis => enough(walking, farthest, walking.graph().slowest()),
        };
        let walks = walking.to_station(station, &points, first, last);
        let cause = |(&i, walk): (&usize, Label)| {
            let walk = Nearest::read(walk, walking.unit());
            let near = walk.is_some_and(|walk| u64::from(walk.mm) <= 2 * straight(i));
            (i, if near { Cause::Detour } else { Cause::Barrier })
        };
        asked.iter().zip(walks).map(cause).collect()
    }
}

/// A limit beyond which every walk is longer than twice `straight_mm`, if no part of it takes more
/// than `slowest` times the level time: steps take twice.
fn enough(walking: &Walking, straight_mm: u64, slowest: f64) -> u32 {
    let profile = walking.graph().profile();
    let limit = 2.0
        * straight_mm as f64
        * match walking.unit() {
            Unit::Millimeters => 1.0,
            Unit::Millis => {
                let speed = profile.speed_mm_s.min(profile.off_street_mm_s);
                1000.0 / f64::from(speed) * slowest
            }
        };
    // a little more, for the rounding of each street
    (limit * 1.01 + 1000.0).min(f64::from(UNBOUNDED)) as u32
}
