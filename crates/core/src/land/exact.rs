//! On which side of a line a point lies: exactly, by the numbers as they stand.

use geo::algorithm::kernels::{Kernel, RobustKernel};
use geo::{Coord, Orientation};

/// Beyond this multiple of its terms, the sign of a determinant cannot be wrong.
///
/// # References
///
/// Shewchuk, *Adaptive precision floating-point arithmetic and fast robust geometric predicates*,
/// Discrete & Computational Geometry 18 (1997), doi:10.1007/PL00009321: `(3 + 16 eps) eps`.
const SURE: f64 = 3.330_669_073_875_471_6e-16;

/// Positive if `r` lies to the left of the line from `p` to `q`, negative to its right, zero on
/// it; the sign is exact, the size rounded.
pub(super) fn side(p: Coord, q: Coord, r: Coord) -> f64 {
    let left = (q.x - p.x) * (r.y - p.y);
    let right = (q.y - p.y) * (r.x - p.x);
    let side = left - right;
    if side.abs() > SURE * (left.abs() + right.abs()) {
        return side;
    }
    match RobustKernel::orient2d(p, q, r) {
        Orientation::CounterClockwise => side.abs().max(f64::MIN_POSITIVE),
        Orientation::Clockwise => -side.abs().max(f64::MIN_POSITIVE),
        Orientation::Collinear => 0.0,
    }
}

/// Where two edges cross, which must be known; the same bits whichever comes first, as long as
/// whoever asks orders them alike.
pub(super) fn crossing([p, q]: [Coord; 2], [r, s]: [Coord; 2]) -> Coord {
    let t = along([p, q], [r, s]);
    Coord { x: p.x + t * (q.x - p.x), y: p.y + t * (q.y - p.y) }
}

/// How far along the first edge the second crosses it, from 0 to 1.
pub(super) fn along([p, q]: [Coord; 2], [r, s]: [Coord; 2]) -> f64 {
    let (from, to) = (side(r, s, p), side(r, s, q));
    from / (from - to)
}
