use super::layout::forge;
use super::*;
use crate::campaign::{Dice, effort};
use std::ops::Range;
use walkshed::model::{Barriers, ExtentSource, Profile};
use walkshed::network::{Graph, Heading, NodeLabels, Scratch, seeds_of};
use walkshed::units::Unit;
use walkshed::{LngLat, network::lines::StreetId};

const OSM: &str = r#"<osm version="0.6">
<bounds minlat="24.495" minlon="99.895" maxlat="24.515" maxlon="99.915"/>
<node id="1" lat="24.5" lon="99.9"/><node id="2" lat="24.51" lon="99.91"/>
<node id="3" lat="24.505" lon="99.9"/><node id="4" lat="24.505" lon="99.905"/>
<node id="5" lat="24.497" lon="99.912"/><node id="6" lat="24.4975" lon="99.912"/>
<way id="7"><nd ref="1"/><nd ref="4"/><nd ref="2"/><tag k="highway" v="service"/></way>
<way id="8"><nd ref="3"/><nd ref="4"/><nd ref="9"/><tag k="highway" v="steps"/></way>
<way id="9"><nd ref="2"/><nd ref="3"/><tag k="highway" v="path"/><tag k="tunnel" v="yes"/></way>
<way id="10"><nd ref="5"/><nd ref="6"/><tag k="highway" v="footway"/></way>
</osm>"#;

fn at(lng: f64, lat: f64) -> LngLat {
    LngLat::new(lng, lat).unwrap()
}

/// A folder with `town.osm`, and the network file built from it.
fn town() -> (tempfile::TempDir, NetworkFile) {
    let folder = tempfile::tempdir().unwrap();
    let osm = folder.path().join("town.osm");
    std::fs::write(&osm, OSM).unwrap();
    let file = Builder::new(vec![osm]).build(&|_| {}).unwrap();
    (folder, file)
}

fn bytes_of(file: &NetworkFile) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    std::fs::read(file.write(&folder.path().join("x.walk")).unwrap()).unwrap()
}

fn read(bytes: &[u8]) -> Result<NetworkFile, NetworkFileError> {
    NetworkFile::from_bytes(Path::new("x.walk"), bytes.to_vec())
}

fn text(bytes: &[u8]) -> String {
    read(bytes).unwrap_err().to_string()
}

/// All that a network says of itself, and answers that go through all its parts.
fn answers(network: &Network) -> Vec<String> {
    let mut answers: Vec<String> =
        network.streets().map(|street| format!("{street:?}")).collect();
    answers.push(format!("{:?} {:?}", network.islands(), network.connections()));
    for profile in ["adult", "wheelchair"].map(|name| Profile::named(name).unwrap()) {
        let network = network.walked_by(&profile);
        let graph = Graph::new(&network, Unit::Millis, &profile, Heading::ToSeeds);
        let (mut scratch, mut nodes) = (Scratch::new(&graph), NodeLabels::new(&graph));
        for place in [at(99.9001, 24.5012), at(99.9101, 24.5101), at(99.912, 24.4972)] {
            let snap = network.snap(place, &Barriers::default(), 250.0);
            let island = network.island_leg_mm(place, &Barriers::default());
            answers.push(format!("{snap:?} {island:?}"));
            let Some(seed) = snap.and_then(|snap| graph.seed(&snap)) else { continue };
            scratch.run(&graph, seeds_of(&seed, 0), 900_000);
            nodes.read(&graph, &scratch, [(0, seed)], 900_000);
            let mut reached = Vec::new();
            nodes.each(&graph, &scratch, |node, label| {
                reached.push((node, label.primary()));
            });
            reached.sort_unstable();
            answers.push(format!("{reached:?}"));
        }
        answers.push(format!("{:?}", network.slowest(&profile)));
    }
    answers
}

#[test]
fn a_file_is_opened_as_it_was_built() {
    let (folder, built) = town();
    let path = built.write(&folder.path().join("town.walk")).unwrap();
    let opened = NetworkFile::open(&path).unwrap();
    assert_eq!(opened.about, built.about);
    assert_eq!(answers(&opened.network), answers(&built.network));
    let about = &opened.about;
    assert_eq!(about.licences, ["© OpenStreetMap contributors, ODbL 1.0"]);
    assert_eq!(
        about.extent()[0],
        ((at(99.895, 24.495), at(99.915, 24.515)), ExtentSource::Declared)
    );
    let source = &about.sources[0];
    assert_eq!(
        (source.file.as_str(), source.report.ways, source.report.missing_nodes),
        ("town.osm", 4, 1)
    );
    assert_eq!(
        source.sha256,
        crate::read::hash(&folder.path().join("town.osm")).unwrap()
    );
    assert!(is_network(&path));
    let renamed = folder.path().join("renamed.osm.pbf");
    std::fs::rename(&path, &renamed).unwrap();
    assert!(is_network(&renamed) && !is_network(&folder.path().join("town.osm")));
}

