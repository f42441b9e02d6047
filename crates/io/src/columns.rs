//! Which column is which field: named in the project, else recognized by its name in Chinese or
//! English.
//!
//! A whole name goes before a part of one, and of two parts the longer; a tie goes to the later
//! part, since Chinese and English names end with their noun (`社区编号` is a number, not a
//! community).

mod aliases;
mod binder;

pub(crate) use aliases::{
    DEMAND, ENTRANCES, GRIDS, GROWTH, NEEDS, PLACES, RESOURCES, STATIONS, STREETS,
};
pub(crate) use binder::find;

use crate::error::{ReadError, ReadFault};
use crate::finding::{Finding, Problem};
use crate::normalize;
use crate::project::Input;
use crate::rows::Rows;
use binder::{Binder, part_of};
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
        binder.by_year();
        binder.residents();
        binder.by_whole_name();
        if role.by_part {
            let cut = binder.by_cut_name();
            for (column, field) in cut.into_iter().chain(binder.by_part()) {
                let finding = Finding::new(&rows.file, Problem::ReadAs { field });
                findings.push(finding.in_column(&rows.columns[column]));
            }
        }
        if input.weights.is_empty() {
            binder.say_counted(findings);
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

/// The field of a role that a column is called by in full.
pub(crate) fn field_named(role: &Role, column: &str) -> Option<&'static str> {
    let names = [normalize::key(column), normalize::bare_key(column)];
    let named = |field: &&Field| {
        field.names.iter().any(|name| names.contains(&normalize::key(name)))
    };
    role.fields.iter().find(named).map(|field| field.key)
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

/// The field that a column's name stands for, by its whole name or else by a part.
pub(crate) fn field_of(role: &Role, column: &str) -> Option<&'static str> {
    let keys = [normalize::key(column), normalize::bare_key(column)];
    let whole = |field: &&Field| {
        field.names.iter().any(|name| keys.contains(&normalize::key(name)))
    };
    let found = role.fields.iter().find(whole).or_else(|| part_of(role, column));
    found.map(|field| field.key)
}

#[cfg(test)]
#[path = "columns_tests.rs"]
mod tests;
