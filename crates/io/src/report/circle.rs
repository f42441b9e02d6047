//! The object of `circle --format json`.

use super::coverage::{budget_json, terms};
use super::number::{by_group, meters, minutes, thousandths_json, weights_json};
use super::provenance;
use crate::write::geojson::value_json;
use crate::{Circled, Loaded};
use serde_json::{Map, Value, json};
use walkshed::circle::{Circle, Member, Place};
use walkshed::model::{CoverageOptions, Weight};

/// Every circle with its members, what lies in none, who lives in circles, stations by community,
/// and the matrix of themes, as one JSON object.
///
/// # Order
///
/// Circles by their centers in input order, members by walk; communities as their grids, or where
/// there are none in order of first mention.
#[must_use]
pub fn circle(loaded: &Loaded, circled: &Circled) -> Value {
    let Circled { reach, circles, .. } = circled;
    let options = CoverageOptions { metric: reach.metric, ..loaded.options.clone() };
    let mut report = terms(loaded, &options);
    let groups = loaded.district.demand.groups();
    let part = |weights: &[Weight]| {
        let share = |group: usize| weights[group].share_of(circles.people[group]);
        json!({ "weights": weights_json(groups, weights), "share": by_group(groups, share) })
    };
    let kind = |(kind, count): (&Option<String>, &walkshed::circle::KindCount)| {
        json!({
            "kind": kind,
            "places": count.places,
            "within": count.within,
            "shared": count.shared,
            "unknown": count.unknown,
        })
    };
    let resource = |r: u32| loaded.resources[r as usize].id.as_str();
    let station = |s: u32| loaded.district.stations[s as usize].id.as_str();
    let may_be =
        (0..).zip(&circles.resource_unknown).filter(|&(_, &may)| may).map(|(r, _)| r);
    let each = |one: &Circle| circle_json(loaded, circled, one);
    let more = [
        ("scenario", super::scenario(loaded)),
        ("level", Some(json!(reach.level))),
        ("budget", Some(budget_json(reach.budget, &reach.profile))),
        ("total", Some(json!({ "weights": weights_json(groups, &circles.people) }))),
        ("within", Some(part(&circles.people_within))),
        ("shared", Some(part(&circles.people_shared))),
        ("unknown", Some(part(&circles.people_unknown))),
        ("centers_unknown", Some(circles.unsure.iter().map(|&s| station(s)).collect())),
        ("circles", Some(circles.circles.iter().map(each).collect())),
        ("left_out", Some(circles.left_out().map(resource).collect())),
        ("resources_unknown", Some(may_be.map(resource).collect())),
        ("kinds", Some(circles.kinds.iter().map(kind).collect())),
        ("presence", Some(presence_json(circled))),
        ("themes", Some(themes_json(circled))),
        ("provenance", Some(provenance(loaded))),
    ];
    for (key, value) in more {
        if let Some(value) = value {
            report[key] = value;
        }
    }
    report
}

fn circle_json(loaded: &Loaded, circled: &Circled, circle: &Circle) -> Value {
    let center = &loaded.district.stations[circle.center as usize];
    let home = circled.communities.of_station(circle.center);
    let home = home.map(|home| circled.communities.list()[home].id.as_str());
    let member = |member: &Member| {
        let (id, name, facts) = loaded.place(member.place);
        json!({
            "role": role(member.place),
            "id": id,
            "name": name,
            "kind": facts.kind,
            "seconds": thousandths_json(member.ms.into()),
            "minutes": value_json(&minutes(member.ms)),
            "walk_m": value_json(&meters(member.mm.into())),
        })
    };
    json!({
        "center": center.id,
        "name": center.name,
        "community": home,
        "people": weights_json(loaded.district.demand.groups(), &circle.people),
        "stations": circle.stations(),
        "resources": circle.resources(),
        "sites": circle.sites,
        "members": circle.members.iter().map(member).collect::<Vec<_>>(),
    })
}

/// What a place is.
pub(crate) fn role(place: Place) -> &'static str {
    match place {
        Place::Station(_) => "station",
        Place::Resource(_) => "resource",
    }
}

/// Stations by community: whether every community has one.
fn presence_json(circled: &Circled) -> Value {
    super::audit::presence(&circled.communities, &circled.presence)
}

/// Communities by themes; only those that are not nothing.
fn themes_json(circled: &Circled) -> Value {
    let matrix = &circled.matrix;
    let counts = |counts: &[u32]| {
        let named = matrix.themes.iter().zip(counts).filter(|&(_, &count)| count > 0);
        let named = named.map(|(theme, &count)| (theme.clone(), json!(count)));
        Value::Object(named.collect::<Map<_, _>>())
    };
    let rows =
        circled.communities.list().iter().zip(&matrix.rows).map(|(community, row)| {
            json!({
                "community": community.id,
                "centers": row.centers,
                "within": counts(&row.within),
                "inside": counts(&row.inside),
            })
        });
    json!({ "themes": matrix.themes, "rows": rows.collect::<Vec<_>>() })
}
