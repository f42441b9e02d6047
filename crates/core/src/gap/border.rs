//! Which polygons share a piece of border.
//!
//! Outlines drawn by different hands miss each other by a rounding, and a long edge may face
//! several short ones, so edges are compared with a tolerance: two polygons share a border where
//! two of their edges run within a centimeter of each other for at least a decimeter. Polygons
//! that only touch at a corner do not.

use crate::LngLat;
use crate::box_tree::{Box7, BoxTree};
use crate::geodesy::Plane;
use crate::model::Demand;
use geo::{Coord, CoordsIter, Line, LinesIter, MultiPolygon};

/// Edges this near, in meters, are the same.
const NEAR_M: f64 = 0.01;
/// A shared border is at least this long, in meters.
const LEAST_M: f64 = 0.1;
/// More than [`NEAR_M`] in 1e-7 degrees, for finding candidates.
pub(super) const MARGIN_DEG: f64 = 2e-7;

/// Pairs of places (by their index in `points`) whose polygons share a piece of border.
pub(super) fn share_border(demand: &Demand, points: &[u32]) -> Vec<(u32, u32)> {
    let mut edges: Vec<(Line, u32)> = Vec::new();
    for (i, &point) in points.iter().enumerate() {
        if let Some(shape) = &demand.points()[point as usize].shape {
            edges.extend(shape.lines_iter().map(|line| (line, i as u32)));
        }
    }
    let around = |line: Line, margin: f64| widened([line.start, line.end], margin);
    let entry = |(i, &(line, _)): (usize, &(Line, u32))| (i as u32, around(line, 0.0));
    let tree = BoxTree::new(&edges.iter().enumerate().map(entry).collect::<Vec<_>>());
    let mut pairs = Vec::new();
    for (i, &(line, place)) in edges.iter().enumerate() {
        tree.overlapping(around(line, MARGIN_DEG), |other| {
            let (facing, neighbor) = edges[other as usize];
            if other as usize > i && neighbor != place && run_together(line, facing) {
                pairs.push((place, neighbor));
            }
            true
        });
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// The box of an outline and a margin in degrees; `None` if it has no edges.
pub(super) fn shape_box(shape: &MultiPolygon, margin: f64) -> Option<Box7> {
    shape.coords_iter().next()?;
    Some(widened(shape.coords_iter(), margin))
}

fn widened(corners: impl IntoIterator<Item = Coord>, margin: f64) -> Box7 {
    let shift = |c: Coord, by: f64| Coord { x: c.x + by, y: c.y + by };
    Box7::around(corners.into_iter().flat_map(|c| [shift(c, -margin), shift(c, margin)]))
}

/// Whether two edges run within [`NEAR_M`] of each other for at least [`LEAST_M`].
fn run_together(a: Line, b: Line) -> bool {
    let Ok(origin) = LngLat::new(a.start.x, a.start.y) else { return false };
    let plane = Plane::at(origin.lat());
    let local = |c: Coord| ((c.x - a.start.x) * plane.x, (c.y - a.start.y) * plane.y);
    let (dx, dy) = local(a.end);
    let length = dx.hypot(dy);
    if length < LEAST_M {
        return false;
    }
    // along and across the first edge
    let turned =
        |(x, y): (f64, f64)| ((x * dx + y * dy) / length, (y * dx - x * dy) / length);
    let (p, q) = (turned(local(b.start)), turned(local(b.end)));
    let (from, to) = (p.0.min(q.0).max(0.0), p.0.max(q.0).min(length));
    if to - from < LEAST_M {
        return false;
    }
    let across = |along: f64| p.1 + (q.1 - p.1) * (along - p.0) / (q.0 - p.0);
    across(from).abs() <= NEAR_M && across(to).abs() <= NEAR_M
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Meters east and north of a corner of the reference town, as degrees.
    fn edge(ax: f64, ay: f64, bx: f64, by: f64) -> Line {
        let plane = Plane::at(24.57);
        let at =
            |x: f64, y: f64| Coord { x: 99.92 + x / plane.x, y: 24.57 + y / plane.y };
        Line::new(at(ax, ay), at(bx, by))
    }

    #[test]
    fn edges_run_together_in_part_or_whole_but_not_at_a_corner() {
        let wall = edge(0.0, 0.0, 100.0, 0.0);
        assert!(run_together(wall, edge(100.0, 0.0, 0.0, 0.0)), "the same, backward");
        assert!(run_together(wall, edge(20.0, 0.003, 40.0, -0.003)), "a part, roughly");
        assert!(!run_together(wall, edge(100.0, 0.0, 200.0, 0.0)), "end to end");
        assert!(!run_together(wall, edge(0.0, 0.0, 0.0, 50.0)), "a corner");
        assert!(
            !run_together(wall, edge(0.0, 0.05, 100.0, 0.05)),
            "a narrow lane between"
        );
    }
}
