//! What can be wrong between rows and a table whose columns or people they take.

use super::{Place, Severity};
use crate::lang::texts;

/// Rows and a table beside them do not fit.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum JoinFault {
    /// A second row of the table with the same key.
    DuplicateKey {
        /// File of the first.
        file: String,
        /// Place of the first.
        place: Place,
    },
    /// A key that the other file does not have, or no key.
    Unmatched {
        /// The other file.
        other: String,
    },
    /// A row of the table that several rows take.
    Shared {
        /// How many.
        rows: usize,
    },
    /// People of an area that no row lies in.
    NoRowsInArea {
        /// How many.
        people: String,
    },
    /// A row that lies in no area.
    NoArea {
        /// The table of areas.
        table: String,
    },
    /// A share that is no number.
    NotAShare,
}

impl JoinFault {
    /// How much it costs.
    #[must_use]
    pub fn severity(&self) -> Severity {
        match self {
            Self::DuplicateKey { .. } => Severity::Rejected,
            _ => Severity::Warning,
        }
    }

    texts! {
        /// What is wrong.
        pub fn reason(&self, lang) -> String {
            Self::DuplicateKey { file, place } =>
                "the key stands already in {file} {at}, which is taken"
                "与{file}{at}的关联字段重复,取先出现的"
                with at = place.text(lang);
            Self::Unmatched { other } =>
                "no partner in {other}; nothing is added to it"
                "在{other}中找不到对应的行,没有补充任何数据";
            Self::Shared { rows } =>
                "{rows} rows take this one, so that its numbers are counted {rows} times"
                "有{rows}行同时关联到这一行,其数值被重复计算{rows}次";
            Self::NoRowsInArea { people } =>
                "no row lies in this area, so that its {people} people are not counted"
                "没有地块落在这个区域,其{people}人没有计入";
            Self::NoArea { table } =>
                "in no area of {table}, so that nobody is counted here"
                "不在{table}的任何区域内,按无人计";
            Self::NotAShare =>
                "not a number from 0; the row gets no people"
                "不是不小于0的数字,本行不分配人口";
        }
    }

    texts! {
        /// What to do about it.
        pub fn remedy(&self, lang) -> String {
            Self::DuplicateKey { .. } =>
                "keep one row a key" "每个关联字段的值只保留一行";
            Self::Unmatched { .. } | Self::NoArea { .. } =>
                "correct the key, or add the missing row"
                "请更正关联字段,或补上缺少的行";
            Self::Shared { .. } =>
                "use split instead of join to share the people out"
                "请改用split把人口分摊到各行";
            Self::NoRowsInArea { .. } =>
                "add the plots of this area" "请补上该区域的地块";
            Self::NotAShare => "write a plain number" "请填写数字";
        }
    }
}
