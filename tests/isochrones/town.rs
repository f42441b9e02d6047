//! Towns to draw areas of, and what they are drawn with.

use rayon::ThreadPool;
use std::error::Error;
use std::path::Path;
use std::sync::Arc;
use walkshed::LngLat;
use walkshed::model::{Barriers, Profile};
use walkshed::network::isochrone::{Area, Bands, Canvas, CanvasOptions, Origin, Sharing};
use walkshed::network::{Graph, Heading, Network, NetworkBuilder};
use walkshed::units::Unit;
use walkshed_io::Project;
use walkshed_tests::dataset;
use walkshed_tests::small::Dice;

/// Streets with barriers, and how far from a street places are strewn.
pub(crate) struct Town {
    network: Network,
    barriers: Arc<Barriers>,
    spread: f64,
}

impl Town {
    /// The reference town, which has a river.
    pub(crate) fn fengqing() -> Result<Self, Box<dyn Error>> {
        let district = Project::open(&dataset("fengqing"))?.load(&|_| {})?.district;
        let network = district.network.ok_or("no streets")?;
        let network = network.walked_by(&Profile::default());
        Ok(Self { network, barriers: Arc::new(district.barriers), spread: 0.008 })
    }

    /// An extract of OpenStreetMap.
    pub(crate) fn extract(file: &Path) -> Result<Self, Box<dyn Error>> {
        let mut lines = walkshed_io::osm::read(file)?.lines;
        lines.cross_areas();
        let mut builder = NetworkBuilder::new().with_min_component(1000.0);
        builder.add_osm(lines);
        let network = builder.build().walked_by(&Profile::default());
        Ok(Self { network, barriers: Arc::default(), spread: 0.003 })
    }

    /// A random place around a vertex of a street.
    pub(crate) fn place(&self, dice: &mut Dice) -> LngLat {
        let positions = self.network.positions();
        let at = positions[dice.roll(positions.len() as u64) as usize];
        let mut off = || (dice.share() - 0.5) * self.spread;
        LngLat::new(at.lng() + off(), at.lat() + off()).unwrap_or(at)
    }
}

/// A canvas, and the threads that draw on it.
pub(crate) struct Drawer {
    pub(crate) canvas: Canvas,
    threads: ThreadPool,
}

impl Drawer {
    pub(crate) fn new(
        town: &Town,
        heading: Heading,
        threads: usize,
    ) -> Result<Self, Box<dyn Error>> {
        let profile = Profile::default();
        let graph = Graph::new(&town.network, Unit::Millis, &profile, heading);
        let barriers = Arc::clone(&town.barriers);
        let canvas = Canvas::new(Arc::new(graph), barriers, CanvasOptions::NORMAL);
        let threads = rayon::ThreadPoolBuilder::new().num_threads(threads).build()?;
        Ok(Self { canvas, threads })
    }

    pub(crate) fn draw(
        &self,
        origins: &[Origin],
        limits: &[u32],
        sharing: Sharing,
        bands: Bands,
    ) -> Vec<Area> {
        self.threads.install(|| self.canvas.areas(origins, limits, sharing, bands))
    }
}
