use super::*;
use crate::model::dated;
use geo::{Rect, coord};

fn at(lng: f64, lat: f64) -> LngLat {
    LngLat::new(lng, lat).unwrap()
}

fn demand(groups: &[&str], rows: &[(&str, &[u32])]) -> Demand {
    let mut demand = Demand::new(groups.iter().map(|&group| group.into()).collect());
    for (id, weights) in rows {
        let weights: Vec<Weight> = weights.iter().map(|&w| Weight::whole(w)).collect();
        demand.push(DemandPoint::new(*id, at(99.9, 24.5)), &weights);
    }
    demand
}

/// The points of a block, by its id: itself, or its samples.
fn points_of(demand: &Demand, id: &str) -> Vec<u32> {
    let is_of = |point: &DemandPoint| match point.block {
        Some(block) => demand.blocks()[block as usize].id == id,
        None => point.id == id,
    };
    let points = (0..).zip(demand.points()).filter(|(_, point)| is_of(point));
    points.map(|(place, _)| place).collect()
}

fn whole(demand: &Demand, point: usize) -> Vec<u64> {
    demand.weights(point).iter().map(|w| w.thousandths() / 1000).collect()
}

#[test]
fn groups_of_two_files_are_matched_by_name() {
    let mut town = demand(&["population", "elderly"], &[("a", &[10, 2])]);
    town.append(demand(&["children", "population"], &[("b", &[3, 20])]));
    assert_eq!(town.groups(), ["population", "elderly", "children"]);
    assert_eq!(whole(&town, 0), [10, 2, 0]);
    assert_eq!(whole(&town, 1), [20, 0, 3]);
    town.retain(|point| point.id == "b");
    assert_eq!((town.len(), whole(&town, 0)), (1, vec![20, 0, 3]));
}

#[test]
fn a_multiple_is_whole_and_adds_up() {
    let mut town = demand(
        &["population", "elderly"],
        &[("a", &[10, 1]), ("b", &[5, 1]), ("c", &[0, 0])],
    );
    town.scale(0, &[0, 1, 2], 1_100_000); // 16.5 is 17: 11.33 and 5.67
    assert_eq!([0, 1, 2].map(|p| whole(&town, p)[0]), [11, 6, 0]);
    assert_eq!(whole(&town, 0)[1], 1);
    town.scale(1, &[1], 0);
    assert_eq!([0, 1].map(|p| whole(&town, p)[1]), [1, 0]);
}

#[test]
fn samples_share_the_people_of_their_block_exactly() {
    let square = Rect::new(coord! {x: 99.9, y: 24.5}, coord! {x: 99.903, y: 24.503});
    let block = DemandPoint {
        shape: Some(square.to_polygon().into()),
        ..DemandPoint::new("B", at(99.9015, 24.5015))
    };
    let mut town = demand(&["population"], &[("a", &[7])]);
    town.push_sampled(block.clone(), 100.0, &[Weight::whole(100)]);
    assert_eq!((town.len(), town.blocks().len()), (10, 1));
    assert_eq!(points_of(&town, "B").len(), 9);
    assert_eq!(points_of(&town, "a"), [0]);
    assert!(points_of(&town, "B#1").is_empty());
    let people: Vec<u64> = (1..10).map(|p| whole(&town, p)[0]).collect();
    assert_eq!(people, [12, 11, 11, 11, 11, 11, 11, 11, 11]);
    // too small for the grid: the block itself
    let mut small = Demand::new(vec!["population".into()]);
    let block = DemandPoint { id: "S".into(), ..block };
    small.push_sampled(block, 1e4, &[Weight::whole(100)]);
    assert_eq!((small.len(), small.blocks().len()), (1, 0));
    small.append(town);
    assert_eq!(points_of(&small, "B").len(), 9);
    small.retain(|point| point.block.is_some());
    assert_eq!((small.len(), small.blocks().len()), (9, 1));
}

