//! Rule 20: squares crossed inside, and the user's own lines joined.

use super::{Scenario, check};

/// A square of 100 m with a street at two corners.
const SQUARE: &str = "
    S-A-B
      | |
      D-C-T";

/// A square of 200 m with a street at two corners.
const LARGE: &str = "
    S-A---B
      |   |
      |   |
      |   |
      D---C-T";

const SQUARES_ARE_CROSSED_INSIDE: &[Scenario] = &[
    Scenario {
        name: "a square is crossed from entry to entry",
        map: SQUARE,
        told: &["A-B-C-D-A: highway=pedestrian area=yes"],
        expected: &[
            "S -> T: 284.5 s, 341.4 m",
            "T -> S: 284.5 s, 341.4 m",
            // where no street enters, along the outline
            "B -> D: 166.7 s, 200 m",
            // the middle is on the line across
            "S -> A(50,-50): 142.3 s, 170.7 m",
        ],
    },
    Scenario {
        name: "a footway that is an area is one too",
        map: SQUARE,
        told: &["A-B-C-D-A: highway=footway area=yes"],
        expected: &["S -> T: 284.5 s, 341.4 m"],
    },
    Scenario {
        name: "a closed street is none",
        map: SQUARE,
        told: &["A-B-C-D-A: highway=residential"],
        expected: &["S -> T: 333.3 s, 400 m"],
    },
    Scenario {
        name: "nor is a closed pedestrian street",
        map: SQUARE,
        told: &["A-B-C-D-A: highway=pedestrian area=no"],
        expected: &["S -> T: 333.3 s, 400 m"],
    },
    Scenario {
        name: "a street may enter in the middle of a side",
        map: "
                  S
                  |
                A-M-B
                |   |
                D---C-T",
        told: &["A-M-B-C-D-A: highway=pedestrian area=yes"],
        expected: &["S -> T: 284.5 s, 341.4 m"],
    },
    Scenario {
        name: "an inner corner is walked around",
        map: "
                S-A-B
                  | |
                  | C-D
                  |   |
                  G---F-T",
        told: &["A-B-C-D-F-G-A: highway=pedestrian area=yes"],
        expected: &["S -> T: 402.4 s, 482.8 m"],
    },
    Scenario {
        name: "so are two",
        map: "
                S-A-B   E-F-T
                  | |   | |
                  | C---D |
                  |       |
                  H-------G",
        told: &["A-B-C-D-E-F-G-H-A: highway=pedestrian area=yes"],
        expected: &["S -> T: 569.0 s, 682.8 m"],
    },
    Scenario {
        name: "a private square is crossed by those who begin or end there",
        map: SQUARE,
        told: &["A-B-C-D-A: highway=pedestrian area=yes access=private"],
        expected: &["S -> T: no way", "S -> C: 201.2 s, 241.4 m"],
    },
    Scenario {
        name: "the street along a square is not an entry at each of its nodes",
        map: SQUARE,
        told: &["A-B-C-D-A: highway=pedestrian area=yes", "A-B: highway=residential"],
        expected: &["S -> T: 284.5 s, 341.4 m", "B -> D: 166.7 s, 200 m"],
    },
    Scenario {
        name: "a locked gate shuts an entry",
        map: SQUARE,
        told: &["A-B-C-D-A: highway=pedestrian area=yes", "A: barrier=gate locked=yes"],
        expected: &["S -> T: no way", "B -> T: 166.7 s, 200 m"],
    },
    Scenario {
        name: "a lift may lead into a square",
        map: SQUARE,
        told: &["A-B-C-D-A: highway=pedestrian area=yes", "A: highway=elevator"],
        // 100 m, a minute, 241.4 m
        expected: &["S -> T: 344.5 s, 341.4 m"],
    },
    Scenario {
        name: "steps along its side do not stand for a line across",
        map: "
            S-A-B-T
              | |
              D-C",
        told: &[
            "A-B: highway=steps",
            "B-C-D-A: none",
            "relation outer A-B outer B-C-D-A: highway=pedestrian",
        ],
        expected: &["S -> T: 250.0 s, 300 m"],
    },
    Scenario {
        name: "an outline that crosses itself is walked along",
        map: "
                S-A B-T
                  | |
                  D C",
        told: &["A-C-B-D-A: highway=pedestrian area=yes"],
        expected: &["S -> T: 367.9 s, 441.4 m"],
    },
];

#[test]
fn squares_are_crossed_inside() {
    check(SQUARES_ARE_CROSSED_INSIDE);
}

