//! Squares crossed inside (rule 20): taut lines among their entries and reflex corners.
//!
//! ```text
//!   e--------+           e  entry: a vertex that the square shares with another street
//!   | \      |           r  reflex corner: where the border pokes into the inside
//!   |   \    |
//!   |     r--+           e-r-e is the shortest way across: it bends at reflex corners alone,
//!   |     |              and only where it is taut, as a string would be
//!   +--e--+
//! ```
//!
//! The shortest way between two entries, inside the square and outside its holes, runs along
//! these lines: a shortest way in a polygon is a chain of straight lines that bends only at
//! reflex corners, each bend around the outside. Along the border counts as inside.
//!
//! # References
//!
//! Lozano-Pérez & Wesley, *An algorithm for planning collision-free paths among polyhedral
//! obstacles* (1979), doi:10.1145/359156.359164, for the visibility graph; Rohnert, *Shortest
//! paths in the plane with convex polygonal obstacles* (1986), doi:10.1016/0020-0190(86)90045-1,
//! for tangents alone.

mod surface;

use super::lines::{
    Area, Direction, Grade, Manner, SnapClass, StreetId, StreetLine, StreetLines,
};
use crate::LngLat;
use crate::geodesy::piece_m;
use crate::units::millimeters;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use surface::Surface;

/// Above so many entries and corners, entries see only what is near (rule 20).
const MANY: usize = 200;
/// What is near, in whole millimeters: 200 m (rule 20).
const NEAR_MM: u64 = 200_000;

/// Why a square is not crossed; one still walks along its outline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AreaRefusal {
    /// Its rings hold nothing: fewer than three places, or the same way there and back.
    NoArea,
    /// Its rings cross where they have no vertex, so that inside and outside are a guess.
    RingsCross,
}

/// What became of the squares of a source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AreaReport {
    /// Squares in the source.
    pub areas: usize,
    /// Squares with a line across.
    pub crossed: usize,
    /// Lines across, all together.
    pub lines: usize,
    /// Squares with more than 200 entries and corners, whose entries are tied only to those within
    /// 200 m.
    pub large: Vec<StreetId>,
    /// Squares that are not crossed, and why.
    pub refused: Vec<(StreetId, AreaRefusal)>,
}

impl AreaReport {
    /// Adds what became of the squares of another source.
    pub(super) fn add(&mut self, other: Self) {
        self.areas += other.areas;
        self.crossed += other.crossed;
        self.lines += other.lines;
        self.large.extend(other.large);
        self.refused.extend(other.refused);
    }
}

/// The lines across one square.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Crossing {
    /// Pairs of nodes, in the order in which the rings name them.
    pub(super) lines: Vec<[u32; 2]>,
    /// Whether there were too many entries and corners to tie all of them.
    pub(super) is_large: bool,
}

/// Draws the lines across one square.
///
/// Nodes of the rings that lie at one place are tied by a line without length.
///
/// # Cost
///
/// O(k²) for k entries and reflex corners, times what their lines meet; nothing for fewer than two
/// entries.
pub(super) fn taut_lines(
    rings: &[Vec<u32>],
    positions: &[LngLat],
    entries: &FxHashSet<u32>,
) -> Result<Crossing, AreaRefusal> {
    let surface = Surface::new(rings, positions)?;
    let nodes = |place: u32| &surface.places[place as usize].nodes;
    let places = 0..surface.places.len() as u32;
    let is_entry: Vec<bool> = places
        .clone()
        .map(|place| nodes(place).iter().any(|node| entries.contains(node)))
        .collect();
    if is_entry.iter().filter(|entry| **entry).count() < 2 {
        return Ok(Crossing::default());
    }
    let is_entry = |place: u32| is_entry[place as usize];
    let keys: Vec<u32> =
        places.filter(|&place| is_entry(place) || surface.is_reflex(place)).collect();
    let is_large = keys.len() > MANY;
    let is_key = |place: u32| keys.binary_search(&place).is_ok();
    let is_taut = |place, from| is_entry(place) || surface.is_taut(place, from);
    let at = |place: u32| positions[nodes(place)[0] as usize];
    let is_near = |a, b| {
        let tied = is_large && (is_entry(a) || is_entry(b));
        !tied || millimeters(piece_m(at(a), at(b))) <= NEAR_MM
    };
    let mut lines = Vec::new();
    for (i, &a) in keys.iter().enumerate() {
        lines.extend(nodes(a).iter().skip(1).map(|&twin| [nodes(a)[0], twin]));
        for &b in &keys[i + 1..] {
            let wanted = is_near(a, b) && is_taut(a, b) && is_taut(b, a);
            if wanted && surface.sees(a, b, is_key) {
                lines.push([nodes(a)[0], nodes(b)[0]]);
            }
        }
    }
    Ok(Crossing { lines, is_large })
}

