//! Writes a town as the files that it was read from, with a project file beside them.

use std::fs;
use std::path::Path;

use serde_json::{Map, Value, json};

use super::Outcome;
use super::plane::LngLat;
use super::town::{Area, Block, Line, Station, Town};

/// The project file; the streets are complete, so that nothing is unknown.
const PROJECT: &str = r#"name = "town"

[inputs]
stations = "stations.csv"
demand   = "blocks.geojson"
streets  = "streets.geojson"
grids    = "grids.geojson"
barriers = "barriers.geojson"
extent   = "complete"

[hierarchy]
pattern = "PATTERN"
substitution = "inclusive"

[walking]
budget  = "15min"
profile = "adult"
"#;

impl Town {
    /// Writes the town into a folder that exists. Numbers keep every digit; what was read and
    /// not changed keeps its properties and cells.
    ///
    /// # Errors
    /// Where a file can't be written.
    pub fn write(&self, dir: &Path) -> Outcome<()> {
        self.write_stations(&dir.join("stations.csv"))?;
        let save = |name: &str, features: Vec<Value>| {
            let root = json!({"type": "FeatureCollection", "features": features});
            fs::write(dir.join(name), root.to_string())
        };
        save("blocks.geojson", self.blocks.iter().map(block).collect())?;
        save("streets.geojson", self.lines.iter().map(line).collect())?;
        save("grids.geojson", self.grids.iter().map(area).collect())?;
        save("barriers.geojson", self.barriers.iter().map(area).collect())?;
        fs::write(
            dir.join("walkshed.toml"),
            PROJECT.replace("PATTERN", &self.pattern()),
        )?;
        Ok(())
    }

    /// The pattern that the stations match, such as `1+4+11+10`.
    #[must_use]
    pub fn pattern(&self) -> String {
        let deepest = self.stations.iter().map(|s| s.level).max().unwrap_or(1);
        let count = |level| self.stations.iter().filter(|s| s.level == level).count();
        let counts: Vec<String> =
            (1..=deepest).map(|level| count(level).to_string()).collect();
        counts.join("+")
    }

    fn write_stations(&self, path: &Path) -> Outcome<()> {
        let mut writer = csv::Writer::from_path(path)?;
        writer.write_record(&self.columns)?;
        for station in &self.stations {
            writer.write_record(self.row(station))?;
        }
        writer.flush()?;
        Ok(())
    }

    fn row(&self, station: &Station) -> Vec<String> {
        let optional = |value: &Option<String>| value.clone().unwrap_or_default();
        let cell = |(place, column): (usize, &String)| match column.as_str() {
            "id" => station.id.clone(),
            "level" => station.level.to_string(),
            "lon" => station.lng.to_string(),
            "lat" => station.lat.to_string(),
            "parent" => optional(&station.parent),
            "community" => optional(&station.community),
            "site" => optional(&station.site),
            _ => station.cells.get(place).cloned().unwrap_or_default(),
        };
        self.columns.iter().enumerate().map(cell).collect()
    }
}

fn block(block: &Block) -> Value {
    let mut properties = block.properties.clone();
    properties.insert("id".into(), json!(block.id));
    properties.insert("population".into(), json!(block.population));
    properties.insert("elderly".into(), json!(block.elderly));
    properties.insert("community".into(), json!(block.community));
    polygon(&properties, &block.rings)
}

fn line(line: &Line) -> Value {
    let mut properties = line.properties.clone();
    properties.insert("id".into(), json!(line.id));
    let geometry = json!({"type": "LineString", "coordinates": line.coords});
    json!({"type": "Feature", "properties": properties, "geometry": geometry})
}

fn area(area: &Area) -> Value {
    let mut properties = area.properties.clone();
    properties.insert("id".into(), json!(area.id));
    if let Some(level) = area.level {
        properties.insert("level".into(), json!(level));
        properties.insert("parent".into(), json!(area.parent));
    }
    polygon(&properties, &area.rings)
}

fn polygon(properties: &Map<String, Value>, rings: &[Vec<LngLat>]) -> Value {
    let geometry = json!({"type": "Polygon", "coordinates": rings});
    json!({"type": "Feature", "properties": properties, "geometry": geometry})
}
