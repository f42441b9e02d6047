//! Communities by themes: a gap is blank.

use super::{CircleSheet, LISTED, write_more};
use crate::figures::count;
use crate::table::{Column, Table};
use crate::words::Audits;
use std::io::{self, Write};
use walkshed::circle::ThemeRow;
use walkshed_io::pack::TermKind;

pub(super) fn write(sheet: &CircleSheet<'_>, out: &mut dyn Write) -> io::Result<()> {
    let (lang, matrix) = (sheet.lang, &sheet.circled.matrix);
    if matrix.themes.is_empty() || matrix.rows.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{}", lang.tell(Audits::ThemesTitle))?;
    let names: Vec<String> = matrix
        .themes
        .iter()
        .map(|theme| {
            lang.term(&sheet.loaded.packs.vocabulary, TermKind::Theme, theme).to_owned()
        })
        .collect();
    let mut sums = Table::new([
        Column::text(lang.tell(Audits::Theme)),
        Column::number(lang.tell(Audits::WithTheme)),
        Column::number(lang.tell(Audits::WithoutTheme)),
    ]);
    for (name, with) in names.iter().zip(matrix.communities_with()) {
        sums.push([name.clone(), count(with), count(matrix.rows.len() - with)]);
    }
    sums.write(out)?;
    writeln!(out)?;
    let first = Column::text(lang.tell(Audits::Community)).at_most(16);
    let themes = names.iter().map(|name| Column::number(name.as_str()).at_most(14));
    let mut table = Table::new([first].into_iter().chain(themes));
    let mut rows: Vec<usize> = (0..matrix.rows.len()).collect();
    let gaps = |row: &ThemeRow| row.within.iter().filter(|&&n| n == 0).count();
    rows.sort_by_key(|&place| std::cmp::Reverse(gaps(&matrix.rows[place])));
    for &place in rows.iter().take(LISTED) {
        let name = sheet.circled.communities.list()[place].name.clone();
        let cell = |&n: &u32| if n == 0 { String::new() } else { n.to_string() };
        table.push([name].into_iter().chain(matrix.rows[place].within.iter().map(cell)));
    }
    table.write(out)?;
    write_more(lang, rows.len(), LISTED, out)
}
