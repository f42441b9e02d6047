//! The report in words, one line a subject.

use super::{Doors, OsmReport, WayKinds};
use crate::lang::{Lang, texts};
use crate::osm::tags::Reason;
use crate::street_id;
use serde::{Deserialize, Serialize};

/// Squares that are named when they are dropped.
const NAMED: usize = 5;

/// Why a square cannot be walked across.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum AreaFault {
    /// Ways of its outline that the file does not hold.
    MissingWays(usize),
    /// Nodes of its outline that the file does not place.
    MissingNodes(usize),
    /// Its outline is not closed.
    Open,
    /// It has no outline, or one of fewer than three nodes.
    Flat,
}

impl AreaFault {
    texts! {
        /// What is wrong.
        pub fn text(&self, lang) -> String {
            Self::MissingWays(ways) =>
                "{ways} ways of its outline are missing"
                "边界缺少{ways}条道路";
            Self::MissingNodes(nodes) =>
                "{nodes} nodes of its outline are missing"
                "边界缺少{nodes}个节点";
            Self::Open => "its outline is not closed" "边界没有闭合";
            Self::Flat => "its outline holds nothing" "边界没有围成面";
        }
    }
}

/// What one line of the report says.
enum Line<'r> {
    Read(&'r OsmReport),
    Walked(&'r OsmReport),
    Private(usize),
    Unsaid(usize),
    OneWay(usize),
    Steps(WayKinds),
    Rides(WayKinds),
    Doors(Doors),
    Areas(&'r OsmReport),
    Dropped(&'r OsmReport),
    Refused(Reason, usize),
    Conditional(usize),
    Lost(usize),
    Missing(&'r OsmReport),
    InvalidNodes(usize),
    InvalidBox,
}

impl Line<'_> {
    texts! {
        fn text(&self, lang) -> String {
            Self::Read(OsmReport { nodes, ways, relations, bytes, .. }) =>
                "read: {nodes} nodes, {ways} ways, {relations} relations in {bytes} bytes"
                "读取:{nodes}个节点、{ways}条道路、{relations}个关系,共{bytes}字节";
            Self::Walked(OsmReport { walked, .. }) =>
                "walked: {walked} ways"
                "可步行:{walked}条道路";
            Self::Private(ways) =>
                "private: {ways} ways, for the first or last part of a walk only"
                "私有:{ways}条道路,只能作为起点或终点一段";
            Self::Unsaid(ways) =>
                "left to the profile: {ways} cycleways and bridleways without a foot tag"
                "由人群决定:{ways}条没有foot标签的自行车道、马道";
            Self::OneWay(ways) =>
                "one way on foot: {ways} ways"
                "步行单向:{ways}条道路";
            Self::Steps(WayKinds { steps, counted_steps, inclined_steps, .. }) =>
                "steps: {steps} flights, {counted_steps} counted, {inclined_steps} say which end is up"
                "台阶:{steps}段,其中{counted_steps}段有级数,{inclined_steps}段注明上下方向";
            Self::Rides(WayKinds { lifts, escalators, ferries, .. }) =>
                "rides: {lifts} lifts, {escalators} escalators, {ferries} ferries and cable cars, \
                 drawn as ways"
                "乘行:画成线的电梯{lifts}部、扶梯{escalators}部、轮渡和缆车{ferries}条";
            Self::Doors(Doors { closed, private, lifts, .. }) =>
                "nodes: {closed} closed, {private} private, {lifts} lifts"
                "节点:封闭{closed}处、私有{private}处、电梯{lifts}部";
            Self::Areas(OsmReport { areas, outlines, .. }) =>
                "squares: {areas} walked across; {outlines} ways are walked as their outlines alone"
                "广场:可横穿{areas}处;另有{outlines}条道路只因是其边界而步行";
            Self::Dropped(report) =>
                "squares not walked across: {areas}: {named}"
                "不能横穿的广场:{areas}处:{named}"
                with areas = report.dropped_areas.len(), named = dropped(report, lang);
            Self::Refused(reason, ways) =>
                "not walked: {ways} ways: {why}"
                "不步行:{ways}条道路:{why}"
                with why = reason.text(lang);
            Self::Conditional(ways) =>
                "conditional access: {ways} ways, whose conditions are not read"
                "有条件通行:{ways}条道路,条件未读取";
            Self::Lost(ways) =>
                "lost: {ways} walkable ways of which the file does not hold two neighboring nodes"
                "丢失:{ways}条可步行道路,文件中没有相邻的两个节点";
            Self::Missing(OsmReport { missing_nodes, lost_segments, .. }) =>
                "missing: {missing_nodes} nodes of walkable ways, {lost_segments} pieces lost"
                "缺少:可步行道路的{missing_nodes}个节点,丢失{lost_segments}段";
            Self::InvalidNodes(nodes) =>
                "not on the earth: {nodes} nodes of walkable ways"
                "坐标超出有效范围:可步行道路的{nodes}个节点";
            Self::InvalidBox =>
                "the box that the file declares is none"
                "文件声明的范围无效";
        }
    }
}

fn dropped(report: &OsmReport, lang: Lang) -> String {
    let first = report.dropped_areas.iter().take(NAMED);
    let named = first
        .map(|area| format!("{} ({})", street_id(&area.id, lang), area.fault.text(lang)));
    let mut named: Vec<String> = named.collect();
    if report.dropped_areas.len() > NAMED {
        named.push("...".to_owned());
    }
    named.join(lang.comma())
}

impl OsmReport {
    /// What was read, what is walked, and what is not and why: a line for each that there is.
    #[must_use]
    pub fn lines(&self, lang: Lang) -> Vec<String> {
        let kinds = self.kinds;
        let Doors { closed, private, lifts } = self.doors;
        let mut lines = vec![Line::Read(self), Line::Walked(self)];
        let mut say = |line, any: usize| {
            if any > 0 {
                lines.push(line);
            }
        };
        say(Line::Private(kinds.private), kinds.private);
        say(Line::Unsaid(kinds.unsaid), kinds.unsaid);
        say(Line::OneWay(kinds.one_way), kinds.one_way);
        say(Line::Steps(kinds), kinds.steps);
        say(Line::Rides(kinds), kinds.lifts + kinds.escalators + kinds.ferries);
        say(Line::Doors(self.doors), closed + private + lifts);
        say(Line::Areas(self), self.areas + self.outlines);
        say(Line::Dropped(self), self.dropped_areas.len());
        for (&reason, &ways) in &self.refused {
            say(Line::Refused(reason, ways), ways);
        }
        say(Line::Conditional(self.conditional), self.conditional);
        say(Line::Lost(self.without_line), self.without_line);
        say(Line::Missing(self), self.missing_nodes);
        let invalid = self.invalid_nodes.len();
        say(Line::InvalidNodes(invalid), invalid);
        say(Line::InvalidBox, usize::from(self.invalid_box));
        lines.iter().map(|line| line.text(lang)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::osm::DroppedArea;
    use walkshed::network::lines::StreetId;

    #[test]
    fn the_report_names_what_there_is_in_both_languages() {
        let mut report =
            OsmReport { nodes: 9, ways: 7, walked: 3, ..OsmReport::default() };
        assert_eq!(
            report.lines(Lang::En),
            ["read: 9 nodes, 7 ways, 0 relations in 0 bytes", "walked: 3 ways"]
        );
        report.kinds = WayKinds {
            private: 1,
            unsaid: 1,
            one_way: 1,
            steps: 1,
            counted_steps: 1,
            inclined_steps: 1,
            escalators: 1,
            lifts: 1,
            ferries: 1,
        };
        report.doors = Doors { closed: 1, private: 1, lifts: 1 };
        report.refused = Reason::ALL.into_iter().map(|reason| (reason, 1)).collect();
        (report.areas, report.conditional, report.without_line) = (1, 1, 1);
        (report.missing_nodes, report.invalid_box) = (1, true);
        let dropped =
            |id| DroppedArea { id: StreetId::Relation(id), fault: AreaFault::Open };
        report.dropped_areas = (1..=6).map(dropped).collect();
        let [en, zh] = Lang::ALL.map(|lang| report.lines(lang));
        assert_eq!(
            (en.len(), zh.len()),
            (14 + Reason::ALL.len(), 14 + Reason::ALL.len())
        );
        assert!(zh.iter().all(|line| !line.is_ascii()), "{zh:?}");
        assert!(en.iter().all(|line| line.is_ascii()), "{en:?}");
        assert!(
            en[9].ends_with("relation 5 (its outline is not closed), ..."),
            "{}",
            en[9]
        );
    }
}
