//! One entity: its groups, and the shape they draw.

use super::curve::{self, Vertex};
use crate::finding::{GeometryFault, Problem};
use geo::{Coord, Geometry, LineString, Point, Polygon};

/// Groups of an entity, as far as shapes need them.
pub(super) struct Entity<'a> {
    kind: &'a [u8],
    layer: &'a [u8],
    handle: Option<&'a [u8]>,
    /// Groups of numbers, in file order.
    numbers: Vec<(i16, f64)>,
    /// Places of the vertices of a polyline among the numbers.
    vertices: Vec<usize>,
    /// Whether vertices of a polyline follow.
    open: bool,
    paper: bool,
    /// A number that is none.
    fault: Option<&'a [u8]>,
}

impl<'a> Entity<'a> {
    pub(super) fn new(kind: &'a [u8]) -> Self {
        Self {
            kind,
            layer: b"0",
            handle: None,
            numbers: Vec::new(),
            vertices: Vec::new(),
            open: kind == b"POLYLINE",
            paper: false,
            fault: None,
        }
    }

    /// Whether an entity of another kind is a part of this one.
    pub(super) fn goes_on(&self, kind: &[u8]) -> bool {
        self.open && matches!(kind, b"VERTEX" | b"SEQEND")
    }

    /// Goes on with a part.
    pub(super) fn vertex(&mut self, kind: &[u8]) {
        self.vertices.push(self.numbers.len());
        self.open = kind == b"VERTEX";
    }

    /// Takes a group.
    pub(super) fn take(&mut self, code: i16, value: &'a [u8]) {
        let own = self.vertices.is_empty();
        match code {
            5 if own => self.handle = Some(value),
            8 if own => self.layer = value,
            67 if own => self.paper = value == b"1",
            10..=12 | 20..=22 | 40..=42 | 50 | 51 | 70..=74 | 230 if self.draws() => {
                let number =
                    str::from_utf8(value).ok().and_then(|text| text.parse().ok());
                match number.filter(|number: &f64| number.is_finite()) {
                    Some(number) => self.numbers.push((code, number)),
                    None => self.fault = Some(value),
                }
            }
            _ => {}
        }
    }

    pub(super) fn kind(&self) -> &[u8] {
        self.kind
    }

