//! Fronts that move along a run from its ends and from the stations on it.

use super::painter::Start;
use super::reached::Reached;
use crate::network::{Graph, Heading, Label, Network, Scratch};

/// A straight stretch of a run between two sources, and the fronts that come from both.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stretch {
    piece: u32,
    reversed: bool,
    /// Shares of the piece, from its end towards the first end of the run.
    shares: [f64; 2],
    /// Impedances at both shares of the front that moves along the run, and against it.
    fronts: [Option<Front>; 2],
}

#[derive(Clone, Copy, Debug)]
struct Front {
    station: u32,
    /// At both ends of the stretch.
    at: [f64; 2],
}

/// Where a front may start on a run: an end of it, or a station.
#[derive(Clone, Copy, Debug)]
struct Source {
    /// Positions for fronts that move along the run, and against it.
    at: [u32; 2],
    /// Position by which shares of pieces are found.
    drawn: u32,
    /// The best front that leaves it along the run, and against it: time and station.
    leaving: [Option<(u64, u32)>; 2],
}

/// Adds the stretches of a run, given the stations on it.
pub(super) fn fronts_of(
    graph: &Graph,
    scratch: &Scratch,
    run: u32,
    starts: &[Start],
    stretches: &mut Vec<Stretch>,
) {
    let view = graph.run(run);
    let drawn: Vec<u32> = view.along.iter().map(|way| way.0).collect();
    let whole = drawn.last().copied().unwrap_or(0);
    // a front along the run is walked along it if people leave the seeds
    let senses = match graph.heading() {
        Heading::ToSeeds => [1, 0],
        Heading::FromSeeds | Heading::Either => [0, 1],
    };
    let open = senses.map(|sense| view.cost[sense].0 != u32::MAX);
    let length = senses.map(|sense| match view.cost[sense].0 {
        u32::MAX => whole,
        cost => cost,
    });
    let sources = sources(view.ends.map(|end| scratch.label(end)), starts, senses, open)
        .into_iter()
        .map(|source| source.at_most(length, whole));
    let sources = spread(sources.collect());
    for (slot, (piece, reversed)) in graph.network().runs().pieces(run).enumerate() {
        let piece_ends = [drawn[slot], drawn[slot + 1]];
        let share = |position: u32| {
            let gap = f64::from(position) - f64::from(piece_ends[0]);
            let length = f64::from(piece_ends[1] - piece_ends[0]);
            if length > 0.0 { (gap / length).clamp(0.0, 1.0) } else { 0.0 }
        };
        for pair in sources.windows(2) {
            let outside = pair[1].drawn < piece_ends[0] || piece_ends[1] < pair[0].drawn;
            let mut shares = [share(pair[0].drawn), share(pair[1].drawn)];
            if piece_ends[0] == piece_ends[1] && !outside {
                shares = [0.0, 1.0];
            }
            if outside || shares[0] >= shares[1] {
                continue;
            }
            let at = shares.map(|share| {
                let length = f64::from(piece_ends[1]) - f64::from(piece_ends[0]);
                f64::from(piece_ends[0]) + share * length
            });
            let fronts = fronts_between(pair, at, length, whole);
            stretches.push(Stretch { piece, reversed, shares, fronts });
        }
    }
}

impl Source {
    /// The source with the last end of the run put in its place.
    fn at_most(self, length: [u32; 2], whole: u32) -> Self {
        let at = [0, 1].map(|sense| self.at[sense].min(length[sense]));
        Self { at, drawn: self.drawn.min(whole), ..self }
    }
}

/// The ends of a run and the stations on it, in the order of the run.
fn sources(
    labels: [Label; 2],
    starts: &[Start],
    senses: [usize; 2],
    open: [bool; 2],
) -> Vec<Source> {
    let end = |label: Label, position: u32| Source {
        at: [position; 2],
        drawn: position,
        leaving: open.map(|open| {
            (open && label != Label::NONE)
                .then(|| (u64::from(label.primary()), label.station()))
        }),
    };
    let on_run = |start: &Start| {
        let positions = [start.anchor.forward.0, start.anchor.backward.0];
        Source {
            at: senses.map(|sense| positions[sense]),
            drawn: start.anchor.forward.0,
            leaving: open
                .map(|open| open.then(|| (start.anchor.leg.0.into(), start.station))),
        }
    };
    let mut sources: Vec<Source> = starts.iter().map(on_run).collect();
    sources.sort_by_key(|source| source.drawn);
    sources.insert(0, end(labels[0], 0));
    sources.push(end(labels[1], u32::MAX));
    sources
}

