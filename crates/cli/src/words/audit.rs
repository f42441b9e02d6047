//! Words of service circles and audits, and their sentences with numbers.

use super::{Words, words};
use crate::figures::{count, people, percent, plain};
use walkshed::audit::{Amount, IssueKind};
use walkshed::circle::{Circles, Presence};
use walkshed::model::Weight;
use walkshed_io::Lang;

words! { Audits, tell:
    Centers "centers" "中心"
    Direction "walk" "方向"
    FromPlaces "from the place to the center" "由资源走向中心"
    CirclesTitle "Service circles" "服务圈"
    KindsTitle "Stations and resources by kind" "站点与资源分类"
    EachTitle "The circle of every center" "各中心服务圈"
    AloneTitle "Resources in no circle" "未纳入任何服务圈的资源"
    PresenceTitle "Stations by community" "社区站点覆盖"
    ThemesTitle "Themes by community" "社区主题矩阵"
    Places "places" "数量"
    InCircle "in a circle" "在圈内"
    InSeveral "in two or more" "在两个及以上圈内"
    InNone "in none" "不在圈内"
    Center "center" "中心"
    Resources "resources" "资源"
    Sites "sites" "场所"
    Community "community" "社区"
    NearestMinutes "nearest (min)" "最近(分钟)"
    FarthestMinutes "farthest (min)" "最远(分钟)"
    Theme "theme" "主题"
    WithTheme "communities with" "有的社区"
    WithoutTheme "without" "没有的社区"
    Unnamed "(not said)" "(未注明)"
    LevelsTitle "Levels, planned and found" "层级核对"
    Planned "found/planned" "实有/应有"
    Operating "operating" "运营"
    Services "services" "服务项"
    ParentAbove "parent above" "有上一级"
    ParentFurther "a rung left out" "越级"
    ParentNone "no parent" "无上级"
    ParentUnknown "unknown" "上级不存在"
    ParentNotAbove "not above" "级别不符"
    FaultsNone "no fault in levels and parents" "层级与上级关系无误"
    AreasTitle "Sums by area" "分级汇总"
    Area "area" "区域"
    Communities "communities" "社区数"
    WithStation "with a station" "有站点"
    AssignmentTitle "Own center or nearest center" "管辖与就近"
    NearestCenter "nearest center" "最近的中心"
    OfCommunity "of community" "所属社区"
    NeedsTitle "Needs and services" "需求对照"
    Item "item" "事项"
    Asked "asked" "需求人数"
    OfferedBy "offered by" "提供站点"
    InReach "in reach" "步行可达"
    Unmet "unmet" "未满足"
    LedgerTitle "Problems" "问题台账"
    Problem "problem" "问题"
    Subject "about" "对象"
    Detail "detail" "事项"
    Measured "measured" "实测"
    Required "required" "要求"
    Owner "owner" "责任单位"
    Deadline "deadline" "时限"
    State "state" "状态"
    Open "open" "待办"
    OutsideAll "outside all communities" "各社区以外"
    Network "the network" "全网"
    NoProblem "no problem was found" "未发现问题"
    Pattern "pattern" "体系"
}

impl Words {
    /// How many centers there are, and of how many nobody knows the hours.
    pub(crate) fn centers(self, known: usize, unsure: usize) -> String {
        let (known, n) = (count(known), count(unsure));
        match (self.0, unsure) {
            (_, 0) => known,
            (Lang::En, _) => format!("{known} (hours of {n} more not known)"),
            (Lang::Zh, _) => format!("{known}(另有{n}个时间不明)"),
        }
    }

    /// Who lives in circles: `410,384 (94.8%) in a circle, 40,000 (9.2%) in two or more`.
    pub(crate) fn in_circles(self, circles: &Circles, group: usize) -> String {
        let all = circles.people[group];
        let share = |part| format!("{} ({})", people(part), percent(part, all));
        let (within, shared) =
            (share(circles.people_within[group]), share(circles.people_shared[group]));
        let none = share(circles.people_none()[group]);
        let unknown = circles.people_unknown[group];
        let known = unknown == Weight::ZERO;
        let unknown = share(unknown);
        match self.0 {
            Lang::En => {
                let unknown =
                    if known { String::new() } else { format!(", {unknown} unknown") };
                format!(
                    "{within} people in a circle, {shared} in two or more{unknown}, {none} in \
                     none"
                )
            }
            Lang::Zh => {
                let unknown =
                    if known { String::new() } else { format!(",不明 {unknown}") };
                format!("圈内人口 {within},两个及以上圈内 {shared}{unknown},圈外 {none}")
            }
        }
    }

    /// Whether every community has a station: `191 of 191 communities have one`.
    pub(crate) fn presence(self, presence: &Presence) -> String {
        let (with, all) = (count(presence.present), count(presence.communities.len()));
        let stations = count(presence.stations);
        let ratio =
            presence.ratio().map_or_else(String::new, |ratio| format!("{ratio:.2}"));
        match self.0 {
            Lang::En => format!(
                "{with}/{all} communities have a station; {stations} stations, {ratio} for each \
                 community"
            ),
            Lang::Zh => {
                format!("{with}/{all}个社区有站点;站点{stations}个,平均每社区{ratio}个")
            }
        }
    }

