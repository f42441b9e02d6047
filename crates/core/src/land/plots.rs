//! The demand polygons of a district as plots of land.

use super::mend::mended;
use super::{EqualArea, is_residential};
use crate::LngLat;
use crate::model::{Demand, DemandPoint};
use geo::{Area, BoundingRect, MultiPolygon};
use rayon::prelude::*;

/// One demand polygon in the plane.
#[derive(Clone, Debug)]
pub(super) struct Plot {
    /// Sound; empty where there is nothing to measure.
    pub(super) shape: MultiPolygon,
    pub(super) area_m2: f64,
    pub(super) residential: bool,
}

/// The demand polygons in the plane: `None` for demand that is a point.
#[derive(Clone, Debug)]
pub(super) struct Plots {
    pub(super) plane: EqualArea,
    pub(super) list: Vec<Option<Plot>>,
    pub(super) census: Census,
}

/// How many plots there are, and what is known about them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Census {
    /// Demand with an outline.
    pub plots: usize,
    /// Demand that is a point, and has no area.
    pub points: usize,
    /// Plots whose outline is not valid: read even-odd, part by part, and united.
    pub mended: usize,
    /// Plots that declare a land use.
    pub declared: usize,
    /// Those of them that are residential.
    pub residential: usize,
}

impl Plots {
    pub(super) fn of(demand: &Demand) -> Self {
        let plane = EqualArea::around(corners(demand));
        let read = |point: &DemandPoint| {
            let flat = plane.project_shape(point.shape.as_ref()?);
            let shape = mended(&flat);
            let mended = matches!(shape, std::borrow::Cow::Owned(_));
            let shape = shape.into_owned();
            let area_m2 = shape.unsigned_area();
            let residential = point.land_use.as_deref().is_some_and(is_residential);
            Some((Plot { shape, area_m2, residential }, mended))
        };
        let read: Vec<_> = demand.points().par_iter().map(read).collect();
        let mut census = Census::default();
        let mut list = Vec::with_capacity(read.len());
        for (point, plot) in demand.points().iter().zip(read) {
            census.count(point, plot.as_ref());
            list.push(plot.map(|(plot, _)| plot));
        }
        Self { plane, list, census }
    }
}

impl Census {
    fn count(&mut self, point: &DemandPoint, plot: Option<&(Plot, bool)>) {
        let Some((plot, mended)) = plot else {
            self.points += 1;
            return;
        };
        self.plots += 1;
        self.mended += usize::from(*mended);
        self.declared += usize::from(point.land_use.is_some());
        self.residential += usize::from(plot.residential);
    }
}

/// The corners of the box of each plot, and every other place.
fn corners(demand: &Demand) -> impl Iterator<Item = LngLat> {
    demand.points().iter().flat_map(|point| {
        let rect = point.shape.as_ref().and_then(BoundingRect::bounding_rect);
        let corner = |at: geo::Coord| LngLat::new(at.x, at.y).ok();
        let corners = rect.map(|rect| [corner(rect.min()), corner(rect.max())]);
        std::iter::once(point.position).chain(corners.into_iter().flatten().flatten())
    })
}
