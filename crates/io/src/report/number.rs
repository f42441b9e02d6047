//! Numbers as they are written: integers where they are whole, and only the digits that mean
//! something.

use serde_json::{Map, json};
use walkshed::comparison::Difference;
use walkshed::coverage::Count;
use walkshed::model::{Value, Weight};

/// A weight: an integer when whole, else up to three decimals.
pub(crate) fn weight(weight: Weight) -> Value {
    thousandths(weight.thousandths())
}

/// A difference: an integer when whole, else up to three decimals.
pub(crate) fn difference(difference: Difference) -> Value {
    signed(difference.thousandths())
}

/// Any number of thousandths: an integer when whole.
pub(crate) fn signed(thousandths: i128) -> Value {
    match (i64::try_from(thousandths / 1000), thousandths % 1000) {
        (Ok(whole), 0) => Value::Integer(whole),
        _ => Value::Number(thousandths as f64 / 1000.0),
    }
}

/// A number of things.
pub(crate) fn count(things: usize) -> Value {
    Value::Integer(i64::try_from(things).unwrap_or(i64::MAX))
}

/// A walking time in minutes, three decimals.
pub(crate) fn minutes(ms: u32) -> Value {
    Value::Number(((u64::from(ms) + 30) / 60) as f64 / 1000.0)
}

/// Minutes saved, or lost where they are below nothing; three decimals.
pub(crate) fn minutes_saved(ms: i64) -> Value {
    Value::Number((ms + 30).div_euclid(60) as f64 / 1000.0)
}

/// A length in meters, three decimals.
pub(crate) fn meters(mm: u64) -> Value {
    Value::Number(mm as f64 / 1000.0)
}

/// So many thousandths: an integer when whole.
pub(crate) fn thousandths(thousandths: u64) -> Value {
    match (i64::try_from(thousandths / 1000), thousandths % 1000) {
        (Ok(whole), 0) => Value::Integer(whole),
        _ => Value::Number(thousandths as f64 / 1000.0),
    }
}

/// Thousandths as JSON: an integer when whole.
pub(super) fn thousandths_json(value: u64) -> serde_json::Value {
    crate::write::geojson::value_json(&thousandths(value))
}

/// Blocks, and weights by name of their group.
pub(super) fn count_json(groups: &[String], count: &Count) -> serde_json::Value {
    json!({ "blocks": count.blocks, "weights": weights_json(groups, &count.weights) })
}

/// Differences by name of their group.
pub(super) fn differences_json(
    groups: &[String],
    differences: &[Difference],
) -> serde_json::Value {
    let json = |&of: &Difference| crate::write::geojson::value_json(&difference(of));
    let of = |(group, of): (&String, &Difference)| (group.clone(), json(of));
    groups.iter().zip(differences).map(of).collect::<Map<_, _>>().into()
}

/// Weights by name of their group.
pub(super) fn weights_json(groups: &[String], weights: &[Weight]) -> serde_json::Value {
    let of = |(group, weight): (&String, &Weight)| {
        (group.clone(), thousandths_json(weight.thousandths()))
    };
    groups.iter().zip(weights).map(of).collect::<Map<_, _>>().into()
}

/// One number a group, null where there is nobody.
pub(super) fn by_group(
    groups: &[String],
    number: impl Fn(usize) -> Option<f64>,
) -> serde_json::Value {
    let of = |(nth, group): (usize, &String)| (group.clone(), json!(number(nth)));
    groups.iter().enumerate().map(of).collect::<Map<_, _>>().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_weights_are_integers_and_others_keep_their_thousandths() {
        assert_eq!(weight(Weight::whole(12)), Value::Integer(12));
        assert_eq!(weight("12.345".parse().unwrap()), Value::Number(12.345));
    }

    #[test]
    fn minutes_are_rounded_half_up_to_three_decimals() {
        assert_eq!(minutes(900_000), Value::Number(15.0));
        assert_eq!(minutes(30), Value::Number(0.001));
        assert_eq!(minutes(29), Value::Number(0.0));
        assert_eq!(minutes(u32::MAX), Value::Number(71_582.788));
    }
}
