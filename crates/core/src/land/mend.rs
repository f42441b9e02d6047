//! Outlines as people draw them, read as areas.

use geo::{
    BooleanOps, BoundingRect, Coord, Intersects, Line, LineString, MultiPolygon, Polygon,
    Validation,
};
use std::borrow::Cow;

/// A shape as an area, whatever is wrong with it.
///
/// What is valid in the sense of OGC Simple Features stays as it is. Of the rest, every polygon is
/// read even-odd (both lobes of a bow-tie count, what an outline runs around twice is a hole, and
/// so is a hole that pokes out, where it lies inside), and the polygons are united (what two
/// parts share counts once). What is not finite is left out.
///
/// # Cost
///
/// `n log n` for a single ring; more for holes and parts.
pub(super) fn mended(shape: &MultiPolygon) -> Cow<'_, MultiPolygon> {
    if is_sound(shape) {
        return Cow::Borrowed(shape);
    }
    let nothing = MultiPolygon(Vec::new());
    let finite = |polygon: &&Polygon| {
        let rings = std::iter::once(polygon.exterior()).chain(polygon.interiors());
        rings.flatten().all(|at| at.x.is_finite() && at.y.is_finite())
    };
    let parts: Vec<MultiPolygon> =
        shape.iter().filter(finite).map(|polygon| polygon.union(&nothing)).collect();
    Cow::Owned(match parts.as_slice() {
        [one] => one.clone(),
        parts => geo::unary_union(parts),
    })
}

fn is_sound(shape: &MultiPolygon) -> bool {
    match shape.0.as_slice() {
        [] => true,
        [one] if one.interiors().is_empty() => is_simple(one.exterior()),
        _ => shape.is_valid(),
    }
}

/// Whether a ring meets itself nowhere but from one edge to the next.
fn is_simple(ring: &LineString) -> bool {
    if ring.0.iter().any(|at| !at.x.is_finite() || !at.y.is_finite()) {
        return false;
    }
    let mut edges: Vec<Line> =
        ring.lines().filter(|edge| edge.start != edge.end).collect();
    let n = edges.len();
    if n < 3 {
        return false;
    }
    let spike = |edge: &Line, next: &Line| {
        let (a, b) = (edge.delta(), next.delta());
        a.x * b.y - a.y * b.x == 0.0 && a.x * b.x + a.y * b.y < 0.0
    };
    let next = edges.iter().cycle().skip(1);
    if edges.iter().zip(next).any(|(edge, next)| spike(edge, next)) {
        return false;
    }
    let west = |edge: &Line| edge.start.x.min(edge.end.x);
    let east = |edge: &Line| edge.start.x.max(edge.end.x);
    edges.sort_by(|a, b| west(a).total_cmp(&west(b)));
    let meets = |a: &Line, b: &Line| {
        let neighbors = a.end == b.start || b.end == a.start;
        !neighbors && a.bounding_rect().intersects(&b.bounding_rect()) && a.intersects(b)
    };
    edges.iter().enumerate().all(|(i, edge)| {
        let later = edges[i + 1..].iter().take_while(|later| west(later) <= east(edge));
        !later.into_iter().any(|later| meets(edge, later))
    }) && !touches_itself(ring)
}

/// Whether a vertex comes twice.
fn touches_itself(ring: &LineString) -> bool {
    let mut vertices: Vec<Coord> = ring.0.iter().skip(1).copied().collect();
    vertices.dedup();
    vertices.sort_by(|a, b| a.x.total_cmp(&b.x).then(a.y.total_cmp(&b.y)));
    vertices.windows(2).any(|pair| pair[0] == pair[1])
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::{Area, wkt};

    fn mended_area(shape: &MultiPolygon) -> f64 {
        let mended = mended(shape);
        assert!(mended.is_valid(), "{mended:?}");
        mended.unsigned_area()
    }

    #[test]
    fn what_is_sound_stays() {
        for shape in [
            wkt!(MULTIPOLYGON(((0. 0.,4. 0.,4. 0.,4. 4.,0. 4.,0. 0.)))),
            wkt!(MULTIPOLYGON(((0. 0.,0. 4.,4. 4.,4. 0.,0. 0.)))),
            wkt!(MULTIPOLYGON(((0. 0.,4. 0.,4. 4.,0. 4.,0. 0.),(1. 1.,1. 2.,2. 2.,1. 1.)))),
            wkt!(MULTIPOLYGON(((0. 0.,4. 0.,4. 4.,0. 0.)),((5. 0.,9. 0.,9. 4.,5. 0.)))),
        ] {
            assert!(matches!(mended(&shape), Cow::Borrowed(_)), "{shape:?}");
        }
    }

    #[test]
    fn what_is_not_is_read_even_odd_and_united() {
        let bow_tie = wkt!(MULTIPOLYGON(((0. 0.,4. 4.,4. 0.,0. 4.,0. 0.))));
        assert!((mended_area(&bow_tie) - 8.0).abs() < 1e-6);
        let spike = wkt!(MULTIPOLYGON(((0. 0.,4. 0.,9. 0.,4. 0.,4. 4.,0. 4.,0. 0.))));
        assert!((mended_area(&spike) - 16.0).abs() < 1e-6);
        let overlap = wkt!(MULTIPOLYGON(
            ((0. 0.,4. 0.,4. 4.,0. 4.,0. 0.)),
            ((2. 0.,6. 0.,6. 4.,2. 4.,2. 0.))
        ));
        assert!((mended_area(&overlap) - 24.0).abs() < 1e-6);
        let hole_outside = wkt!(MULTIPOLYGON((
            (0. 0.,4. 0.,4. 4.,0. 4.,0. 0.),
            (2. 1.,6. 1.,6. 2.,2. 2.,2. 1.)
        )));
        assert!((mended_area(&hole_outside) - 16.0).abs() < 1e-6);
        let nothing = wkt!(MULTIPOLYGON(((0. 0.,4. 4.,0. 0.))));
        assert!(mended_area(&nothing) < 1e-6);
        let lost = wkt!(MULTIPOLYGON(((0. 0.,4. 4.,0. 4.,0. 0.))));
        let lost = MultiPolygon(vec![Polygon::new(
            lost.0[0]
                .exterior()
                .0
                .iter()
                .map(|c| Coord { x: c.x * f64::NAN, ..*c })
                .collect(),
            vec![],
        )]);
        assert!(mended(&lost).0.is_empty());
    }
}
