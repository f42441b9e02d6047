//! Real cities, from the command line and against a textbook: Porto Alegre and Guixi; and random
//! pairs in extracts of Porto, Helsinki and Heidelberg.

#[path = "cities/pairs.rs"]
mod pairs;

use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;
use std::process::Command;
use walkshed::coverage::Evaluation;
use walkshed::model::{Budget, CoverageOptions, District};
use walkshed::units::Unit;
use walkshed_io::{Loaded, Project};
use walkshed_tests::city::{guixi, porto_alegre};
use walkshed_tests::judge::graph_of_lines;
use walkshed_tests::oracle::{Heading, StreetSnap};
use walkshed_tests::plain::Plain;
use walkshed_tests::small::Dice;
use walkshed_tests::{data_dir, effort};

type Outcome = Result<(), Box<dyn Error>>;

/// The data folder, or a plain word that a test skips.
#[expect(clippy::print_stderr, reason = "a test that skips says so")]
pub(crate) fn data(test: &str) -> Option<std::path::PathBuf> {
    let found = data_dir();
    if found.is_none() {
        eprintln!(
            "SKIPPED {test}: no data folder ($WALKSHED_DATA, or shared/data beside)"
        );
    }
    found
}

fn load(folder: &Path) -> Result<Loaded, Box<dyn Error>> {
    Ok(Project::open(folder)?.load(&|_| {})?)
}

/// Times of random pairs equal those of a textbook Dijkstra in f64 on a graph split at the
/// points, to within half a second.
fn compare_times(
    loaded: &Loaded,
    streets: &Path,
    stations: usize,
    points: usize,
) -> Result<usize, Box<dyn Error>> {
    let district = &loaded.district;
    let options = loaded.options.clone();
    let budget: Budget = "60min".parse()?;
    let (table, unit) = Evaluation::table(district, &options, budget);
    assert_eq!(unit, Unit::Millis);
    let mut lines = walkshed_io::osm::read(streets)?.lines;
    lines.cross_areas();
    let oracle = graph_of_lines(&lines, &options.profile, unit, 1000.0);
    let mut dice = Dice::new(2026);
    let mut pick = |from: usize, n: usize| -> Vec<usize> {
        (0..n).map(|_| dice.roll(from as u64) as usize).collect()
    };
    let picked = pick(district.demand.len(), points);
    let snap = |&p: &usize| {
        let at = district.demand.points()[p].position;
        oracle.snap(at.lng(), at.lat()).ok_or("a street")
    };
    let snaps: Vec<StreetSnap> = picked.iter().map(snap).collect::<Result<_, _>>()?;
    let mut compared = 0;
    for station in pick(district.stations.len(), stations) {
        let at = district.stations[station].position;
        let start = oracle.snap(at.lng(), at.lat()).ok_or("a street")?;
        let off_street = start.leg_m > options.max_snap_m;
        for ((&point, snap), seconds) in
            picked.iter().zip(&snaps).zip(oracle.walks(&start, &snaps, Heading::ToStart))
        {
            let tie =
                [start.rival_m, snap.rival_m].into_iter().flatten().any(|m| m < 0.002);
            if tie {
                continue; // two streets equally near: either is right
            }
            let trip =
                table.of(point).iter().find(|trip| trip.station as usize == station);
            let found = trip.map(|trip| f64::from(trip.primary) / 1000.0);
            let wanted = seconds.filter(|s| *s <= 3600.0 && !off_street);
            let same = match (found, wanted) {
                (Some(found), Some(wanted)) => (found - wanted).abs() < 0.5,
                (None, None) => true,
                (one, other) => one.or(other).is_some_and(|s| (s - 3600.0).abs() < 0.5),
            };
            assert!(
                same,
                "station {station}, point {point}: {found:?} s, oracle {wanted:?} s"
            );
            compared += usize::from(found.is_some());
        }
    }
    Ok(compared)
}

