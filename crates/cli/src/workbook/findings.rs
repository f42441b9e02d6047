//! What was wrong with the input, or assumed: file, row, field, value, reason, remedy.

use super::Workbook;
use crate::findings::of_evaluation;
use crate::words::Word;
use walkshed::model::Value;
use walkshed_io::Finding;
use walkshed_io::write::workbook::{Look, Sheet};

pub(super) fn sheet(book: Workbook<'_>) -> Sheet<'_> {
    let words = [
        Word::Severity,
        Word::File,
        Word::Row,
        Word::Field,
        Word::Value,
        Word::Reason,
        Word::Remedy,
    ];
    let columns = words.map(|word| book.column(word, Look::Text)).to_vec();
    let lang = book.lang;
    let found = move |finding: &Finding| {
        let text = |text: Option<&str>| Value::from(text);
        vec![
            Value::from(lang.severity(finding.severity())),
            Value::from(finding.file.as_str()),
            Value::from(finding.place.map(|place| place.text(lang.0)).as_deref()),
            text(finding.field.as_deref()),
            text(finding.value.as_deref()),
            Value::Text(finding.reason(lang.0)),
            text(finding.problem.remedy(lang.0).as_deref()),
        ]
    };
    let told = of_evaluation(lang, book.loaded, book.evaluation);
    let told = told.into_iter().map(move |message| {
        let mut row = vec![Value::Null; words.len()];
        row[0] = Value::from(lang.severity(message.severity()));
        row[5] = Value::Text(message.into_text());
        row
    });
    let rows = book.loaded.findings.iter().map(found).chain(told);
    Sheet { name: lang.say(Word::Findings).to_owned(), columns, rows: Box::new(rows) }
}
