//! Rule 20: the lines drawn across a square are as good as the whole square.
//!
//! Random squares with holes, pinches and touching rings: between any two entries, the shortest
//! way over the lines is as long as the shortest way inside the polygon.

use std::collections::BTreeMap;
use walkshed::LngLat;
use walkshed::network::lines::{
    Area, Grade, Manner, NO_NAME, SnapClass, StreetId, StreetLine, StreetLines,
};
use walkshed_tests::effort;
use walkshed_tests::oracle::dijkstra::least_costs;
use walkshed_tests::oracle::plane::near_m;
use walkshed_tests::oracle::polygon::{Polygon, Spot};
use walkshed_tests::small::Dice;

/// A place of a drawing, in units of 1e-7 degree.
type Cell = (i64, i64);

/// Units to a cell of the lattice: about 10 m.
const CELL: i64 = 1000;

/// Rings over places, each with its nodes; several nodes may lie at one place.
#[derive(Clone, Debug, Default)]
struct Drawing {
    spots: Vec<Cell>,
    rings: Vec<Vec<u32>>,
}

fn below(dice: &mut Dice, sides: i64) -> i64 {
    dice.roll(sides.unsigned_abs()).cast_signed()
}

fn degrees(spot: Spot) -> [f64; 2] {
    [(999_200_000.0 + spot[0]) / 1e7, (245_700_000.0 + spot[1]) / 1e7]
}

impl Drawing {
    /// The border of random cells of a lattice: pinches, holes in holes, several outer rings.
    fn cells(dice: &mut Dice) -> Self {
        let (width, height) = (2 + below(dice, 6), 2 + below(dice, 6));
        let full = 5 + dice.roll(5);
        let is_in: Vec<bool> =
            (0..width * height).map(|_| dice.roll(10) < full).collect();
        let is_in = |x: i64, y: i64| {
            let inside = (0..width).contains(&x) && (0..height).contains(&y);
            inside && is_in[(y * width + x) as usize]
        };
        // the border, inside on its left
        let mut next: BTreeMap<Cell, Vec<Cell>> = BTreeMap::new();
        let mut add = |from: Cell, to: Cell| next.entry(from).or_default().push(to);
        for y in -1..=height {
            for x in -1..=width {
                match (is_in(x, y), is_in(x + 1, y)) {
                    (true, false) => add((x + 1, y), (x + 1, y + 1)),
                    (false, true) => add((x + 1, y + 1), (x + 1, y)),
                    _ => {}
                }
                match (is_in(x, y), is_in(x, y + 1)) {
                    (true, false) => add((x + 1, y + 1), (x, y + 1)),
                    (false, true) => add((x, y + 1), (x + 1, y + 1)),
                    _ => {}
                }
            }
        }
        let mut rings = Vec::new();
        while let Some((&first, _)) = next.iter().find(|(_, to)| !to.is_empty()) {
            let mut ring = vec![first];
            loop {
                let here = ring[ring.len() - 1];
                let ways = next.get_mut(&here).expect("as many ways out as in");
                ring.push(ways.swap_remove(dice.roll(ways.len() as u64) as usize));
                if ring[ring.len() - 1] == first {
                    break;
                }
            }
            rings.push(ring);
        }
        Self::of(dice, rings)
    }

    /// Numbers the nodes of rings on a lattice, and either moves each a little, or leaves out
    /// some that lie straight between two others.
    fn of(dice: &mut Dice, rings: Vec<Vec<Cell>>) -> Self {
        let (straight, twins) = (dice.roll(2) == 0, dice.roll(4) == 0);
        let mut jitter = |bound: i64| below(dice, 2 * bound) - bound;
        let mut moved: BTreeMap<Cell, Cell> = BTreeMap::new();
        let mut drawing = Self::default();
        for (number, mut ring) in rings.into_iter().enumerate() {
            if straight {
                thin(&mut ring, || jitter(5) < 0);
            }
            let mut nodes: BTreeMap<Cell, u32> = BTreeMap::new();
            if let (false, Some(_)) = (twins, number.checked_sub(1)) {
                nodes = drawing.known(&moved);
            }
            let mut numbers = Vec::new();
            for cell in ring {
                let spot = *moved.entry(cell).or_insert_with(|| {
                    let mut off = || if straight { 0 } else { jitter(CELL / 5) };
                    (cell.0 * CELL + off(), cell.1 * CELL + off())
                });
                numbers.push(*nodes.entry(cell).or_insert_with(|| {
                    drawing.spots.push(spot);
                    drawing.spots.len() as u32 - 1
                }));
            }
            drawing.rings.push(numbers);
        }
        drawing
    }

    /// The first node of every place drawn so far.
    fn known(&self, moved: &BTreeMap<Cell, Cell>) -> BTreeMap<Cell, u32> {
        let node = |spot: &Cell| self.spots.iter().position(|known| known == spot);
        let known =
            moved.iter().filter_map(|(cell, spot)| Some((*cell, node(spot)? as u32)));
        known.collect()
    }

    /// A star with a star inside: many corners at all angles.
    fn star(dice: &mut Dice) -> Self {
        let mut drawing = Self::default();
        let mut ring = |points: u64, low: f64, high: f64| {
            let first = drawing.spots.len() as u32;
            for point in 0..points {
                let angle = point as f64 / points as f64 * std::f64::consts::TAU;
                let radius = low + dice.share() * (high - low);
                let (sin, cos) = angle.sin_cos();
                let whole = |x: f64| (x * radius).round() as i64;
                drawing.spots.push((whole(cos), whole(sin)));
            }
            let mut nodes: Vec<u32> = (first..drawing.spots.len() as u32).collect();
            nodes.push(first);
            drawing.rings.push(nodes);
        };
        ring(5 + u64::from(effort() > 1) * 7, 2500.0, 9000.0);
        ring(4, 300.0, 1500.0);
        ring(7, 1600.0, 1750.0);
        drawing
    }

