//! Squares drawn by hand: which lines lead across.

use super::*;
use crate::network::lines::NO_NAME;

/// Places by whole 1e-7 degrees from a corner of the town.
fn places(spots: &[(i64, i64)]) -> Vec<LngLat> {
    let place = |&(x, y): &(i64, i64)| {
        let degrees = |base: i64, by: i64| (base + by) as f64 / 1e7;
        LngLat::new(degrees(999_200_000, x * 1000), degrees(245_700_000, y * 1000))
            .expect("near Fengqing")
    };
    spots.iter().map(place).collect()
}

/// A ring of these nodes, closed.
fn ring(nodes: impl IntoIterator<Item = u32>) -> Vec<u32> {
    let mut ring: Vec<u32> = nodes.into_iter().collect();
    ring.extend(ring.first().copied());
    ring
}

/// The lines across, each with its lower node first, in order.
fn across(rings: &[Vec<u32>], spots: &[(i64, i64)], entries: &[u32]) -> Vec<[u32; 2]> {
    let entries = entries.iter().copied().collect();
    let crossing = taut_lines(rings, &places(spots), &entries).expect("a square");
    let mut lines: Vec<_> = crossing.lines.iter().map(|pair| ordered(pair)).collect();
    lines.sort_unstable();
    lines
}

const SQUARE: [(i64, i64); 4] = [(0, 0), (10, 0), (10, 10), (0, 10)];

#[test]
fn a_convex_square_is_crossed_between_all_its_entries() {
    let all = [[0, 1], [0, 2], [0, 3], [1, 2], [1, 3], [2, 3]];
    assert_eq!(across(&[ring(0..4)], &SQUARE, &[0, 1, 2, 3]), all);
    assert_eq!(across(&[ring((0..4).rev())], &SQUARE, &[0, 1, 2, 3]), all, "as wound");
    assert_eq!(across(&[ring(0..4)], &SQUARE, &[0, 2]), [[0, 2]]);
    assert!(across(&[ring(0..4)], &SQUARE, &[3]).is_empty(), "nowhere to go");
    assert!(across(&[(0..4).collect()], &SQUARE, &[1, 3]) == [[1, 3]], "left open");
}

#[test]
fn an_l_is_crossed_around_its_inner_corner() {
    // 5--4
    // |  |
    // |  3--2
    // 0-----1
    let spots = [(0, 0), (20, 0), (20, 10), (10, 10), (10, 20), (0, 20)];
    assert_eq!(across(&[ring(0..6)], &spots, &[2, 5]), [[2, 3], [3, 5]]);
    assert_eq!(across(&[ring(0..6)], &spots, &[2, 4]), [[2, 3], [3, 4]]);
    // from 0 nobody bends at 3, which it sees from the front
    assert_eq!(across(&[ring(0..6)], &spots, &[0, 1]), [[0, 1], [1, 3]]);
    assert_eq!(across(&[ring(0..6)], &spots, &[1, 5]), [[1, 3], [3, 5]], "along 3");
}

#[test]
fn a_u_is_crossed_along_its_bottom() {
    // 7-6 3-2
    // | 5-4 |
    // 0-----1
    let spots =
        [(0, 0), (30, 0), (30, 20), (20, 20), (20, 10), (10, 10), (10, 20), (0, 20)];
    assert_eq!(across(&[ring(0..8)], &spots, &[2, 7]), [[2, 4], [4, 5], [5, 7]]);
}

#[test]
fn a_fountain_is_passed_on_either_side() {
    // a hole 4 5 6 7 in the middle, on the way from corner to corner
    let spots = [SQUARE.as_slice(), &[(4, 4), (6, 4), (6, 6), (4, 6)]].concat();
    let rings = [ring(0..4), ring(4..8)];
    let around = [[4, 5], [4, 7], [5, 6], [6, 7]];
    let wanted = [[[0, 5], [0, 7], [2, 5], [2, 7]], around].concat();
    assert_eq!(across(&rings, &spots, &[0, 2]), wanted);
    assert_eq!(across(&[ring(4..8), ring(0..4)], &spots, &[0, 2]), wanted, "any order");
    // no bend leads from the near corner of the fountain to the one that hides it
    assert!(!wanted.contains(&[0, 4]) && !wanted.contains(&[2, 6]));
}

