//! One evaluation under way: what is searched once, and how a level is read from it.

use super::ground::Ground;
use super::level::{LevelAnswer, Nearest, PointAnswer};
use super::station::{self, LeftOut, Overlap, StationAnswer};
use super::verdict::Knowledge;
use super::{Coverage, Status};
use crate::gap::{Cause, Joiner};
use crate::model::{self, Metric, Weight};
use crate::network::Label;
use crate::table::{Measure, TravelTable};
use rayon::prelude::*;

/// One evaluation under way.
pub(super) struct Run<'g> {
    pub(super) ground: &'g Ground<'g>,
    pub(super) left_out: Vec<Option<LeftOut>>,
    /// Operating stations, wherever they are; what counts straight.
    pub(super) operating: Vec<u32>,
    /// Stations that count: operating, and tied to the streets where the run needs them.
    pub(super) used: Vec<u32>,
    /// Stations that would serve were they open.
    pub(super) closed: Vec<u32>,
    /// One for each unit that a budget needs.
    pub(super) measures: Vec<Measure<'g>>,
    pub(super) straight: Measure<'g>,
    pub(super) knowledge: Knowledge,
}

/// The nearest stations of each level alone: `[level - 1][point]`.
pub(super) type ByLevel = Vec<Vec<Label>>;

/// What the searches found.
pub(super) struct Searched {
    /// By measure.
    pub(super) used: Vec<ByLevel>,
    pub(super) closed: Vec<ByLevel>,
    pub(super) straight: ByLevel,
}

impl<'g> Run<'g> {
    pub(super) fn new(ground: &'g Ground<'g>) -> Self {
        let (district, options) = (ground.district, ground.options);
        let too_far = |s: usize| {
            let leg = ground.station_snaps.get(s).map(|snap| snap.map(|snap| snap.leg_m));
            leg.is_some_and(|leg| leg.is_none_or(|leg| leg > options.max_snap_m))
        };
        let left_out = |(s, station): (usize, &model::Station)| {
            if station.status == model::Status::Operating {
                too_far(s).then_some(LeftOut::NoStreet)
            } else {
                Some(LeftOut::NotOperating)
            }
        };
        let left_out: Vec<_> =
            district.stations.iter().enumerate().map(left_out).collect();
        let those = |wanted: &dyn Fn(usize) -> bool| -> Vec<u32> {
            (0..left_out.len()).filter(|&s| wanted(s)).map(|s| s as u32).collect()
        };
        let reach = |level| options.budget(level).reach_mm(&options.profile);
        let shortest_mm = (1..=district.levels).map(reach).min().unwrap_or(0);
        Self {
            operating: those(&|s| left_out[s] != Some(LeftOut::NotOperating)),
            used: those(&|s| left_out[s].is_none()),
            closed: those(&|s| left_out[s] == Some(LeftOut::NotOperating) && !too_far(s)),
            left_out,
            measures: ground.measures(),
            straight: ground.straight(),
            knowledge: match ground.metric {
                Metric::Network => {
                    Knowledge::of(district, ground.network(), &ground.snaps, shortest_mm)
                }
                Metric::Straight => Knowledge::straight(),
            },
            ground,
        }
    }

    pub(super) fn measure_idx(&self, level: u8) -> usize {
        let unit = self.ground.options.budget(level).unit();
        self.measures.iter().position(|m| m.unit() == unit).unwrap_or(0)
    }

