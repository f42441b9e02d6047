//! A large area cut into tiles, so that what lies inside it is measured where it lies.

use super::mend::mended;
use super::strip::{Strip, common_area};
use geo::winding_order::WindingOrder;
use geo::{BoundingRect, Coord, Line, LineString, MultiPolygon, Polygon, Winding};
use std::ops::RangeInclusive;

/// Edges per tile that tiles are sized for.
const EDGES_PER_TILE: usize = 6;
/// Most tiles along one side.
const MOST_TILES: f64 = 4096.0;

/// An area, valid in the sense of OGC Simple Features, ready for thousands of questions.
///
/// ```text
///  tile:   ┌──▔▔▔▔▔┐  strips: pieces of edge inside the tile, and where the area lies
///          │ /  A  │  below the tile's upper side; each with the sign of what
///          │/      │  begins (+1) or ends (-1) below it
///          └───────┘
/// ```
///
/// The area that a strip of a plot and a strip of the tile have in common below both is the
/// integral of the lower of the two; their signed sum over all pairs is the area in common.
/// Nothing is intersected, so nothing is degenerate.
///
/// # Cost
///
/// Memory and time to make: proportional to the edges and the tiles that they pass. A question:
/// the edges of the plot times those of the area in the tiles under the plot.
#[derive(Clone, Debug)]
pub struct Mosaic {
    low: Coord,
    /// Side of a tile; zero if there is no area at all.
    side: f64,
    columns: usize,
    rows: usize,
    /// The strips of tile `t` are `strips[first[t]..first[t + 1]]`.
    first: Vec<u32>,
    strips: Vec<Strip>,
}

impl Mosaic {
    /// Cuts an area into tiles. Rings may be wound either way.
    #[must_use]
    pub fn new(area: &MultiPolygon) -> Self {
        let edges = edges(area);
        let mut mosaic = Self::empty(area, edges.len());
        if mosaic.rows == 0 {
            return mosaic;
        }
        let mut placed: Vec<(u32, Strip)> = Vec::with_capacity(edges.len() * 2);
        let mut crossed: Vec<(usize, f64)> = Vec::new();
        for &edge in &edges {
            mosaic.lay(edge, &mut placed, &mut crossed);
        }
        mosaic.lay_tops(crossed, &mut placed);
        let tiles = mosaic.columns * mosaic.rows;
        mosaic.first = vec![0; tiles + 1];
        for &(tile, _) in &placed {
            mosaic.first[tile as usize + 1] += 1;
        }
        for tile in 0..tiles {
            mosaic.first[tile + 1] += mosaic.first[tile];
        }
        placed.sort_by_key(|&(tile, _)| tile);
        mosaic.strips = placed.into_iter().map(|(_, strip)| strip).collect();
        mosaic
    }

    fn empty(area: &MultiPolygon, edges: usize) -> Self {
        let nothing = Self {
            low: Coord::zero(),
            side: 0.0,
            columns: 0,
            rows: 0,
            first: Vec::new(),
            strips: Vec::new(),
        };
        let Some(extent) = area.bounding_rect() else { return nothing };
        let (width, height) = (extent.width(), extent.height());
        let size = width * height;
        if !(size > 0.0 && size.is_finite()) {
            return nothing;
        }
        let even = (size * EDGES_PER_TILE as f64 / edges as f64).sqrt();
        let side = even.max(width.max(height) / MOST_TILES);
        let along = |length: f64| ((length / side).ceil() as usize).max(1);
        Self {
            low: extent.min(),
            side,
            columns: along(width),
            rows: along(height),
            ..nothing
        }
    }

    /// The lower side of a row.
    fn bottom(&self, row: usize) -> f64 {
        self.low.y + row as f64 * self.side
    }

    /// The western side of a column.
    fn west(&self, column: usize) -> f64 {
        self.low.x + column as f64 * self.side
    }

    /// Rows that a range of heights touches.
    fn rows_of(&self, low: f64, high: f64) -> RangeInclusive<usize> {
        span(low - self.low.y, high - self.low.y, self.side, self.rows)
    }

    fn columns_of(&self, west: f64, east: f64) -> RangeInclusive<usize> {
        span(west - self.low.x, east - self.low.x, self.side, self.columns)
    }

