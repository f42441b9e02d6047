//! A sketch walked in every way that the product knows, all of which must agree.

use super::sketch::{Outcome, Sketch};
use std::collections::BTreeSet;
use std::path::Path;
use walkshed::coverage::{Evaluation, Status};
use walkshed::model::{Budget, CoverageOptions, Profile};
use walkshed::network::lines::{SnapClass, StreetId};
use walkshed::network::{Graph, Heading, Label, Network, Snap, UNBOUNDED};
use walkshed::table::{Doors, Walking};
use walkshed::units::Unit;
use walkshed_io::{Loaded, Project};
use walkshed_tests::judge::graph_of_network;
use walkshed_tests::oracle::{self, LngLat};

/// How far the oracle in floating point may be from whole milliseconds or millimeters, in seconds
/// or meters: half a unit for each street of a sketch, and each leg.
const ROUNDING: f64 = 0.02;

/// What the product says of a sketch.
#[derive(Debug)]
pub(crate) struct Walked {
    /// `[person][station]`, milliseconds of the quickest walk.
    pub(crate) millis: Vec<Vec<Option<u32>>>,
    /// Millimeters of the shortest walk.
    pub(crate) millimeters: Vec<Vec<Option<u32>>>,
    /// The nearest station of each person in time.
    pub(crate) nearest: Vec<Option<u32>>,
    pub(crate) status: Vec<Status>,
    pub(crate) islands: usize,
    pub(crate) connections: usize,
    pub(crate) findings: Vec<String>,
}

/// One unit of one sketch, everything tied to the streets.
struct Ground<'a> {
    network: &'a Network,
    profile: &'a Profile,
    points: &'a [Option<Snap>],
    stations: &'a [Option<Snap>],
    unit: Unit,
}

/// Loads a sketch as a project and walks it.
pub(crate) fn walk(sketch: &Sketch, folder: &Path) -> Outcome<Walked> {
    let loaded = Project::open(folder)?.load(&|_| {})?;
    let options = loaded.options.clone();
    let network = loaded.district.network.as_ref().ok_or("no streets")?;
    let network = network.walked_by(&options.profile);
    let snap = |at| network.snap(at, &loaded.district.barriers, options.max_snap_m);
    let points = loaded.district.demand.points().iter();
    let points: Vec<Option<Snap>> = points.map(|p| snap(p.position)).collect();
    let near = |snap: &Snap| snap.leg_m <= options.max_snap_m;
    let stations = loaded.district.stations.iter();
    let stations: Vec<Option<Snap>> =
        stations.map(|s| snap(s.position).filter(near)).collect();
    let mut times = Vec::new();
    for unit in [Unit::Millis, Unit::Millimeters] {
        let ground = Ground {
            network: &network,
            profile: &options.profile,
            points: &points,
            stations: &stations,
            unit,
        };
        let table = table(&loaded, &options, unit);
        ground.all_searches_agree(&table)?;
        if sketch.is_plain() && options.max_snap_m >= oracle::MAX_SNAP_M {
            ground.the_oracle_agrees(&loaded, sketch, folder, &table)?;
        }
        times.push(table);
    }
    let evaluation = Evaluation::of(&loaded.district, &options);
    let level = evaluation.levels.last().ok_or("no level")?;
    let nearest: Vec<Option<u32>> =
        level.points.iter().map(|point| Some(point.nearest?.station)).collect();
    if nearest != times[0].iter().map(|row| Some(best(row)?.1)).collect::<Vec<_>>() {
        return Err(format!("the evaluation's nearest are {nearest:?}").into());
    }
    let millimeters = times.pop().unwrap_or_default();
    Ok(Walked {
        millis: times.pop().unwrap_or_default(),
        millimeters,
        nearest,
        status: level.points.iter().map(|point| point.status).collect(),
        islands: network.islands().0,
        connections: network.connections().len(),
        findings: loaded.findings.iter().map(|finding| format!("{finding:?}")).collect(),
    })
}

/// The table of an evaluation, no budget.
fn table(
    loaded: &Loaded,
    options: &CoverageOptions,
    unit: Unit,
) -> Vec<Vec<Option<u32>>> {
    let budget = match unit {
        Unit::Millis => Budget::Millis(UNBOUNDED),
        Unit::Millimeters => Budget::Millimeters(UNBOUNDED),
    };
    let (table, _) = Evaluation::table(&loaded.district, options, budget);
    let stations = loaded.district.stations.len();
    let row = |point: usize| {
        let mut row = vec![None; stations];
        for trip in table.of(point) {
            row[trip.station as usize] = Some(trip.primary);
        }
        row
    };
    (0..table.points()).map(row).collect()
}

/// The least of a row, and the first station that has it.
fn best(row: &[Option<u32>]) -> Option<(u32, u32)> {
    (0..).zip(row).filter_map(|(station, cost)| Some(((*cost)?, station))).min()
}

fn costs(labels: &[Label]) -> Vec<Option<u32>> {
    let cost = |label: &Label| (*label != Label::NONE).then(|| label.primary());
    labels.iter().map(cost).collect()
}

fn nearest(labels: &[Label]) -> Vec<Option<(u32, u32)>> {
    let pair = |label: &Label| {
        (*label != Label::NONE).then(|| (label.primary(), label.station()))
    };
    labels.iter().map(pair).collect()
}

fn same<T: PartialEq + std::fmt::Debug>(
    what: &str,
    found: &T,
    wanted: &T,
) -> Outcome<()> {
    if found == wanted {
        return Ok(());
    }
    Err(format!("{what}: {found:?}, but the table says {wanted:?}").into())
}

fn doors(stations: &[Option<Snap>]) -> Doors<Snap> {
    Doors::single(stations.iter().copied())
}

