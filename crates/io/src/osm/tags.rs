//! Which OpenStreetMap ways are walked, decided from their tags alone (rules 5, 18, 19).
//!
//! One pure function, [`walkable`], asks in this order; the first answer stands:
//!
//! ```text
//! 1 what it is     route=ferry, no `highway`          -> not a street
//!                  motorway, not built                -> out, whatever `foot` says
//! 2 foot           yes designated permissive          -> walked
//!                  no private use_sidepath            -> out
//! 3 access         no private                         -> out
//! 4 kind of street trunk, motorroad: with a sidewalk; cycleway, bridleway: see
//!                  [`WALK_UNTAGGED_CYCLEWAYS`]; ordinary streets: walked; anything else: out
//! ```
//!
//! `foot` comes before `access` because the most specific tag wins (rule 18). Any other value of
//! `foot` (`destination`, `customers`, `discouraged`, ...) neither permits nor forbids, and any
//! other value of `access` forbids only vehicles or only passing through: both are read as if the
//! tag were absent.
//!
//! Left out: private ways as first or last leg, so that private ways are simply out; the
//! direction of escalators and of `oneway:foot`; barriers on nodes, all of which are passed;
//! conditional tags. An area (`area=yes`, or a closed pedestrian way) is walked along its outline
//! and not across.

use crate::lang::texts;
use walkshed::network::lines::{Grade, Manner, SnapClass};

/// Whether a `highway=cycleway` or `bridleway` without a word about `foot` is walked.
///
/// Countries differ. Without a profile to ask, the careful answer is no: a missing path makes a
/// walk too long, a forbidden one makes coverage too good.
pub const WALK_UNTAGGED_CYCLEWAYS: bool = false;

/// The tags of one way that [`walkable`] reads; `None` is a tag that is absent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WayTags<'a> {
    highway: Option<&'a str>,
    foot: Option<&'a str>,
    access: Option<&'a str>,
    motorroad: Option<&'a str>,
    /// `sidewalk`, `sidewalk:both`, `sidewalk:left`, `sidewalk:right`.
    sidewalks: [Option<&'a str>; 4],
    tunnel: Option<&'a str>,
    bridge: Option<&'a str>,
    layer: Option<&'a str>,
    indoor: Option<&'a str>,
    conveying: Option<&'a str>,
    route: Option<&'a str>,
    railway: Option<&'a str>,
    aerialway: Option<&'a str>,
}

impl<'a> WayTags<'a> {
    /// Takes note of one tag; a key given twice keeps its last value.
    pub fn insert(&mut self, key: &str, value: &'a str) {
        if let Some(place) = self.place(key) {
            *place = Some(value);
        }
    }

    /// Whether a key is one of those that decide, so that a reader can skip all others.
    #[must_use]
    pub fn reads(key: &str) -> bool {
        Self::default().place(key).is_some()
    }

    fn place(&mut self, key: &str) -> Option<&mut Option<&'a str>> {
        let [sidewalk, both, left, right] = &mut self.sidewalks;
        Some(match key {
            "highway" => &mut self.highway,
            "foot" => &mut self.foot,
            "access" => &mut self.access,
            "motorroad" => &mut self.motorroad,
            "sidewalk" => sidewalk,
            "sidewalk:both" => both,
            "sidewalk:left" => left,
            "sidewalk:right" => right,
            "tunnel" => &mut self.tunnel,
            "bridge" => &mut self.bridge,
            "layer" => &mut self.layer,
            "indoor" => &mut self.indoor,
            "conveying" => &mut self.conveying,
            "route" => &mut self.route,
            "railway" => &mut self.railway,
            "aerialway" => &mut self.aerialway,
            _ => return None,
        })
    }
}

impl<'a> FromIterator<(&'a str, &'a str)> for WayTags<'a> {
    fn from_iter<T: IntoIterator<Item = (&'a str, &'a str)>>(tags: T) -> Self {
        let mut these = Self::default();
        for (key, value) in tags {
            these.insert(key, value);
        }
        these
    }
}

/// What [`walkable`] says of a way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// It is walked, in this manner.
    Walk {
        /// At which speed.
        manner: Manner,
        /// Whether points are tied to it.
        snap: SnapClass,
        /// Bridge, tunnel, layer.
        grade: Grade,
    },
    /// It is not walked, for this reason.
    Refuse(Reason),
}

/// Why a way is not walked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Reason {
    /// It has no `highway` tag: a building, a river, a border.
    NotAStreet,
    /// A ferry, railway or cable car.
    OtherTransport,
    /// A motorway or its ramp, whatever other tags say.
    Motorway,
    /// Under construction, proposed, or no longer there.
    NotBuilt,
    /// `foot=no`, `private` or `use_sidepath`.
    FootForbidden,
    /// `access=no` or `private`, and no `foot` tag that permits.
    Private,
    /// A trunk road, its ramp, or a road for motor vehicles only, without sidewalk or foot tag.
    Trunk,
    /// A cycleway without a foot tag that permits.
    Cycleway,
    /// A bridleway without a foot tag that permits.
    Bridleway,
    /// A value of `highway` that is no street for walkers: a race track, a busway, a misspelling.
    OtherHighway,
}

