//! Who walks, and how fast.

use crate::network::lines::StreetKind;

/// A kind of walker: a name and a speed on level ground.
///
/// # Units
///
/// Whole millimeters per second, so that `speed * time` is exact.
///
/// # References
///
/// 1.2 m/s adult: MUTCD pedestrian clearance (4.0 ft/s), and common practice; 0.8 m/s elder: below
/// the 0.92 m/s 15th percentile over 60 years of TCRP 112 / NCHRP 562 (2006), and the 720 m that
/// Wu & Xu (2021) call suitable for the aged in 15 minutes; 1.0 m/s child: the planning rule
/// "60 m a minute".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// Its name in results: `adult`, `elder`, `child`.
    pub name: String,
    /// Walking speed in mm/s.
    pub speed_mm_s: u32,
}

impl Profile {
    /// The names that [`Profile::named`] knows.
    pub const NAMES: [&'static str; 3] = ["adult", "elder", "child"];

    /// A profile by name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let speed_mm_s = match name {
            "adult" => 1200,
            "elder" => 800,
            "child" => 1000,
            _ => return None,
        };
        Some(Self { name: name.to_owned(), speed_mm_s })
    }

    /// Speed in m/s, for display.
    #[must_use]
    pub fn speed_m_s(&self) -> f64 {
        f64::from(self.speed_mm_s) / 1000.0
    }

    /// Speed in mm/s on a street of `kind`: steps take twice the flat time (rule 19).
    #[must_use]
    pub fn speed_on(&self, kind: StreetKind) -> f64 {
        let flat = f64::from(self.speed_mm_s);
        match kind {
            StreetKind::Level => flat,
            StreetKind::Steps => flat / 2.0,
        }
    }
}

impl Default for Profile {
    fn default() -> Self {
        Self { name: "adult".to_owned(), speed_mm_s: 1200 }
    }
}
