//! How the values of a scenario are written: ids, files, or what there is to say of each.

use crate::coordinates;
use crate::project::Input;
use crate::project::settings::{InputEntry, InputFields};
use crate::project::told::Told;
use crate::project::values::OneOrMany;
use crate::read::Format;
use crate::scenario::{Factor, Growth, Listed, Move, Relevel};
use serde::Deserialize;
use serde::de::{Deserializer, Error as _};
use std::path::Path;
use toml::{Table, Value};
use walkshed::LngLat;

/// Years that a plan may be made for.
const YEARS: std::ops::RangeInclusive<i64> = 1900..=2200;
/// Largest factor of growth; in millionths it fits 32 bits.
const LARGEST_FACTOR: f64 = 1000.0;

/// A year.
pub(super) struct Year(pub(super) u16);

impl<'de> Deserialize<'de> for Year {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let year = Value::deserialize(from)?.as_integer();
        let year = year.filter(|year| YEARS.contains(year));
        let wrong = Told::new(
            format!("not a year from {} to {}", YEARS.start(), YEARS.end()),
            format!("不是{}至{}之间的年份", YEARS.start(), YEARS.end()),
        );
        year.map(|year| Self(year as u16)).ok_or_else(|| D::Error::custom(wrong))
    }
}

/// An id or a file.
pub(super) struct ListedEntry(pub(super) Listed);

impl<'de> Deserialize<'de> for ListedEntry {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let listed = match Value::deserialize(from)? {
            Value::String(text) if text.trim().is_empty() => {
                Err(Told::new("the id is empty", "编号为空"))
            }
            Value::String(text) if is_file(&text) => Ok(Listed::File(file(text))),
            Value::String(text) => Ok(Listed::Id(text.trim().to_owned())),
            Value::Integer(number) => Ok(Listed::Id(number.to_string())),
            Value::Table(table) => {
                return input::<D::Error>(table).map(|file| Self(Listed::File(file)));
            }
            _ => Err(Told::new("neither an id nor a file", "既不是编号,也不是文件")),
        };
        listed.map(Self).map_err(D::Error::custom)
    }
}

/// Stations and where they move, or a file of them.
pub(super) struct MoveEntry(pub(super) Vec<Move>);

impl<'de> Deserialize<'de> for MoveEntry {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let each = |(id, value): (String, Value)| {
            let position = position(&value).ok_or_else(|| {
                Told::new(
                    format!("{id}: not a place: write \"99.92,24.58\" or [99.92, 24.58]"),
                    format!("{id}:不是坐标,请写\"99.92,24.58\"或[99.92, 24.58]"),
                )
            })?;
            Ok(Move::To { id, position })
        };
        Ok(Self(match Value::deserialize(from)? {
            Value::String(text) => vec![Move::File(path::<D::Error>(text)?)],
            Value::Table(table) if table.contains_key("path") => {
                vec![Move::File(input::<D::Error>(table)?)]
            }
            Value::Table(table) => {
                let moves: Result<_, Told> = table.into_iter().map(each).collect();
                moves.map_err(D::Error::custom)?
            }
            _ => {
                return Err(D::Error::custom(Told::new(
                    "neither a file nor a table of places: write { C4 = \"99.92,24.58\" }",
                    "既不是文件,也不是坐标表,请写{ C4 = \"99.92,24.58\" }",
                )));
            }
        }))
    }
}

/// Stations and the levels that they get, or a file of them.
pub(super) struct RelevelEntry(pub(super) Vec<Relevel>);

impl<'de> Deserialize<'de> for RelevelEntry {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let each = |(id, value): (String, Value)| {
            let level = value.as_integer().filter(|level| (1..=9).contains(level));
            let level = level.ok_or_else(|| {
                Told::new(
                    format!("{id}: not a level from 1 to 9"),
                    format!("{id}:不是1至9之间的级别"),
                )
            })?;
            Ok(Relevel::To { id, level: level as u8 })
        };
        Ok(Self(match Value::deserialize(from)? {
            Value::String(text) => vec![Relevel::File(path::<D::Error>(text)?)],
            Value::Table(table) if table.contains_key("path") => {
                vec![Relevel::File(input::<D::Error>(table)?)]
            }
            Value::Table(table) => {
                let levels: Result<_, Told> = table.into_iter().map(each).collect();
                levels.map_err(D::Error::custom)?
            }
            _ => {
                return Err(D::Error::custom(Told::new(
                    "neither a file nor a table of levels: write { S3 = 2 }",
                    "既不是文件,也不是级别表,请写{ S3 = 2 }",
                )));
            }
        }))
    }
}

