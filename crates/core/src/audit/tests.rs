use super::*;
use crate::LngLat;
use crate::model::{
    CoverageOptions, Demand, DemandPoint, FloorArea, Grid, Grids, Item, Metric,
    Qualifier, Standing, Station, Weight,
};
use geo::{MultiPolygon, Rect, coord};

fn station(id: &str, level: u8, parent: Option<&str>, m2: f64) -> Station {
    let mut station = Station::new(id, level, LngLat::new(0.0, 0.0).unwrap());
    station.parent = parent.map(str::to_owned);
    station.facts.floor_area = Some(FloorArea { m2, qualifier: Qualifier::Exact });
    station
}

fn audit(district: &District, needs: &[Need]) -> Audit {
    let options =
        CoverageOptions { metric: Metric::Straight, ..CoverageOptions::default() };
    Audit::of(Audited {
        district,
        resources: &[],
        needs,
        pattern: None,
        norms: None,
        evaluation: &Evaluation::of(district, &options),
        reach: &Reach::of(district, &[], &options, options.budget(1), 1),
        offers: &|service, item| service == item,
    })
}

#[test]
fn a_floor_area_counts_once_a_site() {
    let mut elsewhere = station("C", 1, None, 50.0);
    elsewhere.site = Some("other hall".into());
    let stations =
        vec![station("A", 1, None, 300.0), station("B", 1, None, 120.0), elsewhere];
    let district = District { stations, levels: 1, ..District::default() };
    let level = &audit(&district, &[]).levels[0];
    assert_eq!((level.found, level.operating, level.sites), (3, 3, 2));
    assert_eq!(level.area, Some(Weight::whole(350)));
}

#[test]
fn a_station_is_seen_to_by_its_operator_else_by_those_above() {
    let mut top = station("T", 1, None, 1.0);
    top.name = "镇中心".into();
    let mut run = station("R", 2, Some("T"), 1.0);
    run.facts.operator = Some("总工会".into());
    let stations = vec![
        top,
        run,
        station("below", 3, Some("R"), 1.0),
        station("beside", 2, Some("T"), 1.0),
        station("round", 2, Some("round"), 1.0),
    ];
    let district = District { stations, levels: 3, ..District::default() };
    let owners: Vec<Option<String>> =
        (0..5).map(|station| owner_of_station(&district, station)).collect();
    let owners: Vec<Option<&str>> = owners.iter().map(Option::as_deref).collect();
    assert_eq!(
        owners,
        [None, Some("总工会"), Some("总工会"), Some("镇中心"), Some("round")]
    );
}

#[test]
fn needs_of_unknown_communities_are_set_aside_and_others_add_up() {
    let mut center = station("A", 1, None, 1.0);
    center.community = Some("甲".into());
    let district = District { stations: vec![center], levels: 1, ..District::default() };
    let needs = [
        Need::new("甲", "meals", 3),
        Need::new("丙", "meals", 9),
        Need::new("甲", "meals", 4),
    ];
    let audit = audit(&district, &needs);
    assert_eq!(audit.unplaced_needs, [Unplaced { need: 1 }]);
    // nobody is counted there, and nobody offers it: all go without
    assert_eq!(audit.needs[0].count, 7);
    assert_eq!(audit.needs[0].unmet(), Weight::whole(7));
}

#[test]
fn unmet_needs_round_half_up_to_thousandths() {
    let need = |count, people, reached| NeedAnswer {
        community: 0,
        item: "meals".into(),
        count,
        sources: Vec::new(),
        offered_by: vec![0],
        people: Weight::whole(people),
        reached: Weight::whole(reached),
        in_reach: reached > 0,
    };
    assert_eq!(need(10, 3, 2).unmet(), Weight::from_thousandths(3333));
    assert_eq!(need(20, 3, 1).unmet(), Weight::from_thousandths(13_333));
    assert_eq!(need(7, 0, 0).unmet(), Weight::whole(7));
    let beside = NeedAnswer { in_reach: true, ..need(7, 0, 0) };
    assert_eq!(beside.unmet(), Weight::ZERO);
    assert_eq!(need(5, 8, 8).unmet(), Weight::ZERO);
}

/// A station `north` degrees north of the community's own, offering meals.
fn meals_beyond(north: f64) -> District {
    let mut center = station("A", 1, None, 1.0);
    center.community = Some("甲".into());
    let mut far = station("B", 1, None, 1.0);
    far.position = LngLat::new(0.0, north).unwrap();
    far.facts.services = Some(vec![Item::new("meals")]);
    District { stations: vec![center, far], levels: 1, ..District::default() }
}

