use super::*;
use crate::layers::Layer;
use crate::layers::fixtures::evaluated;
use std::fs;
use walkshed::model::Metric;

/// The licence of the town's streets.
const LICENCE: &[u8] = "© somebody, ODbL 1.0".as_bytes();

fn holds(bytes: &[u8], text: &[u8]) -> bool {
    bytes.windows(text.len()).any(|window| window == text)
}

#[test]
fn the_licence_reaches_every_output() {
    let (town, evaluation) = evaluated(Metric::Network);
    for format in Format::ALL {
        let home = tempfile::tempdir().unwrap();
        let content = Content::of_layer(Layer::Stations, &town, &evaluation);
        let place = home.path().join("stations").with_extension(format.key());
        let written = write(&place, format, &content, Options::default()).unwrap();
        let said =
            written.paths.iter().any(|path| holds(&fs::read(path).unwrap(), LICENCE));
        assert!(said, "{format:?}: {:?}", written.paths);
        assert_eq!(fs::read_dir(home.path()).unwrap().count(), written.paths.len());
    }
}

#[test]
fn the_same_content_gives_the_same_bytes() {
    let (town, evaluation) = evaluated(Metric::Network);
    let content = Content::of_layer(Layer::Demand, &town, &evaluation);
    for format in Format::ALL {
        let home = tempfile::tempdir().unwrap();
        let bytes = |name: &str| {
            let folder = home.path().join(name);
            fs::create_dir(&folder).unwrap();
            let place = folder.join("a").with_extension(format.key());
            let written = write(&place, format, &content, Options::default()).unwrap();
            written.paths.iter().map(|path| fs::read(path).unwrap()).collect::<Vec<_>>()
        };
        assert!(bytes("one") == bytes("other"), "{format:?}");
    }
}

#[test]
fn spreadsheets_know_utf_8_by_its_mark() {
    let (town, evaluation) = evaluated(Metric::Network);
    let content = Content::of_layer(Layer::Stations, &town, &evaluation);
    let home = tempfile::tempdir().unwrap();
    let start = |bom: bool| {
        let place = home.path().join("a.csv");
        write(&place, Format::Csv, &content, Options { bom }).unwrap();
        fs::read(place).unwrap()[..3].to_vec()
    };
    assert_eq!(start(true), b"\xef\xbb\xbf");
    assert_eq!(start(false), b"id,");
}

#[test]
fn a_folder_that_is_not_there_is_named_and_nothing_is_left() {
    let (town, evaluation) = evaluated(Metric::Network);
    let content = Content::of_layer(Layer::Grids, &town, &evaluation);
    let home = tempfile::tempdir().unwrap();
    for format in Format::ALL {
        let place = home.path().join("none/a").with_extension(format.key());
        let error = write(&place, format, &content, Options::default()).unwrap_err();
        assert_eq!((error.status(), error.path), (4, place), "{format:?}");
    }
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 0);
}
