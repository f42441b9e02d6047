//! How market days come back.

use super::moon;
use crate::normalize;
use chrono::{Datelike, NaiveDate};

/// A rule by which days come back, as market days do (赶场日、赶街日、圩日).
///
/// | written | means |
/// |---|---|
/// | `每天` | every day |
/// | `星期一三五`, `周日`, `Mo,We` | days of the week |
/// | `逢3,8`, `公历逢三八` | days of the month that end in these digits; 10 means 0 |
/// | `农历逢二五十` | the same of the lunar month |
/// | `逢辰戌`, `逢龙狗` | days of these branches: a pair comes every six days |
/// | `逢丑巳酉` | a triad comes every four days (空三赶四) |
///
/// Chinese numerals without 农历 or 公历 are not read: `逢三八` is lunar in one county and not in
/// the next.
///
/// # Examples
///
/// ```
/// use walkshed_io::hours::Recurrence;
///
/// let days = Recurrence::read("逢3,8").unwrap();
/// let holds = |text: &str| days.holds(text.parse().unwrap());
/// assert_eq!(holds("2026-11-23"), Some(true));
/// assert_eq!(holds("2026-11-24"), Some(false));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Recurrence {
    /// Every day.
    Daily,
    /// Days of the week: bit 0 is Monday.
    Weekly(u8),
    /// Days of the month by their last digit: bit 0 is 10, 20, 30.
    Tail(u16),
    /// Days of the lunar month by their last digit.
    LunarTail(u16),
    /// Days of branches: bit 0 is 子.
    Branches(u16),
}

const BRANCHES: &str = "子丑寅卯辰巳午未申酉戌亥";
const ANIMALS: &str = "鼠牛虎兔龙蛇马羊猴鸡狗猪";
const WEEKDAYS: [&str; 7] = ["mo", "tu", "we", "th", "fr", "sa", "su"];

impl Recurrence {
    /// Reads one.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let key = normalize::key(text);
        if let Some(mask) = weekdays(text, key.trim_start_matches(['每', '逢'])) {
            return Some(Self::Weekly(mask));
        }
        let key = key.trim_end_matches(['日', '号', '天']);
        if matches!(key, "每" | "天" | "daily" | "everyday" | "mosu") {
            return Some(Self::Daily);
        }
        let bare = key.strip_prefix('每').unwrap_or(key);
        let bare = bare.strip_prefix('逢').unwrap_or(bare);
        let (lunar, rest) = ["农历", "阴历", "旧历"]
            .iter()
            .find_map(|word| bare.strip_prefix(word))
            .map_or((false, bare), |rest| (true, rest));
        let (solar, rest) = ["公历", "阳历", "每月"]
            .iter()
            .find_map(|word| rest.strip_prefix(word))
            .map_or((false, rest), |rest| (true, rest));
        let rest = rest.strip_prefix('逢').unwrap_or(rest);
        match (lunar, solar) {
            (true, true) => None,
            (true, false) => tails(rest, true).map(Self::LunarTail),
            (false, true) => tails(rest, true).map(Self::Tail),
            (false, false) => branches(rest)
                .map(Self::Branches)
                .or_else(|| tails(rest, false).map(Self::Tail)),
        }
    }

    /// Whether a day is one of them; `None` if the moon of that day is not known.
    #[must_use]
    pub fn holds(&self, date: NaiveDate) -> Option<bool> {
        let tail = |mask: u16, day: u32| mask >> (day % 10) & 1 == 1;
        Some(match *self {
            Self::Daily => true,
            Self::Weekly(mask) => mask >> date.weekday().num_days_from_monday() & 1 == 1,
            Self::Tail(mask) => tail(mask, date.day()),
            Self::LunarTail(mask) => tail(mask, moon::lunar_day(date)?.into()),
            Self::Branches(mask) => mask >> moon::branch(date) & 1 == 1,
        })
    }

    /// Whether a week is like the next.
    pub(crate) fn is_weekly(&self) -> bool {
        matches!(self, Self::Daily | Self::Weekly(_))
    }
}

/// Bits of what stands in a list, by what each of its members means.
fn bits(text: &str, bit: impl Fn(char) -> Option<u32>) -> Option<u16> {
    let members = text.chars().filter(|&c| !is_between(c));
    let mask = members.map(bit).try_fold(0_u16, |mask, bit| Some(mask | 1 << bit?))?;
    (mask != 0).then_some(mask)
}

/// What may stand between the members of a list.
fn is_between(c: char) -> bool {
    matches!(c, ',' | '、' | '/' | ';' | '和' | '与' | '及' | '日')
}

