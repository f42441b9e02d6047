//! Shapefiles: shapes in `.shp`, attributes in `.dbf`, the coordinate system in `.prj` and the
//! encoding in `.cpg`; the index is not needed.
//!
//! Each record is framed and its counts are checked here, before the library takes it apart, so
//! that a damaged one costs only itself and no count can ask for more memory than there are bytes.

mod dbf;
mod names;
mod ring;

use super::{Opened, Source, codepage, hex, layer, prj, shape};
use crate::error::{ReadError, ReadFault};
use crate::finding::{Finding, GeometryFault, Place, Problem};
use crate::rows::{Row, Rows};
use dbf::Table;
use geo::{Coord, Geometry, LineString, MultiLineString};
use sha2::{Digest, Sha256};
use shapefile::record::{ReadableShape, traits::HasXY};
use shapefile::{PolygonRing, Shape};
use std::io::Cursor;
use std::path::{Path, PathBuf};

/// What a main file begins with.
const MAGIC: &[u8] = b"\x00\x00\x27\x0a";

/// Bytes of the header of the main file, and of a record in it.
const HEADER: usize = 100;
const RECORD_HEADER: usize = 8;

/// The files beside the main one.
#[derive(Default)]
pub(super) struct Parts {
    /// The table.
    pub(super) dbf: Option<Part>,
    /// The coordinate system.
    pub(super) prj: Option<Part>,
    /// The encoding.
    pub(super) cpg: Option<Part>,
    /// The long names of its columns.
    pub(super) fields: Option<Part>,
}

/// A file beside the main one.
pub(super) struct Part {
    /// The file, as the system finds it.
    pub(super) path: PathBuf,
    /// Its bytes.
    pub(super) bytes: Vec<u8>,
}

/// Reads a Shapefile and what stands beside it.
pub(super) fn read(file: &Opened<'_>) -> Result<Rows, ReadError> {
    let [dbf, prj, cpg, fields] =
        ["dbf", "prj", "cpg", "fields.csv"].map(|extension| beside(file, extension));
    let parts = Parts { dbf: dbf?, prj: prj?, cpg: cpg?, fields: fields? };
    let mut rows = read_parts(file, &parts)?;
    let all = [&parts.dbf, &parts.prj, &parts.cpg, &parts.fields];
    for part in all.into_iter().flatten() {
        let name = part.path.file_name().unwrap_or_default();
        let path = Path::new(&file.input.path).with_file_name(name);
        let sha256 = hex(Sha256::digest(&part.bytes).as_slice());
        rows.sources.push(Source { path: path.to_string_lossy().into_owned(), sha256 });
    }
    Ok(rows)
}

/// The same, of files that are already read.
pub(super) fn read_parts(file: &Opened<'_>, parts: &Parts) -> Result<Rows, ReadError> {
    let mut rows = file.rows();
    rows.crs = parts.prj.as_ref().and_then(|prj| prj::read(&prj.bytes));
    let table = parts.dbf.as_ref().map(|dbf| table(file, dbf, parts.cpg.as_ref()));
    let table = table.transpose()?;
    match &table {
        Some(table) => begin(&mut rows, table),
        None => rows.findings.push(Finding::new(&rows.file, Problem::NoTable)),
    }
    let (mut shapes, mut undecoded) = (0, 0);
    for content in Records::new(file)? {
        shapes += 1;
        let values = match &table {
            Some(table) if shapes <= table.len() => {
                let Some(values) = table.values(shapes - 1, &mut undecoded) else {
                    continue;
                };
                values
            }
            _ => Vec::new(),
        };
        let mut row = Row::new(Place::Feature(shapes), values);
        let content = content.map_err(|reason| broken(file, &file.path, reason))?;
        row.geometry = shape_of(content);
        layer::push(file, &mut rows, row)?;
    }
    end(&mut rows, table.as_ref(), shapes, undecoded);
    if let Some(fields) = &parts.fields {
        names::lengthen(&mut rows, &fields.bytes);
    }
    Ok(rows)
}

/// Takes the table apart, in the encoding that is declared if it is the right one.
fn table<'p>(
    file: &Opened<'_>,
    dbf: &'p Part,
    cpg: Option<&Part>,
) -> Result<Table<'p>, ReadError> {
    let asked = file.input.encoding.as_ref().map(|name| {
        let unknown = || file.unusable(ReadFault::Encoding(name.clone()));
        codepage::of_name(name).ok_or_else(unknown)
    });
    let beside = cpg.and_then(|cpg| str::from_utf8(&cpg.bytes).ok());
    let beside = beside.and_then(codepage::of_name);
    Table::new(&dbf.bytes, asked.transpose()?, beside)
        .map_err(|reason| broken(file, &dbf.path, reason))
}

fn begin(rows: &mut Rows, table: &Table<'_>) {
    rows.columns = table.columns();
    let problems = table.problems.iter().cloned();
    let found = problems.map(|problem| Finding::new(&rows.file, problem));
    rows.findings.extend(found);
    let others = table.left_out();
    if !others.is_empty() {
        let finding = Finding::new(&rows.file, Problem::NotPlain);
        rows.findings.push(finding.in_column(others.join(", ")));
    }
}

fn end(rows: &mut Rows, table: Option<&Table<'_>>, shapes: usize, undecoded: usize) {
    let records = table.map_or(shapes, Table::len);
    if records != shapes {
        let problem = Problem::UnevenTable { shapes, records };
        rows.findings.push(Finding::new(&rows.file, problem));
    }
    if undecoded > 0 {
        let problem = Problem::Undecoded { cells: undecoded };
        rows.findings.push(Finding::new(&rows.file, problem));
    }
}