#[test]
fn the_same_extract_gives_the_same_file_on_any_number_of_threads() {
    let of = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| bytes_of(&town().1))
    };
    let one = of(1);
    assert!([2, 5].into_iter().all(|threads| of(threads) == one));
}

#[test]
fn a_file_built_of_a_file_is_the_same() {
    let (folder, built) = town();
    let path = built.write(&folder.path().join("town.walk")).unwrap();
    let again = Builder::new(vec![path]).build(&|_| {}).unwrap();
    assert_eq!(again.about, built.about);
    assert_eq!(answers(&again.network), answers(&built.network));
}

#[test]
fn every_changed_byte_is_told() {
    let bytes = bytes_of(&town().1);
    for place in 0..bytes.len() {
        for change in [0x01, 0x80, 0xff] {
            let mut changed = bytes.clone();
            changed[place] ^= change;
            let error = read(&changed).unwrap_err().to_string();
            assert!(error.starts_with("x.walk: "), "{place}: {error}");
            assert!(error.contains("build"), "{place}: {error}");
        }
    }
}

#[test]
fn a_file_cut_off_anywhere_is_told() {
    let bytes = bytes_of(&town().1);
    for length in 0..bytes.len() {
        let error = read(&bytes[..length]).unwrap_err();
        assert!(error.is_damaged(), "{length}: {error}");
    }
    let longer = [&bytes[..], &[0]].concat();
    assert_eq!(
        text(&longer),
        "x.walk: damaged: 1 bytes follow its end; copy it again, or build it again with walkshed \
         network build"
    );
    assert!(text(&bytes[..40]).contains("it ends after 40 bytes, within its header"));
    assert!(text(&bytes[..bytes.len() - 7]).contains("its last 7 bytes are missing"));
}

#[test]
fn a_file_of_another_version_or_byte_order_is_refused_by_name() {
    let bytes = bytes_of(&town().1);
    let mut newer = bytes.clone();
    newer[12..16].copy_from_slice(&7_u32.to_ne_bytes());
    assert!(
        text(&newer)
            .contains("a network file of version 7, this program reads version 1")
    );
    let mut foreign = bytes.clone();
    foreign[8..12].reverse();
    assert!(text(&foreign).contains("built on a machine of the other byte order"));
    for bytes in [newer, foreign] {
        assert!(!read(&bytes).unwrap_err().is_damaged());
    }
    assert!(text(b"OSMHeader and more of it").contains("first bytes"));
}

#[test]
fn what_is_wrong_is_told_in_both_languages() {
    let network = |fault| {
        let section = "along";
        NetworkDamage::Network(stored_fault(section, fault))
    };
    let mut damages = vec![
        NetworkDamage::Magic,
        NetworkDamage::CutOff { bytes: 3 },
        NetworkDamage::Missing { bytes: 3 },
        NetworkDamage::Surplus { bytes: 3 },
        NetworkDamage::Header,
        NetworkDamage::Section { name: "along".into() },
        NetworkDamage::About("x".into()),
    ];
    damages.extend([0, 8].map(network));
    for damage in damages {
        let error = NetworkFileError::damaged(Path::new("x.walk"), damage);
        for lang in crate::Lang::ALL {
            let text = error.text(lang);
            assert!(text.starts_with("x.walk"), "{text}");
            let chinese = text.chars().any(|c| ('\u{4e00}'..'\u{9fff}').contains(&c));
            assert_eq!(chinese, lang == crate::Lang::Zh, "{text}");
        }
    }
}

/// The error of a section that is missing, or whose second row is not a number.
fn stored_fault(section: &'static str, from: usize) -> walkshed::network::InvalidNetwork {
    let (_folder, file) = town();
    let sections = file.network.sections();
    let mut bytes = Vec::new();
    let mut places: Vec<(&str, Range<usize>)> = Vec::new();
    for part in &sections {
        let first = bytes.len();
        bytes.extend_from_slice(&part.bytes);
        if part.name == section && from > 0 {
            bytes[first + from..first + from + 8]
                .copy_from_slice(&f64::NAN.to_ne_bytes());
        }
        if part.name != section || from > 0 {
            places.push((part.name, first..bytes.len()));
        }
    }
    let bytes: SharedBytes = Arc::new(bytes);
    let find = |name: &str| places.iter().find(|p| p.0 == name).map(|p| p.1.clone());
    Network::from_sections(&bytes, &find).unwrap_err()
}

