//! Which column is which field: named in the project, else recognized by its name in Chinese or
//! English.
//!
//! A whole name goes before a part of one, and of two parts the longer; a tie goes to the later
//! part, since Chinese and English names end with their noun (`社区编号` is a number, not a
//! community).

mod aliases;

pub(crate) use aliases::{DEMAND, GRIDS, STATIONS, STREETS};

use crate::error::{ReadError, ReadFault};
use crate::finding::{Finding, Problem};
use crate::normalize;
use crate::project::{Input, nearest};
use crate::rows::Rows;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;
use walkshed::model::Value;

/// The fields of one role.
#[derive(Debug)]
pub(crate) struct Role {
    /// What a row is called in messages.
    pub(crate) noun: &'static str,
    /// Its fields; where two names fit two columns, the earlier name wins.
    pub(crate) fields: &'static [Field],
    /// Whether a part of a column's name is enough.
    pub(crate) by_part: bool,
}

/// A field and what people call it.
#[derive(Debug)]
pub(crate) struct Field {
    /// Its English key.
    pub(crate) key: &'static str,
    /// What becomes of it.
    pub(crate) kind: Kind,
    /// Its names.
    pub(crate) names: &'static [&'static str],
}

/// What becomes of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A field of the model.
    Model,
    /// What tells rows apart: a part of a column's name is enough only if no value comes twice.
    Id,
    /// What ties rows together: only a whole name is enough, since a wrong guess would mix them.
    Link,
    /// A coordinate: used unless there is a geometry.
    Place,
    /// A group of people.
    Weight,
    /// Known, so that it is not taken for another field, and kept as a property.
    Other,
}

/// Which column each field is read from.
#[derive(Debug, Default)]
pub(crate) struct Columns {
    by_field: FxHashMap<&'static str, usize>,
    /// Columns renamed by the project, with the key of their field.
    renamed: FxHashMap<usize, &'static str>,
    /// Columns that give the weight of a group, in file order.
    pub(crate) weights: Vec<(String, usize)>,
    /// Columns that the model takes up.
    used: Vec<usize>,
}

impl Columns {
    /// Finds the fields of a role among the columns of a file.
    pub(crate) fn bind(
        role: &Role,
        rows: &Rows,
        input: &Input,
        findings: &mut Vec<Finding>,
    ) -> Result<Self, ReadError> {
        let mut binder = Binder::new(role, rows);
        binder.explicit(input)?;
        binder.by_whole_name();
        if role.by_part {
            for (column, field) in binder.by_part() {
                let finding = Finding::new(&rows.file, Problem::ReadAs { field });
                findings.push(finding.in_column(&rows.columns[column]));
            }
        }
        binder.finish(input)
    }

    /// The column of a field.
    pub(crate) fn get(&self, field: &str) -> Option<usize> {
        self.by_field.get(field).copied()
    }

    /// Columns that the model does not take up, with the name they keep.
    pub(crate) fn others<'r>(
        &'r self,
        rows: &'r Rows,
    ) -> impl Iterator<Item = (usize, &'r str)> + 'r {
        let name = |(i, column): (usize, &'r String)| {
            (i, self.renamed.get(&i).map_or(column.as_str(), |key| key))
        };
        let unused = |(i, _): &(usize, &String)| !self.used.contains(i);
        rows.columns.iter().enumerate().filter(unused).map(name)
    }

    /// Columns of numbers that nothing is read from.
    pub(crate) fn unused_numbers<'r>(&'r self, rows: &'r Rows) -> Vec<&'r str> {
        let numeric = |column: usize| {
            let mut values = rows.list.iter().map(|row| row.value(column));
            let first = values.find(|value| !matches!(value, Value::Null));
            matches!(first, Some(Value::Integer(_) | Value::Number(_)))
        };
        let known = |column| self.by_field.values().any(|&c| c == column);
        let unused = |(column, _): &(usize, &str)| !known(*column) && numeric(*column);
        self.others(rows).filter(unused).map(|(_, name)| name).collect()
    }

    /// The error of a file that lacks a column.
    pub(crate) fn missing(rows: &Rows, role: &Role, field: &'static str) -> ReadError {
        let names =
            role.fields.iter().find(|f| f.key == field).map_or(&[][..], |f| f.names);
        let (role, columns) = (role.noun, rows.columns.clone());
        let fault = ReadFault::NoColumn { field, role, columns, known: names };
        ReadError::unusable(&rows.path, fault)
    }
}

