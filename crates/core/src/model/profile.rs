//! Who walks, how fast, and where.

/// A kind of walker: speeds, and which streets may be used.
///
/// All profiles share one network; each has its own [`Graph`](crate::network::Graph).
///
/// # Units
///
/// Whole millimeters per second and milliseconds, so that `speed * time` is exact.
///
/// # References
///
/// 1.2 m/s adult: MUTCD pedestrian clearance (4.0 ft/s), and common practice; 0.8 m/s elder: below
/// the 0.92 m/s 15th percentile over 60 years of TCRP 112 / NCHRP 562 (2006), and the 720 m that
/// Wu & Xu (2021) call suitable for the aged in 15 minutes; 1.0 m/s child: the planning rule
/// "60 m a minute"; 0.8 m/s wheelchair, as elder. A lift costs `LIFT_WAIT_MS`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// Its name in results: `adult`, `elder`, `child`, `wheelchair`, or one of the project's own.
    pub name: String,
    /// Walking speed on level streets in mm/s.
    pub speed_mm_s: u32,
    /// Speed from a place to its street in mm/s.
    pub off_street_mm_s: u32,
    /// Time on steps in thousandths of the time that their tags say: 1000 leaves it as it is.
    pub steps_permille: u32,
    /// Whether only streets that a wheelchair passes are used.
    pub wheels: bool,
    /// Whether cycleways and bridleways are walked where no tag says so.
    pub cycleways: bool,
    /// What a lift costs, in milliseconds.
    pub lift_ms: u32,
}

/// A minute for a lift, wait and ride together: half of an up-peak interval of 30 s that building
/// services guides call fair (CIBSE Guide D, 2015), doors, a few floors, and the wait for a free
/// car off-peak. A judgment, and a profile can say otherwise.
const LIFT_WAIT_MS: u32 = 60_000;

impl Profile {
    /// The names that [`Profile::named`] knows.
    pub const NAMES: [&'static str; 4] = ["adult", "elder", "child", "wheelchair"];

    /// A walker at a speed, with the defaults for all else.
    #[must_use]
    pub fn at_speed(name: &str, speed_mm_s: u32) -> Self {
        Self {
            name: name.to_owned(),
            speed_mm_s,
            off_street_mm_s: speed_mm_s,
            steps_permille: 1000,
            wheels: false,
            cycleways: false,
            lift_ms: LIFT_WAIT_MS,
        }
    }

    /// A profile by name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let speed_mm_s = match name {
            "adult" => 1200,
            "elder" | "wheelchair" => 800,
            "child" => 1000,
            _ => return None,
        };
        let wheels = name == "wheelchair";
        Some(Self { wheels, ..Self::at_speed(name, speed_mm_s) })
    }

    /// Speed in m/s, for display.
    #[must_use]
    pub fn speed_m_s(&self) -> f64 {
        f64::from(self.speed_mm_s) / 1000.0
    }
}

impl Default for Profile {
    fn default() -> Self {
        Self::at_speed("adult", 1200)
    }
}
