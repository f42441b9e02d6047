//! What a file shows, in the numbers that stand there.

use super::Hypothesis;
use geo::{CoordsIter, Geometry};

/// What a file is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Part {
    /// Doors of stations.
    Stations,
    /// Blocks or houses.
    Demand,
    /// Administrative areas.
    Grids,
    /// Water, railways, walls.
    Barriers,
    /// Center lines.
    Streets,
}

/// One feature, in the numbers of its file.
#[derive(Clone, Debug)]
pub(crate) struct Sighting {
    /// Where it is.
    pub(crate) shape: Geometry,
    /// The grid that it says it belongs to.
    pub(crate) community: Option<String>,
    /// What it is called, if it is a grid: its id and its name.
    pub(crate) names: Vec<String>,
}

impl Sighting {
    /// A feature of which nothing is known but where it is.
    pub(crate) fn new(shape: impl Into<Geometry>) -> Self {
        Self { shape: shape.into(), community: None, names: Vec::new() }
    }
}

/// A file as evidence.
#[derive(Clone, Debug)]
pub(crate) struct Exhibit {
    /// What it is for.
    pub(crate) part: Part,
    /// Its features.
    pub(crate) sightings: Vec<Sighting>,
    /// How it is read now; `None` if its numbers are meters of which nothing is declared.
    pub(crate) read_as: Option<Hypothesis>,
    /// Whether its system is beyond doubt, as that of OpenStreetMap is.
    pub(crate) is_fixed: bool,
}

/// Coordinates that tell the magnitude of all.
const SAMPLE: usize = 2_000;

impl Exhibit {
    /// Some of its coordinates, evenly spread.
    pub(crate) fn sample(&self) -> Vec<[f64; 2]> {
        let shapes = || self.sightings.iter().map(|sighting| &sighting.shape);
        let count: usize = shapes().map(CoordsIter::coords_count).sum();
        let step = count.div_ceil(SAMPLE).max(1);
        let coordinates = shapes().flat_map(CoordsIter::coords_iter);
        coordinates.step_by(step).map(|at| [at.x, at.y]).collect()
    }
}
