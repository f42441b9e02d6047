//! Shares of land on the reference town and on real outlines, against shapely's.

use super::shapely::Shapely;
use geo::{Coord, MultiPolygon, Polygon};
use serde_json::{Value, json};
use std::error::Error;
use std::f64::consts::TAU;
use std::sync::Arc;
use walkshed::LngLat;
use walkshed::coverage::Evaluation;
use walkshed::geodesy::Plane;
use walkshed::land::{
    Disc, Inside, Land, LandShares, LevelShares, area_share, is_residential,
};
use walkshed::model::{
    Budget, CoverageOptions, Demand, DemandPoint, District, Metric, Station, Status,
};
use walkshed::network::isochrone::{Bands, Canvas, CanvasOptions, Sharing};
use walkshed::network::{Graph, Heading};
use walkshed::units::Unit;
use walkshed_io::Project;
use walkshed_tests::city::porto_alegre;
use walkshed_tests::command::{Copy, run};
use walkshed_tests::dataset;

type Outcome = Result<(), Box<dyn Error>>;

/// Land uses in turn: residential by code, other, residential by words, mixed either way, unsaid.
const USES: [Option<&str>; 6] =
    [Some("R2"), Some("B1"), Some("城镇住宅用地"), Some("R2/B1"), Some("B1/R2"), None];

/// The same demand with other outlines and land uses.
fn redrawn(
    demand: &Demand,
    shape: impl Fn(&DemandPoint, usize) -> Option<MultiPolygon>,
    land_use: impl Fn(usize) -> Option<&'static str>,
) -> Demand {
    let mut redrawn = Demand::new(demand.groups().to_vec());
    for (i, point) in demand.points().iter().enumerate() {
        let shape = shape(point, i);
        let land_use = land_use(i).map(str::to_owned);
        redrawn.push(DemandPoint { shape, land_use, ..point.clone() }, demand.weights(i));
    }
    redrawn
}

/// The merged service areas of a level, drawn anew: budgets of one unit together.
fn service_areas(
    district: &District,
    options: &CoverageOptions,
    stations: &[u32],
    budgets: &[Budget],
) -> Result<Vec<MultiPolygon>, Box<dyn Error>> {
    let Some(network) = &district.network else { return Ok(Vec::new()) };
    let network = network.walked_by(&options.profile);
    let drawn = CanvasOptions { max_snap_m: options.max_snap_m, ..LandShares::DRAWN };
    let barriers = Arc::new(district.barriers.clone());
    let mut drawings: Vec<(Budget, MultiPolygon)> = Vec::new();
    for unit in [Unit::Millis, Unit::Millimeters] {
        let of_unit = budgets.iter().filter(|budget| budget.unit() == unit);
        let of_unit: Vec<Budget> = of_unit.copied().collect();
        let graph = Graph::new(&network, unit, &options.profile, Heading::ToSeeds);
        let canvas = Canvas::new(Arc::new(graph), Arc::clone(&barriers), drawn);
        let origins: Vec<_> = stations
            .iter()
            .map(|&s| canvas.station(&district.stations[s as usize]))
            .collect();
        let limits: Vec<u32> = of_unit.iter().map(|budget| budget.limit()).collect();
        let areas = canvas.areas(&origins, &limits, Sharing::Merged, Bands::Full);
        for (budget, area) in of_unit.into_iter().zip(areas) {
            drawings.push((budget, area.shape.map_err(|none| none.to_string())?));
        }
    }
    let drawn = |budget: &Budget| {
        let drawing = drawings.iter().find(|drawing| drawing.0 == *budget);
        drawing.map(|drawing| drawing.1.clone())
    };
    Ok(budgets.iter().map(drawn).collect::<Option<_>>().ok_or("an area")?)
}

