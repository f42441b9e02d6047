//! What can be odd about a table: how it is laid out, how it is written.

use super::Severity;
use crate::lang::{Lang, texts};

/// What a reader made of a table that is more, or less, than a header and records.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TableFault {
    /// Cells that stand beyond the header of a sheet.
    BeyondHeader {
        /// How many.
        cells: usize,
    },
    /// The sheet that was read, of several.
    Sheet {
        /// Its name.
        name: String,
        /// Those that were not read.
        others: Vec<String>,
    },
    /// Text that was read in an encoding that nothing declares.
    Encoding {
        /// The encoding.
        name: &'static str,
    },
    /// Bytes that mean nothing in the encoding of a file.
    Undecodable {
        /// The encoding.
        encoding: &'static str,
        /// How often.
        places: usize,
        /// The line of the first.
        line: usize,
    },
    /// Rows above the header that are no records.
    Titles {
        /// Their numbers.
        rows: Vec<usize>,
    },
    /// A header in two rows.
    JoinedHeader {
        /// Their numbers.
        rows: Vec<usize>,
    },
    /// Rows that sum up others.
    Totals {
        /// Their numbers.
        rows: Vec<usize>,
    },
    /// Merged cells, each of which got the value of its block.
    FilledDown {
        /// How many.
        cells: usize,
    },
    /// The same of numbers of people, which are left to the first row of their block.
    MergedCount {
        /// Blocks of cells.
        blocks: usize,
    },
    /// An error of a formula.
    CellError,
    /// Entities of a drawing that are nowhere or everywhere.
    NotDrawn {
        /// Kinds of entities, and how many of each.
        kinds: Vec<(String, usize)>,
    },
}

impl TableFault {
    /// How much it costs.
    #[must_use]
    pub fn severity(&self) -> Severity {
        match self {
            Self::Undecodable { .. } | Self::MergedCount { .. } | Self::CellError => {
                Severity::Warning
            }
            _ => Severity::Note,
        }
    }

    texts! {
        /// What it is.
        pub fn reason(&self, lang) -> String {
            Self::BeyondHeader { cells } =>
                "{cells} cells to the right of the header are not read"
                "表头右侧以外的{cells}个单元格未读取";
            Self::Sheet { name, others } =>
                "sheet {name} is read, not {listed}"
                "读取的是工作表{name},未读取{listed}"
                with name = lang.quote(name), listed = others.join(lang.comma());
            Self::Encoding { name } =>
                "the text is not UTF-8 and was read as {name}"
                "文本不是UTF-8编码,已按{name}读取"
                with name = name.to_uppercase();
            Self::Undecodable { encoding, places, line } =>
                "{places} characters are not {encoding}, the first in line {line}"
                "有{places}处不是{encoding}编码的字符,首处在第{line}行"
                with encoding = encoding.to_uppercase();
            Self::Titles { rows } => "passed over above the header: {which}" "表头上方的{which}不是数据,已跳过"
                with which = numbers(rows, lang);
            Self::JoinedHeader { rows } =>
                "read as one header: {which}"
                "{which}合并为一个表头读取"
                with which = numbers(rows, lang);
            Self::Totals { rows } => "left out as totals: {which}" "{which}是合计行,未计入"
                with which = numbers(rows, lang);
            Self::FilledDown { cells } =>
                "{cells} merged cells got the value of their block"
                "有{cells}个合并单元格已按所在区域的值填充";
            Self::MergedCount { blocks } =>
                "{blocks} blocks of merged cells hold one count for several rows; the first row of \
                 each has it, the others have none"
                "有{blocks}处合并单元格中多行共用一个数,只计入首行,其余各行为空";
            Self::CellError => "a formula that failed; read as blank" "公式出错,按空白读取";
            Self::NotDrawn { kinds: left } =>
                "entities that are no points, lines or outlines are left out: {listed}"
                "不是点、线或闭合边界的图元未读取:{listed}"
                with listed = kinds(left, lang);
        }
    }

    texts! {
        /// What to do about it; empty where there is nothing to do.
        pub fn remedy(&self, lang) -> String {
            Self::Encoding { .. } | Self::Undecodable { .. } =>
                "say encoding = \"...\" in walkshed.toml if names look wrong"
                "如有乱码,请在walkshed.toml中注明encoding = \"...\"";
            Self::MergedCount { .. } =>
                "unmerge the cells and give each row its own number"
                "请取消合并,逐行填写各自的数字";
            Self::CellError => "correct the formula" "请更正公式";
            Self::Sheet { .. } =>
                "name another in walkshed.toml: sheet = \"...\""
                "如需其他工作表,请在walkshed.toml中注明sheet = \"...\"";
            _ => "" "";
        }
    }
}

/// So many numbers of rows are named one by one.
const NAMED_ROWS: usize = 8;

/// Numbers of rows, in order; runs of three or more as their ends.
fn numbers(rows: &[usize], lang: Lang) -> String {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for &row in rows {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == row => *last = row,
            _ => runs.push((row, row)),
        }
    }
    let text = |&(first, last): &(usize, usize)| match last - first {
        0 => first.to_string(),
        _ => format!("{first}-{last}"),
    };
    let named: Vec<String> = runs.iter().take(NAMED_ROWS).map(text).collect();
    let more = if runs.len() > NAMED_ROWS { "..." } else { "" };
    let listed = named.join(lang.comma()) + more;
    match (lang, rows.len()) {
        (Lang::En, 1) => format!("row {listed}"),
        (Lang::En, _) => format!("rows {listed}"),
        (Lang::Zh, 1) => format!("第{listed}行"),
        (Lang::Zh, all) => format!("第{listed}行(共{all}行)"),
    }
}

/// Kinds of entities and how many there are of each.
fn kinds(kinds: &[(String, usize)], lang: Lang) -> String {
    let named: Vec<String> =
        kinds.iter().map(|(kind, count)| format!("{count} {kind}")).collect();
    named.join(lang.comma())
}
