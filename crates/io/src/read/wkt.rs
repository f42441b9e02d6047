//! Geometries written into a cell of a table: well-known text (OGC 06-103r4), with or without the
//! `SRID=4326;` of `PostGIS`, or well-known binary in hexadecimal digits, as it exports it.

use super::{shape, wkb};
use crate::crs::Crs;
use crate::finding::{GeometryFault, Problem};
use crate::normalize;
use crate::project::Input;
use crate::rows::Rows;
use geo::Geometry;
use std::borrow::Cow;
use std::str::FromStr;
use wkt::Wkt;

/// Names of columns that hold geometries more often than others do.
const NAMES: [&str; 9] =
    ["wkt", "geometry", "geom", "thegeom", "shape", "图形", "几何", "空间坐标", "坐标"];

const KINDS: [&str; 7] = [
    "POINT",
    "LINESTRING",
    "POLYGON",
    "MULTIPOINT",
    "MULTILINESTRING",
    "MULTIPOLYGON",
    "GEOMETRYCOLLECTION",
];

/// Digits of an empty collection in binary, the shortest of all.
const SHORTEST: usize = 18;

/// Deepest nesting of brackets; a collection of multipolygons needs five.
const DEEPEST: usize = 32;

/// Makes geometries of the column that holds them, if there is one; a bad one costs its row.
///
/// The column is gone then, unless the project names it.
pub(super) fn take(rows: &mut Rows, input: &Input) {
    let Some(column) = column(rows) else { return };
    let mut system = None;
    for row in &mut rows.list {
        let read = row.text(column).map(|text| read(&text));
        row.geometry = match read {
            None => Ok(None),
            Some(Err(problem)) => Err(problem),
            Some(Ok((srid, shape))) => match (srid, &system) {
                (Some(srid), Some(known)) if srid != *known => Err(Problem::Datum),
                (srid, _) => {
                    system = system.or(srid);
                    Ok(shape)
                }
            },
        };
    }
    if let Some(code) = system {
        rows.crs = Crs::named(&code.to_string());
    }
    if !input.columns.values().any(|name| *name == rows.columns[column]) {
        rows.remove(column);
    }
}

/// The column that holds geometries: by its first value, those with a likely name first.
fn column(rows: &Rows) -> Option<usize> {
    let likely = |column: &usize| {
        NAMES.contains(&normalize::bare_key(&rows.columns[*column]).as_str())
    };
    let (named, others): (Vec<_>, Vec<_>) = (0..rows.columns.len()).partition(likely);
    let first = |column: usize| rows.list.iter().find_map(|row| row.text(column));
    let holds = |column: &usize| first(*column).is_some_and(|text| is_geometry(&text));
    named.into_iter().chain(others).find(holds)
}

fn is_geometry(text: &str) -> bool {
    if bytes_of(text).is_some() {
        return true;
    }
    let (_, text) = apart(text);
    let word = text.split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default();
    let word = word.to_ascii_uppercase();
    let kind = word.trim_end_matches(['Z', 'M']);
    KINDS.contains(&kind) && (text.contains('(') || text.trim_end().ends_with("EMPTY"))
}

/// The number after `SRID=`, and the rest.
fn apart(text: &str) -> (Option<u32>, &str) {
    let text = text.trim();
    let tail = text.get(..5).filter(|head| head.eq_ignore_ascii_case("SRID="));
    let parts = tail.and_then(|_| text.get(5..)?.split_once(';'));
    match parts.map(|(code, rest)| (code.trim().parse().ok(), rest)) {
        Some((Some(code), rest)) => (Some(code), rest.trim()),
        _ => (None, text),
    }
}

/// A geometry, `None` if it is empty, and the code of its system if it gives one.
pub(crate) fn read(text: &str) -> Result<(Option<u32>, Option<Geometry>), Problem> {
    if let Some(bytes) = bytes_of(text) {
        return Ok((srid_of(&bytes), wkb::read(&bytes)?));
    }
    let fault = |reason: &str| Problem::Geometry(GeometryFault::Wkt(reason.to_owned()));
    let (srid, text) = apart(text);
    let text = spaced(text);
    check_brackets(&text).map_err(fault)?;
    let shape = Wkt::<f64>::from_str(&text).map_err(fault)?;
    let shape = match Geometry::try_from(shape) {
        Ok(shape) => shape,
        // A point without coordinates has no form in the model.
        Err(_empty) => return Ok((srid, None)),
    };
    Ok((srid, shape::checked(shape)?))
}

/// The bytes that hexadecimal digits stand for, if they start as a geometry does: the order of
/// bytes, and one of seven kinds.
fn bytes_of(text: &str) -> Option<Vec<u8>> {
    let text = text.trim().as_bytes();
    if text.len() < SHORTEST {
        return None;
    }
    let kind = match text.get(..10)? {
        [b'0', b'1', kind @ ..] => kind.get(..2)?,
        [b'0', b'0', kind @ ..] => kind.get(6..)?,
        _ => return None,
    };
    let digit = |byte: u8| char::from(byte).to_digit(16).map(|digit| digit as u8);
    let is_kind = kind[0] == b'0' && (b'1'..=b'7').contains(&kind[1]);
    let whole = |pair: &[u8]| Some(digit(pair[0])? << 4 | digit(*pair.get(1)?)?);
    is_kind.then(|| text.chunks(2).map(whole).collect())?
}

/// The code of the system in binary of the extended dialect.
fn srid_of(bytes: &[u8]) -> Option<u32> {
    let word = |at: usize| {
        let four: [u8; 4] = bytes.get(at..at + 4)?.try_into().ok()?;
        let little = bytes[0] == 1;
        Some(if little { u32::from_le_bytes(four) } else { u32::from_be_bytes(four) })
    };
    let has = word(1)? & 0x2000_0000 != 0;
    has.then(|| word(5))?
}

/// `POINTZ (1 2 3)` as `POINT Z (1 2 3)`.
fn spaced(text: &str) -> Cow<'_, str> {
    let end = text.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(text.len());
    let (word, rest) = text.split_at(end);
    let upper = word.to_ascii_uppercase();
    match KINDS.iter().find(|kind| upper.strip_prefix(**kind).is_some_and(is_dimension)) {
        Some(kind) => {
            Cow::Owned(format!("{kind} {}{rest}", upper.split_at(kind.len()).1))
        }
        None => Cow::Borrowed(text),
    }
}

fn is_dimension(text: &str) -> bool {
    matches!(text, "Z" | "M" | "ZM")
}

/// The reader of the text goes as deep as its brackets do, and stops at the last.
fn check_brackets(text: &str) -> Result<(), &'static str> {
    let (mut depth, mut closed) = (0_usize, false);
    for byte in text.bytes() {
        match byte {
            _ if closed && !byte.is_ascii_whitespace() => {
                return Err("text after the last bracket");
            }
            b'(' if depth == DEEPEST => return Err("brackets are nested too deeply"),
            b'(' => depth += 1,
            b')' => {
                depth = depth.checked_sub(1).ok_or("a bracket is closed twice")?;
                closed = depth == 0;
            }
            _ => {}
        }
    }
    if depth == 0 { Ok(()) } else { Err("a bracket is not closed") }
}

#[cfg(test)]
#[path = "wkt_tests.rs"]
mod tests;
