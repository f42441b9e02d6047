//! Street center lines of the user's own files.

use crate::columns::{Columns, STREETS};
use crate::error::ReadError;
use crate::finding::{Finding, Problem, Wanted};
use crate::osm::tags::{Decision, Reason, Walk, WayTags, walkable};
use crate::osm::{Asked, Names, counted, of_piece};
use crate::project::Input;
use crate::rows::{Row, Rows};
use geo::{Geometry, LineString};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use walkshed::LngLat;
use walkshed::geodesy::piece_m;
use walkshed::network::lines::{Manner, StreetId, StreetLine, StreetLines};

/// Reads the lines of one file.
///
/// Properties are tags of OpenStreetMap: they decide as [`walkable`] says, except that a line
/// without `highway`, or with a word there that OpenStreetMap does not use, is walked: it was
/// given as a street. Equal places are one node.
pub(crate) fn read(
    rows: &Rows,
    input: &Input,
    asked: Asked,
    findings: &mut Vec<Finding>,
) -> Result<StreetLines, ReadError> {
    let columns = Columns::bind(&STREETS, rows, input, findings)?;
    let mut drawer = Drawer::default();
    let mut refused = BTreeMap::<Reason, usize>::new();
    for row in &rows.list {
        let lines = match row.geometry.clone() {
            Ok(Some(Geometry::LineString(line))) => Ok(vec![line]),
            Ok(Some(Geometry::MultiLineString(lines))) => Ok(lines.0),
            Ok(Some(Geometry::Polygon(outline))) if rows.closed_lines => {
                Ok(vec![outline.into_inner().0])
            }
            Ok(Some(_)) => Err(Problem::Shape { expected: Wanted::Line }),
            Ok(None) => Err(Problem::NoPlace),
            Err(problem) => Err(problem),
        };
        let drawn = lines.and_then(|lines| {
            let cells = tags(rows, row, &columns);
            let tags = cells.iter().map(|(key, value)| (*key, value.as_str())).collect();
            match decide(tags, asked) {
                Decision::Refuse(reason) => {
                    *refused.entry(reason).or_default() += 1;
                    Ok(())
                }
                Decision::Walk(walk) => {
                    drawer.add(&id(row, &columns), tags.name(), &lines, &walk)
                }
            }
        });
        if let Err(problem) = drawn {
            findings.push(rows.finding(row, problem.into()));
        }
    }
    for (reason, lines) in refused {
        let problem = Problem::NotWalked { lines, reason };
        findings.push(Finding::new(&rows.file, problem));
    }
    Ok(drawer.finish())
}

fn id(row: &Row, columns: &Columns) -> StreetId {
    let given = row.named(columns.get("id")).or_else(|| row.id.clone());
    StreetId::Own(given.unwrap_or_else(|| format!("line {}", row.place.number())).into())
}

/// Values of `highway` that are no streets for walkers although the user's file holds them.
const NOT_FOR_WALKERS: [&str; 6] =
    ["raceway", "busway", "bus_guideway", "escape", "rest_area", "services"];

/// Keys that mean something else in other people's tables: a class of road, a kind of geometry.
const NOT_TAGS: [&str; 4] = ["level", "type", "area", "place"];

/// The tags of a row.
fn tags<'r>(rows: &'r Rows, row: &Row, columns: &Columns) -> Vec<(&'r str, String)> {
    let highway = columns.get("highway");
    let name = |(i, name): (usize, &'r String)| {
        if Some(i) == highway { (i, "highway") } else { (i, name.as_str()) }
    };
    let keys = rows.columns.iter().enumerate().map(name);
    keys.filter(|(_, key)| WayTags::reads(key) && !NOT_TAGS.contains(key))
        .filter_map(|(i, key)| Some((key, tag(&row.text(i)?))))
        .collect()
}

fn decide(mut tags: WayTags<'_>, asked: Asked) -> Decision {
    let decision = walkable(&tags, asked);
    let unknown = match decision {
        Decision::Refuse(Reason::OtherHighway) => {
            !tags.highway().is_some_and(|highway| NOT_FOR_WALKERS.contains(&highway))
        }
        Decision::Refuse(Reason::NotAStreet) => true,
        _ => false,
    };
    if unknown {
        tags.insert("highway", "footway");
        return walkable(&tags, asked);
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
    names: Names,
}

impl Drawer {
    fn add(
        &mut self,
        id: &StreetId,
        name: Option<&str>,
        lines: &[LineString],
        walk: &Walk,
    ) -> Result<(), Problem> {
        let mut places: Vec<Vec<LngLat>> = Vec::with_capacity(lines.len());
        for line in lines {
            let line = line.0.iter().map(|at| LngLat::new(at.x, at.y));
            places.push(line.collect::<Result<_, _>>().map_err(Problem::Position)?);
        }
        let lengths: Vec<f64> = places.iter().map(|line| length_m(line)).collect();
        let whole_m: f64 = lengths.iter().sum();
        let name = self.names.number(name);
        let mut drawn = false;
        for (line, part_m) in places.iter().zip(lengths) {
            let mut manner = walk.manner;
            if let Some(steps) = walk.steps {
                manner.pace = counted(manner.pace, steps, whole_m);
            }
            manner.pace = of_piece(manner.pace, part_m, whole_m);
            drawn |= self.line(id, name, line, manner, walk);
        }
        if drawn { Ok(()) } else { Err(Problem::NoLine) }
    }

    fn line(
        &mut self,
        id: &StreetId,
        name: u32,
        places: &[LngLat],
        manner: Manner,
        &Walk { snap, grade, .. }: &Walk,
    ) -> bool {
        let first = self.streets.vertices.len();
        for &at in places {
            let node = self.node(at);
            if self.streets.vertices[first..].last() != Some(&node) {
                self.streets.vertices.push(node);
            }
        }
        if self.streets.vertices.len() - first < 2 {
            self.streets.vertices.truncate(first);
            return false;
        }
        let (id, first) = (id.clone(), first as u32);
        self.streets.lines.push(StreetLine { id, first, name, manner, snap, grade });
        true
    }

    fn finish(mut self) -> StreetLines {
        self.streets.names = self.names.into_list();
        self.streets
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

fn length_m(line: &[LngLat]) -> f64 {
    line.windows(2).map(|ends| piece_m(ends[0], ends[1])).sum()
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
