use crate::campaign::{Dice, effort};
use crate::osm::fixtures::{data, file};
use crate::osm::tags::Reason;
use crate::osm::{OsmError, OsmStreets, read};
use std::io::Write;
use walkshed::network::lines::StreetId;

/// A protocol buffer message in the making.
#[derive(Clone, Default)]
struct Message(Vec<u8>);

impl Message {
    fn varint(&mut self, mut value: u64) {
        while value >= 0x80 {
            self.0.push(value as u8 | 0x80);
            value >>= 7;
        }
        self.0.push(value as u8);
    }

    fn number(mut self, field: u64, value: i64) -> Self {
        self.varint(field << 3);
        self.varint(value.cast_unsigned());
        self
    }

    fn bytes(mut self, field: u64, bytes: &[u8]) -> Self {
        self.varint(field << 3 | 2);
        self.varint(bytes.len() as u64);
        self.0.extend(bytes);
        self
    }

    /// Packed signed numbers.
    fn signed(self, field: u64, values: &[i64]) -> Self {
        let mut packed = Message::default();
        for value in values {
            packed.varint(((value << 1) ^ (value >> 63)).cast_unsigned());
        }
        self.bytes(field, &packed.0)
    }

    fn plain(self, field: u64, values: &[u64]) -> Self {
        let mut packed = Message::default();
        for &value in values {
            packed.varint(value);
        }
        self.bytes(field, &packed.0)
    }
}

fn message() -> Message {
    Message::default()
}

/// One block of a file, not compressed, with a size of its blob that may be a lie.
fn block_of_size(kind: &str, content: &Message, size: Option<i64>) -> Vec<u8> {
    let blob = message().bytes(1, &content.0).0;
    let whole = i64::try_from(blob.len()).expect("a short block");
    let header = message().bytes(1, kind.as_bytes()).number(3, size.unwrap_or(whole)).0;
    let length = u32::try_from(header.len()).expect("a short header");
    [&length.to_be_bytes()[..], &header, &blob].concat()
}

fn block(kind: &str, content: &Message) -> Vec<u8> {
    block_of_size(kind, content, None)
}

fn header() -> Message {
    message().bytes(4, b"OsmSchema-V0.6").bytes(4, b"DenseNodes")
}

/// Strings by number: 1 highway, 2 footway, 3 access, 4 no, 5 barrier, 6 wall, 7 type,
/// 8 multipolygon, 9 pedestrian, 10 elevator.
fn objects(group: &Message) -> Vec<u8> {
    let strings = [
        "",
        "highway",
        "footway",
        "access",
        "no",
        "barrier",
        "wall",
        "type",
        "multipolygon",
        "pedestrian",
        "elevator",
    ];
    let table =
        strings.iter().fold(message(), |table, text| table.bytes(1, text.as_bytes()));
    block("OSMData", &message().bytes(1, &table.0).bytes(2, &group.0))
}

/// Nodes as differences of id, latitude, longitude (units of 1e-7 degrees).
fn nodes(ids: &[i64], lat: &[i64], lng: &[i64]) -> Vec<u8> {
    let dense = message().signed(1, ids).signed(8, lat).signed(9, lng);
    objects(&message().bytes(2, &dense.0))
}

/// A way with the differences of its node ids.
fn way(id: i64, keys: &[u64], values: &[u64], refs: &[i64]) -> Vec<u8> {
    let way = message().number(1, id).plain(2, keys).plain(3, values).signed(8, refs);
    objects(&message().bytes(3, &way.0))
}

fn parse(blocks: &[Vec<u8>]) -> Result<OsmStreets, OsmError> {
    read(file(".osm.pbf", &blocks.concat()).path())
}

/// Nodes -1, -2, -3 and a footway over them.
fn street() -> [Vec<u8>; 3] {
    [
        block("OSMHeader", &header()),
        nodes(&[-1, -1, -1], &[261_000_000, 10, 10], &[1_010_000_000, 10, 10]),
        way(7, &[1], &[2], &[-1, -1, -1]),
    ]
}

/// A footway over a wall, and a square whose outline carries no tags.
fn town() -> [Vec<u8>; 5] {
    let steps = [10; 5];
    let dense = message()
        .signed(1, &[1; 5])
        .signed(8, &steps)
        .signed(9, &[10, -10, 10, 10, 10])
        .plain(10, &[0, 5, 6, 0, 0, 0, 0]);
    let members = message()
        .number(1, 20)
        .plain(2, &[7, 1])
        .plain(3, &[8, 9])
        .plain(8, &[0, 0, 0])
        .signed(9, &[11, 1, 88])
        .plain(10, &[1, 1, 0]);
    // the numbers of a node are signed: 12 is 6
    let lift = message().number(1, 12).plain(2, &[1]).plain(3, &[10]);
    let lift = lift.number(8, 12).number(9, 16);
    [
        block("OSMHeader", &header()),
        objects(&message().bytes(2, &dense.0)),
        objects(&message().bytes(1, &lift.0)),
        [
            way(10, &[1], &[2], &[1, 1, 1, 3]),
            way(11, &[], &[], &[3, 1, 1]),
            way(12, &[], &[], &[5, -2]),
        ]
        .concat(),
        objects(&message().bytes(4, &members.0)),
    ]
}

