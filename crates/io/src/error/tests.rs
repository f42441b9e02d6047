use super::*;
use crate::finding::{Finding, Problem};
use crate::osm::OsmReport;
use crate::osm::{Content, Damage, Place};

fn known() -> Vec<String> {
    vec!["编号".to_owned(), "级别".to_owned()]
}

/// Faults that stand alone.
fn plain_faults() -> Vec<ReadFault> {
    let finding = || Finding::new("站点.csv", Problem::NoPlace);
    vec![
        ReadFault::Empty,
        ReadFault::Blank,
        ReadFault::ZeroBytes,
        ReadFault::OpenQuote,
        ReadFault::Csv("1".into()),
        ReadFault::NotUtf8,
        ReadFault::HalfCharacter,
        ReadFault::Undecodable("gb18030"),
        ReadFault::LongLine,
        ReadFault::Encoding("GB18030".into()),
        ReadFault::Crs("GCJ-02".into()),
        ReadFault::NoProj("EPSG:4547".into()),
        ReadFault::Ballpark("EPSG:4214".into()),
        ReadFault::Projected {
            columns: "东, 北".into(),
            likely: vec!["EPSG:4521".into()],
        },
        ReadFault::Projected {
            columns: String::new(),
            likely: vec!["EPSG:4534".into(); 9],
        },
        ReadFault::Elsewhere { declared: "EPSG:4547".into(), likely: Vec::new() },
        ReadFault::Broken { format: "ZIP", reason: "1".into() },
        ReadFault::ManyLayers(known()),
        ReadFault::NoLayers(known()),
        ReadFault::NoLayers(Vec::new()),
        ReadFault::MixedCrs(known()),
        ReadFault::Encrypted,
        ReadFault::Expands { from: 9, to: 9_000 },
        ReadFault::NotJson("1".into()),
        ReadFault::NotGeoJson("1".into()),
        ReadFault::NoFeatures,
        ReadFault::JsonType("拓扑".into()),
        ReadFault::NoInput("stations"),
        ReadFault::NoInput("demand"),
        ReadFault::NoStreets,
        ReadFault::NoRow,
        ReadFault::NoUsableRow(Box::new(finding())),
        ReadFault::NoPolygon(None),
        ReadFault::NoPolygon(Some(Box::new(finding()))),
        ReadFault::Setting { en: "late".into(), zh: "过晚".into(), near: None },
        ReadFault::NoMatch {
            column: "社区".into(),
            table: "人口.csv".into(),
            with: "代码".into(),
            keys: known(),
            known: known(),
        },
        ReadFault::NoPeople,
        ReadFault::NothingInAreas { table: "社区.shp".into() },
        ReadFault::Fixed { key: "crs", value: "GCJ-02".into() },
        ReadFault::FixesOriginals,
        ReadFault::NoScenario { name: "北部".into(), known: Vec::new(), near: None },
        ReadFault::Circle(known()),
        ReadFault::NobodyInside,
    ]
}

fn every_fault() -> Vec<ReadFault> {
    let name = || "名称".to_owned();
    let formats = [
        Foreign::Dwg,
        Foreign::FileGdb,
        Foreign::Kml,
        Foreign::Archive,
        Foreign::Document,
    ];
    let mut all = plain_faults();
    all.extend(formats.map(ReadFault::Format));
    let (field, role, columns) = ("level", "grids", known());
    all.push(ReadFault::NoColumn { field, role, columns, known: &["rung", "级别"] });
    for near in [None, Some("编号".to_owned())] {
        let of = |near| (name(), known(), near);
        let (name, known, near) = of(near);
        let (other, others, meant) = (name.clone(), known.clone(), near.clone());
        for fault in [
            |name, known, near| ReadFault::NoLayer { name, known, near },
            |name, known, near| ReadFault::NoPack { name, known, near },
            |name, known, near| ReadFault::NoSheet { name, known, near },
            |name, known, near| ReadFault::NoScenario { name, known, near },
        ] {
            all.push(fault(name.clone(), known.clone(), near.clone()));
        }
        all.push(ReadFault::UnknownField { name, known, near });
        all.push(ReadFault::UnknownColumn { name: other, known: others, near: meant });
    }
    all
}

