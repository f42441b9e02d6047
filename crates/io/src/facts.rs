//! What the columns of a station say of it: lists of services and rooms, areas, dates.

mod date;
mod list;

pub(crate) use date::date;
pub(crate) use list::{items, names};

use crate::columns::Columns;
use crate::finding::{Finding, Problem};
use crate::normalize::{self, floor_area};
use crate::pack::{TermKind, Vocabulary};
use crate::rows::{Fault, Row, Rows};
use chrono::NaiveDate;
use walkshed::model::{BuildMode, Facts, FloorArea, Tenure};

/// Words for each way to build a station.
const BUILD_MODES: [(BuildMode, &[&str]); 4] = [
    (BuildMode::Integrated, &["integrated", "综合建", "综合", "综合建设"]),
    (BuildMode::CoBuilt, &["co_built", "共建", "联建", "合建", "共享共建"]),
    (BuildMode::NewBuilt, &["new_built", "新建", "自建", "new"]),
    (BuildMode::Converted, &["converted", "改建", "改造", "改扩建", "扩建"]),
];

/// Words for each tenure.
const TENURES: [(Tenure, &[&str]); 4] = [
    (Tenure::Public, &["public", "公共用房", "公房", "国有", "自有", "自有产权"]),
    (Tenure::Rented, &["rented", "租用", "租赁", "租借"]),
    (Tenure::Commercial, &["commercial", "商业用房", "商用", "商铺", "门面"]),
    (Tenure::Shared, &["shared", "共享", "借用", "共用", "合用"]),
];

/// Reads the facts of the rows of one file.
#[derive(Debug)]
pub(crate) struct FactReader<'a> {
    pub(crate) rows: &'a Rows,
    pub(crate) columns: &'a Columns,
    pub(crate) vocabulary: &'a Vocabulary,
}

impl FactReader<'_> {
    /// The facts of one row; what is not understood is found, and left unknown.
    pub(crate) fn facts(&self, row: &Row, findings: &mut Vec<Finding>) -> Facts {
        let words = self.vocabulary;
        let text = |field| row.named(self.columns.get(field));
        let list = |field| text(field).map(|text| names(&text)).unwrap_or_default();
        let ids = |field, kind| {
            list(field).iter().map(|name| words.id(kind, name)).collect::<Vec<_>>()
        };
        let items = |field, kind| text(field).map(|text| items(&text, kind, words));
        let communities = list("community");
        Facts {
            kind: text("kind").map(|kind| words.id(TermKind::Kind, &kind)),
            themes: ids("theme", TermKind::Theme),
            groups: ids("groups", TermKind::Group),
            services: items("services", TermKind::Service),
            facilities: items("facilities", TermKind::Facility),
            services_declared: text("services_declared")
                .and_then(|text| normalize::quantity(&text))
                .map(|quantity| quantity.number as u32),
            operator: text("operator"),
            partners: list("partners"),
            build_mode: self.word(row, "build_mode", &BUILD_MODES, findings),
            tenure: self.word(row, "tenure", &TENURES, findings),
            service_area: self.area(row, "service_area_m2"),
            floor_area: self.area(row, "area_m2"),
            home_service: home_service(text("home_service"), &communities),
            communities,
            opened_on: self.date(row, "opened_on", findings),
            closed_on: self.date(row, "closed_on", findings),
            hours: text("opening_hours"),
        }
    }

    fn word<T: Copy>(
        &self,
        row: &Row,
        field: &str,
        known: &[(T, &[&str])],
        findings: &mut Vec<Finding>,
    ) -> Option<T> {
        let column = self.columns.get(field)?;
        let key = normalize::key(&row.named(Some(column))?);
        let named = |words: &[&str]| words.iter().any(|word| normalize::key(word) == key);
        let found = known.iter().find(|(_, words)| named(words)).map(|&(one, _)| one);
        if found.is_none() {
            let fault = Fault::cell(column, Problem::UnknownWord);
            findings.push(self.rows.finding(row, fault));
        }
        found
    }

    fn area(&self, row: &Row, field: &str) -> Option<FloorArea> {
        let column = self.columns.get(field)?;
        floor_area(&row.named(Some(column))?, &self.rows.columns[column])
    }

    fn date(
        &self,
        row: &Row,
        field: &str,
        findings: &mut Vec<Finding>,
    ) -> Option<NaiveDate> {
        let column = self.columns.get(field)?;
        let found = date(&row.named(Some(column))?);
        if found.is_none() {
            let fault = Fault::cell(column, Problem::UnknownDate);
            findings.push(self.rows.finding(row, fault));
        }
        found
    }
}

/// Whom a station serves at home: the communities that it names, or all of its own.
fn home_service(text: Option<String>, communities: &[String]) -> Vec<String> {
    let Some(text) = text else { return Vec::new() };
    match normalize::key(&text).as_str() {
        "yes" | "true" | "1" | "是" | "有" | "提供" => communities.to_vec(),
        "no" | "false" | "0" | "否" | "无" | "不提供" => Vec::new(),
        _ => names(&text),
    }
}
