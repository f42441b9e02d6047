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

/// The demand polygons in the plane, by demand point: `None` for demand that is a point. Of the
/// samples of a block, the first stands for its land.
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
        let read = |place: usize| {
            let point = &demand.points()[place];
            let flat = plane.project_shape(outline(demand, place)?);
            let shape = mended(&flat);
            let mended = matches!(shape, std::borrow::Cow::Owned(_));
            let shape = shape.into_owned();
            let area_m2 = shape.unsigned_area();
            let residential = point.land_use.as_deref().is_some_and(is_residential);
            Some((Plot { shape, area_m2, residential }, mended))
        };
        let read: Vec<_> = (0..demand.len()).into_par_iter().map(read).collect();
        let mut census = Census::default();
        let mut list = Vec::with_capacity(read.len());
        for (point, plot) in demand.points().iter().zip(read) {
            if plot.is_some() || point.block.is_none() {
                census.count(point, plot.as_ref());
            }
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

/// The outline of a demand point, or of the block of which it is the first sample.
fn outline(demand: &Demand, place: usize) -> Option<&MultiPolygon> {
    let points = demand.points();
    let point = &points[place];
    let Some(block) = point.block else { return point.shape.as_ref() };
    // samples of one block follow each other
    let before = place.checked_sub(1).and_then(|before| points[before].block);
    let block = (before != Some(block)).then(|| demand.blocks().get(block as usize))?;
    block?.shape.as_ref()
}

/// The corners of the box of each plot, and every other place.
fn corners(demand: &Demand) -> impl Iterator<Item = LngLat> {
    demand.points().iter().enumerate().flat_map(|(place, point)| {
        let rect = outline(demand, place).and_then(BoundingRect::bounding_rect);
        let corner = |at: geo::Coord| LngLat::new(at.x, at.y).ok();
        let corners = rect.map(|rect| [corner(rect.min()), corner(rect.max())]);
        std::iter::once(point.position).chain(corners.into_iter().flatten().flatten())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Weight;
    use geo::{Rect, coord};

    #[test]
    fn a_sampled_block_is_one_plot() {
        let square = Rect::new(coord! {x: 99.9, y: 24.5}, coord! {x: 99.903, y: 24.503});
        let block = DemandPoint {
            shape: Some(square.to_polygon().into()),
            land_use: Some("R2".into()),
            ..DemandPoint::new("B", LngLat::new(99.9015, 24.5015).unwrap())
        };
        let people = [Weight::whole(100)];
        let mut whole = Demand::new(vec!["population".into()]);
        let mut sampled = whole.clone();
        whole.push(block.clone(), &people);
        sampled.push_sampled(block, 50.0, &people);
        assert!(sampled.len() > 30);
        let [whole, sampled] = [whole, sampled].map(|demand| Plots::of(&demand));
        let area = |plots: &Plots| -> f64 {
            plots.list.iter().flatten().map(|plot| plot.area_m2).sum()
        };
        assert!((area(&whole) - area(&sampled)).abs() < 1e-3);
        assert_eq!(whole.census, sampled.census);
    }
}
