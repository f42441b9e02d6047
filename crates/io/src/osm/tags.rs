//! Which OpenStreetMap ways are walked, by whom and how, decided from their tags alone (rules 5,
//! 18, 19).
//!
//! One pure function, [`walkable`], asks in this order; the first answer stands:
//!
//! ```text
//! 1 what it is     ferry, cable car: out unless asked for; no `highway`: not a street
//!                  motorway, not built                  -> out, whatever `foot` says
//! 2 foot           yes designated permissive            -> walked by all
//!                  private customers destination ...    -> first or last part of a walk
//!                  no use_sidepath                      -> out
//! 3 access         no military emergency                -> out
//! 4 kind of street trunk, motorroad: with a sidewalk; cycleway, bridleway: left to the profile
//!                  unless they have a sidewalk; ordinary streets: walked; anything else: out
//! 5 access         private customers permit ...         -> first or last part of a walk
//! ```
//!
//! `foot` comes before `access` because the most specific tag wins (rule 18). Any other value of
//! either says nothing certain and is read as if the tag were absent, as are `access=destination`
//! and `delivery` on carriageways: those are signs for vehicles. `oneway` is about vehicles too;
//! `oneway:foot`, `foot:forward` and `foot:backward` are about walkers.
//!
//! [`passage`] judges nodes in the same way: gates, walls, lifts.
//!
//! Left out: conditional tags (such ways are counted); `segregated` without `foot`, which some
//! write on cycleways apart from cars; surfaces, kerbs and inclines of streets, for a wheelchair;
//! `place=square` without `highway`, the outline of a name that runs through houses;
//! `area:highway`, the surface of a street whose line is there as well.

mod duration;
mod key;
mod manner;
mod passage;
mod permission;
mod reason;

pub(super) use key::{NodeKey, WayKey};
pub use key::{NodeTags, WayTags};
pub(crate) use manner::{counted, of_piece};
pub use passage::{Passage, passage};
pub use reason::Reason;

use permission::{Permission, permission, permission_among_vehicles};
use walkshed::network::lines::{Access, Grade, Manner, SnapClass, StreetKind};

/// What is read only when somebody asks for it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// Ferries, cable cars and funiculars that say how long the ride takes. What runs by a
    /// timetable on rails is never read: no tag says how long one waits.
    pub ferries: bool,
}

/// What [`walkable`] says of a way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// It is walked, in this manner.
    Walk(Walk),
    /// It is not walked, for this reason.
    Refuse(Reason),
}

/// How a way is walked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Walk {
    /// By whom, which way, how fast.
    pub manner: Manner,
    /// Whether points are tied to it.
    pub snap: SnapClass,
    /// Bridge, tunnel, layer.
    pub grade: Grade,
    /// Steps as counted; they change the pace once the length of the way is known.
    pub steps: Option<u16>,
    /// Whether it is walked across if its line is closed.
    pub surface: bool,
}

/// Decides whether a way is walked, and how.
///
/// # Examples
///
/// ```
/// use walkshed::network::lines::Access;
/// use walkshed_io::osm::tags::{Asked, Decision, WayTags, walkable};
///
/// let access = |tags: &[(&'static str, &'static str)]| {
///     let tags: WayTags<'_> = tags.iter().copied().collect();
///     match walkable(&tags, Asked::default()) {
///         Decision::Walk(walk) => Some(walk.manner.access),
///         Decision::Refuse(_) => None,
///     }
/// };
/// assert_eq!(access(&[("highway", "service"), ("access", "private")]), Some(Access::Private));
/// assert_eq!(access(&[("highway", "cycleway")]), Some(Access::Unsaid));
/// assert_eq!(access(&[("highway", "motorway"), ("foot", "yes")]), None);
/// ```
///
/// # References
///
/// OpenStreetMap wiki, "Key:foot", "Key:access", "OSM tags for routing/Access restrictions".
#[must_use]
pub fn walkable(tags: &WayTags<'_>, asked: Asked) -> Decision {
    decide(tags, asked).map_or_else(Decision::Refuse, Decision::Walk)
}

fn decide(tags: &WayTags<'_>, asked: Asked) -> Result<Walk, Reason> {
    let access = match street(tags)? {
        Some(highway) => access(highway, tags)?,
        None if manner::is_asked_for(tags, asked) => ride_access(tags)?,
        None => return Err(Reason::OtherTransport),
    };
    let mut kind = manner::kind(tags);
    if is_ferry(tags) {
        kind = StreetKind::Ferry;
    }
    let manner = Manner {
        kind,
        pace: manner::pace(kind, tags).ok_or(Reason::NoDuration)?,
        access,
        direction: manner::direction(kind, tags).ok_or(Reason::FootForbidden)?,
        wheels: manner::wheels(kind, tags),
    };
    Ok(Walk {
        manner,
        snap: manner::snap_class(kind, tags),
        grade: manner::grade(tags),
        steps: manner::step_count(kind, tags),
        surface: manner::is_surface(kind, tags),
    })
}

