//! What the benches share: where data lies, cities, places strewn over them, and how a run is
//! settled and summed up.
//!
//! Nothing is random: every place comes from [`Dice`] with a fixed seed, so that two runs do the
//! same work. Each input prints a [`Sum`] of its answers once, so that two runs can be compared.

#[path = "inputs/circles.rs"]
pub mod circles;
#[path = "inputs/city.rs"]
mod city;
#[path = "inputs/dice.rs"]
mod dice;
#[path = "inputs/naive.rs"]
pub mod naive;
#[path = "inputs/planned.rs"]
mod planned;
#[path = "inputs/points.rs"]
pub mod points;
#[path = "inputs/prepared.rs"]
mod prepared;
pub use city::{City, load, near_streets, pieces, snap_all};
pub use dice::Dice;
pub use planned::district;
pub use prepared::Prepared;

use criterion::Criterion;
use std::error::Error;
use std::fmt;
use std::path::{Path, PathBuf};
use std::time::Duration;
use walkshed::model::Profile;
use walkshed::network::{Anchor, Graph, NodeLabels, Scratch, Seed, Snap, seeds_of};
use walkshed::table::TravelTable;

/// What a bench that reads files returns.
pub type Outcome<T = ()> = Result<T, Box<dyn Error>>;

/// The budget of the performance notes: 15 minutes, in milliseconds.
pub const QUARTER: u32 = 15 * 60_000;
/// How far a place may lie from a street, in meters.
pub const MAX_SNAP_M: f64 = 250.0;

/// The walker of the performance notes: 80 m/min, to the whole mm/s.
#[must_use]
pub fn walker() -> Profile {
    Profile::at_speed("80 m/min", 1333)
}

/// Criterion as every bench here uses it: 20 samples over 4 seconds after one to warm up, unless
/// the command line says otherwise.
#[must_use]
pub fn criterion() -> Criterion {
    Criterion::default()
        .sample_size(20)
        .warm_up_time(Duration::from_secs(1))
        .measurement_time(Duration::from_secs(4))
        .configure_from_args()
}

/// Prints a line beside the figures.
#[expect(
    clippy::print_stderr,
    reason = "benches talk on stderr, as criterion warns there"
)]
pub fn say(line: impl fmt::Display) {
    eprintln!("# {line}");
}

/// The root of the workspace: the folder that holds this package.
fn workspace() -> PathBuf {
    let mut folder = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    folder.pop();
    folder
}

/// A folder of the workspace's own data sets, such as `dataset("fengqing")`.
#[must_use]
pub fn dataset(name: &str) -> PathBuf {
    workspace().join("datasets").join(name)
}

/// A file of the data folder: `$WALKSHED_DATA`, else `shared/data` beside the workspace. Says so
/// where it is missing.
#[must_use]
pub fn extract(name: impl AsRef<Path>) -> Option<PathBuf> {
    let beside = || workspace().with_file_name("shared").join("data");
    let folder = std::env::var_os("WALKSHED_DATA").map_or_else(beside, PathBuf::from);
    let file = folder.join(name.as_ref());
    if file.is_file() {
        return Some(file);
    }
    let name = name.as_ref().display();
    say(format_args!(
        "SKIPPED {name}: not in the data folder ($WALKSHED_DATA, or shared/data beside)"
    ));
    None
}

/// Where a search from all of some stations starts, and the stations by their place.
#[must_use]
pub fn seeds(
    graph: &Graph,
    stations: &[Option<Snap>],
) -> (Vec<Seed>, Vec<(u32, Anchor)>) {
    let anchor = |snap: &Snap| graph.seed(snap);
    let anchors: Vec<(u32, Anchor)> =
        (0..).zip(stations.iter().flatten().filter_map(anchor)).collect();
    let seeds = anchors.iter().flat_map(|(station, anchor)| seeds_of(anchor, *station));
    (seeds.collect(), anchors)
}

/// Number of answers and their sum in whole units: what two runs must have in common.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    /// How many.
    pub count: u64,
    /// Of milliseconds or millimeters.
    pub total: u64,
}

impl Sum {
    /// Of the nodes that a search reached.
    #[must_use]
    pub fn of_search(scratch: &Scratch) -> Self {
        scratch.touched().iter().map(|&node| scratch.label(node).primary()).collect()
    }

    /// Of the nodes that a search reached, bends included.
    #[must_use]
    pub fn of_nodes(nodes: &NodeLabels, graph: &Graph, scratch: &Scratch) -> Self {
        let mut labels = Vec::new();
        nodes.each(graph, scratch, |_, label| labels.push(label.primary()));
        labels.into_iter().collect()
    }

    /// Of the pairs of a table.
    #[must_use]
    pub fn of_table(table: &TravelTable) -> Self {
        let trips = (0..table.points()).flat_map(|point| table.of(point));
        trips.map(|trip| trip.primary).collect()
    }
}

impl FromIterator<u32> for Sum {
    fn from_iter<I: IntoIterator<Item = u32>>(answers: I) -> Self {
        answers.into_iter().fold(Self::default(), |sum, answer| Self {
            count: sum.count + 1,
            total: sum.total + u64::from(answer),
        })
    }
}

impl fmt::Display for Sum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} answers, sum {}", self.count, self.total)
    }
}
