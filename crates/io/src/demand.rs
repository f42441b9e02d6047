//! Rows to demand: where people live, and how many of each group.

use crate::columns::{Columns, DEMAND};
use crate::coordinates::Coordinates;
use crate::error::ReadError;
use crate::finding::{Finding, Problem, Wanted};
use crate::identity::{Identities, say_made};
use crate::normalize;
use crate::origin::Origins;
use crate::project::Input;
use crate::rows::{Fault, Row, Rows, text_of};
use geo::{BoundingRect, Centroid, Geometry, Intersects, MultiPolygon, Point};
use walkshed::LngLat;
use walkshed::model::{Demand, DemandPoint, Value, Weight};

/// Reads the demand of all files into one, its groups in the order they first appear.
///
/// Rows outside `study_area` are not counted, and their number is said; `ids` are taken already.
pub(crate) fn read(
    files: &[(Rows, &Input)],
    study_area: Option<&MultiPolygon>,
    mut ids: Identities,
    findings: &mut Vec<Finding>,
) -> Result<(Demand, Origins), ReadError> {
    let mut readers = Vec::new();
    for (rows, input) in files {
        let columns = Columns::bind(&DEMAND, rows, input, findings)?;
        let coordinates = Coordinates::of(rows, &columns, findings)?;
        let mut places = Vec::new();
        let mut groups: Vec<String> = Vec::new();
        for (group, column) in &columns.weights {
            let known = groups.iter().position(|known| known == group);
            places.push((known.unwrap_or(groups.len()), *column));
            if known.is_none() {
                groups.push(group.clone());
            }
        }
        if input.weights.is_empty() {
            say_unused(rows, input, &columns, findings);
        }
        let sample_m = input.sample_m;
        let reader = Reader { rows, columns, coordinates, places, study_area, sample_m };
        readers.push((reader, groups));
    }
    let (mut demand, mut origins) = (Demand::default(), Origins::default());
    for (reader, groups) in readers {
        let mut own = Demand::new(groups);
        reader.add(&mut own, &mut origins, &mut ids, findings);
        demand.append(own);
    }
    Ok((demand, origins))
}

/// Names the columns that could have been weights, and says if there is none.
fn say_unused(
    rows: &Rows,
    input: &Input,
    columns: &Columns,
    findings: &mut Vec<Finding>,
) {
    if columns.weights.is_empty() {
        findings.push(Finding::new(&rows.file, Problem::NoWeights));
    }
    let shares = input.split.iter().flat_map(|split| &split.by);
    let shares: Vec<&str> = shares.map(String::as_str).collect();
    let mut unused = columns.unused_numbers(rows);
    unused.retain(|name| !shares.contains(name));
    if !unused.is_empty() {
        let finding = Finding::new(&rows.file, Problem::Unused);
        findings.push(finding.in_column(unused.join(", ")));
    }
}

struct Reader<'a> {
    rows: &'a Rows,
    columns: Columns,
    coordinates: Coordinates,
    /// Group and column of each weight.
    places: Vec<(usize, usize)>,
    study_area: Option<&'a MultiPolygon>,
    sample_m: Option<f64>,
}

