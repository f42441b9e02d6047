//! Walking time saved by those who are there both times.

use crate::report::number::{count_json, minutes_saved, signed};
use crate::write::geojson::value_json;
use serde_json::{Map, Value, json};
use walkshed::comparison::{Comparison, TimeSaved};

/// To the nearest station of any level, and of each.
pub(super) fn json(comparison: &Comparison) -> Value {
    let groups = &comparison.groups;
    let levels = comparison.levels.iter().map(|level| {
        let mut saved = of(groups, &level.time);
        saved["level"] = json!(level.level);
        saved
    });
    json!({ "any": of(groups, &comparison.any), "levels": levels.collect::<Vec<_>>() })
}

fn of(groups: &[String], time: &TimeSaved) -> Value {
    let each = |number: &dyn Fn(usize) -> Value| -> Value {
        let named =
            groups.iter().enumerate().map(|(nth, group)| (group.clone(), number(nth)));
        named.collect::<Map<_, _>>().into()
    };
    let person_minutes = |group: usize| {
        value_json(&signed(time.saved(group).person_minutes_thousandths()))
    };
    let mean =
        |ms: Option<i64>| ms.map_or(Value::Null, |ms| value_json(&minutes_saved(ms)));
    let walk = |walks: &[walkshed::comparison::PersonTime], group: usize| {
        mean(walks[group].mean_ms(time.residents.weights[group]))
    };
    json!({
        "person_minutes": each(&person_minutes),
        "mean_minutes": each(&|group| mean(time.mean_saved_ms(group))),
        "mean_minutes_before": each(&|group| walk(&time.before, group)),
        "mean_minutes_after": each(&|group| walk(&time.after, group)),
        "residents": count_json(groups, &time.residents),
        "faster": count_json(groups, &time.faster),
        "slower": count_json(groups, &time.slower),
        "reachable": count_json(groups, &time.reachable),
        "unreachable": count_json(groups, &time.unreachable),
        "never": count_json(groups, &time.never),
        "newcomers": count_json(groups, &time.newcomers),
    })
}
