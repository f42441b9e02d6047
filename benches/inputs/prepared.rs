//! The inputs that the prototypes of the performance notes were given, byte for byte.
//!
//! ```text
//! <graph>.bin   nodes, edges: u64; lng, lat: f64 each; ends a, b: u32 each; meters: f32;
//!               stations: 26, 500 and 1,000 nodes, u32
//! <points>.bin  see `points`
//! ```

use crate::{Outcome, say};
use std::fs;
use std::path::{Path, PathBuf};
use walkshed::LngLat;
use walkshed::network::lines::{
    Grade, Manner, NO_NAME, SnapClass, StreetId, StreetLine, StreetLines,
};
use walkshed::network::{Network, NetworkBuilder};

/// A graph of the prototypes as a network: every edge a street, no island left out.
#[derive(Clone, Debug)]
pub struct Prepared {
    /// The streets.
    pub network: Network,
    /// Place of each node, numbered as the prototypes do.
    pub places: Vec<LngLat>,
    /// Nodes that are stations: 26, 500 and 1,000 of them.
    pub stations: [Vec<u32>; 3],
}

impl Prepared {
    /// A file of the prototypes' folder, `$WALKSHED_PROTOTYPE`; says so where it is missing.
    #[must_use]
    pub fn file(name: &str) -> Option<PathBuf> {
        let folder = std::env::var_os("WALKSHED_PROTOTYPE").map(PathBuf::from);
        let file = folder.map(|folder| folder.join(name)).filter(|file| file.is_file());
        if file.is_none() {
            say(format_args!(
                "SKIPPED {name}: not in the folder of the prototypes' inputs \
                 ($WALKSHED_PROTOTYPE)"
            ));
        }
        file
    }

    /// Reads a graph.
    ///
    /// # Errors
    ///
    /// Where it can't be read, is cut off, or a node is off the map.
    pub fn read(file: &Path) -> Outcome<Self> {
        let bytes = fs::read(file)?;
        let mut rest = bytes.as_slice();
        let mut take = |len: usize| -> Outcome<&[u8]> {
            let (part, after) =
                rest.split_at_checked(len).ok_or("the file is cut off")?;
            rest = after;
            Ok(part)
        };
        let counts: Vec<usize> =
            take(16)?.chunks_exact(8).map(|c| number(c) as usize).collect();
        let (nodes, edges) = (counts[0], counts[1]);
        let (lng, lat) = (floats(take(8 * nodes)?), floats(take(8 * nodes)?));
        let (a, b) = (numbers(take(4 * edges)?), numbers(take(4 * edges)?));
        take(4 * edges)?; // lengths on a sphere: ours are geodesic
        let mut stations = [26, 500, 1000].map(|n| (n, Vec::new()));
        for (n, list) in &mut stations {
            *list = numbers(take(4 * *n)?);
        }
        let place = |(&lng, &lat): (&f64, &f64)| Ok(LngLat::new(lng, lat)?);
        let places: Vec<LngLat> =
            lng.iter().zip(&lat).map(place).collect::<Outcome<_>>()?;
        let network = network(&places, a.into_iter().zip(b));
        Ok(Self { network, places, stations: stations.map(|(_, list)| list) })
    }
}

fn network(places: &[LngLat], edges: impl Iterator<Item = (u32, u32)>) -> Network {
    let mut lines = StreetLines { positions: places.to_vec(), ..StreetLines::default() };
    for (edge, (a, b)) in (0..).zip(edges) {
        lines.lines.push(StreetLine {
            id: StreetId::Way(edge),
            first: lines.vertices.len() as u32,
            name: NO_NAME,
            manner: Manner::default(),
            snap: SnapClass::default(),
            grade: Grade::default(),
        });
        lines.vertices.extend([a, b]);
    }
    let mut builder = NetworkBuilder::new().with_min_component(0.0);
    builder.add_osm(lines);
    builder.build()
}

/// A little-endian number of any width up to 8 bytes.
fn number(bytes: &[u8]) -> u64 {
    bytes.iter().rev().fold(0, |number, &byte| number << 8 | u64::from(byte))
}

fn numbers(bytes: &[u8]) -> Vec<u32> {
    bytes.chunks_exact(4).map(|c| number(c) as u32).collect()
}

pub(crate) fn floats(bytes: &[u8]) -> Vec<f64> {
    bytes.chunks_exact(8).map(|c| f64::from_bits(number(c))).collect()
}
