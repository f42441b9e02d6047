//! Rule 18: private ways as the first or last part of a walk, never its middle.

use super::{Scenario, check};

const ROW: &str = "A-B-C-D-E";

const fn row(
    name: &'static str,
    told: &'static [&'static str],
    expected: &'static [&'static str],
) -> Scenario {
    Scenario { name, map: ROW, told, expected }
}

/// B and C are joined by a private way, and round the block.
const SHORTCUT: &str = "
    A-B-C-D
      | |
      E-F";

const PRIVATE_WAYS_ARE_FIRST_OR_LAST: &[Scenario] = &[
    row(
        "a walk may begin on a private way, and end on one",
        &["A-B: access=private"],
        &[
            "A -> C: 166.7 s, 200 m",
            "C -> A: 166.7 s, 200 m",
            "A(30,0) -> C: 141.7 s, 170 m",
        ],
    ),
    row(
        "both its ends may be private",
        &["A-B: access=private", "C-D: access=private"],
        &["A -> D: 250.0 s, 300 m", "A(50,0) -> D(-50,0): 166.7 s, 200 m"],
    ),
    row(
        "its middle may not",
        &["B-C: access=private"],
        &[
            "A -> D: no way",
            "D -> A: no way",
            "A -> C: 166.7 s, 200 m",
            "B -> D: 166.7 s, 200 m",
            "A -> B(50,0): 125.0 s, 150 m",
        ],
    ),
    row(
        "all of it may be",
        &["A-B: access=private", "B-C: access=private"],
        &["A -> C: 166.7 s, 200 m", "A(20,0) -> A(70,0): 41.7 s, 50 m"],
    ),
    row(
        "private, public, private, public is one turn too many",
        &["A-B: access=private", "C-D: access=private"],
        &[
            "A -> E: no way",
            "B -> E: no way",
            "C -> E: 166.7 s, 200 m",
            "E -> C: 166.7 s, 200 m",
        ],
    ),
    row(
        "two private ways in a row are one private part",
        &["C-D: access=private", "D-E: foot=private"],
        &["A -> E: 333.3 s, 400 m", "E -> A: 333.3 s, 400 m"],
    ),
    row(
        "foot=private is private",
        &["B-C: foot=private"],
        &["A -> D: no way", "A -> C: 166.7 s, 200 m"],
    ),
    row(
        "foot=private is private even where access is not",
        &["B-C: access=yes foot=private"],
        &["A -> D: no way"],
    ),
    row(
        "foot=yes makes a private way public",
        &["B-C: access=private foot=yes"],
        &["A -> D: 250.0 s, 300 m"],
    ),
    row(
        "private steps are steps",
        &["A-B: highway=steps access=private"],
        &["A -> C: 250.0 s, 200 m"],
    ),
];

#[test]
fn private_ways_are_first_or_last() {
    check(PRIVATE_WAYS_ARE_FIRST_OR_LAST);
}

const SHORTCUTS_OVER_PRIVATE_WAYS: &[Scenario] = &[
    Scenario {
        name: "a private shortcut through the middle is not taken",
        map: SHORTCUT,
        told: &["B-C: access=private"],
        expected: &[
            "A -> D: 416.7 s, 500 m",
            "D -> A: 416.7 s, 500 m",
            "A -> C: 166.7 s, 200 m",
            "B -> D: 166.7 s, 200 m",
            "B -> C: 83.3 s, 100 m",
        ],
    },
    Scenario {
        name: "people on a shortcut leave it on either side",
        map: SHORTCUT,
        told: &["B-C: access=private"],
        expected: &["B(30,0) -> A: 108.3 s, 130 m", "B(30,0) -> D: 141.7 s, 170 m"],
    },
    Scenario {
        name: "a later public arrival goes on where an earlier private one may not",
        map: "
                A-B-C-D
                  | | |
                  E-F G",
        told: &["B-C: access=private", "D-G: access=private"],
        // C is reached after 200 m over the private way, and after 400 m round it
        expected: &[
            "A -> C: 166.7 s, 200 m",
            "A -> D: 416.7 s, 500 m",
            "A -> G: 500.0 s, 600 m",
        ],
    },
    Scenario {
        name: "an earlier private arrival goes on over private ways alone",
        map: "
                A-B-C-D
                  | |
                  E-F",
        told: &["B-C: access=private", "C-D: access=private"],
        expected: &[
            "A -> D: 250.0 s, 300 m",
            "D -> A: 250.0 s, 300 m",
            "E -> D: 250.0 s, 300 m",
        ],
    },
    Scenario {
        name: "the nearest station is so on the ways that may be walked",
        map: SHORTCUT,
        told: &["B-C: access=private"],
        expected: &[
            "A -> D(-70,0): 358.3 s, 430 m",
            "A -> E(50,0): 208.3 s, 250 m",
            "A => E(50,0)",
        ],
    },
    Scenario {
        name: "a private way along a public one is nobody's shortcut",
        map: "
                A-B-C
                | | |
                D-E-F",
        told: &["A-B-C: access=private", "@node E 100,-50"],
        // from D to F over the private way would be 400 m; below it are 223.6 m
        expected: &["D -> F: 186.3 s, 223.6 m", "B -> D: 166.7 s, 200 m"],
    },
];

#[test]
fn shortcuts_over_private_ways() {
    check(SHORTCUTS_OVER_PRIVATE_WAYS);
}
