//! A network as the bytes that a file holds, and the checked way back.
//!
//! ```text
//! settings                       who walks, and the least component
//! positions osm_nodes            by node
//! streets                        by street, see `street`
//! vertices along                 by vertex, one street after the other
//! texts text_ends                names
//! connections                    what was inferred
//! classes                        by street, for the walker of `settings`
//! ordinary.items .boxes .ends    pieces to be tied to, in the order of their tree
//! last_resort.* islands.*        likewise
//! ```
//!
//! Every section is the memory of an array, so that a mapped file is used where it lies. What the
//! streets alone decide, runs and levels of trees, is made again. On the way back every number is
//! checked that another array is indexed with or that a search relies on: bytes that somebody
//! made up give an error or a network, never a panic or a loop. They may give a network that
//! does not resemble any town.

mod check;
mod error;
mod rows;

pub use error::{InvalidNetwork, NetworkFault};

use super::admission::Class;
use super::snap::{Pieces, SnapIndex};
use super::texts::Texts;
use super::{Base, Network, Walked};
use crate::SharedBytes;
use crate::box_tree::BoxTree;
use crate::column::Column;
use bytemuck::Pod;
use rows::{ConnectionRow, Settings};
use std::borrow::Cow;
use std::ops::Range;
use std::sync::{self, OnceLock};

/// One array of a network as bytes, in the byte order of this machine.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Section<'n> {
    /// What it is called, up to 23 ASCII characters.
    pub name: &'static str,
    /// Its rows.
    pub bytes: Cow<'n, [u8]>,
}

/// Names of the sections of the three indices: items, boxes, ends.
const INDICES: [(Class, [&str; 3]); 3] = [
    (Class::Ordinary, ["ordinary.items", "ordinary.boxes", "ordinary.ends"]),
    (Class::LastResort, ["last_resort.items", "last_resort.boxes", "last_resort.ends"]),
    (Class::Island, ["islands.items", "islands.boxes", "islands.ends"]),
];

impl Network {
    /// The arrays of this network, for [`Network::from_sections`].
    ///
    /// # Order
    ///
    /// Always the same sections; the same network gives the same bytes.
    #[must_use]
    pub fn sections(&self) -> Vec<Section<'_>> {
        let (base, walked) = (&self.base, &self.walked);
        let mut texts = base.texts.maker();
        let connection = |c| ConnectionRow::new(c, |text| texts.number(text));
        let connections: Vec<_> = base.connections.iter().map(connection).collect();
        let texts = texts.finish();
        let settings = Settings::new(base.min_component_m, walked.admission);
        let classes = walked.classes.iter().map(|&class| class as u8).collect();
        let lent = |name, bytes| Section { name, bytes: Cow::Borrowed(bytes) };
        let made = |name, bytes: Vec<u8>| Section { name, bytes: Cow::Owned(bytes) };
        let mut sections = vec![
            made("settings", bytemuck::bytes_of(&settings).to_vec()),
            lent("positions", base.positions.bytes()),
            lent("osm_nodes", base.osm_nodes.bytes()),
            lent("streets", base.streets.bytes()),
            lent("vertices", base.vertices.bytes()),
            lent("along", base.along.bytes()),
            made("texts", texts.bytes.to_vec()),
            made("text_ends", texts.ends.bytes().to_vec()),
            made("connections", bytemuck::cast_slice(&connections).to_vec()),
            made("classes", classes),
        ];
        for (class, [items, boxes, ends]) in INDICES {
            let pieces = walked.index.of(class);
            sections.push(lent(items, pieces.tree.items().bytes()));
            sections.push(lent(boxes, pieces.tree.boxes().bytes()));
            sections.push(lent(ends, pieces.ends.bytes()));
        }
        sections
    }

    /// The network that some bytes hold, used where they lie; `find` says where each section is.
    ///
    /// # Errors
    ///
    /// [`InvalidNetwork`] names the section, the row and what is wrong with it.
    ///
    /// # Cost
    ///
    /// One pass over the bytes on all threads; no memory but a byte a street and a vertex.
    pub fn from_sections(
        bytes: &SharedBytes,
        find: &dyn Fn(&str) -> Option<Range<usize>>,
    ) -> Result<Self, InvalidNetwork> {
        let source = Source { bytes, find };
        let settings = source.one::<Settings>("settings")?;
        let mut base = Base {
            positions: source.column("positions")?,
            osm_nodes: source.column("osm_nodes")?,
            streets: source.column("streets")?,
            vertices: source.column("vertices")?,
            along: source.column("along")?,
            texts: Texts {
                bytes: source.column("texts")?,
                ends: source.column("text_ends")?,
            },
            connections: sync::Arc::new([]),
            min_component_m: settings.min_component_m()?,
        };
        let admission = settings.admission()?;
        check::base(&base)?;
        let connections: Column<ConnectionRow> = source.column("connections")?;
        base.connections = rows::connections(&base, &connections)?;
        let classes = check::classes(&base, admission, &source.column("classes")?)?;
        let index = source.index(&base, &classes)?;
        let walked = Walked { admission, classes, index, runs: OnceLock::new() };
        Ok(Self { base: sync::Arc::new(base), walked: sync::Arc::new(walked) })
    }
}

/// Bytes, and where in them each section is.
struct Source<'s> {
    bytes: &'s SharedBytes,
    find: &'s dyn Fn(&str) -> Option<Range<usize>>,
}

impl Source<'_> {
    fn column<T: Pod + Send + Sync>(
        &self,
        name: &'static str,
    ) -> Result<Column<T>, InvalidNetwork> {
        let fault = |fault| InvalidNetwork { section: name, row: None, fault };
        let range = (self.find)(name).ok_or_else(|| fault(NetworkFault::Missing))?;
        Column::shared(self.bytes, range).ok_or_else(|| fault(NetworkFault::Size))
    }

    fn one<T: Pod + Send + Sync>(&self, name: &'static str) -> Result<T, InvalidNetwork> {
        match self.column(name)?[..] {
            [row] => Ok(row),
            _ => Err(InvalidNetwork {
                section: name,
                row: None,
                fault: NetworkFault::Size,
            }),
        }
    }

    fn index(&self, base: &Base, classes: &[Class]) -> Result<SnapIndex, InvalidNetwork> {
        let mut left = check::pieces(base, classes);
        let [ordinary, last_resort, islands] = INDICES.map(|(class, names)| {
            let items = self.column(names[0])?;
            check::items(names[0], &items, class, &mut left)?;
            self.pieces(base, names, items)
        });
        Ok(SnapIndex {
            ordinary: ordinary?,
            last_resort: last_resort?,
            islands: islands?,
        })
    }

    fn pieces(
        &self,
        base: &Base,
        [_, boxes, ends]: [&'static str; 3],
        items: Column<u32>,
    ) -> Result<Pieces, InvalidNetwork> {
        let other = |section| InvalidNetwork {
            section,
            row: None,
            fault: NetworkFault::Mismatch,
        };
        let tree = BoxTree::checked(items, self.column(boxes)?, |piece| {
            super::draft::box_of(base.piece_ends(piece))
        });
        let tree = tree.ok_or_else(|| other(boxes))?;
        let ends_column = self.column(ends)?;
        if !check::ends(base, tree.items(), &ends_column) {
            return Err(other(ends));
        }
        Ok(Pieces { tree, ends: ends_column })
    }
}

#[cfg(test)]
#[path = "stored/tests.rs"]
mod tests;
