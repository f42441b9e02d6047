use super::super::lattice::{Lattice, POINTS, tile_of};
use super::super::sheet::Frame;
use super::*;
use geo::{
    BooleanOps, Contains, Coord, MapCoords, MultiPolygon, Point, Relate, Validation,
    Winding,
};

const STEP: u32 = 100;

fn style(labels: Labels) -> Style {
    Style { lattice: Lattice { step: [1191, 898] }, step: STEP, labels }
}

/// A sheet with a field of times and owners around the corner of four tiles, from a function of
/// column and row.
fn sheet(
    side: i32,
    field: impl Fn(i32, i32) -> Option<(u32, u32)>,
) -> (Sheet<'static>, Vec<[i32; 2]>) {
    let mut sheet = Sheet::default();
    let low = -side / 2;
    let points: Vec<[i32; 2]> =
        (low..low + side).flat_map(|y| (low..low + side).map(move |x| [x, y])).collect();
    sheet.open(Frame::around(points.iter().map(|&p| tile_of(p))).unwrap(), true);
    for &[x, y] in &points {
        let tile = tile_of([x, y]);
        let block = sheet.block_for(tile, || None);
        if let Some((time, owner)) = field(x, y) {
            let at = y.rem_euclid(64) as usize * 64 + x.rem_euclid(64) as usize;
            let (values, owners) = sheet.block_mut(block);
            assert!(at < POINTS);
            (values[at], owners[at]) = (time, owner);
        }
    }
    sheet.close();
    (sheet, points)
}

/// Numbers that fall the same way every time.
fn dice(seed: i64) -> impl Fn(i32, i32) -> u32 {
    move |x, y| {
        let mut z =
            (i64::from(x) * 7919 + i64::from(y) * 104_729 + seed * 1_299_709) as u64;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % 1000) as u32
    }
}

/// In whole units, so that predicates are exact.
fn whole(parts: &[Part], owner: Option<u32>) -> MultiPolygon {
    let units = |c: Coord| Coord { x: (c.x * 1e7).round(), y: (c.y * 1e7).round() };
    let wanted =
        parts.iter().filter(|part| owner.is_none_or(|owner| part.owner == owner));
    wanted.map(|part| part.shape.map_coords(units)).collect()
}

fn unit_point([x, y]: [i32; 2]) -> Point {
    Point::new(f64::from(x * 1191), f64::from(y * 898))
}

fn check_valid(area: &MultiPolygon) {
    area.check_validation().unwrap();
    for polygon in area {
        assert!(polygon.exterior().is_ccw());
        assert!(polygon.interiors().iter().all(Winding::is_cw));
    }
}

#[test]
fn areas_of_any_field_are_valid_nest_and_hold_just_the_points_within() {
    for seed in 0..30 {
        let roll = dice(seed);
        // rough, so that there are many saddles, holes and islands in holes
        let field = |x, y| (!roll(x, y).is_multiple_of(7)).then(|| (roll(x, y), 0));
        let (sheet, points) = sheet(14, field);
        let mut contour = Contour::default();
        let mut last: Option<MultiPolygon> = None;
        for limit in [0, 150, 300, 301, 500, 800, 998, 100_000] {
            let parts = contour.draw(&sheet, &style(Labels::Merged), limit);
            let area = whole(&parts, None);
            check_valid(&area);
            for &point in &points {
                let inside = field(point[0], point[1]).is_some_and(|(t, _)| t <= limit);
                assert_eq!(area.contains(&unit_point(point)), inside, "{seed} {point:?}");
            }
            if let Some(last) = last.filter(|last| !last.0.is_empty()) {
                assert!(area.relate(&last).is_covers(), "{seed} {limit}");
            }
            last = Some(area);
        }
    }
}

#[test]
fn areas_of_several_owners_are_valid_nest_and_never_overlap() {
    for seed in 0..30 {
        let (roll, owner) = (dice(seed), dice(seed + 100));
        let field = |x, y| {
            (!roll(x, y).is_multiple_of(9))
                .then(|| (roll(x, y) / 3, (owner(x / 2, y) % 3)))
        };
        let (sheet, points) = sheet(12, field);
        let mut contour = Contour::default();
        let mut last: [Option<MultiPolygon>; 3] = [const { None }; 3];
        for limit in [60, 150, 250, 1000] {
            let parts = contour.draw(&sheet, &style(Labels::Owners), limit);
            let areas = [0, 1, 2].map(|owner| whole(&parts, Some(owner)));
            for (owner, area) in (0..).zip(&areas) {
                check_valid(area);
                for &point in &points {
                    let inside = field(point[0], point[1])
                        .is_some_and(|(t, o)| t <= limit && o == owner);
                    assert_eq!(
                        area.contains(&unit_point(point)),
                        inside,
                        "{seed} {point:?}"
                    );
                }
                let before = last[owner as usize].take();
                if let Some(before) = before.filter(|before| !before.0.is_empty()) {
                    assert!(area.relate(&before).is_covers(), "{seed} {limit} {owner}");
                }
            }
            for (a, b) in [(0, 1), (0, 2), (1, 2)] {
                let relation = areas[a].relate(&areas[b]);
                assert!(
                    !relation.matches("T********").unwrap(),
                    "{seed} {limit} {a} {b}"
                );
            }
            last = areas.map(Some);
        }
    }
}

#[test]
fn a_lone_point_is_a_small_diamond_and_a_lone_gap_a_hole() {
    let gap = |x: i32, y: i32| ((x, y) != (0, 0)).then_some((0, 0));
    let (around, _) = sheet(5, gap);
    let mut contour = Contour::default();
    let parts = contour.draw(&around, &style(Labels::Merged), 50);
    assert_eq!(parts.len(), 1);
    assert_eq!(parts[0].shape.interiors().len(), 1);
    let (alone, _) = sheet(5, |x, y| ((x, y) == (0, 0)).then_some((0, 0)));
    let parts = contour.draw(&alone, &style(Labels::Merged), 50);
    assert_eq!(parts.len(), 1);
    assert_eq!(parts[0].shape.exterior().0.len(), 5);
}

#[test]
fn an_island_in_a_hole_is_a_part_of_its_own() {
    let field = |x: i32, y: i32| (x.abs().max(y.abs()) != 2).then_some((0, 0));
    let (sheet, _) = sheet(10, field);
    let parts = Contour::default().draw(&sheet, &style(Labels::Merged), 0);
    let mut holes: Vec<usize> = parts.iter().map(|p| p.shape.interiors().len()).collect();
    holes.sort_unstable();
    assert_eq!(holes, [0, 1]);
}

#[test]
fn opposite_corners_are_joined_if_the_mean_of_the_cell_is_inside() {
    let corner = |own: u32, other: u32| {
        move |x: i32, y: i32| match (x, y) {
            (-1, -1) | (0, 0) => Some((own, 0)),
            _ => Some((other, 0)),
        }
    };
    for (own, other, parts) in [(100, 250, 1), (100, 310, 2)] {
        let (sheet, _) = sheet(2, corner(own, other));
        let drawn = Contour::default().draw(&sheet, &style(Labels::Merged), 200);
        assert_eq!(drawn.len(), parts, "{own} {other}");
    }
}

#[test]
fn the_difference_of_two_budgets_is_valid() {
    let roll = dice(5);
    let (sheet, _) = sheet(14, |x, y| Some((roll(x, y), 0)));
    let mut contour = Contour::default();
    let [small, large] = [400, 700]
        .map(|limit| whole(&contour.draw(&sheet, &style(Labels::Merged), limit), None));
    let band = large.difference(&small);
    band.check_validation().unwrap();
}
