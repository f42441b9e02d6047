use super::*;
use crate::project::Input;
use crate::read::fixtures::{self, COLUMNS, TOWN, campaign, opened, told};

fn read_text(text: &[u8]) -> Result<Rows, ReadError> {
    read(&opened(&Input::new("a.geojsonl"), text))
}

const POINT: &str = r#"{"type":"Feature","properties":{"a":1},"geometry":{"type":"Point","coordinates":[1,2]}}"#;

#[test]
fn features_by_the_line_and_behind_separators_are_the_same() {
    for name in ["communities.geojsonl", "communities.geojsons"] {
        let rows = fixtures::fixture(name);
        assert_eq!(rows.columns, COLUMNS, "{name}");
        assert_eq!(told(&rows), TOWN, "{name}");
        assert_eq!(rows.list[1].id.as_deref(), Some("2"));
    }
}

#[test]
fn a_bad_line_costs_only_itself_and_is_told_with_its_number() {
    let text = format!("{POINT}\n\n{{\"type\": \"Feat\n[1]\n{POINT}\n");
    assert_eq!(
        told(&read_text(text.as_bytes()).unwrap()),
        [
            "feature 1 Integer(1) point",
            "feature 4 Integer(1) point",
            "a.geojsonl feature 2: not a GeoJSON feature: EOF while parsing a string; write one \
             feature a line",
            "a.geojsonl feature 3: not a GeoJSON feature; see RFC 7946, section 3.2",
        ]
    );
}

#[test]
fn a_record_may_span_lines_behind_a_separator() {
    let wide = POINT.replace(',', ",\n  ");
    let text = format!("\x1e{wide}\n\x1e{POINT}\n\x1e{{\"type\"");
    let rows = read_text(text.as_bytes()).unwrap();
    assert_eq!((rows.list.len(), rows.findings.len()), (2, 1));
}

#[test]
fn bare_geometries_are_features_and_a_collection_is_read_as_one() {
    let text = "{\"type\":\"Point\",\"coordinates\":[1,2]}\n{\"type\":\"Point\",\"coordinates\":[3,4]}";
    assert_eq!(read_text(text.as_bytes()).unwrap().list.len(), 2);
    let collection =
        format!("{{\"type\":\"FeatureCollection\",\n\"features\":[\n{POINT}\n]}}");
    assert_eq!(read_text(collection.as_bytes()).unwrap().list.len(), 1);
    let flat = collection.replace('\n', "");
    assert_eq!(read_text(flat.as_bytes()).unwrap().list.len(), 1);
}

#[test]
fn a_file_without_one_sound_line_is_damaged() {
    for text in ["nonsense\nmore\n", "\x1e", "\n \n", "{\"type\":\n"] {
        assert_eq!(read_text(text.as_bytes()).unwrap_err().status(), 4, "{text:?}");
    }
    let error = read_text(b"\nnonsense\n").unwrap_err();
    assert!(
        error.to_string().starts_with("nowhere/a.geojsonl: damaged at line 2: "),
        "{error}"
    );
    let deep = "[".repeat(1_000_000);
    assert_eq!(read_text(deep.as_bytes()).unwrap_err().status(), 4);
}

#[test]
fn no_change_of_bytes_brings_the_reader_down() {
    campaign(&fixtures::bytes("communities.geojsons"), 44, 2_000, read_text);
}
