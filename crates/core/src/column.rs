//! Rows in memory of our own, or in a file that is mapped: who reads them need not know which.

use bytemuck::{Pod, PodCastError};
use std::fmt;
use std::ops::{Deref, Range};
use std::sync::Arc;
use yoke::Yoke;
use yoke::erased::ErasedArcCart;

/// Bytes that several columns share: a mapped file, or a copy of one.
pub type SharedBytes = Arc<dyn AsRef<[u8]> + Send + Sync>;

/// Rows that never change, kept together with whatever holds their bytes.
///
/// # Cost
///
/// Read like a slice, without a check; a clone shares the rows.
pub(crate) struct Column<T: 'static> {
    rows: Yoke<&'static [T], ErasedArcCart>,
}

impl<T: Send + Sync> Column<T> {
    /// Rows of our own.
    pub(crate) fn new(rows: Vec<T>) -> Self {
        let rows = Yoke::attach_to_cart(Arc::new(rows), |rows| rows.as_slice());
        Self { rows: rows.erase_arc_cart() }
    }
}

impl<T: Pod + Send + Sync> Column<T> {
    /// Rows where they lie; `None` if the range is not within the bytes, or not of whole rows.
    ///
    /// Bytes that are not aligned as the rows must be are copied.
    pub(crate) fn shared(bytes: &SharedBytes, range: Range<usize>) -> Option<Self> {
        let cart = Arc::new(Arc::clone(bytes));
        let rows = Yoke::try_attach_to_cart(cart, |bytes| {
            let within = (**bytes).as_ref().get(range.clone());
            bytemuck::try_cast_slice(within.ok_or(PodCastError::SizeMismatch)?)
        });
        match rows {
            Ok(rows) => Some(Self { rows: rows.erase_arc_cart() }),
            Err(PodCastError::TargetAlignmentGreaterAndInputNotAligned) => {
                let bytes = (**bytes).as_ref().get(range)?;
                (bytes.len() % size_of::<T>() == 0)
                    .then(|| Self::new(bytemuck::allocation::pod_collect_to_vec(bytes)))
            }
            Err(_) => None,
        }
    }

    /// The bytes of all rows.
    pub(crate) fn bytes(&self) -> &[u8] {
        bytemuck::cast_slice(self)
    }
}

impl<T> Deref for Column<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        self.rows.get()
    }
}

impl<T> Clone for Column<T> {
    fn clone(&self) -> Self {
        Self { rows: self.rows.clone() }
    }
}

impl<T: Send + Sync> Default for Column<T> {
    fn default() -> Self {
        Self::new(Vec::new())
    }
}

impl<T: Send + Sync> FromIterator<T> for Column<T> {
    fn from_iter<I: IntoIterator<Item = T>>(rows: I) -> Self {
        Self::new(rows.into_iter().collect())
    }
}

impl<T> fmt::Debug for Column<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} rows", self.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_read_where_they_lie_or_copied_where_they_are_not_aligned() {
        let rows: Vec<u64> = (0..100).collect();
        let mut bytes = vec![0_u8; 8 * 101];
        for shift in 0..8 {
            bytes[shift..shift + 800].copy_from_slice(bytemuck::cast_slice(&rows));
            let shared: SharedBytes = Arc::new(bytes.clone());
            let column = Column::<u64>::shared(&shared, shift..shift + 800).unwrap();
            drop(shared);
            assert_eq!(column.clone()[..], rows[..]);
            assert_eq!(column.bytes(), bytemuck::cast_slice::<u64, u8>(&rows));
        }
    }

    #[test]
    fn a_range_beyond_the_bytes_or_within_a_row_is_none() {
        let shared: SharedBytes = Arc::new(vec![0_u8; 64]);
        for (range, rows) in [(0..64, Some(8)), (64..64, Some(0)), (8..65, None)] {
            let column = Column::<u64>::shared(&shared, range);
            assert_eq!(column.map(|c| c.len()), rows);
        }
        for length in 1..8 {
            for start in 0..8 {
                let range = start..start + 8 + length;
                assert!(Column::<u64>::shared(&shared, range).is_none());
            }
        }
        #[allow(clippy::reversed_empty_ranges, reason = "what a damaged file may say")]
        let backward = 8..0;
        assert!(Column::<u64>::shared(&shared, backward).is_none());
    }
}