#[test]
fn what_a_hole_holds_is_inside_again() {
    let hole = [(2, 2), (8, 2), (8, 8), (2, 8)];
    let island = [(4, 4), (6, 4), (6, 6), (4, 6)];
    let spots = [SQUARE.as_slice(), &hole, &island].concat();
    let rings = [ring(0..4), ring(4..8), ring(8..12)];
    let around = [[4, 5], [4, 7], [5, 6], [6, 7]];
    assert_eq!(across(&rings, &spots, &[8, 10]), [&around[..], &[[8, 10]]].concat());
    let found = across(&rings, &spots, &[0, 8]);
    assert!(found.iter().all(|line| line[1] < 8), "no bridge: {found:?}");
}

#[test]
fn two_squares_that_touch_are_crossed_through_the_corner_they_share() {
    let beyond = [(20, 10), (20, 20), (10, 20)];
    let spots = [SQUARE.as_slice(), &beyond].concat();
    let rings = [ring(0..4), ring([2, 4, 5, 6])];
    // straight through 2, which is a corner for both sides
    assert_eq!(across(&rings, &spots, &[0, 5]), [[0, 2], [2, 5]]);
    assert_eq!(across(&rings, &spots, &[1, 6]), [[1, 2], [2, 6]]);
    // the corner drawn twice is one place: a line without length ties its nodes
    let spots = [spots.as_slice(), &[(10, 10)]].concat();
    let rings = [ring(0..4), ring([7, 4, 5, 6])];
    assert_eq!(across(&rings, &spots, &[0, 5]), [[0, 2], [2, 5], [2, 7]]);
}

#[test]
fn two_squares_that_share_a_border_are_one() {
    let spots = [SQUARE.as_slice(), &[(20, 0), (20, 10)]].concat();
    let rings = [ring(0..4), ring([1, 4, 5, 2])];
    assert_eq!(across(&rings, &spots, &[0, 5]), [[0, 5]]);
    // the second reaches above the first: a corner where they part
    let spots = [SQUARE.as_slice(), &[(20, 0), (20, 20), (10, 20)]].concat();
    let rings = [ring(0..4), ring([1, 4, 5, 6])];
    assert_eq!(across(&rings, &spots, &[3, 6]), [[2, 3], [2, 6]]);
}

#[test]
fn entries_in_a_row_are_tied_each_to_the_next() {
    // 4 and 5 lie on the border from 0 to 1
    let spots = [SQUARE.as_slice(), &[(3, 0), (7, 0)]].concat();
    let rings = [ring([0, 4, 5, 1, 2, 3])];
    assert_eq!(across(&rings, &spots, &[0, 1, 4, 5]), [[0, 4], [1, 5], [4, 5]]);
    assert_eq!(across(&rings, &spots, &[0, 1]), [[0, 1]], "what is no entry is passed");
    // on the diagonal, inside a spike of the ring
    let spots = [SQUARE.as_slice(), &[(5, 5)]].concat();
    let spiked = [ring([0, 4, 0, 1, 2, 3])];
    let found = across(&spiked, &spots, &[1, 2, 3, 4]);
    assert!(found.contains(&[2, 4]) && found.contains(&[1, 4]), "{found:?}");
}

