//! Street center lines of the user's own files.

use crate::columns::{Columns, STREETS};
use crate::error::ReadError;
use crate::finding::{Finding, Problem, Wanted};
use crate::osm::Asked;
use crate::osm::tags::{Decision, Reason, Walk, WayTags, walkable};
use crate::project::Input;
use crate::rows::{Row, Rows};
use geo::{Geometry, LineString};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use walkshed::LngLat;
use walkshed::network::lines::{NO_NAME, StreetId, StreetLine, StreetLines};

/// Reads the lines of one file.
///
/// Properties are tags of OpenStreetMap: they decide as [`walkable`] says, except that a line
/// without `highway`, or with a word there that OpenStreetMap does not use, is walked: it was
/// given as a street. Equal places are one node.
pub(crate) fn read(
    rows: &Rows,
    input: &Input,
    findings: &mut Vec<Finding>,
) -> Result<StreetLines, ReadError> {
    let columns = Columns::bind(&STREETS, rows, input, findings)?;
    let mut drawer = Drawer::default();
    let mut refused = BTreeMap::<Reason, usize>::new();
    for row in &rows.list {
        let lines = match row.geometry.clone() {
            Ok(Some(Geometry::LineString(line))) => Ok(vec![line]),
            Ok(Some(Geometry::MultiLineString(lines))) => Ok(lines.0),
            Ok(Some(_)) => Err(Problem::Shape { expected: Wanted::Line }),
            Ok(None) => Err(Problem::NoPlace),
            Err(problem) => Err(problem),
        };
        let drawn = lines.and_then(|lines| match decide(rows, row, &columns) {
            Decision::Refuse(reason) => {
                *refused.entry(reason).or_default() += 1;
                Ok(())
            }
            Decision::Walk(walk) => drawer.add(&name(row, &columns), &lines, &walk),
        });
        if let Err(problem) = drawn {
            findings.push(rows.finding(row, problem.into()));
        }
    }
    for (reason, lines) in refused {
        let problem = Problem::NotWalked { lines, reason };
        findings.push(Finding::new(&rows.file, problem));
    }
    Ok(drawer.streets)
}

fn name(row: &Row, columns: &Columns) -> StreetId {
    let given = row.named(columns.get("id")).or_else(|| row.id.clone());
    StreetId::Own(given.unwrap_or_else(|| format!("line {}", row.place.number())).into())
}

/// Values of `highway` that are no streets for walkers although the user's file holds them.
const NOT_FOR_WALKERS: [&str; 6] =
    ["raceway", "busway", "bus_guideway", "escape", "rest_area", "services"];

fn decide(rows: &Rows, row: &Row, columns: &Columns) -> Decision {
    let highway = columns.get("highway");
    let cells: Vec<(&str, String)> = (rows.columns.iter().enumerate())
        .map(
            |(i, name)| {
                if Some(i) == highway { (i, "highway") } else { (i, name.as_str()) }
            },
        )
        .filter(|(_, name)| WayTags::reads(name))
        .filter_map(|(i, name)| Some((name, tag(&row.text(i)?))))
        .collect();
    let mut tags: WayTags<'_> =
        cells.iter().map(|(key, value)| (*key, value.as_str())).collect();
    let value =
        |key| cells.iter().find(|(k, _)| *k == key).map(|(_, value)| value.as_str());
    let decision = walkable(&tags, Asked::default());
    let unknown = match decision {
        Decision::Refuse(Reason::OtherHighway) => {
            value("highway").is_some_and(|highway| !NOT_FOR_WALKERS.contains(&highway))
        }
        Decision::Refuse(Reason::NotAStreet) => true,
        _ => false,
    };
    if unknown {
        tags.insert("highway", "footway");
        return walkable(&tags, Asked::default());
    }
    decision
}

/// A value as OpenStreetMap writes it: extracts in other formats say T, true or 1 for yes.
fn tag(text: &str) -> String {
    match text.trim() {
        "T" | "t" | "true" | "True" | "TRUE" => "yes".to_owned(),
        "F" | "f" | "false" | "False" | "FALSE" => "no".to_owned(),
        text => text.to_owned(),
    }
}

/// Collects lines; equal places are one node.
#[derive(Default)]
struct Drawer {
    streets: StreetLines,
    nodes: FxHashMap<[u64; 2], u32>,
}

impl Drawer {
    fn add(
        &mut self,
        id: &StreetId,
        lines: &[LineString],
        walk: &Walk,
    ) -> Result<(), Problem> {
        let Walk { manner, snap, grade, .. } = *walk;
        let mut drawn = false;
        for line in lines {
            let first = self.streets.vertices.len();
            for &at in &line.0 {
                let at = LngLat::new(at.x, at.y).map_err(Problem::Position)?;
                let node = self.node(at);
                if self.streets.vertices[first..].last() != Some(&node) {
                    self.streets.vertices.push(node);
                }
            }
            if self.streets.vertices.len() - first < 2 {
                self.streets.vertices.truncate(first);
                continue;
            }
            let (id, first, name) = (id.clone(), first as u32, NO_NAME);
            self.streets.lines.push(StreetLine { id, first, name, manner, snap, grade });
            drawn = true;
        }
        if drawn { Ok(()) } else { Err(Problem::NoLine) }
    }

    fn node(&mut self, at: LngLat) -> u32 {
        // Adding zero makes one of the two zeros.
        let place = [(at.lng() + 0.0).to_bits(), (at.lat() + 0.0).to_bits()];
        let positions = &mut self.streets.positions;
        *self.nodes.entry(place).or_insert_with(|| {
            positions.push(at);
            positions.len() as u32 - 1
        })
    }
}

/// South-west and north-east corner of the box around all nodes.
pub(crate) fn nodes_box(lines: &StreetLines) -> Option<(LngLat, LngLat)> {
    let corner = |pick: fn(f64, f64) -> f64| {
        // Both numbers are taken from valid positions.
        let both = |a: LngLat, b: LngLat| {
            LngLat::new(pick(a.lng(), b.lng()), pick(a.lat(), b.lat())).unwrap_or(a)
        };
        lines.positions.iter().copied().reduce(both)
    };
    Some((corner(f64::min)?, corner(f64::max)?))
}

#[cfg(test)]
#[path = "streets_tests.rs"]
mod tests;
