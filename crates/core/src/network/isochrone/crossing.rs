//! Where the border of an area crosses an edge of the lattice.
//!
//! ```text
//!  time |              .q          p inside, q not: the border lies where the time passes the
//!       |         ____/            budget. If both are tied to the same piece of street, time is
//!       |   p .../|                about straight between them; if not, it jumps at the *cut*,
//!       +----+----+----+---        where both pieces are as near, which is known beforehand.
//!            0   cut   1
//! ```
//!
//! For fixed ends the share rises with the budget, so areas nest; it depends on no budget but the
//! one drawn.

/// A point that no budget reaches.
pub(super) const NEVER: u32 = u32::MAX;

/// How many times the cost of a step the time may rise along an edge, to be taken for a slope and
/// not a wall: level ground rises by 1.4 at most, steps by about twice as much.
pub(super) const STEEPEST: u32 = 3;

/// The share of an edge at which what is inside ends, from the inside point.
///
/// `times` are those of the inside point and of the other, `cut` the share at which the tie
/// changes, `step` what it costs to walk the edge.
pub(super) fn border(times: [u32; 2], cut: Option<f64>, limit: u32, step: u32) -> f64 {
    let [inside, outside] = times;
    let room = f64::from(limit - inside);
    let step = f64::from(step);
    let rise = match outside {
        NEVER => f64::INFINITY,
        outside => f64::from(outside - inside),
    };
    let Some(cut) = cut else {
        return room / rise.min(f64::from(STEEPEST) * step);
    };
    let before = (rise / 2.0).min(step * cut);
    let after = (rise / 2.0).min(step * (1.0 - cut));
    if room < before {
        cut * room / before
    } else if room < rise - after {
        cut
    } else {
        cut + (1.0 - cut) * (room - (rise - after)) / after
    }
}

/// The share of an edge at which the nearest station changes, from the first point, whose time is
/// the first: where the pieces of street change, else where both fronts meet.
pub(super) fn meeting(times: [u32; 2], cut: Option<f64>, step: u32) -> f64 {
    cut.unwrap_or_else(|| {
        let lead = f64::from(times[1]) - f64::from(times[0]);
        (0.5 + lead / (2.0 * f64::from(step))).clamp(0.0, 1.0)
    })
}

/// A share of an edge in whole units from its start, never at an end.
pub(super) fn units(share: f64, length: i32) -> i32 {
    // rounding keeps order, so nesting survives it; a NaN would become the first unit
    ((share * f64::from(length)).round() as i32).clamp(1, length - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn permille(share: f64) -> u32 {
        (share * 1000.0).round() as u32
    }

    #[test]
    fn without_a_cut_time_is_straight() {
        assert_eq!(permille(border([100, 200], None, 150, 100)), 500);
        assert_eq!(
            permille(border([100, 100_000], None, 250, 100)),
            500,
            "three steps at most"
        );
    }

    #[test]
    fn a_wall_stands_at_the_cut_unless_the_budget_ends_before() {
        assert_eq!(permille(border([100, 9000], Some(0.25), 4000, 100)), 250);
        assert_eq!(permille(border([100, NEVER], Some(0.5), 125, 100)), 250);
        assert_eq!(permille(border([100, NEVER], Some(0.5), 9000, 100)), 500);
    }

    #[test]
    fn a_larger_budget_never_moves_the_border_back() {
        for cut in [None, Some(0.01), Some(0.3), Some(0.99)] {
            for outside in [1001, 1050, 1130, 1500, 70_000, NEVER] {
                let at = |limit| border([1000, outside], cut, limit, 100);
                let shares: Vec<f64> = (1000..outside.min(3000)).map(at).collect();
                assert!(shares.windows(2).all(|w| w[0] <= w[1]), "{cut:?} {outside}");
                assert!(shares.iter().all(|s| *s >= 0.0), "{cut:?} {outside}");
            }
        }
    }

    #[test]
    fn two_stations_meet_where_both_are_as_near() {
        assert_eq!(permille(meeting([0, 0], None, 100)), 500);
        assert_eq!(permille(meeting([0, 50], None, 100)), 750);
        assert_eq!(permille(meeting([0, 50], Some(0.1), 100)), 100);
    }

    #[test]
    fn a_crossing_never_lies_on_a_point() {
        for share in [-1.0, 0.0, 0.000_1, 0.5, 1.0, f64::INFINITY, f64::NAN] {
            assert!((1..=897).contains(&units(share, 898)), "{share}");
        }
    }
}
