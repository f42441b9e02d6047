//! A street map drawn in text.
//!
//! ```text
//! A-B-C      letters and digits are nodes, 100 m apart for every two columns or rows
//! |  \|      - | / \ are streets between them, each a residential way of its own
//! D---E
//! ```
//!
//! What is not an ordinary street is told line by line:
//!
//! ```text
//! A-B-C: highway=steps incline=up      one way over these nodes, in this direction
//! A-B-C                                the same without tags: a residential street
//! A-B-C-A: none                        a way without any tag
//! B: barrier=gate                      a node
//! relation outer A-B-C-A: area=yes     a multipolygon of ways told as well
//! @node X 250,-3                       a node at meters east and north of the lower left corner
//! @own a: 0,10 0,500 bridge=yes        a line of the user's own file, in meters
//! @wall 0,2 100,2                      a barrier
//! @extent -50,-50 900,900              two corners of what the streets are known of
//! @walking max_snap = 50               a line of the project's settings
//! @profile wheelchair                  who walks, another such line
//! ```

use std::collections::BTreeMap;
use walkshed_io::osm::Asked;

pub(crate) type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

/// Meters east and north of the lower left corner.
pub(crate) type Spot = (f64, f64);

/// No street of a drawing has more characters.
const LONGEST: usize = 1000;

pub(crate) type Tags = Vec<(String, String)>;

#[derive(Debug)]
pub(crate) struct Way {
    pub(crate) nodes: Vec<char>,
    pub(crate) tags: Tags,
}

#[derive(Debug)]
pub(crate) struct Relation {
    /// Role and way.
    pub(crate) members: Vec<(String, usize)>,
    pub(crate) tags: Tags,
}

/// A map and what was told of it.
#[derive(Debug, Default)]
pub(crate) struct Sketch {
    pub(crate) nodes: BTreeMap<char, Spot>,
    pub(crate) node_tags: BTreeMap<char, Tags>,
    pub(crate) ways: Vec<Way>,
    pub(crate) relations: Vec<Relation>,
    pub(crate) own: Vec<(String, Vec<Spot>, Tags)>,
    pub(crate) walls: Vec<Vec<Spot>>,
    pub(crate) extent: Option<[Spot; 2]>,
    pub(crate) settings: Vec<String>,
}

impl Sketch {
    /// Reads a drawing and what is told of it.
    pub(crate) fn read(map: &str, told: &[&str]) -> Outcome<Self> {
        let mut sketch = Self::default();
        let streets = sketch.draw(map);
        for line in told.iter().filter(|line| line.starts_with("@node")) {
            sketch.directive(line)?;
        }
        for line in told.iter().filter(|line| !line.starts_with("@node")) {
            sketch.tell(line).map_err(|error| format!("{line}: {error}"))?;
        }
        let along = |way: &Way, [a, b]: [char; 2]| {
            way.nodes.windows(2).any(|pair| pair == [a, b] || pair == [b, a])
        };
        let untold = streets
            .into_iter()
            .filter(|ends| !sketch.ways.iter().any(|w| along(w, *ends)));
        let untold: Vec<Way> = untold
            .map(|ends| Way { nodes: ends.to_vec(), tags: residential() })
            .collect();
        sketch.ways.extend(untold);
        Ok(sketch)
    }

    /// Notes the nodes of a drawing; returns its streets, row by row.
    fn draw(&mut self, map: &str) -> Vec<[char; 2]> {
        let rows: Vec<Vec<char>> = map.lines().map(|row| row.chars().collect()).collect();
        let indent = rows.iter().filter_map(|row| row.iter().position(|c| *c != ' '));
        let indent = indent.min().unwrap_or(0);
        let rows: Vec<&[char]> = rows
            .iter()
            .map(|row| row.get(indent..).unwrap_or_default())
            .skip_while(|row| row.is_empty())
            .collect();
        let cell = |row: usize, column: usize| {
            rows.get(row).and_then(|cells| cells.get(column)).copied().unwrap_or(' ')
        };
        let last = rows.iter().rposition(|row| !row.is_empty()).unwrap_or(0);
        let mut streets = Vec::new();
        for (row, cells) in rows.iter().enumerate() {
            for (column, &node) in
                cells.iter().enumerate().filter(|cell| cell.1.is_alphanumeric())
            {
                let spot = (column as f64 * 50.0, (last - row) as f64 * 50.0);
                self.nodes.insert(node, spot);
                for (line, down, right) in
                    [('-', 0, 1), ('|', 1, 0), ('\\', 1, 1), ('/', 1, usize::MAX)]
                {
                    let step = |n: usize| {
                        (row + n * down, column.wrapping_add(right.wrapping_mul(n)))
                    };
                    let reach = |n: &usize| cell(step(*n).0, step(*n).1) == line;
                    let steps = (1..LONGEST).take_while(reach).count();
                    let end = cell(step(steps + 1).0, step(steps + 1).1);
                    if steps > 0 && end.is_alphanumeric() {
                        streets.push([node, end]);
                    }
                }
            }
        }
        streets
    }

