//! Sites: one place with all its plates (rule 15), and the area that it has once.

use super::column::{Columns, Kind};
use super::{Rows, View};
use crate::Loaded;
use crate::report::number::weight;
use geo::{Geometry, MultiPoint, Point};
use rustc_hash::FxHashSet;
use serde_json::json;
use walkshed::coverage::Evaluation;
use walkshed::model::{District, FloorArea, Item, Station, Value, sites};

#[derive(Debug)]
struct Sites<'a> {
    district: &'a District,
    evaluation: &'a Evaluation,
    /// Stations of each site, in input order.
    members: Vec<Vec<usize>>,
    /// By site: its name, else the id of the station that it is called after.
    ids: Vec<String>,
}

pub(super) fn view<'a>(loaded: &'a Loaded, evaluation: &'a Evaluation) -> View<'a> {
    let district = &loaded.district;
    let mut members: Vec<Vec<usize>> = Vec::new();
    for (station, site) in sites(&district.stations).into_iter().enumerate() {
        let site = site as usize;
        members.resize_with(members.len().max(site + 1), Vec::new);
        members[site].push(station);
    }
    let mut columns = Columns::default();
    for (name, kind) in [
        ("id", Kind::Text),
        ("name", Kind::Text),
        ("level", Kind::Integer),
        ("communities", Kind::Text),
        ("stations", Kind::Integer),
        ("counts", Kind::Boolean),
        ("service_area_m2", Kind::Number),
        ("floor_area_m2", Kind::Number),
        ("services", Kind::Text),
        ("facilities", Kind::Text),
        ("groups", Kind::Text),
        ("themes", Kind::Text),
        ("identities", Kind::Json),
    ] {
        columns.push(name, kind);
    }
    for group in district.demand.groups() {
        columns.push(format!("loss_{group}"), Kind::Number);
    }
    let ids = ids_of(district, &members);
    let rows = Box::new(Sites { district, evaluation, members, ids });
    View { columns: columns.settle(), rows }
}

/// The ids of sites; one that a site of another name has already gets a number.
fn ids_of(district: &District, members: &[Vec<usize>]) -> Vec<String> {
    let mut taken: FxHashSet<String> = FxHashSet::default();
    let mut ids = Vec::with_capacity(members.len());
    for site in members {
        let stations = || site.iter().map(|&station| &district.stations[station]);
        let named = stations().find_map(|station| station.site.clone());
        let head = || stations().min_by_key(|station| station.level);
        let id = named.or_else(|| head().map(|head| head.id.clone())).unwrap_or_default();
        let mut free = id.clone();
        let mut number = 1;
        while !taken.insert(free.clone()) {
            number += 1;
            free = format!("{id} ({number})");
        }
        ids.push(free);
    }
    ids
}

impl Sites<'_> {
    fn stations(&self, index: usize) -> impl Iterator<Item = &Station> + Clone {
        self.members[index].iter().map(|&station| &self.district.stations[station])
    }

    /// The station that a site is called after: of its highest level, the first.
    fn head(&self, index: usize) -> Option<&Station> {
        self.stations(index).min_by_key(|station| station.level)
    }

    /// The largest that any plate names: plates under one roof share it.
    fn area(&self, index: usize, of: impl Fn(&Station) -> Option<FloorArea>) -> Value {
        let areas = self.stations(index).filter_map(of).map(|area| area.m2);
        areas.reduce(f64::max).map_or(Value::Null, Value::Number)
    }

    /// What any plate has, every word once.
    fn all<'s, W: IntoIterator<Item = &'s String>>(
        &'s self,
        index: usize,
        of: impl Fn(&'s Station) -> W,
    ) -> Value {
        let mut words: Vec<&str> = Vec::new();
        for word in self.stations(index).flat_map(of) {
            if !words.contains(&word.as_str()) {
                words.push(word);
            }
        }
        if words.is_empty() { Value::Null } else { Value::Text(words.join(", ")) }
    }
}

fn ids(items: Option<&Vec<Item>>) -> Vec<&String> {
    items.into_iter().flatten().map(|item| &item.id).collect()
}

impl Rows for Sites<'_> {
    fn len(&self) -> usize {
        self.members.len()
    }

    fn id(&self, index: usize) -> String {
        self.ids[index].clone()
    }

    fn geometry(&self, index: usize) -> Option<Geometry> {
        let mut doors: Vec<Point> = Vec::new();
        for station in self.stations(index) {
            for door in station.doors().iter().copied().map(Point::from) {
                if !doors.contains(&door) {
                    doors.push(door);
                }
            }
        }
        match doors.as_slice() {
            [] => None,
            [door] => Some((*door).into()),
            _ => Some(MultiPoint(doors).into()),
        }
    }

    fn values(&self, index: usize) -> Vec<Value> {
        let head = self.head(index);
        let counts = self.stations(index).any(Station::counts);
        let identity = |station: &Station| {
            json!({
                "id": station.id,
                "name": station.name,
                "level": station.level,
                "kind": station.facts.kind,
                "status": station.status.key(),
            })
        };
        let identities: serde_json::Value = self.stations(index).map(identity).collect();
        let mut values = vec![
            Value::Text(self.id(index)),
            Value::from(head.map(|head| head.name.as_str())),
            head.map_or(Value::Null, |head| Value::Integer(head.level.into())),
            self.all(index, |station| &station.facts.communities),
            Value::Integer(i64::from(self.members[index].len() as u32)),
            Value::Bool(counts),
            self.area(index, |station| station.facts.service_area),
            self.area(index, |station| station.facts.floor_area),
            self.all(index, |station| ids(station.facts.services.as_ref())),
            self.all(index, |station| ids(station.facts.facilities.as_ref())),
            self.all(index, |station| &station.facts.groups),
            self.all(index, |station| &station.facts.themes),
            Value::Json(identities.to_string()),
        ];
        for group in 0..self.district.demand.groups().len() {
            let losses = self.members[index].iter();
            let loss =
                losses.map(|&s| self.evaluation.stations[s].site_loss[group]).max();
            values.push(loss.map_or(Value::Null, weight));
        }
        values
    }
}
