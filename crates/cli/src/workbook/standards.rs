//! Standards, stars and upgrades as sheets of a workbook.

use crate::words::{Word, Words};
use walkshed::model::Value;
use walkshed::standard::Severity;
use walkshed::upgrade::Trigger;
use walkshed_io::Loaded;
use walkshed_io::standards::{Compliance, PackResult, Row, told};
use walkshed_io::write::workbook::{Look, Sheet, SheetColumn};

/// The sheets of what there is: rows of the standards, stars, upgrades.
pub(crate) fn sheets<'a>(
    lang: Words,
    loaded: &'a Loaded,
    compliance: &'a Compliance,
) -> Vec<Sheet<'a>> {
    let mut sheets = Vec::new();
    if !compliance.packs.is_empty() {
        sheets.push(rules(lang, loaded, compliance));
    }
    if !compliance.ratings.is_empty() {
        sheets.push(stars(lang, loaded, compliance));
    }
    if !compliance.upgrades.stations.is_empty() {
        sheets.push(upgrades(lang, loaded, compliance));
    }
    sheets
}

fn columns(lang: Words, words: &[(Word, Look)]) -> Vec<SheetColumn> {
    words.iter().map(|&(word, look)| SheetColumn::new(lang.say(word), look)).collect()
}

/// A row a rule and subject, in the order of the packs.
fn rules<'a>(lang: Words, loaded: &'a Loaded, compliance: &'a Compliance) -> Sheet<'a> {
    let text = |word| (word, Look::Text);
    let columns = columns(
        lang,
        &[
            text(Word::Standard),
            text(Word::Scope),
            text(Word::Station),
            text(Word::Station),
            text(Word::Rule),
            text(Word::Verdict),
            text(Word::FoundAndAsked),
            text(Word::Clause),
            text(Word::Quote),
            text(Word::SourceOf),
            text(Word::Verified),
        ],
    );
    let row = move |(pack, row): (&'a PackResult, &'a Row)| {
        let standard = &loaded.packs.standards[pack.standard];
        let clause = &standard.clauses[row.rule];
        let who = &compliance.subjects[row.subject];
        let advice = clause.rule.severity == Severity::Advice;
        let gist = clause.gist.text(lang.0);
        let words = if clause.quote.is_empty() { gist } else { &clause.quote };
        vec![
            Value::from(standard.head.title.text(lang.0)),
            Value::from(lang.scope(who.scope)),
            Value::from(who.id.as_str()),
            Value::from(who.name.as_str()),
            Value::from(clause.title.text(lang.0)),
            Value::from(lang.judged(row.verdict, advice)),
            Value::Text(told::row(&loaded.packs, clause, &row.judgements, lang.0)),
            Value::from(clause.clause.text(lang.0)),
            Value::from(words),
            Value::from(clause.source.as_str()),
            Value::from(lang.verified(clause.verified)),
        ]
    };
    let rows =
        compliance.packs.iter().flat_map(|pack| pack.rows.iter().map(move |r| (pack, r)));
    let name = lang.say(Word::StandardsTitle).to_owned();
    Sheet { name, columns, rows: Box::new(rows.map(row)) }
}

/// A row a station and rating.
fn stars<'a>(lang: Words, loaded: &'a Loaded, compliance: &'a Compliance) -> Sheet<'a> {
    let columns = columns(
        lang,
        &[
            (Word::Standard, Look::Text),
            (Word::Station, Look::Text),
            (Word::Station, Look::Text),
            (Word::Stars, Look::Count),
            (Word::Points, Look::Plain),
            (Word::Total, Look::Plain),
        ],
    );
    let rows = compliance.ratings.iter().flat_map(move |result| {
        let pack = &loaded.packs.ratings[result.rating];
        result.stations.iter().map(move |(subject, stars)| {
            let who = &compliance.subjects[*subject];
            vec![
                Value::from(pack.head.title.text(lang.0)),
                Value::from(who.id.as_str()),
                Value::from(who.name.as_str()),
                Value::Integer(stars.stars.into()),
                Value::Number(stars.points as f64 / 1000.0),
                Value::Number(stars.most as f64 / 1000.0),
            ]
        })
    });
    let name = lang.say(Word::StarsTitle).to_owned();
    Sheet { name, columns, rows: Box::new(rows) }
}

/// A row a station and trigger that it raises, trigger by trigger, the gravest first.
fn upgrades<'a>(
    lang: Words,
    loaded: &'a Loaded,
    compliance: &'a Compliance,
) -> Sheet<'a> {
    let columns = columns(
        lang,
        &[
            (Word::Trigger, Look::Text),
            (Word::Station, Look::Text),
            (Word::Station, Look::Text),
            (Word::Level, Look::Text),
            (Word::FoundAndAsked, Look::Text),
            (Word::Definitions, Look::Text),
        ],
    );
    let rows = Trigger::ALL.into_iter().flat_map(move |trigger| {
        let ranked = compliance.upgrades.ranked(trigger).into_iter();
        ranked.map(move |(place, sign)| {
            let station = &loaded.district.stations[place as usize];
            vec![
                Value::from(lang.trigger(trigger)),
                Value::from(station.id.as_str()),
                Value::from(station.name.as_str()),
                Value::Text(lang.rung(station.level)),
                Value::Text(told::sign(&loaded.district, sign, lang.0)),
                Value::Text(lang.definition(trigger, &loaded.packs.triggers)),
            ]
        })
    });
    let name = lang.say(Word::UpgradesTitle).to_owned();
    Sheet { name, columns, rows: Box::new(rows) }
}
