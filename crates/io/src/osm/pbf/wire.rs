//! Protocol buffers as they lie in the file: numbers, fields, packed lists. Nothing is copied,
//! and nothing is believed that the bytes do not hold.

use crate::osm::damage::Damage;

/// Why bytes are no message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// A number or field breaks off, or is of no known kind.
    Malformed,
    /// A sum of differences that no number holds.
    OutOfRange,
}

impl From<Fault> for Damage {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Malformed => Self::Malformed,
            Fault::OutOfRange => Self::OutOfRange,
        }
    }
}

/// The value of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Value<'a> {
    Number(u64),
    Bytes(&'a [u8]),
    /// Four or eight bytes, which no field of these files has.
    Fixed,
}

impl<'a> Value<'a> {
    pub(super) fn number(self) -> Result<u64, Fault> {
        if let Self::Number(number) = self { Ok(number) } else { Err(Fault::Malformed) }
    }

    pub(super) fn bytes(self) -> Result<&'a [u8], Fault> {
        if let Self::Bytes(bytes) = self { Ok(bytes) } else { Err(Fault::Malformed) }
    }

    /// A number of the types `int32` and `int64`.
    pub(super) fn integer(self) -> Result<i64, Fault> {
        self.number().map(u64::cast_signed)
    }

    /// A number of the type `sint64`.
    pub(super) fn signed(self) -> Result<i64, Fault> {
        self.number().map(unzigzag)
    }
}

/// The fields of a message, in its order. After a fault it ends.
#[derive(Clone, Debug)]
pub(super) struct Fields<'a>(&'a [u8]);

impl<'a> Fields<'a> {
    pub(super) fn of(message: &'a [u8]) -> Self {
        Self(message)
    }

    fn value(&mut self, kind: u64) -> Option<Value<'a>> {
        let length = match kind {
            0 => return varint(&mut self.0).map(Value::Number),
            1 => 8,
            2 => usize::try_from(varint(&mut self.0)?).ok()?,
            5 => 4,
            _ => return None,
        };
        let (bytes, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(if kind == 2 { Value::Bytes(bytes) } else { Value::Fixed })
    }
}

impl<'a> Iterator for Fields<'a> {
    type Item = Result<(u64, Value<'a>), Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.0.is_empty() {
            return None;
        }
        let key = varint(&mut self.0);
        let field = key.and_then(|key| Some((key >> 3, self.value(key & 7)?)));
        if field.is_none() {
            self.0 = &[];
        }
        Some(field.ok_or(Fault::Malformed))
    }
}

/// A packed list of numbers. After a fault it ends.
#[derive(Clone, Debug, Default)]
pub(super) struct Numbers<'a>(&'a [u8]);

impl<'a> Numbers<'a> {
    pub(super) fn of(packed: &'a [u8]) -> Self {
        Self(packed)
    }

    /// How many there are, without decoding them: each has one byte without its highest bit.
    pub(super) fn count(packed: &[u8]) -> usize {
        packed.iter().filter(|&&byte| byte < 0x80).count()
    }
}

impl Iterator for Numbers<'_> {
    type Item = Result<u64, Fault>;

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        if self.0.is_empty() {
            return None;
        }
        let number = varint(&mut self.0);
        if number.is_none() {
            self.0 = &[];
        }
        Some(number.ok_or(Fault::Malformed))
    }
}

/// A packed list of differences, summed up.
#[derive(Clone, Debug, Default)]
pub(super) struct Sums<'a> {
    differences: Numbers<'a>,
    sum: i64,
}

impl<'a> Sums<'a> {
    pub(super) fn of(packed: &'a [u8]) -> Self {
        Self { differences: Numbers::of(packed), sum: 0 }
    }
}

impl Iterator for Sums<'_> {
    type Item = Result<i64, Fault>;

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        let difference = match self.differences.next()? {
            Ok(number) => unzigzag(number),
            Err(fault) => return Some(Err(fault)),
        };
        let Some(sum) = self.sum.checked_add(difference) else {
            self.differences = Numbers::default();
            return Some(Err(Fault::OutOfRange));
        };
        self.sum = sum;
        Some(Ok(sum))
    }
}

#[inline]
pub(super) fn unzigzag(number: u64) -> i64 {
    (number >> 1).cast_signed() ^ -(number & 1).cast_signed()
}

/// A number of seven bits to a byte, the lowest first.
#[inline]
fn varint(bytes: &mut &[u8]) -> Option<u64> {
    let (&first, rest) = bytes.split_first()?;
    *bytes = rest;
    if first < 0x80 { Some(u64::from(first)) } else { long_varint(first, bytes) }
}

fn long_varint(first: u8, bytes: &mut &[u8]) -> Option<u64> {
    let mut number = u64::from(first & 0x7f);
    for shift in (7..64).step_by(7) {
        let (&byte, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u64::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Some(number);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_every_length_are_read_and_longer_ones_refused() {
        for (bytes, number) in [
            (&[0][..], Some(0)),
            (&[0x7f], Some(127)),
            (&[0x80, 0x01], Some(128)),
            (
                &[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01],
                Some(u64::MAX),
            ),
            (&[0x80], None),
            (&[0x80; 11], None),
        ] {
            let read: Result<Vec<u64>, Fault> = Numbers::of(bytes).collect();
            assert_eq!(read.ok(), number.map(|number| vec![number]), "{bytes:?}");
        }
    }

    #[test]
    fn differences_are_summed_and_no_sum_runs_over() {
        let sums = |packed: &[u8]| Sums::of(packed).collect::<Result<Vec<_>, _>>();
        assert_eq!(sums(&[2, 4, 1]), Ok(vec![1, 3, 2]));
        let most = [0xfe, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01];
        assert_eq!(sums(&most), Ok(vec![i64::MAX]));
        assert_eq!(sums(&[&most[..], &[2]].concat()), Err(Fault::OutOfRange));
    }

    #[test]
    fn a_field_ends_where_its_message_ends() {
        let fields = |message| Fields::of(message).collect::<Result<Vec<_>, _>>();
        assert_eq!(
            fields(&[0x08, 5, 0x12, 2, 7, 7]),
            Ok(vec![(1, Value::Number(5)), (2, Value::Bytes(&[7, 7]))])
        );
        assert_eq!(fields(&[0x0d, 1, 2, 3, 4]), Ok(vec![(1, Value::Fixed)]));
        for broken in [&[0x12, 9, 7][..], &[0x0d, 1], &[0x0b], &[0x08], &[0x80]] {
            assert_eq!(fields(broken), Err(Fault::Malformed), "{broken:?}");
        }
    }
}
