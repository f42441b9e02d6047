use super::*;
use crate::LngLat;
use crate::network::NetworkBuilder;
use crate::network::lines::{Access, Manner, SnapClass, StreetId, StreetLines};
use std::sync::Arc;

fn at(lng: f64, lat: f64) -> LngLat {
    LngLat::new(lng, lat).unwrap()
}

/// A little of everything: OSM streets with names, an island, a tunnel, what nobody may walk
/// unasked, and two lines of the user's that cross and touch.
fn town() -> Network {
    let grid: Vec<LngLat> = (0..64)
        .map(|i| at(99.9 + f64::from(i % 8) * 0.002, 24.5 + f64::from(i / 8) * 0.002))
        .collect();
    let rows: Vec<Vec<LngLat>> = grid.chunks(8).map(<[LngLat]>::to_vec).collect();
    let columns = (0..8).map(|c| (0..8).map(|r| grid[r * 8 + c]).collect::<Vec<_>>());
    let far = vec![at(99.95, 24.5), at(99.951, 24.5)];
    let all: Vec<Vec<LngLat>> = rows.into_iter().chain(columns).chain([far]).collect();
    let named: Vec<(&str, &[LngLat])> = all.iter().map(|l| ("x", l.as_slice())).collect();
    let mut osm = StreetLines::drawn(&named);
    osm.osm_nodes = (1..).take(osm.positions.len()).collect();
    osm.names = vec!["大街".into(), "lane".into()];
    for (id, line) in (0..).zip(&mut osm.lines) {
        line.id = if id == 3 { StreetId::Relation(-3) } else { StreetId::Way(id) };
        line.name = if id < 2 { id as u32 } else { line.name };
    }
    osm.lines[2].snap = SnapClass::LastResort;
    osm.lines[4].manner = Manner { access: Access::Unsaid, ..Manner::LEVEL };
    let mut builder = NetworkBuilder::new();
    builder.add_osm(osm);
    builder.add_own(StreetLines::drawn(&[
        ("我的路", &[at(99.9001, 24.4999), at(99.9003, 24.5015)]),
        ("mine", &[at(99.8999, 24.501), at(99.9006, 24.501)]),
    ]));
    builder.build()
}

/// A file in memory: sections one behind the other, each 8 bytes apart.
struct Stored {
    bytes: Vec<u8>,
    places: Vec<(&'static str, Range<usize>)>,
}

fn stored(network: &Network) -> Stored {
    let (mut bytes, mut places) = (Vec::new(), Vec::new());
    for section in network.sections() {
        let first = bytes.len();
        bytes.extend_from_slice(&section.bytes);
        places.push((section.name, first..bytes.len()));
        bytes.resize(bytes.len().next_multiple_of(8) + 8, 0);
    }
    Stored { bytes, places }
}

impl Stored {
    fn read(&self) -> Result<Network, InvalidNetwork> {
        let bytes: SharedBytes = Arc::new(self.bytes.clone());
        Network::from_sections(&bytes, &|name| {
            let place = self.places.iter().find(|(known, _)| *known == name)?;
            Some(place.1.clone())
        })
    }

    fn place(&mut self, name: &str) -> &mut Range<usize> {
        &mut self.places.iter_mut().find(|(known, _)| *known == name).unwrap().1
    }

