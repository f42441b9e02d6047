//! Whether a node can be passed on foot, decided from its tags alone (rule 18).
//!
//! ```text
//! 1 what it is   no barrier, no door, no lift        -> passed, whatever else it says
//! 2 foot         yes designated permissive           -> passed
//!                private customers ...               -> by those who begin or end there
//!                no                                  -> closed
//! 3 access       private customers ... | no          -> the same
//! 4 locked=yes                                       -> closed
//! 5 kind         wall, fence, hedge, ditch           -> closed
//!                gate, bollard, stile, kerb, any other -> passed
//! ```
//!
//! A wall as a node is a wall that crosses the way, with no gate in it that anybody saw.
//! `access=destination` and `delivery` are on the signs of vehicles, as on carriageways.
//!
//! Left out: gates closed at night (conditional tags, `opening_hours`), and who can lift a
//! wheelchair over a kerb or through a kissing gate.

use super::key::{NodeKey, NodeTags};
use super::manner::is_set;
use super::permission::{Permission, permission, permission_among_vehicles};

/// How a node on a walkable way is passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Passage {
    /// Freely, like nearly all nodes.
    Open,
    /// By those whose walk begins or ends behind it.
    Private,
    /// Not at all: whatever meets there ends there.
    Closed,
    /// By a lift, from each way to each other.
    Lift,
}

/// Decides how a node is passed.
///
/// # Examples
///
/// ```
/// use walkshed_io::osm::tags::{NodeTags, Passage, passage};
///
/// let gate = |tag| [("barrier", "gate"), tag].into_iter().collect::<NodeTags<'_>>();
/// assert_eq!(passage(&gate(("bicycle", "no"))), Passage::Open);
/// assert_eq!(passage(&gate(("access", "private"))), Passage::Private);
/// ```
///
/// # References
///
/// OpenStreetMap wiki, "Key:barrier", "Key:locked", "Tag:highway=elevator".
#[must_use]
pub fn passage(tags: &NodeTags<'_>) -> Passage {
    let lift = tags.get(NodeKey::Highway) == Some("elevator");
    let barrier = tags.get(NodeKey::Barrier).filter(|&barrier| barrier != "no");
    let door =
        [NodeKey::Entrance, NodeKey::Door].into_iter().any(|key| is_set(tags.get(key)));
    if !lift && barrier.is_none() && !door {
        return Passage::Open;
    }
    let passable = if lift { Passage::Lift } else { Passage::Open };
    let stated = tags.get(NodeKey::Foot).and_then(permission);
    let access = || tags.get(NodeKey::Access).and_then(permission_among_vehicles);
    match (stated, stated.or_else(access)) {
        (Some(Permission::Everyone), _) => passable,
        (_, Some(Permission::Some)) => Passage::Private,
        (_, Some(Permission::Nobody)) => Passage::Closed,
        _ if tags.get(NodeKey::Locked) == Some("yes") => Passage::Closed,
        (_, Some(Permission::Everyone)) => passable,
        _ => match barrier {
            Some(
                "wall" | "fence" | "city_wall" | "retaining_wall" | "hedge" | "ditch",
            ) => Passage::Closed,
            _ => passable,
        },
    }
}
