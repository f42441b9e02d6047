//! A text into tokens: every character must belong to one.

use super::clock;
use super::token::{DAYS, NOISE, Part, Token, WORDS};
use crate::hours::Recurrence;
use crate::hours::rule::DayIs;
use crate::hours::unread::Unread;
use chrono::NaiveDate;

/// Words that refer to hours which stand elsewhere.
const ELSEWHERE: &[&str] = &[
    "为准",
    "一致",
    "时间内",
    "时段",
    "查询",
    "详见",
    "详询",
    "咨询",
    "预约",
    "公告",
    "公示",
    "通知",
];

/// Words of what is not a place that one goes to.
const REMOTE: &[&str] = &["在线", "线上", "网上", "响应", "短信", "电话", "热线"];

/// Words that name a part of a place.
const PARTS: &[&str] =
    &["层", "楼", "区", "室", "厅", "部分", "场地", "馆内", "户外", "窗口", "项目"];

pub(super) fn tokens(text: &str) -> Result<Vec<Token>, Unread> {
    let chars: Vec<char> = text.to_lowercase().chars().collect();
    let mut rest = &chars[..];
    let mut tokens = Vec::new();
    let mut strange = String::new();
    while let Some((&c, after)) = rest.split_first() {
        let found = token(rest);
        if let (Some((found, taken)), true) = (&found, strange.is_empty()) {
            tokens.push(found.clone());
            rest = &rest[*taken..];
            continue;
        }
        let separates = matches!(c, ',' | ';' | '。' | '(' | ')' | ' ');
        if !strange.is_empty() && separates {
            break;
        }
        strange.push(c);
        rest = after;
    }
    if strange.is_empty() && tokens.iter().any(|token| *token != Token::Noise) {
        return Ok(tokens);
    }
    // 开馆时间: nothing strange, and yet no statement
    Err(refusal(text, strange))
}

/// Why a text with words that are not understood is not read.
fn refusal(text: &str, strange: String) -> Unread {
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    match strange {
        words if words.is_empty() || has(ELSEWHERE) => {
            Unread::Elsewhere { words: text.to_owned() }
        }
        words if has(REMOTE) => Unread::Remote { words },
        words if PARTS.iter().any(|part| words.contains(part)) => Unread::Parts { words },
        words => Unread::Words { words },
    }
}

/// The token that a text begins with, and how many characters it takes.
fn token(text: &[char]) -> Option<(Token, usize)> {
    recurrence(text)
        .or_else(|| weekdays(text))
        .or_else(|| month_days(text))
        .or_else(|| months(text))
        .or_else(|| festival(text))
        .or_else(|| days_word(text))
        .or_else(|| word(text))
        .or_else(|| {
            NOISE.iter().find_map(|word| Some((Token::Noise, starts(text, word)?)))
        })
        .or_else(|| clock::time(text).map(|(minute, taken)| (Token::Time(minute), taken)))
        .or_else(|| hours_alone(text))
}

/// How many characters a word takes, if the text begins with it.
fn starts(text: &[char], word: &str) -> Option<usize> {
    let length = word.chars().count();
    let begins = text.get(..length)?.iter().copied().eq(word.chars());
    begins.then_some(length)
}

fn word(text: &[char]) -> Option<(Token, usize)> {
    WORDS.iter().find_map(|(word, token)| Some((token.clone(), starts(text, word)?)))
}

fn days_word(text: &[char]) -> Option<(Token, usize)> {
    DAYS.iter().find_map(|(word, days)| {
        Some((Token::Days(vec![days.clone()]), starts(text, word)?))
    })
}

/// 五一 and 十一, where nothing makes them numbers.
fn festival(text: &[char]) -> Option<(Token, usize)> {
    let days = |id| Token::Days(vec![DayIs::Festival(id)]);
    let (token, taken) = starts(text, "五一")
        .map(|taken| (days("labor_day"), taken))
        .or_else(|| starts(text, "十一").map(|taken| (days("national_day"), taken)))?;
    (!matches!(text.get(taken), Some('点' | '时' | '月'))).then_some((token, taken))
}

