//! Evaluations on terms other than the project's: one at a time, and the last few kept.

use actix_web::web::Bytes;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use walkshed::model::CoverageOptions;

/// Answers that are kept.
const KEPT: usize = 16;
/// Evaluations that may be under way or wait for their turn; each already uses every core.
const WAITING: usize = 8;

/// The last few answers, by their terms.
#[derive(Debug)]
pub(crate) struct Answers {
    /// Latest used last; the first is the project's own and stays.
    kept: Mutex<Vec<(CoverageOptions, Bytes)>>,
    turn: Mutex<()>,
    waiting: Arc<AtomicUsize>,
}

/// The right to wait for an evaluation, given back when dropped.
#[derive(Debug)]
pub(crate) struct Ticket(Arc<AtomicUsize>);

impl Drop for Ticket {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::AcqRel);
    }
}

impl Answers {
    /// With the answer on the project's own terms, which is never forgotten.
    pub(crate) fn beginning_with(terms: CoverageOptions, body: Bytes) -> Self {
        Self {
            kept: Mutex::new(vec![(terms, body)]),
            turn: Mutex::default(),
            waiting: Arc::default(),
        }
    }

    /// The answer on these terms, if it is kept.
    pub(crate) fn find(&self, terms: &CoverageOptions) -> Option<Bytes> {
        let mut kept = lock(&self.kept);
        let place = kept.iter().position(|(of, _)| of == terms)?;
        if let Some(used) = kept.get_mut(place.max(1)..) {
            used.rotate_left(usize::from(place > 0));
        }
        let place = if place == 0 { 0 } else { kept.len() - 1 };
        kept.get(place).map(|(_, body)| body.clone())
    }

    /// A ticket to [`Answers::make`], unless too many wait already.
    pub(crate) fn ticket(&self) -> Option<Ticket> {
        let more = |waiting| (waiting < WAITING).then_some(waiting + 1);
        let taken = self.waiting.fetch_update(Ordering::AcqRel, Ordering::Acquire, more);
        taken.is_ok().then(|| Ticket(Arc::clone(&self.waiting)))
    }

    /// Makes an answer when its turn has come, unless someone before made the same.
    ///
    /// Blocks: never on the event loop.
    pub(crate) fn make(
        &self,
        terms: &CoverageOptions,
        _ticket: Ticket,
        make: impl FnOnce() -> Bytes,
    ) -> Bytes {
        let _turn = lock(&self.turn);
        self.find(terms).unwrap_or_else(|| {
            let body = make();
            let mut kept = lock(&self.kept);
            if kept.len() >= KEPT {
                kept.remove(1);
            }
            kept.push((terms.clone(), body.clone()));
            body
        })
    }
}

/// What is behind the lock is whole at every moment, also after a panic.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use walkshed::model::Budget;

    fn terms(minutes: u32) -> CoverageOptions {
        CoverageOptions {
            budgets: vec![Budget::Millis(minutes * 60_000)],
            ..Default::default()
        }
    }

    fn make(answers: &Answers, minutes: u32) -> Bytes {
        let ticket = answers.ticket().unwrap();
        answers.make(&terms(minutes), ticket, || minutes.to_string().into())
    }

    #[test]
    fn the_project_s_own_answer_stays_and_the_longest_unused_goes() {
        let answers = Answers::beginning_with(terms(0), "0".into());
        (1..KEPT as u32).for_each(|minutes| drop(make(&answers, minutes)));
        assert_eq!(answers.find(&terms(1)).unwrap(), "1");
        make(&answers, 99);
        assert_eq!(answers.find(&terms(2)), None);
        assert_eq!(answers.find(&terms(0)).unwrap(), "0");
        assert_eq!(answers.find(&terms(1)).unwrap(), "1");
        assert_eq!(answers.find(&terms(99)).unwrap(), "99");
        assert_eq!(lock(&answers.kept).len(), KEPT);
    }

    #[test]
    fn only_so_many_wait() {
        let answers = Answers::beginning_with(terms(0), "0".into());
        let tickets: Vec<Ticket> = (0..WAITING).map_while(|_| answers.ticket()).collect();
        assert_eq!(tickets.len(), WAITING);
        assert!(answers.ticket().is_none());
        drop(tickets);
        assert!(answers.ticket().is_some());
    }
}
