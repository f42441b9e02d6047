//! Which stations count, in words.

use super::{Word, Words};
use crate::figures::count;
use chrono::{Datelike, NaiveDateTime, Weekday};
use walkshed::model::Status;
use walkshed_io::Lang;
use walkshed_io::pack::{TermKind, Vocabulary};
use walkshed_io::selection::Selected;

impl Words {
    /// What was asked of the stations that count, a line each.
    pub(crate) fn selected(
        self,
        selected: &Selected,
        vocabulary: &Vocabulary,
    ) -> Vec<(Word, String)> {
        let selection = &selected.selection;
        let mut lines = Vec::new();
        if let Some(at) = selection.at {
            lines.push((Word::AtTitle, self.moment(at) + &self.hours_known(selected)));
        }
        if let Some(day) = selection.as_of {
            lines.push((
                Word::AsOfTitle,
                day.to_string() + &self.undated(selected.undated),
            ));
        }
        for (flag, ids) in selection.asked(vocabulary) {
            let (title, kind) = match flag {
                "service" => (Word::ServiceTitle, TermKind::Service),
                "group" => (Word::ForWhomTitle, TermKind::Group),
                "theme" => (Word::ThemeTitle, TermKind::Theme),
                "kind" => (Word::KindTitle, TermKind::Kind),
                _ => (Word::FacilityTitle, TermKind::Facility),
            };
            let names: Vec<&str> =
                ids.iter().map(|id| self.term(vocabulary, kind, id)).collect();
            lines.push((title, names.join(self.comma())));
        }
        if !selection.statuses.is_empty() {
            let names: Vec<String> =
                selection.statuses.iter().map(|&status| self.status(status)).collect();
            lines.push((Word::StatusTitle, names.join(self.comma())));
        }
        lines
    }

    /// What a thing is called; its id where no pack knows it.
    pub(crate) fn term<'v>(
        self,
        vocabulary: &'v Vocabulary,
        kind: TermKind,
        id: &'v str,
    ) -> &'v str {
        vocabulary.find(kind, id).map_or(id, |term| term.title.text(self.0))
    }

    /// `Tue 2026-11-24 19:00`
    pub(crate) fn moment(self, at: NaiveDateTime) -> String {
        let day = self.weekday(at.weekday());
        match self.0 {
            Lang::En => format!("{day} {}", at.format("%Y-%m-%d %H:%M")),
            Lang::Zh => format!("{}({day})", at.format("%Y-%m-%d %H:%M")),
        }
    }

    /// A day of the week.
    pub(crate) fn weekday(self, day: Weekday) -> &'static str {
        const ZH: [&str; 7] = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"];
        const EN: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
        let nth = day.num_days_from_monday() as usize;
        match self.0 {
            Lang::En => EN[nth],
            Lang::Zh => ZH[nth],
        }
    }

    /// A stage of a station's life.
    pub(crate) fn status(self, status: Status) -> String {
        match (self.0, status) {
            (Lang::En, status) => status.key().replace('_', " "),
            (Lang::Zh, Status::Planned) => "规划".to_owned(),
            (Lang::Zh, Status::UnderConstruction) => "在建".to_owned(),
            (Lang::Zh, Status::Built) => "已建未开放".to_owned(),
            (Lang::Zh, Status::Operating) => "运营".to_owned(),
            (Lang::Zh, Status::Suspended) => "停用".to_owned(),
            (Lang::Zh, Status::Closed) => "已关闭".to_owned(),
        }
    }

    /// How far hours are known.
    fn hours_known(self, selected: &Selected) -> String {
        let (assumed, unknown) = (selected.assumed_hours, selected.unknown_hours);
        let (n, m) = (count(assumed), count(unknown));
        let parts = match self.0 {
            Lang::En => {
                [format!("hours of {n} stations assumed"), format!("of {m} not known")]
            }
            Lang::Zh => {
                [format!("{n}个站点按默认时间推定"), format!("{m}个站点时间不明")]
            }
        };
        let told = parts.into_iter().zip([assumed, unknown]).filter(|(_, n)| *n > 0);
        let told: Vec<String> = told.map(|(text, _)| text).collect();
        self.behind(&told)
    }

    fn undated(self, stations: usize) -> String {
        let n = count(stations);
        let text = match self.0 {
            Lang::En => format!("{n} stations without an opening date count"),
            Lang::Zh => format!("{n}个站点无开放日期,按已开放计"),
        };
        self.behind(if stations > 0 { std::slice::from_ref(&text) } else { &[] })
    }

    /// Remarks in brackets, if there are any.
    fn behind(self, remarks: &[String]) -> String {
        if remarks.is_empty() {
            return String::new();
        }
        format!(" ({})", remarks.join(self.comma()))
    }
}