fn geometry(shape: &MultiPolygon) -> Value {
    let ring = |ring: &geo::LineString| -> Value {
        ring.0.iter().map(|at| json!([at.x, at.y])).collect()
    };
    let polygon = |polygon: &Polygon| -> Value {
        std::iter::once(polygon.exterior()).chain(polygon.interiors()).map(ring).collect()
    };
    let polygons: Vec<Value> = shape.iter().map(polygon).collect();
    json!({ "type": "MultiPolygon", "coordinates": polygons })
}

/// Circles by their own vertices, which the judge measures, and service areas as they are drawn.
fn reaches(
    district: &District,
    evaluation: &Evaluation,
    shares: &LandShares,
    level: &LevelShares,
) -> Result<Vec<Value>, Box<dyn Error>> {
    let options = &evaluation.options;
    let mut reaches = Vec::new();
    let walked: Vec<Budget> = level
        .budgets
        .iter()
        .filter(|at| at.walking.is_some())
        .map(|at| at.budget)
        .collect();
    let answer = &evaluation.levels[usize::from(level.level) - 1];
    let areas = service_areas(district, options, &answer.stations, &walked)?;
    let mut areas = areas.iter();
    for at in &level.budgets {
        let radius_m = at.budget.reach_mm(&options.profile) as f64 / 1000.0;
        let counts = |s: &&Station| {
            s.status == Status::Operating
                && options.substitution.counts(s.level, level.level)
        };
        let centers: Vec<LngLat> =
            district.stations.iter().filter(counts).map(|s| s.position).collect();
        let ring = |&center: &LngLat| -> Option<Value> {
            let disc = Disc::around(&shares.plane, center, radius_m)?;
            let place = |&vertex: &Coord| {
                let place = shares.plane.unproject(vertex)?;
                Some(json!([place.lng(), place.lat()]))
            };
            disc.ring().iter().map(place).collect()
        };
        let circles: Option<Vec<Value>> = centers.iter().map(ring).collect();
        let centers: Vec<_> = centers.iter().map(|c| [c.lng(), c.lat()]).collect();
        reaches.push(json!({
            "radius_m": radius_m, "centers": centers, "circles": circles.ok_or("circles")?,
        }));
        if at.walking.is_some() {
            let area = areas.next().ok_or("an area")?;
            reaches.push(json!({ "area": geometry(area) }));
        }
    }
    Ok(reaches)
}

/// Compares every share of area of a level, for the whole and every area, with shapely's.
fn compare(
    shapely: &Shapely,
    district: &District,
    evaluation: &Evaluation,
    shares: &LandShares,
    level: &LevelShares,
) -> Outcome {
    let points = district.demand.points();
    let residential = |p: &DemandPoint| p.land_use.as_deref().is_some_and(is_residential);
    let case = json!({
        "meridian": shares.plane.meridian(),
        "parallel": shares.plane.parallel(),
        "plots": points.iter().map(|p| p.shape.as_ref().map(geometry)).collect::<Vec<_>>(),
        "residential": points.iter().map(residential).collect::<Vec<_>>(),
        "members": evaluation.areas.iter().map(|a| &a.points).collect::<Vec<_>>(),
        "reaches": reaches(district, evaluation, shares, level)?,
    });
    let judged = shapely.judge(&case)?;
    let off = judged["radius_off_m"].as_f64().ok_or("no radius")?;
    assert!(off < 1e-6, "vertices lie {off} m off the circle");
    let totals =
        Inside { whole: shares.total.clone(), areas: shares.area_totals.clone() };
    let insides = level
        .budgets
        .iter()
        .flat_map(|at| std::iter::once(&at.straight).chain(at.walking.as_ref()));
    for (nth, inside) in insides.enumerate() {
        let parts = std::iter::once(&inside.whole).chain(&inside.areas);
        let wholes = std::iter::once(&totals.whole).chain(&totals.areas);
        for (place, (part, whole)) in parts.zip(wholes).enumerate() {
            let said =
                |sums: &Value, of: usize| sums[place][of].as_f64().unwrap_or(f64::NAN);
            let pairs = [
                (part.area_m2, whole.area_m2),
                (part.residential_m2, whole.residential_m2),
            ];
            for (of, (part, whole)) in pairs.into_iter().enumerate() {
                let (Some(part), Some(whole)) = (part, whole) else { continue };
                let expected =
                    [&judged["inside"][nth], &judged["total"]].map(|sums| said(sums, of));
                assert!((whole / expected[1] - 1.0).abs() < 1e-9 || whole == 0.0);
                let (ours, theirs) = (part / whole, expected[0] / expected[1]);
                assert!(
                    whole == 0.0 || (ours - theirs).abs() < 1e-6,
                    "level {}, reach {nth}, place {place}: {ours} {theirs}",
                    level.level
                );
            }
        }
    }
    Ok(())
}

