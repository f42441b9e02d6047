//! A piece of edge, and all that lies below it.

use geo::Coord;

/// A piece of edge from west to east, with the sign of what lies below it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Strip {
    pub(super) west: f64,
    pub(super) east: f64,
    /// Height in the west and in the east.
    heights: [f64; 2],
    /// Positive if the area lies below.
    sign: f64,
}

impl Strip {
    /// Between two points, in whichever order; `None` if nothing lies below.
    pub(super) fn between(a: Coord, b: Coord, sign: f64) -> Option<Self> {
        let (from, to) = if a.x < b.x { (a, b) } else { (b, a) };
        (from.x < to.x).then_some(Self {
            west: from.x,
            east: to.x,
            heights: [from.y, to.y],
            sign,
        })
    }

    fn height(&self, x: f64) -> f64 {
        let [start, end] = self.heights;
        if x <= self.west {
            start
        } else if x >= self.east {
            end
        } else {
            start + (end - start) * ((x - self.west) / (self.east - self.west))
        }
    }

    /// The part between two meridians.
    pub(super) fn within(&self, [west, east]: [f64; 2]) -> Option<Self> {
        let (west, east) = (self.west.max(west), self.east.min(east));
        let heights = [self.height(west), self.height(east)];
        (west < east).then_some(Self { west, east, heights, sign: self.sign })
    }

    /// Brought between two heights: up to three pieces; what would lie on the lower one is left
    /// out, for nothing is below it.
    pub(super) fn clamped(&self, bottom: f64, top: f64, pieces: &mut Vec<Self>) {
        let [start, end] = self.heights;
        if start.max(end) <= bottom {
            return;
        }
        let flat = |height: f64| height >= bottom && height <= top;
        if flat(start) && flat(end) {
            pieces.push(*self);
            return;
        }
        if start.min(end) >= top {
            pieces.push(Self { heights: [top, top], ..*self });
            return;
        }
        let across = |height: f64| {
            let share = (height - start) / (end - start);
            self.west + (self.east - self.west) * share.clamp(0.0, 1.0)
        };
        let mut turns = [across(bottom), across(top)];
        turns.sort_by(f64::total_cmp);
        let ends = [self.west, turns[0], turns[1], self.east];
        for pair in ends.windows(2) {
            let Some(piece) = self.within([pair[0], pair[1]]) else { continue };
            let heights = piece.heights.map(|height| height.clamp(bottom, top));
            if heights.into_iter().any(|height| height > bottom) {
                pieces.push(Self { heights, ..piece });
            }
        }
    }
}

/// The signed area below both of two strips and above `bottom`.
pub(super) fn common_area(one: &Strip, other: &Strip, bottom: f64) -> f64 {
    let (west, east) = (one.west.max(other.west), one.east.min(other.east));
    if west >= east {
        return 0.0;
    }
    let ends = [west, east].map(|x| (one.height(x), other.height(x)));
    let [(a0, b0), (a1, b1)] = ends;
    let (d0, d1) = (a0 - b0, a1 - b1);
    // how much lower the first is than the second where it is lower, on average
    let lower = match (d0 < 0.0, d1 < 0.0) {
        (false, false) => 0.0,
        (true, true) => f64::midpoint(d0, d1),
        (true, false) => 0.5 * d0 * (d0 / (d0 - d1)),
        (false, true) => 0.5 * d1 * (d1 / (d1 - d0)),
    };
    let height = f64::midpoint(b0, b1) + lower - bottom;
    one.sign * other.sign * height * (east - west)
}
