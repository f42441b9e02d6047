//! Clustered points on a square of 200 km around Fengqing: those of the prototypes, or like them.

use crate::prepared::floats;
use crate::{Dice, Outcome};
use rayon::prelude::*;
use std::fs;
use std::path::Path;
use walkshed::LngLat;
use walkshed::geodesy::Plane;
use walkshed::straight::StationIndex;

/// Side of the square in meters.
const SIDE_M: f64 = 200_000.0;
/// Towns that nine points in ten belong to.
const TOWNS: usize = 2000;

/// The points of a file: x and y in meters from the corner of the square, f64 each.
///
/// # Errors
///
/// Where it can't be read, or a point is off the map.
pub fn read(file: &Path) -> Outcome<Vec<LngLat>> {
    let meters = floats(&fs::read(file)?);
    meters.chunks_exact(2).map(|xy| place(xy[0], xy[1])).collect()
}

/// Points strewn around 2,000 towns about 2 km wide, one in ten anywhere.
///
/// # Errors
///
/// None that the square allows.
pub fn clustered(n: usize, seed: u64) -> Outcome<Vec<LngLat>> {
    let mut dice = Dice::new(2026); // the same towns for demand and stations
    let town = |_| {
        let (x, y) = (dice.share() * SIDE_M, dice.share() * SIDE_M);
        (x, y, (7.6 + 0.6 * dice.normal()).exp())
    };
    let towns: Vec<(f64, f64, f64)> = (0..TOWNS).map(town).collect();
    let mut dice = Dice::new(seed);
    let mut point = || {
        if dice.pick(10) == 0 {
            return place(dice.share() * SIDE_M, dice.share() * SIDE_M);
        }
        let (x, y, width) = towns[dice.pick(TOWNS)];
        let mut near = |middle: f64| (middle + dice.normal() * width).clamp(0.0, SIDE_M);
        place(near(x), near(y))
    };
    (0..n).map(|_| point()).collect()
}

/// How near a station must be to be counted, in millimeters.
pub const NEAR_MM: u64 = 1_000_000;

/// Distance to the nearest station in millimeters, and number of those within [`NEAR_MM`].
pub type Answer = (u32, u32);

/// The answer for every point, from an index that is built anew, on all threads.
#[must_use]
pub fn indexed(points: &[LngLat], stations: &[LngLat]) -> Vec<Answer> {
    let index = StationIndex::new(stations);
    let answer = |&at: &LngLat| {
        let nearest = index.nearest(at).map_or(u64::MAX, |(_, mm)| mm);
        (nearest as u32, index.count_within(at, NEAR_MM) as u32)
    };
    points.par_iter().map(answer).collect()
}

fn place(x: f64, y: f64) -> Outcome<LngLat> {
    let plane = Plane::at(24.6);
    let (x, y) = (x - SIDE_M / 2.0, y - SIDE_M / 2.0);
    Ok(LngLat::new(99.9 + x / plane.x, 24.6 + y / plane.y)?)
}