    pub(super) fn layer(&self) -> &'a [u8] {
        self.layer
    }

    pub(super) fn handle(&self) -> Option<&'a [u8]> {
        self.handle.filter(|handle| !handle.is_empty())
    }

    pub(super) fn in_paper_space(&self) -> bool {
        self.paper
    }

    fn draws(&self) -> bool {
        const KINDS: [&[u8]; 9] = [
            b"LINE",
            b"LWPOLYLINE",
            b"POLYLINE",
            b"ARC",
            b"CIRCLE",
            b"ELLIPSE",
            b"SPLINE",
            b"POINT",
            b"INSERT",
        ];
        KINDS.contains(&self.kind)
    }

    /// What it draws; `None` if it is of a kind that draws nothing here.
    pub(super) fn shape(&self) -> Option<Result<Geometry, Problem>> {
        if !self.draws() {
            return None;
        }
        let missing = || Problem::Geometry(GeometryFault::Number(String::new()));
        if let Some(value) = self.fault {
            let value = String::from_utf8_lossy(value).into_owned();
            return Some(Err(Problem::Geometry(GeometryFault::Number(value))));
        }
        let drawn = match self.kind {
            b"POINT" | b"INSERT" => self.place(10).map(|at| Point(at).into()),
            b"LINE" => self.ends().map(|ends| line(ends.to_vec())),
            b"CIRCLE" => self.arc([0.0, 360.0]).map(outline),
            b"ARC" => self
                .group(50)
                .zip(self.group(51))
                .and_then(|(from, to)| self.arc([from, to]).map(line)),
            b"ELLIPSE" => self.ellipse(),
            b"SPLINE" => self.spline(),
            b"LWPOLYLINE" => Some(self.polyline(&self.light_vertices())),
            _ if self.is_mesh() => return None,
            _ => Some(self.polyline(&self.heavy_vertices())),
        };
        Some(drawn.ok_or_else(missing))
    }

    /// The first group of a code.
    fn group(&self, code: i16) -> Option<f64> {
        self.numbers.iter().find(|(c, _)| *c == code).map(|&(_, number)| number)
    }

    fn flags(&self) -> u32 {
        self.group(70).unwrap_or_default() as u32
    }

    fn place(&self, code: i16) -> Option<Coord> {
        Some(Coord { x: self.mirrored(self.group(code)?), y: self.group(code + 10)? })
    }

    fn ends(&self) -> Option<[Coord; 2]> {
        let at = |code| Some(Coord { x: self.group(code)?, y: self.group(code + 10)? });
        Some([at(10)?, at(11)?])
    }

    /// Flat entities seen from below have their x the other way round.
    fn mirrored(&self, x: f64) -> f64 {
        let flat = matches!(
            self.kind,
            b"LWPOLYLINE" | b"POLYLINE" | b"ARC" | b"CIRCLE" | b"INSERT"
        );
        if flat && self.group(230).is_some_and(|z| z < 0.0) { -x } else { x }
    }

    fn arc(&self, degrees: [f64; 2]) -> Option<Vec<Coord>> {
        let center = Coord { x: self.group(10)?, y: self.group(20)? };
        let [from, to] = degrees.map(f64::to_radians);
        let places = curve::arc(center, self.group(40)?, from, to);
        Some(
            places.into_iter().map(|at| Coord { x: self.mirrored(at.x), ..at }).collect(),
        )
    }

    fn ellipse(&self) -> Option<Geometry> {
        let [center, major] = self.ends()?;
        let (from, to) = (self.group(41).unwrap_or(0.0), self.group(42));
        let to = to.unwrap_or(std::f64::consts::TAU);
        let places = curve::ellipse(center, major, self.group(40)?, from, to);
        let whole = (to - from).abs() >= std::f64::consts::TAU - 1e-9;
        Some(if whole { outline(places) } else { line(places) })
    }

    fn spline(&self) -> Option<Geometry> {
        let of = |code: i16| {
            let all = self.numbers.iter().filter(move |(c, _)| *c == code);
            all.map(|&(_, number)| number)
        };
        let places = |code| of(code).zip(of(code + 10)).map(|(x, y)| Coord { x, y });
        let control: Vec<Coord> = places(10).collect();
        let (knots, weights): (Vec<f64>, Vec<f64>) = (of(40).collect(), of(41).collect());
        let degree = self.group(71).unwrap_or(3.0) as usize;
        let curve = curve::spline(degree, &knots, &control, &weights);
        let places = curve.or_else(|| Some(places(11).collect()))?;
        if places.len() < 2 {
            return None;
        }
        let closed = self.flags() & 1 == 1;
        Some(if closed { outline(places) } else { line(places) })
    }

    fn light_vertices(&self) -> Vec<Vertex> {
        let mut vertices: Vec<Vertex> = Vec::new();
        for &(code, number) in &self.numbers {
            match (code, vertices.last_mut()) {
                (10, _) => {
                    vertices.push(Vertex {
                        x: self.mirrored(number),
                        y: 0.0,
                        bulge: 0.0,
                    });
                }
                (20, Some(last)) => last.y = number,
                (42, Some(last)) => last.bulge = self.turned(number),
                _ => {}
            }
        }
        vertices
    }

    fn heavy_vertices(&self) -> Vec<Vertex> {
        let ends = self.vertices.iter().skip(1).copied().chain([self.numbers.len()]);
        let parts =
            self.vertices.iter().zip(ends).map(|(&from, to)| &self.numbers[from..to]);
        let vertex = |part: &[(i16, f64)]| {
            let group = |code| part.iter().find(|(c, _)| *c == code).map(|&(_, n)| n);
            // 16: a frame that a curve is drawn by, not a place on it.
            let frame = group(70).unwrap_or_default() as u32 & 16 != 0;
            let (x, y) = (group(10)?, group(20)?);
            let bulge = self.turned(group(42).unwrap_or_default());
            (!frame).then(|| Vertex { x: self.mirrored(x), y, bulge })
        };
        parts.filter_map(vertex).collect()
    }

    fn turned(&self, bulge: f64) -> f64 {
        if self.mirrored(1.0) < 0.0 { -bulge } else { bulge }
    }

    /// A net or a body, not a line.
    fn is_mesh(&self) -> bool {
        self.flags() & (16 | 64) != 0
    }

    fn polyline(&self, vertices: &[Vertex]) -> Geometry {
        let closed = self.flags() & 1 == 1;
        let places = curve::polyline(vertices, closed);
        let ring = places.len() >= 4 && places.first() == places.last();
        if ring { outline(places) } else { line(places) }
    }
}

fn line(places: Vec<Coord>) -> Geometry {
    LineString(places).into()
}

/// A polygon; a line if it has fewer than three corners.
fn outline(places: Vec<Coord>) -> Geometry {
    let polygon = Polygon::new(LineString(places), Vec::new());
    if polygon.exterior().0.len() < 4 {
        return polygon.into_inner().0.into();
    }
    polygon.into()
}
