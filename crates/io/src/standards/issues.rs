//! What the standards find, as lines of the problem ledger.

use super::told;
use super::{Compliance, PackResult, Row};
use crate::Loaded;
use crate::lang::Lang;
use walkshed::audit::{Amount, Audit, Issue, IssueKind};
use walkshed::standard::{Scope, Severity, Verdict};
use walkshed::upgrade::Trigger;

/// The triggers that ask for an upgrade. A station that can be spared, or that nobody can do
/// without, is as it was planned.
const UPGRADES: [Trigger; 4] =
    [Trigger::TooSmall, Trigger::Remote, Trigger::BadLayout, Trigger::Old];

impl Compliance {
    /// Rules that must be kept and are not, and stations that are due for an upgrade, the gravest
    /// first; measured against asked in the words of a language.
    #[must_use]
    pub fn issues(&self, loaded: &Loaded, audit: &Audit, lang: Lang) -> Vec<Issue> {
        let of_pack = |pack| self.of_pack(loaded, audit, pack, lang);
        let mut issues: Vec<Issue> = self.packs.iter().flat_map(of_pack).collect();
        let district = &loaded.district;
        for trigger in UPGRADES {
            for (station, sign) in self.upgrades.ranked(trigger) {
                let issue = Issue::of_station(IssueKind::Upgrade, district, station);
                let told = told::sign(district, sign, lang);
                issues.push(Issue {
                    subject: format!("{}/{}", trigger.key(), issue.subject),
                    community: audit.communities.of_station(station),
                    detail: Some(trigger.key().to_owned()),
                    measured: Some(Amount::Text(told)),
                    ..issue
                });
            }
        }
        issues
    }

    fn of_pack(
        &self,
        loaded: &Loaded,
        audit: &Audit,
        pack: &PackResult,
        lang: Lang,
    ) -> Vec<Issue> {
        let standard = &loaded.packs.standards[pack.standard];
        let failed = |row: &&Row| {
            let severity = standard.clauses[row.rule].rule.severity;
            row.verdict == Verdict::Fail && severity == Severity::Must
        };
        let issue = |row: &Row| {
            let (who, clause) =
                (&self.subjects[row.subject], &standard.clauses[row.rule]);
            let community = match who.scope {
                Scope::Community => audit.communities.find(&who.id),
                _ => who.station.and_then(|place| audit.communities.of_station(place)),
            };
            let issue = match who.station {
                Some(place) => {
                    Issue::of_station(IssueKind::Standard, &loaded.district, place)
                }
                None => Issue::new(IssueKind::Standard, who.id.clone()),
            };
            let (pack, rule) = (&standard.head.id, &clause.rule.id);
            let told = told::row(&loaded.packs, clause, &row.judgements, lang);
            Issue {
                subject: format!("{pack}/{rule}/{}/{}", who.scope.key(), who.id),
                community,
                name: Some(who.name.clone()),
                detail: Some(clause.title.text(lang).to_owned()),
                measured: Some(Amount::Text(told)),
                ..issue
            }
        };
        pack.rows.iter().filter(failed).map(issue).collect()
    }
}
