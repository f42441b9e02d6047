//! A loaded project with all its answers: immutable, and swapped whole.

use crate::answers::Answers;
use crate::layer::Index;
use actix_web::web::Bytes;
use std::sync::Arc;
use walkshed::coverage::Evaluation;
use walkshed::model::{CoverageOptions, District};
use walkshed_io::layers::{Layer, View};
use walkshed_io::pack::BeyondCalendar;
use walkshed_io::selection::Selection;
use walkshed_io::{Loaded, report};

/// One state of the data, and everything that is answered from it.
#[derive(Debug)]
pub struct Generation {
    loaded: Loaded,
    evaluation: Evaluation,
    indexes: [Index; 5],
    answers: Answers<CoverageOptions, Bytes>,
    /// The same project with other stations counting.
    selected: Answers<Selection, Result<Arc<Generation>, BeyondCalendar>>,
}

impl Generation {
    /// Evaluates a project on its own terms, and indexes its layers.
    ///
    /// # Cost
    ///
    /// One evaluation, and one pass over all features: never on the event loop.
    #[must_use]
    pub fn of(loaded: Loaded) -> Self {
        let evaluation = Evaluation::of(&loaded.district, &loaded.options);
        let selected = loaded.selected.is_some();
        let index = |layer: Layer| Index::of(&layer.view(&loaded, &evaluation), selected);
        let indexes = Layer::ALL.map(index);
        let body = render(&loaded, &evaluation);
        let answers = Answers::beginning_with([(evaluation.options.clone(), body)]);
        let selected = Answers::beginning_with([]);
        Self { loaded, evaluation, indexes, answers, selected }
    }

    /// What the project is called.
    pub(crate) fn name(&self) -> &str {
        &self.loaded.name
    }

    /// The project as it was read.
    pub(crate) fn loaded(&self) -> &Loaded {
        &self.loaded
    }

    /// Stations, demand and streets.
    pub(crate) fn district(&self) -> &District {
        &self.loaded.district
    }

    /// Every answer on the project's own terms.
    pub(crate) fn evaluation(&self) -> &Evaluation {
        &self.evaluation
    }

    /// The lines under which the data may be used.
    pub(crate) fn licences(&self) -> &[String] {
        &self.loaded.licences
    }

    /// A layer of the evaluation on the project's own terms.
    pub(crate) fn view(&self, layer: Layer) -> View<'_> {
        layer.view(&self.loaded, &self.evaluation)
    }

    /// Where the features of a layer are, and what they are called.
    pub(crate) fn index(&self, layer: Layer) -> &Index {
        let nth = Layer::ALL.iter().position(|&one| one == layer).unwrap_or_default();
        &self.indexes[nth]
    }

    /// Evaluations on other terms that were asked for lately.
    pub(crate) fn answers(&self) -> &Answers<CoverageOptions, Bytes> {
        &self.answers
    }

    /// The same project with other stations counting, lately asked for.
    pub(crate) fn selected(
        &self,
    ) -> &Answers<Selection, Result<Arc<Self>, BeyondCalendar>> {
        &self.selected
    }

    /// The same project, with those stations counting that are asked for.
    ///
    /// # Cost
    ///
    /// One evaluation: never on the event loop.
    pub(crate) fn select(
        &self,
        selection: &Selection,
    ) -> Result<Arc<Self>, BeyondCalendar> {
        let mut loaded = self.loaded.clone();
        loaded.select(selection)?;
        Ok(Arc::new(Self::of(loaded)))
    }

    /// The object of `/coverage` on other terms.
    ///
    /// # Cost
    ///
    /// One evaluation: never on the event loop.
    pub(crate) fn evaluate(&self, terms: &CoverageOptions) -> Bytes {
        render(&self.loaded, &Evaluation::of(&self.loaded.district, terms))
    }
}

fn render(loaded: &Loaded, evaluation: &Evaluation) -> Bytes {
    report::coverage(loaded, evaluation).to_string().into()
}