/// Whether a header names a field of any role.
pub(crate) fn is_known(column: &str) -> bool {
    let names = [normalize::key(column), normalize::bare_key(column)];
    !names[0].is_empty() && names.iter().any(|name| KEYS.contains(name))
}

/// Whether a column counts people, as far as its name tells.
pub(crate) fn is_count(column: &str) -> bool {
    let bare = normalize::bare_key(column);
    let whole =
        |field: &&Field| field.names.iter().any(|name| normalize::key(name) == bare);
    let field = DEMAND.fields.iter().find(whole).or_else(|| part_of(&DEMAND, column));
    field.is_some_and(|field| field.kind == Kind::Weight)
}

/// All names of all fields, as they are compared.
static KEYS: LazyLock<FxHashSet<String>> = LazyLock::new(|| {
    let roles = [&STATIONS, &DEMAND, &GRIDS, &STREETS];
    let names = roles.iter().flat_map(|role| role.fields).flat_map(|field| field.names);
    names.map(|name| normalize::key(name)).collect()
});

struct Binder<'a> {
    role: &'a Role,
    rows: &'a Rows,
    /// The field that each column is taken for.
    taken: Vec<Option<&'a Field>>,
    by_field: FxHashMap<&'static str, usize>,
    renamed: FxHashMap<usize, &'static str>,
}

impl<'a> Binder<'a> {
    fn new(role: &'a Role, rows: &'a Rows) -> Self {
        let taken = vec![None; rows.columns.len()];
        let (by_field, renamed) = (FxHashMap::default(), FxHashMap::default());
        Self { role, rows, taken, by_field, renamed }
    }

    fn explicit(&mut self, input: &Input) -> Result<(), ReadError> {
        for (key, name) in &input.columns {
            let Some(field) = self.role.fields.iter().find(|f| f.key == key) else {
                let fields = self.role.fields.iter().map(|f| f.key);
                let near = nearest(key, fields.clone()).map(str::to_owned);
                let known = fields.map(str::to_owned).collect();
                let fault = ReadFault::UnknownField { name: key.clone(), known, near };
                return Err(ReadError::unusable(&self.rows.path, fault));
            };
            let column = find(self.rows, name)?;
            self.renamed.insert(column, field.key);
            self.claim(field, column);
        }
        Ok(())
    }

    fn by_whole_name(&mut self) {
        let names: Vec<[String; 2]> = (self.rows.columns.iter())
            .map(|name| [normalize::key(name), normalize::bare_key(name)])
            .collect();
        for bare in 0..2 {
            for field in self.role.fields {
                for name in field.names.iter().map(|name| normalize::key(name)) {
                    let fits =
                        |&i: &usize| self.taken[i].is_none() && names[i][bare] == name;
                    if let Some(column) = (0..names.len()).find(fits) {
                        self.claim(field, column);
                    }
                }
            }
        }
    }

    /// Takes columns by a part of their name; returns those that the model takes up.
    fn by_part(&mut self) -> Vec<(usize, &'static str)> {
        let mut claimed = Vec::new();
        for column in 0..self.taken.len() {
            if self.taken[column].is_some() {
                continue;
            }
            let Some(field) = part_of(self.role, &self.rows.columns[column]) else {
                continue;
            };
            let fits = match field.kind {
                Kind::Id => tells_apart(self.rows, column),
                Kind::Link => false,
                _ => true,
            };
            if !fits {
                continue;
            }
            if self.claim(field, column) && field.kind != Kind::Other {
                claimed.push((column, field.key));
            }
        }
        claimed
    }

    /// Gives a column to a field, unless the field has one.
    fn claim(&mut self, field: &'a Field, column: usize) -> bool {
        if self.by_field.contains_key(field.key) {
            return false;
        }
        self.by_field.insert(field.key, column);
        self.taken[column] = Some(field);
        true
    }

