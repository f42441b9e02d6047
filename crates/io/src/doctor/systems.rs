//! Which coordinate system each file is really in: the files of a project as evidence.

use super::datum::{Exhibit, Hypothesis, Part, Sighting, Verdict, judge};
use crate::columns::{Columns, DEMAND, GRIDS, Role, STATIONS, STREETS};
use crate::coordinates::written;
use crate::crs::{Crs, Frame};
use crate::extent::around;
use crate::finding::{Finding, Problem, Symptom};
use crate::network_file::is_network;
use crate::project::{Input, Loaded, Project, is_rows};
use crate::read;
use crate::rows::{Row, Rows};
use crate::scenario::{Move, Scenario};
use geo::{Geometry, Intersects, LineString, Point, Rect};
use walkshed::network::lines::{StreetId, StreetLines};

/// So many stations and blocks are looked at, evenly spread; streets and areas all are.
const LOOKED_AT: usize = 5_000;

/// Streets this far around everything else are compared with it, in degrees: more than any datum
/// moves a place.
const AROUND: f64 = 0.05;

/// A file and what it shows.
#[derive(Clone)]
pub(crate) struct Witness {
    /// The file, as the project names it.
    pub(crate) file: String,
    /// What its numbers are taken for: declared, or said by the file.
    pub(crate) taken_for: Crs,
    /// What it shows.
    pub(crate) exhibit: Exhibit,
}

/// Judges all files of a project.
pub(super) fn findings(project: &Project, loaded: &Loaded) -> Vec<Finding> {
    judged(&witnesses(project, loaded), 0)
}

/// All files of a project.
pub(super) fn witnesses(project: &Project, loaded: &Loaded) -> Vec<Witness> {
    let inputs = &project.inputs;
    let roles = [
        (Part::Stations, &inputs.stations),
        (Part::Demand, &inputs.demand),
        (Part::Grids, &inputs.grids),
        (Part::Barriers, &inputs.barriers),
        (Part::Streets, &inputs.streets),
    ];
    let roles = roles.iter().flat_map(|(part, list)| list.iter().map(|one| (*part, one)));
    let mut witnesses = of_inputs(project, roles);
    witnesses.extend(of_network(loaded));
    witnesses
}

/// Judges the files of scenarios by those of the project and by each other.
pub(super) fn of_scenarios(
    project: &Project,
    scenarios: &[&Scenario],
    base: &[Witness],
) -> Vec<Finding> {
    let inputs = scenarios.iter().flat_map(|scenario| {
        let moved = scenario.move_stations.iter().filter_map(|moved| match moved {
            Move::File(input) => Some(input.as_ref()),
            Move::To { .. } => None,
        });
        let stations = scenario.add_stations.iter().chain(moved);
        let demand = scenario.add_demand.iter().map(|input| (Part::Demand, input));
        let streets = scenario.add_streets.iter().map(|input| (Part::Streets, input));
        stations.map(|input| (Part::Stations, input)).chain(demand).chain(streets)
    });
    let own = of_inputs(project, inputs);
    if own.is_empty() {
        return Vec::new();
    }
    let all: Vec<Witness> = base.iter().cloned().chain(own).collect();
    judged(&all, base.len())
}

/// Files of records, in the numbers that stand there.
fn of_inputs<'i>(
    project: &Project,
    inputs: impl Iterator<Item = (Part, &'i Input)>,
) -> Vec<Witness> {
    let witness = |(part, input): (Part, &Input)| {
        let built = || is_network(&project.folder.join(&input.path));
        if !is_rows(&input.path) || built() {
            return None; // of OpenStreetMap: see those of the network
        }
        let rows = read::raw(&project.folder, input).ok()?;
        Some(Witness::of(&rows, input, part))
    };
    inputs.filter_map(witness).collect()
}

/// What witnesses say together of those from `since` on.
fn judged(witnesses: &[Witness], since: usize) -> Vec<Finding> {
    let told = |verdict: Verdict| {
        let files: Vec<usize> =
            verdict.files.iter().copied().filter(|&file| file >= since).collect();
        told(witnesses, &Verdict { files, ..verdict })
    };
    verdicts(witnesses).into_iter().flat_map(told).collect()
}

/// What witnesses say together.
pub(crate) fn verdicts(witnesses: &[Witness]) -> Vec<Verdict> {
    let exhibits: Vec<Exhibit> =
        witnesses.iter().map(|witness| witness.exhibit.clone()).collect();
    judge(&exhibits)
}

fn told(witnesses: &[Witness], verdict: &Verdict) -> Vec<Finding> {
    let of_file = |&file: &usize| {
        let witness = &witnesses[file];
        let symptom = Symptom::System {
            taken_for: witness.taken_for.key().into_owned(),
            found: verdict.hypothesis.crs.key().into_owned(),
            exchanged: verdict.hypothesis.exchanged,
            left_m: verdict.left_m,
            next_m: verdict.next_m,
            now_m: verdict.now_m,
            certain: verdict.is_certain(),
        };
        Finding::new(&witness.file, Problem::Check(symptom))
    };
    verdict.files.iter().map(of_file).collect()
}

