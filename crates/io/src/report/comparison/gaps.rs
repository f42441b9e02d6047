//! Gaps that remain, are new, or close.

use crate::report::number::count_json;
use serde_json::{Value, json};
use walkshed::comparison::{Comparison, GapChange, GapFamily, LevelComparison};

/// One object a level.
pub(super) fn json(comparison: &Comparison) -> Value {
    comparison.levels.iter().map(|level| of_level(&comparison.groups, level)).collect()
}

fn of_level(groups: &[String], level: &LevelComparison) -> Value {
    let family = |(rank, family): (usize, &GapFamily)| self::family(groups, rank, family);
    let number = |wanted: &str| {
        level.gaps.iter().filter(|family| family.change.key() == wanted).count()
    };
    json!({
        "level": level.level,
        "remains": number("remains"),
        "new": number("new"),
        "closed": number("closed"),
        "list": (1..).zip(&level.gaps).map(family).collect::<Vec<_>>(),
    })
}

fn family(groups: &[String], rank: usize, family: &GapFamily) -> Value {
    let trend = match family.change {
        GapChange::Remains(trend) => Some(trend.key()),
        GapChange::New | GapChange::Closed => None,
    };
    let side = |gaps: &[u32], count| {
        let mut side = count_json(groups, count);
        side["gaps"] = json!(gaps.len());
        side
    };
    json!({
        "rank": rank,
        "change": family.change.key(),
        "trend": trend,
        "before": side(&family.before, &family.count_before),
        "after": side(&family.after, &family.count_after),
    })
}
