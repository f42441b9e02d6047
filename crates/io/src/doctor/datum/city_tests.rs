//! A real city's streets, and doors beside them.

use super::tests::{data_file, delivered, exhibit};
use super::*;
use crate::crs::Crs;
use flate2::read::GzDecoder;
use geo::{LineString, Point, line_string};

/// The roads of Wuhan, each edge straight.
fn roads() -> Option<Vec<LineString>> {
    let file =
        std::fs::File::open(data_file("roads-metro/wuhan_8989.edges.csv.gz")?).unwrap();
    let mut reader = csv::Reader::from_reader(GzDecoder::new(file));
    let edge = |record: Result<csv::StringRecord, csv::Error>| {
        let record = record.unwrap();
        let number = |i: usize| record[i].parse::<f64>().unwrap();
        line_string![(x: number(4), y: number(5)), (x: number(6), y: number(7))]
    };
    Some(reader.records().map(edge).collect())
}

/// A door 15 m beside the middle of every so many roads.
fn doors(roads: &[LineString], every: usize) -> Vec<Sighting> {
    let beside = |road: &LineString| {
        let (a, b) = (road.0[0], road.0[1]);
        let (dx, dy) = (b.x - a.x, b.y - a.y);
        let length = dx.hypot(dy).max(1e-9);
        let off = 15.0 / 111_200.0;
        let (x, y) = (f64::midpoint(a.x, b.x), f64::midpoint(a.y, b.y));
        Sighting::new(Point::new(x - dy / length * off, y + dx / length * off))
    };
    roads.iter().step_by(every).map(beside).collect()
}

#[test]
fn doors_of_a_real_city_show_their_datum() {
    let Some(roads) = roads() else { return };
    let mut streets =
        exhibit(Part::Streets, roads.iter().cloned().map(Sighting::new).collect());
    streets.is_fixed = true; // from OpenStreetMap
    for every in [200, 2_000] {
        let doors = exhibit(Part::Stations, doors(&roads, every));
        assert_eq!(judge(&[doors.clone(), streets.clone()]), []);
        for crs in [Crs::Gcj02, Crs::Bd09] {
            let mut moved = doors.clone();
            delivered(&mut moved, &crs, false);
            let verdicts = judge(&[moved, streets.clone()]);
            assert_eq!(verdicts.len(), 1, "{every} {crs:?} {verdicts:?}");
            assert_eq!(verdicts[0].hypothesis.crs, crs, "{every} {verdicts:?}");
        }
    }
}
