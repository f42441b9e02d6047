//! Which land is residential, as plans write it.

/// Whether a declared land use is residential (居住用地).
///
/// Residential are: the codes `R`, `R1` to `R4` of GB 50137-2011 with all that stands below them
/// (`R21`, and `R22`, the services inside residential land); the codes `07`, `0701` to `0704` of
/// the land classification of territorial planning (2020, 2023) with all below, also where a
/// workbook took the leading zero of `0701`; words such as 居住用地, 二类居住用地, 城镇住宅用地,
/// 农村宅基地; `residential`, as OSM has it, `housing` and `dwellings`.
///
/// A mixed use is what stands first, since plans write the leading use first: `R2/B1`, `R2B1` and
/// 居住商业混合用地 are residential, `B1/R2` and 商住用地 are not.
///
/// # Examples
///
/// ```
/// use walkshed::land::is_residential;
///
/// for use_ in ["R2", "R22", "0701", "二类居住用地（R2）", "R2/B1", "residential"] {
///     assert!(is_residential(use_), "{use_}");
/// }
/// for use_ in ["B1", "A33", "0901", "B1/R2", "商住用地", "Road", "retail", ""] {
///     assert!(!is_residential(use_), "{use_}");
/// }
/// ```
///
/// # References
///
/// GB 50137-2011, table 3.3.2; 国土空间调查、规划、用途管制用地用海分类指南 (2023), table 1.
#[doc(alias = "居住用地")]
#[must_use]
pub fn is_residential(declared: &str) -> bool {
    let narrow: String = declared.chars().map(narrow).collect();
    let first = narrow.split(is_between).map(str::trim).find(|part| !part.is_empty());
    first.is_some_and(|first| is_code(first) || is_word(first))
}

/// Full-width letters, digits and signs as narrow ones.
fn narrow(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        c => c,
    }
}

/// Whether a sign stands between two uses, or around one.
fn is_between(c: char) -> bool {
    matches!(
        c,
        '/' | '\\'
            | '+'
            | ','
            | ';'
            | '&'
            | '|'
            | '、'
            | '('
            | ')'
            | '['
            | ']'
            | '_'
            | ' '
    )
}

fn is_code(text: &str) -> bool {
    let digits = text.bytes().all(|b| b.is_ascii_digit());
    if digits {
        return match text.len() {
            2 | 4 | 6 => text.starts_with("07"),
            3 | 5 => text.starts_with("70"),
            _ => false,
        };
    }
    let Some(below) = text.strip_prefix(['R', 'r']) else { return false };
    let below = below.trim_start_matches(|c: char| c.is_ascii_digit());
    let bare = below.len() + 1 == text.len();
    let mut rest = below.chars();
    match (rest.next(), rest.next()) {
        // another class behind it: RB, RB1; but not a word: Road, RETAIL
        (Some(class), next) if bare => {
            matches!(class, 'A' | 'B' | 'G' | 'M' | 'S' | 'U' | 'W')
                && next.is_none_or(|next| next.is_ascii_digit())
        }
        // R, R2, R2B1, R21居住用地, R2a
        _ => true,
    }
}

/// Words that say residential, and those that say something else.
const RESIDENTIAL: [&str; 3] = ["居住", "住宅", "宅基地"];
const OTHER: [&str; 13] = [
    "非", "商", "办公", "工业", "仓储", "物流", "教育", "医疗", "文化", "绿地", "公园",
    "道路", "交通",
];

/// Words of what serves homes and is none, wherever they stand.
const NEVER: [&str; 8] = ["公园", "绿地", "停车", "道路", "边界", "不含", "无", "非"];

fn is_word(text: &str) -> bool {
    if NEVER.iter().any(|word| text.contains(word)) {
        return false;
    }
    let lower = text.to_ascii_lowercase();
    if ["residential", "housing", "dwelling"].iter().any(|word| lower.starts_with(word)) {
        return true;
    }
    if text == "公寓" {
        return true;
    }
    let place = |words: &[&str]| words.iter().filter_map(|word| text.find(word)).min();
    match (place(&RESIDENTIAL), place(&OTHER)) {
        (Some(residential), Some(other)) => residential < other,
        (Some(_), None) => true,
        // 城镇社区服务设施用地, 农村社区服务设施用地: 0702 and 0704
        (None, _) => text.contains("社区服务设施"),
    }
}

#[cfg(test)]
mod tests {
    use super::is_residential;

    #[test]
    fn residential_land_is_recognized_as_plans_write_it() {
        for declared in [
            "R",
            "R1",
            "R2",
            "R3",
            "R4",
            "r2",
            "R11",
            "R21",
            "R22",
            "R2a",
            "Ｒ２",
            " R2 ",
            "07",
            "0701",
            "0702",
            "0703",
            "0704",
            "070102",
            "701",
            "70101",
            "R2/B1",
            "R2B1",
            "R+B",
            "RB1",
            "R2（二类居住用地）",
            "居住用地",
            "一类居住用地",
            "城镇住宅用地",
            "农村宅基地",
            "城镇社区服务设施用地",
            "居住商业混合用地",
            "住宅、商业",
            "residential",
            "Residential",
            "residential;commercial",
            "R21居住用地",
        ] {
            assert!(is_residential(declared), "{declared}");
        }
    }

    #[test]
    fn other_land_is_not() {
        for declared in [
            "",
            " ",
            "/",
            "A1",
            "A33",
            "B1",
            "M1",
            "W1",
            "S1",
            "U1",
            "G1",
            "H11",
            "E1",
            "B1/R2",
            "B1R2",
            "0801",
            "0901",
            "1001",
            "05",
            "7",
            "71",
            "17",
            "商住用地",
            "商业居住混合",
            "非居住用地",
            "工业用地",
            "Road",
            "ROAD",
            "RETAIL",
            "retail",
            "river",
            "Railway",
            "commercial",
            "commercial;residential",
            "公园绿地",
            "non-residential",
        ] {
            assert!(!is_residential(declared), "{declared}");
        }
    }
}