impl Witness {
    /// A file of records, in the numbers that stand there.
    pub(crate) fn of(rows: &Rows, input: &Input, part: Part) -> Self {
        let role = role(part);
        // what this says of the columns is said when the file is read
        let columns = Columns::bind(role, rows, input, &mut Vec::new()).ok();
        let declared = input.crs.as_deref().and_then(Crs::named);
        let taken_for = declared.or_else(|| rows.crs.clone()).unwrap_or_default();
        let few = matches!(part, Part::Stations | Part::Demand);
        let step = if few { rows.list.len().div_ceil(LOOKED_AT).max(1) } else { 1 };
        let sightings: Vec<Sighting> = rows
            .list
            .iter()
            .step_by(step)
            .filter_map(|row| sighting(row, columns.as_ref(), part))
            .collect();
        let mut exhibit = Exhibit { part, sightings, read_as: None, is_fixed: false };
        let frame = Frame::of(&taken_for, &exhibit.sample(), "");
        exhibit.read_as = frame.ok().map(|frame| Hypothesis {
            crs: taken_for.clone(),
            exchanged: frame.exchanged,
        });
        Self { file: rows.file.clone(), taken_for, exhibit }
    }
}

fn role(part: Part) -> &'static Role {
    match part {
        Part::Stations => &STATIONS,
        Part::Demand => &DEMAND,
        Part::Grids => &GRIDS,
        Part::Barriers | Part::Streets => &STREETS,
    }
}

/// A row in the numbers of its file; none that names a datum of its own, since it says nothing of
/// the others.
fn sighting(row: &Row, columns: Option<&Columns>, part: Part) -> Option<Sighting> {
    let named = |field| row.named(columns?.get(field));
    let shape: Geometry = match &row.geometry {
        Ok(Some(shape)) => shape.clone(),
        Ok(None) => {
            let [x, y] = written(row, columns?)?;
            Point::new(x, y).into()
        }
        Err(_) => return None,
    };
    if named("crs").is_some() && part != Part::Streets {
        return None;
    }
    let mut sighting = Sighting::new(shape);
    match part {
        Part::Stations | Part::Demand => sighting.community = named("community"),
        Part::Grids => {
            sighting.names = [named("id").or_else(|| row.id.clone()), named("name")]
                .into_iter()
                .flatten()
                .collect();
        }
        Part::Barriers | Part::Streets => {}
    }
    Some(sighting)
}

impl Witness {
    /// Streets of OpenStreetMap, as they were read.
    pub(crate) fn of_osm(file: &str, streets: &StreetLines) -> Self {
        let line = |street: usize| {
            let nodes = streets.nodes(street).iter();
            let place = |&node: &u32| geo::Coord::from(streets.positions[node as usize]);
            Sighting::new(LineString(nodes.map(place).collect()))
        };
        Self::fixed(file.to_owned(), (0..streets.lines.len()).map(line).collect())
    }

    /// What is WGS 84 beyond doubt.
    fn fixed(file: String, sightings: Vec<Sighting>) -> Self {
        let read_as = Some(Hypothesis { crs: Crs::Wgs84, exchanged: false });
        let exhibit = Exhibit { part: Part::Streets, sightings, read_as, is_fixed: true };
        Self { file, taken_for: Crs::Wgs84, exhibit }
    }
}

/// Streets of OpenStreetMap around everything else, which are WGS 84 beyond doubt.
fn of_network(loaded: &Loaded) -> Option<Witness> {
    let network = loaded.district.network.as_ref()?;
    let own = |street: usize| matches!(network.street(street).id, StreetId::Own(_));
    let window = window(loaded);
    let near = |street: usize| {
        let mut nodes = network.nodes_of(street).iter();
        window.is_none_or(|window| {
            nodes.any(|&node| {
                window.intersects(&geo::Coord::from(network.positions()[node as usize]))
            })
        })
    };
    let lines =
        (0..network.streets().len()).filter(|&street| !own(street) && near(street));
    let line = |street| {
        let nodes = network.nodes_of(street).iter();
        let place = |&node: &u32| geo::Coord::from(network.positions()[node as usize]);
        Sighting::new(LineString(nodes.map(place).collect()))
    };
    let sightings: Vec<Sighting> = lines.map(line).collect();
    if sightings.is_empty() {
        return None;
    }
    let file = loaded.osm.first().map(|(file, _)| file.clone()).unwrap_or_default();
    Some(Witness::fixed(file, sightings))
}

/// The box around stations and demand, as they are read now.
fn window(loaded: &Loaded) -> Option<Rect> {
    let district = &loaded.district;
    let stations = district.stations.iter().map(|station| station.position);
    let demand = district.demand.points().iter().map(|point| point.position);
    let (low, high) = around(stations.chain(demand))?;
    let low = geo::Coord { x: low.lng() - AROUND, y: low.lat() - AROUND };
    Some(Rect::new(low, geo::Coord { x: high.lng() + AROUND, y: high.lat() + AROUND }))
}

#[cfg(test)]
#[path = "systems_tests.rs"]
mod tests;
