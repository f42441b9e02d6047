//! How well files fit each other, each read by each of its hypotheses.

use super::Explanation;
use super::exhibit::{Exhibit, Part};
use super::hypothesis::Hypothesis;
use super::near::{CAP_M, Outlines, Pieces, box_of, outside_m, pieces_of, polygons_of};
use super::plane::Plane;
use geo::{Centroid, Coord, Intersects, Line, Polygon, Rect};
use rustc_hash::FxHashMap;
use std::cell::RefCell;
use std::ops::Add;

/// Places of a file that are looked at, evenly spread.
const LOOKED_AT: usize = 2_000;
/// Dots along the lines of a file, most of which may lie far from all others.
const DOTS: f64 = 10_000.0;
/// Parts of a town may lie this far from each other, in meters.
const TOWN_M: f64 = 3_000.0;

/// A file read by one hypothesis, in meters of the plane.
#[derive(Debug, Default)]
struct Drawing {
    /// Some of its places: points, centroids, middles of pieces.
    places: Vec<Spot>,
    pieces: Pieces,
    outlines: Outlines,
    /// The polygons of each feature, by its place in the file.
    areas: Vec<Vec<Polygon>>,
    around: Option<Rect>,
}

/// A place, and the grid that it says it belongs to: file, and place in the file.
type Spot = (Coord, Option<(usize, usize)>);
/// Grids by id and name.
type GridNames<'a> = FxHashMap<&'a str, (usize, usize)>;

/// A file with all that it may be.
#[derive(Debug)]
pub(super) struct File<'a> {
    exhibit: &'a Exhibit,
    pub(super) hypotheses: Vec<Hypothesis>,
    drawings: Vec<Drawing>,
    /// How it is read now, among its hypotheses.
    pub(super) read_as: Option<usize>,
}

type Key = (usize, Option<usize>, usize, Option<usize>);

/// The misfit of every two files under every two hypotheses, found when asked for.
#[derive(Debug)]
pub(super) struct Misfits<'a> {
    pub(super) files: Vec<File<'a>>,
    known: RefCell<FxHashMap<Key, Misfit>>,
}

impl<'a> Misfits<'a> {
    pub(super) fn new(exhibits: &'a [Exhibit], plane: Plane) -> Self {
        let mut grids = GridNames::default();
        for (file, exhibit) in exhibits.iter().enumerate() {
            if exhibit.part != Part::Grids {
                continue;
            }
            for (nth, sighting) in exhibit.sightings.iter().enumerate() {
                for name in &sighting.names {
                    grids.entry(name).or_insert((file, nth));
                }
            }
        }
        let files = exhibits.iter().map(|exhibit| {
            let hypotheses = Hypothesis::all(exhibit, Some(&plane));
            let draw = |hypothesis| Drawing::new(exhibit, hypothesis, plane, &grids);
            let drawings = hypotheses.iter().map(draw).collect();
            let read_as = exhibit.read_as.as_ref().map(|_| 0);
            File { exhibit, hypotheses, drawings, read_as }
        });
        Self { files: files.collect(), known: RefCell::default() }
    }

    /// Sets of files that may have one mistake in common: each alone, all of a part, and parts
    /// together.
    pub(super) fn suspects(&self) -> Vec<Vec<usize>> {
        let loose = |&file: &usize| !self.files[file].exhibit.is_fixed;
        let mut all: Vec<Vec<usize>> =
            (0..self.files.len()).filter(loose).map(|file| vec![file]).collect();
        let parts =
            [Part::Stations, Part::Demand, Part::Grids, Part::Barriers, Part::Streets];
        for set in 1_u32..1 << parts.len() {
            let chosen = |part: Part| {
                parts.iter().position(|&p| p == part).is_some_and(|i| set >> i & 1 == 1)
            };
            let files: Vec<usize> = (0..self.files.len())
                .filter(|&file| chosen(self.files[file].exhibit.part))
                .filter(loose)
                .collect();
            if !files.is_empty() && !all.contains(&files) {
                all.push(files);
            }
        }
        all
    }

    /// What all of some files may be.
    pub(super) fn hypotheses(&self, files: &[usize]) -> Vec<Hypothesis> {
        let Some((&first, rest)) = files.split_first() else { return Vec::new() };
        let of_all = |hypothesis: &&Hypothesis| {
            rest.iter().all(|&file| self.files[file].hypotheses.contains(hypothesis))
        };
        self.files[first].hypotheses.iter().filter(of_all).cloned().collect()
    }

