//! The plain search: textbook Dijkstra over single pieces of street, nothing contracted, with the
//! private phases of a walk as states. What the contracted graph must equal to the unit.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};
use walkshed::geodesy::piece_m;
use walkshed::model::Profile;
use walkshed::network::lines::{Access, Direction, Manner, Pace, StreetKind};
use walkshed::network::{Network, Snap};
use walkshed::units::{Unit, whole};

/// Time and length, or the other way round.
pub type Cost = (u64, u64);
/// A node, and how far a walk has come when seen from its seed: 0 on private ways only, 1 on
/// public ones, 2 on private ways again.
pub type State = (u32, u8);

/// A piece of street, both ways; `None` in a direction that may not be walked.
#[derive(Clone, Copy, Debug)]
struct Piece {
    nodes: [u32; 2],
    forward: Option<Cost>,
    backward: Option<Cost>,
    private: bool,
}

/// All pieces of a network for one profile and unit, walked towards the seeds.
#[derive(Debug)]
pub struct Plain {
    pieces: BTreeMap<u32, Piece>,
    /// Pieces at each node.
    at: BTreeMap<u32, Vec<u32>>,
    /// First piece of each street.
    firsts: Vec<u32>,
    unit: Unit,
    profile: Profile,
}

/// A snapped place.
#[derive(Clone, Debug)]
pub struct Spot {
    node: Option<u32>,
    piece: u32,
    /// From the first node of the piece, for walks along it, and against it.
    along: [Cost; 2],
    leg: Cost,
}

impl Plain {
    /// Weighs the pieces that a profile may walk.
    #[must_use]
    pub fn new(network: &Network, unit: Unit, profile: &Profile) -> Self {
        let mut plain = Self {
            pieces: BTreeMap::new(),
            at: BTreeMap::new(),
            firsts: Vec::new(),
            unit,
            profile: profile.clone(),
        };
        let mut first = 0;
        for (s, street) in network.streets().enumerate() {
            let nodes = network.nodes_of(s);
            plain.firsts.push(first);
            let along = along(network, s);
            let manner = street.manner;
            let shut = (profile.wheels && !manner.wheels)
                || (manner.access == Access::Unsaid && !profile.cycleways);
            for i in 0..nodes.len() - 1 {
                if shut {
                    continue;
                }
                let sense = |back: bool, forbidden: Direction| {
                    let scale = |m: f64, end: bool| {
                        plain.position(manner, m, along[nodes.len() - 1], back, end)
                    };
                    let from = scale(along[i], false);
                    let to = scale(along[i + 1], i + 2 == nodes.len());
                    (manner.direction != forbidden)
                        .then(|| (to.0 - from.0, to.1 - from.1))
                };
                let piece = Piece {
                    nodes: [nodes[i], nodes[i + 1]],
                    forward: sense(false, Direction::Backward),
                    backward: sense(true, Direction::Forward),
                    private: network.is_private(s),
                };
                let number = first + i as u32;
                plain.pieces.insert(number, piece);
                for node in piece.nodes {
                    plain.at.entry(node).or_default().push(number);
                }
            }
            first += nodes.len() as u32;
        }
        plain
    }

    fn position(
        &self,
        manner: Manner,
        m: f64,
        length: f64,
        back: bool,
        end: bool,
    ) -> Cost {
        let share = if length > 0.0 { m / length } else { f64::from(u8::from(end)) };
        let flat = m * 1e6 / f64::from(self.profile.speed_mm_s);
        let own = match manner.kind {
            StreetKind::Steps => f64::from(self.profile.steps_permille) / 1000.0,
            _ => 1.0,
        };
        let ms = match manner.pace {
            Pace::Walked { forward, backward } => {
                flat * (f64::from(if back { backward } else { forward }) / 1000.0) * own
            }
            Pace::Moving { mm_s } => m * 1e6 / f64::from(mm_s),
            Pace::Lift { share: of } => {
                share * f64::from(self.profile.lift_ms) * f64::from(of) / 1000.0
            }
            Pace::Carried { millis } => share * f64::from(millis),
        };
        self.both(whole(ms), whole(m * 1000.0))
    }

    fn both(&self, ms: u32, mm: u32) -> Cost {
        match self.unit {
            Unit::Millis => (ms.into(), mm.into()),
            Unit::Millimeters => (mm.into(), ms.into()),
        }
    }

