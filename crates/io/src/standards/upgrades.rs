//! What the standards know of a station that wants something done.

use super::{Judged, PackResult, Row};
use crate::Loaded;
use crate::pack::{Clause, TermKind, Vocabulary};
use walkshed::coverage::Evaluation;
use walkshed::standard::{Amount, Check, Judgement, Required, Scope, Severity, Verdict};
use walkshed::upgrade::{Known, Upgrades};

/// The measures that are a station's floor area.
const AREAS: [&str; 3] = ["area_m2", "service_area_m2", "floor_area_m2"];
/// What a layout consists of.
const LAYOUT: [&str; 3] = ["room", "zone", "wall"];

pub(super) fn of(
    loaded: &Loaded,
    evaluation: &Evaluation,
    judged: &[Judged],
    results: &[PackResult],
) -> Upgrades {
    let mut known = vec![Known::default(); loaded.district.stations.len()];
    for judged in judged.iter().filter(|judged| judged.who.scope == Scope::Station) {
        let Some(place) = judged.who.station else { continue };
        let of = |name: &str| judged.subject.numbers.get(name).map(|n| n.amount);
        let known = &mut known[place as usize];
        known.area = of("area_m2");
        known.built = of("built_year").map(|year| (year.thousandths() / 1000) as i32);
    }
    for result in results {
        let clauses = &loaded.packs.standards[result.standard].clauses;
        for row in &result.rows {
            let who = &judged[row.subject].who;
            if let (Scope::Station | Scope::Site, Some(place)) = (who.scope, who.station)
            {
                let words = &loaded.packs.vocabulary;
                learn(&mut known[place as usize], &clauses[row.rule], row, words);
            }
        }
    }
    let norms = loaded.norms.clone().unwrap_or_default();
    let triggers = &loaded.packs.triggers;
    Upgrades::of(&loaded.district, evaluation, &norms, triggers, &known)
}

fn learn(known: &mut Known, clause: &Clause, row: &Row, words: &Vocabulary) {
    for (check, judgement) in clause.rule.checks.iter().zip(&row.judgements) {
        if clause.rule.severity == Severity::Must {
            let least = least_area(check, judgement);
            known.least_area = known.least_area.max(least);
        }
        let layout = |id: &str| {
            LAYOUT.iter().any(|wide| words.is_within(TermKind::Facility, id, wide))
        };
        for held in judgement.items.iter().filter(|held| layout(&held.id)) {
            let lacking = held.want.saturating_sub(held.have);
            known.layout.asked += held.want;
            match held.verdict {
                Verdict::Unknown => known.layout.unknown += lacking,
                _ => known.layout.missing += lacking,
            }
        }
    }
}

/// The floor area that a check asks for.
fn least_area(check: &Check, judgement: &Judgement) -> Option<Amount> {
    let Check::Measured { measure, .. } = check else { return None };
    let [term] = measure.of.as_slice() else { return None };
    let is_area = AREAS.contains(&term.name.as_str()) && measure.per.is_none();
    match judgement.required {
        Some(Required::AtLeast(least)) if is_area => Some(least),
        _ => None,
    }
}
