//! What a format could not take as it was.

use crate::lang::texts;

/// What became of something that a format has no room for.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Note {
    /// Texts that are longer than a cell may be.
    Cut {
        /// The file.
        file: String,
        /// The column, as it was called.
        column: String,
        /// Rows whose text was cut.
        rows: usize,
        /// Bytes that were kept at most.
        limit: usize,
    },
    /// Names of columns that are longer than the format allows.
    Shortened {
        /// The file.
        file: String,
        /// How many.
        columns: usize,
        /// The table that says which.
        table: String,
    },
    /// Kinds of geometry that one file cannot hold together.
    Split {
        /// The file that was asked for.
        file: String,
        /// Those that were written.
        into: Vec<String>,
    },
}

impl Note {
    texts! {
        /// The whole on one line.
        pub fn text(&self, lang) -> String {
            Self::Cut { file, column, rows, limit } =>
                "{file}: texts in {name} were cut to {limit} bytes in {rows} rows; write a GeoPackage to keep them whole"
                "{file}:{name}列有{rows}行文本被截至{limit}字节;如需完整保留请写出GeoPackage"
                with name = lang.quote(column);
            Self::Shortened { file, columns, table } =>
                "{file}: {columns} column names were shortened to 10 bytes; {table} lists them"
                "{file}:{columns}个字段名被缩短至10字节,对照见{table}";
            Self::Split { file, into } =>
                "{file}: holds one kind of geometry only; written as {listed}"
                "{file}:只能存放一种几何类型,已分为{listed}"
                with listed = into.join(lang.comma());
        }
    }
}
