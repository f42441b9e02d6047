//! A network on disk in place of the extract that it was built from: the same answers, from the
//! command line and from the library, alone, with lines of one's own, and clipped.

use serde_json::Value;
use std::error::Error;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use walkshed::LngLat;
use walkshed::coverage::Evaluation;
use walkshed::model::{Budget, Demand};
use walkshed_io::network_file::{Builder, Clip, NetworkFile};
use walkshed_io::{Loaded, Project};
use walkshed_tests::city::porto_alegre;
use walkshed_tests::data_dir;

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

/// The data folder, or a plain word that a test skips.
#[expect(clippy::print_stderr, reason = "a test that skips says so")]
fn data(test: &str) -> Option<PathBuf> {
    let found = data_dir();
    if found.is_none() {
        eprintln!(
            "SKIPPED {test}: no data folder ($WALKSHED_DATA, or shared/data beside)"
        );
    }
    found
}

/// What came out of a run.
struct Ran {
    status: u8,
    out: String,
    err: String,
}

fn run(args: &[&dyn AsRef<std::ffi::OsStr>]) -> Ran {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let words = args.iter().map(|word| word.as_ref().to_owned());
    let words = [OsString::from("walkshed")].into_iter().chain(words);
    let status = walkshed_cli::run(words, &mut out, &mut err);
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    Ran { status, out: text(out), err: text(err) }
}

/// Builds with the command line, and says so.
fn build(inputs: &[&Path], out: &Path, more: &[&str]) -> Ran {
    let mut args: Vec<&dyn AsRef<std::ffi::OsStr>> = vec![&"network", &"build"];
    args.extend(inputs.iter().map(|input| input as &dyn AsRef<std::ffi::OsStr>));
    args.push(&"--out");
    args.push(&out);
    args.extend(more.iter().map(|word| word as &dyn AsRef<std::ffi::OsStr>));
    run(&args)
}

const TOWN: &str = r#"<osm version="0.6">
<bounds minlat="24.495" minlon="99.895" maxlat="24.515" maxlon="99.915"/>
<node id="1" lat="24.5" lon="99.9"/><node id="2" lat="24.51" lon="99.91"/>
<node id="3" lat="24.505" lon="99.9"/><node id="4" lat="24.505" lon="99.905"/>
<way id="7"><nd ref="1"/><nd ref="4"/><nd ref="2"/><tag k="highway" v="service"/>
 <tag k="name" v="大街"/></way>
<way id="8"><nd ref="3"/><nd ref="4"/><nd ref="9"/><tag k="highway" v="steps"/></way>
</osm>"#;

/// A folder with a town's project whose streets are those of `town.osm`.
fn town() -> Outcome<tempfile::TempDir> {
    let folder = tempfile::tempdir()?;
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text);
    write("town.osm", TOWN)?;
    write("stations.csv", "id,name,level,lon,lat\nA,A,1,99.9001,24.5001\n")?;
    write(
        "blocks.csv",
        "id,lon,lat,population\na,99.9052,24.5049,10\nb,99.909,24.51,20\nc,99.9,24.5052,5\n",
    )?;
    streets(folder.path(), "'town.osm'")?;
    Ok(folder)
}

/// Says in the project file which streets it has.
fn streets(folder: &Path, streets: &str) -> Outcome {
    let text = format!(
        "name = \"Town\"\n[inputs]\nstations = \"stations.csv\"\ndemand = \"blocks.csv\"\n\
         streets = {streets}\n[walking]\nbudget = \"15min\"\n"
    );
    Ok(fs::write(folder.join("walkshed.toml"), text)?)
}

