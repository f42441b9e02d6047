//! How far the streets are mapped (rule 13), and areas that the project draws.

use crate::error::{ReadError, ReadFault};
use crate::finding::{Finding, Problem, Severity};
use crate::grids::area;
use crate::rows::Rows;
use geo::{Contains, MultiPolygon, Polygon, Rect};
use walkshed::LngLat;
use walkshed::model::{Extent, ExtentSource};

/// South-west and north-east corner.
pub(crate) type Corners = (LngLat, LngLat);

/// A declared box is believed up to this multiple of the box around the nodes, each way (rule 13).
const LARGEST_DECLARED: i64 = 2;

/// Takes all polygons of a file as one area.
pub(crate) fn polygons(
    rows: &Rows,
    findings: &mut Vec<Finding>,
) -> Result<MultiPolygon, ReadError> {
    let mut polygons = MultiPolygon(Vec::new());
    for row in &rows.list {
        match area(row) {
            Ok(shape) => polygons.0.extend(shape.0),
            Err(problem) => findings.push(rows.finding(row, problem.into())),
        }
    }
    if polygons.0.is_empty() {
        let rejected = findings.iter().rev().find(|f| f.severity() == Severity::Rejected);
        let fault = ReadFault::NoPolygon(rejected.cloned().map(Box::new));
        return Err(ReadError::unusable(&rows.path, fault));
    }
    Ok(polygons)
}

/// The box of a street file: what it declares if that can be believed, else that of its nodes.
pub(crate) fn judge(
    declared: Option<Corners>,
    nodes: Option<Corners>,
) -> Option<(Corners, ExtentSource)> {
    let nodes = nodes?;
    let around = rect(nodes);
    let believed = declared.filter(|&declared| {
        let declared = rect(declared);
        units(declared.width()) <= LARGEST_DECLARED * units(around.width())
            && units(declared.height()) <= LARGEST_DECLARED * units(around.height())
    });
    Some(match believed {
        Some(declared) => (declared, ExtentSource::Declared),
        None => (nodes, ExtentSource::Nodes),
    })
}

/// The box that lies in both, if it has an area.
pub(crate) fn meet(one: Corners, other: Corners) -> Option<Corners> {
    let west = one.0.lng().max(other.0.lng());
    let south = one.0.lat().max(other.0.lat());
    let east = one.1.lng().min(other.1.lng());
    let north = one.1.lat().min(other.1.lat());
    let corners = (LngLat::new(west, south).ok()?, LngLat::new(east, north).ok()?);
    (west < east && south < north).then_some(corners)
}

/// South-west and north-east corner of the box around some places.
pub(crate) fn around(places: impl Iterator<Item = LngLat>) -> Option<Corners> {
    let one = |at| (at, at);
    places.map(one).reduce(|(low, high), (at, _)| {
        // all numbers are taken from valid positions
        let corner = |x, y| LngLat::new(x, y).unwrap_or(at);
        (
            corner(low.lng().min(at.lng()), low.lat().min(at.lat())),
            corner(high.lng().max(at.lng()), high.lat().max(at.lat())),
        )
    })
}

/// The extent of street files that the project says nothing about.
#[derive(Clone, Debug, Default)]
pub(crate) struct Boxes {
    boxes: Vec<(Rect, ExtentSource, String)>,
}

impl Boxes {
    /// Adds a street file: its declared box if that can be believed, else that around its nodes.
    pub(crate) fn add(
        &mut self,
        file: &str,
        declared: Option<Corners>,
        nodes: Option<Corners>,
    ) {
        if let Some((corners, source)) = judge(declared, nodes) {
            self.add_judged(file, corners, source);
        }
    }

    /// Adds a box that was judged before.
    pub(crate) fn add_judged(
        &mut self,
        file: &str,
        corners: Corners,
        source: ExtentSource,
    ) {
        self.boxes.push((rect(corners), source, file.to_owned()));
    }

    /// The area inside all boxes. A box inside another says nothing; one that is a guess is named.
    pub(crate) fn extent(&self, findings: &mut Vec<Finding>) -> Extent {
        let mut shape = MultiPolygon(Vec::<Polygon>::new());
        let mut source = ExtentSource::Declared;
        for (i, (this, from, file)) in self.boxes.iter().enumerate() {
            let holds = |(j, (other, ..)): (usize, &(Rect, ExtentSource, String))| {
                let same = other == this;
                (same && j < i) || (!same && other.contains(this))
            };
            if self.boxes.iter().enumerate().any(holds) {
                continue;
            }
            if *from == ExtentSource::Nodes {
                source = ExtentSource::Nodes;
                findings.push(Finding::new(file, Problem::NodesBox));
            }
            shape.0.push(this.to_polygon());
        }
        Extent::Area { shape, source }
    }
}

/// Degrees in the units of OpenStreetMap, so that exactly twice is not a little more.
fn units(degrees: f64) -> i64 {
    (degrees * 1e7).round() as i64
}

fn rect((low, high): Corners) -> Rect {
    Rect::new(geo::Coord::from(low), geo::Coord::from(high))
}