    /// Cuts an edge by rows and columns, and notes where it crosses upper sides of rows.
    fn lay(
        &self,
        edge: [Coord; 2],
        placed: &mut Vec<(u32, Strip)>,
        crossed: &mut Vec<(usize, f64)>,
    ) {
        let [a, b] = edge;
        let (low, high) = if a.y <= b.y { (a, b) } else { (b, a) };
        let x_at = |y: f64| {
            let x = low.x + (y - low.y) * ((high.x - low.x) / (high.y - low.y));
            x.clamp(low.x.min(high.x), low.x.max(high.x))
        };
        for row in self.rows_of(low.y, high.y) {
            let (bottom, top) = (self.bottom(row), self.bottom(row + 1));
            if low.y <= top && high.y > top {
                crossed.push((row, x_at(top)));
            }
            let from =
                if low.y < bottom { Coord { x: x_at(bottom), y: bottom } } else { low };
            let to = if high.y > top { Coord { x: x_at(top), y: top } } else { high };
            if from.y > top || to.y < bottom {
                continue;
            }
            let sign = if a.x > b.x { 1.0 } else { -1.0 };
            let Some(strip) = Strip::between(from, to, sign) else { continue };
            self.lay_strip(row, strip, placed);
        }
    }

    /// Cuts a strip of one row by columns.
    fn lay_strip(&self, row: usize, strip: Strip, placed: &mut Vec<(u32, Strip)>) {
        for column in self.columns_of(strip.west, strip.east) {
            let sides = [self.west(column), self.west(column + 1)];
            if let Some(piece) = strip.within(sides) {
                placed.push(((row * self.columns + column) as u32, piece));
            }
        }
    }

    /// Where the area goes on above a row.
    fn lay_tops(&self, mut crossed: Vec<(usize, f64)>, placed: &mut Vec<(u32, Strip)>) {
        crossed.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
        for pair in crossed.chunks_exact(2) {
            let (row, top) = (pair[0].0, self.bottom(pair[0].0 + 1));
            let [from, to] = [pair[0].1, pair[1].1].map(|x| Coord { x, y: top });
            if let Some(strip) = Strip::between(from, to, 1.0) {
                self.lay_strip(row, strip, placed);
            }
        }
    }

    /// How much of a plot lies inside, in square units of the plane.
    ///
    /// The plot may have holes and parts, and may be invalid: then its polygons are read even-odd
    /// and united.
    ///
    /// # Examples
    ///
    /// ```
    /// use geo::{MultiPolygon, Rect};
    /// use walkshed::land::Mosaic;
    ///
    /// let square = |at: f64, side: f64| {
    ///     MultiPolygon::from(Rect::new((at, at), (at + side, at + side)).to_polygon())
    /// };
    /// let mosaic = Mosaic::new(&square(0.0, 10.0));
    /// assert_eq!(mosaic.area_inside(&square(8.0, 4.0)), 4.0);
    /// assert_eq!(mosaic.area_inside(&square(11.0, 4.0)), 0.0);
    /// ```
    #[must_use]
    pub fn area_inside(&self, plot: &MultiPolygon) -> f64 {
        self.area_inside_sound(&mended(plot))
    }

    /// The same for a plot that is valid.
    pub(super) fn area_inside_sound(&self, plot: &MultiPolygon) -> f64 {
        let Some(extent) = plot.bounding_rect().filter(|_| self.rows > 0) else {
            return 0.0;
        };
        let edges = edges(plot);
        let (mut columns, mut tile_strips) = (Vec::new(), Vec::new());
        let mut area = 0.0;
        for column in self.columns_of(extent.min().x, extent.max().x) {
            let sides = [self.west(column), self.west(column + 1)];
            columns.clear();
            columns.extend(edges.iter().filter_map(|&[a, b]| {
                let sign = if a.x > b.x { 1.0 } else { -1.0 };
                Strip::between(a, b, sign)?.within(sides)
            }));
            for row in self.rows_of(extent.min().y, extent.max().y) {
                let tile = row * self.columns + column;
                let strips = self.first[tile] as usize..self.first[tile + 1] as usize;
                if strips.is_empty() {
                    continue;
                }
                let (bottom, top) = (self.bottom(row), self.bottom(row + 1));
                tile_strips.clear();
                for strip in &columns {
                    strip.clamped(bottom, top, &mut tile_strips);
                }
                for own in &tile_strips {
                    let with = self.strips[strips.clone()].iter();
                    area +=
                        with.map(|strip| common_area(own, strip, bottom)).sum::<f64>();
                }
            }
        }
        area.max(0.0)
    }
}

