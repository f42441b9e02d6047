//! What a calendar does not know.

use crate::lang::{Lang, texts};
use chrono::NaiveDate;
use std::fmt;

/// A day on which hours depend on what the calendar does not say.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct BeyondCalendar {
    /// The day.
    pub date: NaiveDate,
    /// What was asked of it.
    pub need: Need,
    /// First and last day that the calendar's holidays are known for.
    pub known: Option<(NaiveDate, NaiveDate)>,
    /// Whether it was asked for a week of no date in particular.
    pub standard: bool,
}

/// What is asked of a calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Need {
    /// Public holidays.
    Holidays,
    /// Working days: holidays, and weekend days made up.
    WorkingDays,
    /// When a season or vacation is.
    Season(String),
    /// The days of a market.
    Market {
        /// The market, if one is named.
        id: Option<String>,
        /// Those that are known.
        known: Vec<String>,
    },
    /// The lunar calendar.
    Moon,
    /// More of the day than its place in the week.
    Date,
}

impl BeyondCalendar {
    texts! {
        /// What is not known.
        pub fn reason(&self, lang) -> String {
            Self { standard: true, need, .. } =>
                "the hours depend on {what}, which a week of no date in particular does not have"
                "开放时间取决于{what},而标准周没有具体日期"
                with what = need.what(lang);
            Self { need: Need::Market { id: Some(id), .. }, .. } =>
                "no calendar says when the market {id} is held"
                "没有日历说明集市{id}的场期";
            Self { need: Need::Market { id: None, known }, .. } =>
                "the hours speak of market days, and {which}"
                "开放时间提到赶场日,而{which}"
                with which = which(known, lang);
            Self { need: Need::Season(id), date, .. } =>
                "no calendar says when {id} is in {year}"
                "没有日历说明{year}年的{id}从何时到何时"
                with year = date.format("%Y");
            Self { need: Need::Moon, date, .. } =>
                "the lunar date of {date} is not known" "{date}的农历日期未知";
            Self { need, date, known: Some((first, last)), .. } =>
                "the hours depend on {what}, and the calendar does not know {date}: it goes from \
                 {first} through {last}"
                "开放时间取决于{what},而日历不含{date}:有效期为{first}至{last}"
                with what = need.what(lang);
            Self { need, date, known: None, .. } =>
                "the hours depend on {what} on {date}, and there is no calendar"
                "{date}的开放时间取决于{what},而项目没有日历"
                with what = need.what(lang);
        }
    }

    texts! {
        /// What to do about it.
        pub fn remedy(&self, lang) -> String {
            Self { standard: true, .. } =>
                "ask for the week of a date" "请指定某一周的日期";
            Self { need: Need::Market { id: Some(_), known }, .. } if !known.is_empty() =>
                "add it to a calendar pack of the project, or name one of these: {known}"
                "请在项目的日历包中加入该集市,或改用:{known}"
                with known = known.join(if lang == Lang::Zh { "、" } else { ", " });
            Self { need: Need::Market { .. }, .. } =>
                "add [[market]] with its days to a calendar pack of the project"
                "请在项目的日历包中以[[market]]写明场期";
            Self { need: Need::Season(_), .. } =>
                "add [[season]] with its days to a calendar pack of the project"
                "请在项目的日历包中以[[season]]写明起止日期";
            Self { need: Need::Moon, .. } =>
                "write the days themselves" "请直接写明日期";
            _ =>
                "add a calendar pack with that year's holidays to the project, under packs"
                "请在项目的packs中加入含该年节假日的日历包";
        }
    }
}

impl Need {
    texts! {
        fn what(&self, lang) -> String {
            Self::Holidays => "public holidays" "节假日";
            Self::WorkingDays => "working days" "工作日";
            Self::Season(id) => "the season {id}" "季节{id}";
            Self::Market { .. } => "market days" "赶场日";
            Self::Moon => "the lunar calendar" "农历";
            Self::Date => "the date" "日期";
        }
    }
}

fn which(known: &[String], lang: Lang) -> String {
    match (known.is_empty(), lang) {
        (true, Lang::En) => "no calendar names a market".to_owned(),
        (true, Lang::Zh) => "日历中没有集市".to_owned(),
        (false, Lang::En) => {
            format!("several markets could be meant: {}", known.join(", "))
        }
        (false, Lang::Zh) => format!("日历中有多个集市:{}", known.join("、")),
    }
}

impl fmt::Display for BeyondCalendar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.reason(Lang::En), self.remedy(Lang::En))
    }
}

impl std::error::Error for BeyondCalendar {}
