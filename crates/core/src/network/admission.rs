//! Which streets a kind of walker uses: what may be walked at all, and what hangs together
//! (rules 6, 18, 19).

use super::Base;
use super::lines::{Access, Manner, SnapClass};
use crate::model::Profile;

/// What decides which streets a profile may walk; profiles that differ in speed alone share it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Admission {
    /// Only what a wheelchair passes.
    wheels: bool,
    /// Also what no tag permits or forbids.
    unsaid: bool,
}

impl Admission {
    pub(super) fn of(profile: &Profile) -> Self {
        Self { wheels: profile.wheels, unsaid: profile.cycleways }
    }

    /// What is and is not used, for [`Admission::from_parts`].
    pub(super) fn parts(self) -> [bool; 2] {
        [self.wheels, self.unsaid]
    }

    pub(super) fn from_parts([wheels, unsaid]: [bool; 2]) -> Self {
        Self { wheels, unsaid }
    }

    pub(super) fn admits(self, manner: Manner) -> bool {
        (!self.wheels || manner.wheels)
            && (self.unsaid || manner.access != Access::Unsaid)
    }
}

/// The part that a street plays for one kind of walker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// Walked, and points are tied to it.
    Ordinary,
    /// Walked; points are tied to it if nothing else lies within `max_snap`.
    LastResort,
    /// In a component too small to be used.
    Island,
    /// Not for this walker.
    Closed,
}

impl Class {
    /// All, by their number.
    pub(super) const ALL: [Self; 4] =
        [Self::Ordinary, Self::LastResort, Self::Island, Self::Closed];
}

/// The class of every street.
pub(super) fn classes(base: &Base, admission: Admission) -> Vec<Class> {
    let streets = || 0..base.streets.len();
    let admitted = |s: usize| admission.admits(base.streets[s].manner());
    let mut sets = base.joined(streets().filter(|&s| admitted(s)));
    let first = |s: usize| base.vertices[base.vertices_of(s).start];
    let mut length_m = vec![0.0; base.positions.len()];
    for s in streets().filter(|&s| admitted(s)) {
        length_m[sets.root(first(s)) as usize] += base.component_m(s);
    }
    let mut class = |s: usize| {
        if !admitted(s) {
            return Class::Closed;
        }
        if length_m[sets.root(first(s)) as usize] < base.min_component_m {
            return Class::Island;
        }
        match base.streets[s].snap() {
            SnapClass::Ordinary => Class::Ordinary,
            SnapClass::LastResort => Class::LastResort,
        }
    };
    streets().map(&mut class).collect()
}