#[test]
fn barriers_lifts_and_squares_are_read() {
    let streets = parse(&town()).unwrap();
    let lines = &streets.lines;
    assert_eq!(lines.osm_nodes, [1, 2, 2, 3, 6, 4, 5]);
    assert_eq!(lines.areas[0].id, StreetId::Relation(20));
    assert_eq!(lines.areas[0].rings, [[3, 5, 6, 3]]);
    let report = &streets.report;
    assert_eq!((report.doors.closed, report.doors.lifts), (1, 1));
    assert_eq!((report.relations, report.areas, report.outlines), (1, 1, 2));
    let [header, nodes, lift, ways, squares] = town();
    let turned = parse(&[header, squares, ways, lift, nodes]).unwrap();
    assert_eq!((&turned.lines, &turned.report), (lines, report));
}

/// Whatever happens to its bytes, a file is read or refused.
#[test]
fn no_damage_brings_a_reader_down() {
    let pbf = town().concat();
    let xml = include_str!("fixture.osm").as_bytes();
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(xml).unwrap();
    let mut bzip2 = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::fast());
    bzip2.write_all(xml).unwrap();
    let sound = [pbf, xml.to_vec(), gzip.finish().unwrap(), bzip2.finish().unwrap()];
    let file = file(".osm", b"");
    let (mut read_whole, mut refused) = (0, 0);
    for case in 0..500 * effort() {
        let mut dice = Dice(0x9e37_79b9_7f4a_7c15 ^ (case + 1));
        let mut bytes = sound[dice.roll(sound.len())].clone();
        for _ in 0..=dice.roll(4) {
            damage(&mut bytes, &mut dice);
        }
        std::fs::write(file.path(), &bytes).unwrap();
        match read(file.path()) {
            Ok(_) => read_whole += 1,
            Err(error) => {
                refused += 1;
                assert!(!error.to_string().is_empty(), "case {case}");
            }
        }
    }
    assert!(read_whole > 0 && refused > 0, "{read_whole} read, {refused} refused");
}

fn damage(bytes: &mut Vec<u8>, dice: &mut Dice) {
    let at = dice.roll(bytes.len());
    match dice.roll(5) {
        0 => bytes.truncate(at),
        1 => drop(bytes.drain(at..(at + 1 + dice.roll(9)).min(bytes.len()))),
        2 if at < bytes.len() => bytes[at] ^= 1 << dice.roll(8),
        3 if at < bytes.len() => {
            bytes[at] = [0, 0x7f, 0x80, 0xff, b'<', b'"', b'&'][dice.roll(7)];
        }
        _ => {
            let copy = bytes[at..(at + dice.roll(20)).min(bytes.len())].to_vec();
            bytes.splice(at..at, copy);
        }
    }
}

#[test]
fn a_street_is_read_with_its_places() {
    let streets = parse(&street()).unwrap();
    assert_eq!(streets.lines.lines[0].id, StreetId::Way(7));
    assert_eq!(streets.lines.osm_nodes, [-1, -2, -3]);
    let place = streets.lines.positions[2];
    assert_eq!((place.lng(), place.lat()), (101.000_002, 26.100_002));
    assert_eq!((streets.report.nodes, streets.report.ways), (3, 1));
    assert_eq!(streets.declared_box, None);
}

#[test]
fn ways_before_nodes_and_unknown_blocks_change_nothing() {
    let [header, nodes, way] = street();
    let index = block("SomeIndex", &message().bytes(1, b"?"));
    let turned = parse(&[header, index, way, nodes]).unwrap();
    assert_eq!(turned.lines, parse(&street()).unwrap().lines);
}

#[test]
fn the_declared_box_is_read_and_a_false_one_refused() {
    let with_box = |sides: [i64; 4]| {
        let zigzag = |side: i64| (side << 1) ^ (side >> 63);
        let fields = (1..).zip(sides.map(|side| zigzag(side * 1_000_000_000)));
        let sides =
            fields.fold(message(), |sides, (field, side)| sides.number(field, side));
        let [_, nodes, way] = street();
        let header = Message([header().0, message().bytes(1, &sides.0).0].concat());
        parse(&[block("OSMHeader", &header), nodes, way]).unwrap()
    };
    let (low, high) = with_box([-100, 102, 27, 26]).declared_box.unwrap();
    assert_eq!(
        (low.lng(), low.lat(), high.lng(), high.lat()),
        (-100.0, 26.0, 102.0, 27.0)
    );
    for false_box in [[102, 100, 27, 26], [100, 102, 91, 26], [0, 0, 0, 0]] {
        let streets = with_box(false_box);
        assert!(
            streets.declared_box.is_none() && streets.report.invalid_box,
            "{false_box:?}"
        );
    }
}

