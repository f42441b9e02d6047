//! Drawings in DXF: pairs of lines, a group code and a value.
//!
//! ```text
//! SECTION HEADER      version and code page of the text
//! SECTION ENTITIES    LINE, LWPOLYLINE, POLYLINE, ARC, CIRCLE, ELLIPSE, SPLINE, POINT, INSERT
//! EOF                 a drawing without it is cut off
//! ```
//!
//! Curves become chords within a centimeter; an outline that is closed is a polygon, and a line
//! where lines are wanted. A block that is inserted is the point it is inserted at. Left out:
//! texts, dimensions, hatches, paper space, and what blocks are made of.

mod curve;
mod entity;
mod pairs;

use super::Opened;
use crate::error::{ReadError, ReadFault, Spot};
use crate::finding::{Finding, Place, Problem, TableFault};
use crate::normalize;
use crate::project::nearest;
use crate::rows::{Row, Rows};
use encoding_rs::{Encoding, GB18030};
use entity::Entity;
use pairs::{Pairs, Stop};
use std::borrow::Cow;
use std::collections::BTreeMap;
use walkshed::model::Value;

/// What the format is called in messages.
const FORMAT: &str = "DXF";

/// The first release whose text is UTF-8, that of 2007.
const UTF8_SINCE: &[u8] = b"AC1021";

/// Reads the entities of the layers that are asked for.
pub(super) fn read(file: &Opened<'_>) -> Result<Rows, ReadError> {
    let broken =
        |reason: &str| ReadFault::Broken { format: FORMAT, reason: reason.into() };
    if file.bytes.starts_with(b"AutoCAD Binary DXF") {
        return Err(
            file.unusable(broken("binary drawings are not read, save as ASCII DXF"))
        );
    }
    let mut drawing = Drawing::new(file)?;
    let mut pairs = Pairs::new(file.text_bytes());
    drawing.sections(&mut pairs).map_err(|stop| match stop {
        Stop::End => file.damaged(broken("it breaks off before its end")),
        Stop::Code(line) => file.damaged(broken("no group code")).at(Spot::Line(line)),
    })?;
    drawing.finish(file)
}

/// What was read so far.
struct Drawing {
    rows: Rows,
    encoding: Option<&'static Encoding>,
    /// Whether the text is UTF-8 as far as the header tells.
    utf8: bool,
    /// Layers that are asked for, as they are compared.
    asked: Vec<String>,
    /// Layers of all entities, by the name they are compared by.
    layers: BTreeMap<String, String>,
    entities: usize,
    /// Entities that have no place of their own, by kind.
    left: BTreeMap<String, usize>,
}

impl Drawing {
    fn new(file: &Opened<'_>) -> Result<Self, ReadError> {
        let encoding = match &file.input.encoding {
            None => None,
            Some(name) => {
                let unknown = || file.unusable(ReadFault::Encoding(name.clone()));
                Some(super::text::of_name(name).ok_or_else(unknown)?)
            }
        };
        let mut rows = file.rows();
        rows.columns = vec!["Layer".to_owned()];
        rows.closed_lines = true;
        let asked = file.input.layers.iter().map(|name| normalize::key(name)).collect();
        let (layers, left) = (BTreeMap::new(), BTreeMap::new());
        Ok(Self { rows, encoding, utf8: false, asked, layers, entities: 0, left })
    }

    /// All sections to the end of the file.
    fn sections(&mut self, pairs: &mut Pairs<'_>) -> Result<(), Stop> {
        loop {
            match pairs.next()? {
                (0, b"EOF") => return Ok(()),
                (2, b"HEADER") => self.header(pairs)?,
                (2, b"ENTITIES") => self.section(pairs)?,
                _ => {}
            }
        }
    }

    fn header(&mut self, pairs: &mut Pairs<'_>) -> Result<(), Stop> {
        let mut variable: &[u8] = b"";
        loop {
            match pairs.next()? {
                (0, _) => return Ok(()),
                (9, name) => variable = name,
                (1, version) if variable == b"$ACADVER" => {
                    self.utf8 = version >= UTF8_SINCE;
                }
                (3, page) if variable == b"$DWGCODEPAGE" && self.encoding.is_none() => {
                    self.encoding = code_page(page);
                }
                _ => {}
            }
        }
    }

