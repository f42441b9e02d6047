//! How long a ride takes, as the `duration` tag says it.

/// Longer rides are slips of the pen, or no part of a walk.
const LONGEST_S: f64 = 24.0 * 3600.0;

/// Reads minutes (`20`), hours and minutes (`1:30`), hours, minutes and seconds (`00:12:30`), or
/// ISO 8601 (`PT1H30M`), to milliseconds; `None` if it is none of these, not above zero, or more
/// than a day.
///
/// # References
///
/// OpenStreetMap wiki, "Key:duration".
pub(super) fn millis(duration: &str) -> Option<u32> {
    let text = duration.trim();
    let seconds = match text.strip_prefix(['P', 'p']) {
        Some(period) => iso_seconds(period)?,
        None => clock_seconds(text)?,
    };
    (seconds > 0.0 && seconds <= LONGEST_S).then(|| (seconds * 1000.0).round() as u32)
}

fn clock_seconds(text: &str) -> Option<f64> {
    let parts: Option<Vec<f64>> = text.split(':').map(number).collect();
    match parts?[..] {
        [minutes] => Some(minutes * 60.0),
        [hours, minutes] => Some(hours * 3600.0 + minutes * 60.0),
        [hours, minutes, seconds] => Some(hours * 3600.0 + minutes * 60.0 + seconds),
        _ => None,
    }
}

/// What follows the `P`: `1DT2H`, `T20M`.
fn iso_seconds(period: &str) -> Option<f64> {
    let upper = period.to_ascii_uppercase();
    let (date, time) = upper.split_once('T').unwrap_or((upper.as_str(), ""));
    let days = units(date, &[('D', 86_400.0)])?;
    Some(days + units(time, &[('H', 3600.0), ('M', 60.0), ('S', 1.0)])?)
}

fn units(text: &str, known: &[(char, f64)]) -> Option<f64> {
    let mut sum = 0.0;
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| c.is_ascii_alphabetic()) {
        let (digits, unit) = rest.split_at(at);
        let letter = unit.chars().next()?;
        let (_, seconds) = known.iter().find(|(name, _)| *name == letter)?;
        sum += number(digits)? * seconds;
        rest = unit.strip_prefix(letter)?;
    }
    rest.is_empty().then_some(sum)
}

/// A number of digits and at most one point: no sign, no exponent.
fn number(text: &str) -> Option<f64> {
    let plain = text.chars().all(|c| c.is_ascii_digit() || c == '.');
    if plain && text.len() <= 9 { text.parse().ok() } else { None }
}
