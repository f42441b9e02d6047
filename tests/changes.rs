//! Random changes of a small town, one after another: what a plan may change, and what only a
//! careless hand would.

use crate::small::{Dice, SmallTown, at, remove_line};
use geo::{Coord, Geometry, LineString, MultiPolygon, Rect};
use walkshed::LngLat;
use walkshed::model::{
    Absence, Barriers, Demand, DemandPoint, District, Extent, ExtentSource, Grids,
    Standing, Station, Status, Weight,
};
use walkshed::network::lines::StreetLine;

/// Side of the square that a block's outline fills, in meters: neighbors share a border.
const CELL_M: f64 = 75.0;

/// A town that changes.
#[derive(Clone, Debug)]
pub struct ChangingTown {
    town: SmallTown,
    /// The town as it is now.
    pub district: District,
    /// Number of things that were ever added, for their ids.
    added: u32,
}

/// What to do to a town: every kind of change, plans first.
type Change = fn(&mut ChangingTown, &mut Dice);

const CHANGES: [(&str, Change); 22] = [
    ("station added", ChangingTown::add_station),
    ("station moved", ChangingTown::move_station),
    ("station moved onto another", ChangingTown::stack_station),
    ("station closed", ChangingTown::close_station),
    ("station reopened", ChangingTown::reopen_stations),
    ("standings given", ChangingTown::give_standings),
    ("entrances given", ChangingTown::give_entrances),
    ("station releveled", ChangingTown::relevel_station),
    ("site shared", ChangingTown::share_site),
    ("parent given", ChangingTown::give_parent),
    ("demand added", ChangingTown::add_demand),
    ("demand added", ChangingTown::add_demand),
    ("demand scaled", ChangingTown::scale_demand),
    ("study area", ChangingTown::study),
    ("street removed", ChangingTown::remove_street),
    ("street added", ChangingTown::add_street),
    ("station dropped", ChangingTown::drop_station),
    ("demand reordered", ChangingTown::reorder_demand),
    ("demand altered", ChangingTown::alter_demand),
    ("barriers changed", ChangingTown::change_barriers),
    ("extent changed", ChangingTown::change_extent),
    ("grids changed", ChangingTown::change_grids),
];

impl ChangingTown {
    /// A town with outlines, and perhaps barriers, an edge, closed stations and parents.
    #[must_use]
    pub fn new(town: SmallTown, dice: &mut Dice) -> Self {
        let district = town.district();
        let mut changing = Self { town, district, added: 0 };
        let outlined = |(mut point, weights): (DemandPoint, Vec<Weight>)| {
            if dice.roll(2) == 0 {
                point.shape = Some(cell(point.position));
            }
            (point, weights)
        };
        let points = changing.points().into_iter().map(outlined).collect();
        changing.set_points(points);
        let set_up: [(u64, Change); 7] = [
            (3, Self::give_entrances),
            (4, Self::give_standings),
            (3, Self::change_barriers),
            (3, Self::change_extent),
            (2, Self::close_station),
            (2, Self::give_parent),
            (4, Self::change_grids),
        ];
        for (one_in, change) in set_up {
            if dice.roll(one_in) == 0 {
                change(&mut changing, dice);
            }
        }
        changing
    }

