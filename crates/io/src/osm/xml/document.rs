//! The elements of a document, one after the other.

use crate::osm::damage::Damage;
use crate::osm::error::{Content, OsmError, Place};
use crate::osm::outlines::{Outlines, Wanted};
use crate::osm::tags::{Asked, NodeTags, Passage, WayTags, passage};
use crate::osm::ways::Ways;
use crate::osm::{BoundingBox, bounding_box};
use quick_xml::XmlVersion;
use quick_xml::events::BytesStart;
use std::path::Path;

/// OpenStreetMap XML nests three deep.
const DEEPEST: usize = 64;

/// What has been read so far.
#[derive(Debug, Default)]
pub(super) struct Document<'w> {
    asked: Asked,
    pub(super) ways: Ways,
    /// Id, longitude, latitude; a number that is none is NaN, and refused later as a place.
    pub(super) nodes: Vec<(i64, f64, f64)>,
    /// Nodes that are not simply passed.
    pub(super) passages: Vec<(i64, Passage)>,
    pub(super) declared: BoundingBox,
    /// If there is something wanted, nothing else is read.
    wanted: Option<&'w Wanted>,
    pub(super) outlines: Outlines,
    /// The object that is open.
    object: Option<Object>,
    /// Elements that are open.
    depth: usize,
    has_root: bool,
}

/// An object whose end has not come yet.
#[derive(Debug)]
struct Object {
    kind: Kind,
    id: i64,
    /// Nodes of a way, or ways of a relation.
    refs: Vec<i64>,
    tags: Vec<(String, String)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Node,
    Way,
    Relation,
}

impl Object {
    fn tags(&self) -> impl Iterator<Item = (&str, &str)> {
        self.tags.iter().map(|(key, value)| (key.as_str(), value.as_str()))
    }

    fn refs(&self) -> impl Iterator<Item = Result<i64, std::convert::Infallible>> {
        self.refs.iter().copied().map(Ok)
    }
}

impl<'w> Document<'w> {
    /// A document of which all is read, and whatever else is asked for.
    pub(super) fn new(asked: Asked) -> Self {
        Self { asked, ..Self::default() }
    }

    /// A document of which only the wanted ways are read.
    pub(super) fn of(wanted: &'w Wanted) -> Self {
        Self { wanted: Some(wanted), ..Self::default() }
    }
}

impl Document<'_> {
    pub(super) fn is_complete(&self) -> bool {
        self.has_root && self.depth == 0
    }

    pub(super) fn open(&mut self, element: &BytesStart<'_>) -> Result<(), Fault> {
        match (self.depth, element.name().as_ref()) {
            (0, "osm") => self.has_root = true,
            (0, other) => {
                return Err(Fault::NotOsm(Content::Xml { root: other.to_owned() }));
            }
            // Overpass writes <bounds> inside ways as well; only the file's own counts.
            (1, "bounds") => self.bounds(element)?,
            (1, "node") => self.node(element)?,
            (1, "way") => self.object(Kind::Way, element)?,
            (1, "relation") => self.object(Kind::Relation, element)?,
            (2, "nd") => self.vertex(element)?,
            (2, "member") => self.member(element)?,
            (2, "tag") => self.tag(element)?,
            (DEEPEST, _) => return Err(Fault::Damaged(Damage::Endless)),
            _ => {}
        }
        self.depth += 1;
        Ok(())
    }

    pub(super) fn close(&mut self) {
        self.depth = self.depth.saturating_sub(1);
        if self.depth == 1
            && let Some(object) = self.object.take()
        {
            self.judge(&object);
        }
    }

    fn judge(&mut self, object: &Object) {
        let (id, asked) = (object.id, self.asked);
        let way_tags = || object.tags().collect::<WayTags<'_>>();
        let Ok(()) = match (object.kind, self.wanted) {
            (Kind::Node, _) => {
                let passage = passage(&object.tags().collect::<NodeTags<'_>>());
                if passage != Passage::Open {
                    self.passages.push((id, passage));
                }
                Ok(())
            }
            (Kind::Way, Some(wanted)) if wanted.has(id) => {
                self.outlines.add(id, &way_tags(), object.refs())
            }
            (_, Some(_)) => Ok(()),
            (Kind::Way, None) => self.ways.add(id, &way_tags(), asked, object.refs()),
            (Kind::Relation, None) => {
                self.ways.add_relation(id, &way_tags(), asked, object.refs())
            }
        };
    }

    fn bounds(&mut self, element: &BytesStart<'_>) -> Result<(), Fault> {
        let (mut south_west, mut north_east) = ([f64::NAN; 2], [f64::NAN; 2]);
        each_attribute(element, |key, value| {
            match key {
                "minlon" => south_west[0] = number(value),
                "minlat" => south_west[1] = number(value),
                "maxlon" => north_east[0] = number(value),
                "maxlat" => north_east[1] = number(value),
                _ => {}
            }
            Ok(())
        })?;
        self.declared = self.declared.join(bounding_box(south_west, north_east));
        Ok(())
    }

    fn node(&mut self, element: &BytesStart<'_>) -> Result<(), Fault> {
        if self.wanted.is_some() {
            return Ok(());
        }
        let (mut lng, mut lat) = (f64::NAN, f64::NAN);
        let id = object(element, |key, value| match key {
            "lon" => lng = number(value),
            "lat" => lat = number(value),
            _ => {}
        })?;
        self.nodes.extend(id.map(|id| (id, lng, lat)));
        self.start(Kind::Node, id);
        Ok(())
    }

    fn object(&mut self, kind: Kind, element: &BytesStart<'_>) -> Result<(), Fault> {
        let id = object(element, |_, _| {})?;
        self.start(kind, id);
        Ok(())
    }

    fn start(&mut self, kind: Kind, id: Option<i64>) {
        self.object = id.map(|id| Object { kind, id, refs: vec![], tags: vec![] });
    }

    fn vertex(&mut self, element: &BytesStart<'_>) -> Result<(), Fault> {
        let Some(way) = self.object.as_mut().filter(|way| way.kind == Kind::Way) else {
            return Ok(());
        };
        let mut node = None;
        each_attribute(element, |key, value| {
            if key == "ref" {
                node = Some(integer(key, value)?);
            }
            Ok(())
        })?;
        let nameless = || Fault::Damaged(Damage::NoRef { way: way.id });
        let node = node.ok_or_else(nameless)?;
        way.refs.push(node);
        Ok(())
    }

    fn member(&mut self, element: &BytesStart<'_>) -> Result<(), Fault> {
        let relation =
            self.object.as_mut().filter(|object| object.kind == Kind::Relation);
        let Some(relation) = relation else { return Ok(()) };
        let (mut way, mut id) = (false, None);
        each_attribute(element, |key, value| {
            match key {
                "type" => way = value == "way",
                "ref" => id = Some(integer(key, value)?),
                _ => {}
            }
            Ok(())
        })?;
        relation.refs.extend(id.filter(|_| way));
        Ok(())
    }

    fn tag(&mut self, element: &BytesStart<'_>) -> Result<(), Fault> {
        let Some(object) = &mut self.object else { return Ok(()) };
        let (mut tag_key, mut tag_value) = (String::new(), String::new());
        each_attribute(element, |key, value| {
            match key {
                "k" => value.clone_into(&mut tag_key),
                "v" => value.clone_into(&mut tag_value),
                _ => {}
            }
            Ok(())
        })?;
        let reads = match object.kind {
            Kind::Node => NodeTags::reads,
            Kind::Way | Kind::Relation => WayTags::reads,
        };
        if reads(&tag_key) {
            object.tags.push((tag_key, tag_value));
        }
        Ok(())
    }
}

