//! Streets of a whole project: extent, licence, connections.

use super::*;
use walkshed::model::{Extent, ExtentSource};

#[test]
fn declared_and_guessed_extents_are_told_apart() {
    let source = |loaded: &Loaded| match &loaded.district.extent {
        Extent::Area { source, .. } => Some(*source),
        Extent::Complete => None,
    };
    let street = features(&[("{}", "LineString", "[[99.9,24.5],[99.91,24.51]]")]);
    let guessed = check(
        &[("walkshed.toml", &toml("streets = 'w.geojson'")), ("w.geojson", &street)],
        &[
            "w.geojson: how far the streets are mapped is not known; the box around them is taken; \
           set extent in walkshed.toml to a polygon file, or to \"complete\"",
        ],
    );
    assert_eq!(source(&guessed), Some(ExtentSource::Nodes));
    assert_eq!(guessed.options.metric, Metric::Network);
    let area =
        features(&[("{}", "Polygon", "[[[99,24],[100,24],[100,25],[99,25],[99,24]]]")]);
    let drawn = check(
        &[
            ("walkshed.toml", &toml("streets = 'w.geojson'\nextent = 'e.geojson'")),
            ("w.geojson", &street),
            ("e.geojson", &area),
        ],
        &[],
    );
    assert_eq!(source(&drawn), Some(ExtentSource::Project));
}

const OSM: &str = r#"<osm version="0.6">
<bounds minlat="24.495" minlon="99.895" maxlat="24.515" maxlon="99.915"/>
<node id="1" lat="24.5" lon="99.9"/><node id="2" lat="24.51" lon="99.91"/>
<way id="7"><nd ref="1"/><nd ref="2"/><nd ref="3"/><tag k="highway" v="service"/></way>
</osm>"#;

#[test]
fn streets_of_openstreetmap_bring_their_box_and_their_licence() {
    let missing = "c.osm: 1 nodes of walkable ways are missing, 1 pieces are lost; cut the \
                   extract with complete ways";
    let loaded = check(
        &[("walkshed.toml", &toml("streets = 'c.osm'")), ("c.osm", OSM)],
        &[missing],
    );
    assert_eq!(loaded.licences, ["© OpenStreetMap contributors, ODbL 1.0"]);
    assert!(matches!(
        loaded.district.extent,
        Extent::Area { source: ExtentSource::Declared, .. }
    ));
    let wide = OSM.replace("99.895", "98");
    let loaded = load(&[("walkshed.toml", &toml("streets = 'c.osm'")), ("c.osm", &wide)]);
    assert!(matches!(
        loaded.unwrap().district.extent,
        Extent::Area { source: ExtentSource::Nodes, .. }
    ));
    let own = features(&[(
        r#"{"id": "new"}"#,
        "LineString",
        "[[99.905,24.50505],[99.91,24.505]]",
    )]);
    let both = check(
        &[
            ("walkshed.toml", &toml("streets = ['c.osm', 'w.geojson']")),
            ("c.osm", OSM),
            ("w.geojson", &own),
        ],
        &[
            missing,
            "c.osm, w.geojson: 1 connections without a shared vertex: new joins way 7 over 3.7 m \
             at 99.905027,24.505027",
        ],
    );
    assert_eq!(both.district.network.unwrap().streets().len(), 3);
    fails(
        &[("walkshed.toml", &toml("streets = 'c.osm'")), ("c.osm", "<osm><no")],
        4,
        "c.osm",
    );
}

#[test]
fn what_street_data_says_itself_cannot_be_said_otherwise() {
    for (said, part) in [
        ("crs = 'GCJ-02'", "crs = \"GCJ-02\", but this street data is always WGS 84"),
        ("crs = 'nowhere'", "remove crs from walkshed.toml"),
        ("encoding = 'GBK'", "remove encoding from walkshed.toml"),
    ] {
        let streets = toml(&format!("streets = {{ path = 'c.osm', {said} }}"));
        fails(&[("walkshed.toml", &streets), ("c.osm", OSM)], 3, part);
    }
    let streets =
        toml("streets = { path = 'c.osm', crs = 'EPSG:4326', encoding = 'UTF-8' }");
    assert!(load(&[("walkshed.toml", &streets), ("c.osm", OSM)]).is_ok());
}
