//! Gaps of one level: causes first, then connected sets.

use super::kept::Before;
use super::run::Run;
use super::searched::Searched;
use super::{Nearest, PointAnswer, Status};
use crate::gap::{self, Cause, Gap, Groups, Joiner, Judge, Uncovered};
use crate::model::Weight;
use crate::table::Measure;
use crate::units::Unit;
use rayon::prelude::*;

impl Run<'_> {
    /// The uncovered, in input order, with what their causes depend on.
    pub(super) fn uncovered(
        &self,
        level: u8,
        searched: &Searched,
        points: &[PointAnswer],
    ) -> Vec<Uncovered> {
        let (limit, reach_mm) = (self.limit(level), self.reach_mm(level));
        let closed = searched.closed.get(self.measure_idx(level));
        let uncovered = |(point, answer): (usize, &PointAnswer)| {
            let straight = self.best(&searched.straight, level, point);
            matches!(answer.status, Status::Uncovered(_)).then(|| Uncovered {
                point: point as u32,
                no_street: self.knowledge.no_street(point, reach_mm),
                closed: closed.is_some_and(|by_level| {
                    self.best(by_level, level, point).is_within(limit)
                }),
                nearest: Nearest::read(straight, Unit::Millimeters)
                    .map(|nearest| (nearest.station, u64::from(nearest.mm))),
            })
        };
        points.par_iter().enumerate().filter_map(uncovered).collect()
    }

    /// Finds the causes of the uncovered and writes them into their answers.
    pub(super) fn judge(
        &self,
        level: u8,
        uncovered: &[Uncovered],
        points: &mut [PointAnswer],
        before: Option<&Before<'_>>,
    ) {
        let mut asked: Vec<Uncovered> = Vec::new();
        let mut next = 0;
        for place in uncovered {
            match before.and_then(|before| before.cause(level, place, &mut next)) {
                Some(cause) => {
                    points[place.point as usize].status = Status::Uncovered(cause);
                }
                None => asked.push(*place),
            }
        }
        let ground = self.ground;
        let judge = Judge {
            positions: &ground.positions,
            doors: &ground.doors,
            barriers: &ground.district.barriers,
            walking: match self.measure(level) {
                Measure::Walking(walking) => Some(walking),
                Measure::Straight(_) => None,
            },
            reach_mm: self.reach_mm(level),
        };
        for (place, cause) in asked.iter().zip(gap::causes(&judge, &asked)) {
            points[place.point as usize].status = Status::Uncovered(cause);
        }
    }

    /// Forms the gaps of a level.
    pub(super) fn gaps(
        &self,
        level: u8,
        joiner: &Joiner,
        uncovered: &[Uncovered],
        points: &[PointAnswer],
        before: Option<&Before<'_>>,
    ) -> Vec<Gap> {
        let demand = &self.ground.district.demand;
        let weighty = |p: &u32| {
            demand.weights(*p as usize).iter().any(|&weight| weight > Weight::ZERO)
        };
        let places: Vec<u32> =
            uncovered.iter().map(|u| u.point).filter(weighty).collect();
        let gap_join_m = self.ground.options.gap_join_m;
        let groups = match before.and_then(|before| before.groups(level)) {
            Some(kept) => joiner.regroup(demand, &places, gap_join_m, &kept),
            None => joiner.group(demand, &places, gap_join_m),
        };
        gap::gaps(demand, groups, |p| {
            let answer = &points[p as usize];
            let Status::Uncovered(cause) = answer.status else {
                return (None, Cause::Far);
            };
            (answer.nearest, cause)
        })
    }
}

impl Before<'_> {
    /// The cause of an uncovered place, if all that it depends on is as it was; `next` is where it
    /// is looked for first among what was uncovered, most often behind the last.
    fn cause(&self, level: u8, place: &Uncovered, next: &mut usize) -> Option<Cause> {
        let before = self.on_streets()?;
        let kept = before.kept.uncovered.get(usize::from(level) - 1)?;
        let point = before.points().before(place.point)?;
        if kept.get(*next).is_none_or(|kept| kept.point != point) {
            *next = kept.binary_search_by_key(&point, |kept| kept.point).ok()?;
        }
        let kept = &kept[*next];
        *next += 1;
        let stays = place.nearest.is_none_or(|(station, _)| before.delta.stays(station));
        if !stays || *place != (Uncovered { point: place.point, ..*kept }) {
            return None;
        }
        let answers = &before.evaluation.levels[usize::from(level) - 1].points;
        match answers[point as usize].status {
            Status::Uncovered(cause) => Some(cause),
            Status::Covered | Status::Unknown(_) => None,
        }
    }

    /// The connected sets of a level, if what joins them is as it was.
    fn groups(&self, level: u8) -> Option<Groups<'_>> {
        let before = self.on_streets()?;
        let level = before.evaluation.levels.get(usize::from(level) - 1)?;
        Some(Groups {
            gaps: &level.gaps,
            points: before.points(),
            demand: level.points.len(),
        })
    }
}
