//! A street as it is kept: a row of integers, so that a file of them is read where it lies.

use super::draft::{DraftStreet, Source};
use super::lines::{
    Access, Direction, Grade, Manner, NO_NAME, Pace, SnapClass, StreetId, StreetKind,
};
use bytemuck::{Pod, Zeroable};

/// A street of the network.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Street {
    /// Its name in the source; a connecting piece has that of the user's line.
    pub id: StreetId,
    /// How it is walked.
    pub manner: Manner,
}

/// A street of the network in 24 bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Pod, Zeroable)]
#[repr(C)]
pub(super) struct StreetRow {
    /// Of OpenStreetMap, or a number of [`Texts`](super::texts::Texts).
    id: i64,
    /// A number of [`Texts`](super::texts::Texts), or [`NO_NAME`](super::lines::NO_NAME).
    pub(super) name: u32,
    /// First vertex.
    pub(super) first: u32,
    /// The numbers of a [`Pace`], the first of two in the lower half.
    pace: u32,
    /// What is one of few, by [`Bits`].
    tags: u32,
}

/// Bits of [`StreetRow::tags`].
#[derive(Clone, Copy, Debug)]
struct Bits {
    shift: u32,
    width: u32,
}

impl Bits {
    const ID: Self = Self { shift: 0, width: 2 };
    const KIND: Self = Self { shift: 2, width: 3 };
    const PACE: Self = Self { shift: 5, width: 2 };
    const ACCESS: Self = Self { shift: 7, width: 2 };
    const DIRECTION: Self = Self { shift: 9, width: 2 };
    const WHEELS: Self = Self { shift: 11, width: 1 };
    const LAST_RESORT: Self = Self { shift: 12, width: 1 };
    const OWN: Self = Self { shift: 13, width: 1 };
    const BRIDGE: Self = Self { shift: 14, width: 1 };
    const TUNNEL: Self = Self { shift: 15, width: 1 };
    const LAYER: Self = Self { shift: 16, width: 8 };

    fn of(self, tags: u32) -> u32 {
        tags >> self.shift & ((1 << self.width) - 1)
    }

    fn set(self, value: u32) -> u32 {
        value << self.shift
    }

    fn is_set(self, tags: u32) -> bool {
        self.of(tags) != 0
    }
}

/// What kind of name a street has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Naming {
    Way,
    Relation,
    Own,
}

impl StreetRow {
    /// The row of a street; `text` numbers the names of the user's lines.
    pub(super) fn new(street: &DraftStreet, text: impl FnOnce(&str) -> u32) -> Self {
        let (naming, id) = naming(&street.id, text);
        let flags = Flags {
            snap: street.snap,
            own: street.source == Source::Own,
            grade: street.grade,
        };
        let (pace, tags) = pack(naming, street.manner, flags);
        Self { id, name: street.name, first: street.first, pace, tags }
    }

    /// The same street at another first vertex, its texts numbered anew.
    pub(super) fn moved(self, first: u32, mut text: impl FnMut(u32) -> u32) -> Self {
        let id = match self.naming() {
            Naming::Own => text(self.id as u32).into(),
            Naming::Way | Naming::Relation => self.id,
        };
        let name = if self.name == NO_NAME { NO_NAME } else { text(self.name) };
        Self { id, name, first, ..self }
    }

    pub(super) fn manner(self) -> Manner {
        let of = |bits: Bits| bits.of(self.tags);
        Manner {
            kind: match of(Bits::KIND) {
                1 => StreetKind::Steps,
                2 => StreetKind::Lift,
                3 => StreetKind::Escalator,
                4 => StreetKind::Ferry,
                _ => StreetKind::Level,
            },
            pace: self.pace(),
            access: match of(Bits::ACCESS) {
                1 => Access::Private,
                2 => Access::Unsaid,
                _ => Access::Public,
            },
            direction: match of(Bits::DIRECTION) {
                1 => Direction::Forward,
                2 => Direction::Backward,
                _ => Direction::Both,
            },
            wheels: Bits::WHEELS.is_set(self.tags),
        }
    }

    fn pace(self) -> Pace {
        let low = self.pace as u16;
        match Bits::PACE.of(self.tags) {
            1 => Pace::Moving { mm_s: low },
            2 => Pace::Lift { share: low },
            3 => Pace::Carried { millis: self.pace },
            _ => Pace::Walked { forward: low, backward: (self.pace >> 16) as u16 },
        }
    }

    pub(super) fn snap(self) -> SnapClass {
        if Bits::LAST_RESORT.is_set(self.tags) {
            SnapClass::LastResort
        } else {
            SnapClass::Ordinary
        }
    }

    /// Whether a component with it is used however small: the user's own lines.
    pub(super) fn is_own(self) -> bool {
        Bits::OWN.is_set(self.tags)
    }

    pub(super) fn grade(self) -> Grade {
        Grade {
            bridge: Bits::BRIDGE.is_set(self.tags),
            tunnel: Bits::TUNNEL.is_set(self.tags),
            layer: (Bits::LAYER.of(self.tags) as u8).cast_signed(),
        }
    }

