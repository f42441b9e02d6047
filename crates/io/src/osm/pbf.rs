//! OpenStreetMap streets from a `.osm.pbf` file.
//!
//! A PBF file is a row of blocks that are compressed one by one, each with some thousand objects.
//!
//! ```text
//! scan      where each block begins; the file must end where its last block ends
//! pass 1    ways of all blocks, in parallel     -> walkable ways, joined in file order
//! pass 2    nodes of the blocks that have some  -> places of the nodes those ways use
//! ```
//!
//! Two passes cost a second decompression and keep memory in proportion to the walkable ways, not
//! to the file; they also make the order of objects in the file irrelevant. Ids are any integers,
//! negative ones (of edited files) included.

use super::assemble::{Numbered, Places};
use super::damage::Damage;
use super::error::{OsmError, Place};
use super::tags::WayTags;
use super::ways::Ways;
use super::{BoundingBox, OsmStreets, bounding_box, finish};
use osmpbf::{
    BlobDecode, BlobError, BlobReader, ByteOffset, ErrorKind, HeaderBlock,
    PrimitiveBlock, PrimitiveGroup, Way,
};
use rayon::prelude::*;
use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom};
use std::panic::{AssertUnwindSafe, catch_unwind};
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
pub(super) fn read(path: &Path) -> Result<OsmStreets, OsmError> {
    let file = PbfFile { path, blocks: scan(path)? };
    let header = file.header()?;
    let mut ways = Ways::default();
    let mut with_nodes = Vec::new();
    for (&block, part) in file.blocks.iter().zip(file.each(&file.blocks, ways_of)?) {
        if part.nodes > 0 {
            with_nodes.push(block);
        }
        ways.append(part);
    }
    let numbered = Numbered::new(ways)
        .ok_or_else(|| OsmError::TooLarge { path: path.to_owned() })?;
    let places = file.each(&with_nodes, |block| Ok(places_of(block, &numbered)))?;
    finish(path, header, numbered.assemble(places))
}

/// A block of the file, as the scan finds it.
#[derive(Clone, Copy, Debug)]
struct Block {
    /// Its number, from 1.
    number: usize,
    /// Where it begins.
    byte: u64,
}

impl From<Block> for Place {
    fn from(block: Block) -> Self {
        Self::Block { number: block.number, byte: block.byte }
    }
}

/// A file whose blocks are known.
#[derive(Debug)]
struct PbfFile<'a> {
    path: &'a Path,
    blocks: Vec<Block>,
}

impl PbfFile<'_> {
    /// The box that the file declares, after a check that the file asks nothing unknown.
    fn header(&self) -> Result<BoundingBox, OsmError> {
        let first = self.blocks.first().copied().unwrap_or(Block { number: 1, byte: 0 });
        let damaged = |damage| damaged(self.path, first, damage);
        let mut reader = open(self.path)?;
        let blob = reader
            .blob_from_offset(ByteOffset(first.byte))
            .map_err(|error| damaged(reason(&error)))?;
        let BlobDecode::OsmHeader(header) =
            blob.decode().map_err(|error| damaged(reason(&error)))?
        else {
            return Err(damaged(Damage::NoHeader));
        };
        let known = |feature: &&String| !KNOWN_FEATURES.contains(&feature.as_str());
        if let Some(feature) = header.required_features().iter().find(known) {
            let (path, feature) = (self.path.to_owned(), feature.clone());
            return Err(OsmError::UnknownFeature { path, feature });
        }
        Ok(declared_box(&header))
    }

    /// Does the same work on every data block, on all threads; the answers are in the order of
    /// the blocks, and of several errors the first in the file is returned.
    fn each<T: Default + Send>(
        &self,
        blocks: &[Block],
        work: impl Fn(&PrimitiveBlock) -> Result<T, Damage> + Sync,
    ) -> Result<Vec<T>, OsmError> {
        let answer = |&block: &Block| {
            let mut reader = open(self.path)?;
            in_block(&mut reader, block, &work)
                .map_err(|damage| damaged(self.path, block, damage))
        };
        // Collecting into a `Result` at once would return whichever error comes first in time.
        let answers: Vec<_> = blocks.par_iter().map(answer).collect();
        answers.into_iter().collect()
    }
}

/// Decodes one block and works on it; a block without objects gives the default.
///
/// The decoder sums up differences with plain additions, and a damaged block can make them
/// overflow, which panics where overflow checks are on. Caught here, it is one more kind of
/// damage: no input may bring the program down (rule 23). Nothing outside is left half done, as
/// the work only returns a value.
fn in_block<T: Default>(
    reader: &mut BlobReader<BufReader<File>>,
    block: Block,
    work: impl Fn(&PrimitiveBlock) -> Result<T, Damage>,
) -> Result<T, Damage> {
    let decode_and_work = || {
        let blob =
            reader.blob_from_offset(ByteOffset(block.byte)).map_err(|e| reason(&e))?;
        match blob.decode().map_err(|error| reason(&error))? {
            BlobDecode::OsmData(data) => work(&data),
            // Readers pass over kinds of blocks that they do not know.
            BlobDecode::OsmHeader(_) | BlobDecode::Unknown(_) => Ok(T::default()),
        }
    };
    catch_unwind(AssertUnwindSafe(decode_and_work)).unwrap_or(Err(Damage::OutOfRange))
}