#[test]
fn an_offer_beyond_the_budget_meets_no_need_though_nobody_is_counted() {
    let needs = [Need::new("甲", "meals", 120)];
    let far = audit(&meals_beyond(0.9), &needs); // 100 km
    assert_eq!(far.needs[0].offered_by, [1]);
    assert_eq!(far.needs[0].unmet(), Weight::whole(120));
    let kinds = far.ledger.by_kind();
    assert!(kinds.contains(&(IssueKind::UnmetNeed, 1)), "{kinds:?}");
    let near = audit(&meals_beyond(0.009), &needs); // 1 km
    assert_eq!(near.needs[0].unmet(), Weight::ZERO);
}

#[test]
fn people_outside_all_communities_are_a_problem_of_the_network() {
    let mut demand = Demand::new(vec!["population".into()]);
    for (nth, lat) in (0..).zip([0.001, 1.0, 2.0]) {
        let mut point = DemandPoint::new("", LngLat::new(0.0, lat).unwrap());
        point.community = (nth == 2).then(|| "乙".to_owned());
        demand.push(point, &[Weight::whole(1000 + nth)]);
    }
    let stations = vec![station("A", 1, None, 1.0)];
    let district = District { stations, demand, levels: 1, ..District::default() };
    let audit = audit(&district, &[]);
    let issues = audit.ledger.issues().iter();
    let out: Vec<_> = issues.filter(|i| i.kind == IssueKind::Uncovered).collect();
    let of = |issue: &Issue| (issue.id(), issue.measured.clone());
    let people = |n| Some(Amount::People(Weight::whole(n)));
    assert_eq!(of(out[0]), ("uncovered:乙".to_owned(), people(1002)));
    assert_eq!(of(out[1]), ("uncovered:network".to_owned(), people(1001)));
    assert_eq!(out.len(), 2);
}

#[test]
fn people_without_weights_are_counted_by_places() {
    let mut demand = Demand::new(Vec::new());
    demand.push(DemandPoint::new("", LngLat::new(0.0, 1.0).unwrap()), &[]);
    let stations = vec![station("A", 1, None, 1.0)];
    let district = District { stations, demand, levels: 1, ..District::default() };
    let audit = audit(&district, &[]);
    let out = &audit.ledger.issues()[0];
    assert_eq!(
        (out.id().as_str(), out.kind),
        ("uncovered:network", IssueKind::Uncovered)
    );
    assert_eq!(out.measured, Some(Amount::Blocks(1)));
}

#[test]
fn who_may_be_covered_is_not_uncovered() {
    let mut demand = Demand::new(vec!["population".into()]);
    for lat in [0.001, 1.0] {
        let point = DemandPoint::new("", LngLat::new(0.0, lat).unwrap());
        demand.push(point, &[Weight::whole(10)]);
    }
    let corners = (coord! {x: -1.0, y: -1.0}, coord! {x: 1.0, y: 2.0});
    let shape = MultiPolygon(vec![Rect::new(corners.0, corners.1).to_polygon()]);
    let (id, name) = ("甲".to_owned(), "甲".to_owned());
    let grids = Grids::new(vec![Grid { id, name, level: 1, parent: None, shape }]);
    let mut unsure = station("A", 1, None, 1.0);
    unsure.standing = Standing::HoursUnknown;
    let stations = vec![unsure];
    let district = District { stations, demand, grids, levels: 1, ..District::default() };
    let audit = audit(&district, &[]);
    let area = &audit.areas[0];
    let [all, covered, unknown] =
        [&area.people, &area.covered, &area.unknown].map(|count| count.weights[0]);
    assert_eq!([all, covered, unknown], [20, 0, 10].map(Weight::whole));
    let out: Vec<_> =
        audit.ledger.issues().iter().filter(|i| i.kind == IssueKind::Uncovered).collect();
    assert_eq!(out[0].measured, Some(Amount::People(Weight::whole(10))));
}

#[test]
fn the_ledger_keeps_kinds_together_whoever_adds_to_it() {
    let mut ledger = Ledger::default();
    ledger.extend([
        Issue::new(IssueKind::UnmetNeed, "甲/meals"),
        Issue::new(IssueKind::NoStation, "乙"),
    ]);
    ledger.extend([
        Issue::new(IssueKind::Standard, "toilet/S1"),
        Issue::new(IssueKind::NoStation, "甲"),
    ]);
    let ids: Vec<String> = ledger.issues().iter().map(Issue::id).collect();
    assert_eq!(
        ids,
        ["no_station:乙", "no_station:甲", "unmet_need:甲/meals", "standard:toilet/S1"]
    );
    assert_eq!(ledger.by_kind()[0], (IssueKind::NoStation, 2));
}
