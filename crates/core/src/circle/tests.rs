use super::*;
use crate::LngLat;
use crate::community::Communities;
use crate::model::{
    Absence, CoverageOptions, Demand, DemandPoint, Grid, Grids, Metric, Resource,
    Standing, Station, Weight,
};
use geo::{MultiPolygon, Rect, coord};

/// So many meters east of the west, on the equator.
fn at(east_m: f64) -> LngLat {
    LngLat::new(east_m / 111_319.490_79, 0.0).unwrap()
}

fn station(id: &str, level: u8, east_m: f64) -> Station {
    Station::new(id, level, at(east_m))
}

fn straight() -> CoverageOptions {
    CoverageOptions { metric: Metric::Straight, ..CoverageOptions::default() }
}

fn reach(district: &District, resources: &[Resource], budget: &str) -> Reach {
    Reach::of(district, resources, &straight(), budget.parse().unwrap(), 1)
}

fn people(places: &[(f64, u32)]) -> Demand {
    let mut demand = Demand::new(vec!["population".into()]);
    for &(east_m, people) in places {
        let point = DemandPoint::new(format!("{east_m}"), at(east_m));
        demand.push(point, &[Weight::whole(people)]);
    }
    demand
}

#[test]
fn what_does_not_count_has_no_circle_and_lies_in_none() {
    let mut closed = station("closed", 1, 50.0);
    closed.standing = Standing::Absent(Absence::Closed);
    let district = District {
        stations: vec![station("A", 1, 0.0), closed],
        levels: 1,
        ..District::default()
    };
    let resources = [Resource::new("K", at(60.0))];
    let reach = reach(&district, &resources, "100m");
    let circles = Circles::of(&district, &resources, &reach);
    assert_eq!(circles.circles.len(), 1);
    let members: Vec<Place> =
        circles.circles[0].members.iter().map(|m| m.place).collect();
    assert_eq!(members, [Place::Resource(0)]);
    assert_eq!(circles.station_circles, [0, 0]);
}

#[test]
fn a_budget_in_meters_is_closed() {
    let district = District {
        stations: vec![station("A", 1, 0.0)],
        levels: 1,
        ..District::default()
    };
    let resources = [Resource::new("in", at(500.0)), Resource::new("out", at(500.002))];
    let reach = reach(&district, &resources, "500m");
    let circles = Circles::of(&district, &resources, &reach);
    assert_eq!(circles.resource_circles, [1, 0]);
    assert_eq!(circles.circles[0].members[0].mm, 500_000);
}

#[test]
fn a_place_is_in_reach_from_its_nearest_door() {
    let mut hall = station("hall", 2, 5000.0);
    hall.entrances = vec![at(900.0), at(90.0)];
    let district = District {
        stations: vec![station("A", 1, 0.0), hall],
        levels: 2,
        ..District::default()
    };
    let reach = reach(&district, &[], "100m");
    let walks: Vec<(u32, u32)> = reach.of_station(1).map(|w| (w.station, w.mm)).collect();
    assert_eq!(walks.first(), Some(&(0, 90_000)));
    let circles = Circles::of(&district, &[], &reach);
    assert_eq!(circles.circles[0].members[0].place, Place::Station(1));
}

#[test]
fn people_of_two_circles_are_counted_once_in_the_union() {
    let district = District {
        stations: vec![station("A", 1, 0.0), station("B", 1, 150.0)],
        demand: people(&[(-50.0, 1), (75.0, 10), (200.0, 100), (900.0, 1000)]),
        levels: 1,
        ..District::default()
    };
    let circles = Circles::of(&district, &[], &reach(&district, &[], "100m"));
    let own: Vec<Weight> =
        circles.circles.iter().map(|circle| circle.people[0]).collect();
    assert_eq!(own, [11, 110].map(Weight::whole));
    assert_eq!(circles.people_within, [Weight::whole(111)]);
    assert_eq!(circles.people_shared, [Weight::whole(10)]);
    assert_eq!(circles.people, [Weight::whole(1111)]);
}

#[test]
fn a_station_that_serves_two_communities_is_present_in_both() {
    let mut shared = station("S", 1, 0.0);
    shared.community = Some("甲".into());
    shared.facts.communities = vec!["甲".into(), "乙".into()];
    let mut demand = people(&[(10.0, 5)]);
    let lonely =
        DemandPoint { community: Some("丙".into()), ..DemandPoint::new("L", at(20.0)) };
    demand.push(lonely, &[Weight::whole(7)]);
    let district =
        District { stations: vec![shared], demand, levels: 1, ..District::default() };
    let communities = Communities::of(&district);
    let presence = Presence::of(&district, &communities, &reach(&district, &[], "100m"));
    assert_eq!((presence.present, presence.stations), (2, 1));
    assert_eq!(presence.absent().collect::<Vec<_>>(), [2]);
    assert_eq!(presence.communities[2].reached, Weight::whole(7));
    assert_eq!(presence.absent_but_reached(), 1);
}

