//! How far the street data reaches: beyond it nothing is known (rule 13).

use crate::LngLat;
use crate::geodesy::Plane;
use geo::{Intersects, LinesIter, MultiPolygon, Point};

/// Where the street data comes from an area that is known to be mapped.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Extent {
    /// The streets are complete: nothing is unknown.
    #[default]
    Complete,
    /// Mapped inside these polygons only.
    Area {
        /// The polygons on WGS 84.
        shape: MultiPolygon,
        /// Who says so.
        source: ExtentSource,
    },
}

/// Who says how far the street data reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExtentSource {
    /// The project file.
    Project,
    /// The box that the street file declares.
    Declared,
    /// The box of the streets themselves, for want of better.
    Nodes,
}

impl Extent {
    /// How far a place lies inside the extent: millimeters, straight, to its nearest edge; `None`
    /// outside, `u64::MAX` if the streets are complete.
    #[must_use]
    pub fn depth_mm(&self, at: LngLat) -> Option<u64> {
        let Self::Area { shape, .. } = self else { return Some(u64::MAX) };
        let inside = shape.0.iter().filter(|p| p.intersects(&Point::from(at)));
        inside.map(|polygon| crate::units::millimeters(edge_m(polygon, at))).max()
    }
}

/// Distance in meters from a place to the border of a polygon.
fn edge_m(polygon: &geo::Polygon, at: LngLat) -> f64 {
    let plane = Plane::at(at.lat());
    let local = |c: geo::Coord| ((c.x - at.lng()) * plane.x, (c.y - at.lat()) * plane.y);
    let distance = |line: geo::Line| {
        let ((ax, ay), (bx, by)) = (local(line.start), local(line.end));
        let (dx, dy) = (bx - ax, by - ay);
        let length2 = dx * dx + dy * dy;
        let t = if length2 > 0.0 {
            (-(ax * dx + ay * dy) / length2).clamp(0.0, 1.0)
        } else {
            0.0
        };
        (ax + t * dx).hypot(ay + t * dy)
    };
    polygon.lines_iter().map(distance).fold(f64::INFINITY, f64::min)
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::{Rect, coord};

    #[test]
    fn depth_is_the_straight_way_to_the_nearest_edge() {
        let square =
            Rect::new(coord! {x: 0.0, y: 0.0}, coord! {x: 1.0, y: 1.0}).to_polygon();
        let extent = Extent::Area {
            shape: MultiPolygon(vec![square]),
            source: ExtentSource::Project,
        };
        let depth = |x, y| extent.depth_mm(LngLat::new(x, y).unwrap());
        assert_eq!(depth(2.0, 0.5), None);
        assert_eq!(depth(1.0, 0.5), Some(0));
        let km = depth(0.5, 0.01).unwrap() as f64 / 1e6;
        assert!((km - 1.1057).abs() < 0.001, "{km}");
        assert_eq!(
            Extent::Complete.depth_mm(LngLat::new(2.0, 0.5).unwrap()),
            Some(u64::MAX)
        );
    }
}
