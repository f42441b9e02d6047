//! What a street is called by its id in the source, for those who look it up there.

use crate::lang::Lang;
use walkshed::network::lines::StreetId;

/// A street by its id: `way 123`, `relation 45`, or the user's own name for it.
///
/// In files it is written in English, whatever language people read.
#[must_use]
pub fn street_id(id: &StreetId, lang: Lang) -> String {
    match (lang, id) {
        (Lang::En, StreetId::Way(way)) => format!("way {way}"),
        (Lang::Zh, StreetId::Way(way)) => format!("道路{way}"),
        (Lang::En, StreetId::Relation(id)) => format!("relation {id}"),
        (Lang::Zh, StreetId::Relation(id)) => format!("关系{id}"),
        (Lang::En, StreetId::Own(name)) => name.to_string(),
        (Lang::Zh, StreetId::Own(name)) => lang.quote(name),
    }
}
