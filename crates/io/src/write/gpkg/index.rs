//! The R-tree of a layer, with the triggers that keep it right when others edit the layer
//! (OGC 12-128r17, annex F.3).

use super::schema::{Table, quoted};
use rusqlite::Transaction;

/// Fills in the names; the index has its rows already, and the triggers see only what is edited
/// later.
const TRIGGERS: &str = "
CREATE TRIGGER {insert} AFTER INSERT ON {t}
  WHEN (NEW.{c} NOT NULL AND NOT ST_IsEmpty(NEW.{c}))
BEGIN INSERT OR REPLACE INTO {r} VALUES ({box}); END;
CREATE TRIGGER {update1} AFTER UPDATE OF {c} ON {t}
  WHEN OLD.{i} = NEW.{i} AND (NEW.{c} NOTNULL AND NOT ST_IsEmpty(NEW.{c}))
BEGIN INSERT OR REPLACE INTO {r} VALUES ({box}); END;
CREATE TRIGGER {update2} AFTER UPDATE OF {c} ON {t}
  WHEN OLD.{i} = NEW.{i} AND (NEW.{c} ISNULL OR ST_IsEmpty(NEW.{c}))
BEGIN DELETE FROM {r} WHERE id = OLD.{i}; END;
CREATE TRIGGER {update3} AFTER UPDATE ON {t}
  WHEN OLD.{i} != NEW.{i} AND (NEW.{c} NOTNULL AND NOT ST_IsEmpty(NEW.{c}))
BEGIN DELETE FROM {r} WHERE id = OLD.{i}; INSERT OR REPLACE INTO {r} VALUES ({box}); END;
CREATE TRIGGER {update4} AFTER UPDATE ON {t}
  WHEN OLD.{i} != NEW.{i} AND (NEW.{c} ISNULL OR ST_IsEmpty(NEW.{c}))
BEGIN DELETE FROM {r} WHERE id IN (OLD.{i}, NEW.{i}); END;
CREATE TRIGGER {delete} AFTER DELETE ON {t}
  WHEN OLD.{c} NOT NULL
BEGIN DELETE FROM {r} WHERE id = OLD.{i}; END;
INSERT INTO gpkg_extensions VALUES ({text_t}, {text_c}, 'gpkg_rtree_index',
  'http://www.geopackage.org/spec121/#extension_rtree', 'write-only');
";

/// The statement that adds a box: row, least and greatest x, least and greatest y.
pub(super) fn insert(table: &Table) -> String {
    format!("INSERT INTO {} VALUES (?, ?, ?, ?, ?)", quoted(&name(table)))
}

/// Creates the index, empty.
pub(super) fn start(
    transaction: &Transaction<'_>,
    table: &Table,
) -> rusqlite::Result<()> {
    transaction.execute_batch(&format!(
        "CREATE VIRTUAL TABLE {} USING rtree(id, minx, maxx, miny, maxy)",
        quoted(&name(table))
    ))
}

/// Has it kept from now on.
pub(super) fn keep(transaction: &Transaction<'_>, table: &Table) -> rusqlite::Result<()> {
    let (place, row, own) = (quoted(&table.place), quoted(&table.row), name(table));
    let value = |mark: &str| match mark {
        "box" => format!(
            "NEW.{row}, ST_MinX(NEW.{place}), ST_MaxX(NEW.{place}), ST_MinY(NEW.{place}), \
             ST_MaxY(NEW.{place})"
        ),
        "text_t" => literal(&table.name),
        "text_c" => literal(&table.place),
        "r" => quoted(&own),
        "c" => place.clone(),
        "i" => row.clone(),
        "t" => quoted(&table.name),
        trigger => quoted(&format!("{own}_{trigger}")),
    };
    // in one pass: names may hold marks
    let mut text = String::new();
    let mut rest = TRIGGERS;
    while let Some((before, (mark, after))) = rest
        .split_once('{')
        .and_then(|(before, rest)| Some((before, rest.split_once('}')?)))
    {
        text.extend([before, &value(mark)]);
        rest = after;
    }
    transaction.execute_batch(&(text + rest))
}

fn name(table: &Table) -> String {
    format!("rtree_{}_{}", table.name, table.place)
}

/// A text as SQL writes it.
fn literal(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}
