//! How a check is written.

use super::reach::{Reach, Served};
use crate::pack::{TermKind, Title, Vocabulary};
use crate::project::{OneOrMany, Told};
use serde::Deserialize;
use walkshed::model::Budget;
use walkshed::standard::{
    Amount, Bound, Check, Limit, List, Measure, Step, Term, Wanted, When,
};

/// A check as it is written: one of its first keys, and what belongs to it.
#[derive(Clone, Debug, Deserialize)]
#[serde(try_from = "Fields")]
pub(super) enum Ask {
    Holds {
        list: List,
        items: Vec<Item>,
        at_least: Option<usize>,
    },
    Measured {
        measure: Measure,
        bounds: Vec<Bound>,
    },
    Said(Vec<String>),
    OneOf {
        name: String,
        values: Vec<String>,
        unless: Option<String>,
    },
    Within {
        budget: Budget,
        of: ServedTable,
        group: Option<String>,
        least: Option<Amount>,
    },
}

/// What a check comes to.
#[derive(Debug, Default)]
pub(super) struct Asked {
    pub(super) checks: Vec<Check>,
    pub(super) names: Vec<(String, Title)>,
    pub(super) reach: Option<Reach>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Fields {
    has: OneOrMany<Item>,
    offers: OneOrMany<Item>,
    of: OneOrMany<String>,
    filled: OneOrMany<String>,
    one_of: Option<String>,
    people_within: Option<String>,
    per: Option<String>,
    times: Option<u32>,
    at_least: Option<Number>,
    at_most: Option<Number>,
    equals: Option<Number>,
    steps: Vec<StepTable>,
    values: OneOrMany<String>,
    unless: Option<String>,
    to: Option<ServedTable>,
    group: Option<String>,
}

/// A thing that is asked for: a word, or a table.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged, expecting = "a word, or a table with an id")]
pub(super) enum Item {
    Word(String),
    Table(ItemTable),
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ItemTable {
    id: String,
    count: Option<u32>,
    title: Option<Title>,
}

/// A limit: a number, or measures that are added up.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged, expecting = "a number, or the names of measures")]
enum Number {
    Is(f64),
    One(String),
    Sum(Vec<String>),
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct StepTable {
    to: f64,
    when: OneOrMany<WhenTable>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WhenTable {
    of: String,
    over: Option<f64>,
    at_least: Option<f64>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct ServedTable {
    levels: OneOrMany<u8>,
    kinds: OneOrMany<String>,
    services: OneOrMany<String>,
}

fn amount(number: f64) -> Result<Amount, Told> {
    let told = || Told::new("the number is too large", "数值过大");
    Amount::from_f64(number).ok_or_else(told)
}

/// `a`, or `-a` for what is taken away.
fn term(name: &str) -> Term {
    let (minus, bare) = match name.trim().strip_prefix('-') {
        Some(bare) => (true, bare),
        None => (false, name),
    };
    Term { name: bare.trim().to_owned(), minus }
}

impl StepTable {
    fn step(&self) -> Result<Step, Told> {
        let when = |when: &WhenTable| {
            let (than, inclusive) = match (when.over, when.at_least) {
                (Some(over), None) => (over, false),
                (None, Some(least)) => (least, true),
                _ => {
                    return Err(Told::new(
                        "a condition is `over` a number or `at_least` one",
                        "条件须写over(大于)或at_least(不少于)之一",
                    ));
                }
            };
            Ok(When { of: when.of.clone(), than: amount(than)?, inclusive })
        };
        let when = self.when.0.iter().map(when).collect::<Result<_, _>>()?;
        Ok(Step { amount: amount(self.to)?, when })
    }
}

impl Number {
    fn limit(&self, steps: &[StepTable]) -> Result<Limit, Told> {
        match self {
            Self::Is(number) => {
                let steps =
                    steps.iter().map(StepTable::step).collect::<Result<_, _>>()?;
                Ok(Limit::Stepped(amount(*number)?, steps))
            }
            Self::One(name) => Ok(Limit::Sum(vec![term(name)])),
            Self::Sum(names) => {
                Ok(Limit::Sum(names.iter().map(|name| term(name)).collect()))
            }
        }
    }

    fn number(&self) -> Option<f64> {
        match self {
            Self::Is(number) => Some(*number),
            Self::One(_) | Self::Sum(_) => None,
        }
    }
}

impl TryFrom<Fields> for Ask {
    type Error = Told;

    fn try_from(fields: Fields) -> Result<Self, Told> {
        let keys = [
            !fields.has.0.is_empty(),
            !fields.offers.0.is_empty(),
            !fields.of.0.is_empty(),
            !fields.filled.0.is_empty(),
            fields.one_of.is_some(),
            fields.people_within.is_some(),
        ];
        if keys.iter().filter(|&&there| there).count() != 1 {
            return Err(Told::new(
                "a check has one of the keys has, offers, of, filled, one_of, people_within",
                "每项检查须且只须写has、offers、of、filled、one_of、people_within之一",
            ));
        }
        match keys {
            [true, ..] => fields.holds(List::Facilities),
            [_, true, ..] => fields.holds(List::Services),
            [_, _, true, ..] => fields.measured(),
            [_, _, _, true, ..] => Ok(Self::Said(fields.filled.0)),
            [_, _, _, _, true, _] => fields.one_of(),
            _ => fields.within(),
        }
    }
}

impl Fields {
    fn holds(self, list: List) -> Result<Ask, Told> {
        let at_least = match self.at_least.as_ref().map(Number::number) {
            None => None,
            Some(Some(number)) if number >= 1.0 && number.fract() == 0.0 => {
                Some(number as usize)
            }
            Some(_) => {
                return Err(Told::new(
                    "how many things are enough is a whole number from 1",
                    "至少几项须写不小于1的整数",
                ));
            }
        };
        let items = if list == List::Facilities { self.has.0 } else { self.offers.0 };
        Ok(Ask::Holds { list, items, at_least })
    }

    fn measured(self) -> Result<Ask, Told> {
        let measure = Measure {
            of: self.of.0.iter().map(|name| term(name)).collect(),
            per: self.per,
            times: self.times.unwrap_or(1),
        };
        let limit = |number: &Number| number.limit(&self.steps);
        let mut bounds = Vec::new();
        if let Some(number) = &self.at_least {
            bounds.push(Bound::AtLeast(limit(number)?));
        }
        if let Some(number) = &self.at_most {
            bounds.push(Bound::AtMost(limit(number)?));
        }
        if let Some(number) = &self.equals {
            bounds.push(Bound::Equals(limit(number)?));
        }
        if bounds.is_empty() {
            bounds.push(Bound::None);
        }
        Ok(Ask::Measured { measure, bounds })
    }

    fn one_of(self) -> Result<Ask, Told> {
        let name = self.one_of.unwrap_or_default();
        if self.values.0.is_empty() {
            return Err(Told::new(
                "one_of wants its words under values",
                "one_of须用values列出可用的词",
            ));
        }
        Ok(Ask::OneOf { name, values: self.values.0, unless: self.unless })
    }

    fn within(self) -> Result<Ask, Told> {
        let budget: Budget = self.people_within.unwrap_or_default().parse()?;
        let least = match self.at_least.as_ref().map(Number::number) {
            None => None,
            Some(Some(share)) if (0.0..=1.0).contains(&share) => Some(amount(share)?),
            Some(_) => {
                return Err(Told::new(
                    "a share is a number from 0 to 1",
                    "比例须写0至1之间的数",
                ));
            }
        };
        let of = self.to.unwrap_or_default();
        Ok(Ask::Within { budget, of, group: self.group, least })
    }
}

impl Ask {
    /// The same in the words that all packs know; `name` is for the measure of a reach.
    pub(super) fn resolved(self, name: &str, words: &Vocabulary) -> Asked {
        let one = |check| Asked { checks: vec![check], ..Asked::default() };
        match self {
            Self::Holds { list, items, at_least } => holds(list, items, at_least, words),
            Self::Measured { measure, bounds } => {
                let check = |bound| Check::Measured { measure: measure.clone(), bound };
                Asked {
                    checks: bounds.into_iter().map(check).collect(),
                    ..Asked::default()
                }
            }
            Self::Said(names) => one(Check::Said { names }),
            Self::OneOf { name, values, unless } => {
                one(Check::OneOf { name, values, unless })
            }
            Self::Within { budget, of, group, least } => {
                let id = |kind| move |word: &String| words.id(kind, word);
                let of = Served {
                    levels: of.levels.0,
                    kinds: of.kinds.0.iter().map(id(TermKind::Kind)).collect(),
                    services: of.services.0.iter().map(id(TermKind::Service)).collect(),
                };
                let bound = least.map_or(Bound::None, |l| Bound::AtLeast(Limit::at(l)));
                let measure = Measure::of(name);
                let name = name.to_owned();
                Asked {
                    reach: Some(Reach { name, budget, of, group }),
                    ..one(Check::Measured { measure, bound })
                }
            }
        }
    }
}

/// Things by their ids. A thing that is there counts once: for the narrowest of what is asked for.
fn holds(
    list: List,
    items: Vec<Item>,
    at_least: Option<usize>,
    words: &Vocabulary,
) -> Asked {
    let kinds = match list {
        List::Facilities => [TermKind::Facility, TermKind::Service],
        List::Services => [TermKind::Service, TermKind::Facility],
    };
    let id = |word: &str| {
        let term = kinds.iter().find_map(|&kind| words.find(kind, word));
        term.map_or_else(|| words.id(kinds[0], word), |term| term.id.clone())
    };
    let tables = items.into_iter().map(|item| match item {
        Item::Word(id) => ItemTable { id, count: None, title: None },
        Item::Table(table) => table,
    });
    let tables: Vec<ItemTable> =
        tables.map(|table| ItemTable { id: id(&table.id), ..table }).collect();
    let ids: Vec<&str> = tables.iter().map(|table| table.id.as_str()).collect();
    let wanted = tables.iter().map(|table| Wanted {
        id: table.id.clone(),
        counts: words.counting_as(&table.id, &ids),
        count: table.count.unwrap_or(1),
        sort: words.sort(&table.id).to_owned(),
    });
    let wanted = wanted.collect();
    let names = tables.iter().filter_map(|t| Some((t.id.clone(), t.title.clone()?)));
    Asked {
        names: names.collect(),
        checks: vec![Check::Holds { wanted, at_least, list }],
        reach: None,
    }
}
