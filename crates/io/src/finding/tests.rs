use super::*;
use crate::hours::{Calendar, Unread};
use crate::osm::tags::Reason;
use crate::osm::{AreaFault, DroppedArea};
use walkshed::LngLat;
use walkshed::model::HierarchyFault;
use walkshed::network::lines::StreetId;
use walkshed::network::{Connection, ConnectionKind};

/// Words that planners meet in English wherever they work: names of formats, of settings and of
/// tags.
const NAMES: &[&str] = &[
    "encoding",
    "GB18030",
    "sheet",
    "UTF",
    "GBK",
    "Shapefile",
    "dbf",
    "-wal",
    "walkshed.toml",
    "GeoJSON",
    "RFC",
    "WGS",
    "EPSG",
    "crs",
    "hierarchy",
    "hours",
    "market",
    "extent",
    "complete",
    "weights",
    "population",
    "columns",
    "foot",
    "yes",
    "highway",
    "access",
    "duration",
    "split",
    "site",
    "GCJ",
    "OpenStreetMap",
    "way",
];

fn is_chinese(text: &str) -> bool {
    let rest = NAMES.iter().fold(text.to_owned(), |rest, name| rest.replace(name, ""));
    !rest.contains(|c: char| c.is_ascii_alphabetic()) && !rest.is_ascii()
}

/// Problems that are told without a part of their own.
const PLAIN: &[Problem] = &[
    Problem::Cells { found: 5, expected: 4 },
    Problem::Table(TableFault::BeyondHeader { cells: 3 }),
    Problem::Table(TableFault::Encoding { name: "gb18030" }),
    Problem::Table(TableFault::Undecodable { encoding: "gb18030", places: 2, line: 7 }),
    Problem::Table(TableFault::FilledDown { cells: 4 }),
    Problem::Table(TableFault::MergedCount { blocks: 2 }),
    Problem::Table(TableFault::CellError),
    Problem::NotAFeature,
    Problem::NoPlace,
    Problem::NotDegrees,
    Problem::Datum,
    Problem::BeyondCrs,
    Problem::NoCenter,
    Problem::NoLine,
    Problem::NoLevel,
    Problem::UnknownLevel,
    Problem::BareCenter,
    Problem::CutCode,
    Problem::NotAWeight,
    Problem::Exchanged,
    Problem::BeyondPattern { levels: 4 },
    Problem::UnknownStatus,
    Problem::UnknownWord,
    Problem::UnknownDate,
    Problem::NoSuchStation { near: None },
    Problem::MustBeSaid,
    Problem::NeedsOfNobody { rows: 3 },
    Problem::NoneOperating,
    Problem::UnknownCommunity { rows: 3 },
    Problem::NoWeights,
    Problem::Empty,
    Problem::NodesBox,
    Problem::MissingNodes { nodes: 2, pieces: 1 },
    Problem::InvalidNodes { nodes: 2 },
    Problem::InvalidBox,
    Problem::Header,
    Problem::NoTable,
    Problem::UnevenTable { shapes: 3, records: 2 },
    Problem::Undecoded { cells: 2 },
    Problem::Unsaved,
    Problem::Decoded { declared: None, used: "GBK" },
    Problem::NotPlain,
    Problem::MadeId,
    Problem::MadeIds,
    Problem::ReadAs { field: "population" },
    Problem::Unused,
    Problem::BlankWeights { cells: 7 },
    Problem::OutsideStudyArea { rows: 9 },
];

const WANTED: [Wanted; 5] = [
    Wanted::Door,
    Wanted::Line,
    Wanted::Polygon,
    Wanted::PolygonOrPoint,
    Wanted::PolygonOrLine,
];

/// Those of tables that hold lists.
fn table_faults() -> impl Iterator<Item = TableFault> {
    [
        TableFault::Sheet { name: "表一".into(), others: vec!["表二".into()] },
        TableFault::NotDrawn { kinds: vec![("文字".into(), 3)] },
        TableFault::Titles { rows: vec![1, 2, 4] },
        TableFault::JoinedHeader { rows: vec![3, 4] },
        TableFault::Totals { rows: vec![9] },
    ]
    .into_iter()
}

