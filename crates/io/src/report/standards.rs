//! What the standards say, for other programs.

use crate::Loaded;
use crate::lang::Lang;
use crate::pack::{Clause, Head};
use crate::standards::{
    Compliance, PackResult, RatingResult, Relocation, Row, Who, told,
};
use crate::write::geojson::value_json;
use serde_json::{Map, Value, json};
use walkshed::coverage::Evaluation;
use walkshed::standard::{Amount, Awarded, Judgement, Required, Spread, Stars};
use walkshed::upgrade::{Sign, StationSigns, Trigger};

/// The member `standards`: every pack with its rules, one row a rule and subject, scores; stars;
/// upgrade signs; moves; ways of building.
///
/// What is not known is null, and its verdict `unknown`: it never counts as a pass.
#[must_use]
pub fn standards(
    loaded: &Loaded,
    evaluation: &Evaluation,
    compliance: &Compliance,
) -> Value {
    let packs = compliance.packs.iter().map(|pack| pack_json(loaded, compliance, pack));
    let ratings = compliance.ratings.iter();
    let ratings = ratings.map(|rating| rating_json(loaded, compliance, rating));
    let upgrades = compliance.upgrades.stations.iter();
    let upgrades = upgrades.map(|signs| signs_json(loaded, evaluation, signs));
    let modes = &compliance.build_modes;
    json!({
        "packs": packs.collect::<Vec<_>>(),
        "ratings": ratings.collect::<Vec<_>>(),
        "upgrades": upgrades.collect::<Vec<_>>(),
        "raised": raised_json(loaded, compliance),
        "relocations": compliance.relocations.iter().map(relocation_json).collect::<Vec<_>>(),
        "area_gained_m2": amount(Some(gained(&compliance.relocations))),
        "build_modes": {
            "by_mode": modes.by_mode,
            "unknown": modes.unknown,
        },
    })
}

fn gained(relocations: &[Relocation]) -> Amount {
    let gained = relocations.iter().filter_map(Relocation::gained);
    Amount::from_thousandths(gained.map(Amount::thousandths).fold(0, i64::saturating_add))
}

fn amount(amount: Option<Amount>) -> Value {
    let number = |amount: Amount| super::number::signed(i128::from(amount.thousandths()));
    amount.map_or(Value::Null, |amount| value_json(&number(amount)))
}

fn head_json(head: &Head) -> Map<String, Value> {
    let head = json!({
        "id": head.id,
        "title": { "zh": head.title.zh, "en": head.title.en },
        "source": head.source,
        "verified": head.verified,
    });
    head.as_object().cloned().unwrap_or_default()
}

fn pack_json(loaded: &Loaded, compliance: &Compliance, pack: &PackResult) -> Value {
    let standard = &loaded.packs.standards[pack.standard];
    let clauses = &standard.clauses;
    let who = |subject: usize| &compliance.subjects[subject];
    let row = |row: &Row| row_json(loaded, &clauses[row.rule], who(row.subject), row);
    let scores = pack.scores.iter().map(|score| {
        let missing = score.missing.iter().map(|&rule| clauses[rule].rule.id.as_str());
        json!({
            "scope": who(score.subject).scope.key(),
            "id": who(score.subject).id,
            "passed": score.passed,
            "asked": score.asked,
            "missing": missing.collect::<Vec<_>>(),
        })
    });
    let tally = pack.tally;
    let mut json = head_json(&standard.head);
    json.insert("rules".to_owned(), clauses.iter().map(clause_json).collect());
    json.insert("rows".to_owned(), pack.rows.iter().map(row).collect());
    json.insert("scores".to_owned(), scores.collect());
    json.insert(
        "tally".to_owned(),
        json!({
            "pass": tally.pass, "fail": tally.fail, "advice": tally.advice,
            "unknown": tally.unknown, "not_applicable": tally.not_applicable,
        }),
    );
    json.into()
}

fn clause_json(clause: &Clause) -> Value {
    let rule = &clause.rule;
    json!({
        "id": rule.id,
        "on": rule.on.key(),
        "levels": rule.levels,
        "kinds": rule.kinds,
        "severity": rule.severity.key(),
        "title": { "zh": clause.title.zh, "en": clause.title.en },
        "clause": { "zh": clause.clause.zh, "en": clause.clause.en },
        "quote": clause.quote,
        "gist": { "zh": clause.gist.zh, "en": clause.gist.en },
        "source": clause.source,
        "verified": clause.verified,
    })
}

fn row_json(loaded: &Loaded, clause: &Clause, who: &Who, row: &Row) -> Value {
    let told = |lang| told::row(&loaded.packs, clause, &row.judgements, lang);
    json!({
        "rule": clause.rule.id,
        "scope": who.scope.key(),
        "id": who.id,
        "verdict": row.verdict.key(),
        "checks": row.judgements.iter().map(judgement_json).collect::<Vec<_>>(),
        "told": { "zh": told(Lang::Zh), "en": told(Lang::En) },
    })
}

