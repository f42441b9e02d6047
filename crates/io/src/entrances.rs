//! Rows to the doors of stations or sites that have several (rule 7).

use crate::columns::{Columns, ENTRANCES};
use crate::coordinates::Coordinates;
use crate::error::ReadError;
use crate::finding::{Finding, Problem};
use crate::project::{Input, nearest};
use crate::rows::{Fault, Row, Rows};
use crate::stations::door;
use rustc_hash::FxHashMap;
use walkshed::LngLat;
use walkshed::model::Station;

/// Gives the doors of one file to their stations: a row names a station, or a site and with it all
/// the stations that stand on it. A row that names neither costs only itself.
pub(crate) fn add(
    rows: &Rows,
    input: &Input,
    stations: &mut [Station],
    findings: &mut Vec<Finding>,
) -> Result<usize, ReadError> {
    let columns = Columns::bind(&ENTRANCES, rows, input, findings)?;
    let coordinates = Coordinates::of(rows, &columns, findings)?;
    let mut by_name: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    for (place, station) in stations.iter().enumerate() {
        by_name.entry(station.id.clone()).or_default().push(place);
        for site in station.site.iter().filter(|site| **site != station.id) {
            by_name.entry(site.clone()).or_default().push(place);
        }
    }
    let mut used = 0;
    for row in &rows.list {
        match of_row(row, &columns, &coordinates, &by_name) {
            Ok((places, at)) => {
                used += 1;
                for &place in places {
                    let entrances = &mut stations[place].entrances;
                    if !entrances.contains(&at) {
                        entrances.push(at);
                    }
                }
            }
            Err(fault) => findings.push(rows.finding(row, fault)),
        }
    }
    Ok(used)
}

/// The stations that a row names, and where the door is.
fn of_row<'s>(
    row: &Row,
    columns: &Columns,
    coordinates: &Coordinates,
    by_name: &'s FxHashMap<String, Vec<usize>>,
) -> Result<(&'s [usize], LngLat), Fault> {
    let column = columns.get("station").or(columns.get("site"));
    let name = row.named(column);
    let unknown = |near: Option<&str>| {
        let problem = Problem::NoSuchStation { near: near.map(str::to_owned) };
        column.map_or(problem.clone().into(), |column| Fault::cell(column, problem))
    };
    let name = name.ok_or_else(|| unknown(None))?;
    let Some(places) = by_name.get(&name) else {
        let mut known: Vec<&str> = by_name.keys().map(String::as_str).collect();
        known.sort_unstable(); // the same nearest in every run
        return Err(unknown(nearest(&name, known.into_iter())));
    };
    Ok((places, door(row, coordinates)?))
}
