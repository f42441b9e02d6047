//! The project file, with the reason of every guess beside it.

use super::link::Link;
use super::look::{Looked, doubts};
use super::note::Note;
use super::question::Question;
use super::role::Role;
use super::toml_text::{beside, key, line, one_line, quoted, settings};
use crate::columns::{DEMAND, field_of};
use crate::error::ReadError;
use crate::lang::Lang;
use std::path::Path;

/// The level of areas that do not say theirs: communities, below the town.
const COMMUNITIES: u8 = 2;

/// Writes the text; what cannot be known is asked.
pub(super) fn write(
    folder: &Path,
    files: &[Looked],
    links: &[Link],
    unread: &[ReadError],
    lang: Lang,
    questions: &mut Vec<Question>,
) -> String {
    let mut writer =
        Writer { text: String::new(), lang, files, links, questions, scenario: None };
    let absolute = folder.canonicalize().unwrap_or_else(|_error| folder.to_owned());
    let name = absolute.file_name().map(|name| name.to_string_lossy().into_owned());
    writer.note(&Note::Drafted);
    line(&mut writer.text, &format!("name = {}", quoted(&name.unwrap_or_default())));
    line(&mut writer.text, "\n[inputs]");
    writer.role("stations", &[Role::Stations]);
    writer.role("demand", &[Role::Demand, Role::DemandAndGrids]);
    writer.role("grids", &[Role::Grids, Role::DemandAndGrids]);
    writer.role("streets", &[Role::Streets]);
    writer.role("barriers", &[Role::Barriers]);
    for role in [Role::Entrances, Role::Resources, Role::Needs] {
        writer.role_if_any(role);
    }
    writer.extent();
    writer.study_area();
    writer.leftovers();
    for error in unread {
        writer.note(&Note::NotRead(error));
    }
    settings(&mut writer.text, lang);
    writer.scenarios();
    writer.text
}

struct Writer<'a> {
    text: String,
    /// The language of the comments.
    lang: Lang,
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
            if key == "study_area" {
                self.note(&Note::StudyAreaOfPlan);
            }
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

    /// An input that most projects do without.
    fn role_if_any(&mut self, role: Role) {
        if !self.files_of(&[role]).is_empty() {
            self.role(role.key(), &[role]);
        }
    }

    /// A path, or a table where more must be said.
    fn entry(&mut self, key: &str, nth: usize) -> String {
        let file = &self.files[nth];
        let mut parts = vec![format!("path = {}", quoted(&file.path))];
        if let Some(verdict) = &file.verdict {
            parts.push(format!("crs = {}", quoted(&verdict.hypothesis.crs.key())));
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
        let kinds = [
            (points, Note::Points(points)),
            (lines, Note::Lines(lines)),
            (polygons, Note::Polygons(polygons)),
        ];
        let mut parts = vec![Note::Rows(rows.list.len())];
        parts
            .extend(kinds.into_iter().filter(|(count, _)| *count > 0).map(|kind| kind.1));
        if !file.people.is_empty() {
            parts.push(Note::Counts(&file.people));
        }
        parts.push(Note::Columns(&rows.columns));
        self.note(&Note::Holds { path: &file.path, parts: &parts });
        if let Some(verdict) = &file.verdict {
            self.detail(&Note::System(verdict));
        }
        if let Some((_, column)) = file.planned.first()
            && self.counts_planned(file)
        {
            self.detail(&Note::Planned(column));
        }
        for finding in doubts(rows) {
            self.detail(&Note::Doubt(finding));
        }
        for link in self.links.iter().filter(|link| link.layer == nth) {
            let table = &self.files[link.table];
            self.detail(&Note::Joined { table: &table.path, link });
            for finding in table.rows.iter().flat_map(doubts) {
                self.detail(&Note::Doubt(finding));
            }
        }
    }

    /// Writes a comment.
    fn note(&mut self, note: &Note<'_>) {
        line(&mut self.text, &format!("# {}", one_line(&note.text(self.lang))));
    }

    /// Writes a comment below another.
    fn detail(&mut self, note: &Note<'_>) {
        line(&mut self.text, &format!("#   {}", one_line(&note.text(self.lang))));
    }

    /// Files of records do not say how far their streets are mapped (rule 13).
    fn extent(&mut self) {
        let own = |file: &&Looked| file.role == Role::Streets && file.rows.is_some();
        let mut base = self.files.iter().filter(|file| file.scenario.is_none());
        if let Some(file) = base.find(own) {
            beside(&mut self.text, "# extent = \"complete\"", &Note::Extent, self.lang);
            self.questions.push(Question::Extent { file: file.path.clone() });
        }
    }

    /// Limits the demand that is counted; only its owner knows whether that is meant.
    fn study_area(&mut self) {
        for file in self.files_of(&[Role::StudyArea]) {
            let path = quoted(&self.files[file].path);
            let note = Note::StudyArea.text(self.lang);
            line(&mut self.text, &format!("# study_area = {path}  # {note}"));
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
                self.note(&Note::NotUsed(&file.path));
            }
        }
    }
}

/// Whether a column counts the people that there are.
fn is_people(column: &str) -> bool {
    field_of(&DEMAND, column) == Some("population")
}
