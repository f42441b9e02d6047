//! The scenarios of a project, as they stand beside its corrected copies.

use super::Copier;
use crate::convert::ConvertError;
use crate::project::Input;
use crate::scenario::{Move, Scenario};
use toml::{Table, Value};

/// Keys whose files hold no places, or places that only tell what lies inside: they are read where
/// they are.
const LISTS: [&str; 4] =
    ["close_stations", "relevel_stations", "scale_demand", "remove_streets"];

impl<'p> Copier<'p> {
    /// The tables of all scenarios, as they are written, with the copies of their files.
    pub(super) fn scenarios(&mut self, written: &mut Table) -> Result<(), ConvertError> {
        for scenario in &self.project.scenarios {
            let table = written.get_mut(&scenario.name).and_then(Value::as_table_mut);
            if let Some(table) = table {
                self.scenario(scenario, table)?;
            }
        }
        Ok(())
    }

    fn scenario(
        &mut self,
        scenario: &'p Scenario,
        table: &mut Table,
    ) -> Result<(), ConvertError> {
        let plain = |c: char| if c.is_alphanumeric() { c } else { '_' };
        let prefix: String = scenario.name.chars().map(plain).collect();
        for (key, inputs) in [
            ("add_stations", &scenario.add_stations),
            ("add_demand", &scenario.add_demand),
            ("add_streets", &scenario.add_streets),
        ] {
            self.list(&prefix, key, inputs.iter().map(Ok).collect(), table)?;
        }
        self.list(
            &prefix,
            "study_area",
            scenario.study_area.iter().map(Ok).collect(),
            table,
        )?;
        let moved = |moved: &'p Move| match moved {
            Move::File(input) => Ok(input.as_ref()),
            Move::To { id, position } => {
                let at = [position.lng(), position.lat()].map(Value::from);
                let at = Value::Array(at.to_vec());
                Err(Value::Table([(id.clone(), at)].into_iter().collect()))
            }
        };
        let moves = scenario.move_stations.iter().map(moved).collect();
        self.list(&prefix, "move_stations", moves, table)?;
        for key in LISTS {
            if let Some(value) = table.get_mut(key) {
                self.point_back(value);
            }
        }
        Ok(())
    }

    /// Writes the copies of the files of one key, and what stands beside them.
    fn list(
        &mut self,
        prefix: &str,
        key: &str,
        list: Vec<Result<&Input, Value>>,
        table: &mut Table,
    ) -> Result<(), ConvertError> {
        let mut entries = Vec::new();
        for (nth, one) in list.into_iter().enumerate() {
            entries.push(match one {
                Ok(input) => {
                    self.input(&super::numbered(&format!("{prefix}_{key}"), nth), input)?
                }
                Err(value) => value,
            });
        }
        match entries.len() {
            0 => {}
            1 => drop(table.insert(key.to_owned(), entries.remove(0))),
            _ => drop(table.insert(key.to_owned(), Value::Array(entries))),
        }
        Ok(())
    }

    /// Lets every file of a value be found from the folder of the copies.
    fn point_back(&self, value: &mut Value) {
        match value {
            Value::String(text) if crate::project::is_file(text) => {
                *text = self.original(text);
            }
            Value::Array(list) => list.iter_mut().for_each(|one| self.point_back(one)),
            Value::Table(table) => {
                if let Some(Value::String(path)) = table.get_mut("path") {
                    *path = self.original(path);
                }
            }
            _ => {}
        }
    }
}
