//! Sources and assumptions: what the answer was computed from, and on whose terms (rule 26).

use super::Workbook;
use crate::words::Word;
use walkshed::model::{Budget, Value};
use walkshed_io::write::workbook::{Look, Sheet, SheetColumn};

pub(super) fn sheet(book: Workbook<'_>) -> Sheet<'_> {
    let (lang, loaded, options) = (book.lang, book.loaded, &book.evaluation.options);
    let mut rows = Vec::new();
    let mut say = |title: String, value: String, more: [String; 2]| {
        rows.push([title, value].into_iter().chain(more).map(Value::Text).collect());
    };
    let nothing = || [String::new(), String::new()];
    let mut fact =
        |word, value: &str| say(lang.say(word).to_owned(), value.to_owned(), nothing());
    fact(Word::Project, &loaded.name);
    fact(Word::MetricTitle, lang.metric(options.metric));
    fact(Word::ProfileTitle, &lang.profile(&options.profile));
    fact(Word::SubstitutionTitle, lang.substitution(options.substitution));
    for answer in &book.evaluation.levels {
        let word = match answer.budget {
            Budget::Millis(_) => Word::BudgetTime,
            Budget::Millimeters(_) => Word::BudgetLength,
        };
        let budget = lang.budget(answer.budget, &options.profile);
        let level = book.level_name(answer.level);
        fact(word, &format!("{level}{}{budget}", lang.colon()));
    }
    if loaded.district.network.is_some() {
        fact(Word::Extent, lang.extent(&loaded.district.extent));
    }
    fact(Word::DemandPoint, lang.say(Word::Centroid));
    if loaded.licences.is_empty() && loaded.district.network.is_some() {
        fact(Word::Licence, lang.say(Word::NoLicence));
    }
    loaded.licences.iter().for_each(|licence| fact(Word::Licence, licence));
    fact(Word::Engine, concat!("walkshed ", env!("CARGO_PKG_VERSION")));
    for file in &loaded.inputs {
        let more = [file.crs.key().into_owned(), file.sha256.clone()];
        say(lang.role(file.role).to_owned(), file.path.clone(), more);
    }
    let columns = vec![
        SheetColumn::new(lang.say(Word::Fact), Look::Text),
        SheetColumn::new(lang.say(Word::Value), Look::Text),
        SheetColumn::new(lang.say(Word::CrsTitle), Look::Text),
        SheetColumn::new("SHA-256", Look::Text),
    ];
    let name = lang.say(Word::SourcesTitle).to_owned();
    Sheet { name, columns, rows: Box::new(rows.into_iter()) }
}