impl Reason {
    texts! {
        /// The reason in words, as a report prints it.
        pub fn text(&self, lang) -> String {
            Self::NotAStreet => "not a street (no highway tag)" "不是道路(没有highway标签)";
            Self::OtherTransport => "ferry, railway or cable car" "轮渡、铁路或缆车";
            Self::Motorway => "motorway" "高速公路";
            Self::NotBuilt => "under construction, proposed or gone" "在建、规划或已拆除";
            Self::FootForbidden => "forbidden on foot" "禁止步行";
            Self::Private => "private or closed (access tag)" "私有或封闭(access标签)";
            Self::Trunk =>
                "trunk road without sidewalk or foot tag"
                "主干道,未注明人行道或foot标签";
            Self::Cycleway => "cycleway without foot tag" "自行车道,没有foot标签";
            Self::Bridleway => "bridleway without foot tag" "马道,没有foot标签";
            Self::OtherHighway =>
                "highway value that is not for walkers"
                "highway的取值不供步行";
        }
    }
}

/// Decides whether a way is walked, and how.
///
/// # Examples
///
/// ```
/// use walkshed_io::osm::tags::{Decision, Reason, WayTags, walkable};
///
/// let private = [("highway", "service"), ("access", "private")];
/// let tags: WayTags<'_> = private.into_iter().collect();
/// assert_eq!(walkable(&tags), Decision::Refuse(Reason::Private));
///
/// let permitted = private.into_iter().chain([("foot", "permissive")]);
/// assert!(matches!(walkable(&permitted.collect()), Decision::Walk { .. }));
/// ```
///
/// # References
///
/// OpenStreetMap wiki, "Key:foot", "Key:access", "OSM tags for routing/Access restrictions".
#[must_use]
pub fn walkable(tags: &WayTags<'_>) -> Decision {
    match refusal(tags) {
        Some(reason) => Decision::Refuse(reason),
        None => Decision::Walk {
            manner: match tags.highway {
                Some("steps") => Manner::STEPS,
                _ => Manner::default(),
            },
            snap: snap_class(tags),
            grade: grade(tags),
        },
    }
}

fn refusal(tags: &WayTags<'_>) -> Option<Reason> {
    // Ferries carry foot=yes for their passengers, so they go first.
    if tags.route == Some("ferry") {
        return Some(Reason::OtherTransport);
    }
    let Some(highway) = tags.highway else {
        return Some(match (tags.railway, tags.aerialway) {
            (None, None) => Reason::NotAStreet,
            _ => Reason::OtherTransport,
        });
    };
    match highway {
        "motorway" | "motorway_link" => return Some(Reason::Motorway),
        "construction" | "proposed" | "planned" | "disused" | "abandoned" | "razed"
        | "dismantled" | "no" => return Some(Reason::NotBuilt),
        _ => {}
    }
    match tags.foot {
        Some("yes" | "designated" | "permissive") => return None,
        Some("no" | "private" | "use_sidepath") => return Some(Reason::FootForbidden),
        _ => {}
    }
    if let Some("no" | "private") = tags.access {
        return Some(Reason::Private);
    }
    refusal_by_kind(highway, tags)
}

/// The last question: what the kind of street says, where neither `foot` nor `access` decided.
fn refusal_by_kind(highway: &str, tags: &WayTags<'_>) -> Option<Reason> {
    match highway {
        // A ramp is built like the road it belongs to, so trunk_link is judged as trunk.
        "trunk" | "trunk_link" => (!has_sidewalk(tags)).then_some(Reason::Trunk),
        "cycleway" => (!WALK_UNTAGGED_CYCLEWAYS).then_some(Reason::Cycleway),
        "bridleway" => (!WALK_UNTAGGED_CYCLEWAYS).then_some(Reason::Bridleway),
        "primary" | "primary_link" | "secondary" | "secondary_link" | "tertiary"
        | "tertiary_link" | "unclassified" | "residential" | "living_street"
        | "service" | "track" | "road" => {
            // motorroad=yes means foot=no in law, except on a sidewalk.
            let closed = tags.motorroad == Some("yes") && !has_sidewalk(tags);
            closed.then_some(Reason::Trunk)
        }
        "pedestrian" | "footway" | "path" | "steps" | "corridor" | "elevator"
        | "platform" => None,
        _ => Some(Reason::OtherHighway),
    }
}

/// Whether the way itself carries a sidewalk. `separate` says that the sidewalk is a way of its
/// own, which is then read as one.
fn has_sidewalk(tags: &WayTags<'_>) -> bool {
    tags.sidewalks
        .iter()
        .any(|side| matches!(side, Some("yes" | "both" | "left" | "right")))
}

/// Tunnels, lifts, escalators and indoor ways are snapped to only as a last resort (rule 5).
fn snap_class(tags: &WayTags<'_>) -> SnapClass {
    let indoors = matches!(tags.highway, Some("corridor" | "elevator"))
        || is_set(tags.indoor)
        || is_set(tags.conveying);
    if indoors || is_tunnel(tags) { SnapClass::LastResort } else { SnapClass::Ordinary }
}

/// A passage through a building is open at both ends and at street level: no tunnel.
fn is_tunnel(tags: &WayTags<'_>) -> bool {
    is_set(tags.tunnel) && tags.tunnel != Some("building_passage")
}

/// Present and not `no`.
fn is_set(value: Option<&str>) -> bool {
    value.is_some_and(|value| value != "no")
}

fn grade(tags: &WayTags<'_>) -> Grade {
    Grade {
        bridge: is_set(tags.bridge),
        tunnel: is_tunnel(tags),
        // "1;2" and other slips of the pen say nothing certain: the ground.
        layer: tags.layer.and_then(|layer| layer.trim().parse().ok()).unwrap_or(0),
    }
}

#[cfg(test)]
#[path = "tags_tests.rs"]
mod tests;
