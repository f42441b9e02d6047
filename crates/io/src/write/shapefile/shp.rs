//! Shapes and the index of their places.

use crate::write::kind::Parts;
use geo::{BoundingRect, Coord, Geometry, LineString, Point, Polygon, Rect, Winding};
use std::fs::File;
use std::io::{self, BufWriter, ErrorKind, Seek, SeekFrom, Write};

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum ShapeKind {
    None,
    Point,
    MultiPoint,
    Line,
    Polygon,
}

impl ShapeKind {
    fn code(self) -> i32 {
        match self {
            Self::None => 0,
            Self::Point => 1,
            Self::Line => 3,
            Self::Polygon => 5,
            Self::MultiPoint => 8,
        }
    }

    /// What a file of its own is called by.
    pub(super) fn noun(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Point | Self::MultiPoint => "points",
            Self::Line => "lines",
            Self::Polygon => "polygons",
        }
    }

    /// Whether a geometry is of this kind, or has parts that are.
    pub(super) fn holds_some_of(self, geometry: &Geometry) -> bool {
        match geometry {
            Geometry::GeometryCollection(all) => {
                all.0.iter().any(|part| self.holds_some_of(part))
            }
            Geometry::Point(_) | Geometry::MultiPoint(_) => {
                matches!(self, Self::Point | Self::MultiPoint)
            }
            Geometry::Line(_)
            | Geometry::LineString(_)
            | Geometry::MultiLineString(_) => self == Self::Line,
            _ => self == Self::Polygon,
        }
    }
}

/// One shape.
#[derive(Debug)]
pub(super) enum Shape {
    Point(Point),
    Points(Vec<Point>),
    /// Lines, or rings in the order that Shapefiles want: outer ones clockwise.
    Rings(ShapeKind, Vec<LineString>),
}

impl Shape {
    /// Those parts that are of this kind; `None` if there is none.
    pub(super) fn of(kind: ShapeKind, parts: Parts) -> Option<Self> {
        match kind {
            ShapeKind::None => None,
            ShapeKind::Point => parts.points.first().copied().map(Self::Point),
            ShapeKind::MultiPoint => {
                (!parts.points.is_empty()).then_some(Self::Points(parts.points))
            }
            ShapeKind::Line => {
                (!parts.lines.is_empty()).then_some(Self::Rings(kind, parts.lines))
            }
            ShapeKind::Polygon => {
                let rings: Vec<_> = parts.polygons.into_iter().flat_map(rings).collect();
                (!rings.is_empty()).then_some(Self::Rings(kind, rings))
            }
        }
    }

    fn kind(&self) -> ShapeKind {
        match self {
            Self::Point(_) => ShapeKind::Point,
            Self::Points(_) => ShapeKind::MultiPoint,
            Self::Rings(kind, _) => *kind,
        }
    }

    fn bounds(&self) -> Option<Rect> {
        match self {
            Self::Point(point) => Some(point.bounding_rect()),
            Self::Points(points) => geo::MultiPoint(points.clone()).bounding_rect(),
            Self::Rings(_, rings) => geo::MultiLineString(rings.clone()).bounding_rect(),
        }
    }

    /// The record without its header.
    fn bytes(&self) -> io::Result<Vec<u8>> {
        let mut bytes = self.kind().code().to_le_bytes().to_vec();
        let put = |bytes: &mut Vec<u8>, at: Coord| {
            bytes.extend(at.x.to_le_bytes());
            bytes.extend(at.y.to_le_bytes());
        };
        if let (false, Some(bounds)) = (matches!(self, Self::Point(_)), self.bounds()) {
            put(&mut bytes, bounds.min());
            put(&mut bytes, bounds.max());
        }
        match self {
            Self::Point(point) => put(&mut bytes, point.0),
            Self::Points(points) => {
                bytes.extend(size(points.len())?.to_le_bytes());
                for point in points {
                    put(&mut bytes, point.0);
                }
            }
            Self::Rings(_, rings) => {
                let all: usize = rings.iter().map(|ring| ring.0.len()).sum();
                bytes.extend(size(rings.len())?.to_le_bytes());
                bytes.extend(size(all)?.to_le_bytes());
                let mut start = 0;
                for ring in rings {
                    bytes.extend(size(start)?.to_le_bytes());
                    start += ring.0.len();
                }
                for &at in rings.iter().flat_map(|ring| &ring.0) {
                    put(&mut bytes, at);
                }
            }
        }
        Ok(bytes)
    }
}

