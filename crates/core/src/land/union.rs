//! The union of many circles.

use super::Disc;
use super::boundary::{Boundary, Scratch};
use super::knit::{Ring, knit};
use super::neighbors::Crowd;
use geo::{Coord, LineString, MultiPolygon, Polygon};
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

/// The union of discs as polygons that are valid in the sense of OGC Simple Features.
///
/// The same for any order of the discs and any number of threads. Where a cluster of overlapping
/// discs is not clear-cut (a vertex on an edge, edges on top of each other, as on lattices of
/// unturned circles), `geo`'s general union makes that cluster.
///
/// # Order
///
/// Polygons from south to north by rows of cells, then from west to east.
///
/// # Cost
///
/// Proportional to the discs times those that each overlaps, if they are of like size; all
/// threads.
///
/// # Examples
///
/// ```
/// use geo::{Area, Coord};
/// use walkshed::land::{Disc, unite};
///
/// let discs: Vec<Disc> = [0.0, 900.0, 9000.0]
///     .iter()
///     .filter_map(|&x| Disc::regular(Coord { x, y: 0.0 }, 500.0, 64))
///     .collect();
/// let union = unite(&discs);
/// assert_eq!(union.0.len(), 2);
/// assert!(union.unsigned_area() < 3.0 * discs[0].polygon().unsigned_area());
/// ```
#[must_use]
pub fn unite(discs: &[Disc]) -> MultiPolygon {
    let crowd = Crowd::new(discs);
    let boundaries: Vec<Boundary> = (0..crowd.discs.len())
        .into_par_iter()
        .map_init(Scratch::default, |scratch, disc| Boundary::of(&crowd, disc, scratch))
        .collect();
    let cluster = clusters(&boundaries);
    let knitted = knit(&boundaries);
    let doubtful = (0..boundaries.len()).filter(|&disc| boundaries[disc].doubtful);
    let mut doubtful: FxHashSet<u32> =
        doubtful.chain(knitted.loose).map(|disc| cluster[disc]).collect();
    let mut shapes: FxHashMap<u32, Shape> = FxHashMap::default();
    for ring in knitted.rings {
        shapes.entry(cluster[ring.disc]).or_default().add(ring);
    }
    // one outline each, or something is wrong with it
    let whole =
        |(&cluster, shape): (&u32, &Shape)| (!shape.is_whole()).then_some(cluster);
    doubtful.extend(shapes.iter().filter_map(whole));
    let mut union = Vec::new();
    for (disc, &of) in cluster.iter().enumerate() {
        if of as usize != disc {
            continue;
        }
        if doubtful.contains(&of) {
            let members = (0..cluster.len()).filter(|&disc| cluster[disc] == of);
            let members: Vec<Polygon> =
                members.map(|disc| crowd.discs[disc].polygon()).collect();
            union.extend(geo::unary_union(&members));
        } else if let Some(polygon) = shapes.remove(&of).and_then(Shape::polygon) {
            union.push(polygon);
        }
    }
    MultiPolygon(union)
}

/// The first disc of the cluster of each disc: those that hang together by overlaps.
fn clusters(boundaries: &[Boundary]) -> Vec<u32> {
    let mut first: Vec<u32> = (0..boundaries.len() as u32).collect();
    let find = |first: &mut [u32], mut disc: u32| {
        while first[disc as usize] != disc {
            first[disc as usize] = first[first[disc as usize] as usize];
            disc = first[disc as usize];
        }
        disc
    };
    for (disc, boundary) in boundaries.iter().enumerate() {
        for &other in &boundary.meets {
            let [one, other] = [disc as u32, other].map(|disc| find(&mut first, disc));
            let (low, high) = (one.min(other), one.max(other));
            first[high as usize] = low;
        }
    }
    (0..boundaries.len() as u32).map(|disc| find(&mut first, disc)).collect()
}

/// The rings of one cluster.
#[derive(Default)]
struct Shape {
    outlines: Vec<Vec<Coord>>,
    holes: Vec<Vec<Coord>>,
}