    /// The error after a section's bytes, from one on, are written over.
    fn with(mut self, name: &str, from: usize, bytes: &[u8]) -> InvalidNetwork {
        let first = self.place(name).start + from;
        self.bytes[first..first + bytes.len()].copy_from_slice(bytes);
        self.read().unwrap_err()
    }
}

fn told(
    section: &'static str,
    row: Option<usize>,
    fault: NetworkFault,
) -> InvalidNetwork {
    InvalidNetwork { section, row, fault }
}

#[test]
fn what_is_stored_is_read_again_in_every_part() {
    let network = town();
    let again = stored(&network).read().unwrap();
    assert_eq!(stored(&again).bytes, stored(&network).bytes);
    assert!(again.streets().eq(network.streets()));
    assert_eq!(again.connections(), network.connections());
    assert!(again.connections().len() > 1);
    assert_eq!(again.islands(), network.islands());
    assert_eq!(again.islands().0, 1);
    assert_eq!((again.name_of(0), again.name_of(1)), (Some("大街"), Some("lane")));
    assert_eq!(again.name_of(2), None);
    let nothing = NetworkBuilder::new().build();
    assert_eq!(stored(&nothing).read().unwrap().streets().len(), 0);
}

#[test]
fn a_section_that_is_missing_or_cut_is_named() {
    let network = town();
    for section in network.sections() {
        let mut absent = stored(&network);
        absent.places.retain(|(name, _)| *name != section.name);
        let missing = told(section.name, None, NetworkFault::Missing);
        assert_eq!(absent.read().unwrap_err(), missing);
        for bytes in 1..=section.bytes.len().min(100) {
            let mut cut = stored(&network);
            cut.place(section.name).end -= bytes;
            // one connection less is a network, too
            let whole = section.name == "connections" && bytes % 48 == 0;
            assert_eq!(cut.read().is_ok(), whole, "{} less {bytes}", section.name);
        }
    }
}

#[test]
fn wrong_numbers_are_named_with_their_row() {
    let of = |name, from, bytes: &[u8]| stored(&town()).with(name, from, bytes);
    let nan = f64::NAN.to_ne_bytes();
    let far = u32::MAX.to_ne_bytes();
    assert_eq!(
        of("positions", 24, &nan),
        told("positions", Some(1), NetworkFault::Position)
    );
    assert_eq!(of("vertices", 8, &far), told("vertices", Some(2), NetworkFault::Index));
    assert_eq!(of("along", 8, &nan), told("along", Some(0), NetworkFault::Order));
    assert_eq!(of("along", 0, &nan), told("along", Some(0), NetworkFault::Order));
    assert_eq!(of("streets", 12, &[1]), told("streets", Some(0), NetworkFault::Order));
    assert_eq!(of("streets", 23, &[1]), told("streets", Some(0), NetworkFault::Value));
    assert_eq!(
        of("streets", 24 + 8, &[9]),
        told("streets", Some(1), NetworkFault::Index)
    );
    assert_eq!(of("texts", 0, &[0xff]), told("text_ends", Some(0), NetworkFault::Text));
    assert_eq!(of("classes", 0, &[3]), told("classes", Some(0), NetworkFault::Mismatch));
    assert_eq!(of("settings", 0, &nan), told("settings", None, NetworkFault::Value));
    assert_eq!(
        of("ordinary.items", 0, &far),
        told("ordinary.items", Some(0), NetworkFault::Index)
    );
    assert_eq!(
        of("ordinary.boxes", 0, &[1]),
        told("ordinary.boxes", None, NetworkFault::Mismatch)
    );
    assert_eq!(
        of("islands.ends", 0, &[1]),
        told("islands.ends", None, NetworkFault::Mismatch)
    );
    let connection = of("connections", 16, &nan);
    assert_eq!(connection, told("connections", Some(0), NetworkFault::Position));
}

#[test]
fn an_index_that_holds_a_piece_twice_is_told() {
    let mut twice = stored(&town());
    let first = twice.place("ordinary.items").start;
    twice.bytes.copy_within(first..first + 4, first + 4);
    let fault = told("ordinary.items", Some(1), NetworkFault::Mismatch);
    assert_eq!(twice.read().unwrap_err(), fault);
}

#[test]
fn lines_of_a_network_build_it_again() {
    let network = town();
    let mut builder = NetworkBuilder::new();
    builder.add_osm(network.to_lines());
    let again = builder.build();
    assert!(again.streets().eq(network.streets()));
    assert_eq!(again.positions(), network.positions());
    assert!((again.length_m() - network.length_m()).abs() < 1e-6);
}

#[test]
fn a_clip_keeps_whole_streets_that_touch_the_box() {
    let network = town();
    let part = network.clipped(at(99.8995, 24.4995), at(99.901, 24.501));
    let ids: Vec<StreetId> = part.streets().map(|street| street.id).collect();
    let osm = [StreetId::Way(0), StreetId::Way(8)];
    assert_eq!(ids[..2], osm);
    assert_eq!(part.nodes_of(0).len(), network.nodes_of(0).len());
    assert!(part.positions().len() < network.positions().len());
    assert_eq!(part.name_of(0), Some("大街"));
    assert_eq!(stored(&part).read().unwrap().streets().len(), ids.len());
    let nowhere = network.clipped(at(0.0, 0.0), at(1.0, 1.0));
    assert_eq!(nowhere.streets().len(), 0);
}

#[test]
fn a_network_knows_its_least_component() {
    let network = town();
    assert_eq!(network.with_min_component(0.0).islands().0, 0);
    assert_eq!(network.with_min_component(1000.0).islands(), network.islands());
}
