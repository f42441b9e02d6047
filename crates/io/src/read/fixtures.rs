//! What the tests of formats share: files that other software made, and rows as text.

use super::{Opened, raw};
use crate::error::ReadError;
use crate::lang::Lang;
use crate::project::Input;
use crate::rows::Rows;
use std::path::{Path, PathBuf};

/// A file beside the sources that GDAL or Arrow made; `tests-data/make.sh` says how.
pub(super) fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests-data").join(name)
}

/// The bytes of such a file.
pub(super) fn bytes(name: &str) -> Vec<u8> {
    std::fs::read(path(name)).unwrap()
}

/// Reads such a file.
pub(super) fn fixture(name: &str) -> Rows {
    read(&Input::new(name)).unwrap()
}

/// Reads such a file, of which the project says something.
pub(super) fn read(input: &Input) -> Result<Rows, ReadError> {
    raw(&path(""), input)
}

/// Reads a real file from `$WALKSHED_DATA`, else from the folder `shared/data` beside the
/// workspace; nothing if it is not at hand.
#[allow(clippy::print_stderr, reason = "a skipped test must say so")]
pub(crate) fn real(name: &str) -> Option<Rows> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    let folder = std::env::var_os("WALKSHED_DATA").map_or_else(beside, PathBuf::from);
    if folder.join(name).is_file() {
        return Some(raw(&folder, &Input::new(name)).unwrap());
    }
    eprintln!("skipped: {name} is not at hand (set WALKSHED_DATA to the test data)");
    None
}

/// Bytes as a file of this name, which is not on disk.
pub(super) fn opened<'a>(input: &'a Input, bytes: &[u8]) -> Opened<'a> {
    Opened { input, path: Path::new("nowhere").join(&input.path), bytes: bytes.to_vec() }
}

/// Each row as `place id: cell|cell kind`, then the findings.
pub(super) fn told(rows: &Rows) -> Vec<String> {
    use geo::Geometry::{MultiPolygon, Point, Polygon};
    let kind = |geometry: &geo::Geometry| match geometry {
        Point(_) => "point".to_owned(),
        Polygon(one) => format!("polygon with {} holes", one.interiors().len()),
        MultiPolygon(many) => format!("{} polygons", many.0.len()),
        other => format!("{other:?}"),
    };
    let mut all: Vec<String> = rows
        .list
        .iter()
        .map(|row| {
            let cells = (0..rows.columns.len()).map(|i| format!("{:?}", row.value(i)));
            let cells = cells.collect::<Vec<_>>().join(" ");
            let shape = match &row.geometry {
                Ok(shape) => shape.as_ref().map_or("nowhere".to_owned(), kind),
                Err(problem) => problem.reason(Lang::En),
            };
            format!("{} {cells} {shape}", row.place)
        })
        .collect();
    all.extend(rows.findings.iter().map(ToString::to_string));
    all
}

/// The rows of `communities.geojson`, whatever file they come from.
pub(super) const TOWN: [&str; 3] = [
    r#"feature 1 Text("030921001001") Text("凤山社区") Integer(1205) Number(1.25) Text("2021-05-06") Bool(true) polygon with 1 holes"#,
    r#"feature 2 Text("030921001002") Text("文明社区") Integer(877) Number(0.5) Text("2022-01-31") Bool(false) 2 polygons"#,
    "feature 3 Text(\"030921001003\") Null Null Null Null Null nowhere",
];

/// The columns of that file.
pub(super) const COLUMNS: [&str; 6] =
    ["社区代码", "社区名称", "人口", "面积", "建成", "已建"];

/// The first position of a row's geometry.
pub(super) fn first(rows: &Rows, row: usize) -> (f64, f64) {
    use geo::CoordsIter;
    let shape = rows.list[row].geometry.as_ref().unwrap().as_ref().unwrap();
    let at = shape.coords_iter().next().unwrap();
    (at.x, at.y)
}

/// The message of a refusal, after the name of the file, and its status.
pub(super) fn refusal(result: Result<Rows, ReadError>) -> (u8, String) {
    let error = result.map(|rows| told(&rows)).unwrap_err();
    let text = error.to_string();
    (
        error.status(),
        text.split_once(": ").map_or(text.clone(), |(_, why)| why.to_owned()),
    )
}

/// Reads a sound file with bytes changed, cut off and put in: whatever comes out, nothing falls.
/// A thousand of them at least, a million at an effort of a thousand.
pub(super) fn campaign(
    sound: &[u8],
    seed: u64,
    times: u64,
    read: impl Fn(&[u8]) -> Result<Rows, ReadError>,
) {
    use crate::campaign::{Dice, effort};
    let mut dice = Dice(seed);
    for _ in 0..times * effort() {
        let mut bytes = sound.to_vec();
        for _ in 0..=dice.roll(4) {
            mutate(&mut bytes, &mut dice);
        }
        match read(&bytes) {
            Ok(rows) => {
                let most = super::layer::most_rows(bytes.len());
                assert!(rows.list.len() <= most, "{} rows", rows.list.len());
            }
            Err(error) => assert!(!error.to_string().is_empty()),
        }
    }
}

fn mutate(bytes: &mut Vec<u8>, dice: &mut crate::campaign::Dice) {
    const WORTH: [u8; 8] = [0, 1, 0x7f, 0x80, 0xff, 0xfe, 0x10, 0x20];
    let at = dice.roll(bytes.len().max(1));
    if bytes.is_empty() {
        bytes.push(0);
    }
    match dice.roll(8) {
        0 => bytes.truncate(at),
        1 => bytes[at] ^= 1 << dice.roll(8),
        2 => bytes[at] = WORTH[dice.roll(WORTH.len())],
        3 => {
            let end = (at + 4).min(bytes.len());
            bytes[at..end].fill(WORTH[dice.roll(WORTH.len())]);
        }
        4 => bytes.insert(at, dice.roll(256) as u8),
        5 => drop(bytes.drain(at..(at + 1 + dice.roll(8)).min(bytes.len()))),
        6 => {
            let from = dice.roll(bytes.len());
            let piece = bytes[from..(from + 1 + dice.roll(32)).min(bytes.len())].to_vec();
            let end = (at + piece.len()).min(bytes.len());
            bytes.splice(at..end, piece);
        }
        _ => bytes[at] = dice.roll(256) as u8,
    }
}