#[test]
fn nodes_off_the_earth_cut_the_way_and_are_named() {
    let [header, _, way] = street();
    let nodes = nodes(&[-1, -1, -1], &[261_000_000, 10, 990_000_000], &[0, 0, 0]);
    let streets = parse(&[header, nodes, way]).unwrap();
    assert_eq!(streets.lines.osm_nodes, [-1, -2]);
    assert_eq!(streets.report.invalid_nodes[0].node, -3);
    assert_eq!((streets.report.missing_nodes, streets.report.lost_segments), (1, 1));
}

#[test]
fn a_refused_way_leaves_nothing_to_walk_on() {
    let [header, nodes, _] = street();
    let error = parse(&[header, nodes, way(7, &[1, 3], &[2, 4], &[-1, -1])]).unwrap_err();
    assert!(
        error.to_string().contains("no walkable street in 3 nodes and 1 ways"),
        "{error}"
    );
    assert!(!error.is_damaged());
    let OsmError::NoStreet { report, .. } = error else { panic!("no street") };
    assert_eq!(report.refused[&Reason::Closed], 1);
}

#[test]
fn a_feature_that_is_not_known_is_named() {
    let [_, nodes, way] = street();
    let header =
        Message([header().0, message().bytes(4, b"HistoricalInformation").0].concat());
    let error = parse(&[block("OSMHeader", &header), nodes, way]).unwrap_err();
    assert!(
        error.to_string().contains("needs the feature `HistoricalInformation`"),
        "{error}"
    );
    assert!(!error.is_damaged());
}

#[test]
fn a_file_cut_off_anywhere_is_an_error() {
    let blocks = street();
    let whole = blocks.concat();
    let ends = [blocks[0].len(), blocks[0].len() + blocks[1].len()];
    for length in 0..whole.len() {
        let error = read(file(".osm.pbf", &whole[..length]).path()).unwrap_err();
        // Cut between two blocks, a file looks whole: there is only no way in it.
        assert_eq!(error.is_damaged(), !ends.contains(&length), "{length}: {error}");
    }
}

#[test]
fn a_changed_byte_never_brings_the_reader_down() {
    let whole = street().concat();
    let file = file(".osm.pbf", &whole);
    for at in 0..whole.len() {
        for mask in [0x01, 0x08, 0x40, 0x80, 0xff] {
            let mut changed = whole.clone();
            changed[at] ^= mask;
            std::fs::write(file.path(), changed).unwrap();
            drop(read(file.path()));
        }
    }
}

#[test]
fn sums_beyond_64_bits_are_damage() {
    let [header, nodes_of_street, way_of_street] = street();
    let far = nodes(&[i64::MAX, i64::MAX], &[0, 0], &[0, 0]);
    let error = parse(&[header.clone(), far, way_of_street]).unwrap_err();
    assert!(error.is_damaged() || matches!(error, OsmError::NoStreet { .. }), "{error}");
    let far = way(7, &[1], &[2], &[i64::MIN, i64::MIN, 1]);
    let error = parse(&[header, nodes_of_street, far]).unwrap_err();
    assert!(error.is_damaged() || matches!(error, OsmError::NoStreet { .. }), "{error}");
}

#[test]
fn damage_is_told_with_its_block() {
    let [header, nodes, street] = street();
    let second = format!("block 2 (byte {})", header.len());
    let message_of = |blocks: &[Vec<u8>]| {
        let error = parse(blocks).unwrap_err();
        assert!(error.is_damaged(), "{error}");
        error.to_string()
    };
    let no_text = message_of(&[header.clone(), way(7, &[1], &[99], &[-1, -1])]);
    assert!(no_text.contains(&second), "{no_text}");
    assert!(
        no_text.contains("object 7: a tag names a text that is not there"),
        "{no_text}"
    );
    let backward = block_of_size("OSMData", &message(), Some(-40));
    let backward = message_of(&[header.clone(), backward]);
    assert!(backward.contains(&format!("{second}: its size is negative")), "{backward}");
    let empty =
        [0, 0, 0, 11, 10, 7, b'O', b'S', b'M', b'D', b'a', b't', b'a', 24, 0].to_vec();
    let empty = message_of(&[header.clone(), empty]);
    assert!(empty.contains("something else than zlib"), "{empty}");
    let cut = [header.clone(), street[..street.len() - 5].to_vec()];
    let cut = message_of(&cut);
    assert!(cut.contains(&format!("{second}: its last 5 bytes are missing")), "{cut}");
    let headless = message_of(&[nodes, header, street]);
    assert!(headless.contains("does not begin with an OSMHeader block"), "{headless}");
}

#[test]
fn a_real_file_cut_off_or_changed_is_an_error_or_read_but_no_panic() {
    let Some(path) = data("osm/rome.osm.pbf") else { return };
    let whole = std::fs::read(path).unwrap();
    let file = file(".osm.pbf", &[]);
    for at in (0..whole.len()).step_by(997) {
        std::fs::write(file.path(), &whole[..at]).unwrap();
        assert!(read(file.path()).is_err(), "cut at {at}");
        let mut changed = whole.clone();
        changed[at] ^= 0x55;
        std::fs::write(file.path(), changed).unwrap();
        drop(read(file.path()));
    }
}
