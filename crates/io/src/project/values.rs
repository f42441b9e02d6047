//! How single settings are written: one value or a list, a word, a distance.

use super::told::Told;
use crate::hours::{Hours, Unread};
use crate::lang::Lang;
use serde::Deserialize;
use serde::de::{
    Deserializer, Error as _, MapAccess, SeqAccess, Visitor, value::MapAccessDeserializer,
};
use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;
use walkshed::model::{Metric, Profile, Substitution, dated};

/// Longest distance a setting may have.
const LONGEST_M: f64 = 100_000.0;

/// A value written as text.
pub(super) struct Word<T>(pub(super) T);

impl<'de, T: FromStr<Err: Into<Told>>> Deserialize<'de> for Word<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let read = String::deserialize(from)?.parse().map(Self);
        read.map_err(|error: T::Err| D::Error::custom(error.into()))
    }
}

/// One of a few words.
pub(super) struct Known<T>(pub(super) T);

/// Finds a word among those that are known.
fn known<T>(word: &str, what: [&str; 2], known: &[(&str, T)]) -> Result<Known<T>, Told>
where
    T: Clone,
{
    if let Some((_, value)) = known.iter().find(|(name, _)| *name == word) {
        return Ok(Known(value.clone()));
    }
    let names: Vec<&str> = known.iter().map(|&(name, _)| name).collect();
    let [en, zh] = what;
    Err(Told::new(
        format!("{word:?} is not a {en}: write {}", names.join(", ")),
        format!("{word:?}不是{zh},请写{}之一", names.join("、")),
    ))
}

impl FromStr for Known<Substitution> {
    type Err = Told;
    fn from_str(word: &str) -> Result<Self, Told> {
        let all = [Substitution::Inclusive, Substitution::Exclusive];
        known(word, ["substitution", "替代口径"], &all.map(|one| (one.key(), one)))
    }
}

impl FromStr for Known<Metric> {
    type Err = Told;
    fn from_str(word: &str) -> Result<Self, Told> {
        known(
            word,
            ["metric", "度量方式"],
            &[Metric::Network, Metric::Straight].map(|one| (one.key(), one)),
        )
    }
}

impl FromStr for Known<Profile> {
    type Err = Told;
    fn from_str(word: &str) -> Result<Self, Told> {
        let profile = |name| Some((name, Profile::named(name)?));
        let all: Vec<_> = Profile::NAMES.into_iter().filter_map(profile).collect();
        known(word, ["profile", "人群"], &all)
    }
}

/// Opening hours that can be read.
pub(super) struct UsualHours(pub(super) String);

impl FromStr for UsualHours {
    type Err = Told;
    fn from_str(text: &str) -> Result<Self, Told> {
        let told = |unread: Unread| {
            let in_lang = |lang: Lang| {
                let (why, what) = (unread.reason(lang), unread.remedy(lang));
                format!("{}: {why}{}{what}", lang.quote(text), lang.semicolon())
            };
            Told::new(in_lang(Lang::En), in_lang(Lang::Zh))
        };
        Hours::read(text).map(|_hours| Self(text.to_owned())).map_err(told)
    }
}

/// A distance: a number of meters, or `"250m"`.
#[derive(Clone, Copy)]
pub(super) struct Meters(pub(super) f64);

impl<'de> Deserialize<'de> for Meters {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Written {
            Number(f64),
            Text(String),
        }
        let wrong = || {
            D::Error::custom(Told::new(
                format!("not a distance: write meters from 0 to {LONGEST_M}"),
                format!("不是距离,请写0至{LONGEST_M}之间的米数"),
            ))
        };
        let meters = match Written::deserialize(from).map_err(|_written| wrong())? {
            Written::Number(meters) => meters,
            Written::Text(text) => {
                let digits = text.trim().trim_end_matches('m').trim_end();
                digits.parse().map_err(|_digits| wrong())?
            }
        };
        (0.0..=LONGEST_M).contains(&meters).then_some(Self(meters)).ok_or_else(wrong)
    }
}

/// Meters between two samples: a number of meters, or `"100m"`.
#[derive(Clone, Copy)]
pub(super) struct Spacing(pub(super) f64);

