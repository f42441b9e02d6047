//! The whole evaluation of a district, from snapping to gaps.

use super::area::{self, Area, Membership};
use super::level::{LevelAnswer, Nearest, PointAnswer};
use super::station::{self, LeftOut, Overlap, StationAnswer};
use super::verdict::Knowledge;
use super::{Coverage, Status};
use crate::gap::{self, Cause, Judge, Uncovered};
use crate::model::{Budget, CoverageOptions, District, Metric, Weight};
use crate::network::{Graph, Label, Snap};
use crate::table::{Measure, Straight, TravelTable, Walking};
use crate::units::Unit;
use crate::{LngLat, model};
use rayon::prelude::*;

/// Where an evaluation is, for a progress display.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Tying demand and stations to the streets.
    Snapping,
    /// Searching the nearest stations of every level.
    Searching,
    /// Searching from every station for the table.
    Table,
    /// Judging levels and forming gaps.
    Gaps,
    /// Counting by area.
    Areas,
}

/// Every answer about a district: by level, by station, by area.
#[derive(Clone, Debug)]
pub struct Evaluation {
    /// The terms, with the metric that was really used.
    pub options: CoverageOptions,
    /// One answer a level.
    pub levels: Vec<LevelAnswer>,
    /// One answer a station, in input order.
    pub stations: Vec<StationAnswer>,
    /// How many sites reach whom within the last level's budget.
    pub overlap: Overlap,
    /// Areas with polygons, then stations' surroundings.
    pub areas: Vec<Area>,
    /// Leg to the street of each demand point, in millimeters; empty for a straight run.
    pub snap_mm: Vec<Option<u64>>,
    /// Weights whose nearest station belongs to another community than theirs.
    pub across_border: Vec<Weight>,
}

impl Evaluation {
    /// Evaluates a district on the terms given.
    ///
    /// # Cost
    ///
    /// One unbounded search a level, one bounded search a station, and sorts.
    ///
    /// # Examples
    ///
    /// ```
    /// use walkshed::coverage::Evaluation;
    /// use walkshed::model::{CoverageOptions, District};
    ///
    /// let nothing = Evaluation::of(&District::default(), &CoverageOptions::default());
    /// assert!(nothing.levels.is_empty());
    /// ```
    #[must_use]
    pub fn of(district: &District, options: &CoverageOptions) -> Self {
        Self::watched(district, options, &|_| {})
    }

    /// The same, telling where it is.
    #[must_use]
    pub fn watched(
        district: &District,
        options: &CoverageOptions,
        watch: &(dyn Fn(Step) + Sync),
    ) -> Self {
        watch(Step::Snapping);
        let ground = Ground::new(district, options);
        let run = Run::new(&ground);
        watch(Step::Searching);
        let searched = run.search();
        watch(Step::Table);
        let table = run.table(&run.used);
        watch(Step::Gaps);
        let levels: Vec<LevelAnswer> =
            (1..=district.levels).map(|level| run.level(level, &searched)).collect();
        let nearest = run.nearest_of_all(&searched);
        let (stations, overlap) = run.stations(&table, &nearest);
        watch(Step::Areas);
        let membership = Membership::of(district);
        let measure = |level| run.measure(level);
        let areas = area::areas(district, &membership, &run.used, &levels, measure);
        let across_border = across_border(district, &membership, &nearest);
        let options = CoverageOptions { metric: ground.metric, ..options.clone() };
        let snap_mm = ground.snaps.iter().map(|s| s.map(|s| s.leg_mm())).collect();
        Self { options, levels, stations, overlap, areas, snap_mm, across_border }
    }

    /// The sparse table of a district within a budget, whatever the level: every operating
    /// station that is tied to the streets.
    #[must_use]
    pub fn table(
        district: &District,
        options: &CoverageOptions,
        budget: Budget,
    ) -> (TravelTable, Unit) {
        let options = CoverageOptions { budgets: vec![budget], ..options.clone() };
        let ground = Ground::new(district, &options);
        let run = Run::new(&ground);
        (run.table(&run.used), run.measure(1).unit())
    }
}

