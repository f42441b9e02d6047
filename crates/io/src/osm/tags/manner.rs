//! How a way that is walked is walked: what it is, how long it takes, which way, for whom.

use super::key::{WayKey, WayTags};
use super::{Asked, duration};
use walkshed::network::lines::{Direction, Grade, Pace, SnapClass, StreetKind};

/// Speed of an escalator's belt: 0.5 m/s is the least of the three nominal speeds of EN 115-1
/// (2017) and the usual one in public buildings.
const ESCALATOR_MM_S: u16 = 500;
/// Walking on level ground, up and down stairs, in mm/s: Weidmann (1993), "Transporttechnik der
/// Fussgänger", IVT report 90, ETH Zürich, horizontal speeds. Only the ratio of the last two is
/// used: the time of a flight up and down again stays that of [`Pace::STEPS`].
const UP_AND_DOWN_MM_S: [u32; 2] = [610, 694];
/// A step's tread by Blondel's formula (1675-1683), two risers and a tread to a pace of 0.63 to
/// 0.65 m, at a riser of 0.17 m.
const TREAD_M: f64 = 0.30;
/// No tread is this narrow: a count that leaves less to each step is a slip of the pen.
const NARROWEST_TREAD_M: f64 = 0.10;

/// Present and not `no`.
pub(super) fn is_set(value: Option<&str>) -> bool {
    value.is_some_and(|value| value != "no")
}

pub(super) fn kind(tags: &WayTags<'_>) -> StreetKind {
    match tags.get(WayKey::Highway) {
        None => StreetKind::Ferry,
        Some("elevator") => StreetKind::Lift,
        Some(_) if is_set(tags.get(WayKey::Conveying)) => StreetKind::Escalator,
        Some("steps") => StreetKind::Steps,
        Some(_) => StreetKind::Level,
    }
}

/// How long it takes as far as tags tell without the length; `None` for a ride that does not say.
pub(super) fn pace(kind: StreetKind, tags: &WayTags<'_>) -> Option<Pace> {
    Some(match kind {
        StreetKind::Level => Pace::LEVEL,
        StreetKind::Steps => flight(tags.get(WayKey::Incline)),
        StreetKind::Lift => Pace::Lift { share: 1000 },
        StreetKind::Escalator => Pace::Moving { mm_s: ESCALATOR_MM_S },
        StreetKind::Ferry => {
            Pace::Carried { millis: duration::millis(tags.get(WayKey::Duration)?)? }
        }
    })
}

/// A flight of steps of which `incline` says which end is up: `up`, `down` or a signed slope.
fn flight(incline: Option<&str>) -> Pace {
    let [up, down] = UP_AND_DOWN_MM_S.map(|own| {
        let both: u32 = UP_AND_DOWN_MM_S.iter().sum();
        ((4000 * (both - own) + both / 2) / both) as u16
    });
    match incline.map(str::trim).and_then(rise) {
        Some(true) => Pace::Walked { forward: up, backward: down },
        Some(false) => Pace::Walked { forward: down, backward: up },
        None => Pace::STEPS,
    }
}

/// Whether the way rises along its line, if the tag says so.
fn rise(incline: &str) -> Option<bool> {
    match incline {
        "up" => return Some(true),
        "down" => return Some(false),
        _ => {}
    }
    let slope: f64 = incline.trim_end_matches(['%', '°']).trim_end().parse().ok()?;
    (slope.is_finite() && slope != 0.0).then_some(slope > 0.0)
}

/// Steps by `step_count`.
pub(super) fn step_count(kind: StreetKind, tags: &WayTags<'_>) -> Option<u16> {
    let count = tags.get(WayKey::StepCount).filter(|_| kind == StreetKind::Steps)?;
    count.trim().parse().ok().filter(|&count| count > 0)
}

/// The pace of a whole flight whose steps are counted: each is a tread of 0.30 m at the pace of
/// steps, and what they leave of the length is landings, walked as level ground.
///
/// A flight that is drawn shorter than its treads takes the time of its treads. A count that is
/// no count of this flight (less than 0.10 m to a step) leaves the pace as it is.
///
/// # References
///
/// Blondel, F. (1675-1683), "Cours d'architecture": two risers and a tread are one pace.
pub(crate) fn counted(pace: Pace, steps: u16, length_m: f64) -> Pace {
    let Pace::Walked { forward, backward } = pace else { return pace };
    let steps = f64::from(steps);
    if length_m < steps * NARROWEST_TREAD_M {
        return pace;
    }
    let treads = steps * TREAD_M;
    let landings = (length_m - treads).max(0.0);
    let share = |on_steps: u16| {
        let time = landings * 1000.0 + treads * f64::from(on_steps);
        (time / length_m).round() as u16
    };
    Pace::Walked { forward: share(forward), backward: share(backward) }
}