    /// The communities without a station, and how many of them reach one elsewhere.
    pub(crate) fn absent(self, names: &[&str], presence: &Presence) -> String {
        let listed = names.iter().take(MOST_NAMES).copied().collect::<Vec<_>>();
        let more = match names.len() - listed.len() {
            0 => String::new(),
            more => format!(" {}", self.more(more)),
        };
        let listed = listed.join(self.comma());
        let reached = count(presence.absent_but_reached());
        match self.0 {
            Lang::En => format!(
                "without: {listed}{more}; {reached} of them have people within the budget of a \
                 station elsewhere"
            ),
            Lang::Zh => {
                format!(
                    "没有站点:{listed}{more};其中{reached}个有居民可步行到达其他社区的站点"
                )
            }
        }
    }

    /// Whose own center is the nearest.
    pub(crate) fn assigned(self, own: Weight, other: Weight, level: u8) -> String {
        let all = own + other;
        let share = |part| format!("{} ({})", people(part), percent(part, all));
        let (own, other, level) = (share(own), share(other), self.rung(level));
        match self.0 {
            Lang::En => format!(
                "{level}: {own} live nearest to a center of their own community, {other} nearer \
                 to another's"
            ),
            Lang::Zh => format!(
                "{level}:{own}人的最近中心即本社区中心,{other}人距其他社区中心更近"
            ),
        }
    }

    /// What sort of problem it is.
    pub(crate) fn issue(self, kind: IssueKind) -> &'static str {
        match (self.0, kind) {
            (Lang::En, IssueKind::LevelCount) => "not as many as planned",
            (Lang::En, IssueKind::NoParent) => "no parent",
            (Lang::En, IssueKind::UnknownParent) => "unknown parent",
            (Lang::En, IssueKind::ParentNotAbove) => "parent not above",
            (Lang::En, IssueKind::ParentCycle) => "parents in a circle",
            (Lang::En, IssueKind::NoStation) => "no station",
            (Lang::En, IssueKind::Uncovered) => "people out of reach",
            (Lang::En, IssueKind::AreaUnder) => "too little floor area",
            (Lang::En, IssueKind::PeopleOver) => "too many people",
            (Lang::En, IssueKind::UnmetNeed) => "need not met",
            (Lang::En, IssueKind::Standard) => "standard not met",
            (Lang::En, IssueKind::Upgrade) => "due for an upgrade",
            (Lang::Zh, IssueKind::LevelCount) => "站点数量不符",
            (Lang::Zh, IssueKind::NoParent) => "无上级",
            (Lang::Zh, IssueKind::UnknownParent) => "上级不存在",
            (Lang::Zh, IssueKind::ParentNotAbove) => "上级级别不符",
            (Lang::Zh, IssueKind::ParentCycle) => "上级关系成环",
            (Lang::Zh, IssueKind::NoStation) => "没有站点",
            (Lang::Zh, IssueKind::Uncovered) => "居民未覆盖",
            (Lang::Zh, IssueKind::AreaUnder) => "面积不足",
            (Lang::Zh, IssueKind::PeopleOver) => "人口超限",
            (Lang::Zh, IssueKind::UnmetNeed) => "需求未满足",
            (Lang::Zh, IssueKind::Standard) => "标准未达标",
            (Lang::Zh, IssueKind::Upgrade) => "需提档升级",
        }
    }

    /// A number with its unit, or words.
    pub(crate) fn amount(self, amount: &Amount) -> String {
        match amount {
            Amount::Stations(stations) => count(*stations) + self.unit(amount),
            Amount::Blocks(blocks) => count(*blocks) + self.unit(amount),
            Amount::People(weight) => people(*weight) + self.unit(amount),
            Amount::Area(weight) => {
                const WHOLE_FROM: u64 = 10_000; // below 10 m² a tenth matters
                if weight.thousandths() >= WHOLE_FROM {
                    return people(*weight) + self.unit(amount);
                }
                let tenths = (weight.thousandths() + 50) / 100;
                plain(tenths as f64 / 10.0) + self.unit(amount)
            }
            Amount::Level(level) => self.rung(*level),
            Amount::Text(text) => text.clone(),
        }
    }

    /// The unit behind a number; nothing behind words.
    pub(crate) fn unit(self, amount: &Amount) -> &'static str {
        match (self.0, amount) {
            (Lang::En, Amount::Stations(_)) => " stations",
            (Lang::Zh, Amount::Stations(_)) => "个站点",
            (Lang::En, Amount::Blocks(_)) => " blocks",
            (Lang::Zh, Amount::Blocks(_)) => "个地块",
            (Lang::En, Amount::People(_)) => " people",
            (Lang::Zh, Amount::People(_)) => "人",
            (Lang::En, Amount::Area(_)) => " m²",
            (Lang::Zh, Amount::Area(_)) => "㎡",
            (_, Amount::Level(_) | Amount::Text(_)) => "",
        }
    }
}

/// Names of communities that a sentence holds.
const MOST_NAMES: usize = 8;
