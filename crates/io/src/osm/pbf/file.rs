//! The blocks of a PBF file: where they lie, and their bytes.
//!
//! ```text
//! length of header (4 bytes) | header: kind, size of blob | blob: raw or zlib | length ...
//! ```

use super::wire::Fields;
use crate::osm::damage::Damage;
use crate::osm::error::{OsmError, Place};
use flate2::{Decompress, FlushDecompress, Status};
use rayon::prelude::*;
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::Path;

/// No header of a block is longer, says the format.
const LONGEST_HEADER: u64 = 64 * 1024;
/// No blob is longer, compressed or not, says the format.
const LONGEST_BLOB: usize = 32 * 1024 * 1024;
/// Nothing that zlib compresses expands more.
const MOST_EXPANSION: usize = 1032;

/// What a block holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Header,
    Data,
    /// Something that readers pass over.
    Other,
}

/// A block of the file, as the scan finds it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Block {
    /// Its number, from 1.
    number: usize,
    /// Where it begins.
    byte: u64,
    /// Where its blob begins.
    blob: u64,
    size: u32,
    pub(super) kind: Kind,
}

impl From<Block> for Place {
    fn from(block: Block) -> Self {
        Self::Block { number: block.number, byte: block.byte }
    }
}

/// A file whose blocks are known.
#[derive(Debug)]
pub(super) struct PbfFile<'a> {
    pub(super) path: &'a Path,
    pub(super) blocks: Vec<Block>,
}

impl<'a> PbfFile<'a> {
    /// Finds where each block begins, without reading any, and that none is cut off.
    pub(super) fn scan(path: &'a Path) -> Result<Self, OsmError> {
        let unreadable = |source| OsmError::Unreadable { path: path.to_owned(), source };
        let file = File::open(path).map_err(unreadable)?;
        let length = file.metadata().map_err(unreadable)?.len();
        let mut reader = BufReader::new(file);
        let mut this = Self { path, blocks: Vec::new() };
        let mut end = 0;
        while end < length {
            let mut block = this.block_at(end);
            match block.read_header(&mut reader, length - end) {
                Ok(Ok(())) => {}
                Ok(Err(damage)) => return Err(this.damaged(block, damage)),
                Err(source) => return Err(unreadable(source)),
            }
            end = block.blob + u64::from(block.size);
            if end > length {
                return Err(this.damaged(block, Damage::MissingBytes(end - length)));
            }
            // Blobs are short and the buffer may hold the next header already.
            reader.seek_relative(i64::from(block.size)).map_err(unreadable)?;
            this.blocks.push(block);
        }
        Ok(this)
    }

    fn block_at(&self, byte: u64) -> Block {
        let number = self.blocks.len() + 1;
        Block { number, byte, blob: byte, size: 0, kind: Kind::Other }
    }

    /// The message of the first block, which must be the header.
    pub(super) fn header<T>(
        &self,
        work: impl Fn(&[u8]) -> Result<T, Damage>,
    ) -> Result<T, OsmError> {
        match self.blocks.first() {
            Some(&first) if first.kind == Kind::Header => {
                self.work(&mut self.bench()?, first, &work)
            }
            other => {
                let first = other.copied().unwrap_or_else(|| self.block_at(0));
                Err(self.damaged(first, Damage::NoHeader))
            }
        }
    }

    /// Does the same work on the messages of some blocks, on all threads; the answers are in the
    /// order of the blocks, and of several errors the first in the file is returned.
    pub(super) fn each<T: Send>(
        &self,
        blocks: &[Block],
        work: impl Fn(&[u8]) -> Result<T, Damage> + Sync,
    ) -> Result<Vec<T>, OsmError> {
        let bench = || self.bench();
        let answer = |bench: &mut Result<Bench, OsmError>, &block: &Block| match bench {
            Ok(bench) => self.work(bench, block, &work),
            Err(_) => self.work(&mut self.bench()?, block, &work),
        };
        // Collecting into a `Result` at once would return whichever error comes first in time.
        let answers: Vec<_> = blocks.par_iter().map_init(bench, answer).collect();
        answers.into_iter().collect()
    }

    fn work<T>(
        &self,
        bench: &mut Bench,
        block: Block,
        work: impl Fn(&[u8]) -> Result<T, Damage>,
    ) -> Result<T, OsmError> {
        let unreadable =
            |source| OsmError::Unreadable { path: self.path.to_owned(), source };
        bench.read(block).map_err(unreadable)?;
        let answer = bench.message().and_then(work);
        answer.map_err(|damage| self.damaged(block, damage))
    }

