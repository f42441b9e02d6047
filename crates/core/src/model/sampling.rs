//! A fixed grid of points inside a block, to share its people by (rule 14).

use crate::LngLat;
use crate::geodesy::Plane;
use geo::{BoundingRect, LinesIter, MultiPolygon};

/// No block gets more points than about this: the spacing grows where it would.
const MOST: f64 = 10_000.0;

/// The points of a square grid that lie inside an outline, from south to north, in each row from
/// west to east.
///
/// The grid begins half a spacing from the south-western corner of the outline's box. Inside is
/// what an odd number of borders parts from the outside, so holes are left out; of a border itself
/// the western side belongs to the inside. A box with room for more than ten thousand points gets
/// a wider spacing.
///
/// # CRS
///
/// WGS 84 longitude, latitude; spacing in meters along both, exact at the middle of the box.
///
/// # Cost
///
/// O(rows x edges).
pub(super) fn samples(shape: &MultiPolygon, spacing_m: f64) -> Vec<LngLat> {
    let Some(around) = shape.bounding_rect() else { return Vec::new() };
    let plane = Plane::at(around.center().y);
    let (width, height) = (around.width() * plane.x, around.height() * plane.y);
    let spacing_m = spacing_m.max((width * height / MOST).sqrt()).max(f64::MIN_POSITIVE);
    let step = |size: f64| (size / spacing_m).min(MOST) as u32;
    let (dx, dy) = (spacing_m / plane.x, spacing_m / plane.y);
    let (columns, rows) = (step(width) + 1, step(height) + 1);
    let mut samples = Vec::new();
    for row in 0..rows {
        let y = around.min().y + (f64::from(row) + 0.5) * dy;
        let mut borders: Vec<f64> = shape
            .lines_iter()
            .filter(|line| (line.start.y <= y) != (line.end.y <= y))
            .map(|line| {
                let share = (y - line.start.y) / (line.end.y - line.start.y);
                line.start.x + share * (line.end.x - line.start.x)
            })
            .collect();
        borders.sort_unstable_by(f64::total_cmp);
        for column in 0..columns {
            let x = around.min().x + (f64::from(column) + 0.5) * dx;
            let passed = borders.partition_point(|&border| border <= x);
            if passed % 2 == 1 {
                samples.extend(LngLat::new(x, y));
            }
        }
    }
    samples
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::{Coord, LineString, Polygon, Rect};

    /// A rectangle by meters from a place near Fengqing.
    fn ring(from: [f64; 2], to: [f64; 2]) -> LineString {
        let plane = Plane::at(24.57);
        let at =
            |[x, y]: [f64; 2]| Coord { x: 99.92 + x / plane.x, y: 24.57 + y / plane.y };
        Rect::new(at(from), at(to)).to_polygon().exterior().clone()
    }

    #[test]
    fn a_square_with_a_hole_is_sampled_around_it() {
        let hole = ring([100.0, 100.0], [200.0, 200.0]);
        let square = Polygon::new(ring([0.0, 0.0], [300.0, 300.0]), vec![hole]);
        let points = samples(&square.into(), 100.0);
        assert_eq!(points.len(), 8);
        let rising = |pair: &[LngLat]| {
            let key = |at: LngLat| ((at.lat() * 1e7) as i64, (at.lng() * 1e7) as i64);
            key(pair[0]) < key(pair[1])
        };
        assert!(points.windows(2).all(rising));
    }

    #[test]
    fn nothing_explodes() {
        let country = Polygon::new(ring([0.0, 0.0], [1e6, 1e6]), Vec::new());
        let points = samples(&country.into(), 1.0);
        assert!((9_000..=10_300).contains(&points.len()), "{}", points.len());
        let sliver = Polygon::new(ring([0.0, 0.0], [1e5, 1e-3]), Vec::new());
        assert!(samples(&sliver.into(), 10.0).len() <= 10_001);
        assert!(samples(&MultiPolygon(Vec::new()), 10.0).is_empty());
    }
}
