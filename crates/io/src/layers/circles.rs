//! Service circles: centers, the walks to them, and resources by the circles that they lie in.

use super::table::Table;
use super::{Kind, Kind::Integer, Kind::Number, Kind::Text};
use crate::report::number::{count, meters, minutes, weight};
use crate::{Circled, Loaded, report};
use geo::{Geometry, Line, LineString, Point};
use walkshed::LngLat;
use walkshed::circle::Place;
use walkshed::model::Value;

/// A feature a center: how many people, stations, resources and sites its circle holds.
#[must_use]
pub fn centers(loaded: &Loaded, circled: &Circled) -> Table {
    let district = &loaded.district;
    let groups =
        district.demand.groups().iter().map(|group| (format!("people_{group}"), Number));
    let named = [("id", Text), ("name", Text), ("level", Integer), ("community", Text)];
    let counts = [("stations", Integer), ("resources", Integer), ("sites", Integer)];
    let fixed =
        named.into_iter().chain(counts).map(|(name, kind)| (name.to_owned(), kind));
    let mut table = about(circled, Table::new("centers", fixed.chain(groups)));
    for circle in &circled.circles.circles {
        let center = &district.stations[circle.center as usize];
        let mut values = vec![
            center.id.as_str().into(),
            center.name.as_str().into(),
            Value::Integer(center.level.into()),
            community(circled, circled.communities.of_station(circle.center)),
            count(circle.stations()),
            count(circle.resources()),
            count(circle.sites),
        ];
        values.extend(circle.people.iter().copied().map(weight));
        table.push(center.id.clone(), Some(point(center.position)), values);
    }
    table
}

/// A feature a member of a circle: a straight line from it to the center, with the walk.
#[must_use]
pub fn members(loaded: &Loaded, circled: &Circled) -> Table {
    let columns: [(&str, Kind); 8] = [
        ("center", Text),
        ("role", Text),
        ("place", Text),
        ("name", Text),
        ("kind", Text),
        ("minutes", Number),
        ("walk_m", Number),
        ("circles", Integer),
    ];
    let mut table = about(circled, Table::new("members", columns));
    for circle in &circled.circles.circles {
        let center = &loaded.district.stations[circle.center as usize];
        for member in &circle.members {
            let (id, name, facts) = loaded.place(member.place);
            let role = report::role(member.place);
            let circles = match member.place {
                Place::Station(s) => circled.circles.station_circles[s as usize],
                Place::Resource(r) => circled.circles.resource_circles[r as usize],
            };
            let from = match member.place {
                Place::Station(s) => loaded.district.stations[s as usize].position,
                Place::Resource(r) => loaded.resources[r as usize].position,
            };
            let values = vec![
                center.id.as_str().into(),
                role.into(),
                id.into(),
                name.into(),
                facts.kind.as_deref().into(),
                minutes(member.ms),
                meters(member.mm.into()),
                Value::Integer(circles.into()),
            ];
            let line = LineString::from(Line::new(
                geo::Coord::from(from),
                geo::Coord::from(center.position),
            ));
            let identity = format!("{}/{role}/{id}", center.id);
            table.push(identity, Some(Geometry::LineString(line)), values);
        }
    }
    table
}

/// A feature a resource: in how many circles it lies, and whether in none.
#[must_use]
pub fn resources(loaded: &Loaded, circled: &Circled) -> Table {
    let columns = [
        ("id", Text),
        ("name", Text),
        ("kind", Text),
        ("themes", Text),
        ("community", Text),
        ("circles", Integer),
    ];
    let mut table = about(circled, Table::new("resources", columns));
    let drawn = &circled.circles;
    let counted = loaded.resources.iter().zip(&drawn.resource_circles);
    for ((resource, &circles), _) in
        counted.zip(&drawn.asked).filter(|&(_, &asked)| asked)
    {
        let home = circled.communities.of_resource(&loaded.district, resource);
        let values = vec![
            resource.id.as_str().into(),
            resource.name.as_str().into(),
            resource.facts.kind.as_deref().into(),
            resource.facts.themes.join(",").as_str().into(),
            community(circled, home),
            Value::Integer(circles.into()),
        ];
        table.push(resource.id.clone(), Some(point(resource.position)), values);
    }
    table
}

/// A row a community: how many places of each theme lie within a walk of its centers; blank where
/// there is none.
#[must_use]
pub fn themes(loaded: &Loaded, circled: &Circled) -> Table {
    let fixed = [("community", Text), ("name", Text), ("centers", Integer)];
    let fixed = fixed.into_iter().map(|(name, kind)| (name.to_owned(), kind));
    let themes = circled.matrix.themes.iter();
    let named = themes.flat_map(|theme| {
        [(format!("within_{theme}"), Integer), (format!("inside_{theme}"), Integer)]
    });
    let mut table = about(circled, Table::new("themes", fixed.chain(named)));
    let grids = loaded.district.grids.list();
    for (community, row) in circled.communities.list().iter().zip(&circled.matrix.rows) {
        let mut values =
            vec![community.id.as_str().into(), community.name.as_str().into()];
        values.push(count(row.centers));
        for (&within, &inside) in row.within.iter().zip(&row.inside) {
            values.extend([within, inside].map(blank));
        }
        let shape = community.grid.map(|grid| &grids[grid].shape);
        let shape = shape.map(|shape| Geometry::MultiPolygon(shape.clone()));
        table.push(community.id.clone(), shape, values);
    }
    table
}

/// The same, saying whose centers they are and how far is near.
fn about(circled: &Circled, table: Table) -> Table {
    let reach = &circled.reach;
    let budget = report::budget_json(reach.budget, &reach.profile);
    let about =
        vec![("level".to_owned(), reach.level.into()), ("budget".to_owned(), budget)];
    Table { about, ..table }
}

/// A count, blank where there is nothing.
fn blank(count: u32) -> Value {
    if count == 0 { Value::Null } else { Value::Integer(count.into()) }
}

fn community(circled: &Circled, place: Option<usize>) -> Value {
    place.map(|place| circled.communities.list()[place].id.as_str()).into()
}

fn point(at: LngLat) -> Geometry {
    Geometry::Point(Point::from(at))
}