/// The report of a project without the list of its inputs, and its layers.
fn answers(folder: &Path) -> Outcome<Vec<String>> {
    let layers = folder.join("layers");
    let ran = run(&[&"coverage", &folder, &"--format", &"json", &"--out", &layers]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    let without_inputs = |text: &str| -> Outcome<String> {
        let mut json: Value = serde_json::from_str(text)?;
        json["provenance"]["inputs"] = Value::Null;
        Ok(json.to_string())
    };
    let mut answers = vec![without_inputs(&ran.out)?];
    for name in ["stations", "demand", "grids", "gaps"] {
        let text = fs::read_to_string(layers.join(name).with_extension("geojson"))?;
        answers.push(without_inputs(&text)?);
    }
    Ok(answers)
}

#[test]
fn a_town_answers_the_same_from_a_network_file() -> Outcome {
    let folder = town()?;
    let path = |name: &str| folder.path().join(name);
    let own = r#"{"type":"FeatureCollection","features":[{"type":"Feature",
        "properties":{"id":"new"},"geometry":{"type":"LineString",
        "coordinates":[[99.905,24.50505],[99.909,24.5052]]}}]}"#;
    fs::write(path("own.geojson"), own)?;
    let ran = build(&[&path("town.osm")], &path("town.walk"), &[]);
    assert_eq!((ran.status, ran.out.as_str()), (0, ""), "{}", ran.err);
    assert!(ran.err.contains("1 nodes of walkable ways are missing"), "{}", ran.err);
    for others in ["", ", 'own.geojson'"] {
        streets(folder.path(), &format!("['town.osm'{others}]"))?;
        let read = answers(folder.path())?;
        streets(folder.path(), &format!("['town.walk'{others}]"))?;
        assert_eq!(answers(folder.path())?, read);
        assert!(read[0].contains("OpenStreetMap contributors"));
    }
    // told by its first bytes, whatever it is called
    fs::copy(path("town.walk"), path("town.osm.pbf"))?;
    streets(folder.path(), "'town.osm.pbf'")?;
    answers(folder.path())?;
    Ok(())
}

#[test]
fn a_network_file_is_looked_into_in_two_languages_and_by_programs() -> Outcome {
    let folder = town()?;
    let file = folder.path().join("town.walk");
    assert_eq!(build(&[&folder.path().join("town.osm")], &file, &["-q"]).status, 0);
    let info = |more: &'static str| run(&[&"network", &"info", &file, &"--lang", &more]);
    let (english, chinese) = (info("en").out, info("zh").out);
    for word in
        ["streets", "built from", "town.osm", "99.8950,24.4950", "per million nodes"]
    {
        assert!(english.contains(word), "{english}");
    }
    for word in ["道路", "数据来源", "town.osm", "99.8950,24.4950", "每百万节点"]
    {
        assert!(chinese.contains(word), "{chinese}");
    }
    let ran = run(&[&"network", &"info", &file, &"--format", &"json"]);
    let json: Value = serde_json::from_str(&ran.out)?;
    assert_eq!((&json["streets"], &json["nodes"]), (&Value::from(2), &Value::from(4)));
    assert_eq!(json["sources"][0]["report"]["ways"], 2);
    assert_eq!(json["bytes"], fs::metadata(&file)?.len());
    assert_eq!(json["extent"][0]["bbox"][0], 99.895);
    Ok(())
}

#[test]
fn what_is_wrong_with_a_network_file_is_named_with_its_status() -> Outcome {
    let folder = town()?;
    let file = folder.path().join("town.walk");
    assert_eq!(build(&[&folder.path().join("town.osm")], &file, &[]).status, 0);
    let whole = fs::read(&file)?;
    streets(folder.path(), "'town.walk'")?;
    let check = |bytes: &[u8], status: u8, words: &str| -> Outcome {
        fs::write(&file, bytes)?;
        for ran in [
            run(&[&"coverage", &folder.path()]),
            run(&[&"network", &"info", &file]),
            build(&[&file], &folder.path().join("again.walk"), &[]),
        ] {
            assert_eq!(ran.status, status, "{}", ran.err);
            assert!(ran.err.contains("town.walk"), "{}", ran.err);
            assert!(ran.err.contains(words), "{}", ran.err);
        }
        Ok(())
    };
    let mut changed = whole.clone();
    changed[whole.len() / 2] ^= 4;
    check(&changed, 4, "checksum")?;
    check(&whole[..whole.len() - 100], 4, "its last 100 bytes are missing")?;
    check(&[], 4, "it ends after 0 bytes")?;
    check(TOWN.as_bytes(), 4, "its first bytes are not those of a network file")?;
    let mut newer = whole.clone();
    newer[12] += 1;
    check(&newer, 3, "a network file of version 2, this program reads version 1")?;
    let mut foreign = whole;
    foreign[8..12].reverse();
    check(&foreign, 3, "byte order")?;
    fs::remove_file(&file)?;
    assert_eq!(run(&[&"coverage", &folder.path()]).status, 4);
    Ok(())
}

