//! Rule 19: steps, ramps, lifts, escalators and one-way footways; rules 4, 8 and 10 with them.

use super::{Scenario, check};

/// From A to B the straight way is told; the way round is 300 m of residential streets.
const STAIRS: &str = "
    A-B
    | |
    C-D";

const fn stairs(
    name: &'static str,
    told: &'static [&'static str],
    expected: &'static [&'static str],
) -> Scenario {
    Scenario { name, map: STAIRS, told, expected }
}

/// The same without a way round.
const fn alone(
    name: &'static str,
    told: &'static [&'static str],
    expected: &'static [&'static str],
) -> Scenario {
    Scenario { name, map: "A-B-C", told, expected }
}

const STEPS_TAKE_REAL_TIME: &[Scenario] = &[
    stairs(
        "steps are half as fast as level ground",
        &["A-B: highway=steps"],
        &["A -> B: 166.7 s, 100 m", "B -> A: 166.7 s, 100 m"],
    ),
    stairs(
        "up takes longer than down, by the speeds of Weidmann: 4 * 694 / 1304 of level ground",
        &["A-B: highway=steps incline=up"],
        &["A -> B: 177.4 s, 100 m", "B -> A: 155.9 s, 100 m"],
    ),
    stairs(
        "down is seen from the first node of the way",
        &["A-B: highway=steps incline=down"],
        &["A -> B: 155.9 s, 100 m", "B -> A: 177.4 s, 100 m"],
    ),
    stairs(
        "a slope says as much",
        &["A-B: highway=steps incline=-30%"],
        &["A -> B: 155.9 s, 100 m", "B -> A: 177.4 s, 100 m"],
    ),
    stairs(
        "counted steps take their treads of 0.3 m, and landings are level",
        // 30 m of treads at twice the time, 70 m of landings
        &["A-B: highway=steps step_count=100"],
        &["A -> B: 108.3 s, 100 m", "B -> A: 108.3 s, 100 m"],
    ),
    stairs(
        "counted steps have an up and a down",
        // 6 m of treads: (94 + 6 * 2.129) / 1.2 and (94 + 6 * 1.871) / 1.2
        &["A-B: highway=steps step_count=20 incline=up"],
        &["A -> B: 89.0 s", "B -> A: 87.7 s"],
    ),
    stairs(
        "a flight drawn too short takes the time of its treads",
        &["A-B: highway=steps step_count=450"],
        &["A -> B: 225.0 s, 100 m"],
    ),
    stairs(
        "a count that cannot be is none",
        &["A-B: highway=steps step_count=5000"],
        &["A -> B: 166.7 s, 100 m"],
    ),
    stairs(
        "a level way round that is quicker wins, the shorter one in meters",
        &["A-B: highway=steps", "@node C 0,75", "@node D 100,75"],
        &["A -> B: 125.0 s, 100 m", "B -> A: 125.0 s, 100 m"],
    ),
    stairs(
        "half a flight takes half its time",
        &["A-B: highway=steps incline=up"],
        &["A(20,0) -> A(70,0): 88.7 s, 50 m", "A(70,0) -> A(20,0): 78.0 s, 50 m"],
    ),
    stairs(
        "elders are slower everywhere",
        &["@profile elder", "A-B: highway=steps"],
        &["A -> B: 250.0 s, 100 m", "A -> C: 125.0 s, 100 m"],
    ),
    stairs(
        "a profile may take steps slower still",
        &[
            "@profile pram",
            "@walking [walking.profiles.pram]",
            "@walking steps = 1.5",
            "A-B: highway=steps incline=up",
            "@node C 0,-500",
        ],
        // 83.33 * 2.129 * 1.5
        &["A -> B: 266.1 s, 100 m"],
    ),
    stairs(
        "an elder may gain by going round",
        &["@profile elder", "A-B: highway=steps", "@node C 0,75", "@node D 100,75"],
        &["A -> B: 187.5 s, 100 m"],
    ),
];

#[test]
fn steps_take_real_time() {
    check(STEPS_TAKE_REAL_TIME);
}

