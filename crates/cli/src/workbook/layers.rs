//! A layer as a sheet: its columns by name, its numbers as people read them.

use super::Workbook;
use crate::words::{Titled, Words};
use walkshed::model::Value;
use walkshed_io::layers::{Column, Feature, Kind, Layer};
use walkshed_io::write::workbook::{Look, Sheet, SheetColumn};

pub(super) fn sheet<'a>(book: Workbook<'a>, layer: Layer, name: &str) -> Sheet<'a> {
    let schema = layer.schema(book.loaded, book.evaluation);
    let features = layer.features(book.loaded, book.evaluation);
    let level_name = |level| book.level_name(level);
    table(book.lang, name, (&schema, features), book.groups(), &level_name)
}

/// Any columns and features as a sheet.
pub(super) fn table<'a>(
    lang: Words,
    name: &str,
    (schema, features): (&[Column], Box<dyn Iterator<Item = Feature> + 'a>),
    groups: &[String],
    level_name: &dyn Fn(u8) -> String,
) -> Sheet<'a> {
    let titled: Vec<Titled> = schema
        .iter()
        .map(|column| Titled::of(lang, &column.name, groups, level_name))
        .collect();
    let with_id = schema.iter().all(|column| &*column.name != "id");
    let mut columns = Vec::new();
    if with_id {
        let id = Titled::of(lang, "id", &[], level_name);
        columns.push(SheetColumn::new(id.title, Look::Text));
    }
    for (column, titled) in schema.iter().zip(&titled) {
        let read = match column.kind {
            Kind::Integer | Kind::Number => Look::Plain,
            _ => Look::Text,
        };
        columns.push(SheetColumn::new(&*titled.title, titled.look.unwrap_or(read)));
    }
    let rows = features.map(move |feature| {
        let Feature { id, properties, .. } = feature;
        let value = |((_, value), titled): ((_, Value), &Titled)| {
            if let (Value::Text(key), true) = (&value, titled.is_key) {
                return Value::Text(lang.key(key));
            }
            value
        };
        let id = with_id.then_some(Value::Text(id));
        id.into_iter().chain(properties.into_iter().zip(&titled).map(value)).collect()
    });
    Sheet { name: name.to_owned(), columns, rows: Box::new(rows) }
}
