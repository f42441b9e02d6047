//! What can be wrong with a scenario: whom it means, and how much.

use super::Severity;
use crate::lang::texts;

/// Why a part of a scenario changes nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ScenarioFault {
    /// No station has this id.
    NoStation {
        /// The id that was meant.
        near: Option<String>,
    },
    /// No demand has this id.
    NoDemand,
    /// No group of people has this name.
    NoGroup {
        /// The name that was meant.
        near: Option<String>,
    },
    /// No grid has this id or name, and no demand declares it.
    NoCommunity {
        /// The name that was meant.
        near: Option<String>,
    },
    /// No street has this id.
    NoStreet,
    /// No street lies inside the polygons.
    NoStreetInside,
    /// A row without an id.
    NoId,
    /// A factor that is none.
    NotAFactor,
    /// A scenario that says nothing.
    ChangesNothing,
}

impl ScenarioFault {
    /// How much it costs.
    #[must_use]
    pub fn severity(&self) -> Severity {
        match self {
            Self::NoStation { .. }
            | Self::NoDemand
            | Self::NoGroup { .. }
            | Self::NoCommunity { .. }
            | Self::NoStreet
            | Self::NoId
            | Self::NotAFactor => Severity::Rejected,
            Self::NoStreetInside => Severity::Warning,
            Self::ChangesNothing => Severity::Note,
        }
    }

    texts! {
        /// What is wrong.
        pub fn reason(&self, lang) -> String {
            Self::NoStation { .. } => "no station has this id" "没有这个编号的站点";
            Self::NoDemand => "no demand has this id" "没有这个编号的需求";
            Self::NoGroup { .. } => "no group of people has this name" "没有这个人群";
            Self::NoCommunity { .. } =>
                "no grid has this id or name, and no demand declares it"
                "没有这个社区,需求数据中也未写明";
            Self::NoStreet => "no street has this id" "没有这个编号的道路";
            Self::NoStreetInside =>
                "no street lies wholly inside"
                "没有完全落在其中的道路";
            Self::NoId => "no id" "没有编号";
            Self::NotAFactor => "not a factor from 0 to 1000" "不是0至1000之间的倍数";
            Self::ChangesNothing => "the scenario changes nothing" "情景没有任何改动";
        }
    }

    texts! {
        /// What to do about it.
        pub fn remedy(&self, lang) -> String {
            Self::NoStation { near: Some(near) }
            | Self::NoGroup { near: Some(near) }
            | Self::NoCommunity { near: Some(near) } =>
                "did you mean {near}?"
                "是否应为{near}?"
                with near = lang.quote(near);
            Self::NoStation { near: None } | Self::NoDemand =>
                "write ids as the files of the project do"
                "请按项目数据中的编号填写";
            Self::NoGroup { near: None } =>
                "write a group that is counted, such as population"
                "请填写已统计的人群,如population";
            Self::NoCommunity { near: None } =>
                "write the id or the name of a grid"
                "请填写网格的编号或名称";
            Self::NoStreet =>
                "write way/123 for OpenStreetMap, else the id of the street file"
                "请填写道路文件中的编号,OpenStreetMap道路写作way/123";
            Self::NoStreetInside => "check the polygons" "请核对范围面";
            Self::NoId => "add the id" "请补充编号";
            Self::NotAFactor =>
                "write 1.2 for a fifth more"
                "增长两成请填写1.2";
            Self::ChangesNothing =>
                "add files or ids to it, or remove it"
                "请补充文件或编号,或删去该情景";
        }
    }
}