/// The most that a measure can be; nothing where nobody can tell.
fn most(judgement: &Judgement) -> Option<Amount> {
    match judgement.spread {
        Spread::Exact => judgement.measured,
        Spread::UpTo(most) => Some(most),
        Spread::Open => None,
    }
}

fn judgement_json(judgement: &Judgement) -> Value {
    let required = judgement.required.as_ref().map(|required| match required {
        Required::AtLeast(least) => json!({ "at_least": amount(Some(*least)) }),
        Required::AtMost(most) => json!({ "at_most": amount(Some(*most)) }),
        Required::Equals(other) => json!({ "equals": amount(Some(*other)) }),
        Required::Things(things) => json!({ "things": amount(Some(*things)) }),
        Required::OneOf(values) => json!({ "one_of": values }),
    });
    let items = judgement.items.iter().map(|held| {
        json!({
            "id": held.id, "have": held.have, "want": held.want,
            "verdict": held.verdict.key(),
        })
    });
    json!({
        "verdict": judgement.verdict.key(),
        "required": required,
        "measured": amount(judgement.measured),
        "measured_up_to": amount(most(judgement)),
        "said": judgement.said,
        "items": items.collect::<Vec<_>>(),
        "assumed": judgement.assumed,
    })
}

fn rating_json(loaded: &Loaded, compliance: &Compliance, result: &RatingResult) -> Value {
    let pack = &loaded.packs.ratings[result.rating];
    let points = |thousandths: u64| super::number::thousandths_json(thousandths);
    let awarded = |(clause, awarded): (&Clause, &Awarded)| {
        json!({
            "rule": clause.rule.id,
            "verdict": awarded.verdict.key(),
            "points": points(awarded.points),
            "most": points(awarded.most),
        })
    };
    let station = |(subject, stars): &(usize, Stars)| {
        let criteria = pack.clauses.iter().zip(&stars.criteria).map(awarded);
        json!({
            "id": compliance.subjects[*subject].id,
            "stars": stars.stars,
            "points": points(stars.points),
            "most": points(stars.most),
            "criteria": criteria.collect::<Vec<_>>(),
        })
    };
    let mut json = head_json(&pack.head);
    json.insert("thresholds".to_owned(), json!(pack.rating.thresholds));
    let rules = pack.clauses.iter().map(clause_json).collect();
    json.insert("rules".to_owned(), rules);
    json.insert("stations".to_owned(), result.stations.iter().map(station).collect());
    json.into()
}

fn signs_json(loaded: &Loaded, evaluation: &Evaluation, signs: &StationSigns) -> Value {
    let district = &loaded.district;
    let community = signs.community.and_then(|area| evaluation.areas.get(area as usize));
    let sign = |sign: &Sign| {
        let place = sign.place.and_then(|p| district.demand.points().get(p as usize));
        let neighbor = sign.neighbor.and_then(|s| district.stations.get(s as usize));
        let compared = sign.compared.iter().map(|one| {
            json!({
                "quantity": one.quantity.key(),
                "measured": amount(one.measured),
                "threshold": amount(one.threshold),
            })
        });
        json!({
            "trigger": sign.trigger.key(),
            "verdict": sign.verdict.key(),
            "raised": sign.is_raised(),
            "compared": compared.collect::<Vec<_>>(),
            "best_place": place.map(|place| place.id.as_str()),
            "neighbor": neighbor.map(|station| station.id.as_str()),
        })
    };
    json!({
        "station": district.stations[signs.station as usize].id,
        "community": community.map(|area| area.id.as_str()),
        "signs": signs.signs.iter().map(sign).collect::<Vec<_>>(),
    })
}

/// By trigger, the stations that raise it, the gravest first.
fn raised_json(loaded: &Loaded, compliance: &Compliance) -> Value {
    let ids = |trigger: Trigger| {
        let ranked = compliance.upgrades.ranked(trigger).into_iter();
        let id = |(station, _): (u32, &Sign)| {
            loaded.district.stations[station as usize].id.clone()
        };
        ranked.map(id).collect::<Vec<_>>()
    };
    let of = |trigger: Trigger| (trigger.key().to_owned(), json!(ids(trigger)));
    Trigger::ALL.into_iter().map(of).collect::<Map<_, _>>().into()
}

fn relocation_json(moved: &Relocation) -> Value {
    json!({
        "id": moved.id,
        "name": moved.name,
        "from": moved.from,
        "on": moved.on,
        "area_before_m2": amount(moved.before),
        "area_after_m2": amount(moved.after),
        "area_gained_m2": amount(moved.gained()),
        "floors": amount(moved.floors),
    })
}