/// A factor, factors by group, a factor for some, or a file of them.
pub(super) struct GrowthEntry(pub(super) Vec<Growth>);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FactorFields {
    factor: Value,
    #[serde(default)]
    ids: OneOrMany<Name>,
    #[serde(default)]
    communities: OneOrMany<Name>,
    #[serde(default)]
    groups: OneOrMany<Name>,
}

/// An id, which may be a number.
struct Name(String);

impl<'de> Deserialize<'de> for Name {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        match Value::deserialize(from)? {
            Value::String(text) if !text.trim().is_empty() => {
                Ok(Self(text.trim().to_owned()))
            }
            Value::Integer(number) => Ok(Self(number.to_string())),
            _ => Err(D::Error::custom(Told::new("not a name", "不是编号或名称"))),
        }
    }
}

impl<'de> Deserialize<'de> for GrowthEntry {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let wrong = |told: Told| D::Error::custom(told);
        Ok(Self(match Value::deserialize(from)? {
            Value::String(text) => vec![Growth::File(path::<D::Error>(text)?)],
            Value::Table(table) if table.contains_key("path") => {
                vec![Growth::File(input::<D::Error>(table)?)]
            }
            Value::Table(table) if table.contains_key("factor") => {
                let fields = FactorFields::deserialize(table);
                let fields = fields.map_err(|error| D::Error::custom(error.message()))?;
                vec![Growth::By(fields.factor().map_err(wrong)?)]
            }
            Value::Table(table) => {
                let by_group = |(group, value): (String, Value)| {
                    let millionths =
                        millionths(&value).ok_or_else(|| no_factor(&group))?;
                    let groups = vec![group];
                    Ok(Growth::By(Factor { millionths, groups, ..Factor::default() }))
                };
                let each: Result<_, Told> = table.into_iter().map(by_group).collect();
                each.map_err(wrong)?
            }
            value => {
                let factor = millionths(&value).ok_or_else(|| wrong(no_factor("")))?;
                vec![Growth::By(Factor { millionths: factor, ..Factor::default() })]
            }
        }))
    }
}

impl FactorFields {
    fn factor(self) -> Result<Factor, Told> {
        let millionths = millionths(&self.factor).ok_or_else(|| no_factor("factor"))?;
        let names =
            |list: OneOrMany<Name>| list.0.into_iter().map(|name| name.0).collect();
        Ok(Factor {
            millionths,
            groups: names(self.groups),
            ids: names(self.ids),
            communities: names(self.communities),
        })
    }
}

fn no_factor(key: &str) -> Told {
    let (en, zh) = match key {
        "" => (String::new(), String::new()),
        key => (format!("{key}: "), format!("{key}:")),
    };
    Told::new(
        format!("{en}not a factor from 0 to {LARGEST_FACTOR}"),
        format!("{zh}不是0至{LARGEST_FACTOR}之间的倍数"),
    )
}

fn millionths(value: &Value) -> Option<u32> {
    let factor = match value {
        Value::Integer(number) => *number as f64,
        Value::Float(number) => *number,
        _ => return None,
    };
    millionths_of(factor)
}

/// A factor of growth in millionths, if it is one.
pub(in crate::project) fn millionths_of(factor: f64) -> Option<u32> {
    (0.0..=LARGEST_FACTOR).contains(&factor).then(|| (factor * 1e6).round() as u32)
}

/// Two numbers, or a text of both.
fn position(value: &Value) -> Option<LngLat> {
    let number =
        |value: &Value| value.as_float().or_else(|| Some(value.as_integer()? as f64));
    let [x, y] = match value {
        Value::String(text) => coordinates::pair(text)?,
        Value::Array(pair) => match pair.as_slice() {
            [x, y] => [number(x)?, number(y)?],
            _ => return None,
        },
        _ => return None,
    };
    // the numbers decide which is which (rule 21)
    LngLat::new(x, y).or_else(|_beyond| LngLat::new(y, x)).ok()
}

/// Whether a text is a file: it ends like one that is known.
pub(crate) fn is_file(text: &str) -> bool {
    let extension = Path::new(text.trim()).extension().and_then(|e| e.to_str());
    extension.is_some_and(|extension| {
        Format::of_extension(&extension.to_ascii_lowercase()).is_some()
    })
}

fn file(text: String) -> Box<Input> {
    Box::new(Input::new(text))
}

/// A text that can only be a file.
fn path<E: serde::de::Error>(text: String) -> Result<Box<Input>, E> {
    let text = serde::de::value::StringDeserializer::new(text);
    InputEntry::deserialize(text).map(|entry| Box::new(entry.0))
}

/// A table that says a file.
fn input<E: serde::de::Error>(table: Table) -> Result<Box<Input>, E> {
    let fields = InputFields::deserialize(table);
    let fields = fields.map_err(|error| E::custom(error.message()))?;
    Ok(Box::new(fields.into()))
}
