//! The project file, with the reason of every guess beside it.

use super::link::Link;
use super::look::{Looked, doubts};
use super::question::Question;
use super::role::Role;
use crate::columns::{DEMAND, field_of};
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
    let mut writer = Writer { text, files, links, questions, scenario: None };
    writer.role("stations", &[Role::Stations]);
    writer.role("demand", &[Role::Demand, Role::DemandAndGrids]);
    writer.role("grids", &[Role::Grids, Role::DemandAndGrids]);
    writer.role("streets", &[Role::Streets]);
    writer.role("barriers", &[Role::Barriers]);
    writer.extent();
    writer.study_area();
    writer.leftovers();
    for error in unread {
        let text = one_line(&error.text(Lang::En));
        line(&mut writer.text, &format!("# not read: {text}"));
    }
    settings(&mut writer.text);
    writer.scenarios();
    writer.text
}

/// What holds for all files.
fn settings(text: &mut String) {
    line(text, "\n[hierarchy]");
    line(
        text,
        "# pattern = \"1+4+11+10\"      # how many stations each level should have",
    );
    line(
        text,
        "substitution = \"inclusive\"   # any station of the level or above serves",
    );
    line(text, "\n[walking]");
    line(text, "budget  = \"15min\"            # 1000m, gb15, or one a level in a list");
    line(
        text,
        "profile = \"adult\"            # 1.2 m/s; elder 0.8, child 1.0, wheelchair 0.8",
    );
}

struct Writer<'a> {
    text: String,
    files: &'a [Looked],
    links: &'a [Link],
    questions: &'a mut Vec<Question>,
    /// The scenario that is written; `None` is the project.
    scenario: Option<&'a str>,
}

impl<'a> Writer<'a> {
    /// The tables of all scenarios, in the order of their files.
    fn scenarios(&mut self) {
        let files = self.files;
        let mut names: Vec<&'a str> = Vec::new();
        for file in files.iter().filter(|file| file.role != Role::None) {
            if let Some(name) =
                file.scenario.as_deref().filter(|name| !names.contains(name))
            {
                names.push(name);
            }
        }
        for name in names {
            self.scenario = Some(name);
            line(&mut self.text, &format!("\n[scenario.{}]", key(name)));
            for role in [Role::Stations, Role::Demand, Role::Streets, Role::StudyArea] {
                self.role(role.key(), &[role]);
            }
        }
        self.scenario = None;
    }

    /// The files of what is written now that have a role, by their place.
    fn files_of(&self, roles: &[Role]) -> Vec<usize> {
        let here = |file: &Looked| file.scenario.as_deref() == self.scenario;
        let wanted = |&nth: &usize| {
            let file = &self.files[nth];
            here(file) && roles.contains(&file.role)
        };
        (0..self.files.len()).filter(wanted).collect()
    }
    /// One input, or a list of them.
    fn role(&mut self, key: &str, roles: &[Role]) {
        let mut all = self.files_of(roles);
        if key == "study_area" {
            all.truncate(1);
        }
        for &file in &all {
            self.reasons(file);
        }
        let entries: Vec<String> =
            all.iter().map(|&file| self.entry(key, file)).collect();
        let in_scenario = self.scenario.is_some();
        let key = match roles {
            [role] if in_scenario => role.key_of_plan(),
            _ => key,
        };
        match entries.as_slice() {
            [] if in_scenario => {}
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
        if key == "demand" && !file.planned.is_empty() && self.counts_planned(file) {
            let each = file.planned.iter();
            let each =
                each.map(|(group, column)| format!("{group} = {}", quoted(column)));
            let weights = each.collect::<Vec<_>>().join(", ");
            parts.push(format!("weights = {{ {weights} }}"));
        }
        match parts.as_slice() {
            [_only] => quoted(&file.path),
            _ => format!("{{ {} }}", parts.join(", ")),
        }
    }

    /// Whether the people that are planned are those to be counted: in a scenario, or where no
    /// others are.
    fn counts_planned(&self, file: &Looked) -> bool {
        let people = file.rows.as_ref().zip(file.planned.first());
        let others = people.is_some_and(|(rows, (_, planned))| {
            rows.columns.iter().any(|name| name != planned && is_people(name))
        });
        self.scenario.is_some() || !others
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
        if let Some((_, column)) = file.planned.first()
            && self.counts_planned(file)
        {
            line(
                &mut self.text,
                &format!("#   people as planned, by {}", one_line(column)),
            );
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
        let mut base = self.files.iter().filter(|file| file.scenario.is_none());
        if let Some(file) = base.find(own) {
            let what = "# extent = \"complete\"        # if no street beyond the drawn ones matters";
            line(&mut self.text, what);
            self.questions.push(Question::Extent { file: file.path.clone() });
        }
    }

    /// Limits the demand that is counted; only its owner knows whether that is meant.
    fn study_area(&mut self) {
        for file in self.files_of(&[Role::StudyArea]) {
            let path = quoted(&self.files[file].path);
            line(
                &mut self.text,
                &format!("# study_area = {path}  # counts only demand inside"),
            );
        }
    }

    /// Files that got no role.
    fn leftovers(&mut self) {
        for (nth, file) in self.files.iter().enumerate() {
            let linked = self.links.iter().any(|link| link.table == nth);
            if file.role == Role::Table && !linked {
                self.questions.push(Question::NoKey { file: file.path.clone() });
            }
            if file.role == Role::None || (file.role == Role::Table && !linked) {
                line(&mut self.text, &format!("# not used: {}", file.path));
            }
        }
    }
}

/// Whether a column counts the people that there are.
fn is_people(column: &str) -> bool {
    field_of(&DEMAND, column) == Some("population")
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

/// A TOML key, in quotes where it needs them.
fn key(name: &str) -> String {
    let bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    if !name.is_empty() && name.chars().all(bare) {
        return name.to_owned();
    }
    quoted(&one_line(name))
}
