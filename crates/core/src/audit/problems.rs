//! What an audit found, as lines of the ledger.

use super::ledger::{Amount, Issue, IssueKind, owner_of_station};
use super::{Audit, Audited};
use crate::coverage::Status;
use crate::load::{StationLoad, Verdict};
use crate::model::{HierarchyFault, Weight};

/// Every problem of an audit, the worst of each kind first.
pub(super) fn of(audited: Audited<'_>, audit: &Audit) -> Vec<Issue> {
    let of_faults = audit.faults.iter().map(|fault| of_fault(audited, fault));
    let mut issues: Vec<Issue> = of_faults.collect();
    issues.extend(orphans(audited));
    issues.extend(absent(audited, audit));
    issues.extend(uncovered(audited, audit));
    issues.extend(loads(audited, audit));
    issues.extend(needs(audited, audit));
    for issue in &mut issues {
        let home = issue.station.and_then(|place| audit.communities.of_station(place));
        issue.community = issue.community.or(home);
    }
    issues
}

fn of_fault(audited: Audited<'_>, fault: &HierarchyFault) -> Issue {
    let stations = &audited.district.stations;
    let place = |id: &str| stations.iter().position(|station| station.id == id);
    let of = |kind, id: &str| match place(id) {
        Some(station) => Issue::of_station(kind, audited.district, station as u32),
        None => Issue::new(kind, id),
    };
    let level =
        |id: &str| place(id).map(|station| Amount::Level(stations[station].level));
    match fault {
        HierarchyFault::Count { level, found, expected } => Issue {
            name: Some(level.to_string()),
            measured: Some(Amount::Stations(*found)),
            required: Some(Amount::Stations(*expected)),
            ..Issue::new(IssueKind::LevelCount, level.to_string())
        },
        HierarchyFault::UnknownParent { id, parent } => Issue {
            measured: Some(Amount::Text(parent.clone())),
            ..of(IssueKind::UnknownParent, id)
        },
        HierarchyFault::ParentNotAbove { id, parent } => Issue {
            detail: Some(parent.clone()),
            measured: level(parent),
            required: level(id).and_then(|own| match own {
                Amount::Level(level) => Some(Amount::Level(level.checked_sub(1)?)),
                other => Some(other),
            }),
            ..of(IssueKind::ParentNotAbove, id)
        },
        HierarchyFault::Cycle { ids } => Issue {
            measured: Some(Amount::Text(ids.join(" > "))),
            ..of(IssueKind::ParentCycle, ids.first().map_or("", String::as_str))
        },
    }
}

/// Stations without a parent, where others of their level have one: where none has, nobody planned
/// any.
fn orphans(audited: Audited<'_>) -> impl Iterator<Item = Issue> {
    let stations = &audited.district.stations;
    let linked = |level| stations.iter().any(|s| s.level == level && s.parent.is_some());
    let orphan = move |(_, station): &(u32, &crate::model::Station)| {
        station.level > 1 && station.parent.is_none() && linked(station.level)
    };
    let issue = move |(place, station): (u32, &crate::model::Station)| Issue {
        required: station.level.checked_sub(1).map(Amount::Level),
        ..Issue::of_station(IssueKind::NoParent, audited.district, place)
    };
    (0..).zip(stations).filter(orphan).map(issue)
}

/// A problem of a community; the area above it is to see to it.
fn of_community(
    audited: Audited<'_>,
    audit: &Audit,
    kind: IssueKind,
    place: usize,
) -> Issue {
    let grids = &audited.district.grids;
    let community = &audit.communities.list()[place];
    let above = community.grid.and_then(|grid| grids.chain(grid).nth(1));
    // the center of the community, where it has one, answers for it
    let centers = audit.assignment.communities.get(place);
    let center = centers.and_then(|one| one.centers.first().copied());
    let owner = center.and_then(|center| owner_of_station(audited.district, center));
    Issue {
        community: Some(place),
        owner: owner.or_else(|| Some(grids.list()[above?].name.clone())),
        ..Issue::new(kind, community.id.clone())
    }
}

fn absent(audited: Audited<'_>, audit: &Audit) -> Vec<Issue> {
    let mut absent: Vec<usize> = audit.presence.absent().collect();
    let people = |place: usize| audit.presence.communities[place].people;
    absent.sort_by_key(|&place| std::cmp::Reverse(people(place)));
    let issue = |place| Issue {
        measured: Some(Amount::Stations(0)),
        required: Some(Amount::Stations(1)),
        ..of_community(audited, audit, IssueKind::NoStation, place)
    };
    absent.into_iter().map(issue).collect()
}

