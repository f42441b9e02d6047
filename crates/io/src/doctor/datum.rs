//! In which coordinate system each file really is, judged by how well the files fit each other.
//!
//! Every file is read by every hypothesis, and every two files are laid over each other: stations
//! and houses stand beside streets, inside their communities and not in water, and streets do not
//! run through the blocks between them. How far they are from that, in meters, is their misfit.
//! The files are judged together, since a wrong file misfits all others, and the others misfit it
//! alone: the explanation that changes the fewest files and leaves the least misfit is the verdict,
//! and that nothing is wrong is one of them.

mod exhibit;
mod fit;
mod hypothesis;
mod near;
mod plane;

pub(crate) use exhibit::{Exhibit, Part, Sighting};
pub(crate) use hypothesis::Hypothesis;

use fit::{Misfit, Misfits};
use plane::Plane;

/// What a file turned out to be.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Verdict {
    /// The files, by their places in the case.
    pub(crate) files: Vec<usize>,
    /// What their coordinates really are.
    pub(crate) hypothesis: Hypothesis,
    /// What is left of the misfit then, in meters.
    pub(crate) left_m: f64,
    /// The misfit of the next best explanation.
    pub(crate) next_m: f64,
    /// The misfit as the files are read now; `None` if they cannot be read.
    pub(crate) now_m: Option<f64>,
}

/// An explanation is certain if the next one misfits twice as much.
const CERTAIN: f64 = 0.5;
/// Misfit that no explanation is blamed for: streets are not drawn better, in meters.
const FLOOR_M: f64 = 10.0;
/// So many standard errors are chance.
const ERRORS: f64 = 2.0;
/// What each further file that an explanation changes must gain, in meters.
const PER_FILE_M: f64 = 4.0;
/// Roads to Rome: so many wrong systems in one project are told apart, one after the other.
const ROUNDS: usize = 4;

impl Verdict {
    /// Its misfit by that of the next best explanation: below a half, it is certain.
    pub(crate) fn margin(&self) -> f64 {
        self.left_m / self.next_m
    }

    /// Whether no other explanation comes near.
    pub(crate) fn is_certain(&self) -> bool {
        self.margin() < CERTAIN
    }
}

/// Judges files by each other; an empty list says that they fit as they are read now.
///
/// A file whose numbers are meters that nothing declares is always judged, so that the likeliest
/// system is named even if it is not certain.
///
/// # Cost
///
/// Some thousand places of each file are looked at; streets that are not fixed are indexed once for
/// each hypothesis.
pub(crate) fn judge(files: &[Exhibit]) -> Vec<Verdict> {
    let Some(plane) = Plane::around(files) else { return Vec::new() };
    let misfits = Misfits::new(files, plane);
    let mut reading: Reading = misfits.files.iter().map(|file| file.read_as).collect();
    let mut verdicts = Vec::new();
    for _ in 0..ROUNDS {
        let Some(found) = round(&misfits, &reading) else { break };
        for &file in &found.files {
            reading[file] = misfits.place(file, &found.hypothesis);
        }
        verdicts.push(found);
    }
    verdicts
}

/// The files that one explanation changes, and to what.
struct Explanation {
    files: Vec<usize>,
    hypothesis: Option<Hypothesis>,
    /// The misfit that it leaves.
    left: Misfit,
}

/// A reading of all files: the place of the hypothesis of each, if it can be read.
type Reading = Vec<Option<usize>>;

/// What some files may be that they are not read as now; that nothing is wrong comes first.
fn explanations(
    misfits: &Misfits<'_>,
    reading: &Reading,
    may_change: impl Fn(usize) -> bool,
) -> Vec<Explanation> {
    let mut all =
        vec![Explanation { files: vec![], hypothesis: None, left: Misfit::default() }];
    for files in misfits.suspects() {
        if !files.iter().all(|&file| may_change(file)) {
            continue;
        }
        for hypothesis in misfits.hypotheses(&files) {
            // a file that is read so already is not changed
            let changes =
                |&file: &usize| misfits.place(file, &hypothesis) != reading[file];
            if files.iter().all(changes) {
                let (files, hypothesis) = (files.clone(), Some(hypothesis));
                all.push(Explanation { files, hypothesis, left: Misfit::default() });
            }
        }
    }
    all
}