#[test]
fn a_hole_that_touches_the_border_leaves_the_border_to_walk_on() {
    // the tip 4 of a hole touches the border between 0 and 1
    let spots = [SQUARE.as_slice(), &[(5, 0), (7, 6), (3, 6)]].concat();
    let rings = [ring(0..4), ring(4..7)];
    let wanted = [[0, 4], [0, 6], [1, 4], [1, 5], [4, 5], [4, 6], [5, 6]];
    assert_eq!(across(&rings, &spots, &[0, 1]), wanted);
    // a hole along the border cuts it away
    let spots = [SQUARE.as_slice(), &[(3, 0), (7, 0), (7, 6), (3, 6)]].concat();
    let rings = [ring([0, 4, 5, 1, 2, 3]), ring(4..8)];
    assert_eq!(across(&rings, &spots, &[0, 1]), [[0, 7], [1, 6], [6, 7]]);
}

#[test]
fn a_comb_is_crossed_along_its_back() {
    // teeth up from a back of height 10; an entry at the tip of the first and of the last
    let teeth = 60;
    let mut spots = vec![(0, 0), (20 * teeth, 0)];
    for tooth in (0..teeth).rev() {
        let x = 20 * tooth;
        spots.extend([(x + 15, 10), (x + 15, 100), (x + 5, 100), (x + 5, 10)]);
    }
    let nodes = spots.len() as u32;
    let (first, last) = (nodes - 2, 3);
    let crossing = taut_lines(
        &[ring(0..nodes)],
        &places(&spots),
        &[first, last].into_iter().collect(),
    )
    .expect("a comb");
    assert!(!crossing.is_large, "two roots a tooth and the entries are 122");
    // down a tooth, along the roots, up the other: each root is tied to the next
    let inner = crossing.lines.len();
    assert_eq!(inner, 121);
}

#[test]
fn rings_that_hold_nothing_or_cross_are_refused() {
    let refused = |rings: &[Vec<u32>], spots: &[(i64, i64)]| {
        taut_lines(rings, &places(spots), &(0..99).collect()).err()
    };
    let flat = [(0, 0), (10, 0), (20, 0), (0, 0)];
    for nodes in [vec![], vec![0], vec![0, 0], vec![0, 1, 0], vec![0, 1, 2, 0]] {
        assert_eq!(
            refused(std::slice::from_ref(&nodes), &flat),
            Some(AreaRefusal::NoArea),
            "{nodes:?}"
        );
    }
    assert_eq!(refused(&[], &flat), Some(AreaRefusal::NoArea));
    assert_eq!(refused(&[vec![77, 78, 79]], &flat), Some(AreaRefusal::NoArea));
    assert_eq!(refused(&[ring(0..4), ring(0..4)], &SQUARE), Some(AreaRefusal::NoArea));
    let bow = [(0, 0), (10, 10), (10, 0), (0, 10)];
    assert_eq!(refused(&[ring(0..4)], &bow), Some(AreaRefusal::RingsCross));
    let shifted = [SQUARE, SQUARE.map(|(x, y)| (x + 5, y + 5))].concat();
    assert_eq!(
        refused(&[ring(0..4), ring(4..8)], &shifted),
        Some(AreaRefusal::RingsCross)
    );
    // a bow tied by a vertex in its middle is two squares
    let knot = [(0, 0), (10, 10), (10, 0), (0, 10), (5, 5)];
    assert_eq!(refused(&[ring([0, 4, 1, 2, 4, 3])], &knot), None);
}

#[test]
fn above_200_points_entries_are_tied_to_what_is_near() {
    // a circle of 300 entries, about a kilometer across
    let spot = |i: u32| {
        let (sin, cos) = (f64::from(i) * std::f64::consts::TAU / 300.0).sin_cos();
        ((cos * 50.0).round() as i64, (sin * 55.0).round() as i64)
    };
    let mut spots: Vec<_> = (0..300).map(spot).collect();
    spots.dedup();
    let nodes = spots.len() as u32;
    assert!(nodes > 200);
    let places = places(&spots);
    let crossing =
        taut_lines(&[ring(0..nodes)], &places, &(0..nodes).collect()).expect("a disk");
    assert!(crossing.is_large);
    let length = |&[a, b]: &[u32; 2]| piece_m(places[a as usize], places[b as usize]);
    let longest = crossing.lines.iter().map(length).fold(0.0, f64::max);
    assert!(longest <= 200.0 && longest > 190.0, "{longest}");
}

