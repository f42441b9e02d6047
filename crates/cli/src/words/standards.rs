//! Standards, stars and upgrades in words.

use super::Words;
use walkshed::standard::{Amount, Scope, Verdict};
use walkshed::upgrade::{Trigger, Triggers};
use walkshed_io::Lang;
use walkshed_io::pack::{Clause, Head};
use walkshed_io::standards::{Tally, Who};

impl Words {
    /// What a verdict is called.
    pub(crate) fn judged(self, verdict: Verdict, advice: bool) -> &'static str {
        match (self.0, verdict) {
            (Lang::En, Verdict::Pass) => "pass",
            (Lang::En, Verdict::Fail) if advice => "advice",
            (Lang::En, Verdict::Fail) => "fail",
            (Lang::En, Verdict::Unknown) => "unknown",
            (Lang::En, Verdict::NotApplicable) => "measured",
            (Lang::Zh, Verdict::Pass) => "达标",
            (Lang::Zh, Verdict::Fail) if advice => "建议",
            (Lang::Zh, Verdict::Fail) => "不达标",
            (Lang::Zh, Verdict::Unknown) => "无法判定",
            (Lang::Zh, Verdict::NotApplicable) => "仅测算",
        }
    }

    /// What a rule is asked of.
    pub(crate) fn scope(self, scope: Scope) -> &'static str {
        match (self.0, scope) {
            (Lang::En, scope) => scope.key(),
            (Lang::Zh, Scope::Station) => "站点",
            (Lang::Zh, Scope::Site) => "场所",
            (Lang::Zh, Scope::Community) => "社区",
            (Lang::Zh, Scope::Network) => "全网",
        }
    }

    /// Whether somebody read a pack in its source.
    pub(crate) fn verified(self, verified: bool) -> &'static str {
        match (self.0, verified) {
            (Lang::En, true) => "verified",
            (Lang::En, false) => "not verified",
            (Lang::Zh, true) => "已核实",
            (Lang::Zh, false) => "未核实",
        }
    }

    /// The title of a pack, and where it comes from.
    pub(crate) fn pack(self, head: &Head) -> String {
        let (title, verified) = (head.title.text(self.0), self.verified(head.verified));
        match self.0 {
            Lang::En => format!("{title} ({}, {verified})", head.id),
            Lang::Zh => format!("{title}({},{verified})", head.id),
        }
    }

    /// How all rows of a pack turned out.
    pub(crate) fn tally(self, tally: Tally) -> String {
        let Tally { pass, fail, advice, unknown, not_applicable } = tally;
        let parts = [
            (pass, self.judged(Verdict::Pass, false)),
            (fail, self.judged(Verdict::Fail, false)),
            (advice, self.judged(Verdict::Fail, true)),
            (unknown, self.judged(Verdict::Unknown, false)),
            (not_applicable, self.judged(Verdict::NotApplicable, false)),
        ];
        let some = parts.into_iter().filter(|(count, _)| *count > 0);
        let told = some.map(|(count, name)| format!("{name} {count}"));
        told.collect::<Vec<_>>().join(self.comma())
    }

    /// What the marks of a matrix mean.
    pub(crate) fn marks(self) -> &'static str {
        match self.0 {
            Lang::En => {
                "✓ pass   ✗ fail   △ advice not followed   ? unknown, which is no pass   · not asked"
            }
            Lang::Zh => "✓达标  ✗不达标  △建议未落实  ?无法判定(不计达标)  ·不适用",
        }
    }

    /// What a trigger is called.
    pub(crate) fn trigger(self, trigger: Trigger) -> &'static str {
        match (self.0, trigger) {
            (Lang::En, Trigger::TooSmall) => "too small",
            (Lang::En, Trigger::Remote) => "remote",
            (Lang::En, Trigger::BadLayout) => "badly laid out",
            (Lang::En, Trigger::Old) => "old",
            (Lang::En, Trigger::Redundant) => "redundant",
            (Lang::En, Trigger::Critical) => "critical",
            (Lang::Zh, Trigger::TooSmall) => "面积不足",
            (Lang::Zh, Trigger::Remote) => "位置较偏",
            (Lang::Zh, Trigger::BadLayout) => "功能布局不合理",
            (Lang::Zh, Trigger::Old) => "房屋老旧",
            (Lang::Zh, Trigger::Redundant) => "服务重复",
            (Lang::Zh, Trigger::Critical) => "不可替代",
        }
    }

    /// When a trigger is raised.
    pub(crate) fn definition(self, trigger: Trigger, by: &Triggers) -> String {
        let share = |share: Amount| {
            let tenths = share.thousandths();
            match tenths % 10 {
                0 => format!("{}%", tenths / 10),
                rest => format!("{}.{rest}%", tenths / 10),
            }
        };
        let each = by.area_per_household;
        let near = by.redundant_mm / 1000;
        match (self.0, trigger) {
            (Lang::En, Trigger::TooSmall) => format!(
                "less floor area than the rules ask, or than {each} m² for every household of its community"
            ),
            (Lang::Zh, Trigger::TooSmall) => {
                format!("面积小于标准下限,或小于所在社区每户{each}平方米")
            }
            (Lang::En, Trigger::Remote) => format!(
                "its community walks more than {} times as far as to the best place, or less than {} of it is within the budget",
                by.remote_ratio,
                share(by.remote_share)
            ),
            (Lang::Zh, Trigger::Remote) => format!(
                "社区平均步行距离超过最佳位置的{}倍,或限内人口不足{}",
                by.remote_ratio,
                share(by.remote_share)
            ),
            (Lang::En, Trigger::BadLayout) => format!(
                "more than {} of the rooms and zones asked for are missing",
                share(by.missing_share)
            ),
            (Lang::Zh, Trigger::BadLayout) => {
                format!("所要求的功能室(区)缺少超过{}", share(by.missing_share))
            }
            (Lang::En, Trigger::Old) => format!("built before {}", by.built_before),
            (Lang::Zh, Trigger::Old) => format!("{}年以前建成", by.built_before),
            (Lang::En, Trigger::Redundant) => format!(
                "its site alone covers less than {} of the people, and a station of its level or above is within {near} m on foot",
                share(by.redundant_loss)
            ),
            (Lang::Zh, Trigger::Redundant) => format!(
                "独有服务人口不足{},且步行{near}米内有同级或上级站点",
                share(by.redundant_loss)
            ),
            (Lang::En, Trigger::Critical) => format!(
                "its site alone covers {} of the people or more",
                share(by.critical_loss)
            ),
            (Lang::Zh, Trigger::Critical) => {
                format!("独有服务人口达{}以上", share(by.critical_loss))
            }
        }
    }

    /// How many cannot be judged by a trigger.
    pub(crate) fn not_judged(self, stations: usize) -> String {
        match self.0 {
            Lang::En => format!("{stations} cannot be judged: the file does not say"),
            Lang::Zh => format!("{stations}处无法判定(数据缺失)"),
        }
    }

    /// One by name, some by their ids, many by a few of them and their number.
    pub(crate) fn those(self, who: &[&Who]) -> String {
        const NAMED: usize = 6;
        let ids: Vec<&str> = who.iter().take(NAMED).map(|who| who.id.as_str()).collect();
        let ids = ids.join(self.comma());
        match (who, self.0) {
            ([one], _) if one.id == one.name || one.id.is_empty() => one.name.clone(),
            ([one], _) => format!("{} {}", one.id, one.name),
            (some, _) if some.len() <= NAMED => ids,
            (many, Lang::En) => format!("{ids} ... ({} of them)", many.len()),
            (many, Lang::Zh) => format!("{ids}等{}处", many.len()),
        }
    }

    /// A clause with its words, or what they come to: `八有之四“卫生间”`.
    pub(crate) fn cited(self, clause: &Clause) -> String {
        let Clause { quote, verified, .. } = clause;
        let (at, gist) = (clause.clause.text(self.0), clause.gist.text(self.0));
        let quoted = match (quote.is_empty(), gist.is_empty(), self.0) {
            (true, true, _) => at.to_owned(),
            (true, false, _) => format!("{at}{}{gist}", self.colon()),
            (false, _, Lang::En) => format!("{at}, “{quote}”"),
            (false, _, Lang::Zh) => format!("{at}“{quote}”"),
        };
        match (*verified, self.0) {
            (true, _) => quoted,
            (false, Lang::En) => format!("{quoted} (not verified)"),
            (false, Lang::Zh) => format!("{quoted}(未核实)"),
        }
    }
}
