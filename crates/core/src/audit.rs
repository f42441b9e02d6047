//! The audit of a network: is it what was planned, is everybody where the plan puts them, and
//! what is to be done.
//!
//! ```text
//! District + Evaluation + Reach ──► Audit ──┬── levels     planned and found, parents
//!                                           ├── areas      sums of counties are those of the city
//!                                           ├── presence   a station in every community
//!                                           ├── assignment whose own center is not the nearest
//!                                           ├── load       people and floor area beside norms
//!                                           ├── needs      asked for, and not within a walk
//!                                           └── ledger     all of it as a list of problems
//! ```
//!
//! Stations, sites and services are three different counts: two plates on one door are two
//! stations and one site, and a station may offer many services. A floor area counts once a site.

mod areas;
mod assignment;
mod floor;
mod ledger;
mod levels;
mod needs;
mod problems;

pub use areas::AreaAudit;
pub use assignment::{Assignment, CommunityAssignment, Pair};
pub use ledger::{Amount, Issue, IssueKind, Ledger, owner_of_station};
pub use levels::{LevelAudit, Parents};
pub use needs::{NeedAnswer, Unplaced};

use crate::circle::{Presence, Reach};
use crate::community::Communities;
use crate::coverage::Evaluation;
use crate::load::{Load, Norms};
use crate::model::{District, HierarchyFault, Need, Pattern, Resource};

/// What an audit looks at.
#[derive(Clone, Copy)]
pub struct Audited<'a> {
    /// Stations, people, streets.
    pub district: &'a District,
    /// What else is there.
    pub resources: &'a [Resource],
    /// What people asked for.
    pub needs: &'a [Need],
    /// The shape that was planned.
    pub pattern: Option<&'a Pattern>,
    /// What is asked of stations per head, if anything is.
    pub norms: Option<&'a Norms>,
    /// Who is covered.
    pub evaluation: &'a Evaluation,
    /// Who walks where, about the level of the communities' centers.
    pub reach: &'a Reach,
    /// Whether a service (the first) is the item that people asked for (the second), or a narrower
    /// one.
    pub offers: &'a (dyn Fn(&str, &str) -> bool + Sync),
}

impl std::fmt::Debug for Audited<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut audited = f.debug_struct("Audited");
        audited.field("stations", &self.district.stations.len());
        audited.field("needs", &self.needs.len()).finish_non_exhaustive()
    }
}

/// Every finding of an audit.
#[derive(Clone, Debug, PartialEq)]
pub struct Audit {
    /// The communities.
    pub communities: Communities,
    /// One entry a level.
    pub levels: Vec<LevelAudit>,
    /// What is wrong with levels and parents of stations.
    pub faults: Vec<HierarchyFault>,
    /// One entry an area with an outline, in input order.
    pub areas: Vec<AreaAudit>,
    /// Whether every community has a station.
    pub presence: Presence,
    /// Whose own center is not the nearest.
    pub assignment: Assignment,
    /// People and floor area beside the norms, where there are any.
    pub load: Option<Load>,
    /// What people asked for, the worst first.
    pub needs: Vec<NeedAnswer>,
    /// Needs of communities that are not known.
    pub unplaced_needs: Vec<Unplaced>,
    /// What is to be done.
    pub ledger: Ledger,
}

impl Audit {
    /// Looks at everything.
    ///
    /// # Cost
    ///
    /// A few passes over stations, people and walks; nothing is searched.
    ///
    /// # Examples
    ///
    /// ```
    /// use walkshed::audit::{Audit, Audited};
    /// use walkshed::circle::Reach;
    /// use walkshed::coverage::Evaluation;
    /// use walkshed::model::{CoverageOptions, District, Pattern, Station};
    /// use walkshed::LngLat;
    ///
    /// let center = Station::new("T1", 1, LngLat::new(99.9, 24.6)?);
    /// let district =
    ///     District { stations: vec![center], levels: 2, ..District::default() };
    /// let options = CoverageOptions::default();
    /// let pattern: Pattern = "1+4".parse().unwrap();
    /// let audit = Audit::of(Audited {
    ///     district: &district,
    ///     resources: &[],
    ///     needs: &[],
    ///     pattern: Some(&pattern),
    ///     norms: None,
    ///     evaluation: &Evaluation::of(&district, &options),
    ///     reach: &Reach::of(&district, &[], &options, options.budget(1), 1),
    ///     offers: &|service, item| service == item,
    /// });
    /// assert_eq!(audit.faults[0].to_string(), "level 2: 0/4");
    /// # Ok::<(), walkshed::InvalidPosition>(())
    /// ```
    #[must_use]
    pub fn of(audited: Audited<'_>) -> Self {
        let Audited { district, pattern, norms, evaluation, reach, .. } = audited;
        let communities = Communities::of(district);
        let stations = &district.stations;
        let mut faults = pattern.map(|p| p.faults(stations)).unwrap_or_default();
        faults.extend(HierarchyFault::of_stations(stations));
        let (needs, unplaced_needs) = needs::answer(audited, &communities);
        let mut audit = Self {
            levels: LevelAudit::of(district, pattern),
            faults,
            areas: areas::roll_up(audited, &communities),
            presence: Presence::of(district, &communities, reach),
            assignment: Assignment::of(district, &communities, reach),
            load: norms.map(|norms| Load::of(district, evaluation, norms)),
            needs,
            unplaced_needs,
            ledger: Ledger::default(),
            communities,
        };
        audit.ledger.extend(problems::of(audited, &audit));
        audit
    }
}

#[cfg(test)]
mod tests;
