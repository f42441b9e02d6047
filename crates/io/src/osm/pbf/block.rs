//! What a data block holds: texts, ways, relations and nodes, read where they lie.
//!
//! ```text
//! PrimitiveBlock   1 texts  2 groups  17 granularity  19, 20 offsets of latitude, longitude
//! group            1 node  2 dense nodes  3 way  4 relation
//! way, relation    1 id  2 keys  3 values  8 refs (way) or roles  9 members  10 their types
//! dense nodes      1 ids  8 latitudes  9 longitudes  10 keys and values, a 0 after each node
//! ```

use super::wire::{Fault, Fields, Numbers, Sums, Value, unzigzag};
use crate::osm::damage::Damage;

/// Billionths of a degree in a unit of coordinates, unless the block says otherwise.
const GRANULARITY: i64 = 100;
/// A member of a relation that is a way.
const WAY_MEMBER: u64 = 1;

/// The parts of one block.
#[derive(Debug)]
pub(super) struct DataBlock<'a> {
    texts: &'a [u8],
    groups: Vec<&'a [u8]>,
    granularity: i64,
    /// Of longitude and latitude.
    offsets: [i64; 2],
}

impl<'a> DataBlock<'a> {
    pub(super) fn of(message: &'a [u8]) -> Result<Self, Fault> {
        let mut block = Self {
            texts: &[],
            groups: Vec::new(),
            granularity: GRANULARITY,
            offsets: [0; 2],
        };
        for field in Fields::of(message) {
            match field? {
                (1, value) => block.texts = value.bytes()?,
                (2, value) => block.groups.push(value.bytes()?),
                (17, value) => block.granularity = value.integer()?,
                (19, value) => block.offsets[1] = value.integer()?,
                (20, value) => block.offsets[0] = value.integer()?,
                _ => {}
            }
        }
        Ok(block)
    }

    /// All texts, by number.
    pub(super) fn texts(&self) -> Result<Vec<&'a [u8]>, Fault> {
        let mut texts = Vec::new();
        for field in Fields::of(self.texts) {
            if let (1, value) = field? {
                texts.push(value.bytes()?);
            }
        }
        Ok(texts)
    }

    /// Calls with every object and list of nodes.
    pub(super) fn each(
        &self,
        mut each: impl FnMut(Part<'a>) -> Result<(), Damage>,
    ) -> Result<(), Damage> {
        for group in &self.groups {
            for field in Fields::of(group) {
                match field? {
                    (1, value) => each(Part::Node(Object::of(value.bytes()?)?))?,
                    (2, value) => each(Part::Dense(Dense::of(value.bytes()?)?))?,
                    (3, value) => each(Part::Way(Object::of(value.bytes()?)?))?,
                    (4, value) => each(Part::Relation(Object::of(value.bytes()?)?))?,
                    _ => {}
                }
            }
        }
        Ok(())
    }

    /// Longitude and latitude in billionths of a degree.
    pub(super) fn place(&self, lng: i64, lat: i64) -> Result<[i64; 2], Fault> {
        let nano = |offset: i64, units: i64| {
            self.granularity.checked_mul(units)?.checked_add(offset)
        };
        match (nano(self.offsets[0], lng), nano(self.offsets[1], lat)) {
            (Some(lng), Some(lat)) => Ok([lng, lat]),
            _ => Err(Fault::OutOfRange),
        }
    }
}

