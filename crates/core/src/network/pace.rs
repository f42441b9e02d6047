//! How long a stretch of street takes: positions along a street in whole units (rules 2, 19).
//!
//! Vertices have positions in whole units from the start of their street, rounded half up, and
//! what lies between two of them takes the difference, so that rounding never adds up.

use super::lines::{Manner, Pace, StreetKind};
use crate::model::Profile;
use crate::units::{Unit, whole};

/// Which way a stretch is walked, seen from the line as drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sense {
    /// From the first vertex towards the last.
    Forward,
    /// From the last vertex towards the first.
    Backward,
}

/// The most that a meter can cost, as a multiple of level ground; `None` where time does not
/// depend on length.
pub(crate) fn slowest(manner: Manner, profile: &Profile) -> Option<f64> {
    match manner.pace {
        Pace::Walked { forward, backward } => {
            let own = match manner.kind {
                StreetKind::Steps => f64::from(profile.steps_permille) / 1000.0,
                _ => 1.0,
            };
            Some(f64::from(forward.max(backward)) / 1000.0 * own)
        }
        Pace::Moving { mm_s } => {
            Some(f64::from(profile.speed_mm_s) / f64::from(mm_s.max(1)))
        }
        Pace::Lift { .. } | Pace::Carried { .. } => None,
    }
}

/// The scale along one street.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scale<'p> {
    manner: Manner,
    length_m: f64,
    profile: &'p Profile,
}

impl<'p> Scale<'p> {
    /// The scale of a street of `length_m` for one walker.
    pub(crate) fn new(manner: Manner, length_m: f64, profile: &'p Profile) -> Self {
        Self { manner, length_m, profile }
    }

    /// Position of what lies `meters` from the start, for a walk in one sense; positions rise
    /// along the line in both.
    ///
    /// `end` tells the last vertex, which on a line without length is another place than the
    /// first.
    pub(crate) fn position(
        &self,
        unit: Unit,
        meters: f64,
        sense: Sense,
        end: bool,
    ) -> u32 {
        match unit {
            Unit::Millimeters => whole(meters * 1000.0),
            Unit::Millis => whole(self.millis(meters, sense, end)),
        }
    }

    fn millis(&self, meters: f64, sense: Sense, end: bool) -> f64 {
        let share = || {
            if self.length_m > 0.0 {
                meters / self.length_m
            } else {
                f64::from(u8::from(end))
            }
        };
        match self.manner.pace {
            Pace::Walked { forward, backward } => {
                let permille = match sense {
                    Sense::Forward => forward,
                    Sense::Backward => backward,
                };
                let flat = meters * 1e6 / f64::from(self.profile.speed_mm_s);
                // a level street is not even multiplied by one
                match (permille, self.manner.kind) {
                    (1000, StreetKind::Level) => flat,
                    (_, StreetKind::Steps) => {
                        let own = f64::from(self.profile.steps_permille) / 1000.0;
                        flat * (f64::from(permille) / 1000.0) * own
                    }
                    _ => flat * (f64::from(permille) / 1000.0),
                }
            }
            Pace::Moving { mm_s } => meters * 1e6 / f64::from(mm_s.max(1)),
            Pace::Lift { share: of } => {
                share() * f64::from(self.profile.lift_ms) * f64::from(of) / 1000.0
            }
            Pace::Carried { millis } => share() * f64::from(millis),
        }
    }
}
