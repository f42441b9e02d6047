//! Shortest ways inside a polygon, by looking from every vertex to every other.
//!
//! Coordinates are those of a drawing: the method is slow and knows no corners, entries or
//! tangents, only whether a line stays inside.

use super::dijkstra::least_costs;

/// A place of the drawing.
pub type Spot = [f64; 2];

/// Nearer than this is the same, in units of the drawing: coordinates are whole numbers of at
/// most five digits, so that what differs at all differs by more.
const SAME: f64 = 1e-6;

/// What an odd number of rings holds, its border included.
#[derive(Debug, Clone)]
pub struct Polygon {
    /// Closed rings.
    pub rings: Vec<Vec<Spot>>,
}

impl Polygon {
    /// The least length of a way inside from one vertex to every vertex, by numbers in the order
    /// of `vertices`; `None` where no way leads.
    #[must_use]
    pub fn shortest(
        &self,
        vertices: &[Spot],
        start: usize,
        length: impl Fn(Spot, Spot) -> f64,
    ) -> Vec<Option<f64>> {
        let ways = |from: usize| {
            let seen = |to: &usize| self.holds_line(vertices[from], vertices[*to]);
            let all = (0..vertices.len()).filter(|to| *to != from).filter(seen);
            all.map(|to| (to, length(vertices[from], vertices[to]))).collect()
        };
        least_costs(vertices.len(), start, ways)
    }

    /// Whether a line lies inside or on the border: cut wherever it meets the border, each part
    /// has the inside on one of its sides at least.
    #[must_use]
    pub fn holds_line(&self, a: Spot, b: Spot) -> bool {
        let along = [b[0] - a[0], b[1] - a[1]];
        let length = along[0].hypot(along[1]);
        if length < SAME {
            return true;
        }
        let mut cuts = vec![0.0, 1.0];
        for (c, d) in self.edges() {
            cuts.extend(meetings(a, along, c, d));
        }
        cuts.retain(|t| (0.0..=1.0).contains(t));
        cuts.sort_by(f64::total_cmp);
        let parts = cuts.windows(2).filter(|part| (part[1] - part[0]) * length > SAME);
        parts.into_iter().all(|part| {
            let t = f64::midpoint(part[0], part[1]);
            let middle = [a[0] + t * along[0], a[1] + t * along[1]];
            let aside = [-along[1] / length * 1e-3, along[0] / length * 1e-3];
            [1.0, -1.0].iter().any(|side| {
                self.holds([middle[0] + side * aside[0], middle[1] + side * aside[1]])
            })
        })
    }

    /// Whether a place on no edge is inside.
    fn holds(&self, at: Spot) -> bool {
        let crossed = self.edges().filter(|(a, b)| {
            (a[1] > at[1]) != (b[1] > at[1])
                && at[0] < a[0] + (at[1] - a[1]) * (b[0] - a[0]) / (b[1] - a[1])
        });
        crossed.count() % 2 == 1
    }

    fn edges(&self) -> impl Iterator<Item = (Spot, Spot)> + '_ {
        let ring = |ring: &'_ Vec<Spot>| {
            ring.windows(2).map(|ends| (ends[0], ends[1])).collect::<Vec<_>>()
        };
        self.rings.iter().flat_map(ring)
    }
}

/// Where on the line from `a` an edge meets it, as shares of it: one place, the two ends of an
/// edge that runs along it, or none.
fn meetings(a: Spot, along: Spot, c: Spot, d: Spot) -> Vec<f64> {
    let cross = |p: Spot, q: Spot| p[0] * q[1] - p[1] * q[0];
    let minus = |p: Spot, q: Spot| [p[0] - q[0], p[1] - q[1]];
    let edge = minus(d, c);
    let (turn, gap) = (cross(along, edge), minus(c, a));
    if turn.abs() > SAME {
        let (t, u) = (cross(gap, edge) / turn, cross(gap, along) / turn);
        let touches = (-SAME..=1.0 + SAME).contains(&u);
        return if touches { vec![t] } else { Vec::new() };
    }
    if cross(gap, along).abs() > SAME {
        return Vec::new();
    }
    let squared = along[0] * along[0] + along[1] * along[1];
    let share = |p: Spot| {
        let to = minus(p, a);
        (to[0] * along[0] + to[1] * along[1]) / squared
    };
    vec![share(c), share(d)]
}
