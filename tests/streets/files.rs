//! The files of a project, from a sketch.

use super::sketch::{Outcome, Sketch, Spot, Tags};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use walkshed_tests::small::at;

impl Sketch {
    /// Writes a project: people and stations at these places, in order.
    pub(crate) fn write(
        &self,
        folder: &Path,
        people: &[Spot],
        stations: &[Spot],
    ) -> Outcome<()> {
        let mut blocks = String::from("id,lon,lat,population\n");
        for (i, spot) in people.iter().enumerate() {
            let (lng, lat) = degrees(*spot);
            writeln!(blocks, "P{i},{lng},{lat},10")?;
        }
        let mut centers = String::from("id,name,level,lon,lat\n");
        for (i, spot) in stations.iter().enumerate() {
            let (lng, lat) = degrees(*spot);
            writeln!(centers, "S{i},S{i},1,{lng},{lat}")?;
        }
        fs::write(folder.join("blocks.csv"), blocks)?;
        fs::write(folder.join("stations.csv"), centers)?;
        let mut streets = Vec::new();
        if !self.ways.is_empty() {
            fs::write(folder.join("streets.osm"), self.osm()?)?;
            streets.push("\"streets.osm\"");
        }
        if !self.own.is_empty() {
            fs::write(folder.join("own.geojson"), self.own_lines()?)?;
            streets.push("\"own.geojson\"");
        }
        let mut inputs = format!("streets = [{}]\n", streets.join(", "));
        if !self.walls.is_empty() {
            let walls = self.walls.iter().map(|wall| line_string(wall, &Vec::new()));
            let walls = walls.collect::<Outcome<Vec<_>>>()?;
            fs::write(folder.join("walls.geojson"), collection(&walls))?;
            inputs += "barriers = \"walls.geojson\"\n";
        }
        inputs += match self.extent {
            Some([low, high]) => {
                fs::write(folder.join("extent.geojson"), rectangle(low, high))?;
                "extent = \"extent.geojson\"\n"
            }
            None => "extent = \"complete\"\n",
        };
        let settings = self.settings.join("\n");
        let island =
            if settings.contains("min_component") { "" } else { "min_component = 0" };
        let project = format!(
            "name = \"sketch\"\n[inputs]\nstations = \"stations.csv\"\n\
             demand = \"blocks.csv\"\n{inputs}[walking]\n{island}\n{settings}\n"
        );
        fs::write(folder.join("walkshed.toml"), project)?;
        Ok(())
    }

    fn osm(&self) -> Outcome<String> {
        let mut xml = String::from("<?xml version=\"1.0\"?>\n<osm version=\"0.6\">\n");
        for (name, spot) in &self.nodes {
            let (lng, lat) = degrees(*spot);
            let id = u32::from(*name);
            writeln!(xml, " <node id=\"{id}\" lat=\"{lat}\" lon=\"{lng}\">")?;
            write_tags(&mut xml, self.node_tags.get(name).unwrap_or(&Vec::new()))?;
            writeln!(xml, " </node>")?;
        }
        for (i, way) in self.ways.iter().enumerate() {
            writeln!(xml, " <way id=\"{}\">", i + 1)?;
            for node in &way.nodes {
                writeln!(xml, "  <nd ref=\"{}\"/>", u32::from(*node))?;
            }
            write_tags(&mut xml, &way.tags)?;
            writeln!(xml, " </way>")?;
        }
        for (i, relation) in self.relations.iter().enumerate() {
            writeln!(xml, " <relation id=\"{}\">", i + 1)?;
            for (role, way) in &relation.members {
                writeln!(
                    xml,
                    "  <member type=\"way\" ref=\"{}\" role=\"{role}\"/>",
                    way + 1
                )?;
            }
            writeln!(xml, "  <tag k=\"type\" v=\"multipolygon\"/>")?;
            write_tags(&mut xml, &relation.tags)?;
            writeln!(xml, " </relation>")?;
        }
        Ok(xml + "</osm>\n")
    }

    fn own_lines(&self) -> Outcome<String> {
        let line = |(name, spots, tags): &(String, Vec<Spot>, Tags)| {
            let id = [("id".to_owned(), name.clone())];
            line_string(spots, &id.into_iter().chain(tags.clone()).collect())
        };
        Ok(collection(&self.own.iter().map(line).collect::<Outcome<Vec<_>>>()?))
    }
}

/// Longitude and latitude as OpenStreetMap writes them, to seven digits.
fn degrees((x, y): Spot) -> (String, String) {
    let place = at(x, y);
    (format!("{:.7}", place.lng()), format!("{:.7}", place.lat()))
}

fn write_tags(xml: &mut String, tags: &Tags) -> std::fmt::Result {
    tags.iter().try_for_each(|(k, v)| writeln!(xml, "  <tag k=\"{k}\" v=\"{v}\"/>"))
}

fn line_string(spots: &[Spot], properties: &Tags) -> Outcome<String> {
    let position = |spot: &Spot| {
        let (lng, lat) = degrees(*spot);
        format!("[{lng},{lat}]")
    };
    let positions: Vec<String> = spots.iter().map(position).collect();
    let properties: serde_json::Map<String, serde_json::Value> =
        properties.iter().map(|(k, v)| (k.clone(), v.clone().into())).collect();
    Ok(format!(
        "{{\"type\":\"Feature\",\"properties\":{},\"geometry\":{{\"type\":\"LineString\",\
         \"coordinates\":[{}]}}}}",
        serde_json::to_string(&properties)?,
        positions.join(",")
    ))
}

fn collection(features: &[String]) -> String {
    format!("{{\"type\":\"FeatureCollection\",\"features\":[{}]}}", features.join(","))
}

fn rectangle(low: Spot, high: Spot) -> String {
    let corners = [low, (high.0, low.1), high, (low.0, high.1), low].map(|spot| {
        let (lng, lat) = degrees(spot);
        format!("[{lng},{lat}]")
    });
    format!(
        "{{\"type\":\"Feature\",\"properties\":{{}},\"geometry\":{{\"type\":\"Polygon\",\
         \"coordinates\":[[{}]]}}}}",
        corners.join(",")
    )
}
