//! Sets of minutes as sorted ranges that do not touch.

use std::ops::Range;

/// Minutes of a day, or of a week: half-open, sorted, apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Spans(Vec<Range<u16>>);

impl Spans {
    pub(super) fn new(ranges: impl IntoIterator<Item = Range<u16>>) -> Self {
        let mut ranges: Vec<_> = ranges.into_iter().filter(|r| r.start < r.end).collect();
        ranges.sort_by_key(|range| range.start);
        let mut apart: Vec<Range<u16>> = Vec::with_capacity(ranges.len());
        for range in ranges {
            match apart.last_mut() {
                Some(last) if range.start <= last.end => {
                    last.end = last.end.max(range.end);
                }
                _ => apart.push(range),
            }
        }
        Self(apart)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn ranges(&self) -> &[Range<u16>] {
        &self.0
    }

    pub(super) fn into_ranges(self) -> Vec<Range<u16>> {
        self.0
    }

    pub(super) fn holds(&self, minute: u16) -> bool {
        self.0.iter().any(|range| range.contains(&minute))
    }

    pub(super) fn with(&self, other: &Self) -> Self {
        Self::new(self.0.iter().chain(&other.0).cloned())
    }

    pub(super) fn without(&self, other: &Self) -> Self {
        let cut = |ranges: Vec<Range<u16>>, hole: &Range<u16>| {
            let sides = |range: Range<u16>| {
                [
                    range.start..range.end.min(hole.start),
                    range.start.max(hole.end)..range.end,
                ]
            };
            ranges.into_iter().flat_map(sides).filter(|r| r.start < r.end).collect()
        };
        Self(other.0.iter().fold(self.0.clone(), cut))
    }

    pub(super) fn meets(&self, other: &Self) -> bool {
        let meet = |a: &Range<u16>, b: &Range<u16>| a.start < b.end && b.start < a.end;
        self.0.iter().any(|a| other.0.iter().any(|b| meet(a, b)))
    }

    /// Those within a range, counted from its start.
    pub(super) fn within(&self, part: &Range<u16>) -> Self {
        let clip = |range: &Range<u16>| {
            let (start, end) = (range.start.max(part.start), range.end.min(part.end));
            (start < end).then(|| start - part.start..end - part.start)
        };
        Self(self.0.iter().filter_map(clip).collect())
    }

    pub(super) fn minutes(&self) -> u16 {
        self.0.iter().map(|range| range.end - range.start).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bits(spans: &Spans) -> Vec<bool> {
        (0..40).map(|minute| spans.holds(minute)).collect()
    }

    #[test]
    fn sets_agree_with_one_bit_a_minute() {
        let cases: [&[Range<u16>]; 6] = [
            &[],
            &[0..3, 3..5],
            &[3..9, 9..12],
            &[20..30, 2..4],
            &[0..30, 10..40],
            &[5..6, 25..26, 35..40],
        ];
        for a in cases {
            for b in cases {
                let (a, b) = (Spans::new(a.to_vec()), Spans::new(b.to_vec()));
                let each = |f: fn(bool, bool) -> bool| -> Vec<bool> {
                    bits(&a).into_iter().zip(bits(&b)).map(|(a, b)| f(a, b)).collect()
                };
                assert_eq!(bits(&a.with(&b)), each(|a, b| a || b));
                assert_eq!(bits(&a.without(&b)), each(|a, b| a && !b));
                assert_eq!(a.meets(&b), each(|a, b| a && b).contains(&true));
                assert_eq!(
                    usize::from(a.minutes()),
                    bits(&a).iter().filter(|b| **b).count()
                );
            }
        }
    }

    #[test]
    fn parts_count_from_their_start() {
        let spans = Spans::new([10..20, 30..50]);
        assert_eq!(spans.within(&(15..40)), Spans::new([0..5, 15..25]));
    }
}
