//! The plane of one square: its border in whole numbers, and what lies inside.
//!
//! ```text
//!   +-------+        places   where a ring has a node, each once
//!   | +-+   |        edges    between places, meeting nowhere else; what two rings share twice
//!   | +-+   |                 is no border, as both its sides are alike
//!   +-------+        rays     the edges of a place, counterclockwise, inside on their left or not
//! ```
//!
//! Everything is decided by the sign of a cross product of whole 1e-7 degrees, so that what
//! touches, runs along or lies on a line is told apart exactly.

use super::AreaRefusal;
use crate::LngLat;
use crate::box_tree::{Box7, BoxTree};
use rustc_hash::{FxHashMap, FxHashSet};
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// A place or a direction in whole 1e-7 degrees, east and north.
pub(super) type Spot = [i64; 2];

/// The east end and the north end of the map.
const FARTHEST: Spot = [1_800_000_000, 900_000_000];

/// Above zero where `b` lies counterclockwise of `a`.
pub(super) fn cross(a: Spot, b: Spot) -> i128 {
    i128::from(a[0]) * i128::from(b[1]) - i128::from(a[1]) * i128::from(b[0])
}

fn dot(a: Spot, b: Spot) -> i128 {
    i128::from(a[0]) * i128::from(b[0]) + i128::from(a[1]) * i128::from(b[1])
}

fn minus(a: Spot, b: Spot) -> Spot {
    [a[0] - b[0], a[1] - b[1]]
}

/// Above zero where `c` lies left of the line from `a` to `b`.
fn turn(a: Spot, b: Spot, c: Spot) -> i128 {
    cross(minus(b, a), minus(c, a))
}

fn spot(at: LngLat) -> Spot {
    [at.lng(), at.lat()].map(|degrees| (degrees * 1e7).round() as i64)
}

fn window<const N: usize>(spots: [Spot; N]) -> Box7 {
    Box7::around(spots.map(|[x, y]| geo::Coord { x: x as f64 / 1e7, y: y as f64 / 1e7 }))
}

/// An edge as seen from one of its ends.
#[derive(Clone, Copy, Debug)]
struct Ray {
    to: Spot,
    /// Whether the sector counterclockwise of it is inside.
    inside: bool,
}

/// A distinct place of the rings.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub(super) at: Spot,
    /// The nodes here: mostly one.
    pub(super) nodes: Vec<u32>,
    rays: Vec<Ray>,
}

/// The border of a square, and its inside.
#[derive(Debug)]
pub(super) struct Surface {
    pub(super) places: Vec<Place>,
    edges: Vec<[u32; 2]>,
    tree: BoxTree,
}

impl Surface {
    /// The surface that an odd number of the rings holds.
    pub(super) fn new(
        rings: &[Vec<u32>],
        positions: &[LngLat],
    ) -> Result<Self, AreaRefusal> {
        let mut places: Vec<Place> = Vec::new();
        let mut known: FxHashMap<Spot, u32> = FxHashMap::default();
        let mut place_of = |&node: &u32| {
            let at = spot(*positions.get(node as usize)?);
            let place = *known.entry(at).or_insert_with(|| {
                places.push(Place { at, nodes: Vec::new(), rays: Vec::new() });
                places.len() as u32 - 1
            });
            let nodes = &mut places[place as usize].nodes;
            if !nodes.contains(&node) {
                nodes.push(node);
            }
            Some(place)
        };
        let mut segments = Vec::new();
        for ring in rings {
            let ring: Vec<u32> = ring.iter().filter_map(&mut place_of).collect();
            let next = ring.iter().cycle().skip(1);
            let pairs = ring.iter().zip(next).map(|(&a, &b)| [a, b]);
            segments.extend(pairs.filter(|[a, b]| a != b));
        }
        let edges = arranged(&places, &segments)?;
        if edges.is_empty() {
            return Err(AreaRefusal::NoArea);
        }
        let tree = tree(&places, &edges);
        let mut surface = Self { places, edges, tree };
        surface.add_rays();
        Ok(surface)
    }