/// The table equals brute force exactly for everyone within a box.
fn compare_exactly(
    district: &District,
    options: &CoverageOptions,
    stations: usize,
) -> Outcome {
    let budget = options.budget(1);
    let network = district.network.as_ref().ok_or("streets")?;
    let plain = Plain::new(network, budget.unit(), &options.profile);
    let (table, _) = Evaluation::table(district, options, budget);
    let anchor = |at| {
        let snap = network.snap(at, &district.barriers, options.max_snap_m)?;
        Some((snap.leg_m, plain.spot(network, &snap)?))
    };
    let points: Vec<_> =
        district.demand.points().iter().map(|p| anchor(p.position)).collect();
    let mut pairs = 0;
    for (s, station) in district.stations.iter().enumerate().take(stations) {
        let Some((_, station)) =
            anchor(station.position).filter(|a| a.0 <= options.max_snap_m)
        else {
            continue;
        };
        let reached = plain.to(&station);
        let wanted: BTreeMap<usize, (u64, u64)> = points
            .iter()
            .enumerate()
            .filter_map(|(p, point)| {
                Some((p, plain.walk(&reached, &station, &point.as_ref()?.1)?))
            })
            .filter(|(_, (time, _))| *time <= u64::from(budget.limit()))
            .collect();
        let found: BTreeMap<usize, (u64, u64)> = (0..table.points())
            .filter_map(|p| {
                let trip = table.of(p).iter().find(|trip| trip.station as usize == s)?;
                Some((p, (u64::from(trip.primary), u64::from(trip.secondary))))
            })
            .collect();
        assert_eq!(found, wanted, "station {s}");
        pairs += found.len();
    }
    assert!(pairs > 100, "{pairs} pairs are no test");
    Ok(())
}

#[test]
fn random_pairs_of_porto_alegre_equal_a_textbook() -> Outcome {
    let Some(data) = data("random pairs of Porto Alegre") else { return Ok(()) };
    let folder = tempfile::tempdir()?;
    porto_alegre(&data, folder.path())?;
    let loaded = load(folder.path())?;
    let stations = 60 * effort().min(20) as usize;
    let compared = compare_times(&loaded, &data.join("osm/poa.osm.pbf"), stations, 150)?;
    assert!(compared >= 2000, "only {compared} pairs");
    Ok(())
}

#[test]
fn the_table_of_porto_alegre_equals_brute_force() -> Outcome {
    let Some(data) = data("the table of Porto Alegre") else { return Ok(()) };
    let folder = tempfile::tempdir()?;
    porto_alegre(&data, folder.path())?;
    let loaded = load(folder.path())?;
    for budget in ["15min", "gb15"] {
        let options =
            CoverageOptions { budgets: vec![budget.parse()?], ..loaded.options.clone() };
        compare_exactly(&loaded.district, &options, 40)?;
    }
    Ok(())
}

#[test]
fn the_main_job_runs_on_porto_alegre() -> Outcome {
    let Some(data) = data("the main job on Porto Alegre") else { return Ok(()) };
    let folder = tempfile::tempdir()?;
    porto_alegre(&data, folder.path())?;
    let layers = folder.path().join("layers");
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let project = folder.path().as_os_str();
    let args = ["walkshed", "coverage"].map(std::ffi::OsString::from);
    let args = args.into_iter().chain([project.into()]);
    let options = ["--format", "json", "--out"].map(std::ffi::OsString::from);
    let args = args.chain(options).chain([layers.as_os_str().into()]);
    let status = walkshed_cli::run(args, &mut out, &mut err);
    assert_eq!(status, 0, "{}", String::from_utf8_lossy(&err));
    let report: serde_json::Value = serde_json::from_slice(&out)?;
    assert_eq!(report["total"]["blocks"], 1227);
    assert_eq!(report["total"]["weights"]["population"], 812_935);
    let covered = |level: usize| {
        report["levels"][level]["covered"]["weights"]["population"].as_u64()
    };
    let covered = [covered(0), covered(1), covered(2)];
    assert!(covered[0] < covered[1] && covered[1] < covered[2], "{covered:?}");
    assert!(report["provenance"]["licence"].to_string().contains("OpenStreetMap"));
    opens_in_gdal(
        &layers,
        &[
            ("demand", 1227),
            ("stations", report["stations"]["used"].as_u64().ok_or("used")? as usize),
        ],
    )
}

