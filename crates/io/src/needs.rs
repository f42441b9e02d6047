//! Rows to needs: what people asked for, by community. A bad row costs only itself.

use crate::columns::{Columns, NEEDS};
use crate::error::ReadError;
use crate::facts::date;
use crate::finding::{Finding, Problem};
use crate::normalize;
use crate::pack::{TermKind, Vocabulary};
use crate::project::Input;
use crate::rows::{Fault, Row, Rows};
use walkshed::model::Need;

/// Adds the needs of one file.
pub(crate) fn add(
    rows: &Rows,
    input: &Input,
    vocabulary: &Vocabulary,
    needs: &mut Vec<Need>,
    findings: &mut Vec<Finding>,
) -> Result<(), ReadError> {
    let columns = Columns::bind(&NEEDS, rows, input, findings)?;
    let column =
        |field| columns.get(field).ok_or_else(|| Columns::missing(rows, &NEEDS, field));
    let reader = Reader {
        community: column("community")?,
        item: column("item")?,
        columns: &columns,
        vocabulary,
    };
    for row in &rows.list {
        match reader.need(row, rows, findings) {
            Ok(need) => needs.push(need),
            Err(fault) => findings.push(rows.finding(row, fault)),
        }
    }
    Ok(())
}

struct Reader<'a> {
    community: usize,
    item: usize,
    columns: &'a Columns,
    vocabulary: &'a Vocabulary,
}

impl Reader<'_> {
    fn need(
        &self,
        row: &Row,
        rows: &Rows,
        findings: &mut Vec<Finding>,
    ) -> Result<Need, Fault> {
        let must = |column| {
            row.named(Some(column)).ok_or(Fault::cell(column, Problem::MustBeSaid))
        };
        let item = self.vocabulary.id(TermKind::Service, &must(self.item)?);
        let count = self.count(row)?;
        let day = self.columns.get("date").and_then(|column| {
            let text = row.named(Some(column))?;
            let day = date(&text);
            if day.is_none() {
                let fault = Fault::cell(column, Problem::UnknownDate);
                findings.push(rows.finding(row, fault));
            }
            day
        });
        Ok(Need {
            source: row.named(self.columns.get("source")),
            date: day,
            ..Need::new(must(self.community)?, item, count)
        })
    }

    /// How many asked: 1 where nothing is said.
    fn count(&self, row: &Row) -> Result<u32, Fault> {
        let Some(column) = self.columns.get("count") else { return Ok(1) };
        let Some(text) = row.named(Some(column)) else { return Ok(1) };
        let most = f64::from(u32::MAX);
        let count = normalize::quantity(&text).map(|quantity| quantity.number.round());
        let count = count.filter(|count| (0.0..=most).contains(count));
        count.map(|count| count as u32).ok_or(Fault::cell(column, Problem::NotAWeight))
    }
}
