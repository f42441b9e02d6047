//! One layer in every format, read to rows: beside `rivals/read_formats.py`, which makes the files
//! and times pyogrio on them.
//!
//! ```sh
//! python benches/rivals/read_formats.py make LAYER WORK
//! WALKSHED_FORMATS=WORK cargo bench -p walkshed-benches --bench read_formats
//! ```

use criterion::Throughput;
use std::path::PathBuf;
use walkshed_benches::{Outcome, criterion, say};
use walkshed_io::{Input, records};

/// The names that the script gives.
const FILES: [&str; 7] = [
    "layer.csv",
    "layer.geojson",
    "layer.geojsonl",
    "layer.gpkg",
    "layer.shp",
    "layer.fgb",
    "layer.parquet",
];

fn main() -> Outcome {
    let Some(folder) = std::env::var_os("WALKSHED_FORMATS").map(PathBuf::from) else {
        say("read_formats: skipped, WALKSHED_FORMATS names no folder of files to read");
        return Ok(());
    };
    let mut criterion = criterion();
    let mut group = criterion.benchmark_group("read_formats");
    group.sample_size(10);
    for name in FILES {
        let input = Input::new(name);
        let (rows, bytes) =
            (records(&folder, &input)?, std::fs::metadata(folder.join(name))?.len());
        say(format_args!("read_formats: {name}, {rows} rows in {bytes} bytes"));
        group.throughput(Throughput::Elements(rows as u64));
        group.bench_function(name, |b| b.iter(|| records(&folder, &input)));
    }
    group.finish();
    criterion.final_summary();
    Ok(())
}
