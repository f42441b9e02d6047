//! What of a disc's edge lies outside all other discs.
//!
//! ```text
//!        ___       classes of vertices: inside (i) a neighbor, near it (n), far (f)
//!      f/   \f        i-i  the edge is covered: discs are convex
//!      |  __ |i       i-n, n-n, f-n  the edge may cross an edge of the neighbor
//!      f\/  \/i       f-f  it cannot
//!       n    n
//! ```
//!
//! Whether a vertex lies inside and whether two edges cross is decided exactly; in which order
//! two neighbors cross an edge is not, and whoever knits the pieces finds out if it was wrong.

use super::Disc;
use super::exact::{along, crossing, side};
use super::neighbors::Crowd;
use geo::Coord;
use std::ops::Range;

/// Two edges that cross: one's own, the other's.
pub(super) type Crossing = [u64; 2];

/// What of a disc's edge lies outside all other discs.
#[derive(Debug, Default)]
pub(super) struct Boundary {
    /// The points of all chains.
    pub(super) points: Vec<Coord>,
    pub(super) chains: Vec<Chain>,
    /// Discs that it overlaps or touches: enough of them to tell what hangs together.
    pub(super) meets: Vec<u32>,
    /// Whether something was not clear-cut.
    pub(super) doubtful: bool,
}

/// A piece of edge from where another disc is left to where one is entered.
///
/// The first crossing is its first point; the last is none of its points.
#[derive(Debug)]
pub(super) struct Chain {
    /// `None` in both ends: the whole ring.
    pub(super) from: Option<Crossing>,
    pub(super) to: Option<Crossing>,
    pub(super) points: Range<usize>,
}

/// Where a vertex lies, seen from a neighbor: so far that no edge from here to another such vertex
/// touches it.
const FAR: u8 = 0;
/// Outside, and not that far.
const NEAR: u8 = 1;
/// On its edge.
const ON: u8 = 2;
const INSIDE: u8 = 3;

/// An edge that may cross a neighbor.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    edge: u32,
    neighbor: u32,
    /// Whether the first end and the second lie inside.
    inside: [bool; 2],
}

/// Where a neighbor crosses one's edge.
#[derive(Clone, Copy, Debug)]
struct Cut {
    edge: u32,
    along: f64,
    enters: bool,
    crossing: Crossing,
    point: Coord,
}

/// What a thread needs again and again.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    /// One a vertex, the first again at the end.
    places: Vec<u8>,
    covered: Vec<bool>,
    /// Neighbors that hold the first vertex of an edge.
    depth: Vec<u32>,
    candidates: Vec<Candidate>,
    cuts: Vec<Cut>,
}

impl Boundary {
    pub(super) fn of(crowd: &Crowd<'_>, disc: usize, scratch: &mut Scratch) -> Self {
        let own = crowd.discs[disc];
        let mut boundary = Self::default();
        scratch.begin(own.ring().len());
        let mut swallowed = false;
        crowd.each_near(disc, |near| {
            swallowed = swallowed || boundary.look(crowd, [disc, near], scratch);
        });
        if !swallowed {
            boundary.cut(crowd, disc, scratch);
            boundary.trace(own, scratch);
        }
        boundary
    }

    /// Places the vertices, seen from a neighbor; whether all lie inside it.
    fn look(
        &mut self,
        crowd: &Crowd<'_>,
        [disc, near]: [usize; 2],
        scratch: &mut Scratch,
    ) -> bool {
        let (own, other) = (crowd.discs[disc], crowd.discs[near]);
        let (x, y) =
            (other.center().x - own.center().x, other.center().y - own.center().y);
        let apart2 = x * x + y * y;
        let Scratch { places, covered, candidates, .. } = scratch;
        let surely = own.inner() + other.inner();
        let all_inside = place_all(own, other, places);
        self.doubtful |= places.contains(&ON);
        if apart2 < surely * surely || places.iter().any(|&place| place >= ON) {
            self.meets.push(near as u32);
        }
        if all_inside {
            return true;
        }
        let ends = places.windows(2).map(|ends| [ends[0], ends[1]]);
        for ((edge, covered), ends) in (0..).zip(covered.iter_mut()).zip(ends) {
            match ends {
                [FAR, FAR] => {}
                [INSIDE, INSIDE] => *covered = true,
                ends => {
                    let inside = ends.map(|end| end == INSIDE);
                    candidates.push(Candidate { edge, neighbor: near as u32, inside });
                }
            }
        }
        false
    }

    /// Finds where neighbors cross the edges that none covers.
    fn cut(&mut self, crowd: &Crowd<'_>, disc: usize, scratch: &mut Scratch) {
        let Scratch { covered, depth, candidates, cuts, .. } = scratch;
        for &Candidate { edge, neighbor, inside } in &*candidates {
            let met = self.meets.contains(&neighbor);
            if covered[edge as usize] && met {
                continue;
            }
            let before = cuts.len();
            let own = crowd.discs[disc].edge(edge as usize);
            let near = crowd.discs[neighbor as usize];
            let sound = crossings(own, near, |crossed, enters| {
                let other = near.edge(crossed);
                let edges = [
                    crowd.edge(disc, edge as usize),
                    crowd.edge(neighbor as usize, crossed),
                ];
                // the same point for both
                let point = if edges[0] < edges[1] {
                    crossing(own, other)
                } else {
                    crossing(other, own)
                };
                let along = along(own, other);
                cuts.push(Cut { edge, along, enters, crossing: edges, point });
            });
            let found = cuts.len() - before;
            depth[edge as usize] += u32::from(inside[0]);
            self.doubtful |= !sound || (found == 1) != (inside[0] != inside[1]);
            if !met && (found > 0 || !sound) {
                self.meets.push(neighbor);
            }
        }
        cuts.sort_unstable_by(|a, b| {
            a.edge.cmp(&b.edge).then(a.along.total_cmp(&b.along))
        });
        let tie = |pair: &[Cut]| {
            pair[0].edge == pair[1].edge
                && pair[0].along.total_cmp(&pair[1].along).is_eq()
        };
        self.doubtful |= cuts.windows(2).any(tie);
    }

