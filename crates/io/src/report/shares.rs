//! The shares of land, people and plots as JSON: the member `shares` of `coverage --shares`.
//!
//! ```text
//! shares
//!   geometry       segments of a circle, lattice and draw reach in meters, standard parallel; in
//!                  words: straight and walking, each en, zh
//!   plots          with_outline, points, mended, land_use_declared, residential
//!   definitions    one a share: id ("residential_area.straight"), en, zh
//!   absent         shares that are null throughout: id, reason (no_polygons, no_land_use,
//!                  no_streets), en, zh
//!   standard       what gb15, gb10 and gb5 are: en, zh
//!   total          area_m2, residential_area_m2, blocks, weights
//!   levels         level, budgets: [budget, standard (null for the level's own), straight, walking]
//!   grids          id, total, levels: as above
//! ```
//!
//! `straight` and `walking` hold `demand_area`, `residential_area` (each `m2` and `share`),
//! `blocks` and `people` (each with `share`), and who is `unknown`. Square meters have two
//! decimals, shares six.

mod definition;

pub use definition::{Absent, Measure, Reach, definition, geometry, norms};

use super::coverage::budget_json;
use super::number::{by_group, weights_json};
use crate::{Lang, Loaded};
use serde_json::{Value, json};
use walkshed::coverage::{Count, Evaluation};
use walkshed::land::{BudgetShares, Disc, Inside, Land, LandShares, area_share};
use walkshed::model::{Budget, Profile};

/// The names of the budgets that stand beside a level's own, in the order of
/// [`walkshed::land::LevelShares::budgets`].
pub const STANDARDS: [Option<&str>; 4] = {
    let [(fifteen, _), (ten, _), (five, _)] = Budget::GB_50180;
    [None, Some(fifteen), Some(ten), Some(five)]
};

/// All shares as one JSON object.
#[must_use]
pub fn shares(loaded: &Loaded, evaluation: &Evaluation, shares: &LandShares) -> Value {
    let writer = Writer {
        groups: loaded.district.demand.groups(),
        profile: &evaluation.options.profile,
        shares,
    };
    let grid = |(nth, area): (usize, &walkshed::coverage::Area)| {
        json!({
            "id": area.id,
            "total": writer.total(&shares.area_totals[nth]),
            "levels": writer.levels(Some(nth)),
        })
    };
    let census = shares.census;
    json!({
        "geometry": {
            "circle_segments": Disc::SEGMENTS,
            "resolution_m": shares.drawn.map(|drawn| drawn.resolution_m),
            "draw_reach_m": shares.drawn.map(|drawn| drawn.draw_reach_m),
            "standard_parallel": (shares.plane.parallel() * 1e7).round() / 1e7,
            "straight": in_words(|lang| geometry(shares, Reach::Straight, lang)),
            "walking": in_words(|lang| geometry(shares, Reach::Walking, lang)),
        },
        "plots": {
            "with_outline": census.plots,
            "points": census.points,
            "mended": census.mended,
            "land_use_declared": census.declared,
            "residential": census.residential,
        },
        "definitions": definitions(shares),
        "absent": absent(shares),
        "standard": in_words(|lang| norms(lang).to_owned()),
        "total": writer.total(&shares.total),
        "levels": writer.levels(None),
        "grids": evaluation.areas.iter().enumerate().map(grid).collect::<Vec<_>>(),
    })
}

fn in_words(say: impl Fn(Lang) -> String) -> Value {
    json!({ "en": say(Lang::En), "zh": say(Lang::Zh) })
}

/// All pairs of what is counted and how.
fn pairs() -> impl Iterator<Item = (Measure, Reach)> {
    Measure::ALL.into_iter().flat_map(|measure| Reach::ALL.map(|reach| (measure, reach)))
}

fn id(measure: Measure, reach: Reach) -> String {
    format!("{}.{}", measure.key(), reach.key())
}

fn definitions(shares: &LandShares) -> Vec<Value> {
    let there = pairs().filter(|&(m, r)| Absent::of(shares, m, r).is_none());
    let one = |(measure, reach)| {
        json!({
            "id": id(measure, reach),
            "en": definition(shares, measure, reach, Lang::En),
            "zh": definition(shares, measure, reach, Lang::Zh),
        })
    };
    there.map(one).collect()
}

fn absent(shares: &LandShares) -> Vec<Value> {
    let one = |(measure, reach)| {
        let why = Absent::of(shares, measure, reach)?;
        Some(json!({
            "id": id(measure, reach),
            "reason": why.key(),
            "en": why.words(Lang::En),
            "zh": why.words(Lang::Zh),
        }))
    };
    pairs().filter_map(one).collect()
}

struct Writer<'a> {
    groups: &'a [String],
    profile: &'a Profile,
    shares: &'a LandShares,
}

impl Writer<'_> {
    fn total(&self, total: &Land) -> Value {
        json!({
            "area_m2": total.area_m2.map(square_meters),
            "residential_area_m2": total.residential_m2.map(square_meters),
            "blocks": total.count.blocks,
            "weights": weights_json(self.groups, &total.count.weights),
        })
    }

    /// The levels of the whole, or of an area by its place.
    fn levels(&self, area: Option<usize>) -> Vec<Value> {
        let level = |level: &walkshed::land::LevelShares| {
            let budgets = level.budgets.iter().zip(STANDARDS);
            let budget = |(shares, standard): (&BudgetShares, Option<&str>)| {
                let walking = shares.walking.as_ref();
                json!({
                    "budget": budget_json(shares.budget, self.profile),
                    "standard": standard,
                    "straight": self.inside(&shares.straight, area),
                    "walking": walking.map(|walking| self.inside(walking, area)),
                })
            };
            json!({ "level": level.level, "budgets": budgets.map(budget).collect::<Vec<_>>() })
        };
        self.shares.levels.iter().map(level).collect()
    }

    fn inside(&self, inside: &Inside, area: Option<usize>) -> Value {
        let (part, whole) = match area {
            None => (&inside.whole, &self.shares.total),
            Some(nth) => (&inside.areas[nth], &self.shares.area_totals[nth]),
        };
        json!({
            "residential_area": of_area(part.residential_m2, whole.residential_m2),
            "demand_area": of_area(part.area_m2, whole.area_m2),
            "people": {
                "weights": weights_json(self.groups, &part.count.weights),
                "share": by_group(self.groups, |group| {
                    part.count.weights[group].share_of(whole.count.weights[group])
                }),
            },
            "blocks": {
                "number": part.count.blocks,
                "share": block_share(&part.count, &whole.count),
            },
            "unknown": {
                "blocks": part.unknown.blocks,
                "weights": weights_json(self.groups, &part.unknown.weights),
            },
        })
    }
}

/// A part of an area in square meters and as a share; null where there is none to measure.
fn of_area(part: Option<f64>, whole: Option<f64>) -> Value {
    let share = part.zip(whole).map(|(part, whole)| area_share(part, whole));
    share.map_or(
        Value::Null,
        |share| json!({ "m2": part.map(square_meters), "share": share }),
    )
}

fn block_share(part: &Count, whole: &Count) -> Option<f64> {
    area_share(part.blocks as f64, whole.blocks as f64)
}

fn square_meters(area: f64) -> f64 {
    (area * 100.0).round() / 100.0
}

#[cfg(test)]
#[path = "shares/tests.rs"]
mod tests;
