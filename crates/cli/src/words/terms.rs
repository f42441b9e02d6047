//! Levels, terms and causes by name.

use super::Words;
use crate::figures::plain;
use walkshed::coverage::LeftOut;
use walkshed::gap::Cause;
use walkshed::model::{
    Absence, Budget, Extent, ExtentSource, Metric, Profile, Status, Substitution,
};
use walkshed_io::Lang;

impl Words {
    /// The levels that count at `level` of `levels`.
    pub(crate) fn levels(
        self,
        level: u8,
        levels: u8,
        substitution: Substitution,
    ) -> String {
        match (self.0, substitution) {
            (_, Substitution::Inclusive) if level == levels => match self.0 {
                Lang::En => "any station".to_owned(),
                Lang::Zh => "任一站点".to_owned(),
            },
            (Lang::En, Substitution::Inclusive) if level > 1 => {
                format!("levels 1-{level}")
            }
            (Lang::En, _) => format!("level {level}"),
            (Lang::Zh, Substitution::Inclusive) if level > 1 => {
                format!("一至{}", self.rung(level))
            }
            (Lang::Zh, _) => self.rung(level),
        }
    }

    /// One level by its number.
    pub(crate) fn rung(self, level: u8) -> String {
        self.0.rung(level)
    }

    /// A population group; one without a translation keeps its name.
    pub(crate) fn group(self, group: &str) -> String {
        let translated = match (self.0, group) {
            (Lang::En, "population") => "people",
            (Lang::Zh, "population") => "人口",
            (Lang::Zh, "elderly") => "老年人",
            (Lang::Zh, "children") => "儿童",
            (Lang::Zh, "disabled") => "残疾人",
            (Lang::Zh, "households") => "户数",
            (Lang::Zh, "dwellings") => "住宅套数",
            (Lang::Zh, "housing") => "住房",
            _ => group,
        };
        translated.to_owned()
    }