    pub(super) fn measure(&self, level: u8) -> &Measure<'g> {
        &self.measures[self.measure_idx(level)]
    }

    /// The budget of a level in the unit of its measure.
    pub(super) fn limit(&self, level: u8) -> u32 {
        let budget = self.ground.options.budget(level);
        if self.measure(level).unit() == budget.unit() {
            budget.limit()
        } else {
            self.reach_mm(level) as u32 // a straight run counts in millimeters
        }
    }

    pub(super) fn reach_mm(&self, level: u8) -> u64 {
        self.ground.options.budget(level).reach_mm(&self.ground.options.profile)
    }

    pub(super) fn search(&self) -> Searched {
        let by_level = |measure: &Measure<'_>, stations: &[u32]| -> ByLevel {
            let levels = 1..=self.ground.district.levels;
            let of = |level: u8| {
                let station =
                    |&&s: &&u32| self.ground.district.stations[s as usize].level == level;
                measure.nearest(
                    &stations.iter().filter(station).copied().collect::<Vec<_>>(),
                )
            };
            levels.into_par_iter().map(of).collect()
        };
        let used: Vec<ByLevel> =
            self.measures.iter().map(|m| by_level(m, &self.used)).collect();
        Searched {
            // a straight run has measured that already
            straight: match (self.ground.metric, used.first()) {
                (Metric::Straight, Some(measured)) => measured.clone(),
                _ => by_level(&self.straight, &self.operating),
            },
            used,
            closed: match self.closed.as_slice() {
                [] => Vec::new(),
                closed => self.measures.iter().map(|m| by_level(m, closed)).collect(),
            },
        }
    }

    pub(super) fn table(&self, stations: &[u32]) -> TravelTable {
        let last = self.ground.district.levels.max(1);
        self.measure(last).table(stations, self.limit(last))
    }

    /// The nearest of some stations of one level for some points, no budget; `stations` in input
    /// order.
    ///
    /// Where the nearest of the whole level is one of them, it is known; only the others are
    /// searched for, and those that reach no station at all not even then.
    pub(super) fn nearest_of(
        &self,
        searched: &Searched,
        level: u8,
        stations: &[u32],
        points: &[u32],
    ) -> Vec<Label> {
        let whole = &searched.used[self.measure_idx(level)][usize::from(level) - 1];
        let mut labels: Vec<Label> = points.iter().map(|&p| whole[p as usize]).collect();
        let stranger = |label: &Label| {
            *label != Label::NONE && stations.binary_search(&label.station()).is_err()
        };
        let places: Vec<usize> =
            (0..labels.len()).filter(|&i| stranger(&labels[i])).collect();
        if !places.is_empty() {
            let points: Vec<u32> = places.iter().map(|&i| points[i]).collect();
            let found = self.measure(level).nearest_for(stations, &points);
            for (place, label) in places.into_iter().zip(found) {
                labels[place] = label;
            }
        }
        labels
    }

    /// The best label of a point among the levels that count at `level`.
    pub(super) fn best(&self, by_level: &ByLevel, level: u8, point: usize) -> Label {
        let counts = |&l: &u8| self.ground.options.substitution.counts(l, level);
        let counted = (1..=by_level.len() as u8).filter(counts);
        counted.map(|l| by_level[usize::from(l) - 1][point]).min().unwrap_or(Label::NONE)
    }

    pub(super) fn level(
        &self,
        level: u8,
        searched: &Searched,
        joiner: &Joiner,
    ) -> LevelAnswer {
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
                straight_mm: (straight != Label::NONE)
                    .then(|| u64::from(straight.primary())),
            }
        };
        let everyone = 0..district.demand.len();
        let mut points: Vec<_> = everyone.clone().into_par_iter().map(answer).collect();
        let gaps = self.gaps(level, searched, joiner, &mut points);
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

    /// The nearest of all stations for everyone, whatever the level or the budget.
    pub(super) fn nearest_of_all(&self, searched: &Searched) -> Vec<Option<Nearest>> {
        let last = self.ground.district.levels.max(1);
        let unit = self.measure(last).unit();
        let Some(by_level) = searched.used.get(self.measure_idx(last)) else {
            return Vec::new();
        };
        let best = |point: usize| {
            let label = by_level.iter().map(|labels| labels[point]).min();
            label.and_then(|label| Nearest::read(label, unit))
        };
        (0..self.ground.district.demand.len()).map(best).collect()
    }

    pub(super) fn stations(
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
