//! Rule 18: who may walk a way, by its tags and those of its nodes.

use super::{Scenario, check};

/// From A to C the way over B is told; the way round is 400 m of residential streets.
const BLOCK: &str = "
    A-B-C
    |   |
    D-E-F";

const OVER_B: &[&str] = &["A -> C: 166.7 s, 200 m", "C -> A: 166.7 s, 200 m"];
const ROUND: &[&str] = &["A -> C: 333.3 s, 400 m", "C -> A: 333.3 s, 400 m"];

/// The way over B is walked, or it is not.
const fn block(
    name: &'static str,
    told: &'static [&'static str],
    expected: &'static [&'static str],
) -> Scenario {
    Scenario { name, map: BLOCK, told, expected }
}

const WHAT_KIND_OF_STREET_IT_IS: &[Scenario] = &[
    block("ordinary carriageways are walked", &["A-B-C: highway=primary"], OVER_B),
    block("so are small ones", &["A-B-C: highway=service"], OVER_B),
    block("so are tracks", &["A-B-C: highway=track"], OVER_B),
    block("paths are for walkers", &["A-B-C: highway=path"], OVER_B),
    block(
        "a footway may be a crossing",
        &["A-B-C: highway=footway footway=crossing"],
        OVER_B,
    ),
    block(
        "a footway may be a sidewalk",
        &["A-B-C: highway=footway footway=sidewalk"],
        OVER_B,
    ),
    block("motorways are out", &["A-B-C: highway=motorway"], ROUND),
    block(
        "motorways are out whatever else they say",
        &["A-B-C: highway=motorway_link foot=yes"],
        ROUND,
    ),
    block("trunk roads are out", &["A-B-C: highway=trunk"], ROUND),
    block(
        "trunk roads with a sidewalk are walked",
        &["A-B-C: highway=trunk sidewalk=both"],
        OVER_B,
    ),
    block(
        "a sidewalk on one side is one",
        &["A-B-C: highway=trunk sidewalk:left=yes"],
        OVER_B,
    ),
    block(
        "a sidewalk drawn apart is not on the trunk road",
        &["A-B-C: highway=trunk sidewalk=separate"],
        ROUND,
    ),
    block(
        "trunk roads with a foot tag are walked",
        &["A-B-C: highway=trunk foot=yes"],
        OVER_B,
    ),
    block(
        "roads for motor vehicles alone are out",
        &["A-B-C: highway=primary motorroad=yes"],
        ROUND,
    ),
    block("what is being built is out", &["A-B-C: highway=construction"], ROUND),
    block("what is proposed is out", &["A-B-C: highway=proposed"], ROUND),
    block("race tracks are not for walkers", &["A-B-C: highway=raceway"], ROUND),
    block("railways are out", &["A-B-C: railway=rail"], ROUND),
    block("cable cars are out", &["A-B-C: aerialway=gondola duration=1"], ROUND),
    block("ferries are out", &["A-B-C: route=ferry foot=yes duration=1"], ROUND),
    block(
        "a ferry that is asked for takes its duration",
        &["@walking ferries = true", "A-B-C: route=ferry duration=00:02:30"],
        &["A -> C: 150.0 s, 200 m", "C -> A: 150.0 s, 200 m"],
    ),
    block(
        "railways are out even when ferries are asked for",
        &["@walking ferries = true", "A-B-C: railway=rail duration=1"],
        ROUND,
    ),
];

#[test]
fn what_kind_of_street_it_is() {
    check(WHAT_KIND_OF_STREET_IT_IS);
}

