//! Which stations count: at an hour, on a day, for a service or a group.

use chrono::{NaiveDate, NaiveDateTime};
use clap::Args as Group;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use walkshed::model::Status;
use walkshed_io::selection::{Selection, parse_moment};

/// Which stations count; without any of these, those that operate.
#[derive(Clone, Debug, Default, Group)]
#[command(next_help_heading = "Which stations count")]
pub(crate) struct Which {
    /// Those open at this moment, in local time: 2026-11-24T19:00
    ///
    /// Stations whose hours are not known make unknown whom only they would cover. Hours that the
    /// project assumes for a level are told as assumed.
    #[arg(long, value_name = "MOMENT", value_parser = parse_moment)]
    pub(crate) at: Option<NaiveDateTime>,

    /// Those that were there on this day: 2021-11-19 [default: the day of --at]
    #[arg(long, value_name = "DAY")]
    pub(crate) as_of: Option<NaiveDate>,

    /// Those offering one of these services: eldercare, 养老
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub(crate) service: Vec<String>,

    /// Those for one of these groups of people: courier, 快递员
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub(crate) group: Vec<String>,

    /// Those devoted to one of these themes: reading, 悦读
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub(crate) theme: Vec<String>,

    /// Those of one of these kinds: 驿站, 银行网点
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub(crate) kind: Vec<String>,

    /// Those with one of these rooms or pieces of equipment: toilet, 卫生间
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub(crate) facility: Vec<String>,

    /// Those in one of these stages of life [default: operating]
    #[arg(long, value_name = "STAGES", value_delimiter = ',', value_parser = status())]
    pub(crate) status: Vec<Status>,
}

impl From<&Which> for Selection {
    fn from(which: &Which) -> Self {
        let words = |list: &[String]| {
            let words = list.iter().map(|word| word.trim().to_owned());
            words.filter(|word| !word.is_empty()).collect()
        };
        Self {
            at: which.at,
            as_of: which.as_of,
            services: words(&which.service),
            groups: words(&which.group),
            themes: words(&which.theme),
            kinds: words(&which.kind),
            facilities: words(&which.facility),
            statuses: which.status.clone(),
        }
    }
}

/// Reads a stage of life by its key.
fn status() -> impl TypedValueParser<Value = Status> {
    PossibleValuesParser::new(Status::ALL.map(Status::key)).map(|key| {
        let named = |status: &Status| status.key() == key;
        Status::ALL.into_iter().find(named).unwrap_or_default()
    })
}
