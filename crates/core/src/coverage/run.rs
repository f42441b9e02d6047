//! One evaluation under way: what is searched once, and how a level is read from it.

use super::ground::Ground;
use super::kept::Before;
use super::level::{LevelAnswer, Nearest, PointAnswer};
use super::roll::Roll;
use super::searched::{ByLevel, Searched};
use super::station::{self, LeftOut, Overlap, StationAnswer};
use super::verdict::Knowledge;
use super::{Coverage, Status};
use crate::gap::{Cause, Joiner, Uncovered};
use crate::model::{self, Metric, Weight};
use crate::network::Label;
use crate::table::{Measure, Rows, TravelTable};
use rayon::prelude::*;

/// One evaluation under way.
pub(super) struct Run<'g> {
    pub(super) ground: &'g Ground<'g>,
    /// Which stations count.
    pub(super) roll: Roll,
    /// One for each unit that a budget needs.
    pub(super) measures: Vec<Measure<'g>>,
    pub(super) straight: Measure<'g>,
    pub(super) knowledge: Knowledge,
}

impl<'g> Run<'g> {
    /// A run over the stations as they stand in the district.
    pub(super) fn new(ground: &'g Ground<'g>, before: Option<&Before<'_>>) -> Self {
        let roll = Roll::call(ground, |_, station| station.standing);
        Self::with(ground, roll, before)
    }

