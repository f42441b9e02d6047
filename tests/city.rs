//! Real cities as fixtures: projects made from the extracts of the data folder.

use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

type Outcome<T> = Result<T, Box<dyn Error>>;

/// Writes Porto Alegre as a project: streets of OpenStreetMap, 812,935 people in hexagons, level
/// 1 the points of interest, level 2 hexagons with health care, level 3 those with schools.
///
/// # Errors
/// Where a file can't be read or written.
pub fn porto_alegre(data: &Path, folder: &Path) -> Outcome<()> {
    let mut stations = String::from("id,name,level,lon,lat\n");
    let mut points =
        csv::Reader::from_path(data.join("population/poa_points_of_interest.csv"))?;
    for row in points.records() {
        let row = row?;
        let (id, lat, lon) = (&row[0], &row[1], &row[2]);
        writeln!(stations, "{id},{id},1,{lon},{lat}")?;
    }
    let mut blocks = String::from("id,lon,lat,population\n");
    let mut centers = [String::new(), String::new()];
    let mut hexagons = csv::Reader::from_path(data.join("population/poa_hexgrid.csv"))?;
    let names = hexagons.headers()?.clone();
    let column =
        |name: &str| names.iter().position(|n| n == name).ok_or("no such column");
    let [population, schools, health] =
        ["population", "schools", "healthcare"].map(column);
    let (population, kinds) = (population?, [("health", health?), ("school", schools?)]);
    for row in hexagons.records() {
        let row = row?;
        let (id, lon, lat) = (&row[0], &row[1], &row[2]);
        writeln!(blocks, "{id},{lon},{lat},{}", &row[population])?;
        for (level, ((kind, column), list)) in (2..).zip(kinds.iter().zip(&mut centers)) {
            if row[*column].parse::<f64>().unwrap_or(0.0) > 0.0 {
                writeln!(list, "{kind}-{id},{kind} {id},{level},{lon},{lat}")?;
            }
        }
    }
    fs::write(folder.join("stations.csv"), stations + &centers.concat())?;
    fs::write(folder.join("blocks.csv"), blocks)?;
    project(folder, "Porto Alegre", &data.join("osm/poa.osm.pbf"))
}

/// Writes Guixi, a Chinese county town without one footway in OpenStreetMap: 100 people on each
/// crossing of a lattice about 250 m wide, and five stations.
///
/// # Errors
/// Where a file can't be written.
pub fn guixi(data: &Path, folder: &Path) -> Outcome<()> {
    let mut blocks = String::from("地块编号,经度,纬度,人口\n");
    for row in 0..20_u32 {
        for column in 0..20_u32 {
            let (lon, lat) =
                (117.195 + f64::from(column) * 0.0026, 28.283 + f64::from(row) * 0.0023);
            writeln!(blocks, "G{row:02}{column:02},{lon:.6},{lat:.6},100")?;
        }
    }
    let stations = "编号,站点名称,级别,经度,纬度\n\
        G1,雄石街道党群服务中心,一级,117.2195,28.2925\n\
        G2,花园街道社区党群服务中心,二级,117.2080,28.2990\n\
        G3,东门社区党群服务中心,二级,117.2310,28.2960\n\
        G4,江北党群服务站,三级,117.2200,28.3100\n\
        G5,河滨党群服务站,三级,117.2150,28.2870\n";
    fs::write(folder.join("stations.csv"), stations)?;
    fs::write(folder.join("blocks.csv"), blocks)?;
    project(folder, "贵溪", &data.join("osm-china/jiangxi-guixi.osm"))
}

fn project(folder: &Path, name: &str, streets: &Path) -> Outcome<()> {
    // a path in TOML's literal quotes needs no escapes, on Windows neither
    let text = format!(
        "name = \"{name}\"\n[inputs]\nstations = \"stations.csv\"\ndemand = \"blocks.csv\"\n\
         streets = '{}'\n[walking]\nbudget = \"15min\"\n",
        fs::canonicalize(streets)?.display()
    );
    fs::write(folder.join("walkshed.toml"), text)?;
    Ok(())
}
