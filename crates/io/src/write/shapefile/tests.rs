use super::*;
use crate::layers::{Column, Feature, Kind};
use crate::write::geojson::Header;
use walkshed::model::Value;

/// Bytes of the table of one column of text.
fn table(texts: &[&str]) -> (Vec<u8>, Vec<Note>) {
    let home = tempfile::tempdir().unwrap();
    let column = Column { name: "名称".into(), kind: Kind::Text };
    let feature = |text: &&str| Feature {
        id: String::new(),
        geometry: Some(geo::Point::new(99.9, 24.5).into()),
        properties: vec![("名称".into(), Value::from(*text))],
    };
    let features: Vec<Feature> = texts.iter().map(feature).collect();
    let mut content =
        Content::new(Header::new("a"), vec![column], || features.iter().cloned());
    content.id_column = None;
    let mut notes = Vec::new();
    let asides = stage(&home.path().join("a.shp"), &content, &mut notes).unwrap();
    crate::write::publish(asides).unwrap();
    (std::fs::read(home.path().join("a.dbf")).unwrap(), notes)
}

#[test]
fn a_cell_is_as_wide_as_the_longest_text_and_no_character_is_cut_in_half() {
    let (bytes, notes) = table(&["点", "中心"]);
    assert!(notes.is_empty());
    assert_eq!(bytes[32 + 16], 6);
    // a mark, the text, blanks up to the width
    assert_eq!(str::from_utf8(&bytes[65..]).unwrap(), " 点    中心\u{1a}");
    let long = "凤".repeat(100);
    let (bytes, notes) = table(&[&long]);
    assert_eq!(bytes[32 + 16], 254);
    let kept = &bytes[66..66 + 254];
    assert_eq!(str::from_utf8(kept).unwrap(), format!("{}  ", "凤".repeat(84)));
    assert!(
        matches!(&notes[..], [Note::Cut { column, rows: 1, .. }] if column == "名称"),
        "{notes:?}"
    );
}