/// Those of tables that are joined.
fn join_faults() -> [JoinFault; 6] {
    let other = || "人口表".to_owned();
    [
        JoinFault::DuplicateKey { file: other(), place: Place::Row(2) },
        JoinFault::Unmatched { other: other() },
        JoinFault::Shared { rows: 2 },
        JoinFault::NoRowsInArea { people: "12".into() },
        JoinFault::NoArea { table: other() },
        JoinFault::NotAShare,
    ]
}

/// Those of scenarios.
fn scenario_faults() -> Vec<ScenarioFault> {
    let near = || Some("甲".to_owned());
    vec![
        ScenarioFault::NoStation { near: None },
        ScenarioFault::NoStation { near: near() },
        ScenarioFault::NoDemand,
        ScenarioFault::NoGroup { near: None },
        ScenarioFault::NoGroup { near: near() },
        ScenarioFault::NoCommunity { near: None },
        ScenarioFault::NoCommunity { near: near() },
        ScenarioFault::NoStreet,
        ScenarioFault::NoStreetInside,
        ScenarioFault::NoId,
        ScenarioFault::NotAFactor,
        ScenarioFault::ChangesNothing,
    ]
}

/// What a check of the whole project finds.
fn symptoms() -> Vec<Symptom> {
    let mut all = vec![
        Symptom::FarFromStreet { meters: Some(300.0) },
        Symptom::FarFromStreet { meters: None },
        Symptom::OnIsland { meters: 3.0 },
        Symptom::OutsideExtent,
        Symptom::OutsideGrids,
        Symptom::OtherGrid { found: Some("甲".into()) },
        Symptom::OtherGrid { found: None },
        Symptom::NearTwin { other: "乙".into(), meters: 9.0 },
        Symptom::SameName { other: "乙".into() },
        Symptom::NoPeople,
        Symptom::NoHours,
        Symptom::NoHoursColumn,
        Symptom::UnreadHours {
            text: "以公告为准".to_owned(),
            unread: Unread::Elsewhere { words: "以公告为准".to_owned() },
        },
        Symptom::HoursBeyond {
            text: "赶场日 9:00-12:00".to_owned(),
            beyond: Calendar::default()
                .is_market("2026-11-24".parse().unwrap(), None)
                .unwrap_err(),
        },
        Symptom::LooseEnds { ends: 2, first: "东街".into() },
        Symptom::Islands { streets: 2, meters: 100.0, share: 0.1 },
        Symptom::Apart { parts: 2, meters: 100.0, first: "东街".into() },
        Symptom::BetterTie { street: "东街".into(), saved: 61.0, seconds: true },
        Symptom::BetterTie { street: "东街".into(), saved: 90.0, seconds: false },
        Symptom::Dropped { rejected: 1, read: 26 },
    ];
    for (exchanged, now_m) in [(false, None), (true, Some(180.0))] {
        all.push(Symptom::System {
            taken_for: "EPSG:4326".into(),
            found: "GCJ-02".into(),
            exchanged,
            left_m: 10.0,
            next_m: 33.0,
            now_m,
            certain: exchanged,
        });
    }
    all
}

fn dropped_areas() -> [Problem; 4] {
    let faults = [
        AreaFault::MissingWays(2),
        AreaFault::MissingNodes(1),
        AreaFault::Open,
        AreaFault::Flat,
    ];
    faults.map(|fault| {
        let area = DroppedArea { id: StreetId::Relation(7), fault };
        Problem::DroppedAreas { areas: 4, first: vec![area] }
    })
}

