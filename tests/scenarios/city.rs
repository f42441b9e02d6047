//! A real city with 500 stations: what is kept is asked around a change only, and says the same.

use super::{difference, quiet};
use std::error::Error;
use std::sync::Arc;
use walkshed::LngLat;
use walkshed::coverage::Evaluation;
use walkshed::model::{
    CoverageOptions, Demand, DemandPoint, District, Station, Status, Weight,
};
use walkshed::network::{Network, NetworkBuilder};
use walkshed::scenario::Prepared;
use walkshed_tests::data_dir;
use walkshed_tests::small::Dice;

type Outcome = Result<(), Box<dyn Error>>;

/// What is done to the city, one after the other and each from the last.
type Change = fn(&mut District, &mut Dice);

const CHANGES: [(&str, Change); 6] = [
    ("stations moved", move_stations),
    ("a station closed", close_station),
    ("a station added", add_station),
    ("a station releveled", relevel_station),
    ("blocks added", add_blocks),
    ("a study area", study),
];

#[test]
#[expect(clippy::print_stderr, reason = "a test that skips says so")]
fn changes_of_porto_equal_their_full_evaluation() -> Outcome {
    let file = data_dir().map(|data| data.join("osm/porto_portugal.osm.pbf"));
    let Some(file) = file.filter(|file| file.is_file()) else {
        eprintln!("SKIPPED changes of Porto: no data folder ($WALKSHED_DATA)");
        return Ok(());
    };
    let mut builder = NetworkBuilder::new();
    builder.add_osm(walkshed_io::osm::read(&file)?.lines);
    let mut dice = Dice::new(5);
    let mut district = porto(builder.build(), &mut dice);
    let options = CoverageOptions {
        budgets: vec!["15min".parse()?, "gb10".parse()?, "10min".parse()?],
        ..CoverageOptions::default()
    };
    let mut prepared = Prepared::new(Arc::new(district.clone()), &options, &quiet);
    for (name, change) in CHANGES {
        change(&mut district, &mut dice);
        let wanted = Evaluation::of(&district, &options);
        prepared = prepared.next(Arc::new(district.clone()), &quiet);
        assert_eq!(difference(prepared.evaluation(), &wanted), None, "{name}");
    }
    Ok(())
}

fn porto(network: Network, dice: &mut Dice) -> District {
    let mut demand = Demand::new(vec!["population".into()]);
    for i in 0..5000 {
        let point = DemandPoint::new(format!("B{i}"), place(&network, dice));
        demand.push(point, &[Weight::whole(dice.roll(100) as u32)]);
    }
    let stations: Vec<_> = (0..500).map(|i| station(i, &network, dice)).collect();
    District {
        stations,
        demand,
        network: Some(network),
        levels: 3,
        ..District::default()
    }
}

/// A place within some meters of a node of the streets.
fn place(network: &Network, dice: &mut Dice) -> LngLat {
    let nodes = network.positions();
    let node = nodes[dice.roll(nodes.len() as u64) as usize];
    let mut off = || (dice.share() - 0.5) * 4e-4;
    LngLat::new(node.lng() + off(), node.lat() + off()).unwrap_or(node)
}

fn station(i: usize, network: &Network, dice: &mut Dice) -> Station {
    let planned = i.is_multiple_of(50);
    Station {
        parent: (i % 3 == 2).then(|| format!("S{}", 1 + 3 * (i % 20))),
        status: if planned { Status::Planned } else { Status::Operating },
        ..Station::new(format!("S{i}"), 1 + (i % 3) as u8, place(network, dice))
    }
}

fn any_station<'d>(district: &'d mut District, dice: &mut Dice) -> &'d mut Station {
    let stations = district.stations.len() as u64;
    &mut district.stations[dice.roll(stations) as usize]
}

fn move_stations(district: &mut District, dice: &mut Dice) {
    for _ in 0..3 {
        let station = any_station(district, dice);
        let at = station.position;
        station.position = LngLat::new(at.lng() + 0.003, at.lat() + 0.001).unwrap_or(at);
    }
}

fn close_station(district: &mut District, dice: &mut Dice) {
    any_station(district, dice).status = Status::Closed;
}

fn add_station(district: &mut District, dice: &mut Dice) {
    let Some(network) = &district.network else { return };
    let added = station(district.stations.len(), network, dice);
    district.stations.push(added);
}

fn relevel_station(district: &mut District, dice: &mut Dice) {
    let station = any_station(district, dice);
    station.level = 1 + station.level % 3;
}

fn add_blocks(district: &mut District, dice: &mut Dice) {
    let Some(network) = &district.network else { return };
    let mut demand = Demand::new(vec!["population".into()]);
    for i in 0..20 {
        let point = DemandPoint::new(format!("N{i}"), place(network, dice));
        demand.push(point, &[Weight::whole(100)]);
    }
    district.demand.append(demand);
}

fn study(district: &mut District, dice: &mut Dice) {
    let Some(network) = &district.network else { return };
    let south = place(network, dice).lat();
    district.demand.retain(|point| point.position.lat() > south);
}