    fn tell(&mut self, line: &str) -> Outcome<()> {
        if line.starts_with('@') {
            return self.directive(line);
        }
        let (what, tags) = match line.split_once(": ") {
            Some((what, tags)) => (what, parse_tags(tags)?),
            None => (line, residential()),
        };
        if let Some(members) = what.strip_prefix("relation ") {
            let words: Vec<&str> = members.split_whitespace().collect();
            let member = |pair: &[&str]| {
                let nodes = chain(pair[1]);
                let way = self.ways.iter().position(|way| way.nodes == nodes);
                Ok((pair[0].to_owned(), way.ok_or("a member that is no way")?))
            };
            let members = words.chunks_exact(2).map(member).collect::<Outcome<_>>()?;
            self.relations.push(Relation { members, tags });
        } else if what.contains('-') {
            self.ways.push(Way { nodes: chain(what), tags: street_tags(tags) });
        } else {
            let node = what.chars().next().ok_or("nothing told")?;
            self.node_tags.insert(node, tags);
        }
        Ok(())
    }

    fn directive(&mut self, line: &str) -> Outcome<()> {
        let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
        match word {
            "@node" => {
                let (name, spot) = rest.split_once(' ').ok_or("no place")?;
                let name = name.chars().next().ok_or("no name")?;
                self.nodes.insert(name, parse_spot(spot)?);
            }
            "@own" => {
                let (name, rest) = rest.split_once(": ").ok_or("no name")?;
                let (tags, spots): (Vec<&str>, Vec<&str>) =
                    rest.split_whitespace().partition(|word| word.contains('='));
                let spots = spots.into_iter().map(parse_spot).collect::<Outcome<_>>()?;
                self.own.push((name.to_owned(), spots, parse_tags(&tags.join(" "))?));
            }
            "@wall" => {
                let spots = rest.split_whitespace().map(parse_spot);
                self.walls.push(spots.collect::<Outcome<_>>()?);
            }
            "@extent" => {
                let (low, high) = rest.split_once(' ').ok_or("one corner")?;
                self.extent = Some([parse_spot(low)?, parse_spot(high)?]);
            }
            "@walking" => self.settings.push(rest.to_owned()),
            "@profile" => self.settings.push(format!("profile = \"{rest}\"")),
            _ => return Err("no such directive".into()),
        }
        Ok(())
    }

    /// What is read only when asked for.
    pub(crate) fn asked(&self) -> Asked {
        Asked { ferries: self.settings.iter().any(|line| line == "ferries = true") }
    }

    /// Whether all of it is for the oracle of cities, which knows no barriers, and of the user's
    /// own lines only that they are streets.
    pub(crate) fn is_plain(&self) -> bool {
        let is_tunnel = |line: &(String, Vec<Spot>, Tags)| {
            line.2.iter().any(|(key, _)| key == "tunnel")
        };
        self.walls.is_empty() && !self.own.iter().any(is_tunnel)
    }

    /// A place of the drawing: `A`, or meters off it, `A(10,-20)`.
    pub(crate) fn spot(&self, text: &str) -> Outcome<Spot> {
        let (name, off) = text.split_once('(').unwrap_or((text, "0,0)"));
        let node = name.chars().next().and_then(|name| self.nodes.get(&name));
        let (x, y) = node.ok_or_else(|| format!("no node {text}"))?;
        let (dx, dy) = parse_spot(off.trim_end_matches(')'))?;
        Ok((x + dx, y + dy))
    }
}

fn chain(nodes: &str) -> Vec<char> {
    nodes.split('-').filter_map(|name| name.chars().next()).collect()
}

fn residential() -> Tags {
    vec![("highway".to_owned(), "residential".to_owned())]
}

/// What is told of a way without saying what it is, is told of a residential street.
fn street_tags(tags: Tags) -> Tags {
    let kinds = ["highway", "route", "railway", "aerialway", "none"];
    let is_told = tags.iter().any(|(key, _)| kinds.contains(&key.as_str()));
    let kind = if is_told { Vec::new() } else { residential() };
    kind.into_iter().chain(tags.into_iter().filter(|(key, _)| key != "none")).collect()
}

fn parse_tags(text: &str) -> Outcome<Tags> {
    let tag = |word: &str| match word.split_once('=') {
        Some((key, value)) => Ok((key.to_owned(), value.to_owned())),
        None if word == "none" => Ok((word.to_owned(), String::new())),
        None => Err(format!("no tag: {word}").into()),
    };
    text.split_whitespace().map(tag).collect()
}

fn parse_spot(text: &str) -> Outcome<Spot> {
    let (x, y) = text.split_once(',').ok_or_else(|| format!("no place: {text}"))?;
    Ok((x.trim().parse()?, y.trim().parse()?))
}