#[test]
fn centers_are_those_of_the_communities() {
    let area = |id: &str, level| {
        let corners = (coord! {x: 0.0, y: 0.0}, coord! {x: 1.0, y: 1.0});
        Grid {
            id: id.into(),
            name: id.into(),
            level,
            parent: None,
            shape: MultiPolygon(vec![Rect::new(corners.0, corners.1).to_polygon()]),
        }
    };
    let stations = vec![station("T", 1, 0.0), station("C", 2, 0.0), station("P", 3, 0.0)];
    let mut district = District { stations, levels: 3, ..District::default() };
    assert_eq!(center_level(&district), 1);
    district.grids = Grids::new(vec![area("town", 1), area("A", 2)]);
    assert_eq!(center_level(&district), 2);
    district.stations.remove(1);
    assert_eq!(center_level(&district), 1);
}

#[test]
fn a_theme_counts_within_a_walk_and_inside_the_border() {
    let mut center = station("A", 1, 0.0);
    center.community = Some("甲".into());
    center.facts.themes = vec!["care".into()];
    let mut far = station("B", 2, 5000.0);
    far.community = Some("甲".into());
    far.facts.themes = vec!["reading".into()];
    let district =
        District { stations: vec![center, far], levels: 2, ..District::default() };
    let mut bank = Resource::new("K", at(50.0));
    bank.facts.themes = vec!["finance".into()];
    let resources = [bank];
    let reach = reach(&district, &resources, "100m");
    let circles = Circles::of(&district, &resources, &reach);
    let communities = Communities::of(&district);
    let themes = ["care", "reading", "finance"].map(str::to_owned).to_vec();
    let matrix = ThemeMatrix::of(
        &district,
        &resources,
        &communities,
        &reach,
        &circles,
        themes,
        &|_| true,
    );
    assert_eq!(matrix.rows[0].within, [1, 0, 1]);
    assert_eq!(matrix.rows[0].inside, [1, 1, 0]); // the bank declares no community
    assert_eq!(matrix.communities_with(), [1, 0, 1]);
}

#[test]
fn a_center_of_unknown_hours_leaves_unknown_who_only_it_would_have() {
    let mut unsure = station("B", 1, 300.0);
    unsure.standing = Standing::HoursUnknown;
    let mut point = station("P", 2, 350.0);
    point.facts.kind = Some("point".into());
    let district = District {
        stations: vec![station("A", 1, 0.0), unsure, point],
        demand: people(&[(50.0, 1), (250.0, 10), (900.0, 100)]),
        levels: 2,
        ..District::default()
    };
    let resources = [
        Resource::new("in", at(10.0)),
        Resource::new("may be", at(330.0)),
        Resource::new("out", at(950.0)),
    ];
    let reach = reach(&district, &resources, "100m");
    let circles = Circles::of(&district, &resources, &reach);
    assert_eq!((circles.circles.len(), circles.unsure.as_slice()), (1, &[1][..]));
    let sums = [&circles.people_within, &circles.people_unknown, &circles.people_none()];
    assert_eq!(sums.map(|sum| sum[0]), [1, 10, 100].map(Weight::whole));
    assert_eq!(circles.left_out().collect::<Vec<_>>(), [2]);
    assert_eq!(circles.resource_unknown, [false, true, false]);
    let point = circles.kinds[&Some("point".to_owned())];
    assert_eq!((point.places, point.within, point.unknown, point.none()), (1, 0, 1, 0));
}

#[test]
fn what_is_asked_for_chooses_members_and_neither_centers_nor_people() {
    let district = District {
        stations: vec![
            station("A", 1, 0.0),
            station("B", 2, 40.0),
            station("C", 2, 60.0),
        ],
        demand: people(&[(50.0, 7)]),
        levels: 2,
        ..District::default()
    };
    let resources = [Resource::new("K", at(50.0)), Resource::new("L", at(55.0))];
    let reach = reach(&district, &resources, "100m");
    let wanted = [Place::Station(2), Place::Resource(1)];
    let circles = Circles::among(&district, &resources, &reach, &|p| wanted.contains(&p));
    let members: Vec<Place> =
        circles.circles[0].members.iter().map(|m| m.place).collect();
    assert_eq!(members, [Place::Resource(1), Place::Station(2)]);
    assert_eq!(circles.people_within, [Weight::whole(7)]);
    assert_eq!(circles.kinds[&None].places, 2);
    assert_eq!(circles.left_out().count(), 0);
}
