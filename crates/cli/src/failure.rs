//! Why a command has no answer, and the exit status that says so.

use crate::words::Words;
use std::fmt;
use std::io::{self, ErrorKind};
use std::path::PathBuf;
use walkshed::LngLat;
use walkshed::explain::Untied;
use walkshed_io::pack::BeyondCalendar;
use walkshed_io::selection::UnheardWord;
use walkshed_io::write::WriteError;
use walkshed_io::{ConvertError, Lang, ReadError};

/// The end of a run.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The arguments do not fit together, or not the project.
    Usage(Usage),
    /// The project cannot be read.
    Read(ReadError),
    /// Hours that no calendar tells.
    Calendar(BeyondCalendar),
    /// The layers cannot be written.
    Write(WriteError),
    /// A file that is not converted.
    Convert(Box<ConvertError>),
    /// Standard output takes no more.
    Output(io::Error),
    /// A place that is not tied to the streets.
    Untied { at: LngLat, untied: Untied },
    /// No place that was asked for has an area, and why.
    NoArea(String),
    /// The service cannot run.
    Serve(io::Error),
}

impl Failure {
    /// The status of wrong usage.
    pub(crate) const USAGE: u8 = 2;
    const BAD_INPUT: u8 = 3;
    const UNREADABLE: u8 = 4;
    const RAN_OUT: u8 = 5;

    pub(crate) fn status(&self) -> u8 {
        match self {
            Self::Usage(_) => Self::USAGE,
            Self::Read(error) => error.status(),
            Self::Calendar(_) | Self::Untied { .. } | Self::NoArea(_) => Self::BAD_INPUT,
            Self::Write(error) => error.status(),
            Self::Convert(error) => error.status(),
            Self::Output(error) if error.kind() == ErrorKind::BrokenPipe => 0,
            Self::Output(error) | Self::Serve(error) => of_system(error),
        }
    }

    /// Whether there is nothing to tell: whoever closed the pipe knows.
    pub(crate) fn is_silent(&self) -> bool {
        self.status() == 0
    }

    /// Finds the failure to load inside the error of a service.
    pub(crate) fn of_service(error: io::Error) -> Self {
        match error.downcast::<Self>() {
            Ok(failure) => failure,
            Err(error) => Self::Serve(error),
        }
    }
}

/// Arguments that do not fit.
#[derive(Debug)]
pub(crate) enum Usage {
    /// More threads than the system gives.
    Threads { asked: u16, error: String },
    /// More budgets than levels.
    Budgets { budgets: usize, levels: u8 },
    /// Minutes and meters in one answer.
    MixedBudgets,
    /// A station that the project does not have.
    Station { id: String },
    /// A project file that stands where one is to be written.
    ProjectThere { path: PathBuf },
    /// Nothing to walk on.
    NoStreets,
    /// A profile that the project does not have.
    Profile { name: String, known: Vec<String> },
    /// A year that the demand is not of.
    Year { year: u16, known: Vec<u16> },
    /// A scenario that the project does not have.
    Scenario { name: String, known: Vec<String> },
    /// Sides of a comparison whose demand has no year in common.
    NoCommonYear,
    /// A word for stations that nothing in the project answers to.
    Unheard(UnheardWord),
    /// A level that the project does not have.
    Level { level: u8, levels: u8 },
}

