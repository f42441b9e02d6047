//! The project that a command is asked for, and its terms.

use crate::args::{InScenario, MetricArg, SubstitutionArg, Terms};
use crate::failure::{Failure, Usage};
use crate::progress::Progress;
use crate::words::Word;
use std::path::Path;
use walkshed::model::Budget;
use walkshed_io::selection::Selection;
use walkshed_io::{Loaded, Project};

/// A project, and the terms that are not as it says.
#[derive(Clone, Debug)]
pub(crate) struct Asked<'a> {
    pub(crate) project: &'a Path,
    /// The project as this scenario makes it.
    pub(crate) scenario: Option<&'a str>,
    pub(crate) budgets: &'a [Budget],
    /// Those who walk, by name; the first where one is asked for.
    pub(crate) profiles: Vec<&'a str>,
    pub(crate) metric: Option<MetricArg>,
    pub(crate) substitution: Option<SubstitutionArg>,
    /// Whether stations are measured against norms, also where the project has none.
    pub(crate) norms: bool,
    /// The year of the demand; `None` is the latest.
    pub(crate) year: Option<u16>,
    /// Which stations count.
    pub(crate) selection: Selection,
}

impl<'a> From<&'a Terms> for Asked<'a> {
    fn from(terms: &'a Terms) -> Self {
        Self {
            project: &terms.project,
            scenario: None,
            budgets: &terms.budget,
            profiles: terms.profile.as_deref().into_iter().collect(),
            metric: terms.metric,
            substitution: terms.substitution,
            norms: false,
            year: terms.year,
            selection: Selection::from(&terms.which),
        }
    }
}

impl<'a> Asked<'a> {
    /// The terms in a scenario.
    pub(crate) fn of(terms: &'a Terms, scenario: &'a InScenario) -> Self {
        Self { scenario: scenario.name(), ..Self::from(terms) }
    }
}

impl Asked<'_> {
    /// Reads the settings of the project and puts these terms in their place.
    pub(crate) fn open(&self) -> Result<Project, Failure> {
        let mut project = Project::open(self.project)?;
        if !self.budgets.is_empty() {
            project.options.budgets = self.budgets.to_vec();
        }
        let profile = |name: &&str| {
            let known =
                || project.known_profiles.iter().map(|p| p.name.clone()).collect();
            project.profile(name).cloned().ok_or_else(|| {
                let name = (*name).to_owned();
                Failure::Usage(Usage::Profile { name, known: known() })
            })
        };
        let profiles =
            self.profiles.iter().map(profile).collect::<Result<Vec<_>, _>>()?;
        if let Some(first) = profiles.first() {
            project.options.profile = first.clone();
            project.profiles = profiles;
        }
        self.scenario.map_or(Ok(()), |name| check_scenario(&project, name))?;
        if self.norms {
            project.norms.get_or_insert_default();
        }
        if let Some(metric) = self.metric {
            project.metric = Some(metric.into());
        }
        if let Some(substitution) = self.substitution {
            project.options.substitution = substitution.into();
        }
        Ok(project)
    }

    /// Reads the project on these terms, in one year of its demand.
    pub(crate) fn load(&self, progress: &Progress) -> Result<Loaded, Failure> {
        self.in_year(self.load_all(progress)?)
    }

    /// What was read, in the year that is asked for, else the latest.
    pub(crate) fn in_year(&self, loaded: Loaded) -> Result<Loaded, Failure> {
        let year = self.common_year([&loaded].into_iter())?;
        Ok(year.map(|year| loaded.in_year(year)).unwrap_or(loaded))
    }

    /// The year that is asked for, else the latest that all have who have any; `None` where
    /// nobody has one.
    pub(crate) fn common_year<'l>(
        &self,
        all: impl Iterator<Item = &'l Loaded>,
    ) -> Result<Option<u16>, Failure> {
        let years = all.map(|loaded| loaded.district.demand.years());
        let years: Vec<Vec<u16>> = years.filter(|years| !years.is_empty()).collect();
        let common = |year: &&u16| years.iter().all(|years| years.contains(year));
        let first = years.first().into_iter().flatten();
        let known: Vec<u16> = first.filter(common).copied().collect();
        match (self.year.or(known.last().copied()), years.is_empty()) {
            (None, true) => Ok(None),
            (Some(year), _) if known.contains(&year) => Ok(Some(year)),
            (Some(year), _) => Err(Failure::Usage(Usage::Year { year, known })),
            (None, false) => Err(Failure::Usage(Usage::NoCommonYear)),
        }
    }

    /// Reads the project on these terms, with all years of its demand.
    pub(super) fn load_all(&self, progress: &Progress) -> Result<Loaded, Failure> {
        let project = self.open()?;
        progress.say(Word::Reading);
        let watch = |stage| progress.load(stage);
        let base = project.load(&watch)?;
        let mut loaded = match self.scenario {
            Some(name) => project.load_scenario(name, &base, &watch)?,
            None => base,
        };
        self.select(&mut loaded)?;
        self.check_budgets(loaded.district.levels)?;
        Ok(loaded)
    }

    /// Lets only those stations count that are asked for.
    pub(crate) fn select(&self, loaded: &mut Loaded) -> Result<(), Failure> {
        if let Some(unheard) = loaded.unheard(&self.selection) {
            return Err(Failure::Usage(Usage::Unheard(unheard)));
        }
        loaded.select(&self.selection).map_err(Failure::from)
    }

    /// Refuses more budgets than there are levels.
    pub(crate) fn check_budgets(&self, levels: u8) -> Result<(), Failure> {
        let budgets = self.budgets.len();
        if budgets > 1 && budgets > usize::from(levels) {
            return Err(Failure::Usage(Usage::Budgets { budgets, levels }));
        }
        Ok(())
    }
}

/// Refuses a scenario that the project does not have.
pub(crate) fn check_scenario(project: &Project, scenario: &str) -> Result<(), Failure> {
    let names = || project.scenarios.iter().map(|known| known.name.clone()).collect();
    project.scenario(scenario).map(|_| ()).ok_or_else(|| {
        Failure::Usage(Usage::Scenario { name: scenario.to_owned(), known: names() })
    })
}