#[test]
fn a_year_has_its_own_groups_and_the_undated_ones() {
    let rows: [(&str, &[u32]); 1] = [("a", &[1, 2, 3])];
    let town = demand(&["population@2020", "elderly", "population@2035"], &rows);
    assert_eq!(town.years(), [2020, 2035]);
    let year = town.of_year(2035);
    assert_eq!(year.groups(), ["population", "elderly"]);
    assert_eq!(whole(&year, 0), [3, 2]);
    assert_eq!(town.of_year(1999).groups(), ["elderly"]);
    assert_eq!(town.people_group(), 0);
}

#[test]
fn a_block_goes_with_its_last_sample() {
    let block = |id: &str, west: f64| {
        let square =
            Rect::new(coord! {x: west, y: 24.5}, coord! {x: west + 0.003, y: 24.503});
        let shape = Some(square.to_polygon().into());
        DemandPoint { shape, ..DemandPoint::new(id, at(west, 24.5)) }
    };
    let mut town = Demand::new(vec!["population".into()]);
    for (id, west) in [("A", 99.9), ("B", 99.91), ("C", 99.92)] {
        town.push_sampled(block(id, west), 100.0, &[Weight::whole(9)]);
    }
    town.retain(|point| point.position.lng() < 99.905 || point.id == "C#2");
    let blocks: Vec<&str> = town.blocks().iter().map(|block| block.id.as_str()).collect();
    assert_eq!((blocks, town.len()), (vec!["A", "C"], 10));
    assert_eq!(town.points()[9].block, Some(1));
    assert_eq!(points_of(&town, "C"), [9]);
}

#[test]
fn one_is_the_identity_and_nothing_overflows() {
    let halves = || {
        let mut town = Demand::new(vec!["population".into()]);
        for people in ["0.5", "0.5", "2.25", "0.75"] {
            let point = DemandPoint::new(people, at(99.9, 24.5));
            town.push(point, &[people.parse().unwrap()]);
        }
        town
    };
    let (mut same, mut twice) = (halves(), halves());
    same.scale(0, &[0, 1, 2, 3], 1_000_000);
    assert_eq!(same, halves());
    twice.scale(0, &[0, 1, 2, 3], 2_000_000);
    let people = |town: &Demand| -> Vec<u64> {
        (0..4).map(|point| town.weights(point)[0].thousandths()).collect()
    };
    assert_eq!(people(&twice), [1000, 1000, 4500, 1500]);
    for _ in 0..9 {
        twice.scale(0, &[0, 1, 2, 3], 1_000_000_000);
    }
    let most = Weight::from_f64(1e12).unwrap();
    assert!((0..4).all(|point| twice.weights(point)[0] <= most));
}

#[test]
fn years_of_one_file_stand_beside_another_without() {
    let rows: [(&str, &[u32]); 1] = [("a", &[1, 2])];
    let plan: [(&str, &[u32]); 1] = [("b", &[8])];
    let mut town = demand(&["population@2020", "population@2035"], &rows);
    town.append(demand(&["population"], &plan));
    assert_eq!(town.years(), [2020, 2035]);
    assert_eq!([whole(&town, 0), whole(&town, 1)], [[1, 2], [8, 8]]);
    let mut undated = demand(&["population"], &plan);
    undated.append(demand(&["population@2030", "population@2040"], &rows));
    assert_eq!(undated.groups(), ["population@2030", "population@2040"]);
    assert_eq!([whole(&undated, 0), whole(&undated, 1)], [[8, 8], [1, 2]]);
    undated.append(demand(&["population@2036"], &plan));
    assert_eq!(undated.years(), [2030, 2036, 2040]);
    let order = undated.groups().to_vec();
    let of =
        |year: u16| order.iter().position(|g| *g == dated("population", year)).unwrap();
    let lone = whole(&undated, 2);
    assert!(lone.iter().all(|&people| people == 8));
    assert_eq!(whole(&undated, 1)[of(2036)], 2); // nearest is 2040
}