    fn add_rays(&mut self) {
        let left: Vec<bool> = (0..self.edges.len()).map(|e| self.is_left(e)).collect();
        for (&[a, b], left) in self.edges.iter().zip(left) {
            let along = minus(self.places[b as usize].at, self.places[a as usize].at);
            let back = [-along[0], -along[1]];
            self.places[a as usize].rays.push(Ray { to: along, inside: left });
            self.places[b as usize].rays.push(Ray { to: back, inside: !left });
        }
        for place in &mut self.places {
            place.rays.sort_by(|a, b| by_angle(a.to, b.to));
        }
    }

    /// Whether the inside lies on the left of an edge.
    fn is_left(&self, edge: usize) -> bool {
        let [a, b] = self.edges[edge].map(|place| self.places[place as usize].at);
        // twice the middle is a whole number, and on no other edge
        let middle = [a[0] + b[0], a[1] + b[1]];
        if a[0] == b[0] {
            self.is_odd(middle, 1, Some(edge)) == (a[1] > b[1])
        } else {
            self.is_odd(middle, 0, Some(edge)) == (a[0] < b[0])
        }
    }

    /// Whether a ray from half of `twice` crosses the border an odd number of times, going north
    /// where edges are told apart by their longitude (`axis` 0), or east (`axis` 1).
    fn is_odd(&self, twice: Spot, axis: usize, but: Option<usize>) -> bool {
        let low = twice.map(|coordinate| coordinate.div_euclid(2));
        let high = [low[0] + 1, low[1] + 1];
        let mut far = low;
        far[1 - axis] = FARTHEST[1 - axis];
        let swapped = |at: Spot| [at[axis] * 2, at[1 - axis] * 2];
        let at = [twice[axis], twice[1 - axis]];
        let mut odd = false;
        self.tree.overlapping(window([low, high, far]), |e| {
            let ends = self.edges[e as usize].map(|p| self.places[p as usize].at);
            let [mut a, mut b] = ends.map(swapped);
            if a[0] > b[0] {
                std::mem::swap(&mut a, &mut b);
            }
            let here = a[0] <= at[0] && at[0] < b[0];
            odd ^= here && but != Some(e as usize) && turn(a, b, at) < 0;
            true
        });
        odd
    }

    /// Whether one may leave a place in a direction: into the inside, or along the border.
    fn is_open(&self, place: u32, to: Spot) -> bool {
        let Place { at, rays, .. } = &self.places[place as usize];
        let passed =
            rays.partition_point(|ray| by_angle(ray.to, to) != Ordering::Greater);
        // before the first ray lies the sector of the last
        match rays.get(passed.wrapping_sub(1)).or(rays.last()) {
            Some(ray) if by_angle(ray.to, to) == Ordering::Equal => true,
            Some(ray) => ray.inside,
            None => self.is_odd([at[0] * 2, at[1] * 2], 0, None),
        }
    }

    /// The directions along the border that hold an outside of less than half a turn between
    /// them: where it pokes into the inside.
    fn corners(&self, place: u32) -> impl Iterator<Item = [Spot; 2]> + '_ {
        let rays = &self.places[place as usize].rays;
        let next = rays.iter().cycle().skip(1);
        rays.iter().zip(next).filter_map(|(one, two)| {
            (!one.inside && cross(one.to, two.to) > 0).then_some([one.to, two.to])
        })
    }

    /// Whether a shortest way may bend at a place.
    pub(super) fn is_reflex(&self, place: u32) -> bool {
        self.corners(place).next().is_some()
    }

    /// Whether a string that comes from `from` may bend at a place: a corner lies wholly on one
    /// side of it.
    pub(super) fn is_taut(&self, place: u32, from: u32) -> bool {
        let to = minus(self.places[from as usize].at, self.places[place as usize].at);
        self.corners(place).any(|[one, two]| {
            let (one, two) = (cross(to, one), cross(to, two));
            (one >= 0 && two >= 0) || (one <= 0 && two <= 0)
        })
    }

    /// Whether the straight line between two places stays inside or on the border, and meets no
    /// place between them that is a `stop`: beyond it, other lines lead on.
    pub(super) fn sees(&self, from: u32, to: u32, stop: impl Fn(u32) -> bool) -> bool {
        let at = |place: u32| self.places[place as usize].at;
        let (start, end) = (at(from), at(to));
        let ahead = minus(end, start);
        let mut between: Vec<(i128, u32)> = Vec::new();
        let mut clear = self.is_open(from, ahead);
        if !clear {
            return false;
        }
        self.tree.overlapping(window([start, end]), |e| {
            let edge = self.edges[e as usize];
            let sides = edge.map(|place| turn(start, end, at(place)).signum());
            if sides[0] * sides[1] < 0 {
                let [a, b] = edge.map(at);
                clear = turn(a, b, start).signum() * turn(a, b, end).signum() >= 0;
            }
            for (place, side) in edge.into_iter().zip(sides) {
                let along = dot(ahead, minus(at(place), start));
                if side == 0 && along > 0 && along < dot(ahead, ahead) {
                    between.push((along, place));
                    clear &= !stop(place);
                }
            }
            clear
        });
        clear && between.iter().all(|&(_, place)| self.is_open(place, ahead))
    }
}

