//! What the standards know of a station that wants something done.

use super::{Judged, PackResult, Row};
use crate::Loaded;
use crate::pack::{Clause, TermKind, Vocabulary};
use std::collections::BTreeMap;
use walkshed::coverage::Evaluation;
use walkshed::standard::{Amount, Check, Judgement, Required, Scope, Severity, Verdict};
use walkshed::upgrade::{Known, Upgrades, main_stations};

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
    let mains = mains(loaded, evaluation);
    for result in results {
        let clauses = &loaded.packs.standards[result.standard].clauses;
        for row in &result.rows {
            let who = &judged[row.subject].who;
            let clause = &clauses[row.rule];
            if let (Scope::Station | Scope::Site, Some(place)) = (who.scope, who.station)
            {
                let words = &loaded.packs.vocabulary;
                learn(&mut known[place as usize], clause, row, words);
            }
            let must = clause.rule.severity == Severity::Must;
            if who.scope == Scope::Community && must {
                let main = mains.get(who.id.as_str()).map_or(&[][..], Vec::as_slice);
                let least = of_community(clause, row, &judged[row.subject], main);
                for &station in main {
                    let place = &mut known[station].least_area;
                    *place = (*place).max(least);
                }
            }
        }
    }
    let norms = loaded.norms.clone().unwrap_or_default();
    let triggers = &loaded.packs.triggers;
    Upgrades::of(&loaded.district, evaluation, &norms, triggers, &known)
}

/// The stations that answer for each community, by its id.
fn mains<'a>(
    loaded: &Loaded,
    evaluation: &'a Evaluation,
) -> BTreeMap<&'a str, Vec<usize>> {
    let mut mains: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (area, station) in main_stations(&loaded.district, evaluation) {
        mains.entry(evaluation.areas[area].id.as_str()).or_default().push(station);
    }
    mains
}

/// The floor area that a rule for a community asks of its main station.
///
/// One that is asked of the largest station there asks nothing of others, where several answer and one of
/// them is large enough; one that is asked of all together asks it of a site that stands alone.
fn of_community(
    clause: &Clause,
    row: &Row,
    community: &Judged,
    main: &[usize],
) -> Option<Amount> {
    let alone = community.subject.numbers.get("sites").map(|number| number.amount)
        == Some(Amount::whole(1));
    let checks = clause.rule.checks.iter().zip(&row.judgements);
    let asked = checks.filter_map(|(check, judgement)| {
        let (function, least) = least_area(check, judgement)?;
        let open = judgement.verdict != Verdict::Pass || main.len() == 1;
        let asks = match function {
            "most" => open,
            "sum" | "once" => alone,
            _ => false,
        };
        asks.then_some(least)
    });
    asked.max()
}

fn learn(known: &mut Known, clause: &Clause, row: &Row, words: &Vocabulary) {
    for (check, judgement) in clause.rule.checks.iter().zip(&row.judgements) {
        if clause.rule.severity == Severity::Must {
            let least = least_area(check, judgement).filter(|(of, _)| of.is_empty());
            known.least_area = known.least_area.max(least.map(|(_, least)| least));
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

/// The floor area that a check asks for, and what of several stations it is asked of: `most`, `once`, `sum`,
/// or nothing.
fn least_area<'a>(check: &'a Check, judgement: &Judgement) -> Option<(&'a str, Amount)> {
    let Check::Measured { measure, .. } = check else { return None };
    let [term] = measure.of.as_slice() else { return None };
    let within = term.name.strip_suffix(')').and_then(|name| name.split_once('('));
    let (function, name) = within.unwrap_or(("", term.name.as_str()));
    let is_area = AREAS.contains(&name) && measure.per.is_none();
    match judgement.required {
        Some(Required::AtLeast(least)) if is_area => Some((function, least)),
        _ => None,
    }
}
