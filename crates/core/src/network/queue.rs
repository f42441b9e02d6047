//! A queue of nodes by impedance, in buckets: searches pop in about rising order.
//!
//! A ring of buckets holds what lies within one turn of the present; what lies beyond waits aside
//! until the ring has come round. Order inside a bucket is not kept, so a search that uses it
//! corrects labels until a bucket is empty.
//!
//! # References
//!
//! Dial, *Algorithm 360: shortest-path forest with topological ordering*, CACM 12 (1969),
//! doi:10.1145/363269.363610; Cherkassky, Goldberg & Radzik, *Shortest paths algorithms* (1996),
//! doi:10.1007/BF02592101, for buckets with overflow.

/// Width of a bucket as a power of two: 4,096 ms is a few meters of walking, about the shortest
/// arcs, so few labels are corrected and few buckets are empty.
const WIDTH: u32 = 13;
/// Buckets in the ring, a power of two: one turn is 70 minutes.
const RING: usize = 1024;

/// Waiting entries: impedance and node.
#[derive(Clone, Debug)]
pub(super) struct Queue {
    ring: Vec<Vec<(u32, u32)>>,
    later: Vec<(u32, u32)>,
    /// Lowest bucket of what waits aside.
    first_later: u32,
    /// Number of the present bucket, counted from impedance 0.
    present: u32,
    waiting: usize,
}

impl Queue {
    pub(super) fn new() -> Self {
        Self {
            ring: vec![Vec::new(); RING],
            later: Vec::new(),
            first_later: u32::MAX,
            present: 0,
            waiting: 0,
        }
    }

    pub(super) fn clear(&mut self) {
        if self.waiting > 0 {
            self.ring.iter_mut().for_each(Vec::clear);
        }
        self.later.clear();
        self.first_later = u32::MAX;
        self.present = 0;
        self.waiting = 0;
    }

    /// Adds an entry, not before the present bucket.
    #[inline]
    pub(super) fn push(&mut self, impedance: u32, node: u32) {
        let bucket = impedance >> WIDTH;
        if bucket - self.present < RING as u32 {
            self.ring[bucket as usize % RING].push((impedance, node));
            self.waiting += 1;
        } else {
            self.later.push((impedance, node));
            self.first_later = self.first_later.min(bucket);
        }
    }

    /// Goes on to the lowest bucket that holds an entry; false if there is none.
    pub(super) fn advance(&mut self) -> bool {
        loop {
            if self.waiting == 0 {
                self.present = self.first_later;
            }
            if self.first_later.wrapping_sub(self.present) < RING as u32 {
                self.take_in_later();
            }
            if self.waiting == 0 {
                return false;
            }
            if !self.ring[self.present as usize % RING].is_empty() {
                return true;
            }
            self.present += 1;
        }
    }

    /// An entry of the present bucket.
    #[inline]
    pub(super) fn pop(&mut self) -> Option<(u32, u32)> {
        let entry = self.ring[self.present as usize % RING].pop()?;
        self.waiting -= 1;
        Some(entry)
    }

    /// Moves into the ring what it can hold by now.
    fn take_in_later(&mut self) {
        self.first_later = u32::MAX;
        for (impedance, node) in std::mem::take(&mut self.later) {
            self.push(impedance, node);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_come_out_by_bucket_however_far_ahead_they_were_put() {
        let mut queue = Queue::new();
        let turn = RING as u32 * (1 << WIDTH);
        for impedance in [5 * turn, turn + 1, 3, 2 * turn, turn / 2, 9 * turn] {
            queue.push(impedance, 0);
        }
        let mut seen = Vec::new();
        while queue.advance() {
            while let Some((impedance, _)) = queue.pop() {
                seen.push(impedance);
                if impedance == turn + 1 {
                    queue.push(turn + turn / 4, 0); // the ring moves on while others wait
                    queue.push(2 * turn + turn / 8, 0);
                }
            }
        }
        let rising = seen.windows(2).all(|w| w[0] >> WIDTH <= w[1] >> WIDTH);
        assert!(rising && seen.len() == 8, "{seen:?}");
        assert!(!queue.advance());
    }
}