fn every_problem() -> Vec<Problem> {
    let mut all = PLAIN.to_vec();
    all.extend(join_faults().map(Problem::Join));
    all.extend(scenario_faults().into_iter().map(Problem::Scenario));
    all.extend(symptoms().into_iter().map(Problem::Check));
    all.extend(table_faults().map(Problem::Table));
    all.push(Problem::NotAFeatureLine("1".into()));
    let declared = Some("UTF-8".to_owned());
    all.push(Problem::Decoded { declared, used: "GBK" });
    all.push(Problem::Approximate { cells: 2 });
    all.push(Problem::CountedBy { others: vec!["户籍人口".into()] });
    all.push(Problem::OnlyBuilt { stations: 3 });
    all.push(Problem::DuplicateId { file: "站点.1".into(), place: Place::Row(2) });
    let positions = [(24.5, 99.9), (200.0, 24.5), (99.9, f64::NAN)];
    let position = |(lng, lat)| Problem::Position(LngLat::new(lng, lat).unwrap_err());
    all.extend(positions.map(position));
    let geometry = [
        GeometryFault::Position(1),
        GeometryFault::Ring(3),
        GeometryFault::NoRing,
        GeometryFault::NotNumbers,
        GeometryFault::Json("1".into()),
        GeometryFault::Binary("1".into()),
        GeometryFault::Kind("8".into()),
    ];
    all.extend(geometry.map(Problem::Geometry));
    all.extend(WANTED.map(|expected| Problem::Shape { expected }));
    let (id, parent) = (|| "乙".to_owned(), || "甲".to_owned());
    let faults = [
        HierarchyFault::Count { level: 4, found: 9, expected: 10 },
        HierarchyFault::UnknownParent { id: id(), parent: parent() },
        HierarchyFault::Cycle { ids: vec![id(), parent(), id()] },
        HierarchyFault::ParentNotAbove { id: id(), parent: parent() },
    ];
    all.extend(faults.map(Problem::Hierarchy));
    all.extend(Reason::ALL.map(|reason| Problem::NotWalked { lines: 2, reason }));
    all.extend(dropped_areas());
    let first = || vec![StreetId::Way(7), StreetId::Relation(8)];
    let (stated, taken) = ("EPSG:4490".to_owned(), "EPSG:4526".to_owned());
    all.push(Problem::OtherCrs { stated, taken });
    all.push(Problem::UncrossedAreas { areas: 2, first: first() });
    all.push(Problem::LargeAreas { areas: 9, first: first() });
    let kinds = [ConnectionKind::Crossing, ConnectionKind::End, ConnectionKind::Osm];
    all.extend(kinds.map(|kind| Problem::Inferred {
        connections: 2,
        first: vec![Connection {
            kind,
            line: StreetId::Own("东街".into()),
            to: StreetId::Way(42),
            at: LngLat::new(99.9, 24.5).unwrap(),
            length_m: 0.75,
        }],
    }));
    all
}

#[test]
fn every_problem_and_every_remedy_is_told_in_chinese() {
    for problem in every_problem() {
        let [en, zh] = Lang::ALL.map(|lang| problem.reason(lang));
        assert!(!en.is_empty() && en != zh && is_chinese(&zh), "{problem:?}: {zh}");
        let remedies = Lang::ALL.map(|lang| problem.remedy(lang));
        match remedies {
            [None, None] => {}
            [Some(en), Some(zh)] => {
                assert!(en != zh && is_chinese(&zh), "{problem:?}: {zh}");
            }
            other => panic!("{problem:?}: {other:?}"),
        }
    }
}

#[test]
fn a_connection_is_told_with_both_streets() {
    let last = every_problem().pop().unwrap();
    assert_eq!(
        last.reason(Lang::En),
        "2 connections without a shared vertex: 东街 joins way 42 over 0.8 m at \
         99.900000,24.500000, ..."
    );
    assert_eq!(
        last.reason(Lang::Zh),
        "推断出2处没有公共顶点的连接:“东街”经0.8米接入道路42,位于99.900000,24.500000;等"
    );
}

#[test]
fn a_long_value_is_cut_and_its_controls_are_shown() {
    let finding = Finding::new("a.csv", Problem::NoLevel).of("级别", "甲\n".repeat(40));
    let cut = "甲\\n".repeat(30);
    assert_eq!(
        finding.text(Lang::En),
        format!("a.csv, 级别 \"{cut}…\": no level; write 1 to 9, or 一级 to 九级")
    );
    assert_eq!(
        finding.text(Lang::Zh),
        format!("a.csv,级别“{cut}…”:没有级别;请填写1至9,或一级至九级")
    );
}
