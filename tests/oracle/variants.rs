//! Other ways to draw the same streets.

use std::collections::HashMap;

use super::plane::{LngLat, between, geodesic_m, key};
use super::town::{Line, Town};

impl Town {
    /// The lines without the inner vertices that they share with other lines, as they come
    /// from a drawing program: they cross, but nothing says that they meet.
    ///
    /// Ends stay, those of bridges too, so that "an end within a meter of another line joins
    /// it there" holds a bridge, and "lines that cross without a vertex connect" all the rest.
    /// An inner vertex that two lines of different bridge, tunnel or layer share stays in both:
    /// no rule would connect them again.
    ///
    /// A line that bends at a crossing loses the bend.
    #[must_use]
    pub fn lines_without_crossing_vertices(&self) -> Vec<Line> {
        let mut users: HashMap<[u64; 2], Vec<(usize, usize)>> = HashMap::new();
        for (line, street) in self.lines.iter().enumerate() {
            for (vertex, place) in street.coords.iter().enumerate() {
                users.entry(key(*place)).or_default().push((line, vertex));
            }
        }
        let is_end = |line: usize, vertex: usize| {
            vertex == 0 || vertex + 1 == self.lines[line].coords.len()
        };
        let goes = |line: usize, vertex: usize, place: &LngLat| {
            let mut others = users[&key(*place)].iter().filter(|u| u.0 != line);
            let shared = others.clone().next().is_some();
            let deck = self.lines[line].deck();
            let found_again =
                others.all(|(l, v)| is_end(*l, *v) || self.lines[*l].deck() == deck);
            shared && found_again && !is_end(line, vertex)
        };
        let mut lines = self.lines.clone();
        for (place, line) in lines.iter_mut().enumerate() {
            let vertices = std::mem::take(&mut line.coords).into_iter().enumerate();
            let kept = vertices.filter(|(vertex, at)| !goes(place, *vertex, at));
            line.coords = kept.map(|(_, at)| at).collect();
        }
        lines
    }

    /// The lines, each shortened by `meters` at both ends: none meets the line that it ought to
    /// end on. A line that would have nothing left is kept as it is.
    #[must_use]
    pub fn lines_shortened(&self, meters: f64) -> Vec<Line> {
        let mut lines = self.lines.clone();
        for line in &mut lines {
            let length: f64 =
                line.coords.windows(2).map(|e| geodesic_m(e[0], e[1])).sum();
            if length > 2.0 * meters {
                for _ in 0..2 {
                    line.coords = cut_start(&line.coords, meters);
                    line.coords.reverse();
                }
            }
        }
        lines
    }

    /// The lines cut into single segments: segment 3 of `NS00`, counted from 0, is `NS00-3`.
    #[must_use]
    pub fn lines_cut(&self) -> Vec<Line> {
        let mut lines = Vec::new();
        for line in &self.lines {
            for (segment, ends) in line.coords.windows(2).enumerate() {
                let id = format!("{}-{segment}", line.id);
                let properties = line.properties.clone();
                lines.push(Line { id, coords: ends.to_vec(), properties });
            }
        }
        lines
    }
}

/// A line without its first meters.
fn cut_start(line: &[LngLat], meters: f64) -> Vec<LngLat> {
    let mut left = meters;
    for (segment, ends) in line.windows(2).enumerate() {
        let length = geodesic_m(ends[0], ends[1]);
        if left < length {
            let mut rest = vec![between(ends[0], ends[1], left / length)];
            rest.extend(line.iter().skip(segment + 1));
            return rest;
        }
        left -= length;
    }
    line.to_vec()
}
