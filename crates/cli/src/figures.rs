//! Numbers as people read them: thousands apart, shares that never round up to everybody.

use walkshed::comparison::Difference;
use walkshed::model::Weight;

/// A whole number with a comma between thousands.
pub(crate) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// The same for counted things.
pub(crate) fn count(number: usize) -> String {
    grouped(number as u64)
}

/// People, to whole ones; the thousandths of gridded populations are for files.
pub(crate) fn people(weight: Weight) -> String {
    let thousandths = weight.thousandths();
    grouped(thousandths / 1000 + u64::from(thousandths % 1000 >= 500))
}

/// A whole number with its sign: `+8,000`, `-12`, `0`.
pub(crate) fn signed(number: i128) -> String {
    let sign = match number {
        1.. => "+",
        0 => "",
        ..0 => "-",
    };
    format!("{sign}{}", grouped(u64::try_from(number.unsigned_abs()).unwrap_or(u64::MAX)))
}

/// More people, or fewer, to whole ones.
pub(crate) fn difference(difference: Difference) -> String {
    let thousandths = difference.thousandths();
    let whole = (thousandths.abs() + 500) / 1000;
    signed(whole * thousandths.signum())
}

/// Two shares, the second with the sign of percent: `76.0→78.7%`.
pub(crate) fn from_to(before: &str, after: &str) -> String {
    if before == after {
        return after.to_owned();
    }
    let plain = before.strip_suffix('%').filter(|_| after.ends_with('%'));
    format!("{}→{after}", plain.unwrap_or(before))
}

/// Minutes saved to a tenth, below nothing where they are lost: `1.2`, `-0.3`.
pub(crate) fn minutes_saved(ms: i64) -> String {
    let tenths = (ms.unsigned_abs() + 3000) / 6000;
    let sign = if ms < 0 && tenths > 0 { "-" } else { "" };
    format!("{sign}{}.{}", grouped(tenths / 10), tenths % 10)
}

/// What stands where there is no number.
pub(crate) const NONE: &str = "-";

/// A share to a tenth of a percent. Only nobody reads `0.0%` and only everybody `100.0%`.
pub(crate) fn percent(part: Weight, whole: Weight) -> String {
    let (part, whole) = (u128::from(part.thousandths()), u128::from(whole.thousandths()));
    if whole == 0 {
        return NONE.to_owned();
    }
    let tenths = (part * 2000 + whole) / (2 * whole);
    match tenths {
        0 if part > 0 => "<0.1%".to_owned(),
        1000 if part < whole => ">99.9%".to_owned(),
        _ => format!("{}.{}%", tenths / 10, tenths % 10),
    }
}

/// A share, or where some are unknown the least and the most that it can be (rule 12).
pub(crate) fn share(covered: Weight, unknown: Weight, whole: Weight) -> String {
    let least = percent(covered, whole);
    if unknown == Weight::ZERO {
        return least;
    }
    let most = percent(covered + unknown, whole);
    format!("{}-{most}", least.trim_end_matches('%'))
}

/// Milliseconds as minutes, to a tenth. What is beyond `limit_ms` never reads as within it.
pub(crate) fn minutes(ms: u32, limit_ms: Option<u32>) -> String {
    let nearest = (u64::from(ms) + 3000) / 6000;
    let beyond =
        limit_ms.is_some_and(|limit| ms > limit && nearest * 6000 <= u64::from(limit));
    let tenths = if beyond { u64::from(ms).div_ceil(6000) } else { nearest };
    format!("{}.{}", grouped(tenths / 10), tenths % 10)
}

/// A number without trailing zeros, its whole part in thousands.
pub(crate) fn plain(value: f64) -> String {
    let text = format!("{value:.3}");
    let (whole, decimals) = text.split_once('.').unwrap_or((&text, ""));
    let whole = whole.parse().map_or_else(|_| whole.to_owned(), grouped);
    match decimals.trim_end_matches('0') {
        "" => whole,
        decimals => format!("{whole}.{decimals}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_stand_apart() {
        assert_eq!(
            [0, 999, 1000, 61_893, 1_234_567].map(grouped),
            ["0", "999", "1,000", "61,893", "1,234,567"]
        );
    }

    #[test]
    fn only_everybody_is_a_hundred_percent() {
        let of = |part, whole| percent(Weight::whole(part), Weight::whole(whole));
        assert_eq!(of(16420, 61893), "26.5%");
        assert_eq!(of(61892, 61893), ">99.9%");
        assert_eq!(of(61893, 61893), "100.0%");
        assert_eq!(of(1, 61893), "<0.1%");
        assert_eq!(of(0, 61893), "0.0%");
        assert_eq!(of(0, 0), "-");
    }

    #[test]
    fn what_is_unknown_opens_a_range() {
        let of = |parts: [u32; 3]| {
            let [covered, unknown, whole] = parts.map(Weight::whole);
            share(covered, unknown, whole)
        };
        assert_eq!(of([597, 403, 1000]), "59.7-100.0%");
        assert_eq!(of([597, 0, 1000]), "59.7%");
        assert_eq!(of([0, 0, 0]), "-");
    }

    #[test]
    fn a_walk_beyond_the_budget_never_reads_as_within_it() {
        assert_eq!(minutes(900_000, Some(900_000)), "15.0");
        assert_eq!(minutes(900_001, Some(900_000)), "15.1");
        assert_eq!(minutes(900_001, None), "15.0");
        assert_eq!(minutes(909_000, Some(900_000)), "15.2");
        assert_eq!(minutes(72_000_000, None), "1,200.0");
    }

    #[test]
    fn differences_have_a_sign_and_round_away_from_nothing() {
        let of = |before: &str, after: &str| {
            let [before, after] = [before, after].map(|text| text.parse().unwrap());
            difference(Difference::between(before, after))
        };
        assert_eq!(of("1", "8001"), "+8,000");
        assert_eq!(of("1.5", "1"), "-1");
        assert_eq!(of("1", "1.499"), "0");
        assert_eq!(of("1.4", "1"), "0");
        assert_eq!(
            [72_000, -3000, -2999, 0].map(minutes_saved),
            ["1.2", "-0.1", "0.0", "0.0"]
        );
        assert_eq!(from_to("76.0%", "78.7%"), "76.0→78.7%");
        assert_eq!(from_to("76.0%", "76.0%"), "76.0%");
        assert_eq!(from_to("-", "10.0%"), "-→10.0%");
    }

    #[test]
    fn fractions_of_people_round_half_up() {
        assert_eq!(people(Weight::from_f64(1234.5).unwrap()), "1,235");
        assert_eq!(people(Weight::from_f64(1234.499).unwrap()), "1,234");
    }

    #[test]
    fn plain_numbers_lose_their_zeros() {
        assert_eq!(
            [1.2, 7.5, 1080.0, 1080.25].map(plain),
            ["1.2", "7.5", "1,080", "1,080.25"]
        );
    }
}
