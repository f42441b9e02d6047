//! OpenStreetMap streets from a `.osm` file: XML, as the website, JOSM and Overpass write it.
//!
//! The file is read once, as a stream. Since ways may come before their nodes, the places of all
//! nodes are kept until the end (24 bytes each, a tenth of what the text of a node takes).
//!
//! ```text
//! <osm>
//!   <bounds .../>            declared box; several are joined
//!   <node id lat lon/>       place
//!   <way id>                 judged by its tags when it ends
//!     <nd ref/> <tag k v/>
//! ```
//!
//! Objects marked as deleted (`action="delete"`, `visible="false"`) are passed over.

use super::assemble::{Numbered, Places};
use super::damage::Damage;
use super::error::{Content, OsmError, Place};
use super::tags::WayTags;
use super::ways::Ways;
use super::{BoundingBox, OsmStreets, bounding_box, finish};
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;
use std::fs::File;
use std::io::BufReader;
use std::path::Path;

/// Reads the streets of an XML file.
///
/// # Errors
///
/// [`OsmError`] names the byte.
pub(super) fn read(path: &Path) -> Result<OsmStreets, OsmError> {
    let file = File::open(path)
        .map_err(|source| OsmError::Unreadable { path: path.to_owned(), source })?;
    let Document { mut ways, nodes, declared, .. } = parse(path, BufReader::new(file))?;
    ways.nodes = nodes.len();
    let numbered = Numbered::new(ways)
        .ok_or_else(|| OsmError::TooLarge { path: path.to_owned() })?;
    let mut places = Places::default();
    for (id, lng, lat) in nodes {
        if let Some(number) = numbered.number(id) {
            places.add(number, id, lng, lat);
        }
    }
    finish(path, declared, numbered.assemble([places]))
}

fn parse(path: &Path, input: BufReader<File>) -> Result<Document, OsmError> {
    let mut reader = Reader::from_reader(input);
    let mut document = Document::default();
    let mut buffer = Vec::new();
    loop {
        let start = reader.buffer_position();
        let done = match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(element)) => document.open(&element),
            Ok(Event::Empty(element)) => {
                document.open(&element).map(|()| document.close())
            }
            Ok(Event::End(_)) => {
                document.close();
                Ok(())
            }
            Ok(Event::Eof) if document.is_complete() => return Ok(document),
            Ok(Event::Eof) => Err(Fault::Damaged(Damage::EndsEarly)),
            Ok(_) => Ok(()),
            Err(error) => return Err(xml_error(path, reader.error_position(), &error)),
        };
        done.map_err(|fault| fault.at(path, start))?;
        buffer.clear();
    }
}

/// What has been read so far.
#[derive(Debug, Default)]
struct Document {
    ways: Ways,
    /// Id, longitude, latitude; a number that is none is NaN, and refused later as a place.
    nodes: Vec<(i64, f64, f64)>,
    declared: BoundingBox,
    /// The way that is open.
    way: Option<OpenWay>,
    /// Elements that are open.
    depth: usize,
    has_root: bool,
}

/// A way whose end has not come yet.
#[derive(Debug, Default)]
struct OpenWay {
    id: i64,
    refs: Vec<i64>,
    tags: Vec<(String, String)>,
}

impl Document {
    fn is_complete(&self) -> bool {
        self.has_root && self.depth == 0
    }

    fn open(&mut self, element: &BytesStart<'_>) -> Result<(), Fault> {
        match (self.depth, element.name().as_ref()) {
            (0, "osm") => self.has_root = true,
            (0, other) => {
                return Err(Fault::NotOsm(Content::Xml { root: other.to_owned() }));
            }
            // Overpass writes <bounds> inside ways as well; only the file's own counts.
            (1, "bounds") => self.bounds(element)?,
            (1, "node") => self.node(element)?,
            (1, "way") => self.way(element)?,
            (2, "nd") => self.vertex(element)?,
            (2, "tag") => self.tag(element)?,
            _ => {}
        }
        self.depth += 1;
        Ok(())
    }

    fn close(&mut self) {
        self.depth = self.depth.saturating_sub(1);
        if self.depth == 1
            && let Some(way) = self.way.take()
        {
            let tags = way.tags.iter().map(|(key, value)| (key.as_str(), value.as_str()));
            self.ways.add(way.id, &tags.collect::<WayTags<'_>>(), way.refs.into_iter());
        }
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
        let (mut lng, mut lat) = (f64::NAN, f64::NAN);
        let id = object(element, |key, value| match key {
            "lon" => lng = number(value),
            "lat" => lat = number(value),
            _ => {}
        })?;
        self.nodes.extend(id.map(|id| (id, lng, lat)));
        Ok(())
    }

    fn way(&mut self, element: &BytesStart<'_>) -> Result<(), Fault> {
        let id = object(element, |_, _| {})?;
        self.way = id.map(|id| OpenWay { id, ..OpenWay::default() });
        Ok(())
    }

    fn vertex(&mut self, element: &BytesStart<'_>) -> Result<(), Fault> {
        let Some(way) = &mut self.way else { return Ok(()) };
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

    fn tag(&mut self, element: &BytesStart<'_>) -> Result<(), Fault> {
        let Some(way) = &mut self.way else { return Ok(()) };
        let (mut tag_key, mut tag_value) = (String::new(), String::new());
        each_attribute(element, |key, value| {
            match key {
                "k" => value.clone_into(&mut tag_key),
                "v" => value.clone_into(&mut tag_value),
                _ => {}
            }
            Ok(())
        })?;
        if WayTags::reads(&tag_key) {
            way.tags.push((tag_key, tag_value));
        }
        Ok(())
    }
}

/// Reads the attributes of a node or way; the id is `None` if the object is marked as deleted.
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
enum Fault {
    /// The text is not what XML or OpenStreetMap allows.
    Damaged(Damage),
    /// It is some other XML.
    NotOsm(Content),
}

impl Fault {
    fn at(self, path: &Path, byte: u64) -> OsmError {
        let path = path.to_owned();
        match self {
            Self::Damaged(damage) => {
                OsmError::Damaged { path, place: Place::Byte(byte), damage }
            }
            Self::NotOsm(content) => OsmError::NotOsm { path, content },
        }
    }
}

fn xml_error(path: &Path, byte: u64, error: &quick_xml::Error) -> OsmError {
    match error {
        quick_xml::Error::Io(error) => {
            let source = std::io::Error::new(error.kind(), error.to_string());
            OsmError::Unreadable { path: path.to_owned(), source }
        }
        _ => Fault::Damaged(Damage::Format(error.to_string())).at(path, byte),
    }
}

#[cfg(test)]
#[path = "xml_tests.rs"]
mod tests;
