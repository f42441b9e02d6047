//! Errors of settings in both languages: serde carries an error as one text, so both travel in it.

use std::fmt;
use walkshed::model::{InvalidBudget, InvalidPattern};

/// Stands between the two texts; values are quoted with escapes, so that none brings it along.
const BETWEEN: &str = "\u{1f}";

/// An error in English and in Chinese.
#[derive(Debug)]
pub(crate) struct Told {
    pub(super) en: String,
    pub(super) zh: String,
}

impl Told {
    pub(crate) fn new(en: impl Into<String>, zh: impl Into<String>) -> Self {
        Self { en: en.into(), zh: zh.into() }
    }

    /// Takes apart what serde carried; what another said is English alone.
    pub(super) fn of_message(message: &str) -> Self {
        match message.split_once(BETWEEN) {
            Some((en, zh)) => Self::new(en, zh),
            None => Self::of_reader(message),
        }
    }

    /// What the reader of TOML says: the sentences that planners meet are translated.
    fn of_reader(message: &str) -> Self {
        let message = message.replace('\n', " ");
        let quoted: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
        let zh = match quoted.split_first() {
            Some((key, known)) if message.starts_with("unknown field") => {
                format!("未知的设置项“{key}”,可用的有:{}", known.join("、"))
            }
            Some((key, _)) if message.starts_with("missing field") => {
                format!("缺少设置项“{key}”")
            }
            Some((key, _)) if message.starts_with("duplicate key") => {
                format!("设置项“{key}”重复")
            }
            None if message.starts_with("duplicate key") => "设置项重复".to_owned(),
            _ => format!("写法有误({})", message.replace('`', "\"")),
        };
        let en = message.replace("unknown field", "unknown key").replace('`', "\"");
        Self { en, zh }
    }
}

/// As serde carries it.
impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{BETWEEN}{}", self.en, self.zh)
    }
}

impl From<InvalidPattern> for Told {
    fn from(error: InvalidPattern) -> Self {
        let zh = format!(
            "{:?}不是体系结构,请逐级写出站点数,数目不限写N,如1+4+11+10(最多9级)",
            error.value
        );
        Self::new(error.to_string(), zh)
    }
}

impl From<InvalidBudget> for Told {
    fn from(error: InvalidBudget) -> Self {
        let zh = format!(
            "{:?}不是步行限时或限距,请写分钟(15min,最多1440min)、米(1000m,最多100000m)或gb15、gb10、gb5",
            error.value
        );
        Self::new(error.to_string(), zh)
    }
}
