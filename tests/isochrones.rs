//! Areas of random places, judged from outside: by GEOS, by geo's own validation, and by the
//! streets that are reached.

#[path = "isochrones/geos.rs"]
mod geos;
#[path = "isochrones/town.rs"]
mod town;

use geo::{Area as _, Intersects, MultiPolygon, Point, Validation};
use geos::Geos;
use std::error::Error;
use std::f64::consts::TAU;
use std::fs;
use town::{Drawer, Town};
use walkshed::LngLat;
use walkshed::geodesy::{Plane, piece_m};
use walkshed::network::isochrone::{Area, Bands, NoArea, Origin, Reached, Sharing};
use walkshed::network::{Heading, Snap};
use walkshed::units::Unit;
use walkshed_io::layers::isochrones::{Named, area as feature};
use walkshed_io::write::geojson::{self, Header};
use walkshed_tests::small::Dice;
use walkshed_tests::{data_dir, effort};

type Outcome = Result<(), Box<dyn Error>>;

/// Places of a town at the usual effort; a hundred times as many are a thousand.
const PLACES: usize = 10;
/// Places whose areas share the ground.
const TOGETHER: usize = 5;
const LIMITS: [u32; 3] = [3 * 60_000, 7 * 60_000, 15 * 60_000];
/// Around a place, all corners of its cell of the lattice: its diagonal, and some more.
const CELL_M: f64 = 15.0;
/// Places farther from each other than this have no corner of a cell in common.
const APART_M: f64 = 30.0;
/// Parts of streets that are looked at in each area.
const PARTS: usize = 60;

const SHARINGS: [(Sharing, &str); 3] = [
    (Sharing::Overlapping, "overlapping"),
    (Sharing::Merged, "merged"),
    (Sharing::ByNearest, "nearest"),
];
const BANDS: [(Bands, &str); 2] = [(Bands::Full, "full"), (Bands::Rings, "rings")];

#[test]
fn areas_of_the_reference_town_are_sound() -> Outcome {
    check("fengqing", &Town::fengqing()?)
}

#[test]
#[expect(clippy::print_stderr, reason = "a test that skips says so")]
fn areas_of_porto_are_sound() -> Outcome {
    let Some(data) = data_dir() else {
        eprintln!("SKIPPED areas of Porto: no data folder ($WALKSHED_DATA)");
        return Ok(());
    };
    check("porto", &Town::extract(&data.join("osm").join("porto_portugal.osm.pbf"))?)
}

/// What was looked at.
#[derive(Clone, Copy, Debug, Default)]
struct Seen {
    areas: usize,
    without: usize,
    by_geos: usize,
    parts: usize,
}

#[expect(clippy::print_stderr, reason = "a test that judges so many says how many")]
fn check(name: &str, town: &Town) -> Outcome {
    let mut dice = Dice::new(2026);
    let places: Vec<LngLat> =
        (0..PLACES * effort().max(1) as usize).map(|_| town.place(&mut dice)).collect();
    let mut seen = Seen::default();
    let mut judge = Judge { geos: Geos::start()?, folder: tempfile::tempdir()? };
    for heading in [Heading::ToSeeds, Heading::FromSeeds] {
        let one = Drawer::new(town, heading, 1)?;
        let four = Drawer::new(town, heading, 4)?;
        for places in places.chunks(TOGETHER) {
            let origins: Vec<Origin> =
                places.iter().map(|&at| one.canvas.origin(at)).collect();
            let at: Vec<String> = places.iter().map(LngLat::to_string).collect();
            let case = format!("{name}, {heading:?}, {}", at.join(" "));
            judge
                .judge([&one, &four], &origins, &mut seen)
                .map_err(|error| format!("{case}: {error}"))?;
            seen.parts += check_streets(&one, &origins, &case);
        }
    }
    eprintln!("{name}, {} places: {seen:?}", places.len());
    if let Some(geos) = judge.geos {
        assert_eq!(seen.by_geos, seen.areas, "GEOS judged every area");
        geos.end()?;
    }
    assert!(seen.areas > 20 * places.len(), "{seen:?}");
    assert!(seen.parts > 2 * places.len(), "{seen:?}");
    Ok(())
}

