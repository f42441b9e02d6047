//! Rules 5, 6 and 13: how places are tied to the streets, islands, and what cannot be known.

use super::{Scenario, check};

/// Two streets 100 m apart, 200 m long.
const PAIR: &str = "
    A---B
    |   |
    C---D";

const fn pair(
    name: &'static str,
    told: &'static [&'static str],
    expected: &'static [&'static str],
) -> Scenario {
    Scenario { name, map: PAIR, told, expected }
}

const THE_NEAREST_STREET: &[Scenario] = &[
    pair(
        "a walk has a leg at both ends, at walking speed",
        &[],
        &["A(50,30) -> A(150,-12): 118.3 s, 142 m"],
    ),
    pair(
        "elders are slow off the streets too",
        &["@profile elder"],
        &["A(50,30) -> A(150,-12): 177.5 s, 142 m"],
    ),
    pair(
        "a profile may be slower off the streets",
        &[
            "@profile pram",
            "@walking [walking.profiles.pram]",
            "@walking off_street_speed = 0.6",
        ],
        // 100 m at 1.2 m/s and 42 m at 0.6 m/s
        &["A(50,30) -> A(150,-12): 153.3 s, 142 m"],
    ),
    pair(
        "the nearest street counts, wherever the station is",
        &[],
        &["A(100,-40) -> A(70,0): 58.3 s, 70 m", "A(100,-60) -> A(70,0): 258.3 s, 310 m"],
    ),
    pair(
        "two places on one street walk straight along it",
        &[],
        &["A(20,0) -> A(170,0): 125.0 s, 150 m", "A(170,0) -> A(20,0): 125.0 s, 150 m"],
    ),
    pair("over a bend as well", &["A-B-D"], &["A(150,0) -> B(0,-50): 83.3 s, 100 m"]),
    pair(
        "beyond the end of a street its end is near",
        &[],
        &["A(-30,40) -> A(50,0): 83.3 s, 100 m"],
    ),
    pair(
        "a foot on a vertex is the vertex: nobody walks along the steps beside it",
        &["A-C: highway=steps"],
        &["A(-40,30) -> B: 208.3 s, 250 m"],
    ),
    pair(
        "no walk leads through a leg",
        &[],
        // the leg from above A to the middle of A-B is no way down
        &["A(0,90) -> A(100,30): 183.3 s, 220 m"],
    ),
    Scenario {
        name: "of two streets at one place, the first in the file counts",
        map: "A-B-C",
        told: &["A-B: highway=steps", "A-B: highway=footway"],
        expected: &["A(50,0) -> C: 166.7 s, 150 m"],
    },
    Scenario {
        name: "and is the other one if it comes first",
        map: "A-B-C",
        told: &["A-B: highway=footway", "A-B: highway=steps"],
        expected: &["A(50,0) -> C: 125.0 s, 150 m"],
    },
    pair(
        "streets that nobody walks are not tied to",
        &["A-B: highway=motorway"],
        &["A(100,-10) -> C(100,0): 75.0 s, 90 m"],
    ),
    pair(
        "a wheelchair is not tied to steps",
        &["@profile wheelchair", "A-B: highway=steps"],
        &["A(100,-10) -> C(100,0): 112.5 s, 90 m"],
    ),
];

#[test]
fn the_nearest_street() {
    check(THE_NEAREST_STREET);
}

const BARRIERS_AND_LIMITS: &[Scenario] = &[
    pair(
        "a leg crosses no barrier",
        &["@wall -20,90 220,90"],
        &["A(100,-40) -> A(70,0): 275.0 s, 330 m"],
    ),
    pair("a street does", &["@wall -20,90 220,90"], &["A -> C: 83.3 s, 100 m"]),
    pair(
        "who is walled in reaches nothing",
        &["@wall 90,60 110,60 110,40 90,40 90,60"],
        &["C(100,50) -> A: no way", "C(80,55) -> A: 104.2 s"],
    ),
    pair(
        "a station serves within 250 m of a street",
        &[],
        &["A(50,0) -> A(50,249): 207.5 s, 249 m"],
    ),
    pair("and nobody beyond", &[], &["A(50,0) -> A(50,251): no way"]),
    pair(
        "people come from as far as it takes",
        &[],
        &["A(50,600) -> A(50,0): 500.0 s, 600 m"],
    ),
    pair(
        "the limit of stations is a setting",
        &["@walking max_snap = 50"],
        &["A(50,49) -> A(50,49): 81.7 s", "A(50,0) -> A(50,51): no way"],
    ),
];

#[test]
fn barriers_and_limits() {
    check(BARRIERS_AND_LIMITS);
}