/// Which of some cells of one length a range touches; none if it lies outside.
fn span(from: f64, to: f64, side: f64, cells: usize) -> RangeInclusive<usize> {
    // a cell more to either side, since a border may be rounded either way
    let last = cells as f64 - 1.0;
    let (from, to) = ((from / side).floor() - 1.0, (to / side).floor() + 1.0);
    if from > last || to < 0.0 || from.is_nan() || to.is_nan() {
        return RangeInclusive::new(1, 0);
    }
    from.max(0.0) as usize..=to.min(last) as usize
}

/// All edges, the area to the left of each.
fn edges(area: &MultiPolygon) -> Vec<[Coord; 2]> {
    let mut edges = Vec::new();
    for polygon in area {
        add(polygon, &mut edges);
    }
    edges
}

fn add(polygon: &Polygon, edges: &mut Vec<[Coord; 2]>) {
    let mut add = |ring: &LineString, wanted: WindingOrder| {
        let Some(order) = ring.winding_order() else { return }; // no area
        let turned = order != wanted;
        let edge = |line: Line| {
            let [from, to] = [line.start, line.end];
            if turned { [to, from] } else { [from, to] }
        };
        edges.extend(ring.lines().map(edge));
    };
    add(polygon.exterior(), WindingOrder::CounterClockwise);
    polygon.interiors().iter().for_each(|hole| add(hole, WindingOrder::Clockwise));
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::{Area, BooleanOps, wkt};

    fn check(area: &MultiPolygon, plot: &MultiPolygon, expected: f64) {
        let inside = Mosaic::new(area).area_inside(plot);
        assert!(
            (inside - expected).abs() < 1e-9 * expected.max(1.0),
            "{inside} {expected}"
        );
    }

    #[test]
    fn holes_and_parts_of_both_count() {
        let area = wkt!(MULTIPOLYGON(
            ((0. 0.,10. 0.,10. 10.,0. 10.,0. 0.),(4. 4.,6. 4.,6. 6.,4. 6.,4. 4.)),
            ((12. 0.,14. 0.,14. 10.,12. 10.,12. 0.))
        ));
        let plot = wkt!(MULTIPOLYGON(
            ((3. 3.,13. 3.,13. 7.,3. 7.,3. 3.),(8. 4.,9. 4.,9. 5.,8. 5.,8. 4.)),
            ((0. 9.,1. 9.,1. 11.,0. 11.,0. 9.))
        ));
        check(&area, &plot, 28.0 - 4.0 - 1.0 + 4.0 + 1.0);
    }

    #[test]
    fn sides_on_sides_change_nothing() {
        let square = wkt!(MULTIPOLYGON(((0. 0.,8. 0.,8. 8.,0. 8.,0. 0.))));
        check(&square, &square, 64.0);
        check(&square, &wkt!(MULTIPOLYGON(((8. 0.,9. 0.,9. 8.,8. 8.,8. 0.)))), 0.0);
        check(&square, &wkt!(MULTIPOLYGON(((4. 4.,12. 4.,12. 8.,4. 8.,4. 4.)))), 16.0);
    }

    #[test]
    fn a_large_plot_over_many_tiles_equals_a_general_overlay() {
        let star = |points: usize, low: f64, high: f64, at: f64| {
            let vertex = |i: usize| {
                let radius = if i.is_multiple_of(2) { low } else { high };
                let (sin, cos) =
                    (0.3 + std::f64::consts::TAU * i as f64 / points as f64).sin_cos();
                Coord { x: at + radius * cos, y: radius * sin }
            };
            let ring = (0..points).map(vertex).collect();
            MultiPolygon::from(Polygon::new(ring, vec![]))
        };
        let (area, plot) = (star(400, 70.0, 100.0, 0.0), star(34, 40.0, 110.0, 20.0));
        let expected = area.intersection(&plot).unsigned_area();
        let inside = Mosaic::new(&area).area_inside(&plot);
        assert!((inside / expected - 1.0).abs() < 1e-7, "{inside} {expected}");
    }

    #[test]
    fn where_there_is_nothing_nothing_lies() {
        let square = wkt!(MULTIPOLYGON(((0. 0.,8. 0.,8. 8.,0. 8.,0. 0.))));
        let nothing = MultiPolygon(vec![]);
        check(&nothing, &square, 0.0);
        check(&square, &nothing, 0.0);
        check(&square, &wkt!(MULTIPOLYGON(((1. 1.,2. 2.,1. 1.)))), 0.0);
        check(&wkt!(MULTIPOLYGON(((1. 1.,2. 2.,1. 1.)))), &square, 0.0);
        check(&square, &wkt!(MULTIPOLYGON(((0. 0.,4. 4.,4. 0.,0. 4.,0. 0.)))), 8.0);
    }
}