    fn spot(&self, node: u32) -> Spot {
        let (x, y) = self.spots[node as usize];
        [x as f64, y as f64]
    }

    /// The square with a street at every entry, its outline as lines or not.
    fn lines(&self, entries: &[u32], outlined: bool) -> StreetLines {
        let place = |&(x, y): &Cell| {
            let [lng, lat] = degrees([x as f64, y as f64]);
            LngLat::new(lng, lat).expect("near Fengqing")
        };
        let mut positions: Vec<LngLat> = self.spots.iter().map(place).collect();
        let street = |id: StreetId, first: usize| StreetLine {
            id,
            first: first as u32,
            name: NO_NAME,
            manner: Manner::LEVEL,
            snap: SnapClass::Ordinary,
            grade: Grade::default(),
        };
        let mut lines = StreetLines::default();
        for ring in self.rings.iter().filter(|_| outlined) {
            lines.lines.push(street(StreetId::Relation(7), lines.vertices.len()));
            lines.vertices.extend(ring);
        }
        for (i, &entry) in (0..).zip(entries) {
            lines.lines.push(street(StreetId::Way(i), lines.vertices.len()));
            lines.vertices.extend([entry, positions.len() as u32]);
            positions.push(place(&(-99_000, i)));
        }
        lines.positions = positions;
        lines.areas.push(Area {
            id: StreetId::Relation(7),
            name: NO_NAME,
            manner: Manner::LEVEL,
            rings: self.rings.clone(),
        });
        lines
    }
}

/// Leaves out some places that lie straight between their neighbors.
fn thin(ring: &mut Vec<Cell>, mut wanted: impl FnMut() -> bool) {
    for k in (1..ring.len() - 1).rev() {
        let [a, b, c] = [ring[k - 1], ring[k], ring[k + 1]];
        let flat = (b.0 - a.0) * (c.1 - b.1) == (b.1 - a.1) * (c.0 - b.0);
        if flat && wanted() {
            ring.remove(k);
        }
    }
}

fn length(a: Spot, b: Spot) -> f64 {
    near_m(degrees(a), degrees(b))
}

/// Checks all pairs of some entries; returns how many were joined and how many were not.
fn compare(drawing: &Drawing, entries: &[u32], outlined: bool) -> (usize, usize) {
    let mut lines = drawing.lines(entries, outlined);
    let report = lines.cross_areas();
    assert_eq!((report.areas, &report.refused), (1, &Vec::new()), "{drawing:?}");
    let mut ways: Vec<Vec<(usize, f64)>> = vec![Vec::new(); drawing.spots.len()];
    let own = (0..lines.lines.len())
        .filter(|&line| lines.lines[line].id == StreetId::Relation(7));
    for pair in own.flat_map(|line| lines.nodes(line).windows(2)) {
        let meters = length(drawing.spot(pair[0]), drawing.spot(pair[1]));
        ways[pair[0] as usize].push((pair[1] as usize, meters));
        ways[pair[1] as usize].push((pair[0] as usize, meters));
    }
    let vertices: Vec<Spot> =
        (0..drawing.spots.len() as u32).map(|node| drawing.spot(node)).collect();
    let rings = drawing.rings.iter();
    let ring = |ring: &Vec<u32>| ring.iter().map(|&node| drawing.spot(node)).collect();
    let polygon = Polygon { rings: rings.map(ring).collect() };
    let (mut joined, mut apart) = (0, 0);
    for &entry in entries {
        let found = least_costs(ways.len(), entry as usize, |n| ways[n].clone());
        let wanted = polygon.shortest(&vertices, entry as usize, length);
        for &other in entries {
            let (found, wanted) = (found[other as usize], wanted[other as usize]);
            let same = match (found, wanted) {
                (Some(found), Some(wanted)) => (found - wanted).abs() < 1e-4,
                (None, None) => true,
                _ => false,
            };
            assert!(
                same,
                "from {entry} to {other} {found:?} m, not {wanted:?}: {drawing:?}"
            );
            joined += usize::from(found.is_some() && entry != other);
            apart += usize::from(found.is_none());
        }
    }
    (joined, apart)
}

fn drawn(make: fn(&mut Dice) -> Drawing, seeds: std::ops::Range<u64>) -> (usize, usize) {
    let mut sum = (0, 0);
    for seed in seeds {
        let mut dice = Dice::new(seed);
        let drawing = make(&mut dice);
        if drawing.rings.is_empty() {
            continue;
        }
        let mut entries: Vec<u32> = (0..2 + dice.roll(6))
            .map(|_| dice.roll(drawing.spots.len() as u64) as u32)
            .collect();
        entries.sort_unstable();
        entries.dedup();
        if entries.len() < 2 {
            continue;
        }
        let (joined, apart) = compare(&drawing, &entries, dice.roll(2) == 0);
        sum = (sum.0 + joined, sum.1 + apart);
    }
    sum
}

#[test]
fn lines_across_random_cells_are_as_short_as_the_inside_allows() {
    let (joined, apart) = drawn(Drawing::cells, 0..400 * u64::from(effort()));
    assert!(
        joined > 2000 && apart > 200,
        "{joined} ways and {apart} without are no test"
    );
}

#[test]
fn lines_across_random_stars_are_as_short_as_the_inside_allows() {
    let (joined, apart) = drawn(Drawing::star, 0..200 * u64::from(effort()));
    assert!(
        joined > 1000 && apart > 200,
        "{joined} ways and {apart} without are no test"
    );
}
