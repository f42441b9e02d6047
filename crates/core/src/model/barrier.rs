//! What cannot be walked across: water, railways, walls.

use crate::LngLat;
use crate::box_tree::{Box7, BoxTree};
use geo::kernels::{Kernel, Orientation, RobustKernel};
use geo::{Contains, Coord, Geometry, Line, LinesIter, MultiPolygon, Point};

/// The declared barriers of a project, indexed by their edges.
#[derive(Clone, Debug, Default)]
pub struct Barriers {
    shapes: Vec<Geometry>,
    /// Every edge, with the barrier it belongs to.
    edges: Vec<(Line, u32)>,
    tree: BoxTree,
}

impl Barriers {
    /// Indexes polygons and lines on WGS 84; points are no barriers.
    #[must_use]
    pub fn new(shapes: Vec<Geometry>) -> Self {
        let mut edges = Vec::new();
        for (owner, shape) in shapes.iter().enumerate() {
            each_edge(shape, &mut |line| edges.push((line, owner as u32)));
        }
        let entry = |(i, (line, _)): (usize, &(Line, u32))| {
            (i as u32, Box7::around([line.start, line.end]))
        };
        let tree = BoxTree::new(&edges.iter().enumerate().map(entry).collect::<Vec<_>>());
        Self { shapes, edges, tree }
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
        self.crossed(a, b, |_| true)
    }

    /// Whether a leg from `a` to the street at `b` crosses a barrier that does not itself hold
    /// `a`: people inside a barrier (a houseboat, a roughly drawn river) may still leave it.
    #[must_use]
    pub fn blocks_leg(&self, a: LngLat, b: LngLat) -> bool {
        self.crossed(a, b, |owner| {
            let point = Point::from(a);
            match &self.shapes[owner as usize] {
                Geometry::Polygon(shape) => !shape.contains(&point),
                Geometry::MultiPolygon(shape) => !MultiPolygon::contains(shape, &point),
                _ => true,
            }
        })
    }

    fn crossed(&self, a: LngLat, b: LngLat, counts: impl Fn(u32) -> bool) -> bool {
        let (a, b) = (Coord::from(a), Coord::from(b));
        let mut crossed = false;
        self.tree.overlapping(Box7::around([a, b]), |edge| {
            let (edge, owner) = self.edges[edge as usize];
            crossed = crosses(a, b, edge) && counts(owner);
            !crossed
        });
        crossed
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
    fn one_may_leave_the_barrier_one_stands_in() {
        let river = polygon![
            (x: 0.0, y: 0.0), (x: 1.0, y: 0.0), (x: 1.0, y: 1.0), (x: 0.0, y: 1.0)
        ];
        let barriers = Barriers::new(vec![Geometry::Polygon(river)]);
        assert!(!barriers.blocks_leg(at(0.5, 0.5), at(1.5, 0.5)));
        assert!(barriers.blocks_leg(at(1.5, 0.5), at(0.5, 0.5)));
    }
}
