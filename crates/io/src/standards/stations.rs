//! Stations and sites as subjects.

use super::column::Headers;
use super::entries::{Entries, Entry};
use super::hours::HoursOf;
use super::inventory::{inventory, united};
use super::{Judged, Who};
use crate::Loaded;
use std::collections::BTreeMap;
use walkshed::coverage::Evaluation;
use walkshed::model::FloorArea;
use walkshed::standard::{Amount, Number, Scope, Subject};

/// One subject a station.
pub(super) fn stations(
    loaded: &Loaded,
    evaluation: &Evaluation,
    entries: &Entries<'_>,
) -> Vec<Judged> {
    let hours = HoursOf::new(loaded);
    let judged = |entry: &Entry<'_>| {
        let who = Who {
            scope: Scope::Station,
            id: entry.id.to_owned(),
            name: entry.name.to_owned(),
            level: entry.level,
            station: entry.place,
        };
        let subject = Subject {
            level: entry.level,
            kind: entry.facts.kind.clone(),
            numbers: numbers((loaded, evaluation), &hours, entry, &entries.headers),
            texts: texts(entry, &entries.headers),
            inventory: inventory(entry, &entries.headers, &loaded.packs.vocabulary),
        };
        Judged { who, subject, is_whole: false }
    };
    entries.list.iter().map(judged).collect()
}

/// What is measured of a station: its columns, and what is computed of it.
fn numbers<'a>(
    (loaded, evaluation): (&Loaded, &Evaluation),
    hours: &HoursOf,
    entry: &Entry<'a>,
    headers: &Headers<'a>,
) -> BTreeMap<String, Number> {
    let mut numbers = BTreeMap::new();
    for cell in headers.cells(entry) {
        if let Some(amount) = cell.number() {
            for name in &cell.of.names {
                numbers.insert(name.clone(), amount.into());
            }
        }
    }
    let mut set = |name: &str, amount: Option<Amount>| {
        if let Some(amount) = amount {
            numbers.insert(name.to_owned(), Number::from(amount));
        }
    };
    let facts = entry.facts;
    let area = |area: Option<FloorArea>| area.and_then(|area| Amount::from_f64(area.m2));
    set("service_area_m2", area(facts.service_area).or(area(facts.floor_area)));
    set("floor_area_m2", area(facts.floor_area));
    set("area_m2", area(facts.service_area).or(area(facts.floor_area)));
    let listed =
        |items: &Option<Vec<_>>| items.as_ref().map(|all| Amount::count(all.len()));
    let services = listed(&facts.services);
    let declared = facts.services_declared.map(|n| Amount::count(n as usize));
    set("services_listed", services);
    set("services_declared", declared.or(services));
    set("facilities_listed", listed(&facts.facilities));
    set(
        "partners",
        (!facts.partners.is_empty()).then(|| Amount::count(facts.partners.len())),
    );
    let people = loaded.district.demand.people_group();
    if let Some(answer) = entry.place.and_then(|p| evaluation.stations.get(p as usize)) {
        let mm = answer.snap_mm.and_then(|mm| i64::try_from(mm).ok());
        set("snap_m", mm.map(Amount::from_thousandths));
        set("people_in_reach", answer.covers.get(people).copied().map(Amount::from));
        set("people_nearest", answer.catchment.get(people).copied().map(Amount::from));
    }
    let hours = hours.measures(entry);
    numbers.extend(hours.into_iter().map(|(name, number)| (name.to_owned(), number)));
    gained(&mut numbers);
    numbers
}

/// The area that a move brought, where both areas are known and nobody says the difference.
fn gained(numbers: &mut BTreeMap<String, Number>) {
    let of = |name: &str| numbers.get(name).map(|number| number.amount.thousandths());
    let after = of("area_after_m2").or(of("area_m2"));
    if let (None, Some(before), Some(after)) =
        (of("area_gained_m2"), of("area_before_m2"), after)
    {
        let gained = Amount::from_thousandths(after.saturating_sub(before));
        numbers.insert("area_gained_m2".to_owned(), gained.into());
    }
}

/// What is said of a station: its columns, and what was understood of them.
fn texts<'a>(
    entry: &Entry<'a>,
    headers: &Headers<'a>,
) -> BTreeMap<String, Option<String>> {
    let mut texts = BTreeMap::new();
    for cell in headers.cells(entry) {
        for name in &cell.of.names {
            texts.insert(name.clone(), cell.text());
        }
    }
    let facts = entry.facts;
    let mut say = |name: &str, said: Option<String>| {
        if said.is_some() || !texts.contains_key(name) {
            texts.insert(name.to_owned(), said);
        }
    };
    let own = |text: &str| Some(text.to_owned());
    say("id", own(entry.id));
    say("name", own(entry.name));
    say("status", own(entry.status.key()));
    let place = entry.position.map(|at| format!("{}, {}", at.lng(), at.lat()));
    say("coordinates", place);
    let known = [
        ("community", entry.community.map(str::to_owned)),
        ("kind", facts.kind.clone()),
        ("operator", facts.operator.clone()),
        ("build_mode", facts.build_mode.map(|mode| mode.key().to_owned())),
        ("tenure", facts.tenure.map(|tenure| tenure.key().to_owned())),
        ("opening_hours", facts.hours.clone()),
        ("partners", first(&facts.partners)),
        ("groups", first(&facts.groups)),
        ("theme", first(&facts.themes)),
    ];
    for (name, said) in known.into_iter().filter(|(_, said)| said.is_some()) {
        say(name, said);
    }
    texts
}

fn first(list: &[String]) -> Option<String> {
    (!list.is_empty()).then(|| list.join("、"))
}

/// One subject a site: what its stations have together, and of each measure the largest.
pub(super) fn sites(entries: &Entries<'_>, stations: &[Judged]) -> Vec<Judged> {
    let mut by_site: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (nth, entry) in entries.list.iter().enumerate() {
        by_site.entry(entry.site).or_default().push(nth);
    }
    by_site.values().map(|members| site(members, stations)).collect()
}

fn site(members: &[usize], stations: &[Judged]) -> Judged {
    let of = || members.iter().map(|&nth| &stations[nth]);
    let names: Vec<&str> = of().map(|judged| judged.who.name.as_str()).collect();
    let mut subject = Subject {
        level: of().filter_map(|judged| judged.who.level).min(),
        kind: of().find_map(|judged| judged.subject.kind.clone()),
        inventory: united(of().map(|judged| &judged.subject.inventory)),
        ..Subject::default()
    };
    // one of its plates may say for all what is there
    let lists = |wanted: fn(&Judged) -> bool| of().any(wanted);
    subject.inventory.facilities_listed =
        lists(|j| j.subject.inventory.facilities_listed);
    let sorts = of().flat_map(|judged| judged.subject.inventory.sorts_listed.iter());
    subject.inventory.sorts_listed = sorts.cloned().collect();
    subject.inventory.services_listed = lists(|j| j.subject.inventory.services_listed);
    for judged in of() {
        for (name, number) in &judged.subject.numbers {
            let place = subject.numbers.entry(name.clone()).or_insert(*number);
            place.amount = place.amount.max(number.amount);
        }
        for (name, said) in &judged.subject.texts {
            let place = subject.texts.entry(name.clone()).or_default();
            *place = place.take().or_else(|| said.clone());
        }
    }
    let first = of().next();
    let who = Who {
        scope: Scope::Site,
        id: first.map(|judged| judged.who.id.clone()).unwrap_or_default(),
        name: names.join(" / "),
        level: subject.level,
        station: first.and_then(|judged| judged.who.station),
    };
    Judged { who, subject, is_whole: false }
}