fn town() -> Result<(District, Evaluation), Box<dyn Error>> {
    let loaded = Project::open(&dataset("fengqing"))?.load(&|_| {})?;
    let mut district = loaded.district;
    let shape = |point: &DemandPoint, _| point.shape.clone();
    district.demand = redrawn(&district.demand, shape, |i| USES[i % USES.len()]);
    let evaluation = Evaluation::of(&district, &loaded.options);
    Ok((district, evaluation))
}

#[test]
fn the_town_has_the_shares_of_shapely() -> Outcome {
    let (district, evaluation) = town()?;
    let shares = LandShares::of(&district, &evaluation, LandShares::DRAWN);
    let Some(shapely) = Shapely::find() else { return Ok(()) };
    for level in &shares.levels {
        compare(&shapely, &district, &evaluation, &shares, level)?;
    }
    Ok(())
}

#[test]
fn people_and_blocks_beside_are_those_of_coverage() -> Outcome {
    let (district, evaluation) = town()?;
    let shares = LandShares::of(&district, &evaluation, LandShares::DRAWN);
    assert_eq!((shares.census.plots, shares.census.points), (225, 0));
    assert_eq!(shares.census.declared, 225 - 225 / 6 - usize::from(225 % 6 > 5));
    for (nth, (level, answer)) in shares.levels.iter().zip(&evaluation.levels).enumerate()
    {
        let own = &level.budgets[0];
        let walking = own.walking.as_ref().ok_or("streets")?;
        assert_eq!(walking.whole.count, answer.coverage.covered);
        assert_eq!(own.straight.whole.count, answer.straight.covered);
        for (land, area) in walking.areas.iter().zip(&evaluation.areas) {
            assert_eq!(land.count, area.levels[nth].coverage.covered);
        }
        for (at, mm) in level.budgets[1..].iter().zip([1_000_000, 500_000, 300_000]) {
            let budgets = vec![Budget::Millimeters(mm)];
            let options = CoverageOptions { budgets, ..evaluation.options.clone() };
            let norm = &Evaluation::of(&district, &options).levels[nth];
            let walking = at.walking.as_ref().ok_or("streets")?;
            assert_eq!(walking.whole.count, norm.coverage.covered);
            assert_eq!(at.straight.whole.count, norm.straight.covered);
            for part in [&walking.whole, &at.straight.whole] {
                assert!(part.area_m2 <= shares.total.area_m2);
                assert!(part.residential_m2 <= part.area_m2);
            }
        }
    }
    Ok(())
}

#[test]
fn what_is_not_said_is_absent() -> Outcome {
    let (mut district, evaluation) = town()?;
    let of =
        |district: &District| LandShares::of(district, &evaluation, LandShares::DRAWN);
    let lands = |shares: &LandShares| -> Vec<Land> {
        let budgets = shares.levels.iter().flat_map(|level| &level.budgets);
        let all = budgets.flat_map(|at| std::iter::once(&at.straight).chain(&at.walking));
        all.map(|inside| inside.whole.clone()).chain([shares.total.clone()]).collect()
    };
    let full = district.demand.clone();
    district.demand = redrawn(&full, |point, _| point.shape.clone(), |_| None);
    for land in lands(&of(&district)) {
        assert!(land.area_m2.is_some() && land.residential_m2.is_none());
    }
    district.demand = redrawn(&full, |_, _| None, |_| Some("R2"));
    for land in lands(&of(&district)) {
        assert!(land.area_m2.is_none() && land.residential_m2.is_none());
    }
    let straight =
        CoverageOptions { metric: Metric::Straight, ..evaluation.options.clone() };
    let straight = Evaluation::of(&district, &straight);
    let shares = LandShares::of(&district, &straight, LandShares::DRAWN);
    assert!(shares.drawn.is_none());
    assert!(shares.levels[0].budgets.iter().all(|at| at.walking.is_none()));
    assert_eq!(area_share(1.0, 0.0), None);
    Ok(())
}

