//! Ends of streets that come near another street and do not meet it.
//!
//! ```text
//!   ────────●   2 m   ┃        the walk from ● to ┃ is long, or there is none:
//!                     ┃        most likely the two should meet
//! ```

use super::Network;
use crate::LngLat;
use crate::geodesy::piece_m;
use crate::model::Barriers;
use rustc_hash::FxHashMap;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// A walk of at most this many times the reach is no detour: the streets meet around the corner.
const AROUND: f64 = 10.0;

/// An end of a street that nearly meets another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LooseEnd {
    /// The street that ends, by its place in [`Network::streets`].
    pub street: usize,
    /// Its end.
    pub at: LngLat,
    /// The street that it nearly meets.
    pub to: usize,
    /// Meters between them.
    pub gap_m: f64,
}

impl Network {
    /// Ends of usable streets that another street passes within `within_m`, although the walk
    /// there is over ten times as long as that; in the order of the streets.
    ///
    /// # Units
    ///
    /// Meters.
    ///
    /// # Cost
    ///
    /// O(n) for the ends, and a small search around each that is near another street.
    #[must_use]
    pub fn loose_ends(&self, within_m: f64) -> Vec<LooseEnd> {
        let beside = Beside::of(self);
        let barriers = Barriers::default();
        let mut ends = Vec::new();
        for street in (0..self.streets().len()).filter(|&s| self.is_usable(s)) {
            let [first, .., last] = self.nodes_of(street) else { continue };
            for &node in [first, last] {
                if beside.of_node(node).len() != 1 {
                    continue;
                }
                let at = self.positions()[node as usize];
                let near = self.snaps_within(at, &barriers, within_m);
                let others =
                    near.iter().filter(|snap| self.street_of(snap.piece) != street);
                let reached = beside.around(node, AROUND * within_m);
                let apart = |piece: u32| {
                    self.piece_nodes(piece).iter().all(|node| !reached.contains_key(node))
                };
                let mut loose = others.filter(|snap| apart(snap.piece));
                if let Some(snap) = loose.next() {
                    let to = self.street_of(snap.piece);
                    ends.push(LooseEnd { street, at, to, gap_m: snap.leg_m });
                }
            }
        }
        ends
    }
}

/// The neighbors of each node, along streets that this walker uses.
struct Beside {
    first: Vec<u32>,
    neighbors: Vec<(u32, f64)>,
}

impl Beside {
    fn of(network: &Network) -> Self {
        let usable = || (0..network.streets().len()).filter(|&s| network.is_usable(s));
        let pieces = || {
            usable()
                .flat_map(|s| network.nodes_of(s).windows(2))
                .map(|ends| [ends[0], ends[1]])
        };
        let mut first = vec![0_u32; network.positions().len() + 1];
        for node in pieces().flatten() {
            first[node as usize + 1] += 1;
        }
        for node in 1..first.len() {
            first[node] += first[node - 1];
        }
        let mut next = first.clone();
        let mut neighbors = vec![(0, 0.0); first.last().map_or(0, |&n| n as usize)];
        for [a, b] in pieces() {
            let place = |node: u32| network.positions()[node as usize];
            let length = piece_m(place(a), place(b));
            for (from, to) in [(a, b), (b, a)] {
                neighbors[next[from as usize] as usize] = (to, length);
                next[from as usize] += 1;
            }
        }
        Self { first, neighbors }
    }

    fn of_node(&self, node: u32) -> &[(u32, f64)] {
        let node = node as usize;
        &self.neighbors[self.first[node] as usize..self.first[node + 1] as usize]
    }

    /// The nodes within so many meters along the streets, each with its distance in millimeters.
    fn around(&self, node: u32, within_m: f64) -> FxHashMap<u32, u64> {
        let limit = crate::units::millimeters(within_m);
        let mut reached = FxHashMap::default();
        let mut queue = BinaryHeap::from([Reverse((0, node))]);
        while let Some(Reverse((mm, node))) = queue.pop() {
            if reached.contains_key(&node) {
                continue;
            }
            reached.insert(node, mm);
            for &(next, length) in self.of_node(node) {
                let there = mm + crate::units::millimeters(length);
                if there <= limit && !reached.contains_key(&next) {
                    queue.push(Reverse((there, next)));
                }
            }
        }
        reached
    }
}

#[cfg(test)]
mod tests {
    use crate::LngLat;
    use crate::network::NetworkBuilder;
    use crate::network::lines::{StreetId, StreetLines};

    /// Loose ends as `street > other gap`, for lines whose places are meters east and north.
    fn loose(lines: &[(&str, &[[f64; 2]])]) -> Vec<String> {
        let degree = 111_195.0;
        let place = |&[east, north]: &[f64; 2]| {
            LngLat::new(east / degree, north / degree).unwrap()
        };
        let placed: Vec<(&str, Vec<LngLat>)> = lines
            .iter()
            .map(|(id, line)| (*id, line.iter().map(place).collect()))
            .collect();
        let drawn: Vec<(&str, &[LngLat])> =
            placed.iter().map(|(id, line)| (*id, line.as_slice())).collect();
        let mut builder = NetworkBuilder::new().with_min_component(0.0);
        builder.add_own(StreetLines::drawn(&drawn));
        let network = builder.build();
        let name = |street: usize| match network.street(street).id {
            StreetId::Own(name) => name.to_string(),
            other => format!("{other:?}"),
        };
        let ends = network.loose_ends(15.0);
        let told = ends.iter().map(|end| {
            format!("{} > {} {:.0}", name(end.street), name(end.to), end.gap_m)
        });
        told.collect()
    }

    #[test]
    fn an_end_just_before_another_street_is_loose() {
        let main: (&str, &[[f64; 2]]) = ("main", &[[0.0, 0.0], [0.0, 300.0]]);
        assert_eq!(
            loose(&[main, ("side", &[[5.0, 100.0], [300.0, 100.0]])]),
            ["side > main 5"]
        );
        assert_eq!(loose(&[main, ("side", &[[0.5, 100.0], [300.0, 100.0]])]), [""; 0]);
        assert_eq!(loose(&[main, ("far", &[[16.0, 100.0], [300.0, 100.0]])]), [""; 0]);
    }

    #[test]
    fn streets_that_meet_around_the_corner_are_not() {
        let corner: (&str, &[[f64; 2]]) =
            ("corner", &[[0.0, 0.0], [0.0, 50.0], [10.0, 50.0], [10.0, 10.0]]);
        assert_eq!(loose(&[corner, ("main", &[[0.0, 0.0], [300.0, 0.0]])]), [""; 0]);
        let far: (&str, &[[f64; 2]]) =
            ("far", &[[0.0, 0.0], [0.0, 200.0], [10.0, 200.0], [10.0, 10.0]]);
        assert_eq!(
            loose(&[far, ("main", &[[0.0, 0.0], [300.0, 0.0]])]),
            ["far > main 10"]
        );
    }
}
