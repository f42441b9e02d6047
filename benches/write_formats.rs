//! What a layer costs to write, format by format: demand points with outlines, a name, whole
//! numbers, fractions and blanks.

use criterion::{Criterion, Throughput};
use geo::{Rect, coord};
use std::sync::Arc;
use walkshed::model::Value;
use walkshed_benches::{Outcome, criterion, say};
use walkshed_io::layers::{Column, Feature, Kind};
use walkshed_io::write::geojson::Header;
use walkshed_io::write::{Content, Format, Options, write};

const FEATURES: usize = 100_000;
const COLUMNS: [(&str, Kind); 6] = [
    ("id", Kind::Text),
    ("name", Kind::Text),
    ("population", Kind::Integer),
    ("minutes", Kind::Number),
    ("status", Kind::Text),
    ("nearest", Kind::Text),
];

fn main() -> Outcome {
    let mut criterion = criterion();
    formats(&mut criterion)?;
    criterion.final_summary();
    Ok(())
}

fn formats(criterion: &mut Criterion) -> Outcome {
    let names = COLUMNS.map(|(name, _)| Arc::<str>::from(name));
    let columns = COLUMNS.map(|(name, kind)| Column { name: name.into(), kind });
    let header = Header::new("demand").with("licence", vec!["© somebody".to_owned()]);
    let features = || (0..FEATURES).map(|nth| feature(nth, &names));
    let mut content = Content::new(header, columns.to_vec(), features);
    content.id_column = None;
    let folder = std::env::temp_dir().join(format!("bench-write-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let mut group = criterion.benchmark_group("write");
    group.sample_size(10).throughput(Throughput::Elements(FEATURES as u64));
    for format in Format::ALL {
        let place = folder.join("demand").with_extension(format.key());
        let written = write(&place, format, &content, Options::default())?;
        let sizes = written.paths.iter().map(|path| path.metadata().map(|m| m.len()));
        let bytes = sizes.sum::<Result<u64, _>>()?;
        say(format_args!("write {}: {bytes} bytes of {FEATURES} features", format.key()));
        group.bench_function(format.key(), |b| {
            b.iter(|| write(&place, format, &content, Options::default()));
        });
    }
    group.finish();
    Ok(std::fs::remove_dir_all(folder)?)
}

/// A block of a grid a hundred meters wide; every seventh has no nearest station.
fn feature(nth: usize, names: &[Arc<str>; 6]) -> Feature {
    let (row, column) = ((nth / 316) as f64, (nth % 316) as f64);
    let corner = coord! { x: 99.9 + column * 1e-3, y: 24.5 + row * 1e-3 };
    let block = Rect::new(corner, coord! { x: corner.x + 9e-4, y: corner.y + 9e-4 });
    let id = format!("FQ{nth:06}");
    let nearest = (!nth.is_multiple_of(7)).then(|| format!("S{}", nth % 26));
    let values = [
        Value::Text(id.clone()),
        Value::Text(format!("凤山镇第{nth}地块")),
        Value::Integer(i64::try_from(nth % 997).unwrap_or_default()),
        Value::Number((nth % 60_000) as f64 / 1000.0),
        Value::from(if nth.is_multiple_of(3) { "uncovered" } else { "covered" }),
        Value::from(nearest.as_deref()),
    ];
    Feature {
        id,
        geometry: Some(block.to_polygon().into()),
        properties: names.iter().cloned().zip(values).collect(),
    }
}
