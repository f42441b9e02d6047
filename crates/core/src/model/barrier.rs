//! What cannot be walked across: water, railways, walls.

use crate::LngLat;
use crate::box_tree::{Box7, BoxTree};
use geo::kernels::{Kernel, Orientation, RobustKernel};
use geo::{Contains, Coord, CoordsIter, Geometry, Line, LinesIter, Point};

/// The declared barriers of a project, indexed by their edges.
#[derive(Clone, Debug, Default)]
pub struct Barriers {
    shapes: Vec<Geometry>,
    shapes_tree: BoxTree,
    edges: Vec<Line>,
    tree: BoxTree,
}

impl Barriers {
    /// Indexes polygons and lines on WGS 84; points are no barriers.
    #[must_use]
    pub fn new(shapes: Vec<Geometry>) -> Self {
        let mut edges = Vec::new();
        for shape in &shapes {
            each_edge(shape, &mut |line| edges.push(line));
        }
        let pack = |boxes: Vec<Box7>| {
            let entries: Vec<_> = (0_u32..).zip(boxes).collect();
            BoxTree::new(&entries)
        };
        let around = |line: &Line| Box7::around([line.start, line.end]);
        Self {
            tree: pack(edges.iter().map(around).collect()),
            shapes_tree: pack(
                shapes.iter().map(|s| Box7::around(s.coords_iter())).collect(),
            ),
            edges,
            shapes,
        }
    }

    /// The barriers as read.
    #[must_use]
    pub fn shapes(&self) -> &[Geometry] {
        &self.shapes
    }

    /// Whether the straight line from `a` to `b` crosses a barrier.
    ///
    /// Touching is not crossing: the ends must lie strictly on different sides of an edge. A line
    /// through a vertex crosses it as if the vertex lay to its left.
    #[must_use]
    pub fn crossed_by(&self, a: LngLat, b: LngLat) -> bool {
        let (a, b) = (Coord::from(a), Coord::from(b));
        let mut crossed = false;
        self.tree.overlapping(Box7::around([a, b]), |edge| {
            crossed = crosses(a, b, self.edges[edge as usize]);
            !crossed
        });
        crossed
    }

    /// Whether a place lies inside a barrier: no leg leaves it without crossing.
    #[must_use]
    pub fn hold(&self, at: LngLat) -> bool {
        let point = Point::from(at);
        let mut held = false;
        self.shapes_tree.overlapping(Box7::around([at.into()]), |shape| {
            held = self.shapes[shape as usize].contains(&point);
            !held
        });
        held
    }
}

fn each_edge(shape: &Geometry, visit: &mut impl FnMut(Line)) {
    match shape {
        Geometry::LineString(lines) => lines.lines().for_each(visit),
        Geometry::MultiLineString(lines) => lines.lines_iter().for_each(visit),
        Geometry::Polygon(polygon) => polygon.lines_iter().for_each(visit),
        Geometry::MultiPolygon(polygons) => polygons.lines_iter().for_each(visit),
        Geometry::GeometryCollection(parts) => {
            parts.iter().for_each(|p| each_edge(p, visit));
        }
        _ => {}
    }
}

fn crosses(a: Coord, b: Coord, edge: Line) -> bool {
    let left = |p: Coord| RobustKernel::orient2d(a, b, p) != Orientation::Clockwise;
    let side = |p: Coord| RobustKernel::orient2d(edge.start, edge.end, p);
    left(edge.start) != left(edge.end)
        && matches!(
            (side(a), side(b)),
            (Orientation::Clockwise, Orientation::CounterClockwise)
                | (Orientation::CounterClockwise, Orientation::Clockwise)
        )
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::{line_string, polygon};

    fn at(lng: f64, lat: f64) -> LngLat {
        LngLat::new(lng, lat).unwrap()
    }

    #[test]
    fn a_line_crosses_a_wall_once_it_has_both_sides() {
        let wall = Geometry::LineString(line_string![(x: 1.0, y: 0.0), (x: 1.0, y: 2.0)]);
        let barriers = Barriers::new(vec![wall]);
        assert!(barriers.crossed_by(at(0.0, 1.0), at(2.0, 1.0)));
        assert!(!barriers.crossed_by(at(0.0, 1.0), at(1.0, 1.0)), "touching");
        assert!(!barriers.crossed_by(at(0.0, 3.0), at(2.0, 3.0)), "beyond its end");
        assert!(!barriers.crossed_by(at(1.0, 0.5), at(1.0, 1.5)), "along it");
    }

    #[test]
    fn a_line_through_a_corner_crosses_an_outline_an_even_number_of_times_or_none() {
        let square = polygon![
            (x: 0.0, y: 0.0), (x: 1.0, y: 0.0), (x: 1.0, y: 1.0), (x: 0.0, y: 1.0)
        ];
        let barriers = Barriers::new(vec![Geometry::Polygon(square)]);
        assert!(barriers.crossed_by(at(-1.0, -1.0), at(2.0, 2.0)), "along the diagonal");
        assert!(!barriers.crossed_by(at(-1.0, 2.0), at(-0.1, 1.1)));
    }

    #[test]
    fn a_place_inside_a_barrier_is_held_by_it() {
        let river = polygon![
            (x: 0.0, y: 0.0), (x: 1.0, y: 0.0), (x: 1.0, y: 1.0), (x: 0.0, y: 1.0)
        ];
        let barriers = Barriers::new(vec![Geometry::Polygon(river)]);
        assert!(barriers.hold(at(0.5, 0.5)));
        assert!(!barriers.hold(at(1.0, 0.5)), "on the bank");
        assert!(!barriers.hold(at(1.5, 0.5)));
        assert!(barriers.crossed_by(at(0.5, 0.5), at(1.5, 0.5)));
    }
}
