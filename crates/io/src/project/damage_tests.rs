//! Whatever happens to a file, reading it ends in a result: rule 23.

use super::Project;
use crate::campaign::{Dice, effort};
use std::fs;
use std::path::Path;

const FILES: [&str; 6] = [
    "walkshed.toml",
    "stations.csv",
    "blocks.geojson",
    "streets.geojson",
    "grids.geojson",
    "barriers.geojson",
];
/// Damaged copies of each file in an everyday run.
const CASES: usize = 60;

/// Bytes that matter to the formats, beside arbitrary ones.
const TELLING: &[u8] = b"\"'{}[],:;\t\n\r-+eE.019 \x00\xff\xef\xbb\xbf=#nul";

fn damage(bytes: &mut Vec<u8>, dice: &mut Dice) {
    match dice.roll(4) {
        0 => bytes.truncate(dice.roll(bytes.len())),
        1 => {
            let start = dice.roll(bytes.len());
            let end = (start + 1 + dice.roll(40)).min(bytes.len());
            bytes.drain(start..end);
        }
        2 => {
            for _ in 0..=dice.roll(8) {
                let at = dice.roll(bytes.len());
                bytes[at] = TELLING[dice.roll(TELLING.len())];
            }
        }
        _ => {
            for _ in 0..=dice.roll(8) {
                let at = dice.roll(bytes.len());
                bytes[at] ^= 1 << dice.roll(8);
            }
        }
    }
}

#[test]
fn no_damage_makes_a_reader_panic() {
    let town = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../datasets/fengqing");
    let folder = tempfile::tempdir().unwrap();
    for file in FILES {
        fs::copy(town.join(file), folder.path().join(file)).unwrap();
    }
    let (mut whole, mut partly, mut failed) = (0, 0, 0);
    for (nth, file) in FILES.iter().enumerate() {
        let sound = fs::read(town.join(file)).unwrap();
        let path = folder.path().join(file);
        for case in 0..CASES * effort() as usize {
            let mut dice =
                Dice(0x9e37_79b9_7f4a_7c15 ^ ((nth * 1_000_003 + case + 1) as u64));
            let mut bytes = sound.clone();
            damage(&mut bytes, &mut dice);
            fs::write(&path, bytes).unwrap();
            match Project::open(folder.path()).and_then(|project| project.load(&|_| {})) {
                Ok(loaded) if loaded.findings.is_empty() => whole += 1,
                Ok(loaded) => {
                    partly += 1;
                    assert!(loaded.findings.iter().all(|f| !f.to_string().is_empty()));
                }
                Err(error) => {
                    failed += 1;
                    assert!(
                        [3, 4].contains(&error.status()),
                        "{file} case {case}: {error}"
                    );
                }
            }
        }
        fs::write(&path, sound).unwrap();
    }
    let counts = format!("{whole} unharmed, {partly} with findings, {failed} refused");
    assert!(partly > 0 && failed > 0, "{counts}");
}