/// A part of a group.
#[derive(Clone, Debug)]
pub(super) enum Part<'a> {
    Node(Object<'a>),
    Dense(Dense<'a>),
    Way(Object<'a>),
    Relation(Object<'a>),
}

/// A node, way or relation.
#[derive(Clone, Debug, Default)]
pub(super) struct Object<'a> {
    id: u64,
    keys: &'a [u8],
    values: &'a [u8],
    /// Field 8, or of a node its latitude.
    eighth: Option<Value<'a>>,
    /// Field 9, or of a node its longitude.
    ninth: Option<Value<'a>>,
    types: &'a [u8],
}

impl<'a> Object<'a> {
    fn of(message: &'a [u8]) -> Result<Self, Fault> {
        let mut object = Self::default();
        for field in Fields::of(message) {
            match field? {
                (1, value) => object.id = value.number()?,
                (2, value) => object.keys = value.bytes()?,
                (3, value) => object.values = value.bytes()?,
                (8, value) => object.eighth = Some(value),
                (9, value) => object.ninth = Some(value),
                (10, value) => object.types = value.bytes()?,
                _ => {}
            }
        }
        Ok(object)
    }

    /// The id of a way or relation.
    pub(super) fn id(&self) -> i64 {
        self.id.cast_signed()
    }

    /// Numbers of the texts of its tags.
    pub(super) fn tags(&self) -> impl Iterator<Item = Result<(usize, usize), Fault>> {
        let pairs = Numbers::of(self.keys).zip(Numbers::of(self.values));
        pairs.map(|(key, value)| Ok((key? as usize, value? as usize)))
    }

    /// The nodes of a way.
    pub(super) fn refs(&self) -> Result<Sums<'a>, Fault> {
        self.eighth.map_or(Ok(Sums::default()), |refs| refs.bytes().map(Sums::of))
    }

    /// The members of a relation that are ways.
    pub(super) fn member_ways(
        &self,
    ) -> Result<impl Iterator<Item = Result<i64, Fault>>, Fault> {
        let ids =
            self.ninth.map_or(Ok(Sums::default()), |ids| ids.bytes().map(Sums::of))?;
        let members = ids.zip(Numbers::of(self.types));
        Ok(members.filter_map(|(id, kind)| match (id, kind) {
            (Ok(id), Ok(WAY_MEMBER)) => Some(Ok(id)),
            (Ok(_), Ok(_)) => None,
            (Err(fault), _) | (_, Err(fault)) => Some(Err(fault)),
        }))
    }

    /// Id, longitude and latitude of a node, in the units of its block.
    pub(super) fn node(&self) -> Result<(i64, [i64; 2]), Fault> {
        let [Some(lat), Some(lng)] = [self.eighth, self.ninth] else {
            return Err(Fault::Malformed);
        };
        // Alone among ids, that of a node is written as a signed number.
        Ok((unzigzag(self.id), [lng.signed()?, lat.signed()?]))
    }
}

/// Nodes written as one list for each of their properties.
#[derive(Clone, Debug, Default)]
pub(super) struct Dense<'a> {
    ids: &'a [u8],
    lats: &'a [u8],
    lngs: &'a [u8],
    tags: &'a [u8],
}

impl<'a> Dense<'a> {
    fn of(message: &'a [u8]) -> Result<Self, Fault> {
        let mut dense = Self::default();
        for field in Fields::of(message) {
            match field? {
                (1, value) => dense.ids = value.bytes()?,
                (8, value) => dense.lats = value.bytes()?,
                (9, value) => dense.lngs = value.bytes()?,
                (10, value) => dense.tags = value.bytes()?,
                _ => {}
            }
        }
        Ok(dense)
    }

    pub(super) fn len(&self) -> usize {
        Numbers::count(self.ids)
    }

    pub(super) fn has_tags(&self) -> bool {
        !self.tags.is_empty()
    }

    /// Calls with id, longitude and latitude of every node, in the units of its block, and where
    /// its tags may be read.
    ///
    /// The tags of all nodes are one list, so that each node must pass over its own.
    pub(super) fn each(
        &self,
        mut each: impl FnMut(i64, [i64; 2], &mut Tags<'a>) -> Result<(), Damage>,
    ) -> Result<(), Damage> {
        let (mut lats, mut lngs) = (Sums::of(self.lats), Sums::of(self.lngs));
        let mut tags = Tags { list: Numbers::of(self.tags) };
        for id in Sums::of(self.ids) {
            let (Some(lat), Some(lng)) = (lats.next(), lngs.next()) else {
                return Err(Damage::Malformed);
            };
            each(id?, [lng?, lat?], &mut tags)?;
        }
        Ok(())
    }
}

/// The tags of dense nodes, read one node after the other.
#[derive(Debug)]
pub(super) struct Tags<'a> {
    list: Numbers<'a>,
}

impl Tags<'_> {
    /// Calls with the numbers of the texts of the tags of the next node.
    #[inline]
    pub(super) fn next_node(
        &mut self,
        mut each: impl FnMut(usize, usize) -> Result<(), Damage>,
    ) -> Result<(), Damage> {
        while let Some(key) = self.list.next() {
            let key = key? as usize;
            if key == 0 {
                return Ok(());
            }
            let value = self.list.next().ok_or(Damage::Malformed)??;
            each(key, value as usize)?;
        }
        Ok(())
    }
}

/// The declared box and the features of the header: sides in billionths of a degree, west, east,
/// north, south.
pub(super) fn header(message: &[u8]) -> Result<(Option<[i64; 4]>, Vec<String>), Damage> {
    let (mut sides, mut features) = (None, Vec::new());
    for field in Fields::of(message) {
        match field? {
            (1, value) => sides = Some(box_sides(value.bytes()?)?),
            (4, value) => {
                features.push(String::from_utf8_lossy(value.bytes()?).into_owned());
            }
            _ => {}
        }
    }
    Ok((sides, features))
}

fn box_sides(message: &[u8]) -> Result<[i64; 4], Fault> {
    let mut sides = [0; 4];
    for field in Fields::of(message) {
        if let (number @ 1..=4, value) = field? {
            sides[number as usize - 1] = value.signed()?;
        }
    }
    Ok(sides)
}