impl Ground<'_> {
    fn walking(&self, heading: Heading) -> Walking {
        let graph = Graph::new(self.network, self.unit, self.profile, heading);
        match heading {
            Heading::FromSeeds => Walking::new(graph, self.stations, &doors(self.points)),
            Heading::ToSeeds | Heading::Either => {
                Walking::new(graph, self.points, &doors(self.stations))
            }
        }
    }

    /// One station at a time, all at once, some of them for some people, and people to stations
    /// the other way round.
    fn all_searches_agree(&self, table: &[Vec<Option<u32>>]) -> Outcome<()> {
        let walking = self.walking(Heading::ToSeeds);
        let points: Vec<u32> = (0..self.points.len() as u32).collect();
        let backwards: Vec<u32> = points.iter().rev().copied().collect();
        let stations: Vec<u32> = (0..self.stations.len() as u32).collect();
        let of = |points: &[u32], some: &[u32]| -> Vec<Option<(u32, u32)>> {
            let station = |row: &[Option<u32>]| {
                let pairs = some.iter().filter_map(|&s| Some((row[s as usize]?, s)));
                pairs.min()
            };
            points.iter().map(|&p| station(&table[p as usize])).collect()
        };
        let all = nearest(&walking.nearest(&stations));
        same("the nearest of all", &all, &of(&points, &stations))?;
        for &station in &stations {
            let one = [station];
            let column: Vec<_> =
                points.iter().map(|&p| table[p as usize][station as usize]).collect();
            let found =
                costs(&walking.to_station(station, &points, UNBOUNDED, UNBOUNDED));
            same("to one station", &found, &column)?;
            for others in [&stations[station as usize..], &one] {
                let found = nearest(&walking.nearest_for(others, &backwards));
                same("the nearest for some", &found, &of(&backwards, others))?;
                for &point in &points {
                    let found = nearest(&walking.nearest_for(others, &[point]));
                    same("the nearest for one", &found, &of(&[point], others))?;
                }
            }
        }
        let from = self.walking(Heading::FromSeeds).table(&points, UNBOUNDED);
        for &station in &stations {
            let mut found = vec![None; points.len()];
            for trip in from.of(station as usize) {
                found[trip.station as usize] = Some(trip.primary);
            }
            let column: Vec<_> =
                points.iter().map(|&p| table[p as usize][station as usize]).collect();
            same("from people to a station", &found, &column)?;
        }
        Ok(())
    }

    /// The oracle, which ties everything to the streets itself, says the same; where two streets
    /// are equally near it is not asked.
    fn the_oracle_agrees(
        &self,
        loaded: &Loaded,
        sketch: &Sketch,
        folder: &Path,
        table: &[Vec<Option<u32>>],
    ) -> Outcome<()> {
        let last_resorts = last_resorts(sketch, &folder.join("streets.osm"))?;
        let least = min_component(folder)?;
        let graph = graph_of_network(
            self.network,
            |id, along| last_resorts.contains(&course(id, along)),
            self.profile,
            self.unit,
            least,
        );
        let points = loaded.district.demand.points().iter();
        let tied: Vec<_> =
            points.map(|p| graph.snap(p.position.lng(), p.position.lat())).collect();
        for (s, station) in loaded.district.stations.iter().enumerate() {
            let at = station.position;
            let Some(start) = graph.snap(at.lng(), at.lat()) else { continue };
            let ends: Vec<_> = tied.iter().flatten().copied().collect();
            {
                let mut walks =
                    graph.walks(&start, &ends, oracle::Heading::ToStart).into_iter();
                for (p, end) in tied.iter().enumerate() {
                    let Some(end) = end else { continue };
                    let wanted = walks.next().flatten();
                    let tie = [start.rival_m, end.rival_m].into_iter().flatten();
                    let skipped = tie.into_iter().any(|m| m < 0.002)
                        || start.leg_m > oracle::MAX_SNAP_M;
                    let found = table[p][s].map(|cost| f64::from(cost) / 1000.0);
                    let agrees = match (found, wanted) {
                        (Some(found), Some(wanted)) => (found - wanted).abs() < ROUNDING,
                        (None, None) => true,
                        _ => false,
                    };
                    if !agrees && !skipped {
                        let unit = self.unit;
                        return Err(format!(
                            "person {p} to station {s} in {unit:?}: {found:?}, \
                             but the oracle says {wanted:?}"
                        )
                        .into());
                    }
                }
            }
        }
        Ok(())
    }
}

/// The name of a line, and where it begins and ends.
fn course(id: &StreetId, along: &[LngLat]) -> String {
    format!("{id:?} {:?} {:?}", along.first(), along.last())
}

/// The lines that are tied to as a last resort alone.
fn last_resorts(sketch: &Sketch, streets: &Path) -> Outcome<BTreeSet<String>> {
    let mut found = BTreeSet::new();
    if streets.exists() {
        let lines = sketch.asked().read(streets)?.lines;
        let last = |i: &usize| lines.lines[*i].snap == SnapClass::LastResort;
        for line in (0..lines.lines.len()).filter(last) {
            let place = |&node: &u32| {
                let at = lines.positions[node as usize];
                [at.lng(), at.lat()]
            };
            let along: Vec<LngLat> = lines.nodes(line).iter().map(place).collect();
            found.insert(course(&lines.lines[line].id, &along));
        }
    }
    Ok(found)
}

/// The least component that the project's settings ask for, in meters.
fn min_component(folder: &Path) -> Outcome<f64> {
    let text = std::fs::read_to_string(folder.join("walkshed.toml"))?;
    let value = text.lines().find_map(|line| line.strip_prefix("min_component = "));
    Ok(value.ok_or("no least component")?.trim().parse()?)
}
