//! Angles as maps and surveyors write them: `99°55′29″E`, `北纬24度34分48秒`, `N24°34'48"`.
//!
//! The letter or word of the hemisphere is kept, so that two angles in one cell are understood in
//! either order.

use walkshed::Axis;

/// An angle in degrees, and which axis it is on if that is said.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Angle {
    /// Decimal degrees, negative to the south and west.
    pub(crate) degrees: f64,
    /// The axis that a letter or word names.
    pub(crate) axis: Option<Axis>,
}

/// Longest cell that is looked at, in characters: two angles with words take half of it.
const LONGEST: usize = 80;
/// No angle on the earth is larger.
const LARGEST: f64 = 360.0;

/// A part of an angle.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Token {
    Number {
        value: f64,
        whole: bool,
    },
    Degree,
    Minute,
    Second,
    Colon,
    Minus,
    /// `E`, 东: an axis and whether it is its negative half, if that is said.
    Side(Axis, Option<bool>),
}

/// One angle: decimal degrees, or degrees, minutes and seconds, with or without a hemisphere.
pub(crate) fn degrees(text: &str) -> Option<Angle> {
    let tokens = tokens(text)?;
    let (mut axis, mut negative) = (None, None);
    let mut parts = Vec::new();
    for token in tokens {
        match token {
            Token::Side(side, half) => {
                if axis.is_some_and(|axis| axis != side) {
                    return None;
                }
                axis = Some(side);
                if let Some(half) = half {
                    set(&mut negative, half)?;
                }
            }
            Token::Minus if parts.is_empty() => set(&mut negative, true)?,
            Token::Minus => return None,
            other => parts.push(other),
        }
    }
    let size = size(&parts)?;
    let degrees = if negative == Some(true) { -size } else { size };
    (size <= LARGEST).then_some(Angle { degrees, axis })
}

/// Says a thing once.
fn set(known: &mut Option<bool>, value: bool) -> Option<()> {
    known.replace(value).is_none().then_some(())
}

/// Two angles in one cell, in the order longitude, latitude if either says which it is.
pub(crate) fn pair(text: &str) -> Option<[f64; 2]> {
    let text = text.trim();
    if text.chars().nth(LONGEST).is_some() {
        return None;
    }
    let separator =
        |c: char| matches!(c, ',' | ';' | '、' | '\u{ff0c}' | '\u{ff1b}' | '/');
    let [first, second] = match text.split_once(separator) {
        Some((first, second)) => [degrees(first)?, degrees(second)?],
        None => parted(text)?,
    };
    match (first.axis, second.axis) {
        (Some(first), Some(second)) if first == second => None,
        (Some(Axis::Latitude), _) | (_, Some(Axis::Longitude)) => {
            Some([second.degrees, first.degrees])
        }
        _ => Some([first.degrees, second.degrees]),
    }
}

/// Two angles with no more than a blank between them.
fn parted(text: &str) -> Option<[Angle; 2]> {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit() || c == '.');
    text.char_indices().skip(1).find_map(|(at, c)| {
        let (left, right) = text.split_at(at);
        if digit(left.chars().next_back()) && digit(Some(c)) {
            return None;
        }
        Some([degrees(left)?, degrees(right)?])
    })
}

/// Degrees of the numbers and marks of an angle.
fn size(parts: &[Token]) -> Option<f64> {
    use Token::{Colon, Degree, Minute, Number, Second};
    let part = |number: &Token, below: f64, last: bool| match number {
        Number { value, whole } if *value < below && (*whole || last) => Some(*value),
        _ => None,
    };
    let whole = |number| part(number, f64::INFINITY, false);
    match parts {
        [d] | [d, Degree] => part(d, f64::INFINITY, true),
        [d, Degree | Colon, m] | [d, Degree, m, Minute] => {
            Some(whole(d)? + part(m, 60.0, true)? / 60.0)
        }
        [d, Degree, m, Minute, s]
        | [d, Degree, m, Minute, s, Second]
        | [d, Degree, m, Minute, s, Minute, Minute]
        | [d, Colon, m, Colon, s] => {
            let minutes = part(m, 60.0, false)? + part(s, 60.0, true)? / 60.0;
            Some(whole(d)? + minutes / 60.0)
        }
        _ => None,
    }
}

/// The parts of an angle; `None` if anything else is there.
fn tokens(text: &str) -> Option<Vec<Token>> {
    let text: String = text.chars().take(LONGEST + 1).map(narrow).collect();
    let mut rest = text.trim();
    let mut tokens = Vec::new();
    while let Some(c) = rest.chars().next() {
        let digits = rest.find(|c: char| !c.is_ascii_digit() && c != '.');
        let length = match digits.unwrap_or(rest.len()) {
            0 => c.len_utf8(),
            length => length,
        };
        let (token, after) = rest.split_at(length);
        rest = after;
        tokens.push(match c {
            '0'..='9' => {
                Token::Number { value: token.parse().ok()?, whole: !token.contains('.') }
            }
            // 经度99.9: a word, not a mark
            '度' | ':' if matches!(tokens.last(), Some(Token::Side(..))) => continue,
            '°' | 'º' | '˚' | '度' => Token::Degree,
            '\'' | '′' | '’' | '‘' | '´' | '分' => Token::Minute,
            '"' | '″' | '”' | '“' | '秒' => Token::Second,
            ':' => Token::Colon,
            '-' | '−' => Token::Minus,
            'E' | 'e' | '东' | '東' => Token::Side(Axis::Longitude, Some(false)),
            'W' | 'w' | '西' => Token::Side(Axis::Longitude, Some(true)),
            'N' | 'n' | '北' => Token::Side(Axis::Latitude, Some(false)),
            'S' | 's' | '南' => Token::Side(Axis::Latitude, Some(true)),
            '经' | '經' => Token::Side(Axis::Longitude, None),
            '纬' | '緯' => Token::Side(Axis::Latitude, None),
            c if c.is_whitespace() => continue,
            _ => return None,
        });
    }
    Some(tokens)
}

/// A full-width character as its narrow form.
fn narrow(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        c => c,
    }
}

#[cfg(test)]
#[path = "degrees_tests.rs"]
mod tests;