/// A square of nodes 0 to 3 as an outline and an area, and streets that leave it.
fn town(outline: StreetId, streets: &[(i64, &[u32])]) -> StreetLines {
    let spots = [SQUARE.as_slice(), &[(-9, -9), (19, 19), (19, -9)]].concat();
    let mut lines = StreetLines { positions: places(&spots), ..StreetLines::default() };
    let square = (outline, [0_u32, 1, 2, 3, 0].as_slice());
    let others = streets.iter().map(|&(id, nodes)| (StreetId::Way(id), nodes));
    for (id, nodes) in std::iter::once(square).chain(others) {
        let line = StreetLine {
            id,
            first: lines.vertices.len() as u32,
            name: NO_NAME,
            manner: Manner::LEVEL,
            snap: SnapClass::LastResort,
            grade: Grade { layer: -1, ..Grade::default() },
        };
        lines.lines.push(line);
        lines.vertices.extend(nodes);
    }
    lines.areas.push(Area {
        id: StreetId::Way(1),
        name: 7,
        manner: Manner { direction: Direction::Forward, ..Manner::LEVEL },
        rings: vec![ring(0..4)],
    });
    lines
}

#[test]
fn entries_are_where_streets_other_than_the_outline_meet_the_square() {
    let mut lines = town(StreetId::Way(1), &[(2, &[4, 0]), (3, &[2, 5])]);
    let report = lines.cross_areas();
    let wanted = AreaReport { areas: 1, crossed: 1, lines: 1, ..AreaReport::default() };
    assert_eq!(report, wanted);
    assert_eq!(lines.nodes(3), [0, 2]);
    let drawn = &lines.lines[3];
    assert_eq!((&drawn.id, drawn.name), (&StreetId::Way(1), 7));
    assert_eq!(drawn.manner, Manner::LEVEL, "both ways");
    assert_eq!(
        (drawn.snap, drawn.grade.layer),
        (SnapClass::LastResort, -1),
        "as its outline"
    );
    // an outline by another name is told by its run; so is a street along the border
    let mut lines = town(StreetId::Way(9), &[(2, &[4, 0]), (3, &[1, 2])]);
    assert_eq!(lines.cross_areas().lines, 0, "one entry");
    // what has the name of the square and leaves it is a way in
    let mut lines = town(StreetId::Way(1), &[(2, &[4, 0]), (1, &[2, 5])]);
    assert_eq!(lines.cross_areas().lines, 1);
    // neighbors on the border are tied by it already, unless it is harder to walk
    let mut lines = town(StreetId::Way(1), &[(2, &[4, 0]), (3, &[1, 6])]);
    assert_eq!(lines.clone().cross_areas().lines, 0);
    lines.lines[0].manner = Manner::STEPS;
    assert_eq!(lines.cross_areas().lines, 1);
}

#[test]
fn another_square_is_a_way_in_and_one_drawn_twice_is_not() {
    let mut lines = town(StreetId::Way(1), &[(2, &[4, 0])]);
    let area = |id, rings| Area {
        id: StreetId::Relation(id),
        name: NO_NAME,
        manner: Manner::LEVEL,
        rings,
    };
    lines.areas.push(area(2, vec![ring(0..4)]));
    assert_eq!(lines.clone().cross_areas().lines, 0);
    lines.areas[1] = area(2, vec![ring([2, 5, 6])]);
    assert_eq!(lines.cross_areas().lines, 1);
    assert_eq!(lines.nodes(lines.lines.len() - 1), [0, 2]);
}
