//! Records as every reader yields them: values under column names, a place in the file, and a
//! geometry where the format has one.

use crate::crs::Crs;
use crate::finding::{Finding, Place, Problem};
use crate::normalize;
use crate::read::Source;
use std::borrow::Cow;
use std::path::{Path, PathBuf};
use walkshed::InvalidPosition;
use walkshed::model::Value;

/// All records of one file.
#[derive(Debug)]
pub(crate) struct Rows {
    /// The file, as the project names it.
    pub(crate) file: String,
    /// The file, as the system finds it.
    pub(crate) path: PathBuf,
    /// What its coordinates mean; until [`crs::settle`](crate::crs::settle), what the file says.
    pub(crate) crs: Option<Crs>,
    /// The files that they come from, the main one first.
    pub(crate) sources: Vec<Source>,
    /// Whether the format knows outlines only as closed lines, so that a polygon may be either.
    pub(crate) closed_lines: bool,
    /// Names of the columns, in file order.
    pub(crate) columns: Vec<String>,
    /// The records that could be taken apart.
    pub(crate) list: Vec<Row>,
    /// What was wrong on the way.
    pub(crate) findings: Vec<Finding>,
}

/// One record.
#[derive(Debug)]
pub(crate) struct Row {
    /// Where it stands.
    pub(crate) place: Place,
    /// The `id` member of a GeoJSON feature.
    pub(crate) id: Option<String>,
    /// Its values; columns beyond the last one are null.
    values: Vec<Value>,
    /// Its geometry, in the coordinates of the file until they are settled, then checked on
    /// WGS 84; a bad one costs the row where a geometry is needed.
    pub(crate) geometry: Result<Option<geo::Geometry>, Problem>,
}

impl Rows {
    /// No records yet.
    pub(crate) fn new(file: &str, path: &Path) -> Self {
        Self {
            file: file.to_owned(),
            path: path.to_owned(),
            crs: None,
            sources: Vec::new(),
            closed_lines: false,
            columns: Vec::new(),
            list: Vec::new(),
            findings: Vec::new(),
        }
    }

    /// Drops a column.
    pub(crate) fn remove(&mut self, column: usize) {
        self.columns.remove(column);
        for row in &mut self.list {
            if column < row.values.len() {
                row.values.remove(column);
            }
        }
    }

    /// What is wrong with a row, with the names that people know.
    pub(crate) fn finding(&self, row: &Row, fault: Fault) -> Finding {
        let finding = Finding::new(&self.file, fault.problem).at(row.place);
        match fault.at {
            At::Row => finding,
            At::Cell(column) => {
                finding.of(&self.columns[column], row.text(column).unwrap_or_default())
            }
            At::Id => finding.of("id", row.id.as_deref().unwrap_or_default()),
        }
    }
}

/// What is wrong with a row, and where in the row.
#[derive(Debug)]
pub(crate) struct Fault {
    at: At,
    problem: Problem,
}

#[derive(Clone, Copy, Debug)]
enum At {
    Row,
    Cell(usize),
    /// The `id` member of a GeoJSON feature.
    Id,
}

impl Fault {
    /// At the cell of a column.
    pub(crate) fn cell(column: usize, problem: Problem) -> Self {
        Self { at: At::Cell(column), problem }
    }

    /// At the id, which stands in a column or beside the properties.
    pub(crate) fn id(column: Option<usize>, problem: Problem) -> Self {
        Self { at: column.map_or(At::Id, At::Cell), problem }
    }
}

/// With the row as a whole.
impl From<Problem> for Fault {
    fn from(problem: Problem) -> Self {
        Self { at: At::Row, problem }
    }
}

/// With its place.
impl From<InvalidPosition> for Fault {
    fn from(fault: InvalidPosition) -> Self {
        Problem::Position(fault).into()
    }
}

impl Row {
    pub(crate) fn new(place: Place, values: Vec<Value>) -> Self {
        Self { place, id: None, values, geometry: Ok(None) }
    }

    /// Adds values from a column on.
    pub(crate) fn extend(
        &mut self,
        column: usize,
        values: impl IntoIterator<Item = Value>,
    ) {
        self.values.resize(column, Value::Null);
        self.values.extend(values);
    }