fn weekdays(text: &str, key: &str) -> Option<u8> {
    const WEEK: [&str; 3] = ["星期", "礼拜", "周"];
    if WEEK.iter().any(|word| key.starts_with(word)) {
        let days = WEEK.iter().fold(key.to_owned(), |text, word| text.replace(word, ""));
        let days = days.replace('天', "日");
        return numerals(&days, "一二三四五六日").map(|mask| mask as u8);
    }
    let lower = text.to_lowercase();
    let names = lower.split([',', ' ', '、']).filter(|name| !name.is_empty());
    let place = |name: &str| WEEKDAYS.iter().position(|day| *day == name);
    let mask = names.map(place).try_fold(0_u8, |mask, day| Some(mask | 1 << day?))?;
    (mask != 0).then_some(mask)
}

fn numerals(text: &str, order: &str) -> Option<u16> {
    let place = |c| order.chars().position(|one| one == c).map(|place| place as u32);
    let members = text.chars().filter(|&c| !matches!(c, ',' | '、' | '/' | '和' | '及'));
    let mask = members.map(place).try_fold(0_u16, |mask, bit| Some(mask | 1 << bit?))?;
    (mask != 0).then_some(mask)
}

fn branches(text: &str) -> Option<u16> {
    let place = |c: char| {
        let of = |order: &str| order.chars().position(|one| one == c);
        of(BRANCHES).or_else(|| of(ANIMALS)).map(|place| place as u32)
    };
    bits(text, place)
}

/// Last digits: `3,8`, `1、5、8`, `5,10`; Chinese numerals where they are certain.
fn tails(text: &str, chinese: bool) -> Option<u16> {
    if chinese && !text.contains(|c: char| c.is_ascii_digit()) {
        let order = "十一二三四五六七八九";
        return bits(text, |c| order.chars().position(|one| one == c).map(|i| i as u32));
    }
    let numbers = text.split(is_between).filter(|part| !part.is_empty());
    let tail = |part: &str| match part.parse::<u8>() {
        Ok(10) => Some(0),
        Ok(digit @ 0..=9) => Some(u32::from(digit)),
        _ => None,
    };
    let mask = numbers.map(tail).try_fold(0_u16, |mask, bit| Some(mask | 1 << bit?))?;
    (mask != 0).then_some(mask)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(rule: &str, month: &str) -> Vec<u32> {
        let rule = Recurrence::read(rule).unwrap_or_else(|| panic!("{rule}"));
        let first: NaiveDate = format!("{month}-01").parse().unwrap();
        let month = first.iter_days().take_while(|day| day.month() == first.month());
        month.filter(|&day| rule.holds(day).unwrap()).map(|day| day.day()).collect()
    }

    #[test]
    fn tails_of_the_month() {
        assert_eq!(days("逢1,5,8", "2026-11"), [1, 5, 8, 11, 15, 18, 21, 25, 28]);
        assert_eq!(days("3、8", "2026-11"), [3, 8, 13, 18, 23, 28]);
        assert_eq!(days("逢５，１０", "2026-11"), [5, 10, 15, 20, 25, 30]);
        assert_eq!(days("公历逢六", "2026-10"), [6, 16, 26]);
    }

    #[test]
    fn tails_of_the_moon() {
        // 2026-02-17 is 正月初一: then 初二, 初五, 初十, 十二
        let after_new_year: Vec<u32> = days("农历逢二五十", "2026-02")
            .into_iter()
            .filter(|&day| day >= 17)
            .collect();
        assert_eq!(after_new_year, [18, 21, 26, 28]);
    }

    #[test]
    fn pairs_of_branches_come_every_six_days_and_triads_every_four() {
        let pair = days("逢辰戌", "2024-02");
        assert!(pair.contains(&10), "正月初一 2024 is a day of 辰: {pair:?}");
        assert!(pair.windows(2).all(|two| two[1] - two[0] == 6), "{pair:?}");
        let triad = days("丑巳酉", "2024-02");
        assert!(triad.windows(2).all(|two| two[1] - two[0] == 4), "{triad:?}");
        assert_eq!(days("逢龙、狗日", "2024-02"), pair);
    }

    #[test]
    fn days_of_the_week() {
        assert_eq!(Recurrence::read("星期一三五"), Some(Recurrence::Weekly(0b1_0101)));
        assert_eq!(Recurrence::read("周六、周日"), Some(Recurrence::Weekly(0b110_0000)));
        assert_eq!(Recurrence::read("每逢星期天"), Some(Recurrence::Weekly(0b100_0000)));
        assert_eq!(Recurrence::read("Mo,We"), Some(Recurrence::Weekly(0b101)));
        assert_eq!(Recurrence::read("每天"), Some(Recurrence::Daily));
    }

    #[test]
    fn what_is_not_certain_is_not_read() {
        for text in ["逢三八", "", "逢", "每月", "逢11", "龙年", "农历公历逢三", "周八"]
        {
            assert_eq!(Recurrence::read(text), None, "{text}");
        }
    }
}