/// The pace of a piece of a line that holds `part` of its `whole` length: only a ride is shared
/// out.
pub(crate) fn of_piece(pace: Pace, part_m: f64, whole_m: f64) -> Pace {
    match pace {
        Pace::Carried { millis } if part_m < whole_m => {
            let millis = (f64::from(millis) * (part_m / whole_m)).round() as u32;
            Pace::Carried { millis }
        }
        _ => pace,
    }
}

/// In which direction; `None` if in neither.
///
/// `oneway` alone is about vehicles, on footways too ("Key:oneway:foot"), but whoever rides a
/// ferry goes its way.
pub(super) fn direction(kind: StreetKind, tags: &WayTags<'_>) -> Option<Direction> {
    let along = match tags.get(WayKey::Conveying) {
        Some("forward") => Direction::Forward,
        Some("backward") => Direction::Backward,
        _ => Direction::Both,
    };
    let oneway = match kind {
        StreetKind::Ferry => WayKey::Oneway,
        _ => WayKey::OnewayFoot,
    };
    let signed = match tags.get(oneway) {
        Some("yes" | "1" | "true") => Direction::Forward,
        Some("-1" | "reverse") => Direction::Backward,
        _ => Direction::Both,
    };
    let closed = |key| tags.get(key) == Some("no");
    let open = match (closed(WayKey::FootForward), closed(WayKey::FootBackward)) {
        (true, true) => return None,
        (true, false) => Direction::Backward,
        (false, true) => Direction::Forward,
        (false, false) => Direction::Both,
    };
    both(both(along, signed)?, open)
}

/// The direction that two rules leave open.
fn both(one: Direction, other: Direction) -> Option<Direction> {
    match (one, other) {
        (Direction::Both, only) | (only, Direction::Both) => Some(only),
        (one, other) => (one == other).then_some(one),
    }
}

/// Whether a wheelchair passes: over steps by a ramp, on nothing tagged impassable. What is tagged
/// `limited` is passed, with help.
pub(super) fn wheels(kind: StreetKind, tags: &WayTags<'_>) -> bool {
    let says = |key| tags.get(key);
    if says(WayKey::Wheelchair) == Some("no") {
        return false;
    }
    if says(WayKey::Highway) != Some("steps") {
        return true;
    }
    let ramp = match says(WayKey::RampWheelchair) {
        Some(ramp) => matches!(ramp, "yes" | "separate"),
        None => says(WayKey::Ramp) == Some("yes"),
    };
    let passable = matches!(says(WayKey::Wheelchair), Some("yes" | "designated"));
    kind == StreetKind::Steps && (ramp || passable)
}

/// Tunnels, lifts, escalators, indoor ways and rides are snapped to only as a last resort
/// (rule 5).
pub(super) fn snap_class(kind: StreetKind, tags: &WayTags<'_>) -> SnapClass {
    let rides =
        matches!(kind, StreetKind::Lift | StreetKind::Escalator | StreetKind::Ferry);
    let upstairs = tags.get(WayKey::Level).is_some_and(|level| level.trim() != "0");
    let indoors = tags.get(WayKey::Highway) == Some("corridor")
        || is_set(tags.get(WayKey::Indoor))
        || upstairs;
    if rides || indoors || is_tunnel(tags) {
        SnapClass::LastResort
    } else {
        SnapClass::Ordinary
    }
}

/// A passage through a building is open at both ends and at street level: no tunnel.
fn is_tunnel(tags: &WayTags<'_>) -> bool {
    let tunnel = tags.get(WayKey::Tunnel);
    is_set(tunnel) && tunnel != Some("building_passage")
}

pub(super) fn grade(tags: &WayTags<'_>) -> Grade {
    Grade {
        bridge: is_set(tags.get(WayKey::Bridge)),
        tunnel: is_tunnel(tags),
        // "1;2" and other slips of the pen say nothing certain: the ground.
        layer: tags
            .get(WayKey::Layer)
            .and_then(|layer| layer.trim().parse().ok())
            .unwrap_or(0),
    }
}

/// Whether a closed way of these tags is a surface that is walked across (rule 20).
pub(super) fn is_surface(kind: StreetKind, tags: &WayTags<'_>) -> bool {
    let area = tags.get(WayKey::Area);
    let square = tags.get(WayKey::Place) == Some("square") && area != Some("no");
    kind == StreetKind::Level
        && (square
            || area == Some("yes")
            || tags.get(WayKey::Kind) == Some("multipolygon"))
}

/// Whether it is a ride that was asked for: what has a timetable but no `duration` is none.
pub(super) fn is_asked_for(tags: &WayTags<'_>, asked: Asked) -> bool {
    let cable = matches!(
        tags.get(WayKey::Aerialway),
        Some("cable_car" | "gondola" | "mixed_lift" | "chair_lift")
    );
    let funicular = tags.get(WayKey::Railway) == Some("funicular");
    asked.ferries && (tags.get(WayKey::Route) == Some("ferry") || cable || funicular)
}
