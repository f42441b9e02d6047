//! Mends what a subtraction leaves where areas touch: vertices where rings meet, and holes in the
//! shells that hold them.
//!
//! Areas of two budgets often share a stretch of border, where the reach from the street ends and
//! not the budget. What is left between them then touches itself: in the middle of a segment, which
//! is no longer exact once whole units are divided to degrees, or so that a hole is handed to the
//! wrong shell. Here both are decided in whole units.

use geo::{Coord, LineString, MultiPolygon, Polygon};

/// A place in whole units.
type Spot = [i64; 2];

/// The same area, with a vertex wherever a ring touches a segment of another, and each hole in
/// the smallest shell that holds it. Coordinates are whole.
pub(super) fn knit(area: &MultiPolygon) -> MultiPolygon {
    let rings = |lines: Vec<&LineString>| lines.into_iter().map(spots).collect();
    let mut shells: Vec<Vec<Spot>> = rings(area.iter().map(Polygon::exterior).collect());
    let mut holes: Vec<Vec<Spot>> =
        rings(area.iter().flat_map(Polygon::interiors).collect());
    let mut all: Vec<Spot> = shells.iter().chain(&holes).flatten().copied().collect();
    all.sort_unstable();
    all.dedup();
    for ring in shells.iter_mut().chain(&mut holes) {
        *ring = with_meetings(ring, &all);
    }
    let mut parts: Vec<(Vec<Spot>, Vec<Vec<Spot>>)> =
        shells.into_iter().map(|shell| (shell, Vec::new())).collect();
    parts.sort_by_key(|(shell, _)| (twice_area(shell).abs(), shell.first().copied()));
    for hole in holes {
        let holder = parts.iter_mut().find(|(shell, _)| holds(shell, &hole));
        if let Some((_, holes)) = holder {
            holes.push(hole);
        }
    }
    parts.sort_by_key(|(shell, _)| shell.iter().min().copied());
    parts.into_iter().map(|(shell, holes)| polygon(&shell, &holes)).collect()
}

/// The vertices of a ring, the first not repeated.
fn spots(ring: &LineString) -> Vec<Spot> {
    let spots = ring.0.iter().map(|c| [c.x as i64, c.y as i64]);
    let mut spots: Vec<Spot> = spots.collect();
    spots.pop();
    spots
}

fn polygon(shell: &[Spot], holes: &[Vec<Spot>]) -> Polygon {
    let line = |ring: &[Spot]| -> LineString {
        let coords = ring.iter().chain(ring.first());
        coords.map(|&[x, y]| Coord { x: x as f64, y: y as f64 }).collect()
    };
    Polygon::new(line(shell), holes.iter().map(|hole| line(hole)).collect())
}

/// A ring with the places of `all` (sorted) that lie inside its segments.
fn with_meetings(ring: &[Spot], all: &[Spot]) -> Vec<Spot> {
    let mut knitted = Vec::with_capacity(ring.len());
    for (i, &a) in ring.iter().enumerate() {
        let b = ring[(i + 1) % ring.len()];
        knitted.push(a);
        let [low, high] = [a[0].min(b[0]), a[0].max(b[0])];
        let from = all.partition_point(|spot| spot[0] < low);
        let near = all[from..].iter().take_while(|spot| spot[0] <= high);
        let inside = |&&at: &&Spot| {
            let between = (a[1].min(b[1])..=a[1].max(b[1])).contains(&at[1]);
            between && at != a && at != b && turn(a, b, at) == 0
        };
        let mut met: Vec<Spot> = near.filter(inside).copied().collect();
        met.sort_by_key(|at| (at[0] - a[0]).abs() + (at[1] - a[1]).abs());
        knitted.extend(met);
    }
    knitted
}

/// Twice the area of the triangle, positive if it turns left.
fn turn(a: Spot, b: Spot, c: Spot) -> i64 {
    (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
}

fn twice_area(ring: &[Spot]) -> i64 {
    let next = ring.iter().cycle().skip(1);
    ring.iter().zip(next).map(|(a, b)| a[0] * b[1] - b[0] * a[1]).sum()
}

/// Whether a hole lies in a shell: judged in the middle of one of its segments, as its vertices
/// may lie on the shell.
fn holds(shell: &[Spot], hole: &[Spot]) -> bool {
    let [Some(a), Some(b)] = [hole.first(), hole.get(1)] else { return false };
    // all coordinates doubled, so that the middle is whole
    let [x, y] = [a[0] + b[0], a[1] + b[1]];
    let mut inside = false;
    for (i, p) in shell.iter().enumerate() {
        let q = shell[(i + 1) % shell.len()];
        let ([px, py], [qx, qy]) = ([2 * p[0], 2 * p[1]], [2 * q[0], 2 * q[1]]);
        if (py > y) != (qy > y) {
            // left of the crossing, without dividing
            let side = (qx - px) * (y - py) - (x - px) * (qy - py);
            inside ^= (side > 0) == (qy > py);
        }
    }
    inside
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::{Area, Validation, polygon};

    #[test]
    fn a_hole_that_touches_its_shell_meets_it_in_a_vertex() {
        let touching = polygon!(
            exterior: [(x: 0., y: 0.), (x: 9., y: 0.), (x: 9., y: 9.), (x: 0., y: 9.)],
            interiors: [[(x: 4., y: 0.), (x: 3., y: 4.), (x: 6., y: 4.)]],
        );
        let knitted = knit(&MultiPolygon(vec![touching.clone()]));
        assert_eq!(knitted.0[0].exterior().0.len(), 6);
        assert!(knitted.is_valid());
        let lost = knitted.unsigned_area() - touching.unsigned_area();
        assert!(lost.abs() < 1e-9, "{lost}");
    }

    #[test]
    fn a_hole_goes_to_the_smallest_shell_that_holds_it() {
        let square = |at: f64, side: f64| {
            let (a, b) = (at, at + side);
            LineString::from(vec![(a, a), (b, a), (b, b), (a, b), (a, a)])
        };
        let wrong = MultiPolygon(vec![
            Polygon::new(square(0.0, 90.0), vec![square(10.0, 60.0), square(32.0, 4.0)]),
            Polygon::new(square(30.0, 20.0), Vec::new()),
        ]);
        assert!(!wrong.is_valid());
        let knitted = knit(&wrong);
        assert!(knitted.is_valid(), "{knitted:?}");
        let holes: Vec<usize> = knitted.iter().map(|p| p.interiors().len()).collect();
        assert_eq!(holes, [1, 1]);
    }
}
