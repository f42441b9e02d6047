//! Long names of columns, which a `.dbf` has no room for: `NAME.fields.csv`, as
//! [`write`](crate::write) leaves it beside, says which short name stands for which.

use crate::rows::Rows;

/// Gives the columns their long names; one that would then come twice keeps its short one.
pub(super) fn lengthen(rows: &mut Rows, table: &[u8]) {
    let table = table.strip_prefix(b"\xef\xbb\xbf").unwrap_or(table);
    let mut reader = csv::Reader::from_reader(table);
    if reader.headers().is_ok_and(|header| header != vec!["field", "name"]) {
        return;
    }
    for record in reader.records().map_while(Result::ok) {
        let (Some(short), Some(long)) = (record.get(0), record.get(1)) else { continue };
        if rows.columns.iter().any(|column| column == long) {
            continue;
        }
        if let Some(column) = rows.columns.iter_mut().find(|column| *column == short) {
            long.clone_into(column);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    fn columns(table: &str) -> Vec<String> {
        let mut rows = Rows::new("a.shp", Path::new("a.shp"));
        rows.columns = ["id", "cove_pop_1", "cove_pop_2"].map(str::to_owned).into();
        lengthen(&mut rows, table.as_bytes());
        rows.columns
    }

    #[test]
    fn only_a_table_of_names_renames_and_no_name_comes_twice() {
        let table = "field,name\ncove_pop_1,covered_population_1\ncove_pop_2,id\nx,y\n";
        assert_eq!(columns(table), ["id", "covered_population_1", "cove_pop_2"]);
        for other in
            ["", "a,b\ncove_pop_1,x\n", "field,name\ncove_pop_1\n", "field,name\n\"id"]
        {
            assert_eq!(columns(other), ["id", "cove_pop_1", "cove_pop_2"], "{other}");
        }
    }
}
