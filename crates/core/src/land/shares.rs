//! The shares that planning practice reports: of land, beside people and plots.

use super::plots::{Census, Plots};
use super::reach::{Walks, circles, flat};
use super::{EqualArea, Mosaic};
use crate::coverage::{Count, Evaluation, LevelAnswer, Status};
use crate::model::{Budget, CoverageOptions, District, Metric, Standing, Station};
use crate::network::isochrone::CanvasOptions;
use crate::straight::StationIndex;
use rayon::prelude::*;

/// How much land, how many people and how many plots are within reach: by level, budget, and way
/// of measuring, for the whole and for every area.
///
/// Land is measured by polygons, not by centroids: a plot that lies half inside counts half. People
/// and plots are counted as coverage counts them, at the point that stands for each (rule 14).
///
/// # Definitions
///
/// - *Straight*: the union of circles around the stations that are open and count at the level
///   (rule 17), with the radius that the budget reaches; [`Disc::SEGMENTS`] segments, inscribed.
/// - *Walking*: the merged service area of the stations that count and are tied to the streets
///   (rule 11): places whose time is within the budget and whose leg to the street is at most
///   `draw_reach`, outside water and barriers, on a lattice of `resolution`.
/// - *Demand area*: all demand polygons, each by itself: what two of them share counts twice.
/// - *Residential*: those that declare a residential land use ([`is_residential`]).
///
/// [`Disc::SEGMENTS`]: super::Disc::SEGMENTS
/// [`is_residential`]: super::is_residential
///
/// # Shape
///
/// What belongs to an area stands at the place that the area has in [`Evaluation::areas`].
#[derive(Clone, Debug, PartialEq)]
pub struct LandShares {
    /// Where areas were measured.
    pub plane: EqualArea,
    /// How service areas were drawn; `None` without streets.
    pub drawn: Option<CanvasOptions>,
    /// How many plots there are, and what is known about them.
    pub census: Census,
    /// All there is.
    pub total: Land,
    /// All there is in each area.
    pub area_totals: Vec<Land>,
    /// One answer a level.
    pub levels: Vec<LevelShares>,
}

/// The shares of one level.
#[derive(Clone, Debug, PartialEq)]
pub struct LevelShares {
    /// Rung of the hierarchy, from 1.
    pub level: u8,
    /// At the level's own budget, then at those of [`Budget::GB_50180`].
    pub budgets: Vec<BudgetShares>,
}

/// The shares at one budget.
#[derive(Clone, Debug, PartialEq)]
pub struct BudgetShares {
    /// The largest walk.
    pub budget: Budget,
    /// Inside the circles.
    pub straight: Inside,
    /// Inside the service area; `None` without streets.
    pub walking: Option<Inside>,
}

/// What is within reach.
#[derive(Clone, Debug, PartialEq)]
pub struct Inside {
    /// Of all.
    pub whole: Land,
    /// Of each area.
    pub areas: Vec<Land>,
}

/// Some land with its people.
#[derive(Clone, Debug, PartialEq)]
pub struct Land {
    /// Area of demand polygons in square meters; `None` where no demand has an outline.
    pub area_m2: Option<f64>,
    /// Area of residential ones; `None` where no plot declares a land use.
    pub residential_m2: Option<f64>,
    /// Plots (or points) and people.
    pub count: Count,
    /// Plots and people of whom streets and hours do not tell (rule 13).
    pub unknown: Count,
}

impl LandShares {
    /// How service areas are drawn for shares: as usual, but as far from the streets as a station
    /// may lie.
    ///
    /// At the usual 50 m, which is for maps, half the land of ordinary blocks would lie outside
    /// although everybody there is covered; a leg costs its time at any length (rule 5).
    pub const DRAWN: CanvasOptions =
        CanvasOptions { draw_reach_m: 250.0, ..CanvasOptions::NORMAL };

    /// Measures and counts.
    ///
    /// `evaluation` is that of the same district on the same options.
    ///
    /// # Cost
    ///
    /// An evaluation for each of three lengths; a lattice as fine as `drawn` says, tied to the
    /// streets wherever a station reaches, once for minutes and once for meters; then 10,000
    /// plots in some 20 ms a level, budget and way of measuring.
    #[must_use]
    pub fn of(
        district: &District,
        evaluation: &Evaluation,
        drawn: CanvasOptions,
    ) -> Self {
        let options = &evaluation.options;
        let plots = Plots::of(&district.demand);
        let survey = Survey { district, evaluation, plots: &plots };
        let at_norms: Vec<Evaluation> = Budget::GB_50180
            .par_iter()
            .map(|&(_, budget)| Evaluation::of(district, &at(options, budget)))
            .collect();
        let on_streets = options.metric == Metric::Network;
        let mut walks = Walks::new(district, options, drawn).filter(|_| on_streets);
        let level = |nth: usize| {
            let own = (evaluation.levels[nth].budget, &evaluation.levels[nth]);
            let norms =
                at_norms.iter().map(|norm| (norm.levels[nth].budget, &norm.levels[nth]));
            survey.level(std::iter::once(own).chain(norms).collect(), walks.as_mut())
        };
        let levels = (0..evaluation.levels.len()).map(level).collect();
        let everything = survey.total();
        Self {
            plane: plots.plane,
            drawn: walks.map(|walks| walks.options()),
            census: plots.census,
            total: everything.whole,
            area_totals: everything.areas,
            levels,
        }
    }
}

