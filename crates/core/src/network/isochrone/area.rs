//! The areas that are asked for: of one station or of all, in full or in rings.

use super::canvas::{Canvas, Origin};
use super::contour::Part;
use super::knit::knit;
use super::lattice::DEGREE;
use super::painter::{Painter, Start};
use super::pen::Labels;
use geo::orient::{Direction, Orient};
use geo::{BooleanOps, Coord, MapCoords, MultiPolygon};
use rayon::prelude::*;
use std::fmt;

/// How several stations share the ground.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Sharing {
    /// One area for all together: the places within the budget of any.
    Merged,
    /// One area for each, whatever the others reach.
    #[default]
    Overlapping,
    /// One area for each: the places that are nearest to it. No two overlap.
    ByNearest,
}

/// What the area of one of several budgets is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Bands {
    /// All that lies within it.
    #[default]
    Full,
    /// What lies within it, but not within the next smaller one.
    Rings,
}

/// The area of one station, or of all, at one budget.
#[derive(Clone, Debug, PartialEq)]
pub struct Area {
    /// The station by its place in the input; `None` for all together.
    pub station: Option<u32>,
    /// The budget, in the unit of the canvas.
    pub limit: u32,
    /// Its parts with their holes, or why there is none.
    ///
    /// # CRS
    ///
    /// WGS 84 longitude, latitude; whole 1e-7 degrees, rings wound as RFC 7946 says.
    pub shape: Result<MultiPolygon, NoArea>,
}

/// Why a place has no area.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum NoArea {
    /// No street is in reach of it, or none that this profile walks.
    NoStreet,
    /// The budget ends before the street is reached.
    LegBeyondBudget,
    /// All places in reach are nearer to another station, as where two are at the same spot.
    OthersNearer,
}

impl fmt::Display for NoArea {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoStreet => "no street is in reach",
            Self::LegBeyondBudget => "the budget ends before the street is reached",
            Self::OthersNearer => "all places in reach are nearer to another station",
        })
    }
}

impl Canvas {
    /// The isochrone of one place: an area for each limit, in the order of the limits.
    ///
    /// Which way is walked is the graph's [`Heading`](crate::network::Heading).
    ///
    /// # Units
    ///
    /// Limits in [`Graph::unit`](crate::network::Graph::unit), closed.
    ///
    /// # Cost
    ///
    /// One search, then what the largest area covers; ties of lattice points are made where
    /// nobody asked before.
    #[must_use]
    pub fn isochrone(&self, origin: &Origin, limits: &[u32], bands: Bands) -> Vec<Area> {
        let mut areas = self.of_one(&mut Painter::new(self), 0, origin, limits, bands);
        for area in &mut areas {
            area.station = None;
        }
        areas
    }

    /// The service areas of stations, by station, then limit, in input order; merged ones by
    /// limit. The same for any number of threads.
    ///
    /// # Units
    ///
    /// Limits in [`Graph::unit`](crate::network::Graph::unit), closed.
    ///
    /// # Cost
    ///
    /// A search for each station if areas may overlap, else one in all; stations are shared among
    /// all threads.
    #[must_use]
    pub fn areas(
        &self,
        stations: &[Origin],
        limits: &[u32],
        sharing: Sharing,
        bands: Bands,
    ) -> Vec<Area> {
        match sharing {
            Sharing::Overlapping => {
                let stations = stations.par_iter().enumerate();
                let areas = stations.map_init(
                    || Painter::new(self),
                    |painter, (station, origin)| {
                        self.of_one(painter, station as u32, origin, limits, bands)
                    },
                );
                areas.collect::<Vec<_>>().into_iter().flatten().collect()
            }
            Sharing::Merged => self.of_all(stations, limits, bands),
            Sharing::ByNearest => self.by_nearest(stations, limits, bands),
        }
    }

    /// Why a place has no area at a limit; `None` if it has one.
    #[must_use]
    pub fn why_none(&self, origin: &Origin, limit: u32) -> Option<NoArea> {
        let legs = Start::of(self, 0, origin).map(|start| start.anchor.leg.0);
        match legs.min() {
            None => Some(NoArea::NoStreet),
            Some(leg) => (leg > limit).then_some(NoArea::LegBeyondBudget),
        }
    }