const WHEELCHAIRS: &[Scenario] = &[
    stairs(
        "a wheelchair takes no steps",
        &["@profile wheelchair", "A-B: highway=steps"],
        &["A -> B: 375.0 s, 300 m", "B -> A: 375.0 s, 300 m"],
    ),
    stairs(
        "a ramp makes them passable",
        &["@profile wheelchair", "A-B: highway=steps ramp=yes"],
        &["A -> B: 250.0 s, 100 m"],
    ),
    stairs(
        "a ramp for wheelchairs does",
        &["@profile wheelchair", "A-B: highway=steps ramp:wheelchair=yes"],
        &["A -> B: 250.0 s, 100 m"],
    ),
    stairs(
        "a ramp for prams alone does not",
        &["@profile wheelchair", "A-B: highway=steps ramp:stroller=yes"],
        &["A -> B: 375.0 s, 300 m"],
    ),
    stairs(
        "what is tagged impassable is",
        &["@profile wheelchair", "A-B: highway=footway wheelchair=no"],
        &["A -> B: 375.0 s, 300 m"],
    ),
    stairs(
        "for everyone else it is not",
        &["A-B: highway=footway wheelchair=no"],
        &["A -> B: 83.3 s, 100 m"],
    ),
    stairs(
        "a wheelchair takes lifts",
        &["@profile wheelchair", "A-B: highway=elevator"],
        &["A -> B: 60.0 s, 100 m"],
    ),
    stairs(
        "and no escalators",
        &["@profile wheelchair", "A-B: highway=steps conveying=yes"],
        &["A -> B: 375.0 s, 300 m"],
    ),
    alone(
        "without a way round there is none",
        &["@profile wheelchair", "A-B: highway=steps"],
        &["C -> B(-40,0): 175.0 s", "B -> C: 125.0 s, 100 m"],
    ),
];

#[test]
fn wheelchairs() {
    check(WHEELCHAIRS);
}

const LIFTS_AND_ESCALATORS: &[Scenario] = &[
    Scenario {
        name: "a lift costs a fixed wait, however it is drawn",
        map: "A-B-C-D",
        told: &["B-C: highway=elevator"],
        expected: &[
            "A -> D: 226.7 s, 300 m",
            "D -> A: 226.7 s, 300 m",
            "B -> C: 60.0 s, 100 m",
        ],
    },
    Scenario {
        name: "an elder waits as long for it",
        map: "A-B-C-D",
        told: &["@profile elder", "B-C: highway=elevator"],
        expected: &["A -> D: 310.0 s, 300 m"],
    },
    Scenario {
        name: "a profile may wait longer for it",
        map: "A-B-C-D",
        told: &[
            "@profile pram",
            "@walking [walking.profiles.pram]",
            "@walking lift_wait = 90",
            "B-C: highway=elevator",
        ],
        expected: &["A -> D: 256.7 s, 300 m"],
    },
    alone(
        "a lift drawn as a node costs it from way to way",
        &["A-B", "B-C", "B: highway=elevator"],
        &["A -> C: 226.7 s, 200 m", "C -> A: 226.7 s, 200 m"],
    ),
    alone(
        "a way that goes on at a lift stays on its floor",
        &["A-B-C", "B: highway=elevator"],
        &["A -> C: 166.7 s, 200 m"],
    ),
    Scenario {
        name: "a private lift is for those who begin or end behind it",
        map: "A-B-C-D",
        told: &["B-C: highway=elevator access=private", "C-D: access=private"],
        expected: &["A -> D: 226.7 s, 300 m", "A -> C: 143.3 s, 200 m"],
    },
    Scenario {
        name: "and for nobody who passes",
        map: "A-B-C-D",
        told: &["B-C: highway=elevator access=private"],
        expected: &["A -> D: no way"],
    },
    stairs(
        "an escalator goes one way, at the speed of its belt",
        &["A-B: highway=steps conveying=forward"],
        &["A -> B: 200.0 s, 100 m", "B -> A: 250.0 s, 300 m"],
    ),
    stairs(
        "or the other",
        &["A-B: highway=steps conveying=backward"],
        &["A -> B: 250.0 s, 300 m", "B -> A: 200.0 s, 100 m"],
    ),
    stairs(
        "a reversible one goes either way",
        &["A-B: highway=steps conveying=reversible"],
        &["A -> B: 200.0 s, 100 m", "B -> A: 200.0 s, 100 m"],
    ),
    stairs(
        "an elder stands on it as long",
        &["@profile elder", "A-B: highway=footway conveying=forward"],
        &["A -> B: 200.0 s, 100 m", "B -> A: 375.0 s, 300 m"],
    ),
];

