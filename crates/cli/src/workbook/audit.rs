//! An audit as an Excel workbook: levels, communities, load, themes, needs, problems.

use super::{Workbook, load, sources, standards, weight};
use crate::sheet::{AuditSheet, issue_detail, issue_subject};
use crate::words::{Audits, Word, Words};
use std::path::Path;
use walkshed::audit::{AreaAudit, Audit, Issue, LevelAudit, NeedAnswer};
use walkshed::model::{Value, Weight};
use walkshed_io::pack::TermKind;
use walkshed_io::write::workbook::{self, Look, Sheet, SheetColumn};
use walkshed_io::write::{WriteError, Written};

/// The name of the file.
const FILE_NAME: &str = "audit.xlsx";

/// The sheets of an audit.
#[derive(Debug)]
pub(crate) struct AuditBook<'a>(pub(crate) &'a AuditSheet<'a>);

impl<'a> AuditBook<'a> {
    /// Writes it into a folder, which is made if it is not there.
    pub(crate) fn write(&self, folder: &Path) -> Result<Written, WriteError> {
        std::fs::create_dir_all(folder)
            .map_err(|source| WriteError::new(folder, source))?;
        let AuditSheet { lang, loaded, evaluation, .. } = *self.0;
        let book = Workbook { lang, loaded, evaluation };
        let load = loaded.norms.as_ref().map(|norms| load::sheet(book, norms));
        let first = [self.levels(), self.communities()];
        let standards = standards::sheets(lang, loaded, self.0.compliance);
        let middle = [self.themes(), self.needs()];
        let last = [self.problems(), sources::sheet(book)];
        workbook::write(
            &folder.join(FILE_NAME),
            first.into_iter().chain(load).chain(middle).chain(standards).chain(last),
        )
    }

    /// What the vocabulary calls a thing.
    fn term(&self, kind: TermKind, id: &str) -> String {
        self.lang().term(&self.0.loaded.packs.vocabulary, kind, id).to_owned()
    }

    fn lang(&self) -> Words {
        self.0.lang
    }

