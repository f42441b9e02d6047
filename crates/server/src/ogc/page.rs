//! A page of features as it is sent: written piece by piece beside the event loop, so that a page
//! costs the memory of one piece however long it is.
//!
//! ```text
//! Writer::begin ─► head and first piece ─► more pieces ─► foot: numberReturned, links
//! ```
//!
//! What depends on how far the page got stands after its features: a page also ends when it has
//! [`LARGEST_PAGE`] bytes, and its `next` link goes on from there.

use crate::params::Items;
use crate::reply::{GEOJSON, JSON, link, now};
use crate::{Generation, layer};
use actix_web::body::{BodySize, MessageBody};
use actix_web::error::BlockingError;
use actix_web::web::{self, Bytes};
use serde_json::json;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use walkshed_io::layers::{Feature, Layer};
use walkshed_io::write::geojson::write_feature;

/// A piece is sent when it has this many bytes.
const PIECE: usize = 64 * 1024;
/// A page ends when it has this many bytes, whatever `limit` says.
const LARGEST_PAGE: usize = 16 * 1024 * 1024;

/// A page under way: the features chosen, and how many of them are written.
pub(super) struct Writer {
    generation: Arc<Generation>,
    layer: Layer,
    items: Items,
    /// Address of the collection.
    at: String,
    /// Places of the features of the page, and the place where the next page begins.
    places: Vec<usize>,
    /// Features written.
    written: usize,
    /// Bytes written.
    bytes: usize,
    /// Whether the foot is written too.
    done: bool,
}

impl Writer {
    /// Chooses the features of a page and writes its first piece.
    ///
    /// # Cost
    ///
    /// One pass over the boxes of the layer: never on the event loop.
    pub(super) fn begin(
        generation: Arc<Generation>,
        layer: Layer,
        items: Items,
        at: String,
    ) -> (Self, Bytes) {
        let (places, matched) =
            generation.index(layer).page(&generation.view(layer), &items);
        let mut piece = Vec::with_capacity(PIECE);
        let head = json!({
            "type": "FeatureCollection",
            "timeStamp": now(),
            "numberMatched": matched,
        });
        piece.extend_from_slice(head.to_string().trim_end_matches('}').as_bytes());
        piece.extend_from_slice(b",\"features\":[");
        let (written, bytes, done) = (0, 0, false);
        let mut writer =
            Self { generation, layer, items, at, places, written, bytes, done };
        writer.go_on(&mut piece);
        (writer, piece.into())
    }

    /// Writes one more piece.
    fn piece(mut self) -> (Self, Bytes) {
        let mut piece = Vec::with_capacity(PIECE);
        self.go_on(&mut piece);
        (self, piece.into())
    }

    /// Writes features until the piece is full, and the foot after the last one.
    fn go_on(&mut self, piece: &mut Vec<u8>) {
        let view = self.generation.view(self.layer);
        let before = self.bytes;
        while piece.len() < PIECE {
            let full = self.written >= self.items.limit || self.bytes >= LARGEST_PAGE;
            let place = self.places.get(self.written).filter(|_| !full);
            let Some(mut feature) = place.and_then(|&place| view.feature(place)) else {
                self.foot(piece);
                self.done = true;
                return;
            };
            if let (Layer::Demand, Some(level)) = (self.layer, self.items.level) {
                keep_level(&mut feature, level, self.generation.district().levels);
            }
            if self.written > 0 {
                piece.push(b',');
            }
            // writing to memory cannot fail
            let _written = write_feature(piece, &feature);
            self.written += 1;
            self.bytes = before + piece.len();
        }
    }

    fn foot(&self, piece: &mut Vec<u8>) {
        let (at, items) = (&self.at, &self.items);
        let page = |cursor| format!("{at}/items{}", items.query(cursor));
        let mut links = vec![
            link(&page(items.cursor), "self", GEOJSON, "This page"),
            link(at, "collection", JSON, layer::title(self.layer)),
        ];
        if let Some(&next) = self.places.get(self.written) {
            links.push(link(&page(next), "next", GEOJSON, "The next page"));
        }
        let foot = json!({"numberReturned": self.written, "links": links}).to_string();
        piece.extend_from_slice(b"],");
        piece.extend_from_slice(foot.trim_start_matches('{').as_bytes());
    }
}

/// Leaves out what a demand feature says of levels other than one.
fn keep_level(feature: &mut Feature, level: i64, levels: u8) {
    const SAYS: [&str; 6] =
        ["status", "reason", "minutes", "walk_m", "straight_m", "nearest"];
    let is_other = |name: &str| {
        let parts = name.rsplit_once('_').filter(|(says, _)| SAYS.contains(says));
        let of = parts.and_then(|(_, of)| of.parse::<u8>().ok());
        of.is_some_and(|of| i64::from(of) != level && (1..=levels).contains(&of))
    };
    feature.properties.retain(|(name, _)| !is_other(name));
}

type Pending = Pin<Box<dyn Future<Output = Result<(Writer, Bytes), BlockingError>>>>;

/// The body of a page.
pub(super) struct Page {
    /// What is written and not yet sent.
    piece: Option<Bytes>,
    /// Who writes the rest; none while it writes, or when there is no more.
    writer: Option<Writer>,
    pending: Option<Pending>,
}

impl Page {
    /// The page that a writer has begun.
    pub(super) fn of((writer, piece): (Writer, Bytes)) -> Self {
        let writer = (!writer.done).then_some(writer);
        Self { piece: Some(piece), writer, pending: None }
    }
}

impl MessageBody for Page {
    type Error = BlockingError;

    fn size(&self) -> BodySize {
        match (&self.piece, &self.writer) {
            (Some(whole), None) => BodySize::Sized(whole.len() as u64),
            _ => BodySize::Stream,
        }
    }

    fn poll_next(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, BlockingError>>> {
        if let Some(piece) = self.piece.take() {
            return Poll::Ready(Some(Ok(piece)));
        }
        if let Some(writer) = self.writer.take() {
            self.pending = Some(Box::pin(web::block(move || writer.piece())));
        }
        let Some(pending) = &mut self.pending else { return Poll::Ready(None) };
        let written = std::task::ready!(pending.as_mut().poll(context));
        self.pending = None;
        Poll::Ready(Some(written.map(|(writer, piece)| {
            self.writer = (!writer.done).then_some(writer);
            piece
        })))
    }
}
