//! Blocks of merged cells: the value of the first cell stands for all rows of its block.

use super::Table;
use crate::columns::is_count;
use crate::finding::{Finding, Problem, TableFault};
use crate::project::Input;
use crate::rows::Rows;
use walkshed::model::Value;

/// First and last row and column of a block, counted from 0.
pub(crate) type Block = ((u32, u32), (u32, u32));

/// More cells than any sheet merges; beyond, blocks overlap on purpose.
const MOST_CELLS: usize = 1 << 22;

impl Table {
    /// All rows, those in merged blocks with the value of their block; `None` if there is not even
    /// a header.
    ///
    /// A total that spans several rows takes all of them with it. A number of people is left to the
    /// first row of its block, since the rows share it.
    pub(in crate::read) fn finish_merged(
        mut self,
        blocks: &[Block],
        input: &Input,
    ) -> Option<Rows> {
        if self.width().is_none() {
            self.settle();
        }
        let mut totals = std::mem::take(&mut self.totals);
        let place = |row: u32| row as usize + 1;
        let spanned: Vec<_> = (blocks.iter())
            .filter(|((top, _), _)| totals.binary_search(&place(*top)).is_ok())
            .map(|((top, _), (bottom, _))| place(*top)..=place(*bottom))
            .collect();
        if spanned.len().saturating_mul(self.rows.list.len()) <= MOST_CELLS {
            self.rows.list.retain(|row| {
                let number = row.place.number();
                let left = spanned.iter().any(|rows| rows.contains(&number));
                if left {
                    totals.push(number);
                }
                !left
            });
        }
        self.totals = totals;
        self.totals.sort_unstable();
        let mut rows = self.finish()?;
        fill_down(&mut rows, blocks, input);
        Some(rows)
    }
}

fn fill_down(rows: &mut Rows, blocks: &[Block], input: &Input) {
    let counts: Vec<bool> = (rows.columns.iter())
        .map(|name| {
            input.weights.values().any(|counted| counted == name) || is_count(name)
        })
        .collect();
    let (mut cells, mut shared, mut seen) = (0, 0, 0);
    for &((top, column), (bottom, _)) in blocks {
        let column = column as usize;
        let place = |row: u32| row as usize + 1;
        let from = rows.list.partition_point(|row| row.place.number() < place(top));
        let to = rows.list.partition_point(|row| row.place.number() <= place(bottom));
        let Some((first, rest)) =
            rows.list.get_mut(from..to).and_then(<[_]>::split_first_mut)
        else {
            continue;
        };
        seen += rest.len();
        if column >= counts.len() || rest.is_empty() || seen > MOST_CELLS {
            continue;
        }
        let value = first.value(column).clone();
        if first.place.number() != place(top) || value == Value::Null {
            continue;
        }
        if counts[column] {
            shared += 1;
            continue;
        }
        for row in rest {
            cells += usize::from(row.fill(column, &value));
        }
    }
    let mut say = |problem| rows.findings.push(Finding::new(&rows.file, problem));
    if cells > 0 {
        say(Problem::Table(TableFault::FilledDown { cells }));
    }
    if shared > 0 {
        say(Problem::Table(TableFault::MergedCount { blocks: shared }));
    }
}