/// GDAL opens the layers and counts as many features; says so when it is not installed.
#[expect(clippy::print_stderr, reason = "a test that skips says so")]
fn opens_in_gdal(layers: &Path, counts: &[(&str, usize)]) -> Outcome {
    for name in ["stations", "demand", "grids", "gaps"] {
        let file = layers.join(name).with_extension("geojson");
        let Ok(output) =
            Command::new("ogrinfo").args(["-ro", "-al", "-so"]).arg(&file).output()
        else {
            eprintln!("SKIPPED opening the layers: ogrinfo (gdal-bin) is not installed");
            return Ok(());
        };
        let text = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success() && text.contains("Layer name"), "{name}: {text}");
        assert!(!String::from_utf8_lossy(&output.stderr).contains("ERROR"), "{name}");
        let found = text.lines().find_map(|line| line.strip_prefix("Feature Count: "));
        let found: usize = found.ok_or("a count")?.parse()?;
        if let Some((_, wanted)) = counts.iter().find(|(layer, _)| *layer == name) {
            assert!(found >= *wanted, "{name}: {found}");
        }
        if name != "grids" {
            assert!(text.contains("WGS 84"), "{name}: {text}");
        }
    }
    Ok(())
}

#[test]
fn guixi_walks_on_its_carriageways() -> Outcome {
    let Some(data) = data("Guixi") else { return Ok(()) };
    let folder = tempfile::tempdir()?;
    guixi(&data, folder.path())?;
    let loaded = load(folder.path())?;
    let network = loaded.district.network.as_ref().ok_or("streets")?;
    assert!(network.length_m() > 100_000.0, "116 km of streets, none of them a footway");
    let evaluation = Evaluation::of(&loaded.district, &loaded.options);
    let shares: Vec<_> =
        evaluation.levels.iter().map(|level| level.coverage.share(0)).collect();
    assert!(shares[2] > Some(0.1) && shares[0] < shares[2], "{shares:?}");
    let streets = data.join("osm-china/jiangxi-guixi.osm");
    let compared = compare_times(&loaded, &streets, 10, 200)?;
    assert!(compared > 500, "only {compared} pairs");
    let options =
        CoverageOptions { budgets: vec!["30min".parse()?], ..loaded.options.clone() };
    compare_exactly(&loaded.district, &options, 5)
}

/// Random pairs of an extract, for three kinds of walkers.
#[expect(clippy::print_stderr, reason = "a test that compares so many says how many")]
fn compare_pairs(extract: &str) -> Outcome {
    let Some(data) = data(extract) else { return Ok(()) };
    let compared = pairs::compare(&data.join("osm").join(extract))?;
    eprintln!("{extract}: {compared:?}");
    let all = compared.joined + compared.apart + compared.tied;
    assert!(compared.joined > 700 * effort().max(1) as usize, "{compared:?}");
    assert!(compared.tied * 10 < all, "{compared:?}");
    Ok(())
}

#[test]
fn random_pairs_of_porto_equal_a_textbook() -> Outcome {
    compare_pairs("porto_portugal.osm.pbf")
}

#[test]
fn random_pairs_of_helsinki_equal_a_textbook() -> Outcome {
    compare_pairs("helsinki-centre.osm.pbf")
}

#[test]
fn random_pairs_of_heidelberg_equal_a_textbook() -> Outcome {
    compare_pairs("heidelberg.osm.pbf")
}
