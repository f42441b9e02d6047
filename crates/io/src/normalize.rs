//! Names and numbers as people write them, made comparable: full-width forms, capitals, spaces,
//! brackets, and the traditional script.

mod quantity;

pub(crate) use quantity::{area_m2, floor_area, quantity};

use unicode_normalization::UnicodeNormalization;

/// Traditional characters beside their simplified forms: those that occur in the names and values
/// that are looked for, and no others.
const SCRIPTS: &str = "編编號号點点碼码備备記记驛驿稱称陣阵黨党務务單单網网級级別别層层類类題题\
    經经緯纬東东橫横縱纵標标來来圖图詳详細细屬属鄉乡鎮镇區区積积築筑場场開开時时間间營营業业項项\
    內内設设責责牽牵頭头聯联繫系電电話话評评啟启啓启掛挂狀状態态運运況况規规劃划數数處处統统計计\
    會会總总戶户歲岁齡龄兒儿殘残員员轄辖塊块樓楼棟栋質质現现擬拟關关閉闭撤撤暫暂廢废無无領领\
    貳二壹一參三養养陸六構构\
    館馆節节農农曆历陰阴陽阳趕赶週周雙双禮礼國国慶庆勞劳動动無无調调馬马龍龙雞鸡豬猪晝昼對对費费體体鐘钟\
    約约餘余萬万畝亩頃顷絡络負负責责劵券標标連连戸户廠厂異异終终極极舊旧";

/// Compatibility forms folded (１ is 1, （ is a plain bracket), surrounding space dropped.
pub(crate) fn plain(text: &str) -> String {
    if text.is_ascii() {
        return text.trim().to_owned();
    }
    text.nfkc().collect::<String>().trim().to_owned()
}

/// A name for comparison: [`plain`], lower case, simplified, without spaces, `_` and `-`.
pub(crate) fn key(text: &str) -> String {
    let folded = plain(text);
    folded
        .chars()
        .flat_map(char::to_lowercase)
        .filter(|c| !c.is_whitespace() && !matches!(c, '_' | '-'))
        .map(simplified)
        .collect()
}

/// The same without what stands in brackets: `面积(㎡)` is `面积`.
pub(crate) fn bare_key(text: &str) -> String {
    let mut depth = 0_usize;
    let outside = |c: &char| match c {
        '(' | '[' | '【' => {
            depth += 1;
            false
        }
        ')' | ']' | '】' => {
            depth = depth.saturating_sub(1);
            false
        }
        _ => depth == 0,
    };
    key(text).chars().filter(outside).collect()
}

/// A name without the one year of four digits in it, and the year: `2035年规划人口` is `人口` in
/// 2035.
pub(crate) fn without_year(text: &str) -> Option<(String, u16)> {
    let key = key(text);
    let is_digit = |c: char| c.is_ascii_digit();
    let digits: Vec<&str> =
        key.split(|c| !is_digit(c)).filter(|run| run.len() == 4).collect();
    let [year] = digits[..] else { return None };
    let number: u16 = year.parse().ok().filter(|year| (1900..2200).contains(year))?;
    let rest = [format!("{year}年末"), format!("{year}年"), year.to_owned()]
        .into_iter()
        .find(|text| key.contains(text.as_str()))
        .map(|text| key.replacen(&text, "", 1))?;
    let rest = bare_key(&rest);
    let planned = ["规划", "预测", "planned", "projected"];
    let rest = planned.iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(&rest);
    Some((rest.to_owned(), number))
}

/// Words of a name: runs of letters and digits, broken at a small letter before a capital.
pub(crate) fn words(text: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut small = false;
    for c in plain(text).chars() {
        if !c.is_alphanumeric() || (small && c.is_uppercase()) {
            words.push(String::new());
        }
        if let (true, Some(word)) = (c.is_alphanumeric(), words.last_mut()) {
            word.extend(c.to_lowercase());
        }
        small = c.is_lowercase();
    }
    words.retain(|word| !word.is_empty());
    words
}

/// A text in the simplified script, as far as the names and values go that are looked for.
pub(crate) fn simplify(text: &str) -> String {
    text.chars().map(simplified).collect()
}

fn simplified(c: char) -> char {
    if c.is_ascii() {
        return c;
    }
    let mut chars = SCRIPTS.chars().filter(|c| !c.is_whitespace());
    while let (Some(traditional), Some(simple)) = (chars.next(), chars.next()) {
        if traditional == c {
            return simple;
        }
    }
    c
}

/// Whether a cell says that there is nothing: blank, a dash, a slash, 无.
pub(crate) fn is_blank(text: &str) -> bool {
    let dash = |c| matches!(c, '-' | '—' | '–' | '－' | '―' | '/' | '／' | '\\');
    let text = text.trim();
    text.chars().all(dash)
        || matches!(
            text,
            "无" | "無" | "暂无" | "暫無" | "暂缺" | "暫缺" | "N/A" | "#N/A"
        )
}

/// A number in plain or full-width digits.
pub(crate) fn number(text: &str) -> Option<f64> {
    plain(text).parse().ok()
}

/// A number that may have commas between groups of three digits.
pub(crate) fn count(text: &str) -> Option<f64> {
    let text = plain(text);
    let (whole, decimals) = text.split_once('.').unwrap_or((&text, ""));
    let mut groups = whole.split(',');
    let leading = groups.next().unwrap_or_default();
    let rest: Vec<&str> = groups.collect();
    if rest.is_empty() {
        return text.parse().ok();
    }
    let digits = |s: &&str| s.len() == 3 && s.bytes().all(|b| b.is_ascii_digit());
    let grouped = (1..=3).contains(&leading.len()) && rest.iter().all(digits);
    grouped.then(|| format!("{leading}{}.{decimals}0", rest.concat()).parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_scripts_and_all_widths_give_one_key() {
        assert_eq!(key(" 站點 名稱 "), "站点名称");
        assert_eq!(key("Station_ID"), "stationid");
        assert_eq!(key("ＩＤ"), "id");
        assert_eq!(bare_key("面积（㎡）"), "面积");
        assert_eq!(key("村（社區）"), "村(社区)");
    }

    #[test]
    fn names_fall_into_words() {
        assert_eq!(words("stationName"), ["station", "name"]);
        assert_eq!(words("POP_2020 (total)"), ["pop", "2020", "total"]);
        assert!(words("--").is_empty());
    }

    #[test]
    fn numbers_may_be_wide_or_grouped() {
        assert_eq!(number("９９．５"), Some(99.5));
        assert_eq!(count("1,234,567.5"), Some(1_234_567.5));
        assert_eq!(count("1,234"), Some(1234.0));
        assert_eq!(count("12"), Some(12.0));
        for wrong in ["1,23", "约100", "100余", ",123", "1,234,", ""] {
            assert_eq!(count(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn blank_is_also_a_dash_or_a_word() {
        for blank in ["暂无", "暫無", "N/A", "", "  ", "-", "—", "——", "/", "无", "無"]
        {
            assert!(is_blank(blank), "{blank:?}");
        }
        assert!(!is_blank("0"));
    }

    #[test]
    fn every_traditional_character_has_a_partner() {
        assert_eq!(SCRIPTS.chars().filter(|c| !c.is_whitespace()).count() % 2, 0);
    }
}
