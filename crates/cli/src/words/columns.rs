//! Columns of layers by name, and the keys that stand in them.

use super::Words;
use walkshed_io::Lang;
use walkshed_io::write::workbook::Look;

/// A column of a layer, put into words.
#[derive(Clone, Debug)]
pub(crate) struct Titled {
    /// What stands above it.
    pub(crate) title: String,
    /// How its numbers are shown; `None` for a column that was read.
    pub(crate) look: Option<Look>,
    /// Whether its texts are keys that [`Words::key`] knows.
    pub(crate) is_key: bool,
}

/// Columns by their key.
const COLUMNS: [(&str, &str, &str, Look); 39] = [
    ("id", "id", "编号", Look::Text),
    ("name", "name", "名称", Look::Text),
    ("level", "level", "级别", Look::Plain),
    ("parent", "parent", "上级", Look::Text),
    ("community", "community", "社区", Look::Text),
    ("land_use", "land use", "用地性质", Look::Text),
    ("site", "site", "场所", Look::Text),
    ("status", "status", "状态", Look::Text),
    ("snap_m", "to the street (m)", "接入道路(米)", Look::Meters),
    ("cover_count", "sites in reach", "可达站点数", Look::Count),
    ("rank", "no.", "序号", Look::Plain),
    ("blocks", "blocks", "地块", Look::Count),
    ("total_blocks", "blocks", "地块", Look::Count),
    ("worst_minutes", "worst min", "最远分钟", Look::Minutes),
    ("median_minutes", "median min", "中位分钟", Look::Minutes),
    ("nearest_station", "nearest station", "最近站点", Look::Text),
    ("cause", "cause", "成因", Look::Text),
    ("reason", "why", "原因", Look::Text),
    ("minutes", "walk (min)", "步行(分钟)", Look::Minutes),
    ("walk_m", "walk (m)", "步行(米)", Look::Meters),
    ("straight_m", "straight (m)", "直线(米)", Look::Meters),
    ("nearest", "nearest station", "最近站点", Look::Text),
    ("change", "what happens", "变化情况", Look::Text),
    ("trend", "trend", "趋势", Look::Text),
    ("status_before", "status before", "之前状态", Look::Text),
    ("status_after", "status after", "之后状态", Look::Text),
    ("minutes_before", "walk before (min)", "之前步行(分钟)", Look::Minutes),
    ("minutes_after", "walk after (min)", "之后步行(分钟)", Look::Minutes),
    ("minutes_saved", "saved (min)", "节省(分钟)", Look::Minutes),
    ("level_before", "level before", "之前级别", Look::Plain),
    ("level_after", "level after", "之后级别", Look::Plain),
    ("moved_m", "moved (m)", "迁移(米)", Look::Meters),
    ("before_gaps", "gaps before", "之前盲区", Look::Count),
    ("after_gaps", "gaps after", "之后盲区", Look::Count),
    ("before_blocks", "blocks before", "之前地块", Look::Count),
    ("after_blocks", "blocks after", "之后地块", Look::Count),
    ("households", "households", "户数", Look::Count),
    ("area_per_100_households", "m² for 100 households", "每百户面积(㎡)", Look::Plain),
    ("norm_verdict", "norm", "达标情况", Look::Text),
];

/// What is counted of a group, by the beginning of the key; the longer ones first.
const PARTS: [(&str, &str, &str, Look); 26] = [
    ("share_max", "share if unknown were covered", "最高覆盖率", Look::Share),
    ("catchment_before", "nearest to it before", "之前最近服务范围", Look::Count),
    ("catchment_after", "nearest to it after", "之后最近服务范围", Look::Count),
    ("covered_before", "covered before", "之前已覆盖", Look::Count),
    ("covered_after", "covered after", "之后已覆盖", Look::Count),
    ("newcomers_covered", "new, covered", "新增已覆盖", Look::Count),
    ("newcomers_uncovered", "new, uncovered", "新增未覆盖", Look::Count),
    ("gone_covered", "gone, covered", "迁出(原已覆盖)", Look::Count),
    ("total_before", "total before", "之前合计", Look::Count),
    ("total_after", "total after", "之后合计", Look::Count),
    ("share_before", "share before", "之前覆盖率", Look::Share),
    ("share_after", "share after", "之后覆盖率", Look::Share),
    ("loss_before", "only it reaches, before", "之前独有服务", Look::Count),
    ("loss_after", "only it reaches, after", "之后独有服务", Look::Count),
    ("gained", "gained", "新获覆盖", Look::Count),
    ("lost", "lost", "失去覆盖", Look::Count),
    ("growth", "growth", "增长", Look::Count),
    ("before", "before", "之前", Look::Count),
    ("after", "after", "之后", Look::Count),
    ("catchment", "nearest to it", "最近服务范围", Look::Count),
    ("covered", "covered", "已覆盖", Look::Count),
    ("unknown", "unknown", "无法判定", Look::Count),
    ("covers", "in reach", "步行可达", Look::Count),
    ("total", "total", "合计", Look::Count),
    ("share", "share", "覆盖率", Look::Share),
    ("loss", "only it reaches", "独有服务", Look::Count),
];

