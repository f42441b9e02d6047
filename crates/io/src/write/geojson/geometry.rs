//! Geometries as JSON, wound and rounded on the way out.

use geo::{Coord, Geometry, LineString, Point, Polygon};
use serde::ser::{Serialize, SerializeMap, Serializer};

/// Seven decimals of a degree: a centimeter.
const PER_DEGREE: f64 = 1e7;

/// A geometry object.
pub(super) struct Shape<'a>(pub(super) &'a Geometry);

impl Serialize for Shape<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Geometry::Point(point) => object(serializer, "Point", &Position(point.0)),
            Geometry::MultiPoint(points) => {
                let positions =
                    List(points.0.as_slice(), |point: &Point| Position(point.0));
                object(serializer, "MultiPoint", &positions)
            }
            Geometry::Line(line) => object(
                serializer,
                "LineString",
                &[Position(line.start), Position(line.end)],
            ),
            Geometry::LineString(line) => object(serializer, "LineString", &path(line)),
            Geometry::MultiLineString(lines) => {
                object(serializer, "MultiLineString", &List(lines.0.as_slice(), path))
            }
            Geometry::Polygon(polygon) => object(serializer, "Polygon", &Rings(polygon)),
            Geometry::MultiPolygon(polygons) => {
                object(serializer, "MultiPolygon", &List(polygons.0.as_slice(), Rings))
            }
            Geometry::Rect(rect) => {
                object(serializer, "Polygon", &Rings(&rect.to_polygon()))
            }
            Geometry::Triangle(triangle) => {
                object(serializer, "Polygon", &Rings(&triangle.to_polygon()))
            }
            Geometry::GeometryCollection(collection) => {
                let mut map = serializer.serialize_map(Some(2))?;
                map.serialize_entry("type", "GeometryCollection")?;
                map.serialize_entry("geometries", &List(collection.0.as_slice(), Shape))?;
                map.end()
            }
        }
    }
}

fn object<S: Serializer>(
    serializer: S,
    kind: &str,
    coordinates: &impl Serialize,
) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(2))?;
    map.serialize_entry("type", kind)?;
    map.serialize_entry("coordinates", coordinates)?;
    map.end()
}

/// The members of a slice, each as `1` shows it.
struct List<'a, T, F>(&'a [T], F);

impl<'a, T, J: Serialize, F: Fn(&'a T) -> J> Serialize for List<'a, T, F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(&self.1))
    }
}

struct Position(Coord);

impl Serialize for Position {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        [rounded(self.0.x), rounded(self.0.y)].serialize(serializer)
    }
}

fn rounded(degrees: f64) -> f64 {
    // adding zero turns -0 into 0
    (degrees * PER_DEGREE).round() / PER_DEGREE + 0.0
}

fn path(line: &LineString) -> impl Serialize {
    List(line.0.as_slice(), |&at: &Coord| Position(at))
}

/// The rings of a polygon, the outer one first.
struct Rings<'a>(&'a Polygon);

impl Serialize for Rings<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let outer = Ring { line: self.0.exterior(), counterclockwise: true };
        let hole = |line| Ring { line, counterclockwise: false };
        let rings = std::iter::once(outer).chain(self.0.interiors().iter().map(hole));
        serializer.collect_seq(rings.filter(|ring| !ring.line.0.is_empty()))
    }
}

/// A ring that is to turn one way.
struct Ring<'a> {
    line: &'a LineString,
    counterclockwise: bool,
}

impl Serialize for Ring<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let positions = self.line.0.iter().copied().map(Position);
        let area = doubled_area(self.line);
        if area != 0.0 && (area > 0.0) != self.counterclockwise {
            serializer.collect_seq(positions.rev())
        } else {
            serializer.collect_seq(positions)
        }
    }
}

/// Twice the signed area of a closed ring in square degrees: positive if it turns
/// counterclockwise. Taken from the first position, so that small rings far from the origin keep
/// their digits.
fn doubled_area(ring: &LineString) -> f64 {
    let Some(&origin) = ring.0.first() else { return 0.0 };
    let cross = |pair: &[Coord]| {
        let (a, b) = (pair[0] - origin, pair[1] - origin);
        a.x * b.y - b.x * a.y
    };
    ring.0.windows(2).map(cross).sum()
}
