//! The object of `audit --format json`.

use super::coverage::{budget_json, terms};
use super::number::{by_group, count_json, thousandths_json};
use super::provenance;
use crate::Loaded;
use crate::standards::Compliance;
use serde_json::{Value, json};
use walkshed::audit::{AreaAudit, Audit, Issue, LevelAudit, NeedAnswer};
use walkshed::circle::{Presence, Reach};
use walkshed::community::Communities;
use walkshed::coverage::Evaluation;
use walkshed::model::Weight;

/// Everything that an audit found, as one JSON object; `load` only where norms are asked.
///
/// # Order
///
/// Levels from 1; areas, communities and stations in input order; needs and pairs most people
/// first; problems by kind, the worst first.
#[must_use]
pub fn audit(
    loaded: &Loaded,
    evaluation: &Evaluation,
    reach: &Reach,
    audit: &Audit,
    compliance: &Compliance,
) -> Value {
    let mut report = terms(loaded, &evaluation.options);
    let norms = loaded.norms.as_ref();
    let load = norms.map(|norms| super::load::load(loaded, evaluation, norms));
    let faults = audit.faults.iter().map(ToString::to_string);
    let need = |need: &NeedAnswer| need_json(loaded, audit, need);
    let issue = |issue: &Issue| issue_json(loaded, audit, issue);
    let area = |area: &AreaAudit| area_json(loaded, area);
    let more = [
        ("scenario", super::scenario(loaded)),
        ("pattern", Some(json!(loaded.pattern.as_ref().map(ToString::to_string)))),
        ("budget", Some(budget_json(reach.budget, &reach.profile))),
        ("levels", Some(audit.levels.iter().map(level_json).collect())),
        ("faults", Some(faults.collect())),
        ("areas", Some(audit.areas.iter().map(area).collect())),
        ("presence", Some(presence(&audit.communities, &audit.presence))),
        ("assignment", Some(assignment_json(loaded, audit))),
        ("load", load),
        ("needs", Some(audit.needs.iter().map(need).collect())),
        ("standards", Some(super::standards(loaded, evaluation, compliance))),
        ("problems", Some(audit.ledger.issues().iter().map(issue).collect())),
        ("provenance", Some(provenance(loaded))),
    ];
    for (key, value) in more {
        if let Some(value) = value {
            report[key] = value;
        }
    }
    report
}

fn level_json(level: &LevelAudit) -> Value {
    let parents = &level.parents;
    json!({
        "level": level.level,
        "planned": level.planned,
        "found": level.found,
        "as_planned": level.is_as_planned(),
        "operating": level.operating,
        "sites": level.sites,
        "services": level.services,
        "area_m2": level.area.map(weight),
        "parents": {
            "above": parents.above,
            "further": parents.further,
            "none": parents.none,
            "unknown": parents.unknown,
            "not_above": parents.not_above,
        },
    })
}

fn area_json(loaded: &Loaded, area: &AreaAudit) -> Value {
    let grid = &loaded.district.grids.list()[area.grid];
    let groups = loaded.district.demand.groups();
    let mut json = json!({
        "id": grid.id,
        "name": grid.name,
        "level": grid.level,
        "parent": grid.parent,
        "communities": area.communities,
        "with_station": area.present,
        "stations": area.stations,
        "sites": area.sites,
        "services": area.services,
        "area_m2": area.area.map(weight),
        "resources": area.resources,
        "total": count_json(groups, &area.people),
        "covered": count_json(groups, &area.covered),
        "unknown": count_json(groups, &area.unknown),
    });
    if area.unknown.blocks > 0 {
        let most =
            |group: usize| area.covered.weights[group] + area.unknown.weights[group];
        let share = |group: usize| most(group).share_of(area.people.weights[group]);
        json["share_if_unknown_covered"] = by_group(groups, share);
    }
    json
}

/// Stations by community, and the communities that have none.
pub(super) fn presence(communities: &Communities, presence: &Presence) -> Value {
    let list = communities.list();
    let one = |(community, one): (
        &walkshed::community::Community,
        &walkshed::circle::Presented,
    )| {
        json!({
            "community": community.id,
            "name": community.name,
            "stations": one.stations.len(),
            "people": weight(one.people),
            "people_within_budget": weight(one.reached),
        })
    };
    let absent = presence.absent().map(|place| list[place].id.as_str());
    json!({
        "communities": list.len(),
        "with_station": presence.present,
        "stations": presence.stations,
        "ratio": presence.ratio().map(|ratio| (ratio * 1e6).round() / 1e6),
        "without": absent.collect::<Vec<_>>(),
        "without_but_reached": presence.absent_but_reached(),
        "by_community": list.iter().zip(&presence.communities).map(one).collect::<Vec<_>>(),
    })
}

/// Whose own center is not the nearest.
fn assignment_json(loaded: &Loaded, audit: &Audit) -> Value {
    let groups = loaded.district.demand.groups();
    let stations = &loaded.district.stations;
    let assignment = &audit.assignment;
    let community = |place: usize| audit.communities.list()[place].id.as_str();
    let pair = |pair: &walkshed::audit::Pair| {
        json!({
            "community": community(pair.community),
            "nearest": stations[pair.center as usize].id,
            "nearest_community": pair.of.map(community),
            "people": count_json(groups, &pair.count),
        })
    };
    let centers = |own: &[u32]| -> Vec<&str> {
        own.iter().map(|&s| stations[s as usize].id.as_str()).collect()
    };
    let list = audit.communities.list().iter().zip(&assignment.communities);
    let each = list.map(|(community, one)| {
        json!({
            "community": community.id,
            "centers": centers(&one.centers),
            "other": count_json(groups, &one.other),
        })
    });
    json!({
        "level": assignment.level,
        "own": count_json(groups, &assignment.own),
        "other": count_json(groups, &assignment.other),
        "none": count_json(groups, &assignment.none),
        "by_community": each.collect::<Vec<_>>(),
        "pairs": assignment.pairs.iter().map(pair).collect::<Vec<_>>(),
    })
}

fn need_json(loaded: &Loaded, audit: &Audit, need: &NeedAnswer) -> Value {
    let offered = need.offered_by.iter();
    let ids = offered.map(|&s| loaded.district.stations[s as usize].id.as_str());
    json!({
        "community": audit.communities.list()[need.community].id,
        "item": need.item,
        "count": need.count,
        "sources": need.sources,
        "offered_by": ids.collect::<Vec<_>>(),
        "people": weight(need.people),
        "people_within_budget": weight(need.reached),
        "share": need.reached.share_of(need.people),
        "unmet": weight(need.unmet()),
    })
}

fn issue_json(loaded: &Loaded, audit: &Audit, issue: &Issue) -> Value {
    let station = issue.station.map(|s| &loaded.district.stations[s as usize]);
    let unit = issue.measured.as_ref().or(issue.required.as_ref());
    json!({
        "id": issue.id(),
        "kind": issue.kind.key(),
        "community": issue.community.map(|place| audit.communities.list()[place].id.as_str()),
        "station": station.map(|station| station.id.as_str()),
        "name": issue.name,
        "detail": issue.detail,
        "measured": issue.measured.as_ref().map(ToString::to_string),
        "required": issue.required.as_ref().map(ToString::to_string),
        "unit": unit.and_then(walkshed::audit::Amount::unit),
        "owner": issue.owner,
        "deadline": null,
        "state": "open",
    })
}

fn weight(weight: Weight) -> Value {
    thousandths_json(weight.thousandths())
}
