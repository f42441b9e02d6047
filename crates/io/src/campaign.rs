//! What campaigns of tests share: how hard to try, and numbers without order that are the same in
//! every run, so that a failing case can be found again.

/// The effort of a campaign: 1, or `$WALKSHED_EFFORT`.
pub(crate) fn effort() -> u64 {
    let asked = std::env::var("WALKSHED_EFFORT").ok();
    asked.and_then(|effort| effort.parse().ok()).unwrap_or(1)
}

/// Dice that fall the same way for the same seed (splitmix64, Steele et al. 2014).
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    /// A number below `sides`, 0 if there are none.
    pub(crate) fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ z >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ z >> 31) % sides.max(1) as u64) as usize
    }
}
