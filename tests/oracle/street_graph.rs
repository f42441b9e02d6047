//! The streets of a city as one walker uses them, and how points are tied to them.

use std::collections::HashMap;

use super::MAX_SNAP_M;
use super::plane::{LngLat, between, foot, foot_at_scale, geodesic_m, meters_per_degree};
use super::street::{Access, Direction, StreetLine, Walker};

/// How much farther than the best, in meters, a segment is still looked at closely.
const CLOSE_M: f64 = 2.0;

/// A tie of a point to a street.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StreetSnap {
    /// The segment, counted through all lines in order.
    pub segment: usize,
    /// Where on the segment, from 0 to 1.
    pub t: f64,
    /// The place on the street.
    pub at: LngLat,
    /// Length of the walk to the street, in meters.
    pub leg_m: f64,
    /// How much longer the leg to the next best place is, in meters; a place within a meter of
    /// this one is the same. `None` where it is more than two meters longer.
    pub rival_m: Option<f64>,
}

/// What a walk should be the least of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cost {
    /// Seconds.
    Seconds,
    /// Meters, whatever the speed.
    Meters,
}

/// One piece of street between two nodes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Segment {
    pub(super) ends: [usize; 2],
    meters: f64,
    /// What it costs along the line and against it; `None` where that may not be walked.
    pub(super) costs: [Option<f64>; 2],
    pub(super) private: bool,
    last_resort: bool,
    /// Whether it lies in no component too small to be used.
    pub(super) used: bool,
}

/// The streets of a city, as one walker uses them.
#[derive(Debug, Clone)]
pub struct StreetGraph {
    pub(super) places: Vec<LngLat>,
    pub(super) segments: Vec<Segment>,
    /// Used segments by node.
    pub(super) at_node: Vec<Vec<usize>>,
    /// What a meter off the streets costs.
    pub(super) leg_cost: f64,
}

impl StreetGraph {
    /// Makes the graph from positions of nodes and the lines through them; components with
    /// less than `min_component_m` of street are left out.
    ///
    /// # Panics
    /// Where a line names a node that isn't there.
    #[must_use]
    pub fn new(
        places: Vec<LngLat>,
        lines: &[StreetLine],
        walker: &Walker,
        cost: Cost,
        min_component_m: f64,
    ) -> Self {
        let mut segments = Vec::new();
        for street in lines {
            let pairs = || street.nodes.windows(2).map(|ends| [ends[0], ends[1]]);
            let meters = |[a, b]: [usize; 2]| geodesic_m(places[a], places[b]);
            let whole_m: f64 = pairs().map(meters).sum();
            for (place, ends) in pairs().enumerate() {
                let meters = meters(ends);
                let last = place + 2 == street.nodes.len();
                let [along, against] = match cost {
                    Cost::Seconds => walker.seconds(street, meters, whole_m, last),
                    Cost::Meters => [meters; 2],
                };
                let open = |cost, shut| (street.direction != shut).then_some(cost);
                let costs =
                    [open(along, Direction::Backward), open(against, Direction::Forward)];
                segments.push(Segment {
                    ends,
                    meters,
                    costs,
                    private: street.access == Access::Private,
                    last_resort: street.last_resort,
                    used: walker.takes(street),
                });
            }
        }
        let leg_cost = match cost {
            Cost::Seconds => 1.0 / walker.off_street_m_s,
            Cost::Meters => 1.0,
        };
        let mut graph = Self { at_node: Vec::new(), places, segments, leg_cost };
        graph.join();
        let own = own_segments(lines);
        graph.leave_out_islands(min_component_m, &own);
        graph.join();
        graph
    }

    /// Lists the used segments at every node.
    fn join(&mut self) {
        self.at_node = vec![Vec::new(); self.places.len()];
        for (number, segment) in self.segments.iter().enumerate().filter(|s| s.1.used) {
            for end in segment.ends {
                self.at_node[end].push(number);
            }
        }
    }

