//! Circles strewn over a square, and a district among them (W5): those of the prototypes, or like
//! them.

use crate::prepared::{Prepared, floats};
use crate::{Dice, Outcome};
use geo::{Coord, LineString, MultiPolygon, Polygon};
use std::f64::consts::TAU;
use std::fs;
use walkshed::land::Disc;

/// Radius of a circle, in meters.
const RADIUS_M: f64 = 1000.0;
/// Segments of a circle.
const SEGMENTS: usize = 64;
/// Vertices of the district.
const VERTICES: usize = 2000;

/// Circles with centers strewn over a square of `side_m`: those of the prototypes, if their folder
/// is there, else others as dense.
///
/// # Errors
///
/// Where their file can't be read, or a center is not finite.
pub fn strewn(n: usize, side_m: f64) -> Outcome<Vec<Disc>> {
    let mut dice = Dice::new(5);
    let centers = match Prepared::file(&format!("w5_c{n}.bin")) {
        Some(file) => floats(&fs::read(file)?),
        None => (0..2 * n).map(|_| dice.share() * side_m).collect(),
    };
    let disc = |center: &[f64]| {
        Disc::regular(Coord { x: center[0], y: center[1] }, RADIUS_M, SEGMENTS)
    };
    let discs: Option<Vec<Disc>> = centers.chunks_exact(2).map(disc).collect();
    Ok(discs.ok_or("a center is not finite")?)
}

/// A district of 2,000 vertices and some 36 km, near the corner of the square.
#[must_use]
pub fn district() -> MultiPolygon {
    let vertex = |i: usize| {
        let t = TAU * i as f64 / VERTICES as f64;
        let radius = 18_000.0 * (1.0 + 0.1 * (7.0 * t).sin() + 0.03 * (53.0 * t).sin());
        let (sin, cos) = t.sin_cos();
        Coord { x: 20_000.0 + radius * cos, y: 20_000.0 + radius * sin }
    };
    let ring: LineString = (0..VERTICES).map(vertex).collect();
    Polygon::new(ring, Vec::new()).into()
}

/// Plots of 4 to 12 corners and 20 to 400 m, strewn over the square.
#[must_use]
pub fn plots(n: usize, side_m: f64) -> Vec<MultiPolygon> {
    let mut dice = Dice::new(6);
    let mut plot = || {
        let center = [dice.share() * side_m, dice.share() * side_m];
        let (corners, size) = (4 + dice.pick(9), 20.0 + 380.0 * dice.share());
        let corner = |i: usize| {
            let reach = size * (0.5 + 0.5 * dice.share());
            let (sin, cos) = (TAU * i as f64 / corners as f64).sin_cos();
            Coord { x: center[0] + reach * cos, y: center[1] + reach * sin }
        };
        let ring: LineString = (0..corners).map(corner).collect();
        Polygon::new(ring, Vec::new()).into()
    };
    (0..n).map(|_| plot()).collect()
}