    /// The entities up to the end of their section.
    fn section(&mut self, pairs: &mut Pairs<'_>) -> Result<(), Stop> {
        let mut entity: Option<Entity<'_>> = None;
        loop {
            let (code, value) = pairs.next()?;
            if code != 0 {
                if let Some(entity) = &mut entity {
                    entity.take(code, value);
                }
                continue;
            }
            // The vertices of a polyline are entities up to SEQEND.
            if let Some(open) = entity.take_if(|entity| !entity.goes_on(value)) {
                self.add(&open);
            }
            match (&mut entity, value) {
                (_, b"ENDSEC") => return Ok(()),
                (Some(open), _) => open.vertex(value),
                (None, kind) => entity = Some(Entity::new(kind)),
            }
        }
    }

    fn add(&mut self, entity: &Entity<'_>) {
        if entity.in_paper_space() {
            return;
        }
        let Some(shape) = entity.shape() else {
            let kind = String::from_utf8_lossy(entity.kind()).into_owned();
            *self.left.entry(kind).or_default() += 1;
            return;
        };
        let layer = self.text(entity.layer()).into_owned();
        let key = normalize::key(&layer);
        self.layers.entry(key.clone()).or_insert_with(|| layer.clone());
        if !self.asked.is_empty() && !self.asked.contains(&key) {
            return;
        }
        self.entities += 1;
        let place = Place::Feature(self.entities);
        let mut row = Row::new(place, vec![Value::Text(layer)]);
        row.id =
            entity.handle().map(|handle| String::from_utf8_lossy(handle).into_owned());
        row.geometry = shape.map(Some);
        self.rows.list.push(row);
    }

    /// A value as text: in UTF-8 from 2007 on, before in the code page, but never in one that does
    /// not fit if another does. Every byte fits a Western code page, which programs write into the
    /// header whatever they write below it, so that UTF-8 goes before one.
    fn text<'v>(&self, value: &'v [u8]) -> Cow<'v, str> {
        let utf8 = str::from_utf8(value).map(Cow::Borrowed);
        let page = self.encoding.unwrap_or(GB18030);
        let paged = page.decode_without_bom_handling_and_without_replacement(value);
        let text = match (utf8, paged) {
            (Ok(text), _)
                if self.utf8 || self.encoding.is_none_or(Encoding::is_single_byte) =>
            {
                text
            }
            (_, Some(text)) | (Ok(text), None) => text,
            (Err(_), None) => String::from_utf8_lossy(value),
        };
        unescaped(text)
    }

    fn finish(mut self, file: &Opened<'_>) -> Result<Rows, ReadError> {
        for (name, key) in file.input.layers.iter().zip(&self.asked) {
            if !self.layers.contains_key(key) {
                let known: Vec<String> = self.layers.into_values().collect();
                let near = nearest(name, known.iter().map(String::as_str));
                let near = near.map(str::to_owned);
                let fault = ReadFault::NoLayer { name: name.clone(), known, near };
                return Err(file.unusable(fault));
            }
        }
        if !self.left.is_empty() {
            let kinds = self.left.into_iter().collect();
            let problem = Problem::Table(TableFault::NotDrawn { kinds });
            self.rows.findings.push(Finding::new(&self.rows.file, problem));
        }
        Ok(self.rows)
    }
}

/// The encoding of `ANSI_936` and the like.
fn code_page(name: &[u8]) -> Option<&'static Encoding> {
    let name = str::from_utf8(name).ok()?.to_ascii_lowercase();
    let page = name.strip_prefix("ansi_").or(name.strip_prefix("ansi"))?;
    let label = match page {
        "936" => "gbk".to_owned(),
        "950" => "big5".to_owned(),
        "932" => "shift_jis".to_owned(),
        "949" => "euc-kr".to_owned(),
        page => format!("windows-{page}"),
    };
    Encoding::for_label(label.as_bytes())
}

/// `\U+4E2D` as the character it stands for.
fn unescaped(text: Cow<'_, str>) -> Cow<'_, str> {
    if !text.contains("\\U+") {
        return text;
    }
    let mut parts = text.split("\\U+");
    let mut whole = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (digits, rest) = part.split_at_checked(4).unwrap_or((part, ""));
        match u32::from_str_radix(digits, 16).ok().and_then(char::from_u32) {
            Some(c) => whole.extend([c.to_string().as_str(), rest]),
            None => whole.extend(["\\U+", part]),
        }
    }
    Cow::Owned(whole)
}

#[cfg(test)]
#[path = "dxf_tests.rs"]
mod tests;