    fn leave_out_islands(&mut self, min_component_m: f64, own: &[bool]) {
        let mut component = vec![usize::MAX; self.places.len()];
        for first in 0..self.places.len() {
            let mut open = vec![first];
            while let Some(node) = open.pop() {
                if component[node] == usize::MAX {
                    component[node] = first;
                    let next = self.at_node[node].iter();
                    open.extend(next.flat_map(|segment| self.segments[*segment].ends));
                }
            }
        }
        let mut meters: HashMap<usize, f64> = HashMap::new();
        for (segment, own) in self.segments.iter().zip(own).filter(|(s, _)| s.used) {
            let here = meters.entry(component[segment.ends[0]]).or_default();
            *here += if *own { f64::INFINITY } else { segment.meters };
        }
        for segment in self.segments.iter_mut().filter(|segment| segment.used) {
            segment.used = meters[&component[segment.ends[0]]] >= min_component_m;
        }
    }

    /// Ties a point to the nearest street, by looking at all of them.
    ///
    /// Legs are compared in whole millimeters; equal ones go to the segment that comes first.
    #[must_use]
    pub fn snap(&self, lng: f64, lat: f64) -> Option<StreetSnap> {
        let place = [lng, lat];
        let usual = self.nearest(place, |segment| !segment.last_resort);
        let near = usual.filter(|snap| snap.leg_m <= MAX_SNAP_M);
        near.or_else(|| self.nearest(place, |_| true))
    }

    fn nearest(
        &self,
        place: LngLat,
        may: impl Fn(&Segment) -> bool,
    ) -> Option<StreetSnap> {
        if !place.iter().all(|number| number.is_finite()) {
            return None;
        }
        let scale = meters_per_degree(place[1]);
        let all = self.segments.iter().enumerate();
        let meant = all.filter(|(_, segment)| segment.used && may(segment));
        let rough: Vec<(usize, f64)> = meant
            .map(|(at, segment)| (at, self.rough_m(place, segment, scale)))
            .collect();
        let best = rough.iter().map(|(_, meters)| *meters).fold(f64::INFINITY, f64::min);
        // The plane is good to a thousandth as far as anybody walks to a street.
        let close = rough.iter().filter(|(_, meters)| *meters <= best * 1.002 + CLOSE_M);
        let mut snaps: Vec<_> = close.map(|(at, _)| self.snap_to(place, *at)).collect();
        snaps.sort_by(|a, b| (a.leg_m * 1e3).round().total_cmp(&(b.leg_m * 1e3).round()));
        let first = *snaps.first()?;
        let mut others =
            snaps.iter().filter(|other| geodesic_m(first.at, other.at) > 1.0);
        let rival_m = others.next().map(|other| other.leg_m - first.leg_m);
        Some(StreetSnap { rival_m: rival_m.filter(|meters| *meters <= CLOSE_M), ..first })
    }

    /// Distance to a segment in the plane that touches the ellipsoid at the place.
    fn rough_m(&self, place: LngLat, segment: &Segment, [x, y]: [f64; 2]) -> f64 {
        let [a, b] = segment.ends.map(|node| self.places[node]);
        let foot = foot_at_scale(place, a, b, [x, y]);
        ((foot.at[0] - place[0]) * x).hypot((foot.at[1] - place[1]) * y)
    }

    fn snap_to(&self, place: LngLat, segment: usize) -> StreetSnap {
        let [a, b] = self.segments[segment].ends.map(|node| self.places[node]);
        let foot = foot(place, a, b);
        let at = between(a, b, foot.t);
        StreetSnap { segment, t: foot.t, at, leg_m: geodesic_m(place, at), rival_m: None }
    }
}

/// Whether each segment is the user's own.
fn own_segments(lines: &[StreetLine]) -> Vec<bool> {
    let of = |line: &StreetLine| vec![line.own; line.nodes.len().saturating_sub(1)];
    lines.iter().flat_map(of).collect()
}
