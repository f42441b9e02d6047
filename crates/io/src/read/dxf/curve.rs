//! Curves as chords.

use geo::Coord;
use std::f64::consts::TAU;

/// How far a chord may lie from its arc, in units of the drawing, which are meters.
const SAGITTA: f64 = 0.01;
/// The same as a share of the radius, for drawings in degrees.
const RELATIVE: f64 = 0.001;
/// Most chords of one arc.
const MOST_CHORDS: f64 = 4096.0;
/// Chords between two knots of a spline.
const CHORDS_A_SPAN: usize = 16;
/// Most places of one spline.
const MOST_PLACES: usize = 1 << 16;
/// Highest degree of a spline.
const HIGHEST_DEGREE: usize = 25;

/// A corner of a polyline, and how the piece to the next bulges: the tangent of a quarter of its
/// angle, positive to the right.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Vertex {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) bulge: f64,
}

impl Vertex {
    fn at(self) -> Coord {
        Coord { x: self.x, y: self.y }
    }
}

/// Chords that an arc needs.
fn chords(radius: f64, sweep: f64) -> usize {
    let sagitta = SAGITTA.min(radius * RELATIVE);
    let step = 2.0 * (1.0 - sagitta / radius).acos();
    let chords = (sweep.abs() / step).ceil();
    // A radius beyond the precision of numbers gives a step of zero.
    if chords.is_finite() { chords.clamp(1.0, MOST_CHORDS) as usize } else { 1 }
}

/// Points on an arc, counterclockwise between two angles.
pub(super) fn arc(center: Coord, radius: f64, from: f64, to: f64) -> Vec<Coord> {
    ellipse(center, Coord { x: radius, y: 0.0 }, 1.0, from, to)
}

/// Points on an ellipse, counterclockwise between two parameters; `major` leads from the center to
/// the end of the longer axis.
pub(super) fn ellipse(
    center: Coord,
    major: Coord,
    ratio: f64,
    from: f64,
    to: f64,
) -> Vec<Coord> {
    let sweep = (to - from).rem_euclid(TAU);
    let sweep = if sweep < 1e-9 { TAU } else { sweep };
    let chords = chords(major.x.hypot(major.y), sweep);
    (0..=chords)
        .map(|i| {
            let (sin, cos) = (from + sweep * i as f64 / chords as f64).sin_cos();
            let minor = Coord { x: -major.y * ratio, y: major.x * ratio };
            center + major * cos + minor * sin
        })
        .collect()
}

/// The line of a polyline; its first place is its last if it is closed.
pub(super) fn polyline(vertices: &[Vertex], closed: bool) -> Vec<Coord> {
    let Some((first, rest)) = vertices.split_first() else { return Vec::new() };
    let mut line = vec![first.at()];
    let back = closed.then_some(first);
    for (vertex, next) in vertices.iter().zip(rest.iter().chain(back)) {
        bulge(*vertex, next.at(), &mut line);
        if line.last() != Some(&next.at()) {
            line.push(next.at());
        }
    }
    line
}

/// Adds the places between two corners.
fn bulge(from: Vertex, to: Coord, line: &mut Vec<Coord>) {
    let chord = to - from.at();
    let length = chord.x.hypot(chord.y);
    if from.bulge.abs() < 1e-9 || length == 0.0 {
        return;
    }
    let sweep = 4.0 * from.bulge.atan();
    let radius = length * (1.0 + from.bulge * from.bulge) / (4.0 * from.bulge.abs());
    // The center lies on the perpendicular through the middle of the chord.
    let offset = (1.0 - from.bulge * from.bulge) / (4.0 * from.bulge);
    let middle = (from.at() + to) / 2.0;
    let center = middle + Coord { x: -chord.y, y: chord.x } * offset;
    let chords = chords(radius, sweep);
    let start = from.at() - center;
    for i in 1..chords {
        let (sin, cos) = (sweep * i as f64 / chords as f64).sin_cos();
        let turned =
            Coord { x: start.x * cos - start.y * sin, y: start.x * sin + start.y * cos };
        let at = center + turned;
        if at.x.is_finite() && at.y.is_finite() {
            line.push(at);
        }
    }
}

/// Points on a spline (de Boor 1972), with weights if it has them; `None` if its numbers do not
/// fit together.
pub(super) fn spline(
    degree: usize,
    knots: &[f64],
    control: &[Coord],
    weights: &[f64],
) -> Option<Vec<Coord>> {
    let count = control.len();
    let fits = (1..=HIGHEST_DEGREE).contains(&degree)
        && count > degree
        && knots.len() == count + degree + 1
        && knots.windows(2).all(|pair| pair[0] <= pair[1])
        && (weights.is_empty() || weights.len() == count)
        && weights.iter().all(|&weight| weight > 0.0);
    if !fits {
        return None;
    }
    let weighted = |i: usize| {
        let weight = weights.get(i).copied().unwrap_or(1.0);
        [control[i].x * weight, control[i].y * weight, weight]
    };
    let spans = (degree..count).filter(|&span| knots[span] < knots[span + 1]);
    let chords = (MOST_PLACES / count).clamp(1, CHORDS_A_SPAN);
    let mut places = Vec::new();
    for span in spans {
        let (start, end) = (knots[span], knots[span + 1]);
        let first = usize::from(!places.is_empty());
        for i in first..=chords {
            let at = start + (end - start) * i as f64 / chords as f64;
            let mut points: Vec<[f64; 3]> =
                (span - degree..=span).map(weighted).collect();
            for round in 1..=degree {
                for j in (round..=degree).rev() {
                    let low = knots[span - degree + j];
                    let width = knots[span + 1 + j - round] - low;
                    let share = if width > 0.0 { (at - low) / width } else { 0.0 };
                    let before = points[j - 1];
                    for (value, before) in points[j].iter_mut().zip(before) {
                        *value = (1.0 - share) * before + share * *value;
                    }
                }
            }
            let [x, y, weight] = points[degree];
            let place = Coord { x: x / weight, y: y / weight };
            if place.x.is_finite() && place.y.is_finite() {
                places.push(place);
            }
        }
    }
    Some(places)
}