const STREETS_OF_LAST_RESORT: &[Scenario] = &[
    pair(
        "tunnels are left aside while another street is in reach",
        &["A-B: tunnel=yes"],
        &["A(100,-10) -> C(100,0): 75.0 s, 90 m", "A -> B: 166.7 s, 200 m"],
    ),
    pair(
        "and tied to if none is",
        &["@walking max_snap = 50", "A-B: tunnel=yes"],
        &["A(100,-10) -> C(100,0): 258.3 s, 310 m"],
    ),
    pair(
        "a passage through a building is no tunnel",
        &["A-B: tunnel=building_passage"],
        &["A(100,-10) -> C(100,0): 258.3 s, 310 m"],
    ),
    pair(
        "indoor ways are left aside",
        &["A-B: highway=footway indoor=yes"],
        &["A(100,-10) -> C(100,0): 75.0 s, 90 m", "A -> B: 166.7 s, 200 m"],
    ),
    pair(
        "corridors are indoor ways",
        &["A-B: highway=corridor"],
        &["A(100,-10) -> C(100,0): 75.0 s, 90 m", "A -> B: 166.7 s, 200 m"],
    ),
    pair(
        "lifts are left aside",
        &["A-B: highway=elevator"],
        &["A(100,-10) -> C(100,0): 75.0 s, 90 m", "A -> B: 60.0 s, 200 m"],
    ),
    pair(
        "escalators are left aside",
        &["A-B: highway=steps conveying=yes"],
        &["A(100,-10) -> C(100,0): 75.0 s, 90 m"],
    ),
    pair(
        "bridges are not",
        &["A-B: bridge=yes layer=1"],
        &["A(100,-10) -> C(100,0): 258.3 s, 310 m"],
    ),
];

#[test]
fn streets_of_last_resort() {
    check(STREETS_OF_LAST_RESORT);
}

/// A street of 1,050 m, and a short one 100 m south of it.
const LONG: &str = "
    A--------------------B

    C-D";

const ISLANDS: &[Scenario] = &[
    Scenario {
        name: "people are not tied to small islands, which are counted",
        map: LONG,
        told: &["@walking min_component = 1000"],
        expected: &["C(50,0) -> A(50,0): 83.3 s, 100 m", "islands: 1"],
    },
    Scenario {
        name: "how small is a setting",
        map: LONG,
        told: &["@walking min_component = 99"],
        expected: &["C(50,0) -> A(50,0): no way", "C -> D: 83.3 s, 100 m", "islands: 0"],
    },
    Scenario {
        name: "what a walker cannot reach is an island for that walker",
        map: "
                A--------------------B
                |
                C-D",
        told: &[
            "@walking min_component = 1000",
            "@profile wheelchair",
            "A-C: highway=steps",
        ],
        expected: &["C(50,0) -> A: 187.5 s, 150 m", "islands: 1"],
    },
    Scenario {
        name: "and none for another",
        map: "
                A--------------------B
                |
                C-D",
        told: &["@walking min_component = 1000", "A-C: highway=steps"],
        expected: &["C(50,0) -> A: 208.3 s, 150 m", "islands: 0"],
    },
    Scenario {
        name: "one-way streets tie a component together",
        map: "
                A--------------------B
                |
                C-D",
        told: &["@walking min_component = 1000", "A-C: oneway:foot=yes"],
        expected: &["C(50,0) -> A: no way", "A -> D: 166.7 s, 200 m", "islands: 0"],
    },
];

#[test]
fn islands() {
    check(ISLANDS);
}

const WHAT_CANNOT_BE_KNOWN: &[Scenario] = &[
    Scenario {
        name: "people with nothing but an island in reach are unknown",
        map: "
                A--------------------B

                C-D",
        told: &["@walking min_component = 1000", "@node C 0,-2000", "@node D 100,-2000"],
        expected: &[
            "A -> B: 875.0 s, 1050 m",
            "C(50,10) is Unknown(Island)",
            "A(0,3000) is Uncovered(NoStreet)",
        ],
    },
    Scenario {
        name: "beyond the extent, and near its edge, nothing is known",
        map: LONG,
        told: &["@walking budget = \"100m\"", "@extent -500,-500 1500,500"],
        expected: &[
            "A(90,0) -> A: 75.0 s, 90 m",
            "A(90,0) is Covered",
            "A(500,0) is Uncovered(Far)",
            "A(1450,0) is Unknown(NearEdge)",
            "A(0,450) is Unknown(OutsideExtent)",
            "A(0,260) is Uncovered(NoStreet)",
        ],
    },
];

#[test]
fn what_cannot_be_known() {
    check(WHAT_CANNOT_BE_KNOWN);
}
