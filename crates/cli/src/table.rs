//! Text tables aligned by what a terminal shows: a Chinese character takes two columns.

use std::io::{self, Write};
use unicode_width::UnicodeWidthStr;

/// Widest cell of a column of text; what is longer ends in an ellipsis.
const WIDEST_TEXT: usize = 28;
/// Blanks between two columns.
const BETWEEN: usize = 2;

/// One column.
#[derive(Clone, Debug)]
pub(crate) struct Column {
    title: String,
    align: Align,
    widest: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Align {
    Left,
    Right,
}

impl Column {
    /// A column of text.
    pub(crate) fn text(title: impl Into<String>) -> Self {
        Self { title: title.into(), align: Align::Left, widest: WIDEST_TEXT }
    }

    /// A column of numbers.
    pub(crate) fn number(title: impl Into<String>) -> Self {
        Self { title: title.into(), align: Align::Right, widest: WIDEST_TEXT }
    }

    /// The same with another widest cell.
    pub(crate) fn at_most(self, widest: usize) -> Self {
        Self { widest, ..self }
    }
}

/// A table under construction.
#[derive(Clone, Debug)]
pub(crate) struct Table {
    columns: Vec<Column>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// An empty table.
    pub(crate) fn new(columns: impl IntoIterator<Item = Column>) -> Self {
        Self { columns: columns.into_iter().collect(), rows: Vec::new() }
    }

    /// Adds a row; missing cells are blank.
    pub(crate) fn push(&mut self, cells: impl IntoIterator<Item = String>) {
        self.rows.push(cells.into_iter().collect());
    }

    /// Writes it, two blanks in; the titles only if there is one.
    pub(crate) fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let titles: Vec<String> = self.columns.iter().map(|c| c.title.clone()).collect();
        let headed = titles.iter().any(|title| !title.is_empty());
        let rows: Vec<Vec<String>> = headed
            .then_some(&titles)
            .into_iter()
            .chain(&self.rows)
            .map(|row| self.cut(row))
            .collect();
        let widths: Vec<usize> = (0..self.columns.len())
            .map(|column| rows.iter().map(|row| row[column].width()).max().unwrap_or(0))
            .collect();
        for row in &rows {
            let mut line = String::new();
            for ((cell, column), &width) in row.iter().zip(&self.columns).zip(&widths) {
                let blanks = " ".repeat(width - cell.width());
                line.push_str(&" ".repeat(BETWEEN));
                match column.align {
                    Align::Left => line.extend([cell.as_str(), &blanks]),
                    Align::Right => line.extend([blanks.as_str(), cell]),
                }
            }
            writeln!(out, "{}", line.trim_end())?;
        }
        Ok(())
    }

    fn cut(&self, row: &[String]) -> Vec<String> {
        let cell = |(i, column): (usize, &Column)| {
            cut(row.get(i).map_or("", String::as_str), column.widest)
        };
        self.columns.iter().enumerate().map(cell).collect()
    }
}

/// A text in at most `widest` terminal columns, on one line: a longer one ends in `…`, and
/// characters that move the cursor become blanks.
pub(crate) fn cut(text: &str, widest: usize) -> String {
    let text = one_line(text);
    if text.width() <= widest {
        return text;
    }
    // a sequence may be wider or narrower than its characters, so that only the whole can tell
    let mut kept: String = text.chars().take(8 * widest).collect();
    while kept.width() > widest.saturating_sub(1) {
        kept.pop();
    }
    format!("{}…", kept.trim_end())
}

/// A text whose line breaks, controls and marks of direction are blanks.
pub(crate) fn one_line(text: &str) -> String {
    let moves = |c: char| {
        c.is_control() || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.chars().map(|c| if moves(c) { ' ' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(table: &Table) -> Vec<String> {
        let mut out = Vec::new();
        table.write(&mut out).unwrap();
        String::from_utf8(out).unwrap().lines().map(str::to_owned).collect()
    }

    fn named(names: &[(&str, &str)]) -> Table {
        let mut table = Table::new([Column::text("name"), Column::number("people")]);
        for (name, people) in names {
            table.push([(*name).to_owned(), (*people).to_owned()]);
        }
        table
    }

    #[test]
    fn chinese_characters_take_two_columns() {
        assert_eq!(
            lines(&named(&[("社区A", "61,893"), ("west", "7")])),
            ["  name   people", "  社区A  61,893", "  west        7"]
        );
    }

    #[test]
    fn every_line_ends_in_the_same_column_whatever_the_script() {
        let names =
            ["镇党群服务中心", "e\u{301}cole", "👩‍👩‍👧 house", "한국", "x\ty\u{1b}[31m", ""];
        let rows: Vec<_> = names.iter().map(|name| (*name, "1,234")).collect();
        let ends: Vec<_> = lines(&named(&rows)).iter().map(|l| l.width()).collect();
        assert!(ends.windows(2).all(|pair| pair[0] == pair[1]), "{ends:?}");
    }

    #[test]
    fn long_names_end_in_an_ellipsis_within_the_width() {
        assert_eq!(cut("镇党群服务中心", 14), "镇党群服务中心");
        assert_eq!(cut("镇党群服务中心", 13), "镇党群服务中…");
        assert_eq!(cut("镇党群服务中心", 12), "镇党群服务…");
        assert_eq!(cut("community center", 10), "community…");
        assert_eq!(cut("community", 1), "…");
        for widest in 1..40 {
            for name in [
                "a镇b党c群d服e务",
                "👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧",
                "e\u{301}e\u{301}e\u{301}",
                "❤\u{fe0f}❤\u{fe0f}❤\u{fe0f}",
            ] {
                assert!(cut(name, widest).width() <= widest, "{name} in {widest}");
            }
        }
    }

    #[test]
    fn nothing_that_moves_the_cursor_is_printed() {
        assert_eq!(one_line("a\r\nb\u{1b}[2J\u{202e}c"), "a  b [2J c");
    }

    #[test]
    fn a_table_without_titles_has_no_line_of_titles() {
        let mut table = Table::new([Column::text(""), Column::text("")]);
        table.push(["metric".into(), "straight line".into()]);
        assert_eq!(lines(&table), ["  metric  straight line"]);
    }
}
