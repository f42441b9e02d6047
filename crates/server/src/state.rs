//! What all workers share: the generation that answers now.

use crate::{ApiError, Generation};
use std::sync::{Arc, PoisonError, RwLock};

/// The generation that answers, or none while the project is being loaded.
///
/// A request takes the `Arc` once and sees that generation only, however often another is
/// published meanwhile.
#[derive(Debug, Default)]
pub struct State {
    current: RwLock<Option<Arc<Generation>>>,
}

impl State {
    /// Nothing loaded yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Makes a generation the one that answers from now on.
    pub fn publish(&self, generation: Generation) {
        let mut current = self.current.write().unwrap_or_else(PoisonError::into_inner);
        *current = Some(Arc::new(generation));
    }

    /// The generation that answers now.
    ///
    /// # Errors
    ///
    /// [`ApiError::NotReady`] before the first one is published.
    pub fn current(&self) -> Result<Arc<Generation>, ApiError> {
        let current = self.current.read().unwrap_or_else(PoisonError::into_inner);
        current.clone().ok_or(ApiError::NotReady)
    }
}
