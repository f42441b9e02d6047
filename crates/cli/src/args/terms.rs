//! The terms of an evaluation.

use super::{Which, budget};
use clap::{Args as Group, ValueEnum};
use std::path::PathBuf;
use walkshed::model::{Budget, Metric, Substitution};

/// A project, and the terms that are not as it says.
#[derive(Clone, Debug, Group)]
pub(crate) struct Terms {
    /// The project: a folder with a walkshed.toml, or that file
    pub(crate) project: PathBuf,

    /// The longest walk: 15min, 1000m or gb15, gb10, gb5 [default: the project's, else 15min]
    ///
    /// One for all levels, or one a level, separated by commas. gb15, gb10 and gb5 are the circles
    /// of GB 50180: 1000, 500 and 300 m.
    #[arg(long, value_parser = budget, value_delimiter = ',')]
    pub(crate) budget: Vec<Budget>,

    /// Who walks: adult, elder, child, wheelchair, or one of the project's own [default: the
    /// project's, else adult]
    #[arg(long, value_name = "NAME")]
    pub(crate) profile: Option<String>,

    /// Along the streets or as the crow flies [default: the project's, else network]
    #[arg(long)]
    pub(crate) metric: Option<MetricArg>,

    /// Whether higher levels stand in for lower ones [default: the project's, else inclusive]
    #[arg(long)]
    pub(crate) substitution: Option<SubstitutionArg>,

    /// The year of the demand, where it has several [default: all in a report, else the latest]
    #[arg(long, value_name = "YEAR")]
    pub(crate) year: Option<u16>,

    #[command(flatten)]
    pub(crate) which: Which,
}

/// One scenario of the project, or none.
#[derive(Clone, Debug, Group)]
pub(crate) struct InScenario {
    /// The project as this scenario makes it [default: as it stands]
    #[arg(long, value_name = "NAME")]
    pub(crate) scenario: Option<String>,
}

impl InScenario {
    /// Its name.
    pub(crate) fn name(&self) -> Option<&str> {
        self.scenario.as_deref()
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum MetricArg {
    Network,
    Straight,
}

impl From<MetricArg> for Metric {
    fn from(metric: MetricArg) -> Self {
        match metric {
            MetricArg::Network => Self::Network,
            MetricArg::Straight => Self::Straight,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum SubstitutionArg {
    Inclusive,
    Exclusive,
}

impl From<SubstitutionArg> for Substitution {
    fn from(substitution: SubstitutionArg) -> Self {
        match substitution {
            SubstitutionArg::Inclusive => Self::Inclusive,
            SubstitutionArg::Exclusive => Self::Exclusive,
        }
    }
}
