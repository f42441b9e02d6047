//! A layer as a sheet: its columns by name, its numbers as people read them.

use super::Workbook;
use crate::words::Titled;
use walkshed::model::Value;
use walkshed_io::layers::{Feature, Kind, Layer};
use walkshed_io::write::workbook::{Look, Sheet, SheetColumn};

pub(super) fn sheet<'a>(book: Workbook<'a>, layer: Layer, name: &str) -> Sheet<'a> {
    let (district, evaluation) = (&book.loaded.district, book.evaluation);
    let schema = layer.schema(district, evaluation);
    let level_name = |level| book.level_name(level);
    let titled: Vec<Titled> = schema
        .iter()
        .map(|column| Titled::of(book.lang, &column.name, book.groups(), &level_name))
        .collect();
    let with_id = schema.iter().all(|column| &*column.name != "id");
    let mut columns = Vec::new();
    if with_id {
        let id = Titled::of(book.lang, "id", &[], &level_name);
        columns.push(SheetColumn::new(id.title, Look::Text));
    }
    for (column, titled) in schema.iter().zip(&titled) {
        let read = match column.kind {
            Kind::Integer | Kind::Number => Look::Plain,
            _ => Look::Text,
        };
        columns.push(SheetColumn::new(&*titled.title, titled.look.unwrap_or(read)));
    }
    let rows = layer.features(district, evaluation).map(move |feature| {
        let Feature { id, properties, .. } = feature;
        let value = |((_, value), titled): ((_, Value), &Titled)| {
            if let (Value::Text(key), true) = (&value, titled.is_key) {
                return Value::Text(book.lang.key(key));
            }
            value
        };
        let id = with_id.then_some(Value::Text(id));
        id.into_iter().chain(properties.into_iter().zip(&titled).map(value)).collect()
    });
    Sheet { name: name.to_owned(), columns, rows: Box::new(rows) }
}
