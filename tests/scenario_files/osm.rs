//! Scenarios over street data of OpenStreetMap: squares, declared boxes, network files.

use super::merge::Features;
use super::{Outcome, line, loaded, rectangle, same, scenario};
use std::error::Error;
use std::fs;
use tempfile::TempDir;
use walkshed::model::{Extent, ExtentSource};
use walkshed_io::network_file::Builder;

/// Streets around a square, which is crossed from the west to the way that leaves it in the east.
///
/// ```text
///   1 --- 2 ======= 3 --- 6
///         |  square |
///         5 ======= 4 --- 7 --- 8
/// ```
const OSM: &str = r#"<osm version="0.6">
<bounds minlat="24.499" minlon="99.899" maxlat="24.503" maxlon="99.921"/>
<node id="1" lat="24.502" lon="99.900"/><node id="2" lat="24.502" lon="99.905"/>
<node id="3" lat="24.502" lon="99.908"/><node id="4" lat="24.500" lon="99.908"/>
<node id="5" lat="24.500" lon="99.905"/><node id="6" lat="24.502" lon="99.915"/>
<node id="7" lat="24.500" lon="99.915"/><node id="8" lat="24.500" lon="99.920"/>
<way id="10"><nd ref="1"/><nd ref="2"/><tag k="highway" v="residential"/></way>
<way id="11"><nd ref="3"/><nd ref="6"/><tag k="highway" v="residential"/></way>
<way id="12"><nd ref="4"/><nd ref="7"/><nd ref="8"/><tag k="highway" v="residential"/></way>
<way id="13"><nd ref="6"/><nd ref="7"/><tag k="highway" v="steps"/></way>
<way id="20"><nd ref="2"/><nd ref="3"/><nd ref="4"/><nd ref="5"/><nd ref="2"/>
<tag k="highway" v="pedestrian"/><tag k="area" v="yes"/></way>
</osm>"#;

const STATIONS: &str = "id,level,lon,lat\nS1,1,99.9001,24.5021\nS2,1,99.9190,24.5001\n";
const BLOCKS: &str = "id,population,lon,lat\n\
    B1,10,99.9065,24.5011\nB2,20,99.9140,24.5021\nB3,30,99.9195,24.4999\nB4,40,99.9105,24.5060\n";

/// A project over these streets, with more settings.
fn project(streets: &str, more: &str, osm: &str) -> Result<TempDir, Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let at = |name: &str| folder.path().join(name);
    let text = format!(
        "[inputs]\nstations = 's.csv'\ndemand = 'b.csv'\nstreets = {streets}\n\
         [walking]\nbudget = '20min'\nmin_component = 0\n{more}\n"
    );
    fs::write(at("walkshed.toml"), text)?;
    fs::write(at("s.csv"), STATIONS)?;
    fs::write(at("b.csv"), BLOCKS)?;
    fs::write(at("city.osm"), osm)?;
    Features(vec![
        line("new", &[[99.9101, 24.5021], [99.9103, 24.5070], [99.9301, 24.5070]]),
        line("far", &[[99.9302, 24.5069], [99.9302, 24.5169]]),
    ])
    .write(&at("roads.geojson"))?;
    Ok(folder)
}

#[test]
fn roads_join_the_map_and_widen_its_extent_as_a_second_file_does() -> Outcome {
    let said = "[scenario.north]\nadd_streets = 'roads.geojson'\n";
    let folder = project("'city.osm'", said, OSM)?;
    let [changed, base] = scenario(folder.path(), "north")?;
    let hand = project("['city.osm', 'roads.geojson']", "", OSM)?;
    same(&changed, &loaded(hand.path())?);
    let source = |extent: &Extent| match extent {
        Extent::Area { source, .. } => Some(*source),
        Extent::Complete => None,
    };
    assert_eq!(source(&base.district.extent), Some(ExtentSource::Declared));
    assert_eq!(source(&changed.district.extent), Some(ExtentSource::Nodes));
    let own = |text: &str| text.starts_with("roads.geojson: ");
    let told: Vec<String> = changed.findings.iter().map(ToString::to_string).collect();
    assert_eq!(told.iter().filter(|text| own(text)).count(), 2, "{told:#?}");
    assert_eq!(changed.licences, base.licences);
    Ok(())
}

