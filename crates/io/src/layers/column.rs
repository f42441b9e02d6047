//! The columns of a layer: names that never collide, and types.

use rustc_hash::FxHashSet;
use std::sync::Arc;
use walkshed::model::Value;

/// One property of a layer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name, unique in the layer.
    pub name: Arc<str>,
    /// What its values are, where they are not null.
    pub kind: Kind,
}

/// The type of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Always null.
    Nothing,
    /// True or false.
    Boolean,
    /// A whole number.
    Integer,
    /// Any finite number.
    Number,
    /// Text.
    Text,
    /// An array or object of JSON.
    Json,
    /// Sometimes one, sometimes another: a column that was read so.
    Mixed,
}

impl Kind {
    /// The type of a value.
    #[must_use]
    pub fn of(value: &Value) -> Self {
        match value {
            Value::Null => Self::Nothing,
            Value::Bool(_) => Self::Boolean,
            Value::Integer(_) => Self::Integer,
            Value::Number(_) => Self::Number,
            Value::Text(_) => Self::Text,
            Value::Json(_) => Self::Json,
        }
    }

    /// The type that holds both.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Nothing, kind) | (kind, Self::Nothing) => kind,
            (a, b) if a == b => a,
            (Self::Integer | Self::Number, Self::Integer | Self::Number) => Self::Number,
            _ => Self::Mixed,
        }
    }

    /// The type as JSON Schema names it; `None` where it is not one.
    #[must_use]
    pub fn json(self) -> Option<&'static str> {
        match self {
            Self::Nothing | Self::Mixed | Self::Json => None,
            Self::Boolean => Some("boolean"),
            Self::Integer => Some("integer"),
            Self::Number => Some("number"),
            Self::Text => Some("string"),
        }
    }
}

/// Columns under way: those that are computed, and those that were read under a name of the
/// user's choice.
#[derive(Debug, Default)]
pub(super) struct Columns(Vec<Wanted>);

#[derive(Debug)]
struct Wanted {
    name: String,
    kind: Kind,
    read: bool,
}

impl Columns {
    /// Adds a column that keeps its name.
    pub(super) fn push(&mut self, name: impl Into<String>, kind: Kind) {
        self.0.push(Wanted { name: name.into(), kind, read: false });
    }

    /// Adds a column that gets out of the way.
    pub(super) fn push_read(&mut self, name: &str, kind: Kind) {
        self.0.push(Wanted { name: name.to_owned(), kind, read: true });
    }

    /// The columns in the order in which they were added, every name once: computed ones choose
    /// first.
    pub(super) fn settle(self) -> Vec<Column> {
        let mut taken = FxHashSet::default();
        let mut names: Vec<Option<String>> = vec![None; self.0.len()];
        for read in [false, true] {
            for (wanted, name) in self.0.iter().zip(&mut names) {
                if wanted.read == read {
                    let free = free_name(&wanted.name, &taken);
                    taken.insert(free.clone());
                    *name = Some(free);
                }
            }
        }
        let column = |(wanted, name): (Wanted, Option<String>)| Column {
            name: name.unwrap_or(wanted.name).into(),
            kind: wanted.kind,
        };
        self.0.into_iter().zip(names).map(column).collect()
    }
}

/// `name`, else `name_read`, else `name_read2` and so on.
fn free_name(name: &str, taken: &FxHashSet<String>) -> String {
    let again = |n: usize| match n {
        0 => name.to_owned(),
        1 => format!("{name}_read"),
        n => format!("{name}_read{n}"),
    };
    // of one name more than are taken, one is free
    let mut names = (0..=taken.len()).map(again);
    names.find(|name| !taken.contains(name)).unwrap_or_else(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_read_gets_out_of_the_way_wherever_it_stands() {
        let mut columns = Columns::default();
        columns.push("id", Kind::Text);
        columns.push_read("snap_m", Kind::Number);
        columns.push_read("snap_m_read", Kind::Text);
        columns.push_read("id", Kind::Integer);
        columns.push("snap_m", Kind::Number);
        let settled = columns.settle();
        let names: Vec<&str> = settled.iter().map(|column| &*column.name).collect();
        assert_eq!(names, ["id", "snap_m_read", "snap_m_read_read", "id_read", "snap_m"]);
    }

    #[test]
    fn types_widen_to_hold_every_value() {
        let all = |kinds: &[Kind]| kinds.iter().copied().fold(Kind::Nothing, Kind::or);
        assert_eq!(all(&[Kind::Nothing, Kind::Integer]), Kind::Integer);
        assert_eq!(all(&[Kind::Integer, Kind::Number]), Kind::Number);
        assert_eq!(all(&[Kind::Text, Kind::Number, Kind::Nothing]), Kind::Mixed);
        assert_eq!(Kind::Mixed.json(), None);
    }
}
