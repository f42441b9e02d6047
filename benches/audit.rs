//! Circles and the audit of a prefecture: 352 stations, 191 communities, 360 resources. The walks of
//! everything to everything in one table, what is read from it, and beside it a search from every
//! center to every place one after the other.

use criterion::Criterion;
use std::hint::black_box;
use walkshed::circle::{Circles, Reach};
use walkshed::coverage::Evaluation;
use walkshed::model::{Budget, Demand, DemandPoint, District, Resource};
use walkshed_benches::{Outcome, criterion, dataset, say};
use walkshed_io::standards::Compliance;
use walkshed_io::{Circled, Loaded, Project};

fn main() -> Outcome {
    let loaded = Project::open(&dataset("baoji"))?.load(&|_| {})?;
    let mut criterion = criterion();
    circles(&mut criterion, &loaded)?;
    audit(&mut criterion, &loaded);
    criterion.final_summary();
    Ok(())
}

fn circles(criterion: &mut Criterion, loaded: &Loaded) -> Outcome {
    let (district, resources) = (&loaded.district, &loaded.resources);
    let budget = Budget::default();
    let quick = || {
        let reach = Reach::of(district, resources, &loaded.options, budget, 4);
        Circles::of(district, resources, &reach)
    };
    let members = |circles: &Circles| -> usize {
        circles.circles.iter().map(|circle| circle.members.len()).sum()
    };
    let all = members(&quick());
    let slow = naive(loaded, budget);
    say(format_args!("audit baoji: {all} members of circles, {slow} by single searches"));
    if all != slow {
        return Err("the circles differ from those of single searches".into());
    }
    let mut group = criterion.benchmark_group("audit baoji");
    group.sample_size(10);
    group.bench_function("circles", |b| b.iter(|| members(&quick())));
    group.bench_function("circles, center by center", |b| {
        b.iter(|| black_box(naive(loaded, budget)));
    });
    Ok(())
}

/// The members of all circles, asking for one center after the other as if it were alone.
fn naive(loaded: &Loaded, budget: Budget) -> usize {
    let district = &loaded.district;
    let mut demand = Demand::new(Vec::new());
    let stations = district.stations.iter().map(|station| station.position);
    let resources = loaded.resources.iter().map(|resource: &Resource| resource.position);
    for at in stations.chain(resources) {
        demand.push(DemandPoint::new("", at), &[]);
    }
    let places = demand.len();
    let mut alone = District { demand, stations: Vec::new(), ..district.clone() };
    let centers = district.stations.iter().filter(|station| station.level == 4);
    let mut members = 0;
    for center in centers {
        alone.stations = vec![center.clone()];
        let (table, _) = Evaluation::table(&alone, &loaded.options, budget);
        members += (0..places).filter(|&place| !table.of(place).is_empty()).count() - 1;
    }
    members
}

fn audit(criterion: &mut Criterion, loaded: &Loaded) {
    let options = &loaded.options;
    let evaluate = || Evaluation::of(&loaded.district, options);
    let circled = || Circled::of(loaded, options.budget(loaded.district.levels), 4);
    let problems = |evaluation: &Evaluation| {
        loaded.audit(evaluation, &circled().reach).ledger.issues().len()
    };
    let evaluation = evaluate();
    let audit = loaded.audit(&evaluation, &circled().reach);
    let compliance = Compliance::of(loaded, &evaluation);
    let more = compliance.issues(loaded, &audit, walkshed_io::Lang::En).len();
    let found = audit.ledger.issues().len();
    say(format_args!("audit baoji: {found} problems, {more} of standards and upgrades"));
    let mut group = criterion.benchmark_group("audit baoji");
    group.sample_size(10);
    group.bench_function("audit, with its evaluation", |b| {
        b.iter(|| problems(&evaluate()));
    });
    group.bench_function("audit of what is evaluated", |b| {
        b.iter(|| loaded.audit(&evaluation, &circled().reach).ledger.issues().len());
    });
    group.bench_function("standards and upgrades", |b| {
        b.iter(|| Compliance::of(loaded, &evaluation).is_empty());
    });
}
