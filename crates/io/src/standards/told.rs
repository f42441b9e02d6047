//! Judgements and signs in words: what is asked and what is there, both numbers always.

use crate::lang::Lang;
use crate::pack::{Clause, Packs, TermKind};
use walkshed::model::District;
use walkshed::standard::{
    Amount, Check, Held, Judgement, Measure, Required, Spread, Verdict,
};
use walkshed::upgrade::{Compared, Quantity, Sign};

/// What a row says, check by check: `100 m², at least 120 m² asked`.
#[must_use]
pub fn row(
    packs: &Packs,
    clause: &Clause,
    judgements: &[Judgement],
    lang: Lang,
) -> String {
    let checks = clause.rule.checks.iter().zip(judgements);
    let of_worst = |verdict| judgements.iter().all(|j| j.verdict == verdict);
    let told: Vec<String> = checks
        // beside something that is wrong, what is right need not be told
        .filter(|(_, j)| j.verdict != Verdict::Pass || of_worst(Verdict::Pass))
        .map(|(check, judgement)| one(packs, clause, check, judgement, lang))
        .collect();
    told.join(lang.semicolon())
}

fn one(
    packs: &Packs,
    clause: &Clause,
    check: &Check,
    judgement: &Judgement,
    lang: Lang,
) -> String {
    match check {
        Check::Measured { measure, .. } => measured(clause, measure, judgement, lang),
        Check::Holds { .. } => held(packs, clause, judgement, lang),
        Check::Said { .. } => match (&judgement.said, judgement.verdict, lang) {
            (Some(said), _, _) => said.clone(),
            (None, Verdict::Unknown, Lang::En) => "no such column".to_owned(),
            (None, Verdict::Unknown, Lang::Zh) => "表中无此列".to_owned(),
            (None, _, Lang::En) => "blank".to_owned(),
            (None, _, Lang::Zh) => "未填写".to_owned(),
        },
        Check::OneOf { values, .. } => {
            let values = values.join(lang.comma());
            match (&judgement.said, lang) {
                (Some(said), Lang::En) => format!("{said}, should be {values}"),
                (Some(said), Lang::Zh) => format!("现为{said},应为{values}"),
                (None, Lang::En) => format!("not stated, should be {values}"),
                (None, Lang::Zh) => format!("未注明,应为{values}"),
            }
        }
    }
}

/// How the numbers of a measure read.
#[derive(Clone, Copy)]
enum Unit {
    Plain,
    SquareMeters,
    Meters,
    Minutes,
    Share,
}

impl Unit {
    fn of(clause: &Clause, measure: &Measure) -> Self {
        let name = measure.of.first().map_or("", |term| term.name.as_str());
        if clause.reaches.iter().any(|reach| reach.name == name) {
            return Self::Share;
        }
        match name.trim_end_matches(')') {
            // how many there are of which something is said, whatever that is
            name if name.starts_with("sites(") || name.starts_with("count(") => {
                Self::Plain
            }
            name if name.ends_with("_m2") => Self::SquareMeters,
            name if name.ends_with("_m") => Self::Meters,
            name if name.starts_with("minutes") => Self::Minutes,
            _ => Self::Plain,
        }
    }

    fn say(self, amount: Amount, lang: Lang) -> String {
        match (self, lang) {
            (Self::Plain, _) => amount.to_string(),
            (Self::SquareMeters, Lang::En) => format!("{amount} m²"),
            (Self::SquareMeters, Lang::Zh) => format!("{amount}平方米"),
            (Self::Meters, Lang::En) => format!("{amount} m"),
            (Self::Meters, Lang::Zh) => format!("{amount}米"),
            (Self::Minutes, Lang::En) => format!("{amount} min"),
            (Self::Minutes, Lang::Zh) => format!("{amount}分钟"),
            (Self::Share, _) => percent(amount),
        }
    }
}

/// A share of one in percent, to a tenth.
fn percent(share: Amount) -> String {
    let tenths = share.thousandths();
    format!("{}.{}%", tenths / 10, tenths % 10)
}