/// 逢3,8; 农历逢二五十; 逢辰戌: as long as it can be read.
fn recurrence(text: &[char]) -> Option<(Token, usize)> {
    let begins = ["每逢", "逢", "农历", "阴历", "旧历", "公历", "阳历"];
    begins.iter().find_map(|word| starts(text, word))?;
    let of_one = |c: &char| {
        c.is_ascii_digit()
            || "逢每农阴旧公阳历月一二三四五六七八九十星期礼拜周日天,、和与及"
                .contains(*c)
            || "子丑寅卯辰巳午未申酉戌亥鼠牛虎兔龙蛇马羊猴鸡狗猪".contains(*c)
    };
    let longest = text.iter().take_while(|c| of_one(c)).count();
    (2..=longest).rev().find_map(|taken| {
        // what a time begins with is not the last digit of a day
        if matches!(text.get(taken), Some(':' | '点' | '时')) {
            return None;
        }
        let end = *text.get(taken - 1)?;
        if matches!(end, ',' | '、' | '和' | '与' | '及') {
            return None;
        }
        let words: String = text.get(..taken)?.iter().collect();
        Recurrence::read(&words)
            .map(|days| (Token::Days(vec![DayIs::Recurs(days)]), taken))
    })
}

/// 周一至周五, 星期六、日, 周一二, 周1-5.
fn weekdays(text: &[char]) -> Option<(Token, usize)> {
    let (first, mut at) = weekday_name(text)?;
    let by_digits = text.get(at - 1).is_some_and(char::is_ascii_digit);
    let mut mask = 1_u8 << first;
    let mut last = first;
    let mut ranged = false;
    loop {
        let rest = text.get(at..).unwrap_or_default();
        if let Some((day, taken)) = numeral_day(rest).filter(|_| !is_time(rest)) {
            (mask, last, at) = (mask | 1 << day, day, at + taken);
            continue;
        }
        let [mark, after @ ..] = rest else { break };
        let next = weekday_name(after)
            .or_else(|| numeral_day(after).filter(|_| !is_time(after)))
            .or_else(|| digit_day(after).filter(|_| by_digits));
        match (mark, next) {
            ('至' | '到' | '-', Some((day, taken))) => {
                mask |= between(last, day);
                ranged = true;
                (last, at) = (day, at + 1 + taken);
            }
            // 周二至周日,周一闭馆: of the days behind, other things may be said
            (',' | '、' | '和' | '及' | '/', Some(_))
                if ranged && weekday_name(after).is_some() =>
            {
                break;
            }
            (',' | '、' | '和' | '及' | '/', Some((day, taken))) => {
                (mask, last, at) = (mask | 1 << day, day, at + 1 + taken);
            }
            _ => break,
        }
    }
    Some((Token::Days(vec![DayIs::Weekday(mask)]), at))
}

/// All days from one to another, over Sunday where need be.
fn between(first: u8, last: u8) -> u8 {
    let days = (0..7).map(|ahead| (first + ahead) % 7);
    let mut mask = 0;
    for day in days {
        mask |= 1 << day;
        if day == last {
            break;
        }
    }
    mask
}

/// 周一, 星期天, 礼拜三, 周1.
fn weekday_name(text: &[char]) -> Option<(u8, usize)> {
    let taken = ["星期", "礼拜", "周"].iter().find_map(|word| starts(text, word))?;
    let rest = text.get(taken..)?;
    let (day, more) = numeral_day(rest).or_else(|| digit_day(rest))?;
    Some((day, taken + more))
}

