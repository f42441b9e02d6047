//! Ids as a scenario names them: in the project's file, or in files of their own.

use super::{Changer, Said};
use crate::columns::{Columns, Role};
use crate::error::ReadError;
use crate::finding::{Finding, Problem, ScenarioFault};
use crate::identity::is_cut;
use crate::project::Input;
use crate::rows::{Fault, Row, Rows};

/// An id that a scenario names, and where it names it.
#[derive(Clone, Debug)]
pub(super) struct Wanted {
    pub(super) id: String,
    /// A finding at that place; its problem is replaced by what is wrong.
    spot: Finding,
}

impl Wanted {
    /// One that the project's file names under a key.
    pub(super) fn said(said: Said<'_>, key: &str, id: &str) -> Self {
        let spot = said.finding(key, id, ScenarioFault::NoId);
        Self { id: id.to_owned(), spot }
    }

    /// That of a row.
    pub(super) fn of_row(
        rows: &Rows,
        row: &Row,
        column: Option<usize>,
    ) -> Result<Self, Fault> {
        let Some(id) = row.named(column).or_else(|| row.id.clone()) else {
            return Err(Problem::Scenario(ScenarioFault::NoId).into());
        };
        let column = column.filter(|_| row.named(column).is_some());
        if is_cut(&id) {
            return Err(Fault::id(column, Problem::CutCode));
        }
        let fault = Fault::id(column, Problem::Scenario(ScenarioFault::NoId));
        Ok(Self { id, spot: rows.finding(row, fault) })
    }

    /// What is wrong with it.
    pub(super) fn finding(&self, fault: ScenarioFault) -> Finding {
        Finding { problem: Problem::Scenario(fault), ..self.spot.clone() }
    }
}

impl Changer<'_> {
    /// The rows of a file with ids, and its columns.
    pub(super) fn id_file(
        &mut self,
        key: &'static str,
        input: &Input,
        role: &Role,
    ) -> Result<(Rows, Columns), ReadError> {
        let rows = self.loader.rows(key, input)?;
        let columns = Columns::bind(role, &rows, input, &mut self.loader.findings)?;
        let any = columns.get("id").is_some() || rows.list.iter().any(|r| r.id.is_some());
        if !any && !rows.list.is_empty() {
            return Err(Columns::missing(&rows, role, "id"));
        }
        Ok((rows, columns))
    }

    /// Keeps what is right about the rows of a file; the rest is told.
    pub(super) fn sound<T>(
        &mut self,
        rows: &Rows,
        read: impl Fn(&Row) -> Result<T, Fault>,
    ) -> Result<Vec<T>, ReadError> {
        let since = self.loader.findings.len();
        let mut all = Vec::new();
        for row in &rows.list {
            match read(row) {
                Ok(one) => all.push(one),
                Err(fault) => self.loader.findings.push(rows.finding(row, fault)),
            }
        }
        self.loader.usable(&rows.path, all.len(), since)?;
        Ok(all)
    }
}
