//! Columns claimed for fields, in the order in which a claim is surer.

use super::{Columns, Field, Kind, Role};
use crate::error::{ReadError, ReadFault};
use crate::finding::{Finding, Problem};
use crate::normalize;
use crate::project::{Input, nearest};
use crate::rows::Rows;
use rustc_hash::{FxHashMap, FxHashSet};
use walkshed::model::dated;

/// Gives columns to fields.
pub(super) struct Binder<'a> {
    role: &'a Role,
    rows: &'a Rows,
    /// The field that each column is taken for.
    taken: Vec<Option<&'a Field>>,
    by_field: FxHashMap<&'static str, usize>,
    renamed: FxHashMap<usize, &'static str>,
    /// Columns taken before all others by a part of their name.
    guessed: Vec<(usize, &'static str)>,
    /// The years of columns that count a group in one of several.
    years: FxHashMap<usize, u16>,
}

impl<'a> Binder<'a> {
    pub(super) fn new(role: &'a Role, rows: &'a Rows) -> Self {
        let taken = vec![None; rows.columns.len()];
        let (by_field, renamed) = (FxHashMap::default(), FxHashMap::default());
        let years = FxHashMap::default();
        Self { role, rows, taken, by_field, renamed, guessed: Vec::new(), years }
    }

    pub(super) fn explicit(&mut self, input: &Input) -> Result<(), ReadError> {
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

    pub(super) fn by_whole_name(&mut self) {
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

    /// Takes a column of residents (常住人口), however it is called, before any other of people.
    pub(super) fn residents(&mut self) {
        let Some(field) = self.role.fields.iter().find(|f| f.key == "population") else {
            return;
        };
        let counts = |name: &String| {
            let key = normalize::bare_key(name);
            let other = ["非常住", "外来", "流动"].iter().any(|word| key.contains(word));
            let part = part_of(self.role, name).is_some_and(|part| part.key == field.key);
            key.contains("常住") && !other && (part || key == "常住人")
        };
        let column = (0..self.taken.len())
            .filter(|&i| self.taken[i].is_none() && counts(&self.rows.columns[i]))
            .min_by_key(|&i| self.rows.columns[i].chars().count());
        // A whole name is taken as such, and needs no saying.
        if let Some(column) = column
            && field.names.iter().any(|name| {
                normalize::key(name) == normalize::bare_key(&self.rows.columns[column])
            })
        {
            self.claim(field, column);
        } else if let Some(column) = column {
            self.claim(field, column);
            self.guessed.push((column, field.key));
        }
    }

    /// Takes columns that count one group in several years: `人口2020` and `2035年人口`. One year
    /// alone is a name like any other.
    pub(super) fn by_year(&mut self) {
        for field in self.role.fields.iter().filter(|field| field.kind == Kind::Weight) {
            let year = |column: usize| {
                let (name, year) = normalize::without_year(&self.rows.columns[column])?;
                let is = |known: &&str| normalize::key(known) == name;
                field.names.iter().any(is).then_some((column, year))
            };
            let free = (0..self.taken.len()).filter(|&i| self.taken[i].is_none());
            let mut columns: Vec<(usize, u16)> = free.filter_map(year).collect();
            let mut seen = FxHashSet::default();
            columns.retain(|&(_, year)| seen.insert(year));
            if columns.len() < 2 || self.by_field.contains_key(field.key) {
                continue;
            }
            for &(column, year) in &columns {
                self.taken[column] = Some(field);
                self.years.insert(column, year);
            }
            self.by_field.insert(field.key, columns[0].0);
        }
    }

    /// Takes columns whose names are cut off where Shapefiles cut them, at ten bytes; returns those
    /// that the model takes up.
    pub(super) fn by_cut_name(&mut self) -> Vec<(usize, &'static str)> {
        let mut claimed = std::mem::take(&mut self.guessed);
        for column in 0..self.taken.len() {
            if self.taken[column].is_some() || !is_cut_off(&self.rows.columns[column]) {
                continue;
            }
            let key = normalize::key(&self.rows.columns[column]);
            let starts = |name: &&'static str| {
                let name = normalize::key(name);
                name.len() > key.len() && name.starts_with(&key)
            };
            let mut fits =
                self.role.fields.iter().filter(|field| field.names.iter().any(starts));
            let (Some(field), None) = (fits.next(), fits.next()) else { continue };
            if self.claim(field, column) && field.kind != Kind::Other {
                claimed.push((column, field.key));
            }
        }
        claimed
    }

    /// Says which column of people is counted, where there are others.
    pub(super) fn say_counted(&self, findings: &mut Vec<Finding>) {
        let Some(&read) = self.by_field.get("population") else { return };
        let others: Vec<String> = (self.rows.columns.iter().enumerate())
            .filter(|&(i, name)| self.taken[i].is_none() && self.counts_all(name))
            .map(|(_, name)| name.clone())
            .collect();
        if !others.is_empty() {
            let finding = Finding::new(&self.rows.file, Problem::CountedBy { others });
            findings.push(finding.in_column(&self.rows.columns[read]));
        }
    }

    fn counts_all(&self, name: &str) -> bool {
        part_of(self.role, name).is_some_and(|field| field.key == "population")
    }

    /// Takes columns by a part of their name; returns those that the model takes up.
    pub(super) fn by_part(&mut self) -> Vec<(usize, &'static str)> {
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

    pub(super) fn finish(self, input: &Input) -> Result<Columns, ReadError> {
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
        let group = |(i, field): (usize, &Field)| match self.years.get(&i) {
            Some(&year) => (dated(field.key, year), i),
            None => (field.key.to_owned(), i),
        };
        let mut weights: Vec<_> = taken().filter(weighs).map(group).collect();
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

/// Whether a name is as long as a Shapefile lets it be: ten bytes of GBK or UTF-8, or one or two
/// less where a character would not have fitted.
fn is_cut_off(name: &str) -> bool {
    let name = name.trim();
    let chinese = name.chars().filter(|c| !c.is_ascii()).count();
    let ascii = name.chars().count() - chinese;
    if chinese == 0 {
        return ascii == 10;
    }
    chinese >= 2
        && ((9..=10).contains(&(ascii + 2 * chinese))
            || (8..=10).contains(&(ascii + 3 * chinese)))
}

/// Whether every row has a value in a column, and no two the same.
fn tells_apart(rows: &Rows, column: usize) -> bool {
    let mut seen = FxHashSet::default();
    rows.list
        .iter()
        .all(|row| row.named(Some(column)).is_some_and(|value| seen.insert(value)))
}

/// The field whose name is the longest, then latest part of a column's name.
pub(super) fn part_of<'a>(role: &'a Role, column: &str) -> Option<&'a Field> {
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
