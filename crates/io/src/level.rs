//! Rungs of the hierarchy as people write them: 1, 一级, 社区党群服务中心, station.

use crate::columns::{Columns, Role};
use crate::error::ReadError;
use crate::finding::Problem;
use crate::normalize;
use crate::project::Input;
use crate::rows::{Fault, Row, Rows, text_of};
use walkshed::model::Value;

/// The largest level that a hierarchy has.
const LAST: u8 = 9;
const NUMERALS: &str = "一二三四五六七八九";

/// Where the level of a file's rows is said.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Source {
    /// In a column.
    Column(usize),
    /// In the project, for all of them.
    Project(u8),
}

impl Source {
    /// What the project says goes before a column.
    pub(crate) fn of(
        rows: &Rows,
        columns: &Columns,
        input: &Input,
        role: &Role,
    ) -> Result<Self, ReadError> {
        let column = || columns.get("level").map(Self::Column);
        let found = input.level.map(Self::Project).or_else(column);
        found.ok_or_else(|| Columns::missing(rows, role, "level"))
    }

    /// The level of a row; `names` are those of the project, level 1 first.
    pub(crate) fn read(self, row: &Row, names: &[String]) -> Result<u8, Fault> {
        match self {
            Self::Project(level) => Ok(level),
            Self::Column(column) => read(row.value(column), names)
                .map_err(|problem| Fault::cell(column, problem)),
        }
    }
}

/// Reads the level of a row; `names` are those of the project, level 1 first.
fn read(value: &Value, names: &[String]) -> Result<u8, Problem> {
    let text = text_of(value);
    if normalize::is_blank(&text) {
        return Err(Problem::NoLevel);
    }
    let key = normalize::key(&text);
    if let Some(nth) = names.iter().position(|name| normalize::key(name) == key) {
        return Ok(nth as u8 + 1);
    }
    if let Some(number) = normalize::number(&text) {
        let whole = number.fract().abs() < f64::EPSILON;
        let level =
            (whole && (1.0..=f64::from(LAST)).contains(&number)).then_some(number as u8);
        return level.ok_or(Problem::UnknownLevel);
    }
    numeral(&key).or_else(|| english(&text)).map_or_else(|| full_name(&key), Ok)
}

/// 一级, 第2级, 四级网格, 3级站点.
fn numeral(key: &str) -> Option<u8> {
    let key = key.strip_prefix('第').unwrap_or(key);
    let mut chars = key.chars();
    let first = chars.next()?;
    let digit = first.to_digit(10).filter(|&d| d > 0).map(|d| d as usize);
    let level =
        digit.or_else(|| NUMERALS.chars().position(|c| c == first).map(|i| i + 1))?;
    let rest = chars.as_str();
    (rest.is_empty() || rest.starts_with('级')).then_some(level as u8)
}

/// 凤山镇党群服务中心 is 1, 东山社区党群服务中心 is 2, 党群服务站 3, 党群服务点 4. The word nearest
/// to 中心 tells whose center it is.
fn full_name(key: &str) -> Result<u8, Problem> {
    match key.strip_suffix('级') {
        Some("镇" | "乡" | "乡镇" | "街道" | "镇街" | "镇(街道)") => {
            return Ok(1);
        }
        Some("社区" | "村" | "村居" | "村社区" | "村(社区)" | "社区村") => {
            return Ok(2);
        }
        _ => {}
    }
    if key.ends_with('点') {
        return Ok(4);
    }
    if key.ends_with('站') {
        return Ok(3);
    }
    if !["中心", "center", "centre"].iter().any(|word| key.ends_with(word)) {
        return Err(Problem::UnknownLevel);
    }
    let last = |words: &[&str]| words.iter().filter_map(|word| key.rfind(word)).max();
    match (last(&["镇", "街道", "乡"]), last(&["社区", "村", "居委会"])) {
        (None, None) => Err(Problem::BareCenter),
        (town, community) if town > community => Ok(1),
        _ => Ok(2),
    }
}

/// `level 2`, `L3`, `town center`, `station`.
fn english(text: &str) -> Option<u8> {
    let words = normalize::words(text);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let digit =
        |text: &str| text.parse::<u8>().ok().filter(|level| (1..=LAST).contains(level));
    match words.as_slice() {
        ["level" | "tier" | "l", number] => digit(number),
        [one] if one.len() == 2 => one.strip_prefix('l').and_then(digit),
        [.., "town" | "township" | "subdistrict", "center" | "centre"] => Some(1),
        [.., "community" | "village", "center" | "centre"] => Some(2),
        [.., "station"] => Some(3),
        [.., "point"] => Some(4),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn level(text: &str) -> Result<u8, Problem> {
        read(&Value::Text(text.to_owned()), &["镇级".to_owned(), "片区中心".to_owned()])
    }

    #[test]
    fn levels_are_read_in_digits_numerals_and_words() {
        for (text, expected) in [
            ("1", 1),
            ("４", 4),
            ("2.0", 2),
            ("一级", 1),
            ("四級", 4),
            ("第三级", 3),
            ("二级网格", 2),
            ("3级", 3),
            ("Level 2", 2),
            ("L3", 3),
            ("镇党群服务中心", 1),
            ("街道黨群服務中心", 1),
            ("社区党群服务中心", 2),
            ("凤山镇东山社区党群服务中心", 2),
            ("东风村服务中心", 2),
            ("党群服务站", 3),
            ("红色驛站", 3),
            ("党群服務點", 4),
            ("town center", 1),
            ("Service Point", 4),
            ("镇级", 1),
            ("片区中心", 2),
            ("街道级", 1),
            ("社區級", 2),
        ] {
            assert_eq!(level(text), Ok(expected), "{text}");
        }
    }

    #[test]
    fn a_bare_center_is_asked_about_and_nonsense_is_no_level() {
        assert_eq!(level("中心"), Err(Problem::BareCenter));
        assert_eq!(level("党群服务中心"), Err(Problem::BareCenter));
        assert_eq!(level("Center"), Err(Problem::BareCenter));
        assert_eq!(level("—"), Err(Problem::NoLevel));
        for text in ["0", "10", "2.5", "-1", "NaN", "很好", "一号", "1e300"] {
            assert_eq!(level(text), Err(Problem::UnknownLevel), "{text}");
        }
    }
}
