//! Which rows of before stand where after.

use std::sync::Arc;

/// Which rows of before stand where after; a row is paired at most once.
///
/// What is kept by row is carried over: rows that were there keep their values, and only those that
/// are new are asked for.
#[derive(Debug)]
pub(crate) struct Pairing {
    /// By row after, its row before or [`NEW`]; absent where all rows are as they were.
    rows: Option<Vec<u32>>,
    /// Rows that were not there before, rising.
    fresh: Vec<u32>,
}

/// A row that was not there before.
const NEW: u32 = u32::MAX;

impl Pairing {
    /// All rows as they were.
    pub(crate) fn same() -> Self {
        Self { rows: None, fresh: Vec::new() }
    }

    /// Pairs each row after with its row before.
    pub(crate) fn of(rows: impl Iterator<Item = Option<u32>>) -> Self {
        let rows: Vec<u32> = rows.map(|row| row.unwrap_or(NEW)).collect();
        let fresh = (0..).zip(&rows).filter(|&(_, &row)| row == NEW);
        Self { fresh: fresh.map(|(row, _)| row).collect(), rows: Some(rows) }
    }

    /// Whether all rows are as they were.
    pub(crate) fn is_same(&self) -> bool {
        self.rows.is_none()
    }

    /// Rows that were not there before, rising.
    pub(crate) fn fresh(&self) -> &[u32] {
        &self.fresh
    }

    /// The row before of a row after.
    pub(crate) fn before(&self, row: u32) -> Option<u32> {
        match &self.rows {
            None => Some(row),
            Some(rows) => Some(rows[row as usize]).filter(|&row| row != NEW),
        }
    }

    /// What was kept by row, for the rows after; `fresh` answers for those that are new, in their
    /// order.
    ///
    /// # Cost
    ///
    /// None where all rows are as they were, else a copy.
    pub(crate) fn carry<T: Clone>(
        &self,
        kept: &Arc<Vec<T>>,
        fresh: impl FnOnce(&[u32]) -> Vec<T>,
    ) -> Arc<Vec<T>> {
        let Some(rows) = &self.rows else { return Arc::clone(kept) };
        let mut fresh = fresh(&self.fresh).into_iter();
        let row = |&row: &u32| {
            if row == NEW { fresh.next() } else { Some(kept[row as usize].clone()) }
        };
        Arc::new(rows.iter().filter_map(row).collect())
    }
}

/// What became of some stations.
#[derive(Debug, Default)]
pub(crate) struct Turnover {
    /// Those that are there no more, or no more where they were; rising.
    pub(crate) gone: Vec<u32>,
    /// Those that were not there, or not where they are; rising.
    pub(crate) come: Vec<u32>,
}

impl Turnover {
    /// Compares two lists of stations, both rising; `stays` says which stations stand where they
    /// stood.
    pub(crate) fn between(before: &[u32], after: &[u32], stays: &[bool]) -> Self {
        let stays = |s: u32| stays.get(s as usize).copied().unwrap_or(false);
        let missing = |list: &[u32], from: &[u32]| -> Vec<u32> {
            let missing = |s: &u32| from.binary_search(s).is_err() || !stays(*s);
            list.iter().copied().filter(missing).collect()
        };
        Self { gone: missing(before, after), come: missing(after, before) }
    }

    /// Whether all are as they were.
    pub(crate) fn is_empty(&self) -> bool {
        self.gone.is_empty() && self.come.is_empty()
    }

    /// Whether a station has gone.
    pub(crate) fn is_gone(&self, station: u32) -> bool {
        self.gone.binary_search(&station).is_ok()
    }
}
