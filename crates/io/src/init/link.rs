//! Tables that belong to a layer: the pair of columns whose values are the same codes or names.

use super::look::Looked;
use super::role::Role;
use crate::identity::is_cut;
use crate::normalize;
use crate::rows::Rows;
use rustc_hash::FxHashSet;

/// At least this share of the layer's keys must stand in the table, in percent.
const LEAST_PERCENT: usize = 50;

/// A table to be joined.
#[derive(Debug)]
pub(super) struct Link {
    /// The layer, by its place among the files.
    pub(super) layer: usize,
    /// The table.
    pub(super) table: usize,
    /// The column of the layer.
    pub(super) on: String,
    /// The column of the table.
    pub(super) with: String,
    /// Keys of the layer that stand in the table, and all of them.
    pub(super) matched: [usize; 2],
}

/// The best partner of each table among the layers of demand.
pub(super) fn find(files: &[Looked]) -> Vec<Link> {
    let tables = files.iter().enumerate().filter(|(_, file)| file.role == Role::Table);
    let links = tables.filter_map(|(table, _)| {
        let layers = files.iter().enumerate().filter(|(_, file)| {
            matches!(file.role, Role::Demand | Role::DemandAndGrids)
                && file.people.is_empty()
                && file.scenario.is_none()
        });
        let links = layers.filter_map(|(layer, _)| best(files, layer, table));
        links.max_by_key(|link| (rank(link), std::cmp::Reverse(link.layer)))
    });
    links.collect()
}

/// Per mille of keys matched.
fn rank(link: &Link) -> usize {
    link.matched[0] * 1000 / link.matched[1].max(1)
}

fn best(files: &[Looked], layer: usize, table: usize) -> Option<Link> {
    let (rows, other) = (files[layer].rows.as_ref()?, files[table].rows.as_ref()?);
    let mut best: Option<Link> = None;
    for (on, name) in rows.columns.iter().enumerate() {
        let keys = keys(rows, on);
        if keys.len() < 2.min(rows.list.len()) {
            continue;
        }
        for (with, partner) in other.columns.iter().enumerate() {
            let known = self::keys(other, with);
            let matched = keys.intersection(&known).count();
            if matched * 100 < keys.len() * LEAST_PERCENT {
                continue;
            }
            let link = Link {
                layer,
                table,
                on: name.clone(),
                with: partner.clone(),
                matched: [matched, keys.len()],
            };
            // of equal ones the first: codes stand before names in most tables
            if best.as_ref().is_none_or(|known| rank(&link) > rank(known)) {
                best = Some(link);
            }
        }
    }
    best
}

/// The different values of a column that may be keys: neither decimals nor codes cut off.
fn keys(rows: &Rows, column: usize) -> FxHashSet<String> {
    let named = rows.list.iter().filter_map(|row| row.named(Some(column)));
    let key = named.map(|text| normalize::plain(&text));
    key.filter(|text| {
        !is_cut(text) && (!text.contains('.') || text.parse::<f64>().is_err())
    })
    .collect()
}
