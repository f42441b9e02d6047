//! A town along one street, for the tests of layers, files and reports.
//!
//! ```text
//! 99.92        .925       .9325       .94                .959  .96
//! T1 (level 1) a polygon  b point     S1 (level 2)       c     S9 (closed)
//!                                          d far north of .9455, nobody near
//! ```

use crate::Loaded;
use geo::{MultiPolygon, Rect, coord};
use std::sync::Arc;
use walkshed::LngLat;
use walkshed::coverage::Evaluation;
use walkshed::model::{
    CoverageOptions, Demand, DemandPoint, District, Grid, Grids, Metric, Station, Status,
    Value, Weight,
};
use walkshed::network::NetworkBuilder;
use walkshed::network::lines::StreetLines;

const STREET: f64 = 24.57;

fn at(lng: f64, lat: f64) -> LngLat {
    LngLat::new(lng, lat).unwrap()
}

fn square(lng: f64, half: f64) -> MultiPolygon {
    let (min, max) = ((lng - half, STREET - half), (lng + half, STREET + half));
    let rect = Rect::new(coord! { x: min.0, y: min.1 }, coord! { x: max.0, y: max.1 });
    MultiPolygon(vec![rect.to_polygon()])
}

fn station(id: &str, level: u8, lng: f64) -> Station {
    Station { name: format!("站{id}"), ..Station::new(id, level, at(lng, STREET)) }
}

fn stations() -> Vec<Station> {
    let mut stations =
        vec![station("T1", 1, 99.92), station("S1", 2, 99.94), station("S9", 2, 99.96)];
    stations[0].properties =
        vec![("theme".into(), "红色".into()), ("snap_m".into(), Value::Integer(7))];
    stations[1].properties = vec![("seats".into(), Value::Number(1.5))];
    stations[1].parent = Some("T1".into());
    stations[2].status = Status::Planned;
    stations
}

fn demand() -> Demand {
    let mut demand = Demand::new(vec!["population".into(), "elderly".into()]);
    let mut push = |id: &str, lng: f64, lat: f64, shape, weights: [&str; 2]| {
        let community = (id == "a").then(|| "town".to_owned());
        let point =
            DemandPoint { shape, community, ..DemandPoint::new(id, at(lng, lat)) };
        demand.push(point, &weights.map(|weight| weight.parse::<Weight>().unwrap()));
    };
    push("a", 99.925, STREET, Some(square(99.925, 0.001)), ["100", "10.5"]);
    push("b", 99.9325, STREET, None, ["50", "0"]);
    push("c", 99.959, STREET, Some(square(99.959, 0.0005)), ["30", "3"]);
    push("d", 99.9455, 24.7, None, ["1", "0"]);
    demand
}

/// The town.
pub(crate) fn town() -> Loaded {
    let mut builder = NetworkBuilder::new();
    builder.add_own(StreetLines::drawn(&[(
        "main",
        &[at(99.92, STREET), at(99.96, STREET)],
    )]));
    let grid = Grid {
        id: "town".into(),
        name: "镇".into(),
        level: 1,
        parent: None,
        shape: square(99.94, 0.05),
    };
    let district = District {
        stations: stations(),
        demand: demand(),
        grids: Grids::new(vec![grid]),
        network: Some(builder.build()),
        levels: 2,
        ..District::default()
    };
    Loaded {
        name: "一条街".into(),
        district,
        options: CoverageOptions::default(),
        profiles: Vec::new(),
        known_profiles: Vec::new(),
        pattern: None,
        level_names: Vec::new(),
        findings: Vec::new(),
        inputs: Vec::new(),
        places: crate::Places::default(),
        counts: Vec::new(),
        samplings: Vec::new(),
        year: None,
        splits: Vec::new(),
        licences: vec!["© somebody, ODbL 1.0".into()],
        osm: Vec::new(),
        norms: None,
        packs: Arc::default(),
        assumed_hours: Vec::new(),
        unplaced: Vec::new(),
        selected: None,
        resources: Vec::new(),
        needs: Vec::new(),
        scenario: None,
        street_files: None,
    }
}

/// The town, evaluated along the streets or straight.
pub(crate) fn evaluated(metric: Metric) -> (Loaded, Evaluation) {
    let mut town = town();
    town.options.metric = metric;
    let evaluation = Evaluation::of(&town.district, &town.options);
    (town, evaluation)
}

/// The town with its sparse end served: c has a station, a has grown, d is gone, e is new, S1 has
/// moved and is of level 1.
pub(crate) fn changed() -> (Loaded, Evaluation) {
    let mut town = town();
    let district = &mut town.district;
    district.stations[1].position = at(99.942, STREET);
    district.stations[1].level = 1;
    district.stations.push(station("N1", 2, 99.958));
    district.demand.scale(0, &[0], 1_500_000);
    district.demand.retain(|point| point.id != "d");
    let mut more = Demand::new(vec!["children".into(), "population".into()]);
    let point = DemandPoint::new("e", at(99.9595, STREET));
    more.push(point, &[Weight::whole(2), Weight::whole(8)]);
    district.demand.append(more);
    let evaluation = Evaluation::of(&town.district, &town.options);
    (town, evaluation)
}
