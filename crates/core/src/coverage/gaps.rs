//! Gaps of one level: causes first, then connected sets.

use super::run::{Run, Searched};
use super::{Nearest, PointAnswer, Status};
use crate::gap::{self, Cause, Gap, Joiner, Judge, Uncovered};
use crate::model::Weight;
use crate::network::Label;
use crate::table::Measure;
use crate::units::Unit;

impl Run<'_> {
    /// Finds the causes of the uncovered, writes them into their answers, and forms gaps.
    pub(super) fn gaps(
        &self,
        level: u8,
        searched: &Searched,
        joiner: &Joiner,
        points: &mut [PointAnswer],
    ) -> Vec<Gap> {
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
            district
                .demand
                .weights(*p as usize)
                .iter()
                .any(|&weight| weight > Weight::ZERO)
        };
        let places: Vec<u32> =
            uncovered.iter().map(|u| u.point).filter(weighty).collect();
        let groups = joiner.group(&district.demand, &places, ground.options.gap_join_m);
        gap::gaps(&district.demand, groups, |p| {
            let answer = &points[p as usize];
            let Status::Uncovered(cause) = answer.status else {
                return (None, Cause::Far);
            };
            (answer.nearest, cause)
        })
    }
}
