//! Peak memory of the works, one process each, as Linux counts it (`VmHWM`): everything from the
//! files on, inputs included.

use std::env;
use std::path::PathBuf;
use std::process::Command;
use walkshed::network::{Graph, Heading};
use walkshed::table::{Doors, Walking};
use walkshed::units::Unit;
use walkshed_benches::{
    City, Outcome, QUARTER, extract, load, points, say, snap_all, walker,
};
use walkshed_io::network_file::{Builder, NetworkFile};

/// Names the work that a child process does.
const WORK: &str = "WALKSHED_MEMORY_OF";

fn main() -> Outcome {
    if let Ok(work) = env::var(WORK) {
        let Some(answers) = run(&work)? else { return Ok(()) };
        let peak = peak_mib()?;
        say(format_args!("memory {work}: {peak} MiB, {answers} answers"));
        return Ok(());
    }
    if !cfg!(target_os = "linux") {
        say("SKIPPED memory: peak memory is read where Linux keeps it");
        return Ok(());
    }
    for work in [
        "nothing",
        "load porto",
        "load composite",
        "build porto",
        "open porto",
        "open and contract porto",
        "table porto",
        "W1 1M x 1k",
        "W1 1M x 100k",
    ] {
        let status = Command::new(env::current_exe()?).env(WORK, work).status()?;
        if !status.success() {
            return Err(format!("{work}: {status}").into());
        }
    }
    // what was never built need not be removed
    let _gone = std::fs::remove_file(built());
    Ok(())
}

/// Does a work and returns the number of its answers; `None` where its file is missing.
fn run(work: &str) -> Outcome<Option<usize>> {
    Ok(match work {
        "load porto" => loaded(0)?,
        "load composite" => loaded(1)?,
        "build porto" => build()?,
        "open porto" => opened()?.map(|file| file.network.positions().len()),
        "open and contract porto" => opened()?.map(|file| file.network.runs().len()),
        "table porto" => table()?,
        "W1 1M x 1k" => Some(straight(1_000)?),
        "W1 1M x 100k" => Some(straight(100_000)?),
        _ => Some(0),
    })
}

fn loaded(city: usize) -> Outcome<Option<usize>> {
    let Some(file) = extract(City::EXTRACTS[city].1) else { return Ok(None) };
    Ok(Some(load(&file)?.positions().len()))
}

/// The network file that one work writes and the next ones open.
fn built() -> PathBuf {
    env::temp_dir().join("walkshed-memory-porto.walk")
}

fn build() -> Outcome<Option<usize>> {
    let Some(file) = extract(City::EXTRACTS[0].1) else { return Ok(None) };
    let file = Builder::new(vec![file]).build(&|_| {})?;
    file.write(&built())?;
    Ok(Some(file.network.positions().len()))
}

fn opened() -> Outcome<Option<NetworkFile>> {
    let path = built();
    Ok(if path.is_file() { Some(NetworkFile::open(&path)?) } else { None })
}

fn table() -> Outcome<Option<usize>> {
    let (name, file) = City::EXTRACTS[0];
    let Some(file) = extract(file) else { return Ok(None) };
    let city = City::read(name, &file)?;
    let graph = Graph::new(&city.network, Unit::Millis, &walker(), Heading::ToSeeds);
    let nodes = snap_all(&city.network, city.network.positions());
    let walking = Walking::new(graph, &nodes, &Doors::single(city.snaps(500, 4)));
    let stations: Vec<u32> = (0..500).collect();
    Ok(Some(walking.table(&stations, QUARTER).len()))
}

fn straight(stations: usize) -> Outcome<usize> {
    let points = points::clustered(1_000_000, 1)?;
    Ok(points::indexed(&points, &points::clustered(stations, 2)?).len())
}

/// The largest resident set of this process so far.
fn peak_mib() -> Outcome<u64> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = line.and_then(|line| line.split_whitespace().next()).ok_or("no VmHWM")?;
    Ok(kib.parse::<u64>()?.div_ceil(1024))
}
