//! Numbers among words, and areas in any unit.

use super::{count, key, plain, simplified};
use walkshed::model::{FloorArea, Qualifier};

/// A number as people write it down, who count by hand.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Quantity {
    /// The number.
    pub(crate) number: f64,
    /// Whether it is said to be near the truth only: 约100, 100余, ≥100, 1.2万.
    pub(crate) about: bool,
}

const ABOUT_BEFORE: [&str; 18] = [
    "大约",
    "约",
    "近",
    "将近",
    "不少于",
    "不足",
    "至少",
    "超过",
    "超",
    "~",
    "≈",
    "≥",
    ">=",
    "≤",
    "<=",
    ">",
    "<",
    "about",
];
const ABOUT_AFTER: [&str; 8] = ["左右", "上下", "以上", "以下", "余", "多", "+", "~"];
/// What is counted; names of other units make no number of people.
const COUNTED: [&str; 9] =
    ["人次", "人", "口", "名", "户", "个", "位", "people", "persons"];

/// A number with what people write around it.
pub(crate) fn quantity(text: &str) -> Option<Quantity> {
    if let Some(number) = count(text) {
        return Some(Quantity { number, about: false });
    }
    let text: String = plain(text).chars().filter(|c| !c.is_whitespace()).collect();
    let text: String = text.to_lowercase().chars().map(simplified).collect();
    let (rest, before) = after_word(&text, &ABOUT_BEFORE);
    // 100余人, 100人左右, 1.2万余人
    let (rest, last) = before_word(rest, &ABOUT_AFTER);
    let (rest, _) = before_word(rest, &COUNTED);
    let (rest, after) = before_word(rest, &ABOUT_AFTER);
    let (rest, scale) = match rest.strip_suffix('万') {
        Some(rest) => (rest, 1e4),
        None => (rest, 1.0),
    };
    let (rest, inner) = before_word(rest, &ABOUT_AFTER);
    let number = count(rest)?;
    let rough = scale > 1.0 && number.fract() != 0.0;
    let number = (number * scale * 1e6).round() / 1e6;
    Some(Quantity { number, about: before || last || after || inner || rough })
}

/// A text without the first of some words that it starts with, and whether it does.
fn after_word<'a>(text: &'a str, words: &[&str]) -> (&'a str, bool) {
    let found = words.iter().find_map(|word| text.strip_prefix(word));
    (found.unwrap_or(text), found.is_some())
}

/// The same of words that it ends with.
fn before_word<'a>(text: &'a str, words: &[&str]) -> (&'a str, bool) {
    let found = words.iter().find_map(|word| text.strip_suffix(word));
    (found.unwrap_or(text), found.is_some())
}

/// Units of area, and square meters in one; longer names first.
const AREAS: [(&str, f64); 20] = [
    ("万平方米", 1e4),
    ("万m2", 1e4),
    ("平方千米", 1e6),
    ("平方公里", 1e6),
    ("平方米", 1.0),
    ("平米", 1.0),
    ("平方", 1.0),
    ("公顷", 1e4),
    ("hectares", 1e4),
    ("hectare", 1e4),
    ("sqkm", 1e6),
    ("sqm", 1.0),
    ("km2", 1e6),
    ("hm2", 1e4),
    ("m2", 1.0),
    ("㎡", 1.0),
    ("ha", 1e4),
    ("亩", 2000.0 / 3.0),
    ("mu", 2000.0 / 3.0),
    ("m^2", 1.0),
];

/// Words that make a number the least that it can be.
const OVER: [&str; 10] =
    ["不少于", "至少", "超", "≥", ">", "以上", "余", "多", "+", "over"];
/// Words that make it the most.
const UNDER: [&str; 6] = ["近", "不足", "≤", "<", "以下", "under"];

/// A floor area in square meters, and what is said beside the number.
pub(crate) fn floor_area(text: &str, header: &str) -> Option<FloorArea> {
    let m2 = area_m2(text, header)?;
    let text = key(text);
    let about = {
        let number = unit_of(&text).map_or(text.as_str(), |(number, _)| number);
        quantity(number).is_some_and(|found| found.about)
    };
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    let qualifier = match about {
        _ if has(&OVER) => Qualifier::Over,
        _ if has(&UNDER) => Qualifier::Under,
        true => Qualifier::About,
        false => Qualifier::Exact,
    };
    Some(FloorArea { m2, qualifier })
}

/// Square meters of a cell: its own unit goes before that in the brackets of its header; without
/// either, they are square meters.
pub(crate) fn area_m2(text: &str, header: &str) -> Option<f64> {
    let cell = key(text);
    if let Some((number, factor)) = unit_of(&cell) {
        return quantity(number).map(|found| found.number * factor);
    }
    let header = key(header);
    let unit = header.strip_suffix([')', ']', '】']).unwrap_or(&header);
    let factor = unit_of(unit).map_or(1.0, |(_, factor)| factor);
    quantity(&cell).map(|found| found.number * factor)
}

fn unit_of(key: &str) -> Option<(&str, f64)> {
    AREAS.iter().find_map(|(unit, factor)| Some((key.strip_suffix(unit)?, *factor)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_may_stand_among_words() {
        for (text, number, about) in [
            ("约100", 100.0, true),
            ("100余", 100.0, true),
            ("100多人", 100.0, true),
            ("≥100", 100.0, true),
            ("~100", 100.0, true),
            ("~１００", 100.0, true),
            ("約1,200餘人", 1200.0, true),
            ("100人左右", 100.0, true),
            ("100人", 100.0, false),
            ("1.2万", 12_000.0, true),
            ("1.2萬人", 12_000.0, true),
            ("2万", 20_000.0, false),
            ("3000+", 3000.0, true),
            ("１２", 12.0, false),
            ("35 户", 35.0, false),
        ] {
            assert_eq!(quantity(text), Some(Quantity { number, about }), "{text}");
        }
        for text in ["约", "人", "一百", "100-200", "100亩", "万", "", "1.2.3万", "约约"]
        {
            assert_eq!(quantity(text), None, "{text}");
        }
    }

    #[test]
    fn areas_have_the_unit_of_the_cell_or_of_the_header() {
        for (text, header, area) in [
            ("350", "建筑面积", 350.0),
            ("350㎡", "面积", 350.0),
            ("350 m²", "面积", 350.0),
            ("约350平方米", "面积(公顷)", 350.0),
            ("1.5", "面积(公顷)", 15_000.0),
            ("2", "辖区面积(平方公里)", 2e6),
            ("3", "用地面积(亩)", 2000.0),
            ("3 畝", "面积", 2000.0),
            ("2", "area (ha)", 20_000.0),
            ("0.5km²", "area", 500_000.0),
            ("1,200.5", "面积(㎡)", 1200.5),
            ("2", "area_m2", 2.0),
        ] {
            let found = area_m2(text, header);
            assert!(
                found.is_some_and(|m2| (m2 - area).abs() < 1e-6),
                "{text} {header}: {found:?}"
            );
        }
        for (text, m2, qualifier) in [
            ("100多平米", 100.0, Qualifier::Over),
            ("100余㎡", 100.0, Qualifier::Over),
            ("约240", 240.0, Qualifier::About),
            ("近3000平方米", 3000.0, Qualifier::Under),
            ("350", 350.0, Qualifier::Exact),
        ] {
            assert_eq!(
                floor_area(text, "面积"),
                Some(FloorArea { m2, qualifier }),
                "{text}"
            );
        }
        assert_eq!(area_m2("很大", "面积"), None);
        assert_eq!(area_m2("—", "面积"), None);
    }
}
