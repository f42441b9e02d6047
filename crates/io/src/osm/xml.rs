//! OpenStreetMap streets from a `.osm` file: XML, as the website, JOSM and Overpass write it,
//! plain or compressed with gzip or bzip2.
//!
//! The file is read once, as a stream. Since ways may come before their nodes, the places of all
//! nodes are kept until the end (24 bytes each, a tenth of what the text of a node takes). Where
//! squares need ways that no tag makes walkable, the file is read once more for those.
//!
//! ```text
//! <osm>
//!   <bounds .../>            declared box; several are joined
//!   <node id lat lon/>       place; its tags are judged when it ends
//!   <way id>                 judged by its tags when it ends
//!     <nd ref/> <tag k v/>
//!   <relation id>            the same
//!     <member type ref role/> <tag k v/>
//! ```
//!
//! Objects marked as deleted (`action="delete"`, `visible="false"`) are passed over.

mod document;
mod input;

use super::assemble::{Numbered, Places};
use super::damage::Damage;
use super::error::OsmError;
use super::format::Compression;
use super::outlines::Wanted;
use super::tags::Asked;
use super::{OsmStreets, finish};
use document::{Document, Fault};
use quick_xml::events::Event;
use quick_xml::reader::Reader;
use std::io;
use std::path::Path;

/// Reads the streets of an XML file.
///
/// # Errors
///
/// [`OsmError`] names the byte of the text.
pub(super) fn read(
    path: &Path,
    compression: Compression,
    asked: Asked,
) -> Result<OsmStreets, OsmError> {
    let mut document = Document::new(asked);
    parse(path, compression, &mut document)?;
    let Document { mut ways, nodes, passages, declared, .. } = document;
    let wanted = Wanted::new(&ways);
    if !wanted.is_empty() {
        let mut again = Document::of(&wanted);
        parse(path, compression, &mut again)?;
        again.outlines.add_to(&mut ways, &wanted);
    }
    ways.tally.nodes = nodes.len();
    let numbered = Numbered::new(ways)
        .ok_or_else(|| OsmError::TooLarge { path: path.to_owned() })?;
    let mut places = Places::default();
    for (id, lng, lat) in nodes {
        if let Some(number) = numbered.number(id) {
            places.add(number, id, lng, lat);
        }
    }
    for (id, passage) in passages {
        if let Some(number) = numbered.number(id) {
            places.add_passage(number, passage);
        }
    }
    finish(path, declared, numbered.assemble([places]))
}

fn parse(
    path: &Path,
    compression: Compression,
    document: &mut Document<'_>,
) -> Result<(), OsmError> {
    let mut reader = Reader::from_reader(input::open(path, compression)?);
    let mut buffer = Vec::new();
    loop {
        let start = reader.buffer_position();
        reader.get_mut().next_event();
        let done = match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(element)) => document.open(&element),
            Ok(Event::Empty(element)) => {
                document.open(&element).map(|()| document.close())
            }
            Ok(Event::End(_)) => {
                document.close();
                Ok(())
            }
            Ok(Event::Eof) if document.is_complete() => return Ok(()),
            Ok(Event::Eof) => Err(Fault::Damaged(Damage::EndsEarly)),
            Ok(_) => Ok(()),
            Err(error) => {
                let place = reader.error_position();
                let fault = reader.get_mut().fault.take();
                return Err(xml_error(path, place, fault, &error));
            }
        };
        done.map_err(|fault| fault.at(path, start))?;
        buffer.clear();
    }
}

fn xml_error(
    path: &Path,
    byte: u64,
    fault: Option<Damage>,
    error: &quick_xml::Error,
) -> OsmError {
    if let Some(damage) = fault {
        return Fault::Damaged(damage).at(path, byte);
    }
    match error {
        quick_xml::Error::Io(error) if !is_of_content(error.kind()) => {
            let source = io::Error::new(error.kind(), error.to_string());
            OsmError::Unreadable { path: path.to_owned(), source }
        }
        _ => Fault::Damaged(Damage::Format(error.to_string())).at(path, byte),
    }
}

/// Whether an error is what decompression says of bytes that it cannot read.
fn is_of_content(kind: io::ErrorKind) -> bool {
    use io::ErrorKind::{InvalidData, InvalidInput, Other, UnexpectedEof};
    matches!(kind, InvalidData | InvalidInput | UnexpectedEof | Other)
}

#[cfg(test)]
#[path = "xml_tests.rs"]
mod tests;