/// Who judges what is written.
struct Judge {
    geos: Option<Geos>,
    folder: tempfile::TempDir,
}

impl Judge {
    /// Draws the areas of some places in every way, on one thread and on four.
    fn judge(
        &mut self,
        [one, four]: [&Drawer; 2],
        origins: &[Origin],
        seen: &mut Seen,
    ) -> Outcome {
        for (sharing, shared) in SHARINGS {
            let mut whole = Vec::new();
            for (bands, banded) in BANDS {
                let areas = one.draw(origins, &LIMITS, sharing, bands);
                let again = four.draw(origins, &LIMITS, sharing, bands);
                let header =
                    Header::new("areas").with("sharing", shared).with("bands", banded);
                let text = written(&header, &areas)?;
                assert!(
                    text == written(&header, &again)?,
                    "on four threads: other bytes"
                );
                seen.areas += areas.iter().filter(|area| area.shape.is_ok()).count();
                seen.without += areas.iter().filter(|area| area.shape.is_err()).count();
                seen.by_geos += self.by_geos(&text)?;
                areas.iter().try_for_each(check_valid)?;
                match bands {
                    Bands::Full => {
                        check_places(&areas, origins, sharing);
                        whole = areas;
                    }
                    Bands::Rings => check_rings(&areas, &whole),
                }
            }
        }
        Ok(())
    }

    fn by_geos(&mut self, text: &[u8]) -> Result<usize, Box<dyn Error>> {
        let Some(geos) = &mut self.geos else { return Ok(0) };
        let file = self.folder.path().join("areas.geojson");
        fs::write(&file, text)?;
        geos.judge(&file)
    }
}

/// The areas as they are written; a place is called by its number.
fn written(header: &Header, areas: &[Area]) -> Result<Vec<u8>, Box<dyn Error>> {
    let named = |n: usize| Named { id: n.to_string(), ..Named::default() };
    let places: Vec<Named> = (0..TOGETHER).map(named).collect();
    let features = areas.iter().map(|area| feature(area.clone(), Unit::Millis, &places));
    let mut text = Vec::new();
    geojson::write(&mut text, header, features)?;
    Ok(text)
}

fn check_valid(area: &Area) -> Outcome {
    if let Ok(shape) = &area.shape {
        shape.check_validation().map_err(|error| format!("{area:?}: {error}"))?;
    }
    Ok(())
}

/// Every place belongs to its area, or there is a reason that holds.
fn check_places(areas: &[Area], origins: &[Origin], sharing: Sharing) {
    for area in areas {
        let own = |n: usize| area.station.is_none_or(|station| station as usize == n);
        let mine = origins.iter().enumerate().filter(|(n, _)| own(*n));
        let leg = |origin: &Origin| {
            let profile = walkshed::model::Profile::default();
            origin.snap.map(|snap| Unit::Millis.of_leg(snap.leg_m, &profile))
        };
        let in_time = |origin: &Origin| leg(origin).is_some_and(|leg| leg <= area.limit);
        for (n, origin) in mine.clone() {
            let others = origins.iter().enumerate().filter(|(other, _)| *other != n);
            let alone = sharing != Sharing::ByNearest
                || others.into_iter().all(|(_, o)| piece_m(o.at, origin.at) > APART_M);
            let Ok(shape) = &area.shape else { continue };
            if in_time(origin) && alone {
                assert!(holds(shape, origin.at), "{} is not in {area:?}", origin.at);
            }
        }
        match &area.shape {
            Ok(shape) => assert!(!shape.0.is_empty(), "neither area nor reason"),
            Err(NoArea::NoStreet) => assert!(mine.clone().all(|(_, o)| o.snap.is_none())),
            Err(NoArea::LegBeyondBudget) => {
                assert!(!mine.clone().any(|(_, o)| in_time(o)));
            }
            Err(reason) => {
                assert_eq!(
                    (*reason, sharing),
                    (NoArea::OthersNearer, Sharing::ByNearest)
                );
            }
        }
    }
}