impl Usage {
    fn text(&self, lang: Lang) -> String {
        match (lang, self) {
            (Lang::En, Self::Threads { asked, error }) => {
                format!("--threads {asked}: {error}; ask for fewer")
            }
            (Lang::Zh, Self::Threads { asked, error }) => {
                format!("--threads {asked}:{error};请减少线程数")
            }
            (Lang::En, Self::ProjectThere { path }) => format!(
                "{} is there already; rename it first, or print a draft with --print",
                path.display()
            ),
            (Lang::Zh, Self::ProjectThere { path }) => {
                format!("{}已存在;请先改名,或用--print输出草稿", path.display())
            }
            (_, Self::Budgets { budgets, levels }) => of_budgets(lang, *budgets, *levels),
            (Lang::En, Self::MixedBudgets) => {
                "--budget mixes minutes and meters: ask for one of them at a time"
                    .to_owned()
            }
            (Lang::Zh, Self::MixedBudgets) => {
                "--budget不能同时给出时间和距离;请分两次运行".to_owned()
            }
            (Lang::En, Self::Station { id }) => {
                format!("--station {id}: the project has no station of this id")
            }
            (Lang::Zh, Self::Station { id }) => {
                format!("--station {id}:项目中没有该编号的站点")
            }
            (Lang::En, Self::Profile { name, known }) => format!(
                "--profile {name}: not a profile of this project; it has {}",
                known.join(", ")
            ),
            (Lang::Zh, Self::Profile { name, known }) => {
                format!("--profile {name}:项目中没有该人群;可用:{}", known.join("、"))
            }
            (_, Self::Scenario { name, known }) => of_scenario(lang, name, known),
            (Lang::En, Self::NoStreets) => {
                "the project has no streets to walk on; add some under streets".to_owned()
            }
            (Lang::Zh, Self::NoStreets) => {
                "项目没有道路数据;请在streets中给出".to_owned()
            }
            (_, Self::Year { year, known }) => of_year(lang, *year, known),
            (Lang::En, Self::NoCommonYear) => {
                "the scenarios count people in different years: compare them one by one"
                    .to_owned()
            }
            (Lang::Zh, Self::NoCommonYear) => {
                "各情景的人口年份互不相同;请逐个对比".to_owned()
            }
            (_, Self::Unheard(unheard)) => of_word(lang, unheard),
            (Lang::En, Self::Level { level, levels }) => format!(
                "--level {level}: the project has levels 1 to {levels}; did you mean {levels}?"
            ),
            (Lang::Zh, Self::Level { level, levels }) => {
                format!("--level {level}:项目只有1至{levels}级;是否应为{levels}?")
            }
        }
    }
}

fn of_word(lang: Lang, UnheardWord { flag, word, near, .. }: &UnheardWord) -> String {
    match (lang, near) {
        (Lang::En, None) => format!(
            "--{flag} {word}: no station has it, and no pack knows it; write it as the \
             stations do"
        ),
        (Lang::En, Some(near)) => format!(
            "--{flag} {word}: no station has it, and no pack knows it; did you mean {near}?"
        ),
        (Lang::Zh, None) => {
            format!(
                "--{flag} {word}:没有站点如此填写,用语包中也没有;请按站点数据中的写法填写"
            )
        }
        (Lang::Zh, Some(near)) => {
            format!("--{flag} {word}:没有站点如此填写,用语包中也没有;是否应为{near}?")
        }
    }
}

fn of_budgets(lang: Lang, budgets: usize, levels: u8) -> String {
    match lang {
        Lang::En => format!(
            "--budget names {budgets} budgets, but the project has {levels} levels: give \
             one, or at most one a level"
        ),
        Lang::Zh => format!(
            "--budget给出{budgets}个限时或限距,而项目只有{levels}级;请只给一个,或每级至多一个"
        ),
    }
}

fn of_scenario(lang: Lang, name: &str, known: &[String]) -> String {
    match (lang, known) {
        (Lang::En, []) => format!(
            "--scenario {name}: the project has no scenarios; add [scenario.{name}] to \
             walkshed.toml"
        ),
        (Lang::Zh, []) => {
            format!(
                "--scenario {name}:项目中没有情景;请在walkshed.toml中添加[scenario.{name}]"
            )
        }
        (Lang::En, known) => format!(
            "--scenario {name}: not a scenario of this project; it has {}",
            known.join(", ")
        ),
        (Lang::Zh, known) => {
            format!("--scenario {name}:项目中没有该情景;可用:{}", known.join("、"))
        }
    }
}