    /// Walks once around and keeps what no neighbor holds.
    fn trace(&mut self, own: &Disc, scratch: &Scratch) {
        let mut cuts = scratch.cuts.iter().peekable();
        let mut open = scratch.depth[0] == 0 && !scratch.covered[0];
        let mut chain = (None, 0);
        for (edge, &vertex) in own.ring().iter().enumerate() {
            let covered = scratch.covered[edge];
            let mut depth = scratch.depth[edge];
            self.doubtful |= open != (depth == 0 && !covered);
            if open {
                self.points.push(vertex);
            }
            while let Some(cut) = cuts.next_if(|cut| cut.edge as usize == edge) {
                if covered {
                    continue;
                }
                if cut.enters {
                    if depth == 0 {
                        self.close(chain, Some(cut.crossing));
                        open = false;
                    }
                    depth += 1;
                } else if depth == 0 {
                    self.doubtful = true;
                } else {
                    depth -= 1;
                    if depth == 0 {
                        chain = (Some(cut.crossing), self.points.len());
                        self.points.push(cut.point);
                        open = true;
                    }
                }
            }
        }
        if open {
            self.close(chain, None);
            self.join_ends();
        }
        self.doubtful |= open != (scratch.depth[0] == 0 && !scratch.covered[0]);
    }

    fn close(&mut self, (from, first): (Option<Crossing>, usize), to: Option<Crossing>) {
        let points = first..self.points.len();
        self.chains.push(Chain { from, to, points });
    }

    /// Joins the chain that ends at the first vertex to the one that begins there.
    fn join_ends(&mut self) {
        let begins = self.chains[0].from.is_none() && self.chains.len() > 1;
        if begins {
            let first = self.chains.remove(0);
            self.points.extend_from_within(first.points);
            let last = self.chains.len() - 1;
            self.chains[last].points.end = self.points.len();
            self.chains[last].to = first.to;
        }
    }
}

impl Scratch {
    fn begin(&mut self, edges: usize) {
        let Self { places, covered, depth, candidates, cuts } = self;
        places.clear();
        candidates.clear();
        cuts.clear();
        covered.clear();
        covered.resize(edges, false);
        depth.clear();
        depth.resize(edges, 0);
    }
}

/// Places the vertices of a disc, seen from another; whether all lie inside it.
fn place_all(own: &Disc, other: &Disc, places: &mut Vec<u8>) -> bool {
    /// Between what is inside and what is far for sure.
    const UNSURE: u8 = 4;
    let center = other.center();
    let near2 = other.inner() * other.inner();
    let far2 = other.outer().powi(2) + own.longest().powi(2) / 4.0;
    let place = |at: &Coord| {
        let (x, y) = (at.x - center.x, at.y - center.y);
        let from_center2 = x * x + y * y;
        let outside = u8::from(from_center2 >= near2);
        let far = u8::from(from_center2 > far2);
        INSIDE + outside - UNSURE * far
    };
    places.clear();
    places.extend(own.ring().iter().map(place));
    let mut all_inside = true;
    for (place, &at) in places.iter_mut().zip(own.ring()) {
        if *place == UNSURE {
            *place = exact_place(other, at);
        }
        all_inside &= *place == INSIDE;
    }
    places.push(places[0]);
    all_inside
}

fn exact_place(disc: &Disc, at: Coord) -> u8 {
    let mut place = INSIDE;
    for i in 0..disc.ring().len() {
        let [from, to] = disc.edge(i);
        let side = side(from, to, at);
        if side < 0.0 {
            return NEAR;
        }
        if side == 0.0 {
            place = ON;
        }
    }
    place
}

/// Calls back with each edge of a disc that an edge crosses, and whether it enters there; false if
/// a vertex lies on a line, so that nobody can tell.
fn crossings(
    [p, q]: [Coord; 2],
    disc: &Disc,
    mut found: impl FnMut(usize, bool),
) -> bool {
    let ring = disc.ring();
    let side_of = |i: usize| side(p, q, ring[i]);
    let first = side_of(0);
    let mut sound = first != 0.0;
    let mut before = first;
    for i in 0..ring.len() {
        let after = if i + 1 == ring.len() { first } else { side_of(i + 1) };
        sound &= after != 0.0;
        if (before > 0.0) != (after > 0.0) {
            let [from, to] = disc.edge(i);
            let (start, end) = (side(from, to, p), side(from, to, q));
            sound &= start != 0.0 && end != 0.0;
            if (start > 0.0) != (end > 0.0) {
                found(i, end > 0.0);
            }
        }
        before = after;
    }
    sound
}
