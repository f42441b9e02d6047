//! Corrected copies of a project's files, in a folder of their own: WGS 84, UTF-8, one table a
//! file, and a project file that names them.
//!
//! The originals are never touched. What only their owner can correct (a missing coordinate, two
//! stations of one id) stays as it is in the copies.

mod scenarios;

use super::Diagnosis;
use crate::convert::{Conversion, ConvertError, convert};
use crate::error::{ReadError, ReadFault};
use crate::finding::{Problem, Symptom};
use crate::network_file::is_network;
use crate::project::{ExtentInput, FILE_NAME, Input, Project, is_rows};
use crate::read::Format as Read;
use crate::write::{Aside, Format, Options};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use toml::{Table, Value};

/// A corrected copy.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Copied {
    /// The file, as the project names it.
    pub from: String,
    /// The copy.
    pub to: PathBuf,
    /// What its coordinates were.
    pub crs: String,
    /// Rows copied.
    pub rows: usize,
}

impl Diagnosis {
    /// Writes corrected copies of all files of records, and a project file beside them.
    ///
    /// A file whose coordinates were judged to be in another system is read in that one.
    ///
    /// # Errors
    ///
    /// [`ConvertError`] if a file cannot be read or a copy not be written, or if the folder is
    /// that of the project.
    pub fn fix(
        &self,
        project: &Project,
        into: &Path,
    ) -> Result<Vec<Copied>, ConvertError> {
        let file = |source| crate::write::WriteError { path: into.to_owned(), source };
        std::fs::create_dir_all(into).map_err(file)?;
        let absolute = |path: &Path| path.canonicalize().ok();
        if absolute(into).is_some() && absolute(into) == absolute(&project.folder) {
            return Err(ReadError::unusable(into, ReadFault::FixesOriginals).into());
        }
        let mut settings = settings(project)?;
        let mut copier = Copier { diagnosis: self, project, into, copied: Vec::new() };
        let entries = copier.inputs()?;
        settings.insert("inputs".to_owned(), Value::Table(entries));
        if let Some(Value::Table(scenarios)) = settings.get_mut("scenario") {
            copier.scenarios(scenarios)?;
        }
        let text = settings.to_string();
        let head = "# Corrected copies, made by walkshed check --fix: WGS 84, UTF-8.\n";
        Aside::write(into.join(FILE_NAME), |out| {
            out.write_all(head.as_bytes())?;
            out.write_all(text.as_bytes())
        })?
        .publish()?;
        Ok(copier.copied)
    }
}

impl Diagnosis {
    /// The system that a file was judged to be in, where it is not what it is taken for.
    fn system_of(&self, file: &str) -> Option<&str> {
        let of_scenarios = self.scenarios.iter().flat_map(|one| &one.findings);
        self.findings.iter().chain(of_scenarios).find_map(|finding| {
            match &finding.problem {
                Problem::Check(Symptom::System { found, .. }) if finding.file == file => {
                    Some(found.as_str())
                }
                _ => None,
            }
        })
    }
}

/// The name of a role's first file, and of its others.
fn numbered(role: &str, nth: usize) -> String {
    match nth {
        0 => role.to_owned(),
        nth => format!("{role}_{}", nth + 1),
    }
}

/// The project's settings as they are written.
fn settings(project: &Project) -> Result<Table, ReadError> {
    let path = &project.path;
    let unreadable = |source| ReadError::Unreadable { path: path.clone(), source };
    let text = std::fs::read_to_string(path).map_err(unreadable)?;
    let wrong = |error: toml::de::Error| {
        let (en, zh) = (error.message().to_owned(), error.message().to_owned());
        ReadError::unusable(path, ReadFault::Setting { en, zh, near: None })
    };
    text.parse().map_err(wrong)
}

struct Copier<'a> {
    diagnosis: &'a Diagnosis,
    project: &'a Project,
    into: &'a Path,
    copied: Vec<Copied>,
}