/// Counterclockwise from the east.
fn by_angle(a: Spot, b: Spot) -> Ordering {
    let lower = |to: Spot| to[1] < 0 || (to[1] == 0 && to[0] < 0);
    lower(a).cmp(&lower(b)).then_with(|| 0.cmp(&cross(a, b)))
}

fn tree(places: &[Place], edges: &[[u32; 2]]) -> BoxTree {
    let around = |edge: &[u32; 2]| window(edge.map(|place| places[place as usize].at));
    let boxes: Vec<_> = (0..).zip(edges.iter().map(around)).collect();
    BoxTree::new(&boxes)
}

/// The segments cut where they touch a place, each once; those that come an even number of times
/// are no border.
fn arranged(
    places: &[Place],
    segments: &[[u32; 2]],
) -> Result<Vec<[u32; 2]>, AreaRefusal> {
    let at = |place: u32| places[place as usize].at;
    let tree = tree(places, segments);
    let mut stops: BTreeMap<u32, Vec<(i128, u32)>> = BTreeMap::new();
    for (place, Place { at: here, .. }) in (0..).zip(places) {
        tree.overlapping(window([*here, *here]), |s| {
            let [a, b] = segments[s as usize].map(at);
            let (ahead, to) = (minus(b, a), minus(*here, a));
            let along = dot(ahead, to);
            if cross(ahead, to) == 0 && along > 0 && along < dot(ahead, ahead) {
                stops.entry(s).or_default().push((along, place));
            }
            true
        });
    }
    let mut border: FxHashSet<[u32; 2]> = FxHashSet::default();
    for (s, &[a, b]) in (0..).zip(segments) {
        if crosses(&tree, segments, [a, b], at) {
            return Err(AreaRefusal::RingsCross);
        }
        let mut stops = stops.remove(&s).unwrap_or_default();
        stops.sort_unstable();
        let via = stops.into_iter().map(|(_, place)| place).chain([b]);
        let mut last = a;
        for place in via {
            let edge = [last.min(place), last.max(place)];
            if !border.remove(&edge) {
                border.insert(edge);
            }
            last = place;
        }
    }
    let mut border: Vec<[u32; 2]> = border.into_iter().collect();
    border.sort_unstable();
    Ok(border)
}

/// Whether a segment crosses another in the middle of both.
fn crosses(
    tree: &BoxTree,
    segments: &[[u32; 2]],
    ends: [u32; 2],
    at: impl Fn(u32) -> Spot,
) -> bool {
    let [a, b] = ends.map(&at);
    let mut found = false;
    tree.overlapping(window([a, b]), |s| {
        let [c, d] = segments[s as usize].map(&at);
        let apart = |one: i128, two: i128| one.signum() * two.signum() < 0;
        found =
            apart(turn(a, b, c), turn(a, b, d)) && apart(turn(c, d, a), turn(c, d, b));
        !found
    });
    found
}
