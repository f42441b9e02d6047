//! Ids: unique, kept as text, made from the row where there is none.

use crate::columns::Columns;
use crate::finding::{Finding, Place, Problem};
use crate::normalize;
use crate::origin::Origins;
use crate::rows::{Fault, Row, Rows};
use rustc_hash::FxHashMap;

/// The ids of one role, over all its files.
#[derive(Debug, Default)]
pub(crate) struct Identities {
    seen: FxHashMap<String, (String, Place)>,
}

impl Identities {
    /// Those of things that were read before.
    pub(crate) fn of<'i>(ids: impl Iterator<Item = &'i str>, origins: &Origins) -> Self {
        let known = |(nth, id): (usize, &str)| {
            let (file, place) = origins.of(nth).unwrap_or(("", Place::Row(0)));
            (id.to_owned(), (file.to_owned(), place))
        };
        Self { seen: ids.enumerate().map(known).collect() }
    }

    /// The id of a row, or why the row has none. Ids that are made go to `made`.
    pub(crate) fn claim(
        &mut self,
        rows: &Rows,
        row: &Row,
        columns: &Columns,
        made: &mut Vec<Place>,
    ) -> Result<String, Fault> {
        let column = columns.get("id");
        let given = row.named(column).or_else(|| row.id.clone());
        let Some(id) = given else {
            made.push(row.place);
            let short = row.place.to_string();
            let taken = self.seen.contains_key(&short);
            let id = if taken { format!("{} {short}", rows.file) } else { short };
            self.seen.insert(id.clone(), (rows.file.clone(), row.place));
            return Ok(id);
        };
        let column = column.filter(|_| row.named(column).is_some());
        if is_cut(&id) {
            return Err(Fault::id(column, Problem::CutCode));
        }
        if let Some((file, place)) = self.seen.get(&id) {
            let problem = Problem::DuplicateId { file: file.clone(), place: *place };
            return Err(Fault::id(column, problem));
        }
        self.seen.insert(id.clone(), (rows.file.clone(), row.place));
        Ok(id)
    }

    /// A finding at the row that has this id.
    pub(crate) fn finding(&self, id: &str, problem: Problem) -> Option<Finding> {
        let (file, place) = self.seen.get(id)?;
        Some(Finding::new(file, problem).at(*place).of("id", id))
    }
}

/// Says which ids of a file were made: one by one, or at once if all were.
pub(crate) fn say_made(rows: &Rows, made: &[Place], findings: &mut Vec<Finding>) {
    if made.len() > 1 && made.len() == rows.list.len() {
        findings.push(Finding::new(&rows.file, Problem::MadeIds));
        return;
    }
    let each = |&place: &Place| Finding::new(&rows.file, Problem::MadeId).at(place);
    findings.extend(made.iter().map(each));
}

/// `5.30921E+11`, `5.30921e11`: what a spreadsheet makes of a long code.
pub(crate) fn is_cut(id: &str) -> bool {
    let id = normalize::plain(id);
    let Some((digits, exponent)) = id.split_once(['E', 'e']) else { return false };
    let number = |s: &str| {
        s.starts_with(|c: char| c.is_ascii_digit())
            && s.bytes().all(|b| b.is_ascii_digit() || b == b'.')
    };
    // 12E3 may be a code of its own.
    let exponent = match exponent.strip_prefix('+') {
        Some(exponent) => exponent,
        None if digits.contains('.') => exponent,
        None => return false,
    };
    number(digits) && number(exponent)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_that_a_spreadsheet_has_cut_is_told_from_one_with_a_letter() {
        for id in ["5.30921E+11", "5.30921e+11", "5.30921E11", "5E+11", "５.３E+11"] {
            assert!(is_cut(id), "{id}");
        }
        for id in ["530921001001", "12E3", "E11", "1.5", "站E+1", "", "5.3E", "1E+"] {
            assert!(!is_cut(id), "{id}");
        }
    }
}