#[test]
fn a_build_that_cannot_be_says_why_and_writes_nothing() -> Outcome {
    let folder = town()?;
    let (osm, out) = (folder.path().join("town.osm"), folder.path().join("x.walk"));
    let wrong: [(&[&str], u8, &str); 5] = [
        (&["--clip", "10,50,10.1,50.1"], 3, "no street within the clip"),
        (&["--clip", "10,50,10.1"], 2, "a box has four sides"),
        (&["--clip", "nowhere"], 4, "nowhere: cannot be read"),
        (&["--reach", "30min"], 2, "--clip"),
        (&["--clip", "99,24,100,25", "--reach", "far"], 2, "far"),
    ];
    for (more, status, words) in wrong {
        let ran = build(&[&osm], &out, more);
        assert_eq!(ran.status, status, "{more:?}: {}", ran.err);
        assert!(ran.err.contains(words), "{more:?}: {}", ran.err);
        assert!(!out.exists());
    }
    let blocks = folder.path().join("blocks.csv");
    assert_eq!(build(&[&blocks], &out, &[]).status, 3);
    let beyond = folder.path().join("no such folder/x.walk");
    assert_eq!(build(&[&osm], &beyond, &[]).status, 4);
    Ok(())
}

#[test]
fn the_extent_of_a_clip_is_the_clip() -> Outcome {
    let folder = town()?;
    let osm = folder.path().join("town.osm");
    let file = folder.path().join("part.walk");
    let clip = ["--clip", "99.9,24.5,99.9005,24.5005", "--reach", "200m"];
    assert_eq!(build(&[&osm], &file, &clip).status, 0);
    streets(folder.path(), "'part.walk'")?;
    let report: Value = serde_json::from_str(&answers(folder.path())?[0])?;
    // 200 m and the least component of 1,000 m beyond the box lies all of the west of the town
    assert_eq!(report["total"]["blocks"], 3);
    let json = run(&[&"network", &"info", &file, &"--format", &"json"]).out;
    let json: Value = serde_json::from_str(&json)?;
    assert_eq!(json["clip"]["reach_m"], 200.0);
    let side = |i: usize| json["extent"][0]["bbox"][i].as_f64();
    assert_eq!(side(0), Some(99.895)); // the extract ends before the clip
    assert!(side(2).is_some_and(|east| (99.9120..99.9130).contains(&east)), "{json}");
    Ok(())
}

fn load(folder: &Path) -> Outcome<Loaded> {
    Ok(Project::open(folder)?.load(&|_| {})?)
}

/// Puts other streets into a project whose file names one extract.
fn exchange(folder: &Path, old: &Path, new: &str) -> Outcome {
    let file = folder.join("walkshed.toml");
    let old = fs::canonicalize(old)?.display().to_string();
    let text = fs::read_to_string(&file)?;
    assert!(text.contains(&old));
    Ok(fs::write(&file, text.replace(&old, new))?)
}

