//! The text of a file, decompressed as it is read, with a limit to what a few bytes may become.

use crate::osm::damage::Damage;
use crate::osm::error::OsmError;
use crate::osm::format::{Compression, Format, by_content};
use bzip2::bufread::MultiBzDecoder;
use flate2::bufread::MultiGzDecoder;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

/// No element with its attributes, and no text, is as long: names have at most 255 characters.
const LONGEST_EVENT: u64 = 1 << 24;
/// OpenStreetMap XML expands to 10 to 30 times its size; more than this is no map.
const MOST_EXPANSION: u64 = 200;
/// Short files may expand more.
const ALWAYS_ALLOWED: u64 = 1 << 24;

/// Opens a file.
///
/// # Errors
///
/// [`OsmError`] if it cannot be opened, or holds a PBF file that is compressed once more.
pub(super) fn open(
    path: &Path,
    compression: Compression,
) -> Result<Meter<Box<dyn BufRead>>, OsmError> {
    let unreadable = |source| OsmError::Unreadable { path: path.to_owned(), source };
    let file = File::open(path).map_err(unreadable)?;
    let length = file.metadata().map_err(unreadable)?.len();
    let bytes = BufReader::new(file);
    let text: Box<dyn BufRead> = match compression {
        Compression::None => return Ok(Meter::new(Box::new(bytes), u64::MAX)),
        Compression::Gzip => Box::new(BufReader::new(MultiGzDecoder::new(bytes))),
        Compression::Bzip2 => Box::new(BufReader::new(MultiBzDecoder::new(bytes))),
    };
    let most = length.saturating_mul(MOST_EXPANSION).max(ALWAYS_ALLOWED);
    let mut meter = Meter::new(text, most);
    // A damaged beginning is told when it is read as text.
    if meter.fill_buf().is_ok_and(|head| by_content(head) == Some(Format::Pbf)) {
        let (path, format) = (path.to_owned(), compression.name());
        return Err(OsmError::Compressed { path, format });
    }
    Ok(meter)
}

/// Counts what is read, and stops where it is too much.
#[derive(Debug)]
pub(super) struct Meter<R> {
    inner: R,
    event: u64,
    total: u64,
    most: u64,
    /// Why it has stopped.
    pub(super) fault: Option<Damage>,
}

impl<R> Meter<R> {
    fn new(inner: R, most: u64) -> Self {
        Self { inner, event: 0, total: 0, most, fault: None }
    }

    /// Says that an event of the document ends here.
    pub(super) fn next_event(&mut self) {
        self.event = 0;
    }

    fn check(&mut self) -> io::Result<()> {
        self.fault = if self.event > LONGEST_EVENT {
            Some(Damage::Endless)
        } else if self.total > self.most {
            Some(Damage::Expands { most: MOST_EXPANSION })
        } else {
            return Ok(());
        };
        Err(io::ErrorKind::InvalidData.into())
    }
}

impl<R: BufRead> Read for Meter<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let filled = self.fill_buf()?.read(buffer)?;
        self.consume(filled);
        Ok(filled)
    }
}

impl<R: BufRead> BufRead for Meter<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.check()?;
        self.inner.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.event += amount as u64;
        self.total += amount as u64;
        self.inner.consume(amount);
    }
}