    fn finish(self, input: &Input) -> Result<Columns, ReadError> {
        let geometries =
            self.rows.list.iter().any(|row| !matches!(row.geometry, Ok(None)));
        let consumed = |field: &Field| match field.kind {
            Kind::Model | Kind::Id | Kind::Link | Kind::Weight => true,
            Kind::Place => !geometries,
            Kind::Other => false,
        };
        let taken = || {
            self.taken.iter().enumerate().filter_map(|(i, field)| Some((i, (*field)?)))
        };
        let used = taken().filter(|(_, field)| consumed(field)).map(|(i, _)| i).collect();
        let weighs = |(_, field): &(usize, &Field)| field.kind == Kind::Weight;
        let mut weights: Vec<_> =
            taken().filter(weighs).map(|(i, field)| (field.key.to_owned(), i)).collect();
        if !input.weights.is_empty() {
            let named = |(group, name): (&String, &String)| {
                find(self.rows, name).map(|column| (group.clone(), column))
            };
            weights = input.weights.iter().map(named).collect::<Result<_, _>>()?;
            weights.sort_by_key(|&(_, column)| column);
        }
        let (by_field, renamed) = (self.by_field, self.renamed);
        Ok(Columns { by_field, renamed, weights, used })
    }
}

/// Whether every row has a value in a column, and no two the same.
fn tells_apart(rows: &Rows, column: usize) -> bool {
    let mut seen = FxHashSet::default();
    rows.list
        .iter()
        .all(|row| row.named(Some(column)).is_some_and(|value| seen.insert(value)))
}

/// The field that a column's name stands for, by its whole name or else by a part.
pub(crate) fn field_of(role: &Role, column: &str) -> Option<&'static str> {
    let keys = [normalize::key(column), normalize::bare_key(column)];
    let whole = |field: &&Field| {
        field.names.iter().any(|name| keys.contains(&normalize::key(name)))
    };
    let found = role.fields.iter().find(whole).or_else(|| part_of(role, column));
    found.map(|field| field.key)
}

/// The field whose name is the longest, then latest part of a column's name.
fn part_of<'a>(role: &'a Role, column: &str) -> Option<&'a Field> {
    let (text, words) = (normalize::bare_key(column), normalize::words(column));
    let mut best = (0, 0);
    let mut found = None;
    for field in role.fields {
        for name in field.names {
            let Some(rank) = part_at(&normalize::key(name), &text, &words) else {
                continue;
            };
            if rank > best {
                (best, found) = (rank, Some(field));
            }
        }
    }
    found
}

/// Length and place of a name in a column's name. A Chinese name of two characters or more may
/// stand anywhere, an English one of three letters or more must fill whole words.
fn part_at(name: &str, text: &str, words: &[String]) -> Option<(usize, usize)> {
    if !name.is_ascii() {
        let length = name.chars().count();
        return text.rfind(name).filter(|_| length >= 2).map(|at| (length * 2, at));
    }
    if name.len() < 3 {
        return None;
    }
    let filled = |start: &usize| {
        (start + 1..=words.len()).any(|end| words[*start..end].concat() == name)
    };
    (0..words.len()).rev().find(filled).map(|at| (name.len(), at))
}

/// A column by its name, as written or else as compared.
pub(crate) fn find(rows: &Rows, name: &str) -> Result<usize, ReadError> {
    let exact = rows.columns.iter().position(|column| column == name);
    let key = normalize::key(name);
    let alike = || rows.columns.iter().position(|column| normalize::key(column) == key);
    exact.or_else(alike).ok_or_else(|| {
        let columns = rows.columns.iter().map(String::as_str);
        let near = nearest(name, columns).map(str::to_owned);
        let (name, known) = (name.to_owned(), rows.columns.clone());
        let fault = ReadFault::UnknownColumn { name, known, near };
        ReadError::unusable(&rows.path, fault)
    })
}

#[cfg(test)]
#[path = "columns_tests.rs"]
mod tests;