impl StreetLines {
    /// Draws the lines across all [`areas`](Self::areas) and appends them to the lines, each with
    /// two vertices and the id, name and manner of its square.
    ///
    /// Entries are the nodes of a square that it shares with a line, or with another square, that
    /// is not its own outline. What is a line already is not drawn again, so that a second call
    /// adds nothing. To be called when all lines of the source are there.
    ///
    /// # Order
    ///
    /// That of the areas, whatever the number of threads.
    pub fn cross_areas(&mut self) -> AreaReport {
        let users = Users::new(self);
        let cross = |area: &Area| {
            let (entries, walked) = users.of(self, area);
            if entries.len() < 2 {
                return Ok(Crossing::default());
            }
            let mut crossing = taut_lines(&area.rings, &self.positions, &entries)?;
            crossing.lines.retain(|&[a, b]| !walked.contains(&[a.min(b), a.max(b)]));
            Ok(crossing)
        };
        let crossings: Vec<_> = self.areas.par_iter().map(cross).collect();
        let alike: Vec<(SnapClass, Grade)> =
            self.areas.iter().map(|area| users.outline(self, &area.id)).collect();
        let mut report = AreaReport { areas: self.areas.len(), ..AreaReport::default() };
        for ((area, crossing), (snap, grade)) in
            self.areas.iter().zip(crossings).zip(alike)
        {
            let Crossing { lines, is_large } = match crossing {
                Ok(crossing) => crossing,
                Err(refusal) => {
                    report.refused.push((area.id.clone(), refusal));
                    continue;
                }
            };
            report.crossed += usize::from(!lines.is_empty());
            report.lines += lines.len();
            report.large.extend(is_large.then(|| area.id.clone()));
            for nodes in lines {
                self.lines.push(StreetLine {
                    id: area.id.clone(),
                    first: self.vertices.len() as u32,
                    name: area.name,
                    manner: across(area),
                    snap,
                    grade,
                });
                self.vertices.extend(nodes);
            }
        }
        report
    }
}

/// How the lines across a square are walked: they are drawn in whichever direction.
fn across(area: &Area) -> Manner {
    Manner { direction: Direction::Both, ..area.manner }
}

/// Who uses a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum User {
    Line(u32),
    Area(u32),
}

/// Who uses the nodes of squares.
struct Users {
    /// Sorted by node.
    at: Vec<(u32, User)>,
    /// First line with the id of a square.
    outlines: FxHashMap<StreetId, u32>,
}

impl Users {
    fn new(lines: &StreetLines) -> Self {
        let mut in_area = vec![false; lines.positions.len()];
        let mut at = Vec::new();
        let mut outlines = FxHashMap::default();
        for (number, area) in (0..).zip(&lines.areas) {
            outlines.insert(area.id.clone(), u32::MAX);
            for &node in area.rings.iter().flatten() {
                if let Some(there) = in_area.get_mut(node as usize) {
                    *there = true;
                    at.push((node, User::Area(number)));
                }
            }
        }
        for (number, line) in (0..).zip(&lines.lines) {
            if let Some(first) = outlines.get_mut(&line.id) {
                *first = number.min(*first);
            }
            let shared =
                lines.nodes(number as usize).iter().filter(|&&n| in_area[n as usize]);
            at.extend(shared.map(|&node| (node, User::Line(number))));
        }
        at.sort_unstable();
        at.dedup();
        Self { at, outlines }
    }

    /// The entries of a square, and the pieces of its outline that are walked as its inside is.
    fn of(
        &self,
        lines: &StreetLines,
        area: &Area,
    ) -> (FxHashSet<u32>, FxHashSet<[u32; 2]>) {
        let border: FxHashSet<[u32; 2]> = pieces(&area.rings).collect();
        let corners: FxHashSet<u32> = area.rings.iter().flatten().copied().collect();
        let is_own = |user: User| match user {
            User::Line(line) => {
                let nodes = lines.nodes(line as usize);
                // a lift at a corner has the name of the square, and leads out of it
                (lines.lines[line as usize].id == area.id
                    && nodes.iter().all(|node| corners.contains(node)))
                    || nodes.windows(2).all(|pair| border.contains(&ordered(pair)))
            }
            User::Area(other) => {
                let other = &lines.areas[other as usize];
                other.id == area.id || pieces(&other.rings).all(|p| border.contains(&p))
            }
        };
        let mut own: FxHashMap<User, bool> = FxHashMap::default();
        let (mut entries, mut walked) = (FxHashSet::default(), FxHashSet::default());
        for &node in area.rings.iter().flatten() {
            let first = self.at.partition_point(|user| user.0 < node);
            let here = self.at[first..].iter().take_while(|user| user.0 == node);
            for &(_, user) in here {
                let new = !own.contains_key(&user);
                if !*own.entry(user).or_insert_with(|| is_own(user)) {
                    entries.insert(node);
                }
                if let (true, User::Line(line)) = (new && own[&user], user)
                    && lines.lines[line as usize].manner == across(area)
                {
                    walked.extend(lines.nodes(line as usize).windows(2).map(ordered));
                }
            }
        }
        (entries, walked)
    }

    /// How points are tied to the outline of a square, and its grade: its inside is alike.
    fn outline(&self, lines: &StreetLines, id: &StreetId) -> (SnapClass, Grade) {
        let line = self.outlines.get(id).and_then(|&line| lines.lines.get(line as usize));
        line.map(|line| (line.snap, line.grade)).unwrap_or_default()
    }
}

fn ordered(pair: &[u32]) -> [u32; 2] {
    [pair[0].min(pair[1]), pair[0].max(pair[1])]
}

/// The pieces of rings, each with its lower node first.
fn pieces(rings: &[Vec<u32>]) -> impl Iterator<Item = [u32; 2]> + '_ {
    rings.iter().flat_map(|ring| ring.windows(2).map(ordered))
}

#[cfg(test)]
#[path = "area_tests.rs"]
mod tests;
