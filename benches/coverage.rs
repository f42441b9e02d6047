//! The whole evaluation, from snapping to gaps: the reference town as it stands, and a city with
//! 500 stations in three levels and 50,000 blocks of ten people.

use criterion::Criterion;
use walkshed::coverage::Evaluation;
use walkshed::model::{CoverageOptions, District};
use walkshed_benches::{City, Outcome, criterion, dataset, district, say};
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
