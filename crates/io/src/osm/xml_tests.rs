use crate::osm::fixtures::file;
use crate::osm::tags::Reason;
use crate::osm::{OsmError, OsmStreets, Place, read};
use walkshed::network::lines::{Manner, StreetId};

/// Two nodes and a way between them.
const STREET: &str = r#"<node id="1" lat="26.1" lon="101.0"/><node id="2" lat="26.2" lon="101.1"/>
<way id="7"><nd ref="1"/><nd ref="2"/><tag k="highway" v="footway"/></way>"#;

fn parse(content: &str) -> Result<OsmStreets, OsmError> {
    read(file(".osm", content.as_bytes()).path())
}

fn osm(content: &str) -> Result<OsmStreets, OsmError> {
    parse(&format!(
        "<?xml version='1.0' encoding='UTF-8'?>\n<osm version='0.6'>{content}</osm>\n"
    ))
}

fn corners(corners: Option<(walkshed::LngLat, walkshed::LngLat)>) -> Option<[f64; 4]> {
    corners.map(|(low, high)| [low.lng(), low.lat(), high.lng(), high.lat()])
}

#[test]
fn a_street_is_read_with_its_places() {
    let streets = osm(STREET).unwrap();
    let lines = &streets.lines;
    assert_eq!(lines.lines[0].id, StreetId::Way(7));
    assert_eq!((lines.nodes(0), &lines.osm_nodes[..]), (&[0, 1][..], &[1, 2][..]));
    assert_eq!((lines.positions[1].lng(), lines.positions[1].lat()), (101.1, 26.2));
    assert_eq!(corners(streets.nodes_box), Some([101.0, 26.1, 101.1, 26.2]));
    assert_eq!(streets.declared_box, None);
    assert_eq!(
        (streets.report.nodes, streets.report.ways, streets.report.walked),
        (2, 1, 1)
    );
}

#[test]
fn objects_come_in_any_order_with_any_ids_and_chinese_names() {
    let streets = parse(
        "\u{feff}<osm><relation id='5'><member type='way' ref='-9' role=''/>\
         <tag k='highway' v='motorway'/></relation>\
         <way id='-9'><tag k='name' v='永北镇 &amp; &lt;北&gt;'/><nd ref='-2'/><tag v='steps' k='highway'/>\
         <nd ref='-1'/></way><!-- > -->\
         <node lon='100.7' lat='26.7' id='-1'><tag k='highway' v='crossing'/></node>\
         <node id='-2' lat='26.8' lon='100.8'></node></osm>",
    )
    .unwrap();
    assert_eq!(streets.lines.osm_nodes, [-2, -1]);
    assert_eq!(streets.lines.lines[0].manner, Manner::STEPS);
    assert_eq!(streets.lines.lines[0].id, StreetId::Way(-9));
}

#[test]
fn declared_boxes_are_joined_and_those_of_single_ways_are_not_counted() {
    let bounds = "<bounds minlat='26' minlon='100' maxlat='27' maxlon='101'/>\
                  <bounds minlat='26.5' minlon='100.5' maxlat='28' maxlon='101.5'/>";
    let overpass = STREET.replace(
        "<way id=\"7\">",
        "<way id='7'><bounds minlat='0' minlon='0' maxlat='1' maxlon='1'/>",
    );
    let streets = osm(&format!("{bounds}{overpass}")).unwrap();
    assert_eq!(corners(streets.declared_box), Some([100.0, 26.0, 101.5, 28.0]));
}

#[test]
fn a_box_that_is_none_is_left_out_and_said_so() {
    for wrong in [
        "minlat='27' minlon='100' maxlat='26' maxlon='101'",
        "minlat='26' minlon='100' maxlat='99' maxlon='101'",
        "minlat='26' minlon='100' maxlat='nan' maxlon='101'",
        "minlat='26'",
    ] {
        let streets = osm(&format!("<bounds {wrong}/>{STREET}")).unwrap();
        assert_eq!(streets.declared_box, None, "{wrong}");
        assert!(streets.report.invalid_box, "{wrong}");
    }
}

#[test]
fn deleted_objects_are_passed_over() {
    let deleted = "<node id='8' action='delete' lat='1' lon='1'/><node id='9' visible='false'/>\
        <way id='3' action='delete'><nd ref='1'/><nd ref='2'/><tag k='highway' v='path'/></way>";
    let streets = osm(&format!("{deleted}{STREET}")).unwrap();
    assert_eq!((streets.report.nodes, streets.report.ways), (2, 1));
}