fn measured(
    clause: &Clause,
    measure: &Measure,
    judgement: &Judgement,
    lang: Lang,
) -> String {
    let unit = Unit::of(clause, measure);
    let say = |amount: Amount| unit.say(amount, lang);
    // a ratio to a tenth, rounded down: it never looks better than it is
    let tenths = |amount: Amount| match measure.per {
        Some(_) => Amount::from_thousandths(amount.thousandths().div_euclid(100) * 100),
        None => amount,
    };
    let is = match (judgement.measured.map(|is| say(tenths(is))), judgement.spread) {
        (None, _) => match lang {
            Lang::En => "not known".to_owned(),
            Lang::Zh => "数据缺失".to_owned(),
        },
        (Some(is), Spread::Exact) => is,
        (Some(is), Spread::UpTo(most)) => format!("{is}–{}", say(tenths(most))),
        (Some(is), Spread::Open) => match lang {
            Lang::En => format!("{is} as far as it is known"),
            Lang::Zh => format!("已知{is},其余数据缺失"),
        },
    };
    let asked = asked(judgement, unit, lang);
    let assumed = match (judgement.assumed, lang) {
        (false, _) => "",
        (true, Lang::En) => " (assumed)",
        (true, Lang::Zh) => "(推算值)",
    };
    format!("{is}{asked}{assumed}")
}

/// What is asked, behind what is there.
fn asked(judgement: &Judgement, unit: Unit, lang: Lang) -> String {
    let say = |amount: Amount| unit.say(amount, lang);
    match (&judgement.required, lang) {
        (Some(Required::AtLeast(least)), Lang::En) => {
            format!(", at least {} asked", say(*least))
        }
        (Some(Required::AtLeast(least)), Lang::Zh) => {
            format!(",要求不少于{}", say(*least))
        }
        (Some(Required::AtMost(most)), Lang::En) => {
            format!(", at most {} asked", say(*most))
        }
        (Some(Required::AtMost(most)), Lang::Zh) => format!(",要求不超过{}", say(*most)),
        (Some(Required::Equals(other)), Lang::En) => {
            format!(", {} expected", say(*other))
        }
        (Some(Required::Equals(other)), Lang::Zh) => format!(",应为{}", say(*other)),
        _ => String::new(),
    }
}

/// `3/4: 缺平板`
fn held(packs: &Packs, clause: &Clause, judgement: &Judgement, lang: Lang) -> String {
    let items = &judgement.items;
    let name = |held: &Held| {
        let own = clause.names.iter().find(|(id, _)| *id == held.id);
        let words = &packs.vocabulary;
        let term = || {
            let kinds = [TermKind::Facility, TermKind::Service];
            kinds.iter().find_map(|&kind| words.find(kind, &held.id))
        };
        match own {
            Some((_, title)) => title.text(lang).to_owned(),
            None => {
                term().map_or_else(|| held.id.clone(), |t| t.title.text(lang).to_owned())
            }
        }
    };
    let listed = |wanted: Verdict| {
        let those = items.iter().filter(|held| held.verdict == wanted);
        let told = those.map(|held| match held.want {
            1 => name(held),
            want => format!("{} {}/{want}", name(held), held.have),
        });
        told.collect::<Vec<_>>().join(lang.comma())
    };
    let (lacks, unknown) = (listed(Verdict::Fail), listed(Verdict::Unknown));
    let sure = items.iter().filter(|held| held.verdict == Verdict::Pass).count();
    let wanted = match judgement.required {
        Some(Required::Things(things)) => things,
        _ => Amount::count(items.len()),
    };
    // of one thing, how many there are of it says all
    let count = match items.as_slice() {
        [one] if one.want > 1 && one.verdict == Verdict::Pass => {
            Some(format!("{} {}/{}", name(one), one.have, one.want))
        }
        [_] => None,
        _ => Some(format!("{sure}/{wanted}")),
    };
    let lacks = (!lacks.is_empty()).then(|| match lang {
        Lang::En => format!("lacks {lacks}"),
        Lang::Zh => format!("缺{lacks}"),
    });
    let unknown = (!unknown.is_empty()).then(|| match lang {
        Lang::En => format!("nobody says: {unknown}"),
        Lang::Zh => format!("未注明{unknown}"),
    });
    let parts: Vec<String> = [count, lacks, unknown].into_iter().flatten().collect();
    match (parts.is_empty(), lang) {
        (true, Lang::En) => "there".to_owned(),
        (true, Lang::Zh) => "有".to_owned(),
        (false, Lang::En) => parts.join(", "),
        (false, Lang::Zh) => parts.join(","),
    }
}

