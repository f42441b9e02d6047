//! Geometries of GeoJSON, read straight into coordinates: a polygon of a million vertices costs
//! no tree of a million arrays, and what is no geometry costs only its feature.

use crate::finding::{GeometryFault, Problem};
use crate::read::shape::{check_rings, coord};
use geo::{
    Coord, Geometry, GeometryCollection, LineString, MultiLineString, MultiPoint,
    MultiPolygon, Polygon,
};
use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::fmt;

/// What stands where a geometry is expected.
#[derive(Debug, Default)]
pub(super) struct Shape {
    /// Its `type`.
    pub(super) kind: Node,
    /// Its `coordinates`.
    pub(super) coordinates: Node,
    /// Its `geometries`.
    pub(super) geometries: Node,
}

/// Any value, of which numbers and arrays of numbers are kept for what they are.
#[derive(Debug, Default)]
pub(super) enum Node {
    /// Nothing.
    #[default]
    Null,
    /// What fits into no geometry.
    Other,
    /// A text.
    Text(String),
    /// A number.
    Number(f64),
    /// An array of numbers: the first two, and how many there are.
    Position(Coord, usize),
    /// An array of positions.
    Line(Vec<Coord>),
    /// An array of arrays or objects, or an empty one.
    Nested(Vec<Node>),
    /// An object.
    Shape(Box<Shape>),
}

impl Shape {
    /// The geometry, or what is wrong with it.
    pub(super) fn read(self) -> Result<Geometry, Problem> {
        let Node::Text(kind) = self.kind else { return Err(fault("no type")) };
        let at = self.coordinates;
        Ok(match kind.as_str() {
            "Point" => Geometry::Point(at.position()?.into()),
            "MultiPoint" => Geometry::MultiPoint(MultiPoint::from(at.line()?)),
            "LineString" => Geometry::LineString(LineString(at.line()?)),
            "MultiLineString" => {
                let lines = at.parts(|part| part.line().map(LineString))?;
                Geometry::MultiLineString(MultiLineString(lines))
            }
            "Polygon" => Geometry::Polygon(at.polygon()?),
            "MultiPolygon" => {
                Geometry::MultiPolygon(MultiPolygon(at.parts(Node::polygon)?))
            }
            "GeometryCollection" => {
                let parts = self.geometries.parts(Node::geometry)?;
                Geometry::GeometryCollection(GeometryCollection(parts))
            }
            _ => return Err(Problem::Geometry(GeometryFault::Kind(kind))),
        })
    }
}

impl Node {
    /// The text, if it is one.
    pub(super) fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The geometry that an object is.
    pub(super) fn geometry(self) -> Result<Geometry, Problem> {
        match self {
            Self::Shape(shape) => shape.read(),
            _ => Err(fault("not an object")),
        }
    }

    fn position(self) -> Result<Coord, Problem> {
        match self {
            Self::Position(at, 2..) => coord(at.x, at.y),
            Self::Position(_, numbers) => {
                Err(Problem::Geometry(GeometryFault::Position(numbers)))
            }
            Self::Nested(none) if none.is_empty() => {
                Err(Problem::Geometry(GeometryFault::Position(0)))
            }
            _ => Err(Problem::Geometry(GeometryFault::NotNumbers)),
        }
    }

    fn line(self) -> Result<Vec<Coord>, Problem> {
        match self {
            Self::Line(line) => {
                line.iter().try_for_each(|at| coord(at.x, at.y).map(drop))?;
                Ok(line)
            }
            other => other.parts(Self::position),
        }
    }

    fn polygon(self) -> Result<Polygon, Problem> {
        let mut rings = self.parts(|ring| ring.line().map(LineString))?.into_iter();
        let outer = rings.next().ok_or(Problem::Geometry(GeometryFault::NoRing))?;
        if outer.0.is_empty() {
            return Err(Problem::Geometry(GeometryFault::Ring(0)));
        }
        let polygon = Polygon::new(outer, rings.collect());
        check_rings(&polygon).map(|()| polygon)
    }

    fn parts<T>(
        self,
        read: impl FnMut(Self) -> Result<T, Problem>,
    ) -> Result<Vec<T>, Problem> {
        match self {
            Self::Nested(parts) => parts.into_iter().map(read).collect(),
            Self::Line(line) => {
                let parts = line.into_iter().map(|at| Self::Position(at, 2));
                parts.map(read).collect()
            }
            _ => Err(fault("coordinates are not nested as the type says")),
        }
    }

    /// The array that two values make together; one that fits no geometry is no error here.
    fn gathered<'de, A: SeqAccess<'de>>(mut parts: A) -> Result<Self, A::Error> {
        let mut all = Self::Nested(Vec::new());
        while let Some(part) = parts.next_element()? {
            all = match (all, part) {
                (Self::Nested(none), Self::Number(x)) if none.is_empty() => {
                    Self::Position(Coord { x, y: f64::NAN }, 1)
                }
                (Self::Position(at, 1), Self::Number(y)) => {
                    Self::Position(Coord { x: at.x, y }, 2)
                }
                (Self::Position(at, n @ 2..), Self::Number(_)) => {
                    Self::Position(at, n + 1)
                }
                (Self::Nested(none), Self::Position(at, 2..)) if none.is_empty() => {
                    Self::Line(vec![at])
                }
                (Self::Line(mut line), Self::Position(at, 2..)) => {
                    line.push(at);
                    Self::Line(line)
                }
                (Self::Nested(mut list), part) if !matches!(part, Self::Number(_)) => {
                    list.push(part);
                    Self::Nested(list)
                }
                _ => {
                    while parts.next_element::<IgnoredAny>()?.is_some() {}
                    return Ok(Self::Other);
                }
            };
        }
        Ok(all)
    }
}

fn fault(text: &str) -> Problem {
    Problem::Geometry(GeometryFault::Json(text.to_owned()))
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(NodeVisitor)
    }
}

struct NodeVisitor;

impl<'de> Visitor<'de> for NodeVisitor {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a geometry")
    }

    fn visit_f64<E>(self, number: f64) -> Result<Node, E> {
        Ok(Node::Number(number))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Node, E> {
        Ok(Node::Number(number as f64))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Node, E> {
        Ok(Node::Number(number as f64))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, parts: A) -> Result<Node, A::Error> {
        Node::gathered(parts)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node, A::Error> {
        let mut shape = Shape::default();
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "type" => shape.kind = map.next_value()?,
                "coordinates" => shape.coordinates = map.next_value()?,
                "geometries" => shape.geometries = map.next_value()?,
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(Node::Shape(Box::new(shape)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Node, E> {
        Ok(Node::Text(text.to_owned()))
    }

    fn visit_bool<E>(self, _flag: bool) -> Result<Node, E> {
        Ok(Node::Other)
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }
}
