//! Sentences with numbers in them.

use super::{Word, Words};
use crate::figures::{count, grouped, people, percent};
use std::net::SocketAddr;
use walkshed::model::Weight;
use walkshed_io::Lang;
use walkshed_io::SplitReport;
use walkshed_io::doctor::Copied;

impl Words {
    /// `3 stations`, `1 station`; in Chinese the number and the word.
    pub(crate) fn counted(self, number: u64, thing: Thing) -> String {
        let (one, many, zh) = thing.words();
        let grouped = grouped(number);
        match self.0 {
            Lang::En => format!("{grouped} {}", if number == 1 { one } else { many }),
            Lang::Zh => format!("{grouped}{zh}"),
        }
    }

    /// Warns that a comparison is not made along the streets.
    pub(crate) fn mixed_metrics(self) -> &'static str {
        match self.0 {
            Lang::En => {
                "one side of the comparison has streets and another has none: all are compared \
                 as the crow flies; add the streets of today under inputs.streets"
            }
            Lang::Zh => {
                "对比的一方有道路数据,另一方没有:各方均按直线距离对比;请在inputs.streets中给出现状道路"
            }
        }
    }

    /// `225 blocks in 3,417 samples`
    pub(crate) fn sampled(self, blocks: u64, samples: u64) -> String {
        let (blocks, samples) = (self.counted(blocks, Thing::Block), grouped(samples));
        match self.0 {
            Lang::En => format!("{blocks} in {samples} samples"),
            Lang::Zh => format!("{blocks}(共{samples}个取样点)"),
        }
    }

    /// `plots.geojson: every 100 m`
    pub(crate) fn spacing(self, file: &str, spacing_m: f64) -> String {
        match self.0 {
            Lang::En => format!("{file}: every {spacing_m} m"),
            Lang::Zh => format!("{file}:间距{spacing_m}米"),
        }
    }

    /// People of a group in a sentence: `61,893 people`.
    pub(crate) fn weighed(self, weight: &str, group: &str) -> String {
        match self.0 {
            Lang::En => format!("{weight} {}", self.group(group)),
            Lang::Zh => format!("{}{weight}", self.group(group)),
        }
    }

    /// Heads the report where stations serve nobody.
    pub(crate) fn stations_left_out(self, number: usize) -> String {
        match (self.0, number) {
            (Lang::En, 1) => "1 station is left out and serves nobody:".to_owned(),
            (Lang::En, n) => {
                format!("{} stations are left out and serve nobody:", count(n))
            }
            (Lang::Zh, n) => format!("{}个站点未计入,不服务任何人:", count(n)),
        }
    }

    /// What a column of the first table means, where its title does not say.
    pub(crate) fn legend(self, word: Word) -> Option<&'static str> {
        Some(match (self.0, word) {
            (Lang::En, Word::ExclusiveShare) => {
                "exclusive: only stations of that very level"
            }
            (Lang::En, Word::StraightShare) => "straight: as the crow flies",
            (Lang::En, Word::ServedAtHome) => {
                "at home: not covered, in a community that a station serves at home"
            }
            (Lang::Zh, Word::ServedAtHome) => {
                "上门服务:未覆盖、但所在社区有站点提供上门服务的人口"
            }
            (Lang::En, Word::IfCovered) => {
                "if covered: share if all unknown were covered"
            }
            (Lang::Zh, Word::ExclusiveShare) => "本级口径:只计该级站点的覆盖率",
            (Lang::Zh, Word::StraightShare) => "直线:按直线距离的覆盖率",
            (Lang::Zh, Word::IfCovered) => "最高覆盖率:无法判定的全部视为已覆盖",
            _ => return None,
        })
    }

    /// The title of the surroundings of stations.
    pub(crate) fn surroundings(self, areas: usize, whole: usize) -> String {
        let lacking = areas - whole;
        let named =
            if areas == 1 { "1 area".to_owned() } else { count(areas) + " areas" };
        let (areas, whole) = (count(areas), count(whole));
        match (self.0, lacking) {
            (Lang::En, 0) => format!("Around each station: {named}, all wholly covered"),
            (Lang::En, _) => {
                format!(
                    "Around each station: {named}, {whole} wholly covered; most uncovered:"
                )
            }
            (Lang::Zh, 0) => format!("站点周边:{areas}个网格,全部覆盖"),
            (Lang::Zh, _) => {
                format!("站点周边:{areas}个网格,{whole}个全部覆盖;未覆盖最多的:")
            }
        }
    }

    /// How many sites reach a person.
    pub(crate) fn overlap(self, reached: &Reached) -> String {
        let share = |part| format!("{} ({})", people(part), percent(part, reached.total));
        let (more, one, none) =
            (share(reached.more), share(reached.one), share(reached.none));
        let unknown = (reached.unknown > Weight::ZERO).then(|| share(reached.unknown));
        let mean = reached.mean.map(|mean| format!("{mean:.1}"));
        match self.0 {
            Lang::En => {
                let unknown =
                    unknown.map(|n| format!(", {n} unknown")).unwrap_or_default();
                let mean = mean.map(|mean| format!("; mean {mean}")).unwrap_or_default();
                format!(
                    "Overlap: {more} reach 2 or more sites, {one} one, {none} none{unknown}{mean}"
                )
            }
            Lang::Zh => {
                let unknown =
                    unknown.map(|n| format!(",无法判定 {n}")).unwrap_or_default();
                let mean = mean.map(|mean| format!(";人均{mean}处")).unwrap_or_default();
                format!(
                    "重叠覆盖:两处及以上 {more},仅一处 {one},没有 {none}{unknown}{mean}"
                )
            }
        }
    }

    /// Whose nearest station lies in another community.
    pub(crate) fn across_border(self, across: Weight, total: Weight) -> String {
        let (across, share) = (people(across), percent(across, total));
        match self.0 {
            Lang::En => {
                format!(
                    "Across a border: {across} ({share}) live nearest to a station of another \
                     community"
                )
            }
            Lang::Zh => format!("跨社区:{across}人 ({share}) 的最近站点在其他社区"),
        }
    }

    /// The gaps of some levels.
    pub(crate) fn gaps_of(self, level: &str) -> String {
        match self.0 {
            Lang::En => format!("Gaps, {level}"),
            Lang::Zh => format!("盲区,{level}"),
        }
    }

    /// A file with what identifies it.
    pub(crate) fn file(self, path: &str, crs: &str, hash: &str) -> String {
        match self.0 {
            Lang::En => format!("{path} ({crs}, sha256 {hash})"),
            Lang::Zh => format!("{path} ({crs},sha256 {hash})"),
        }
    }

    /// A scenario by its name, with its title if it has one.
    pub(crate) fn scenario(self, name: &str, title: &str) -> String {
        match (self.0, title) {
            (Lang::En, "") => format!("scenario {name}"),
            (Lang::Zh, "") => format!("情景{name}"),
            (Lang::En, title) => format!("scenario {name}: {title}"),
            (Lang::Zh, title) => format!("情景{name}:{title}"),
        }
    }

    /// A station that serves nobody, as a message.
    pub(crate) fn station_left_out(self, id: &str, name: &str, why: &str) -> String {
        match self.0 {
            Lang::En => format!("station {id} ({name}) is left out: {why}"),
            Lang::Zh => format!("站点{id}({name})未计入:{why}"),
        }
    }

    /// A demand point far from any street, as a message.
    pub(crate) fn long_leg(self, id: &str, leg_mm: u64) -> String {
        let meters = grouped((leg_mm + 500) / 1000);
        match self.0 {
            Lang::En => {
                format!("demand {id} lies {meters} m from the nearest usable street")
            }
            Lang::Zh => format!("需求点{id}距最近可用道路{meters}米"),
        }
    }

    /// What a conversion moved.
    pub(crate) fn converted(self, rows: usize, from: &str, to: &str) -> String {
        let rows = count(rows);
        match self.0 {
            Lang::En => format!("{rows} rows, coordinates from {from} to {to}"),
            Lang::Zh => format!("共{rows}行,坐标由{from}转为{to}"),
        }
    }

    /// A file that was written.
    pub(crate) fn written(self, path: &str) -> String {
        match self.0 {
            Lang::En => format!("wrote {path}"),
            Lang::Zh => format!("已写出 {path}"),
        }
    }

    /// How people who are known only by area were split.
    pub(crate) fn split(self, split: &SplitReport) -> String {
        let SplitReport { rows, table, by, .. } = split;
        let by = match (self.0, by.is_empty()) {
            (Lang::En, true) => "area on the ground".to_owned(),
            (Lang::Zh, true) => "地面面积".to_owned(),
            (_, false) => by.join(" × "),
        };
        match self.0 {
            Lang::En => {
                format!("of {table} split over {rows} by {by}, largest remainder")
            }
            Lang::Zh => format!("{table}按{by}分摊到{rows},余数按最大余数法"),
        }
    }

    /// A corrected copy.
    pub(crate) fn copied(self, copy: &Copied) -> String {
        let Copied { from, crs, rows, .. } = copy;
        let to = copy.to.display();
        match self.0 {
            Lang::En => format!("wrote {to}: {rows} rows of {from}, which is {crs}"),
            Lang::Zh => format!("已写出 {to}:{from}的{rows}行,原坐标系{crs}"),
        }
    }

    /// The service listens.
    pub(crate) fn listening(self, at: SocketAddr) -> String {
        match self.0 {
            Lang::En => format!("listening on http://{at}/"),
            Lang::Zh => format!("服务地址 http://{at}/"),
        }
    }

    /// The service answers.
    pub(crate) fn ready(self) -> &'static str {
        match self.0 {
            Lang::En => "the project is loaded",
            Lang::Zh => "项目已加载",
        }
    }

    /// The mark between a name and its value in a sentence.
    pub(crate) fn colon(self) -> &'static str {
        match self.0 {
            Lang::En => ": ",
            Lang::Zh => ":",
        }
    }

    /// The mark between members of a list.
    pub(crate) fn comma(self) -> &'static str {
        match self.0 {
            Lang::En => ", ",
            Lang::Zh => "、",
        }
    }

    /// The line below a list that was cut.
    pub(crate) fn more(self, rest: usize) -> String {
        match self.0 {
            Lang::En => format!("... and {} more", grouped(rest as u64)),
            Lang::Zh => format!("... 另有{}条", grouped(rest as u64)),
        }
    }
}

/// People by the number of sites that reach them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reached {
    pub(crate) total: Weight,
    pub(crate) none: Weight,
    /// Reached by none as far as is known.
    pub(crate) unknown: Weight,
    pub(crate) one: Weight,
    pub(crate) more: Weight,
    /// Sites a person, where people are counted.
    pub(crate) mean: Option<f64>,
}

/// A thing that is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Thing {
    Block,
    Gap,
}

impl Thing {
    /// One, many, and in Chinese.
    fn words(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Block => ("block", "blocks", "个地块"),
            Self::Gap => ("gap", "gaps", "处盲区"),
        }
    }
}