    fn of_one(
        &self,
        painter: &mut Painter<'_>,
        station: u32,
        origin: &Origin,
        limits: &[u32],
        bands: Bands,
    ) -> Vec<Area> {
        let doors: Vec<Start> = Start::of(self, station, origin).collect();
        let parts = painter.paint(&doors, limits, Labels::Merged);
        let shapes = parts.into_iter().map(|parts| whole(parts, |_| true)).collect();
        let reasons = |limit| self.why_none(origin, limit);
        finish(Some(station), limits, shapes, bands, reasons)
    }

    fn of_all(&self, stations: &[Origin], limits: &[u32], bands: Bands) -> Vec<Area> {
        let starts = self.starts(stations);
        let parts = Painter::new(self).paint(&starts, limits, Labels::Merged);
        let shapes = parts.into_iter().map(|parts| whole(parts, |_| true)).collect();
        let nearest = starts.iter().map(|start| start.anchor.leg.0).min();
        finish(None, limits, shapes, bands, |limit| match nearest {
            None => Some(NoArea::NoStreet),
            Some(leg) => (leg > limit).then_some(NoArea::LegBeyondBudget),
        })
    }

    fn by_nearest(&self, stations: &[Origin], limits: &[u32], bands: Bands) -> Vec<Area> {
        let starts = self.starts(stations);
        let mut shapes =
            vec![vec![MultiPolygon(Vec::new()); limits.len()]; stations.len()];
        let parts = Painter::new(self).paint(&starts, limits, Labels::Owners);
        for (budget, parts) in parts.into_iter().enumerate() {
            for part in parts {
                shapes[part.owner as usize][budget].0.push(part.shape);
            }
        }
        let finished =
            (0..).zip(stations).zip(shapes).map(|((station, origin), shapes)| {
                let none: Vec<bool> =
                    shapes.iter().map(|shape| shape.0.is_empty()).collect();
                finish(Some(station), limits, shapes, bands, |limit| {
                    let place = limits.iter().position(|&known| known == limit);
                    let others = place.is_some_and(|place| none[place]);
                    let others = others.then_some(NoArea::OthersNearer);
                    self.why_none(origin, limit).or(others)
                })
            });
        finished.flatten().collect()
    }

    fn starts(&self, stations: &[Origin]) -> Vec<Start> {
        let starts = (0..).zip(stations);
        starts.flat_map(|(station, origin)| Start::of(self, station, origin)).collect()
    }
}

fn whole(parts: Vec<Part>, wanted: impl Fn(&Part) -> bool) -> MultiPolygon {
    parts.into_iter().filter(wanted).map(|part| part.shape).collect()
}

/// Areas of one station from its shapes, in the order of the limits.
fn finish(
    station: Option<u32>,
    limits: &[u32],
    mut shapes: Vec<MultiPolygon>,
    bands: Bands,
    why_none: impl Fn(u32) -> Option<NoArea>,
) -> Vec<Area> {
    if bands == Bands::Rings {
        let mut order: Vec<usize> = (0..limits.len()).collect();
        order.sort_by_key(|&i| limits[i]);
        // from the largest, so that the smaller one is still whole
        for pair in order.windows(2).rev() {
            shapes[pair[1]] = ring(&shapes[pair[1]], &shapes[pair[0]]);
        }
    }
    let areas = limits.iter().zip(shapes).map(|(&limit, shape)| {
        let shape = why_none(limit).map_or(Ok(shape), Err);
        Area { station, limit, shape }
    });
    areas.collect()
}

/// What lies in the larger area but not in the smaller, which lies within it.
fn ring(large: &MultiPolygon, small: &MultiPolygon) -> MultiPolygon {
    let Some(&Coord { x, y }) =
        large.0.first().and_then(|part| part.exterior().0.first())
    else {
        return large.clone();
    };
    // counted from a place nearby in whole units, all coordinates and so all meetings are exact
    let origin = Coord { x: (x * DEGREE).round(), y: (y * DEGREE).round() };
    let units = |c: Coord| Coord {
        x: (c.x * DEGREE).round() - origin.x,
        y: (c.y * DEGREE).round() - origin.y,
    };
    let degrees = |c: Coord| Coord {
        x: (c.x.round() + origin.x) / DEGREE,
        y: (c.y.round() + origin.y) / DEGREE,
    };
    let ring = large.map_coords(units).difference(&small.map_coords(units));
    let whole = |c: Coord| Coord { x: c.x.round(), y: c.y.round() };
    knit(&ring.map_coords(whole)).orient(Direction::Default).map_coords(degrees)
}

#[cfg(test)]
#[path = "area_tests.rs"]
mod tests;
