//! Demand of several years, and blocks that are sampled.

use super::*;

#[test]
fn columns_of_several_years_are_years_of_one_group() {
    let blocks = "编号,人口2020,2035年规划人口,老年人口,lon,lat\nB1,10,30,2,9,9\n";
    let loaded = check(&[("b.csv", blocks)], &[]);
    let demand = &loaded.district.demand;
    assert_eq!(demand.groups(), ["population@2020", "population@2035", "elderly"]);
    assert_eq!(demand.years(), [2020, 2035]);
    let later = loaded.in_year(2035);
    assert_eq!(later.district.demand.groups(), ["population", "elderly"]);
    assert_eq!(later.district.demand.weights(0), [Weight::whole(30), Weight::whole(2)]);
    assert_eq!((loaded.year, later.year), (None, Some(2035)));
}

#[test]
fn one_year_alone_is_a_name_like_any_other() {
    let loaded = load(&[("b.csv", "id,pop2020,lon,lat\nB1,10,9,9\n")]).unwrap();
    assert_eq!(loaded.district.demand.groups(), ["population"]);
    assert!(loaded.district.demand.years().is_empty());
}

#[test]
fn years_may_be_named_column_by_column() {
    let named =
        "{ path = 'b.csv', weights = { population = { 2010 = 'then', 2020 = 'now' } } }";
    let blocks = "id,then,now,lon,lat\nB1,10,5,9,9\n";
    let project = |weights: &str| toml("").replace("'b.csv'", weights);
    let files = [("walkshed.toml", &*project(named)), ("b.csv", blocks)];
    let loaded = load(&files).unwrap();
    assert_eq!(loaded.district.demand.years(), [2010, 2020]);
    assert_eq!(loaded.in_year(2010).district.demand.weights(0), [Weight::whole(10)]);
    let wrong = named.replace("2010", "soon");
    fails(&[("walkshed.toml", &project(&wrong)), files[1]], 3, "\"soon\" is not a year");
}

/// A block of about 400 m by 400 m with 103 people.
fn block() -> String {
    let square =
        "[[[99.9,24.5],[99.90395,24.5],[99.90395,24.50361],[99.9,24.50361],[99.9,24.5]]]";
    features(&[(r#"{"id": "B", "population": 103}"#, "Polygon", square)])
}

#[test]
fn a_sampled_block_keeps_its_people() {
    let project = toml("").replace("'b.csv'", "{ path = 'b.geojson', sample = '100m' }");
    let files = [("walkshed.toml", &*project), ("b.geojson", &block())];
    let loaded = check(&files, &[]);
    let demand = &loaded.district.demand;
    assert_eq!((demand.len(), demand.blocks().len()), (16, 1));
    assert_eq!(loaded.samplings, [("b.geojson".to_owned(), 100.0)]);
    let people: Weight = (0..16).map(|point| demand.people(point)).sum();
    assert_eq!(people, Weight::whole(103));
    assert!(
        loaded.places.demand.of(15).is_some() && loaded.places.demand.of(16).is_none()
    );
    let small = project.replace("100m", "0.5m");
    fails(&[("walkshed.toml", &small)], 3, "at least 1 m");
}

#[test]
fn a_study_area_cuts_a_sampled_block() {
    let inputs =
        "demand = { path = 'b.geojson', sample = 100 }\nstudy_area = 'area.geojson'";
    let project = toml(inputs).replace("demand = 'b.csv'\n", "");
    let west = "[[[99.8,24],[99.90197,24],[99.90197,25],[99.8,25],[99.8,24]]]";
    let area = features(&[("{}", "Polygon", west)]);
    let files =
        [("walkshed.toml", &*project), ("b.geojson", &block()), ("area.geojson", &area)];
    let loaded = check(&files, &[]);
    let demand = &loaded.district.demand;
    assert_eq!(demand.len(), 8);
    let people: Weight = (0..8).map(|point| demand.people(point)).sum();
    assert_eq!(people, Weight::whole(52)); // 4 x 7 and 4 x 6: the first seven have one more
}
