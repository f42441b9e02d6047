//! What the columns of a station say, under the names that rules use.

use super::entries::Entry;
use crate::columns::{STATIONS, field_named};
use crate::normalize;
use walkshed::model::Value;
use walkshed::standard::Amount;

/// A column that is kept, with the names that a rule may have for it: its field, and its header.
pub(super) struct Named<'a> {
    pub(super) names: Vec<String>,
    pub(super) header: &'a str,
    pub(super) value: &'a Value,
    pub(super) field: Option<&'static str>,
}

pub(super) fn columns<'a>(
    entry: &Entry<'a>,
) -> impl Iterator<Item = Named<'a>> + use<'a> {
    entry.properties.iter().map(|(header, value)| {
        let field = match normalize::key(header).as_str() {
            // a second number beside the id that is used
            "备案号" | "登记编号" => Some("registration"),
            _ => field_named(&STATIONS, header),
        };
        let mut names = vec![header.clone(), normalize::bare_key(header)];
        names.extend(field.map(str::to_owned));
        names.sort_unstable();
        names.dedup();
        Named { names, header, value, field }
    })
}

impl Named<'_> {
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
            Value::Text(text) if self.is_area() => normalize::area_m2(text, self.header),
            Value::Text(text) => normalize::quantity(text).map(|found| found.number),
            Value::Null | Value::Bool(_) | Value::Json(_) => None,
        };
        number.and_then(Amount::from_f64)
    }

    fn is_area(&self) -> bool {
        let key = normalize::key(self.header);
        key.contains("面积") || key.contains("area") || key.ends_with("m2")
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
