//! What a station has and offers, from its lists and from columns named after a thing.

use super::column::Headers;
use super::entries::Entry;
use crate::pack::Vocabulary;
use std::collections::BTreeSet;
use walkshed::model::Item;
use walkshed::standard::Inventory;

/// A list closes the sorts of things that it names: whoever lists equipment says nothing of rooms.
pub(super) fn inventory<'a>(
    entry: &Entry<'a>,
    headers: &Headers<'a>,
    words: &Vocabulary,
) -> Inventory {
    let facts = entry.facts;
    let sort = |item: &Item| words.sort(&item.id).to_owned();
    let mut inventory = Inventory {
        // a list with nothing in it says that there is nothing
        facilities_listed: facts.facilities.as_ref().is_some_and(Vec::is_empty),
        sorts_listed: facts.facilities.iter().flatten().map(sort).collect(),
        services_listed: facts.services.is_some(),
        ..Inventory::default()
    };
    for item in facts.facilities.iter().chain(&facts.services).flatten() {
        raise(&mut inventory, &item.id, item.count);
    }
    if let Some(kind) = &facts.kind {
        raise(&mut inventory, kind, 1);
    }
    for cell in headers.cells(entry) {
        if let (Some(thing), Some(count)) = (&cell.of.thing, cell.count()) {
            raise(&mut inventory, thing, count);
        }
    }
    inventory
}

/// Notes so many of a thing, or more.
fn raise(inventory: &mut Inventory, id: &str, count: u32) {
    let place = inventory.things.entry(id.to_owned()).or_insert(count);
    *place = count.max(*place);
}

/// What some stations have together: of each thing as many as the one that has most.
///
/// What one of them does not list is not known of all.
pub(super) fn united<'a>(parts: impl Iterator<Item = &'a Inventory>) -> Inventory {
    let mut all = Inventory {
        facilities_listed: true,
        services_listed: true,
        ..Inventory::default()
    };
    let mut sorts: Option<BTreeSet<String>> = None;
    for part in parts {
        all.facilities_listed &= part.facilities_listed;
        if !part.facilities_listed {
            let listed = |sort: &&String| part.sorts_listed.contains(*sort);
            let known = sorts.as_ref().unwrap_or(&part.sorts_listed);
            sorts = Some(known.iter().filter(listed).cloned().collect());
        }
        all.services_listed &= part.services_listed;
        for (id, &count) in &part.things {
            raise(&mut all, id, count);
        }
    }
    all.sorts_listed = sorts.unwrap_or_default();
    all
}
