//! Communities and the network as subjects: their people, and sums over their stations.

use super::entries::Entries;
use super::inventory::united;
use super::reaches::Shares;
use super::{Judged, Who};
use crate::Loaded;
use std::collections::{BTreeMap, BTreeSet};
use walkshed::coverage::Evaluation;
use walkshed::load::households_of;
use walkshed::model::Weight;
use walkshed::standard::{
    Amount, Bound, Check, Limit, Number, Scope, Spread, Subject, Term,
};

/// One subject an area with an outline; `stations` are those of the entries, and come first.
pub(super) fn communities(
    loaded: &Loaded,
    evaluation: &Evaluation,
    entries: &Entries<'_>,
    stations: &[Judged],
    shares: &Shares,
) -> Vec<Judged> {
    let mut members: Vec<Vec<usize>> =
        vec![Vec::new(); loaded.district.grids.list().len()];
    for (nth, areas) in entries.areas.iter().enumerate() {
        for &area in areas {
            members[area].push(nth);
        }
    }
    let wanted = names(loaded, Scope::Community);
    let grids = loaded.district.grids.list().iter();
    let wholes: BTreeSet<&str> =
        grids.filter_map(|grid| grid.parent.as_deref()).collect();
    let judged = |(nth, area): (usize, &walkshed::coverage::Area)| {
        let members = &members[area.grid?];
        let points: Vec<usize> = area.points.iter().map(|&p| p as usize).collect();
        let mut subject = subject(loaded, entries, stations, members, &points, &wanted);
        subject.level = Some(area.level);
        subject.numbers.extend(shares.of_area(nth));
        let who = Who {
            scope: Scope::Community,
            id: area.id.clone(),
            name: area.name.clone(),
            level: Some(area.level),
            station: None,
        };
        let is_whole = wholes.contains(area.id.as_str());
        Some(Judged { who, subject, is_whole })
    };
    evaluation.areas.iter().enumerate().filter_map(judged).collect()
}

/// The network as a whole.
pub(super) fn network(
    loaded: &Loaded,
    entries: &Entries<'_>,
    stations: &[Judged],
    shares: &Shares,
) -> Judged {
    let members: Vec<usize> = (0..entries.list.len()).collect();
    let points: Vec<usize> = (0..loaded.district.demand.len()).collect();
    let wanted = names(loaded, Scope::Network);
    let mut subject = subject(loaded, entries, stations, &members, &points, &wanted);
    subject.numbers.extend(shares.of_network());
    let who = Who {
        scope: Scope::Network,
        id: String::new(),
        name: loaded.name.clone(),
        level: None,
        station: None,
    };
    Judged { who, subject, is_whole: false }
}

/// All measures that rules of a scope ask for.
fn names(loaded: &Loaded, scope: Scope) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let clauses = loaded.packs.standards.iter().flat_map(|standard| &standard.clauses);
    let rules = clauses.map(|clause| &clause.rule).filter(|rule| rule.on == scope);
    for check in rules.flat_map(|rule| &rule.checks) {
        let Check::Measured { measure, bound } = check else { continue };
        let mut add = |terms: &[Term]| {
            names.extend(terms.iter().map(|term| term.name.clone()));
        };
        add(&measure.of);
        if let Bound::AtLeast(Limit::Sum(terms))
        | Bound::AtMost(Limit::Sum(terms))
        | Bound::Equals(Limit::Sum(terms)) = bound
        {
            add(terms);
        }
        names.extend(measure.per.clone());
    }
    names
}

fn subject(
    loaded: &Loaded,
    entries: &Entries<'_>,
    stations: &[Judged],
    members: &[usize],
    points: &[usize],
    wanted: &BTreeSet<String>,
) -> Subject {
    let demand = &loaded.district.demand;
    let mut numbers: BTreeMap<String, Number> = BTreeMap::new();
    for (group, name) in demand.groups().iter().enumerate() {
        let sum: Weight = points.iter().map(|&p| demand.weights(p)[group]).sum();
        numbers.insert(name.clone(), Amount::from(sum).into());
    }
    let people: Weight = points.iter().map(|&p| demand.people(p)).sum();
    numbers.insert("population".to_owned(), Amount::from(people).into());
    let norms = loaded.norms.clone().unwrap_or_default();
    let (households, counted) = households_of(demand, points.iter().copied(), &norms);
    let households =
        Number { assumed: !counted, ..Number::from(Amount::from(households)) };
    numbers.insert("households".to_owned(), households);
    let of = || members.iter().map(|&nth| &stations[nth].subject);
    let inventory = united(of().map(|subject| &subject.inventory));
    let offered = || members.iter().flat_map(|&nth| &entries.list[nth].facts.services);
    if inventory.services_listed {
        let ids: BTreeSet<&str> = offered().flatten().map(|i| i.id.as_str()).collect();
        numbers.insert("services_listed".to_owned(), Amount::count(ids.len()).into());
    }
    let sites: BTreeSet<usize> = members.iter().map(|&n| entries.list[n].site).collect();
    let count = |things: usize| Number::from(Amount::count(things));
    numbers.insert("stations".to_owned(), count(members.len()));
    numbers.insert("sites".to_owned(), count(sites.len()));
    let over = Over { entries, stations, members };
    for name in wanted {
        if let Some(number) = over.aggregate(name) {
            numbers.insert(name.clone(), number);
        }
    }
    Subject { numbers, inventory, ..Subject::default() }
}