impl Shape {
    fn add(&mut self, ring: Ring) {
        if twice_area(&ring.points) > 0.0 {
            self.outlines.push(ring.points);
        } else {
            self.holes.push(ring.points);
        }
    }

    fn is_whole(&self) -> bool {
        let closed = |ring: &Vec<Coord>| ring.len() > 2;
        self.outlines.len() == 1 && self.outlines.iter().chain(&self.holes).all(closed)
    }

    fn polygon(mut self) -> Option<Polygon> {
        let outline = LineString::new(self.outlines.pop()?);
        let holes = self.holes.into_iter().map(LineString::new).collect();
        Some(Polygon::new(outline, holes))
    }
}

/// Twice the signed area of a ring, positive if it runs counter-clockwise.
pub(super) fn twice_area(ring: &[Coord]) -> f64 {
    let Some(&base) = ring.first() else { return 0.0 };
    let from = |at: Coord| Coord { x: at.x - base.x, y: at.y - base.y };
    let cross = |pair: &[Coord]| {
        let (a, b) = (from(pair[0]), from(pair[1]));
        a.x * b.y - a.y * b.x
    };
    ring.windows(2).map(cross).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::{Area, Validation};

    fn disc(x: f64, y: f64, radius: f64) -> Disc {
        Disc::regular(Coord { x, y }, radius, 64).unwrap()
    }

    fn check(discs: &[Disc], polygons: usize, holes: usize) {
        let union = unite(discs);
        let polygon_of = |disc: &Disc| disc.polygon();
        let general = geo::unary_union(&discs.iter().map(polygon_of).collect::<Vec<_>>());
        let off = union.unsigned_area() - general.unsigned_area();
        assert!(off.abs() < 1e-6 * general.unsigned_area(), "{off}");
        assert!(union.is_valid(), "{union:?}");
        let found = union.iter().map(|polygon| polygon.interiors().len()).sum();
        assert_eq!((union.0.len(), found), (polygons, holes));
        let mut back = discs.to_vec();
        back.reverse();
        assert_eq!(unite(&back), union, "the other way around");
    }

    #[test]
    fn a_disc_alone_is_itself() {
        check(&[disc(0.0, 0.0, 500.0)], 1, 0);
        assert_eq!(unite(&[]), MultiPolygon(vec![]));
    }

    #[test]
    fn what_comes_twice_counts_once() {
        check(&[disc(0.0, 0.0, 500.0), disc(0.0, 0.0, 500.0)], 1, 0);
    }

    #[test]
    fn a_disc_inside_another_is_gone() {
        check(&[disc(0.0, 0.0, 500.0), disc(30.0, 20.0, 200.0)], 1, 0);
    }

    #[test]
    fn apart_and_together() {
        check(&[disc(0.0, 0.0, 500.0), disc(1200.0, 10.0, 500.0)], 2, 0);
        check(&[disc(0.0, 0.0, 500.0), disc(900.0, 10.0, 500.0)], 1, 0);
    }

    #[test]
    fn a_ring_of_discs_has_a_hole() {
        let around = |i: i32| {
            let (sin, cos) = (0.1 + f64::from(i)).sin_cos();
            disc(900.0 * cos, 900.0 * sin, 500.0)
        };
        check(&(0..7).map(around).collect::<Vec<_>>(), 1, 1);
    }

    #[test]
    fn discs_that_touch_in_a_vertex_are_two() {
        check(&[disc(0.0, 0.0, 500.0), disc(1000.0, 0.0, 500.0)], 2, 0);
    }

    #[test]
    fn edges_on_top_of_each_other_are_right() {
        // along the direction of an edge, so that two of its like lie on it
        let (sin, cos) = (std::f64::consts::PI / 64.0).sin_cos();
        for step in [20.0, 300.0] {
            check(&[disc(0.0, 0.0, 500.0), disc(-sin * step, cos * step, 500.0)], 1, 0);
        }
        check(&[disc(0.0, 0.0, 500.0), disc(256.0, 0.0, 500.0)], 1, 0);
    }
}
