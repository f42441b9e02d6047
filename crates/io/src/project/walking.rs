//! The table `[walking]`: how far, who walks, and what is read of the streets.

use super::country::Country;
use super::told::Told;
use super::values::{Known, Meters, Number, OneOrMany, Word};
use crate::error::ReadFault;
use crate::osm::Asked;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::ops::Range;
use toml::Spanned;
use walkshed::model::{Budget, CoverageOptions, Metric, Profile, Substitution};

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct WalkingTable {
    budget: Option<OneOrMany<Word<Budget>>>,
    profile: Option<Spanned<OneOrMany<String>>>,
    profiles: BTreeMap<Spanned<String>, ProfileTable>,
    pub(super) metric: Option<Word<Known<Metric>>>,
    max_snap: Option<Meters>,
    gap_join: Option<Meters>,
    pub(super) connect: Option<Meters>,
    pub(super) min_component: Option<Meters>,
    ferries: bool,
    country: Option<Word<Country>>,
    cycleways: Option<bool>,
}

/// A profile of the project's own; what it does not say is as in its base.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ProfileTable {
    base: Option<Word<Known<Profile>>>,
    speed: Option<Speed>,
    off_street_speed: Option<Speed>,
    steps: Option<Times>,
    wheelchair: Option<bool>,
    cycleways: Option<bool>,
    lift_wait: Option<Wait>,
}

/// Walking speed in mm/s: from a shuffle to a run.
type Speed = Number<100, 5_000>;
/// A factor in thousandths.
type Times = Number<100, 20_000>;
/// Milliseconds, up to an hour.
type Wait = Number<0, 3_600_000>;

/// A setting that is wrong beside others, and where it stands.
pub(super) struct Misfit {
    pub(super) fault: Box<ReadFault>,
    pub(super) span: Range<usize>,
}

impl Misfit {
    pub(super) fn of(fault: ReadFault, span: Range<usize>) -> Self {
        Self { fault: Box::new(fault), span }
    }

    pub(super) fn at(Told { en, zh }: Told, span: Range<usize>) -> Self {
        Self::of(ReadFault::Setting { en, zh, near: None }, span)
    }
}

/// What the table says of those who walk.
pub(super) struct Walkers {
    /// Those to be evaluated; there is at least one.
    pub(super) chosen: Vec<Profile>,
    /// All that have a name.
    pub(super) known: Vec<Profile>,
}

impl WalkingTable {
    /// What is read only when asked for.
    pub(super) fn asked(&self) -> Asked {
        Asked { ferries: self.ferries }
    }

    /// Budget and distances; who walks is for [`walkers`](Self::walkers).
    pub(super) fn options(
        &mut self,
        profile: Profile,
        substitution: Option<Substitution>,
    ) -> CoverageOptions {
        let defaults = CoverageOptions::default();
        CoverageOptions {
            metric: Metric::default(),
            profile,
            budgets: self.budget.take().map_or(defaults.budgets, |budgets| {
                budgets.0.into_iter().map(|word| word.0).collect()
            }),
            substitution: substitution.unwrap_or(defaults.substitution),
            max_snap_m: self.max_snap.map_or(defaults.max_snap_m, |meters| meters.0),
            gap_join_m: self.gap_join.map_or(defaults.gap_join_m, |meters| meters.0),
        }
    }

    /// The profiles: the usual ones, those of the project, and which of them are chosen.
    pub(super) fn walkers(&mut self) -> Result<Walkers, Misfit> {
        let country = self.country.as_ref().is_some_and(|word| word.0.walks_cycleways());
        let cycleways = self.cycleways.unwrap_or(country);
        let usual = Profile::NAMES.into_iter().filter_map(Profile::named);
        let mut known: Vec<Profile> =
            usual.map(|profile| Profile { cycleways, ..profile }).collect();
        for (name, table) in std::mem::take(&mut self.profiles) {
            let profile = table.profile(&name, cycleways)?;
            match known.iter_mut().find(|other| other.name == profile.name) {
                Some(usual) => *usual = profile,
                None => known.push(profile),
            }
        }
        let Some(names) = self.profile.take() else {
            let chosen = vec![Profile { cycleways, ..Profile::default() }];
            let adult = known.iter().find(|profile| profile.name == chosen[0].name);
            let chosen = adult.map_or(chosen.clone(), |adult| vec![adult.clone()]);
            return Ok(Walkers { chosen, known });
        };
        let span = names.span();
        let find = |name: &String| known.iter().find(|profile| profile.name == *name);
        let mut chosen: Vec<Profile> = Vec::new();
        for name in &names.into_inner().0 {
            let Some(profile) = find(name) else {
                return Err(Misfit::at(no_profile(name, &known), span));
            };
            if chosen.contains(profile) {
                let told = Told::new(
                    format!("profile {name:?} is named twice"),
                    format!("人群{name:?}重复"),
                );
                return Err(Misfit::at(told, span));
            }
            chosen.push(profile.clone());
        }
        Ok(Walkers { chosen, known })
    }
}

impl ProfileTable {
    fn profile(self, name: &Spanned<String>, cycleways: bool) -> Result<Profile, Misfit> {
        let own = name.get_ref().trim();
        if own.is_empty() {
            let told = Told::new("a profile without a name", "人群没有名称");
            return Err(Misfit::at(told, name.span()));
        }
        let usual = || Profile::named(own).unwrap_or_default();
        let base = self.base.map_or_else(usual, |word| word.0.0);
        let speed_mm_s = self.speed.map_or(base.speed_mm_s, |speed| speed.0);
        let off_street_mm_s = match (self.off_street_speed, self.speed) {
            (Some(speed), _) | (None, Some(speed)) => speed.0,
            (None, None) => base.off_street_mm_s,
        };
        Ok(Profile {
            name: own.to_owned(),
            speed_mm_s,
            off_street_mm_s,
            steps_permille: self.steps.map_or(base.steps_permille, |times| times.0),
            wheels: self.wheelchair.unwrap_or(base.wheels),
            cycleways: self.cycleways.unwrap_or(cycleways),
            lift_ms: self.lift_wait.map_or(base.lift_ms, |wait| wait.0),
        })
    }
}

fn no_profile(name: &str, known: &[Profile]) -> Told {
    let names: Vec<&str> = known.iter().map(|profile| profile.name.as_str()).collect();
    Told::new(
        format!("{name:?} is not a profile: write {}", names.join(", ")),
        format!("{name:?}不是人群,请写{}之一", names.join("、")),
    )
}