/// Whether a text has words of English beside names; every sentence of ours has one of these.
fn has_english(text: &str) -> bool {
    let words = text.split(|c: char| !c.is_ascii_alphabetic());
    let ours = [
        "the", "a", "an", "is", "are", "not", "no", "it", "of", "at", "file", "please",
        "export", "way", "row", "line", "readable", "correct",
    ];
    words.into_iter().any(|word| ours.contains(&word))
}

#[test]
fn every_fault_of_a_file_is_told_in_both_languages() {
    for fault in every_fault() {
        let [en, zh] = Lang::ALL.map(|lang| fault.text(lang));
        assert!(en != zh && !zh.is_ascii() && !has_english(&zh), "{zh}");
        let spots = [
            Spot::Row(3),
            Spot::Line(3),
            Spot::Column { line: 3, column: 4 },
            Spot::Setting { line: 3, key: "步行".into() },
        ];
        for spot in spots {
            let error = ReadError::damaged(Path::new("站点.csv"), fault.clone()).at(spot);
            let zh = error.text(Lang::Zh);
            assert!(!has_english(&zh), "{zh}");
            assert_eq!(error.text(Lang::En), error.to_string());
        }
    }
}

#[test]
fn every_error_of_openstreetmap_data_is_told_in_both_languages() {
    let path = || PathBuf::from("路.osm");
    let damages = [
        Damage::Empty,
        Damage::NoHeader,
        Damage::OutOfRange,
        Damage::NoText { object: 7 },
        Damage::Malformed,
        Damage::HeaderTooLong,
        Damage::TooLong,
        Damage::Expands { most: 200 },
        Damage::Endless,
        Damage::NegativeSize,
        Damage::MissingBytes(9),
        Damage::CutOff,
        Damage::EmptyBlock,
        Damage::EndsEarly,
        Damage::NoRef { way: 7 },
        Damage::NoId { element: "node".into() },
        Damage::NotInteger { key: "ref".into(), value: "x".into() },
        Damage::Format("1".into()),
    ];
    let place = Place::Block { number: 2, byte: 90 };
    let damaged = |damage| OsmError::Damaged { path: path(), place, damage };
    let mut all: Vec<OsmError> = damages.map(damaged).into();
    let contents = [Content::Xml { root: "gpx".into() }, Content::Unknown];
    all.extend(contents.map(|content| OsmError::NotOsm { path: path(), content }));
    all.push(OsmError::Compressed { path: path(), format: "gzip" });
    all.push(OsmError::UnknownFeature { path: path(), feature: "Locations".into() });
    all.push(OsmError::NoStreet { path: path(), report: Box::new(OsmReport::default()) });
    all.push(OsmError::TooLarge { path: path() });
    for error in all {
        let zh = ReadError::Osm(error).text(Lang::Zh);
        assert!(zh.starts_with("路.osm:") && !has_english(&zh), "{zh}");
    }
}

#[test]
fn a_file_that_cannot_be_read_names_a_remedy() {
    let source = || io::Error::from(io::ErrorKind::PermissionDenied);
    let path = || PathBuf::from("a.csv");
    let osm = OsmError::Unreadable { path: path(), source: source() };
    let read = ReadError::Unreadable { path: path(), source: source() };
    for error in [read, osm.into()] {
        assert_eq!(
            error.text(Lang::En),
            "a.csv: cannot be read: permission denied; check the path and the permission"
        );
        assert_eq!(
            error.text(Lang::Zh),
            "a.csv:无法读取(permission denied);请检查路径和读取权限"
        );
    }
}
