//! What lies near a place of the plane: pieces and outlines in square cells.

use geo::{Contains, Coord, CoordsIter, Distance, Euclidean, Line, Polygon, Rect};
use rustc_hash::FxHashMap;

/// Distances count up to this, in meters: it is what a datum may shift, less than half.
pub(super) const CAP_M: f64 = 200.0;
/// Cells of a box that is looked up by them; a larger one is kept apart.
const MANY_CELLS: f64 = 400.0;

/// Boxes by the cells that they touch.
#[derive(Debug, Default)]
struct Cells {
    by_cell: FxHashMap<(i32, i32), Vec<u32>>,
    large: Vec<u32>,
}

fn cell(at: Coord) -> (i32, i32) {
    ((at.x / CAP_M).floor() as i32, (at.y / CAP_M).floor() as i32)
}

impl Cells {
    fn add(&mut self, item: u32, around: Rect) {
        let (low, high) = (cell(around.min()), cell(around.max()));
        let wide = f64::from(high.0) - f64::from(low.0) + 1.0;
        let tall = f64::from(high.1) - f64::from(low.1) + 1.0;
        if wide * tall > MANY_CELLS {
            self.large.push(item);
            return;
        }
        for x in low.0..=high.0 {
            for y in low.1..=high.1 {
                self.by_cell.entry((x, y)).or_default().push(item);
            }
        }
    }

    /// Items whose box may be within [`CAP_M`] of a place; some come twice.
    fn around(&self, at: Coord) -> impl Iterator<Item = usize> + '_ {
        let (x, y) = cell(at);
        let beside = |n: i32| [n.saturating_sub(1), n, n.saturating_add(1)];
        let cells = beside(x).into_iter().flat_map(move |x| beside(y).map(|y| (x, y)));
        let small = cells.filter_map(|cell| self.by_cell.get(&cell)).flatten();
        small.chain(&self.large).map(|&item| item as usize)
    }

    /// Items whose box may hold a place.
    fn at(&self, at: Coord) -> impl Iterator<Item = usize> + '_ {
        let small = self.by_cell.get(&cell(at)).into_iter().flatten();
        small.chain(&self.large).map(|&item| item as usize)
    }
}

/// Pieces of lines.
#[derive(Debug, Default)]
pub(super) struct Pieces {
    pieces: Vec<Line>,
    cells: Cells,
}

impl Pieces {
    pub(super) fn new(pieces: Vec<Line>) -> Self {
        let mut cells = Cells::default();
        for (i, piece) in pieces.iter().enumerate() {
            cells.add(i as u32, Rect::new(piece.start, piece.end));
        }
        Self { pieces, cells }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// Meters to the nearest, at most [`CAP_M`].
    pub(super) fn distance_m(&self, at: Coord) -> f64 {
        let point = geo::Point::from(at);
        let distance = |i: usize| Euclidean.distance(&point, &self.pieces[i]);
        self.cells.around(at).map(distance).fold(CAP_M, f64::min)
    }
}

/// Outlines with an inside.
#[derive(Debug, Default)]
pub(super) struct Outlines {
    outlines: Vec<(Polygon, Rect)>,
    cells: Cells,
}

impl Outlines {
    pub(super) fn new(polygons: Vec<Polygon>) -> Self {
        let mut found = Self::default();
        for polygon in polygons {
            let Some(around) = geo::BoundingRect::bounding_rect(&polygon) else {
                continue;
            };
            found.cells.add(found.outlines.len() as u32, around);
            found.outlines.push((polygon, around));
        }
        found
    }

    pub(super) fn is_empty(&self) -> bool {
        self.outlines.is_empty()
    }

    /// How deep a place lies inside, in meters, at most [`CAP_M`].
    pub(super) fn depth_m(&self, at: Coord) -> f64 {
        let point = geo::Point::from(at);
        let depth = |i: usize| {
            let (polygon, around) = &self.outlines[i];
            if !geo::Intersects::intersects(around, &at) || !polygon.contains(&point) {
                return 0.0;
            }
            let border = Euclidean.distance(&point, polygon.exterior());
            border.min(CAP_M)
        };
        self.cells.at(at).map(depth).fold(0.0, f64::max)
    }
}

/// Meters from a place to the nearest of some polygons, 0 inside, at most [`CAP_M`].
pub(super) fn outside_m(at: Coord, polygons: &[Polygon]) -> f64 {
    let point = geo::Point::from(at);
    let one = |polygon: &Polygon| Euclidean.distance(&point, polygon);
    polygons.iter().map(one).fold(CAP_M, f64::min)
}

/// The pieces of a line.
pub(super) fn pieces_of(shape: &geo::Geometry, into: &mut Vec<Line>) {
    match shape {
        geo::Geometry::LineString(line) => into.extend(line.lines()),
        geo::Geometry::MultiLineString(lines) => {
            into.extend(lines.0.iter().flat_map(geo::LineString::lines));
        }
        _ => {}
    }
}

/// The polygons of a shape.
pub(super) fn polygons_of(shape: &geo::Geometry) -> Vec<Polygon> {
    match shape {
        geo::Geometry::Polygon(polygon) => vec![polygon.clone()],
        geo::Geometry::MultiPolygon(polygons) => polygons.0.clone(),
        _ => Vec::new(),
    }
}

/// The box around all coordinates.
pub(super) fn box_of<'g>(
    shapes: impl Iterator<Item = &'g geo::Geometry>,
) -> Option<Rect> {
    let corners = shapes.flat_map(CoordsIter::coords_iter).map(|at| (at, at));
    let (low, high) = corners.reduce(|(low, high), (at, _)| {
        let low = Coord { x: low.x.min(at.x), y: low.y.min(at.y) };
        let high = Coord { x: high.x.max(at.x), y: high.y.max(at.y) };
        (low, high)
    })?;
    Some(Rect::new(low, high))
}
