//! A million rows of CSV, as a province's blocks are: what the csv crate alone takes to find the
//! cells, to copy them as text, and what we take to make records of them, hashed for the record.

use csv::{ByteRecord, ReaderBuilder};
use std::fmt::Write as _;
use std::path::Path;
use walkshed_benches::{Dice, Outcome, criterion, say};
use walkshed_io::{Input, records};

/// Rows of the table.
const ROWS: usize = 1_000_000;

fn main() -> Outcome {
    let folder = std::env::temp_dir().join(format!("bench-csv-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let measured = measure(&folder);
    std::fs::remove_dir_all(&folder)?;
    measured
}

fn measure(folder: &Path) -> Outcome {
    let path = folder.join("blocks.csv");
    std::fs::write(&path, blocks())?;
    let input = Input::new("blocks.csv");
    let bytes = std::fs::metadata(&path)?.len();
    say(format_args!("read_csv: {} records in {bytes} bytes", records(folder, &input)?));
    let mut criterion = criterion();
    let mut group = criterion.benchmark_group("read_csv");
    group.sample_size(10);
    group.bench_function("csv crate, cells found", |b| b.iter(|| cells(&path)));
    group.bench_function("csv crate, cells copied", |b| b.iter(|| copies(&path)));
    group.bench_function("ours", |b| b.iter(|| records(folder, &input)));
    drop(group);
    criterion.final_summary();
    Ok(())
}

/// A table with a code, a name, numbers and a place in each row.
fn blocks() -> String {
    let mut dice = Dice::new(4);
    let mut text = String::from("地块编号,名称,常住人口,户数,经度,纬度\n");
    for row in 0..ROWS {
        let people = dice.pick(900);
        let (lon, lat) = (99.8 + dice.share() / 5.0, 24.5 + dice.share() / 5.0);
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "530921{row:06},东山社区{row}号,{people},{},{lon:.6},{lat:.6}",
            people / 3
        );
    }
    text
}

/// The cells of all rows, in one record that is used again.
fn cells(path: &Path) -> Result<usize, csv::Error> {
    let mut reader = ReaderBuilder::new().from_path(path)?;
    let (mut record, mut cells) = (ByteRecord::new(), 0);
    while reader.read_byte_record(&mut record)? {
        cells += record.len();
    }
    Ok(cells)
}

/// The same kept as text, a string for each cell.
fn copies(path: &Path) -> Result<Vec<Vec<String>>, csv::Error> {
    let mut reader = ReaderBuilder::new().from_path(path)?;
    let own = |record: csv::StringRecord| record.iter().map(str::to_owned).collect();
    reader.records().map(|record| record.map(own)).collect()
}