/// Some stations, to add up over.
struct Over<'a> {
    entries: &'a Entries<'a>,
    stations: &'a [Judged],
    members: &'a [usize],
}

impl Over<'_> {
    /// `sum(x)`, `once(x)`, `most(x)`, `count(x)`, `count(x=word)`, `sites(x)`.
    fn aggregate(&self, name: &str) -> Option<Number> {
        let (function, argument) = name.strip_suffix(')')?.split_once('(')?;
        match function {
            "sum" => self.sum(argument),
            "once" => self.once(argument),
            "most" => self.most(argument),
            "count" => Some(Amount::count(self.saying(argument).count()).into()),
            "sites" => {
                let sites: BTreeSet<usize> = self
                    .saying(argument)
                    .map(|nth| self.entries.list[nth].site)
                    .collect();
                Some(Amount::count(sites.len()).into())
            }
            _ => None,
        }
    }

    fn number(&self, nth: usize, name: &str) -> Option<Number> {
        self.stations[nth].subject.numbers.get(name).copied()
    }

    /// Of all stations.
    fn sum(&self, name: &str) -> Option<Number> {
        let parts = self.members.iter().map(|&nth| self.number(nth, name));
        added(&parts.collect::<Vec<_>>())
    }

    /// Of all sites, each by its station that says most.
    fn by_site(&self, name: &str) -> Vec<Option<Number>> {
        let mut sites: BTreeMap<usize, Option<Number>> = BTreeMap::new();
        for &nth in self.members {
            let place = sites.entry(self.entries.list[nth].site).or_default();
            let number = self.number(nth, name);
            let amount = |number: Option<Number>| number.map(|number| number.amount);
            if amount(number) > amount(*place) {
                *place = number;
            }
        }
        sites.into_values().collect()
    }

    fn once(&self, name: &str) -> Option<Number> {
        added(&self.by_site(name))
    }

    fn most(&self, name: &str) -> Option<Number> {
        let sites = self.by_site(name);
        let most = sites.iter().flatten().max_by_key(|number| number.amount);
        match most {
            None if sites.is_empty() => Some(Amount::default().into()),
            None => None,
            Some(most) => Some(Number { spread: spread(&sites), ..*most }),
        }
    }

    /// The stations where something stands in a column, or one word.
    fn saying(&self, argument: &str) -> impl Iterator<Item = usize> {
        let (name, word) = match argument.split_once('=') {
            Some((name, word)) => (name, Some(word)),
            None => (argument, None),
        };
        let says = move |nth: &usize| {
            let subject = &self.stations[*nth].subject;
            let text = subject.texts.get(name).and_then(Option::as_deref);
            match word {
                Some(word) => text == Some(word),
                None => text.is_some() || subject.numbers.contains_key(name),
            }
        };
        self.members.iter().copied().filter(says)
    }
}

/// A sum; where some of it is not known, at least what is. Unknown where nothing is known, or where one is
/// less than nothing, so that others may be.
fn added(parts: &[Option<Number>]) -> Option<Number> {
    let known = || parts.iter().flatten();
    let sum = known()
        .fold(0, |sum: i64, number| sum.saturating_add(number.amount.thousandths()));
    let spread = spread(parts);
    let takes_away = known().any(|number| number.amount < Amount::default());
    let nothing = known().next().is_none() || takes_away;
    (spread == Spread::Exact || !nothing).then(|| Number {
        amount: Amount::from_thousandths(sum),
        spread,
        assumed: known().any(|number| number.assumed),
    })
}

fn spread(parts: &[Option<Number>]) -> Spread {
    if parts.iter().all(Option::is_some) { Spread::Exact } else { Spread::Open }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_with_an_unknown_member_is_at_least_what_is_known() {
        let number = |whole| Some(Number::from(Amount::whole(whole)));
        let sum = |parts: &[Option<Number>]| {
            added(parts).map(|sum| (sum.amount.thousandths() / 1000, sum.spread))
        };
        assert_eq!(sum(&[]), Some((0, Spread::Exact)));
        assert_eq!(sum(&[number(3), number(4)]), Some((7, Spread::Exact)));
        assert_eq!(sum(&[number(3), None]), Some((3, Spread::Open)));
        assert_eq!(sum(&[None]), None);
        assert_eq!(sum(&[number(-3), None]), None, "another may be less too");
        assert_eq!(sum(&[number(-3), number(1)]), Some((-2, Spread::Exact)));
        let most = Some(Number::from(Amount::from_thousandths(i64::MAX)));
        let sum = added(&[most, most]).map(|sum| sum.amount.thousandths());
        assert_eq!(sum, Some(i64::MAX));
    }
}
