//! Rules 5, 6, 7, 8, 10, 13, 18, 19 and 20 from tags to seconds, on streets drawn in text.
//!
//! Every scenario is a table row: a sentence, a map, what is told of it (see `sketch`), and what
//! is expected, worked out by hand. An adult walks 1.2 m/s, so 100 m take 83.3 s. All searches of
//! the product, in time and in meters, and an oracle that shares nothing with them must give
//! that answer.
//!
//! ```text
//! A -> C: 166.7 s, 200 m     the quickest walk from A to a station at C, and the shortest
//! A -> C: no way
//! A => C                     of all stations named, C is the nearest to A
//! A is Unknown(Island)       what an evaluation says of people at A
//! islands: 1                 streets on islands
//! connections: 1             connections inferred
//! ```

#[path = "streets/files.rs"]
mod files;
#[path = "streets/sketch.rs"]
mod sketch;
#[path = "streets/walked.rs"]
mod walked;

#[path = "streets/access.rs"]
mod access;
#[path = "streets/levels.rs"]
mod levels;
#[path = "streets/private.rs"]
mod private;
#[path = "streets/snapping.rs"]
mod snapping;
#[path = "streets/squares.rs"]
mod squares;

use sketch::{Outcome, Sketch};
use walked::Walked;

/// How far an answer may be from a number written with one digit, in seconds or meters: the
/// digit's half, and a centimeter for every node that OpenStreetMap rounds.
const WRITTEN: f64 = 0.12;

/// A row of the table.
struct Scenario {
    /// What it shows, in a sentence.
    name: &'static str,
    map: &'static str,
    told: &'static [&'static str],
    expected: &'static [&'static str],
}

/// Checks all rows; a failure lists every row that is wrong, with its numbers.
fn check(scenarios: &[Scenario]) {
    let wrong: Vec<String> = scenarios
        .iter()
        .filter_map(|scenario| {
            let failed = run(scenario).err()?;
            Some(format!(
                "{}\n    {}",
                scenario.name,
                failed.to_string().replace('\n', "\n    ")
            ))
        })
        .collect();
    let (n, of) = (wrong.len(), scenarios.len());
    assert!(wrong.is_empty(), "{n} of {of} scenarios are wrong\n{}", wrong.join("\n"));
}

fn run(scenario: &Scenario) -> Outcome<()> {
    let sketch = Sketch::read(scenario.map, scenario.told)?;
    let (mut people, mut stations): (Vec<&str>, Vec<&str>) = (Vec::new(), Vec::new());
    let add = |list: &mut Vec<&'static str>, name| {
        if !list.contains(&name) {
            list.push(name);
        }
    };
    for line in scenario.expected {
        if let Some((person, _)) = line.split_once(" is ") {
            add(&mut people, person);
        } else if let Some((person, station)) = ends(line) {
            add(&mut people, person);
            add(&mut stations, station);
        }
    }
    let spots = |names: &[&str]| {
        names.iter().map(|n| sketch.spot(n)).collect::<Outcome<Vec<_>>>()
    };
    let folder = tempfile::tempdir()?;
    sketch.write(folder.path(), &spots(&people)?, &spots(&stations)?)?;
    let walked = walked::walk(&sketch, folder.path())?;
    let place =
        |list: &[&str], name| list.iter().position(|n| *n == name).ok_or("no place");
    let mut wrong = Vec::new();
    for line in scenario.expected {
        let found = match (line.split_once(" is "), ends(line)) {
            (Some((person, status)), _) => {
                let found = format!("{:?}", walked.status[place(&people, person)?]);
                (found != status).then_some(found)
            }
            (None, Some((person, station))) => {
                let pair = (place(&people, person)?, place(&stations, station)?);
                wrong_walk(line, &walked, pair, &stations)?
            }
            (None, None) => wrong_count(line, &walked)?,
        };
        wrong.extend(found.map(|found| format!("{line}, found {found}")));
    }
    if wrong.is_empty() {
        return Ok(());
    }
    wrong.extend(walked.findings.iter().map(|finding| format!("({finding})")));
    Err(wrong.join("\n").into())
}

/// The person and the station of a line, if it is about a pair.
fn ends(line: &'static str) -> Option<(&'static str, &'static str)> {
    let (person, rest) = line.split_once(" -> ").or_else(|| line.split_once(" => "))?;
    Some((person, rest.split_once(": ").map_or(rest, |(station, _)| station)))
}

/// What was found instead of what a line says of a pair.
fn wrong_walk(
    line: &str,
    walked: &Walked,
    (person, station): (usize, usize),
    stations: &[&str],
) -> Outcome<Option<String>> {
    if line.contains(" => ") {
        let found = walked.nearest[person].map(|s| s as usize);
        let name = |s: usize| stations[s].to_owned();
        let none = || "none".to_owned();
        return Ok((found != Some(station)).then(|| found.map_or_else(none, name)));
    }
    let (_, said) = line.split_once(": ").ok_or("nothing said")?;
    let millis = walked.millis[person][station];
    let millimeters = walked.millimeters[person][station];
    let mut right = true;
    for part in said.split(", ") {
        let near = |found: Option<u32>, wanted: &str| -> Outcome<bool> {
            let wanted: f64 = wanted.parse()?;
            Ok(found.is_some_and(|n| (f64::from(n) / 1000.0 - wanted).abs() < WRITTEN))
        };
        right &= match part.rsplit_once(' ') {
            Some((seconds, "s")) => near(millis, seconds)?,
            Some((meters, "m")) => near(millimeters, meters)?,
            _ if part == "no way" => millis.is_none() && millimeters.is_none(),
            _ => return Err(format!("not understood: {part}").into()),
        };
    }
    let text = |n: Option<u32>| n.map_or(f64::NAN, |n| f64::from(n) / 1000.0);
    let found = format!("{} s, {} m", text(millis), text(millimeters));
    Ok((!right).then_some(found))
}

fn wrong_count(line: &str, walked: &Walked) -> Outcome<Option<String>> {
    let (what, number) = line.split_once(": ").ok_or("nothing said")?;
    let found = match what {
        "islands" => walked.islands,
        "connections" => walked.connections,
        _ => return Err(format!("not understood: {line}").into()),
    };
    Ok((found != number.parse::<usize>()?).then(|| found.to_string()))
}
