//! OpenStreetMap streets from a `.osm.pbf` file.
//!
//! A PBF file is a row of blocks that are compressed one by one, each with some thousand objects.
//!
//! ```text
//! scan       where each block begins; the file must end where its last block ends
//! ways       all blocks, in parallel              -> walkable ways and squares, in file order
//! outlines   blocks with ways that squares need   -> ways that no tag makes walkable
//! nodes      blocks that have some                -> places and barriers on those ways
//! ```
//!
//! Several passes cost a second decompression and keep memory in proportion to the walkable ways,
//! not to the file; they also make the order of objects in the file irrelevant. Ids are any
//! integers, negative ones (of edited files) included. Messages are read where they lie, and no
//! length is believed that the file does not hold: whatever a file claims, reading it ends, in
//! memory of a few times its size.

mod block;
mod file;
#[cfg(test)]
mod oracle_tests;
mod wire;

use super::assemble::{Numbered, Places};
use super::damage::Damage;
use super::error::OsmError;
use super::outlines::{Outlines, Wanted};
use super::tags::{Asked, NodeKey, NodeTags, Passage, WayKey, WayTags, passage};
use super::ways::Ways;
use super::{BoundingBox, OsmStreets, bounding_box, finish};
use block::{DataBlock, Dense, Object, Part, Tags};
use file::{Block, Kind, PbfFile};
use std::path::Path;

/// Degrees are stored as whole billionths; dividing (not multiplying by 1e-9) gives the same
/// number as reading the decimals from XML.
const NANO: f64 = 1e9;

/// What a file may require of its reader; `HistoricalInformation` is deliberately not among them.
const KNOWN_FEATURES: [&str; 2] = ["OsmSchema-V0.6", "DenseNodes"];

/// Reads the streets of a PBF file.
///
/// # Errors
///
/// [`OsmError`] names the block.
pub(super) fn read(path: &Path, asked: Asked) -> Result<OsmStreets, OsmError> {
    let file = PbfFile::scan(path)?;
    let declared = declared_box(&file)?;
    let data: Vec<Block> =
        file.blocks.iter().copied().filter(|block| block.kind == Kind::Data).collect();
    let mut ways = Ways::default();
    let mut contents = Vec::with_capacity(data.len());
    for (part, content) in file.each(&data, |message| ways_of(message, asked))? {
        ways.append(part);
        contents.push(content);
    }
    let those = |has: &dyn Fn(&Content) -> bool| -> Vec<Block> {
        let blocks = data.iter().zip(&contents);
        blocks.filter(|(_, content)| has(content)).map(|(&block, _)| block).collect()
    };
    let wanted = Wanted::new(&ways);
    if !wanted.is_empty() {
        let blocks = those(&|content| {
            content.ways.is_some_and(|(least, most)| wanted.any_within(least, most))
        });
        let mut outlines = Outlines::default();
        for part in file.each(&blocks, |message| outlines_of(message, &wanted))? {
            outlines.append(part);
        }
        outlines.add_to(&mut ways, &wanted);
    }
    let numbered = Numbered::new(ways)
        .ok_or_else(|| OsmError::TooLarge { path: path.to_owned() })?;
    let blocks = those(&|content| content.has_nodes);
    let places = file.each(&blocks, |message| places_of(message, &numbered))?;
    finish(path, declared, numbered.assemble(places))
}

/// The box that the file declares, after a check that the file asks nothing unknown.
fn declared_box(file: &PbfFile<'_>) -> Result<BoundingBox, OsmError> {
    let (sides, features) = file.header(block::header)?;
    let known = |feature: &String| KNOWN_FEATURES.contains(&feature.as_str());
    if let Some(feature) = features.into_iter().find(|feature| !known(feature)) {
        return Err(OsmError::UnknownFeature { path: file.path.to_owned(), feature });
    }
    let Some(sides) = sides else { return Ok(BoundingBox::None) };
    let [west, east, north, south] = sides.map(|side| side as f64 / NANO);
    Ok(bounding_box([west, south], [east, north]))
}

/// What a block holds, for the passes after the first.
#[derive(Clone, Copy, Debug, Default)]
struct Content {
    has_nodes: bool,
    /// Least and greatest id of its ways.
    ways: Option<(i64, i64)>,
}

/// The ways and squares of one block, and the number of its nodes.
fn ways_of(message: &[u8], asked: Asked) -> Result<(Ways, Content), Damage> {
    let block = DataBlock::of(message)?;
    let (mut ways, mut content) = (Ways::default(), Content::default());
    let mut texts = None;
    block.each(|part| {
        match part {
            Part::Node(_) => ways.tally.nodes += 1,
            Part::Dense(dense) => ways.tally.nodes += dense.len(),
            Part::Way(way) => {
                let tags = way_tags(look_up(&mut texts, &block, WayKey::of)?, &way)?;
                let id = way.id();
                let (least, most) = content.ways.unwrap_or((id, id));
                content.ways = Some((least.min(id), most.max(id)));
                ways.add(id, &tags, asked, way.refs()?)?;
            }
            Part::Relation(relation) => {
                let tags = way_tags(look_up(&mut texts, &block, WayKey::of)?, &relation)?;
                ways.add_relation(relation.id(), &tags, asked, relation.member_ways()?)?;
            }
        }
        Ok(())
    })?;
    content.has_nodes = ways.tally.nodes > 0;
    Ok((ways, content))
}

