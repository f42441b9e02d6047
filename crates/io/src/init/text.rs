//! The project file, with the reason of every guess beside it.

use super::link::Link;
use super::look::{Looked, doubts};
use super::question::Question;
use super::role::Role;
use crate::error::ReadError;
use crate::lang::Lang;
use std::fmt::Write as _;
use std::path::Path;

/// The level of areas that do not say theirs: communities, below the town.
const COMMUNITIES: u8 = 2;

/// Writes the text; what cannot be known is asked.
pub(super) fn write(
    folder: &Path,
    files: &[Looked],
    links: &[Link],
    unread: &[ReadError],
    questions: &mut Vec<Question>,
) -> String {
    let mut text = String::new();
    let absolute = folder.canonicalize().unwrap_or_else(|_error| folder.to_owned());
    let name = absolute.file_name().map(|name| name.to_string_lossy().into_owned());
    line(
        &mut text,
        "# Drafted from the files beside it: look at every line that is commented.",
    );
    line(&mut text, &format!("name = {}", quoted(&name.unwrap_or_default())));
    line(&mut text, "\n[inputs]");
    let mut writer = Writer { text, files, links, questions };
    writer.role("stations", &[Role::Stations]);
    writer.role("demand", &[Role::Demand, Role::DemandAndGrids]);
    writer.role("grids", &[Role::Grids, Role::DemandAndGrids]);
    writer.role("streets", &[Role::Streets]);
    writer.role("barriers", &[Role::Barriers]);
    writer.extent();
    writer.study_area();
    let mut text = writer.leftovers();
    for error in unread {
        line(&mut text, &format!("# not read: {}", one_line(&error.text(Lang::En))));
    }
    line(&mut text, "\n[hierarchy]");
    line(
        &mut text,
        "# pattern = \"1+4+11+10\"      # how many stations each level should have",
    );
    line(
        &mut text,
        "substitution = \"inclusive\"   # any station of the level or above serves",
    );
    line(&mut text, "\n[walking]");
    line(
        &mut text,
        "budget  = \"15min\"            # 1000m, gb15, or one a level in a list",
    );
    line(
        &mut text,
        "profile = \"adult\"            # 1.2 m/s; elder 0.8, child 1.0, wheelchair 0.8",
    );
    text
}

struct Writer<'a> {
    text: String,
    files: &'a [Looked],
    links: &'a [Link],
    questions: &'a mut Vec<Question>,
}

impl Writer<'_> {
    /// One input, or a list of them.
    fn role(&mut self, key: &str, roles: &[Role]) {
        let all: Vec<usize> = (0..self.files.len())
            .filter(|&file| roles.contains(&self.files[file].role))
            .collect();
        for &file in &all {
            self.reasons(file);
        }
        let entries: Vec<String> =
            all.iter().map(|&file| self.entry(key, file)).collect();
        match entries.as_slice() {
            [] => line(&mut self.text, &format!("# {key} = \"...\"")),
            [one] => line(&mut self.text, &format!("{key} = {one}")),
            many => {
                line(&mut self.text, &format!("{key} = ["));
                for entry in many {
                    line(&mut self.text, &format!("    {entry},"));
                }
                line(&mut self.text, "]");
            }
        }
    }

    /// A path, or a table where more must be said.
    fn entry(&mut self, key: &str, nth: usize) -> String {
        let file = &self.files[nth];
        let mut parts = vec![format!("path = {}", quoted(&file.path))];
        if let Some((crs, _)) = &file.crs {
            parts.push(format!("crs = {}", quoted(&crs.key())));
        }
        if !file.has_level && key == "grids" {
            parts.push(format!("level = {COMMUNITIES}"));
            let question =
                Question::GridLevel { file: file.path.clone(), assumed: COMMUNITIES };
            self.questions.push(question);
        }
        if !file.has_level && key == "stations" {
            parts.push("level = 1".to_owned());
            self.questions.push(Question::StationLevel { file: file.path.clone() });
        }
        if key == "demand" {
            let links = self.links.iter().filter(|link| link.layer == nth);
            parts.extend(links.map(|link| {
                let table = quoted(&self.files[link.table].path);
                let on = quoted(&link.on);
                let with = if link.with == link.on {
                    String::new()
                } else {
                    format!(", with = {}", quoted(&link.with))
                };
                format!("join = {{ path = {table}, on = {on}{with} }}")
            }));
        }
        match parts.as_slice() {
            [_only] => quoted(&file.path),
            _ => format!("{{ {} }}", parts.join(", ")),
        }
    }

    /// Why a file has its role and system, as comments.
    fn reasons(&mut self, nth: usize) {
        let file = &self.files[nth];
        let Some(rows) = &file.rows else { return };
        let [points, lines, polygons] = file.kinds;
        let mut what = vec![format!("{} rows", rows.list.len())];
        for (count, name) in
            [(points, "points"), (lines, "lines"), (polygons, "polygons")]
        {
            if count > 0 {
                what.push(format!("{count} {name}"));
            }
        }
        if !file.people.is_empty() {
            what.push(format!("counts {}", file.people.join(", ")));
        }
        what.push(format!("columns {}", rows.columns.join(", ")));
        let path = &file.path;
        line(&mut self.text, &format!("# {path}: {}", one_line(&what.join("; "))));
        if let Some((crs, reason)) = &file.crs {
            line(&mut self.text, &format!("#   {}: {}", crs.key(), one_line(reason)));
        }
        for finding in doubts(rows) {
            line(&mut self.text, &format!("#   {}", one_line(&finding.text(Lang::En))));
        }
        for link in self.links.iter().filter(|link| link.layer == nth) {
            let [matched, all] = link.matched;
            let table = &self.files[link.table];
            line(
                &mut self.text,
                &format!(
                    "#   people from {}: {matched} of {all} keys are there",
                    table.path
                ),
            );
            for finding in table.rows.iter().flat_map(doubts) {
                line(
                    &mut self.text,
                    &format!("#   {}", one_line(&finding.text(Lang::En))),
                );
            }
        }
    }

    /// Files of records do not say how far their streets are mapped (rule 13).
    fn extent(&mut self) {
        let own = |file: &&Looked| file.role == Role::Streets && file.rows.is_some();
        if let Some(file) = self.files.iter().find(own) {
            let what = "# extent = \"complete\"        # if no street beyond the drawn ones matters";
            line(&mut self.text, what);
            self.questions.push(Question::Extent { file: file.path.clone() });
        }
    }

    /// Limits the demand that is counted; only its owner knows whether that is meant.
    fn study_area(&mut self) {
        for file in self.files.iter().filter(|file| file.role == Role::StudyArea) {
            let path = quoted(&file.path);
            line(
                &mut self.text,
                &format!("# study_area = {path}  # counts only demand inside"),
            );
        }
    }

    /// Files that got no role.
    fn leftovers(mut self) -> String {
        for (nth, file) in self.files.iter().enumerate() {
            let linked = self.links.iter().any(|link| link.table == nth);
            if file.role == Role::Table && !linked {
                self.questions.push(Question::NoKey { file: file.path.clone() });
            }
            if file.role == Role::None || (file.role == Role::Table && !linked) {
                line(&mut self.text, &format!("# not used: {}", file.path));
            }
        }
        self.text
    }
}

fn line(text: &mut String, of: &str) {
    // Writing to a string cannot fail.
    let _ = writeln!(text, "{of}");
}

/// A text that may stand in a comment: TOML allows no control characters there.
fn one_line(text: &str) -> String {
    text.replace(char::is_control, " ")
}

/// A TOML string.
fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}