const THE_MOST_SPECIFIC_TAG_WINS: &[Scenario] = &[
    block("foot=no closes", &["A-B-C: foot=no"], ROUND),
    block("foot=no closes what access opens", &["A-B-C: access=yes foot=no"], ROUND),
    block("access=no closes", &["A-B-C: access=no"], ROUND),
    block("foot=yes opens what access closes", &["A-B-C: access=no foot=yes"], OVER_B),
    block(
        "foot=designated opens what is private",
        &["A-B-C: access=private foot=designated"],
        OVER_B,
    ),
    block(
        "foot=permissive opens what is private",
        &["A-B-C: access=private foot=permissive"],
        OVER_B,
    ),
    block(
        "what closes to vehicles alone closes to nobody on foot",
        &["A-B-C: vehicle=no motor_vehicle=private"],
        OVER_B,
    ),
    block("oneway is for vehicles", &["A-B-C: oneway=yes"], OVER_B),
    block(
        "oneway is for vehicles on footways too",
        &["A-B-C: highway=footway oneway=yes"],
        OVER_B,
    ),
    block("cycleways without a word are out", &["A-B-C: highway=cycleway"], ROUND),
    block("bridleways without a word are out", &["A-B-C: highway=bridleway"], ROUND),
    block(
        "a profile may take cycleways",
        &["@walking cycleways = true", "A-B-C: highway=cycleway"],
        OVER_B,
    ),
    block(
        "a profile may take bridleways",
        &["@walking cycleways = true", "A-B-C: highway=bridleway"],
        OVER_B,
    ),
    block(
        "a country may open cycleways",
        &["@walking country = \"GB\"", "A-B-C: highway=cycleway"],
        OVER_B,
    ),
    block(
        "in others the world-wide default holds",
        &["@walking country = \"DE\"", "A-B-C: highway=cycleway"],
        ROUND,
    ),
    block(
        "a project may say otherwise than its country",
        &[
            "@walking country = \"GB\"",
            "@walking cycleways = false",
            "A-B-C: highway=cycleway",
        ],
        ROUND,
    ),
    block("a foot tag opens cycleways", &["A-B-C: highway=cycleway foot=yes"], OVER_B),
    block(
        "a foot tag opens bridleways",
        &["A-B-C: highway=bridleway foot=designated"],
        OVER_B,
    ),
    block(
        "a foot tag closes cycleways to all",
        &["@walking cycleways = true", "A-B-C: highway=cycleway foot=no"],
        ROUND,
    ),
];

#[test]
fn the_most_specific_tag_wins() {
    check(THE_MOST_SPECIFIC_TAG_WINS);
}

const BARRIERS_ON_NODES: &[Scenario] = &[
    block("gates are passed", &["A-B-C", "B: barrier=gate"], OVER_B),
    block("bollards are passed", &["A-B-C", "B: barrier=bollard"], OVER_B),
    block("cycle barriers are passed", &["A-B-C", "B: barrier=cycle_barrier"], OVER_B),
    block("lift gates are passed", &["A-B-C", "B: barrier=lift_gate"], OVER_B),
    block("between two ways as well", &["A-B", "B-C", "B: barrier=gate"], OVER_B),
    block(
        "what stops cyclists stops nobody on foot",
        &["A-B-C", "B: barrier=gate bicycle=no motor_vehicle=no"],
        OVER_B,
    ),
    block(
        "locked gates are not passed",
        &["A-B-C", "B: barrier=gate locked=yes"],
        &[
            "A -> C: 333.3 s, 400 m",
            // 50 m to C, and back round the block
            "B(50,0) -> A: 375.0 s, 450 m",
            "B(-50,0) -> A: 41.7 s, 50 m",
            "B(-50,0) -> B(50,0): 416.7 s, 500 m",
        ],
    ),
    block("nor between two ways", &["A-B", "B-C", "B: barrier=gate locked=yes"], ROUND),
    block(
        "gates closed on foot are not passed",
        &["A-B-C", "B: barrier=gate foot=no"],
        ROUND,
    ),
    block(
        "gates closed to all are not passed",
        &["A-B-C", "B: barrier=gate access=no"],
        ROUND,
    ),
    block(
        "gates closed to all but walkers are",
        &["A-B-C", "B: barrier=gate access=no foot=yes"],
        OVER_B,
    ),
    block(
        "nobody walks through a private gate from street to street",
        &["A-B-C", "B: barrier=gate access=private"],
        &["A -> C: 333.3 s, 400 m", "B(-50,0) -> B(50,0): 416.7 s, 500 m"],
    ),
    block(
        "a private gate that lets walkers through is open",
        &["A-B-C", "B: barrier=gate access=private foot=yes"],
        OVER_B,
    ),
    block(
        "those who live behind a private gate walk through it",
        &["A-B", "B-C: access=private", "B: barrier=gate access=private"],
        &["B(50,0) -> A: 125.0 s, 150 m", "A -> B(50,0): 125.0 s, 150 m"],
    ),
    block(
        "and those behind a locked one go the other way",
        &["A-B", "B-C: access=private", "B: barrier=gate locked=yes"],
        &["B(50,0) -> A: 375.0 s, 450 m"],
    ),
    Scenario {
        name: "a closed gate on a crossing closes it for all its streets",
        map: "
                A-B-C
                | | |
                D-E-F",
        told: &["B: barrier=gate locked=yes"],
        expected: &["A -> C: 333.3 s, 400 m", "E(0,50) -> A: 208.3 s, 250 m"],
    },
];

#[test]
fn barriers_on_nodes() {
    check(BARRIERS_ON_NODES);
}
