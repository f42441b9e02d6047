//! `bbox`: a box in longitude and latitude, which may cross the antimeridian.

use crate::ApiError;
use geo::{Coord, Geometry, Intersects, Rect};
use std::fmt;

/// A box on WGS 84: west, south, east, north.
///
/// West beyond east means that it crosses the antimeridian. Heights, where six numbers are
/// given, are checked and play no part: features have none.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct BoundingBox {
    pub(crate) west: f64,
    pub(crate) south: f64,
    pub(crate) east: f64,
    pub(crate) north: f64,
}

const ALLOWED: &str = "write four numbers, or six with heights: west,south,east,north in degrees, \
                       longitudes from -180 to 180, latitudes from -90 to 90, south below north";

impl BoundingBox {
    /// Reads four or six numbers.
    pub(crate) fn parse(text: &str) -> Result<Self, ApiError> {
        let refused = || ApiError::value("bbox", text, ALLOWED);
        // counted before they are kept: the text may be long
        let numbers = text.split(',').take(7).map(|part| part.trim().parse::<f64>());
        let numbers: Vec<f64> =
            numbers.collect::<Result<_, _>>().map_err(|_number| refused())?;
        let (west, south, east, north) = match *numbers.as_slice() {
            [west, south, east, north] => (west, south, east, north),
            [west, south, low, east, north, high] if low.is_finite() && low <= high => {
                (west, south, east, north)
            }
            _ => return Err(refused()),
        };
        let inside = |value: f64, limit: f64| (-limit..=limit).contains(&value);
        let fits = inside(west, 180.0) && inside(east, 180.0);
        let fits = fits && inside(south, 90.0) && inside(north, 90.0) && south <= north;
        let finite = numbers.iter().all(|number| number.is_finite());
        (fits && finite).then_some(Self { west, south, east, north }).ok_or_else(refused)
    }

    /// The box as one rectangle, or as two where it crosses the antimeridian.
    fn parts(self) -> impl Iterator<Item = Rect> {
        let Self { west, south, east, north } = self;
        let part = move |west: f64, east: f64| {
            Rect::new(Coord { x: west, y: south }, Coord { x: east, y: north })
        };
        let (first, second) = if west <= east {
            (part(west, east), None)
        } else {
            (part(west, 180.0), Some(part(-180.0, east)))
        };
        std::iter::once(first).chain(second)
    }

    /// Whether a shape in a box of its own touches this one.
    ///
    /// # Cost
    ///
    /// `shape` is asked for only where the two boxes overlap and neither part holds the other.
    pub(crate) fn touches(
        self,
        bounds: Rect,
        shape: impl Fn() -> Option<Geometry>,
    ) -> bool {
        let holds = |part: &Rect| {
            let (low, high) = (part.min(), part.max());
            low.x <= bounds.min().x
                && low.y <= bounds.min().y
                && high.x >= bounds.max().x
                && high.y >= bounds.max().y
        };
        let near = || self.parts().filter(|part| part.intersects(&bounds));
        near().any(|part| holds(&part))
            || (near().next().is_some()
                && shape()
                    .is_some_and(|shape| near().any(|part| part.intersects(&shape))))
    }
}

/// As it is written in a query.
impl fmt::Display for BoundingBox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { west, south, east, north } = self;
        write!(f, "{west},{south},{east},{north}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::{BoundingRect, point, polygon};

    fn touches(bbox: &str, shape: &Geometry) -> bool {
        let bounds = shape.bounding_rect().unwrap();
        BoundingBox::parse(bbox).unwrap().touches(bounds, || Some(shape.clone()))
    }

    #[test]
    fn numbers_must_be_four_or_six_finite_and_in_range() {
        for wrong in [
            "",
            "1,2,3",
            "1,2,3,4,5",
            "1,2,3,4,5,6,7",
            "a,2,3,4",
            "NaN,0,1,1",
            "0,0,inf,1",
            "-181,0,1,1",
            "0,-91,1,1",
            "0,2,1,1",
            "0,0,9,1,1,8",
            "0,0,NaN,1,1,8",
            "1e999,0,1,1",
        ] {
            assert!(BoundingBox::parse(wrong).is_err(), "{wrong}");
        }
        let flat = BoundingBox::parse("1,2,3,4").unwrap();
        assert_eq!(BoundingBox::parse("1,2,-10,3,4,9000").unwrap(), flat);
        assert_eq!(flat.to_string(), "1,2,3,4");
    }

    #[test]
    fn a_box_may_cross_the_antimeridian() {
        let (fiji, greenwich) = (point!(x: 179.5, y: -17.0), point!(x: 0.0, y: -17.0));
        assert!(touches("170,-20,-170,-10", &fiji.into()));
        assert!(!touches("170,-20,-170,-10", &greenwich.into()));
        assert!(touches("-170,-20,170,-10", &greenwich.into()));
    }

    #[test]
    fn the_shape_decides_and_not_its_box() {
        let corner: Geometry =
            polygon![(x: 0.0, y: 0.0), (x: 4.0, y: 0.0), (x: 0.0, y: 4.0)].into();
        assert!(!touches("3,3,4,4", &corner));
        assert!(touches("1,1,4,4", &corner));
        assert!(touches("0.5,0.5,0.6,0.6", &corner), "inside it");
        assert!(touches("1,1,1,1", &corner), "a box may be a point");
        assert!(touches("4,0,5,1", &corner), "a shared corner is enough");
        assert!(!touches("4.1,0,5,1", &corner));
    }
}
