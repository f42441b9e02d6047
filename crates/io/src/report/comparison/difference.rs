//! After less before: sums, levels, areas, each with its account.

use crate::Compared;
use crate::report::number::{by_group, count_json, differences_json};
use serde_json::{Value, json};
use walkshed::comparison::{
    Account, AreaComparison, Comparison, CountDifference, CoverageChange,
};
use walkshed::coverage::{Count, Coverage};

pub(super) fn json(compared: &Compared<'_>) -> Value {
    let comparison = compared.comparison;
    let groups = &comparison.groups;
    let levels = comparison.levels.iter().map(|level| {
        let mut json = change(groups, &level.coverage);
        json["level"] = json!(level.level);
        json
    });
    let grid = |area: &AreaComparison| grid(comparison, area);
    json!({
        "total": total(compared),
        "levels": levels.collect::<Vec<_>>(),
        "grids": comparison.areas.iter().map(grid).collect::<Vec<_>>(),
    })
}

/// By how many there are more, of whatever level.
fn total(compared: &Compared<'_>) -> Value {
    let groups = &compared.comparison.groups;
    let everyone = |loaded: &crate::Loaded| {
        let demand = &loaded.district.demand;
        let all = Count::of(demand, 0..demand.len());
        let weight = |group: &String| {
            let own = demand.groups().iter().position(|name| name == group);
            own.map(|own| all.weights[own]).unwrap_or_default()
        };
        Count { blocks: all.blocks, weights: groups.iter().map(weight).collect() }
    };
    let [before, after] = [compared.before.0, compared.after.0].map(everyone);
    difference(groups, &CountDifference::between(&before, &after))
}

fn grid(comparison: &Comparison, area: &AreaComparison) -> Value {
    let change = |(change, level): (&CoverageChange, usize)| {
        let mut json = self::change(&comparison.groups, change);
        json["level"] = json!(level);
        json
    };
    json!({
        "id": area.id,
        "name": area.name,
        "level": area.level,
        "parent": area.parent,
        "change": match (area.before, area.after) {
            (None, _) => Some("new"),
            (_, None) => Some("gone"),
            _ => None,
        },
        "levels": area.levels.iter().zip(1..).map(change).collect::<Vec<_>>(),
    })
}

fn change(groups: &[String], change: &CoverageChange) -> Value {
    let CoverageChange { before, after, account } = change;
    let part = |part: fn(&Coverage) -> &Count| {
        difference(groups, &CountDifference::between(part(before), part(after)))
    };
    let mut covered = part(|coverage| &coverage.covered);
    covered["share"] = by_group(groups, |group| change.share_difference(group));
    json!({
        "level": null,
        "total": part(|coverage| &coverage.total),
        "covered": covered,
        "uncovered": part(|coverage| &coverage.uncovered),
        "unknown": part(|coverage| &coverage.unknown),
        "account": self::account(groups, account),
    })
}

/// Covered after less covered before, put together: gained - lost + newcomers covered - gone
/// covered + growth.
fn account(groups: &[String], account: &Account) -> Value {
    let of = |count: &Count| count_json(groups, count);
    let parts = |coverage: &Coverage| {
        json!({
            "covered": of(&coverage.covered),
            "uncovered": of(&coverage.uncovered),
            "unknown": of(&coverage.unknown),
        })
    };
    json!({
        "gained": of(&account.gained),
        "gained_from_unknown": of(&account.gained_from_unknown),
        "lost": of(&account.lost),
        "lost_to_unknown": of(&account.lost_to_unknown),
        "newcomers": parts(&account.newcomers),
        "gone": parts(&account.gone),
        "growth": { "weights": differences_json(groups, &account.growth) },
    })
}

fn difference(groups: &[String], difference: &CountDifference) -> Value {
    json!({
        "blocks": difference.blocks,
        "weights": differences_json(groups, &difference.weights),
    })
}
