//! A part of a network: the streets that touch a box, whole.
//!
//! Nothing inside the part changes, as long as it is asked about places that lie far enough from
//! the edge of the box, all of them within it:
//!
//! ```text
//! +--------------------------------+  the box of the clip
//! |   R + C                        |
//! |       +----------------+       |  R  the longest walk in meters, both legs included
//! |       | places         |       |  C  the least meters of a usable component (rule 6)
//! |       +----------------+       |
//! |                                |
//! +--------------------------------+
//! ```
//!
//! 1. A walk of at most R meters has no point further than R from either end, since no way is
//!    shorter than the straight line; so each of its streets touches the box, and is kept whole.
//! 2. A leg of at most R meters is tied to the nearest street, which touches the box as well, and
//!    so does every street that competes with it. Streets keep their order, which decides ties.
//! 3. Cut at the box, a component might fall below C and become an island. A component that has
//!    a street within R of the places and was cut reaches from there past the edge of the box:
//!    that alone is C meters, kept whole. So what was usable stays usable, for every profile,
//!    and what was an island does not grow.
//!
//! In time, R is the budget times the fastest that anybody moves: [`Network::reach_m`]. What has
//! no budget, such as the walk from a gap to a far station, may lead around outside the box, and
//! is then longer than in the whole network, or absent.

use super::lines::Pace;
use super::texts::TextsMaker;
use super::{Base, Connection, Network};
use crate::LngLat;
use crate::box_tree::Box7;
use crate::column::Column;
use crate::model::{Budget, Profile};
use std::sync;

impl Network {
    /// The streets that touch the box between two corners, south-west and north-east.
    ///
    /// # Cost
    ///
    /// O(n), and O(k log k) for an index of the k pieces that are left.
    #[must_use]
    pub fn clipped(&self, south_west: LngLat, north_east: LngLat) -> Self {
        let base = &self.base;
        let window = Box7::around([south_west.into(), north_east.into()]);
        let touches = |street: usize| {
            let range = base.vertices_of(street);
            let mut pieces = range.start as u32..range.end as u32 - 1;
            pieces.any(|p| super::draft::box_of(base.piece_ends(p)).overlaps(window))
        };
        let kept: Vec<usize> = (0..base.streets.len()).filter(|&s| touches(s)).collect();
        let within = |c: &&Connection| Box7::around([c.at.into()]).overlaps(window);
        let part = Base {
            connections: base.connections.iter().filter(within).cloned().collect(),
            ..part(base, &kept)
        };
        Self::over(sync::Arc::new(part), self.walked.admission)
    }

    /// The longest walk within a budget in meters, moving ground and lifts included.
    ///
    /// # Units
    ///
    /// Meters, rounded up.
    #[must_use]
    pub fn reach_m(&self, budget: Budget, profile: &Profile) -> f64 {
        let Budget::Millis(millis) = budget else {
            return (budget.reach_mm(profile) as f64 / 1000.0).ceil();
        };
        let walker = f64::from(profile.speed_mm_s.max(profile.off_street_mm_s));
        let (mut fastest_mm_s, mut carried_m) = (walker, 0.0);
        for (street, row) in self.base.streets.iter().enumerate() {
            match row.manner().pace {
                Pace::Walked { forward, backward } => {
                    let least = f64::from(forward.min(backward).max(1));
                    let least = least * f64::from(profile.steps_permille.clamp(1, 1000));
                    fastest_mm_s = fastest_mm_s.max(walker * 1e6 / least);
                }
                Pace::Moving { mm_s } => fastest_mm_s = fastest_mm_s.max(mm_s.into()),
                // a walk takes each at most once
                Pace::Lift { .. } | Pace::Carried { .. } => {
                    carried_m += self.base.length_of(street);
                }
            }
        }
        (f64::from(millis) * fastest_mm_s / 1e6 + carried_m).ceil()
    }
}

/// Some streets, in their order, with the nodes that they use, in theirs.
fn part(base: &Base, kept: &[usize]) -> Base {
    let mut texts = TextsMaker::default();
    let mut text = |old: u32| texts.number(base.texts.get(old));
    let (mut vertices, mut along, mut streets) = (Vec::new(), Vec::new(), Vec::new());
    for &street in kept {
        let range = base.vertices_of(street);
        streets.push(base.streets[street].moved(vertices.len() as u32, &mut text));
        vertices.extend_from_slice(&base.vertices[range.clone()]);
        along.extend_from_slice(&base.along[range]);
    }
    let mut used = vec![false; base.positions.len()];
    for &node in &vertices {
        used[node as usize] = true;
    }
    let nodes: Vec<usize> = (0..used.len()).filter(|&node| used[node]).collect();
    let mut numbers = vec![0; used.len()];
    for (new, &old) in nodes.iter().enumerate() {
        numbers[old] = new as u32;
    }
    for node in &mut vertices {
        *node = numbers[*node as usize];
    }
    Base {
        positions: nodes.iter().map(|&old| base.positions[old]).collect(),
        osm_nodes: if base.osm_nodes.is_empty() {
            Column::default()
        } else {
            nodes.iter().map(|&old| base.osm_nodes[old]).collect()
        },
        streets: Column::new(streets),
        vertices: Column::new(vertices),
        along: Column::new(along),
        texts: texts.finish(),
        connections: sync::Arc::new([]),
        min_component_m: base.min_component_m,
    }
}
