use super::*;
use std::path::PathBuf;

fn fengqing() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../datasets/fengqing")
}

#[test]
fn the_reference_town_loads_without_findings() {
    let loaded = Project::open(&fengqing()).unwrap().load(&|_| {}).unwrap();
    let district = &loaded.district;
    let findings: Vec<String> = loaded.findings.iter().map(ToString::to_string).collect();
    assert!(findings.is_empty(), "{findings:#?}");
    assert_eq!(loaded.name, "凤庆县城 (示例)");
    assert_eq!(district.stations.len(), 26);
    assert_eq!(district.demand.len(), 225);
    assert_eq!(district.demand.groups(), ["population", "elderly"]);
    let people: walkshed::model::Weight =
        (0..225).map(|i| district.demand.people(i)).sum();
    assert_eq!(people.to_string(), "61893");
    assert_eq!((district.grids.list().len(), district.barriers.shapes().len()), (5, 1));
    assert_eq!(district.levels, 4);
    assert_eq!(loaded.options, CoverageOptions::default());
    assert!(loaded.licences.is_empty());
    let properties: Vec<&str> =
        district.stations[0].properties.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(properties, ["service_area_m2", "opening_hours"]);
    let inputs: Vec<_> =
        loaded.inputs.iter().map(|i| (i.role, i.path.as_str())).collect();
    let expected =
        ["stations.csv", "blocks.geojson", "grids.geojson", "barriers.geojson"];
    let roles = ["stations", "demand", "grids", "barriers"];
    assert_eq!(inputs[..4], roles.into_iter().zip(expected).collect::<Vec<_>>());
    assert_eq!(loaded.inputs[0].sha256.len(), 64);
}