#[test]
fn a_way_that_goes_takes_its_door_to_the_square_along() -> Outcome {
    let way = |id: u32| {
        let (_, rest) = OSM.split_once(&format!("<way id=\"{id}\">")).ok_or("a way")?;
        let (inside, _) = rest.split_once("</way>").ok_or("its end")?;
        Ok::<_, Box<dyn Error>>(format!("<way id=\"{id}\">{inside}</way>"))
    };
    for (removed, ways) in [
        ("'way/12'", &[12][..]),
        ("[11, 'way 13']", &[11, 13]),
        ("20", &[20]),
        ("'razed.geojson'", &[12, 13]),
    ] {
        let said = format!("[scenario.north]\nremove_streets = {removed}\n");
        let folder = project("'city.osm'", &said, OSM)?;
        let area = rectangle(99.9079, 24.4999, 99.9201, 24.5019);
        let more = rectangle(99.9149, 24.4999, 99.9151, 24.5021);
        Features(vec![area, more]).write(&folder.path().join("razed.geojson"))?;
        let [changed, _] = scenario(folder.path(), "north")?;
        let mut osm = OSM.to_owned();
        for &id in ways {
            osm = osm.replace(&way(id)?, "");
        }
        let hand = project("'city.osm'", "", &osm)?;
        same(&changed, &loaded(hand.path())?);
    }
    Ok(())
}

#[test]
fn a_network_file_is_changed_as_its_streets_are() -> Outcome {
    let said = "[scenario.north]\nadd_streets = 'roads.geojson'\n\
        [scenario.less]\nremove_streets = 12\n[scenario.more]\nadd_streets = 'more.walk'\n";
    let folder = project("'city.walk'", said, OSM)?;
    let build = |from: &str, to: &str| -> Outcome {
        let file = Builder::new(vec![folder.path().join(from)]).build(&|_| {})?;
        file.write(&folder.path().join(to))?;
        Ok(())
    };
    build("city.osm", "city.walk")?;
    fs::write(folder.path().join("more.osm"), OSM.replace("24.50", "24.51"))?;
    build("more.osm", "more.walk")?;
    for (name, streets) in [
        ("north", "['city.walk', 'roads.geojson']"),
        ("more", "['city.walk', 'more.walk']"),
    ] {
        let [changed, _] = scenario(folder.path(), name)?;
        let hand = project(streets, "", OSM)?;
        for file in ["city.walk", "more.walk"] {
            fs::copy(folder.path().join(file), hand.path().join(file))?;
        }
        same(&changed, &loaded(hand.path())?);
    }
    let [less, base] = scenario(folder.path(), "less")?;
    let count = |loaded: &walkshed_io::Loaded| {
        loaded.district.network.as_ref().map(|network| network.streets().len())
    };
    assert_eq!(count(&less).map(|left| left + 1), count(&base));
    Ok(())
}

#[test]
fn a_project_without_streets_gets_them_from_a_scenario() -> Outcome {
    let said = "[scenario.north]\nadd_streets = ['city.osm', 'roads.geojson']\n";
    let folder = project("'city.osm'", said, OSM)?;
    let path = folder.path().join("walkshed.toml");
    let text = fs::read_to_string(&path)?.replace("streets = 'city.osm'\n", "");
    fs::write(&path, text)?;
    let [changed, base] = scenario(folder.path(), "north")?;
    assert!(base.district.network.is_none() && base.licences.is_empty());
    let hand = project("['city.osm', 'roads.geojson']", "", OSM)?;
    let merged = loaded(hand.path())?;
    same(&changed, &merged);
    assert_eq!(changed.licences, merged.licences);
    assert_eq!(changed.osm.len(), 1);
    Ok(())
}