impl<'de> Deserialize<'de> for Spacing {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let Meters(meters) = Meters::deserialize(from)?;
        let wrong = || {
            D::Error::custom(Told::new(
                "a grid of samples is at least 1 m wide",
                "取样点间距不得小于1米",
            ))
        };
        (meters >= 1.0).then_some(Self(meters)).ok_or_else(wrong)
    }
}

/// Groups and the columns that count them; a column for each year where a group has several.
#[derive(Default)]
pub(super) struct Weights(pub(super) BTreeMap<String, String>);

impl<'de> Deserialize<'de> for Weights {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Columns {
            One(String),
            ByYear(BTreeMap<String, String>),
        }
        let mut weights = BTreeMap::new();
        for (group, columns) in BTreeMap::<String, Columns>::deserialize(from)? {
            match columns {
                Columns::One(column) => {
                    weights.insert(group, column);
                }
                Columns::ByYear(columns) => {
                    for (year, column) in columns {
                        let number = year.parse().ok().filter(|_| year.len() == 4);
                        let number = number.ok_or_else(|| {
                            D::Error::custom(Told::new(
                                format!("{year:?} is not a year of four digits"),
                                format!("{year:?}不是四位数的年份"),
                            ))
                        })?;
                        weights.insert(dated(&group, number), column);
                    }
                }
            }
        }
        Ok(Self(weights))
    }
}

/// A number from `LEAST` to `MOST`, both in thousandths, kept in whole thousandths.
#[derive(Clone, Copy)]
pub(super) struct Number<const LEAST: u32, const MOST: u32>(pub(super) u32);

impl<'de, const LEAST: u32, const MOST: u32> Deserialize<'de> for Number<LEAST, MOST> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let [least, most] = [LEAST, MOST].map(|limit| f64::from(limit) / 1000.0);
        let wrong = || {
            D::Error::custom(Told::new(
                format!("not a number from {least} to {most}"),
                format!("不是{least}至{most}之间的数字"),
            ))
        };
        let number = f64::deserialize(from).map_err(|_other| wrong())?;
        if (least..=most).contains(&number) {
            Ok(Self((number * 1000.0).round() as u32))
        } else {
            Err(wrong())
        }
    }
}

/// A level of the hierarchy.
#[derive(Clone, Copy)]
pub(super) struct Rung(pub(super) u8);

impl<'de> Deserialize<'de> for Rung {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let wrong = || {
            D::Error::custom(Told::new("not a level from 1 to 9", "不是1至9之间的级别"))
        };
        let level = u8::deserialize(from).map_err(|_other| wrong())?;
        (1..=9).contains(&level).then_some(Self(level)).ok_or_else(wrong)
    }
}

/// A value, or a list of them.
#[derive(Clone, Debug)]
pub(crate) struct OneOrMany<T>(pub(crate) Vec<T>);

impl<T> Default for OneOrMany<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for OneOrMany<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(OneOrManyVisitor(PhantomData)).map(Self)
    }
}

struct OneOrManyVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for OneOrManyVisitor<T> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("text, a table or a list of them")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Vec<T>, E> {
        T::deserialize(serde::de::value::StrDeserializer::new(text)).map(|one| vec![one])
    }

    fn visit_i64<E: serde::de::Error>(self, number: i64) -> Result<Vec<T>, E> {
        T::deserialize(serde::de::value::I64Deserializer::new(number))
            .map(|one| vec![one])
    }

    fn visit_f64<E: serde::de::Error>(self, number: f64) -> Result<Vec<T>, E> {
        T::deserialize(serde::de::value::F64Deserializer::new(number))
            .map(|one| vec![one])
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Vec<T>, A::Error> {
        T::deserialize(MapAccessDeserializer::new(map)).map(|one| vec![one])
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Vec<T>, A::Error> {
        let mut all = Vec::new();
        while let Some(one) = list.next_element()? {
            all.push(one);
        }
        if all.is_empty() {
            Err(A::Error::custom(Told::new("the list is empty", "列表为空")))
        } else {
            Ok(all)
        }
    }
}