    /// The place of a hypothesis among those of a file.
    pub(super) fn place(&self, file: usize, hypothesis: &Hypothesis) -> Option<usize> {
        self.files[file].hypotheses.iter().position(|known| known == hypothesis)
    }

    /// How files are read if an explanation is right.
    pub(super) fn reading(
        &self,
        now: &[Option<usize>],
        explanation: &Explanation,
    ) -> Vec<Option<usize>> {
        let mut reading = now.to_vec();
        if let Some(hypothesis) = &explanation.hypothesis {
            for &file in &explanation.files {
                reading[file] = self.place(file, hypothesis);
            }
        }
        reading
    }

    /// The misfit that each reading leaves: that of every two files, less what no reading rids
    /// them of.
    pub(super) fn of(&self, readings: &[Vec<Option<usize>>]) -> Vec<Misfit> {
        let mut sums = vec![Misfit::default(); readings.len()];
        for one in 0..self.files.len() {
            for other in (0..self.files.len()).filter(|&other| other != one) {
                let found = readings
                    .iter()
                    .map(|reading| self.pair(one, reading[one], other, reading[other]));
                let found: Vec<Misfit> = found.collect();
                let least = found.iter().map(|m| m.meters).fold(f64::INFINITY, f64::min);
                for (sum, misfit) in sums.iter_mut().zip(found) {
                    sum.meters += misfit.meters - least;
                    sum.variance += misfit.variance;
                }
            }
        }
        sums
    }

    fn pair(
        &self,
        one: usize,
        a: Option<usize>,
        other: usize,
        b: Option<usize>,
    ) -> Misfit {
        let key = (one, a, other, b);
        if let Some(&known) = self.known.borrow().get(&key) {
            return known;
        }
        let misfit = match (a, b) {
            (Some(a), Some(b)) => {
                let (one, other) = (&self.files[one], (other, &self.files[other]));
                misfit(
                    one.exhibit.part,
                    &one.drawings[a],
                    other.1.exhibit.part,
                    &other.1.drawings[b],
                    other.0,
                )
            }
            // numbers that cannot be read fit nothing
            _ => Misfit::WORST,
        };
        self.known.borrow_mut().insert(key, misfit);
        misfit
    }
}

impl Drawing {
    fn new(
        exhibit: &Exhibit,
        hypothesis: &Hypothesis,
        plane: Plane,
        grids: &GridNames<'_>,
    ) -> Self {
        let mut drawing = Self::default();
        let Some(frame) = hypothesis.frame() else { return drawing };
        // where much is looked up, nothing is left out; where much is looked at, a sample is
        let whole = matches!(exhibit.part, Part::Streets | Part::Grids | Part::Barriers);
        let step =
            if whole { 1 } else { exhibit.sightings.len().div_ceil(LOOKED_AT).max(1) };
        let mut shapes = Vec::new();
        let mut pieces = Vec::new();
        for sighting in exhibit.sightings.iter().step_by(step) {
            let Some(shape) = plane.draw(&frame, &sighting.shape) else {
                drawing.areas.push(Vec::new());
                continue;
            };
            let community =
                sighting.community.as_deref().and_then(|name| grids.get(name));
            if let Some(center) = shape.centroid()
                && !matches!(exhibit.part, Part::Streets | Part::Barriers)
            {
                drawing.places.push((center.into(), community.copied()));
            }
            pieces_of(&shape, &mut pieces);
            drawing.areas.push(polygons_of(&shape));
            shapes.push(shape);
        }
        drawing.around = box_of(shapes.iter());
        let areas = || drawing.areas.iter().flatten();
        match exhibit.part {
            Part::Streets => drawing.places = dotted(&pieces),
            Part::Barriers => {
                let rings = areas().flat_map(|area| area.exterior().lines());
                let all: Vec<Line> = rings.chain(pieces.iter().copied()).collect();
                drawing.outlines = Outlines::new(areas().cloned().collect());
                drawing.places = dotted(&all);
            }
            Part::Demand => drawing.outlines = Outlines::new(areas().cloned().collect()),
            Part::Stations | Part::Grids => {}
        }
        drawing.pieces = Pieces::new(pieces);
        drawing
    }
}