/// Outlines that are wrong in every way a drawing can be, beside sound ones: shapely mends them
/// the same way.
#[test]
fn outlines_that_cross_themselves_are_read_as_shapely_mends_them() -> Outcome {
    let (mut district, evaluation) = town()?;
    let shape = |point: &DemandPoint, i: usize| {
        let mut shape = point.shape.clone()?;
        let mut ring = shape.0[0].exterior().0.clone();
        match i % 5 {
            0 => ring.swap(1, 2), // a bow-tie
            1 => {
                let spike = Coord { x: ring[1].x + 0.001, y: ring[1].y };
                ring.splice(2..2, [spike, ring[1]]);
            }
            2 => {
                // a second part over half of the first
                let moved = |c: &Coord| Coord { x: c.x + 0.000_5, y: c.y };
                let part = ring.iter().map(moved).collect();
                shape.0.push(Polygon::new(part, vec![]));
            }
            3 => {
                // a hole that pokes out
                let hole =
                    ring.iter().map(|c| Coord { x: c.x + 0.000_7, y: c.y + 0.000_2 });
                let hole: Vec<Coord> = hole.collect();
                shape.0[0].interiors_push(hole);
            }
            _ => {}
        }
        shape.0[0].exterior_mut(|exterior| exterior.0 = ring);
        Some(shape)
    };
    district.demand = redrawn(&district.demand, shape, |i| USES[i % USES.len()]);
    let shares = LandShares::of(&district, &evaluation, LandShares::DRAWN);
    assert_eq!(shares.census.mended, 225 / 5 * 4);
    let Some(shapely) = Shapely::find() else { return Ok(()) };
    compare(&shapely, &district, &evaluation, &shares, &shares.levels[3])
}

/// Porto Alegre: real streets and people, each of its 1,227 places a hexagon as wide as those it
/// came from.
#[test]
fn porto_alegre_has_the_shares_of_shapely() -> Outcome {
    let (Some(data), Some(shapely)) =
        (crate::cities::data("Porto Alegre"), Shapely::find())
    else {
        return Ok(());
    };
    let folder = tempfile::tempdir()?;
    porto_alegre(&data, folder.path())?;
    let loaded = Project::open(folder.path())?.load(&|_| {})?;
    let mut district = loaded.district;
    let hexagon = |point: &DemandPoint, _| {
        let plane = Plane::at(point.position.lat());
        let corner = |i: i32| {
            let (sin, cos) = (TAU * f64::from(i) / 6.0).sin_cos();
            let (lng, lat) = (point.position.lng(), point.position.lat());
            Coord { x: lng + 180.0 * cos / plane.x, y: lat + 180.0 * sin / plane.y }
        };
        let ring = (0..6).map(corner).collect();
        Some(Polygon::new(ring, vec![]).into())
    };
    district.demand = redrawn(&district.demand, hexagon, |i| USES[i % USES.len()]);
    let evaluation = Evaluation::of(&district, &loaded.options);
    let shares = LandShares::of(&district, &evaluation, LandShares::DRAWN);
    let last = shares.levels.last().ok_or("levels")?;
    compare(&shapely, &district, &evaluation, &shares, last)
}

