//! What a station has and offers, from its lists and from columns named after a thing.

use super::column::Headers;
use super::entries::Entry;
use walkshed::standard::Inventory;

pub(super) fn inventory<'a>(entry: &Entry<'a>, headers: &Headers<'a>) -> Inventory {
    let facts = entry.facts;
    let mut inventory = Inventory {
        facilities_listed: facts.facilities.is_some(),
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
    for part in parts {
        all.facilities_listed &= part.facilities_listed;
        all.services_listed &= part.services_listed;
        for (id, &count) in &part.things {
            raise(&mut all, id, count);
        }
    }
    all
}