#[test]
fn porto_alegre_answers_the_same_from_a_network_file() -> Outcome {
    let Some(data) = data("Porto Alegre from a network file") else { return Ok(()) };
    let folder = tempfile::tempdir()?;
    let extract = data.join("osm/poa.osm.pbf");
    porto_alegre(&data, folder.path())?;
    let read = answers(folder.path())?;
    let file = folder.path().join("poa.walk");
    assert_eq!(build(&[&extract], &file, &[]).status, 0);
    let again = folder.path().join("again.walk");
    assert_eq!(build(&[&extract], &again, &["--threads", "1"]).status, 0);
    assert!(fs::read(&file)? == fs::read(&again)?, "the file depends on threads");
    exchange(folder.path(), &extract, "poa.walk")?;
    let opened = answers(folder.path())?;
    assert!(opened == read, "answers differ");
    for profile in ["wheelchair", "elder"] {
        let matrix =
            |folder: &Path| run(&[&"matrix", &folder, &"--profile", &profile]).out;
        let of_file = matrix(folder.path());
        let other = tempfile::tempdir()?;
        porto_alegre(&data, other.path())?;
        assert!(of_file == matrix(other.path()), "{profile}");
        assert!(of_file.lines().count() > 1000);
    }
    Ok(())
}

/// Of a district, the demand and the stations within a box.
fn within(loaded: &Loaded, (low, high): (LngLat, LngLat)) -> Loaded {
    let inside = |at: LngLat| {
        (low.lng()..=high.lng()).contains(&at.lng())
            && (low.lat()..=high.lat()).contains(&at.lat())
    };
    let mut part = loaded.clone();
    part.district.stations.retain(|station| inside(station.position));
    let all = &loaded.district.demand;
    part.district.demand = Demand::new(all.groups().to_vec());
    for (i, point) in all.points().iter().enumerate().filter(|(_, p)| inside(p.position))
    {
        part.district.demand.push(point.clone(), all.weights(i));
    }
    part
}

#[test]
fn a_clip_changes_no_walk_within_its_reach() -> Outcome {
    let Some(data) = data("a clip of Porto Alegre") else { return Ok(()) };
    let folder = tempfile::tempdir()?;
    let extract = data.join("osm/poa.osm.pbf");
    porto_alegre(&data, folder.path())?;
    let loaded = load(folder.path())?;
    let at = LngLat::new;
    for (low, high, reach) in [
        (at(-51.20, -30.05)?, at(-51.18, -30.03)?, "15min"),
        (at(-51.23, -30.04)?, at(-51.20, -30.02)?, "1000m"),
        (at(-51.15, -30.12)?, at(-51.10, -30.06)?, "20min"),
    ] {
        let reach: Budget = reach.parse()?;
        let mut builder = Builder::new(vec![extract.clone()]);
        let mut clip = Clip::around(low, high);
        clip.reach = vec![reach];
        builder.clip = Some(clip);
        let file = builder.build(&|_| {})?;
        let whole = within(&loaded, (low, high));
        let network = whole.district.network.as_ref().ok_or("streets")?;
        assert!(file.network.length_m() < 0.7 * network.length_m());
        for profile in ["adult", "wheelchair"] {
            let mut options = whole.options.clone();
            let profile = walkshed::model::Profile::named(profile);
            options.profile = profile.ok_or("a profile")?;
            let table = |loaded: &Loaded| {
                let (table, _) = Evaluation::table(&loaded.district, &options, reach);
                let rows = (0..table.points()).map(|p| table.of(p).to_vec());
                rows.collect::<Vec<_>>()
            };
            let mut clipped = whole.clone();
            clipped.district.network = Some(file.network.clone());
            let (one, other) = (table(&whole), table(&clipped));
            assert!(one == other, "a walk differs");
            assert!(one.iter().flatten().count() > 20, "no test");
        }
    }
    Ok(())
}

#[test]
fn a_file_read_as_bytes_is_the_file_mapped() -> Outcome {
    let folder = town()?;
    let file = folder.path().join("town.walk");
    assert_eq!(build(&[&folder.path().join("town.osm")], &file, &[]).status, 0);
    let mapped = NetworkFile::open(&file)?;
    let read = NetworkFile::from_bytes(&file, fs::read(&file)?)?;
    assert_eq!(mapped.about, read.about);
    assert!(mapped.network.streets().eq(read.network.streets()));
    Ok(())
}