#[test]
fn a_way_is_cut_at_missing_and_impossible_nodes() {
    let nodes = ["1", "2", "3", "5", "6", "7"]
        .map(|id| format!("<node id='{id}' lat='26.{id}' lon='101'/>"))
        .concat();
    let refs = [1, 2, 3, 4, 5, 6, 7, 8].map(|id| format!("<nd ref='{id}'/>")).concat();
    let streets = osm(&format!(
        "{nodes}<node id='4' lat='126' lon='26'/><way id='7'>{refs}<tag k='highway' v='path'/></way>
         <way id='8'><nd ref='7'/><nd ref='8'/><tag k='highway' v='path'/></way>
         <way id='9'><nd ref='1'/><nd ref='1'/><nd ref='2'/><tag k='highway' v='path'/></way>"
    ))
    .unwrap();
    let pieces: Vec<_> = (0..3).map(|line| streets.lines.nodes(line).to_vec()).collect();
    assert_eq!(pieces, [vec![0, 1, 2], vec![3, 4, 5], vec![0, 1]]);
    assert_eq!(streets.lines.osm_nodes, [1, 2, 3, 5, 6, 7]);
    let report = &streets.report;
    assert_eq!((report.missing_nodes, report.lost_segments), (2, 4));
    assert_eq!((report.walked, report.without_line), (2, 1));
    assert_eq!(report.invalid_nodes.len(), 1);
    assert_eq!(report.invalid_nodes[0].node, 4);
    assert_eq!(
        report.invalid_nodes[0].error.to_string(),
        "latitude 126 is outside -90..90 (are longitude and latitude swapped?)"
    );
}

#[test]
fn a_number_that_is_none_makes_a_node_impossible_not_the_file() {
    let streets = osm(&format!(
        "{}<node id='3' lat='x' lon='101'/>",
        STREET.replace("<nd ref=\"2\"/>", "<nd ref=\"2\"/><nd ref='3'/>")
    ));
    assert_eq!(streets.unwrap().report.invalid_nodes[0].node, 3);
}

#[test]
fn refused_ways_are_counted_by_reason() {
    let private = "<way id='8'><nd ref='1'/><nd ref='2'/><tag k='highway' v='service'/>\
                   <tag k='access' v='no'/></way><way id='9'/>";
    let report = osm(&format!("{STREET}{private}")).unwrap().report;
    assert_eq!(report.ways, 3);
    assert_eq!(
        report.refused.into_iter().collect::<Vec<_>>(),
        [(Reason::NotAStreet, 1), (Reason::Closed, 1)]
    );
}

/// What the error says, without the name of the file.
fn message(error: &OsmError) -> String {
    let message = error.to_string();
    message.split_once(": ").map(|(_, rest)| rest.to_owned()).expect("file: what")
}

#[test]
fn damaged_xml_is_an_error_with_its_byte() {
    for (content, byte, reason) in [
        ("<osm><way id='x'/></osm>", 5, "id `x` is not an integer"),
        (
            "<osm><way id='1'><nd ref='1.5'/></way></osm>",
            17,
            "ref `1.5` is not an integer",
        ),
        ("<osm><way id='1'><nd/></way></osm>", 17, "way 1: an <nd> has no ref"),
        ("<osm><node lat='1' lon='1'/></osm>", 5, "a <node> has no id"),
        ("<osm><way id='1'>", 17, "the file ends before </osm>"),
        ("<osm><way id='1'></osm>", 17, "expected `</way>`, but `</osm>` was found"),
        ("<!-- nothing -->", 16, "the file ends before </osm>"),
    ] {
        let error = parse(content).unwrap_err();
        let OsmError::Damaged { place, .. } = &error else {
            panic!("{content}: {error}")
        };
        assert_eq!(*place, Place::Byte(byte), "{content}");
        assert!(message(&error).contains(reason), "{content}: {error}");
        assert!(error.is_damaged());
    }
}

#[test]
fn text_that_is_not_utf_8_is_damage() {
    let mut bytes = b"<osm><way id='1'><tag k='name' v='".to_vec();
    bytes.extend([0xc4, 0xe3, 0xba, 0xc3]);
    bytes.extend(b"'/></way></osm>");
    let error = read(file(".osm", &bytes).path()).unwrap_err();
    assert!(error.is_damaged(), "{error}");
}

#[test]
fn a_file_cut_off_anywhere_is_damaged() {
    let whole = format!("<osm>{STREET}</osm>");
    for length in 0..whole.len() {
        let error = read(file(".osm", &whole.as_bytes()[..length]).path()).unwrap_err();
        assert!(error.is_damaged(), "{length}: {error}");
    }
}

#[test]
fn a_changed_byte_never_brings_the_reader_down() {
    let whole = format!("<osm>{STREET}</osm>").into_bytes();
    let file = file(".osm", &whole);
    for at in 0..whole.len() {
        for byte in [b'<', b'>', b'"', b'&', b'-', 0, 0xff] {
            let mut changed = whole.clone();
            changed[at] = byte;
            std::fs::write(file.path(), changed).unwrap();
            drop(read(file.path()));
        }
    }
}

#[test]
fn other_xml_is_not_openstreetmap_data() {
    let error = parse("<!DOCTYPE html><html><body/></html>").unwrap_err();
    assert_eq!(
        message(&error),
        "not OpenStreetMap data: its root element is <html>; give an .osm.pbf or .osm file"
    );
    assert!(!error.is_damaged());
}

#[test]
fn a_file_without_a_walkable_street_says_what_it_has() {
    let error = parse("<osm/>").unwrap_err();
    assert!(
        message(&error).starts_with("no walkable street in 0 nodes and 0 ways"),
        "{error}"
    );
    assert!(!error.is_damaged());
}
