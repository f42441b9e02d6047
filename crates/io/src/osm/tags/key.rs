//! The tags that decide, out of all that an object carries.

/// Declares the keys of one kind of object, and the tags of one such object.
macro_rules! tags {
    ($(#[$meta:meta])* $tags:ident by $key:ident { $($name:ident = $text:literal,)+ }) => {
        /// A key that decides.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(in crate::osm) enum $key {
            $($name,)+
        }

        impl $key {
            const COUNT: usize = [$(Self::$name),+].len();

            /// The key of this name, if it decides.
            pub(in crate::osm) fn of(name: &str) -> Option<Self> {
                match name {
                    $($text => Some(Self::$name),)+
                    _ => None,
                }
            }
        }

        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub struct $tags<'a>([Option<&'a str>; $key::COUNT]);

        impl Default for $tags<'_> {
            fn default() -> Self {
                Self([None; $key::COUNT])
            }
        }

        impl<'a> $tags<'a> {
            /// Takes note of one tag; a key given twice keeps its last value.
            pub fn insert(&mut self, key: &str, value: &'a str) {
                if let Some(key) = $key::of(key) {
                    self.set(key, value);
                }
            }

            /// Whether a key is one of those that decide, so that a reader can skip all others.
            #[must_use]
            pub fn reads(key: &str) -> bool {
                $key::of(key).is_some()
            }

            pub(in crate::osm) fn set(&mut self, key: $key, value: &'a str) {
                self.0[key as usize] = Some(value);
            }

            pub(in crate::osm) fn get(&self, key: $key) -> Option<&'a str> {
                self.0[key as usize]
            }
        }

        impl<'a> FromIterator<(&'a str, &'a str)> for $tags<'a> {
            fn from_iter<T: IntoIterator<Item = (&'a str, &'a str)>>(tags: T) -> Self {
                let mut these = Self::default();
                for (key, value) in tags {
                    these.insert(key, value);
                }
                these
            }
        }
    };
}

tags! {
    /// The tags of one way that [`walkable`](super::walkable) reads.
    WayTags by WayKey {
        Highway = "highway",
        Foot = "foot",
        Access = "access",
        Motorroad = "motorroad",
        Sidewalk = "sidewalk",
        SidewalkBoth = "sidewalk:both",
        SidewalkLeft = "sidewalk:left",
        SidewalkRight = "sidewalk:right",
        Tunnel = "tunnel",
        Bridge = "bridge",
        Layer = "layer",
        Level = "level",
        Indoor = "indoor",
        Conveying = "conveying",
        Incline = "incline",
        StepCount = "step_count",
        Ramp = "ramp",
        RampWheelchair = "ramp:wheelchair",
        Wheelchair = "wheelchair",
        Oneway = "oneway",
        OnewayFoot = "oneway:foot",
        FootForward = "foot:forward",
        FootBackward = "foot:backward",
        Area = "area",
        Place = "place",
        Route = "route",
        Railway = "railway",
        Aerialway = "aerialway",
        Duration = "duration",
        Kind = "type",
        Name = "name",
        NameZh = "name:zh",
        Ref = "ref",
        FootConditional = "foot:conditional",
        AccessConditional = "access:conditional",
    }
}

tags! {
    /// The tags of one node that [`passage`](super::passage) reads.
    NodeTags by NodeKey {
        Barrier = "barrier",
        Highway = "highway",
        Entrance = "entrance",
        Door = "door",
        Foot = "foot",
        Access = "access",
        Locked = "locked",
    }
}

impl<'a> WayTags<'a> {
    /// What walkers call it: its name, else its number on the signs (`G320`).
    pub(crate) fn name(&self) -> Option<&'a str> {
        let keys = [WayKey::Name, WayKey::NameZh, WayKey::Ref];
        keys.into_iter()
            .filter_map(|key| self.get(key))
            .find(|name| !name.trim().is_empty())
    }

    /// The value of `highway`.
    pub(crate) fn highway(&self) -> Option<&'a str> {
        self.get(WayKey::Highway)
    }

    /// Whether some hours or seasons have other rules, which are not read.
    pub(in crate::osm) fn is_conditional(&self) -> bool {
        let keys = [WayKey::FootConditional, WayKey::AccessConditional];
        keys.into_iter().any(|key| self.get(key).is_some())
    }
}
