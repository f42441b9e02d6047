//! The tag decision on tags thrown at random: what mappers write, misspell and make up.

use super::{Asked, Decision, Reason, WayTags, walkable};
use crate::campaign::{Dice, effort};
use walkshed::network::lines::{Access, Direction, Pace};

const KEYS: &[&str] = &[
    "highway",
    "foot",
    "access",
    "motorroad",
    "sidewalk",
    "sidewalk:both",
    "tunnel",
    "bridge",
    "layer",
    "indoor",
    "conveying",
    "route",
    "railway",
    "aerialway",
    "oneway",
    "oneway:foot",
    "foot:forward",
    "foot:backward",
    "step_count",
    "incline",
    "ramp",
    "ramp:wheelchair",
    "wheelchair",
    "area",
    "duration",
    "name",
    "ref",
    "foot:conditional",
    "segregated",
    "place",
];

const VALUES: &[&str] = &[
    "",
    "yes",
    "no",
    "private",
    "designated",
    "permissive",
    "use_sidepath",
    "customers",
    "destination",
    "delivery",
    "-1",
    "1",
    "12",
    "0",
    "-3",
    "999999999999",
    "1e308",
    "NaN",
    "up",
    "down",
    "10%",
    "-10%",
    "10°",
    "forward",
    "backward",
    "reversible",
    "both",
    "separate",
    "footway",
    "steps",
    "cycleway",
    "bridleway",
    "path",
    "pedestrian",
    "residential",
    "trunk",
    "motorway",
    "motorway_link",
    "elevator",
    "corridor",
    "construction",
    "proposed",
    "ferry",
    "rail",
    "gondola",
    "building_passage",
    "00:20",
    "1:30:00",
    "PT1H30M",
    "20 min",
    "::",
    "PT",
    "yes;no",
    "步行",
    "\u{0}",
    "no ",
    " yes",
];

#[test]
fn whatever_is_tagged_is_decided_alike_in_any_order() {
    let mut walked = 0_u64;
    for case in 0..10_000 * effort() {
        let mut dice = Dice(case);
        let mut tags: Vec<(&str, &str)> = Vec::new();
        for key in KEYS {
            if dice.roll(6) == 0 {
                tags.push((*key, VALUES[dice.roll(VALUES.len())]));
            }
        }
        let asked = Asked { ferries: dice.roll(2) == 0 };
        let decision = walkable(&tags.iter().copied().collect::<WayTags<'_>>(), asked);
        tags.reverse();
        let again = walkable(&tags.iter().copied().collect::<WayTags<'_>>(), asked);
        assert_eq!(decision, again, "case {case}: {tags:?}");
        let said = |key: &str| tags.iter().find(|tag| tag.0 == key).map(|tag| tag.1);
        match decision {
            Decision::Refuse(reason) => assert!(Reason::ALL.contains(&reason)),
            Decision::Walk(walk) => {
                walked += 1;
                let manner = walk.manner;
                assert!(said("foot") != Some("no"), "case {case}: {tags:?}");
                let permitted = matches!(said("foot"), Some("yes" | "designated"));
                assert!(!permitted || manner.access == Access::Public, "case {case}");
                if let Pace::Walked { forward, backward } = manner.pace {
                    assert!(forward > 0 && backward > 0, "case {case}: {tags:?}");
                }
                let both = manner.direction == Direction::Both;
                let directed = KEYS[14..21].iter().any(|key| said(key).is_some())
                    || said("conveying").is_some();
                assert!(both || directed, "case {case}: {tags:?}");
            }
        }
    }
    assert!(walked > 0, "nothing was walked");
}
