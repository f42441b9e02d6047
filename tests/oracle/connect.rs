//! Joins lines that don't share vertices, as rule 20 says for a user's own center lines.

use serde_json::Map;

use super::plane::{LngLat, between, edges, foot, geodesic_m, key, turn};
use super::town::{Line, Town};

/// A vertex to be put into a line: after which vertex, where on the segment, and the place.
type Vertex = (usize, f64, LngLat);

impl Town {
    /// The town's lines with a shared vertex at every crossing, and a short line of its own
    /// from every end to each other line within `connect_m`.
    ///
    /// Lines that cross are left alone where bridge, tunnel or layer differ; ends are not.
    #[must_use]
    pub fn connected_lines(&self, connect_m: f64) -> Vec<Line> {
        let mut extra: Vec<Vec<Vertex>> = vec![Vec::new(); self.lines.len()];
        let mut pieces = Vec::new();
        for (one, line) in self.lines.iter().enumerate() {
            for (other, theirs) in self.lines.iter().enumerate() {
                if one < other && line.deck() == theirs.deck() {
                    let (here, there) = crossings(&line.coords, &theirs.coords);
                    extra[one].extend(here);
                    extra[other].extend(there);
                }
                for end in [line.coords.first(), line.coords.last()].into_iter().flatten()
                {
                    if one == other {
                        continue;
                    }
                    if let Some(vertex) = joint(*end, &theirs.coords, connect_m) {
                        extra[other].push(vertex);
                        pieces.push([*end, vertex.2]);
                    }
                }
            }
        }
        let mut lines = self.lines.clone();
        for (line, extra) in lines.iter_mut().zip(extra) {
            insert(&mut line.coords, extra);
        }
        pieces.retain(|[end, at]| key(*end) != key(*at));
        let piece = |(place, ends): (usize, [LngLat; 2])| Line {
            id: format!("connection {place}"),
            coords: ends.to_vec(),
            properties: Map::new(),
        };
        lines.extend(pieces.into_iter().enumerate().map(piece));
        lines
    }
}

/// Where two lines cross inside a segment of each.
fn crossings(one: &[LngLat], other: &[LngLat]) -> (Vec<Vertex>, Vec<Vertex>) {
    let (mut here, mut there) = (Vec::new(), Vec::new());
    for (i, (a, b)) in edges(one).enumerate() {
        for (j, (c, d)) in edges(other).enumerate() {
            let (at_c, at_d) = (turn(a, b, c), turn(a, b, d));
            let (at_a, at_b) = (turn(c, d, a), turn(c, d, b));
            if at_c * at_d < 0.0 && at_a * at_b < 0.0 {
                let (t, u) = (at_a / (at_a - at_b), at_c / (at_c - at_d));
                let place = between(a, b, t);
                here.push((i, t, place));
                there.push((j, u, place));
            }
        }
    }
    (here, there)
}

/// The nearest place of a line to an end of another, where it is near enough.
fn joint(end: LngLat, line: &[LngLat], connect_m: f64) -> Option<Vertex> {
    let feet = edges(line).enumerate().map(|(segment, (a, b))| {
        let foot = foot(end, a, b);
        (segment, foot.t, foot.at)
    });
    let leg = |vertex: &Vertex| geodesic_m(end, vertex.2);
    let nearest = feet.min_by(|a, b| leg(a).total_cmp(&leg(b)))?;
    (leg(&nearest) <= connect_m).then_some(nearest)
}

fn insert(line: &mut Vec<LngLat>, mut extra: Vec<Vertex>) {
    extra.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
    for (segment, _, place) in extra.into_iter().rev() {
        line.insert(segment + 1, place);
    }
    line.dedup();
}