    /// Changes one thing, and says what.
    pub fn change(&mut self, dice: &mut Dice) -> &'static str {
        let (name, change) = CHANGES[dice.roll(CHANGES.len() as u64) as usize];
        change(self, dice);
        let deepest = self.district.stations.iter().map(|station| station.level).max();
        self.district.levels = self.district.levels.max(deepest.unwrap_or(0));
        name
    }

    fn place(&self, dice: &mut Dice) -> LngLat {
        let nodes = &self.town.streets.positions;
        let anywhere = at(dice.share() * 900.0 - 100.0, dice.share() * 900.0 - 100.0);
        match dice.roll(4) {
            0 if !nodes.is_empty() => nodes[dice.roll(nodes.len() as u64) as usize],
            1 if !self.district.demand.is_empty() => {
                let nth = dice.roll(self.district.demand.len() as u64) as usize;
                self.district.demand.points()[nth].position
            }
            _ => anywhere,
        }
    }

    fn station(&mut self, dice: &mut Dice) -> Option<&mut Station> {
        let stations = &mut self.district.stations;
        let nth = dice.roll(stations.len().max(1) as u64) as usize;
        stations.get_mut(nth)
    }

    fn add_station(&mut self, dice: &mut Dice) {
        self.added += 1;
        let level = if dice.roll(12) == 0 { 4 } else { 1 + dice.roll(3) as u8 };
        let id = format!("N{}", self.added);
        let station = Station::new(id, level, self.place(dice));
        let site = (dice.roll(4) == 0).then(|| "shared hall".to_owned());
        self.district.stations.push(Station { site, ..station });
    }

    fn move_station(&mut self, dice: &mut Dice) {
        let place = self.place(dice);
        if let Some(station) = self.station(dice) {
            station.position = place;
        }
    }

    fn stack_station(&mut self, dice: &mut Dice) {
        let place = self.station(dice).map(|station| station.position);
        if let (Some(place), Some(station)) = (place, self.station(dice)) {
            station.position = place;
        }
    }

    fn close_station(&mut self, dice: &mut Dice) {
        if let Some(station) = self.station(dice) {
            station.status = Status::Closed;
        }
    }

    fn reopen_stations(&mut self, _: &mut Dice) {
        for station in &mut self.district.stations {
            station.status = Status::Operating;
        }
    }

    fn give_standings(&mut self, dice: &mut Dice) {
        for station in &mut self.district.stations {
            station.standing = match dice.roll(10) {
                0 => Standing::HoursUnknown,
                1 => Standing::Absent(Absence::Closed),
                2 => Standing::Absent(Absence::Filtered),
                3 => Standing::Absent(Absence::NotThatDay),
                4 => Standing::Counts,
                5..8 => Standing::ByStatus,
                _ => station.standing,
            };
        }
    }

    fn give_entrances(&mut self, dice: &mut Dice) {
        for _ in 0..=dice.roll(2) {
            let entrances = (0..dice.roll(4)).map(|_| self.place(dice)).collect();
            if let Some(station) = self.station(dice) {
                station.entrances = entrances;
            }
        }
    }

    fn relevel_station(&mut self, dice: &mut Dice) {
        let level = 1 + dice.roll(3) as u8;
        if let Some(station) = self.station(dice) {
            station.level = level;
        }
    }

    fn share_site(&mut self, dice: &mut Dice) {
        let site = (dice.roll(3) > 0).then(|| "shared hall".to_owned());
        if let Some(station) = self.station(dice) {
            station.site = site;
        }
    }

    fn give_parent(&mut self, dice: &mut Dice) {
        let community = ["west", "east", "nowhere"][dice.roll(3) as usize].to_owned();
        let parent = self.station(dice).map(|station| station.id.clone());
        for _ in 0..2 {
            if let Some(station) = self.station(dice) {
                station.parent.clone_from(&parent);
                station.community = Some(community.clone());
            }
        }
    }

    fn points(&self) -> Vec<(DemandPoint, Vec<Weight>)> {
        let demand = &self.district.demand;
        let points = demand.points().iter().cloned().enumerate();
        points.map(|(i, point)| (point, demand.weights(i).to_vec())).collect()
    }

    fn set_points(&mut self, points: Vec<(DemandPoint, Vec<Weight>)>) {
        let mut demand = Demand::new(self.district.demand.groups().to_vec());
        for (point, weights) in points {
            demand.push(point, &weights);
        }
        self.district.demand = demand;
    }

    fn add_demand(&mut self, dice: &mut Dice) {
        let mut demand = Demand::new(vec!["population".into(), "elderly".into()]);
        for _ in 0..=dice.roll(3) {
            self.added += 1;
            let position = self.place(dice);
            let mut point = DemandPoint::new(format!("N{}", self.added), position);
            point.shape = (dice.roll(2) == 0).then(|| cell(position));
            demand.push(point, &[Weight::whole(dice.roll(90) as u32), Weight::ZERO]);
        }
        self.district.demand.append(demand);
    }

    fn scale_demand(&mut self, dice: &mut Dice) {
        let everybody: Vec<u32> = (0..self.district.demand.len() as u32).collect();
        let some: Vec<u32> =
            everybody.into_iter().filter(|_| dice.roll(3) == 0).collect();
        let millionths = [0, 500_000, 1_300_000][dice.roll(3) as usize];
        self.district.demand.scale(dice.roll(2) as usize, &some, millionths);
    }

    fn study(&mut self, dice: &mut Dice) {
        let west = at(dice.share() * 500.0, 0.0).lng();
        let wanted = |point: &DemandPoint| point.position.lng() > west;
        self.district.demand.retain(wanted);
    }

    fn rebuild(&mut self) {
        self.district.network = self.town.district().network;
    }

    fn remove_street(&mut self, dice: &mut Dice) {
        let lines = self.town.streets.lines.len() as u64;
        if lines > 0 {
            remove_line(&mut self.town.streets, dice.roll(lines) as usize);
        }
        self.rebuild();
    }

    fn add_street(&mut self, dice: &mut Dice) {
        let streets = &mut self.town.streets;
        let crossings = streets.positions.len() as u64;
        let ends = [0, 1].map(|_| dice.roll(crossings.max(1)) as u32);
        if let Some(line) = streets.lines.first().cloned().filter(|_| ends[0] != ends[1])
        {
            let first = streets.vertices.len() as u32;
            streets.lines.push(StreetLine { first, ..line });
            streets.vertices.extend(ends);
        }
        self.rebuild();
    }

    fn drop_station(&mut self, dice: &mut Dice) {
        let stations = &mut self.district.stations;
        let nth = dice.roll(stations.len().max(1) as u64) as usize;
        if nth < stations.len() {
            stations.remove(nth);
        }
    }

    fn reorder_demand(&mut self, dice: &mut Dice) {
        let mut points = self.points();
        let middle = dice.roll(points.len() as u64 + 1) as usize;
        points.rotate_left(middle);
        self.set_points(points);
    }

    fn alter_demand(&mut self, dice: &mut Dice) {
        let place = self.place(dice);
        let mut points = self.points();
        let nth = dice.roll(points.len().max(1) as u64) as usize;
        if let Some((point, weights)) = points.get_mut(nth) {
            match dice.roll(4) {
                0 => point.position = place,
                1 => point.shape = Some(cell(place)),
                2 => point.community = Some("east".to_owned()),
                _ => weights.fill(Weight::ZERO),
            }
        }
        self.set_points(points);
    }

    fn change_barriers(&mut self, dice: &mut Dice) {
        let walls = (0..dice.roll(3)).map(|_| {
            let [a, b] = [0, 1].map(|_| Coord::from(self.place(dice)));
            Geometry::LineString(LineString(vec![a, b]))
        });
        self.district.barriers = Barriers::new(walls.collect());
    }

    fn change_extent(&mut self, dice: &mut Dice) {
        let corner = |x, y| Coord::from(at(x, y));
        let shape = Rect::new(
            corner(dice.share() * 300.0 - 300.0, -400.0),
            corner(600.0 + dice.share() * 600.0, 1000.0),
        );
        self.district.extent = match dice.roll(3) {
            0 => Extent::Complete,
            _ => Extent::Area {
                shape: MultiPolygon(vec![shape.to_polygon()]),
                source: ExtentSource::Project,
            },
        };
    }

    fn change_grids(&mut self, dice: &mut Dice) {
        let mut grids = self.town.grids.clone();
        grids.truncate(dice.roll(4) as usize);
        self.district.grids = Grids::new(grids);
    }
}

/// The square of a raster that holds a place.
fn cell(place: LngLat) -> MultiPolygon {
    let (origin, east_north) = (at(0.0, 0.0), at(CELL_M, CELL_M));
    let side = |value: f64, from: f64, to: f64| ((value - from) / (to - from)).floor();
    let x = side(place.lng(), origin.lng(), east_north.lng()) * CELL_M;
    let y = side(place.lat(), origin.lat(), east_north.lat()) * CELL_M;
    let corner = |x, y| Coord::from(at(x, y));
    let square = Rect::new(corner(x, y), corner(x + CELL_M, y + CELL_M));
    MultiPolygon(vec![square.to_polygon()])
}