    /// A snapped place in whole units; `None` on a street that is not walked.
    #[must_use]
    pub fn spot(&self, network: &Network, snap: &Snap) -> Option<Spot> {
        self.pieces.get(&snap.piece)?;
        let street = network.street_of(snap.piece);
        let manner = network.street(street).manner;
        let marks = along(network, street);
        let length = marks.last().copied().unwrap_or_default();
        let start = marks[(snap.piece - self.firsts[street]) as usize];
        let along = [false, true].map(|back| {
            let here = self.position(manner, snap.along_m, length, back, false);
            let from = self.position(manner, start, length, back, false);
            (here.0 - from.0, here.1 - from.1)
        });
        let leg = self.both(
            Unit::Millis.of_leg(snap.leg_m, &self.profile),
            Unit::Millimeters.of_leg(snap.leg_m, &self.profile),
        );
        Some(Spot { node: snap.node, piece: snap.piece, along, leg })
    }

    /// Walks from a spot to the nodes of its piece, `inward` for the walk the other way round.
    fn ends(&self, spot: &Spot, inward: bool) -> Vec<(u32, Cost)> {
        if let Some(node) = spot.node {
            return vec![(node, (0, 0))];
        }
        let piece = self.pieces[&spot.piece];
        let [a, b] = piece.nodes;
        let rest = |whole: Cost, part: Cost| (whole.0 - part.0, whole.1 - part.1);
        let [forth, back] = spot.along;
        let costs = if inward {
            [piece.forward.map(|_| forth), piece.backward.map(|w| rest(w, back))]
        } else {
            [piece.backward.map(|_| back), piece.forward.map(|w| rest(w, forth))]
        };
        [a, b].into_iter().zip(costs).filter_map(|(n, c)| Some((n, c?))).collect()
    }

    /// The quickest walk from every state to a seed, the shortest among equals.
    #[must_use]
    pub fn to(&self, seed: &Spot) -> BTreeMap<State, Cost> {
        let private = seed.node.is_some() || self.pieces[&seed.piece].private;
        let mut heap = BinaryHeap::new();
        for (node, gap) in self.ends(seed, true) {
            heap.push(Reverse((plus(seed.leg, gap), node, u8::from(!private))));
        }
        let mut best = BTreeMap::new();
        while let Some(Reverse((cost, node, phase))) = heap.pop() {
            if best.contains_key(&(node, phase)) {
                continue;
            }
            best.insert((node, phase), cost);
            for number in self.at.get(&node).into_iter().flatten() {
                let piece = self.pieces[number];
                let next = match (piece.private, phase) {
                    (true, 0) => 0,
                    (true, _) => 2,
                    (false, 0 | 1) => 1,
                    (false, _) => continue,
                };
                let [a, b] = piece.nodes;
                // a walk towards the seed arrives at `node`
                for (to, from, walk) in [(b, a, piece.forward), (a, b, piece.backward)] {
                    if let Some(walk) = walk.filter(|_| to == node) {
                        heap.push(Reverse((plus(cost, walk), from, next)));
                    }
                }
            }
        }
        best
    }

    /// The quickest walk from a spot to the seed that `reached` was searched from.
    #[must_use]
    pub fn walk(
        &self,
        reached: &BTreeMap<State, Cost>,
        seed: &Spot,
        from: &Spot,
    ) -> Option<Cost> {
        let last =
            if from.node.is_some() || self.pieces[&from.piece].private { 2 } else { 1 };
        let mut ways = Vec::new();
        for (node, gap) in self.ends(from, false) {
            for phase in 0..=last {
                let cost = reached.get(&(node, phase));
                ways.extend(cost.map(|&cost| plus(plus(cost, gap), from.leg)));
            }
        }
        if seed.piece == from.piece && seed.node.is_none() && from.node.is_none() {
            let piece = self.pieces[&seed.piece];
            let gap =
                |a: Cost, b: Cost| Some((a.0.checked_sub(b.0)?, a.1.checked_sub(b.1)?));
            let forth = piece.forward.and_then(|_| gap(seed.along[0], from.along[0]));
            let back = piece.backward.and_then(|_| gap(from.along[1], seed.along[1]));
            let ways_along = [forth, back].into_iter().flatten();
            ways.extend(ways_along.map(|way| plus(plus(seed.leg, way), from.leg)));
        }
        ways.into_iter().min()
    }

    /// The quickest walk from a node to the seed.
    #[must_use]
    pub fn at_node(reached: &BTreeMap<State, Cost>, node: u32) -> Option<Cost> {
        (0..3).filter_map(|phase| reached.get(&(node, phase)).copied()).min()
    }
}

fn along(network: &Network, street: usize) -> Vec<f64> {
    let places =
        network.nodes_of(street).iter().map(|&n| network.positions()[n as usize]);
    let places: Vec<_> = places.collect();
    let mut marks = vec![0.0];
    for pair in places.windows(2) {
        marks.push(marks[marks.len() - 1] + piece_m(pair[0], pair[1]));
    }
    marks
}

fn plus(a: Cost, b: Cost) -> Cost {
    (a.0 + b.0, a.1 + b.1)
}
