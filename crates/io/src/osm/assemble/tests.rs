//! What becomes of barriers, lifts and squares, on files of a few lines.

use crate::osm::fixtures::file;
use crate::osm::{AreaFault, Asked, Doors, OsmStreets};
use walkshed::network::lines::{
    Access, Pace, SnapClass, StreetId, StreetKind, StreetLines,
};

/// Reads nodes `id`, `id lng,lat` or `id|key=value ...`, ways `id: refs | tags` and relations
/// `r id: ways | tags`, one a line; a node without a place lies at (id, id) in thousandths of a
/// degree.
fn osm(text: &str) -> OsmStreets {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let xml = format!("<osm>{}</osm>", lines.map(object).collect::<String>());
    let file = file(".osm", xml.as_bytes());
    Asked { ferries: true }.read(file.path()).expect("streets")
}

fn object(line: &str) -> String {
    let tag = |tag: &str| {
        let (key, value) = tag.split_once('=').expect("key=value");
        format!("<tag k='{key}' v='{value}'/>")
    };
    let (object, tags) = line.split_once('|').unwrap_or((line, ""));
    let tags: String = tags.split_whitespace().map(tag).collect();
    let ids = |ids: &str, element: &str| -> String {
        ids.split_whitespace().map(|id| element.replace('#', id)).collect()
    };
    if let Some((id, members)) = object.split_once(':') {
        let Some(id) = id.strip_prefix("r ") else {
            return format!(
                "<way id='{id}'>{}{tags}</way>",
                ids(members, "<nd ref='#'/>")
            );
        };
        let members = ids(members, "<member type='way' ref='#' role='outer'/>");
        return format!("<relation id='{id}'>{members}{tags}</relation>");
    }
    let mut words = object.split_whitespace();
    let id: f64 = words.next().and_then(|id| id.parse().ok()).expect("an id");
    let own = (id / 1000.0).to_string();
    let at = words.next().and_then(|at| at.split_once(','));
    let (lng, lat) = at.unwrap_or((&own, &own));
    format!("<node id='{id}' lon='{lng}' lat='{lat}'>{tags}</node>")
}

/// Lines as `way: nodes`, where a copy of a node is told by letters.
fn drawn(lines: &StreetLines) -> Vec<String> {
    let name = |&vertex: &u32| {
        let id = lines.osm_nodes[vertex as usize];
        let before = &lines.osm_nodes[..vertex as usize];
        let copy = before.iter().filter(|&&other| other == id).count();
        format!("{id}{}", ["", "b", "c", "d", "e"][copy])
    };
    let line = |line: usize| {
        let nodes: Vec<String> = lines.nodes(line).iter().map(name).collect();
        let StreetId::Way(way) = &lines.lines[line].id else { panic!("a way") };
        format!("{way}: {}", nodes.join(" "))
    };
    (0..lines.lines.len()).map(line).collect()
}

