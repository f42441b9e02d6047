//! One station beside the norms.

use super::Norms;
use crate::coverage::StationAnswer;
use crate::model::{Station, Weight};

/// What one station answers for.
///
/// # Units
///
/// Square meters, people and households, all in thousandths.
#[derive(Clone, Debug, PartialEq)]
pub struct StationLoad {
    /// The station, by its place in the input.
    pub station: u32,
    /// Its rung of the hierarchy.
    pub level: u8,
    /// Whose nearest station it is, by group.
    pub catchment: Vec<Weight>,
    /// People of the catchment.
    pub people: Weight,
    /// Households of the catchment, counted or from the people.
    pub households: Weight,
    /// People within the last level's budget of it.
    pub covers: Weight,
    /// Its floor area in square meters; `None` where the file does not say.
    pub area: Option<Weight>,
    /// What the norm of area says of it; `None` where there is none.
    pub area_verdict: Option<Verdict>,
    /// Square meters that it lacks for the norm, rounded up; `None` where that is not known or
    /// not asked.
    pub area_lacking: Option<Weight>,
    /// What the norm of people says of it; `None` where there is none for its level.
    pub people_verdict: Option<Verdict>,
    /// People above the norm; `None` where there is none.
    pub people_over: Option<Weight>,
}

/// What a norm says of a station.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// It has less area than the norm asks.
    Under,
    /// It answers for more people than the norm allows.
    Over,
    /// Nobody can tell, which is no pass.
    Unknown,
    /// It is as it should be.
    Meets,
}

impl Verdict {
    /// The English key used in files and results.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Under => "under",
            Self::Over => "over",
            Self::Unknown => "unknown",
            Self::Meets => "meets",
        }
    }
}

/// Floor area over every 100 households, in thousandths of a square meter, rounded down: what is
/// told never looks better than it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AreaPer100(pub u64);

impl StationLoad {
    /// The worst that any norm says; `None` where none is asked.
    #[must_use]
    pub fn verdict(&self) -> Option<Verdict> {
        self.area_verdict.into_iter().chain(self.people_verdict).min()
    }

    /// Floor area for every 100 households; `None` where no area is known, or there is no household
    /// to divide by.
    #[must_use]
    pub fn area_per_100_households(&self) -> Option<AreaPer100> {
        per_100(self.area?, self.households)
    }
}

impl super::LevelLoad {
    /// Floor area for every 100 households of the level; `None` where any area is unknown, or there
    /// is no household.
    #[must_use]
    pub fn area_per_100_households(&self) -> Option<AreaPer100> {
        (self.area_unknown == 0).then(|| per_100(self.area, self.households))?
    }
}

fn per_100(area: Weight, households: Weight) -> Option<AreaPer100> {
    let households = u128::from(households.thousandths());
    let thousandths = u128::from(area.thousandths()) * 100_000;
    let per_100 = thousandths.checked_div(households)?;
    Some(AreaPer100(u64::try_from(per_100).unwrap_or(u64::MAX)))
}

/// What is asked of every station, and where people and households stand among the groups.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asked<'n> {
    pub(super) norms: &'n Norms,
    pub(super) people: usize,
    pub(super) households: Option<usize>,
}

impl Asked<'_> {
    pub(super) fn station(
        self,
        place: u32,
        station: &Station,
        answer: &StationAnswer,
    ) -> StationLoad {
        let of =
            |weights: &[Weight]| weights.get(self.people).copied().unwrap_or_default();
        let people = of(&answer.catchment);
        let households = match self.households {
            Some(group) => answer.catchment[group],
            None => self.households_of(people),
        };
        let area = area(station);
        let needed = self.needed(households);
        let lacking = |needed: Weight| Some(needed.saturating_sub(area?));
        let most = self.norms.most_people(station.level);
        let over = most.map(|most| people.saturating_sub(most));
        let judge = |verdict, beyond: Weight| match beyond {
            Weight::ZERO => Verdict::Meets,
            _ => verdict,
        };
        StationLoad {
            station: place,
            level: station.level,
            catchment: answer.catchment.clone(),
            people,
            households,
            covers: of(&answer.covers),
            area,
            area_verdict: needed.map(|needed| {
                lacking(needed)
                    .map_or(Verdict::Unknown, |lacking| judge(Verdict::Under, lacking))
            }),
            area_lacking: needed.and_then(lacking),
            people_verdict: over.map(|over| judge(Verdict::Over, over)),
            people_over: over,
        }
    }

    /// Households of so many people, rounded half up to thousandths.
    pub(super) fn households_of(self, people: Weight) -> Weight {
        let size = u128::from(thousandths(self.norms.household_size));
        let people = u128::from(people.thousandths()) * 1000;
        let households = (people + size / 2).checked_div(size).unwrap_or(0);
        of_thousandths(households)
    }

    /// Square meters that the norm asks for so many households, rounded up.
    fn needed(self, households: Weight) -> Option<Weight> {
        let norm = u128::from(thousandths(self.norms.area_per_100_households_m2?));
        let needed = (norm * u128::from(households.thousandths())).div_ceil(100_000);
        Some(of_thousandths(needed))
    }
}

/// The floor area for the public where it is known, else that in all.
fn area(station: &Station) -> Option<Weight> {
    let facts = &station.facts;
    let area = facts.service_area.or(facts.floor_area)?;
    Weight::from_f64(area.m2).ok()
}

/// Whole thousandths of a norm; one that is no amount asks for nothing.
fn thousandths(norm: f64) -> u64 {
    Weight::from_f64(norm).map_or(0, Weight::thousandths)
}

fn of_thousandths(thousandths: u128) -> Weight {
    Weight::from_thousandths(u64::try_from(thousandths).unwrap_or(u64::MAX))
}
