//! What becomes of people, gaps and stations, in words.

use super::Words;
use crate::figures::{grouped, people};
use walkshed::comparison::{GapChange, GapFamily, StationChange, Trend};
use walkshed::model::Weight;
use walkshed_io::Lang;
use walkshed_io::scenario::Applied;

impl Words {
    /// A scenario by name, title and year, and what it builds on; none is the project as it stands.
    pub(crate) fn applied(self, scenario: Option<&Applied>) -> String {
        let Some(scenario) = scenario else {
            return match self.0 {
                Lang::En => "the project as it stands".to_owned(),
                Lang::Zh => "项目现状".to_owned(),
            };
        };
        let mut text = scenario.name.clone();
        if let Some(title) = &scenario.title {
            text = format!("{text}{}{title}", self.colon());
        }
        match (self.0, scenario.year) {
            (Lang::En, Some(year)) => text = format!("{text} ({year})"),
            (Lang::Zh, Some(year)) => text = format!("{text}({year}年)"),
            (_, None) => {}
        }
        let based_on = scenario.based_on.join(self.comma());
        match self.0 {
            _ if based_on.is_empty() => text,
            Lang::En => format!("{text}, builds on {based_on}"),
            Lang::Zh => format!("{text},基于{based_on}"),
        }
    }

    /// How the columns of the first table add up, with those that it has.
    pub(crate) fn account(self, [new, growth, gone]: [bool; 3]) -> String {
        let parts = match self.0 {
            Lang::En => {
                ["change = gained - lost", " + new covered", " + growth", " - gone"]
            }
            Lang::Zh => {
                ["变化 = 新获覆盖 - 失去覆盖", " + 新增其中已覆盖", " + 增长", " - 迁出"]
            }
        };
        let wanted = [true, new, growth, gone];
        parts.into_iter().zip(wanted).filter(|(_, w)| *w).map(|(part, _)| part).collect()
    }

    /// Those who were gained or lost only because more, or less, is known of the streets.
    pub(crate) fn known_better(self, found: Weight, blurred: Weight) -> String {
        let [found, blurred] = [found, blurred].map(people);
        match self.0 {
            Lang::En => format!(
                "over all levels, {found} of the gained were unknown before, and {blurred} of \
                 the lost are unknown after"
            ),
            Lang::Zh => {
                format!(
                    "各级合计:新获覆盖中{found}原先无法判定,失去覆盖中{blurred}现在无法判定"
                )
            }
        }
    }

    /// The walk of a further group.
    pub(crate) fn of_any_station(self, group: &str) -> String {
        let group = self.group(group);
        match self.0 {
            Lang::En => format!("{group}, any station"),
            Lang::Zh => format!("{group}(任一站点)"),
        }
    }

    /// Residents without a walk both times: who reach a station only after, who reach none any
    /// more, and who never do.
    pub(crate) fn reachable(self, apart: [Weight; 3]) -> String {
        let [reach, lose, never] = apart.map(people);
        match self.0 {
            Lang::En => format!(
                "apart from these, {reach} reach a station only now, {lose} reach none any \
                 more, {never} never do"
            ),
            Lang::Zh => {
                format!(
                    "另有{reach}人现在才能走到站点,{lose}人不再能走到,{never}人始终走不到"
                )
            }
        }
    }

    /// What became of a gap.
    pub(crate) fn became(self, family: &GapFamily) -> String {
        let gaps = |gaps: &[u32]| grouped(gaps.len() as u64);
        let parts = (family.is_split() || family.is_merged())
            .then(|| format!("{}→{}", gaps(&family.before), gaps(&family.after)));
        let (en, zh) = match family.change {
            GapChange::New => ("new", "新增"),
            GapChange::Closed => ("closes", "消除"),
            GapChange::Remains(Trend::Grew) => ("remains, grew", "仍在,扩大"),
            GapChange::Remains(Trend::Shrank) => ("remains, shrank", "仍在,缩小"),
            GapChange::Remains(Trend::Same) => ("remains", "仍在"),
        };
        match (self.0, parts) {
            (Lang::En, None) => en.to_owned(),
            (Lang::Zh, None) => zh.to_owned(),
            (Lang::En, Some(parts)) => format!("{en} ({parts} gaps)"),
            (Lang::Zh, Some(parts)) => format!("{zh}({parts}处)"),
        }
    }

    /// What happened to a station.
    pub(crate) fn happened(self, change: StationChange) -> String {
        let meters = |mm: u64| grouped((mm + 500) / 1000);
        match (self.0, change) {
            (Lang::En, StationChange::Moved { mm }) => format!("moves {} m", meters(mm)),
            (Lang::Zh, StationChange::Moved { mm }) => format!("迁移{}米", meters(mm)),
            (Lang::En, StationChange::Releveled { before, .. }) => {
                format!("was {}", self.rung(before))
            }
            (Lang::Zh, StationChange::Releveled { before, .. }) => {
                format!("原为{}", self.rung(before))
            }
            (Lang::En, StationChange::Added) => "added".to_owned(),
            (Lang::En, StationChange::Gone) => "gone".to_owned(),
            (Lang::En, StationChange::Closed) => "closes".to_owned(),
            (Lang::En, StationChange::Opened) => "opens".to_owned(),
            (Lang::Zh, StationChange::Added) => "新增".to_owned(),
            (Lang::Zh, StationChange::Gone) => "撤除".to_owned(),
            (Lang::Zh, StationChange::Closed) => "关闭".to_owned(),
            (Lang::Zh, StationChange::Opened) => "开放".to_owned(),
        }
    }

    /// The share covered at some level.
    pub(crate) fn share_of(self, level: &str) -> String {
        match self.0 {
            Lang::En => format!("share, {level}"),
            Lang::Zh => format!("覆盖率({level})"),
        }
    }
}