fn broken(file: &Opened<'_>, path: &Path, reason: String) -> ReadError {
    // A part of an archive is told by its own name.
    let path = if path.as_os_str().is_empty() { &file.path } else { path };
    ReadError::damaged(path, ReadFault::Broken { format: "Shapefile", reason })
}

/// The file of the same name with another ending, in whatever case.
fn beside(file: &Opened<'_>, extension: &str) -> Result<Option<Part>, ReadError> {
    let names = [extension.to_owned(), extension.to_ascii_uppercase()];
    let paths = names.map(|extension| file.path.with_extension(extension));
    let Some(path) = paths.into_iter().find(|path| path.is_file()) else {
        return Ok(None);
    };
    match std::fs::read(&path) {
        Ok(bytes) => Ok(Some(Part { path, bytes })),
        Err(source) => Err(ReadError::Unreadable { path, source }),
    }
}

/// The contents of the records of a main file.
struct Records<'b> {
    rest: &'b [u8],
}

impl<'b> Records<'b> {
    fn new(file: &'b Opened<'_>) -> Result<Self, ReadError> {
        let bytes = file.bytes.as_slice();
        if !bytes.starts_with(MAGIC) {
            let reason = "its first bytes are not those of a .shp file".to_owned();
            return Err(broken(file, &file.path, reason));
        }
        let words = bytes.get(24..28).and_then(|words| words.try_into().ok());
        let declared = words.map_or(0, u32::from_be_bytes) as usize * 2;
        let cut = || broken(file, &file.path, "it is cut off".to_owned());
        // Some programs leave the length out.
        let length = if declared < HEADER { bytes.len() } else { declared };
        Ok(Self { rest: bytes.get(HEADER..length).ok_or_else(cut)? })
    }
}

impl<'b> Iterator for Records<'b> {
    type Item = Result<&'b [u8], String>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.rest.is_empty() {
            return None;
        }
        let rest = std::mem::take(&mut self.rest);
        let words = rest.get(4..RECORD_HEADER).and_then(|words| words.try_into().ok());
        let size = words.map_or(0, u32::from_be_bytes) as usize * 2;
        match rest.get(RECORD_HEADER..RECORD_HEADER + size) {
            Some(content) => {
                self.rest = &rest[RECORD_HEADER + size..];
                Some(Ok(content))
            }
            None => Some(Err("a record goes beyond its end".to_owned())),
        }
    }
}

/// The shape of one record, without heights and measures.
fn shape_of(content: &[u8]) -> Result<Option<Geometry>, Problem> {
    check_counts(content)?;
    let size = i32::try_from(content.len()).unwrap_or(i32::MAX);
    let shape = Shape::read_from(&mut Cursor::new(content), size)
        .map_err(|error| Problem::Geometry(GeometryFault::Binary(error.to_string())))?;
    let geometry = match shape {
        Shape::NullShape => return Ok(None),
        Shape::Point(at) => Geometry::Point(coord(&at).into()),
        Shape::PointM(at) => Geometry::Point(coord(&at).into()),
        Shape::PointZ(at) => Geometry::Point(coord(&at).into()),
        Shape::Multipoint(all) => points(all.points()),
        Shape::MultipointM(all) => points(all.points()),
        Shape::MultipointZ(all) => points(all.points()),
        Shape::Polyline(line) => lines(line.parts()),
        Shape::PolylineM(line) => lines(line.parts()),
        Shape::PolylineZ(line) => lines(line.parts()),
        Shape::Polygon(area) => ring::polygons(rings(area.rings())),
        Shape::PolygonM(area) => ring::polygons(rings(area.rings())),
        Shape::PolygonZ(area) => ring::polygons(rings(area.rings())),
        Shape::Multipatch(_) => {
            return Err(Problem::Geometry(GeometryFault::Kind("MultiPatch".to_owned())));
        }
    };
    shape::checked(geometry)
}

/// Whether the parts and points that a record declares are there.
fn check_counts(content: &[u8]) -> Result<(), Problem> {
    let number = |at: usize| {
        let bytes = content.get(at..at + 4).and_then(|bytes| bytes.try_into().ok());
        bytes.map_or(0, u32::from_le_bytes) as usize
    };
    let needed = match number(0) {
        3 | 5 | 13 | 15 | 23 | 25 | 31 => 44 + 4 * number(36) + 16 * number(40),
        8 | 18 | 28 => 40 + 16 * number(36),
        _ => 4,
    };
    if needed <= content.len() {
        return Ok(());
    }
    let text = format!("a record of {} bytes, where {needed} are needed", content.len());
    Err(Problem::Geometry(GeometryFault::Binary(text)))
}

fn coord(at: &impl HasXY) -> Coord {
    Coord { x: at.x(), y: at.y() }
}

fn coords<P: HasXY>(points: &[P]) -> Vec<Coord> {
    points.iter().map(coord).collect()
}

fn points<P: HasXY>(points: &[P]) -> Geometry {
    Geometry::MultiPoint(coords(points).into())
}

fn lines<P: HasXY>(parts: &[Vec<P>]) -> Geometry {
    let mut lines: Vec<_> = parts.iter().map(|part| LineString(coords(part))).collect();
    match lines.len() {
        1 => Geometry::LineString(lines.remove(0)),
        _ => Geometry::MultiLineString(MultiLineString(lines)),
    }
}

fn rings<P: HasXY>(rings: &[PolygonRing<P>]) -> Vec<PolygonRing<Coord>> {
    let ring = |ring: &PolygonRing<P>| match ring {
        PolygonRing::Outer(points) => PolygonRing::Outer(coords(points)),
        PolygonRing::Inner(points) => PolygonRing::Inner(coords(points)),
    };
    rings.iter().map(ring).collect()
}

#[cfg(test)]
#[path = "shapefile_tests.rs"]
mod tests;