    pub(crate) fn metric(self, metric: Metric) -> &'static str {
        match (self.0, metric) {
            (Lang::En, Metric::Network) => "walking network",
            (Lang::En, Metric::Straight) => "straight line",
            (Lang::Zh, Metric::Network) => "步行路网",
            (Lang::Zh, Metric::Straight) => "直线",
        }
    }

    pub(crate) fn substitution(self, substitution: Substitution) -> &'static str {
        match (self.0, substitution) {
            (Lang::En, Substitution::Inclusive) => "inclusive (any nearest)",
            (Lang::En, Substitution::Exclusive) => "exclusive (this level)",
            (Lang::Zh, Substitution::Inclusive) => "就近口径(本级及以上)",
            (Lang::Zh, Substitution::Exclusive) => "本级口径",
        }
    }

    pub(crate) fn cause(self, cause: Cause) -> &'static str {
        match (self.0, cause) {
            (Lang::En, Cause::NoStreet) => "no street",
            (Lang::En, Cause::Closed) => "closed",
            (Lang::En, Cause::Far) => "far",
            (Lang::En, Cause::Barrier) => "barrier",
            (Lang::En, Cause::Detour) => "detour",
            (Lang::Zh, Cause::NoStreet) => "无道路",
            (Lang::Zh, Cause::Closed) => "未开放",
            (Lang::Zh, Cause::Far) => "距离过远",
            (Lang::Zh, Cause::Barrier) => "阻隔",
            (Lang::Zh, Cause::Detour) => "绕行",
        }
    }

    /// Why a station serves nobody.
    pub(crate) fn left_out(
        self,
        reason: LeftOut,
        status: Status,
        max_snap_m: f64,
    ) -> String {
        match (self.0, reason) {
            (_, LeftOut::Absent(absence)) => self.absence(absence, status),
            (Lang::En, LeftOut::HoursUnknown) => "hours not known".to_owned(),
            (Lang::Zh, LeftOut::HoursUnknown) => "开放时间不详".to_owned(),
            (Lang::En, LeftOut::NoStreet) => {
                format!("no usable street within {} m", plain(max_snap_m))
            }
            (Lang::Zh, LeftOut::NoStreet) => {
                format!("{}米内无可用道路", plain(max_snap_m))
            }
        }
    }

    /// Why a station does not count on the terms of a run.
    fn absence(self, absence: Absence, status: Status) -> String {
        let text = match (self.0, absence) {
            (Lang::En, Absence::NotOperating) => return status.key().replace('_', " "),
            (Lang::Zh, Absence::NotOperating) => match status {
                Status::Planned => "规划",
                Status::UnderConstruction => "在建",
                Status::Built => "已建未开放",
                Status::Operating => "运营",
                Status::Suspended => "停用",
                Status::Closed => "已关闭",
            },
            (Lang::En, Absence::NotThatDay) => "not there on that day",
            (Lang::Zh, Absence::NotThatDay) => "当日尚未启用或已停用",
            (Lang::En, Absence::Closed) => "not open at that time",
            (Lang::Zh, Absence::Closed) => "当时不开放",
            (Lang::En, Absence::Filtered) => "not what is asked for",
            (Lang::Zh, Absence::Filtered) => "不在所选类别之内",
        };
        text.to_owned()
    }

    /// Who walks, and how fast.
    pub(crate) fn profile(self, profile: &Profile) -> String {
        let speed = plain(profile.speed_m_s());
        match self.0 {
            Lang::En => format!("{}, {speed} m/s", profile.name),
            Lang::Zh => {
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
        match (self.0, budget) {
            (Lang::En, Budget::Millis(ms)) => {
                format!(
                    "{} min at {speed} m/s = {meters} m",
                    plain(f64::from(ms) / 60_000.0)
                )
            }
            (Lang::Zh, Budget::Millis(ms)) => {
                format!(
                    "{}分钟 × {speed}米/秒 = {meters}米",
                    plain(f64::from(ms) / 60_000.0)
                )
            }
            (Lang::En, Budget::Millimeters(_)) => format!("{meters} m"),
            (Lang::Zh, Budget::Millimeters(_)) => format!("{meters}米"),
        }
    }

    /// What a file was read as.
    pub(crate) fn role(self, role: &'static str) -> &'static str {
        match (self.0, role) {
            (Lang::En, "study_area") => "study area",
            (Lang::En, "add_stations") => "new stations",
            (Lang::En, "move_stations") => "moved stations",
            (Lang::En, "close_stations") => "closed stations",
            (Lang::En, "relevel_stations") => "new levels",
            (Lang::En, "add_demand") => "new demand",
            (Lang::En, "scale_demand") => "growth",
            (Lang::En, "add_streets") => "new streets",
            (Lang::En, "remove_streets") => "removed streets",
            (Lang::Zh, "stations") => "站点",
            (Lang::Zh, "demand") => "需求",
            (Lang::Zh, "streets") => "道路",
            (Lang::Zh, "grids") => "网格",
            (Lang::Zh, "barriers") => "阻隔",
            (Lang::Zh, "entrances") => "出入口",
            (Lang::Zh, "resources") => "资源",
            (Lang::Zh, "needs") => "需求清单",
            (Lang::Zh, "extent") => "路网范围",
            (Lang::Zh, "study_area") => "研究范围",
            (Lang::Zh, "add_stations") => "新增站点",
            (Lang::Zh, "move_stations") => "迁移站点",
            (Lang::Zh, "close_stations") => "关闭站点",
            (Lang::Zh, "relevel_stations") => "级别调整",
            (Lang::Zh, "add_demand") => "新增需求",
            (Lang::Zh, "scale_demand") => "人口增长",
            (Lang::Zh, "add_streets") => "新增道路",
            (Lang::Zh, "remove_streets") => "撤除道路",
            _ => role,
        }
    }

    /// How far the street data reaches, and who says so.
    pub(crate) fn extent(self, extent: &Extent) -> &'static str {
        let source = match extent {
            Extent::Complete => None,
            Extent::Area { source, .. } => Some(source),
        };
        match (self.0, source) {
            (Lang::En, None) => "complete",
            (Lang::En, Some(ExtentSource::Project)) => "polygons of the project",
            (Lang::En, Some(ExtentSource::Declared)) => {
                "the box that the street file declares"
            }
            (Lang::En, Some(ExtentSource::Nodes)) => {
                "the box around the streets, for want of better"
            }
            (Lang::Zh, None) => "完整",
            (Lang::Zh, Some(ExtentSource::Project)) => "项目给定的范围",
            (Lang::Zh, Some(ExtentSource::Declared)) => "道路文件声明的范围",
            (Lang::Zh, Some(ExtentSource::Nodes)) => "道路外接矩形(推定)",
        }
    }
}
