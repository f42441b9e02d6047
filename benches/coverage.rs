//! The whole evaluation, from snapping to gaps: the reference town as it stands, and a city with
//! 500 stations in three levels and 50,000 blocks of ten people.

use criterion::Criterion;
use walkshed::LngLat;
use walkshed::coverage::Evaluation;
use walkshed::model::{
    CoverageOptions, Demand, DemandPoint, District, Station, Status, Weight,
};
use walkshed_benches::{City, Outcome, criterion, dataset, near_streets, say};
use walkshed_io::Project;

fn main() -> Outcome {
    let mut criterion = criterion();
    let town = Project::open(&dataset("fengqing"))?.load(&|_| {})?;
    bench(&mut criterion, "fengqing", &town.district, &town.options);
    if let Some((name, file)) = City::files().into_iter().next() {
        let district = district(City::read(name, &file)?);
        bench(&mut criterion, name, &district, &CoverageOptions::default());
    }
    criterion.final_summary();
    Ok(())
}

fn bench(
    criterion: &mut Criterion,
    name: &str,
    district: &District,
    options: &CoverageOptions,
) {
    let evaluation = Evaluation::of(district, options);
    let people = district.demand.people_group();
    for level in &evaluation.levels {
        let share = level.coverage.share(people).unwrap_or_default() * 100.0;
        say(format_args!("coverage {name}: level {}: {share:.3} %", level.level));
    }
    let mut group = criterion.benchmark_group("coverage");
    group.sample_size(10);
    group.bench_function(name, |b| b.iter(|| Evaluation::of(district, options)));
}

fn district(city: City) -> District {
    let mut demand = Demand::new(vec!["population".into()]);
    for (i, position) in (0..).zip(near_streets(&city.network, 50_000, 3)) {
        let point = DemandPoint::new(format!("B{i}"), position);
        demand.push(point, &[Weight::whole(10)]);
    }
    let places = near_streets(&city.network, 500, 4);
    District {
        stations: (0..).zip(places).map(station).collect(),
        demand,
        network: Some(city.network),
        levels: 3,
        ..District::default()
    }
}

fn station((i, position): (u32, LngLat)) -> Station {
    Station {
        id: format!("S{i}"),
        name: format!("S{i}"),
        level: 1 + (i % 3) as u8,
        position,
        site: None,
        parent: None,
        community: None,
        status: Status::Operating,
        properties: Vec::new(),
    }
}