/// Keys in Chinese.
const KEYS: [(&str, &str); 42] = [
    ("integrated", "综合建"),
    ("co_built", "共建"),
    ("new_built", "新建"),
    ("converted", "改建"),
    ("covered", "已覆盖"),
    ("uncovered", "未覆盖"),
    ("unknown", "无法判定"),
    ("no_street", "无道路"),
    ("closed", "未开放"),
    ("far", "距离过远"),
    ("barrier", "阻隔"),
    ("detour", "绕行"),
    ("outside_extent", "超出路网范围"),
    ("near_edge", "靠近路网边缘"),
    ("island", "仅有孤立道路"),
    ("hours", "开放时间不详"),
    ("operating", "运营"),
    ("planned", "规划"),
    ("under_construction", "在建"),
    ("built", "已建未开放"),
    ("suspended", "停用"),
    ("kept", "保持覆盖"),
    ("gained", "新获覆盖"),
    ("lost", "失去覆盖"),
    ("still_uncovered", "仍未覆盖"),
    ("still_unknown", "仍无法判定"),
    ("new_covered", "新增,已覆盖"),
    ("new_uncovered", "新增,未覆盖"),
    ("new_unknown", "新增,无法判定"),
    ("gone_covered", "迁出,原已覆盖"),
    ("gone_uncovered", "迁出,原未覆盖"),
    ("gone_unknown", "迁出,原无法判定"),
    ("remains", "仍在"),
    ("new", "新增"),
    ("gone", "撤除"),
    ("grew", "扩大"),
    ("shrank", "缩小"),
    ("same", "不变"),
    ("added", "新增"),
    ("under", "面积不足"),
    ("over", "人口超限"),
    ("meets", "达标"),
];

impl Titled {
    /// A column by its key; `level_name` says which levels a number stands for.
    pub(crate) fn of(
        lang: Words,
        key: &str,
        groups: &[String],
        level_name: &dyn Fn(u8) -> String,
    ) -> Self {
        let said =
            |(_, en, zh, _): &(&str, &'static str, &'static str, Look)| match lang.0 {
                Lang::En => *en,
                Lang::Zh => *zh,
            };
        let known = |key: &str| COLUMNS.iter().find(|column| column.0 == key);
        let group = |name: &str| groups.iter().find(|group| *group == name);
        let of_part = |key: &str| {
            let part = |part: &'static (&str, &str, &str, Look)| {
                let name = key.strip_prefix(part.0)?.strip_prefix('_')?;
                Some((
                    format!("{}{}{}", said(part), lang.colon(), lang.group(group(name)?)),
                    part.3,
                ))
            };
            PARTS.iter().find_map(part)
        };
        let is_key = |key: &str| {
            let base = key.trim_end_matches("_before").trim_end_matches("_after");
            matches!(
                base,
                "status" | "reason" | "cause" | "change" | "trend" | "norm_verdict"
            )
        };
        if let Some(column) = known(key) {
            let (title, look) = (said(column).to_owned(), Some(column.3));
            return Self { title, look, is_key: is_key(key) };
        }
        if let Some(group) = group(key) {
            let title = lang.group(group);
            return Self { title, look: Some(Look::Count), is_key: false };
        }
        if let Some((title, look)) = of_part(key) {
            return Self { title, look: Some(look), is_key: false };
        }
        let leveled = key.rsplit_once('_').and_then(|(base, level)| {
            let level = level_name(level.parse().ok()?);
            let known = known(base).map(|column| (said(column).to_owned(), column.3));
            let (title, look) = known.or_else(|| of_part(base))?;
            let title = match lang.0 {
                Lang::En => format!("{title}, {level}"),
                Lang::Zh => format!("{title}({level})"),
            };
            Some(Self { title, look: Some(look), is_key: is_key(base) })
        });
        let read = || Self { title: key.to_owned(), look: None, is_key: false };
        leveled.unwrap_or_else(read)
    }
}

impl Words {
    /// A key that stands in a layer, in words; one that is not known stays as it is.
    pub(crate) fn key(self, key: &str) -> String {
        match self.0 {
            Lang::En => key.replace('_', " "),
            Lang::Zh => {
                let known = KEYS.iter().find(|(known, _)| *known == key);
                known.map_or(key, |(_, zh)| zh).to_owned()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn titled(lang: Lang, key: &str) -> (String, Option<Look>) {
        let groups = ["population".to_owned(), "share".to_owned()];
        let titled = Titled::of(Words(lang), key, &groups, &|level| format!("<{level}>"));
        (titled.title, titled.look)
    }

    #[test]
    fn columns_of_levels_and_groups_are_put_together() {
        for (key, en, zh, look) in [
            ("status_3", "status, <3>", "状态(<3>)", Some(Look::Text)),
            (
                "share_max_population_2",
                "share if unknown were covered: people, <2>",
                "最高覆盖率:人口(<2>)",
                Some(Look::Share),
            ),
            (
                "loss_population",
                "only it reaches: people",
                "独有服务:人口",
                Some(Look::Count),
            ),
            ("population", "people", "人口", Some(Look::Count)),
            (
                "share_share_1",
                "share: share, <1>",
                "覆盖率:share(<1>)",
                Some(Look::Share),
            ),
            ("opening_hours", "opening_hours", "opening_hours", None),
            (
                "minutes_saved_2",
                "saved (min), <2>",
                "节省(分钟)(<2>)",
                Some(Look::Minutes),
            ),
            (
                "covered_before_population_1",
                "covered before: people, <1>",
                "之前已覆盖:人口(<1>)",
                Some(Look::Count),
            ),
            ("after_population", "after: people", "之后:人口", Some(Look::Count)),
            ("phone_2", "phone_2", "phone_2", None),
        ] {
            assert_eq!(titled(Lang::En, key), (en.to_owned(), look));
            assert_eq!(titled(Lang::Zh, key), (zh.to_owned(), look));
        }
    }
}
