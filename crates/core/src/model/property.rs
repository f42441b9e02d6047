//! Open properties that survive a round trip.

/// A flat value read from a cell or a GeoJSON property.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Nothing there.
    Null,
    /// True or false.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// Any other finite number.
    Number(f64),
    /// Text; nested JSON that was read is kept as its text.
    Text(String),
    /// An array or object of JSON, as its text: where a format knows neither, it is text.
    Json(String),
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<Option<&str>> for Value {
    fn from(text: Option<&str>) -> Self {
        text.map_or(Self::Null, Self::from)
    }
}
