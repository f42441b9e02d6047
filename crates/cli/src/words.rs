//! The words of the field in the two languages that planners read.

mod audit;
mod columns;
mod comparison;
mod load;
mod phrases;
mod selection;
mod standards;
mod streets;
mod terms;
mod week;

pub(crate) use audit::Audits;
pub(crate) use columns::Titled;
pub(crate) use phrases::{Reached, Thing};

use walkshed_io::Lang;

/// A language, with the words of tables and messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Words(pub(crate) Lang);

/// Declares a list of words with their texts, so that none lacks one, and the method that says
/// them.
macro_rules! words {
    ($list:ident, $say:ident: $($word:ident $en:literal $zh:literal)*) => {
        /// Words and short phrases without numbers.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum $list { $($word),* }

        impl Words {
            /// A word in this language.
            pub(crate) fn $say(self, word: $list) -> &'static str {
                match (self.0, word) {
                    $((Lang::En, $list::$word) => $en, (Lang::Zh, $list::$word) => $zh,)*
                }
            }
        }
    };
}

use words;

words! { Word, say:
    WeekLegend "in percent, as it is at the beginning of each hour; . nobody, # everybody, ? more if stations of unknown hours were open" "每格为该小时开始时(整点)的状况,单位%;.表示无人被覆盖,#表示全部被覆盖,?表示部分站点时间不明、实际可能更高"
    HolidayLegend "* public holiday, + weekend day that is worked" "* 节假日,+ 调休上班日"
    AllDay "all day" "全天"
    NearOffers "Offered within an hour's walk" "步行一小时内的提供处"
    NoOffers "nowhere" "没有"
    Offered "offered" "提供时间"
    Now "now" "现在"
    NextOffers "Offered next" "下次提供"
    Calling "calling at every hour of the week" "正在逐时计算一周"
    AtTitle "open at" "开放时刻"
    AsOfTitle "as of" "截至日期"
    ServiceTitle "service" "服务事项"
    ForWhomTitle "for" "服务对象"
    ThemeTitle "theme" "主题"
    KindTitle "kind" "类型"
    FacilityTitle "with" "配有"
    StatusTitle "status" "状态"
    Covered "covered" "已覆盖"
    Uncovered "uncovered" "未覆盖"
    Unknown "unknown" "无法判定"
    IfCovered "if covered" "最高覆盖率"
    Share "share" "覆盖率"
    ExclusiveShare "exclusive" "本级口径"
    StraightShare "straight" "直线"
    ServedAtHome "at home" "上门服务"
    Stations "stations" "站点"
    Station "station" "站点"
    NearestStation "nearest station" "最近站点"
    Level "level" "级别"
    BudgetTime "budget" "步行限时"
    BudgetLength "budget" "步行限距"
    MetricTitle "metric" "度量"
    ProfileTitle "profile" "人群"
    SubstitutionTitle "substitution" "口径"
    DemandTitle "demand" "需求"
    Blocks "blocks" "地块"
    ByLevel "Coverage by level" "分级覆盖"
    ByArea "Coverage by community" "分社区覆盖"
    ByYear "Coverage by year" "分年度覆盖"
    YearTitle "year" "年份"
    Sampled "samples" "网格取样"
    ByGroup "Share by group" "分人群覆盖率"
    StationsTitle "Stations whose closing would lose most" "关闭后损失最大的站点"
    Elsewhere "(elsewhere)" "(其余)"
    NoStations "no stations, so that nobody is covered" "没有站点,无人被覆盖"
    Where "where" "所在网格"
    Loss "only it reaches" "独有服务人口"
    Covers "in reach" "步行可达人口"
    Catchment "nearest to" "最近服务范围"
    Rank "no." "序号"
    Cause "cause" "成因"
    WorstMinutes "worst min" "最远分钟"
    MedianMinutes "median min" "中位分钟"
    SourcesTitle "Sources and assumptions" "数据来源与假定"
    Licence "licence" "许可"
    NoLicence "the street data states none" "道路数据未注明"
    Extent "street extent" "路网范围"
    DemandPoint "demand point" "需求点"
    People "people" "人口"
    Centroid "centroid of each polygon" "面状地块取质心"
    Engine "engine" "引擎"
    Streets "streets" "道路"
    Nodes "nodes" "节点"
    Islands "islands, not used" "孤立道路(不采用)"
    Clip "clipped to" "裁剪范围"
    Ferries "ferries" "轮渡"
    Included "included" "包含"
    NotIncluded "not included" "不含"
    Source "built from" "数据来源"
    Size "size" "文件大小"
    File "file" "文件"
    System "coordinate system" "坐标系"
    RowsRead "rows" "行数"
    RowsLeftOut "left out" "未采用"
    Error "error" "错误"
    Rejected "rejected" "未采用"
    Warning "warning" "警告"
    Note "note" "说明"
    Question "question" "请确认"
    Looking "looking at the files" "查看文件"
    Reading "reading the project" "读取项目"
    Snapping "tying people and stations to the streets" "接入道路"
    Searching "searching the nearest stations" "查找最近站点"
    Measuring "measuring every walk within the budget" "计算步行时间"
    FormingGaps "forming gaps" "划分盲区"
    Counting "counting by area" "按网格统计"
    GapsTitle "Gaps" "盲区"
    GroupTitle "group" "人群分类"
    BudgetMinutes "budget (min)" "步行限时(分钟)"
    BudgetMeters "budget (m)" "步行限距(米)"
    Total "total" "合计"
    Findings "Findings" "数据检查"
    Severity "severity" "程度"
    Row "row" "位置"
    Field "field" "字段"
    Value "value" "值"
    Reason "reason" "问题"
    Remedy "remedy" "处理建议"
    Fact "what" "项目"
    Project "project" "项目名称"
    CrsTitle "coordinate system" "坐标系"
    Place "from" "起点"
    TiedTo "tied to" "接入道路"
    FirstLeg "to the street" "走到道路"
    LastLeg "from the street to the station" "离开道路到站点"
    Within "within" "在限内:"
    Beyond "beyond" "超出:"
    Clock "min:s" "分:秒"
    NoWalk "no station can be reached on foot" "步行无法到达任何站点"
    ReadingStreets "reading streets" "读取道路"
    Connecting "connecting streets" "连接道路"
    Clipping "clipping" "裁剪"
    Drawing "drawing areas" "绘制等时圈"
    ScenarioTitle "scenario" "情景"
    Against "before" "对比基准"
    StudyArea "study area" "研究范围"
    OnlyInside "only the people inside count, before and after" "前后均只计范围内的需求"
    Before "before" "之前"
    After "after" "之后"
    Change "change" "变化"
    CoveredChange "covered, change" "已覆盖变化"
    Gained "gained" "新获覆盖"
    Lost "lost" "失去覆盖"
    Newcomers "new" "新增"
    NewCovered "covered" "其中已覆盖"
    NewUncovered "new, uncovered" "新增未覆盖"
    Growth "growth" "增长"
    GoneCovered "gone" "迁出"
    ChangeByLevel "Coverage by level, before and after" "分级覆盖:前后对比"
    ChangeByGroup "Share by group, before and after" "分人群覆盖率:前后对比"
    ChangeByArea "Coverage by community, before and after" "分社区覆盖:前后对比"
    TimeSaved "Walk to the nearest station, for those there both times" "前后均在的居民到最近站点的步行时间"
    Residents "residents" "居民"
    MinutesBefore "min before" "之前(分钟)"
    MinutesAfter "min after" "之后(分钟)"
    SavedEach "saved (min)" "人均节省(分钟)"
    PersonMinutes "person-min" "总节省(人·分钟)"
    Faster "faster" "缩短"
    Slower "slower" "延长"
    AnyStation "any station" "任一站点"
    ChangeOfGaps "Gaps, before and after" "盲区:前后对比"
    GapsBefore "before" "之前"
    GapsAfter "after" "之后"
    Remains "remain" "仍在"
    New "new" "新增"
    ClosedGaps "close" "消除"
    Became "what happens" "变化情况"
    ChangeOfStations "Stations that change" "有变化的站点"
    Summary "Scenarios side by side" "各情景对照"
    TotalBefore "total before" "合计(之前)"
    TotalAfter "total after" "合计(之后)"
    CoveredBefore "covered before" "已覆盖(之前)"
    CoveredAfter "covered after" "已覆盖(之后)"
    ShareBefore "share before" "覆盖率(之前)"
    ShareAfter "share after" "覆盖率(之后)"
    NewlyCovered "new, covered" "新增已覆盖"
    Reachable "reach a station only now" "现在才能走到"
    Unreachable "reach none any more" "不再能走到"
    TimeSavedTab "Walking time" "步行时间"
    LoadTitle "People and floor area of stations" "站点服务人口与面积"
    Households "households" "户数"
    FloorArea "m²" "面积(㎡)"
    AreaPer100 "m²/100 hh" "㎡/百户"
    Under "under" "面积不足"
    Over "over" "人口超限"
    Meets "meets" "达标"
    CannotTell "unknown" "无法判定"
    AreaLacking "lacks m²" "缺口(㎡)"
    PeopleOver "people over" "超限人口"
    Verdict "norm" "达标情况"
    MeasuringLand "measuring land" "量算用地"
    SharesTitle "Shares of land, people and blocks" "用地、人口与地块覆盖率"
    SharesByLevel "The same by level, at the level's own budget" "分级覆盖率(按本级限时或限距)"
    SharesByArea "The same by community" "分社区覆盖率"
    Definitions "Definitions" "口径说明"
    OwnBudget "own budget" "本级"
    Geometry "geometry" "面积量算"
    Writing "writing" "写出结果"
    StandardsTitle "Standards" "标准对照"
    Rule "rule" "规则"
    FoundAndAsked "found and asked" "现状与要求"
    Clause "clause" "条款"
    Score "score" "得分"
    StarsTitle "Stars" "星级评定"
    Stars "stars" "星级"
    Points "points" "得分"
    WhatFor "what for" "得分构成"
    UpgradesTitle "Stations that want something done" "提档升级清单"
    Trigger "trigger" "触发条件"
    MovesTitle "Moves, and floor area gained" "迁建与新增面积"
    MovedFrom "from" "原址"
    MovedOn "when" "时间"
    AreaBefore "m² before" "原面积(㎡)"
    AreaAfter "m² after" "现面积(㎡)"
    BuildModes "How stations came to be" "建设方式"
    Verified "verified" "核实情况"
    Scope "of" "对象"
    Standard "standard" "标准"
    Quote "quote" "原文"
    SourceOf "source" "出处"
}

/// The language that the environment asks for: the first of `LC_ALL`, `LC_MESSAGES` and `LANG`
/// that says anything.
pub(crate) fn of_environment(variable: impl Fn(&str) -> Option<String>) -> Lang {
    let said = |name: &&str| variable(name).filter(|value| !value.is_empty());
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(said);
    locale.map_or(Lang::default(), |locale| Lang::of_locale(&locale))
}

#[cfg(test)]
#[path = "words_tests.rs"]
mod tests;
