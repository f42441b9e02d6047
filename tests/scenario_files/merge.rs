//! Files merged by hand: rows of text, features of JSON.

use serde_json::{Value, json};
use std::error::Error;
use std::fs;
use std::path::Path;
use walkshed_tests::command::Copy;

type Outcome = Result<(), Box<dyn Error>>;

/// A table with the rows of another behind its own; both have the same header.
pub(crate) fn with_rows(table: &str, more: &str) -> String {
    let rows = more.split_once('\n').map_or("", |(_, rows)| rows);
    format!("{}\n{rows}", table.trim_end())
}

/// A table whose rows are edited cell by cell; a cell more is the status.
pub(crate) fn edited_rows(table: &str, edit: impl Fn(&mut Vec<String>)) -> String {
    let mut edited = String::new();
    for (nth, line) in table.trim_end().lines().enumerate() {
        let mut cells = cells(line);
        if nth == 0 {
            cells.push("status".into());
        } else {
            let columns = cells.len();
            edit(&mut cells);
            cells.resize(columns + 1, String::new());
        }
        let quoted = cells.iter().map(|cell| format!("\"{cell}\""));
        edited += &quoted.collect::<Vec<_>>().join(",");
        edited.push('\n');
    }
    edited
}

/// The cells of a line, quoted or not; no cell holds a quote.
fn cells(line: &str) -> Vec<String> {
    let (mut cells, mut quoted) = (vec![String::new()], false);
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(String::new()),
            c => cells.last_mut().expect("there is always one").push(c),
        }
    }
    cells
}

/// The features of a GeoJSON file.
pub(crate) struct Features(pub(crate) Vec<Value>);

impl Features {
    pub(crate) fn write(self, path: &Path) -> Outcome {
        let text = json!({ "type": "FeatureCollection", "features": self.0 });
        Ok(fs::write(path, text.to_string())?)
    }

    /// Changes the features of a file.
    pub(crate) fn edit(
        town: &Copy,
        file: &str,
        change: impl FnOnce(&mut Vec<Value>),
    ) -> Outcome {
        let path = town.file(file);
        let text: Value = serde_json::from_str(&fs::read_to_string(&path)?)?;
        let mut features = text["features"].as_array().cloned().ok_or("features")?;
        change(&mut features);
        Self(features).write(&path)
    }
}

/// Multiplies the whole numbers of a property: their sum is rounded half up and shared out, one by
/// one, always to whom most is missing.
pub(crate) fn scale(
    features: &mut [Value],
    name: &str,
    meant: impl Fn(&Value) -> bool,
    millionths: u128,
) {
    let count = |one: &Value| u128::from(one["properties"][name].as_u64().unwrap_or(0));
    let meant: Vec<usize> =
        (0..features.len()).filter(|&i| meant(&features[i])).collect();
    let all: u128 = meant.iter().map(|&i| count(&features[i])).sum();
    let whole = (all * millionths + 500_000) / 1_000_000;
    let mut parts: Vec<(u128, u128)> = meant
        .iter()
        .map(|&i| {
            let exact = whole * count(&features[i]);
            (exact / all.max(1), exact % all.max(1))
        })
        .collect();
    let shared: u128 = parts.iter().map(|(part, _)| part).sum();
    for _ in shared..whole {
        let mut most = 0;
        for nth in 1..parts.len() {
            if parts[nth].1 > parts[most].1 {
                most = nth;
            }
        }
        parts[most] = (parts[most].0 + 1, 0);
    }
    for (&i, (part, _)) in meant.iter().zip(parts) {
        features[i]["properties"][name] = json!(u64::try_from(part).unwrap_or(u64::MAX));
    }
}