/// The first question: its kind of street, `None` for a ride.
fn street<'a>(tags: &WayTags<'a>) -> Result<Option<&'a str>, Reason> {
    // Ferries carry foot=yes for their passengers, so they go first.
    if is_ferry(tags) {
        return Ok(None);
    }
    let rails = [WayKey::Railway, WayKey::Aerialway];
    match tags.get(WayKey::Highway) {
        None if rails.into_iter().any(|key| tags.get(key).is_some()) => Ok(None),
        None => Err(Reason::NotAStreet),
        Some("motorway" | "motorway_link") => Err(Reason::Motorway),
        Some(
            "construction" | "proposed" | "planned" | "disused" | "abandoned" | "razed"
            | "dismantled" | "no",
        ) => Err(Reason::NotBuilt),
        Some(highway) => Ok(Some(highway)),
    }
}

fn is_ferry(tags: &WayTags<'_>) -> bool {
    tags.get(WayKey::Route) == Some("ferry")
}

fn access(highway: &str, tags: &WayTags<'_>) -> Result<Access, Reason> {
    match tags.get(WayKey::Foot).and_then(permission) {
        Some(Permission::Everyone) => return Ok(Access::Public),
        Some(Permission::Some) => return Ok(Access::Private),
        Some(Permission::Nobody) => return Err(Reason::FootForbidden),
        None => {}
    }
    let read = if is_footway(highway) { permission } else { permission_among_vehicles };
    let stated = tags.get(WayKey::Access).and_then(read);
    if stated == Some(Permission::Nobody) {
        return Err(Reason::Closed);
    }
    match (access_by_kind(highway, tags)?, stated) {
        (Access::Public, Some(Permission::Some)) => Ok(Access::Private),
        // Nobody says that walkers may, and its owner says who may not.
        (Access::Unsaid, Some(Permission::Some)) => Err(Reason::Closed),
        (access, _) => Ok(access),
    }
}

/// Passengers are let in unless a tag says otherwise.
fn ride_access(tags: &WayTags<'_>) -> Result<Access, Reason> {
    let own = tags.get(WayKey::Foot).and_then(permission);
    match own.or_else(|| tags.get(WayKey::Access).and_then(permission)) {
        Some(Permission::Nobody) => Err(Reason::FootForbidden),
        Some(Permission::Some) => Ok(Access::Private),
        Some(Permission::Everyone) | None => Ok(Access::Public),
    }
}

/// What the kind of street says, where `foot` does not.
fn access_by_kind(highway: &str, tags: &WayTags<'_>) -> Result<Access, Reason> {
    match highway {
        // A ramp is built like the road it belongs to, so trunk_link is judged as trunk.
        "trunk" | "trunk_link" if !has_sidewalk(tags) => Err(Reason::Trunk),
        "cycleway" | "bridleway" if !has_sidewalk(tags) => Ok(Access::Unsaid),
        "trunk" | "trunk_link" | "cycleway" | "bridleway" => Ok(Access::Public),
        "primary" | "primary_link" | "secondary" | "secondary_link" | "tertiary"
        | "tertiary_link" | "unclassified" | "residential" | "living_street"
        | "service" | "track" | "road" => {
            // motorroad=yes means foot=no in law, except on a sidewalk.
            let closed =
                tags.get(WayKey::Motorroad) == Some("yes") && !has_sidewalk(tags);
            if closed { Err(Reason::Trunk) } else { Ok(Access::Public) }
        }
        _ if is_footway(highway) => Ok(Access::Public),
        _ => Err(Reason::OtherHighway),
    }
}

/// Whether walkers are who it was made for.
fn is_footway(highway: &str) -> bool {
    matches!(
        highway,
        "pedestrian"
            | "footway"
            | "path"
            | "steps"
            | "corridor"
            | "elevator"
            | "platform"
    )
}

/// Whether the way itself carries a sidewalk. `separate` says that the sidewalk is a way of its
/// own, which is then read as one.
fn has_sidewalk(tags: &WayTags<'_>) -> bool {
    let sides = [
        WayKey::Sidewalk,
        WayKey::SidewalkBoth,
        WayKey::SidewalkLeft,
        WayKey::SidewalkRight,
    ];
    sides
        .iter()
        .any(|&side| matches!(tags.get(side), Some("yes" | "both" | "left" | "right")))
}

#[cfg(test)]
#[path = "tags_tests.rs"]
mod tests;

#[cfg(test)]
#[path = "tags_campaign_tests.rs"]
mod campaign;