#[test]
fn a_wall_ends_every_piece_and_joins_none() {
    let streets = osm("1\n 2|barrier=wall\n 3\n 4
        10: 1 2 3|highway=path
        11: 4 2|highway=path");
    assert_eq!(drawn(&streets.lines), ["10: 1 2", "10: 2b 3", "11: 4 2c"]);
    assert_eq!(streets.report.doors.closed, 1);
    assert_eq!(streets.lines.positions[1], streets.lines.positions[2]);
}

#[test]
fn a_private_gate_joins_its_pieces_by_private_lines_without_length() {
    let streets = osm("1\n 2|barrier=gate access=private\n 3
        10: 1 2 3|highway=path");
    let lines = &streets.lines;
    assert_eq!(drawn(lines), ["10: 1 2", "10: 2b 3", "10: 2 2c", "10: 2b 2c"]);
    let access: Vec<_> = lines.lines.iter().map(|line| line.manner.access).collect();
    let (public, private) = (Access::Public, Access::Private);
    assert_eq!(access, [public, public, private, private]);
    assert_eq!(streets.report.doors.private, 1);
    let dead_end = osm("1\n 2|barrier=gate access=private\n 10: 1 2|highway=path");
    assert_eq!(drawn(&dead_end.lines), ["10: 1 2"]);
}

#[test]
fn a_gate_that_is_passed_is_a_node_like_any_other() {
    let streets = osm("1\n 2|barrier=gate\n 3\n 10: 1 2 3|highway=path");
    assert_eq!(drawn(&streets.lines), ["10: 1 2 3"]);
    assert_eq!(streets.report.doors, Doors::default());
}

#[test]
fn a_lift_leaves_each_way_whole_and_costs_half_a_wait_to_and_from_each() {
    let streets = osm("1\n 2|highway=elevator\n 3\n 4
        10: 1 2 3|highway=footway level=0
        11: 4 2|highway=footway level=1");
    let lines = &streets.lines;
    assert_eq!(drawn(lines), ["10: 1 2 3", "11: 4 2b", "10: 2 2c", "11: 2b 2c"]);
    for arm in &lines.lines[2..] {
        assert_eq!(arm.manner.pace, Pace::Lift { share: 500 });
        assert_eq!(
            (arm.manner.kind, arm.snap),
            (StreetKind::Lift, SnapClass::LastResort)
        );
    }
    assert_eq!(streets.report.doors.lifts, 1);
}

#[test]
fn a_lift_drawn_as_a_line_costs_one_wait_whatever_its_ends_say() {
    let streets = osm("1\n 2|highway=elevator\n 3|highway=elevator\n 4
        10: 1 2|highway=footway
        11: 2 3|highway=elevator
        12: 3 4|highway=footway");
    assert_eq!(drawn(&streets.lines), ["10: 1 2", "11: 2 3", "12: 3 4"]);
    assert_eq!(streets.lines.lines[1].manner.pace, Pace::Lift { share: 1000 });
}

#[test]
fn a_shaft_joins_the_corners_that_something_reaches() {
    let streets = osm("1\n 2\n 3\n 4\n 5\n 6
        10: 1 2 3 4 1|highway=elevator
        11: 5 1|highway=footway
        12: 3 6|highway=footway");
    assert_eq!(drawn(&streets.lines), ["11: 5 1", "12: 3 6", "10: 3 3b", "10: 1 3b"]);
    assert_eq!(streets.lines.lines[3].manner.pace, Pace::Lift { share: 500 });
    assert_eq!((streets.report.walked, streets.report.without_line), (3, 0));
    let blind =
        osm("1\n 2\n 3\n 5\n 10: 1 2 3 1|highway=elevator\n 11: 5 1|highway=path");
    assert_eq!(drawn(&blind.lines), ["11: 5 1"]);
    assert_eq!((blind.report.walked, blind.report.without_line), (1, 1));
}

/// Rings of the areas as ids of nodes.
fn rings(streets: &OsmStreets) -> Vec<Vec<Vec<i64>>> {
    let id = |&node: &u32| streets.lines.osm_nodes[node as usize];
    let ring = |ring: &Vec<u32>| ring.iter().map(id).collect();
    streets.lines.areas.iter().map(|area| area.rings.iter().map(ring).collect()).collect()
}

#[test]
fn a_closed_way_of_a_surface_is_an_area_and_a_line() {
    let streets = osm("1 0,0\n 2 1,0\n 3 1,1\n 4 0,1
        10: 1 2 3 4 1|highway=pedestrian area=yes name=Square
        11: 1 2 3 1|highway=pedestrian
        12: 1 2 3|highway=footway area=yes");
    assert_eq!(drawn(&streets.lines), ["10: 1 2 3 4 1", "11: 1 2 3 1", "12: 1 2 3"]);
    assert_eq!(rings(&streets), [[[1, 2, 3, 4, 1]]]);
    let area = &streets.lines.areas[0];
    assert_eq!(area.id, StreetId::Way(10));
    assert_eq!(&*streets.lines.names[area.name as usize], "Square");
    assert_eq!(streets.report.areas, 1);
    assert_eq!(streets.report.dropped_areas[0].fault, AreaFault::Open);
}

#[test]
fn a_relation_is_put_together_from_ways_without_tags() {
    let text = "1\n 2\n 3\n 4\n 5\n 6\n 7
        10: 1 2 3|
        11: 1 4 3|building=wall
        12: 5 6 7 5|highway=path foot=no
        13: 1 5|highway=footway
        r 20: 10 11 12|type=multipolygon highway=pedestrian name=Plaza";
    let streets = osm(text);
    assert_eq!(rings(&streets), [[vec![1, 2, 3, 4, 1], vec![5, 6, 7, 5]]]);
    assert_eq!(streets.lines.areas[0].id, StreetId::Relation(20));
    // what is forbidden is part of the shape and no line
    assert_eq!(drawn(&streets.lines), ["13: 1 5", "10: 1 2 3", "11: 1 4 3"]);
    let line = &streets.lines.lines[1];
    assert_eq!(&*streets.lines.names[line.name as usize], "Plaza");
    assert_eq!((streets.report.outlines, streets.report.areas), (2, 1));
    assert_eq!(streets.report.ways, 4);

    let faults = |text: &str| osm(text).report.dropped_areas[0].fault;
    assert_eq!(
        faults(&text.replace("r 20: 10", "r 20: 99 10")),
        AreaFault::MissingWays(1)
    );
    assert_eq!(faults(&text.replace("r 20: 10 11", "r 20: 10")), AreaFault::Open);
    assert_eq!(
        faults(&text.replace("10: 1 2 3", "10: 1 8 3")),
        AreaFault::MissingNodes(1)
    );
    assert_eq!(faults(&text.replace("5 6 7 5", "5 6 5")), AreaFault::Flat);
}

#[test]
fn a_gate_in_the_edge_of_a_square_leads_out_and_does_not_cut_the_edge() {
    let streets = osm("1 0,0\n 2 1,0|barrier=gate foot=private\n 3 1,1\n 4 2,0
        10: 1 2 3 1|highway=pedestrian area=yes
        11: 2 4|highway=footway");
    assert_eq!(
        drawn(&streets.lines),
        ["10: 1 2 3 1", "11: 2b 4", "10: 2 2c", "11: 2b 2c"]
    );
    assert_eq!(streets.lines.areas[0].rings, [[0, 1, 2, 0]]);
}

#[test]
fn a_flight_of_counted_steps_takes_the_time_of_its_steps() {
    // 2e-5 degrees of latitude are 2.21 m: ten treads are longer than that
    let streets =
        osm("1 0,0\n 2 0,0.00002\n 10: 1 2|highway=steps step_count=10 incline=up");
    let Pace::Walked { forward, backward } = streets.lines.lines[0].manner.pace else {
        panic!("walked")
    };
    assert_eq!((forward, backward), (2888, 2538));
    let kinds = streets.report.kinds;
    assert_eq!((kinds.steps, kinds.counted_steps, kinds.inclined_steps), (1, 1, 1));
}

#[test]
fn a_ride_is_shared_out_where_its_line_is_cut() {
    let streets = osm("1 0,0\n 2 0,0.01\n 4 0,0.02\n 5 0,0.05
        10: 1 2 3 4 5|route=ferry duration=20");
    let millis: Vec<_> =
        streets.lines.lines.iter().map(|line| line.manner.pace).collect();
    assert_eq!(
        millis,
        [Pace::Carried { millis: 300_000 }, Pace::Carried { millis: 900_000 }]
    );
}