    fn bench(&self) -> Result<Bench, OsmError> {
        let unreadable =
            |source| OsmError::Unreadable { path: self.path.to_owned(), source };
        let file = File::open(self.path).map_err(unreadable)?;
        Ok(Bench { file, blob: vec![], message: vec![], zlib: Decompress::new(true) })
    }

    fn damaged(&self, block: Block, damage: Damage) -> OsmError {
        OsmError::Damaged { path: self.path.to_owned(), place: block.into(), damage }
    }
}

impl Block {
    /// Reads the header of a block, of which the file holds so many bytes.
    fn read_header(
        &mut self,
        reader: &mut impl Read,
        held: u64,
    ) -> io::Result<Result<(), Damage>> {
        if held < 4 {
            return Ok(Err(Damage::CutOff));
        }
        let mut length = [0; 4];
        reader.read_exact(&mut length)?;
        let length = u64::from(u32::from_be_bytes(length));
        if length >= LONGEST_HEADER {
            return Ok(Err(Damage::HeaderTooLong));
        }
        if length > held - 4 {
            return Ok(Err(Damage::MissingBytes(length - (held - 4))));
        }
        let mut header = Vec::new();
        reader.by_ref().take(length).read_to_end(&mut header)?;
        self.blob += 4 + length;
        Ok(self.note(&header))
    }

    fn note(&mut self, header: &[u8]) -> Result<(), Damage> {
        let mut kind = None;
        for field in Fields::of(header) {
            match field? {
                (1, value) => kind = Some(value.bytes()?),
                (3, value) => {
                    // A negative size would send the scan backward, for ever.
                    let size = value.integer()? as i32;
                    self.size =
                        u32::try_from(size).map_err(|_negative| Damage::NegativeSize)?;
                }
                _ => {}
            }
        }
        self.kind = match kind.ok_or(Damage::Malformed)? {
            b"OSMHeader" => Kind::Header,
            b"OSMData" => Kind::Data,
            _ => Kind::Other,
        };
        Ok(())
    }
}

/// What a thread needs to read blocks, used again for each.
#[derive(Debug)]
struct Bench {
    file: File,
    blob: Vec<u8>,
    message: Vec<u8>,
    zlib: Decompress,
}

impl Bench {
    fn read(&mut self, block: Block) -> io::Result<()> {
        self.file.seek(SeekFrom::Start(block.blob))?;
        self.blob.clear();
        // The scan has seen that the file is as long; one byte too many shows that a block is.
        let size = block.size.min(LONGEST_BLOB as u32 + 1);
        self.blob.reserve(size as usize);
        (&self.file).take(u64::from(size)).read_to_end(&mut self.blob)?;
        Ok(())
    }

    /// The message in the blob that was read.
    fn message(&mut self) -> Result<&[u8], Damage> {
        if self.blob.len() > LONGEST_BLOB {
            return Err(Damage::TooLong);
        }
        let (mut raw, mut zlib, mut size) = (None, None, 0);
        for field in Fields::of(&self.blob) {
            match field? {
                (1, value) => raw = Some(value.bytes()?),
                (2, value) => size = usize::try_from(value.number()?).unwrap_or(0),
                (3, value) => zlib = Some(value.bytes()?),
                _ => {}
            }
        }
        match (raw, zlib) {
            (Some(raw), _) => Ok(raw),
            (None, Some(zlib)) => {
                inflate(&mut self.zlib, zlib, size, &mut self.message)?;
                Ok(&self.message)
            }
            (None, None) => Err(Damage::EmptyBlock),
        }
    }
}

/// Decompresses; the size that the block claims is only where the room begins.
fn inflate(
    zlib: &mut Decompress,
    input: &[u8],
    claimed: usize,
    output: &mut Vec<u8>,
) -> Result<(), Damage> {
    zlib.reset(true);
    output.clear();
    let most = input.len().saturating_mul(MOST_EXPANSION).min(LONGEST_BLOB);
    // One byte more lets the end of the stream be seen at once.
    output.reserve(claimed.min(most) + 1);
    loop {
        let done = usize::try_from(zlib.total_in()).unwrap_or(usize::MAX);
        let rest = input.get(done..).unwrap_or_default();
        let status = zlib
            .decompress_vec(rest, output, FlushDecompress::None)
            .map_err(|error| Damage::Format(error.to_string()))?;
        let full = output.len() == output.capacity();
        match status {
            Status::StreamEnd => return Ok(()),
            _ if output.len() > LONGEST_BLOB => return Err(Damage::TooLong),
            _ if full => output.reserve(output.len().max(1024)),
            _ => return Err(Damage::Malformed),
        }
    }
}