/// Where everything lies, and how it is tied to the streets.
struct Ground<'d> {
    district: &'d District,
    options: &'d CoverageOptions,
    metric: Metric,
    positions: Vec<LngLat>,
    station_positions: Vec<LngLat>,
    /// Empty for a straight run, like the next.
    snaps: Vec<Option<Snap>>,
    station_snaps: Vec<Option<Snap>>,
}

impl<'d> Ground<'d> {
    fn new(district: &'d District, options: &'d CoverageOptions) -> Self {
        let network = district.network.as_ref().filter(|_| options.metric == Metric::Network);
        let positions: Vec<_> = district.demand.points().iter().map(|p| p.position).collect();
        let station_positions: Vec<_> = district.stations.iter().map(|s| s.position).collect();
        let snap = |&at: &LngLat| network?.snap(at, &district.barriers, options.max_snap_m);
        let snap_all = |places: &[LngLat]| match network {
            Some(_) => places.par_iter().map(snap).collect(),
            None => Vec::new(),
        };
        Self {
            district,
            options,
            metric: network.map_or(Metric::Straight, |_| Metric::Network),
            snaps: snap_all(&positions),
            station_snaps: snap_all(&station_positions),
            positions,
            station_positions,
        }
    }
}

/// One evaluation under way.
struct Run<'g> {
    ground: &'g Ground<'g>,
    left_out: Vec<Option<LeftOut>>,
    /// Operating stations, wherever they are; what counts straight.
    operating: Vec<u32>,
    /// Stations that count: operating, and tied to the streets where the run needs them.
    used: Vec<u32>,
    /// Stations that would serve were they open.
    closed: Vec<u32>,
    /// One for each unit that a budget needs.
    measures: Vec<Measure<'g>>,
    straight: Measure<'g>,
    knowledge: Knowledge,
}

/// The nearest stations of each level alone: `[level - 1][point]`.
type ByLevel = Vec<Vec<Label>>;

/// What the searches found.
struct Searched {
    /// By measure.
    used: Vec<ByLevel>,
    closed: Vec<ByLevel>,
    straight: ByLevel,
}

impl<'g> Run<'g> {
    fn new(ground: &'g Ground<'g>) -> Self {
        let (district, options) = (ground.district, ground.options);
        let too_far = |s: usize| {
            let leg = ground.station_snaps.get(s).map(|snap| snap.map(|snap| snap.leg_m));
            leg.is_some_and(|leg| leg.is_none_or(|leg| leg > options.max_snap_m))
        };
        let left_out = |(s, station): (usize, &model::Station)| {
            if station.status != model::Status::Operating {
                Some(LeftOut::NotOperating)
            } else {
                too_far(s).then_some(LeftOut::NoStreet)
            }
        };
        let left_out: Vec<_> = district.stations.iter().enumerate().map(left_out).collect();
        let those = |wanted: &dyn Fn(usize) -> bool| -> Vec<u32> {
            (0..left_out.len()).filter(|&s| wanted(s)).map(|s| s as u32).collect()
        };
        let reach = |level| options.budget(level).reach_mm(&options.profile);
        let shortest_mm = (1..=district.levels).map(reach).min().unwrap_or(0);
        let straight = || {
            let places = ground.positions.clone();
            Straight::new(places, &ground.station_positions, &options.profile)
        };
        Self {
            operating: those(&|s| left_out[s] != Some(LeftOut::NotOperating)),
            used: those(&|s| left_out[s].is_none()),
            closed: those(&|s| left_out[s] == Some(LeftOut::NotOperating) && !too_far(s)),
            left_out,
            measures: measures(ground),
            straight: Measure::Straight(straight()),
            knowledge: match ground.metric {
                Metric::Network => Knowledge::of(district, &ground.snaps, shortest_mm),
                Metric::Straight => Knowledge::straight(),
            },
            ground,
        }
    }

    fn measure_idx(&self, level: u8) -> usize {
        let unit = self.ground.options.budget(level).unit();
        self.measures.iter().position(|m| m.unit() == unit).unwrap_or(0)
    }

