//! What the oracle is told of the product's streets and walkers: plain fields, nothing worked
//! out.

use crate::oracle::street::{Access, Direction, Pace, StreetLine, Walker};
use crate::oracle::{Cost, LngLat, StreetGraph};
use walkshed::model::Profile;
use walkshed::network::Network;
use walkshed::network::lines::{
    self, Manner, SnapClass, StreetId, StreetKind, StreetLines,
};
use walkshed::units::Unit;

/// A walker as the oracle knows one.
#[must_use]
pub fn walker(profile: &Profile) -> Walker {
    Walker {
        speed_m_s: f64::from(profile.speed_mm_s) / 1000.0,
        off_street_m_s: f64::from(profile.off_street_mm_s) / 1000.0,
        steps: f64::from(profile.steps_permille) / 1000.0,
        lift_s: f64::from(profile.lift_ms) / 1000.0,
        wheels: profile.wheels,
        unsaid: profile.cycleways,
    }
}

/// What a search in this unit should find the least of.
#[must_use]
pub fn cost(unit: Unit) -> Cost {
    match unit {
        Unit::Millis => Cost::Seconds,
        Unit::Millimeters => Cost::Meters,
    }
}

/// The oracle's own graph of streets as they were read, islands under `min_component_m` left out.
#[must_use]
pub fn graph_of_lines(
    streets: &StreetLines,
    profile: &Profile,
    unit: Unit,
    min_component_m: f64,
) -> StreetGraph {
    let places = streets.positions.iter().map(|p| [p.lng(), p.lat()]).collect();
    let line = |i: usize| {
        let line = &streets.lines[i];
        StreetLine {
            last_resort: line.snap == SnapClass::LastResort,
            ..street(streets.nodes(i), line.manner)
        }
    };
    let all: Vec<StreetLine> = (0..streets.lines.len()).map(line).collect();
    StreetGraph::new(places, &all, &walker(profile), cost(unit), min_component_m)
}

/// The oracle's own graph of a network: for streets that were joined by rule 20, which the oracle
/// of cities does not do itself. A network does not say which of its streets are a last resort:
/// `is_last_resort` does, by name and course.
#[must_use]
pub fn graph_of_network(
    network: &Network,
    is_last_resort: impl Fn(&StreetId, &[LngLat]) -> bool,
    profile: &Profile,
    unit: Unit,
    min_component_m: f64,
) -> StreetGraph {
    let places: Vec<LngLat> =
        network.positions().iter().map(|p| [p.lng(), p.lat()]).collect();
    let line = |i: usize| {
        let its = network.street(i);
        let nodes = network.nodes_of(i).iter();
        let along: Vec<LngLat> = nodes.map(|&node| places[node as usize]).collect();
        StreetLine {
            last_resort: is_last_resort(&its.id, &along),
            own: matches!(its.id, StreetId::Own(_)),
            ..street(network.nodes_of(i), its.manner)
        }
    };
    let all: Vec<StreetLine> = (0..network.streets().len()).map(line).collect();
    StreetGraph::new(places, &all, &walker(profile), cost(unit), min_component_m)
}

fn street(nodes: &[u32], manner: Manner) -> StreetLine {
    StreetLine {
        pace: match manner.pace {
            lines::Pace::Walked { forward, backward } => Pace::Walked {
                forward: f64::from(forward) / 1000.0,
                backward: f64::from(backward) / 1000.0,
            },
            lines::Pace::Moving { mm_s } => Pace::Moving(f64::from(mm_s) / 1000.0),
            lines::Pace::Lift { share } => Pace::Lift(f64::from(share) / 1000.0),
            lines::Pace::Carried { millis } => Pace::Carried(f64::from(millis) / 1000.0),
        },
        steps: manner.kind == StreetKind::Steps,
        access: match manner.access {
            lines::Access::Public => Access::Public,
            lines::Access::Private => Access::Private,
            lines::Access::Unsaid => Access::Unsaid,
        },
        direction: match manner.direction {
            lines::Direction::Both => Direction::Both,
            lines::Direction::Forward => Direction::Forward,
            lines::Direction::Backward => Direction::Backward,
        },
        wheels: manner.wheels,
        ..StreetLine::level(nodes.iter().map(|&node| node as usize).collect())
    }
}
