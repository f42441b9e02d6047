//! Kinds of geometry, and what holds several of them.

use geo::{
    Geometry, LineString, MultiLineString, MultiPoint, MultiPolygon, Point, Polygon,
};

/// A kind of geometry of OGC Simple Features.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum GeometryKind {
    Point,
    LineString,
    Polygon,
    MultiPoint,
    MultiLineString,
    MultiPolygon,
    Collection,
}

impl GeometryKind {
    const ALL: [Self; 7] = [
        Self::Point,
        Self::LineString,
        Self::Polygon,
        Self::MultiPoint,
        Self::MultiLineString,
        Self::MultiPolygon,
        Self::Collection,
    ];

    /// The kind that a geometry is written as.
    pub(super) fn of(geometry: &Geometry) -> Self {
        match geometry {
            Geometry::Point(_) => Self::Point,
            Geometry::Line(_) | Geometry::LineString(_) => Self::LineString,
            Geometry::Polygon(_) | Geometry::Rect(_) | Geometry::Triangle(_) => {
                Self::Polygon
            }
            Geometry::MultiPoint(_) => Self::MultiPoint,
            Geometry::MultiLineString(_) => Self::MultiLineString,
            Geometry::MultiPolygon(_) => Self::MultiPolygon,
            Geometry::GeometryCollection(_) => Self::Collection,
        }
    }

    /// Its name in Simple Features.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Point => "Point",
            Self::LineString => "LineString",
            Self::Polygon => "Polygon",
            Self::MultiPoint => "MultiPoint",
            Self::MultiLineString => "MultiLineString",
            Self::MultiPolygon => "MultiPolygon",
            Self::Collection => "GeometryCollection",
        }
    }

    /// The kind of which this is one part.
    fn many(self) -> Self {
        match self {
            Self::Point | Self::MultiPoint => Self::MultiPoint,
            Self::LineString | Self::MultiLineString => Self::MultiLineString,
            Self::Polygon | Self::MultiPolygon => Self::MultiPolygon,
            Self::Collection => Self::Collection,
        }
    }

    /// The geometry as one of this kind, if it is one or a part of one; else as it is.
    pub(super) fn promote(self, geometry: Geometry) -> Geometry {
        match (self, plain(geometry)) {
            (Self::MultiPoint, Geometry::Point(point)) => {
                Geometry::MultiPoint(MultiPoint(vec![point]))
            }
            (Self::MultiLineString, Geometry::LineString(line)) => {
                Geometry::MultiLineString(MultiLineString(vec![line]))
            }
            (Self::MultiPolygon, Geometry::Polygon(polygon)) => {
                Geometry::MultiPolygon(MultiPolygon(vec![polygon]))
            }
            (_, other) => other,
        }
    }
}

/// Some kinds of geometry.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Kinds(u8);

impl Kinds {
    pub(super) fn add(&mut self, kind: GeometryKind) {
        self.0 |= 1 << kind as u8;
    }

    /// They, in the order of Simple Features.
    pub(super) fn iter(self) -> impl Iterator<Item = GeometryKind> {
        GeometryKind::ALL.into_iter().filter(move |&kind| self.0 & (1 << kind as u8) != 0)
    }

    /// The one kind that holds all of them; `None` if there are none, or none does.
    pub(super) fn common(self) -> Option<GeometryKind> {
        let mut all = self.iter();
        let first = all.next()?;
        let join = |held: GeometryKind, kind: GeometryKind| {
            let many = held.many();
            if held == kind { Some(held) } else { (many == kind.many()).then_some(many) }
        };
        all.try_fold(first, join)
    }
}

/// A geometry without the kinds that only the geo crate knows.
pub(super) fn plain(geometry: Geometry) -> Geometry {
    match geometry {
        Geometry::Line(line) => Geometry::LineString(line.into()),
        Geometry::Rect(rect) => Geometry::Polygon(rect.to_polygon()),
        Geometry::Triangle(triangle) => Geometry::Polygon(triangle.to_polygon()),
        other => other,
    }
}

/// The parts of a geometry by what they are.
#[derive(Debug, Default)]
pub(super) struct Parts {
    pub(super) points: Vec<Point>,
    pub(super) lines: Vec<LineString>,
    pub(super) polygons: Vec<Polygon>,
}

impl Parts {
    /// Takes a geometry apart.
    pub(super) fn of(geometry: Geometry) -> Self {
        let mut parts = Self::default();
        parts.take(geometry);
        parts
    }

    fn take(&mut self, geometry: Geometry) {
        match plain(geometry) {
            Geometry::Point(point) => self.points.push(point),
            Geometry::LineString(line) => self.lines.push(line),
            Geometry::Polygon(polygon) => self.polygons.push(polygon),
            Geometry::MultiPoint(points) => self.points.extend(points.0),
            Geometry::MultiLineString(lines) => self.lines.extend(lines.0),
            Geometry::MultiPolygon(polygons) => self.polygons.extend(polygons.0),
            Geometry::GeometryCollection(all) => {
                all.0.into_iter().for_each(|part| self.take(part));
            }
            // made plain above
            Geometry::Line(_) | Geometry::Rect(_) | Geometry::Triangle(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn common(kinds: &[GeometryKind]) -> Option<GeometryKind> {
        let mut all = Kinds::default();
        for &kind in kinds {
            all.add(kind);
        }
        all.common()
    }

    #[test]
    fn one_part_and_many_are_held_by_the_kind_of_many() {
        use GeometryKind::{LineString, MultiPolygon, Point, Polygon};
        assert_eq!(common(&[Polygon, MultiPolygon]), Some(MultiPolygon));
        assert_eq!(common(&[Polygon]), Some(Polygon));
        assert_eq!(common(&[Polygon, Point]), None);
        assert_eq!(common(&[LineString, MultiPolygon]), None);
        assert_eq!(common(&[]), None);
    }
}