    fn audit(&self) -> &'a Audit {
        self.0.audit
    }

    fn column(&self, word: Audits, look: Look) -> SheetColumn {
        SheetColumn::new(self.lang().tell(word), look)
    }

    fn said(&self, word: Word, look: Look) -> SheetColumn {
        SheetColumn::new(self.lang().say(word), look)
    }

    fn sheet(
        &self,
        title: Audits,
        columns: Vec<SheetColumn>,
        rows: Vec<Vec<Value>>,
    ) -> Sheet<'a> {
        let name = self.lang().tell(title).to_owned();
        Sheet { name, columns, rows: Box::new(rows.into_iter()) }
    }

    fn levels(&self) -> Sheet<'a> {
        let parents = [
            Audits::ParentAbove,
            Audits::ParentFurther,
            Audits::ParentNone,
            Audits::ParentUnknown,
            Audits::ParentNotAbove,
        ];
        let mut columns = vec![
            self.said(Word::Level, Look::Text),
            self.column(Audits::Required, Look::Count),
            self.said(Word::Stations, Look::Count),
            self.column(Audits::Operating, Look::Count),
            self.column(Audits::Sites, Look::Count),
            self.column(Audits::Services, Look::Count),
            self.said(Word::FloorArea, Look::Count),
        ];
        columns.extend(parents.map(|word| self.column(word, Look::Count)));
        let row = |level: &LevelAudit| {
            let parents = &level.parents;
            let numbers = [
                parents.above,
                parents.further,
                parents.none,
                parents.unknown,
                parents.not_above,
            ];
            let mut row = vec![
                Value::Text(self.lang().rung(level.level)),
                level.planned.map_or(Value::Null, |planned| whole(planned as usize)),
                whole(level.found),
                whole(level.operating),
                whole(level.sites),
                level.services.map_or(Value::Null, whole),
                level.area.map_or(Value::Null, weight),
            ];
            row.extend(numbers.map(whole));
            row
        };
        let rows = self.audit().levels.iter().map(row).collect();
        self.sheet(Audits::LevelsTitle, columns, rows)
    }

    /// Every area with an outline, communities among them.
    fn communities(&self) -> Sheet<'a> {
        let columns = vec![
            self.column(Audits::Area, Look::Text),
            self.column(Audits::Area, Look::Text),
            self.said(Word::Level, Look::Text),
            self.column(Audits::Communities, Look::Count),
            self.column(Audits::WithStation, Look::Count),
            self.said(Word::Stations, Look::Count),
            self.column(Audits::Sites, Look::Count),
            self.column(Audits::Services, Look::Count),
            self.said(Word::FloorArea, Look::Count),
            self.column(Audits::Resources, Look::Count),
            self.said(Word::People, Look::Count),
            self.said(Word::Covered, Look::Count),
            self.said(Word::Unknown, Look::Count),
        ];
        let district = &self.0.loaded.district;
        let group = district.demand.people_group();
        let people =
            |weights: &[Weight]| weights.get(group).map_or(Value::Null, |&w| weight(w));
        let row = |area: &AreaAudit| {
            let grid = &district.grids.list()[area.grid];
            vec![
                grid.id.as_str().into(),
                grid.name.as_str().into(),
                Value::Text(self.lang().rung(grid.level)),
                whole(area.communities),
                whole(area.present),
                whole(area.stations),
                whole(area.sites),
                area.services.map_or(Value::Null, whole),
                area.area.map_or(Value::Null, weight),
                whole(area.resources),
                people(&area.people.weights),
                people(&area.covered.weights),
                people(&area.unknown.weights),
            ]
        };
        let rows = self.audit().areas.iter().map(row).collect();
        self.sheet(Audits::AreasTitle, columns, rows)
    }

    fn themes(&self) -> Sheet<'a> {
        let matrix = &self.0.circled.matrix;
        let name = |theme: &String| self.term(TermKind::Theme, theme);
        let mut columns = vec![
            self.column(Audits::Community, Look::Text),
            self.column(Audits::Community, Look::Text),
            self.column(Audits::Centers, Look::Count),
        ];
        let themes = matrix.themes.iter();
        columns.extend(themes.map(|theme| SheetColumn::new(name(theme), Look::Count)));
        let list = self.0.circled.communities.list();
        let rows = list.iter().zip(&matrix.rows).map(|(community, row)| {
            let blank =
                |&n: &u32| if n == 0 { Value::Null } else { Value::Integer(n.into()) };
            let mut cells =
                vec![community.id.as_str().into(), community.name.as_str().into()];
            cells.push(whole(row.centers));
            cells.extend(row.within.iter().map(blank));
            cells
        });
        self.sheet(Audits::ThemesTitle, columns, rows.collect())
    }

    fn needs(&self) -> Sheet<'a> {
        let columns = vec![
            self.column(Audits::Community, Look::Text),
            self.column(Audits::Item, Look::Text),
            self.column(Audits::Asked, Look::Count),
            self.column(Audits::OfferedBy, Look::Count),
            self.column(Audits::InReach, Look::Share),
            self.column(Audits::Unmet, Look::Count),
        ];
        let row = |need: &NeedAnswer| {
            let community = &self.audit().communities.list()[need.community];
            vec![
                community.name.as_str().into(),
                Value::Text(self.term(TermKind::Service, &need.item)),
                Value::Number(need.count as f64),
                whole(need.offered_by.len()),
                need.reached.share_of(need.people).map_or(Value::Null, Value::Number),
                weight(need.unmet()),
            ]
        };
        let rows = self.audit().needs.iter().map(row).collect();
        self.sheet(Audits::NeedsTitle, columns, rows)
    }

    fn problems(&self) -> Sheet<'a> {
        let words = [
            Audits::Problem,
            Audits::Community,
            Audits::Subject,
            Audits::Detail,
            Audits::Measured,
            Audits::Required,
            Audits::Owner,
            Audits::Deadline,
            Audits::State,
        ];
        let id = SheetColumn::new(self.lang().say(Word::Rank), Look::Text);
        let words = words.map(|word| self.column(word, Look::Text));
        let columns = [id].into_iter().chain(words).collect();
        let row = |issue: &Issue| {
            let lang = self.lang();
            let community = issue.community.map(|c| &self.audit().communities.list()[c]);
            let amount = |amount: &Option<walkshed::audit::Amount>| {
                amount.as_ref().map_or(Value::Null, |a| Value::Text(lang.amount(a)))
            };
            vec![
                Value::Text(issue.id()),
                lang.issue(issue.kind).into(),
                community.map(|community| community.name.as_str()).into(),
                Value::Text(issue_subject(self.0, issue)),
                Value::Text(issue_detail(self.0, issue)),
                amount(&issue.measured),
                amount(&issue.required),
                issue.owner.as_deref().into(),
                Value::Null,
                lang.tell(Audits::Open).into(),
            ]
        };
        let rows = self.audit().ledger.issues().iter().map(row).collect();
        self.sheet(Audits::LedgerTitle, columns, rows)
    }
}

fn whole(number: usize) -> Value {
    Value::Number(number as f64)
}
