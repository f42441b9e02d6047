//! The people who need a station, and where they live.

use super::Weight;
use crate::LngLat;
use geo::MultiPolygon;

/// A populated place: a census block, plot or building.
///
/// Its people are at `position`, all of them; the shape is for drawing, for joining gaps and for
/// areas.
#[derive(Clone, Debug, PartialEq)]
pub struct DemandPoint {
    /// Its identity, unique in the project.
    pub id: String,
    /// Where its people start: the centroid of its polygon, or the point itself (rule 14).
    pub position: LngLat,
    /// Its outline on WGS 84, if it has one.
    pub shape: Option<MultiPolygon>,
    /// Id or name of the community it belongs to, as declared.
    pub community: Option<String>,
}

/// All demand of a project, with one weight per group and point.
///
/// # Shape
///
/// `weights` is row-major: the weights of point `i` are `weights[i * groups.len()..][..groups.len()]`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Demand {
    groups: Vec<String>,
    points: Vec<DemandPoint>,
    weights: Vec<Weight>,
}

impl Demand {
    /// Empty demand with named groups (`population`, `elderly`, ...).
    #[must_use]
    pub fn new(groups: Vec<String>) -> Self {
        Self { groups, points: Vec::new(), weights: Vec::new() }
    }

    /// Adds a point with its weights, in the order of the groups; missing ones are zero.
    pub fn push(&mut self, point: DemandPoint, weights: &[Weight]) {
        self.points.push(point);
        let padded = weights.iter().copied().chain(std::iter::repeat(Weight::ZERO));
        self.weights.extend(padded.take(self.groups.len()));
    }

    /// Names of the population groups.
    #[must_use]
    pub fn groups(&self) -> &[String] {
        &self.groups
    }

    /// The points, in input order.
    #[must_use]
    pub fn points(&self) -> &[DemandPoint] {
        &self.points
    }

    /// Number of points.
    #[must_use]
    pub fn len(&self) -> usize {
        self.points.len()
    }

    /// Whether there is nobody at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.points.is_empty()
    }

    /// The weights of one point, in the order of [`Demand::groups`].
    #[must_use]
    pub fn weights(&self, point: usize) -> &[Weight] {
        let n = self.groups.len();
        &self.weights[point * n..][..n]
    }

    /// Which group "people" means: `population`, else the first (rule 16).
    #[must_use]
    pub fn people_group(&self) -> usize {
        self.groups.iter().position(|g| g == "population").unwrap_or(0)
    }

    /// The people of one point.
    #[must_use]
    pub fn people(&self, point: usize) -> Weight {
        self.weights(point).get(self.people_group()).copied().unwrap_or_default()
    }
}
