//! A search against the arcs: which seeds would reach a place.

use super::{Arc, Graph, Heading, Scratch, Seed};

impl Scratch {
    /// Labels every vertex from which a search of this graph would come to one of the `targets`
    /// within `limit` (closed).
    ///
    /// # Cost
    ///
    /// That of a search from the targets: no second graph is laid.
    pub(crate) fn run_backward(
        &mut self,
        graph: &Graph,
        targets: impl IntoIterator<Item = Seed>,
        limit: u32,
    ) {
        self.begin(targets, limit);
        self.settle(|vertex| graph.arcs_into(vertex), limit);
    }
}

impl Graph {
    /// The arcs that lead to a vertex, each with its tail in place of its head.
    fn arcs_into(&self, vertex: u32) -> impl Iterator<Item = Arc> {
        // each run has an arc at both its ends, whether or not it may be walked that way
        let over_runs = self.arcs(vertex).iter().zip(self.runs_at(vertex));
        let over_runs = over_runs.filter_map(move |(arc, run)| {
            let ends = self.ends(run?);
            let [there, back] = match self.heading {
                Heading::ToSeeds => [ends.cost[1], ends.cost[0]],
                Heading::FromSeeds | Heading::Either => ends.cost,
            };
            let starts = |layer: [u32; 2]| layer == [vertex, arc.head];
            let forth = starts(ends.seed) || starts(ends.target);
            let (primary, secondary) = if forth { back } else { there };
            Some(Arc { head: arc.head, primary, secondary })
        });
        let links = self.layers().links(self.node_of(vertex));
        let links = links.filter(move |&(_, head)| head == vertex);
        over_runs.chain(links.map(|(tail, _)| Arc {
            head: tail,
            primary: 0,
            secondary: 0,
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::LngLat;
    use crate::model::Profile;
    use crate::network::lines::{Direction, Manner, StreetLines};
    use crate::network::{Label, NetworkBuilder, UNBOUNDED};
    use crate::units::Unit;

    /// A square with a one-way side and a private spur.
    fn graph() -> Graph {
        let at = |x: f64, y: f64| LngLat::new(99.92 + x, 24.57 + y).unwrap();
        let corners = [at(0.0, 0.0), at(0.002, 0.0), at(0.002, 0.001), at(0.0, 0.003)];
        let [a, b, c, d] = corners;
        let mut lines = StreetLines::drawn(&[
            ("ab", &[a, b]),
            ("bc", &[b, c]),
            ("cd", &[c, d]),
            ("da", &[d, a]),
            ("spur", &[c, at(0.004, 0.002)]),
        ]);
        lines.lines[1].manner =
            Manner { direction: Direction::Forward, ..lines.lines[1].manner };
        lines.lines[4].manner.access = crate::network::lines::Access::Private;
        let mut builder = NetworkBuilder::new();
        builder.add_own(lines);
        Graph::new(&builder.build(), Unit::Millis, &Profile::default(), Heading::ToSeeds)
    }

    #[test]
    fn a_search_backward_finds_whatever_a_search_from_there_finds() {
        let graph = graph();
        let all = || 0..graph.vertices() as u32;
        let (mut from, mut to) = (Scratch::new(&graph), Scratch::new(&graph));
        for target in all() {
            to.run_backward(&graph, [(target, Label::new(0, 0, 0))], UNBOUNDED);
            for seed in all() {
                from.run(&graph, [(seed, Label::new(0, 0, 0))], UNBOUNDED);
                assert_eq!(from.label(target), to.label(seed), "{seed} to {target}");
            }
        }
    }
}