    /// A run over the stations of a roll.
    pub(super) fn with(
        ground: &'g Ground<'g>,
        roll: Roll,
        before: Option<&Before<'_>>,
    ) -> Self {
        let (district, options) = (ground.district, ground.options);
        let reach = |level| options.budget(level).reach_mm(&options.profile);
        let shortest_mm = (1..=district.levels).map(reach).min().unwrap_or(0);
        Self {
            roll,
            measures: ground.measures(before),
            straight: ground.straight(),
            knowledge: match ground.metric {
                Metric::Network => Knowledge::of(ground, shortest_mm, before),
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

    /// The table of all stations that count, at the last level's budget.
    pub(super) fn table(&self, before: Option<&Before<'_>>) -> Rows {
        let last = self.ground.district.levels.max(1);
        let measure = self.measure(last);
        let since = before.and_then(|before| {
            let kept = before.measure(measure.unit(), self.ground.metric)?;
            let same = before.kept.rows_unit == measure.unit();
            same.then(|| before.since(kept.walking.as_deref(), &before.kept.rows))
        });
        measure.rows(&self.roll.used, self.limit(last), since)
    }

    /// The nearest of some stations of one level for some points, no budget; both in input order.
    ///
    /// Where the nearest of all stations of the level that have an area is one of them, it is known;
    /// only the others are searched for, unless it is known from before, and those that reach no
    /// station at all not even then.
    pub(super) fn nearest_of(
        &self,
        searched: &Searched,
        level: u8,
        stations: &[u32],
        points: &[u32],
        before: Option<&Before<'_>>,
    ) -> Vec<Label> {
        let nth = usize::from(level) - 1;
        let used = &searched.used[self.measure_idx(level)][nth];
        let whole = &searched.rooted.get(nth).unwrap_or(used).points;
        let mut labels: Vec<Label> = points.iter().map(|&p| whole[p as usize]).collect();
        let stranger = |label: &Label| {
            *label != Label::NONE && stations.binary_search(&label.station()).is_err()
        };
        let mut places: Vec<usize> =
            (0..labels.len()).filter(|&i| stranger(&labels[i])).collect();
        if let Some(known) = before.and_then(|b| self.family(level, stations, b)) {
            places.retain(|&place| {
                let label = known(points[place]);
                labels[place] = label.unwrap_or(labels[place]);
                label.is_none()
            });
        }
        if !places.is_empty() {
            let points: Vec<u32> = places.iter().map(|&i| points[i]).collect();
            // whoever is not tied to the streets is nearest to nobody (rule 5)
            let counts = |s: &u32| self.roll.rooted_tied.binary_search(s).is_ok();
            let stations: Vec<u32> = stations.iter().copied().filter(counts).collect();
            let found = self.measure(level).nearest_for(&stations, &points);
            for (place, label) in places.into_iter().zip(found) {
                labels[place] = label;
            }
        }
        labels
    }

    /// The nearest of a family of stations for a point, from before, if it is what it was.
    fn family<'b>(
        &self,
        level: u8,
        stations: &[u32],
        before: &'b Before<'_>,
    ) -> Option<impl Fn(u32) -> Option<Label> + use<'b>> {
        before.measure(self.measure(level).unit(), self.ground.metric)?;
        let counts = |list: &[u32], s: u32| list.binary_search(&s).is_ok();
        let same = stations.iter().all(|&s| {
            let counted = counts(&before.kept.rooted_tied, s);
            before.delta.stays(s) && counts(&self.roll.rooted_tied, s) == counted
        });
        let family = before.kept.families.get(&(level, stations.to_vec()))?;
        same.then_some(move |point| {
            let point = before.points().before(point)?;
            let place = family.points.binary_search(&point).ok()?;
            Some(family.labels[place])
        })
    }

    /// The best label of a point among the levels that count at `level`.
    pub(super) fn best(&self, by_level: &ByLevel, level: u8, point: usize) -> Label {
        let counts = |&l: &u8| self.ground.options.substitution.counts(l, level);
        let counted = (1..=by_level.len() as u8).filter(counts);
        counted
            .map(|l| by_level[usize::from(l) - 1].points[point])
            .min()
            .unwrap_or(Label::NONE)
    }

    pub(super) fn level(
        &self,
        level: u8,
        searched: &Searched,
        joiner: &Joiner,
        before: Option<&Before<'_>>,
    ) -> (LevelAnswer, Vec<Uncovered>) {
        let (district, options) = (self.ground.district, self.ground.options);
        let measured = &searched.used[self.measure_idx(level)];
        let (limit, reach_mm) = (self.limit(level), self.reach_mm(level));
        let unit = self.measure(level).unit();
        let unsure = searched.unsure.get(self.measure_idx(level));
        let answer = |point: usize| {
            let label = self.best(measured, level, point);
            let straight = self.best(&searched.straight, level, point);
            let status = self.knowledge.status(point, label, limit, reach_mm);
            PointAnswer {
                status: status.doubted(|| {
                    unsure.is_some_and(|unsure| {
                        self.best(unsure, level, point).is_within(limit)
                    })
                }),
                nearest: Nearest::read(label, unit),
                straight_mm: (straight != Label::NONE)
                    .then(|| u64::from(straight.primary())),
            }
        };
        let everyone = 0..district.demand.len();
        let mut points: Vec<_> = everyone.clone().into_par_iter().map(answer).collect();
        let uncovered = self.uncovered(level, searched, &points);
        self.judge(level, &uncovered, &mut points, before);
        let gaps = self.gaps(level, joiner, &uncovered, &points, before);
        let exclusive = |point: usize| {
            let alone =
                |by_level: &ByLevel| by_level[usize::from(level) - 1].points[point];
            let status = self.knowledge.status(point, alone(measured), limit, reach_mm);
            status.doubted(|| unsure.is_some_and(|unsure| alone(unsure).is_within(limit)))
        };
        let straight = |point: usize| {
            let near = points[point].straight_mm.is_some_and(|mm| mm <= reach_mm);
            let status =
                if near { Status::Covered } else { Status::Uncovered(Cause::Far) };
            status.doubted(|| {
                let unsure = self.best(&searched.straight_unsure, level, point);
                unsure != Label::NONE && u64::from(unsure.primary()) <= reach_mm
            })
        };
        let counts = |&&s: &&u32| {
            options.substitution.counts(district.stations[s as usize].level, level)
        };
        let count = |status: &dyn Fn(usize) -> Status| {
            Coverage::of(&district.demand, everyone.clone(), status)
        };
        let answer = LevelAnswer {
            level,
            budget: options.budget(level),
            stations: self.roll.used.iter().filter(counts).copied().collect(),
            coverage: count(&|p| points[p].status),
            exclusive: count(&exclusive),
            straight: count(&straight),
            gaps,
            points,
        };
        (answer, uncovered)
    }

    /// The nearest of all stations for everyone, whatever the level or the budget.
    pub(super) fn nearest_of_all(&self, searched: &Searched) -> Vec<Option<Nearest>> {
        let last = self.ground.district.levels.max(1);
        let unit = self.measure(last).unit();
        let Some(by_level) = searched.used.get(self.measure_idx(last)) else {
            return Vec::new();
        };
        let best = |point: usize| {
            let label = by_level.iter().map(|level| level.points[point]).min();
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
            snap_mm: self.ground.leg_mm(s as u32),
            covers: nobody.clone(),
            loss: nobody.clone(),
            site_loss: nobody.clone(),
            catchment: nobody.clone(),
        };
        let mut answers: Vec<_> =
            self.roll.left_out.iter().enumerate().map(answer).collect();
        let sites = model::sites(&district.stations);
        let overlap = station::read_table(&district.demand, &sites, table, &mut answers);
        station::read_catchments(&district.demand, nearest, &mut answers);
        (answers, overlap)
    }
}
