//! Shares of people within reach of some stations, by areas and in all.

use crate::Loaded;
use crate::pack::{Packs, Reach, Served, TermKind};
use std::collections::BTreeMap;
use walkshed::coverage::{Coverage, Evaluation};
use walkshed::model::{
    CoverageOptions, District, Standing, Station, Status, Substitution, Weight,
};
use walkshed::standard::{Amount, Number, Spread};

/// The shares that rules ask for.
pub(super) struct Shares {
    reaches: Vec<(Reach, Option<Evaluation>)>,
    groups: Vec<String>,
}

impl Shares {
    /// Evaluates every distance once that a rule asks for.
    pub(super) fn of(loaded: &Loaded, evaluation: &Evaluation) -> Self {
        let clauses = loaded.packs.standards.iter().flat_map(|s| &s.clauses);
        let mut reaches: Vec<(Reach, Option<Evaluation>)> = Vec::new();
        for reach in clauses.flat_map(|clause| &clause.reaches) {
            let same = |known: &&(Reach, Option<Evaluation>)| {
                known.0.budget == reach.budget && known.0.of == reach.of
            };
            let known = reaches.iter().find(same).map(|(_, known)| known.clone());
            let evaluated = known.unwrap_or_else(|| evaluate(loaded, evaluation, reach));
            reaches.push((reach.clone(), evaluated));
        }
        Self { reaches, groups: loaded.district.demand.groups().to_vec() }
    }

    /// Those of one area, by its place among those of the evaluation.
    pub(super) fn of_area(&self, area: usize) -> BTreeMap<String, Number> {
        self.read(|evaluation| {
            let area = evaluation.areas.get(area)?;
            area.levels.last().map(|level| &level.coverage)
        })
    }

    /// Those of the network.
    pub(super) fn of_network(&self) -> BTreeMap<String, Number> {
        self.read(|evaluation| evaluation.levels.last().map(|level| &level.coverage))
    }

    fn read(
        &self,
        coverage: impl Fn(&Evaluation) -> Option<&Coverage>,
    ) -> BTreeMap<String, Number> {
        let share = |(reach, evaluation): &(Reach, Option<Evaluation>)| {
            let coverage = coverage(evaluation.as_ref()?)?;
            let group = self.group(reach)?;
            Some((reach.name.clone(), share(coverage, group)?))
        };
        self.reaches.iter().filter_map(share).collect()
    }

    fn group(&self, reach: &Reach) -> Option<usize> {
        let people = |name: &String| name == "population";
        match &reach.group {
            Some(wanted) => self.groups.iter().position(|name| name == wanted),
            None => Some(self.groups.iter().position(people).unwrap_or(0)),
        }
    }
}

/// The covered share, rounded down, and what it would be with those of whom nobody knows.
fn share(coverage: &Coverage, group: usize) -> Option<Number> {
    let of = |weight: Weight| i128::from(weight.thousandths());
    let total = of(*coverage.total.weights.get(group)?);
    let covered = of(coverage.covered.weights[group]);
    let unknown = of(coverage.unknown.weights[group]);
    let share = |part: i128| {
        let share = (part * 1000).checked_div(total)?;
        i64::try_from(share).ok().map(Amount::from_thousandths)
    };
    let spread = match unknown {
        0 => Spread::Exact,
        _ => Spread::UpTo(share(covered + unknown)?),
    };
    Some(Number { spread, ..Number::from(share(covered)?) })
}

/// The coverage of some stations within a budget; `None` if there is no such station.
fn evaluate(
    loaded: &Loaded,
    evaluation: &Evaluation,
    reach: &Reach,
) -> Option<Evaluation> {
    let district = &loaded.district;
    let mut any = false;
    let mut stations = district.stations.clone();
    for station in &mut stations {
        let counts =
            station.absence().is_none() && serves(&loaded.packs, &reach.of, station);
        any |= counts;
        if !counts && station.absence().is_none() {
            station.status = Status::Suspended;
            station.standing = Standing::ByStatus;
        }
    }
    let wanted = District { stations, ..district.clone() };
    let options = CoverageOptions {
        budgets: vec![reach.budget],
        substitution: Substitution::Inclusive,
        ..evaluation.options.clone()
    };
    any.then(|| Evaluation::of(&wanted, &options))
}

/// Whether a station is one of those that count.
fn serves(packs: &Packs, of: &Served, station: &Station) -> bool {
    let words = &packs.vocabulary;
    let kind = |wanted: &String| {
        let kind = station.facts.kind.as_ref();
        kind.is_some_and(|kind| words.is_within(TermKind::Kind, kind, wanted))
    };
    let service = |wanted: &String| {
        let mut offered = station.facts.services.iter().flatten();
        offered.any(|item| words.is_within(TermKind::Service, &item.id, wanted))
    };
    (of.levels.is_empty() || of.levels.contains(&station.level))
        && (of.kinds.is_empty() || of.kinds.iter().any(kind))
        && (of.services.is_empty() || of.services.iter().any(service))
}