    pub(super) fn naming(self) -> Naming {
        match Bits::ID.of(self.tags) {
            1 => Naming::Relation,
            2 => Naming::Own,
            _ => Naming::Way,
        }
    }

    /// Its number in its source, or of its text.
    pub(super) fn id(self) -> i64 {
        self.id
    }

    /// Whether it says nothing that no street says: every code is known, every spare bit zero.
    pub(super) fn is_sound(self) -> bool {
        let flags = Flags { snap: self.snap(), own: self.is_own(), grade: self.grade() };
        pack(self.naming(), self.manner(), flags) == (self.pace, self.tags)
    }
}

/// What a row says beside its name and manner.
#[derive(Clone, Copy)]
struct Flags {
    snap: SnapClass,
    own: bool,
    grade: Grade,
}

/// The name of a street as a kind and a number.
pub(super) fn naming(id: &StreetId, text: impl FnOnce(&str) -> u32) -> (Naming, i64) {
    match id {
        StreetId::Way(id) => (Naming::Way, *id),
        StreetId::Relation(id) => (Naming::Relation, *id),
        StreetId::Own(name) => (Naming::Own, text(name).into()),
    }
}

/// Pace and tags of a row.
fn pack(naming: Naming, manner: Manner, flags: Flags) -> (u32, u32) {
    let (pace_code, pace) = match manner.pace {
        Pace::Walked { forward, backward } => {
            (0, u32::from(forward) | u32::from(backward) << 16)
        }
        Pace::Moving { mm_s } => (1, mm_s.into()),
        Pace::Lift { share } => (2, share.into()),
        Pace::Carried { millis } => (3, millis),
    };
    let kind = match manner.kind {
        StreetKind::Level => 0,
        StreetKind::Steps => 1,
        StreetKind::Lift => 2,
        StreetKind::Escalator => 3,
        StreetKind::Ferry => 4,
    };
    let access = match manner.access {
        Access::Public => 0,
        Access::Private => 1,
        Access::Unsaid => 2,
    };
    let direction = match manner.direction {
        Direction::Both => 0,
        Direction::Forward => 1,
        Direction::Backward => 2,
    };
    let tags = Bits::ID.set(naming as u32)
        | Bits::KIND.set(kind)
        | Bits::PACE.set(pace_code)
        | Bits::ACCESS.set(access)
        | Bits::DIRECTION.set(direction)
        | Bits::WHEELS.set(manner.wheels.into())
        | Bits::LAST_RESORT.set((flags.snap == SnapClass::LastResort).into())
        | Bits::OWN.set(flags.own.into())
        | Bits::BRIDGE.set(flags.grade.bridge.into())
        | Bits::TUNNEL.set(flags.grade.tunnel.into())
        | Bits::LAYER.set(flags.grade.layer.cast_unsigned().into());
    (pace, tags)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_gives_back_what_it_was_made_of() {
        let paces = [
            Pace::Walked { forward: 1, backward: u16::MAX },
            Pace::Moving { mm_s: 500 },
            Pace::Lift { share: 1000 },
            Pace::Carried { millis: u32::MAX },
        ];
        let ids =
            [StreetId::Way(i64::MIN), StreetId::Relation(7), StreetId::Own("a".into())];
        let kinds = [StreetKind::Lift, StreetKind::Escalator, StreetKind::Ferry];
        let ways = [Direction::Both, Direction::Forward, Direction::Backward];
        for (i, pace) in paces.into_iter().enumerate() {
            let manner = Manner {
                kind: kinds[i % 3],
                pace,
                access: [Access::Public, Access::Private, Access::Unsaid][i % 3],
                direction: ways[i % 3],
                wheels: i % 2 == 0,
            };
            let street = DraftStreet {
                id: ids[i % 3].clone(),
                name: NO_NAME,
                manner,
                snap: [SnapClass::Ordinary, SnapClass::LastResort][i % 2],
                grade: Grade { bridge: i == 1, tunnel: i == 2, layer: -(i as i8) },
                source: [Source::Osm, Source::Own][i % 2],
                first: i as u32,
            };
            let row = StreetRow::new(&street, |_| 12);
            assert_eq!((row.manner(), row.snap()), (street.manner, street.snap));
            assert_eq!((row.grade(), row.is_own()), (street.grade, i % 2 == 1));
            assert_eq!((row.naming(), row.id()), naming(&street.id, |_| 12));
            assert!(row.is_sound());
        }
    }

    #[test]
    fn codes_that_mean_nothing_are_told() {
        let sound = |pace, tags| {
            StreetRow { id: 0, name: NO_NAME, first: 0, pace, tags }.is_sound()
        };
        assert!(sound(0, 0));
        for tags in [3, 7 << 2, 3 << 7, 3 << 9, 1 << 24, 1 << 31] {
            assert!(!sound(0, tags), "{tags:b}");
        }
        assert!(!sound(1 << 16, 1 << 5)); // a belt has one number
    }
}
