//! What a check of the whole project finds beyond single rows.

use super::Severity;
use crate::hours::Unread;
use crate::lang::{Lang, texts};
use crate::pack::BeyondCalendar;

/// Something that reads well and is most likely wrong.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Symptom {
    /// A file whose coordinates are most likely in another system than they are taken for.
    System {
        /// The system that they are taken for.
        taken_for: String,
        /// The system that fits.
        found: String,
        /// Whether latitude, or northing, stands first.
        exchanged: bool,
        /// How badly the files fit each other then, in meters.
        left_m: f64,
        /// The same of the next best explanation.
        next_m: f64,
        /// The same as things stand; `None` if the file cannot be read so.
        now_m: Option<f64>,
        /// Whether no other explanation comes near.
        certain: bool,
    },
    /// A place too far from every street.
    FarFromStreet {
        /// Meters to the nearest; `None` if there is none in reach.
        meters: Option<f64>,
    },
    /// A place whose only street hangs together with no other.
    OnIsland {
        /// Meters to it.
        meters: f64,
    },
    /// A place outside the streets' extent.
    OutsideExtent,
    /// A place in no grid.
    OutsideGrids,
    /// A station outside the grid that it names.
    OtherGrid {
        /// The grid that holds it, if one does.
        found: Option<String>,
    },
    /// Two stations so near that they are most likely one site.
    NearTwin {
        /// Id of the other.
        other: String,
        /// Meters between them.
        meters: f64,
    },
    /// Two stations of one name.
    SameName {
        /// Id of the other.
        other: String,
    },
    /// A block in which nobody lives.
    NoPeople,
    /// A station without opening hours.
    NoHours,
    /// Hours that were not read.
    UnreadHours {
        /// The text.
        text: String,
        /// Why.
        unread: Unread,
    },
    /// Hours that speak of a market or a season that no calendar names.
    HoursBeyond {
        /// The text.
        text: String,
        /// What is not named.
        beyond: BeyondCalendar,
    },
    /// A file of stations without a column of opening hours.
    NoHoursColumn,
    /// Ends of streets that nearly meet another street.
    LooseEnds {
        /// How many.
        ends: usize,
        /// The first few: street, other street, meters, place.
        first: String,
    },
    /// Streets that hang together with no other.
    Islands {
        /// How many.
        streets: usize,
        /// Their length in meters.
        meters: f64,
        /// Their share of all meters.
        share: f64,
    },
    /// Parts of the streets that are used and hang together with no others.
    Apart {
        /// Parts beside the longest.
        parts: usize,
        /// Their length in meters.
        meters: f64,
        /// The first street of the first few.
        first: String,
    },
    /// A street at most 20 m farther from which the walk is over a minute quicker (rule 5).
    BetterTie {
        /// The street.
        street: String,
        /// Seconds saved; meters under a meter budget.
        saved: f64,
        /// Whether they are seconds.
        seconds: bool,
    },
    /// Rows of a file that were left out.
    Dropped {
        /// How many.
        rejected: usize,
        /// Of how many.
        read: usize,
    },
}

impl Symptom {
    /// How much it costs.
    #[must_use]
    pub fn severity(&self) -> Severity {
        match self {
            Self::System { .. }
            | Self::FarFromStreet { .. }
            | Self::OnIsland { .. }
            | Self::OutsideExtent
            | Self::OutsideGrids
            | Self::OtherGrid { .. }
            | Self::NearTwin { .. }
            | Self::SameName { .. }
            | Self::UnreadHours { .. }
            | Self::HoursBeyond { .. }
            | Self::Dropped { .. } => Severity::Warning,
            Self::NoPeople
            | Self::NoHours
            | Self::NoHoursColumn
            | Self::LooseEnds { .. }
            | Self::Islands { .. }
            | Self::Apart { .. }
            | Self::BetterTie { .. } => Severity::Note,
        }
    }

