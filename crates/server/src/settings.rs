//! How the service is started.

use std::fmt;
use std::net::SocketAddr;
use walkshed::coverage::Evaluation;
use walkshed_io::Loaded;

/// Why a project could not be loaded.
pub type LoadError = Box<dyn std::error::Error + Send + Sync>;

/// Reads the project; called off the event loop, again for every new generation.
pub type Loader = Box<dyn Fn() -> Result<Loaded, LoadError> + Send>;

/// Told a project and its evaluation, off the event loop, before any of it is answered.
pub type Evaluated = Box<dyn Fn(&Loaded, &Evaluation) + Send>;

/// What the service tells whoever started it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Notice {
    /// It listens here, though it may not be ready yet.
    Listening(SocketAddr),
    /// The project is loaded and answers.
    Ready,
}

/// Where to listen, what to serve.
#[non_exhaustive]
pub struct Settings {
    /// Where to listen; port 0 takes any free one.
    pub bind: SocketAddr,
    /// Worker threads; `None` for one a core.
    pub workers: Option<usize>,
    /// Reads the project.
    pub load: Loader,
    /// Told every evaluation, such as which stations it leaves out.
    pub evaluated: Evaluated,
    /// Told when the service listens, and when it is ready.
    pub watch: Box<dyn Fn(Notice) + Send + Sync>,
}

impl Settings {
    /// Where the service listens unless told otherwise: this machine only.
    pub const BIND: SocketAddr =
        SocketAddr::new(std::net::IpAddr::V4(std::net::Ipv4Addr::LOCALHOST), 8080);

    /// The usual settings for a project.
    #[must_use]
    pub fn new(load: Loader) -> Self {
        let (bind, workers) = (Self::BIND, None);
        let (evaluated, watch) = (Box::new(|_: &_, _: &_| {}), Box::new(|_| {}));
        Self { bind, workers, load, evaluated, watch }
    }
}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { bind, workers, load: _, evaluated: _, watch: _ } = self;
        f.debug_struct("Settings")
            .field("bind", bind)
            .field("workers", workers)
            .finish_non_exhaustive()
    }
}
