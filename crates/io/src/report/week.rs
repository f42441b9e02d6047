//! The object of a week: what `coverage --week --format json` adds.

use super::coverage::budget_json;
use super::number::{count_json, thousandths_json};
use crate::Loaded;
use crate::hours::{CoveredWeek, NearOffer, Offer, Openness};
use crate::lang::Lang;
use serde_json::{Map, Value, json};
use walkshed::units::Unit;
use walkshed::week::{Hour, PeopleHours, WeekLevel};

/// The member `week` of a report of coverage.
///
/// # Order
///
/// Levels from 1; 168 hours from Monday 00:00; stations of unclear hours in input order.
///
/// # Units
///
/// `people_hours` in people times hours, of the whole week; `vanishes` in minutes from Monday
/// 00:00, half-open.
#[must_use]
pub fn week(loaded: &Loaded, covered: &CoveredWeek) -> Value {
    let stations = &loaded.district.stations;
    let id = |station: u32| stations[station as usize].id.as_str();
    let unclear = covered.unclear.iter().map(
        |(station, why)| json!({ "id": id(*station), "reason": why.reason(Lang::En) }),
    );
    let mut report = json!({
        "monday": covered.monday.map(|monday| monday.to_string()),
        "holidays": covered.holidays,
        "made_up": covered.made_up,
        "hours_assumed": covered.assumed,
        "hours_unclear": unclear.collect::<Vec<_>>(),
        "levels": covered.week.levels.iter().map(|l| level(loaded, l)).collect::<Vec<_>>(),
    });
    if !covered.next.is_empty() {
        let next = covered.next.iter().map(|offer| offer_json(id(offer.station), offer));
        report["next"] = next.collect();
    }
    report
}

/// When a station offers what was asked for.
fn offer_json(id: &str, offer: &Offer) -> Value {
    let mut json = json!({ "id": id });
    match &offer.next {
        Ok(next) => {
            json["next"] = json!(next.map(|at| at.format("%Y-%m-%dT%H:%M").to_string()));
        }
        Err(why) => {
            json["next"] = Value::Null;
            json["reason"] = json!(why.reason(Lang::En));
        }
    }
    json
}

/// Who offers what was asked for near a place: walk, whether it is offered now, and when next.
///
/// # Order
///
/// As given: the nearest first.
#[must_use]
pub fn offers(loaded: &Loaded, offers: &[NearOffer]) -> Value {
    let of = |near: &NearOffer| {
        let station = &loaded.district.stations[near.offer.station as usize];
        let mut json = offer_json(&station.id, &near.offer);
        let (ms, mm) = Unit::Millis.time_and_length((near.primary, near.secondary));
        json["name"] = json!(station.name);
        json["seconds"] = thousandths_json(ms.into());
        json["walk_m"] = thousandths_json(mm.into());
        json["now"] = json!(match &near.offer.now {
            Ok(Openness::Open) => "open",
            Ok(Openness::Closed) => "closed",
            Ok(Openness::Unknown) | Err(_) => "unknown",
        });
        json
    };
    offers.iter().map(of).collect()
}

fn level(loaded: &Loaded, level: &WeekLevel) -> Value {
    let groups = loaded.district.demand.groups();
    let hour = |hour: &Hour| {
        let share = |nth: usize| hour.coverage.share(nth);
        let mut json = json!({
            "stations": hour.open,
            "covered": count_json(groups, &hour.coverage.covered),
            "uncovered": count_json(groups, &hour.coverage.uncovered),
            "unknown": count_json(groups, &hour.coverage.unknown),
            "share": super::number::by_group(groups, share),
        });
        if hour.coverage.unknown.blocks > 0 {
            let most = |nth| hour.coverage.share_if_unknown_covered(nth);
            json["share_if_unknown_covered"] = super::number::by_group(groups, most);
        }
        json
    };
    let people_hours = |sums: &[PeopleHours]| -> Value {
        let of =
            |(group, sum): (&String, &PeopleHours)| (group.clone(), json!(sum.hours()));
        groups.iter().zip(sums).map(of).collect::<Map<_, _>>().into()
    };
    let vanishes: Vec<[u16; 2]> =
        level.vanishes.iter().map(|range| [range.start, range.end]).collect();
    json!({
        "level": level.level,
        "budget": budget_json(level.budget, &loaded.options.profile),
        "people_hours": {
            "uncovered": people_hours(&level.uncovered),
            "unknown": people_hours(&level.unknown),
        },
        "vanishes": vanishes,
        "hours": level.hours.iter().map(hour).collect::<Vec<_>>(),
    })
}