impl Copier<'_> {
    fn inputs(&mut self) -> Result<Table, ConvertError> {
        let inputs = &self.project.inputs;
        let mut table = Table::new();
        for (role, list) in [
            ("stations", &inputs.stations),
            ("demand", &inputs.demand),
            ("streets", &inputs.streets),
            ("grids", &inputs.grids),
            ("barriers", &inputs.barriers),
            ("entrances", &inputs.entrances),
            ("resources", &inputs.resources),
            ("needs", &inputs.needs),
        ] {
            let mut entries = Vec::new();
            for (nth, input) in list.iter().enumerate() {
                entries.push(self.input(&numbered(role, nth), input)?);
            }
            match entries.len() {
                0 => {}
                1 => drop(table.insert(role.to_owned(), entries.remove(0))),
                _ => drop(table.insert(role.to_owned(), Value::Array(entries))),
            }
        }
        match &inputs.extent {
            None => {}
            Some(ExtentInput::Complete) => {
                table.insert("extent".to_owned(), "complete".into());
            }
            Some(ExtentInput::Polygons(input)) => {
                table.insert("extent".to_owned(), self.input("extent", input)?);
            }
        }
        if let Some(input) = &inputs.study_area {
            table.insert("study_area".to_owned(), self.input("study_area", input)?);
        }
        Ok(table)
    }

    /// Copies one file, and says how the project names the copy.
    fn input(&mut self, name: &str, input: &Input) -> Result<Value, ConvertError> {
        let mut entry = Table::new();
        let built = is_network(&self.project.folder.join(&input.path));
        let path = if is_rows(&input.path) && !built {
            match self.copy(name, input) {
                // it was told as an error; the copies go on without it
                Err(ConvertError::Read(_)) => self.original(&input.path),
                copied => copied?,
            }
        } else {
            self.original(&input.path)
        };
        entry.insert("path".to_owned(), path.into());
        for (key, map) in [("columns", &input.columns), ("weights", &input.weights)] {
            if !map.is_empty() {
                let pairs =
                    map.iter().map(|(key, name)| (key.clone(), name.as_str().into()));
                entry.insert(key.to_owned(), Value::Table(pairs.collect()));
            }
        }
        if let Some(meters) = input.sample_m {
            entry.insert("sample".to_owned(), meters.into());
        }
        if let Some(level) = input.level {
            entry.insert("level".to_owned(), i64::from(level).into());
        }
        if let Some(split) = &input.split {
            let table = self.copy(&format!("{name}_areas"), &split.table)?;
            let mut said = Table::new();
            said.insert("path".to_owned(), table.into());
            for (key, value) in [("on", &split.on), ("with", &split.with)] {
                if let Some(value) = value {
                    said.insert(key.to_owned(), value.as_str().into());
                }
            }
            let by = split.by.iter().map(|by| by.as_str().into()).collect();
            said.insert("by".to_owned(), Value::Array(by));
            entry.insert("split".to_owned(), Value::Table(said));
        }
        Ok(Value::Table(entry))
    }

    fn copy(&mut self, name: &str, input: &Input) -> Result<String, ConvertError> {
        let mut input = input.clone();
        if let Some(found) = self.diagnosis.system_of(&input.path) {
            input.crs = Some(found.to_owned());
        }
        input.split = None;
        let extension = Path::new(&input.path).extension().and_then(|e| e.to_str());
        let extension = extension.unwrap_or_default().to_ascii_lowercase();
        let format = match Read::of_extension(&extension) {
            Some(Ok(Read::Csv | Read::Workbook)) => Format::Csv,
            _ => Format::GeoPackage,
        };
        let file = format!("{name}.{}", format.key());
        let to = self.into.join(&file);
        let conversion = Conversion {
            format: Some(format),
            crs: None,
            options: Options { bom: true },
        };
        let done = convert(&input, &self.project.folder, &to, &conversion)?;
        let crs = done.from.label().into_owned();
        self.copied.push(Copied { from: input.path, to, crs, rows: done.rows });
        Ok(file)
    }

    /// The path of a file that needs no copy, as seen from the copies.
    fn original(&self, path: &str) -> String {
        let there = self.project.folder.join(path);
        let inside = self.into.parent() == Some(self.project.folder.as_path());
        match (inside, there.canonicalize()) {
            (true, _) => format!("../{path}"),
            (false, Ok(absolute)) => absolute.display().to_string(),
            (false, Err(_)) => there.display().to_string(),
        }
    }
}