/// Lets better fronts pass over sources.
fn spread(mut sources: Vec<Source>) -> Vec<Source> {
    for next in 1..sources.len() {
        let before = sources[next - 1];
        let gap = u64::from(sources[next].at[0].saturating_sub(before.at[0]));
        let passing = before.leaving[0].map(|(time, station)| (time + gap, station));
        let leaving = &mut sources[next].leaving[0];
        *leaving = passing.into_iter().chain(*leaving).min();
    }
    for last in (1..sources.len()).rev() {
        let after = sources[last];
        let gap = u64::from(after.at[1].saturating_sub(sources[last - 1].at[1]));
        let passing = after.leaving[1].map(|(time, station)| (time + gap, station));
        let leaving = &mut sources[last - 1].leaving[1];
        *leaving = passing.into_iter().chain(*leaving).min();
    }
    sources
}

/// The two fronts between neighboring sources, at two positions as drawn.
fn fronts_between(
    pair: &[Source],
    at: [f64; 2],
    length: [u32; 2],
    whole: u32,
) -> [Option<Front>; 2] {
    // a run whose directions differ is one piece, so positions are in proportion
    let scale = length.map(|length| match whole {
        0 => 1.0,
        whole => f64::from(length) / f64::from(whole),
    });
    let along = pair[0].leaving[0].map(|(time, station)| Front {
        station,
        at: at
            .map(|at| time as f64 + (at * scale[0] - f64::from(pair[0].at[0])).max(0.0)),
    });
    let against = pair[1].leaving[1].map(|(time, station)| Front {
        station,
        at: at
            .map(|at| time as f64 + (f64::from(pair[1].at[1]) - at * scale[1]).max(0.0)),
    });
    [along, against]
}

impl Stretch {
    /// Adds the parts that lie within a limit.
    pub(super) fn within(&self, network: &Network, limit: f64, parts: &mut Vec<Reached>) {
        let [along, against] = self.fronts;
        // shares of the stretch: how far each front comes
        let end = along.map_or(0.0, |front| reach(front.at, limit));
        let start =
            against.map_or(1.0, |front| 1.0 - reach([front.at[1], front.at[0]], limit));
        let meeting = match (along, against) {
            (Some(along), Some(against)) => meeting(along, against),
            (Some(_), None) => 1.0,
            _ => 0.0,
        };
        let (end, start) = (end.min(meeting), start.max(meeting));
        if let Some(front) = along.filter(|front| front.at[0] <= limit && end > 0.0) {
            parts.push(self.part(network, [0.0, end], front));
        }
        if let Some(front) = against.filter(|front| front.at[1] <= limit && start < 1.0) {
            parts.push(self.part(network, [start, 1.0], front));
        }
    }

    fn part(&self, network: &Network, shares: [f64; 2], front: Front) -> Reached {
        let base = &network.base;
        let piece = self.piece as usize;
        let ends = [base.along[piece], base.along[piece + 1]];
        let mut meters = shares.map(|share| {
            let share = match share {
                0.0 => self.shares[0],
                1.0 => self.shares[1],
                share => self.shares[0] + share * (self.shares[1] - self.shares[0]),
            };
            // exactly an end at 0 and 1, so that neighbors join
            match (share, self.reversed) {
                (0.0, false) | (1.0, true) => ends[0],
                (1.0, false) | (0.0, true) => ends[1],
                (share, false) => ends[0] + share * (ends[1] - ends[0]),
                (share, true) => ends[1] - share * (ends[1] - ends[0]),
            }
        });
        if self.reversed {
            meters.swap(0, 1);
        }
        let time = |share: f64| front.at[0] + share * (front.at[1] - front.at[0]);
        let times = shares.map(|share| time(share).ceil() as u32);
        Reached {
            street: base.street_of(self.piece),
            from_m: meters[0],
            to_m: meters[1],
            station: front.station,
            range: [times[0].min(times[1]), times[0].max(times[1])],
        }
    }
}

/// How far a front that rises from the first time to the second comes within a limit, as a share.
fn reach([from, to]: [f64; 2], limit: f64) -> f64 {
    match limit {
        limit if limit >= to => 1.0,
        limit if limit < from => 0.0,
        limit => (limit - from) / (to - from),
    }
}

/// The share at which two fronts meet.
fn meeting(along: Front, against: Front) -> f64 {
    let lead = against.at[0] - along.at[0];
    let closing = (along.at[1] - along.at[0]) + (against.at[0] - against.at[1]);
    if closing > 0.0 {
        (lead / closing).clamp(0.0, 1.0)
    } else {
        let first = (along.at[0], along.station) <= (against.at[0], against.station);
        f64::from(u8::from(first))
    }
}
