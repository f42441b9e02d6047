//! Cities of the data folder, and places strewn over a network.

use crate::{Dice, MAX_SNAP_M, Outcome, extract, say};
use std::path::{Path, PathBuf};
use std::time::Instant;
use walkshed::LngLat;
use walkshed::geodesy::Plane;
use walkshed::model::Barriers;
use walkshed::network::{Network, NetworkBuilder, Snap};

/// How far a place may lie off the middle of its street, each way, in meters.
const OFF_STREET_M: f64 = 10.0;

/// An extract and the network made of it.
#[derive(Clone, Debug)]
pub struct City {
    /// What it is called in the figures.
    pub name: &'static str,
    /// The streets, islands marked.
    pub network: Network,
}

impl City {
    /// Name and file of each extract: one metropolis, and nine areas in one file.
    pub const EXTRACTS: [(&'static str, &'static str); 2] = [
        ("porto", "osm/porto_portugal.osm.pbf"),
        ("composite", "osm/composite-9-roads.osm.pbf"),
    ];

    /// The extracts that are there.
    #[must_use]
    pub fn files() -> Vec<(&'static str, PathBuf)> {
        let found = |(name, file)| Some((name, extract(file)?));
        Self::EXTRACTS.into_iter().filter_map(found).collect()
    }

    /// The cities that are there, loaded.
    ///
    /// # Errors
    ///
    /// Where a file is there but can't be read.
    pub fn all() -> Outcome<Vec<Self>> {
        Self::files().iter().map(|(name, file)| Self::read(name, file)).collect()
    }

    /// A city from its file.
    ///
    /// # Errors
    ///
    /// Where the file can't be read.
    pub fn read(name: &'static str, file: &Path) -> Outcome<Self> {
        let start = Instant::now();
        let network = load(file)?;
        let seconds = start.elapsed().as_secs_f64();
        say(format_args!(
            "{name}: {} nodes, {} streets, {:.0} km, loaded in {seconds:.2} s",
            network.positions().len(),
            network.streets().len(),
            network.length_m() / 1000.0,
        ));
        Ok(Self { name, network })
    }

    /// Places strewn near its streets, tied to them.
    #[must_use]
    pub fn snaps(&self, n: usize, seed: u64) -> Vec<Option<Snap>> {
        let places = near_streets(&self.network, n, seed);
        snap_all(&self.network, &places)
    }
}

/// Reads an extract and builds its network.
///
/// # Errors
///
/// Where the file can't be read.
pub fn load(file: &Path) -> Outcome<Network> {
    let mut builder = NetworkBuilder::new();
    builder.add_osm(walkshed_io::osm::read(file)?.lines);
    Ok(builder.build())
}

/// Ties places to the streets, one after the other.
#[must_use]
pub fn snap_all(network: &Network, places: &[LngLat]) -> Vec<Option<Snap>> {
    let barriers = Barriers::default();
    places.iter().map(|&at| network.snap(at, &barriers, MAX_SNAP_M)).collect()
}

/// The straight pieces of all usable streets.
#[must_use]
pub fn pieces(network: &Network) -> Vec<[LngLat; 2]> {
    let streets = (0..network.streets().len()).filter(|&s| network.is_usable(s));
    let ends = |street| {
        let nodes = network.nodes_of(street).windows(2);
        nodes.map(|pair| [0, 1].map(|end| network.positions()[pair[end] as usize]))
    };
    streets.flat_map(ends).collect()
}

/// Places strewn over the straight pieces of usable streets, each piece as likely as another, up
/// to 10 m off it.
#[must_use]
pub fn near_streets(network: &Network, n: usize, seed: u64) -> Vec<LngLat> {
    let pieces = pieces(network);
    let mut dice = Dice::new(seed);
    let mut place = || {
        let [a, b] = pieces[dice.pick(pieces.len())];
        let share = dice.share();
        let plane = Plane::at(a.lat());
        let mut off = || (2.0 * dice.share() - 1.0) * OFF_STREET_M;
        let lng = a.lng() + share * (b.lng() - a.lng()) + off() / plane.x;
        let lat = a.lat() + share * (b.lat() - a.lat()) + off() / plane.y;
        LngLat::new(lng, lat).unwrap_or(a)
    };
    (0..n).map(|_| place()).collect()
}