/// The 195 census tracts of Albuquerque, outlines as the census draws them, and a station in every
/// fifth.
#[test]
fn census_tracts_have_the_shares_of_shapely() -> Outcome {
    let (Some(data), Some(shapely)) =
        (crate::cities::data("census tracts"), Shapely::find())
    else {
        return Ok(());
    };
    let folder = tempfile::tempdir()?;
    for end in ["shp", "shx", "dbf"] {
        let tracts = data.join("population/tracts-10740/10740").with_extension(end);
        std::fs::copy(tracts, folder.path().join("tracts").with_extension(end))?;
    }
    std::fs::write(
        folder.path().join("stations.csv"),
        "id,level,lon,lat\nA,1,-106.6,35.1\n",
    )?;
    std::fs::write(
        folder.path().join("walkshed.toml"),
        "[inputs]\nstations = \"stations.csv\"\ndemand = \"tracts.shp\"\n",
    )?;
    let loaded = Project::open(folder.path())?.load(&|_| {})?;
    let mut district = loaded.district;
    assert_eq!(district.demand.len(), 195);
    let shape = |point: &DemandPoint, _| point.shape.clone();
    district.demand = redrawn(&district.demand, shape, |i| USES[i % USES.len()]);
    let first = district.stations[0].clone();
    let tracts = district.demand.points().iter().step_by(5);
    district.stations = tracts
        .map(|p| Station { id: p.id.clone(), position: p.position, ..first.clone() })
        .collect();
    let options = CoverageOptions { metric: Metric::Straight, ..loaded.options };
    let evaluation = Evaluation::of(&district, &options);
    let shares = LandShares::of(&district, &evaluation, LandShares::DRAWN);
    compare(&shapely, &district, &evaluation, &shares, &shares.levels[0])
}

/// The command line: a column of land uses is read, stands in the layer, and the sheet and the
/// JSON say the same shares.
#[test]
fn coverage_tells_the_shares_with_their_definitions() -> Outcome {
    let copy = Copy::of_fengqing()?;
    let file = copy.path().join("blocks.geojson");
    let mut blocks: Value = serde_json::from_slice(&std::fs::read(&file)?)?;
    let features = blocks["features"].as_array_mut().ok_or("features")?;
    for (i, feature) in features.iter_mut().enumerate() {
        feature["properties"]["用地性质"] = json!(USES[i % USES.len()]);
    }
    std::fs::write(&file, blocks.to_string())?;
    let out = copy.path().join("layers");
    let ran = run("coverage PROJECT --shares --format json", copy.path());
    assert_eq!(ran.status, 0, "{}", ran.err);
    let report: Value = serde_json::from_str(&ran.out)?;
    let shares = &report["shares"];
    assert_eq!(shares["definitions"].as_array().map(Vec::len), Some(8));
    assert_eq!(shares["plots"]["residential"], json!(37 * 3 + 2));
    let own = &shares["levels"][3]["budgets"][0];
    assert_eq!(
        own["walking"]["people"]["weights"],
        report["levels"][3]["covered"]["weights"]
    );
    let share = &own["straight"]["residential_area"]["share"];
    let percent = format!("{:.1}%", share.as_f64().ok_or("a share")? * 100.0);
    let ran = run("coverage PROJECT --shares --lang zh", copy.path());
    let row = ran.out.lines().find(|line| line.contains("居住用地覆盖率"));
    let row = row.ok_or("a row of residential land")?;
    assert!(
        row.contains("服务半径(直线)覆盖") && row.contains(&percent),
        "{row} {percent}"
    );
    assert!(ran.out.contains("步行可达覆盖") && ran.out.contains("口径说明"));
    let ran = run(&format!("coverage PROJECT --out {}", out.display()), copy.path());
    assert_eq!(ran.status, 0, "{}", ran.err);
    let demand = std::fs::read_to_string(out.join("demand.geojson"))?;
    assert!(demand.contains("\"land_use\":\"R2/B1\""), "{}", demand.len());
    let plain = run("coverage PROJECT --format json", copy.path());
    assert!(!plain.out.contains("\"shares\""));
    Ok(())
}
