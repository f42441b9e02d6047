//! A town as its files have it, in plain fields that a test may change.

use std::error::Error;
use std::fs;
use std::path::Path;

use serde_json::{Map, Value};

use super::Outcome;
use super::plane::{self, LngLat};

/// A town: what a folder like `datasets/fengqing` holds.
///
/// # Order
/// Everything is in the order of its file; an index into a field is a place in the input.
#[derive(Debug, Clone, PartialEq)]
pub struct Town {
    /// Columns of `stations.csv`, in order.
    pub columns: Vec<String>,
    /// Stations.
    pub stations: Vec<Station>,
    /// Census blocks.
    pub blocks: Vec<Block>,
    /// Street center lines; lines join where they share a vertex.
    pub lines: Vec<Line>,
    /// Grids that have polygons.
    pub grids: Vec<Area>,
    /// Rivers and the like, which no leg may cross.
    pub barriers: Vec<Area>,
}

/// A station, with every cell of its row.
#[derive(Debug, Clone, PartialEq)]
pub struct Station {
    /// Id.
    pub id: String,
    /// Level, from 1.
    pub level: u32,
    /// Longitude in degrees.
    pub lng: f64,
    /// Latitude in degrees.
    pub lat: f64,
    /// Id of the station above it.
    pub parent: Option<String>,
    /// Id of the community it belongs to.
    pub community: Option<String>,
    /// The site whose stations share a door; without one, stations at the same coordinates do.
    pub site: Option<String>,
    /// The cells of its row, in the order of the columns; writing puts the fields above into
    /// their columns.
    pub cells: Vec<String>,
}

/// A census block.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// Id.
    pub id: String,
    /// People.
    pub population: u64,
    /// Elderly people, out of those.
    pub elderly: u64,
    /// Declared community.
    pub community: Option<String>,
    /// Rings of its polygon, the outer one first, each closed.
    pub rings: Vec<Vec<LngLat>>,
    /// Properties as read; writing puts the fields above over them.
    pub properties: Map<String, Value>,
}

/// A street center line.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Id.
    pub id: String,
    /// Vertices.
    pub coords: Vec<LngLat>,
    /// Properties as read; writing puts the id over them.
    pub properties: Map<String, Value>,
}

/// A polygon with an id: a grid or a barrier.
#[derive(Debug, Clone, PartialEq)]
pub struct Area {
    /// Id.
    pub id: String,
    /// Level, of a grid.
    pub level: Option<u32>,
    /// Id of the grid above it.
    pub parent: Option<String>,
    /// Rings of its polygon, the outer one first, each closed.
    pub rings: Vec<Vec<LngLat>>,
    /// Properties as read; writing puts the fields above over them.
    pub properties: Map<String, Value>,
}

impl Station {
    /// Where it stands.
    #[must_use]
    pub fn place(&self) -> LngLat {
        [self.lng, self.lat]
    }

    /// Moves it by meters east and north.
    pub fn shift(&mut self, east_m: f64, north_m: f64) {
        [self.lng, self.lat] = plane::moved(self.place(), east_m, north_m);
    }
}

impl Block {
    /// The point that stands for the block: its centroid, or its first vertex where the
    /// polygon has no area.
    #[must_use]
    pub fn place(&self) -> LngLat {
        let first = || self.rings.first().and_then(|ring| ring.first()).copied();
        plane::centroid(&self.rings).or_else(first).unwrap_or_default()
    }
}

impl Line {
    /// What must be equal for two lines to connect where they cross: bridge, tunnel, layer.
    ///
    /// An absent tag, `no`, and layer 0 are the same.
    #[must_use]
    pub fn deck(&self) -> [Option<String>; 3] {
        ["bridge", "tunnel", "layer"].map(|key| {
            let text = match self.properties.get(key)? {
                Value::String(text) => text.clone(),
                Value::Null => return None,
                other => other.to_string(),
            };
            (!["", "no", "0", "false"].contains(&text.as_str())).then_some(text)
        })
    }

    /// Whether the line is a bridge.
    #[must_use]
    pub fn is_bridge(&self) -> bool {
        self.deck()[0].is_some()
    }
}

impl Town {
    /// Reads a folder.
    ///
    /// # Errors
    /// Where a file is missing, or something in it is not what the format says.
    pub fn read(dir: &Path) -> Outcome<Self> {
        let (columns, stations) = stations(&dir.join("stations.csv"))?;
        Ok(Self {
            columns,
            stations,
            blocks: features(&dir.join("blocks.geojson"), block)?,
            lines: features(&dir.join("streets.geojson"), line)?,
            grids: features(&dir.join("grids.geojson"), area)?,
            barriers: features(&dir.join("barriers.geojson"), area)?,
        })
    }