/// The 1 and the 5 of 周1-5.
fn digit_day(text: &[char]) -> Option<(u8, usize)> {
    let digit = text.first()?.to_digit(10).filter(|day| (1..=7).contains(day))?;
    let alone = |c: &char| !c.is_ascii_digit() && !matches!(c, ':' | '点' | '时');
    text.get(1).is_none_or(alone).then_some((digit as u8 - 1, 1))
}

fn numeral_day(text: &[char]) -> Option<(u8, usize)> {
    let place = "一二三四五六日天".chars().position(|one| Some(&one) == text.first())?;
    Some(((place as u8).min(6), 1))
}

/// Whether a numeral belongs to what is counted: 五点, 五月.
fn is_time(text: &[char]) -> bool {
    matches!(text.get(1), Some('点' | '时' | '月' | '楼' | '层' | '号'))
}

/// 每月1日、15日.
fn month_days(text: &[char]) -> Option<(Token, usize)> {
    let mut at = starts(text, "每月")?;
    let mut mask = 0_u32;
    loop {
        let rest = text.get(at..).unwrap_or_default();
        let Some((day, digits)) = clock::number(rest) else { break };
        if !(1..=31).contains(&day) || !matches!(rest.get(digits), Some('日' | '号')) {
            break;
        }
        mask |= 1 << day;
        at += digits + 1;
        at += usize::from(matches!(text.get(at), Some('、' | ',' | '和' | '及')));
    }
    (mask != 0).then(|| (Token::Days(vec![DayIs::MonthDay(mask)]), at))
}

/// 5月-9月, 7-8月, 5月1日至9月30日, 10月至次年4月.
fn months(text: &[char]) -> Option<(Token, usize)> {
    let (first, mut at) = month_day(text).or_else(|| {
        // 7-8月
        let (month, digits) = clock::number(text)?;
        let to = matches!(text.get(digits), Some('-' | '至' | '到'));
        (to && month_day(text.get(digits + 1..)?).is_some())
            .then_some(((month, None), digits))
    })?;
    let mut last = first;
    if matches!(text.get(at), Some('-' | '至' | '到')) {
        let next_year = ["次年", "翌年"];
        let rest = text.get(at + 1..)?;
        let skip = next_year.iter().find_map(|word| starts(rest, word)).unwrap_or(0);
        let (end, taken) = month_day(rest.get(skip..)?)?;
        (last, at) = (end, at + 1 + skip + taken);
    }
    let first = valid(first.0, first.1.unwrap_or(1))?;
    let last = valid(last.0, last.1.unwrap_or_else(|| longest(last.0)))?;
    Some((Token::Season(Part::Months(DayIs::Yearly(first, last))), at))
}

/// 5月, 5月1日, and how many characters they take.
fn month_day(text: &[char]) -> Option<((u16, Option<u16>), usize)> {
    let (month, digits) = clock::number(text)?;
    if text.get(digits) != Some(&'月') {
        return None;
    }
    let at = digits + 1;
    let day = text.get(at..).and_then(|rest| {
        let (day, digits) = clock::number(rest)?;
        matches!(rest.get(digits), Some('日' | '号')).then_some((day, digits + 1))
    });
    Some(((month, day.map(|(day, _)| day)), at + day.map_or(0, |(_, taken)| taken)))
}

fn valid(month: u16, day: u16) -> Option<(u32, u32)> {
    let (month, day) = (u32::from(month), u32::from(day));
    NaiveDate::from_ymd_opt(2024, month, day).map(|_day| (month, day))
}

fn longest(month: u16) -> u16 {
    match month {
        2 => 29,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// The 9 of 9-17点.
fn hours_alone(text: &[char]) -> Option<(Token, usize)> {
    let (hour, digits) = clock::number(text)?;
    let to = matches!(text.get(digits), Some('-' | '至' | '到'));
    let rest = text.get(digits + 1..)?;
    let (_, more) = clock::number(rest)?;
    let named = to && hour <= 24 && matches!(rest.get(more), Some('点' | '时'));
    named.then_some((Token::Time(hour * 60), digits))
}
