//! Demand of a whole project: weights, outlines, the study area.

use super::*;
use walkshed::model::Weight;

#[test]
fn weights_may_be_blank_but_not_wrong() {
    let blocks = "编号,人口,老年人口,lon,lat\n\
                  1,\"1,234\",—,9,9\n\
                  2,无,3.5,9,9\n\
                  3,约100,1,9,9\n\
                  4,-1,1,9,9\n\
                  5,１２,,9,9\n";
    let loaded = check(
        &[("b.csv", blocks)],
        &[
            "b.csv row 5, 人口 \"-1\": not a number from 0 to 1e12; write the number alone",
            "b.csv, 人口 \"约100\": 1 rough numbers; counted as written, the first is shown",
            "b.csv, 人口: 1 blank cells count as 0",
            "b.csv, 老年人口: 2 blank cells count as 0",
        ],
    );
    let demand = &loaded.district.demand;
    let weights: Vec<String> =
        (0..4).flat_map(|i| demand.weights(i)).map(ToString::to_string).collect();
    assert_eq!(weights, ["1234", "0", "0", "3.5", "100", "1", "12", "0"]);
}

#[test]
fn the_project_may_name_the_weights() {
    let weights = toml("").replace(
        "'b.csv'",
        "{ path = 'b.csv', weights = { youth = '青年', jobs = 'jobs' } }",
    );
    let blocks = "id,population,jobs,青年,lon,lat\n1,10,20,30,9,9\n";
    let loaded = load(&[("walkshed.toml", &weights), ("b.csv", blocks)]).unwrap();
    assert_eq!(loaded.district.demand.groups(), ["jobs", "youth"]);
    assert_eq!(loaded.district.demand.weights(0), [Weight::whole(20), Weight::whole(30)]);
    check(
        &[("b.csv", "id,jobs,lon,lat,note\n1,20,9,9,x\n")],
        &[
            "b.csv: no column of people; only places are counted; name one in walkshed.toml: \
             weights = { population = \"...\" }",
            "b.csv, jobs: columns that are not counted; name those to be counted in \
             walkshed.toml: weights = { ... }",
        ],
    );
}

#[test]
fn outlines_stand_for_their_centers() {
    let square = "[[[0,0],[2,0],[2,2],[0,2],[0,0]]]";
    let demand = features(&[
        (r#"{"id": "square", "population": 5}"#, "Polygon", square),
        (
            r#"{"id": "two"}"#,
            "MultiPolygon",
            "[[[[0,0],[1,0],[1,1],[0,1],[0,0]]],[[[2,0],[3,0],[3,1],[2,1],[2,0]]]]",
        ),
        (r#"{"id": "point"}"#, "Point", "[7,8]"),
        (r#"{"id": "bow"}"#, "Polygon", "[[[0,0],[1,1.000001],[1,0],[0,1],[0,0]]]"),
        (r#"{"id": "line"}"#, "LineString", "[[0,0],[1,1]]"),
        (r#"{"id": "flat"}"#, "Polygon", "[[[0,0],[1,0],[2,0],[0,0]]]"),
        (r#"{"id": "none"}"#, "MultiPolygon", "[]"),
        (r#"{"id": "square"}"#, "Point", "[1,1]"),
    ]);
    let project = toml("").replace("b.csv", "b.geojson");
    let loaded = check(
        &[("walkshed.toml", &project), ("b.geojson", &demand)],
        &[
            "b.geojson feature 4: the outline crosses itself or is empty, so that it has no \
             center; draw its outline without crossings",
            "b.geojson feature 5: the geometry is no polygon or point; give one, or leave the \
             feature out",
            "b.geojson feature 6: the outline crosses itself or is empty, so that it has no \
             center; draw its outline without crossings",
            "b.geojson feature 7: the outline crosses itself or is empty, so that it has no \
             center; draw its outline without crossings",
            "b.geojson feature 8, id \"square\": the id is taken by b.geojson feature 1, which is \
             kept; give each its own",
            "b.geojson, population: 2 blank cells count as 0",
        ],
    );
    let at: Vec<String> =
        loaded.district.demand.points().iter().map(|p| p.position.to_string()).collect();
    assert_eq!(at, ["1,1", "1.5,0.5", "7,8"]);
}

#[test]
fn the_study_area_limits_the_demand() {
    let area = features(&[("{}", "Polygon", "[[[0,0],[2,0],[2,2],[0,2],[0,0]]]")]);
    let blocks = "id,population,lon,lat\n1,1,1,1\n2,1,2,1\n3,1,3,1\n";
    let loaded = check(
        &[
            ("walkshed.toml", &toml("study_area = 'area.geojson'")),
            ("area.geojson", &area),
            ("b.csv", blocks),
        ],
        &["b.csv: 1 places outside the study area are not counted"],
    );
    assert_eq!(loaded.district.demand.len(), 2);
    let none = features(&[("{}", "Point", "[0,0]")]);
    fails(
        &[
            ("walkshed.toml", &toml("study_area = 'area.geojson'")),
            ("area.geojson", &none),
        ],
        3,
        "no polygon (area.geojson feature 1: the geometry is no polygon",
    );
}
