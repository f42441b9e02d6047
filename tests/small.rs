//! Small random districts for property tests; [`plain`](crate::plain) judges their walks.
//!
//! A district is a lattice of bent streets about 150 m apart, some missing, some of them steps,
//! private, one-way, lifts or faster one way than the other, with stations and blocks strewn
//! over it.

use walkshed::LngLat;
use walkshed::geodesy::Plane;
use walkshed::model::{Demand, DemandPoint, District, Grid, Grids, Station, Weight};
use walkshed::network::NetworkBuilder;
use walkshed::network::lines::{
    Access, Direction, Grade, Manner, NO_NAME, Pace, SnapClass, StreetId, StreetKind,
    StreetLine, StreetLines,
};

/// A source of numbers that a property test can shrink: a list it was given, over and over.
#[derive(Clone, Debug)]
pub struct Dice {
    state: u64,
}

impl Dice {
    /// Dice that fall the same way for the same seed (splitmix64, Steele et al. 2014).
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self { state: seed }
    }

    /// A number below `sides`.
    pub fn roll(&mut self, sides: u64) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % sides
    }

    /// A number from 0 to 1.
    pub fn share(&mut self) -> f64 {
        self.roll(1 << 40) as f64 / (1_u64 << 40) as f64
    }
}

/// Distance between the lattice lines, in meters.
const SPACING_M: f64 = 150.0;

/// A random district of `size` x `size` crossings.
#[derive(Clone, Debug)]
pub struct SmallTown {
    /// Streets, each two crossings long.
    pub streets: StreetLines,
    /// Stations of levels 1 to 3.
    pub stations: Vec<Station>,
    /// Blocks with two groups.
    pub demand: Demand,
    /// Two halves of the town inside one whole.
    pub grids: Vec<Grid>,
}

impl SmallTown {
    /// Throws a town.
    #[must_use]
    pub fn new(seed: u64, size: u32, stations: u32, blocks: u32) -> Self {
        let mut dice = Dice::new(seed);
        let span = f64::from(size - 1) * SPACING_M;
        let streets = streets(&mut dice, size);
        let place = |dice: &mut Dice| {
            at(
                dice.share() * (span + 200.0) - 100.0,
                dice.share() * (span + 200.0) - 100.0,
            )
        };
        let stations =
            (0..stations).map(|i| station(i, place(&mut dice), &mut dice)).collect();
        let mut demand = Demand::new(vec!["population".into(), "elderly".into()]);
        for i in 0..blocks {
            let position = place(&mut dice);
            let point = DemandPoint::new(format!("B{i}"), position);
            let people = dice.roll(500) as u32;
            demand.push(point, &[Weight::whole(people), Weight::whole(people / 5)]);
        }
        Self { streets, stations, demand, grids: halves(span) }
    }

    /// The district of this town, streets joined at shared crossings only.
    #[must_use]
    pub fn district(&self) -> District {
        let mut builder = NetworkBuilder::new().with_min_component(0.0);
        builder.add_osm(self.streets.clone());
        District {
            stations: self.stations.clone(),
            demand: self.demand.clone(),
            grids: Grids::new(self.grids.clone()),
            network: Some(builder.build()),
            levels: 3,
            ..District::default()
        }
    }
}

/// A place by meters east and north of the town's corner, near Fengqing.
#[must_use]
pub fn at(x: f64, y: f64) -> LngLat {
    let plane = Plane::at(24.57);
    LngLat::new(99.92 + x / plane.x, 24.57 + y / plane.y).expect("near Fengqing")
}

fn station(i: u32, position: LngLat, dice: &mut Dice) -> Station {
    let station = Station::new(format!("S{i}"), 1 + dice.roll(3) as u8, position);
    let site = (dice.roll(4) == 0).then(|| "shared hall".to_owned());
    Station { name: format!("站{i}"), site, ..station }
}

fn streets(dice: &mut Dice, size: u32) -> StreetLines {
    let mut streets = StreetLines::default();
    for y in 0..size {
        for x in 0..size {
            let mut jitter = || (dice.share() - 0.5) * 40.0;
            let place = at(
                f64::from(x) * SPACING_M + jitter(),
                f64::from(y) * SPACING_M + jitter(),
            );
            streets.positions.push(place);
        }
    }
    for node in 0..size * size {
        let (x, y) = (node % size, node / size);
        for (there, next) in [(x + 1 < size, node + 1), (y + 1 < size, node + size)] {
            if there && dice.roll(5) > 0 {
                streets.lines.push(StreetLine {
                    id: StreetId::Way(i64::from(node) * 2 + i64::from(next == node + 1)),
                    first: streets.vertices.len() as u32,
                    name: NO_NAME,
                    manner: manner(dice),
                    snap: SnapClass::Ordinary,
                    grade: Grade::default(),
                });
                streets.vertices.push(node);
                bend(&mut streets, dice, node, next);
                streets.vertices.push(next);
            }
        }
    }
    streets
}

/// Up to three bends between two crossings.
fn bend(streets: &mut StreetLines, dice: &mut Dice, from: u32, to: u32) {
    let bends = dice.roll(4) as u32;
    let [a, b] = [from, to].map(|node| streets.positions[node as usize]);
    for i in 1..=bends {
        let share = f64::from(i) / f64::from(bends + 1);
        let mut mix = |a: f64, b: f64| a + share * (b - a) + (dice.share() - 0.5) * 2e-4;
        let place = LngLat::new(mix(a.lng(), b.lng()), mix(a.lat(), b.lat()));
        streets.vertices.push(streets.positions.len() as u32);
        streets.positions.push(place.expect("between two crossings"));
    }
}

/// Mostly a level street, sometimes anything else that a street can be.
fn manner(dice: &mut Dice) -> Manner {
    let level = Manner::LEVEL;
    match dice.roll(24) {
        0..=3 => Manner::STEPS,
        4 | 5 => Manner { access: Access::Private, ..level },
        6 => Manner { direction: Direction::Forward, ..level },
        7 => Manner { direction: Direction::Backward, ..level },
        8 => Manner {
            pace: Pace::Walked { forward: 2200, backward: 1930 },
            ..Manner::STEPS
        },
        9 => Manner { kind: StreetKind::Lift, pace: Pace::Lift { share: 1000 }, ..level },
        10 => Manner {
            kind: StreetKind::Escalator,
            pace: Pace::Moving { mm_s: 500 },
            direction: Direction::Forward,
            wheels: false,
            ..level
        },
        11 => Manner { access: Access::Unsaid, ..level },
        _ => level,
    }
}

/// Takes a line out of streets, its vertices with it.
pub fn remove_line(streets: &mut StreetLines, line: usize) {
    let range = streets.range(line);
    streets.lines.remove(line);
    for later in &mut streets.lines[line..] {
        later.first -= range.len() as u32;
    }
    streets.vertices.drain(range);
}

fn halves(span: f64) -> Vec<Grid> {
    let rectangle = |from: f64, to: f64| {
        let corner = |x, y| geo::Coord::from(at(x, y));
        let rect = geo::Rect::new(corner(from, -50.0), corner(to, span + 50.0));
        geo::MultiPolygon(vec![rect.to_polygon()])
    };
    let grid = |id: &str, level, parent: Option<&str>, shape| Grid {
        id: id.into(),
        name: id.into(),
        level,
        parent: parent.map(Into::into),
        shape,
    };
    vec![
        grid("town", 1, None, rectangle(-50.0, span + 50.0)),
        grid("west", 2, Some("town"), rectangle(-50.0, span / 2.0)),
        grid("east", 2, Some("town"), rectangle(span / 2.0, span + 50.0)),
    ]
}
