//! The comments of a drafted project file.

use super::link::Link;
use crate::doctor::datum::Verdict;
use crate::error::ReadError;
use crate::finding::Finding;
use crate::lang::{Lang, texts};

/// One comment, or a part of one.
#[derive(Debug)]
pub(super) enum Note<'a> {
    /// Heads the file.
    Drafted,
    /// What a file holds, in parts.
    Holds {
        path: &'a str,
        parts: &'a [Self],
    },
    Rows(usize),
    Points(usize),
    Lines(usize),
    Polygons(usize),
    /// The groups of people that are counted.
    Counts(&'a [String]),
    Columns(&'a [String]),
    /// Why a file is in its system.
    System(&'a Verdict),
    /// The column of the people that are planned.
    Planned(&'a str),
    Doubt(&'a Finding),
    /// A table that says how many live where.
    Joined {
        table: &'a str,
        link: &'a Link,
    },
    NotUsed(&'a str),
    NotRead(&'a ReadError),
    /// Beside `study_area`, as long as it is commented out.
    StudyArea,
    /// Above the `study_area` of a scenario.
    StudyAreaOfPlan,
    /// Beside `extent`.
    Extent,
    /// Beside `pattern`.
    Pattern,
    /// Beside `substitution`.
    Substitution,
    /// Beside `budget`.
    Budget,
    /// Beside `profile`.
    Profile,
}

impl Note<'_> {
    texts! {
        /// The comment, without the sign that makes it one.
        pub(super) fn text(&self, lang) -> String {
            Self::Drafted =>
                "Drafted from the files beside it: look at every line that is commented."
                "本文件根据同一文件夹中的数据起草,有注释的各行请逐一核对";
            Self::Holds { path, parts } => "{path}: {what}" "{path}:{what}"
                with what = joined(parts, lang);
            Self::Rows(rows) => "{rows} rows" "{rows}行";
            Self::Points(points) => "{points} points" "{points}个点";
            Self::Lines(lines) => "{lines} lines" "{lines}条线";
            Self::Polygons(polygons) => "{polygons} polygons" "{polygons}个面";
            Self::Counts(groups) => "counts {listed}" "统计项:{listed}"
                with listed = groups.join(lang.comma());
            Self::Columns(columns) => "columns {listed}" "列:{listed}"
                with listed = columns.join(lang.comma());
            Self::System(verdict) =>
                "{crs}: judged by the other files: they fit to {left:.0} m{now}, \
                 {next:.0} m by the next best"
                "{crs}:由其他文件推断,按此读取,各文件之间相差{left:.0}米{now},\
                 次优解释为{next:.0}米"
                with crs = verdict.hypothesis.crs.key(), now = now(verdict, lang),
                    left = verdict.left_m, next = verdict.next_m;
            Self::Planned(column) =>
                "people as planned, by {column}"
                "人口按规划数计,取自{column}列";
            Self::Doubt(finding) => "{what}" "{what}" with what = finding.text(lang);
            Self::Joined { table, link } =>
                "people from {table}: {matched} of {all} keys are there"
                "人口取自{table}:{all}个关联值中有{matched}个能够对应"
                with matched = link.matched[0], all = link.matched[1];
            Self::NotUsed(path) => "not used: {path}" "未采用:{path}";
            Self::NotRead(error) => "not read: {why}" "未能读取:{why}"
                with why = error.text(lang);
            Self::StudyArea => "counts only demand inside" "只计入范围内的需求";
            Self::StudyAreaOfPlan =>
                "only the demand inside is counted; leave the line out to see the town around it too"
                "所示范围内的需求才计入;如需同时看周边城区的变化,请删去study_area一行";
            Self::Extent =>
                "if no street beyond the drawn ones matters"
                "如所绘道路之外没有需要计入的道路,请启用此行";
            Self::Pattern =>
                "how many stations each level should have"
                "各级应配置的站点数";
            Self::Substitution =>
                "any station of the level or above serves"
                "就近口径:本级及以上任一站点均可服务";
            Self::Budget =>
                "1000m, gb15, or one a level in a list"
                "也可写1000m、gb15,或按级别列成数组";
            Self::Profile =>
                "1.2 m/s; elder 0.8, child 1.0, wheelchair 0.8"
                "步行速度1.2米/秒;elder(老年人)0.8、child(儿童)1.0、wheelchair(轮椅)0.8";
        }
    }
}

fn joined(parts: &[Note<'_>], lang: Lang) -> String {
    let parts: Vec<String> = parts.iter().map(|part| part.text(lang)).collect();
    parts.join(lang.semicolon())
}

/// The misfit in the system that the file says.
fn now(verdict: &Verdict, lang: Lang) -> String {
    match (verdict.now_m, lang) {
        (None, _) => String::new(),
        (Some(now), Lang::En) => format!(", {now:.0} m as it says"),
        (Some(now), Lang::Zh) => format!(";现状为{now:.0}米"),
    }
}