    texts! {
        /// What is wrong.
        pub fn reason(&self, lang) -> String {
            Self::System { taken_for, found, exchanged, left_m, next_m, now_m, certain } =>
                "the coordinates are {sure}{found}{order}, not {taken_for}: the files then fit each \
                 other to {left_m:.0} m, against {now} as it stands and {next_m:.0} m by the next \
                 best explanation"
                "坐标{sure}是{found}{order},而不是{taken_for}:按此读取,各文件之间相差{left_m:.0}米;\
                 现状为{now},次优解释为{next_m:.0}米"
                with sure = sure(*certain, lang), order = order(*exchanged, lang),
                    now = now(*now_m, lang);
            Self::FarFromStreet { meters: Some(meters) } =>
                "{meters:.0} m from the nearest street"
                "距最近的道路{meters:.0}米";
            Self::FarFromStreet { meters: None } =>
                "no street in reach" "附近没有可达的道路";
            Self::OnIsland { meters } =>
                "its nearest street, {meters:.0} m away, hangs together with no other"
                "最近的道路在{meters:.0}米外,且与其他道路不相连";
            Self::OutsideExtent =>
                "outside the extent of the streets" "在道路数据的范围之外";
            Self::OutsideGrids => "in no grid" "不在任何网格内";
            Self::OtherGrid { found: Some(found) } =>
                "it stands in {found}" "实际位于{found}";
            Self::OtherGrid { found: None } =>
                "it stands in no grid" "实际不在任何网格内";
            Self::NearTwin { other, meters } =>
                "{meters:.0} m from station {other}, counted as another site"
                "距站点{other}仅{meters:.0}米,却按两处场所计";
            Self::SameName { other } =>
                "station {other} has the same name" "与站点{other}同名";
            Self::NoPeople => "nobody lives here" "没有人口";
            Self::NoHours => "no opening hours" "没有开放时间";
            Self::NoHoursColumn =>
                "no column of opening hours" "没有开放时间列";
            Self::UnreadHours { text, unread } =>
                "the opening hours {text} are not read: {why}"
                "开放时间{text}未能读取:{why}"
                with text = lang.quote(text), why = unread.reason(lang);
            Self::HoursBeyond { text, beyond } =>
                "of the opening hours {text}, {why}" "开放时间{text}:{why}"
                with text = lang.quote(text), why = beyond.reason(lang);
            Self::LooseEnds { ends, first } =>
                "{ends} streets end just before another without meeting it: {first}"
                "有{ends}处道路端点靠近另一条道路却没有相接:{first}";
            Self::Islands { streets, meters, share } =>
                "{streets} streets, {km:.1} km ({percent:.1} %), hang together with no others and are not used"
                "有{streets}段道路共{km:.1}公里({percent:.1}%)与其他道路不相连,未被使用"
                with km = meters / 1000.0, percent = share * 100.0;
            Self::Apart { parts, meters, first } =>
                "{parts} parts of the streets, {km:.1} km in all, cannot be reached from the longest: \
                 {first}"
                "有{parts}片道路共{km:.1}公里与主体路网不连通:{first}"
                with km = meters / 1000.0;
            Self::BetterTie { street, saved, seconds: true } =>
                "from {street}, at most 20 m farther than the nearest street, the walk is {saved:.0} s quicker"
                "若接入{street}(比最近的道路远不到20米),步行可省{saved:.0}秒";
            Self::BetterTie { street, saved, seconds: false } =>
                "from {street}, at most 20 m farther than the nearest street, the walk is {saved:.0} m shorter"
                "若接入{street}(比最近的道路远不到20米),步行可少走{saved:.0}米";
            Self::Dropped { rejected, read } =>
                "{rejected} of {read} rows ({percent:.1} %) are left out"
                "共{read}行,有{rejected}行({percent:.1}%)未采用"
                with percent = *rejected as f64 * 100.0 / (*read).max(1) as f64;
        }
    }

    texts! {
        /// What to do about it.
        pub fn remedy(&self, lang) -> String {
            Self::System { found, exchanged: false, .. } =>
                "say in walkshed.toml: crs = {found}"
                "请在walkshed.toml中写明:crs = {found}"
                with found = format!("{found:?}");
            Self::System { found, exchanged: true, .. } =>
                "say in walkshed.toml: crs = {found}, and exchange the two columns if they are still \
                 read the wrong way round"
                "请在walkshed.toml中写明:crs = {found};如仍写反,请对调两列"
                with found = format!("{found:?}");
            Self::FarFromStreet { .. } =>
                "check the position, or add the missing street"
                "请核对位置,或补上缺少的道路";
            Self::OnIsland { .. }
            | Self::Islands { .. }
            | Self::Apart { .. }
            | Self::LooseEnds { .. } =>
                "draw the missing connections in a street file of your own"
                "请在自有道路文件中补画缺少的连接";
            Self::OutsideExtent =>
                "check the position, or take a larger extract of streets"
                "请核对位置,或换用范围更大的道路数据";
            Self::OutsideGrids | Self::OtherGrid { .. } =>
                "correct the position or the community"
                "请更正位置或所属社区";
            Self::NearTwin { .. } =>
                "if it is one house, write the same site for both"
                "如在同一场所,请在site列填写相同的值";
            Self::SameName { .. } =>
                "remove one of them, or tell them apart"
                "请删除其中一个,或改名以示区别";
            Self::NoPeople => "check the column of people" "请核对人口列";
            Self::NoHours | Self::NoHoursColumn =>
                "enter them, or the usual ones of each level under [hours]: without, nobody knows \
                 whether it is open"
                "请补填,或在[hours]中写明各级通常的时间,否则无法判断是否开放";
            Self::UnreadHours { unread, .. } =>
                "{remedy}" "{remedy}" with remedy = unread.remedy(lang);
            Self::HoursBeyond { beyond, .. } =>
                "{remedy}" "{remedy}" with remedy = beyond.remedy(lang);
            Self::BetterTie { .. } =>
                "check whether an entrance or a path is missing"
                "请核对是否缺少出入口或小路";
            Self::Dropped { .. } =>
                "correct the rows that are listed as rejected"
                "请更正所列的被拒绝的行";
        }
    }
}

fn sure(certain: bool, lang: Lang) -> &'static str {
    match (lang, certain) {
        (_, true) => "",
        (Lang::En, false) => "most likely ",
        (Lang::Zh, false) => "很可能",
    }
}

fn order(exchanged: bool, lang: Lang) -> &'static str {
    match (lang, exchanged) {
        (_, false) => "",
        (Lang::En, true) => " with latitude or northing first",
        (Lang::Zh, true) => "(纬度或北坐标在前)",
    }
}

fn now(meters: Option<f64>, lang: Lang) -> String {
    match (lang, meters) {
        (Lang::En, Some(meters)) => format!("{meters:.0} m"),
        (Lang::Zh, Some(meters)) => format!("{meters:.0}米"),
        (Lang::En, None) => "no reading at all".to_owned(),
        (Lang::Zh, None) => "无法读取".to_owned(),
    }
}
