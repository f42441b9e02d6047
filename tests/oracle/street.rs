//! Streets and walkers in plain fields: what a [`StreetGraph`](super::StreetGraph) is made of.

/// How long a street takes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Pace {
    /// So many times as long as level ground, along the line and against it.
    Walked {
        /// Along the line.
        forward: f64,
        /// Against it.
        backward: f64,
    },
    /// Meters in a second, whoever stands on it.
    Moving(f64),
    /// So many waits for a lift, over the whole line.
    Lift(f64),
    /// A ride of this many seconds over the whole line.
    Carried(f64),
}

/// Who may walk it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Everyone.
    Public,
    /// As the first or last part of a walk alone.
    Private,
    /// The walker decides.
    Unsaid,
}

/// Which way it may be walked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Both.
    Both,
    /// Along the line.
    Forward,
    /// Against it.
    Backward,
}

/// A street: nodes in order.
#[derive(Debug, Clone, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a plain fact of a street")]
pub struct StreetLine {
    /// Its nodes, by their places among the positions.
    pub nodes: Vec<usize>,
    /// How long it takes.
    pub pace: Pace,
    /// Whether it is steps, which some walkers take slower than their tags say.
    pub steps: bool,
    /// Who may walk it.
    pub access: Access,
    /// Which way.
    pub direction: Direction,
    /// Whether a wheelchair passes.
    pub wheels: bool,
    /// Whether points are tied to it only where no other street is in reach: tunnels, lifts,
    /// escalators, indoor ways (rule 5).
    pub last_resort: bool,
    /// Whether it is the user's own, and used however small its component (rule 6).
    pub own: bool,
}

impl StreetLine {
    /// A level street for everyone.
    #[must_use]
    pub fn level(nodes: Vec<usize>) -> Self {
        Self {
            nodes,
            pace: Pace::Walked { forward: 1.0, backward: 1.0 },
            steps: false,
            access: Access::Public,
            direction: Direction::Both,
            wheels: true,
            last_resort: false,
            own: false,
        }
    }
}

/// Who walks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Walker {
    /// Meters in a second on level streets.
    pub speed_m_s: f64,
    /// Meters in a second from a place to its street.
    pub off_street_m_s: f64,
    /// So many times as long on steps as their pace says.
    pub steps: f64,
    /// Seconds for one lift.
    pub lift_s: f64,
    /// Whether in a wheelchair.
    pub wheels: bool,
    /// Whether on cycleways and the like where nothing is said.
    pub unsaid: bool,
}

impl Walker {
    /// Whether a street is for this walker at all.
    #[must_use]
    pub fn takes(&self, street: &StreetLine) -> bool {
        (street.wheels || !self.wheels)
            && (street.access != Access::Unsaid || self.unsaid)
    }

    /// Seconds for `meters` of a street of `whole_m`, along it and against it; on a street
    /// without length, `last` says whether this is its last piece, which takes it all.
    #[must_use]
    pub fn seconds(
        &self,
        street: &StreetLine,
        meters: f64,
        whole_m: f64,
        last: bool,
    ) -> [f64; 2] {
        let share =
            if whole_m > 0.0 { meters / whole_m } else { f64::from(u8::from(last)) };
        let steps = if street.steps { self.steps } else { 1.0 };
        match street.pace {
            Pace::Walked { forward, backward } => {
                [forward, backward].map(|times| meters / self.speed_m_s * times * steps)
            }
            Pace::Moving(m_s) => [meters / m_s; 2],
            Pace::Lift(waits) => [share * waits * self.lift_s; 2],
            Pace::Carried(seconds) => [share * seconds; 2],
        }
    }
}