fn rings(polygon: Polygon) -> Vec<LineString> {
    let (mut outer, mut holes) = polygon.into_inner();
    outer.make_cw_winding();
    holes.iter_mut().for_each(Winding::make_ccw_winding);
    std::iter::once(outer).chain(holes).filter(|ring| !ring.0.is_empty()).collect()
}

/// Shapes under way.
#[derive(Debug)]
pub(super) struct Writer {
    kind: ShapeKind,
    bounds: Option<Rect>,
    /// Place and length of each record, in words of two bytes.
    places: Vec<[i32; 2]>,
    words: i32,
}

impl Writer {
    pub(super) fn start(out: &mut BufWriter<File>, kind: ShapeKind) -> io::Result<Self> {
        out.write_all(&header(kind, 50, None))?;
        Ok(Self { kind, bounds: None, places: Vec::new(), words: 50 })
    }

    pub(super) fn push(
        &mut self,
        out: &mut BufWriter<File>,
        shape: Option<&Shape>,
    ) -> io::Result<()> {
        let record = match shape {
            Some(shape) => {
                if let Some(own) = shape.bounds() {
                    self.bounds = Some(around(self.bounds, own));
                }
                shape.bytes()?
            }
            None => ShapeKind::None.code().to_le_bytes().to_vec(),
        };
        let words = size(record.len() / 2)?;
        out.write_all(&size(self.places.len() + 1)?.to_be_bytes())?;
        out.write_all(&words.to_be_bytes())?;
        out.write_all(&record)?;
        self.places.push([self.words, words]);
        self.words = self.words.checked_add(4 + words).ok_or_else(too_large)?;
        Ok(())
    }

    /// Writes the header anew; returns the places of the records.
    pub(super) fn finish(self, out: &mut BufWriter<File>) -> io::Result<Index> {
        out.seek(SeekFrom::Start(0))?;
        out.write_all(&header(self.kind, self.words, self.bounds))?;
        out.seek(SeekFrom::End(0))?;
        Ok(Index { places: self.places, bounds: self.bounds })
    }
}

/// The places of records.
#[derive(Debug, Default)]
pub(super) struct Index {
    places: Vec<[i32; 2]>,
    bounds: Option<Rect>,
}

/// Writes the index.
pub(super) fn write_index(
    out: &mut BufWriter<File>,
    kind: ShapeKind,
    index: &Index,
) -> io::Result<()> {
    let words = index.places.len().checked_mul(4).and_then(|words| words.checked_add(50));
    out.write_all(&header(kind, size(words.unwrap_or(usize::MAX))?, index.bounds))?;
    for [place, words] in &index.places {
        out.write_all(&place.to_be_bytes())?;
        out.write_all(&words.to_be_bytes())?;
    }
    Ok(())
}

fn header(kind: ShapeKind, words: i32, bounds: Option<Rect>) -> [u8; 100] {
    let mut header = [0; 100];
    header[..4].copy_from_slice(&9994_i32.to_be_bytes());
    header[24..28].copy_from_slice(&words.to_be_bytes());
    header[28..32].copy_from_slice(&1000_i32.to_le_bytes());
    header[32..36].copy_from_slice(&kind.code().to_le_bytes());
    if let Some(bounds) = bounds {
        let [min, max] = [bounds.min(), bounds.max()];
        for (nth, number) in [min.x, min.y, max.x, max.y].into_iter().enumerate() {
            let start = 36 + 8 * nth;
            header[start..start + 8].copy_from_slice(&number.to_le_bytes());
        }
    }
    header
}

fn around(old: Option<Rect>, own: Rect) -> Rect {
    let old = old.unwrap_or(own);
    let (a, b) = (old.min(), old.max());
    let (c, d) = (own.min(), own.max());
    Rect::new(
        Coord { x: a.x.min(c.x), y: a.y.min(c.y) },
        Coord { x: b.x.max(d.x), y: b.y.max(d.y) },
    )
}

fn size(number: usize) -> io::Result<i32> {
    i32::try_from(number).map_err(|_number| too_large())
}

fn too_large() -> io::Error {
    let text = "a Shapefile holds no more than 4 GB; write a GeoPackage";
    io::Error::new(ErrorKind::Unsupported, text)
}
