//! Geometries of `FlatGeobuf`: coordinates in one list, the ends of rings or lines in another,
//! parts in tables of their own.

use crate::finding::{GeometryFault, Problem};
use crate::read::shape;
use flatgeobuf::{Geometry as Table, GeometryType};
use geo::{
    Coord, Geometry, GeometryCollection, LineString, MultiLineString, MultiPoint,
    MultiPolygon, Polygon,
};

/// Bytes of a position.
const POSITION: usize = 16;

/// Reads the geometry of a feature of so many bytes; `None` if it is empty. Tables may be shared,
/// so that a small file could hold positions without end: there are no more than bytes for them.
pub(super) fn read(
    table: &Table<'_>,
    kind: GeometryType,
    bytes: usize,
) -> Result<Option<Geometry>, Problem> {
    let kind = if kind == GeometryType::Unknown { table.type_() } else { kind };
    let mut left = bytes / POSITION;
    match geometry(table, kind, &mut left)? {
        Some(geometry) => shape::checked(geometry),
        None => Ok(None),
    }
}

fn geometry(
    table: &Table<'_>,
    kind: GeometryType,
    left: &mut usize,
) -> Result<Option<Geometry>, Problem> {
    Ok(Some(match kind {
        GeometryType::Point => match positions(table, left)?.first() {
            Some(at) => Geometry::Point((*at).into()),
            None => return Ok(None),
        },
        GeometryType::MultiPoint => {
            Geometry::MultiPoint(MultiPoint::from(positions(table, left)?))
        }
        GeometryType::LineString => {
            Geometry::LineString(LineString(positions(table, left)?))
        }
        GeometryType::MultiLineString => {
            Geometry::MultiLineString(MultiLineString(lines(table, left)?))
        }
        GeometryType::Polygon => Geometry::Polygon(polygon(table, left)?),
        GeometryType::MultiPolygon => {
            let parts = table.parts().into_iter().flatten();
            let parts = parts.map(|part| polygon(&part, left));
            Geometry::MultiPolygon(MultiPolygon(parts.collect::<Result<_, _>>()?))
        }
        GeometryType::GeometryCollection => {
            let parts = table.parts().into_iter().flatten();
            let parts =
                parts.filter_map(|part| geometry(&part, part.type_(), left).transpose());
            Geometry::GeometryCollection(GeometryCollection(
                parts.collect::<Result<_, _>>()?,
            ))
        }
        other => {
            let name =
                other.variant_name().map_or_else(|| other.0.to_string(), Into::into);
            return Err(Problem::Geometry(GeometryFault::Kind(name)));
        }
    }))
}

fn positions(table: &Table<'_>, left: &mut usize) -> Result<Vec<Coord>, Problem> {
    let Some(numbers) = table.xy() else { return Ok(Vec::new()) };
    let count = numbers.len() / 2;
    *left = left.checked_sub(count).ok_or_else(|| fault("its parts are shared"))?;
    let at = |i| Coord { x: numbers.get(2 * i), y: numbers.get(2 * i + 1) };
    Ok((0..count).map(at).collect())
}

fn lines(table: &Table<'_>, left: &mut usize) -> Result<Vec<LineString>, Problem> {
    let all = positions(table, left)?;
    let Some(ends) = table.ends().filter(|ends| !ends.is_empty()) else {
        return Ok(if all.is_empty() { Vec::new() } else { vec![LineString(all)] });
    };
    let mut start = 0;
    let line = |end: u32| {
        let line = all.get(start..end as usize).map(|line| LineString(line.to_vec()));
        start = end as usize;
        line.ok_or_else(|| fault("a line ends beyond its positions"))
    };
    ends.iter().map(line).collect()
}

fn polygon(table: &Table<'_>, left: &mut usize) -> Result<Polygon, Problem> {
    let mut rings = lines(table, left)?.into_iter();
    let outer = rings.next().unwrap_or_else(|| LineString(Vec::new()));
    Ok(Polygon::new(outer, rings.collect()))
}

fn fault(text: &str) -> Problem {
    Problem::Geometry(GeometryFault::Binary(text.to_owned()))
}