/// Reads the attributes of an object; the id is `None` if the object is marked as deleted.
fn object(
    element: &BytesStart<'_>,
    mut other: impl FnMut(&str, &str),
) -> Result<Option<i64>, Fault> {
    let (mut id, mut deleted) = (None, false);
    each_attribute(element, |key, value| {
        match (key, value) {
            ("id", _) => id = Some(integer(key, value)?),
            ("action", "delete") | ("visible", "false") => deleted = true,
            _ => other(key, value),
        }
        Ok(())
    })?;
    match id {
        Some(_) if deleted => Ok(None),
        Some(id) => Ok(Some(id)),
        None => {
            let element = element.name().as_ref().to_owned();
            Err(Fault::Damaged(Damage::NoId { element }))
        }
    }
}

/// Calls with key and value (entities resolved) of every attribute.
fn each_attribute(
    element: &BytesStart<'_>,
    mut each: impl FnMut(&str, &str) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let mut attributes = element.attributes();
    // That no attribute comes twice is not worth a comparison of each with all others.
    attributes.with_checks(false);
    for attribute in attributes {
        let attribute = attribute
            .map_err(|error| Fault::Damaged(Damage::Format(error.to_string())))?;
        let value = attribute
            .normalized_value(XmlVersion::Implicit1_0)
            .map_err(|error| Fault::Damaged(Damage::Format(error.to_string())))?;
        each(attribute.key.as_ref(), &value)?;
    }
    Ok(())
}

fn integer(key: &str, value: &str) -> Result<i64, Fault> {
    let not_integer = |_| {
        let (key, value) = (key.to_owned(), value.to_owned());
        Fault::Damaged(Damage::NotInteger { key, value })
    };
    value.trim().parse().map_err(not_integer)
}

/// A coordinate; text that is no number becomes NaN, which no place accepts.
fn number(value: &str) -> f64 {
    value.trim().parse().unwrap_or(f64::NAN)
}

/// Why an element cannot be used.
#[derive(Debug)]
pub(super) enum Fault {
    /// The text is not what XML or OpenStreetMap allows.
    Damaged(Damage),
    /// It is some other XML.
    NotOsm(Content),
}

impl Fault {
    pub(super) fn at(self, path: &Path, byte: u64) -> OsmError {
        let path = path.to_owned();
        match self {
            Self::Damaged(damage) => {
                OsmError::Damaged { path, place: Place::Byte(byte), damage }
            }
            Self::NotOsm(content) => OsmError::NotOsm { path, content },
        }
    }
}