/// Pass 1: the ways of one block, and the number of its nodes.
fn ways_of(block: &PrimitiveBlock) -> Result<Ways, Damage> {
    let strings = block.raw_stringtable();
    let deciding: Vec<bool> = strings
        .iter()
        .map(|key| std::str::from_utf8(key).is_ok_and(WayTags::reads))
        .collect();
    let mut ways = Ways::default();
    for group in block.groups() {
        ways.nodes += group.nodes().len() + group.dense_nodes().len();
        for way in group.ways() {
            let tags = tags_of(&way, strings, &deciding)?;
            ways.add(way.id(), &tags, way.refs());
        }
    }
    Ok(ways)
}

/// The tags that decide. Values that are not UTF-8 cannot be a value that decides.
fn tags_of<'a>(
    way: &Way<'a>,
    strings: &'a [Vec<u8>],
    deciding: &[bool],
) -> Result<WayTags<'a>, Damage> {
    let mut tags = WayTags::default();
    for (key, value) in way.raw_tags() {
        let (key, value) = (key as usize, value as usize);
        let (Some(&decides), Some(text)) = (deciding.get(key), strings.get(value)) else {
            return Err(Damage::NoText { way: way.id() });
        };
        if decides {
            let text = std::str::from_utf8(text).unwrap_or_default();
            tags.insert(std::str::from_utf8(&strings[key]).unwrap_or_default(), text);
        }
    }
    Ok(tags)
}

/// Pass 2: places of those nodes of one block that walkable ways use.
fn places_of(block: &PrimitiveBlock, numbered: &Numbered) -> Places {
    let mut places = Places::default();
    for group in block.groups() {
        nodes_of(&group, |id, lng, lat| {
            if let Some(number) = numbered.number(id) {
                places.add(number, id, lng as f64 / NANO, lat as f64 / NANO);
            }
        });
    }
    places
}

/// Calls with id, longitude and latitude (in billionths of a degree) of every node of a group.
fn nodes_of(group: &PrimitiveGroup<'_>, mut each: impl FnMut(i64, i64, i64)) {
    for node in group.nodes() {
        each(node.id(), node.nano_lon(), node.nano_lat());
    }
    for node in group.dense_nodes() {
        each(node.id(), node.nano_lon(), node.nano_lat());
    }
}

fn declared_box(header: &HeaderBlock) -> BoundingBox {
    let Some(sides) = header.bbox() else { return BoundingBox::None };
    // Back to whole billionths and to degrees by division, like the nodes.
    let degrees = |side: f64| (side * NANO).round() / NANO;
    bounding_box(
        [degrees(sides.left), degrees(sides.bottom)],
        [degrees(sides.right), degrees(sides.top)],
    )
}

/// Finds where each block begins, without decoding any, and that none is cut off.
fn scan(path: &Path) -> Result<Vec<Block>, OsmError> {
    let unreadable = |source| OsmError::Unreadable { path: path.to_owned(), source };
    let mut file = File::open(path).map_err(unreadable)?;
    let length = file.metadata().map_err(unreadable)?.len();
    let mut reader = open(path)?;
    let mut blocks: Vec<Block> = Vec::new();
    let mut end = 0;
    while let Some(header) = reader.next_header_skip_blob() {
        let block = Block { number: blocks.len() + 1, byte: end };
        let (header, _) = header.map_err(|error| damaged(path, block, reason(&error)))?;
        // A negative size would send the scan backward, for ever.
        let size = u64::try_from(header.get_blob_size())
            .ok()
            .ok_or_else(|| damaged(path, block, Damage::NegativeSize))?;
        end = end_of_header(&mut file, end).map_err(unreadable)? + size;
        if end > length {
            let missing = end - length;
            return Err(damaged(path, block, Damage::MissingBytes(missing)));
        }
        blocks.push(block);
    }
    if end < length {
        let block = Block { number: blocks.len() + 1, byte: end };
        return Err(damaged(path, block, Damage::CutOff));
    }
    Ok(blocks)
}

/// Where the blob of the block at `start` begins: behind four bytes of length and its header.
fn end_of_header(file: &mut File, start: u64) -> std::io::Result<u64> {
    let mut length = [0; 4];
    file.seek(SeekFrom::Start(start))?;
    file.read_exact(&mut length)?;
    Ok(start + 4 + u64::from(u32::from_be_bytes(length)))
}

fn open(path: &Path) -> Result<BlobReader<BufReader<File>>, OsmError> {
    let unreadable = |source| OsmError::Unreadable { path: path.to_owned(), source };
    let file = File::open(path).map_err(unreadable)?;
    BlobReader::new_seekable(BufReader::new(file))
        .map_err(|error| unreadable(std::io::Error::from(error)))
}

fn damaged(path: &Path, block: Block, damage: Damage) -> OsmError {
    OsmError::Damaged { path: path.to_owned(), place: block.into(), damage }
}

/// The reader's reason, in words where its own would mislead.
fn reason(error: &osmpbf::Error) -> Damage {
    match error.kind() {
        ErrorKind::Blob(BlobError::Empty) => Damage::EmptyBlock,
        _ => Damage::Format(error.to_string()),
    }
}

#[cfg(test)]
#[path = "pbf_tests.rs"]
mod tests;