fn holds(shape: &MultiPolygon, at: LngLat) -> bool {
    shape.intersects(&Point::from(at))
}

/// Rings make up the largest area.
fn check_rings(rings: &[Area], whole: &[Area]) {
    let size = |area: &Area| area.shape.as_ref().map_or(0.0, MultiPolygon::unsigned_area);
    for (rings, whole) in rings.chunks(LIMITS.len()).zip(whole.chunks(LIMITS.len())) {
        let sum: f64 = rings.iter().map(size).sum();
        let largest = whole.last().map_or(0.0, size);
        assert!((sum - largest).abs() <= 1e-6 * largest, "{sum} of {largest}");
    }
}

/// The middle of a part of a street within a budget lies in the area that is drawn for all, if
/// the budget is longer by the walk across a cell, and if all around it, as far as a cell is
/// wide, people are tied to streets within the budget. (Elsewhere a corner of the cell may belong
/// to a street beyond it.)
fn check_streets(drawer: &Drawer, origins: &[Origin], case: &str) -> usize {
    let canvas = &drawer.canvas;
    let (graph, network) = (canvas.graph(), canvas.graph().network());
    let across = graph.unit().of_leg(CELL_M, graph.profile());
    let longer = LIMITS.map(|limit| limit + across);
    let areas = drawer.draw(origins, &longer, Sharing::Merged, Bands::Full);
    let mut seen = 0;
    for (area, parts) in areas.iter().zip(canvas.reached(origins, &LIMITS)) {
        let is_reached = |at: LngLat| {
            let snap = canvas.origin(at).snap.filter(|snap| snap.leg_m <= CELL_M);
            snap.is_some_and(|snap| {
                holds_foot(&parts, network.street_of(snap.piece), &snap)
            })
        };
        for part in parts.iter().step_by(parts.len().div_ceil(PARTS).max(1)) {
            let middle_m = f64::midpoint(part.from_m, part.to_m);
            let middle = Reached { from_m: middle_m, to_m: middle_m, ..*part };
            let line = middle.line(network);
            let Ok(at) = LngLat::new(line.0[0].x, line.0[0].y) else { continue };
            if around(at).all(is_reached) {
                let shape = area.shape.as_ref();
                assert!(shape.is_ok_and(|s| holds(s, at)), "{case}: {at}, {part:?}");
                seen += 1;
            }
        }
    }
    seen
}

/// Whether a foot lies on one of the parts, which are in the order of their streets.
fn holds_foot(parts: &[Reached], street: usize, foot: &Snap) -> bool {
    let first = parts.partition_point(|part| part.street < street);
    let of_street = parts[first..].iter().take_while(|part| part.street == street);
    let along = |part: &Reached| part.from_m - 0.01..=part.to_m + 0.01;
    of_street.into_iter().any(|part| along(part).contains(&foot.along_m))
}

/// A place, and circles of places around it as far as a cell is wide.
fn around(at: LngLat) -> impl Iterator<Item = LngLat> {
    let plane = Plane::at(at.lat());
    let off = move |radius: f64, angle: f64| {
        let (x, y) = (radius * angle.cos() / plane.x, radius * angle.sin() / plane.y);
        LngLat::new(at.lng() + x, at.lat() + y).ok()
    };
    let circles = (0..48).filter_map(move |n| {
        off(CELL_M / 3.0 * f64::from(n / 16 + 1), f64::from(n % 16) / 16.0 * TAU)
    });
    [at].into_iter().chain(circles)
}