impl Drawing {
    /// Places in the box around another file: far ones only blur the picture.
    fn within(&self, other: &Self) -> Vec<Spot> {
        let Some(around) = other.around else { return Vec::new() };
        self.places.iter().filter(|(at, _)| around.intersects(at)).copied().collect()
    }
}

/// Places along some pieces, evenly spread.
fn dotted(pieces: &[Line]) -> Vec<Spot> {
    let length = |piece: &Line| piece.dx().hypot(piece.dy());
    let total: f64 = pieces.iter().map(length).sum();
    let step = (total / DOTS).max(1.0);
    let (mut dots, mut next) = (Vec::new(), step / 2.0);
    for piece in pieces {
        let length = length(piece);
        while next < length {
            let share = next / length;
            let x = piece.start.x + share * piece.dx();
            let y = piece.start.y + share * piece.dy();
            dots.push((Coord { x, y }, None));
            next += step;
        }
        next -= length;
    }
    dots
}

/// How far one file is from fitting another; nothing where the two say nothing of each other.
fn misfit(one: Part, a: &Drawing, other: Part, b: &Drawing, other_file: usize) -> Misfit {
    use Part::{Barriers, Demand, Grids, Stations, Streets};
    let near = match (one, other) {
        (Demand, Streets) if !a.outlines.is_empty() => {
            Misfit::mean(&b.within(a), |(at, _)| a.outlines.depth_m(*at))
        }
        (Stations | Demand, Streets) if !b.pieces.is_empty() => {
            Misfit::mean(&a.places, |(at, _)| b.pieces.distance_m(*at))
        }
        (Stations | Demand, Grids) => {
            Misfit::mean(&a.places, |spot| outside_own_m(spot, b, other_file))
        }
        (Demand, Barriers) => {
            Misfit::mean(&a.places, |(at, _)| b.outlines.depth_m(*at))
                + Misfit::mean(&b.within(a), |(at, _)| a.outlines.depth_m(*at))
        }
        (Stations, Barriers) => {
            Misfit::mean(&a.places, |(at, _)| b.outlines.depth_m(*at))
        }
        (Streets, Barriers) => {
            Misfit::mean(&a.within(b), |(at, _)| b.outlines.depth_m(*at))
        }
        _ => Misfit::default(),
    };
    let rank = |part: Part| match part {
        Stations => 0,
        Demand => 1,
        Barriers => 2,
        Grids => 3,
        Streets => 4,
    };
    if rank(one) >= rank(other) {
        return near;
    }
    let Some(around) = b.around.filter(|_| !a.places.is_empty()) else {
        return Misfit::WORST;
    };
    let far = Misfit::mean(&a.places, |(at, _)| {
        let x = (around.min().x - at.x).max(at.x - around.max().x).max(0.0);
        let y = (around.min().y - at.y).max(at.y - around.max().y).max(0.0);
        (x.hypot(y) - TOWN_M).clamp(0.0, CAP_M)
    });
    near + far
}

/// How far files are from fitting each other.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Misfit {
    /// The mean distance.
    pub(super) meters: f64,
    /// Its variance: what a few places say may be chance.
    pub(super) variance: f64,
}

impl Misfit {
    /// Files that do not fit at all.
    const WORST: Self = Self { meters: CAP_M, variance: 0.0 };

    fn mean(spots: &[Spot], meters: impl Fn(&Spot) -> f64) -> Self {
        let count = spots.len().max(1) as f64;
        let (mut sum, mut squares) = (0.0, 0.0);
        for meters in spots.iter().map(meters) {
            sum += meters;
            squares += meters * meters;
        }
        let mean = sum / count;
        let spread = (squares / count - mean * mean).max(0.0);
        Self { meters: mean, variance: spread / count }
    }
}

impl Add for Misfit {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            meters: self.meters + other.meters,
            variance: self.variance + other.variance,
        }
    }
}

/// Meters from a place to the grid that it names; to the nearest if it names none.
fn outside_own_m((at, own): &Spot, grids: &Drawing, file: usize) -> f64 {
    match own {
        Some((named, nth)) if *named == file => {
            grids.areas.get(*nth).map_or(0.0, |areas| outside_m(*at, areas))
        }
        Some(_) => 0.0,
        None => {
            grids.areas.iter().map(|areas| outside_m(*at, areas)).fold(CAP_M, f64::min)
        }
    }
}
