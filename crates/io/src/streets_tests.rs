use super::*;
use crate::finding::Place;
use std::path::Path;
use walkshed::model::Value;
use walkshed::network::lines::{SnapClass, StreetKind};

/// What becomes of a line with these tags, `key=value` by spaces.
fn line(tags: &str) -> String {
    let mut rows = Rows::new("w.geojson", Path::new("w.geojson"));
    let pairs: Vec<(&str, &str)> =
        tags.split_whitespace().map(|tag| tag.split_once('=').unwrap()).collect();
    rows.columns = pairs.iter().map(|(key, _)| (*key).to_owned()).collect();
    let values = pairs.iter().map(|(_, value)| Value::from(*value)).collect();
    let mut row = Row::new(Place::Feature(12), values);
    row.geometry = Ok(Some(Geometry::LineString(vec![(0.0, 0.0), (1.0, 1.0)].into())));
    rows.list.push(row);
    let mut findings = Vec::new();
    let lines = read(&rows, &Input::default(), Asked::default(), &mut findings).unwrap();
    match (lines.lines.first(), findings.first()) {
        (Some(line), None) => {
            format!("{:?} {:?} {:?}", line.manner.kind, line.snap, line.grade.layer)
        }
        (None, Some(finding)) => finding.reason(crate::Lang::En),
        other => format!("{other:?}"),
    }
}

#[test]
fn a_line_of_the_user_is_a_street_unless_its_tags_say_otherwise() {
    let walked = format!("{:?} {:?} 0", StreetKind::Level, SnapClass::Ordinary);
    for tags in [
        "",
        "id=x",
        "highway=residential",
        "highway=巷道",
        "fclass=footway",
        "access=yes",
    ] {
        assert_eq!(line(tags), walked, "{tags}");
    }
    assert_eq!(line("highway=steps layer=2 bridge=T"), "Steps Ordinary 2");
    assert_eq!(line("tunnel=true"), "Level LastResort 0");
    assert_eq!(line("tunnel=F"), walked);
    assert_eq!(line("level=3 type=x area=yes"), walked);
    for (tags, reason) in [
        ("highway=motorway", "motorway"),
        ("highway=raceway", "highway value that is not for walkers"),
        ("foot=no", "forbidden on foot"),
        ("railway=rail", "ferry, railway or cable car"),
        ("highway=trunk", "trunk road without sidewalk or foot tag"),
    ] {
        assert_eq!(line(tags), format!("1 lines are not walked: {reason}"), "{tags}");
    }
}

#[test]
fn equal_places_are_one_node_and_lines_keep_their_names() {
    let mut drawer = Drawer::default();
    let tags = [("highway", "footway")].into_iter().collect();
    let Decision::Walk(walk) = walkable(&tags, Asked::default()) else {
        panic!("a footway is walked")
    };
    let id = |name: &str| StreetId::Own(name.into());
    let cross = [
        vec![(-1.0, 0.0), (0.0, 0.0), (0.0, 0.0), (1.0, 0.0)].into(),
        vec![(0.0, 1.0), (-0.0, 0.0)].into(),
    ];
    drawer.add(&id("cross"), Some("东街"), &cross, &walk).unwrap();
    assert_eq!(drawer.streets.vertices, [0, 1, 2, 3, 1]);
    assert_eq!(drawer.streets.lines.len(), 2);
    let point = [vec![(5.0, 5.0), (5.0, 5.0)].into()];
    assert_eq!(drawer.add(&id("point"), None, &point, &walk), Err(Problem::NoLine));
    assert_eq!(drawer.streets.vertices.len(), 5);
    assert_eq!(drawer.streets.lines[1].name, 0);
    let around = nodes_box(&drawer.streets).unwrap();
    assert_eq!((around.0.lng(), around.1.lat()), (-1.0, 5.0));
    assert_eq!(drawer.finish().names, ["东街".into()]);
}
