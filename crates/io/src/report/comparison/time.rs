//! Walking time saved by those who are there both times.

use crate::report::number::{count_json, signed};
use crate::write::geojson::value_json;
use serde_json::{Map, Value, json};
use walkshed::comparison::{Comparison, PersonTime, TimeSaved};

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
    let total = |group: usize| {
        value_json(&signed(time.saved(group).person_minutes_thousandths()))
    };
    let mean = |time_of: PersonTime, group: usize| {
        let mean = time_of.mean_minutes_thousandths(time.residents.weights[group]);
        mean.map_or(Value::Null, |mean| value_json(&signed(mean)))
    };
    json!({
        "person_minutes": each(&total),
        "mean_minutes": each(&|group| mean(time.saved(group), group)),
        "mean_minutes_before": each(&|group| mean(time.before[group], group)),
        "mean_minutes_after": each(&|group| mean(time.after[group], group)),
        "residents": count_json(groups, &time.residents),
        "faster": count_json(groups, &time.faster),
        "slower": count_json(groups, &time.slower),
        "reachable": count_json(groups, &time.reachable),
        "unreachable": count_json(groups, &time.unreachable),
        "never": count_json(groups, &time.never),
        "newcomers": count_json(groups, &time.newcomers),
    })
}
