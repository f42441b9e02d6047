//! Times of day: 8:30, 8点半, 9时15分, 晚上8点.

use super::token::Half;
use crate::hours::rule::DAY;
use std::ops::Range;

const HOUR: u16 = 60;

/// A time and how many characters it takes.
pub(super) fn time(text: &[char]) -> Option<(u16, usize)> {
    let (hour, taken) = number(text).or_else(|| numeral(text))?;
    let rest = text.get(taken..)?;
    let (minute, more) = match rest.first()? {
        ':' | '.' => {
            let pair: Vec<u32> =
                rest.get(1..3)?.iter().map(|c| c.to_digit(10)).collect::<Option<_>>()?;
            ((pair[0] * 10 + pair[1]) as u16, 3)
        }
        '点' | '时' => after_hour(rest),
        _ => return None,
    };
    let valid = hour <= 24 && minute < HOUR && hour * HOUR + minute <= DAY;
    valid.then_some((hour * HOUR + minute, taken + more))
}

/// A number of one or two digits, and how many they are.
pub(super) fn number(text: &[char]) -> Option<(u16, usize)> {
    let digits = text.iter().take(3).map_while(|c| c.to_digit(10));
    let digits: Vec<u16> = digits.map(|digit| digit as u16).collect();
    match digits[..] {
        [one] => Some((one, 1)),
        [ten, one] => Some((ten * 10 + one, 2)),
        _ => None,
    }
}

/// 八, 十二.
fn numeral(text: &[char]) -> Option<(u16, usize)> {
    let value = |c: char| "零一二三四五六七八九".chars().position(|one| one == c);
    match text {
        ['十', c, ..] if value(*c).is_some() => Some((10 + value(*c)? as u16, 2)),
        ['十', ..] => Some((10, 1)),
        ['两', ..] => Some((2, 1)),
        [c, ..] => Some((value(*c)? as u16, 1)),
        [] => None,
    }
}

/// Minutes behind 点 or 时, and what they take with it.
fn after_hour(rest: &[char]) -> (u16, usize) {
    match rest.get(1..) {
        Some(['半', ..]) => (30, 2),
        Some(['整' | '钟', ..]) => (0, 2),
        Some(after) => match number(after) {
            Some((minute, digits)) if after.get(digits) == Some(&'分') => {
                (minute, digits + 2)
            }
            Some((minute, 2)) if after.get(2) != Some(&':') => (minute, 3),
            _ => (0, 1),
        },
        None => (0, 1),
    }
}

/// From one time to another; `None` where that is not certain.
pub(super) fn range(
    (half, start): (Option<Half>, u16),
    (end_half, end): (Option<Half>, u16),
    next_day: bool,
) -> Option<Range<u16>> {
    let start = of_half(half, start);
    let late = matches!(half, Some(Half::Afternoon | Half::Evening));
    let end = match end_half {
        Some(half) => of_half(Some(half), end),
        // 下午2:00-5:00
        None if late && end < DAY / 2 && end + DAY / 2 > start && !next_day => {
            end + DAY / 2
        }
        None => end,
    };
    if next_day {
        return Some(start..end + DAY);
    }
    if start < end {
        return Some(start..end);
    }
    // 19:00-2:00 goes past midnight; 8:30-5:00 and 12:00-2:00 are most likely the afternoon, and
    // not read
    (start >= 13 * HOUR && end <= 6 * HOUR).then(|| start..end + DAY)
}

fn of_half(half: Option<Half>, minute: u16) -> u16 {
    const NOON: u16 = DAY / 2;
    match half {
        Some(Half::Afternoon) if minute < NOON => minute + NOON,
        Some(Half::Evening) if (3 * HOUR..NOON).contains(&minute) => minute + NOON,
        Some(Half::Evening) if minute == NOON => DAY,
        Some(Half::Noon) if minute < 6 * HOUR => minute + NOON,
        Some(Half::Night) if minute == NOON => 0,
        _ => minute,
    }
}