/// What a sign is by: `area 118 m², 1,591 m² needed`.
#[must_use]
pub fn sign(district: &District, sign: &Sign, lang: Lang) -> String {
    let mut told: Vec<String> =
        sign.compared.iter().filter_map(|one| compared(one, lang)).collect();
    if let Some(place) = sign.place.and_then(|p| district.demand.points().get(p as usize))
    {
        told.push(match lang {
            Lang::En => format!("best place: block {}", place.id),
            Lang::Zh => format!("最佳位置:地块{}", place.id),
        });
    }
    let neighbor = sign.neighbor.and_then(|s| district.stations.get(s as usize));
    if let Some(station) = neighbor {
        told.push(match lang {
            Lang::En => format!("nearest: {}", station.name),
            Lang::Zh => format!("邻近站点:{}", station.name),
        });
    }
    told.join(lang.semicolon())
}

/// What a trigger measures.
#[must_use]
pub fn quantity(quantity: Quantity, lang: Lang) -> &'static str {
    match (quantity, lang) {
        (Quantity::Area, Lang::En) => "floor area",
        (Quantity::Area, Lang::Zh) => "面积",
        (Quantity::Households, Lang::En) => "households",
        (Quantity::Households, Lang::Zh) => "服务户数",
        (Quantity::MeanWalk, Lang::En) => "mean walk",
        (Quantity::MeanWalk, Lang::Zh) => "平均步行",
        (Quantity::BestWalk, Lang::En) => "at the best place",
        (Quantity::BestWalk, Lang::Zh) => "最佳位置",
        (Quantity::WalkRatio, Lang::En) => "ratio",
        (Quantity::WalkRatio, Lang::Zh) => "比值",
        (Quantity::ShareInBudget, Lang::En) => "community within the budget",
        (Quantity::ShareInBudget, Lang::Zh) => "社区限内占比",
        (Quantity::MissingShare, Lang::En) => "rooms and zones missing",
        (Quantity::MissingShare, Lang::Zh) => "缺少功能室(区)",
        (Quantity::BuiltIn, Lang::En) => "built in",
        (Quantity::BuiltIn, Lang::Zh) => "建成年份",
        (Quantity::LossShare, Lang::En) => "people only it covers",
        (Quantity::LossShare, Lang::Zh) => "独有服务人口占比",
        (Quantity::NeighborWalk, Lang::En) => "walk to another station",
        (Quantity::NeighborWalk, Lang::Zh) => "到邻近站点步行",
    }
}

fn compared(compared: &Compared, lang: Lang) -> Option<String> {
    let Compared { quantity: what, measured, threshold } = *compared;
    let (unit, beyond) = match what {
        Quantity::Area => (Unit::SquareMeters, ["needed", "应有"]),
        Quantity::MeanWalk | Quantity::BestWalk => (Unit::Meters, ["", ""]),
        Quantity::NeighborWalk => (Unit::Meters, ["limit", "限"]),
        Quantity::WalkRatio => (Unit::Plain, ["limit", "限"]),
        Quantity::ShareInBudget => (Unit::Share, ["least", "至少"]),
        Quantity::MissingShare | Quantity::LossShare => (Unit::Share, ["limit", "限"]),
        Quantity::BuiltIn => (Unit::Plain, ["limit", "早于"]),
        Quantity::Households => (Unit::Plain, ["", ""]),
    };
    // walks and households read better in whole ones
    let whole = |amount: Amount| match unit {
        Unit::Meters | Unit::SquareMeters => whole(amount),
        _ if what == Quantity::Households => whole(amount),
        _ => amount,
    };
    let is = unit.say(whole(measured?), lang);
    let name = quantity(what, lang);
    let threshold = threshold.map(|t| unit.say(whole(t), lang));
    Some(match (threshold, lang) {
        (Some(limit), Lang::En) => format!("{name} {is} ({} {limit})", beyond[0]),
        (Some(limit), Lang::Zh) => format!("{name}{is}({}{limit})", beyond[1]),
        (None, Lang::En) => format!("{name} {is}"),
        (None, Lang::Zh) => format!("{name}{is}"),
    })
}

fn whole(amount: Amount) -> Amount {
    let thousandths = amount.thousandths();
    Amount::from_thousandths((thousandths + 500).div_euclid(1000) * 1000)
}