#[test]
fn made_up_bytes_with_right_checksums_never_bring_anything_down() {
    let bytes = bytes_of(&town().1);
    let ranges = forge::ranges(&bytes);
    let whole = answers(&read(&bytes).unwrap().network);
    let mut dice = Dice(20_261_122);
    let (mut refused, mut changed) = (0, 0);
    for _ in 0..4000 * effort() {
        let mut forged = bytes.clone();
        for _ in 0..=dice.roll(3) {
            forge_one(&mut forged, &ranges, &mut dice);
        }
        forge::seal(&mut forged);
        match read(&forged) {
            Err(error) => {
                refused += 1;
                assert!(error.to_string().starts_with("x.walk: "));
            }
            Ok(file) => {
                changed += usize::from(answers(&file.network) != whole);
                let network = &file.network;
                let part = network.clipped(at(99.9, 24.5), at(99.905, 24.505));
                let mut builder = walkshed::network::NetworkBuilder::new();
                builder.add_osm(part.to_lines());
                drop(answers(&builder.build()));
            }
        }
    }
    assert!(refused > 100 && changed > 10, "{refused} refused, {changed} changed");
}

#[test]
fn a_made_up_header_with_a_right_checksum_is_told_or_says_the_same() {
    let bytes = bytes_of(&town().1);
    let whole = answers(&read(&bytes).unwrap().network);
    let end = forge::ranges(&bytes).iter().map(|(_, range)| range.start).min();
    for place in 0..end.unwrap() {
        for change in [0x01, 0x10, 0x80, 0xff] {
            let mut forged = bytes.clone();
            forged[place] ^= change;
            forge::seal_head(&mut forged);
            if let Ok(file) = read(&forged) {
                assert_eq!(answers(&file.network), whole, "{place}");
            }
        }
    }
}

/// Changes one number of a section: to one nearby, to another of the section, or to an extreme.
fn forge_one(bytes: &mut [u8], ranges: &[(String, Range<usize>)], dice: &mut Dice) {
    const EXTREMES: [u64; 7] = [
        0,
        u64::MAX,
        1 << 31,
        0x7ff8_0000_0000_0000,
        0x7ff0_0000_0000_0000,
        0x8000_0000_0000_0000,
        0x4415_af1d_78b5_8c40, // 1e20
    ];
    let (_, range) = &ranges[dice.roll(ranges.len())];
    let width = [1, 4, 8][dice.roll(3)];
    if range.len() < width {
        return;
    }
    let rows = range.len() / width;
    let place = range.start + dice.roll(rows) * width;
    let other = range.start + dice.roll(rows) * width;
    match dice.roll(4) {
        0 => bytes[place] ^= 1 << dice.roll(8),
        1 => bytes[place] = bytes[place].wrapping_add(1),
        2 => bytes.copy_within(other..other + width, place),
        _ => {
            let extreme = EXTREMES[dice.roll(EXTREMES.len())].to_ne_bytes();
            bytes[place..place + width].copy_from_slice(&extreme[..width]);
        }
    }
}

#[test]
fn a_street_of_a_file_is_known_by_its_way() {
    let (_folder, built) = town();
    let opened = read(&bytes_of(&built)).unwrap().network;
    let ids: Vec<_> = opened.streets().map(|street| street.id).collect();
    assert_eq!(ids, [7, 8, 9, 10].map(StreetId::Way));
    assert_eq!(opened.osm_node(0), built.network.osm_node(0));
}

#[test]
fn a_clip_bounds_the_extent_and_says_so() {
    let (folder, _) = town();
    let osm = folder.path().join("town.osm");
    let clipped = |low, high| {
        let mut builder = Builder::new(vec![osm.clone()]);
        let mut clip = Clip::around(low, high);
        clip.reach = vec!["100m".parse().unwrap()];
        builder.clip = Some(clip);
        builder.min_component_m = 50.0;
        builder.build(&|_| {})
    };
    let part = clipped(at(99.9, 24.5), at(99.901, 24.501)).unwrap();
    assert_eq!(part.network.streets().len(), 1);
    assert_eq!(part.about.clip.as_ref().map(|c| c.reach_m.round() as u32), Some(100));
    let ((low, high), source) = part.about.extent()[0];
    assert_eq!(source, ExtentSource::Declared);
    assert!(low.lng() < 99.899 && high.lat() > 24.502 && high.lat() < 24.503);
    let error = clipped(at(10.0, 50.0), at(10.1, 50.1)).unwrap_err();
    assert_eq!(error.status(), 3);
    assert!(error.to_string().contains("no street within the clip"), "{error}");
}
