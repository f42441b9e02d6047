//! People and floor area of stations beside the norms, a row a station.

use super::{Workbook, weight};
use crate::words::Word;
use walkshed::load::{AreaPer100, Load, Norms, StationLoad};
use walkshed::model::{Value, Weight};
use walkshed_io::write::workbook::{Look, Sheet};

pub(super) fn sheet<'a>(book: Workbook<'a>, norms: &Norms) -> Sheet<'a> {
    let column = |word, look| book.column(word, look);
    let columns = vec![
        column(Word::Station, Look::Text),
        column(Word::Station, Look::Text),
        column(Word::Level, Look::Text),
        column(Word::People, Look::Count),
        column(Word::Households, Look::Count),
        column(Word::FloorArea, Look::Count),
        column(Word::AreaPer100, Look::Plain),
        column(Word::AreaLacking, Look::Count),
        column(Word::PeopleOver, Look::Count),
        column(Word::Verdict, Look::Text),
    ];
    let load = Load::of(&book.loaded.district, book.evaluation, norms);
    let rows = load.stations.into_iter().map(move |station| row(book, &station));
    let name = book.lang.say(Word::LoadTitle).to_owned();
    Sheet { name, columns, rows: Box::new(rows) }
}

fn row(book: Workbook<'_>, load: &StationLoad) -> Vec<Value> {
    let station = &book.loaded.district.stations[load.station as usize];
    let known = |amount: Option<Weight>| amount.map_or(Value::Null, weight);
    let per_100 = load.area_per_100_households();
    let per_100 = per_100.map(|AreaPer100(thousandths)| thousandths as f64 / 1000.0);
    let verdict = load.verdict().map(|verdict| book.lang.key(verdict.key()));
    vec![
        Value::from(station.id.as_str()),
        Value::from(station.name.as_str()),
        Value::Text(book.lang.rung(load.level)),
        weight(load.people),
        weight(load.households),
        known(load.area),
        per_100.map_or(Value::Null, Value::Number),
        known(load.area_lacking),
        known(load.people_over),
        Value::from(verdict.as_deref()),
    ]
}