    /// Gives the row its values.
    pub(crate) fn set(&mut self, values: Vec<Value>) {
        self.values = values;
    }

    /// The value in a column.
    pub(crate) fn value(&self, column: usize) -> &Value {
        self.values.get(column).unwrap_or(&Value::Null)
    }

    /// Puts a value into a column where there is none; whether there was none.
    pub(crate) fn fill(&mut self, column: usize, value: &Value) -> bool {
        if *self.value(column) != Value::Null {
            return false;
        }
        if self.values.len() <= column {
            self.values.resize(column + 1, Value::Null);
        }
        self.values[column] = value.clone();
        true
    }

    /// The values of its first columns.
    pub(crate) fn values(&self, columns: usize) -> Vec<Value> {
        (0..columns).map(|column| self.value(column).clone()).collect()
    }

    /// The value in a column as text, trimmed; `None` if it is blank.
    pub(crate) fn text(&self, column: usize) -> Option<Cow<'_, str>> {
        let text = text_of(self.value(column));
        (!text.trim().is_empty()).then_some(text)
    }

    /// The same, `None` also for a dash and the like.
    pub(crate) fn named(&self, column: Option<usize>) -> Option<String> {
        let text = self.text(column?)?;
        (!normalize::is_blank(&text)).then(|| text.trim().to_owned())
    }
}

/// A value as it stands in a cell.
pub(crate) fn text_of(value: &Value) -> Cow<'_, str> {
    match value {
        Value::Null => Cow::Borrowed(""),
        Value::Bool(flag) => Cow::Borrowed(if *flag { "true" } else { "false" }),
        Value::Integer(number) => Cow::Owned(number.to_string()),
        Value::Number(number) => Cow::Owned(number.to_string()),
        Value::Text(text) | Value::Json(text) => Cow::Borrowed(text),
    }
}

/// The value of a cell of text: a number only if writing it gives the same text again, so that
/// `0012` keeps its zeros and `1.50` its cents.
pub(crate) fn value_of(text: &str) -> Value {
    let text = text.trim();
    if text.is_empty() {
        return Value::Null;
    }
    let digits = text.strip_prefix('-').unwrap_or(text);
    if digits.starts_with(|c: char| c.is_ascii_digit())
        && let Some(number) = number_of(text, digits)
    {
        return number;
    }
    Value::Text(text.to_owned())
}

/// So many digits always come out of an `f64` as they went in.
const SURE_DIGITS: usize = 15;

/// The number of a text, `digits` being the text without its sign.
fn number_of(text: &str, digits: &str) -> Option<Value> {
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    let plain = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let zeros = whole.len() > 1 && whole.starts_with('0');
    if !plain(whole) || !plain(decimals) || zeros || decimals.ends_with('0') {
        return None;
    }
    if decimals.is_empty() {
        let integer = digits.len() == whole.len() && text != "-0";
        return integer.then(|| text.parse().ok().map(Value::Integer))?;
    }
    let number = text.parse::<f64>().ok().filter(|number| number.is_finite())?;
    let sure = whole.len() + decimals.len() <= SURE_DIGITS;
    (sure || number.to_string() == text).then_some(Value::Number(number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_survive_the_round_trip() {
        for text in [
            "0012",
            "12",
            "-3",
            "1.50",
            "99.924067938",
            "0.000000000000001",
            "123456789012.345",
            "1e3",
            "5.30921E+11",
            "true",
            "约",
        ] {
            assert_eq!(text_of(&value_of(text)), text);
        }
        assert_eq!(value_of("12"), Value::Integer(12));
        assert_eq!(value_of("99.5"), Value::Number(99.5));
        assert_eq!(value_of("0012"), Value::Text("0012".into()));
        assert_eq!(value_of("99999999999999999999"), "99999999999999999999".into());
        assert_eq!(value_of("  "), Value::Null);
        for text in ["-0", "00", "1.", "-", "1e3", "0x1", "99.92406793812345678", "-0.0"]
        {
            assert_eq!(value_of(text), text.into(), "{text}");
        }
        assert_eq!(value_of("-0.5"), Value::Number(-0.5));
        assert_eq!(value_of("99.9240679381234"), Value::Number(99.924_067_938_123_4));
    }
}
