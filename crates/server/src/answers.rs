//! Answers on terms other than the project's: one is made at a time, and the last few are kept.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Answers that are kept.
const KEPT: usize = 16;
/// Evaluations that may be under way or wait for their turn; each already uses every core.
const WAITING: usize = 8;

/// The last few answers, by their terms.
#[derive(Debug)]
pub(crate) struct Answers<K, V> {
    /// Latest used last; the pinned ones are first.
    kept: Mutex<Vec<(K, V)>>,
    /// How many at the beginning stay: the project's own.
    pinned: usize,
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

impl<K: Clone + PartialEq, V: Clone> Answers<K, V> {
    /// With the answers that are never forgotten.
    pub(crate) fn beginning_with(pinned: impl IntoIterator<Item = (K, V)>) -> Self {
        let kept: Vec<(K, V)> = pinned.into_iter().collect();
        Self {
            pinned: kept.len(),
            kept: Mutex::new(kept),
            turn: Mutex::default(),
            waiting: Arc::default(),
        }
    }

    /// The answer on these terms, if it is kept.
    pub(crate) fn find(&self, terms: &K) -> Option<V> {
        let mut kept = lock(&self.kept);
        let place = kept.iter().position(|(of, _)| of == terms)?;
        let found = kept.get(place).map(|(_, answer)| answer.clone());
        if place >= self.pinned
            && let Some(used) = kept.get_mut(place..)
        {
            used.rotate_left(1);
        }
        found
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
    pub(crate) fn make(&self, terms: &K, _ticket: Ticket, make: impl FnOnce() -> V) -> V {
        let _turn = lock(&self.turn);
        self.find(terms).unwrap_or_else(|| {
            let answer = make();
            let mut kept = lock(&self.kept);
            if kept.len() >= KEPT {
                kept.remove(self.pinned);
            }
            kept.push((terms.clone(), answer.clone()));
            answer
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
    use actix_web::web::Bytes;
    use walkshed::model::{Budget, CoverageOptions};

    fn terms(minutes: u32) -> CoverageOptions {
        CoverageOptions {
            budgets: vec![Budget::Millis(minutes * 60_000)],
            ..Default::default()
        }
    }

    fn make(answers: &Answers<CoverageOptions, Bytes>, minutes: u32) -> Bytes {
        let ticket = answers.ticket().unwrap();
        answers.make(&terms(minutes), ticket, || minutes.to_string().into())
    }

    #[test]
    fn the_project_s_own_answer_stays_and_the_longest_unused_goes() {
        let answers = Answers::beginning_with([(terms(0), "0".into())]);
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
        let answers = Answers::<_, Bytes>::beginning_with([(terms(0), "0".into())]);
        let tickets: Vec<Ticket> = (0..WAITING).map_while(|_| answers.ticket()).collect();
        assert_eq!(tickets.len(), WAITING);
        assert!(answers.ticket().is_none());
        drop(tickets);
        assert!(answers.ticket().is_some());
    }
}
