//! From the labels of a search to the times of the points of a tile.

use super::crossing::NEVER;
use super::tile::Tile;
use crate::network::{Label, Scratch};

/// The times of the points of a tile over the ends of their runs.
pub(super) fn fill_tile(
    tile: &Tile,
    scratch: &Scratch,
    ceiling: u32,
    values: &mut [u32],
    owners: &mut [u32],
) {
    let mut from = 0;
    for tie in &tile.ties {
        let range = from..tie.end as usize;
        from = range.end;
        let [a, b] = tie.ends.map(|end| scratch.label(end));
        if a == Label::NONE && b == Label::NONE {
            continue;
        }
        let points = tile.points[range.clone()].iter().zip(&tile.to_ends[range]);
        let [time_a, time_b] = [a, b].map(Label::primary);
        if owners.is_empty() {
            for (&point, &[to_a, to_b]) in points {
                let time = time_a.saturating_add(to_a).min(time_b.saturating_add(to_b));
                values[usize::from(point)] = if time <= ceiling { time } else { NEVER };
            }
            continue;
        }
        for (&point, &[to_a, to_b]) in points {
            let way = |time: u32, to: u32, label: Label| {
                (time.saturating_add(to), label.station())
            };
            let (time, owner) = way(time_a, to_a, a).min(way(time_b, to_b, b));
            if time <= ceiling {
                values[usize::from(point)] = time;
                owners[usize::from(point)] = owner;
            }
        }
    }
}

/// Gives a point a better time, or the same of an earlier station.
pub(super) fn improve(
    values: &mut [u32],
    owners: &mut [u32],
    point: u16,
    time: u32,
    owner: u32,
) {
    let point = usize::from(point);
    let known = (values[point], owners.get(point).copied().unwrap_or(owner));
    if (time, owner) < known {
        values[point] = time;
        if let Some(known) = owners.get_mut(point) {
            *known = owner;
        }
    }
}
