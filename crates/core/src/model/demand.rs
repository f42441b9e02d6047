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
    /// What its land is used for, as declared: `R2`, `0701`, 居住用地.
    pub land_use: Option<String>,
}

impl DemandPoint {
    /// A place of which no more is known.
    #[must_use]
    pub fn new(id: impl Into<String>, position: LngLat) -> Self {
        let id = id.into();
        Self { id, position, shape: None, community: None, land_use: None }
    }
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

    /// Adds the points of another demand behind these; groups are matched by name, new ones come
    /// last.
    pub fn append(&mut self, other: Self) {
        let before = self.groups.len();
        let place = |group: &String| {
            let known = self.groups.iter().position(|own| own == group);
            known.unwrap_or_else(|| {
                self.groups.push(group.clone());
                self.groups.len() - 1
            })
        };
        let places: Vec<usize> = other.groups.iter().map(place).collect();
        let groups = self.groups.len();
        if groups > before {
            let widened = |row: usize| {
                let own = &self.weights[row * before..][..before];
                let new = std::iter::repeat_n(Weight::ZERO, groups - before);
                own.iter().copied().chain(new)
            };
            self.weights = (0..self.points.len()).flat_map(widened).collect();
        }
        for point in 0..other.len() {
            let first = self.weights.len();
            self.weights.resize(first + groups, Weight::ZERO);
            for (&place, &weight) in places.iter().zip(other.weights(point)) {
                self.weights[first + place] += weight;
            }
        }
        self.points.extend(other.points);
    }

    /// Keeps the points that are wanted, in their order.
    pub fn retain(&mut self, wanted: impl Fn(&DemandPoint) -> bool) {
        let groups = self.groups.len();
        let kept: Vec<bool> = self.points.iter().map(wanted).collect();
        let mut row = 0;
        self.weights.retain(|_| {
            row += 1;
            kept[(row - 1) / groups]
        });
        let mut point = 0;
        self.points.retain(|_| {
            point += 1;
            kept[point - 1]
        });
    }

    /// Multiplies one group over some points: the sum is multiplied and rounded half up, to whole
    /// people where all are whole, and shared out by largest remainder (rule 14).
    pub fn scale(&mut self, group: usize, points: &[u32], millionths: u32) {
        let groups = self.groups.len();
        let place = |&point: &u32| point as usize * groups + group;
        let shares: Vec<u64> =
            points.iter().map(|p| self.weights[place(p)].thousandths()).collect();
        let sum: Weight = points.iter().map(|p| self.weights[place(p)]).sum();
        let parts = sum.scaled(millionths).split(&shares);
        for (point, part) in points.iter().zip(parts) {
            self.weights[place(point)] = part;
        }
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
