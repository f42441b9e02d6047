//! People known only by area, split over the plots or buildings of the area.
//!
//! ```text
//! area table   社区A  16,420 people
//! rows         plot 1  8,000 m² × 1.5    plot 2  2,000 m² × 3.0    plot 3 ...
//! people       T · s₁ / S                T · s₂ / S                whole, by largest remainder
//! ```
//!
//! The parts of an area add up to it exactly: shares are integers in thousandths, quotients are
//! taken in 128 bits, and what the floors leave over goes to the largest remainders, then to the
//! earlier row (Hamilton's method). A whole number of people is split into whole people.

mod members;
mod shares;

use crate::columns::{Columns, DEMAND, find};
use crate::demand::read_weight;
use crate::error::{ReadError, ReadFault};
use crate::finding::{Finding, JoinFault, Problem};
use crate::project::{Input, Split};
use crate::read;
use crate::rows::Rows;
use members::Members;
use std::path::Path;
use walkshed::model::{Value, Weight};

/// How the people of some areas were split, as results say it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SplitReport {
    /// The file whose rows got people.
    pub rows: String,
    /// The table of areas.
    pub table: String,
    /// The groups that were split.
    pub groups: Vec<String>,
    /// The columns whose product is the share of a row; none is the area on the ground.
    pub by: Vec<String>,
    /// Areas split.
    pub areas: usize,
}

/// Splits the people of the areas of a table over some rows, which get a column a group.
///
/// # Errors
///
/// If the table cannot be read, has no people, or has no row in common with the rows.
pub(crate) fn apply(
    rows: &mut Rows,
    input: &Input,
    split: &Split,
    folder: &Path,
) -> Result<SplitReport, ReadError> {
    let mut table = read::rows(folder, &split.table)?;
    let mut findings = std::mem::take(&mut table.findings);
    let columns = Columns::bind(&DEMAND, &table, &split.table, &mut findings)?;
    if columns.weights.is_empty() {
        return Err(ReadError::unusable(&table.path, ReadFault::NoPeople));
    }
    let members = Members::of(rows, input, split, &table, &mut findings)?;
    let shares = shares::of(rows, split, &mut findings)?;
    let by = split.by.iter().map(|name| Ok(rows.columns[find(rows, name)?].clone()));
    let by = by.collect::<Result<Vec<_>, ReadError>>()?;
    members.say_strangers(rows, &table, &mut findings);
    for (nth, (group, column)) in columns.weights.iter().enumerate() {
        let mut parts = vec![Value::Integer(0); rows.list.len()];
        for (area, row) in table.list.iter().enumerate() {
            let weight = match read_weight(row.value(*column)) {
                Ok((weight, _about)) => weight.unwrap_or_default(),
                Err(problem) => {
                    let finding = Finding::new(&table.file, problem).at(row.place);
                    let value = row.text(*column).unwrap_or_default();
                    findings.push(finding.of(&table.columns[*column], value));
                    continue;
                }
            };
            let of_area = members.of_area(area);
            if of_area.is_empty() {
                if nth == 0 && weight > Weight::ZERO {
                    let people = weight.to_string();
                    let problem = Problem::Join(JoinFault::NoRowsInArea { people });
                    findings.push(Finding::new(&table.file, problem).at(row.place));
                }
                continue;
            }
            let those: Vec<u64> = of_area.iter().map(|&row| shares[row]).collect();
            for (&row, part) in of_area.iter().zip(weight.split(&those)) {
                parts[row] = value_of(part);
            }
        }
        put(rows, group, parts);
    }
    rows.findings.append(&mut findings);
    rows.sources.append(&mut table.sources);
    Ok(SplitReport {
        rows: rows.file.clone(),
        table: table.file,
        groups: columns.weights.into_iter().map(|(group, _)| group).collect(),
        by,
        areas: (0..table.list.len()).filter(|&a| !members.of_area(a).is_empty()).count(),
    })
}

fn value_of(weight: Weight) -> Value {
    match weight.thousandths() {
        whole if whole % 1000 == 0 => Value::Integer((whole / 1000).cast_signed()),
        _ => Value::Number(weight.to_f64()),
    }
}

/// Adds a column under the name of a group; one that had the name keeps its values beside it.
fn put(rows: &mut Rows, group: &str, parts: Vec<Value>) {
    let width = rows.columns.len();
    if let Some(taken) = rows.columns.iter_mut().find(|name| *name == group) {
        *taken = format!("{group} (read)");
    }
    rows.columns.push(group.to_owned());
    for (row, part) in rows.list.iter_mut().zip(parts) {
        row.extend(width, [part]);
    }
}