/// Communities with people whom no station reaches, most first; then those who live in none.
/// Who may be covered is not among them (rule 13).
fn uncovered(audited: Audited<'_>, audit: &Audit) -> Vec<Issue> {
    let demand = &audited.district.demand;
    let Some(last) = audited.evaluation.levels.last() else { return Vec::new() };
    let is_uncovered = |point: u32| {
        let answer = last.points.get(point as usize);
        answer.is_some_and(|answer| matches!(answer.status, Status::Uncovered(_)))
    };
    // where nobody weighs anything, places stand for people
    let counts_places = demand.groups().is_empty();
    let weigh = |points: &mut dyn Iterator<Item = u32>| -> Weight {
        let out = points.filter(|&point| is_uncovered(point));
        let weight = |point: u32| {
            if counts_places { Weight::whole(1) } else { demand.people(point as usize) }
        };
        out.map(weight).sum()
    };
    let people =
        |place: usize| weigh(&mut audit.communities.list()[place].points.iter().copied());
    let places = 0..audit.communities.list().len();
    let mut found: Vec<(usize, Weight)> =
        places.map(|place| (place, people(place))).collect();
    found.retain(|&(_, people)| people > Weight::ZERO);
    found.sort_by_key(|&(_, people)| std::cmp::Reverse(people));
    let amount = |weight: Weight| {
        if counts_places {
            Amount::Blocks((weight.thousandths() / 1000) as usize)
        } else {
            Amount::People(weight)
        }
    };
    let issue = |people, whose| Issue {
        measured: Some(amount(people)),
        required: Some(amount(Weight::ZERO)),
        ..whose
    };
    let of = |place| of_community(audited, audit, IssueKind::Uncovered, place);
    let mut issues: Vec<Issue> =
        found.into_iter().map(|(place, people)| issue(people, of(place))).collect();
    let nowhere = |&point: &u32| audit.communities.of_point(point).is_none();
    let outside = weigh(&mut (0..demand.len() as u32).filter(nowhere));
    if outside > Weight::ZERO {
        issues.push(issue(outside, Issue::new(IssueKind::Uncovered, Issue::NETWORK)));
    }
    issues
}

/// Stations with too little area, those that lack most first; then those with too many people.
fn loads(audited: Audited<'_>, audit: &Audit) -> Vec<Issue> {
    let Some(load) = &audit.load else { return Vec::new() };
    let mut under: Vec<&StationLoad> = load.stations.iter().collect();
    let mut over = under.clone();
    under.retain(|one| one.area_verdict == Some(Verdict::Under));
    under.sort_by_key(|one| std::cmp::Reverse(one.area_lacking));
    over.retain(|one| one.people_verdict == Some(Verdict::Over));
    over.sort_by_key(|one| std::cmp::Reverse(one.people_over));
    let area = |one: &StationLoad| Issue {
        measured: one.area.map(Amount::Area),
        required: one
            .area
            .zip(one.area_lacking)
            .map(|(has, lacks)| Amount::Area(has + lacks)),
        ..Issue::of_station(IssueKind::AreaUnder, audited.district, one.station)
    };
    let people = |one: &StationLoad| Issue {
        measured: Some(Amount::People(one.people)),
        required: one
            .people_over
            .map(|over| Amount::People(one.people.saturating_sub(over))),
        ..Issue::of_station(IssueKind::PeopleOver, audited.district, one.station)
    };
    under.into_iter().map(area).chain(over.into_iter().map(people)).collect()
}

fn needs(audited: Audited<'_>, audit: &Audit) -> Vec<Issue> {
    let unmet = audit.needs.iter().filter(|need| need.unmet() > Weight::ZERO);
    let issue = |need: &super::NeedAnswer| {
        let community = &audit.communities.list()[need.community].id;
        Issue {
            subject: format!("{community}/{}", need.item),
            detail: Some(need.item.clone()),
            measured: Some(Amount::People(need.unmet())),
            required: Some(Amount::People(Weight::ZERO)),
            ..of_community(audited, audit, IssueKind::UnmetNeed, need.community)
        }
    };
    unmet.map(issue).collect()
}
