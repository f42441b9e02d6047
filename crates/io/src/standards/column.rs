//! What the columns of a station say, under the names that rules use.

use super::entries::Entry;
use crate::columns::{STATIONS, field_named};
use crate::normalize;
use crate::pack::{TermKind, Vocabulary};
use std::collections::BTreeMap;
use walkshed::model::Value;
use walkshed::standard::Amount;

/// What the headers of all columns mean, each looked up once.
#[derive(Debug, Default)]
pub(super) struct Headers<'a>(BTreeMap<&'a str, Header>);

/// What a header means.
#[derive(Debug)]
pub(super) struct Header {
    /// The names that a rule may have for it: its field, and the header itself.
    pub(super) names: Vec<String>,
    /// Its field, if it is a column that is known.
    pub(super) field: Option<&'static str>,
    /// The room, piece of equipment or service that it is named after, if it is no such column.
    pub(super) thing: Option<String>,
    is_area: bool,
}

/// The cell of a station in a column that is kept.
pub(super) struct Cell<'h, 'a> {
    pub(super) of: &'h Header,
    header: &'a str,
    value: &'a Value,
}

impl<'a> Headers<'a> {
    pub(super) fn of(entries: &[Entry<'a>], words: &Vocabulary) -> Self {
        let mut headers = BTreeMap::new();
        for (header, _) in entries.iter().flat_map(|entry| entry.properties) {
            headers.entry(header.as_str()).or_insert_with(|| Header::of(header, words));
        }
        Self(headers)
    }

    /// The cells of a station.
    pub(super) fn cells<'h>(
        &'h self,
        entry: &Entry<'a>,
    ) -> impl Iterator<Item = Cell<'h, 'a>> + use<'h, 'a> {
        entry.properties.iter().filter_map(|(header, value)| {
            Some(Cell { of: self.0.get(header.as_str())?, header, value })
        })
    }

    /// The cell of a station in the column of a field.
    pub(super) fn cell<'h>(
        &'h self,
        entry: &Entry<'a>,
        field: &str,
    ) -> Option<Cell<'h, 'a>> {
        self.cells(entry).find(|cell| cell.of.field == Some(field))
    }
}

impl Header {
    fn of(header: &str, words: &Vocabulary) -> Self {
        let key = normalize::key(header);
        let field = match key.as_str() {
            // a second number beside the id that is used
            "备案号" | "登记编号" => Some("registration"),
            _ => field_named(&STATIONS, header),
        };
        let mut names = vec![header.to_owned(), normalize::bare_key(header)];
        names.extend(field.map(str::to_owned));
        names.sort_unstable();
        names.dedup();
        let kinds = [TermKind::Facility, TermKind::Service];
        let term = || kinds.iter().find_map(|&kind| words.find(kind, header));
        Self {
            names,
            field,
            thing: field.map_or_else(|| term().map(|term| term.id.clone()), |_| None),
            is_area: ["面积", "area"].iter().any(|word| key.contains(word))
                || key.ends_with("m2"),
        }
    }
}

impl Cell<'_, '_> {
    /// The text of its cell; `None` where nothing stands in it.
    pub(super) fn text(&self) -> Option<String> {
        let text = match self.value {
            Value::Null => return None,
            Value::Bool(value) => value.to_string(),
            Value::Integer(number) => number.to_string(),
            Value::Number(number) => number.to_string(),
            Value::Text(text) | Value::Json(text) => normalize::plain(text),
        };
        (!normalize::is_blank(&text)).then_some(text)
    }

    /// The number in its cell.
    pub(super) fn number(&self) -> Option<Amount> {
        let number = match self.value {
            Value::Integer(number) => Some(*number as f64),
            Value::Number(number) => Some(*number),
            Value::Text(text) if self.of.is_area => normalize::area_m2(text, self.header),
            Value::Text(text) => normalize::quantity(text).map(|found| found.number),
            Value::Null | Value::Bool(_) | Value::Json(_) => None,
        };
        number.and_then(Amount::from_f64)
    }

    /// How many of a thing there are, where the column is named after it: 有, 2, 无.
    pub(super) fn count(&self) -> Option<u32> {
        let text = match self.value {
            Value::Null => return None,
            Value::Bool(there) => return Some(u32::from(*there)),
            Value::Integer(number) => return u32::try_from(*number).ok(),
            Value::Number(number) => return Some(number.clamp(0.0, 1e6) as u32),
            Value::Text(text) | Value::Json(text) => normalize::key(text),
        };
        match text.as_str() {
            "" => None,
            "无" | "否" | "没有" | "缺" | "no" | "false" | "×" | "✗" | "x" => {
                Some(0)
            }
            _ => Some(normalize::quantity(&text).map_or(1, |found| found.number as u32)),
        }
    }
}
