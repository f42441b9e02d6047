//! The pages of a Parquet file, looked at before they are unpacked: the library takes the size
//! that a page declares for granted and fills as much memory, up to 2 GB a page.

use parquet::file::metadata::ParquetMetaData;

/// Bytes that any page may unpack to, and how much more for each byte that it is packed in.
const FREE: u64 = 16 << 20;
const MOST_RATIO: u64 = 200;

/// Kinds of values in the compact protocol of Thrift.
const STOP: u8 = 0;
const BOOLEANS: [u8; 2] = [1, 2];
const BYTE: u8 = 3;
const INTEGERS: [u8; 3] = [4, 5, 6];
const DOUBLE: u8 = 7;
const BINARY: u8 = 8;
const LISTS: [u8; 2] = [9, 10];
const STRUCT: u8 = 12;

/// Structures inside each other that a header may have; it has three.
const DEEPEST: usize = 8;

/// Refuses a file with a page that would expand beyond measure, or lies outside of it.
pub(super) fn check(bytes: &[u8], metadata: &ParquetMetaData) -> Result<(), String> {
    for group in metadata.row_groups() {
        for column in group.columns() {
            let (start, length) = column.byte_range();
            let end = start.checked_add(length).and_then(|end| usize::try_from(end).ok());
            let chunk = end.and_then(|end| bytes.get(usize::try_from(start).ok()?..end));
            let chunk = chunk.ok_or("a column lies outside of it")?;
            check_chunk(chunk).ok_or("a page is damaged, or expands beyond measure")?;
        }
    }
    Ok(())
}

fn check_chunk(mut rest: &[u8]) -> Option<()> {
    while !rest.is_empty() {
        let mut header = Header { rest, unpacked: 0, packed: 0 };
        header.take_struct(0)?;
        let packed = usize::try_from(header.packed).ok()?;
        let most = FREE + MOST_RATIO * header.packed.unsigned_abs();
        if u64::try_from(header.unpacked).ok()? > most {
            return None;
        }
        rest = header.rest.get(packed..)?;
    }
    Some(())
}

/// The header of a page.
struct Header<'b> {
    rest: &'b [u8],
    unpacked: i64,
    packed: i64,
}

impl Header<'_> {
    fn take_struct(&mut self, depth: usize) -> Option<()> {
        if depth == DEEPEST {
            return None;
        }
        let mut id = 0;
        loop {
            let head = self.byte()?;
            let (step, kind) = (head >> 4, head & 0x0f);
            if kind == STOP {
                return Some(());
            }
            id = if step == 0 { self.integer()? } else { id + i64::from(step) };
            match (depth, id) {
                (0, 2) if INTEGERS.contains(&kind) => self.unpacked = self.integer()?,
                (0, 3) if INTEGERS.contains(&kind) => self.packed = self.integer()?,
                _ => self.skip(kind, depth)?,
            }
        }
    }

    fn skip(&mut self, kind: u8, depth: usize) -> Option<()> {
        match kind {
            kind if BOOLEANS.contains(&kind) => Some(()),
            kind if INTEGERS.contains(&kind) => self.integer().map(drop),
            BYTE => self.byte().map(drop),
            DOUBLE => self.bytes(8),
            BINARY => {
                let size = self.varint()?;
                self.bytes(usize::try_from(size).ok()?)
            }
            STRUCT => self.take_struct(depth + 1),
            kind if LISTS.contains(&kind) && depth < DEEPEST => {
                let head = self.byte()?;
                let size = match head >> 4 {
                    15 => self.varint()?,
                    size => size.into(),
                };
                let kind = head & 0x0f;
                // In a list, a flag has a byte of its own.
                let kind = if BOOLEANS.contains(&kind) { BYTE } else { kind };
                (0..size).try_for_each(|_| self.skip(kind, depth + 1))
            }
            _ => None,
        }
    }

    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*first)
    }

    fn bytes(&mut self, count: usize) -> Option<()> {
        self.rest = self.rest.get(count..)?;
        Some(())
    }

    fn varint(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    /// A number, of which the last bit is the sign.
    fn integer(&mut self) -> Option<i64> {
        let number = self.varint()?;
        Some((number >> 1).cast_signed() ^ -((number & 1).cast_signed()))
    }
}