    /// Takes the line with an id away; says whether there was one.
    pub fn remove_line(&mut self, id: &str) -> bool {
        let before = self.lines.len();
        self.lines.retain(|line| line.id != id);
        self.lines.len() < before
    }

    /// Takes the station with an id away; says whether there was one.
    pub fn remove_station(&mut self, id: &str) -> bool {
        let before = self.stations.len();
        self.stations.retain(|station| station.id != id);
        self.stations.len() < before
    }

    /// Whether the straight line between two places meets a barrier.
    #[must_use]
    pub fn barred(&self, from: LngLat, to: LngLat) -> bool {
        self.barriers.iter().any(|barrier| plane::crosses(&barrier.rings, from, to))
    }
}

fn stations(path: &Path) -> Outcome<(Vec<String>, Vec<Station>)> {
    let mut reader = csv::Reader::from_path(path)?;
    let columns: Vec<String> = reader.headers()?.iter().map(String::from).collect();
    let mut stations = Vec::new();
    for record in reader.records() {
        let record = record?;
        let cell = |name: &str| {
            let place = columns.iter().position(|column| column == name)?;
            record.get(place).filter(|text| !text.is_empty()).map(String::from)
        };
        let must = |name: &str| cell(name).ok_or(format!("a station without {name}"));
        stations.push(Station {
            id: must("id")?,
            level: must("level")?.parse()?,
            lng: must("lon")?.parse()?,
            lat: must("lat")?.parse()?,
            parent: cell("parent"),
            community: cell("community"),
            site: cell("site"),
            cells: record.iter().map(String::from).collect(),
        });
    }
    Ok((columns, stations))
}

fn features<T>(path: &Path, make: fn(&Value) -> Outcome<T>) -> Outcome<Vec<T>> {
    let root: Value = serde_json::from_str(&fs::read_to_string(path)?)?;
    let list = root["features"].as_array().ok_or("no features")?;
    let named = |error: Box<dyn Error>| format!("{}: {error}", path.display()).into();
    list.iter().map(|feature| make(feature).map_err(named)).collect()
}

fn block(feature: &Value) -> Outcome<Block> {
    let properties = properties(feature)?;
    let count = |key: &str| properties.get(key).and_then(Value::as_u64);
    Ok(Block {
        id: text(&properties, "id").ok_or("a block without id")?,
        population: count("population").ok_or("a block without population")?,
        elderly: count("elderly").unwrap_or(0),
        community: text(&properties, "community"),
        rings: rings(feature)?,
        properties,
    })
}

fn line(feature: &Value) -> Outcome<Line> {
    let properties = properties(feature)?;
    let geometry = geometry(feature, "LineString")?;
    let id = text(&properties, "id").ok_or("a line without id")?;
    Ok(Line { id, coords: places(geometry)?, properties })
}

fn area(feature: &Value) -> Outcome<Area> {
    let properties = properties(feature)?;
    let level = properties.get("level").and_then(Value::as_u64);
    Ok(Area {
        id: text(&properties, "id").ok_or("an area without id")?,
        level: level.map(u32::try_from).transpose()?,
        parent: text(&properties, "parent"),
        rings: rings(feature)?,
        properties,
    })
}

fn properties(feature: &Value) -> Outcome<Map<String, Value>> {
    Ok(feature["properties"].as_object().ok_or("a feature without properties")?.clone())
}

fn text(properties: &Map<String, Value>, key: &str) -> Option<String> {
    properties.get(key)?.as_str().map(String::from)
}

fn geometry<'a>(feature: &'a Value, kind: &str) -> Outcome<&'a Value> {
    let geometry = &feature["geometry"];
    if geometry["type"] == kind {
        return Ok(&geometry["coordinates"]);
    }
    Err(format!("a geometry that is {} and not {kind}", geometry["type"]).into())
}

fn rings(feature: &Value) -> Outcome<Vec<Vec<LngLat>>> {
    let rings = geometry(feature, "Polygon")?.as_array().ok_or("no rings")?;
    rings.iter().map(places).collect()
}

fn places(list: &Value) -> Outcome<Vec<LngLat>> {
    let list = list.as_array().ok_or("no positions")?;
    let number = |value: &Value| value.as_f64().ok_or("a coordinate that is no number");
    list.iter().map(|p| Ok([number(&p[0])?, number(&p[1])?])).collect()
}
