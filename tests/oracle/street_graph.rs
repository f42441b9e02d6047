//! Walking times in a city, by the same textbook means.

use std::collections::HashMap;

use super::MAX_SNAP_M;
use super::dijkstra::least_costs;
use super::plane::{LngLat, between, foot, foot_at_scale, geodesic_m, meters_per_degree};

/// How much farther than the best, in meters, a segment is still looked at closely.
const CLOSE_M: f64 = 2.0;

/// A street: nodes in order, walked both ways.
#[derive(Debug, Clone, PartialEq)]
pub struct StreetLine {
    /// Its nodes, by their places among the positions.
    pub nodes: Vec<usize>,
    /// Its speed, as a share of the walker's: 1, or 0.5 on steps.
    pub speed_factor: f64,
    /// Whether points are tied to it only where no other street is in reach: tunnels, lifts,
    /// escalators, indoor ways (rule 5).
    pub last_resort: bool,
}

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

/// One piece of street between two nodes.
#[derive(Debug, Clone, Copy)]
struct Segment {
    line: usize,
    ends: [usize; 2],
    meters: f64,
    seconds: f64,
    last_resort: bool,
}

/// The streets of a city.
#[derive(Debug, Clone)]
pub struct StreetGraph {
    places: Vec<LngLat>,
    segments: Vec<Segment>,
    /// Segments by node.
    at_node: Vec<Vec<usize>>,
    lines: usize,
    speed_m_s: f64,
}

impl StreetGraph {
    /// Makes the graph from positions of nodes and the lines through them, all of which can be
    /// walked and are tied to: leave islands out (see [`Self::component_m`]).
    ///
    /// # Panics
    /// Where a line names a node that isn't there.
    #[must_use]
    pub fn new(places: Vec<LngLat>, lines: &[StreetLine], speed_m_s: f64) -> Self {
        let mut segments = Vec::new();
        let mut at_node = vec![Vec::new(); places.len()];
        for (line, street) in lines.iter().enumerate() {
            for ends in street.nodes.windows(2) {
                let ends = [ends[0], ends[1]];
                let meters = geodesic_m(places[ends[0]], places[ends[1]]);
                let seconds = meters / (speed_m_s * street.speed_factor);
                let last_resort = street.last_resort;
                at_node[ends[0]].push(segments.len());
                at_node[ends[1]].push(segments.len());
                segments.push(Segment { line, ends, meters, seconds, last_resort });
            }
        }
        Self { places, segments, at_node, lines: lines.len(), speed_m_s }
    }

    /// Meters of street in the connected component of every line.
    ///
    /// # Shape
    /// Index i is line i.
    #[must_use]
    pub fn component_m(&self) -> Vec<f64> {
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
        let mut of_line = vec![None; self.lines];
        for segment in &self.segments {
            let here = component[segment.ends[0]];
            *meters.entry(here).or_default() += segment.meters;
            of_line[segment.line] = Some(here);
        }
        of_line.iter().map(|here| here.map_or(0.0, |here| meters[&here])).collect()
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

    /// Seconds from one tied point to others, both legs included; `None` where no path leads.
    ///
    /// # Cost
    /// A search of the whole graph.
    #[must_use]
    pub fn times_from(
        &self,
        start: &StreetSnap,
        ends: &[StreetSnap],
    ) -> Vec<Option<f64>> {
        // The points are nodes after those of the streets, the start before the ends.
        let mut stops: HashMap<usize, Vec<(f64, usize)>> = HashMap::new();
        for (place, snap) in std::iter::once(start).chain(ends).enumerate() {
            let stop = (snap.t, self.places.len() + place);
            stops.entry(snap.segment).or_default().push(stop);
        }
        let split = self.split(stops);
        let arcs = |node: usize| {
            let whole = self.at_node.get(node).into_iter().flatten();
            let whole = whole.filter(|segment| !split.segments.contains_key(segment));
            let mut arcs: Vec<(usize, f64)> = whole
                .map(|segment| {
                    let Segment { ends, seconds, .. } = self.segments[*segment];
                    (if ends[0] == node { ends[1] } else { ends[0] }, seconds)
                })
                .collect();
            arcs.extend(split.arcs.get(&node).into_iter().flatten());
            arcs
        };
        let first = self.places.len();
        let seconds = least_costs(first + 1 + ends.len(), first, arcs);
        let leg = |snap: &StreetSnap| snap.leg_m / self.speed_m_s;
        let time = |(place, end): (usize, &StreetSnap)| {
            Some(leg(start) + seconds[first + 1 + place]? + leg(end))
        };
        ends.iter().enumerate().map(time).collect()
    }

    /// Cuts the segments at the points on them.
    fn split(&self, mut segments: HashMap<usize, Vec<(f64, usize)>>) -> Split {
        let mut arcs: HashMap<usize, Vec<(usize, f64)>> = HashMap::new();
        for (segment, stops) in &mut segments {
            let Segment { ends, seconds, .. } = self.segments[*segment];
            stops.sort_by(|a, b| a.0.total_cmp(&b.0));
            stops.insert(0, (0.0, ends[0]));
            stops.push((1.0, ends[1]));
            for pair in stops.windows(2) {
                let part = (pair[1].0 - pair[0].0) * seconds;
                arcs.entry(pair[0].1).or_default().push((pair[1].1, part));
                arcs.entry(pair[1].1).or_default().push((pair[0].1, part));
            }
        }
        Split { segments, arcs }
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
        let meant = self.segments.iter().enumerate().filter(|(_, segment)| may(segment));
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

/// Segments cut at points: their stops, and the arcs that stand for them.
#[derive(Debug)]
struct Split {
    segments: HashMap<usize, Vec<(f64, usize)>>,
    arcs: HashMap<usize, Vec<(usize, f64)>>,
}