/// Finds the misfit that each explanation leaves.
fn weigh(misfits: &Misfits<'_>, reading: &Reading, all: &mut [Explanation]) {
    let readings: Vec<Reading> =
        all.iter().map(|explanation| misfits.reading(reading, explanation)).collect();
    for (explanation, left) in all.iter_mut().zip(misfits.of(&readings)) {
        explanation.left = left;
    }
}

/// The same if the best further explanation follows: a file that cannot be read yet may fit others
/// that are themselves read in a wrong system.
fn weigh_ahead(misfits: &Misfits<'_>, reading: &Reading, all: &mut [Explanation]) {
    let (mut readings, mut counts) = (Vec::new(), Vec::new());
    for (nth, explanation) in all.iter().enumerate() {
        let then = misfits.reading(reading, explanation);
        // that nothing is wrong is followed by nothing
        let others = |file: usize| nth > 0 && !explanation.files.contains(&file);
        for further in explanations(misfits, &then, others) {
            readings.push(misfits.reading(&then, &further));
            counts.push((nth, further.files.len()));
        }
    }
    let mut least = vec![f64::INFINITY; all.len()];
    for ((nth, files), left) in counts.into_iter().zip(misfits.of(&readings)) {
        let cost = left.meters + PER_FILE_M * files as f64;
        if cost < least[nth] {
            (least[nth], all[nth].left) = (cost, left);
        }
    }
}

/// The best explanation, if it is better than that nothing is wrong. What cannot be read yet comes
/// first.
fn round(misfits: &Misfits<'_>, reading: &Reading) -> Option<Verdict> {
    let unread = |file: usize| reading[file].is_none();
    let can_be_read = |file: usize| !misfits.files[file].hypotheses.is_empty();
    let any_unread = (0..reading.len()).any(|file| unread(file) && can_be_read(file));
    let mut all = explanations(misfits, reading, |file| !any_unread || unread(file));
    if any_unread {
        weigh_ahead(misfits, reading, &mut all);
    } else {
        weigh(misfits, reading, &mut all);
    }
    let cost = |e: &Explanation| e.left.meters + PER_FILE_M * e.files.len() as f64;
    let best = all.iter().min_by(|a, b| cost(a).total_cmp(&cost(b)))?;
    let hypothesis = best.hypothesis.clone()?;
    let rival = |other: &&Explanation| {
        let more = other.hypothesis == best.hypothesis
            && best.files.iter().all(|file| other.files.contains(file));
        // what follows either way is no rival
        let apart = any_unread
            && !other.files.is_empty()
            && !best.files.iter().any(|file| other.files.contains(file));
        !more && !apart
    };
    let rivals = all.iter().filter(rival);
    let next = rivals.min_by(|a, b| a.left.meters.total_cmp(&b.left.meters))?;
    let unread = best.files.iter().any(|&file| reading[file].is_none());
    // what chance alone may do is blamed on no explanation
    let floor_m = FLOOR_M + ERRORS * (best.left.variance + next.left.variance).sqrt();
    let verdict = Verdict {
        files: best.files.clone(),
        hypothesis,
        left_m: best.left.meters + floor_m,
        next_m: next.left.meters + floor_m,
        now_m: (!unread).then(|| all[0].left.meters + floor_m),
    };
    // as long as files can be read, only what is clearly better is said
    let worth = verdict.now_m.is_none_or(|now_m| verdict.left_m < CERTAIN * now_m);
    worth.then_some(verdict)
}

#[cfg(test)]
#[path = "datum/tests.rs"]
mod tests;

#[cfg(test)]
#[path = "datum/city_tests.rs"]
mod city_tests;
