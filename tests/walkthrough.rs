//! A planner's first hour, as the docs of the command line tell it: every command is run again, and
//! every line that it printed must still be printed.

use crate::cli::Outcome;
use std::fs;
use std::path::Path;
use std::process::Command;
use walkshed_tests::dataset;

const TOLD: &str = include_str!("../crates/cli/docs/new-district.md");

/// Stands for any number of lines.
const CUT: &str = "……";

/// The folder of the story: the town as files, its north district in a folder within.
fn folder() -> Result<tempfile::TempDir, Box<dyn std::error::Error>> {
    let home = tempfile::tempdir()?;
    let (town, north) = (home.path().join("凤庆县城"), dataset("fengqing").join("north"));
    fs::create_dir_all(town.join("北部新区"))?;
    for role in ["blocks", "streets", "grids", "barriers"] {
        let name = format!("{role}.geojson");
        fs::copy(dataset("fengqing").join(&name), town.join(&name))?;
    }
    fs::copy(dataset("fengqing").join("stations.csv"), town.join("stations.csv"))?;
    for name in ["boundary.geojson", "plots.geojson", "roads.geojson", "stations.csv"] {
        fs::copy(north.join(name), town.join("北部新区").join(name))?;
    }
    Ok(home)
}

/// Words of a command, quoted ones whole.
fn words(command: &str) -> Vec<String> {
    let parts = command.split('"').enumerate();
    let words = parts.flat_map(|(nth, part)| match nth % 2 {
        1 => vec![part.to_owned()],
        _ => part.split_whitespace().map(str::to_owned).collect(),
    });
    words.collect()
}

/// What a command prints, messages first; `None` if its program is not there.
fn printed(command: &str, home: &Path) -> Option<String> {
    let in_folder = |word: String| {
        let is_path = word.starts_with("凤庆县城") || word.starts_with("对比");
        if is_path { home.join(word).display().to_string() } else { word }
    };
    let words: Vec<String> = words(command).into_iter().map(in_folder).collect();
    let text = if words[0] == "walkshed" {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let status = walkshed_cli::run(words, &mut out, &mut err);
        err.extend(out);
        let text = String::from_utf8_lossy(&err).into_owned();
        assert_eq!(status, 0, "{command}: {text}");
        text
    } else {
        let ran = Command::new(&words[0]).args(&words[1..]).output().ok()?;
        String::from_utf8_lossy(&ran.stdout).into_owned()
    };
    Some(text.replace(&format!("{}/", home.display()), ""))
}

/// The first line that was told and is not printed, if there is one.
fn missing<'t>(told: &[&'t str], printed: &str) -> Option<&'t str> {
    let printed: Vec<&str> = printed.lines().collect();
    let (mut at, mut skips) = (0, false);
    for &line in told {
        if line == CUT {
            skips = true;
            continue;
        }
        let rest = printed.get(at..).unwrap_or_default();
        let found = rest.iter().position(|&printed| printed == line);
        match found {
            Some(0) => at += 1,
            Some(further) if skips => at += further + 1,
            _ => return Some(line),
        }
        skips = false;
    }
    (!skips && at < printed.len()).then_some("the end")
}

/// Edits a line of the project file, as `<!-- 改 BEGINNING => LINE -->` says.
fn edit(line: &str, project: &Path) -> Outcome {
    let edit = line.trim_start_matches("<!-- 改 ").trim_end_matches(" -->");
    let (beginning, new) = edit.split_once(" => ").ok_or("no arrow")?;
    let text = fs::read_to_string(project)?;
    assert!(text.lines().any(|line| line.starts_with(beginning)), "{beginning}: {text}");
    let new = new.replace("\\n", "\n");
    let lines =
        text.lines().map(|line| if line.starts_with(beginning) { &new } else { line });
    Ok(fs::write(project, lines.collect::<Vec<_>>().join("\n"))?)
}

#[test]
#[expect(clippy::print_stderr, reason = "a test that skips says so")]
fn the_first_hour_of_a_planner_is_as_it_is_told() -> Outcome {
    let home = folder()?;
    let project = home.path().join("凤庆县城/walkshed.toml");
    let (mut lines, mut commands) = (TOLD.lines(), 0);
    while let Some(line) = lines.next() {
        if line.starts_with("<!-- 改 ") {
            edit(line, &project)?;
        }
        let Some(command) = line.strip_prefix("$ ") else { continue };
        let told: Vec<&str> = lines.by_ref().take_while(|&line| line != "```").collect();
        let Some(printed) = printed(command, home.path()) else {
            eprintln!("SKIPPED: {command}: no such program");
            continue;
        };
        let missing = missing(&told, &printed);
        assert!(missing.is_none(), "{command}: {missing:?} is not in\n{printed}");
        commands += 1;
    }
    assert!(commands >= 5, "{commands}");
    Ok(())
}