#[test]
fn lifts_and_escalators() {
    check(LIFTS_AND_ESCALATORS);
}

const ONE_WAY_FOOTWAYS: &[Scenario] = &[
    stairs(
        "oneway:foot has a direction, from people to stations",
        &["A-B: highway=footway oneway:foot=yes"],
        &["A -> B: 83.3 s, 100 m", "B -> A: 250.0 s, 300 m"],
    ),
    stairs(
        "oneway:foot=-1 has the other",
        &["A-B: highway=footway oneway:foot=-1"],
        &["A -> B: 250.0 s, 300 m", "B -> A: 83.3 s, 100 m"],
    ),
    stairs(
        "oneway:foot=no has none",
        &["A-B: highway=footway oneway=yes oneway:foot=no"],
        &["A -> B: 83.3 s, 100 m", "B -> A: 83.3 s, 100 m"],
    ),
    stairs(
        "two points on it are near one way and far the other",
        &["A-B: highway=footway oneway:foot=yes"],
        // 30 m on to B, 300 m round, 20 m from A
        &["A(20,0) -> A(70,0): 41.7 s, 50 m", "A(70,0) -> A(20,0): 291.7 s, 350 m"],
    ),
    stairs(
        "people on it leave it forward, stations on it are reached forward",
        &["A-B: highway=footway oneway:foot=yes"],
        &["A(70,0) -> A: 275.0 s, 330 m", "B -> A(20,0): 266.7 s, 320 m"],
    ),
    alone(
        "at the end of a one-way street nobody turns round",
        &["A-B: highway=footway oneway:foot=yes"],
        &["A -> C: 166.7 s, 200 m", "C -> A: no way", "A(50,0) -> A: no way"],
    ),
];

#[test]
fn one_way_footways() {
    check(ONE_WAY_FOOTWAYS);
}

const THE_NEAREST_STATION: &[Scenario] = &[
    alone(
        "rule 8: of two equally near, the first in the file is the nearest",
        &[],
        &["A -> C(0,0): 166.7 s", "A -> C: 166.7 s", "A => C(0,0)", "B => C(0,0)"],
    ),
    alone(
        "rule 8: wherever it stands in the file, the nearer one is the nearest",
        &[],
        &["A -> C: 166.7 s", "A -> B: 83.3 s", "A => B"],
    ),
    Scenario {
        name: "rule 7: a site is as near as its nearest entrance",
        map: STAIRS,
        told: &[],
        expected: &["C(30,0) -> A: 108.3 s", "C(30,0) -> D: 58.3 s", "C(30,0) => D"],
    },
    Scenario {
        name: "rule 10: inside a street, the nearest changes where two fronts meet",
        map: "A-B-C-D",
        told: &[],
        expected: &[
            "B(49,0) -> A: 124.2 s, 149 m",
            "B(51,0) -> D: 124.2 s, 149 m",
            "B(49,0) => A",
            "B(51,0) => D",
        ],
    },
    Scenario {
        name: "rule 10: and only in directions that may be walked",
        map: "A-B-C-D",
        told: &["B-C: highway=footway oneway:foot=yes"],
        expected: &["B(1,0) -> A: no way", "B(1,0) -> D: 165.8 s", "B(1,0) => D"],
    },
    Scenario {
        name: "rule 10: fronts meet later where steps slow one of them",
        map: "A-B-C-D",
        told: &["C-D: highway=steps"],
        // A at 83.3 s from B, D at 166.7 s from C: they meet at C
        expected: &[
            "C(-1,0) -> A: 165.8 s",
            "C(1,0) -> D: 165.0 s",
            "C(-1,0) => A",
            "C(1,0) => D",
        ],
    },
];

#[test]
fn the_nearest_station() {
    check(THE_NEAREST_STATION);
}