fn of_year(lang: Lang, year: u16, known: &[u16]) -> String {
    let known: Vec<String> = known.iter().map(ToString::to_string).collect();
    match (lang, known.as_slice()) {
        (Lang::En, []) => format!(
            "--year {year}: the demand has one count of people, of no year; name its columns \
             by year in walkshed.toml"
        ),
        (Lang::Zh, []) => {
            format!(
                "--year {year}:需求数据只有一组人口,没有年份;请在walkshed.toml中按年份指明列"
            )
        }
        (Lang::En, known) => {
            format!("--year {year}: the demand has the years {}", known.join(", "))
        }
        (Lang::Zh, known) => {
            format!("--year {year}:需求数据只有以下年份:{}", known.join("、"))
        }
    }
}

/// The status for an error of the system.
fn of_system(error: &io::Error) -> u8 {
    match error.kind() {
        ErrorKind::StorageFull
        | ErrorKind::QuotaExceeded
        | ErrorKind::FileTooLarge
        | ErrorKind::OutOfMemory => Failure::RAN_OUT,
        ErrorKind::AddrInUse
        | ErrorKind::AddrNotAvailable
        | ErrorKind::PermissionDenied => Failure::USAGE,
        _ => Failure::UNREADABLE,
    }
}

impl Words {
    /// Why there is no answer.
    pub(crate) fn failure(self, failure: &Failure) -> String {
        let lang = self.0;
        match (lang, failure) {
            (_, Failure::Usage(usage)) => usage.text(lang),
            (_, Failure::Read(error)) => error.text(lang),
            (_, Failure::Calendar(beyond)) => {
                format!("{}{}{}", beyond.reason(lang), "; ", beyond.remedy(lang))
            }
            (_, Failure::Write(error)) => error.text(lang),
            (_, Failure::Convert(error)) => error.text(lang),
            (Lang::En, Failure::Output(error)) => format!("standard output: {error}"),
            (Lang::Zh, Failure::Output(error)) => format!("标准输出无法写入({error})"),
            (_, Failure::NoArea(reasons)) => reasons.clone(),
            (_, Failure::Untied { at, untied }) => self.untied(*at, *untied),
            (Lang::En, Failure::Serve(error)) => {
                format!("cannot serve: {error}; see --bind")
            }
            (Lang::Zh, Failure::Serve(error)) => {
                format!("服务无法启动({error});请检查--bind指定的地址")
            }
        }
    }
}

/// In English; [`Words::failure`] knows the other languages.
impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&Words(Lang::En).failure(self))
    }
}

impl std::error::Error for Failure {}

impl From<ReadError> for Failure {
    fn from(error: ReadError) -> Self {
        Self::Read(error)
    }
}

impl From<BeyondCalendar> for Failure {
    fn from(beyond: BeyondCalendar) -> Self {
        Self::Calendar(beyond)
    }
}

impl From<ConvertError> for Failure {
    fn from(error: ConvertError) -> Self {
        Self::Convert(Box::new(error))
    }
}

impl From<WriteError> for Failure {
    fn from(error: WriteError) -> Self {
        Self::Write(error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn status(kind: ErrorKind) -> u8 {
        Failure::Output(kind.into()).status()
    }

    #[test]
    fn a_closed_pipe_is_no_failure_and_a_full_disk_is_one() {
        assert_eq!(status(ErrorKind::BrokenPipe), 0);
        assert_eq!(status(ErrorKind::StorageFull), 5);
        assert_eq!(status(ErrorKind::OutOfMemory), 5);
    }

    #[test]
    fn a_service_that_cannot_load_fails_as_its_project_does() {
        let wrong = || Failure::Usage(Usage::Level { level: 9, levels: 4 });
        let failure = Failure::of_service(io::Error::other(wrong()));
        assert_eq!(failure.status(), 2);
        assert!(failure.to_string().starts_with("--level 9: "), "{failure}");
        // the service boxes what its loader returns
        let boxed: Box<dyn std::error::Error + Send + Sync> = Box::new(wrong());
        assert_eq!(Failure::of_service(io::Error::other(boxed)).status(), 2);
    }
}
