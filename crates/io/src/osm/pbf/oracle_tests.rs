//! The reader beside another: both must see the same objects in real files.

use super::block::{DataBlock, Part, Tags};
use super::file::{Kind, PbfFile};
use crate::osm::damage::Damage;
use crate::osm::fixtures::data;
use osmpbf::{Element, ElementReader, RelMemberType};
use std::hash::{Hash, Hasher};

/// A sum over all objects that does not depend on their order.
#[derive(Debug, Default, PartialEq, Eq)]
struct Digest {
    nodes: u64,
    ways: u64,
    relations: u64,
    sum: u64,
}

impl Digest {
    fn add(&mut self, object: impl Hash) {
        let mut hasher = rustc_hash::FxHasher::default();
        object.hash(&mut hasher);
        self.sum = self.sum.wrapping_add(hasher.finish());
    }
}

type Pairs = Vec<(usize, usize)>;

fn theirs(path: &std::path::Path) -> Digest {
    let mut digest = Digest::default();
    let reader = ElementReader::from_path(path).expect("a file");
    let pair = |(key, value): (u32, u32)| (key as usize, value as usize);
    let each = |element: Element<'_>| match element {
        Element::Node(node) => {
            digest.nodes += 1;
            let tags: Pairs = node.raw_tags().map(pair).collect();
            digest.add((node.id(), node.nano_lon(), node.nano_lat(), tags));
        }
        Element::DenseNode(node) => {
            digest.nodes += 1;
            let tags = node.raw_tags().map(|(key, value)| (key as usize, value as usize));
            let tags: Pairs = tags.collect();
            digest.add((node.id(), node.nano_lon(), node.nano_lat(), tags));
        }
        Element::Way(way) => {
            digest.ways += 1;
            let tags: Pairs = way.raw_tags().map(pair).collect();
            digest.add((way.id(), way.refs().collect::<Vec<i64>>(), tags));
        }
        Element::Relation(relation) => {
            digest.relations += 1;
            let tags: Pairs = relation.raw_tags().map(pair).collect();
            let ways = relation.members().filter(|m| m.member_type == RelMemberType::Way);
            let ways: Vec<i64> = ways.map(|member| member.member_id).collect();
            digest.add((relation.id(), ways, tags));
        }
    };
    reader.for_each(each).expect("a whole file");
    digest
}

fn ours(path: &std::path::Path) -> Digest {
    let file = PbfFile::scan(path).expect("a file");
    let data: Vec<_> =
        file.blocks.iter().copied().filter(|block| block.kind == Kind::Data).collect();
    let mut digest = Digest::default();
    for part in file.each(&data, digest_of).expect("a whole file") {
        digest.nodes += part.nodes;
        digest.ways += part.ways;
        digest.relations += part.relations;
        digest.sum = digest.sum.wrapping_add(part.sum);
    }
    digest
}

fn digest_of(message: &[u8]) -> Result<Digest, Damage> {
    let mut digest = Digest::default();
    let block = DataBlock::of(message)?;
    block.each(|part| {
        match part {
            Part::Node(node) => {
                digest.nodes += 1;
                let (id, at) = node.node()?;
                let [lng, lat] = block.place(at[0], at[1])?;
                digest.add((id, lng, lat, node.tags().collect::<Result<Pairs, _>>()?));
            }
            Part::Dense(dense) => {
                digest.nodes += dense.len() as u64;
                dense.each(|id, at, list: &mut Tags<'_>| {
                    let [lng, lat] = block.place(at[0], at[1])?;
                    let mut tags = Pairs::new();
                    list.next_node(|key, value| {
                        tags.push((key, value));
                        Ok(())
                    })?;
                    digest.add((id, lng, lat, tags));
                    Ok(())
                })?;
            }
            Part::Way(way) => {
                digest.ways += 1;
                let refs = way.refs()?.collect::<Result<Vec<i64>, _>>()?;
                digest.add((way.id(), refs, way.tags().collect::<Result<Pairs, _>>()?));
            }
            Part::Relation(relation) => {
                digest.relations += 1;
                let ways = relation.member_ways()?.collect::<Result<Vec<i64>, _>>()?;
                let tags = relation.tags().collect::<Result<Pairs, _>>()?;
                digest.add((relation.id(), ways, tags));
            }
        }
        Ok(())
    })?;
    Ok(digest)
}

#[test]
fn another_reader_sees_the_same_objects() {
    for name in [
        "porto_portugal",
        "heidelberg",
        "liechtenstein",
        "columbus",
        "monaco",
        "andorra",
        "portland-central",
        "helsinki-centre",
        "moorgate",
        "bayfront_singapore",
        "rome",
        "tokyo-center-nodes-only",
    ] {
        let Some(path) = data(&format!("osm/{name}.osm.pbf")) else { continue };
        assert_eq!(ours(&path), theirs(&path), "{name}");
    }
}