/// The same terms at one budget for all levels.
fn at(options: &CoverageOptions, budget: Budget) -> CoverageOptions {
    CoverageOptions { budgets: vec![budget], ..options.clone() }
}

/// What is measured, and where.
struct Survey<'d> {
    district: &'d District,
    evaluation: &'d Evaluation,
    plots: &'d Plots,
}

impl Survey<'_> {
    fn level(
        &self,
        answers: Vec<(Budget, &LevelAnswer)>,
        walks: Option<&mut Walks<'_>>,
    ) -> LevelShares {
        let level = answers[0].1.level;
        let budgets: Vec<Budget> = answers.iter().map(|&(budget, _)| budget).collect();
        let walked: Option<Vec<_>> =
            walks.map(|walks| walks.areas(answers[0].1, &budgets));
        let plane = &self.plots.plane;
        let unsure = self.unsure(level);
        let shares = |(nth, (budget, answer)): (usize, (Budget, &LevelAnswer))| {
            let union =
                circles(self.district, &self.evaluation.options, plane, level, budget);
            let reach_mm = budget.reach_mm(&self.evaluation.options.profile);
            let near = |p: usize| {
                let straight = answer.points[p].straight_mm;
                let home = self.district.demand.points()[p].position;
                if straight.is_some_and(|mm| mm <= reach_mm) {
                    Found::In
                } else if unsure.nearest_within(home, reach_mm).is_some() {
                    Found::Unknown
                } else {
                    Found::Out
                }
            };
            let straight = self.inside(&Mosaic::new(&union), &near);
            let walking = walked.as_ref().map(|areas| {
                let walked = |p: usize| match answer.points[p].status {
                    Status::Covered => Found::In,
                    Status::Uncovered(_) => Found::Out,
                    Status::Unknown(_) => Found::Unknown,
                };
                self.inside(&flat(plane, &areas[nth]), &walked)
            });
            BudgetShares { budget, straight, walking }
        };
        let budgets = answers.into_iter().enumerate().map(shares).collect();
        LevelShares { level, budgets }
    }

    /// The doors of the stations of unknown hours that would count at a level (rule 13).
    fn unsure(&self, level: u8) -> StationIndex {
        let substitution = self.evaluation.options.substitution;
        let stations = self.district.stations.iter().filter(|station| {
            station.standing == Standing::HoursUnknown
                && substitution.counts(station.level, level)
        });
        let doors: Vec<_> = stations.flat_map(Station::doors).copied().collect();
        StationIndex::new(&doors)
    }

    fn total(&self) -> Inside {
        let areas: Vec<f64> = self.measured(|plot| plot.area_m2);
        self.sums(&areas, &|_| Found::In)
    }

    /// How much of everything lies inside.
    fn inside(&self, mosaic: &Mosaic, found: &dyn Fn(usize) -> Found) -> Inside {
        let areas = self.measured(|plot| {
            // never more than there is, whatever rounding says
            mosaic.area_inside_sound(&plot.shape).min(plot.area_m2)
        });
        self.sums(&areas, found)
    }

    /// A figure of each plot, zero for points.
    fn measured(&self, area: impl Fn(&super::plots::Plot) -> f64 + Sync) -> Vec<f64> {
        let area = |plot: &Option<super::plots::Plot>| plot.as_ref().map_or(0.0, &area);
        self.plots.list.par_iter().map(area).collect()
    }

    fn sums(&self, areas: &[f64], found: &dyn Fn(usize) -> Found) -> Inside {
        let members = |points: &[u32]| {
            self.sum(&mut points.iter().map(|&point| point as usize), areas, found)
        };
        let of_areas = self.evaluation.areas.iter();
        Inside {
            whole: self.sum(&mut (0..areas.len()), areas, found),
            areas: of_areas.map(|area| members(&area.points)).collect(),
        }
    }

    /// Summed in the order of the input, so that rounding is always the same.
    fn sum(
        &self,
        points: &mut dyn Iterator<Item = usize>,
        areas: &[f64],
        found: &dyn Fn(usize) -> Found,
    ) -> Land {
        let demand = &self.district.demand;
        let declared = self.plots.census.declared > 0;
        let mut land = Land {
            area_m2: None,
            residential_m2: None,
            count: Count::none(demand),
            unknown: Count::none(demand),
        };
        for point in points {
            if let Some(plot) = &self.plots.list[point] {
                *land.area_m2.get_or_insert(0.0) += areas[point];
                if declared {
                    let residential = if plot.residential { areas[point] } else { 0.0 };
                    *land.residential_m2.get_or_insert(0.0) += residential;
                }
            }
            match found(point) {
                Found::In => land.count.add(demand, point),
                Found::Unknown => land.unknown.add(demand, point),
                Found::Out => {}
            }
        }
        land
    }
}

/// Whether a demand point is within reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Found {
    In,
    Out,
    Unknown,
}

/// A part of a whole, from 0 to 1, six decimals; `None` if there is no whole.
#[must_use]
pub fn area_share(part_m2: f64, whole_m2: f64) -> Option<f64> {
    (whole_m2 > 0.0).then(|| ((part_m2 / whole_m2).clamp(0.0, 1.0) * 1e6).round() / 1e6)
}