impl Reader<'_> {
    fn add(
        &self,
        demand: &mut Demand,
        origins: &mut Origins,
        ids: &mut Identities,
        findings: &mut Vec<Finding>,
    ) {
        let (mut made, mut outside) = (Vec::new(), 0);
        let mut rough = Rough::new(self.places.len());
        let mut blanks = vec![0; self.places.len()];
        let mut weights = vec![None; self.places.len()];
        let mut by_group = vec![Weight::ZERO; demand.groups().len()];
        for row in &self.rows.list {
            let point = self.point(row, &mut weights, &mut rough).and_then(|point| {
                // of a sampled block, a part may lie inside
                if self.sample_m.is_none() && self.is_outside(point.position) {
                    outside += 1;
                    return Ok(None);
                }
                let id = ids.claim(self.rows, row, &self.columns, &mut made)?;
                Ok(Some(DemandPoint { id, ..point }))
            });
            match point {
                Ok(None) => {}
                Ok(Some(point)) => {
                    by_group.fill(Weight::ZERO);
                    for (i, &(group, _)) in self.places.iter().enumerate() {
                        by_group[group] = weights[i].unwrap_or_default();
                        blanks[i] += usize::from(weights[i].is_none());
                    }
                    let added = self.push(demand, point, &by_group);
                    (0..added).for_each(|_| origins.push(self.rows, row.place));
                    outside += usize::from(added == 0);
                }
                Err(fault) => findings.push(self.rows.finding(row, fault)),
            }
        }
        say_made(self.rows, &made, findings);
        rough.say(self, findings);
        for (&(_, column), &cells) in self.places.iter().zip(&blanks) {
            if cells > 0 {
                let finding =
                    Finding::new(&self.rows.file, Problem::BlankWeights { cells });
                findings.push(finding.in_column(&self.rows.columns[column]));
            }
        }
        if outside > 0 {
            let problem = Problem::OutsideStudyArea { rows: outside };
            findings.push(Finding::new(&self.rows.file, problem));
        }
    }

    /// Adds a block, or its samples inside the study area; returns how many points it became.
    fn push(&self, demand: &mut Demand, point: DemandPoint, weights: &[Weight]) -> usize {
        let before = demand.len();
        match (self.sample_m, self.study_area) {
            (None, _) => demand.push(point, weights),
            (Some(spacing_m), None) => demand.push_sampled(point, spacing_m, weights),
            (Some(spacing_m), Some(_)) => {
                let mut block = Demand::new(demand.groups().to_vec());
                block.push_sampled(point, spacing_m, weights);
                block.retain(|sample| !self.is_outside(sample.position));
                if !block.is_empty() {
                    demand.append(block);
                }
            }
        }
        demand.len() - before
    }

    fn is_outside(&self, at: LngLat) -> bool {
        self.study_area.is_some_and(|area| !area.intersects(&Point::from(at)))
    }

    /// The point of a row, without its id; its weights go to `weights`, blank ones as `None`.
    fn point(
        &self,
        row: &Row,
        weights: &mut [Option<Weight>],
        rough: &mut Rough,
    ) -> Result<DemandPoint, Fault> {
        let (position, shape) = position_of(row, &self.coordinates)?;
        for (i, (&(_, column), weight)) in self.places.iter().zip(weights).enumerate() {
            let read = read_weight(row.value(column));
            let (read, about) = read.map_err(|problem| Fault::cell(column, problem))?;
            *weight = read;
            if about {
                rough.note(i, &text_of(row.value(column)));
            }
        }
        let community = row.named(self.columns.get("community"));
        let land_use = row.named(self.columns.get("land_use"));
        let point = DemandPoint::new(String::new(), position);
        Ok(DemandPoint { shape, community, land_use, ..point })
    }
}

/// Where a row stands, and its outline if it has one.
pub(crate) fn position_of(
    row: &Row,
    coordinates: &Coordinates,
) -> Result<(LngLat, Option<MultiPolygon>), Fault> {
    let Some(shape) = coordinates.geometry(row)? else {
        return Ok((coordinates.place(row)?, None));
    };
    match shape.into_owned() {
        Geometry::Point(point) => Ok((LngLat::new(point.x(), point.y())?, None)),
        Geometry::Polygon(polygon) => outline(MultiPolygon(vec![polygon])),
        Geometry::MultiPolygon(polygons) => outline(polygons),
        _ => Err(Problem::Shape { expected: Wanted::PolygonOrPoint }.into()),
    }
}

/// The centroid of an outline, in its own plane of degrees (rule 14); an outline that crosses
/// itself can have one far away.
fn outline(shape: MultiPolygon) -> Result<(LngLat, Option<MultiPolygon>), Fault> {
    let (center, around) = match (shape.centroid(), shape.bounding_rect()) {
        (Some(center), Some(around)) if around.intersects(&center) => (center, around),
        _ => return Err(Problem::NoCenter.into()),
    };
    if around.width() == 0.0 || around.height() == 0.0 {
        return Err(Problem::NoCenter.into());
    }
    let position = LngLat::new(center.x(), center.y())?;
    Ok((position, Some(shape)))
}

/// A weight, `None` if the cell is blank, which counts as zero; and whether it is a rough number.
pub(crate) fn read_weight(value: &Value) -> Result<(Option<Weight>, bool), Problem> {
    let (number, about) = match value {
        Value::Null => return Ok((None, false)),
        Value::Integer(number) => (Some(*number as f64), false),
        Value::Number(number) => (Some(*number), false),
        Value::Bool(_) | Value::Json(_) => (None, false),
        Value::Text(_) => {
            let text = text_of(value);
            if normalize::is_blank(&text) {
                return Ok((None, false));
            }
            let read = normalize::quantity(&text);
            (read.map(|read| read.number), read.is_some_and(|read| read.about))
        }
    };
    let weight = number.and_then(|number| Weight::from_f64(number).ok());
    weight.map(|weight| (Some(weight), about)).ok_or(Problem::NotAWeight)
}

/// Cells of each weight that say 约100 and the like: how many, and the first.
struct Rough(Vec<(usize, String)>);

impl Rough {
    fn new(weights: usize) -> Self {
        Self(vec![(0, String::new()); weights])
    }

    fn note(&mut self, weight: usize, text: &str) {
        let (cells, first) = &mut self.0[weight];
        if *cells == 0 {
            text.clone_into(first);
        }
        *cells += 1;
    }

    fn say(self, reader: &Reader<'_>, findings: &mut Vec<Finding>) {
        for (&(_, column), (cells, first)) in reader.places.iter().zip(self.0) {
            if cells > 0 {
                let problem = Problem::Approximate { cells };
                let finding = Finding::new(&reader.rows.file, problem);
                findings.push(finding.of(&reader.rows.columns[column], first));
            }
        }
    }
}