    fn measure(&self, level: u8) -> &Measure<'g> {
        &self.measures[self.measure_idx(level)]
    }

    /// The budget of a level in the unit of its measure.
    fn limit(&self, level: u8) -> u32 {
        let budget = self.ground.options.budget(level);
        if self.measure(level).unit() == budget.unit() {
            budget.limit()
        } else {
            self.reach_mm(level) as u32 // a straight run counts in millimeters
        }
    }

    fn reach_mm(&self, level: u8) -> u64 {
        self.ground.options.budget(level).reach_mm(&self.ground.options.profile)
    }

    fn search(&self) -> Searched {
        let by_level = |measure: &Measure<'_>, stations: &[u32]| -> ByLevel {
            let levels = 1..=self.ground.district.levels;
            let of = |level: u8| {
                let station = |&&s: &&u32| self.ground.district.stations[s as usize].level == level;
                measure.nearest(&stations.iter().filter(station).copied().collect::<Vec<_>>())
            };
            levels.into_par_iter().map(of).collect()
        };
        Searched {
            used: self.measures.iter().map(|m| by_level(m, &self.used)).collect(),
            closed: match self.closed.as_slice() {
                [] => Vec::new(),
                closed => self.measures.iter().map(|m| by_level(m, closed)).collect(),
            },
            straight: by_level(&self.straight, &self.operating),
        }
    }

    fn table(&self, stations: &[u32]) -> TravelTable {
        let last = self.ground.district.levels.max(1);
        self.measure(last).table(stations, self.limit(last))
    }

    /// The best label of a point among the levels that count at `level`.
    fn best(&self, by_level: &ByLevel, level: u8, point: usize) -> Label {
        let counts = |&l: &u8| self.ground.options.substitution.counts(l, level);
        let counted = (1..=by_level.len() as u8).filter(counts);
        counted.map(|l| by_level[usize::from(l) - 1][point]).min().unwrap_or(Label::NONE)
    }

    fn level(&self, level: u8, searched: &Searched) -> LevelAnswer {
        let (district, options) = (self.ground.district, self.ground.options);
        let measured = &searched.used[self.measure_idx(level)];
        let (limit, reach_mm) = (self.limit(level), self.reach_mm(level));
        let unit = self.measure(level).unit();
        let answer = |point: usize| {
            let label = self.best(measured, level, point);
            let straight = self.best(&searched.straight, level, point);
            PointAnswer {
                status: self.knowledge.status(point, label, limit, reach_mm),
                nearest: Nearest::read(label, unit),
                straight_mm: (straight != Label::NONE).then(|| u64::from(straight.primary())),
            }
        };
        let everyone = 0..district.demand.len();
        let mut points: Vec<_> = everyone.clone().into_par_iter().map(answer).collect();
        let gaps = self.gaps(level, searched, &mut points);
        let exclusive = |point: usize| {
            let label = measured[usize::from(level) - 1][point];
            self.knowledge.status(point, label, limit, reach_mm)
        };
        let straight = |point: usize| {
            let near = points[point].straight_mm.is_some_and(|mm| mm <= reach_mm);
            if near { Status::Covered } else { Status::Uncovered(Cause::Far) }
        };
        let counts = |&&s: &&u32| {
            options.substitution.counts(district.stations[s as usize].level, level)
        };
        let count = |status: &dyn Fn(usize) -> Status| {
            Coverage::of(&district.demand, everyone.clone(), status)
        };
        LevelAnswer {
            level,
            budget: options.budget(level),
            stations: self.used.iter().filter(counts).copied().collect(),
            coverage: count(&|p| points[p].status),
            exclusive: count(&exclusive),
            straight: count(&straight),
            gaps,
            points,
        }
    }

    /// Finds the causes of the uncovered, writes them into their answers, and forms gaps.
    fn gaps(&self, level: u8, searched: &Searched, points: &mut [PointAnswer]) -> Vec<gap::Gap> {
        let (district, ground) = (self.ground.district, self.ground);
        let (limit, reach_mm) = (self.limit(level), self.reach_mm(level));
        let closed = searched.closed.get(self.measure_idx(level));
        let uncovered = |(point, answer): (usize, &PointAnswer)| {
            let straight = self.best(&searched.straight, level, point);
            matches!(answer.status, Status::Uncovered(_)).then(|| Uncovered {
                point: point as u32,
                no_street: self.knowledge.no_street(point, reach_mm),
                closed: closed.is_some_and(|by_level| {
                    let label = self.best(by_level, level, point);
                    label != Label::NONE && label.primary() <= limit
                }),
                nearest: Nearest::read(straight, Unit::Millimeters)
                    .map(|nearest| (nearest.station, u64::from(nearest.mm))),
            })
        };
        let uncovered: Vec<_> = points.iter().enumerate().filter_map(uncovered).collect();
        let judge = Judge {
            positions: &ground.positions,
            stations: &ground.station_positions,
            barriers: &district.barriers,
            walking: match self.measure(level) {
                Measure::Walking(walking) => Some(walking),
                Measure::Straight(_) => None,
            },
            reach_mm,
        };
        for (place, cause) in uncovered.iter().zip(gap::causes(&judge, &uncovered)) {
            points[place.point as usize].status = Status::Uncovered(cause);
        }
        let weighty = |p: &u32| {
            district.demand.weights(*p as usize).iter().any(|&weight| weight > Weight::ZERO)
        };
        let places: Vec<u32> = uncovered.iter().map(|u| u.point).filter(weighty).collect();
        let streets = district.network.as_ref().filter(|_| ground.metric == Metric::Network);
        let streets = streets.map(|network| (network, ground.snaps.as_slice()));
        let groups = gap::group(&district.demand, streets, &places, ground.options.gap_join_m);
        gap::gaps(&district.demand, groups, |p| {
            let answer = &points[p as usize];
            let Status::Uncovered(cause) = answer.status else { return (None, Cause::Far) };
            (answer.nearest, cause)
        })
    }

    /// The nearest of all stations for everyone, whatever the level or the budget.
    fn nearest_of_all(&self, searched: &Searched) -> Vec<Option<Nearest>> {
        let last = self.ground.district.levels.max(1);
        let unit = self.measure(last).unit();
        let Some(by_level) = searched.used.get(self.measure_idx(last)) else { return Vec::new() };
        let best = |point: usize| {
            let label = by_level.iter().map(|labels| labels[point]).min();
            label.and_then(|label| Nearest::read(label, unit))
        };
        (0..self.ground.district.demand.len()).map(best).collect()
    }

    fn stations(
        &self,
        table: &TravelTable,
        nearest: &[Option<Nearest>],
    ) -> (Vec<StationAnswer>, Overlap) {
        let district = self.ground.district;
        let nobody = vec![Weight::ZERO; district.demand.groups().len()];
        let answer = |(s, &left_out): (usize, &Option<LeftOut>)| StationAnswer {
            left_out,
            snap_mm: self.ground.station_snaps.get(s).and_then(|s| s.map(|s| s.leg_mm())),
            covers: nobody.clone(),
            loss: nobody.clone(),
            site_loss: nobody.clone(),
            catchment: nobody.clone(),
        };
        let mut answers: Vec<_> = self.left_out.iter().enumerate().map(answer).collect();
        let sites = station::sites(&district.stations);
        let overlap = station::read_table(&district.demand, &sites, table, &mut answers);
        station::read_catchments(&district.demand, nearest, &mut answers);
        (answers, overlap)
    }
}

