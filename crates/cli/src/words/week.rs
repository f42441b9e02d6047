//! A week of coverage in words.

use super::Words;
use crate::figures::count;
use chrono::{NaiveDate, NaiveDateTime};
use walkshed_io::Lang;
use walkshed_io::hours::Unclear;

impl Words {
    /// The title of a week.
    pub(crate) fn week_of(self, monday: Option<NaiveDate>) -> String {
        match (self.0, monday) {
            (Lang::En, Some(monday)) => {
                format!("Share covered by hour, week of Monday {monday}")
            }
            (Lang::En, None) => {
                "Share covered by hour, a standard week without holidays".to_owned()
            }
            (Lang::Zh, Some(monday)) => format!("逐时覆盖率,{monday}(周一)起的一周"),
            (Lang::Zh, None) => "逐时覆盖率,标准周(不含节假日)".to_owned(),
        }
    }

    /// Stations that keep assumed hours.
    pub(crate) fn hours_assumed(self, stations: usize) -> String {
        let n = count(stations);
        match self.0 {
            Lang::En if stations == 1 => {
                "the hours of 1 station are assumed: the usual ones of its level"
                    .to_owned()
            }
            Lang::En => {
                format!(
                    "the hours of {n} stations are assumed: the usual ones of their level"
                )
            }
            Lang::Zh => format!("{n}个站点没有开放时间,按该级默认时间推定"),
        }
    }

    /// Stations whose hours nobody knows.
    pub(crate) fn hours_unclear(self, stations: usize) -> String {
        let n = count(stations);
        match self.0 {
            Lang::En if stations == 1 => {
                "the hours of 1 station are not known:".to_owned()
            }
            Lang::En => format!("the hours of {n} stations are not known:"),
            Lang::Zh => format!("{n}个站点的开放时间不明:"),
        }
    }

    /// People times hours without coverage, of all in the week.
    pub(crate) fn people_hours(
        self,
        uncovered: &str,
        of: &str,
        share: Option<f64>,
        unknown: Option<&str>,
    ) -> String {
        match (self.0, share) {
            // nobody was counted
            (Lang::En, None) => "person-hours uncovered: -".to_owned(),
            (Lang::Zh, None) => "未覆盖人时:-".to_owned(),
            (Lang::En, Some(share)) => {
                let unknown =
                    unknown.map(|n| format!("; {n} unknown")).unwrap_or_default();
                format!(
                    "person-hours uncovered: {uncovered} of {of} ({share:.1}%){unknown}"
                )
            }
            (Lang::Zh, Some(share)) => {
                let unknown =
                    unknown.map(|n| format!(";无法判定{n}")).unwrap_or_default();
                format!("未覆盖人时:{uncovered},共{of}({share:.1}%){unknown}")
            }
        }
    }

    /// When no station of a level is open, or offers what is asked for.
    pub(crate) fn vanishes(self, level: u8, of_service: bool, when: &str) -> String {
        match (self.0, of_service) {
            (Lang::En, false) => format!("no station of level {level} is open: {when}"),
            (Lang::En, true) => format!("no station of level {level} offers it: {when}"),
            (Lang::Zh, false) => format!("没有{}站点开放:{when}", self.0.rung(level)),
            (Lang::Zh, true) => format!("没有{}站点提供:{when}", self.0.rung(level)),
        }
    }

    /// When something is offered next.
    pub(crate) fn next_opening(
        self,
        next: &Result<Option<NaiveDateTime>, Unclear>,
    ) -> String {
        match (next, self.0) {
            (Ok(Some(at)), _) => self.moment(*at),
            (Ok(None), Lang::En) => "not within 400 days".to_owned(),
            (Ok(None), Lang::Zh) => "400天内没有".to_owned(),
            (Err(why), lang) => why.reason(lang),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_nobody_is_counted_there_is_no_share() {
        let told = |lang, share| Words(lang).people_hours("0", "0", share, None);
        assert_eq!(told(Lang::Zh, None), "未覆盖人时:-");
        assert_eq!(told(Lang::En, None), "person-hours uncovered: -");
        assert_eq!(told(Lang::Zh, Some(0.0)), "未覆盖人时:0,共0(0.0%)");
    }
}
