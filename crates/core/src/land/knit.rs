//! Chains knit into rings.

use super::boundary::{Boundary, Crossing};
use geo::Coord;
use rustc_hash::FxHashMap;

/// A closed ring, and a disc that it touches.
pub(super) struct Ring {
    pub(super) points: Vec<Coord>,
    pub(super) disc: usize,
}

/// What came of knitting.
#[derive(Default)]
pub(super) struct Knitted {
    pub(super) rings: Vec<Ring>,
    /// Discs with a chain that leads nowhere.
    pub(super) loose: Vec<usize>,
}

/// Knits the chains of all discs, in their order: where a disc is entered, its own chain goes on.
pub(super) fn knit(boundaries: &[Boundary]) -> Knitted {
    let mut starts: FxHashMap<Crossing, [u32; 2]> = FxHashMap::default();
    for (disc, boundary) in boundaries.iter().enumerate() {
        for (nth, chain) in boundary.chains.iter().enumerate() {
            if let Some(from) = chain.from {
                starts.insert(from, [disc as u32, nth as u32]);
            }
        }
    }
    let mut knitted = Knitted::default();
    for (disc, boundary) in boundaries.iter().enumerate() {
        for chain in &boundary.chains {
            let Some(from) = chain.from else {
                let points = boundary.points[chain.points.clone()].to_vec();
                knitted.rings.push(Ring { points, disc });
                continue;
            };
            if starts.contains_key(&from) {
                match ring(boundaries, &mut starts, from) {
                    Some(points) => knitted.rings.push(Ring { points, disc }),
                    None => knitted.loose.push(disc),
                }
            }
        }
    }
    knitted
}

/// Follows the chains from one, taking each away; `None` if they do not lead back.
fn ring(
    boundaries: &[Boundary],
    starts: &mut FxHashMap<Crossing, [u32; 2]>,
    first: Crossing,
) -> Option<Vec<Coord>> {
    let mut points = Vec::new();
    let mut from = first;
    loop {
        let [disc, nth] = starts.remove(&from)?;
        let boundary = &boundaries[disc as usize];
        let chain = &boundary.chains[nth as usize];
        points.extend_from_slice(&boundary.points[chain.points.clone()]);
        let [own, other] = chain.to?;
        from = [other, own];
        if from == first {
            return Some(points);
        }
    }
}