/// The wanted ways of one block.
fn outlines_of(message: &[u8], wanted: &Wanted) -> Result<Outlines, Damage> {
    let block = DataBlock::of(message)?;
    let mut outlines = Outlines::default();
    let mut texts = None;
    block.each(|part| {
        if let Part::Way(way) = part
            && wanted.has(way.id())
        {
            let tags = way_tags(look_up(&mut texts, &block, WayKey::of)?, &way)?;
            outlines.add(way.id(), &tags, way.refs()?)?;
        }
        Ok(())
    })?;
    Ok(outlines)
}

/// The texts of a block, and which of them are keys that decide.
struct Texts<'a, K> {
    texts: Vec<&'a [u8]>,
    keys: Vec<Option<K>>,
}

/// Looks the keys up when the first object of a block asks for them: many blocks need none.
fn look_up<'t, 'a, K>(
    known: &'t mut Option<Texts<'a, K>>,
    block: &DataBlock<'a>,
    find: fn(&str) -> Option<K>,
) -> Result<&'t Texts<'a, K>, Damage> {
    if known.is_none() {
        let texts = block.texts()?;
        let key = |text: &&[u8]| std::str::from_utf8(text).ok().and_then(find);
        let keys = texts.iter().map(key).collect();
        *known = Some(Texts { texts, keys });
    }
    known.as_ref().ok_or(Damage::Malformed)
}

impl<'a, K: Copy> Texts<'a, K> {
    /// Calls with the key and the value of a tag, if its key is one that decides; `None` if the
    /// block does not hold its texts. A value that is not UTF-8 cannot be one that decides.
    #[inline]
    fn tag(&self, key: usize, value: usize, set: impl FnOnce(K, &'a str)) -> Option<()> {
        let (key, value) = (*self.keys.get(key)?, self.texts.get(value)?);
        if let Some(key) = key {
            set(key, std::str::from_utf8(value).unwrap_or_default());
        }
        Some(())
    }
}

fn way_tags<'a>(
    texts: &Texts<'a, WayKey>,
    object: &Object<'_>,
) -> Result<WayTags<'a>, Damage> {
    let mut tags = WayTags::default();
    for pair in object.tags() {
        let (key, value) = pair?;
        let known = texts.tag(key, value, |key, value| tags.set(key, value));
        known.ok_or(Damage::NoText { object: object.id() })?;
    }
    Ok(tags)
}

/// Places of those nodes of one block that walkable ways use, and what stands on them.
fn places_of(message: &[u8], numbered: &Numbered) -> Result<Places, Damage> {
    let block = DataBlock::of(message)?;
    let mut places = Places::default();
    let mut texts = None;
    block.each(|part| match part {
        Part::Node(node) => {
            let (id, at) = node.node()?;
            let Some(number) = numbered.number(id) else { return Ok(()) };
            let [lng, lat] = block.place(at[0], at[1])?;
            places.add(number, id, lng as f64 / NANO, lat as f64 / NANO);
            let texts = look_up(&mut texts, &block, NodeKey::of)?;
            let mut tags = NodeTags::default();
            for pair in node.tags() {
                let (key, value) = pair?;
                let known = texts.tag(key, value, |key, value| tags.set(key, value));
                known.ok_or(Damage::NoText { object: id })?;
            }
            places.add_passage(number, passage(&tags));
            Ok(())
        }
        Part::Dense(dense) => {
            if dense.has_tags() {
                let texts = look_up(&mut texts, &block, NodeKey::of)?;
                let doors = Some(texts).filter(|texts| has_doors(texts));
                return dense_places(&block, &dense, doors, numbered, &mut places);
            }
            dense_places(&block, &dense, None, numbered, &mut places)
        }
        Part::Way(_) | Part::Relation(_) => Ok(()),
    })?;
    Ok(places)
}

fn dense_places<'a>(
    block: &DataBlock<'a>,
    dense: &Dense<'a>,
    doors: Option<&Texts<'a, NodeKey>>,
    numbered: &Numbered,
    places: &mut Places,
) -> Result<(), Damage> {
    dense.each(|id, at, list| {
        let number = numbered.number(id);
        if let Some(number) = number {
            let [lng, lat] = block.place(at[0], at[1])?;
            places.add(number, id, lng as f64 / NANO, lat as f64 / NANO);
        }
        match (doors, number) {
            // Not one barrier in the block: its tags need not be read.
            (None, _) => Ok(()),
            (Some(_), None) => list.next_node(|_, _| Ok(())),
            (Some(texts), Some(number)) => {
                places.add_passage(number, passage_of(texts, list, id)?);
                Ok(())
            }
        }
    })
}

/// Whether any node of a block can be other than open.
fn has_doors(texts: &Texts<'_, NodeKey>) -> bool {
    let doors = [NodeKey::Barrier, NodeKey::Entrance, NodeKey::Door];
    texts.keys.iter().flatten().any(|key| doors.contains(key))
        || texts.texts.contains(&b"elevator".as_slice())
}

fn passage_of<'a>(
    texts: &Texts<'a, NodeKey>,
    list: &mut Tags<'a>,
    node: i64,
) -> Result<Passage, Damage> {
    let mut tags = NodeTags::default();
    list.next_node(|key, value| {
        let known = texts.tag(key, value, |key, value| tags.set(key, value));
        known.ok_or(Damage::NoText { object: node })
    })?;
    Ok(passage(&tags))
}

#[cfg(test)]
#[path = "pbf_tests.rs"]
mod tests;
