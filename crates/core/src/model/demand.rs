//! The people who need a station, and where they live.

use super::Weight;
use super::sampling::samples;
use super::year;
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
    /// The block that it is a sample of, by its place in [`Demand::blocks`]; `None` if it is a
    /// block itself.
    pub block: Option<u32>,
}

impl DemandPoint {
    /// A place of which no more is known.
    #[must_use]
    pub fn new(id: impl Into<String>, position: LngLat) -> Self {
        let id = id.into();
        Self { id, position, shape: None, community: None, land_use: None, block: None }
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
    /// Blocks that samples stand for.
    blocks: Vec<DemandPoint>,
}

impl Demand {
    /// Empty demand with named groups (`population`, `elderly`, ...).
    #[must_use]
    pub fn new(groups: Vec<String>) -> Self {
        Self { groups, ..Self::default() }
    }

    /// Adds a point with its weights, in the order of the groups; missing ones are zero.
    pub fn push(&mut self, point: DemandPoint, weights: &[Weight]) {
        self.points.push(point);
        let padded = weights.iter().copied().chain(std::iter::repeat(Weight::ZERO));
        self.weights.extend(padded.take(self.groups.len()));
    }

    /// Adds a block as a grid of samples, each with its share of the weights: whole, by largest
    /// remainder, in grid order (rule 14). A block without an outline, or so small that no point of
    /// the grid falls inside, is added as it is.
    ///
    /// Samples are called after their block, `B7#1`, `B7#2`; where there is only one, it is the
    /// block itself.
    pub fn push_sampled(
        &mut self,
        block: DemandPoint,
        spacing_m: f64,
        weights: &[Weight],
    ) {
        let samples = block.shape.as_ref().map(|shape| samples(shape, spacing_m));
        let samples = samples.unwrap_or_default();
        if samples.len() < 2 {
            return self.push(block, weights);
        }
        let equal = vec![1; samples.len()];
        let parts: Vec<Vec<Weight>> =
            weights.iter().map(|weight| weight.split(&equal)).collect();
        let number = self.blocks.len() as u32;
        for (i, &position) in samples.iter().enumerate() {
            let sample = DemandPoint {
                community: block.community.clone(),
                land_use: block.land_use.clone(),
                block: Some(number),
                ..DemandPoint::new(format!("{}#{}", block.id, i + 1), position)
            };
            let shares: Vec<Weight> = parts.iter().map(|part| part[i]).collect();
            self.push(sample, &shares);
        }
        self.blocks.push(block);
    }

    /// The blocks that samples stand for, in input order; empty where nothing was sampled.
    #[must_use]
    pub fn blocks(&self) -> &[DemandPoint] {
        &self.blocks
    }

    /// Adds the points of another demand behind these; groups are matched by name, new ones come
    /// last. Where one counts a group by year and the other does not, or in other years, see
    /// [`source`](super::source).
    pub fn append(&mut self, other: Self) {
        let all = self.groups.iter().chain(&other.groups).cloned();
        let groups = year::united(all);
        let sources = |own: &[String]| -> Vec<Option<usize>> {
            groups.iter().map(|group| year::source(own, group)).collect()
        };
        let mut weights = Vec::with_capacity((self.len() + other.len()) * groups.len());
        for (demand, sources) in
            [(&*self, sources(&self.groups)), (&other, sources(&other.groups))]
        {
            for point in 0..demand.len() {
                let row = demand.weights(point);
                let weight = |source: &Option<usize>| {
                    source.map_or(Weight::ZERO, |source| row[source])
                };
                weights.extend(sources.iter().map(weight));
            }
        }
        (self.groups, self.weights) = (groups, weights);
        let moved = self.blocks.len() as u32;
        self.blocks.extend(other.blocks);
        self.points.extend(other.points.into_iter().map(|point| DemandPoint {
            block: point.block.map(|block| block + moved),
            ..point
        }));
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
        self.retain_blocks();
    }

    /// Drops the blocks that no sample stands for any more.
    fn retain_blocks(&mut self) {
        let mut numbers: Vec<Option<u32>> = vec![None; self.blocks.len()];
        for point in &self.points {
            if let Some(block) = point.block {
                numbers[block as usize] = Some(0);
            }
        }
        for (new, number) in numbers.iter_mut().flatten().enumerate() {
            *number = new as u32;
        }
        for point in &mut self.points {
            point.block = point.block.and_then(|block| numbers[block as usize]);
        }
        let mut block = 0;
        self.blocks.retain(|_| {
            block += 1;
            numbers[block - 1].is_some()
        });
    }

    /// Multiplies one group over some points: the sum is multiplied and rounded half up, to whole
    /// people where all are whole, and shared out by largest remainder (rule 14). No place gets
    /// more than a weight may be.
    pub fn scale(&mut self, group: usize, points: &[u32], millionths: u32) {
        if millionths == 1_000_000 {
            return;
        }
        let groups = self.groups.len();
        let place = |&point: &u32| point as usize * groups + group;
        let shares: Vec<u64> =
            points.iter().map(|p| self.weights[place(p)].thousandths()).collect();
        let whole = shares.iter().all(|share| share.is_multiple_of(1000));
        let unit = if whole { 1000 } else { 1 };
        let sum: Weight = points.iter().map(|p| self.weights[place(p)]).sum();
        let parts = sum.scaled(millionths, unit).split_in(unit, &shares);
        for (point, part) in points.iter().zip(parts) {
            self.weights[place(point)] = part.at_most_one();
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
        people_group(&self.groups)
    }

    /// The years that its groups were counted or are planned for, in order; none where it is
    /// undated.
    ///
    /// A group of one year is named `population@2020`.
    #[must_use]
    pub fn years(&self) -> Vec<u16> {
        let years = self.groups.iter().filter_map(|group| year::undated(group).1);
        let years: std::collections::BTreeSet<u16> = years.collect();
        years.into_iter().collect()
    }

    /// The demand of one year: groups of other years are left out, undated ones stand for every
    /// year. Samples are those of all years.
    #[must_use]
    pub fn of_year(&self, wanted: u16) -> Self {
        let names: Vec<(&str, Option<u16>)> =
            self.groups.iter().map(|group| year::undated(group)).collect();
        let mut columns: Vec<usize> = Vec::new();
        for &(name, _) in &names {
            let of = |year| names.iter().position(|&group| group == (name, year));
            let column = of(Some(wanted)).or_else(|| of(None));
            columns.extend(column.filter(|column| !columns.contains(column)));
        }
        let row = |point: usize| {
            let weights = self.weights(point);
            columns.iter().map(|&column| weights[column])
        };
        Self {
            groups: columns.iter().map(|&column| names[column].0.to_owned()).collect(),
            weights: (0..self.len()).flat_map(row).collect(),
            points: self.points.clone(),
            blocks: self.blocks.clone(),
        }
    }

    /// The people of one point.
    #[must_use]
    pub fn people(&self, point: usize) -> Weight {
        self.weights(point).get(self.people_group()).copied().unwrap_or_default()
    }
}

/// Which of some groups "people" means, whatever the year (rule 16).
pub(crate) fn people_group(groups: &[String]) -> usize {
    let people = |group: &String| year::undated(group).0 == "population";
    groups.iter().position(people).unwrap_or(0)
}

#[cfg(test)]
#[path = "demand_tests.rs"]
mod tests;