/// One measure for each unit that the budgets need.
fn measures<'g>(ground: &'g Ground<'g>) -> Vec<Measure<'g>> {
    let options = ground.options;
    let network = ground.district.network.as_ref().filter(|_| ground.metric == Metric::Network);
    let Some(network) = network else {
        let positions = ground.positions.clone();
        let straight = Straight::new(positions, &ground.station_positions, &options.profile);
        return vec![Measure::Straight(straight)];
    };
    let mut units: Vec<Unit> = Vec::new();
    for level in 1..=ground.district.levels.max(1) {
        let unit = options.budget(level).unit();
        if !units.contains(&unit) {
            units.push(unit);
        }
    }
    let walking = |unit| {
        let graph = Graph::new(network, unit, &options.profile);
        Measure::Walking(Walking::new(network, graph, &ground.snaps, &ground.station_snaps))
    };
    units.into_iter().map(walking).collect()
}

fn across_border(
    district: &District,
    membership: &Membership,
    nearest: &[Option<Nearest>],
) -> Vec<Weight> {
    let across = nearest.iter().enumerate().filter(|(point, nearest)| {
        nearest.is_some_and(|nearest| membership.across_border(*point, nearest.station))
    });
    super::Count::of(&district.demand, across.map(|(point, _)| point)).weights
}
