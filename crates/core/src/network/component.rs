//! Weakly connected components: what hangs together, and what is an island (rule 6).

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
