//! Levels, terms and causes by name.

use super::Lang;
use crate::figures::plain;
use walkshed::coverage::LeftOut;
use walkshed::gap::Cause;
use walkshed::model::{
    Budget, Extent, ExtentSource, Metric, Profile, Status, Substitution,
};

impl Lang {
    /// The levels that count at `level` of `levels`.
    pub(crate) fn levels(
        self,
        level: u8,
        levels: u8,
        substitution: Substitution,
    ) -> String {
        match (self, substitution) {
            (_, Substitution::Inclusive) if level == levels => match self {
                Self::En => "any station".to_owned(),
                Self::Zh => "任一站点".to_owned(),
            },
            (Self::En, Substitution::Inclusive) if level > 1 => {
                format!("levels 1-{level}")
            }
            (Self::En, _) => format!("level {level}"),
            (Self::Zh, Substitution::Inclusive) if level > 1 => {
                format!("一至{}", self.rung(level))
            }
            (Self::Zh, _) => self.rung(level),
        }
    }

    /// One level by its number.
    pub(crate) fn rung(self, level: u8) -> String {
        const NUMERALS: [&str; 10] =
            ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
        match self {
            Self::En => format!("level {level}"),
            Self::Zh => match NUMERALS.get(usize::from(level)) {
                Some(numeral) => format!("{numeral}级"),
                None => format!("{level}级"),
            },
        }
    }

    /// A population group; one without a translation keeps its name.
    pub(crate) fn group(self, group: &str) -> String {
        let translated = match (self, group) {
            (Self::En, "population") => "people",
            (Self::Zh, "population") => "人口",
            (Self::Zh, "elderly") => "老年人",
            (Self::Zh, "children") => "儿童",
            (Self::Zh, "disabled") => "残疾人",
            (Self::Zh, "households") => "户数",
            (Self::Zh, "housing") => "住房",
            _ => group,
        };
        translated.to_owned()
    }

    pub(crate) fn metric(self, metric: Metric) -> &'static str {
        match (self, metric) {
            (Self::En, Metric::Network) => "walking network",
            (Self::En, Metric::Straight) => "straight line",
            (Self::Zh, Metric::Network) => "步行路网",
            (Self::Zh, Metric::Straight) => "直线",
        }
    }

    pub(crate) fn substitution(self, substitution: Substitution) -> &'static str {
        match (self, substitution) {
            (Self::En, Substitution::Inclusive) => "inclusive (any nearest)",
            (Self::En, Substitution::Exclusive) => "exclusive (this level)",
            (Self::Zh, Substitution::Inclusive) => "就近口径(本级及以上)",
            (Self::Zh, Substitution::Exclusive) => "本级口径",
        }
    }

    pub(crate) fn cause(self, cause: Cause) -> &'static str {
        match (self, cause) {
            (Self::En, Cause::NoStreet) => "no street",
            (Self::En, Cause::Closed) => "closed",
            (Self::En, Cause::Far) => "far",
            (Self::En, Cause::Barrier) => "barrier",
            (Self::En, Cause::Detour) => "detour",
            (Self::Zh, Cause::NoStreet) => "无道路",
            (Self::Zh, Cause::Closed) => "未开放",
            (Self::Zh, Cause::Far) => "距离过远",
            (Self::Zh, Cause::Barrier) => "阻隔",
            (Self::Zh, Cause::Detour) => "绕行",
        }
    }

    /// Why a station serves nobody.
    pub(crate) fn left_out(
        self,
        reason: LeftOut,
        status: Status,
        max_snap_m: f64,
    ) -> String {
        match (self, reason) {
            (Self::En, LeftOut::NotOperating) => status.key().replace('_', " "),
            (Self::Zh, LeftOut::NotOperating) => match status {
                Status::Planned => "规划",
                Status::UnderConstruction => "在建",
                Status::Built => "已建未开放",
                Status::Operating => "运营",
                Status::Suspended => "停用",
                Status::Closed => "已关闭",
            }
            .to_owned(),
            (Self::En, LeftOut::NoStreet) => {
                format!("no usable street within {} m", plain(max_snap_m))
            }
            (Self::Zh, LeftOut::NoStreet) => {
                format!("{}米内无可用道路", plain(max_snap_m))
            }
        }
    }

    /// Who walks, and how fast.
    pub(crate) fn profile(self, profile: &Profile) -> String {
        let speed = plain(profile.speed_m_s());
        match self {
            Self::En => format!("{}, {speed} m/s", profile.name),
            Self::Zh => {
                let name = match profile.name.as_str() {
                    "adult" => "成年人",
                    "elder" => "老年人",
                    "child" => "儿童",
                    other => other,
                };
                format!("{name},{speed}米/秒")
            }
        }
    }

    /// A budget in time, speed and meters; a length is a length.
    pub(crate) fn budget(self, budget: Budget, profile: &Profile) -> String {
        let meters = plain(budget.reach_mm(profile) as f64 / 1000.0);
        let speed = plain(profile.speed_m_s());
        match (self, budget) {
            (Self::En, Budget::Millis(ms)) => {
                format!(
                    "{} min at {speed} m/s = {meters} m",
                    plain(f64::from(ms) / 60_000.0)
                )
            }
            (Self::Zh, Budget::Millis(ms)) => {
                format!(
                    "{}分钟 × {speed}米/秒 = {meters}米",
                    plain(f64::from(ms) / 60_000.0)
                )
            }
            (Self::En, Budget::Millimeters(_)) => format!("{meters} m"),
            (Self::Zh, Budget::Millimeters(_)) => format!("{meters}米"),
        }
    }

    /// What a file was read as.
    pub(crate) fn role(self, role: &'static str) -> &'static str {
        match (self, role) {
            (Self::En, "study_area") => "study area",
            (Self::Zh, "stations") => "站点",
            (Self::Zh, "demand") => "需求",
            (Self::Zh, "streets") => "道路",
            (Self::Zh, "grids") => "网格",
            (Self::Zh, "barriers") => "阻隔",
            (Self::Zh, "extent") => "路网范围",
            (Self::Zh, "study_area") => "研究范围",
            _ => role,
        }
    }

    /// How far the street data reaches, and who says so.
    pub(crate) fn extent(self, extent: &Extent) -> &'static str {
        let source = match extent {
            Extent::Complete => None,
            Extent::Area { source, .. } => Some(source),
        };
        match (self, source) {
            (Self::En, None) => "complete",
            (Self::En, Some(ExtentSource::Project)) => "polygons of the project",
            (Self::En, Some(ExtentSource::Declared)) => {
                "the box that the street file declares"
            }
            (Self::En, Some(ExtentSource::Nodes)) => {
                "the box around the streets, for want of better"
            }
            (Self::Zh, None) => "完整",
            (Self::Zh, Some(ExtentSource::Project)) => "项目给定的范围",
            (Self::Zh, Some(ExtentSource::Declared)) => "道路文件声明的范围",
            (Self::Zh, Some(ExtentSource::Nodes)) => "道路外接矩形(推定)",
        }
    }
}