const SQUARES_OF_SEVERAL_RINGS: &[Scenario] = &[
    Scenario {
        name: "a fountain is walked around",
        map: LARGE,
        told: &[
            "@node H 150,150",
            "@node I 250,150",
            "@node J 250,50",
            "@node K 150,50",
            "A-B-C-D-A: none",
            "H-I-J-K-H: none",
            "relation outer A-B-C-D-A inner H-I-J-K-H: highway=pedestrian",
        ],
        expected: &["S -> T: 430.2 s, 516.2 m", "T -> S: 430.2 s, 516.2 m"],
    },
    Scenario {
        name: "an outline may be made of several ways, which say that they are walked",
        map: LARGE,
        told: &[
            "A-B-C: highway=pedestrian",
            "C-D-A: highway=pedestrian",
            "relation outer A-B-C outer C-D-A: highway=pedestrian",
        ],
        expected: &["S -> T: 402.4 s, 482.8 m"],
    },
    Scenario {
        name: "two squares of one relation meet at a corner",
        map: "
                S-A-B
                  | |
                  D-C-E
                    | |
                    G-F-T",
        told: &[
            "A-B-C-D-A: none",
            "C-E-F-G-C: none",
            "relation outer A-B-C-D-A outer C-E-F-G-C: highway=pedestrian",
        ],
        expected: &["S -> T: 402.4 s, 482.8 m"],
    },
    Scenario {
        name: "one square leads into the next",
        map: "
                S-A-B-E
                  | | |
                  D-C-F-T",
        told: &[
            "A-B-C-D-A: highway=pedestrian area=yes",
            "B-E-F-C-B: highway=pedestrian area=yes",
        ],
        // over B or C, where both meet: no line crosses two squares
        expected: &["S -> T: 367.9 s, 441.4 m"],
    },
    Scenario {
        name: "a building in a square is no square",
        map: LARGE,
        told: &["A-B-C-D-A: none", "relation outer A-B-C-D-A: building=yes"],
        expected: &["S -> T: no way"],
    },
];

#[test]
fn squares_of_several_rings() {
    check(SQUARES_OF_SEVERAL_RINGS);
}

const fn street(
    name: &'static str,
    told: &'static [&'static str],
    expected: &'static [&'static str],
) -> Scenario {
    Scenario { name, map: "A---B", told, expected }
}

const OWN_LINES_ARE_JOINED: &[Scenario] = &[
    street(
        "an end within 15 m of a street joins it, and the length counts",
        &["@own a: 100,10 100,300"],
        &[
            "A -> A(100,300): 333.3 s, 400 m",
            "A(100,300) -> B: 333.3 s, 400 m",
            "connections: 1",
        ],
    ),
    street(
        "beyond it does not",
        &["@own a: 100,15.2 100,300"],
        &["A -> A(100,300): no way", "connections: 0"],
    ),
    street(
        "what crosses a street without ending there does not join it",
        &["@own a: 100,-20 100,300"],
        &["A -> A(100,300): no way", "connections: 0"],
    ),
    street(
        "an end within 1 m of another line joins it",
        &["@own a: 100,10 100,300", "@own b: 100.9,200 300,200"],
        &["A -> A(300,200): 416.7 s, 500 m", "connections: 2"],
    ),
    street(
        "beyond it does not, unless told",
        &["@own a: 100,10 100,300", "@own b: 101.1,200 300,200"],
        &["A -> A(300,200): no way", "connections: 1"],
    ),
    street(
        "as far as told",
        &["@walking connect = 2", "@own a: 100,10 100,300", "@own b: 101.1,200 300,200"],
        &["A -> A(300,200): 416.7 s, 500 m"],
    ),
    street(
        "lines that cross connect",
        &["@own a: 100,10 100,300", "@own b: 50,200 300,200"],
        &["A -> A(300,200): 416.7 s, 500 m", "A -> A(50,200): 291.7 s", "connections: 2"],
    ),
    street(
        "unless one is a bridge",
        &["@own a: 100,10 100,300", "@own b: 50,200 300,200 bridge=yes"],
        &["A -> A(300,200): no way", "connections: 1"],
    ),
    street(
        "or a tunnel",
        // its far end is too far from a to be tied to it
        &["@own a: 100,10 100,300", "@own b: 50,200 400,200 tunnel=yes"],
        &["A -> A(400,200): no way"],
    ),
    street(
        "or of another layer",
        &["@own a: 100,10 100,300", "@own b: 50,200 300,200 layer=1"],
        &["A -> A(300,200): no way"],
    ),
    street(
        "two bridges of one layer connect",
        &[
            "@own a: 100,10 100,300 bridge=yes layer=1",
            "@own b: 50,200 300,200 bridge=yes layer=1",
        ],
        &["A -> A(300,200): 416.7 s, 500 m"],
    ),
    street(
        "small networks of one's own are used, with the streets that they join",
        &[
            "@walking min_component = 1000",
            "@own a: 100,10 100,300",
            "@own b: 400,0 500,0",
        ],
        &["A -> A(100,300): 333.3 s", "A(400,0) -> A(500,0): 83.3 s", "islands: 0"],
    ),
    street(
        "tags mean in one's own file what they mean in OpenStreetMap",
        &[
            "@own a: 100,0 100,100 highway=steps",
            "@own b: 100,100 100,300 highway=motorway",
        ],
        &["A -> A(100,100): 250.0 s, 200 m", "A -> A(100,300): 416.7 s, 400 m"],
    ),
];

#[test]
fn own_lines_are_joined() {
    check(OWN_LINES_ARE_JOINED);
}
