//! Weakly connected components: what hangs together, and what is an island (rule 6).

use super::Network;
use rustc_hash::FxHashMap;

/// Disjoint sets with path halving and union by smaller root, so roots do not depend on order.
#[derive(Clone, Debug)]
pub(crate) struct DisjointSets {
    parent: Vec<u32>,
}

impl DisjointSets {
    pub(crate) fn new(n: usize) -> Self {
        Self { parent: (0..n as u32).collect() }
    }

    pub(crate) fn root(&mut self, mut of: u32) -> u32 {
        while self.parent[of as usize] != of {
            let up = self.parent[self.parent[of as usize] as usize];
            self.parent[of as usize] = up;
            of = up;
        }
        of
    }

    pub(crate) fn join(&mut self, a: u32, b: u32) {
        let (a, b) = (self.root(a), self.root(b));
        self.parent[a.max(b) as usize] = a.min(b);
    }
}

/// Streets that hang together and are not tied to any other.
#[derive(Clone, Debug, PartialEq)]
pub struct Component {
    /// Their places in [`Network::streets`], rising.
    pub streets: Vec<usize>,
    /// Their length in meters.
    pub meters: f64,
}

impl Network {
    /// The usable streets by what hangs together, the longest part first, of equally long ones that
    /// with the earlier street.
    ///
    /// # Cost
    ///
    /// One pass over the streets.
    #[must_use]
    pub fn components(&self) -> Vec<Component> {
        let usable =
            || (0..self.streets().len()).filter(|&street| self.is_usable(street));
        let mut sets = DisjointSets::new(self.positions().len());
        for street in usable() {
            for ends in self.nodes_of(street).windows(2) {
                sets.join(ends[0], ends[1]);
            }
        }
        let mut parts: Vec<Component> = Vec::new();
        let mut of_root: FxHashMap<u32, usize> = FxHashMap::default();
        for street in usable() {
            let Some(&node) = self.nodes_of(street).first() else { continue };
            let part = *of_root.entry(sets.root(node)).or_insert_with(|| {
                parts.push(Component { streets: Vec::new(), meters: 0.0 });
                parts.len() - 1
            });
            parts[part].streets.push(street);
            parts[part].meters += self.length_of(street);
        }
        parts.sort_by(|a, b| b.meters.total_cmp(&a.meters)); // stable
        parts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_root_is_the_smallest_member() {
        let mut sets = DisjointSets::new(6);
        for (a, b) in [(4, 5), (3, 4), (1, 5)] {
            sets.join(a, b);
        }
        assert_eq!((0..6).map(|i| sets.root(i)).collect::<Vec<_>>(), [0, 1, 2, 1, 1, 1]);
    }
}
